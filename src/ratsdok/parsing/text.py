"""A document's text, and the way back from every character to its page and its place on paper.

Everything that parsing finds is a span of this text. Lines keep their characters as found; clean prose (lines
joined, hyphenation undone) is made only for the texts of a record, by `Prose`.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from ratsdok.page import Box, Line, Page, around
from ratsdok.parsing.hyphens import Join, join_of
from ratsdok.parsing.margins import marks_of

_FEW_HYPHENS = 2  # fewer tell nothing of a source
_RISE = 0.35  # how much a box's ends may differ in height on the page as it is shown, in heights
_WORD = 40  # more letters than a word has: how far back and ahead a join looks


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the text, or a part of one.

    Attributes:
        text: its characters, without white space at both ends.
        start: where they start in the document's text.
        page: page number, from 1.
        after_blank: whether a blank line or a wide gap stands before it.
        hyphens_kept: whether its source kept the hyphens at line ends; else one may be lost before it.
        in_margin: whether it stands where only a page's mark stands.
        depth: how far down the page it stands, from 0 to 1; None without geometry.
    """

    text: str
    start: int
    page: int
    after_blank: bool = False
    hyphens_kept: bool = False
    in_margin: bool = False
    depth: float | None = None

    @property
    def end(self) -> int:
        """Where its characters end in the document's text."""
        return self.start + len(self.text)

    def cut(self, start: int, end: int | None = None) -> Row:
        """Return the part from `start` to `end` (counted within this row), stripped of white space."""
        part = self.text[start:end]
        lead = len(part) - len(part.lstrip())
        first = start == 0 and lead == 0
        after_blank = self.after_blank and first
        return replace(self, text=part.strip(), start=self.start + start + lead, after_blank=after_blank)


@dataclass(slots=True)
class StyledText:
    """A paragraph, where the file says what its paragraphs are.

    Attributes:
        style: name of its style.
        text: its characters, line breaks that someone set included.
        rows: its lines that are not blank.
    """

    style: str
    text: str = ""
    rows: list[Row] = field(default_factory=list)


class Text:
    """The text of some pages.

    Attributes:
        string: all characters; lines end with a newline, pages with a form feed between them.
        rows: its lines that are not blank, in order.
        pages: the pages it was made of.
    """

    def __init__(self, pages: Sequence[Page]) -> None:
        self.pages = tuple(pages)
        self.rows: list[Row] = []
        self._starts: list[int] = []
        self._lines: list[tuple[Page, Line]] = []
        parts: list[str] = []
        offset = 0
        self._hyphens_kept = _keeps_hyphens([line.text.strip() for page in pages for line in page.lines])
        for index, page in enumerate(pages):
            if index:
                parts.append("\f")
                offset += 1
            offset = self._add_page(page, parts, offset)
        self.string = "".join(parts)

    def _add_page(self, page: Page, parts: list[str], offset: int) -> int:
        blank = True
        marks = marks_of(page)
        for number, line in enumerate(page.lines):
            if number:
                parts.append("\n")
                offset += 1
            self._starts.append(offset)
            self._lines.append((page, line))
            stripped = line.text.strip()
            if stripped:
                start = offset + len(line.text) - len(line.text.lstrip())
                depth = line.box.middle / page.height if line.box and page.height else None
                kept, marked = self._hyphens_kept, number in marks
                self.rows.append(Row(stripped, start, page.number, blank, kept, marked, depth))
            blank = not stripped
            parts.append(line.text)
            offset += len(line.text)
        return offset

    def paragraphs(self) -> list[StyledText]:
        """Return the paragraphs of a file that says what they are, in order; those over two pages whole."""
        found: dict[int, StyledText] = {}
        joints: dict[int, str | None] = {}
        rows = {row.start: row for row in self.rows}
        for (_, line), start in zip(self._lines, self._starts, strict=True):
            if line.paragraph is None:
                continue
            number, style = line.paragraph
            styled = found.setdefault(number, StyledText(style))
            joint = joints.get(number, "")
            if joint is None:
                joint = " " if join_of(styled.text[-_WORD:], line.text[:_WORD]) is Join.BLANK else ""
            styled.text += joint + line.text
            joints[number] = line.joint
            row = rows.get(start + len(line.text) - len(line.text.lstrip()))
            if row and line.words:
                styled.rows.append(row)
        return list(found.values())

    def page_of(self, position: int) -> int:
        """Return the number of the page that holds the character at `position`."""
        return self._lines[max(0, bisect_right(self._starts, position) - 1)][0].number

    def confidence(self, start: int, end: int) -> float:
        """Return how sure the reader is of the least sure word of `[start, end)`, 0 to 1."""
        return min(
            (
                word.confidence
                for _, line, first, last in self._stretches(start, end)
                for word in line.words
                if word.start < last and word.start + len(word.text) > first
            ),
            default=1.0,
        )

    def boxes(self, start: int, end: int) -> dict[int, list[Box]]:
        """Return the places of `[start, end)` on the upright pages, a box a line, in points, by page."""
        found: dict[int, list[Box]] = {}
        for page, line, first, last in self._stretches(start, end):
            box = _box_within(line, first, last)
            if box:
                found.setdefault(page.number, []).append(box)
        return found

    def shown_boxes(self, start: int, end: int) -> dict[int, list[Box]]:
        """Return the same places on the pages as they are shown; a line that lies askew has several boxes."""
        found: dict[int, list[Box]] = {}
        for page, line, first, last in self._stretches(start, end):
            if page.placement is None:
                box = _box_within(line, first, last)
                boxes = [box] if box else []
            else:
                parts = _level_parts(line, first, last, page.placement.skew)
                boxes = [page.placement.shown(part) for part in parts]
            found.setdefault(page.number, []).extend(boxes)
        return found

    def _stretches(self, start: int, end: int) -> Iterator[tuple[Page, Line, int, int]]:
        """Yield the lines that `[start, end)` touches, with its ends counted within the line."""
        first = max(0, bisect_right(self._starts, start) - 1)
        for index in range(first, len(self._lines)):
            offset = self._starts[index]
            if offset >= end:
                return
            yield *self._lines[index], start - offset, end - offset


def _keeps_hyphens(lines: Sequence[str]) -> bool:
    """Whether words are divided with their hyphens, as in a born-digital letter; many scans lose them all."""
    pairs = [(a, b) for a, b in pairwise(filter(None, lines)) if b[0].islower()]
    kept = sum(a.endswith("-") and a[-2:-1].isalpha() for a, _ in pairs)
    if kept < _FEW_HYPHENS or kept * 2 > len(pairs):
        return kept >= _FEW_HYPHENS
    lost = sum(a[-1].isalpha() and join_of(a[-_WORD:], b[:_WORD]) is Join.GLUE for a, b in pairs)
    return kept > lost


def _box_within(line: Line, start: int, end: int) -> Box | None:
    """Return the box round the words of a line that overlap `[start, end)` of its text."""
    if line.box and start <= 0 and end >= len(line.text):
        return line.box
    return around([w.box for w in line.words if w.box and w.start < end and w.start + len(w.text) > start])


def _level_parts(line: Line, start: int, end: int, skew: float) -> Iterator[Box]:
    """Yield boxes round runs of words, each so short that it hardly rises on a page that lies askew."""
    slope = abs(math.tan(math.radians(skew)))
    part: Box | None = None
    for word in line.words:
        if word.box is None or word.start >= end or word.start + len(word.text) <= start:
            continue
        longer = part.union(word.box) if part else word.box
        if part and (longer.x1 - longer.x0) * slope > _RISE * longer.height:
            yield part
            longer = word.box
        part = longer
    if part:
        yield part


class Prose:
    """Rows joined to clean prose: one line, hyphenation at line ends undone.

    Attributes:
        text: the prose.
        origins: for each of its characters the position in the document's text, -1 for an inserted blank.
    """

    def __init__(self, rows: Iterable[Row]) -> None:
        text = ""
        origins: list[int] = []
        for row in rows:
            words = row.text
            if text and words:
                join = join_of(text[-_WORD:], words[:_WORD])
                if join is Join.GLUE and row.hyphens_kept and text[-1].isalpha():
                    join = Join.BLANK
                if join is Join.MEND:
                    text, origins = text[:-1], origins[:-1]
                elif join is Join.BLANK:
                    text += " "
                    origins.append(-1)
            text += words
            origins.extend(range(row.start, row.end))
        self.text, self.origins = _single_blanks(*_without_inner_hyphens(text, origins))

    def __str__(self) -> str:
        return self.text


def _without_inner_hyphens(text: str, origins: list[int]) -> tuple[str, list[int]]:
    """Mend words hyphenated inside a row, as the wrapped cells of a table's row are."""
    position = 0
    while (position := text.find("- ", position + 1)) > 0:
        if join_of(text[max(0, position - _WORD) : position + 1], text[position + 2 :][:_WORD]) is Join.MEND:
            text = text[:position] + text[position + 2 :]
            origins = origins[:position] + origins[position + 2 :]
    return text, origins


def _single_blanks(text: str, origins: list[int]) -> tuple[str, list[int]]:
    """Shrink every run of white space to one blank."""
    if "  " not in text and "\t" not in text and "\xa0" not in text:
        return text, origins
    kept_text: list[str] = []
    kept_origins: list[int] = []
    for character, origin in zip(text, origins, strict=True):
        if not character.isspace():
            kept_text.append(character)
            kept_origins.append(origin)
        elif kept_text and kept_text[-1] != " ":
            kept_text.append(" ")
            kept_origins.append(origin)
    return "".join(kept_text), kept_origins


def prose(rows: Iterable[Row]) -> str:
    """Return rows as clean prose."""
    return Prose(rows).text
