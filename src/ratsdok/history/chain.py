"""A history: the letters of a resolution in order, and its points followed through them.

All of it is frozen. Places of letters are their positions in `History.letters`, from 0.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from ratsdok.history.account import Account, Missing, Quoted
from ratsdok.letter import CheckDate, Status

SETTLING = frozenset({Status.IMPLEMENTED, Status.NOT_IMPLEMENTED})
"""What a point is settled by: it was done, or it was decided not to do it."""

SILENT = frozenset({Status.UNCHANGED, Status.UNKNOWN})
"""What tells nothing new of a point: its status stays what it was."""


DOUBTS = {
    "report-unread": "ob es ein Zwischen- oder Abschlussbericht ist, war nicht lesbar",
    "report-doubtful": "die Art des Berichts ist unsicher gelesen",
    "check-doubtful": "der zugesagte Termin ist unsicher gelesen",
    "paper-doubtful": "die Nummer der Vorlage ist unsicher gelesen",
    "order-guessed": "welches Schreiben das neueste ist, ist nicht gewiss",
    "after-final": "nach einem Abschlussbericht folgt ein weiteres Schreiben",
    "same-date": "zwei Schreiben tragen dasselbe Datum",
    "different-subjects": "die Schreiben nennen verschiedene Gegenstände",
}
"""Why a resolution's state may be doubtful, as people read it; the last three are notices too."""


class State(StrEnum):
    """How a resolution stands on a day."""

    OVERDUE = "overdue"
    OPEN = "open"
    SETTLED = "settled"

    @property
    def german(self) -> str:
        """The word that people read."""
        return {"overdue": "überfällig", "open": "offen", "settled": "erledigt"}[self.value]


@dataclass(frozen=True, slots=True)
class Station:
    """What one letter has on one point.

    Attributes:
        letter: its place.
        quoted: the point as it stands there; None where the letter does not quote it.
        place: of the point among those of the letter; None likewise.
        sayings: places of its statements on the point.
        status: what they say; *unknown* where they contradict each other; None where there is none.
        is_doubtful: the status, or which point it is on, is to be looked up in the letter.
        is_news: it says something that no letter before had said of the point.
        relabelled: the point has another number than in the letter before.
        reworded: its wording is not that of the letter before, beyond what recognition garbles.
    """

    letter: int
    quoted: Quoted | None = None
    place: int | None = None
    sayings: tuple[int, ...] = ()
    status: Status | None = None
    is_doubtful: bool = False
    is_news: bool = False
    relabelled: bool = False
    reworded: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """A point's status as a letter changed it.

    Attributes:
        letter: place of the letter that says the new one.
        before: the status until then; None: nothing had been reported.
        after: since then.
        page: of the letter, from 1, as far as it is known.
        is_doubtful: one of both is to be looked up.
        reopens: what had been settled is not any more.
    """

    letter: int
    before: Status | None
    after: Status
    page: int | None = None
    is_doubtful: bool = False
    reopens: bool = False


@dataclass(frozen=True, slots=True)
class Course:
    """A point followed through the letters.

    Attributes:
        stations: one for each letter that quotes it or says something of it.
        changes: of its status, the first report included.
        silent_letters: newest letters in a row that told nothing new of it.
        silent_months: whole months from the last news to the day of the history; None if that is unknown.
        is_heading: it only introduces points below it, which are reported on instead.
        is_dropped: the newest letter quotes the resolution, but not this point any more.
    """

    stations: tuple[Station, ...]
    changes: tuple[Change, ...] = ()
    silent_letters: int = 0
    silent_months: int | None = None
    is_heading: bool = False
    is_dropped: bool = False

    @property
    def label(self) -> str | None:
        """Its number in the newest letter that quotes it."""
        return self.newest_quotation.label

    @property
    def newest_quotation(self) -> Quoted:
        """The point as the newest letter quotes it that does."""
        return next(
            (each.quoted for each in reversed(self.stations) if each.quoted is not None), Quoted(None, "")
        )

    @property
    def first(self) -> Status | None:
        """The first status that was reported; None if none ever was."""
        return self.changes[0].after if self.changes else None

    @property
    def last(self) -> Status | None:
        """The status as it stands; None if none was ever reported."""
        return self.changes[-1].after if self.changes else None

    @property
    def is_settled(self) -> bool:
        """Whether its last status settles it."""
        return self.last in SETTLING

    @property
    def is_doubtful(self) -> bool:
        """Whether the status as it stands is to be looked up in a letter."""
        return bool(self.changes) and self.changes[-1].is_doubtful

    @property
    def was_reopened(self) -> bool:
        """Whether it was settled once, and then not any more."""
        return any(change.reopens for change in self.changes)


@dataclass(frozen=True, slots=True)
class Notice:
    """What a careful clerk would notice on a history.

    Attributes:
        code: stable; listed in docs/history.md.
        message: in German.
        letters: places of the letters that it is about.
    """

    code: str
    message: str
    letters: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class History:
    """A resolution's history as it was known on a day.

    Attributes:
        profile: the city; a number counts within it.
        paper: the resolution's number.
        as_of: the day.
        subject: as the letter has it that garbles it least; None where none has one.
        letters: in order, the oldest first; at least one.
        courses: its points, in the order of the newest letter that quotes most of them.
        missing: checks that letters name, but that are not among them.
        notices: what is odd or uncertain.
        state: how it stands.
        state_doubts: why that is to be looked up in the letters; see `DOUBTS`.
        due: the next check that the newest letter promises, of a resolution that is not settled.
    """

    profile: str
    paper: str
    as_of: dt.date
    subject: str | None
    letters: tuple[Account, ...]
    courses: tuple[Course, ...] = ()
    missing: tuple[Missing, ...] = ()
    notices: tuple[Notice, ...] = ()
    state: State = State.OPEN
    state_doubts: tuple[str, ...] = ()
    due: CheckDate | None = None

    @property
    def state_is_doubtful(self) -> bool:
        """Whether what the state rests on is to be looked up in the letters."""
        return bool(self.state_doubts)

    @property
    def newest(self) -> Account:
        """The last letter."""
        return self.letters[-1]

    @property
    def meeting(self) -> str | None:
        """As the newest letter has it that has one."""
        return _newest(self.letters, "meeting")

    @property
    def committee(self) -> str | None:
        """The committee that passed it: in full, or its code, as the newest letter has it that has one."""
        return _newest(self.letters, "committee_name") or _newest(self.letters, "committee")

    @property
    def department(self) -> str | None:
        """Who owes the next report: as the newest letter has it that has one."""
        return _newest(self.letters, "department")

    @property
    def days_overdue(self) -> int:
        """Days since the promised check; 0 if it is not overdue."""
        return (self.as_of - self.due.date).days if self.due and self.state is State.OVERDUE else 0

    @property
    def is_confidential(self) -> bool:
        """Whether one of its letters is."""
        return any(letter.confidential for letter in self.letters)

    @property
    def points(self) -> tuple[Course, ...]:
        """The points that are to be reported on: those that only introduce others are left out."""
        return tuple(course for course in self.courses if not course.is_heading)


def _newest(letters: Sequence[Account], name: str) -> str | None:
    return next((getattr(each, name) for each in reversed(letters) if getattr(each, name)), None)
