"""Each point of a resolution followed through its letters: what was said of it, and what changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

from ratsdok.history.account import Account
from ratsdok.history.chain import Course, Station
from ratsdok.history.days import whole_months
from ratsdok.history.matching import Known, matches
from ratsdok.history.stations import changes_at, stations_of


@dataclass(slots=True)
class _Thread:
    """A point on its way through the letters: where each quotes it, by the letter's place."""

    known: Known
    quoted: dict[int, tuple[int, float]] = field(default_factory=dict)


def courses_of(letters: Sequence[Account], as_of: dt.date) -> tuple[Course, ...]:
    """Return the points of a resolution, each with its course.

    They stand in the order of the newest letter that quotes most of them.

    Args:
        letters: of the chain, in order.
        as_of: the day of the history.
    """
    threads = _threads(letters)
    newest = next((at for at in reversed(range(len(letters))) if letters[at].points), None)
    fullest = max(range(len(letters)), key=lambda at: (len(letters[at].points), at))
    headings = _headings(threads, letters)
    return tuple(
        _course(
            thread, letters, as_of, is_heading=at in headings, is_dropped=newest not in {*thread.quoted, None}
        )
        for at, thread in sorted(enumerate(threads), key=lambda each: _place(each[1], fullest))
    )


def _threads(letters: Sequence[Account]) -> list[_Thread]:
    """Return the points of all letters; where none quotes any, the resolution is one point."""
    threads: list[_Thread] = []
    for at, letter in enumerate(letters):
        found = {match.after: match for match in matches([each.known for each in threads], letter.points)}
        for place, point in enumerate(letter.points):
            match = found.get(place)
            if match is None:
                threads.append(_Thread(Known()))
            thread = threads[-1 if match is None else match.before]
            thread.quoted[at] = place, match.likeness if match else 1.0
            thread.known.add(point)
    return threads or [_Thread(Known())]


def _place(thread: _Thread, letter: int) -> tuple[bool, int, int]:
    """Return what a point is sorted by: its place in a letter; those that this does not quote come last."""
    last = max(thread.quoted, default=0)
    here = letter if letter in thread.quoted else last
    return letter not in thread.quoted, thread.quoted.get(here, (0, 1.0))[0], -last


def _headings(threads: Sequence[_Thread], letters: Sequence[Account]) -> set[int]:
    """Return the places of the points that only introduce others: nothing was ever said of them alone."""
    above = {label.rpartition(".")[0] for each in threads if (label := each.known.label)}
    told = {label for letter in letters for saying in letter.sayings for label in saying.points}
    return {
        at
        for at, each in enumerate(threads)
        if each.known.label in above - {""} and each.known.label not in told
    }


def _course(
    thread: _Thread, letters: Sequence[Account], as_of: dt.date, *, is_heading: bool, is_dropped: bool
) -> Course:
    stations = stations_of(thread.quoted, letters)
    changes = changes_at(stations, letters)
    silent, since = _silence(stations, letters)
    return Course(
        stations,
        changes,
        silent_letters=silent,
        silent_months=whole_months(since, as_of) if since else None,
        is_heading=is_heading,
        is_dropped=is_dropped,
    )


def _silence(stations: Sequence[Station], letters: Sequence[Account]) -> tuple[int, dt.date | None]:
    """Return how many letters told nothing new since the last one that did, and that one's date.

    Where there never was any news, it is counted from the first letter.
    """
    news = max((each.letter for each in stations if each.is_news), default=None)
    if news is None:
        return len(letters), letters[0].date
    return len(letters) - 1 - news, letters[news].date
