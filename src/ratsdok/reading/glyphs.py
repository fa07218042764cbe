"""Words as an OCR engine boxes them -> words as a font does.

An engine's box is as high as the letters of its word: `und` is lower than `Ab`. Lines are put together by
boxes that are as high as the font, so a word's font is told from its letters.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from statistics import median
from typing import NamedTuple

from ratsdok.page import Box
from ratsdok.reading.ocr.tsv import Token
from ratsdok.reading.words import Piece

X_HEIGHT, CAPITALS, DESCENT = 0.52, 0.73, 0.21
"""Heights above and depth below the baseline, in font sizes; text faces hardly differ."""

ABOVE, BELOW = 0.91, 0.24
"""What a loose box reaches above and below the baseline, in font sizes."""

_LOW = frozenset("acegmnopqrsuvwxyzµ.,:;-–_=~+…")
_DEEP = frozenset("gpqyjJ,;()[]{}/ß|$§Q@")
_LOWER = 0.3  # share of a line's letters that are in words of the usual height or lower
_LIKE = 0.7, 1.4  # a word's font size beside its line's; beyond, it is stamped or scribbled between
_ALIKE = 0.7
"""Share of a line's words, low ones among them, that have one height where the engine found none of its own
for each."""

WHOLE, BASE = 1.5, 0.3
"""Height of a box that the engine gives to every word of such a line, in font sizes, and the share of it that
lies below the baseline; measured on generated scans."""


_SECTION = re.compile(r"\$(?=\$?\d|$)")
"""A paragraph's sign as the engine reads it; dollars are not in German letters, let alone before a figure."""


class Face(NamedTuple):
    """The font of a word: its size and where its baseline is, in pixels."""

    size: float
    baseline: float


def pieces_of(tokens: Iterable[Token], dpi: float) -> list[Piece]:
    """Return recognised words as pieces of lines.

    Args:
        tokens: with places in pixels.
        dpi: of the picture.
    """
    lines: dict[tuple[int, int, int], list[Token]] = defaultdict(list)
    for token in tokens:
        lines[token.line].append(token)
    return [piece for line in lines.values() for piece in _line(line, 72 / dpi)]


def _line(tokens: Sequence[Token], scale: float) -> Iterator[Piece]:
    faces = face_of(tokens)
    usual = _usual_size(tokens, faces)
    fitting = [face for face in faces if _LIKE[0] < face.size / usual < _LIKE[1]]
    level = median(face.baseline for face in fitting)
    for at, (token, face) in enumerate(zip(tokens, faces, strict=True)):
        baseline = face.baseline if face in fitting else level
        following = tokens[at + 1].left if at + 1 < len(tokens) else token.right
        right = min(token.right, max(following, token.left + 1))  # a box that runs over the words behind it
        top, bottom = baseline - ABOVE * usual, baseline + BELOW * usual
        yield Piece(
            _SECTION.sub("§", token.text),
            Box(token.left * scale, top * scale, right * scale, bottom * scale),
            confidence=token.confidence,
        )


def _usual_size(tokens: Sequence[Token], faces: Sequence[Face]) -> float:
    """Return the size of a line's font: rather that of its lower words, since what is too high is damaged."""
    sizes = sorted((face.size, len(token.text)) for face, token in zip(faces, tokens, strict=True))
    reach = _LOWER * sum(letters for _, letters in sizes)
    for size, letters in sizes:
        reach -= letters
        if reach <= 0:
            return size
    return sizes[-1][0]


def face_of(line: Sequence[Token]) -> list[Face]:
    """Return the font of each word of a line, from the height of its letters."""
    high, many = Counter(token.bottom - token.top for token in line).most_common(1)[0]
    rows = [token for token in line if token.bottom - token.top == high]
    if many >= _ALIKE * len(line) and any(map(_is_low, rows)) and not all(map(_is_low, rows)):
        return [_face_of_row(token) if token in rows else _face_of_letters(token) for token in line]
    return [_face_of_letters(token) for token in line]


def _is_low(token: Token) -> bool:
    """Tell a word without letters that rise above the others."""
    return all(letter in _LOW for letter in token.text)


def _face_of_row(token: Token) -> Face:
    height = token.bottom - token.top
    return Face(height / WHOLE, token.bottom - BASE * height)


def _face_of_letters(token: Token) -> Face:
    above = X_HEIGHT if _is_low(token) else CAPITALS
    below = DESCENT if any(letter in _DEEP for letter in token.text) else 0.0
    size = max(token.bottom - token.top, 1) / (above + below)
    return Face(size, token.bottom - below * size)
