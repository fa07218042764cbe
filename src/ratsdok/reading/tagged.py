"""A standard letter's PDF, paragraph by paragraph: it says itself what each of them is.

Lines are joined as they were set, and columns cannot interleave. Where any page holds text that belongs to no
paragraph (a page that somebody added, a stamp), the file is read like any other instead.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from ratsdok.page import Line, Page, Paragraph, Word, around
from ratsdok.reading.marks import is_tagged, marks_of, subject_of
from ratsdok.reading.pdfium import Sheet, opened
from ratsdok.reading.rendering import IS_SCAN, plates_of
from ratsdok.reading.source import MAX_PAGES, Source
from ratsdok.reading.structure import Marked, marked_paragraphs
from ratsdok.reading.words import LINE_END_HYPHEN, Characters

_LETTER = 0.9  # of the height of a line, the width of a wide letter
_BLANK = 0.3  # of the height of a line, the least width of a blank
_HYPHENS = ("-", "\u2010")
_IN_ADDRESSES = ("?", "&", "=")  # of the web, which are long enough to go over a line's end
_STROKES = ("/", "–", "—")  # behind which a line may end without a blank


class Tagged(NamedTuple):
    """A standard letter.

    Attributes:
        pages: their lines, each with its paragraph.
        subject: what the file's properties say it is about.
    """

    pages: list[Page]
    subject: str


def read_tagged(source: Source, password: str | None) -> Tagged | None:
    """Read a standard letter; None for any other PDF, also where only a part of it is tagged.

    Raises:
        EncryptedFileError: the password is missing or wrong.
        DamagedFileError: PDFium cannot read the file.
        TooLargeError: a page with more characters than any letter's.
    """
    with opened(source, password) as document:
        if not 0 < len(document) <= MAX_PAGES or not is_tagged(document):
            return None
        paragraphs = marked_paragraphs(source.data, password)
        if paragraphs is None:
            return None
        lines: dict[int, list[Line]] = defaultdict(list)
        sizes = []
        for number in range(1, len(document) + 1):
            page = document[number - 1]
            sheet = Sheet(page)
            sizes.append((sheet.width, sheet.height))
            marked = _Marked(sheet, source.name)
            for index, paragraph in enumerate(paragraphs):
                lines[number] += marked.lines(_on(paragraph, number), Paragraph(index, paragraph.style))
            scanned = any(plate.share > IS_SCAN for plate in plates_of(sheet))
            page.close()
            if scanned or not marked.is_empty():
                return None
        subject = subject_of(document)
    pages = [
        Page(number, tuple(lines[number]), width, height, source="text-layer")
        for number, (width, height) in enumerate(sizes, 1)
    ]
    return Tagged(pages, subject)


def _on(paragraph: Marked, page: int) -> list[int]:
    return [mark for number, mark in paragraph.content if number == page]


class _Marked:
    """The characters of a page by their marks."""

    def __init__(self, sheet: Sheet, name: str) -> None:
        self._characters = sheet.characters(name)
        self._at: dict[int, list[int]] = defaultdict(list)
        for index, mark in enumerate(marks_of(sheet)):
            if mark is not None:
                self._at[mark].append(index)

    def lines(self, marks: Sequence[int], paragraph: Paragraph) -> Iterator[Line]:
        """Yield the lines of a paragraph on this page, and take their characters."""
        indices = self._with_gaps([index for mark in marks for index in self._at.pop(mark, ())])
        lines = [_line(self._characters, line, paragraph) for line in self._divided(indices)]
        edge = max((line.box.x1 for line in lines if line.box), default=0.0)
        for line in lines:
            yield replace(line, joint=_joint(line, edge))

    def is_empty(self) -> bool:
        """Whether all characters have been taken."""
        return not self._at

    def _with_gaps(self, indices: Sequence[int]) -> list[int]:
        """Add the blanks that stand for a gap inside a line: a tab's, or a blank that does not break."""
        filled = list(indices[:1])
        for before, index in pairwise(indices):
            if index == before + 2 and self._characters.text[before + 1] == " ":
                filled.append(before + 1)
            filled.append(index)
        return filled

    def _divided(self, indices: Sequence[int]) -> Iterator[list[int]]:
        line: list[int] = []
        for index in indices:
            if line and self._begins_line(line[-1], index):
                yield line
                line = []
            line.append(index)
        if line:
            yield line

    def _begins_line(self, before: int, index: int) -> bool:
        last, box = self._characters.box(before, before + 1), self._characters.box(index, index + 1)
        return box.x0 <= last.x0 and box.bottom > last.bottom


def _line(characters: Characters, indices: Sequence[int], paragraph: Paragraph) -> Line:
    """Return a line with its words."""
    text = "".join(characters.text[index] for index in indices).replace(LINE_END_HYPHEN, "-")
    words = []
    for match in re.finditer(r"\S+", text):
        places = [characters.box(index, index + 1) for index in indices[match.start() : match.end()]]
        words.append(Word(_whole(match.group()), match.start(), around(places)))
    return Line(_whole(text), tuple(words), around([word.box for word in words if word.box]), paragraph)


def _whole(text: str) -> str:
    """Put characters together that PDFium gives as two halves; half a one is none."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _joint(line: Line, edge: float) -> str | None:
    """Return what stands between a line and the next.

    That is its own blank, unless the line was too full for it. What ends earlier without one is broken inside
    a word that may be, or by hand.

    Args:
        line: with the blank at its end, if it has one.
        edge: how far to the right, in points, the lines of its paragraph go.
    """
    text = line.text
    alone = len(line.words) == 1
    full = line.box is not None and line.box.x1 + (_LETTER if alone else _BLANK) * line.box.height > edge
    if not text or text[-1].isspace():
        return ""
    if text.endswith(_HYPHENS):
        return None
    if text.endswith(_STROKES):
        return " " if full and text[-2:-1].isspace() else ""
    if text.endswith(_IN_ADDRESSES) and "://" in line.words[-1].text:
        return ""
    if full:
        return "" if alone else " "  # a word that is longer than the line goes over its end
    return "\n"
