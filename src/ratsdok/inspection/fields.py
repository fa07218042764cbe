"""A record as fields in German, in the order in which somebody compares them with the letter.

A field that has no value is there too: whoever inspects a record wants to see what is missing.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from ratsdok.letter import Evidence, Letter, Person, Resolution, Statement, Status

Kind = Literal["head", "resolution", "point", "statement", "check", "people", "named"]
"""What fields of one colour have in common."""


class Field(NamedTuple):
    """A value of the record, or its absence.

    Attributes:
        path: its path in the record, such as `points.2`.
        label: its name for people.
        kind: decides its colour.
        value: as people read it; None: not found.
        evidence: where it comes from; None where the record does not say.
        status: of a statement, where this field is that.
    """

    path: str
    label: str
    kind: Kind
    value: str | None
    evidence: Evidence | None
    status: Status | None = None

    @property
    def is_doubtful(self) -> bool:
        """Whether a reader should look at the letter itself."""
        return self.evidence is not None and self.evidence.is_doubtful


class Block(NamedTuple):
    """Fields under a heading."""

    title: str
    fields: tuple[Field, ...]


def blocks_of(letter: Letter) -> tuple[Block, ...]:
    """Return all fields of a letter; none of a document that is no Beschlusskontrolle."""
    if letter.kind == "other":
        return ()
    contents = {
        "Beschluss": _resolutions(letter),
        "Briefkopf": _head(letter),
        "Beschlusspunkte und Bericht": _body(letter),
        "Nächste Kontrolle": _next_check(letter),
        "Unterschriften": _people(letter),
        "Anlagen und Verweise": _named(letter),
    }
    return tuple(Block(title, tuple(fields)) for title, fields in contents.items())


def _field(letter: Letter, path: str, label: str, kind: Kind, value: str | None) -> Field:
    return Field(path, label, kind, value, letter.evidence.get(path))


def _resolutions(letter: Letter) -> Iterator[Field]:
    for index, resolution in enumerate(letter.resolutions or (Resolution(paper=None),)):
        nth = f" ({index + 1})" if len(letter.resolutions) > 1 else ""
        for key, label in (("paper", "Vorlage"), ("meeting", "Sitzung"), ("subject", "Gegenstand")):
            value = getattr(resolution, key)
            yield _field(letter, f"resolutions.{index}.{key}", label + nth, "resolution", value)


def _head(letter: Letter) -> Iterator[Field]:
    date = f"{letter.date:%d.%m.%Y}" if letter.date else None
    confidential = {True: "ja", False: "nein", None: None}[letter.confidential]
    yield _field(letter, "date", "Datum", "head", date)
    yield _field(letter, "file_reference", "Geschäftszeichen", "head", letter.file_reference)
    yield _field(letter, "department", "Geschäftsbereich", "head", letter.department)
    yield from _list(letter, "recipients", "Empfänger", "head", letter.recipients)
    yield _field(letter, "confidential", "Vertraulich", "head", confidential)
    yield _field(letter, "salutation", "Anrede", "head", letter.salutation)
    yield _field(letter, "report", "Art des Berichts", "head", letter.report_german)


def _list(letter: Letter, path: str, label: str, kind: Kind, values: tuple[str, ...]) -> Iterator[Field]:
    """Yield a field for each value, and an empty one for none."""
    for index, value in enumerate(values or (None,)):
        yield _field(letter, f"{path}.{index}", label, kind, value)


def _body(letter: Letter) -> Iterator[Field]:
    """Yield the points, each report below the last point that it covers."""
    if letter.lead_in:
        yield _field(letter, "lead_in", "Einleitung des Beschlusses", "point", letter.lead_in)
    if not letter.points:
        yield _field(letter, "points", "Beschlusspunkte", "point", None)
    if not letter.statements:
        yield _field(letter, "statements", "Bericht", "statement", None)
    places = [_last_covered(letter, statement) for statement in letter.statements]
    for place, point in enumerate(letter.points):
        label = f"Beschlusspunkt {point.label}" if point.label else "Beschluss"
        yield _field(letter, f"points.{place}", label, "point", point.text)
        for number, own in enumerate(places):
            if own == place:
                yield from _statement(letter, number)
    for number, own in enumerate(places):
        if own is None:
            yield from _statement(letter, number)


def _last_covered(letter: Letter, statement: Statement) -> int | None:
    """Return the place of the last point that a statement covers, sub-points included; None for none."""
    covered = [
        place
        for place, point in enumerate(letter.points)
        if point.label and any(f"{point.label}.".startswith(f"{label}.") for label in statement.points)
    ]
    return covered[-1] if covered else None


def _statement(letter: Letter, number: int) -> Iterator[Field]:
    statement = letter.statements[number]
    about = f"zu Punkt {', '.join(statement.points)}" if statement.points else "zum ganzen Beschluss"
    path = f"statements.{number}"
    yield _field(letter, path, f"Bericht {about}", "statement", statement.text)
    status = _field(letter, f"{path}.status", f"Stand {about}", "statement", statement.status.german)
    yield status._replace(status=statement.status)


def _next_check(letter: Letter) -> Iterator[Field]:
    check = letter.next_check.german if letter.next_check else None
    yield _field(letter, "next_check.date", "Nächste Beschlusskontrolle", "check", check)


def _people(letter: Letter) -> Iterator[Field]:
    yield from _persons(letter, "signed_by", "Unterzeichnet von", letter.signed_by)
    yield from _persons(letter, "acknowledged_by", "Kenntnis genommen", letter.acknowledged_by)


def _persons(letter: Letter, path: str, label: str, persons: tuple[Person, ...]) -> Iterator[Field]:
    if not persons:
        yield _field(letter, path, label, "people", None)
    for index, person in enumerate(persons):
        own = f"{path}.{index}"
        yield _field(letter, f"{own}.name", label, "people", person.name)
        yield _field(letter, f"{own}.role", f"Amt ({person.name})", "people", person.role)
        if person.on_behalf_of:  # the exception; nobody misses it where it is not there
            label_of = f"In Vertretung von ({person.name})"
            yield _field(letter, f"{own}.on_behalf_of", label_of, "people", person.on_behalf_of)


def _named(letter: Letter) -> Iterator[Field]:
    checks = tuple(_day_or_month(check) for check in letter.previous_checks)
    yield from _list(letter, "attachments", "Anlage", "named", letter.attachments)
    yield from _list(letter, "papers_mentioned", "Erwähnte Vorlage", "named", letter.papers_mentioned)
    yield from _list(letter, "previous_checks", "Frühere Beschlusskontrolle", "named", checks)


def _day_or_month(date: str) -> str:
    """Return `2016-01-05` as 05.01.2016, and `2016-01` as 01/2016."""
    parts = date.split("-")[::-1]
    return ("." if len(parts) > 2 else "/").join(parts)
