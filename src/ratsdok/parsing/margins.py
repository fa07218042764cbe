"""Page marks: a page's number, alone in the margin at its top or bottom.

A mark is told by what it says (`-2-`, `Seite 1 von 2`), and where a scan has left too little of that, by
where it stands: few characters in the middle of the paper, in its outermost strip, apart from the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median

from ratsdok.page import Box, Line, Page

_MARK = re.compile(
    r"^(?:[-–—•]\s*\d{1,2}\s*[-–—]?|\d{1,2}\s*[-–—])$"
    r"|^\W{0,2}S\w{2,4}\s*[\dIl|]{1,2}\s*(?:von|vom|/)\s*[\dIl|]{1,3}\W{0,2}$"
)
# As scans leave it: with a dash on one side at least, or whatever that became. A label has a full stop behind.
_DAMAGED = re.compile(
    r"^(?:[-–—•~_=]\W{0,2}[\dIlO|]{1,2}\s?[^\w\s.)]{0,2}|[^\w\s]{0,2}\s?[\dIlO|]{1,2}\s?[-–—~_=]\W{0,2})$"
)
_STRIP = 0.08  # of the page's height
_CENTRED = 0.06  # of the page's width that a mark's middle may lie beside the page's
_MOST_CHARACTERS = 6
_APART = 1.3  # line pitches to the next line; between two lines of text there is one


def is_mark(text: str) -> bool:
    """Tell whether a line is a page mark, wherever it stands.

    >>> is_mark("- 2 -"), is_mark("Seite1 von 2"), is_mark("2.")
    (True, True, False)
    """
    return bool(_MARK.match(text))


def marks_of(page: Page) -> frozenset[int]:
    """Return which of a page's lines, by their index, are page marks by their place as well as their words."""
    filled = [index for index, line in enumerate(page.lines) if line.text.strip()]
    if not page.has_geometry:
        ends = {filled[0], filled[-1]} if len(filled) > 1 else set(filled)
        return frozenset(index for index in ends if _DAMAGED.match(page.lines[index].text.strip()))
    placed = [(index, box) for index in filled if (box := page.lines[index].box)]
    pitch = _pitch([box for _, box in placed])
    return frozenset(_outermost(page, sorted(placed, key=_top), pitch)) | frozenset(
        _outermost(page, sorted(placed, key=_bottom, reverse=True), pitch)
    )


def _top(placed: tuple[int, Box]) -> float:
    return placed[1].top


def _bottom(placed: tuple[int, Box]) -> float:
    return placed[1].bottom


def _outermost(page: Page, placed: Sequence[tuple[int, Box]], pitch: float) -> Iterable[int]:
    """Yield the outermost line of those given from an edge inwards, if it is a mark; specks do not count."""
    words = [each for each in placed if any(c.isalnum() for c in page.lines[each[0]].text)]
    if not words:
        return
    (index, box), inner = words[0], words[1:2]
    short = len("".join(page.lines[index].text.split())) <= _MOST_CHARACTERS
    in_strip = box.middle < _STRIP * page.height or box.middle > (1 - _STRIP) * page.height
    centred = abs((box.x0 + box.x1) / 2 - page.width / 2) < _CENTRED * page.width
    apart = all(abs(other.middle - box.middle) > _APART * pitch for _, other in inner)
    if short and in_strip and centred and apart:
        yield index


def _pitch(boxes: Sequence[Box]) -> float:
    """Return the usual distance from one line to the next, in points."""
    middles = sorted(box.middle for box in boxes)
    steps = [b - a for a, b in pairwise(middles) if b - a > 1]
    return median(steps) if steps else 12.0


def has_mark(lines: Sequence[Line]) -> bool:
    return any(is_mark(line.text.strip()) for line in lines)
