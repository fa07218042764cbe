"""How a page lies: quarter turns, and the few degrees by which the paper went askew through the scanner."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from ratsdok.reading.picture import Mask, Picture, ink_of, reduced

LOOK = 100
"""dpi at which a page is looked at: a line of print is a dozen pixels high, letters are specks."""

MOST = 4.5
"""Degrees; paper that lies further askew was laid by hand."""

MANY = 30_000
"""Pixels of ink that are measured; a page of text has twice as many at this resolution."""

LITTLE = 200
"""Pixels of ink that tell nothing of how they lie."""

_MARGIN = 0.05  # share of a page's sides where scanners leave shadows
_STROKE = 22  # pixels: longer than the widest letter of a heading

_COARSE, _FINE = 0.5, 0.1  # degrees from one angle tried to the next

Points = npt.NDArray[np.float32]


class Pose(NamedTuple):
    """How a page lies before the reader.

    Attributes:
        quarter_turns: clockwise turns that bring it upright.
        skew: degrees by which its lines then still fall to the right; negative where they rise.
    """

    quarter_turns: int
    skew: float


def sketch_of(picture: Picture) -> Mask:
    """Return the ink of a picture at about `LOOK` dpi."""
    return ink_of(reduced(picture.grey, max(1, round(picture.dpi / LOOK))))


def pose_of(sketch: Mask) -> Pose:
    """Tell from its sketch how a page of print lies; an empty page lies upright."""
    ys, xs = _sample(_letters(sketch))
    if len(ys) < LITTLE:
        return Pose(0, 0.0)
    level, level_sharpness = _lines(xs, ys)
    plumb, plumb_sharpness = _lines(ys, -xs)  # as the page would look after a quarter turn anticlockwise
    lying = plumb_sharpness > level_sharpness
    skew = plumb if lying else level
    rising = _rising(*((ys, -xs) if lying else (xs, ys)), skew)
    turns = (1 if rising > 0 else 3) if lying else (2 if rising > 0 else 0)
    return Pose(turns, skew)


def slope_of(ink: Mask) -> float:
    """Return by how many degrees a line of print falls to the right; 0 of too little print."""
    ys, xs = _sample(ink)
    return _lines(xs, ys)[0] if len(ys) >= LITTLE else 0.0


def _letters(ink: Mask) -> Mask:
    """Return what of the ink may be letters: no shadows at the edges, no strokes longer than a letter."""
    down, across = (round(side * _MARGIN) for side in ink.shape)
    inner = ink[down : ink.shape[0] - down, across : ink.shape[1] - across]
    return inner & ~_long_strokes(inner) & ~_long_strokes(np.ascontiguousarray(inner.T)).T


def _long_strokes(ink: Mask) -> Mask:
    """Return the ink that stands in level strokes of more than `_STROKE` pixels."""
    if ink.shape[1] <= _STROKE:
        return np.zeros_like(ink)
    begins = _windows(np.logical_and, ink)
    return _windows(np.logical_or, np.pad(begins, ((0, 0), (_STROKE - 1, _STROKE - 1))))


def _windows(join: np.ufunc, mask: Mask) -> Mask:
    """Join the pixels of each level window of `_STROKE`: pairs, pairs of pairs, and so on."""
    length = 1
    while length < _STROKE:
        step = min(length, _STROKE - length)
        mask = join(mask[:, :-step], mask[:, step:])
        length += step
    return mask


def _sample(ink: Mask) -> tuple[Points, Points]:
    """Return the places of the ink, rows and columns; not all of a black page's."""
    at = np.flatnonzero(ink)
    if len(at) > MANY:
        at = at[:: -(-len(at) // MANY)]
    rows, columns = np.divmod(at, ink.shape[1])
    return rows.astype(np.float32), columns.astype(np.float32)


def _lines(xs: Points, ys: Points) -> tuple[float, float]:
    """Return by how many degrees lines of print fall to the right, and how sharply they show."""
    coarse = np.arange(-MOST, MOST + _COARSE / 2, _COARSE)
    best = max(coarse, key=lambda angle: _sharpness(_profile(xs, ys, angle)))
    fine = best + np.arange(-_COARSE, _COARSE + _FINE / 2, _FINE)
    best = max(fine, key=lambda angle: _sharpness(_profile(xs, ys, angle)))
    return float(best), _sharpness(_profile(xs, ys, best))


def _profile(xs: Points, ys: Points, angle: float) -> npt.NDArray[np.float64]:
    """Return how much ink lies in each row of the page turned back by an angle."""
    rows = ys - xs * np.float32(np.tan(np.radians(angle)))
    return np.bincount((rows - rows.min()).astype(np.int32)).astype(np.float64)


def _sharpness(profile: npt.NDArray[np.float64]) -> float:
    """Return how much the ink of neighbouring rows differs: most where rows run along lines of print."""
    return float(np.sum(np.diff(profile) ** 2))


def _rising(xs: Points, ys: Points, angle: float) -> float:
    """Tell print that stands on its head: positive there, up to 1; negative where it is upright.

    More letters reach above their line (b, d, capitals) than below it (g, p). Going down a page, the ink
    therefore grows in two small steps and ends in a large one, at the baseline.
    """
    steps = np.diff(_profile(xs, ys, angle))
    squares = steps**2
    total = np.sum(squares)
    return float(np.sum(np.sign(steps) * squares) / total) if total else 0.0
