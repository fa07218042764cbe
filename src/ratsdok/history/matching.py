"""Which points of a letter are which points of the letters before.

Letters quote a resolution anew, typed or scanned: the same point comes with other errors of recognition, with
another number, shortened, or not at all. Its text decides; its number says how alike texts have to be.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from rapidfuzz.distance import Indel

from ratsdok.history.account import Quoted

ALIKE = 0.62
"""Likeness from which two texts with the same number are the same point; see `likeness`."""

_ALIKE_RENUMBERED = 0.88
"""The same for different numbers: neighbours that differ by a street's name alone come up to 0.83."""

_SAME_NUMBER = 0.1  # what an equal number is worth beside the texts
_SHORTENED = 24  # characters: a shorter text is no sign of a point that is quoted in part
REWORDED_BELOW = 0.9
"""Likeness below which a wording was changed; recognition alone garbles less."""

_NOT_READ = re.compile(r"[\W_]+")


class Match(NamedTuple):
    """A point of a letter, and the point before that it is.

    Attributes:
        before: place among the points before.
        after: place among those of the letter.
        likeness: of their texts, 0 to 1.
    """

    before: int
    after: int
    likeness: float


@dataclass(slots=True)
class Known:
    """A point as letters quoted it so far.

    Attributes:
        label: in the last of them.
        labels: all that it had.
        texts: normal ones, all there were.
    """

    label: str | None = None
    labels: set[str | None] = field(default_factory=set)
    texts: list[str] = field(default_factory=list)

    def add(self, point: Quoted) -> None:
        """Remember one more quotation."""
        self.label = point.label
        self.labels.add(point.label)
        if (text := normal(point.text)) not in self.texts:
            self.texts.append(text)


def normal(text: str) -> str:
    """Return a text's letters and digits alone, in small letters and without marks over them."""
    plain = text.casefold()
    return _NOT_READ.sub("", plain if plain.isascii() else unicodedata.normalize("NFKD", plain))


def likeness(one: str, other: str) -> float:
    """Return how alike two normal texts are, from 0 to 1.

    What one has and the other lacks counts against it, unless one is the beginning of the other: then it was
    shortened, or its end was lost.
    """
    if one == other:
        return 1.0
    whole = Indel.normalized_similarity(one, other)
    short, long = sorted((one, other), key=len)
    if whole > REWORDED_BELOW or len(short) < _SHORTENED:
        return whole
    begun = Indel.normalized_similarity(short, long[: len(short)])
    return max(whole, 0.95 * begun)


def matches(before: Sequence[Known], after: Sequence[Quoted]) -> list[Match]:
    """Return which points of a letter are which points before, each at most once, the most alike first.

    Args:
        before: points so far.
        after: those of the next letter.
    """
    found = sorted(_candidates(before, after), key=lambda each: each[0], reverse=True)
    taken_before, taken_after = set[int](), set[int]()
    chosen = []
    for _, match in found:
        if match.before not in taken_before and match.after not in taken_after:
            taken_before.add(match.before)
            taken_after.add(match.after)
            chosen.append(match)
    return chosen


def _candidates(before: Sequence[Known], after: Sequence[Quoted]) -> Iterator[tuple[float, Match]]:
    """Yield pairs that are alike enough, with what speaks for them."""
    for place, point in enumerate(after):
        text = normal(point.text)
        for at, known in enumerate(before):
            alike = max((likeness(each, text) for each in known.texts), default=0.0)
            has_its_number = point.label in known.labels
            if alike >= (ALIKE if has_its_number else _ALIKE_RENUMBERED):
                yield alike + _SAME_NUMBER * has_its_number, Match(at, place, alike)
