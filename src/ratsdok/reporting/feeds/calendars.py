"""Next checks as calendars: of all resolutions, of each department, of each committee (docs/feeds.md)."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from ratsdok.archive.excerpt import Committee, Excerpt, Report
from ratsdok.archive.folding import words_of
from ratsdok.archive.rows import about
from ratsdok.exporting.ics import NAME, event_of
from ratsdok.exporting.material import Material, Wishes
from ratsdok.history.account import Account
from ratsdok.history.departments import short_department
from ratsdok.history.ordering import known_on

EVERYTHING = "termine.ics"
DEPARTMENT = "termine-geschaeftsbereich-"
COMMITTEE = "termine-gremium-"
"""What names of files are, or begin with."""

NO_DEPARTMENT = "ohne lesbaren Geschäftsbereich"
NO_COMMITTEE = "ohne lesbares Gremium"

_LONGEST_SLUG = 60  # characters
_NOT_PLAIN = re.compile(r"[^a-z0-9-]+")


class Calendar(NamedTuple):
    """A calendar to be written.

    Attributes:
        file: its name.
        title: what it is of, such as a department; None: of everything.
        events: by day.
    """

    file: str
    title: str | None
    events: tuple[bytes, ...]

    @property
    def name(self) -> str:
        """What programs show."""
        return f"{NAME} – {self.title}" if self.title else NAME


class _Due(NamedTuple):
    """A promised check. What it is ordered by comes first."""

    order: tuple[object, ...]
    event: bytes
    city: str
    department: str
    committee: str


class Calendars:
    """Calendars in the making: of a resolution nothing is kept but its event."""

    def __init__(self) -> None:
        self._dues: list[_Due] = []

    def add(self, reports: Sequence[Report]) -> None:
        """Take in a resolution.

        One with a final report is settled: whatever else that says, no check is due.

        Args:
            reports: all letters on it, the newest first.
        """
        newest = reports[0]
        letter = newest.entry.letter
        event = event_of(newest)
        if event is None or letter.next_check is None or letter.report == "final":
            return
        city, paper = letter.document.profile, paper_of(newest)
        place = (letter.document.sha256, newest.entry.number, newest.resolution or 0)
        department = next((each.entry.letter.department for each in reports if _has_department(each)), None)
        self._dues.append(
            _Due(
                (letter.next_check.date, paper is None, city, paper or "", place),
                event,
                city,
                short_department(department) if department else NO_DEPARTMENT,
                next(filter(None, map(_name, map(_committee, reports))), NO_COMMITTEE),
            )
        )

    def all(self) -> Calendar:
        """Return the calendar of everything."""
        return Calendar(EVERYTHING, None, tuple(each.event for each in sorted(self._dues)))

    def by_department(self) -> list[Calendar]:
        """Return a calendar for each department, by name."""
        return self._divided(lambda due: due.department, DEPARTMENT)

    def by_committee(self) -> list[Calendar]:
        """Return a calendar for each committee that passed resolutions, by name."""
        return self._divided(lambda due: due.committee, COMMITTEE)

    def _divided(self, name_of: Callable[[_Due], str], beginning: str) -> list[Calendar]:
        """Return the events by a name; names that only differ in capitals or marks are the same.

        Where there are several cities, theirs are apart: each has a council.
        """
        several = len({due.city for due in self._dues}) > 1
        events: defaultdict[str, list[bytes]] = defaultdict(list)
        names: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for due in sorted(self._dues):
            name = f"{name_of(due)} ({due.city})" if several else name_of(due)
            key = slug(name)
            events[key].append(due.event)
            names[key][name] += 1
        found = [
            Calendar(f"{beginning}{key}.ics", min(names[key], key=_most_frequent(names[key])), tuple(some))
            for key, some in events.items()
        ]
        return sorted(found, key=lambda each: (slug(each.title or ""), each.file))


def resolutions(seen: Excerpt, as_of: dt.date) -> Iterator[list[Report]]:
    """Yield the letters on each resolution that were there on a day, the newest first.

    A letter whose paper cannot be read stands for itself.

    Args:
        seen: the letters that may be seen.
        as_of: the day.
    """
    every = Material(seen, Wishes()).by_resolution()
    for _, group in groupby(every, key=_key):
        known = [report for report in group if _is_known(report, as_of)]
        if known:
            yield [each._replace(place=at, of=len(known)) for at, each in enumerate(known, 1)]


def is_of(reports: Sequence[Report], committees: Sequence[str]) -> bool:
    """Tell whether a resolution is of one of these committees: whether any of its letters says so.

    Args:
        reports: the letters.
        committees: codes or names; none lets all pass.
    """
    asked = {each.casefold() for each in committees}
    told = {name.casefold() for report in reports for name in _committee(report) if name}
    return not asked or bool(asked & told)


def paper_of(report: Report) -> str | None:
    """Return the number of the paper that a letter is seen as a report on."""
    letter = report.entry.letter
    return None if report.resolution is None else letter.resolutions[report.resolution].paper


def slug(name: str) -> str:
    """Return a name as a part of a file's name that every system and every URL can hold.

    >>> slug("Gesundheit, Bürger & Straße")
    'gesundheit-buerger-strasse'
    """
    plain = _NOT_PLAIN.sub("", "-".join(words_of(name))).strip("-")
    if plain and len(plain) <= _LONGEST_SLUG:
        return plain
    mark = hashlib.sha256(name.encode()).hexdigest()[:8]
    return f"{plain[: _LONGEST_SLUG - len(mark) - 1]}-{mark}".strip("-")


def _key(report: Report) -> tuple[object, ...]:
    document = report.entry.letter.document
    paper = paper_of(report)
    own = (document.sha256, report.entry.number, report.resolution) if paper is None else ()
    return document.profile, paper, own


def _is_known(report: Report, day: dt.date) -> bool:
    letter = report.entry.letter
    entered = report.entry.entered.date()
    return known_on(Account((), date=letter.date, about=about(letter), entered=entered), day)


def _has_department(report: Report) -> bool:
    return bool(report.entry.letter.department)


def _committee(report: Report) -> Committee:
    return Committee(None, None) if report.resolution is None else report.entry.committees[report.resolution]


def _name(committee: Committee) -> str | None:
    return committee.name or committee.code


def _most_frequent(names: Counter[str]) -> Callable[[str], tuple[int, str]]:
    return lambda name: (-names[name], name)
