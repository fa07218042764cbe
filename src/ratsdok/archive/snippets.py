"""What of a passage is shown: the words around what was sought, which is marked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from ratsdok.archive.folding import folded, origins

WIDTH = 160
"""Characters of a snippet, about."""

_GAP = " … "
_NO_GAP = 12  # characters that are shown rather than left out

Span = tuple[int, int]
"""From where, to before where."""


class Mark(NamedTuple):
    """A place in a text where something sought stands: from where, to before where, and what of it all."""

    start: int
    end: int
    sought: int


def marks_in(text: str, sought: Sequence[Iterable[str]]) -> list[Mark]:
    """Return where in a text something sought stands.

    Args:
        text: as it stands in the letter.
        sought: pieces of folded text, of each term one of which is enough; their blanks are not marked.
    """
    searched, came_from = folded(text), origins(text)
    found = set()
    for number, pieces in enumerate(sought):
        for piece in pieces:
            bare = piece.strip()
            for at in _places(searched, piece):
                first = at + piece.index(bare)
                last = first + len(bare) - 1
                found.add(Mark(came_from[first][0], came_from[last][1], number))
    return sorted(found)


def snippet(text: str, marks: Sequence[Mark], width: int = WIDTH) -> tuple[str, tuple[Span, ...]]:
    """Return a text cut at words to what is around its marks, and where in that the marks are.

    Shown is the stretch with the most of what was sought; what does not stand there has a stretch of its own.

    Args:
        text: as it stands in the letter.
        marks: in it.
        width: how many characters to show, about.
    """
    if len(text) <= width:
        return text, _merged((mark.start, mark.end) for mark in marks)
    stretches = [_stretch(text, marks, width)]
    if missed := _outside(marks, stretches[0]):
        stretches = [_stretch(text, marks, width // 2), _stretch(text, missed, width // 2)]
    shown, spans = "", []
    for start, end in _merged(stretches, _NO_GAP):
        shown += _GAP if shown else _GAP.lstrip() if start else ""
        spans += [
            (max(mark.start, start) - start + len(shown), min(mark.end, end) - start + len(shown))
            for mark in marks
            if mark.start < end and mark.end > start
        ]
        shown += text[start:end]
    return shown + (_GAP.rstrip() if end < len(text) else ""), _merged(spans)


def _places(text: str, piece: str) -> Iterator[int]:
    at = text.find(piece)
    while at >= 0:
        yield at
        at = text.find(piece, at + 1)


def _stretch(text: str, marks: Sequence[Mark], width: int) -> Span:
    """Return the first stretch of a text that holds as much as any of what was sought."""

    def told(start: int) -> int:
        return len(
            {mark.sought for mark in marks if start <= mark.start and mark.end <= start + width * 2 // 3}
        )

    first = max(marks, key=lambda mark: told(mark.start), default=Mark(0, 0, 0))
    start = min(max(0, first.start - width // 3), max(0, len(text) - width))
    start = _word_begins(text, start, first.start)
    return start, _word_ends(text, start + width, first.end)


def _outside(marks: Sequence[Mark], stretch: Span) -> list[Mark]:
    """Return the marks of what does not stand in a stretch at all."""
    start, end = stretch
    inside = {mark.sought for mark in marks if start <= mark.start and mark.end <= end}
    return [mark for mark in marks if mark.sought not in inside]


def _merged(spans: Iterable[Span], gap: int = 0) -> tuple[Span, ...]:
    """Return spans in order; what overlaps, touches or has only a small gap between is one."""
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1] + gap:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def _word_begins(text: str, at: int, last: int) -> int:
    """Return where the first word from a place on begins, but not after another place."""
    if at == 0:
        return 0
    blank = re.compile(r"\s+").search(text, at - 1, last)
    return blank.end() if blank else last


def _word_ends(text: str, at: int, first: int) -> int:
    """Return where the last word before a place ends, but not before another place."""
    if at >= len(text):
        return len(text)
    blanks = [blank.start() for blank in re.finditer(r"\s+", text[: at + 1])]
    return max(first, blanks[-1] if blanks else at)
