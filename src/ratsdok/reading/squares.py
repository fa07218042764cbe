"""Squares to tick in the picture of a page: where one stands, and whether something is drawn in it.

Four straight lines of ink that meet, with paper on both sides of each: that tells a square from letters,
whose corners are round or open, and from shadows. A tick may cross a line here and there, and leave the
square.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from ratsdok.page import Box, CheckBox
from ratsdok.reading.picture import Grey

SMALLEST, LARGEST = 6.0, 16.0
"""Side of a square to tick, in points."""

SEEN, SURE = 0.33, 0.42
"""How much of a square there must be, from 0 to 1: to speak of one at all, and to call it ticked. Measured:
in sound print squares have 0.55 and more, in heavily damaged print most have 0.4; bold letters of headings
reach 0.4, other letters 0.3."""

SPECKS = 0.02
"""Share of a square's inside that may be ink though it is empty, also of its core. Measured: ticks make it
0.13 and more, of the core 0.04."""

_PALE = 0.1  # how dark every stretch of a side is at least, as a share of full black
_FAINT = 0.3  # how dark lines count at least where ink is told from paper: noise stays paper
_STRETCHES = 8  # of each side: a letter's round corners leave the outer ones white
_CANDIDATES = 6  # places that are looked at closely, for each length of a side
_OUTSIDE, _INSIDE = 1.5, 2.0  # line widths from a line's outer edge to the paper beside it
_CROSSED = 2.0  # times which the paper inside counts: ticks leave little of it
_INSET, _CORE = 0.18, 0.26  # shares of a side: there ends a blurred border, there a bold one
_STROKE = 0.4  # share of the inside that a tick crosses both ways; a fold or an underline crosses it one way

Dark = npt.NDArray[np.float32]


class _Square(NamedTuple):
    """A place that may be a square.

    Attributes:
        likeness: how much of a square it is, 0 to 1.
        line: how dark its palest side is.
        row: of its upper left corner.
        column: of that corner.
        side: length, in pixels as all of these.
    """

    likeness: float
    line: float
    row: int
    column: int
    side: int


def square_in(grey: Grey, dpi: float) -> CheckBox | None:
    """Find the square to tick in a small part of a page.

    Args:
        grey: that part, a few letters wide and high.
        dpi: its resolution.

    Returns:
        The square, its box in points from the part's top left corner; None where there is none.
    """
    dark = _darkness(grey)
    shortest, longest = (round(side * dpi / 72) for side in (SMALLEST, LARGEST))
    sides = range(max(shortest, _STRETCHES), min(longest + 1, *dark.shape))
    found = max((_square(dark, *at, side) for side in sides for at in _places(dark, side)), default=None)
    if found is None or found.likeness < SEEN:
        return None
    left, top, side = (each * 72 / dpi for each in (found.column, found.row, found.side))
    return CheckBox(Box(left, top, left + side, top + side), _is_ticked(dark, found))


def _darkness(grey: Grey) -> Dark:
    """Return how dark each pixel is, from 0 for paper to 1 for the darkest ink here."""
    paper = np.percentile(grey, 75)
    black = min(float(np.percentile(grey, 2)), paper - 60)
    return np.clip((paper - grey.astype(np.float32)) / (paper - black), 0, 1)


def _thickness(side: int) -> int:
    return max(1, round(side / 12))


def _places(dark: Dark, side: int) -> Iterator[tuple[int, int]]:
    """Yield row and column of the places where all sides of a square are darkest, stretch by stretch."""
    thick = _thickness(side)
    height, width = dark.shape[0] - side + 1, dark.shape[1] - side + 1
    sums = np.pad(dark.cumsum(0, np.float64).cumsum(1), ((1, 0), (1, 0)))

    def mean(top: int, left: int, down: int, across: int) -> npt.NDArray[np.float64]:
        upper, lower = (sums[at : at + height] for at in (top, top + down))
        total: npt.NDArray[np.float64] = (
            lower[:, left + across : left + across + width]
            - lower[:, left : left + width]
            - upper[:, left + across : left + across + width]
            + upper[:, left : left + width]
        )
        return total / (down * across)

    ends = np.linspace(0, side, _STRETCHES + 1).round().astype(int)
    stretches = [(int(begin), int(end - begin)) for begin, end in pairwise(ends)]
    lightest = np.minimum.reduce(
        [
            np.minimum(mean(near, at, thick, length), mean(at, near, length, thick))
            for near in (0, side - thick)
            for at, length in stretches
        ]
    ).ravel()
    for place in np.argsort(lightest)[: -_CANDIDATES - 1 : -1]:
        if lightest[place] >= _PALE:
            yield divmod(int(place), width)


def _square(dark: Dark, row: int, column: int, side: int) -> _Square:
    """Look closely at a place; the worst of its sides counts."""
    margin = 3 * _thickness(side)
    end = side + 2 * margin
    around = np.pad(dark, margin, mode="edge")[row : row + end, column : column + end]
    sides = [_upper_side(np.rot90(around, turns), side) for turns in range(4)]
    likeness, line = (min(values) for values in zip(*sides, strict=True))
    return _Square(likeness, line, row, column, side)


def _upper_side(around: Dark, side: int) -> tuple[float, float]:
    """Tell how much the upper side of a place is that of a square, from 0 to 1, and how dark it is.

    Args:
        around: the place with a margin.
        side: its length.
    """
    thick = _thickness(side)
    margin = (len(around) - side) // 2

    def stretches(away: float) -> npt.NDArray[np.float64]:
        row = margin + round(away * thick)
        line = around[row : row + thick, margin:-margin].mean(axis=0)
        starts = np.arange(_STRETCHES) * side // _STRETCHES
        return np.add.reduceat(line, starts) / np.diff([*starts, side])

    line = stretches(0)
    dark = max(float(np.median(line)), _PALE)
    # Outside, ticks cross at the corners or here and there; inside, they leave little free.
    outside = np.sort(stretches(-_OUTSIDE)[_STRETCHES // 4 : -_STRETCHES // 4])[1]
    inside = np.sort(stretches(_INSIDE))[2]
    shares = line.min() / dark, 1 - outside / dark, _CROSSED * (1 - inside / dark)
    return float(np.prod(np.clip(shares, 0, 1))), dark


def _is_ticked(dark: Dark, square: _Square) -> bool | None:
    """Tell whether strokes go through a square: not only specks in it, a fold, or a bold border."""
    ink = dark[square.row :, square.column :][: square.side, : square.side] > max(square.line, _FAINT) / 2
    inside, core = (_inner(ink, round(share * square.side)) for share in (_INSET, _CORE))
    if inside.mean() <= SPECKS:
        return False
    crossed = min(inside.any(axis=0).mean(), inside.any(axis=1).mean())
    return True if square.likeness >= SURE and core.mean() > SPECKS and crossed >= _STROKE else None


def _inner(ink: npt.NDArray[np.bool_], inset: int) -> npt.NDArray[np.bool_]:
    return ink[inset : len(ink) - inset, inset : len(ink) - inset]
