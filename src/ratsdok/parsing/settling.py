"""Numbers and dates of a letter that a second look settles, where the first reading left a doubt."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from ratsdok.parsing.dates import FoundDate, find_damaged_dates, find_dates
from ratsdok.parsing.head import Head
from ratsdok.parsing.references import Found, Grammar, Reference, meeting_grammar, paper_grammar
from ratsdok.parsing.second_look import SURE, SecondLook, settled
from ratsdok.parsing.stamps import StampDate, is_stamped, read_stamp
from ratsdok.parsing.text import Row, prose
from ratsdok.profile import Profile

_LONE_FIGURE = re.compile(r"\d(?!\s?\d)")
_WHEELS = re.compile(r"^[\dIl|ı]\s?\.?\s?[\dIl|ı](?=\W)")
_DAY = re.compile(r"\W*(?P<tens>[0-3])\s?(?P<ones>\d)(?!\d)")
_YEAR = re.compile(r"20\d\d(?=\W*$)")
_STROKES = str.maketrans("Il|ı", "1111")


SOME_TRUST = 0.25
"""Confidence of the engine below which a number that is not confirmed is noise."""

HEARD_OF_STAMPS = 3
"""Readings of a stamp that are heard even where the first two agree."""


class SettledDate(NamedTuple):
    """The letter's date.

    Attributes:
        stamp: the date; None where there is none, or none that is certain.
        row: where it stands; None where nothing stands.
        readings: what a second look read; empty where there was none.
    """

    stamp: StampDate | None
    row: Row | None
    readings: tuple[str, ...] = ()


def letter_date(head: Head, look: SecondLook) -> SettledDate:
    """Return the date of the stamp or of the date line.

    A stamp that was recognised is always looked at again: its figures are the worst on the page, and one
    wrong reading of them looks like a date too.
    """
    row = head.date_row or head.stamp_remains or head.date_label
    if row is None or not _is_doubtful(head, look):
        return SettledDate(head.date, row)
    first = None if row is head.date_label else row.text
    texts = look.stamps(head.date_label, row) if head.date_label else look.readings([row])
    verdict = settled(first, texts, _stamped, hear=HEARD_OF_STAMPS)
    if not verdict.looked:
        return SettledDate(head.date, row)
    date = verdict.value
    if date is None or any(_speaks_against(date, text) for text in verdict.readings):
        return SettledDate(None, row, verdict.readings)
    typed = head.date is not None and head.date.typed
    return SettledDate(StampDate(date, typed=typed, repaired=0), row, verdict.readings)


def _is_doubtful(head: Head, look: SecondLook) -> bool:
    if head.date is None or head.date_row is None or head.date.repaired:
        return True
    certain = SURE if head.date.typed else 1.0
    return look.text.confidence(head.date_row.start, head.date_row.end) < certain


def _stamped(text: str) -> dt.date | None:
    """Read a stamp's date; its day has two wheels, so a figure alone has lost its neighbour.

    A stroke in the place of a figure is a one, and dots between the wheels are specks.

    >>> _stamped("I.0. MAI 201 9").isoformat()
    '2019-05-10'
    """
    text = re.sub(r"^[^\w-]+|[^\w]+$", "", text)
    text = _WHEELS.sub(lambda wheels: wheels[0].translate(_STROKES).replace(".", ""), text)
    text = re.sub(r"\b(2)\s?(0)\s?(\d)\s?(\d)$", r"\1\2\3\4", text)
    stamp = read_stamp(text)
    if stamp is None or (not stamp.typed and _LONE_FIGURE.match(text)):
        return None
    return stamp.date


def _speaks_against(date: dt.date, text: str) -> bool:
    """Whether a reading is another date or, though it is none, has another day or year."""
    other = _stamped(text)
    if other:
        return other != date
    day, year = _DAY.match(text), _YEAR.search(text)
    others = (day and int(day["tens"] + day["ones"]) != date.day, year and int(year[0]) != date.year)
    return any(others)


class SettledNumber(NamedTuple):
    """A paper's or meeting's number, and what a second look read of it; empty where there was none."""

    found: Found | None
    readings: tuple[str, ...] = ()


def paper_number(
    found: Found | None, index: int, rows: Sequence[Row], profile: Profile, look: SecondLook
) -> SettledNumber:
    """Return the number of the `index`-th paper that a reference line names."""
    return _number(found, index, rows, paper_grammar(profile), look)


def meeting_number(
    found: Found | None, index: int, rows: Sequence[Row], profile: Profile, look: SecondLook
) -> SettledNumber:
    """Return the number of the `index`-th meeting that a reference line names."""
    return _number(found, index, rows, meeting_grammar(profile), look)


def _number(
    found: Found | None, index: int, rows: Sequence[Row], grammar: Grammar, look: SecondLook
) -> SettledNumber:
    sure = found and found.reference.known and not found.reference.repaired
    if sure and found and look.text.confidence(found.start, found.end) >= SURE:
        return SettledNumber(found)

    recognised = bool(rows) and look.text.confidence(rows[0].start, rows[-1].end) < 1

    def read(text: str) -> Reference | None:
        numbers = list(grammar.find_on_line(text, misread=recognised))
        return numbers[index] if index < len(numbers) and numbers[index].known else None

    def value(text: str) -> str | None:
        number = read(text)
        return number.value if number else None

    rows = [row for row in rows if found is None or (row.start < found.end and row.end > found.start)]
    verdict = settled(" ".join(row.text for row in rows), look.readings(rows), value)
    if not verdict.looked:
        return SettledNumber(found)
    if verdict.value is None:
        stays = found is not None and _stays(found, verdict.readings, grammar, look)
        return SettledNumber(found if stays else None, verdict.readings)
    winner = read(verdict.readings[0])
    assert winner
    start, end = (found.start, found.end) if found else (rows[0].start, rows[-1].end)
    return SettledNumber(
        Found(replace(winner, repaired=0), verdict.readings[0], start, end), verdict.readings
    )


def _stays(found: Found, readings: Sequence[str], grammar: Grammar, look: SecondLook) -> bool:
    """Whether a number stays that no second reading confirmed.

    A code that the profile does not know stays where it was not recognised. A known one stays unless another
    known one was read, or the engine itself had no trust in it.
    """
    trust = look.text.confidence(found.start, found.end)
    if not found.reference.known:
        return trust == 1
    others = [number for reading in readings for number in grammar.find(reading)]
    rivals = any(number.known and number.value != found.reference.value for number in others)
    return not rivals and trust >= SOME_TRUST


class SettledCheck(NamedTuple):
    """The next check's date.

    Attributes:
        date: None where there is none, or none that is certain.
        text: the line that it stands in.
        readings: what a second look read; empty where there was none.
    """

    date: FoundDate | None
    text: str
    readings: tuple[str, ...] = ()


def next_check(rows: Sequence[Row], look: SecondLook) -> SettledCheck:
    """Return the date of the next check's line."""
    text = _trimmed(prose(rows))
    found = _check_in(text)
    if not rows or (found and not found.repaired and not any(map(look.doubts, rows))):
        return SettledCheck(found, text)

    def value(reading: str) -> tuple[dt.date, str] | None:
        date = _check_in(_trimmed(reading))
        return (date.date, date.precision) if date else None

    verdict = settled(text, look.readings(rows[-1:]), value)
    if not verdict.looked:
        return SettledCheck(found, text)
    if verdict.value is None:
        return SettledCheck(None, text, verdict.readings)
    text = _trimmed(verdict.readings[0])
    return SettledCheck(_check_in(text), text, verdict.readings)


def _trimmed(text: str) -> str:
    return text.strip(" :;,")


def _check_in(text: str) -> FoundDate | None:
    """Return the last date of a line: one named beside it, of another paper, lies behind."""
    if is_stamped(text):
        return None  # when the letter came in: it stands below a label whose own date was not read
    dates = list(find_dates(text)) or list(find_damaged_dates(text))
    latest = max(dates, key=lambda each: each.date, default=None)
    if latest and latest.precision == "year" and any(c.isdigit() for c in text[: latest.start]):
        return None  # a day, or a month's number, stands before it and cannot be read
    return latest
