"""A history as the page's part on a resolution shows it: timeline, points, quotations."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ratsdok.history.chain import Account, Change, Course, Document, History, State
from ratsdok.letter import Status
from ratsdok.reporting import wording
from ratsdok.reporting.figures import department_of, is_doubtful, year_of
from ratsdok.reporting.links import is_packed, link_of


class File(NamedTuple):
    """A document, and where it is."""

    name: str
    sha256: str
    link: str | None
    is_packed: bool


class Fact(NamedTuple):
    """A line at the head of a resolution's part."""

    label: str
    value: str
    is_doubtful: bool = False


class Entry(NamedTuple):
    """A letter on the timeline, or one that is missing there.

    Attributes:
        anchor: where links to it lead; empty for a missing one.
        number: its place, from 1; 0 for a missing one.
        title: its date.
        kind: which report it is; of a missing one what is known of it.
        is_doubtful: the date is uncertain.
        kind_is_doubtful: which report it is, is uncertain.
        department: whose report it is, where this differs from the letter before.
        department_is_doubtful: that is uncertain.
        files: documents that hold it.
        check: the next check that it promises.
        check_is_doubtful: that is uncertain.
        came: what came of that.
        came_is_doubtful: that is uncertain.
        is_late: it did not come by the day promised.
        is_confidential: the box is ticked.
    """

    anchor: str
    number: int
    title: str
    kind: str
    is_doubtful: bool = False
    kind_is_doubtful: bool = False
    department: str | None = None
    department_is_doubtful: bool = False
    files: tuple[File, ...] = ()
    check: str | None = None
    check_is_doubtful: bool = False
    came: str | None = None
    came_is_doubtful: bool = False
    is_late: bool = False
    is_confidential: bool = False


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


class Note(NamedTuple):
    """A remark, and the letters that it is about: what each is called, and its entry on the timeline."""

    message: str
    letters: tuple[tuple[str, str], ...]


class Part(NamedTuple):
    """All that the page shows of a resolution."""

    anchor: str
    paper: str
    subject: str
    state: State
    is_doubtful: bool
    why: str
    doubts: str | None
    facts: tuple[Fact, ...]
    entries: tuple[Entry, ...]
    points: tuple[Point, ...]
    remarks: tuple[Note, ...]
    is_confidential: bool


def part_of(history: History, anchor: str) -> Part:
    """Return what the page shows of a resolution.

    Args:
        history: its history.
        anchor: its identifier on the page.
    """
    return Part(
        anchor,
        history.paper,
        history.subject or "Gegenstand nicht lesbar",
        history.state,
        history.state_is_doubtful,
        wording.why(history),
        wording.doubts_on(history) if history.state_is_doubtful else None,
        tuple(_facts(history)),
        tuple(_entries(history, anchor)),
        _Points(history, anchor).all(),
        tuple(_remarks(history, anchor)),
        history.is_confidential,
    )


def _remarks(history: History, anchor: str) -> Iterator[Note]:
    """Yield the remarks, each once; missing letters stand on the timeline."""
    places: dict[str, set[int]] = {}
    for remark in history.remarks:
        if remark.code != "missing-letter":
            places.setdefault(remark.message, set()).update(remark.letters)
    for message, some in places.items():
        named = ((wording.letter_named(history, at), _letter_anchor(anchor, at)) for at in sorted(some))
        yield Note(message, tuple(named))


def _facts(history: History) -> Iterator[Fact]:
    newest = history.newest
    is_misread = f"resolutions.{newest.resolution}.paper" in newest.doubts
    meeting = is_doubtful(history, "meeting", "resolutions.#.meeting")
    yield Fact("Vorlage", history.paper, is_misread)
    yield Fact("Sitzung", history.meeting or wording.UNREAD, meeting)
    yield Fact("Gremium", history.committee or wording.UNREAD, meeting)
    yield Fact("Jahr des Beschlusses", str(year_of(history) or wording.UNKNOWN), meeting or is_misread)
    department = is_doubtful(history, "department", "department")
    yield Fact("Geschäftsbereich", department_of(history) or wording.UNREAD, department)
    yield Fact("Schreiben", wording.number(len(history.letters)))
    if history.state is not State.SETTLED:
        due = history.due.german if history.due else "kein Termin genannt"
        yield Fact("Nächste Kontrolle", due, bool(history.due) and newest.check_is_doubtful)
    yield Fact("Stadtprofil", history.profile)


def _entries(history: History, anchor: str) -> Iterator[Entry]:
    """Yield the letters in order, each missing one before the letter that it should precede."""
    missing = list(history.missing)
    former: str | None = None
    for at, letter in enumerate(history.letters):
        while missing and (
            missing[0].named_by[0] <= at or (letter.date and missing[0].day < letter.date.isoformat())
        ):
            each = missing.pop(0)
            yield Entry("", 0, wording.spelled(each.day), wording.missing_named(each, history))
        yield _entry(history, at, anchor, former)
        former = letter.department or former


def _entry(history: History, at: int, anchor: str, former: str | None) -> Entry:
    letter = history.letters[at]
    promise = letter.promise
    came = wording.came(promise, history, at) if promise else None
    is_last = at == len(history.letters) - 1
    late = promise.delay if promise else None
    return Entry(
        _letter_anchor(anchor, at),
        at + 1,
        wording.date_of(letter),
        wording.REPORTS[letter.report] if letter.report else "Art des Berichts nicht lesbar",
        is_doubtful=letter.date is not None and letter.date_is_doubtful,
        kind_is_doubtful=letter.report is not None and "report" in letter.doubts,
        department=letter.department if letter.department != former else None,
        department_is_doubtful="department" in letter.doubts,
        files=tuple(_file(each) for each in letter.documents),
        check=letter.check.german if letter.check else None,
        check_is_doubtful=letter.check_is_doubtful,
        came=came,
        came_is_doubtful=came is not None and promise is not None and promise.is_doubtful,
        is_late=(late is not None and late > 0) or (is_last and came is not None),
        is_confidential=bool(letter.confidential),
    )


def _letter_anchor(anchor: str, at: int) -> str:
    return f"{anchor}--s{at + 1}"


def _file(document: Document, page: int | None = None) -> File:
    packed = any(is_packed(place) for place in document.places)
    return File(document.name, document.sha256, link_of(document.places, page), packed)


class _Points:
    """The points of a resolution; a statement on several of them is quoted once."""

    def __init__(self, history: History, anchor: str) -> None:
        self._history = history
        self._anchor = anchor
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
        anchor = _letter_anchor(self._anchor, change.letter)
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
                _letter_anchor(self._anchor, station.letter),
                _file(letter.document, saying.page),
                saying.page,
            )
