"""The letters of a resolution to its history."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from ratsdok.history.account import Account, Missing
from ratsdok.history.chain import DOUBTS, Course, History, Notice, State
from ratsdok.history.courses import courses_of
from ratsdok.history.matching import likeness, normal
from ratsdok.history.notices import notices_on
from ratsdok.history.ordering import in_order, known_on, named_but_missing
from ratsdok.history.promises import with_promises
from ratsdok.letter import CheckDate


def history_of(
    letters: Sequence[Account],
    as_of: dt.date,
    *,
    profile: str,
    paper: str,
) -> History | None:
    """Return the history of a resolution as it was known on a day; None if there was no letter yet.

    Args:
        letters: all there are on it, in any order.
        as_of: the day.
        profile: the city.
        paper: the resolution's number.
    """
    known = [letter for letter in letters if known_on(letter, as_of)]
    if not known:
        return None
    ordered = in_order(known)
    missing = tuple(Missing(day, tuple(by)) for day, by in named_but_missing(ordered).items())
    chain = with_promises(ordered, missing)
    courses = courses_of(chain, as_of)
    notices = tuple(notices_on(chain, courses, missing, len(letters) - len(known)))
    state, due = _standing(chain, courses, as_of)
    return History(
        profile,
        paper,
        as_of,
        _subject([letter.subject for letter in chain if letter.subject]),
        chain,
        courses,
        missing,
        notices,
        state,
        state_doubts=tuple(_doubts(chain, state, notices)),
        due=due,
    )


def _subject(told: Sequence[str]) -> str | None:
    """Return the subject that is most like the others: what recognition garbles it garbles once."""
    if len(set(told)) < 3:
        return told[-1] if told else None
    read = [normal(each) for each in told]
    scores = [sum(likeness(each, other) for other in read) for each in read]
    return max(zip(scores, range(len(told)), told, strict=True))[2]


def _standing(
    letters: Sequence[Account], courses: Sequence[Course], as_of: dt.date
) -> tuple[State, CheckDate | None]:
    """Return how a resolution stands, and the check that is due.

    It is settled by a final report, whatever this says of the points; or, where no further check is promised,
    by the last status of every point.
    """
    newest = letters[-1]
    points = [course for course in courses if not course.is_heading]
    all_settled = bool(points) and all(course.is_settled for course in points)
    if newest.report == "final" or (all_settled and newest.check is None):
        return State.SETTLED, None
    is_over = newest.check is not None and newest.check.date < as_of
    return State.OVERDUE if is_over else State.OPEN, newest.check


def _doubts(letters: Sequence[Account], state: State, notices: Sequence[Notice]) -> Iterator[str]:
    """Yield why a state is uncertain: a value that it rests on, the order of letters, the number itself."""
    newest, last = letters[-1], len(letters) - 1
    if newest.report is None:
        yield "report-unread"
    elif "report" in newest.doubts:
        yield "report-doubtful"
    if state is not State.SETTLED and newest.check_is_doubtful:
        yield "check-doubtful"
    if f"resolutions.{newest.resolution}.paper" in newest.doubts:
        yield "paper-doubtful"
    if last > 0 and newest.date_is_doubtful and newest.report != "final":
        yield "order-guessed"
    for notice in notices:
        if notice.code in DOUBTS and (last in notice.letters or notice.code == "different-subjects"):
            yield notice.code
