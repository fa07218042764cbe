"""Drawn strokes -> squares to tick, and the rulings of tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from enum import Enum
from itertools import pairwise, permutations
from typing import NamedTuple

from ratsdok.page import Box, CheckBox
from ratsdok.reading.words import Characters

SMALLEST, LARGEST = 5.0, 16.0
"""Side of a square to tick, in points: from the height of small print to that of a line."""

THIN = 2.5
"""A filled rectangle up to this many points wide is a ruling: so do word processors draw borders."""

MAX_STROKES = 200
"""Short strokes of a page from which squares are put together: four a box; a drawing has more."""

_TOUCHING = 1.5  # points between ends of lines that are meant to meet
_INNER = 0.25  # share of a square's side that a mark in it reaches beyond

# What is printed to tick a box; fonts of symbols put theirs into the private use area.
_MARKS = frozenset("xX✓✔✗✘×☒☑●•■+") | {chr(code) for code in range(0xF000, 0xF100)}


class Form(Enum):
    """What a shape is, as far as letters need it."""

    LINE = "straight line"
    FRAME = "outline of a rectangle"
    AREA = "anything else"


class Shape(NamedTuple):
    """A drawn shape with its box in points as shown."""

    form: Form
    box: Box


def shapes_of_path(points: Sequence[tuple[float, float]], *, stroked: bool, curved: bool) -> list[Shape]:
    """Return the shapes of a path drawn without lifting the pen.

    Args:
        points: corners, in points as shown.
        stroked: its outline is drawn; otherwise it is only filled.
        curved: some part is no straight line.
    """
    box = _around(points)
    if min(box.x1 - box.x0, box.height) <= THIN and not curved:
        return [Shape(Form.LINE, box)]
    if not stroked or curved:
        return [Shape(Form.AREA, box)]
    sides = [_around(side) for side in pairwise(points)]
    if len(sides) in (3, 4) and all(min(side.x1 - side.x0, side.height) < 0.5 for side in sides):
        return [Shape(Form.FRAME, box)]
    return [Shape(Form.LINE, side) for side in sides]


def _around(points: Sequence[tuple[float, float]]) -> Box:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return Box(min(xs), min(ys), max(xs), max(ys))


def rulings(shapes: Iterable[Shape]) -> list[Box]:
    """Return the level and plumb lines that are longer than a check box's side, as boxes."""
    found: list[Box] = []
    for form, box in shapes:
        if form is Form.LINE:
            found.append(box)
        elif form is Form.FRAME:
            found += _sides(box)
    return [box for box in found if _is_straight(box) and _length(box) > LARGEST]


def _sides(box: Box) -> tuple[Box, Box, Box, Box]:
    return (
        Box(box.x0, box.top, box.x1, box.top),
        Box(box.x0, box.bottom, box.x1, box.bottom),
        Box(box.x0, box.top, box.x0, box.bottom),
        Box(box.x1, box.top, box.x1, box.bottom),
    )


def _is_straight(box: Box) -> bool:
    return min(box.x1 - box.x0, box.height) <= THIN


def _length(box: Box) -> float:
    return max(box.x1 - box.x0, box.height)


def is_level(box: Box) -> bool:
    """Tell a level ruling from a plumb one."""
    return box.x1 - box.x0 >= box.height


def check_boxes(shapes: Sequence[Shape], characters: Characters) -> tuple[CheckBox, ...]:
    """Find the squares to tick.

    A square with other characters than a mark in it is none (a numbered field), nor are squares side by side
    (a comb for single letters).
    """
    squares = [box for box in _squares(shapes) if _is_square(box)]
    alone: list[CheckBox] = []
    for square in _once(squares):
        if any(_touch(square, other) for other in squares if not _nearly(square, other)):
            continue
        printed = _printed_in(square, characters)
        if printed <= _MARKS:
            drawn = any(_is_mark(shape, square) for shape in shapes)
            alone.append(CheckBox(square, bool(printed) or drawn))
    return tuple(alone)


def _squares(shapes: Sequence[Shape]) -> Iterator[Box]:
    """Yield what may be a square: frames, and places that four single lines enclose."""
    short = []
    for form, box in shapes:
        if form is Form.FRAME:
            yield box
        elif form is Form.LINE and _is_straight(box) and SMALLEST <= _length(box) <= LARGEST + THIN:
            short.append(box)
    if len(short) > MAX_STROKES:
        return
    level = [box for box in short if is_level(box)]
    plumb = [box for box in short if not is_level(box)]
    for upper, lower in permutations(level, 2):
        if abs(upper.x0 - lower.x0) <= _TOUCHING and lower.top > upper.top:
            square = upper.union(lower)
            if _is_square(square) and _encloses(square, plumb):
                yield square


def _encloses(square: Box, plumb: list[Box]) -> bool:
    left, right = _sides(square)[2:]
    return any(_nearly(line, left) for line in plumb) and any(_nearly(line, right) for line in plumb)


def _nearly(one: Box, other: Box) -> bool:
    return all(abs(a - b) <= _TOUCHING for a, b in zip(one, other, strict=True))


def _is_square(box: Box) -> bool:
    width, height = box.x1 - box.x0, box.height
    return min(width, height) >= SMALLEST and max(width, height) <= min(LARGEST, 1.2 * min(width, height))


def _once(squares: list[Box]) -> list[Box]:
    kept: list[Box] = []
    for square in squares:
        if not any(_nearly(square, other) for other in kept):
            kept.append(square)
    return kept


def _touch(one: Box, other: Box) -> bool:
    return (
        max(one.x0, other.x0) - min(one.x1, other.x1) <= _TOUCHING
        and max(one.top, other.top) - min(one.bottom, other.bottom) <= _TOUCHING
    )


def _printed_in(square: Box, characters: Characters) -> set[str]:
    text, x0, top, x1, bottom = characters
    across, down = (x0 + x1) / 2, (top + bottom) / 2
    inside = (square.x0 < across) & (across < square.x1) & (square.top < down) & (down < square.bottom)
    return {text[at] for at in inside.nonzero()[0] if not text[at].isspace()}


def _is_mark(shape: Shape, square: Box) -> bool:
    """Tell a stroke through the middle of a square from its own border and from what crosses the page."""
    box = shape.box
    inset = _INNER * square.height
    reaches_in = (
        box.x0 < square.x1 - inset
        and box.x1 > square.x0 + inset
        and box.top < square.bottom - inset
        and box.bottom > square.top + inset
    )
    fits = _length(box) <= 1.5 * square.height
    return reaches_in and fits and not (shape.form is Form.FRAME and _nearly(box, square))
