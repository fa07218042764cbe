"""Line breaking as an office's word processor does it: greedy, with German word division from a table.

The table (`breaks.txt`) lists the letters' long words with their divisions. Words that are written with a
hyphen may also end a line after it, where what follows begins with a capital: there, and only there, a
reader can tell the hyphen from a division.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

Measure = Callable[[str], float]

_LETTERS = re.compile(r"[A-Za-zÄÖÜäöüß]{7,}")
_PARTS = re.compile(r"\u00ad|(?<=[A-Za-zÄÖÜäöüß]-)(?=[A-ZÄÖÜ])")


class Broken(NamedTuple):
    """A line of a paragraph.

    Attributes:
        text: its characters.
        divided: whether it ends inside a word, with a hyphen that is not part of it.
    """

    text: str
    divided: bool = False


@cache
def divisions() -> dict[str, str]:
    """Return each listed word with soft hyphens where it may be divided."""
    words = Path(__file__).with_name("breaks.txt").read_text("utf-8").split()
    return {word.replace("-", ""): word.replace("-", "\u00ad") for word in words}


def parts(word: str) -> list[str]:
    """Return a word in the parts between which a line may end."""
    soft = _LETTERS.sub(lambda match: divisions().get(match.group(), match.group()), word)
    return _PARTS.split(soft)


def break_lines(text: str, width: float, measure: Measure, *, divide: bool = True) -> Iterator[Broken]:
    """Break a paragraph into lines.

    Args:
        text: words parted by blanks.
        width: of the column, in points.
        measure: gives a string's width in points.
        divide: whether words may be divided.

    Yields:
        The lines, none of them wider than the column unless a single part of a word is.
    """
    line = ""
    for word in text.split():
        longer = f"{line} {word}".strip()
        if measure(longer) <= width:
            line = longer
            continue
        head, rest = _divide(line, parts(word) if divide else [word], width, measure)
        if head:
            yield Broken(f"{line} {head}".strip(), divided=not _own_hyphen(head, rest))
        elif line:
            yield Broken(line)
        line = rest
    if line:
        yield Broken(line)


def _divide(line: str, pieces: list[str], width: float, measure: Measure) -> tuple[str, str]:
    """Return as much of a word as still fits the line, with its hyphen, and what is left of it."""
    for count in range(len(pieces) - 1, 0, -1):
        head = "".join(pieces[:count])
        head = head if head.endswith("-") else head + "-"
        if measure(f"{line} {head}".strip()) <= width:
            return head, "".join(pieces[count:])
    return "", "".join(pieces)


def _own_hyphen(head: str, rest: str) -> bool:
    return head.endswith("-") and rest[:1].isupper()
