"""Letters as histories need them, a good many at a time, straight from the tables' rows."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from typing import Any, NamedTuple, cast

from sqlalchemy import ColumnElement, Connection, Row, Select, or_, select

from ratsdok.archive.excerpt import in_utc
from ratsdok.archive.tables import documents, evidence, letters, places, points, resolutions, runs, statements
from ratsdok.history.account import Account, Document, Quoted, Report, Saying
from ratsdok.letter import CheckDate, Status


class On(NamedTuple):
    """A letter on a resolution, and what it says of this one alone."""

    profile: str
    paper: str
    letter: int
    resolution: int
    committee: str | None
    committee_name: str | None
    meeting: str | None
    subject: str | None


class Accounts:
    """What the tables hold of some letters.

    Args:
        connection: in a transaction.
        ids: of the letters.
    """

    def __init__(self, connection: Connection, ids: Sequence[int]) -> None:
        heads = connection.execute(_heads(ids)).all()
        self._heads = {row.id: row for row in heads}
        self._places = _places(connection, {row.sha256 for row in heads})
        self._pages = _pages(connection, ids)
        self._points = _grouped(
            connection,
            select(points.c.letter, points.c.number, points.c.label, points.c.text)
            .where(points.c.letter.in_(ids))
            .order_by(points.c.letter, points.c.number),
        )
        self._statements = _grouped(
            connection,
            select(
                statements.c.letter,
                statements.c.number,
                statements.c.points,
                statements.c.text,
                statements.c.status,
            )
            .where(statements.c.letter.in_(ids))
            .order_by(statements.c.letter, statements.c.number),
        )
        self._papers = _grouped(
            connection,
            select(resolutions.c.letter, resolutions.c.paper)
            .where(resolutions.c.letter.in_(ids))
            .order_by(resolutions.c.letter, resolutions.c.number),
        )

    def of(self, on: On) -> Account:
        """Return a letter as the account that it gives of a resolution."""
        head = self._heads[on.letter]
        doubts = frozenset(head.doubtful.splitlines())
        document = Document(head.name, head.sha256, head.number, self._places.get(head.sha256, ()))
        owner = _Owner(on, [paper for _, paper in self._papers[on.letter]])
        return Account(
            (document,),
            on.resolution,
            date=head.date,
            about=head.about,
            entered=in_utc(head.started).date(),
            doubts=doubts,
            report=cast("Report | None", head.report),
            department=head.department,
            confidential=head.confidential,
            committee=on.committee,
            committee_name=on.committee_name,
            meeting=on.meeting,
            subject=on.subject,
            previous_checks=tuple((head.previous_checks or "").splitlines()),
            points=tuple(self._quoted(on.letter, owner)),
            sayings=tuple(self._sayings(on.letter, owner, doubts)),
            check=_check(head),
        )

    def _quoted(self, letter: int, owner: _Owner) -> list[Quoted]:
        return [
            Quoted(owner.bare(label), text, self._pages.get((letter, f"points.{number}")))
            for _, number, label, text in self._points[letter]
            if owner.owns(label)
        ]

    def _sayings(self, letter: int, owner: _Owner, doubts: frozenset[str]) -> list[Saying]:
        found = []
        for _, number, covered, text, status in self._statements[letter]:
            labels = covered.split(", ") if covered else []
            own = tuple(label for label in map(owner.bare, filter(owner.owns, labels)) if label)
            if own or not labels:
                path = f"statements.{number}"
                is_doubtful = path in doubts or f"{path}.status" in doubts
                found.append(Saying(own, text, Status(status), self._pages.get((letter, path)), is_doubtful))
        return found


class _Owner:
    """Tells a resolution's points from those of others in the same letter.

    Where a letter is on several, their labels begin with the paper; those that do not are the first one's.
    """

    def __init__(self, on: On, papers: Sequence[str | None]) -> None:
        self._is_first = on.resolution == 0
        self._own = f"{on.paper} "
        self._others = tuple(f"{paper} " for paper in papers if paper and paper != on.paper)

    def owns(self, label: str | None) -> bool:
        """Tell whether a point belongs to the resolution."""
        if label and label.startswith(self._own):
            return True
        return self._is_first and not (label and label.startswith(self._others))

    def bare(self, label: str | None) -> str | None:
        """Return a label without the paper's number."""
        return label.removeprefix(self._own) if label else label


def _heads(ids: Sequence[int]) -> Select[Any]:
    wanted: list[ColumnElement[Any]] = [
        getattr(letters.c, name)
        for name in (
            "id number date about department confidential report next_check next_check_precision "
            "next_check_raw previous_checks doubtful"
        ).split()
    ]
    return (
        select(*wanted, documents.c.sha256, documents.c.name, runs.c.started)
        .join(documents, documents.c.id == letters.c.document)
        .join(runs, runs.c.id == documents.c.run)
        .where(letters.c.id.in_(ids))
    )


def _places(connection: Connection, checksums: set[str]) -> dict[str, tuple[str, ...]]:
    """Return where documents lie, by their checksum."""
    query = (
        select(places.c.sha256, places.c.place).where(places.c.sha256.in_(checksums)).order_by(places.c.place)
    )
    found: defaultdict[str, list[str]] = defaultdict(list)
    for sha256, place in connection.execute(query):
        found[sha256].append(place)
    return {sha256: tuple(some) for sha256, some in found.items()}


def _pages(connection: Connection, ids: Sequence[int]) -> dict[tuple[int, str], int]:
    """Return the pages on which points and statements begin, by letter and path."""
    is_wanted = or_(evidence.c.path.like("points.%"), evidence.c.path.like("statements.%"))
    query = select(evidence.c.letter, evidence.c.path, evidence.c.page).where(
        evidence.c.letter.in_(ids), is_wanted
    )
    return {(letter, path): page for letter, path, page in connection.execute(query)}


def _grouped(connection: Connection, query: Select[Any]) -> defaultdict[int, list[Any]]:
    """Return rows by their letter, which is their first column."""
    found: defaultdict[int, list[Any]] = defaultdict(list)
    for row in connection.execute(query):
        found[row[0]].append(row)
    return found


def _check(head: Row[Any]) -> CheckDate | None:
    day: dt.date | None = head.next_check
    if day is None:
        return None
    return CheckDate(date=day, precision=head.next_check_precision, raw=head.next_check_raw or "")
