"""Words as an OCR engine boxes them -> words as a font does.

An engine's box is as high as the letters of its word: `und` is lower than `Ab`. Lines are put together by
boxes that are as high as the font, so a word's font is told from its letters.
"""

from __future__ import annotations

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
_LIKE = 0.7, 1.4  # a word's font size beside its line's; beyond, it is stamped or scribbled between
_ALIKE = 0.7  # share of a line's words with one height: then the engine found no letters' heights in it


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
    usual = median(face.size for face, token in zip(faces, tokens, strict=True) for _ in token.text)
    for token, (size, baseline) in zip(tokens, faces, strict=True):
        font = usual if _LIKE[0] < size / usual < _LIKE[1] else size
        top, bottom = baseline - ABOVE * font, baseline + BELOW * font
        box = Box(token.left * scale, top * scale, token.right * scale, bottom * scale)
        yield Piece(token.text, box, confidence=token.confidence)


def face_of(line: Sequence[Token]) -> list[Face]:
    """Return the font of each word of a line, from the height of its letters."""
    (_, many) = Counter((token.top, token.bottom) for token in line).most_common(1)[0]
    if many >= 3 and many >= _ALIKE * len(line):
        return [_face(token, CAPITALS, DESCENT) for token in line]
    return [
        _face(
            token,
            X_HEIGHT if all(letter in _LOW for letter in token.text) else CAPITALS,
            DESCENT if any(letter in _DEEP for letter in token.text) else 0.0,
        )
        for token in line
    ]


def _face(token: Token, above: float, below: float) -> Face:
    size = max(token.bottom - token.top, 1) / (above + below)
    return Face(size, token.bottom - below * size)
