"""Characters with their places -> words.

A PDF says where each character stands, seldom where a word ends. A word ends at a blank, at a gap, and where
the baseline changes. Measures are relative to the height of the characters' loose boxes, which is about 1.15
times the font size.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise
from statistics import median
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from ratsdok.page import Box

WORD_GAP = 0.18
"""A gap in a word, beyond what its letters keep anyway, that ends it. A blank is 0.22 heights wide or more;
kerning moves letters by less than 0.1."""

NO_GAP = 0.07
"""A gap up to which a blank that the PDF does not hold is none (before a superscript, say)."""

OVERPRINT = 0.12
"""How far a letter printed twice, to look bold, is moved: less than the narrowest letter's width."""

LETTER_SPACING = 0.5
"""The widest gap between letters of a s p a c e d word; a wider one parts columns of a table."""

_BROKEN = 1.5
"""Characters of one baseline, with superscripts, are together less than this many times as high as one."""

LINE_END_HYPHEN = "\ufffe"
"""Stands in `Characters.text` for a hyphen that ends a line. PDFium puts it in the place of `-` and of a soft
hyphen, and does not tell which; both are printed the same."""

_RUN = re.compile(f"[^\\s{LINE_END_HYPHEN}]*{LINE_END_HYPHEN}|[^\\s{LINE_END_HYPHEN}]+")

# Without a meaning outside their own font: control characters, halves of characters, private use.
_MEANINGLESS = re.compile("[\x00-\x1f\x7f\ud800-\udfff\ue000-\uf8ff\uffff]+")

_SPELT_OUT = str.maketrans(
    {LINE_END_HYPHEN: "-", "ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
)


Column = npt.NDArray[np.float64]


class Characters(NamedTuple):
    """The characters of a page, one column a measure, in points from the top left corner.

    Attributes:
        text: as many characters as there are boxes, in the order of the file. A blank that is not in the
            file, but was put into a gap, has a box without width.
    """

    text: str
    x0: Column
    top: Column
    x1: Column
    bottom: Column

    def box(self, start: int, end: int) -> Box:
        """Return the smallest box that holds some characters."""
        return Box(
            float(min(self.x0[start:end])),
            float(min(self.top[start:end])),
            float(max(self.x1[start:end])),
            float(max(self.bottom[start:end])),
        )


class Piece(NamedTuple):
    """A word on its way into a line.

    Attributes:
        text: its characters.
        box: its place, in points.
        upright: False where it is printed sideways, askew or upside down.
        after_gap: whether only a gap, and no blank of the file, parts it from the piece before.
        confidence: how sure the characters are, 0 to 1; of a text layer's always 1.
    """

    text: str
    box: Box
    upright: bool = True
    after_gap: bool = False
    confidence: float = 1.0


def words_of(characters: Characters) -> list[Piece]:
    """Return the words of a page in the order of the file."""
    runs = [run.span() for run in _RUN.finditer(characters.text)]
    if not runs:
        return []
    put_in = (characters.x0 == characters.x1).tolist()  # blanks that the file does not hold
    pieces: list[Piece] = []
    last_end = 0
    for (start, end), box in zip(runs, _plain_boxes(characters, runs), strict=True):
        after_gap = start - last_end == 1 and put_in[last_end]
        parts = [(characters.text[start:end], box, True)] if box else _parts(characters, start, end)
        for text, place, upright in parts:
            if text := _composed(text):
                pieces.append(Piece(text, place, upright, after_gap))
                after_gap = False
        last_end = end
    return _joined(pieces)


def _composed(text: str) -> str:
    if text.isascii() and text.isprintable():
        return text
    return unicodedata.normalize("NFC", _MEANINGLESS.sub("", text.translate(_SPELT_OUT)))


def _plain_boxes(characters: Characters, runs: list[tuple[int, int]]) -> Iterator[Box | None]:
    """Yield the box of each run that is just a word, as nearly all are; None for those that need a look.

    Measured for the whole page at once: number by number would take longer than PDFium takes for the page.
    """
    starts, ends = np.array(runs).T
    top = _over(np.minimum, characters.top, starts, ends)
    bottom = _over(np.maximum, characters.bottom, starts, ends)
    height = (characters.bottom - characters.top)[starts]
    gaps = np.append(characters.x0[1:] - characters.x1[:-1], 0.0)
    widest = _over(np.maximum, gaps, starts, ends - 1)
    narrowest = _over(np.minimum, gaps, starts, ends - 1)
    even = (widest <= WORD_GAP * height) & (narrowest >= -OVERPRINT * height) | (ends - starts == 1)
    plain = even & (bottom - top <= _BROKEN * height)
    sides = (characters.x0[starts], top, characters.x1[ends - 1], bottom)
    boxes = np.stack(sides, axis=1).tolist()
    for is_plain, box in zip(plain.tolist(), boxes, strict=True):
        yield Box(*box) if is_plain else None


def _over(function: np.ufunc, column: Column, starts: npt.NDArray[Any], ends: npt.NDArray[Any]) -> Column:
    """Return the least or greatest number of each stretch of a column; for an empty one its next number."""
    edges = np.stack([starts, np.maximum(ends, starts + 1)], axis=1).ravel()
    stretches: Column = function.reduceat(np.append(column, column[-1]), edges)[::2]
    return stretches


def _parts(characters: Characters, start: int, end: int) -> list[tuple[str, Box, bool]]:
    """Return the words in characters without a blank, and whether each is upright."""
    height = float(characters.bottom[start] - characters.top[start])
    gaps = (characters.x0[start + 1 : end] - characters.x1[start : end - 1]).tolist()
    widest = max(median(gaps or [0.0]), 0.0) + WORD_GAP * height
    parts = list(_divided(characters, start, end, widest))
    first, last = parts[0][1], parts[-1][1]
    if 1 < len(parts) == end - start and (not level(first, last) or last.x0 < first.x0):
        # No letter stands on the right of the one before: the word is printed sideways, askew or upside down.
        return [(characters.text[start:end], characters.box(start, end), False)]
    return [(text, place, True) for text, place in parts]


def _divided(characters: Characters, start: int, end: int, widest: float) -> Iterator[tuple[str, Box]]:
    """Yield runs of characters without a gap beyond `widest` points, without a step, each character once."""
    text, place = "", characters.box(start, start + 1)
    last = place
    for at in range(start, end):
        letter, box = characters.text[at], characters.box(at, at + 1)
        if text and text[-1] == letter and same_place(box, last):
            continue
        gap = box.x0 - last.x1
        if text and (gap > widest or gap < -last.height / 2 or not level(last, box)):
            yield text, place
            text, place = "", box
        text, place, last = text + letter, place.union(box), box
    yield text, place


def level(one: Box, other: Box) -> bool:
    """Tell whether two boxes stand on one line: they share half of the lower one's height."""
    shared = min(one.bottom, other.bottom) - max(one.top, other.top)
    return shared * 2 >= min(one.height, other.height)


def same_place(one: Box, other: Box) -> bool:
    """Tell whether two equal texts are one, printed twice to look bold."""
    reach = OVERPRINT * max(one.height, other.height)
    return abs(one.x0 - other.x0) < reach and abs(one.top - other.top) < reach


def _joined(pieces: list[Piece]) -> list[Piece]:
    """Join what was parted at a gap that is none, and the letters of spaced words."""
    joined: list[Piece] = []
    pitch = 0.0  # gap between the letters of the spaced word that is being read, in points
    for at, piece in enumerate(pieces):
        if not piece.after_gap or not joined or not level(joined[-1].box, piece.box):
            joined.append(piece)
            pitch = 0.0
            continue
        last = joined[-1]
        gap = piece.box.x0 - last.box.x1
        pitch = pitch or _letter_pitch(pieces, at)
        if abs(gap) < NO_GAP * last.box.height or (pitch and 0 < gap < 1.6 * pitch):
            joined[-1] = Piece(last.text + piece.text, last.box.union(piece.box), True, last.after_gap)
        else:
            joined.append(piece)
    return joined


def _letter_pitch(pieces: list[Piece], at: int) -> float:
    """Return the usual gap of the single letters around a place in points, or 0 where none are.

    Four in a row make a spaced word; three may be initials or the labels of a drawing.
    """
    run = [pieces[at - 1]]
    for piece in pieces[at:]:
        if not piece.after_gap:
            break
        run.append(piece)
    letters = [piece for piece in run if len(piece.text) <= 2 and piece.text.isalpha()]
    if len(letters) < 4 or len(letters) < len(run) - 1:
        return 0.0
    pitch = median(after.box.x0 - before.box.x1 for before, after in pairwise(run))
    return pitch if pitch < LETTER_SPACING * run[0].box.height else 0.0
