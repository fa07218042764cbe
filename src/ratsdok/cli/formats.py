"""Records -> the text that `ratsdok parse` writes, piece by piece as letters come."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ratsdok.letter import Letter

_WIDEST = 110
"""Columns; longer lines are hard to read, however wide the terminal."""

_PLAIN_WIDTH = 100
"""Columns where there is no terminal to fit into."""


class Format(StrEnum):
    """How records are written."""

    JSON = "json"
    JSONL = "jsonl"
    TEXT = "text"


def json_object(letters: Iterable[Letter], evidence: bool) -> Iterator[str]:
    """Write the letter as an object."""
    for letter in letters:
        yield letter.to_json(evidence=evidence) + "\n"


def json_array(letters: Iterable[Letter], evidence: bool) -> Iterator[str]:
    """Write the letters as an array; no letter, no array."""
    before = "[\n"
    for letter in letters:
        yield before + letter.to_json(evidence=evidence)
        before = ",\n"
    if before != "[\n":
        yield "\n]\n"


def json_lines(letters: Iterable[Letter], evidence: bool) -> Iterator[str]:
    """Write a line a letter."""
    from ratsdok.records import json_line  # noqa: PLC0415 - takes time that --help should not

    for letter in letters:
        yield json_line(letter, evidence=evidence)


def text(letters: Iterable[Letter], evidence: bool, *, on_terminal: bool) -> Iterator[str]:
    """Write a summary of each letter, and of several an overview at the end.

    Args:
        letters: the letters.
        evidence: False leaves out how sure uncertain values are.
        on_terminal: fit the lines to the terminal, and colour them unless NO_COLOR is set.
    """
    from ratsdok.cli.summary import overview, summary  # noqa: PLC0415 - rich takes time to import

    width, colour = look(on_terminal)
    seen: list[Letter] = []
    for letter in letters:
        yield summary(letter, width=width, colour=colour, evidence=evidence) + "\n"
        seen.append(letter.model_copy(update={"evidence": {}}))
    if len(seen) > 1:
        yield overview(seen, width=width, colour=colour)


def look(on_terminal: bool) -> tuple[int, bool]:
    """Return how wide a summary is, in columns, and whether it has colours (never with NO_COLOR set)."""
    if not on_terminal:
        return _PLAIN_WIDTH, False
    colour = not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return min(shutil.get_terminal_size().columns, _WIDEST), colour


def writer(
    format_: Format, *, single: bool, on_terminal: bool
) -> Callable[[Iterable[Letter], bool], Iterator[str]]:
    """Return what writes letters in a format.

    Args:
        format_: the format.
        single: JSON is an object, not an array.
        on_terminal: the text is read by a person at a terminal.
    """
    if format_ is Format.TEXT:
        return lambda letters, evidence: text(letters, evidence, on_terminal=on_terminal)
    if format_ is Format.JSONL:
        return json_lines
    return json_object if single else json_array
