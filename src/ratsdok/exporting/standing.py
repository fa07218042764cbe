"""How a letter's points stand, and which of its resolutions they belong to."""

from __future__ import annotations

from typing import NamedTuple

from ratsdok.form.days import spelled_check
from ratsdok.letter import CheckDate, Letter, Point, Status

_SETTLED = (Status.IMPLEMENTED, Status.NOT_IMPLEMENTED)
_PREPOSITIONS = {"day": "am ", "month": "im ", "quarter": "im ", "half-year": "im ", "year": ""}


class Standing(NamedTuple):
    """A point and what was reported on it; None: nothing."""

    point: Point
    status: Status | None


def status_of(letter: Letter, point: Point) -> Status | None:
    """Return how a point stands: where statements on it contradict each other, nothing is certain."""
    said = {letter.statements[place].status for place in letter.statements_on(point.label)}
    return (said.pop() if len(said) == 1 else Status.UNKNOWN) if said else None


def open_points(letter: Letter, resolution: int | None = None) -> list[Standing]:
    """Return the points that are not settled.

    A point that is divided into others counts by these, unless there is a statement on it itself.

    Args:
        letter: the letter.
        resolution: count only points of the one at this place.
    """
    divided = {point.label.rpartition(".")[0] for point in letter.points if point.label}
    divided -= {label for statement in letter.statements for label in statement.points}
    standings = [
        Standing(point, status_of(letter, point))
        for point in letter.points
        if point.label not in divided and resolution in (None, resolution_of(letter, point.label))
    ]
    return [each for each in standings if each.status not in _SETTLED]


def resolution_of(letter: Letter, label: str | None) -> int | None:
    """Return which resolution a point belongs to: its paper stands in front of the label; else the first.

    Returns:
        Its place; None where the letter names no resolution.
    """
    for at, each in enumerate(letter.resolutions):
        if each.paper and label and label.startswith(f"{each.paper} "):
            return at
    return 0 if letter.resolutions else None


def when(check: CheckDate) -> str:
    """Return the date of a next check in words, no more precise than it is, to stand in a sentence.

    >>> when(CheckDate(date="2016-07-31", precision="month", raw="07/2016"))
    'im Juli 2016'
    """
    return _PREPOSITIONS[check.precision] + spelled_check(check)
