"""An excerpt of a catalogue: the letters of a selection in the orders in which they are passed on.

What it shows is what a catalogue would show that has no other letters: which letter of a resolution is the
newest is decided among those that may be seen.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Connection,
    Date,
    Integer,
    Select,
    Subquery,
    and_,
    bindparam,
    column,
    literal,
    select,
    text,
    union_all,
)

from ratsdok.archive.catalogue import Catalogue
from ratsdok.archive.selection import (
    AT_A_TIME,
    LeftOut,
    Selection,
    conditions,
    counted,
    fetched,
    known_on,
    resolution_conditions,
)
from ratsdok.archive.tables import documents, letters, resolutions, runs
from ratsdok.archive.views import KNOWN_ON_DAY, ranked
from ratsdok.letter import Letter


class Committee(NamedTuple):
    """The committee of a meeting: its code, and its name in full as far as it is known."""

    code: str | None
    name: str | None


@dataclass(frozen=True, slots=True)
class Entry:
    """A letter with what the catalogue knows of it besides.

    Attributes:
        letter: its record.
        number: its place among the letters of its document, from 0.
        committees: of each of its resolutions.
        doubtful: paths of values to be looked up in the letter; known even where the evidence is not fetched.
        entered: when the run began that entered it, UTC.
    """

    letter: Letter
    number: int
    committees: tuple[Committee, ...]
    doubtful: frozenset[str]
    entered: dt.datetime


class Report(NamedTuple):
    """A letter as the report on one of its resolutions.

    Attributes:
        entry: the letter.
        resolution: place of the resolution in it; None where it names none.
        place: among the letters on this resolution; the newest has 1.
        of: how many letters these are.
    """

    entry: Entry
    resolution: int | None
    place: int = 1
    of: int = 1


class Excerpt:
    """The letters of a selection, all as they were when it was opened."""

    def __init__(self, connection: Connection, selection: Selection) -> None:
        self._connection = connection
        self.selection = selection

    def letters(self, *, with_evidence: bool = True) -> Iterator[Entry]:
        """Yield letters by date, the undated last, then by checksum of the document."""
        wanted = (
            select(letters.c.id)
            .join(documents, documents.c.id == letters.c.document)
            .where(*conditions(self.selection))
            .order_by(letters.c.date.is_(None), letters.c.date, documents.c.sha256, letters.c.number)
        )
        ids = self._connection.scalars(wanted).all()
        for start in range(0, len(ids), AT_A_TIME):
            yield from self._entries(ids[start : start + AT_A_TIME], with_evidence).values()

    def by_resolution(self, *, with_evidence: bool = True) -> Iterator[Report]:
        """Yield letters by city and paper, each resolution's newest first; those without a paper last.

        A letter on two resolutions comes twice, unless the selection asks for one of them.
        """
        known = self._reports()
        order = (known.c.paper.is_(None), known.c.profile, known.c.paper, known.c.place)
        yield from self._fetch(select(known).order_by(*order, *_fixed(known)), with_evidence)

    def next_checks(self, *, with_evidence: bool = True) -> Iterator[Report]:
        """Yield the newest letter of each resolution, where it promises a next check, by that date.

        A letter whose paper's number cannot be read stands for itself.
        """
        known = self._reports()
        newest = select(known).where(known.c.place == 1, known.c.next_check.is_not(None))
        order = (known.c.next_check, known.c.paper.is_(None), known.c.profile, known.c.paper)
        yield from self._fetch(newest.order_by(*order, *_fixed(known)), with_evidence)

    def left_out(self) -> LeftOut:
        """Count what the selection leaves out unasked."""
        return counted(self._connection, self.selection)

    def _reports(self) -> Subquery:
        """Return the query for all pairs of a selected letter and one of its resolutions."""
        place = self._places()
        columns = (letters.c.id, letters.c.profile, resolutions.c.paper, letters.c.next_check)
        numbered = (documents.c.sha256, letters.c.number, resolutions.c.number.label("resolution"))
        same = and_(place.c.id == letters.c.id, place.c.resolution == resolutions.c.number)
        wanted = [*conditions(self.selection), *resolution_conditions(self.selection)]
        if self.selection.overdue_at:  # of one of its resolutions a letter may be the newest, of another not
            wanted += [place.c.place == 1, letters.c.next_check < self.selection.overdue_at]
        on_paper = (
            select(*columns, *numbered, place.c.place, place.c.total)
            .join(resolutions, resolutions.c.letter == letters.c.id)
            .join(place, same)
        )
        alone: Select[Any] = select(*columns, *numbered, literal(1), literal(1)).outerjoin(
            resolutions, resolutions.c.letter == letters.c.id
        )
        parts = [
            part.join(documents, documents.c.id == letters.c.document).where(*wanted, *further)
            for part, further in ((on_paper, ()), (alone, (resolutions.c.paper.is_(None),)))
            if part is on_paper or not self.selection.overdue_at
        ]
        return union_all(*parts).subquery("reports")

    def _places(self) -> Subquery:
        """Return the query for each letter's place among those on a resolution that may be seen.

        What lies after the last day that is asked for does not count: that day it was not there yet.
        """
        asked = self.selection
        seen = {
            "l.confidential IS NOT TRUE": not asked.confidential,
            "l.date <= :until": asked.until,
            KNOWN_ON_DAY: asked.overdue_at,
        }
        query = ranked(" AND ".join([condition for condition, wanted in seen.items() if wanted] or ["TRUE"]))
        days = [bindparam("until", asked.until, Date)] if asked.until else []
        days += known_on(asked.overdue_at) if asked.overdue_at else []
        return (
            text(
                "SELECT id, resolution, place, count(*) OVER (PARTITION BY profile, paper) AS total "
                f"FROM ({query}) AS ranked"
            )
            .bindparams(*days)
            .columns(letters.c.id, *(column(name, Integer) for name in ("resolution", "place", "total")))
            .subquery("places_in_resolutions")
        )

    def _fetch(self, query: Select[Any], with_evidence: bool) -> Iterator[Report]:
        rows = self._connection.execute(query).all()
        for start in range(0, len(rows), AT_A_TIME):
            some = rows[start : start + AT_A_TIME]
            entries = self._entries(list(dict.fromkeys(row.id for row in some)), with_evidence)
            yield from (Report(entries[row.id], row.resolution, row.place, row.total) for row in some)

    def _entries(self, ids: Sequence[int], with_evidence: bool) -> dict[int, Entry]:
        found = fetched(self._connection, ids, with_evidence)
        committees = self._committees(ids)
        query = (
            select(letters.c.id, letters.c.number, letters.c.doubtful, runs.c.started)
            .join(documents, documents.c.id == letters.c.document)
            .join(runs, runs.c.id == documents.c.run)
            .where(letters.c.id.in_(ids))
        )
        known = {
            letter: (number, frozenset(doubtful.splitlines()), in_utc(started))
            for letter, number, doubtful, started in self._connection.execute(query)
        }
        return {
            each: Entry(letter, number, tuple(committees[each]), doubtful, entered)
            for each, letter in found.items()
            for number, doubtful, entered in (known[each],)
        }

    def _committees(self, ids: Sequence[int]) -> defaultdict[int, list[Committee]]:
        query = (
            select(resolutions.c.letter, resolutions.c.committee, resolutions.c.committee_name)
            .where(resolutions.c.letter.in_(ids))
            .order_by(resolutions.c.letter, resolutions.c.number)
        )
        found: defaultdict[int, list[Committee]] = defaultdict(list)
        for letter, code, name in self._connection.execute(query):
            found[letter].append(Committee(code, name))
        return found


@contextmanager
def excerpt(catalogue: Catalogue, selection: Selection) -> Iterator[Excerpt]:
    """Open an excerpt of a catalogue, which stays as it is now whatever is written meanwhile."""
    with catalogue.begin() as connection:
        yield Excerpt(connection, selection)


def _fixed(known: Subquery) -> tuple[ColumnElement[Any], ...]:
    """Return what decides where all else is the same, and is the same in every database."""
    return known.c.sha256, known.c.number, known.c.resolution


def in_utc(time: dt.datetime) -> dt.datetime:
    """Return a stored time in UTC: SQLite forgets the zone, PostgreSQL gives that of the session."""
    return time.astimezone(dt.UTC) if time.tzinfo else time.replace(tzinfo=dt.UTC)
