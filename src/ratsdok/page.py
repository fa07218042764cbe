"""What reading hands to parsing: pages of lines of words, with their places on the paper.

All measures are in points (1/72 inch) from the page's top left corner. A page that lay on its side or askew
is turned for reading; its `placement` leads back to the page as it is shown.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple, Protocol


class Box(NamedTuple):
    """A rectangle on a page, in points from the page's top left corner."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def height(self) -> float:
        """Height in points."""
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        """The vertical middle, in points from the page's top edge."""
        return (self.top + self.bottom) / 2

    def union(self, other: Box) -> Box:
        """Return the smallest box that holds both."""
        return Box(
            min(self.x0, other.x0),
            min(self.top, other.top),
            max(self.x1, other.x1),
            max(self.bottom, other.bottom),
        )


def around(boxes: Sequence[Box]) -> Box | None:
    """Return the smallest box that holds all; None for none."""
    if len(boxes) < 2:
        return boxes[0] if boxes else None
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return Box(min(lefts), min(tops), max(rights), max(bottoms))


class Word(NamedTuple):
    """A word as found.

    Attributes:
        text: its characters, without white space.
        start: where it starts in its line's text.
        box: its place on the page; None where the source has no geometry (plain text, DOCX).
        confidence: how sure the reader is of the characters, 0 to 1; 1.0 for a text layer.
    """

    text: str
    start: int
    box: Box | None = None
    confidence: float = 1.0


class Paragraph(NamedTuple):
    """What a file says of the paragraph that a line is of: word processing and tagged PDF do.

    Attributes:
        number: its own in the document, from 0.
        style: name of its style as the program shows it; of a heading in a PDF `H1`, `H2` and so on.
    """

    number: int
    style: str


@dataclass(frozen=True, slots=True)
class Line:
    """Words that stand side by side without a gap as wide as a column's.

    Attributes:
        text: the characters, as they stand in the document's text.
        words: the words of `text`, in order; empty for a blank line.
        box: its place on the page, in points; None without geometry.
        paragraph: the paragraph it is of; None where the file does not say.
        joint: what stands between it and the next line of that paragraph: a line break that someone set, a
            blank, nothing; None where a hyphen at its end leaves it open.
    """

    text: str
    words: tuple[Word, ...] = ()
    box: Box | None = None
    paragraph: Paragraph | None = None
    joint: str | None = "\n"

    @classmethod
    def of_text(cls, text: str, paragraph: Paragraph | None = None, joint: str | None = "\n") -> Line:
        """Make a line of characters that have no place on paper."""
        words = tuple(Word(m.group(), m.start()) for m in re.finditer(r"\S+", text))
        return cls(text, words, paragraph=paragraph, joint=joint)

    @classmethod
    def of_words(cls, words: Sequence[tuple[str, Box, float]]) -> Line:
        """Make a line of words with their boxes and confidences, joined by single blanks."""
        placed, start = [], 0
        for text, box, confidence in words:
            placed.append(Word(text, start, box, confidence))
            start += len(text) + 1
        return cls(" ".join([word[0] for word in words]), tuple(placed), around([word[1] for word in words]))


class CheckBox(NamedTuple):
    """A small square to tick, drawn on a page.

    Attributes:
        box: its place, in points.
        ticked: whether something is drawn or printed inside; None where that cannot be told.
    """

    box: Box
    ticked: bool | None


class Placement(NamedTuple):
    """How a page was turned for reading, and so the way back to the page as it is shown.

    Attributes:
        width: of the page as it is shown, in points.
        height: of the page as it is shown, in points.
        quarter_turns: clockwise, that brought it upright.
        skew: degrees by which its lines then still fell to the right.
    """

    width: float
    height: float
    quarter_turns: int = 0
    skew: float = 0.0

    def shown(self, box: Box) -> Box:
        """Return where a box of the upright page lies on the page as it is shown."""
        corners = [self._point(x, y) for x in (box.x0, box.x1) for y in (box.top, box.bottom)]
        xs, ys = zip(*corners, strict=True)
        return Box(min(xs), min(ys), max(xs), max(ys))

    def _point(self, x: float, y: float) -> tuple[float, float]:
        x, y = self._askew(x, y)
        match self.quarter_turns:
            case 1:
                return y, self.height - x
            case 2:
                return self.width - x, self.height - y
            case 3:
                return self.width - y, x
            case _:
                return x, y

    def _askew(self, x: float, y: float) -> tuple[float, float]:
        if not self.skew:
            return x, y
        across, down = (self.width, self.height) if self.quarter_turns % 2 == 0 else (self.height, self.width)
        sine, cosine = math.sin(math.radians(self.skew)), math.cos(math.radians(self.skew))
        dx, dy = x - across / 2, y - down / 2
        return across / 2 + dx * cosine - dy * sine, down / 2 + dx * sine + dy * cosine


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a document.

    Attributes:
        number: counted from 1.
        lines: its lines; with geometry in any order, without in the order of the file.
        width: in points; 0 without geometry.
        height: in points; 0 without geometry.
        check_boxes: the squares drawn on it.
        source: where its words come from.
        placement: how it was turned for reading; None where it is read as it is shown.
    """

    number: int
    lines: tuple[Line, ...]
    width: float = 0.0
    height: float = 0.0
    check_boxes: tuple[CheckBox, ...] = ()
    source: Literal["text-layer", "ocr", "docx", "text"] = "text"
    placement: Placement | None = None

    @property
    def has_geometry(self) -> bool:
        """Whether the words have places on paper."""
        return any(line.box for line in self.lines)


class Remark(NamedTuple):
    """What reading found odd; becomes a finding of the record.

    Attributes:
        code: stable; listed in docs/findings.md.
        severity: how grave it is.
        message: in German.
    """

    code: str
    severity: Literal["info", "warning", "error"]
    message: str


class Eyes(Protocol):
    """What can look at the pictures of a document's pages again, where a first reading left a doubt."""

    def readings(self, page: Page, zone: Box, alphabet: str = "") -> Iterable[str]:
        """Yield what stands in a zone, one line of print, read in several ways.

        Args:
            page: whose picture to look at.
            zone: where, in points, on the page turned upright.
            alphabet: the only characters that may occur; empty for all.
        """

    def square(self, page: Page, zone: Box) -> CheckBox | None:
        """Return the square to tick that is drawn in a zone; None where there is none."""


@dataclass(frozen=True, slots=True)
class Document:
    """A file, read.

    Attributes:
        name: the file's name without its folders.
        sha256: checksum of its bytes, in hexadecimal digits.
        media_type: such as `application/pdf`.
        pages: its pages, in order; never empty.
        remarks: what reading itself found odd.
        subject: what the file's properties say it is about.
        eyes: looks at the pages' pictures again; None where there are none, or none may be looked at.
    """

    name: str
    sha256: str
    media_type: str
    pages: tuple[Page, ...]
    remarks: tuple[Remark, ...] = ()
    subject: str = ""
    eyes: Eyes | None = field(default=None, repr=False, compare=False)
