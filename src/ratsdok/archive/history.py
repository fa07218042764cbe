"""The histories of a catalogue's resolutions, read from its tables and put together one by one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from itertools import groupby

from sqlalchemy import Connection, select

from ratsdok.archive.accounts import Accounts, On
from ratsdok.archive.catalogue import Catalogue, Where, open_catalogue
from ratsdok.archive.selection import Selection, conditions
from ratsdok.archive.tables import letters, resolutions
from ratsdok.history.chain import History
from ratsdok.history.compose import history_of

_ALL = Selection()
_AT_A_TIME = 250
"""Resolutions fetched together."""


def histories(
    catalogue: Where | Catalogue, as_of: dt.date | None = None, selection: Selection = _ALL
) -> Iterator[History]:
    """Yield the history of each resolution, by city and number, as it was known on a day.

    The catalogue is seen as it was at the first one, whatever is written meanwhile. What it shows is what a
    catalogue would show that has no letters but those that may be seen.

    Args:
        catalogue: its path or URL, or an open one.
        as_of: the day, today by default; letters written later do not count.
        selection: which papers, committees, cities, and whether with confidential letters; what it asks of
            single letters, such as dates, is not looked at.

    Raises:
        CatalogueError: this is no catalogue, or it is damaged; see `open_catalogue` for more.
    """
    day = as_of or dt.date.today()
    with ExitStack() as stack:
        if not isinstance(catalogue, Catalogue):
            catalogue = stack.enter_context(open_catalogue(catalogue))
        connection = stack.enter_context(catalogue.begin())
        wanted = _wanted(connection, selection)
        groups = [list(group) for _, group in groupby(wanted, key=lambda each: (each.profile, each.paper))]
        for start in range(0, len(groups), _AT_A_TIME):
            some = groups[start : start + _AT_A_TIME]
            accounts = Accounts(connection, sorted({each.letter for group in some for each in group}))
            for group in some:
                history = _history(group, accounts, day)
                if history and _is_of(history, selection):
                    yield history


def _wanted(connection: Connection, selection: Selection) -> list[On]:
    """Return which letters are on which resolutions, by city and number."""
    seen = Selection(profile=selection.profile, confidential=selection.confidential, papers=selection.papers)
    columns = resolutions.c
    query = (
        select(
            letters.c.profile,
            columns.paper,
            columns.letter,
            columns.number,
            columns.committee,
            columns.committee_name,
            columns.meeting,
            columns.subject,
        )
        .join(letters, letters.c.id == columns.letter)
        .where(columns.paper.is_not(None), *conditions(seen))
        .order_by(letters.c.profile, columns.paper, columns.letter, columns.number)
    )
    asked = {paper.casefold() for paper in selection.papers}
    rows = (On(*row) for row in connection.execute(query))
    return [row for row in rows if not asked or row.paper.casefold() in asked]


def _history(group: Sequence[On], accounts: Accounts, as_of: dt.date) -> History | None:
    once = {each.letter: each for each in reversed(group)}.values()  # a letter may name a paper twice
    first = group[0]
    return history_of([accounts.of(each) for each in once], as_of, profile=first.profile, paper=first.paper)


def _is_of(history: History, selection: Selection) -> bool:
    """Tell whether a resolution is of one of the committees that are asked for."""
    asked = {each.casefold() for each in selection.committees}
    told = {
        name.casefold() for each in history.letters for name in (each.committee, each.committee_name) if name
    }
    return not asked or bool(asked & told)
