"""The figures of a report, counted while the histories pass: nothing of a history is kept (docs/reports.md).

Each count says how much of it rests on uncertain readings.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from ratsdok.history.chain import History, State
from ratsdok.history.days import whole_months
from ratsdok.history.departments import short_department

STATES = (State.OVERDUE, State.OPEN, State.SETTLED)

_YEAR = re.compile(r"/(\d{4}|\d\d)$")
_CENTURY = 100
_EARLIEST = 1990
"""A number that seems older is misread, or younger than the day of the history."""

_LATEST_AFTER = 10
"""Years after its paper in which a resolution may be passed; a meeting much later is misread."""

AGES = (6, 12, 24, 36, 60)
"""Months below which the classes of age end; the last class has no end."""

DELAYS = (0, 31, 92, 183, 366)
"""Days up to which the classes of delay go; the last class has no end."""


class Count(NamedTuple):
    """How many there are, and how many of them are uncertain."""

    all: int = 0
    doubtful: int = 0

    def plus(self, is_doubtful: bool) -> Count:
        """Return the count with one more."""
        return Count(self.all + 1, self.doubtful + is_doubtful)


@dataclass(slots=True)
class Tally:
    """Resolutions by how they stand."""

    of: dict[State, Count] = field(default_factory=lambda: dict.fromkeys(STATES, Count()))

    def add(self, history: History) -> None:
        """Count a resolution."""
        self.of[history.state] = self.of[history.state].plus(history.state_is_doubtful)

    @property
    def total(self) -> Count:
        """All of them."""
        return Count(*(sum(numbers) for numbers in zip(*self.of.values(), strict=True)))

    @property
    def unsettled(self) -> int:
        """Those that are open, overdue or not."""
        return self.of[State.OVERDUE].all + self.of[State.OPEN].all


class Age(NamedTuple):
    """How long a resolution has been reported on.

    Attributes:
        months: whole ones, from its oldest letter with a date to the day of the history.
        is_doubtful: that date is uncertain, or older letters have none: it may be more.
    """

    months: int
    is_doubtful: bool


class Figures:
    """What is counted of all resolutions.

    Attributes:
        states: all of them.
        departments: by department, as people speak of it; None: unread.
        committees: by the committee that passed them; None: unread.
        years: by the year in which they were passed; None: unknown.
        profiles: by city.
        ages: of those that are not settled, by class of `AGES`.
        unknown_age: those of them none of whose letters has a date.
        delays: of the reports that came, by class of `DELAYS`.
        unknown_delays: reports that came, but nobody can tell when.
        awaited: promised reports that have not come, by whether their day is over.
        undecided: letters of which it could not be read whether they are confidential.
    """

    def __init__(self) -> None:
        self.states = Tally()
        self.departments: defaultdict[str | None, Tally] = defaultdict(Tally)
        self.committees: defaultdict[str | None, Tally] = defaultdict(Tally)
        self.years: defaultdict[int | None, Tally] = defaultdict(Tally)
        self.profiles: defaultdict[str, Tally] = defaultdict(Tally)
        self.ages = [Count()] * (len(AGES) + 1)
        self.unknown_age = 0
        self.delays = [Count()] * (len(DELAYS) + 1)
        self.unknown_delays = 0
        self.awaited = Counter[bool]()
        self.undecided = 0
        self._days_late = Counter[int]()
        self._letters: set[int] = set()

    @property
    def resolutions(self) -> int:
        """How many there are."""
        return self.states.total.all

    @property
    def letters(self) -> int:
        """How many letters they rest on; one on two resolutions counts once, and so do copies of one."""
        return len(self._letters)

    @property
    def median_delay(self) -> int | None:
        """Days by which half of the reports that came were late, or less; None if none came."""
        passed, half = 0, (self._days_late.total() + 1) // 2
        for days, count in sorted(self._days_late.items()):
            passed += count
            if passed >= half:
                return days
        return None

    def add(self, history: History) -> None:
        """Count a resolution, its letters and its promises."""
        self.states.add(history)
        self.departments[department_of(history)].add(history)
        self.committees[history.committee].add(history)
        self.years[year_of(history)].add(history)
        self.profiles[history.profile].add(history)
        if history.state is not State.SETTLED:
            self._add_age(age_of(history))
        self._add_letters(history)
        self._add_promises(history)

    def _add_age(self, age: Age | None) -> None:
        if age is None:
            self.unknown_age += 1
        else:
            at = sum(age.months >= end for end in AGES)
            self.ages[at] = self.ages[at].plus(age.is_doubtful)

    def _add_letters(self, history: History) -> None:
        for letter in history.letters:
            first = letter.document  # a number is all that is kept: there may be a hundred thousand
            known = int(first.sha256[:14] or "0", 16) << 8 | first.number & 0xFF
            self.undecided += letter.confidential is None and known not in self._letters
            self._letters.add(known)

    def _add_promises(self, history: History) -> None:
        last = len(history.letters) - 1
        for at, letter in enumerate(history.letters):
            promise = letter.promise
            if promise is None:
                continue
            if promise.delay is not None:
                place = sum(promise.delay > end for end in DELAYS)
                self.delays[place] = self.delays[place].plus(promise.is_doubtful)
                self._days_late[promise.delay] += 1
            elif at < last:
                self.unknown_delays += 1
            elif history.state is not State.SETTLED:
                self.awaited[promise.check.date < history.as_of] += 1


def department_of(history: History) -> str | None:
    """Return who owes the next report, as people speak of it; None where no letter tells."""
    return short_department(history.department) if history.department else None


def year_of(history: History) -> int | None:
    """Return the year in which a resolution was passed; None where its numbers do not tell.

    It is that of the meeting. Where this cannot be read, or contradicts the paper, it is that of the paper,
    which may have been tabled the year before.
    """
    tabled = _year_in(history.paper, history.as_of)
    passed = _year_in(history.meeting, history.as_of)
    if passed and (tabled is None or tabled <= passed <= tabled + _LATEST_AFTER):
        return passed
    return tabled


def _year_in(number: str | None, as_of: dt.date) -> int | None:
    found = _YEAR.search(number or "")
    if found is None:
        return None
    year = int(found[1])
    if year < _CENTURY:
        year += 2000 if year + 2000 <= as_of.year else 1900
    return year if _EARLIEST <= year <= as_of.year else None


def is_doubtful(history: History, name: str, path: str) -> bool:
    """Tell whether what a history has from the newest letter that has it is to be looked up there.

    Args:
        history: of a resolution.
        name: of the letters' attribute.
        path: of the value in their records; `#` stands for the place of the resolution.
    """
    letter = next((each for each in reversed(history.letters) if getattr(each, name)), None)
    return letter is not None and path.replace("#", str(letter.resolution)) in letter.doubts


def age_of(history: History) -> Age | None:
    """Return how long a resolution has been reported on; None if none of its letters has a date."""
    dated = [letter for letter in history.letters if letter.date]
    if not dated:
        return None
    oldest = min(dated, key=lambda letter: letter.date or dt.date.max)
    is_doubtful = oldest.date_is_doubtful or any(each.date is None for each in history.letters)
    return Age(whole_months(oldest.date or history.as_of, history.as_of), is_doubtful)


def in_order(tallies: dict[str | None, Tally]) -> Sequence[tuple[str | None, Tally]]:
    """Return what was counted by name: where most is open comes first, what could not be read last."""
    return sorted(
        tallies.items(),
        key=lambda each: (each[0] is None, -each[1].unsettled, -each[1].total.all, each[0] or ""),
    )
