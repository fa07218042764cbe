"""Figures as charts: where each piece of a bar begins and ends, for the template to draw in SVG.

What rests on uncertain readings is a piece of its own, drawn hatched. Beside each chart its numbers stand in
a table. Widths are shares of the drawing, so that no text is stretched on a telephone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ratsdok.reporting.page.figures import STATES, Count, Tally

HEIGHT = 168
"""Pixels of the tallest column."""

_MOST_LABELS = 10
_STEPS = (1, 2, 5)
_GUTTER = 0.24
"""Share of a column's room that stays free."""


class Piece(NamedTuple):
    """A piece of a bar or column.

    Attributes:
        kind: a state, or *number*.
        is_doubtful: it is drawn hatched.
        begin: where it begins: per cent of a bar, pixels from the top of a column.
        size: how long it is, in the same.
    """

    kind: str
    is_doubtful: bool
    begin: float
    size: float


class Bar(NamedTuple):
    """A line of a table with a bar.

    Attributes:
        label: what is counted.
        value: by which the list is filtered; None if it cannot be.
        pieces: of the bar.
        counts: the numbers.
        doubtful: how many of all are uncertain.
    """

    label: str
    value: str | None
    pieces: tuple[Piece, ...]
    counts: tuple[int, ...]
    doubtful: int


class Tick(NamedTuple):
    """A line across the columns."""

    value: int
    y: float


class Column(NamedTuple):
    """A year.

    Attributes:
        label: the year.
        is_labelled: there is room for it.
        x: where the column begins, in per cent.
        width: in per cent.
        pieces: of the column.
    """

    label: str
    is_labelled: bool
    x: float
    width: float
    pieces: tuple[Piece, ...]


class Columns(NamedTuple):
    """A chart of years."""

    columns: tuple[Column, ...]
    ticks: tuple[Tick, ...]


def standing(tally: Tally) -> tuple[Piece, ...]:
    """Return how resolutions stand as one bar as long as the drawing."""
    return tuple(_pieces(_counts(tally), tally.total.all, 100))


def bars_of(tallies: Iterable[tuple[str, str | None, Tally]]) -> list[Bar]:
    """Return a bar for each name, the longest as long as the drawing.

    Args:
        tallies: what was counted by name: label, value to filter by, and the numbers.
    """
    some = list(tallies)
    most = max((tally.total.all for _, _, tally in some), default=0)
    return [
        Bar(
            label,
            value,
            tuple(_pieces(_counts(tally), most, 100)),
            tuple(tally.of[state].all for state in STATES),
            tally.total.doubtful,
        )
        for label, value, tally in some
    ]


def classes_of(labels: Sequence[str], counts: Sequence[Count]) -> list[Bar]:
    """Return a bar for each class, the longest as long as the drawing."""
    most = max((count.all for count in counts), default=0)
    return [
        Bar(label, None, tuple(_pieces([("number", count)], most, 100)), (count.all,), count.doubtful)
        for label, count in zip(labels, counts, strict=True)
    ]


def columns_of(years: dict[int, Tally]) -> Columns:
    """Return a column for each year from the first to the last, those without resolutions too."""
    if not years:
        return Columns((), ())
    span = range(min(years), max(years) + 1)
    step = _step(max(tally.total.all for tally in years.values()))
    top = -(-max(tally.total.all for tally in years.values()) // step) * step
    every = -(-len(span) // _MOST_LABELS)
    room = 100 / len(span)
    columns = tuple(
        Column(
            str(year),
            (span[-1] - year) % every == 0,
            round((at + _GUTTER / 2) * room, 3),
            round((1 - _GUTTER) * room, 3),
            tuple(_upright(_pieces(_counts(years.get(year, Tally())), top, HEIGHT))),
        )
        for at, year in enumerate(span)
    )
    ticks = tuple(Tick(value, round(HEIGHT * (1 - value / top), 2)) for value in range(0, top + 1, step))
    return Columns(columns, ticks)


def _counts(tally: Tally) -> list[tuple[str, Count]]:
    return [(state.value, tally.of[state]) for state in STATES]


def _pieces(counts: Iterable[tuple[str, Count]], whole: int, size: float) -> Iterable[Piece]:
    """Yield the pieces of a bar: of each kind what is certain, then what is not."""
    begin = 0
    for kind, count in counts:
        for part, is_doubtful in ((count.all - count.doubtful, False), (count.doubtful, True)):
            if part:
                yield Piece(kind, is_doubtful, round(size * begin / whole, 3), round(size * part / whole, 3))
                begin += part


def _upright(pieces: Iterable[Piece]) -> Iterable[Piece]:
    """Turn a bar so that it grows from the ground: what is first comes lowest."""
    for piece in pieces:
        yield piece._replace(begin=round(HEIGHT - piece.begin - piece.size, 3))


def _step(most: int) -> int:
    """Return a round number by which an axis has about four steps."""
    factor = 1
    while True:
        for step in _STEPS:
            if most <= 4 * step * factor:
                return step * factor
        factor *= 10


LEGEND = tuple((state.value, state.german) for state in STATES)
"""What the kinds of pieces mean."""
