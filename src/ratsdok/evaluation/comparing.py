"""When a value found is the value wanted.

Clean prose is compared with a text as OCR left it, therefore only letters and digits count; and since a
passage may rightly begin or end a word earlier, texts need not agree in every character.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import zip_longest
from typing import NamedTuple

from rapidfuzz.distance import Indel

from ratsdok.evaluation.corpus import AnnotatedLetter
from ratsdok.letter import Letter

_PAGE_MARK = re.compile(r"(?m)^\s*[-•]?\s*\d\s*-\s*$")  # -2-


def squeeze(text: str) -> str:
    """Return the letters and digits of a text in lower case, without page marks.

    >>> squeeze("Die „1. Rate“")
    'die1rate'
    """
    text = _PAGE_MARK.sub(" ", unicodedata.normalize("NFC", text))
    return "".join(c for c in text.lower() if c.isalnum())


class Sameness(NamedTuple):
    """How two texts are compared.

    Attributes:
        key: what of a text counts.
        at_least: the similarity of keys from which texts are the same; 1: they must be equal.
    """

    key: Callable[[str], str]
    at_least: float = 1.0

    def holds(self, one: str, other: str) -> bool:
        """Whether two texts are the same."""
        one, other = self.key(one), self.key(other)
        if one == other or self.at_least == 1 or not (one and other):
            return one == other
        return Indel.normalized_similarity(one, other) >= self.at_least


EXACT = Sameness(str)


class Value(NamedTuple):
    """A value as it is compared.

    Attributes:
        text: its characters.
        labels: the points it is about, in a fixed order; they must be the same.
        path: where it stands in the record; empty for an annotated one.
    """

    text: str
    labels: tuple[str | None, ...] = ()
    path: str = ""

    def __str__(self) -> str:
        """Return the value as misses show it."""
        labels = ", ".join(str(label) for label in self.labels)
        return f"[{labels}] {self.text}" if self.labels else self.text


class Verdict(NamedTuple):
    """What became of one value.

    Attributes:
        field: the field it belongs to.
        wanted: the annotated value, or None.
        found: the record's value, or None.
        right: whether the record's value is right.
    """

    field: str
    wanted: Value | None
    found: Value | None
    right: bool


@dataclass(frozen=True, slots=True)
class Field:
    """A field of the record that the annotation speaks of.

    Attributes:
        name: its name in tables.
        found: the values of a record.
        wanted: the values of an annotation.
        sameness: when two of them are the same.
    """

    name: str
    found: Callable[[Letter], Iterable[Value]]
    wanted: Callable[[AnnotatedLetter], Iterable[Value]]
    sameness: Sameness = EXACT

    def compare(self, letter: Letter | None, annotated: AnnotatedLetter) -> Iterator[Verdict]:
        """Yield a verdict on each value; what is left on both sides is set against each other."""
        left = list(self.found(letter)) if letter else []
        missed = []
        for wanted in self.wanted(annotated):
            hit = next((found for found in left if self._same(found, wanted)), None)
            if hit is None:
                missed.append(wanted)
            else:
                left.remove(hit)
                yield Verdict(self.name, wanted, hit, right=True)
        for other, spurious in zip_longest(missed, left):
            yield Verdict(self.name, other, spurious, right=False)

    def _same(self, found: Value, wanted: Value) -> bool:
        return found.labels == wanted.labels and self.sameness.holds(found.text, wanted.text)
