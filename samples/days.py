"""Days: how a letter's date is stamped or typed, and how the next check is spelled."""

from __future__ import annotations

import calendar
import datetime as dt
from random import Random
from typing import NamedTuple

from samples.texts import NextCheckText

MONTHS = (
    "Januar", "Februar", "März", "April", "Mai", "Juni",
    "Juli", "August", "September", "Oktober", "November", "Dezember",
)  # fmt: skip
_STAMPED = (
    "JAN.", "FEB.", "MRZ.", "APR.", "MAI", "JUNI", "JULI", "AUG.", "SEP.", "OKT.", "NOV.", "DEZ.",
)  # fmt: skip
_ROMAN = ("I", "II", "III", "IV")
FIRST, LAST = dt.date(2013, 2, 1), dt.date(2024, 12, 20)
"""Between these days invented letters are written."""


class Dated(NamedTuple):
    """A letter's date as its reader sees it.

    Attributes:
        words: as stamped or typed; empty where the letter has no date.
        typed: whether it is typed.
    """

    words: str
    typed: bool


def working_day(draw: Random) -> dt.date:
    """Return a day on which offices write letters."""
    day = FIRST + dt.timedelta(days=draw.randrange((LAST - FIRST).days))
    return day - dt.timedelta(days=max(day.weekday() - 4, 0))


def german(day: dt.date) -> str:
    """Return a day in running text: 30. September 2019."""
    return f"{day.day}. {MONTHS[day.month - 1]} {day.year}"


def stamped(draw: Random, day: dt.date) -> str:
    """Return a day as a date stamp with turning wheels shows it: the wheels of the day stand apart."""
    tens, ones = divmod(day.day, 10)
    if tens:
        number = draw.choice((f"{tens} {ones}", f"{tens} {ones}", f"{tens}{ones}"))
    else:
        number = draw.choice((f"-{ones}", f"- {ones}", f"0 {ones}", f"0{ones}"))
    return f"{number}. {_STAMPED[day.month - 1]} {day.year}"


def dated(draw: Random, day: dt.date) -> Dated:
    """Return a letter's date: mostly stamped, sometimes typed or left out."""
    how = draw.random()
    if how < 0.08:
        return Dated("", typed=False)
    if how < 0.22:
        return Dated(draw.choice((f"{day:%d.%m.%Y}", german(day))), typed=True)
    return Dated(stamped(draw, day), typed=False)


def next_check(draw: Random, day: dt.date, joint_paper: str = "") -> NextCheckText:
    """Return a next check two to fifteen months after a letter's day.

    Args:
        draw: decides.
        day: the letter's.
        joint_paper: a paper with which the check is announced to be joint; empty for none.
    """
    months = day.year * 12 + day.month - 1 + draw.randint(2, 15)
    year, month = months // 12, months % 12 + 1
    raw, precision, last = draw.choices(
        (_day, _month, _quarter, _half_year, _year), weights=(55, 20, 14, 6, 5)
    )[0](draw, year, month)
    if joint_paper:
        raw = f"gemeinsam mit BK zu {joint_paper}, {raw}"
    return NextCheckText(
        raw=raw,
        date=last,
        precision=precision,
        label=draw.choice(("nächste Beschlusskontrolle:", "Nächste Beschlusskontrolle:")),
        own_line=draw.random() < 0.2,
    )


def month_end(year: int, month: int) -> dt.date:
    """Return a month's last day."""
    return dt.date(year, month, calendar.monthrange(year, month)[1])


_Spelled = tuple[str, str, dt.date]


def _day(draw: Random, year: int, month: int) -> _Spelled:
    day = month_end(year, month) if draw.random() < 0.7 else dt.date(year, month, draw.randint(1, 28))
    return draw.choice((f"{day:%d.%m.%Y}", german(day))), "day", day


def _month(draw: Random, year: int, month: int) -> _Spelled:
    raw = draw.choice((f"{month:02}/{year}", f"{MONTHS[month - 1]} {year}"))
    return raw, "month", month_end(year, month)


def _quarter(draw: Random, year: int, month: int) -> _Spelled:
    number = (month - 1) // 3
    raw = f"{draw.choice((_ROMAN[number], str(number + 1)))}. Quartal {year}"
    return raw, "quarter", month_end(year, 3 * number + 3)


def _half_year(_: Random, year: int, month: int) -> _Spelled:
    number = (month - 1) // 6
    return f"{number + 1}. Halbjahr {year}", "half-year", month_end(year, 6 * number + 6)


def _year(_: Random, year: int, __: int) -> _Spelled:
    return f"Ende {year}", "year", dt.date(year, 12, 31)
