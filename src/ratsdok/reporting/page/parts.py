"""A history as the page's part on a resolution shows it: head facts, timeline, notices."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from ratsdok.history.chain import History, State
from ratsdok.letter import REPORTS
from ratsdok.reporting import german
from ratsdok.reporting.page import wording
from ratsdok.reporting.page.figures import department_of, is_doubtful, year_of
from ratsdok.reporting.page.points import File, Point, Points, file_of, letter_anchor


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


class Note(NamedTuple):
    """A notice, and the letters that it is about: what each is called, and its entry on the timeline."""

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
    notices: tuple[Note, ...]
    is_confidential: bool


def part_of(history: History, anchor: str, folder: Path | None = None) -> Part:
    """Return what the page shows of a resolution.

    Args:
        history: its history.
        anchor: its identifier on the page.
        folder: where the page will lie.
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
        tuple(_entries(history, anchor, folder)),
        Points(history, anchor, folder).all(),
        tuple(_notices(history, anchor)),
        history.is_confidential,
    )


def _notices(history: History, anchor: str) -> Iterator[Note]:
    """Yield the notices, each once; missing letters stand on the timeline."""
    places: dict[str, set[int]] = {}
    for notice in history.notices:
        if notice.code != "missing-letter":
            places.setdefault(notice.message, set()).update(notice.letters)
    for message, some in places.items():
        named = ((wording.letter_named(history, at), letter_anchor(anchor, at)) for at in sorted(some))
        yield Note(message, tuple(named))


def _facts(history: History) -> Iterator[Fact]:
    newest = history.newest
    is_misread = f"resolutions.{newest.resolution}.paper" in newest.doubts
    meeting = is_doubtful(history, "meeting", "resolutions.#.meeting")
    yield Fact("Vorlage", history.paper, is_misread)
    yield Fact("Sitzung", history.meeting or german.UNREAD, meeting)
    yield Fact("Gremium", history.committee or german.UNREAD, meeting)
    yield Fact("Jahr des Beschlusses", str(year_of(history) or german.UNKNOWN), meeting or is_misread)
    department = is_doubtful(history, "department", "department")
    yield Fact("Geschäftsbereich", department_of(history) or german.UNREAD, department)
    yield Fact("Schreiben", german.number(len(history.letters)))
    if history.state is not State.SETTLED:
        due = history.due.german if history.due else "kein Termin genannt"
        yield Fact("Nächste Kontrolle", due, bool(history.due) and newest.check_is_doubtful)
    yield Fact("Stadtprofil", history.profile)


def _entries(history: History, anchor: str, folder: Path | None) -> Iterator[Entry]:
    """Yield the letters in order, each missing one before the letter that it should precede."""
    missing = list(history.missing)
    former: str | None = None
    for at, letter in enumerate(history.letters):
        while missing and (
            missing[0].named_by[0] <= at or (letter.date and missing[0].day < letter.date.isoformat())
        ):
            each = missing.pop(0)
            yield Entry("", 0, wording.spelled(each.day), wording.missing_named(each, history))
        yield _entry(history, at, anchor, former, folder)
        former = letter.department or former


def _entry(history: History, at: int, anchor: str, former: str | None, folder: Path | None) -> Entry:
    letter = history.letters[at]
    promise = letter.promise
    came = wording.came(promise, history, at) if promise else None
    is_last = at == len(history.letters) - 1
    late = promise.delay if promise else None
    return Entry(
        letter_anchor(anchor, at),
        at + 1,
        wording.date_of(letter),
        REPORTS[letter.report] if letter.report else "Art des Berichts nicht lesbar",
        is_doubtful=letter.date is not None and letter.date_is_doubtful,
        kind_is_doubtful=letter.report is not None and "report" in letter.doubts,
        department=letter.department if letter.department != former else None,
        department_is_doubtful="department" in letter.doubts,
        files=tuple(file_of(each, folder) for each in letter.documents),
        check=letter.check.german if letter.check else None,
        check_is_doubtful=letter.check_is_doubtful,
        came=came,
        came_is_doubtful=came is not None and promise is not None and promise.is_doubtful,
        is_late=(late is not None and late > 0) or (is_last and came is not None),
        is_confidential=bool(letter.confidential),
    )
