"""Numbers, shares and days as they are written in German, and what stands for what cannot be read."""

from __future__ import annotations

import datetime as dt

from ratsdok.form.days import spelled

UNREAD = "nicht lesbar"
UNKNOWN = "unbekannt"


def number(value: int) -> str:
    """Return a number as it is printed in German: 10.000."""
    return f"{value:,}".replace(",", ".")


def counted(value: int, one: str, many: str) -> str:
    """Return a number with its noun."""
    return f"{number(value)} {one if value == 1 else many}"


def share(part: int, whole: int) -> str:
    """Return a share in per cent; nothing is only 0 %, and all is only 100 %, if it is so.

    >>> share(1, 3), share(1, 1000), share(999, 1000)
    ('33 %', 'unter 1 %', 'über 99 %')
    """
    if not whole:
        return "0 %"
    rounded = round(100 * part / whole)
    if rounded == 0 and part:
        return "unter 1 %"
    return "über 99 %" if rounded == 100 and part < whole else f"{rounded} %"


def days(value: int) -> str:
    """Return a number of days."""
    return counted(value, "Tag", "Tage")


def long_day(day: dt.date) -> str:
    """Return a day as it stands in a heading: 1. Januar 2020."""
    return spelled(day)
