"""The flat tables: which columns they have, what these are called, and what stands in them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from ratsdok.archive.excerpt import Entry
from ratsdok.exporting.columns import Column, Kind, Row, Table, Value
from ratsdok.exporting.material import Material
from ratsdok.exporting.standing import open_points, resolution_of
from ratsdok.letter import Person, Status


def rows_of_letter(entry: Entry) -> Iterator[Row]:
    """Yield a row for each point and statement on it, then for each statement on no point that is quoted."""
    letter, seen = entry.letter, set[int]()
    for at, point in enumerate(letter.points):
        told = letter.statements_on(point.label)
        seen.update(told)
        for statement in told or (None,):
            yield Row(entry, resolution_of(letter, point.label), at, statement)
    for at, each in enumerate(letter.statements):
        if at not in seen:
            yield Row(entry, resolution_of(letter, next(iter(each.points), None)), None, at)


def _letters(material: Material) -> Iterator[Row]:
    return map(Row, material.letters())


def _points(material: Material) -> Iterator[Row]:
    for entry in material.letters():
        yield from rows_of_letter(entry)


def _checks(material: Material) -> Iterator[Row]:
    return (Row(report.entry, report.resolution) for report in material.next_checks())


def _committees(row: Row) -> list[str]:
    every = row.entry.committees
    wanted = every if row.resolution is None else every[row.resolution : row.resolution + 1]
    return _distinct(each.name or each.code for each in wanted)


def _distinct(texts: Iterator[str | None]) -> list[str]:
    return list(dict.fromkeys(text for text in texts if text))


def _label(row: Row) -> Value:
    if row.asked:
        return row.asked.label
    return ", ".join(row.told.points) if row.told else None


_REPORTS = {
    "interim": "Zwischenbericht",
    "final": "Abschlussbericht",
    "mixed": "Zwischen- und Abschlussbericht",
}
_PRECISIONS = {"day": "Tag", "month": "Monat", "quarter": "Quartal", "half-year": "Halbjahr", "year": "Jahr"}
_KINDS = {"beschlusskontrolle": "Beschlusskontrolle", "other": "anderes Schriftstück"}
_STATUSES = {"": "kein Bericht", **{status.value: status.german for status in Status}}


def _own(
    name: str, title: str, width: int, kind: Kind = Kind.TEXT, words: Mapping[str, str] | None = None
) -> Column:
    """Return the column of a letter's field."""
    return Column(name, title, lambda row: getattr(row.letter, name), kind, width, words, (f"{name}*",))


def _of_resolution(name: str, title: str, width: int) -> Column:
    """Return the column of a field of the row's resolution, else of all of the letter's."""
    return Column(
        name,
        title,
        lambda row: _distinct(getattr(each, name) for each in row.resolutions),
        width=width,
        rests_on=(f"resolutions.{{resolution}}.{name}",),
    )


def _of_next_check(name: str, title: str, width: int, part: str, **settings: Any) -> Column:
    return Column(
        name,
        title,
        lambda row: getattr(row.letter.next_check, part, None),
        width=width,
        rests_on=("next_check*",),
        **settings,
    )


def _people(name: str, title: str) -> Column:
    return Column(
        name,
        title,
        lambda row: [_person(each) for each in getattr(row.letter, name)],
        width=30,
        rests_on=(f"{name}*",),
        persons=True,
    )


def _person(person: Person) -> str:
    role = f", {person.role}" if person.role else ""
    return person.name + role + (f" (i. V. {person.on_behalf_of})" if person.on_behalf_of else "")


_RESOLUTION = (
    _of_resolution("paper", "Vorlage", 13),
    _of_resolution("meeting", "Sitzung", 16),
    Column("committee", "Gremium", _committees, width=18, rests_on=("resolutions.{resolution}.meeting",)),
    _of_resolution("subject", "Gegenstand", 44),
)
_DATE = _own("date", "Datum", 11, Kind.DATE)
_DEPARTMENT = _own("department", "Geschäftsbereich", 28)
_NEXT_CHECK = (
    _of_next_check("next_check", "Nächste Kontrolle", 12, "date", kind=Kind.DATE),
    _of_next_check("next_check_precision", "Genauigkeit", 12, "precision", words=_PRECISIONS),
    _of_next_check("next_check_raw", "Kontrolle laut Schreiben", 20, "raw"),
)
_OPEN = Column(
    "open_points",
    "Offene Punkte",
    lambda row: len(open_points(row.letter, row.resolution)),
    Kind.COUNT,
    10,
    rests_on=("statements.*.status",),
)
_DOCUMENT = (
    Column("document", "Datei", lambda row: row.letter.document.name, width=26),
    Column("sha256", "Prüfsumme (SHA-256)", lambda row: row.letter.document.sha256, Kind.CHECKSUM, 20),
)

LETTERS = Table(
    "Schreiben",
    (
        *_RESOLUTION,
        _DATE,
        _DEPARTMENT,
        _own("file_reference", "Geschäftszeichen", 18),
        _own("report", "Berichtsart", 16, words=_REPORTS),
        Column(
            "points",
            "Beschlusspunkte",
            lambda row: len(row.letter.points),
            Kind.COUNT,
            16,
            rests_on=("points.*",),
        ),
        _OPEN,
        *_NEXT_CHECK,
        _own("recipients", "Empfänger", 30),
        _people("signed_by", "Unterzeichnet von"),
        _people("acknowledged_by", "Kenntnis genommen"),
        _own("attachments", "Anlagen", 24),
        _own("papers_mentioned", "Erwähnte Vorlagen", 13),
        _own("previous_checks", "Frühere Kontrollen", 13, Kind.DAYS),
        _own("confidential", "Vertraulich", 12, Kind.YES_NO),
        Column("findings", "Hinweise", lambda row: [each.message for each in row.letter.findings], width=40),
        Column("kind", "Art", lambda row: row.letter.kind, width=18, words=_KINDS),
        Column("city", "Stadt", lambda row: row.letter.document.profile, width=10),
        Column("pages", "Seiten", lambda row: row.letter.document.pages, Kind.COUNT, 8),
        *_DOCUMENT,
    ),
    _letters,
)

POINTS = Table(
    "Punkte",
    (
        *_RESOLUTION,
        _DATE,
        Column("label", "Punkt", _label, Kind.LABEL, 12, rests_on=("points.{point}",)),
        Column(
            "text",
            "Beschlusstext",
            lambda row: row.asked.text if row.asked else None,
            width=55,
            rests_on=("points.{point}",),
        ),
        Column(
            "status",
            "Stand",
            lambda row: row.told.status.value if row.told else None,
            width=16,
            words=_STATUSES,
            rests_on=("statements.{statement}.status",),
        ),
        Column(
            "statement",
            "Bericht",
            lambda row: row.told.text if row.told else None,
            width=70,
            rests_on=("statements.{statement}",),
        ),
        *_NEXT_CHECK,
        *_DOCUMENT,
    ),
    _points,
)

CHECKS = Table(
    "Nächste Kontrollen",
    (
        *_NEXT_CHECK,
        *_RESOLUTION,
        _DEPARTMENT,
        replace(_DATE, title="Letztes Schreiben"),
        _OPEN,
        *_DOCUMENT,
    ),
    _checks,
)

TABLES = {"letters": LETTERS, "points": POINTS, "checks": CHECKS}
"""By the names that `--table` takes."""
