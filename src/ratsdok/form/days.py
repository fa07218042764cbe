"""Dates of the standard form, in one spelling: *30. September 2019*."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterator

from ratsdok.letter import CheckDate

MONTHS = (
    "Januar", "Februar", "März", "April", "Mai", "Juni",
    "Juli", "August", "September", "Oktober", "November", "Dezember",
)  # fmt: skip
_QUARTERS = ("I", "II", "III", "IV")
_NAMES = "|".join(MONTHS)
_DAY = re.compile(rf"(\d{{1,2}})\. ({_NAMES}) (\d{{1,4}})")
_CHECKS = {
    "month": re.compile(rf"({_NAMES}) (\d{{1,4}})"),
    "quarter": re.compile(r"(IV|I{1,3})\. Quartal (\d{1,4})"),
    "half-year": re.compile(r"([12])\. Halbjahr (\d{1,4})"),
    "year": re.compile(r"()Ende (\d{1,4})"),
}

_YEAR_ALONE = re.compile(r"(?:^|[,;:(]\s*|\b(?:bis|frühestens|spätestens|voraussichtlich) )\d{4}\b")
"""A year that may become *Ende 2017*; in *Anfang 2017* it may not."""


def spelled(day: dt.date) -> str:
    """Return a day in words.

    >>> spelled(dt.date(2019, 9, 30))
    '30. September 2019'
    """
    return f"{day.day}. {MONTHS[day.month - 1]} {day.year}"


def read_day(text: str) -> dt.date | None:
    """Return the day that `spelled` would spell so, or None."""
    match = _DAY.fullmatch(text)
    if match is None:
        return None
    try:
        return dt.date(int(match[3]), MONTHS.index(match[2]) + 1, int(match[1]))
    except ValueError:
        return None


def spelled_check(check: CheckDate) -> str:
    """Return the date of a next check in words, as precise as it is.

    >>> spelled_check(CheckDate(date=dt.date(2017, 12, 31), precision="quarter", raw="4. Quartal 2017"))
    'IV. Quartal 2017'
    """
    date = check.date
    match check.precision:
        case "day":
            return spelled(date)
        case "month":
            return f"{MONTHS[date.month - 1]} {date.year}"
        case "quarter":
            return f"{_QUARTERS[(date.month - 1) // 3]}. Quartal {date.year}"
        case "half-year":
            return f"{1 + (date.month > 6)}. Halbjahr {date.year}"
        case "year":
            return f"Ende {date.year}"


def printed_check(check: CheckDate) -> str:
    """Return what a letter prints as its next check: the words round the date as they are, the date spelled.

    Where the date cannot be found in the source's characters (they may be damaged), or would not be found
    again among them, it stands alone.

    >>> printed_check(CheckDate(date=dt.date(2016, 6, 30), precision="day", raw="mit BK zu A1, 30.06.2016"))
    'mit BK zu A1, 30. Juni 2016'
    """
    date = spelled_check(check)
    for other in _spellings(check):
        match = re.search(rf"(?<!\w){re.escape(other)}(?!\w)", check.raw)
        if match is None:
            continue
        words = check.raw[: match.start()] + date + check.raw[match.end() :]
        read = read_check(words)
        if read and (read.date, read.precision) == (check.date, check.precision):
            return words
    return date


def _spellings(check: CheckDate) -> Iterator[str]:
    """Yield the ways to write a date that offices have, the standard one first."""
    yield spelled_check(check)
    day, month, year = check.date.day, check.date.month, check.date.year
    match check.precision:
        case "day":
            for form in ("{:02}.{:02}.{:04}", "{}.{}.{}", "{:02}.{:02}.{:02}", "{}. {}. {}"):
                yield form.format(day, month, year % 100 if form.endswith("{:02}") else year)
            yield f"{day:02}. {MONTHS[month - 1]} {year}"
        case "month":
            yield from (f"{month:02}/{year}", f"{month}/{year}")
        case "quarter":
            yield from (f"{(month + 2) // 3}. Quartal {year}", f"{_QUARTERS[(month - 1) // 3]}/{year}")
        case "half-year":
            yield f"{'I' * (1 + (month > 6))}. Halbjahr {year}"
        case "year" if _YEAR_ALONE.search(check.raw):
            yield str(year)


def read_check(text: str) -> CheckDate | None:
    """Return the next check that is printed so, its words the ones printed; None for none.

    The date is the last one in the text: words may stand before it.
    """
    found: CheckDate | None = None
    end = -1
    for match in _DAY.finditer(text):
        day = read_day(match.group())
        if day:
            found, end = CheckDate(date=day, precision="day", raw=text), match.end()
    for precision, pattern in _CHECKS.items():
        for match in pattern.finditer(text):
            month = _last_month(precision, match[1])
            if match.end() > end and (last := _last_day(int(match[2]), month)):
                found = CheckDate.model_validate({"date": last, "precision": precision, "raw": text})
                end = match.end()
    return found


def _last_month(precision: str, part: str) -> int:
    if precision == "month":
        return MONTHS.index(part) + 1
    if precision == "quarter":
        return 3 * (_QUARTERS.index(part) + 1)
    return 6 * int(part) if precision == "half-year" else 12


def _last_day(year: int, month: int) -> dt.date | None:
    try:
        return dt.date(year, month, calendar.monthrange(year, month)[1])
    except ValueError:
        return None


def spelled_previous(value: str) -> str:
    """Return an earlier check of a record (`2016-01-05`, or `2016-01`) in words; what is neither as it is.

    >>> spelled_previous("2016-01-05"), spelled_previous("2016-01")
    ('5. Januar 2016', 'Januar 2016')
    """
    day = re.fullmatch(r"(\d{4})-(\d\d)(?:-(\d\d))?", value)
    if day is None or not 1 <= int(day[2]) <= 12:
        return value
    words = f"{MONTHS[int(day[2]) - 1]} {int(day[1])}"
    return f"{int(day[3])}. {words}" if day[3] else words


def read_previous(text: str) -> str:
    """Return the value that `spelled_previous` would spell so."""
    match = re.fullmatch(rf"(?:(\d{{1,2}})\. )?({_NAMES}) (\d{{1,4}})", text)
    if match is None:
        return text
    month = f"{int(match[3]):04}-{MONTHS.index(match[2]) + 1:02}"
    return f"{month}-{int(match[1]):02}" if match[1] else month
