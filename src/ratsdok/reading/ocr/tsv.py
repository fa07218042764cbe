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


def tokens_of(tsv: str) -> Iterator[Token]:
    """Yield the words of a table, in its order.

    Raises:
        ValueError: the text is no such table.
    """
    for row in tsv.splitlines():
        cells = row.split("\t")
        if len(cells) != _COLUMNS:
            raise ValueError(f"a row with {len(cells)} columns")
        if cells[0] != _WORD_LEVEL or not cells[11].strip():
            continue
        left, top, width, height = map(int, cells[6:10])
        line = (int(cells[2]), int(cells[3]), int(cells[4]))
        confidence = max(float(cells[10]), 0.0) / 100
        yield Token(cells[11].strip(), left, top, left + width, top + height, confidence, line)
