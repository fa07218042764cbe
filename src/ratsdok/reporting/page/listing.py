"""The list of resolutions: its rows, the order they come in, and what they are filtered by."""

from __future__ import annotations

import datetime as dt
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from ratsdok.exporting.cells import german_day, printable
from ratsdok.history.chain import History, State
from ratsdok.reporting import german
from ratsdok.reporting.page.figures import STATES, department_of, is_doubtful, year_of

SHOWN = 100
"""Rows that are shown at a time."""

_NO_DAY = dt.date.max


class Row(NamedTuple):
    """A resolution in the list.

    Attributes:
        anchor: its identifier on the page.
        place: among the parts of the page, from 0.
        paper: its number.
        subject: of the resolution.
        state: how it stands.
        is_doubtful: that is uncertain.
        paper_is_doubtful: its number is uncertain.
        department: who owes the next report; None: unread.
        department_is_doubtful: that is uncertain.
        committee: that passed it; None: unread.
        committee_is_doubtful: that is uncertain.
        year: in which it was passed; None: unknown.
        due: day of the next check promised, for the order.
        due_german: the same as it is shown.
        due_is_doubtful: that is uncertain.
        days: overdue; 0 if it is not.
        last: day of the newest letter; None: unread.
        last_is_doubtful: that is uncertain.
        letters: how many there are.
        profile: the city.
    """

    anchor: str
    place: int
    paper: str
    subject: str
    state: State
    is_doubtful: bool
    paper_is_doubtful: bool
    department: str | None
    department_is_doubtful: bool
    committee: str | None
    committee_is_doubtful: bool
    year: int | None
    due: dt.date | None
    due_german: str
    due_is_doubtful: bool
    days: int
    last: dt.date | None
    last_is_doubtful: bool
    letters: int
    profile: str

    @property
    def doubts(self) -> tuple[bool, ...]:
        """What of it is uncertain, in the order of the marks in the template: 1, 2, 4, 8..."""
        return (
            self.is_doubtful,
            self.due_is_doubtful,
            self.last_is_doubtful,
            self.department_is_doubtful,
            self.committee_is_doubtful,
            self.paper_is_doubtful,
        )

    @property
    def last_german(self) -> str:
        """The day of the newest letter as it is shown."""
        return german_day(self.last) if self.last else german.UNREAD


class Facet(NamedTuple):
    """Something to filter the list by.

    Attributes:
        name: in the markup.
        label: what people read.
        options: a value, its words, and how many rows have it.
        has_unread: the last option is for what could not be read.
    """

    name: str
    label: str
    options: tuple[tuple[str, str, int], ...]
    has_unread: bool = False


class Anchors:
    """Identifiers of resolutions, the same from report to report: *dresden-V0101-14*."""

    def __init__(self) -> None:
        self._given: set[str] = set()

    def of(self, history: History) -> str:
        """Return the identifier of a resolution; two never have the same."""
        words = f"{history.profile}-{history.paper}"
        slug = re.sub(r"[^A-Za-z0-9]+", "-", words).strip("-") or "beschluss"
        anchor, number = slug, 1
        while anchor.casefold() in self._given:
            number += 1
            anchor = f"{slug}-{number}"
        self._given.add(anchor.casefold())
        return anchor


def row_of(history: History, anchor: str, place: int) -> Row:
    """Return the row of a resolution."""
    newest, due = history.newest, history.due
    return Row(
        anchor,
        place,
        printable(history.paper),
        printable(history.subject or "Gegenstand nicht lesbar"),
        history.state,
        history.state_is_doubtful,
        f"resolutions.{newest.resolution}.paper" in newest.doubts,
        _text(department_of(history)),
        is_doubtful(history, "department", "department"),
        _text(history.committee),
        is_doubtful(history, "committee", "resolutions.#.meeting"),
        year_of(history),
        due.date if due else None,
        due.german if due else "" if history.state is State.SETTLED else "kein Termin",
        due is not None and newest.check_is_doubtful,
        history.days_overdue,
        newest.date,
        newest.date is not None and newest.date_is_doubtful,
        len(history.letters),
        printable(history.profile),
    )


def in_order(rows: Iterable[Row]) -> list[Row]:
    """Return rows as they are shown at first: the longest overdue, what is due next, the settled."""
    return sorted(rows, key=lambda row: (STATES.index(row.state), -row.days, row.due or _NO_DAY, row.place))


def facets_of(rows: Sequence[Row]) -> list[Facet]:
    """Return what the list can be filtered by; by city only where there are several."""
    facets = [
        _states(rows),
        _facet("department", "Geschäftsbereich", rows, lambda row: row.department, german.UNREAD),
        _facet("committee", "Gremium", rows, lambda row: row.committee, german.UNREAD),
        _facet("year", "Jahr", rows, lambda row: str(row.year) if row.year else None, german.UNKNOWN),
        _facet("profile", "Stadt", rows, lambda row: row.profile, ""),
    ]
    return facets if len(facets[-1].options) > 1 else facets[:-1]


def _states(rows: Sequence[Row]) -> Facet:
    counts = Counter(row.state for row in rows)
    options = [(str(at), state.german, counts[state]) for at, state in enumerate(STATES)]
    return Facet("state", "Stand", tuple(options))


def _facet(
    name: str, label: str, rows: Sequence[Row], value: Callable[[Row], str | None], unread: str
) -> Facet:
    """Return the values in the order of the alphabet, what could not be read last; they are numbered."""
    counts = Counter(map(value, rows))
    known = sorted((each for each in counts if each is not None), key=folded)
    options = [(str(at), each, counts[each]) for at, each in enumerate(known)]
    if None in counts:
        options.append((str(len(known)), unread, counts[None]))
    return Facet(name, label, tuple(options), None in counts)


def data_of(rows: Sequence[Row], facets: Sequence[Facet]) -> str:
    """Return the rows as JSON that may stand in a script element, in the order of the parts.

    A row is an array, as `report_list.js` takes it apart; what rows are filtered by is a number.
    """
    numbers = {facet.name: {words: int(value) for value, words, _ in facet.options} for facet in facets}
    words = {facet.name: [each for _, each, _ in facet.options] for facet in facets}
    unread = {facet.name: len(words[facet.name]) - 1 for facet in facets if facet.has_unread}

    def at(name: str, value: str | None) -> int:
        return 0 if name not in numbers else unread[name] if value is None else numbers[name][value]

    arrays = [
        [
            row.anchor,
            row.paper,
            row.subject,
            STATES.index(row.state),
            sum(doubt << at for at, doubt in enumerate(row.doubts)),
            at("department", row.department),
            at("committee", row.committee),
            at("year", str(row.year) if row.year else None),
            row.due.isoformat() if row.due else "",
            row.due_german,
            row.days,
            row.last.isoformat() if row.last else "",
            row.letters,
            at("profile", row.profile),
        ]
        for row in sorted(rows, key=lambda row: row.place)
    ]
    data = {"words": words, "unread": unread, "rows": arrays}
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return _ENDS.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


_ENDS = re.compile("[<>&\u2028\u2029]")
"""What could end a script element, or a line of one."""


def folded(text: str) -> str:
    """Return a text by which names are put in the order of the alphabet: Ämter beside Amt."""
    bare = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in bare if not unicodedata.combining(char))


def _text(value: str | None) -> str | None:
    return printable(value) if value else None
