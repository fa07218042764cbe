"""Where each value comes from, and how sure it is.

Confidence is no feeling: each rule's is the share of its values that were right on annotated letters,
smoothed, and kept in `models/confidence.json`, which `ratsdok train` makes anew. Rules that only scans call
for are measured on generated ones: `models/confidence-scans.json`, by `python -m bench.scans`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from functools import cache

from ratsdok.letter import Evidence
from ratsdok.model_files import model_path
from ratsdok.parsing.text import Row, Text

UNMEASURED = 0.5  # a rule that no annotated letter has put to the test


AGAIN = "-read-again"
"""Ends the names of rules whose value a second look has settled."""


class EvidenceBook:
    """Collects the evidence of one letter's values."""

    def __init__(self, text: Text) -> None:
        self._text = text
        self.entries: dict[str, Evidence] = {}

    def note(
        self, path: str, rows: Row | Iterable[Row], rule: str, *, confidence: float | None = None
    ) -> None:
        """Note the rows that a value was read from.

        The span is from the first to the last, whatever stands between; the boxes are the rows' own.

        Args:
            path: the value's path in the record, such as `points.2`.
            rows: where it stands.
            rule: what found it.
            confidence: its probability of being right; by default the rule's share of right values.
        """
        stretch = [rows] if isinstance(rows, Row) else list(rows)
        if stretch:
            span = stretch[0].start, stretch[-1].end
            self._enter(path, span, [(row.start, row.end) for row in stretch if row.text], rule, confidence)

    def note_span(
        self, path: str, start: int, end: int, rule: str, *, confidence: float | None = None
    ) -> None:
        """Note the characters `[start, end)` of the document's text that a value was read from."""
        self._enter(path, (start, end), [(start, end)], rule, confidence)

    def note_readings(self, path: str, readings: Sequence[str]) -> None:
        """Note what a second look at a value read, the winner first; nothing where there was no look."""
        if readings and path in self.entries:
            entry = self.entries[path]
            rule = f"{entry.rule}{AGAIN}"
            self.entries[path] = entry.model_copy(
                update={"readings": tuple(readings), "rule": rule, "confidence": confidence_of(path, rule)}
            )

    def _enter(
        self,
        path: str,
        span: tuple[int, int],
        parts: Sequence[tuple[int, int]],
        rule: str,
        confidence: float | None,
    ) -> None:
        """Enter a span, with the boxes of those parts of it that stand on the page where it starts."""
        page = self._text.page_of(span[0])
        boxes = [box for part in parts for box in self._text.shown_boxes(*part).get(page, ())]
        self.entries[path] = Evidence(
            raw=self._text.string[slice(*span)],
            page=page,
            boxes=tuple((round(b.x0, 1), round(b.top, 1), round(b.x1, 1), round(b.bottom, 1)) for b in boxes),
            span=span,
            confidence=confidence_of(path, rule) if confidence is None else confidence,
            rule=rule,
        )


def field_of(path: str) -> str:
    """Return the field of a path: `points.2` -> `points`."""
    return re.sub(r"\.\d+", "", path)


def confidence_of(path: str, rule: str) -> float:
    """Return the share of right values among those that a rule found for a field."""
    return _measured().get(f"{field_of(path)}:{rule}", UNMEASURED)


@cache
def _measured() -> dict[str, float]:
    again = {key: share for key, share in _shares("confidence-scans.json").items() if key.endswith(AGAIN)}
    return again | _shares("confidence.json")  # of the others real letters tell more than generated ones


def _shares(name: str) -> dict[str, float]:
    path = model_path(name)
    rules = json.loads(path.read_text("utf-8"))["rules"] if path.exists() else {}
    return {key: entry["confidence"] for key, entry in rules.items()}
