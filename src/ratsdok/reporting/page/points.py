"""The points of a resolution as its part of the page shows them: their course, and what was said last."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from ratsdok.history.account import Account, Document
from ratsdok.history.chain import Change, Course, History, State
from ratsdok.letter import Status
from ratsdok.reporting.links import is_packed, link_of
from ratsdok.reporting.page import wording


class File(NamedTuple):
    """A document, and where it is."""

    name: str
    sha256: str
    link: str | None
    is_packed: bool


class Turn(NamedTuple):
    """A change of a point's status, and the letter that tells it."""

    letter: str
    anchor: str
    page: int | None
    before: Status | None
    after: Status
    is_doubtful: bool
    reopens: bool


class Quote(NamedTuple):
    """A statement as the letter has it, and where it stands there.

    Attributes:
        anchor: where links to it lead.
        text: as it stands there; None where it is quoted with another point already.
        elsewhere: that point's name, if so.
        status: what it says.
        is_doubtful: that is uncertain.
        letter: what the letter is called.
        letter_anchor: its entry on the timeline.
        file: the document.
        page: of the document, from 1; None where the record has no evidence.
    """

    anchor: str
    text: str | None
    elsewhere: str | None
    status: str
    is_doubtful: bool
    letter: str
    letter_anchor: str
    file: File
    page: int | None


class Point(NamedTuple):
    """A point and its course."""

    anchor: str
    name: str
    text: str
    is_heading: bool
    first: str | None
    last: str | None
    is_doubtful: bool
    was_reopened: bool
    standstill: str | None
    standstill_is_doubtful: bool
    notes: tuple[str, ...]
    turns: tuple[Turn, ...]
    quotes: tuple[Quote, ...]


def letter_anchor(anchor: str, at: int) -> str:
    """Return the identifier of a letter on the page."""
    return f"{anchor}--s{at + 1}"


def file_of(document: Document, folder: Path | None, page: int | None = None) -> File:
    """Return a document, as a page in a folder links to it, opened at one of its own pages."""
    packed = any(is_packed(place) for place in document.places)
    return File(document.name, document.sha256, link_of(document.places, page, folder), packed)


class Points:
    """The points of a resolution; a statement on several of them is quoted once."""

    def __init__(self, history: History, anchor: str, folder: Path | None) -> None:
        self._history = history
        self._anchor = anchor
        self._folder = folder
        self._quoted: dict[tuple[int, int], tuple[str, str]] = {}

    def all(self) -> tuple[Point, ...]:
        """Return the points in the order of the newest letter."""
        return tuple(self._point(course, at) for at, course in enumerate(self._history.courses, 1))

    def _point(self, course: Course, at: int) -> Point:
        quoted = course.newest_quotation
        anchor = f"{self._anchor}--p{at}"
        name = f"Punkt {quoted.label}" if quoted.label else "Der Beschluss im Ganzen"
        return Point(
            anchor,
            name,
            quoted.text,
            course.is_heading,
            course.first.german if course.first else None,
            course.last.german if course.last else None,
            course.is_doubtful,
            course.was_reopened,
            None if self._history.state is State.SETTLED else wording.standstill(course, self._history),
            wording.standstill_is_doubtful(course, self._history),
            tuple(self._notes(course)),
            tuple(self._turn(change) for change in course.changes),
            tuple(self._quotes(course, anchor, name)),
        )

    def _notes(self, course: Course) -> Iterator[str]:
        for station in course.stations:
            letter = wording.letter_named(self._history, station.letter)
            if station.relabelled and station.quoted:
                yield f"Nummer geändert, {letter}: jetzt {station.quoted.label or 'ohne Nummer'}"
            if station.reworded:
                yield f"Wortlaut geändert, {letter}"
        if course.is_dropped:
            yield "Das neueste Schreiben führt diesen Punkt nicht mehr auf"

    def _turn(self, change: Change) -> Turn:
        letter = wording.letter_named(self._history, change.letter)
        anchor = letter_anchor(self._anchor, change.letter)
        before, after, page = change.before, change.after, change.page
        return Turn(letter, anchor, page, before, after, change.is_doubtful, change.reopens)

    def _quotes(self, course: Course, anchor: str, name: str) -> Iterator[Quote]:
        station = next((each for each in reversed(course.stations) if each.sayings), None)
        if station is None:
            return
        letter: Account = self._history.letters[station.letter]
        for place in station.sayings:
            saying = letter.sayings[place]
            key = station.letter, place
            first = self._quoted.get(key)
            own = f"{anchor}-{place}"
            self._quoted.setdefault(key, (own, name))
            yield Quote(
                first[0] if first else own,
                None if first else saying.text,
                first[1] if first else None,
                saying.status.german,
                saying.is_doubtful,
                wording.letter_named(self._history, station.letter),
                letter_anchor(self._anchor, station.letter),
                file_of(letter.document, self._folder, saying.page),
                saying.page,
            )
