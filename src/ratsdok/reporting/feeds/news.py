"""What is new in a catalogue: letters, and changes of status; the newest of them (docs/feeds.md)."""

from __future__ import annotations

import datetime as dt
import heapq
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from ratsdok.exporting.identity import identity
from ratsdok.history.account import Account
from ratsdok.history.chain import Change, Course, History
from ratsdok.history.departments import short_department
from ratsdok.letter import Status
from ratsdok.reporting.feeds.wording import Wording
from ratsdok.reporting.links import link_of

_OFF_AT_MOST = dt.timedelta(days=274)
"""How much newer a letter without a date may be than it is guessed to be."""


class Topic(NamedTuple):
    """What an entry can be sorted by.

    Attributes:
        kind: status, department, committee, city, or entry.
        term: a code or a name.
        label: in German, where the term is a code.
    """

    kind: str
    term: str
    label: str | None = None


@dataclass(frozen=True, slots=True)
class News:
    """A new letter, or a change of status of a point.

    Attributes:
        id: stays the same when other letters come, and when this one is read again.
        day: of the letter; the day it was entered where its date cannot be read.
        title: in German, as all texts.
        summary: in a sentence or two.
        facts: titles with what they are of.
        points: of a letter, how each stands.
        topics: what it can be sorted by.
        document: link to it; None where it is not on the web.
        document_name: of the file.
    """

    id: UUID
    day: dt.date
    title: str
    summary: str
    facts: tuple[tuple[str, str], ...]
    points: tuple[str, ...]
    topics: tuple[Topic, ...]
    document: str | None
    document_name: str


class _Piece(NamedTuple):
    """News before it is put in words: a letter of a history, or the change of a point that came with it.

    Attributes:
        order: the newest first.
        history: that it is part of.
        at: place of the letter.
        course: the point whose status changed.
        change: of it; None: it is the letter itself that is new.
        which: among changes of points that are numbered alike.
    """

    order: tuple[object, ...]
    history: History
    at: int
    course: Course | None = None
    change: Change | None = None
    which: int = 0

    @property
    def letter(self) -> Account:
        return self.history.letters[self.at]


def newest(histories: Iterable[History], count: int) -> list[News]:
    """Return what is new, the newest first.

    Of the histories no more is kept than those that the newest so far are of.

    Args:
        histories: all as of the same day.
        count: how many are wanted.
    """
    pieces = (piece for history in histories for piece in _pieces(history))
    chosen = heapq.nsmallest(count, pieces, key=lambda piece: piece.order)
    shown = sorted(
        chosen, key=lambda piece: (-_day(piece.letter, piece.history.as_of).toordinal(), piece.order)
    )
    several = len({piece.history.profile for piece in chosen}) > 1
    return [_news(piece, several) for piece in shown]


def _pieces(history: History) -> Iterator[_Piece]:
    """Yield a history's letters, and the changes of status that are more than a first report.

    What a letter reports first on a point that it is the first to quote, is told with the letter.
    """
    for at in range(len(history.letters)):
        yield _Piece(_order(history, at, 0), history, at)
    alike = Counter[tuple[int, str | None]]()
    for place, course in enumerate(history.points, 1):
        for change in course.changes:
            if change.before is None and course.stations[0].letter == change.letter:
                continue
            key = change.letter, label_at(course, change.letter)
            order = _order(history, change.letter, place)
            yield _Piece(order, history, change.letter, course, change, alike[key])
            alike[key] += 1


def label_at(course: Course, letter: int) -> str | None:
    """Return a point's number as a letter has it, or the last one before: newer letters do not change it."""
    until = (each.quoted for each in reversed(course.stations) if each.letter <= letter)
    return next((quoted.label for quoted in until if quoted), None)


def _order(history: History, at: int, place: int) -> tuple[object, ...]:
    letter = history.letters[at]
    rank = -_rank(letter, history.as_of).toordinal()
    return rank, history.profile, history.paper, -at, _key(letter, history), place


def _rank(letter: Account, as_of: dt.date) -> dt.date:
    """Return how new a letter is; one without a date is as new as it can be by what it says.

    By the day that it was entered alone, half of an old archive would be new on the day it is converted.
    """
    day = _day(letter, as_of)
    return min(day, letter.about + _OFF_AT_MOST) if letter.date is None and letter.about else day


def _day(letter: Account, as_of: dt.date) -> dt.date:
    """Return the day that an entry bears: none is from after the day of the history."""
    return min(letter.date or letter.entered or as_of, as_of)


def _key(letter: Account, history: History) -> tuple[str, ...]:
    """Return what tells a letter on a resolution from others, whichever of its copies is shown."""
    sha256, number = min((each.sha256, each.number) for each in letter.documents)
    own = history.paper or str(letter.resolution)
    return sha256, str(number), history.profile, own


def _news(piece: _Piece, several_cities: bool) -> News:
    history, letter, course, change = piece.history, piece.letter, piece.course, piece.change
    words = Wording(history, piece.at, several_cities)
    key = _key(letter, history)
    if course is None or change is None:
        own = identity("news-letter", *key)
        title, summary = words.letter_title(), words.letter_summary()
        facts, points = tuple(words.letter_facts()), tuple(words.points())
    else:
        label = label_at(course, change.letter)
        own = identity("news-change", *key, label or "", str(piece.which))
        told = label, course, change
        title, summary = words.change_title(*told), words.change_summary(*told)
        facts, points = tuple(words.change_facts(*told)), ()
    link = link_of(letter.document.places)
    return News(
        own,
        _day(letter, history.as_of),
        title,
        summary,
        facts,
        points,
        tuple(_topics(piece)),
        link if link and link.lower().startswith("http") else None,
        letter.document.name,
    )


def _topics(piece: _Piece) -> Iterator[Topic]:
    history, letter, change = piece.history, piece.letter, piece.change
    if change is None:
        yield Topic("entry", "letter", "Neues Schreiben")
        stations = (each for course in history.points for each in course.stations if each.letter == piece.at)
        told = {each.status for each in stations}
        yield from (Topic("status", each.value, each.german) for each in Status if each in told)
    else:
        yield Topic("entry", "change", "Neuer Stand")
        if change.reopens:
            yield Topic("entry", "reopened", "Wieder offen")
        yield Topic("status", change.after.value, change.after.german)
    department = letter.department or history.department
    if department:
        yield Topic("department", short_department(department))
    if history.committee:
        yield Topic("committee", history.committee)
    yield Topic("city", history.profile)
