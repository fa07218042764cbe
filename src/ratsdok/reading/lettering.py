"""One line of print or stamp alone: the letters that touch a line, whole, and nothing else."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from ratsdok.reading.picture import Grey, Mask, ink_of
from ratsdok.reading.upright import slope_of

CORE = 0.3
"""Half the height of the band that every letter of a line touches, in heights of the line."""

_ROUNDS = 2  # the second follows the tilt that the letters of the first show
_HALO = 2  # pixels of blurred edge round the ink that go with it


def alone(part: Grey, middle: float, height: float) -> tuple[Grey, float] | None:
    """Return a part of a page with nothing but one line's letters on it.

    Args:
        part: the line with some room above and below it.
        middle: of the line, in pixels from the part's top edge.
        height: of the line, in pixels.

    Returns:
        The part, and by how many degrees its letters fall to the right; None where there is no ink.
    """
    ink = ink_of(part)
    rows, columns = np.indices(ink.shape)
    across = columns - ink.shape[1] / 2
    tilt = 0.0
    letters = np.zeros_like(ink)
    for _ in range(_ROUNDS):
        level = rows - np.tan(np.radians(tilt)) * across
        letters = _grown(ink & (np.abs(level - middle) < CORE * height), ink, round(height))
        if not letters.any():
            return None
        tilt = slope_of(letters)
        middle = float(np.median((rows - np.tan(np.radians(tilt)) * across)[letters]))
    paper = np.uint8(np.percentile(part, 80))
    return np.where(_grown(letters, np.ones_like(ink), _HALO), part, paper), tilt


def _grown(seed: Mask, within: Mask, steps: int) -> Mask:
    """Return a mask grown by some pixels to all sides, but only within another one."""
    grown: npt.NDArray[np.bool_] = seed
    for _ in range(steps):
        wide = grown.copy()
        wide[1:] |= grown[:-1]
        wide[:-1] |= grown[1:]
        tall = wide.copy()
        tall[:, 1:] |= wide[:, :-1]
        tall[:, :-1] |= wide[:, 1:]
        tall &= within
        if np.array_equal(tall, grown):
            break
        grown = tall
    return grown
