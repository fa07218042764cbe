"""How each point of a letter stands: its points and statements brought together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from ratsdok.letter import Letter, Status, upwards

WHOLE = "gesamt"


class Standing(NamedTuple):
    """A point, or a report on some points.

    Attributes:
        label: the point's; None for a point without number and for a report that stands below its points.
        status: what was reported on it, or None.
        text: the point's, or the report's.
        statement: the statement that tells the status, by its place in the letter.
        is_report: the text is the administration's, not the council's.
        is_open: a point that neither it nor a point below it was reported on.
    """

    label: str | None
    status: Status | None
    text: str
    statement: int | None
    is_report: bool = False
    is_open: bool = False


def standings(letter: Letter) -> list[Standing]:
    """Return the points in order, each report below the last point that it covers.

    A report on points that the letter does not quote, or on a resolution without points, has its own row.
    """
    told = [_telling(letter, point.label) for point in letter.points]
    last_place = {number: place for place, number in enumerate(told)}
    rows: list[Standing] = []
    for place, (point, number) in enumerate(zip(letter.points, told, strict=True)):
        is_open = number is None and not _is_told_below(letter, told, point.label)
        status = None if number is None else letter.statements[number].status
        rows.append(Standing(point.label, status, point.text, number, is_open=is_open))
        if number is not None and last_place[number] == place:
            rows.append(Standing(None, None, letter.statements[number].text, number, is_report=True))
    return [*rows, *_unplaced(letter, told)]


def counts(letter: Letter) -> list[tuple[Status | None, int]]:
    """Return how many points have each status, in the order of `Status`; None: no report on them.

    A letter without points counts its statements.
    """
    wanted = [row for row in standings(letter) if row.is_report != bool(letter.points)]
    told = Counter(row.status for row in wanted if row.status or row.is_open)
    return [(status, told[status]) for status in (*Status, None) if told[status]]


def _unplaced(letter: Letter, told: list[int | None]) -> Iterator[Standing]:
    """Yield the reports that tell the status of no quoted point."""
    for number, statement in enumerate(letter.statements):
        if number not in told:
            label = ", ".join(statement.points) or WHOLE
            yield Standing(label, statement.status, statement.text, number, is_report=True)


def _telling(letter: Letter, label: str | None) -> int | None:
    """Return the place of the statement that tells how a point stands.

    The last one on the point itself wins; else one on a point above it, else one on the whole resolution.
    """
    told = letter.statements_on(label)
    return told[-1] if told else None


def _is_told_below(letter: Letter, told: list[int | None], label: str | None) -> bool:
    """Tell whether a point below this one was reported on."""
    pairs = zip(letter.points, told, strict=True)
    return label is not None and any(
        number is not None and label in upwards(point.label) for point, number in pairs
    )
