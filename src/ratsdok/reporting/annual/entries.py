"""A resolution as a line of the annual report: what is told of it, and which of this is uncertain."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Generic, TypeVar

from ratsdok.history.account import Account, Document
from ratsdok.history.chain import Course, History
from ratsdok.history.departments import short_department
from ratsdok.letter import CheckDate, Status

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Told(Generic[T]):
    """A value as it was read.

    Attributes:
        value: None: it could not be read.
        is_doubtful: it is to be looked up in the letter.
    """

    value: T | None
    is_doubtful: bool = False


@dataclass(frozen=True, slots=True)
class PointNow:
    """A point as it stands.

    Attributes:
        label: 4, 8.a or 1.1; None for a resolution without numbers.
        text: as the newest letter has it that quotes it.
        status: the last that was reported; None: none ever was.
        is_doubtful: the status is to be looked up.
        is_settled: by that status.
        reported: date of the letter that told the status.
        silent_months: whole months without news until the day of the report; None: unknown.
        document: the letter that told the status; None where none did.
        page: of that letter, from 1, as far as it is known.
    """

    label: str | None
    text: str
    status: Status | None
    is_doubtful: bool
    is_settled: bool
    reported: Told[dt.date]
    silent_months: int | None = None
    document: Document | None = None
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """A resolution in a list.

    Attributes:
        paper: its number.
        subject: of the resolution.
        committee: that passed it.
        department: who owes the next report, by its field alone.
        written: date of the last letter.
        check: the next check that this promises.
        days: since that day; doubtful where it is uncertain whether the resolution is overdue at all.
        points: that are to be reported on.
        document: the last letter.
        is_confidential: one of its letters is.
    """

    paper: Told[str]
    subject: Told[str]
    committee: Told[str]
    department: Told[str]
    written: Told[dt.date]
    check: Told[CheckDate]
    days: Told[int]
    points: tuple[PointNow, ...]
    document: Document
    is_confidential: bool = False


def entry_of(history: History) -> Entry:
    """Return the line of a resolution that is not settled."""
    newest = history.newest
    department = history.department
    return Entry(
        Told(history.paper, doubts_value(newest, "paper")),
        Told(history.subject, _is_doubtful(history, "subject")),
        Told(history.committee, _is_doubtful(history, "meeting")),
        Told(short_department(department) if department else None, _is_doubtful(history, "department")),
        Told(newest.date, newest.date_is_doubtful),
        Told(history.due, newest.check_is_doubtful),
        Told(history.days_overdue, history.state_is_doubtful),
        tuple(_point(history, course) for course in history.points),
        newest.document,
        history.is_confidential,
    )


def source_of(history: History, name: str) -> int | None:
    """Return the place of the newest letter that has a value; None where none has it."""
    places = reversed(range(len(history.letters)))
    return next((at for at in places if getattr(history.letters[at], name)), None)


def doubts_value(letter: Account, name: str) -> bool:
    """Tell whether a value of a letter is to be looked up there.

    Args:
        letter: which has it.
        name: paper, subject, meeting, or one that is the whole letter's.
    """
    is_own = name in ("paper", "subject", "meeting")
    return (f"resolutions.{letter.resolution}.{name}" if is_own else name) in letter.doubts


def _is_doubtful(history: History, name: str) -> bool:
    at = source_of(history, name)
    return at is not None and doubts_value(history.letters[at], name)


def _point(history: History, course: Course) -> PointNow:
    quoted = course.newest_quotation
    change = course.changes[-1] if course.changes else None
    letter = history.letters[change.letter] if change else None
    return PointNow(
        quoted.label,
        quoted.text,
        course.last,
        course.is_doubtful,
        course.is_settled,
        Told(letter.date, letter.date_is_doubtful) if letter else Told(None),
        course.silent_months,
        letter.document if letter else None,
        change.page if change else None,
    )
