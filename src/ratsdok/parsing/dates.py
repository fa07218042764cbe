"""German dates, clean and damaged; the only room that knows dateparser.

Damage is mended here, by what a date can be; the mended date, in one of a few plain spellings, is
dateparser's.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Literal

from ratsdok.form.days import MONTHS
from ratsdok.parsing.lookalikes import digits, fold
from ratsdok.parsing.references import is_inside_number

if TYPE_CHECKING:
    from dateparser.date import DateDataParser

Precision = Literal["day", "month", "quarter", "half-year", "year"]

# As rubber stamps and typists shorten them.
SHORT_MONTHS = {
    "JAN": 1, "JÄN": 1, "FEB": 2, "MRZ": 3, "MÄR": 3, "MÄRZ": 3, "APR": 4,
    "MAI": 5, "JUN": 6, "JUNI": 6, "JUL": 7,
    "JULI": 7, "AUG": 8, "SEP": 9, "SEPT": 9, "OKT": 10, "NOV": 11, "DEZ": 12,
}  # fmt: skip
_NEARLY_DIGITS = re.compile(r"(?<![A-Za-zÄÖÜäöü])(?=[\dOoIlSBZ]*\d)[\dOoIlSBZ]{1,4}(?![A-Za-zÄÖÜäöü])")
_ORDINALS = {"1": 1, "2": 2, "3": 3, "4": 4, "I": 1, "II": 2, "III": 3, "IV": 4, "erste": 1, "zweite": 2}
_STROKES = str.maketrans("l|1", "III")  # what a Roman one is read as
_PART_OF_YEAR = re.compile(r"(?:Quarta\w|Halbjahr)\s*(?:des\s+Jahres\s*)?\Z")

_DAY = r"(?P<day>[0-3]?\d)"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_NAME = r"(?P<month>[A-Za-zÄÖÜäöü]{3,9})"
_SENTENCE_DATES = (
    (
        "day",
        re.compile(rf"(?<!\d){_DAY}\s?[.,]?\s*(?P<month_number>[01]?\d)\s?[.,]\s?{_YEAR}(?!\d)"),
    ),  # 31.10.2016
    (
        "day",
        re.compile(rf"(?<![\d.]){_DAY}\.\s?(?P<month_number>[01]?\d)\.(?P<year>[0-3]\d)(?![\d.])"),
    ),  # 31.10.16
    ("day", re.compile(rf"(?<![\d.]){_DAY}\s?[.,]?\s*{_NAME}\.?\s*{_YEAR}(?!\d)")),  # 30. September 2019
    ("month", re.compile(rf"(?<![\d./])(?P<month_number>[01]?\d)\s?/\s?{_YEAR}(?!\d)")),  # 06/2017
    (
        "quarter",
        re.compile(
            rf"(?<!\w)(?P<part>[1-4]|[IVl1|]{{1,3}})\s?\.?\s*Quarta[lI]\s*(?:des\s+Jahres\s+)?{_YEAR}"
        ),
    ),
    ("half-year", re.compile(rf"(?<!\w)(?P<part>[12]|[Il1|]{{1,2}})\s?\.?\s*Halbjahr\s*{_YEAR}")),
    ("half-year", re.compile(rf"(?<!\w)(?P<ordinal>erste|zweite)[sn]?\s*Halbjahr\s*{_YEAR}")),
    ("month", re.compile(rf"(?<!\w){_NAME}\.?\s*{_YEAR}(?!\d)")),  # Juli 2016
    ("year", re.compile(rf"(?<![\w./-])(?:Ende|Jahr|Jahresende)?\s*{_YEAR}(?![\d/])")),  # Ende 2018
)


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date in a sentence.

    Attributes:
        date: of an imprecise date the last day.
        precision: how precise it is.
        start: where it starts in the text searched.
        end: where it ends.
        repaired: whether a character was read as another.
    """

    date: dt.date
    precision: Precision
    start: int
    end: int
    repaired: bool = False


def find_dates(text: str) -> Iterator[FoundDate]:
    """Yield the dates of a sentence, in order; of overlapping ones the most precise.

    >>> next(find_dates("bis zum IV. Quartal 2017")).date.isoformat()
    '2017-12-31'
    """
    taken: list[tuple[int, int]] = []
    found: list[FoundDate] = []
    for precision, pattern in _SENTENCE_DATES:
        for match in pattern.finditer(text):
            if any(match.start() < end and start < match.end() for start, end in taken):
                continue
            is_date = not _ends_number(match, precision) and not _is_rest(match, precision)
            date = _read(match, precision) if is_date else None
            if date:
                taken.append((match.start(), match.end()))
                start = match.end() - len(match.group().lstrip())
                found.append(FoundDate(date[0], precision, start, match.end(), date[1]))  # type: ignore[arg-type]
    yield from sorted(found, key=lambda each: each.start)


def _is_rest(match: re.Match[str], precision: str) -> bool:
    """Tell the year of a quarter whose own number cannot be read: alone it would be another date."""
    start = match.end() - len(match.group().lstrip())
    return precision == "year" and bool(_PART_OF_YEAR.search(match.string, 0, start))


def _ends_number(match: re.Match[str], precision: str) -> bool:
    """Tell whether the digits that a match begins with are the end of a paper's or a meeting's number."""
    start = match.end() - len(match.group().lstrip())
    before_name = precision == "day" and bool(match.groupdict().get("month"))
    return match.string[start].isdigit() and is_inside_number(match.string, start, torn=before_name)


def find_damaged_dates(text: str) -> Iterator[FoundDate]:
    """Yield the dates of a text that must hold one, look-alikes beside digits read as digits.

    >>> next(find_damaged_dates("3O.O6.20l7")).date.isoformat()
    '2017-06-30'
    """
    mended = _NEARLY_DIGITS.sub(lambda match: digits(match.group()) or match.group(), text)
    if mended != text:
        yield from (replace(found, repaired=True) for found in find_dates(mended))


def _read(match: re.Match[str], precision: str) -> tuple[dt.date, bool] | None:
    """Return the date of a match, and whether its month was repaired."""
    groups = match.groupdict()
    year = int(groups["year"]) if len(groups["year"]) == 4 else 2000 + int(groups["year"])
    if precision == "year":
        return dt.date(year, 12, 31), False
    if precision in ("quarter", "half-year"):
        months = 3 if precision == "quarter" else 6
        part = _ordinal(groups.get("part") or "") or {"erste": 1, "zweite": 2}.get(
            groups.get("ordinal") or "", 0
        )
        return (_last_day(year, part * months), False) if part else None
    if groups.get("month_number"):
        month, repaired = int(groups["month_number"]), False
    else:
        name = month_named(groups["month"])
        if name is None:
            return None
        month, repaired = name
    day = int(groups["day"]) if groups.get("day") else None
    date = plain_date(day, month, year)
    return (date, repaired) if date else None


def _ordinal(text: str) -> int:
    return _ORDINALS.get(text) or _ORDINALS.get(text.translate(_STROKES), 0)


def month_named(name: str) -> tuple[int, bool] | None:
    """Return the month of a name in a sentence, and whether a look-alike had to be read.

    >>> month_named("Mal"), month_named("Mat")
    ((5, True), None)
    """
    short = SHORT_MONTHS.get(name.rstrip(".").upper())
    if short:
        return short, False
    for number, month in enumerate(MONTHS, 1):
        if name == month:
            return number, False
        if len(name) == len(month) and fold(name) == fold(month):
            return number, True
    return None


def plain_date(day: int | None, month: int, year: int) -> dt.date | None:
    """Return a date by dateparser, its last day for a month without one; None where no such day exists."""
    if not 1 <= month <= 12 or not 1990 <= year <= 2099:
        return None
    return _parse(f"{day}. {MONTHS[month - 1]} {year}" if day else f"{MONTHS[month - 1]} {year}")


@lru_cache(maxsize=2048)
def _parse(text: str) -> dt.date | None:
    data = _dateparser().get_date_data(text)
    return data.date_obj.date() if data and data.date_obj else None


@cache
def _dateparser() -> DateDataParser:
    from dateparser.date import DateDataParser  # noqa: PLC0415 - takes 200 ms, for letters with dates only

    settings = {
        "PREFER_DAY_OF_MONTH": "last",
        "PARSERS": ["absolute-time"],
        "STRICT_PARSING": False,
        "REQUIRE_PARTS": ["month", "year"],
    }
    return DateDataParser(languages=["de"], settings=settings)


def _last_day(year: int, month: int) -> dt.date:
    return dt.date(year, month, calendar.monthrange(year, month)[1])
