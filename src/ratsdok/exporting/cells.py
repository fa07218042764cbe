"""Values as the cells of a table show them: in German for people, plain for programs, and safe to open."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Sequence
from typing import cast

from ratsdok.exporting.columns import Column, Kind, Row, Value
from ratsdok.form.days import MONTHS, spelled_previous

Cell = str | int | dt.date | None

_SIGNS = ("=", "+", "-", "@")
_WHITE = ("\t", "\r", "\n")
"""What a formula may begin with, by OWASP's *CSV injection*."""
_INVISIBLE = " \t\r\n\v\f\xa0\ufeff\u200b\u200c\u200d\u200e\u200f\u2060"
_NUMBER_LIKE = re.compile(
    r"[(]?[\d\s.,:/%€-]*\d[\d\s.,:/%€-]*[)]?|\d+[eE][+-]?\d+"
    rf"|(?i:{'|'.join(name for month in MONTHS for name in (month, month[:3]))})\.?\s*\d+"
)
_LONGEST_NUMBER = 60  # characters
_STAYS_THE_SAME = re.compile(r"\d{1,2}\.\d{1,2}\.\d{4}|[1-9]\d{0,14}|0")
"""A whole date and a whole number mean the same once a spreadsheet has taken them for that.

Neither 1.1 nor *Juli 2016* do: they become days, the first of January and of July.
"""
_NEVER_PRINTED = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]")
"""Control characters, and what no XML may hold; tabs and line ends aside."""


def german(column: Column, row: Row) -> Cell:
    """Return a value as office staff read it; counts and dates stay what they are."""
    value = column.value(row)
    if column.kind is Kind.YES_NO:
        return "nicht erkennbar" if value is None else "ja" if value else "nein"
    if column.words is not None:
        codes = [value] if isinstance(value, str) or value is None else cast("Sequence[str]", value)
        return "\n".join(column.words.get(code or "", code or "") for code in codes)
    if column.kind is Kind.DAYS:
        value = [spelled_previous(day) for day in cast("Sequence[str]", value)]
    return _joined(value)


def plain(column: Column, row: Row) -> Cell:
    """Return a value as programs read it: codes as in the record, dates in ISO 8601, true and false."""
    value = column.value(row)
    return str(value).lower() if isinstance(value, bool) else _joined(value)


def german_day(day: dt.date) -> str:
    """Return a day as 31.07.2016."""
    return f"{day.day:02}.{day.month:02}.{day.year:04}"


def printable(text: str) -> str:
    """Return a text in which control characters and the like are replaced by U+FFFD."""
    return _NEVER_PRINTED.sub("\ufffd", text).replace("\r\n", "\n").replace("\r", "\n")


def guarded(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula, nor for a number or date that it is not.

    An apostrophe goes in front of it. White space and invisible characters before a sign do not hide it, nor
    do signs as wide as Chinese ones: some programs read these like the narrow ones.
    """
    bare = unicodedata.normalize("NFKC", text).lstrip(_INVISIBLE)
    changes = (
        len(text) <= _LONGEST_NUMBER and _NUMBER_LIKE.fullmatch(text) and not _STAYS_THE_SAME.fullmatch(text)
    )
    return f"'{text}" if bare[:1] in _SIGNS or text[:1] in _WHITE or changes else text


def _joined(value: Value) -> Cell:
    if value is None or isinstance(value, str | int | dt.date):
        return value
    return "\n".join(value) or None
