"""What of a page's words is its print: marks in the margin and stamps over the text are not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import chain

import numpy as np

from ratsdok.reading.glyphs import face_of
from ratsdok.reading.ocr.tsv import Token

LineKey = tuple[int, int, int]

MANY_WORDS = 4
"""Words of a line that begins at the text's margin; shorter ones may be centred or in a column."""

SHORT = 2
"""Characters of what a punch hole or an initial in the margin is read as, at most."""

DOUBTFUL = 0.6
"""Confidence below which a longer word in the margin is none either."""

OVERLAP = 0.25
"""Share of the smaller box that two words have in common only where one is printed over the other."""


def print_of(tokens: Sequence[Token]) -> tuple[list[Token], list[Token]]:
    """Part the words of a page's print from those that lie over or beside it.

    Returns:
        The print, and the rest.
    """
    lines: dict[LineKey, list[Token]] = defaultdict(list)
    for token in tokens:
        lines[token.line].append(token)
    strange = {*_in_the_margin(lines), *_over_print(tokens, lines)}
    return [token for token in tokens if token not in strange], list(strange)


def _in_the_margin(lines: Mapping[LineKey, Sequence[Token]]) -> list[Token]:
    """Return the first words of lines that stand left of the text's margin."""
    starts = sorted(line[0].left for line in lines.values() if len(line) >= MANY_WORDS)
    if len(starts) < MANY_WORDS:
        return []
    margin = starts[len(starts) // 4]
    found = []
    for line in lines.values():
        size = face_of(line)[-1].size
        for token in line[:-1] if len(line) > 1 else line:
            strange = len(token.text) <= SHORT or token.confidence < DOUBTFUL
            if token.right >= margin - size / 2 or not strange:
                break
            found.append(token)
    return found


def _over_print(tokens: Sequence[Token], lines: Mapping[LineKey, Sequence[Token]]) -> list[Token]:
    """Return the words that share their place with words of a line that says more, and their whole lines."""
    if not tokens:
        return []
    weights = {key: sum(len(token.text) * token.confidence for token in line) for key, line in lines.items()}
    boxes = np.array([token[1:5] for token in tokens], dtype=np.int32)
    left, top, right, bottom = boxes.T
    across = np.minimum(right[:, None], right) - np.maximum(left[:, None], left)
    down = np.minimum(bottom[:, None], bottom) - np.maximum(top[:, None], top)
    area = (right - left) * (bottom - top)
    common = np.clip(across, 0, None) * np.clip(down, 0, None)
    over = common > OVERLAP * np.minimum(area[:, None], area)
    beaten: dict[LineKey, set[Token]] = defaultdict(set)
    for one, other in zip(*np.nonzero(np.triu(over, 1)), strict=True):
        first, second = tokens[one], tokens[other]
        if first.line != second.line:
            loser = min(first, second, key=lambda token: weights[token.line])
            beaten[loser.line].add(loser)
    whole = [lines[key] if 2 * len(words) >= len(lines[key]) else words for key, words in beaten.items()]
    return list(chain.from_iterable(whole))
