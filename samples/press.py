"""The press: an A4 sheet that text flows onto. The only room that knows reportlab.

Measures are in points; y counts upwards from the page's foot, as in PDF. The bytes are the same on every
machine: standard fonts, no time stamps, no compression (compressors differ between machines).
"""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from functools import partial

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from samples.breaks import Broken, Measure, break_lines
from samples.texts import Table

WIDTH, HEIGHT = A4
LEFT, RIGHT = 71.0, WIDTH - 57.0
TOP, BOTTOM = HEIGHT - 72.0, 64.0
PLAIN, BOLD, STAMP = "Helvetica", "Helvetica-Bold", "Courier-Bold"
GAP = 7.5
_CELL = 3.0


@dataclass
class Sheet:
    """Paper in the press, with a cursor that moves down.

    Attributes:
        total: pages of the whole document, for counted page marks.
        marks: how pages are numbered: `none`, `dashes` (from the second on, at the head) or `counted`.
        divide_last_word: the first page is to end inside a word.
        size: of the type, in points.
    """

    total: int = 1
    marks: str = "none"
    divide_last_word: bool = False
    size: float = 11.0
    y: float = TOP
    page: int = 1
    _buffer: io.BytesIO = field(default_factory=io.BytesIO)

    def __post_init__(self) -> None:
        self._canvas = Canvas(self._buffer, pagesize=A4, invariant=1, pageCompression=0)
        self._canvas.setTitle("Hausmitteilung")

    @property
    def leading(self) -> float:
        """From one baseline to the next, in points."""
        return self.size * 14 / 11

    def write(self, x: float, y: float, text: str, font: str = PLAIN, size: float = 0.0) -> None:
        """Set a line of type with its baseline at y; in the sheet's size unless another is given."""
        self._canvas.setFont(font, size or self.size)
        self._canvas.drawString(x, y, text)

    def centre(self, y: float, text: str) -> None:
        """Set a line in the middle of the page."""
        self._canvas.setFont(PLAIN, self.size)
        self._canvas.drawCentredString(WIDTH / 2, y, text)

    def column(self, x: float, y: float, text: str, width: float, *, divide: bool = True) -> float:
        """Set ragged lines from y downwards and return where the next one goes; the cursor stays."""
        for line in break_lines(text, width, self._measure(PLAIN), divide=divide):
            self.write(x, y, line.text)
            y -= self.leading
        return y

    def height_of(self, text: str, width: float) -> float:
        """Return how much a column of this text takes."""
        return self.leading * len(list(break_lines(text, width, self._measure(PLAIN))))

    def paragraph(
        self, text: str, *, indent: float = 0.0, label: str = "", hang: float = 0.0, bold: bool = False
    ) -> None:
        """Set a paragraph at the cursor, justified, over as many pages as it takes.

        Args:
            text: its words.
            indent: from the left margin, in points.
            label: hangs before the first line.
            hang: how far the text stands right of its label, in points.
            bold: set in bold and ragged, as subjects are.
        """
        x, font = LEFT + indent + hang, BOLD if bold else PLAIN
        lines = list(break_lines(text, RIGHT - x, self._measure(font)))
        room = self._room(lines)
        for number, line in enumerate(lines):
            if number == room:
                self.turn()
            if label and number == 0:
                self.write(LEFT + indent, self.y, label, font)
            justified = not bold and number < len(lines) - 1
            self._line(x, line, font, RIGHT - x if justified else 0.0)
            self.y -= self.leading
        self.space(GAP)

    def table(self, table: Table, indent: float = 0.0) -> None:
        """Set a ruled table with wrapped cells at the cursor; a row never goes over a page's end."""
        for row in table.rows:
            inner = [width - 2 * _CELL for width in table.widths]
            height = max(map(self.height_of, row, inner)) + 2 * _CELL
            self.need(height)
            top, x = self.y + self.size, LEFT + indent
            for text, width in zip(row, table.widths, strict=True):
                self._canvas.rect(x, top - height, width, height, stroke=1, fill=0)
                self.column(x + _CELL, top - _CELL - self.size + 2, text, width - 2 * _CELL)
                x += width
            self.y -= height
        self.space(GAP + 4)

    def box(self, x: float, y: float, *, ticked: bool, side: float = 8.5) -> None:
        """Draw a square to tick, with a cross in it when ticked."""
        self._canvas.setLineWidth(0.8)
        self._canvas.rect(x, y, side, side, stroke=1, fill=0)
        if ticked:
            self._canvas.line(x + 1, y + 1, x + side - 1, y + side - 1)
            self._canvas.line(x + 1, y + side - 1, x + side - 1, y + 1)

    def bars(self, x: float, y: float) -> None:
        """Draw the ornament under the city's name."""
        for number, width in enumerate((76.0, 64.0, 76.0)):
            self._canvas.rect(x, y - 4.5 * number, width, 2.0, stroke=0, fill=1)

    def scribble(self, x: float, y: float) -> None:
        """Draw a signature over what is written at (x, y)."""
        path = self._canvas.beginPath()
        path.moveTo(x - 4, y - 2)
        path.curveTo(x + 8, y + 38, x + 22, y + 30, x + 18, y - 6)
        path.curveTo(x + 20, y + 22, x + 40, y + 18, x + 38, y + 3)
        path.curveTo(x + 48, y + 20, x + 54, y + 12, x + 58, y + 2)
        path.curveTo(x + 70, y + 24, x + 78, y - 2, x + 116, y + 9)
        self._canvas.saveState()
        self._canvas.setStrokeColorRGB(0.1, 0.15, 0.45)
        self._canvas.setLineWidth(0.9)
        self._canvas.drawPath(path, stroke=1, fill=0)
        self._canvas.restoreState()

    def space(self, height: float) -> None:
        """Leave some room."""
        self.y -= height

    def need(self, height: float) -> None:
        """Go to the next page unless this much still fits."""
        if self.y - height < BOTTOM - self.leading:
            self.turn()

    def turn(self) -> None:
        """Go to the next page."""
        self._foot()
        self._canvas.showPage()
        self.page += 1
        self.y = TOP
        if self.marks == "dashes":
            self.centre(HEIGHT - 45, f"-{self.page}-")

    def finish(self) -> bytes:
        """Return the PDF."""
        self._foot()
        self._canvas.showPage()
        self._canvas.save()
        return self._buffer.getvalue()

    def _foot(self) -> None:
        if self.marks == "counted":
            self.centre(38, f"Seite {self.page} von {self.total}")

    def _room(self, lines: list[Broken]) -> int:
        """Return how many of the lines go onto this page."""
        room = max(int((self.y - BOTTOM) // self.leading) + 1, 0)
        if room >= len(lines) or not self.divide_last_word or self.page > 1:
            return room
        return max((number for number, line in enumerate(lines[:room], 1) if line.divided), default=room)

    def _line(self, x: float, line: Broken, font: str, width: float) -> None:
        """Set a line, stretched to the width where one is given."""
        blanks = line.text.count(" ")
        text = self._canvas.beginText(x, self.y)
        text.setFont(font, self.size)
        if width and blanks:
            text.setWordSpace((width - stringWidth(line.text, font, self.size)) / blanks)
        text.textOut(line.text)
        text.setWordSpace(0)  # word spacing outlives the text object
        self._canvas.drawText(text)

    def _measure(self, font: str) -> Measure:
        return partial(stringWidth, fontName=font, fontSize=self.size)
