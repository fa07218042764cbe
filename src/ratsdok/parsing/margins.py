"""Page marks: a page's number, alone in the margin at its top or bottom.

A mark is told by what it says (`-2-`, `Seite 1 von 2`), and where a scan has left too little of that, by
where it stands: few characters in the middle of the paper, in its outermost strip, apart from the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from ratsdok.page import Box, Page

_MARK = re.compile(
    r"^(?:[-–—•]\s*\d{1,2}\s*[-–—]?|\d{1,2}\s*[-–—])$"
    r"|^\W{0,2}S[eco]\w{1,2}[ec]\W{0,2}[\dIl|]{1,2}\W{0,2}(?:v\w{1,2}|/)\W{0,2}[\dIl|]{1,3}\W{0,2}$"
)
# As scans leave it: a dash on one side at least, or what became of it. A label has a full stop or a bracket.
_DAMAGED = re.compile(
    r"^(?:[-–—•~_=]\W{0,2}[\dIlO|]{1,2}\s?[^\w\s.)]{0,2}|[^\w\s]{0,2}\s?[\dIlO|]{1,2}\s?[-–—~_=]\W{0,2})$"
)
_WORD = re.compile(r"[^\W\d_]{4}")  # *Anlage* is no mark, wherever it stands
_STRIP = 0.08  # of the page's height
_CENTRED = 0.06  # of the page's width, how far a mark's middle may lie beside the page's
_MOST_CHARACTERS = 6
_APART = 1.3  # line pitches to the next line
_LEAST_STEP = 0.6  # line heights between two lines; what is nearer stands side by side


def is_mark(text: str) -> bool:
    """Tell whether a line can be nothing but a page mark, wherever it stands.

    >>> is_mark("- 2 -"), is_mark("Seite1 von 2"), is_mark("2.")
    (True, True, False)
    """
    return bool(_MARK.match(text))


def marks_of(page: Page) -> frozenset[int]:
    """Return the indices of a page's lines that are page marks by where they stand."""
    filled = [index for index, line in enumerate(page.lines) if line.text.strip()]
    if not page.has_geometry:
        outermost = (filled[0], filled[-1]) if filled else ()
        return frozenset(index for index in outermost if _DAMAGED.match(page.lines[index].text.strip()))
    placed = [(index, box) for index in filled if (box := page.lines[index].box)]
    placed.sort(key=lambda each: each[1].middle)
    pitch = _pitch([box for _, box in placed])
    return frozenset((*_outermost(page, placed, pitch), *_outermost(page, placed[::-1], pitch)))


def _outermost(page: Page, placed: Sequence[tuple[int, Box]], pitch: float) -> Iterator[int]:
    """Yield the first of the lines from an edge inwards if it is a mark; specks do not count."""
    words = [(i, box) for i, box in placed if any(c.isalnum() for c in page.lines[i].text)]
    if not words:
        return
    index, box = words[0]
    text = page.lines[index].text.strip()
    in_strip = not _STRIP * page.height < box.middle < (1 - _STRIP) * page.height
    apart = all(abs(other.middle - box.middle) > _APART * pitch for _, other in words[1:2])
    centred = abs((box.x0 + box.x1) / 2 - page.width / 2) < _CENTRED * page.width
    short = len("".join(text.split())) <= _MOST_CHARACTERS and not _WORD.search(text)
    if in_strip and apart and ((short and centred) or _DAMAGED.match(text)):
        yield index


def _pitch(boxes: Sequence[Box]) -> float:
    """Return the usual distance from one line to the next, in points."""
    least = _LEAST_STEP * median([box.height for box in boxes]) if boxes else 0.0
    steps = [step for a, b in pairwise(boxes) if (step := b.middle - a.middle) > least]
    return median(steps) if steps else 12.0
