"""Squares to tick in the picture of a page: where one stands, and whether something is drawn in it."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from ratsdok.page import Box, CheckBox
from ratsdok.reading.picture import Grey

SMALLEST, LARGEST = 6.0, 16.0
"""Side of a square to tick, in points."""

SEEN = 0.35
"""How dark each of the four sides must be at least, as a share of full black: thin lines of light scans."""

EMPTY, TICKED = 0.10, 0.18
"""How dark the middle of an empty square is at most, of a ticked one at least; between them it is unclear."""

_INSET = 0.26  # share of a square's side that its border, blurred, may reach inwards

Sums = npt.NDArray[np.float32]


def square_in(grey: Grey, dpi: float) -> CheckBox | None:
    """Find the square to tick in a small part of a page.

    Args:
        grey: that part, a few letters wide and high.
        dpi: its resolution.

    Returns:
        The square, its box in points from the part's top left corner; None where there is none.
    """
    dark = _darkness(grey)
    sums = np.pad(dark.cumsum(0).cumsum(1), ((1, 0), (1, 0))).astype(np.float32)
    best, found = SEEN, None
    for side in range(round(SMALLEST * dpi / 72), round(LARGEST * dpi / 72) + 1):
        if side >= min(dark.shape):
            break
        seen = _seen(sums, side, max(1, round(side / 12)))
        at = int(np.argmax(seen))
        row, column = divmod(at, seen.shape[1])
        # Of two squares seen alike the larger is the square's outer edge.
        if seen[row, column] >= best * 0.97:
            best, found = max(best, float(seen[row, column])), (row, column, side)
    if found is None:
        return None
    row, column, side = found
    scale = 72 / dpi
    box = Box(column * scale, row * scale, (column + side) * scale, (row + side) * scale)
    return CheckBox(box, _is_ticked(dark, row, column, side, best))


def _darkness(grey: Grey) -> npt.NDArray[np.float32]:
    """Return how dark each pixel is, from 0 for paper to 1 for the darkest ink here."""
    paper = np.percentile(grey, 75)
    black = min(float(np.percentile(grey, 2)), paper - 60)
    return np.clip((paper - grey.astype(np.float32)) / (paper - black), 0, 1)


def _seen(sums: Sums, side: int, thick: int) -> Sums:
    """Return for every place how dark the lightest side of a square there is, less what lies just inside."""
    height, width = sums.shape[0] - side, sums.shape[1] - side

    def mean(top: int, left: int, down: int, across: int) -> Sums:
        total: Sums = (
            sums[top + down : top + down + height, left + across : left + across + width]
            - sums[top : top + height, left + across : left + across + width]
            - sums[top + down : top + down + height, left : left + width]
            + sums[top : top + height, left : left + width]
        )
        return total / np.float32(down * across)

    far = side - thick
    # Each side by its thirds: of a letter the corners are light, or the middles.
    third = max(side // 3, 1)
    starts = (0, (side - third) // 2, side - third)
    level = [mean(row, at, thick, third) for row in (0, far) for at in starts]
    sides = level + [mean(at, column, third, thick) for column in (0, far) for at in starts]
    near = 2 * thick
    inner = side - 2 * near - 2 * thick
    if inner < 2:
        lightest: Sums = np.minimum.reduce(sides)
        return lightest
    begin, last = near, side - near - thick
    # The paper just inside each side, between the corners: letters that fill a square have none.
    insides = (
        mean(begin, begin + thick, thick, inner),
        mean(last, begin + thick, thick, inner),
        mean(begin + thick, begin, inner, thick),
        mean(begin + thick, last, inner, thick),
    )
    seen: Sums = np.minimum.reduce(sides) - np.float32(0.5) * np.minimum.reduce(insides)
    return seen


def _is_ticked(dark: npt.NDArray[np.float32], row: int, column: int, side: int, border: float) -> bool | None:
    inset = round(side * _INSET)
    middle = dark[row + inset : row + side - inset, column + inset : column + side - inset]
    if not middle.size:
        return None
    share = float(middle.mean()) / max(border, SEEN)
    return True if share >= TICKED else False if share <= EMPTY else None
