"""JSONL: a record a line, as `ratsdok parse --format jsonl` writes it."""

from __future__ import annotations

from typing import BinaryIO

from ratsdok.exporting.material import Material
from ratsdok.records import json_line


def write(material: Material, stream: BinaryIO) -> int:
    """Write a line for each letter, and return how many there are."""
    count = 0
    for count, entry in enumerate(material.letters(evidence=True), 1):  # noqa: B007 - the last count is asked for
        stream.write(json_line(entry.letter, evidence=material.wishes.evidence).encode("utf-8"))
    return count
