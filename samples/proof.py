"""Proofs: a letter printed, and beside the PDF every line that was set, where it stands.

The date stamp is left out of a print that is to be stamped by hand afterwards: its place stays empty, and
the line that belongs there is noted all the same.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

from reportlab.pdfbase.pdfmetrics import stringWidth

from samples.breaks import Broken
from samples.form import hausmitteilung
from samples.press import PLAIN, STAMP, WIDTH, Sheet
from samples.texts import LetterText


class Line(NamedTuple):
    """A line of type.

    Attributes:
        text: its characters.
        x: where it begins, in points from the left edge.
        y: its baseline, in points from the page's foot.
        width: in points.
        page_mark: whether it numbers the page.
    """

    text: str
    x: float
    y: float
    width: float
    page_mark: bool = False


@dataclass
class Print:
    """A printed document.

    Attributes:
        pdf: the file.
        pages: the lines of each page, in the order in which a reader reads them.
        boxes: where the square before *vertraulich* stands on the first page (left, foot, side), in points.
        size: of the type, in points.
    """

    pdf: bytes
    pages: list[list[Line]]
    boxes: list[tuple[float, float, float]] = field(default_factory=list)
    size: float = 11.0

    def text(self) -> str:
        """Return the printed text: lines that stand side by side joined, pages parted by form feeds."""
        return "\n\f".join("\n".join(_rows(lines)) for lines in self.pages) + "\n"


@dataclass
class Proof(Sheet):
    """A sheet in the press that notes what is set on it.

    Attributes:
        unstamped: lines in the stamp's type are noted, but not printed, and boxes are left without a tick.
    """

    unstamped: bool = False
    lines: list[list[Line]] = field(default_factory=lambda: [[]])
    boxes: list[tuple[float, float, float]] = field(default_factory=list)

    def write(self, x: float, y: float, text: str, font: str = PLAIN, size: float = 0.0) -> None:
        """Set a line of type with its baseline at y, and note it."""
        self._note(x, y, text, stringWidth(text, font, size or self.size))
        if not (self.unstamped and font == STAMP):
            super().write(x, y, text, font, size)

    def centre(self, y: float, text: str) -> None:
        """Set a page's mark, and note it."""
        width = stringWidth(text, PLAIN, self.size)
        self._note(WIDTH / 2 - width / 2, y, text, width, page_mark=True)
        super().centre(y, text)

    def box(self, x: float, y: float, *, ticked: bool, side: float = 8.5) -> None:
        """Draw a square to tick, and note where it stands."""
        self.boxes.append((x, y, side))
        super().box(x, y, ticked=ticked and not self.unstamped, side=side)

    def _note(self, x: float, y: float, text: str, width: float, *, page_mark: bool = False) -> None:
        while len(self.lines) < self.page:
            self.lines.append([])
        if text:
            self.lines[self.page - 1].append(Line(text, x, y, width, page_mark))

    def _line(self, x: float, line: Broken, font: str, width: float) -> None:
        self._note(x, self.y, line.text, width or stringWidth(line.text, font, self.size))
        super()._line(x, line, font, width)

    def proof(self) -> Print:
        """Return what was printed."""
        return Print(self.finish(), self.lines, self.boxes, self.size)


def printed_letter(letter: LetterText, *, unstamped: bool = False) -> Print:
    """Print a letter.

    Args:
        letter: its content.
        unstamped: leave out what people add to a printed letter: the date stamp, the tick, signatures.
    """
    content = letter.model_copy(update={"scribbled": False}) if unstamped else letter

    def run(total: int) -> Proof:
        sheet = Proof(
            total=total,
            marks=content.page_marks,
            divide_last_word=content.word_over_page,
            size=content.size,
            unstamped=unstamped,
        )
        hausmitteilung(sheet, content)
        return sheet

    return counted(run)


def counted(run: Callable[[int], Proof]) -> Print:
    """Print twice: the first time to count the pages for their marks."""
    return run(run(1).page).proof()


def _rows(lines: list[Line]) -> list[str]:
    rows: list[str] = []
    before: Line | None = None
    for line in lines:
        beside = before and abs(before.y - line.y) < 3 and line.x > before.x and not line.page_mark
        if beside:
            rows[-1] += f" {line.text}"
        else:
            rows.append(line.text)
        before = line
    return rows
