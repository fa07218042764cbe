"""Which letters of a catalogue are wanted, and these letters."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Connection,
    Date,
    DateTime,
    Integer,
    Select,
    and_,
    bindparam,
    column,
    exists,
    func,
    or_,
    select,
    text,
)

from ratsdok.archive.catalogue import Catalogue
from ratsdok.archive.rows import Row, letter_of
from ratsdok.archive.tables import documents, evidence, letters, resolutions, statements
from ratsdok.archive.views import KNOWN_ON_DAY, ranked
from ratsdok.letter import Letter, Status

AT_A_TIME = 200
"""Letters fetched together: with their evidence they take some 10 MB."""


@dataclass(frozen=True, slots=True)
class Selection:
    """What is asked of letters; what is not asked lets all pass.

    Attributes:
        papers: numbers of papers, as printed; a letter on any of them.
        since: the first day that the letter's own date may have.
        until: the last day.
        committees: codes (SR) or names (Stadtrat), in capitals or not.
        statuses: a letter that says one of these.
        overdue_at: letters that were the newest of their resolution that day, with a next check before it;
            the newest of those that may be seen, whatever letters that may not be say.
        profile: name of a city profile.
        confidential: include letters whose box before *vertraulich* is ticked.
        others: include documents that are no Beschlusskontrolle letters.
    """

    papers: tuple[str, ...] = ()
    since: dt.date | None = None
    until: dt.date | None = None
    committees: tuple[str, ...] = ()
    statuses: tuple[Status, ...] = ()
    overdue_at: dt.date | None = None
    profile: str | None = None
    confidential: bool = False
    others: bool = False


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What a selection leaves out without having been asked to, and what it cannot tell.

    Attributes:
        confidential: letters that would be selected if their box were not ticked.
        undecided: letters selected although their box could not be read.
        undated: letters left out of a range of dates because their date could not be read.
        others: documents left out because they are no Beschlusskontrolle letters.
    """

    confidential: int
    undecided: int
    undated: int
    others: int


def select_letters(
    catalogue: Catalogue, selection: Selection = Selection(), *, with_evidence: bool = True
) -> Iterator[Letter]:
    """Yield letters in a fixed order: by date, the undated last, then by checksum of the document.

    The catalogue is seen as it was at the first letter, whatever is written meanwhile.

    Args:
        catalogue: an open one.
        selection: which letters.
        with_evidence: fetch it too; it is most of a letter's data.
    """
    with catalogue.begin() as connection:
        wanted = (
            select(letters.c.id)
            .join(documents, documents.c.id == letters.c.document)
            .where(*conditions(selection))
            .order_by(letters.c.date.is_(None), letters.c.date, documents.c.sha256, letters.c.number)
        )
        ids = connection.scalars(wanted).all()
        for start in range(0, len(ids), AT_A_TIME):
            yield from fetched(connection, ids[start : start + AT_A_TIME], with_evidence).values()


def left_out(catalogue: Catalogue, selection: Selection) -> LeftOut:
    """Count what a selection leaves out unasked, so that it can be said."""
    with catalogue.begin() as connection:
        return counted(connection, selection)


def counted(connection: Connection, selection: Selection) -> LeftOut:
    """Count the same in a transaction that is open already."""

    def count(selected: Selection, *further: ColumnElement[bool]) -> int:
        query = select(func.count()).select_from(letters).where(*conditions(selected), *further)
        return connection.scalar(query) or 0

    all_kinds, open_ones = replace(selection, others=True), replace(selection, confidential=True)
    undated = replace(selection, since=None, until=None)
    return LeftOut(
        confidential=0 if selection.confidential else count(open_ones, letters.c.confidential.is_(True)),
        undecided=count(selection, letters.c.confidential.is_(None), letters.c.kind != "other"),
        undated=count(undated, letters.c.date.is_(None)) if selection.since or selection.until else 0,
        others=0 if selection.others else count(all_kinds, letters.c.kind == "other"),
    )


def conditions(selection: Selection) -> Iterator[ColumnElement[bool]]:
    """Yield what a letter's row must fulfil."""
    if not selection.others:
        yield letters.c.kind != "other"
    if not selection.confidential:
        yield letters.c.confidential.is_not(True)
    if selection.profile:
        yield letters.c.profile == selection.profile
    if selection.since:
        yield letters.c.date >= selection.since
    if selection.until:
        yield letters.c.date <= selection.until
    for condition in resolution_conditions(selection):
        own = exists().where(and_(resolutions.c.letter == letters.c.id, condition))
        yield own.correlate(letters)  # also where a query joins the resolutions itself
    if selection.statuses:
        asked = [status.value for status in selection.statuses]
        yield exists().where(and_(statements.c.letter == letters.c.id, statements.c.status.in_(asked)))
    if selection.overdue_at:
        yield letters.c.id.in_(_overdue_at(selection.overdue_at, confidential=selection.confidential))


def resolution_conditions(selection: Selection) -> Iterator[ColumnElement[bool]]:
    """Yield what one of a letter's resolutions must fulfil."""
    if selection.papers:
        yield _one_of(resolutions.c.paper, selection.papers)
    if selection.committees:
        columns = (resolutions.c.committee, resolutions.c.committee_name)
        yield or_(*(_one_of(column, selection.committees) for column in columns))


def _one_of(column: ColumnElement[str | None], asked: Sequence[str]) -> ColumnElement[bool]:
    """Compare without regard to capitals: both sides by the database, whose idea of them may be its own."""
    return func.lower(column).in_([func.lower(each) for each in asked])


def _overdue_at(day: dt.date, *, confidential: bool) -> Select[tuple[int]]:
    seen = "" if confidential else " AND l.confidential IS NOT TRUE"
    newest = (
        text(ranked(f"{KNOWN_ON_DAY}{seen}"))
        .bindparams(*known_on(day))
        .columns(letters.c.id, letters.c.next_check, letters.c.report, column("place", Integer))
        .subquery("newest")
    )
    is_over = and_(newest.c.next_check < day, newest.c.report.is_distinct_from("final"))
    return select(newest.c.id).where(newest.c.place == 1, is_over)


def known_on(day: dt.date) -> Iterator[BindParameter[Any]]:
    """Yield the parameters of `KNOWN_ON_DAY`."""
    midnight = dt.datetime.combine(day, dt.time(), dt.UTC)
    yield bindparam("day", day, Date)
    yield bindparam(
        "day_after",
        midnight + dt.timedelta(days=1) if day < dt.date.max else midnight,
        DateTime(timezone=True),
    )


def fetched(connection: Connection, ids: Sequence[int], with_evidence: bool = True) -> dict[int, Letter]:
    """Return letters by their ids, in the order of these."""
    query = select(letters.c.id, letters.c.record).where(letters.c.id.in_(ids))
    records = {row.id: row.record for row in connection.execute(query)}
    proofs = _evidence_of(connection, ids) if with_evidence else {}
    return {each: letter_of(records[each], proofs.get(each, ())) for each in ids}


def _evidence_of(connection: Connection, ids: Sequence[int]) -> dict[int, list[Row]]:
    found: dict[int, list[Row]] = defaultdict(list)
    query = select(evidence).where(evidence.c.letter.in_(ids)).order_by(evidence.c.letter, evidence.c.number)
    for row in connection.execute(query).mappings():
        found[row["letter"]].append(dict(row))
    return found
