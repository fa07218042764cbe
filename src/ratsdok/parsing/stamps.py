"""Dates that are stamped, or typed on a date line.

They are read more strictly than a sentence's: a stamp's day is never guessed, since a speck may hide a digit.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import lru_cache

from ratsdok.parsing.dates import SHORT_MONTHS, month_named, plain_date

_STAMP = re.compile(
    r"""^\s*(?P<before>[-–]?\s*)
        (?P<tens>[0-3]?)\s?(?P<ones>\d)\s?[-.,:]{0,2}\s*
        (?P<month>(?=\d?[^\W\d_]\w*[^\W\d_])\w{2,4})\s?[.,]?\s*
        (?P<year>\S{4})\s?\.?\s*$""",
    re.VERBOSE,
)
_TYPED = re.compile(
    r"^\s*(?P<day>[0-3]?\d)\.\s?(?:(?P<number>[01]?\d)\.|(?P<name>[A-ZÄÖÜ][a-zä]{2,8}))\s?(?P<year>20\d\d)\s*$"
)
# What a year's digits may be read as, place by place: the first two can only be 20.
_YEAR_PLACES = (
    {"2": "2", "Z": "2", "z": "2"},
    {"0": "0", **dict.fromkeys("OoÖöÜüGQD", "0")},
    {**{d: d for d in "0123456789"}, **dict.fromkeys("Iilt!|", "1"), "Z": "2"},
    {
        **{d: d for d in "0123456789"},
        **dict.fromkeys("OoÖö", "0"),
        **dict.fromkeys("Il", "1"),
        "S": "5",
        "Z": "2",
    },
)
_STAMP_BEHIND = re.compile(r"\s+[-–]?\s?[0-3]?\s?\d\s?[.,]?\s?[A-ZÄÖÜ]{3,4}\.?\s?20\d\d$")
_LONGEST_STAMP = 24  # characters
_MOST_LOOKALIKES = 2  # in a year; with more it could be another


@dataclass(frozen=True, slots=True)
class StampDate:
    """The date of a stamp or of a typed date line.

    Attributes:
        date: the date.
        typed: whether it was typed, not stamped.
        repaired: how many characters were read as others.
    """

    date: dt.date
    typed: bool
    repaired: int


def read_stamp(text: str) -> StampDate | None:
    """Read a letter's date from its stamp or date line, or nothing where a digit is in doubt.

    A leading dash is the stamp's blank (`-3. MRZ` is the 3rd). Whatever else stands before the day may hide
    a digit.

    >>> read_stamp("2 3. AUS. 2016").date.isoformat()
    '2016-08-23'
    """
    typed = _TYPED.match(text)
    if typed:
        named = month_named(typed["name"]) if typed["name"] else (int(typed["number"]), False)
        date = plain_date(int(typed["day"]), named[0], int(typed["year"])) if named else None
        return StampDate(date, typed=True, repaired=0) if date else None
    stamp = _STAMP.match(text)
    if not stamp or (stamp["before"].strip() and stamp["tens"]):
        return None
    month = _stamped_month(stamp["month"])
    year = _stamped_year(stamp["year"])
    if not month or not year:
        return None
    date = plain_date(int(stamp["tens"] + stamp["ones"]), month[0], year[0])
    return StampDate(date, typed=False, repaired=month[1] + year[1]) if date else None


def is_stamped(text: str) -> bool:
    """Tell whether a line is a date whose month is all capitals, as stamps have it and sentences never do."""
    parts = re.findall(r"[A-ZÄÖÜ]{3,4}", text)
    return len(text) < _LONGEST_STAMP and any(part in SHORT_MONTHS for part in parts)


def without_stamp(text: str) -> str:
    """Return a line without the stamped date that stands behind its words.

    >>> without_stamp("Beschluss: 2 6. OKT. 2013")
    'Beschluss:'
    """
    return _STAMP_BEHIND.sub("", text)


def looks_like_stamp(text: str) -> bool:
    """Tell whether a line is what is left of a stamp, though no date can be read from it."""
    parts = re.findall(r"[^\W\d_]{3,5}", text)
    return len(text) < _LONGEST_STAMP and any(part.upper() in SHORT_MONTHS for part in parts)


def _stamped_year(text: str) -> tuple[int, int] | None:
    """Return a stamp's year and how many of its digits were look-alikes."""
    read = "".join(place.get(c, "?") for place, c in zip(_YEAR_PLACES, text, strict=True))
    repaired = sum(a != b for a, b in zip(read, text, strict=True))
    return None if "?" in read or repaired > _MOST_LOOKALIKES else (int(read), repaired)


@lru_cache(maxsize=1024)
def _stamped_month(text: str) -> tuple[int, int] | None:
    """Return a stamp's month and how many of its letters were misread.

    One letter may differ where no other month is as near; `m` may be `NI` run together.
    """
    read = text.upper().rstrip(".")
    if read in SHORT_MONTHS:
        return SHORT_MONTHS[read], 0
    apart = read.replace("M", "NI")
    if apart in SHORT_MONTHS:
        return SHORT_MONTHS[apart], 1
    beginning = {month for name, month in SHORT_MONTHS.items() if name.startswith(read)}
    if len(read) == 2 and len(beginning) == 1:
        return beginning.pop(), 1
    near = {month for name, month in SHORT_MONTHS.items() if _differ_by_one(read, name)}
    return (near.pop(), 1) if len(near) == 1 else None


def _differ_by_one(found: str, name: str) -> bool:
    return len(found) == len(name) and sum(a != b for a, b in zip(found, name, strict=True)) == 1
