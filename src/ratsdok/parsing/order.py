"""The reading order of a page: which lines stand side by side, and which belong together.

Only a letter's head and foot have columns: the sender beside the address, the mayor beside the sender's
name. They come apart by the side they start on. In the body what stands side by side is one line: a label
and its words, the cells of a table.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from ratsdok.page import Box, Line, Page
from ratsdok.parsing.anchors import is_closing, is_reference_line
from ratsdok.parsing.lookalikes import fold
from ratsdok.parsing.text import Row
from ratsdok.profile import Profile

_SAME_LINE = 0.5  # the share of the lower line's height that two lines on one baseline have in common
_PARAGRAPH = 1.45  # line pitches between two paragraphs
# The share of the page's width beyond which a line starts in the right column. The left one's lines may
# reach further, but they start at the margin; DIN 5008 too sets the right block beyond the middle.
_RIGHT_COLUMN = 0.42
_ALIGNED = 2.0  # points that the starts of a column's lines differ by at most
_LEAST_ALIGNED = 2  # lines that make an edge
_BLANK = 0.5  # heights; a blank takes about half of that

_Placed = tuple[Line, Box]


def in_reading_order(page: Page, profile: Profile) -> Page:
    """Return the page with its lines in reading order, and blank lines where paragraphs part.

    A page without geometry is returned as it is.
    """
    if not page.has_geometry:
        return page
    placed = sorted(
        ((line, line.box) for line in page.lines if line.box), key=lambda each: (each[1].top, each[1].x0)
    )
    head_end = next((box.top for line, box in placed if is_reference_line(_row(line), profile)), 0.0)
    foot_start = next(
        (box.bottom for line, box in placed if box.top >= head_end and is_closing(line.text, profile)),
        page.height,
    )
    head = [each for each in placed if each[1].middle < head_end]
    foot = [each for each in placed if each[1].middle > foot_start]
    body = [each for each in placed if head_end <= each[1].middle <= foot_start]
    blocks = [*_columns(head, page.width, profile), _side_by_side(body), *_columns(foot, page.width, profile)]
    return replace(page, lines=tuple(_with_gaps([block for block in blocks if block])))


def _row(line: Line) -> Row:
    return Row(line.text.strip(), 0, 1)


def _columns(placed: Sequence[_Placed], width: float, profile: Profile) -> list[list[Line]]:
    """Divide lines by the side of the page they start on, the left column first."""
    edge = _RIGHT_COLUMN * width
    right = [each for each in placed if each[1].x0 >= edge]
    left: list[_Placed] = []
    for line, box in placed:
        if box.x0 < edge:
            at = _gutter_in(line, edge, [other.x0 for _, other in right], profile)
            left.append(_part(line, 0, at) if at else (line, box))
            right += [_part(line, at, len(line.words))] if at else []
    right.sort(key=lambda each: (each[1].top, each[1].x0))
    return [_side_by_side(left), _side_by_side(right)]


def _gutter_in(line: Line, edge: float, starts: Sequence[float], profile: Profile) -> int | None:
    """Return the word of a left line with which the right column begins, where the gutter was too narrow.

    That word is the label of a date or a file reference, or it stands exactly below and above the starts of
    other lines, behind a gap wider than a blank.
    """
    labels = {fold(profile.phrases.date_label), fold(profile.phrases.file_reference_label)}
    for index in range(1, len(line.words)):
        before, word = line.words[index - 1 : index + 1]
        if not before.box or not word.box or word.box.x0 < edge:
            continue
        labelled = word.text.endswith((":", ";")) and fold(word.text) in labels
        aligned = sum(abs(word.box.x0 - start) < _ALIGNED for start in starts) >= _LEAST_ALIGNED
        if labelled or (aligned and word.box.x0 - before.box.x1 > _BLANK * word.box.height):
            return index
    return None


def _part(line: Line, first: int, end: int) -> _Placed:
    """Return some words of a line as a line of their own, with its place."""
    words = [(word.text, word.box, word.confidence) for word in line.words[first:end] if word.box]
    part = Line.of_words(words)
    assert part.box
    return part, part.box


def _side_by_side(placed: Sequence[_Placed]) -> list[Line]:
    """Join the lines that stand on one baseline, from left to right."""
    joined: list[list[_Placed]] = []
    for each in placed:
        if joined and _on_one_line(joined[-1][0][1], each[1]):
            joined[-1].append(each)
        else:
            joined.append([each])
    return [_join(sorted(group, key=lambda each: each[1].x0)) for group in joined]


def _on_one_line(first: Box, second: Box) -> bool:
    common = min(first.bottom, second.bottom) - max(first.top, second.top)
    return common > _SAME_LINE * min(first.height, second.height)


def _join(group: Sequence[_Placed]) -> Line:
    if len(group) == 1:
        return group[0][0]
    words = [word for line, _ in group for word in line.words]
    return Line.of_words([(word.text, word.box, word.confidence) for word in words if word.box])


def _with_gaps(blocks: Sequence[Sequence[Line]]) -> list[Line]:
    """Put a blank line between blocks, and between paragraphs."""
    lines: list[Line] = []
    pitch = _pitch(blocks)
    for block in blocks:
        before: Box | None = None
        for line in block:
            box = line.box
            assert box
            if lines and (before is None or box.top - before.top > _PARAGRAPH * pitch):
                lines.append(Line(""))
            lines.append(line)
            before = box
    return lines


def _pitch(blocks: Sequence[Sequence[Line]]) -> float:
    """Return the usual distance from one line to the next, in points."""
    tops = [[line.box.top for line in block if line.box] for block in blocks]
    steps = [b - a for block in tops for a, b in pairwise(block) if b > a]
    return median(steps) if steps else 12.0
