"""Tesseract's table of what it read -> words with their places in the picture."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

_WORD_LEVEL = "5"
_COLUMNS = 12


class Token(NamedTuple):
    """A word that was recognised.

    Attributes:
        text: its characters.
        left: of its box, like the next three in pixels from the picture's top left corner.
        top: see `left`.
        right: see `left`.
        bottom: see `left`.
        confidence: Tesseract's own, 0 to 1.
        line: which of the picture's lines it stands in.
    """

    text: str
    left: int
    top: int
    right: int
    bottom: int
    confidence: float
    line: tuple[int, int, int]


def tokens_of(tsv: str, width: int, height: int) -> Iterator[Token]:
    """Yield the words of a table, in its order.

    Args:
        tsv: the table; of a picture without words it has a row, too.
        width: of the picture, in pixels.
        height: of the picture, in pixels.

    Raises:
        ValueError: the text is no such table.
    """
    if not tsv.strip():
        raise ValueError("no rows")
    for row in tsv.splitlines():
        cells = row.split("\t")
        if len(cells) != _COLUMNS:
            raise ValueError(f"a row with {len(cells)} columns")
        text = cells[11].strip()
        if cells[0] != _WORD_LEVEL or not text:
            continue
        left, top, across, down = map(int, cells[6:10])
        right, bottom = left + across, top + down
        if not (0 <= left <= right <= width and 0 <= top <= bottom <= height):
            raise ValueError("a word outside the picture")
        confidence = float(cells[10]) / 100
        if not 0 <= confidence <= 1:
            raise ValueError(f"a confidence of {confidence}")
        text.encode()  # raises what it should where there are halves of characters
        yield Token(text, left, top, right, bottom, confidence, (int(cells[2]), int(cells[3]), int(cells[4])))
