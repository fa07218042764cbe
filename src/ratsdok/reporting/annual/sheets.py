"""The annual report as sheets: which there are, their columns and what stands in their cells."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from ratsdok.reporting.annual import wording
from ratsdok.reporting.annual.doubts import Doubt
from ratsdok.reporting.annual.entries import Entry, PointNow, Told
from ratsdok.reporting.annual.lists import Annual, Department
from ratsdok.reporting.brief import Brief

_FIRST_DAY = dt.date(1900, 3, 1)  # before it programs count days differently
_PRECISIONS = {"day": "Tag", "month": "Monat", "quarter": "Quartal", "half-year": "Halbjahr", "year": "Jahr"}


class Column(NamedTuple):
    """A column of a sheet: its title, and its width in characters."""

    title: str
    width: int


class Cell(NamedTuple):
    """What stands in a cell, and whether it is to be looked up; a text that is says so itself."""

    value: str | int | dt.date
    is_doubtful: bool = False


Line = Sequence[Cell]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet.

    Attributes:
        name: on its tab.
        columns: from the left.
        lines: below their titles.
        if_empty: what it says where there are none.
        total: a line below them, which is no line of the list.
    """

    name: str
    columns: Sequence[Column]
    lines: Iterable[Line]
    if_empty: str
    total: Line | None = None


_RESOLUTION = (
    Column("Geschäftsbereich", 23),
    Column("Vorlage", 12),
    Column("Gegenstand", 34),
    Column("Gremium", 21),
    Column("Letztes Schreiben", 14),
)
_CHECK = (Column("Zugesagte Kontrolle", 14), Column("Genauigkeit", 13), Column("Tage überfällig", 12))
_STANDING = (Column("Letzter Sachstand je Punkt", 46), Column("Datei", 21))
_CONFIDENTIAL = Column("Vertraulich", 14)
_DEPARTMENTS = (
    Column("Geschäftsbereich", 50),
    Column("Offen", 10),
    Column("davon überfällig", 14),
    Column("überfällig, aber unsicher", 16),
    Column("davon ohne Termin", 14),
    Column("Längste Überfälligkeit (Tage)", 26),
    Column("Vorlage dazu", 16),
)
_POINTS = (
    Column("Geschäftsbereich", 24),
    Column("Vorlage", 13),
    Column("Punkt", 10),
    Column("Letzter Sachstand", 22),
    Column("Berichtet am", 16),
    Column("Monate ohne Neues", 14),
    Column("Beschlusstext", 70),
    Column("Datei des Berichts", 26),
    Column("Seite", 9),
)
_DOUBTS = (
    Column("Vorlage", 13),
    Column("Geführt als", 28),
    Column("Schreiben vom", 16),
    Column("Datei", 30),
    Column("Unsicher", 80),
)


def sheets(report: Annual, brief: Brief) -> Iterator[Sheet]:
    """Yield the sheets in their order; the one that explains them is not among them."""
    marks = (_CONFIDENTIAL,) if brief.selection.confidential else ()
    yield Sheet(
        "Überfällig",
        (*_RESOLUTION, *_CHECK, *_STANDING, *marks),
        (_overdue(entry, with_marks=bool(marks)) for entry in report.overdue),
        wording.NONE_OVERDUE,
    )
    yield Sheet(
        "Ohne Termin",
        (*_RESOLUTION, *_STANDING, *marks),
        (_undated(entry, with_marks=bool(marks)) for entry in report.undated),
        wording.NONE_UNDATED,
    )
    yield Sheet(
        "Nach Geschäftsbereich",
        _DEPARTMENTS,
        (_department(wording.name(each), each) for each in report.departments),
        wording.NONE_OPEN,
        _department(wording.TOTAL, report) if len(report.departments) > 1 else None,
    )
    yield Sheet("Punkte", _POINTS, _points((*report.overdue, *report.undated)), wording.NONE_LISTED)
    yield Sheet("Unsichere Angaben", _DOUBTS, map(_doubt, report.doubts), wording.NONE_DOUBTFUL)


def _overdue(entry: Entry, *, with_marks: bool) -> Line:
    check = entry.check.value
    promised = (
        _read(Told(check.date if check else None, entry.check.is_doubtful)),
        Cell(_PRECISIONS[check.precision] if check else wording.UNREADABLE),
    )
    return [*_resolution(entry), *promised, _read(entry.days), *_standing(entry, with_marks=with_marks)]


def _undated(entry: Entry, *, with_marks: bool) -> Line:
    return [*_resolution(entry), *_standing(entry, with_marks=with_marks)]


def _resolution(entry: Entry) -> Line:
    told = (entry.department, entry.paper, entry.subject, entry.committee, entry.written)
    return [_read(each) for each in told]


def _standing(entry: Entry, *, with_marks: bool) -> Line:
    text = "\n".join(map(str, wording.standing(entry.points)))
    marks = [Cell("ja" if entry.is_confidential else "nein")] if with_marks else []
    is_doubtful = any(point.is_doubtful for point in entry.points)
    return [Cell(text, is_doubtful), Cell(entry.document.name), *marks]


def _department(name: str, counted: Annual | Department) -> Line:
    longest = counted.longest
    numbers = (counted.open, len(counted.overdue), counted.doubtful, len(counted.undated))
    return [
        Cell(name),
        *map(Cell, numbers),
        _read(longest.days) if longest else Cell("–"),
        _read(longest.paper) if longest else Cell("–"),
    ]


def _points(entries: Iterable[Entry]) -> Iterator[Line]:
    for entry in entries:
        for point in entry.points:
            yield [_read(entry.department), _read(entry.paper), *_point(point)]


def _point(point: PointNow) -> Line:
    months, document, page = point.silent_months, point.document, point.page
    return [
        Cell(point.label or "–"),
        Cell(wording.status(point), point.is_doubtful),
        _read(point.reported) if document else Cell("–"),
        Cell(wording.UNREADABLE if months is None else months),
        Cell(point.text or wording.UNREADABLE),
        Cell(document.name if document else "–"),
        Cell("–" if page is None else page),
    ]


def _doubt(doubt: Doubt) -> Line:
    texts = (doubt.document.name, "; ".join(doubt.what))
    return [Cell(doubt.paper), Cell(doubt.standing), _read(doubt.written), *map(Cell, texts)]


def _read(told: Told[Any]) -> Cell:
    """Return a value as it was read: a day or a number to calculate with, else a text with its mark."""
    value = told.value
    if value is None:
        return Cell(wording.UNREADABLE)
    if isinstance(value, dt.date) and value < _FIRST_DAY:
        return Cell(wording.day(told), told.is_doubtful)
    return Cell(wording.words(told) if isinstance(value, str) else value, told.is_doubtful)
