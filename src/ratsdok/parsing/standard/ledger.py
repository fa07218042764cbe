"""The values of a standard letter as they come, each with its place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Any

from ratsdok.form import wording
from ratsdok.parsing.evidence import EvidenceBook
from ratsdok.parsing.findings import Doubt
from ratsdok.parsing.text import Row, StyledText, Text

Take = Callable[[StyledText], None]

RULE = "standard-form"
AS_PRINTED = 0.99
"""How sure a value is that says itself what it is: round trips of random letters find none that is wrong, but
what somebody changed by hand may be mistyped."""

_SHOWN = 60  # characters of a text that a finding quotes


class Ledger:
    """Collects a record's values.

    Attributes:
        book: the evidence so far.
        doubts: what the record will not show.
        values: single values, by their names.
        lists: lists of values, by their names.
    """

    def __init__(self, text: Text, doubts: Sequence[Doubt]) -> None:
        self.book = EvidenceBook(text)
        self.doubts = list(doubts)
        self.values: dict[str, Any] = {}
        self.lists: dict[str, list[Any]] = defaultdict(list)

    def set(self, path: str, value: Any, paragraph: StyledText) -> None:
        """Enter a value; none where there is nothing, or a place that is still to be filled in."""
        if value is not None and not (isinstance(value, str) and self.is_place(value, path)):
            self.values[path] = value
            self.note(path, paragraph)

    def add(self, path: str, value: Any, paragraph: StyledText) -> None:
        """Enter a value at the end of a list."""
        self.note(f"{path}.{len(self.lists[path])}", paragraph)
        self.lists[path].append(value)

    def note(
        self, path: str, paragraph: StyledText, words: str = "", *, confidence: float = AS_PRINTED
    ) -> None:
        """Note where a value stands: at its words where they are on one line, else in the whole paragraph."""
        rows = _rows_with(words, paragraph.rows)
        if rows:
            self.book.note(path, rows, RULE, confidence=confidence)

    def is_place(self, text: str, path: str) -> bool:
        """Tell whether a value is still to be filled in, and remark on it."""
        if not wording.is_place(text):
            return False
        message = f"Noch nicht ausgefüllt: {wording.title_of(text)}."
        self.doubts.append(Doubt("place-unfilled", message, path))
        return True

    def remark_unassigned(self, paragraph: StyledText) -> None:
        """Remark on words that stand in no part of the letter."""
        message = f"Text ohne Zuordnung: „{paragraph.text.strip()[:_SHOWN]}“."
        self.doubts.append(Doubt("text-unassigned", message, severity="info"))

    def record(self) -> dict[str, Any]:
        """Return all values for the record."""
        return {**self.values, **{name: tuple(values) for name, values in self.lists.items()}}


def _rows_with(words: str, rows: Sequence[Row]) -> Sequence[Row]:
    for row in rows if words else ():
        at = row.text.find(words)
        if at >= 0:
            return [row.cut(at, at + len(words))]
    return rows
