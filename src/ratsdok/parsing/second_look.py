"""A second look where the first reading left a doubt: the place is read again, and the readings vote.

A reading counts only as what the field may hold: a stamp's date, a paper's number. Readings that agree settle
it; where they do not, the value stays null.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from ratsdok.page import Box, CheckBox, Eyes, Page, around
from ratsdok.parsing.text import Row, Text

Value = TypeVar("Value")

ENOUGH = 2
"""Votes that settle a value, and by how many times it must lead."""

SURE = 0.85
"""Confidence of every word of a value, from which no second look is needed."""

STAMP = "0123456789.,- ADEFGIJKLMNOPRSTUVZÄabcdefgijklmnoprstuvzä"
"""What a date may be stamped or typed with."""

_STAMP_WIDTH = 13  # heights of the label before it that a date is wide, with room for a careless hand
_STAMP_ROOM = 1.5  # heights beside a date where a figure may have been missed
_BESIDE = 3.2  # heights: how far left of its word the square to tick may stand
_WIDENED = 0.5  # heights by which a row's place is widened


@dataclass(frozen=True, slots=True)
class Verdict(Generic[Value]):
    """What the readings of a place agree on.

    Attributes:
        value: the value, or None where they do not agree.
        readings: all of them, the one that won first.
        looked: whether there was anything to look at.
    """

    value: Value | None
    readings: tuple[str, ...] = ()
    looked: bool = False


def settled(
    first: str | None, texts: Iterable[str], read: Callable[[str], Value | None], *, hear: int = ENOUGH
) -> Verdict[Value]:
    """Let readings vote.

    Args:
        first: the first reading, one vote among the others; None where there was none.
        texts: further readings; no more of them are taken than it needs.
        read: gives the value of a reading, None where it is none.
        hear: readings that are heard at least.
    """
    readings: list[tuple[str, Value | None]] = [] if first is None else [(first, read(first))]
    looked = False
    for text in texts:
        looked = True
        readings.append((text, read(text)))
        if len(readings) >= hear and _winner(readings) is not None and _is_clear(readings):
            break
    value = _winner(readings)
    ordered = sorted(readings, key=lambda reading: reading[1] != value)
    return Verdict(value, tuple(text for text, _ in ordered), looked)


def _votes(readings: Sequence[tuple[str, Value | None]]) -> list[tuple[Value, int]]:
    return Counter(value for _, value in readings if value is not None).most_common(2)


def _winner(readings: Sequence[tuple[str, Value | None]]) -> Value | None:
    leaders = _votes(readings)
    if not leaders:
        return None
    (value, votes), *others = leaders
    return value if votes >= ENOUGH and all(votes >= ENOUGH * other for _, other in others) else None


def _is_clear(readings: Sequence[tuple[str, Value | None]]) -> bool:
    """Whether nothing spoke against the winner; otherwise every reading is heard."""
    return len(_votes(readings)) == 1


@dataclass(frozen=True, slots=True)
class SecondLook:
    """Looks at the pages of a text again.

    Attributes:
        text: the text.
        eyes: what looks; None where the pages have no pictures.
    """

    text: Text
    eyes: Eyes | None = field(default=None)

    def doubts(self, row: Row) -> bool:
        """Tell whether the engine was not sure of every word of a row; of a text layer's it always is."""
        return self.text.confidence(row.start, row.end) < SURE

    def readings(self, rows: Sequence[Row]) -> Iterable[str]:
        """Yield what stands in a row, or in rows side by side, read again in several ways."""
        for row in rows:
            page, box = self._place(row)
            if self.eyes and page and box:
                wide = _WIDENED * box.height
                yield from self.eyes.readings(page, Box(box.x0 - wide, box.top, box.x1 + wide, box.bottom))

    def stamps(self, label: Row, found: Row) -> Iterable[str]:
        """Yield what is stamped or typed behind the label of a date line, read in several ways.

        Args:
            label: the label.
            found: where a date, its remains or the label itself was read; a date may stand below its label.
        """
        page, box = self._place(label)
        if not self.eyes or not page or not box:
            return
        zone = Box(box.x1, box.top, box.x1 + _STAMP_WIDTH * box.height, box.bottom)
        _, place = self._place(found)
        if found.page == label.page and place and place.top > box.middle:
            wide = _STAMP_ROOM * place.height
            zone = Box(place.x0 - wide, place.top, place.x1 + wide, place.bottom)
        zone = Box(max(0, zone.x0), zone.top, min(page.width, zone.x1), zone.bottom)
        yield from self.eyes.readings(page, zone, STAMP)

    def square(self, word: Row) -> CheckBox | None:
        """Return the square to tick before a word; None where none is seen."""
        page, box = self._place(word)
        if not self.eyes or not page or not box:
            return None
        rise = 0.35 * box.height
        return self.eyes.square(
            page, Box(box.x0 - _BESIDE * box.height, box.top - rise, box.x0 - 1, box.bottom + rise)
        )

    def _place(self, row: Row) -> tuple[Page | None, Box | None]:
        page = next((page for page in self.text.pages if page.number == row.page), None)
        return page, around(self.text.boxes(row.start, row.end).get(row.page, ()))
