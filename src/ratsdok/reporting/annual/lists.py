"""The annual report: what is overdue by department, what no date is promised for, what is uncertain."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import IntEnum, auto

from ratsdok.history.chain import History, State
from ratsdok.reporting.annual.doubts import Doubt, doubts_on
from ratsdok.reporting.annual.entries import Entry, entry_of


class Listed(IntEnum):
    """Where the report has a resolution: in one of its lists, or in none."""

    OVERDUE = auto()
    UNDATED = auto()
    OPEN = auto()
    SETTLED = auto()


@dataclass(frozen=True, slots=True)
class Department:
    """What a department owes.

    Attributes:
        name: None: it could not be read.
        open: how many resolutions are not settled, the overdue ones among them.
        doubtful: of how many overdue ones this is uncertain.
        overdue: the longest overdue first.
        undated: open ones that no next check is promised for, the oldest letter first.
    """

    name: str | None
    open: int
    doubtful: int
    overdue: tuple[Entry, ...]
    undated: tuple[Entry, ...]

    @property
    def longest(self) -> Entry | None:
        """What is overdue for the longest time."""
        return self.overdue[0] if self.overdue else None


@dataclass(frozen=True, slots=True)
class Annual:
    """The whole report.

    Attributes:
        departments: those that have open resolutions, by name, the unread one last.
        doubts: what is uncertain, in the order of the lists.
        resolutions: how many there are, settled ones included.
        letters: on them.
        newest: date of the newest of these; None: none can be read.
    """

    departments: tuple[Department, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    resolutions: int = 0
    letters: int = 0
    newest: dt.date | None = None

    @property
    def overdue(self) -> tuple[Entry, ...]:
        """All that are, by department."""
        return tuple(entry for each in self.departments for entry in each.overdue)

    @property
    def undated(self) -> tuple[Entry, ...]:
        """All open ones that no next check is promised for, by department."""
        return tuple(entry for each in self.departments for entry in each.undated)

    @property
    def open(self) -> int:
        """How many resolutions are not settled."""
        return sum(each.open for each in self.departments)

    @property
    def doubtful(self) -> int:
        """Of how many overdue ones this is uncertain."""
        return sum(each.doubtful for each in self.departments)

    @property
    def longest(self) -> Entry | None:
        """What is overdue for the longest time."""
        return min(self.overdue, key=_longest_first, default=None)


def annual(histories: Iterable[History]) -> Annual:
    """Return the report on resolutions.

    Args:
        histories: of a catalogue, all as of the same day; of each no more is kept than is shown.
    """
    gathered = _Gathered()
    for history in histories:
        gathered.add(history)
    return gathered.report()


@dataclass(slots=True)
class _Group:
    """A department's resolutions, under whatever spelling."""

    spellings: Counter[str] = field(default_factory=Counter)
    open: int = 0
    overdue: list[tuple[str, Entry]] = field(default_factory=list)
    undated: list[tuple[str, Entry]] = field(default_factory=list)


@dataclass(slots=True)
class _Gathered:
    """What was seen of the histories so far; entries with their city."""

    groups: dict[tuple[str, str], _Group] = field(default_factory=lambda: defaultdict(_Group))
    doubts: list[tuple[str, Listed, Doubt]] = field(default_factory=list)
    letters: set[tuple[str, int]] = field(default_factory=set)
    cities: set[str] = field(default_factory=set)
    resolutions: int = 0
    newest: dt.date | None = None

    def add(self, history: History) -> None:
        """Take in a resolution."""
        self.resolutions += 1
        self.cities.add(history.profile)
        for letter in history.letters:
            self.letters.add((letter.document.sha256, letter.document.number))
            if letter.date and (self.newest is None or letter.date > self.newest):
                self.newest = letter.date
        listed = _listed(history)
        is_shown = listed in (Listed.OVERDUE, Listed.UNDATED)
        if is_shown or history.state_is_doubtful:
            found = doubts_on(history)
            self.doubts += ((history.profile, listed, each) for each in found)
        if listed is not Listed.SETTLED:
            self._add_open(history, listed)

    def _add_open(self, history: History, listed: Listed) -> None:
        entry = entry_of(history)
        name = entry.department.value or ""
        group = self.groups[history.profile, name.casefold()]
        group.open += 1
        group.spellings[name] += 1
        if listed is Listed.OVERDUE:
            group.overdue.append((history.profile, entry))
        elif listed is Listed.UNDATED:
            group.undated.append((history.profile, entry))

    def report(self) -> Annual:
        """Return all of it, in order; cities are named where there are several."""
        doubts = sorted(self.doubts, key=lambda each: (each[1], each[0], each[2].paper))
        return Annual(
            tuple(self._departments()),
            tuple(replace(each, paper=self._in(city, each.paper)) for city, _, each in doubts),
            self.resolutions,
            len(self.letters),
            self.newest,
        )

    def _departments(self) -> Iterator[Department]:
        keys = sorted(self.groups, key=lambda key: (key[0], not key[1], key[1]))
        for city, key in keys:
            group = self.groups[city, key]
            spelling = min(group.spellings, key=lambda each: (-group.spellings[each], each))
            overdue = sorted(self._told(group.overdue, city, spelling), key=_longest_first)
            undated = sorted(self._told(group.undated, city, spelling), key=_oldest_first)
            yield Department(
                self._in(city, spelling) if spelling else None,
                group.open,
                sum(each.days.is_doubtful for each in overdue),
                tuple(overdue),
                tuple(undated),
            )

    def _told(self, entries: Sequence[tuple[str, Entry]], city: str, spelling: str) -> Iterator[Entry]:
        """Yield entries under the department's one spelling."""
        for _, entry in entries:
            department = replace(entry.department, value=spelling or None)
            paper = replace(entry.paper, value=self._in(city, entry.paper.value or ""))
            yield replace(entry, department=department, paper=paper)

    def _in(self, city: str, text: str) -> str:
        return f"{text} ({city})" if len(self.cities) > 1 else text


def _listed(history: History) -> Listed:
    if history.state is State.SETTLED:
        return Listed.SETTLED
    if history.state is State.OVERDUE:
        return Listed.OVERDUE
    return Listed.OPEN if history.due else Listed.UNDATED


def _longest_first(entry: Entry) -> tuple[int, str]:
    return -(entry.days.value or 0), entry.paper.value or ""


def _oldest_first(entry: Entry) -> tuple[dt.date, str]:
    return entry.written.value or dt.date.max, entry.paper.value or ""
