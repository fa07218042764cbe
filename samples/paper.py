"""Paper: what comes onto a printed page afterwards, in the office and in the file.

The date stamp on its line, signatures over the names, the tick in the box, the stamp of whoever received
the letter, initials, underlining, holes and folds.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from PIL import Image, ImageDraw

from samples import pen
from samples.ink import Coverage, Pixels, put
from samples.press import HEIGHT, STAMP, WIDTH
from samples.proof import Line, Print
from samples.stamps import STAMP_COLOURS, date_stamp, receipt_stamp
from samples.texts import LetterText

_UNDATED = dt.date(2018, 5, 2)  # when a letter without a date comes in, more or less
_RECEIPT = (150.0, 66.0)


@dataclass(frozen=True)
class Handling:
    """How much a letter went through, as chances from 0 to 1.

    Attributes:
        receipt: of a receipt stamp.
        over_text: that it comes down on text.
        signed: that names have signatures.
        initials: of initials in a margin.
        underlined: of words underlined by hand.
        holes: of punch holes.
        folds: of fold lines.
        wear: how worn stamps are; no chance, but an amount.
    """

    receipt: float
    over_text: float
    signed: float
    initials: float
    underlined: float
    holes: float
    folds: float
    wear: float


class Place(NamedTuple):
    """A rectangle on a page, in points from its upper left corner."""

    left: float
    top: float
    right: float
    foot: float

    def meets(self, other: Place) -> bool:
        """Whether two rectangles have anything in common."""
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.foot and other.top < self.foot


class Hand:
    """Whoever stamps, signs and files one letter.

    Args:
        chance: decides.
        handling: what the letter goes through.
        printed: the letter as it left the press.
        letter: what it says; None for a text of which only the print is known.
    """

    def __init__(
        self, chance: np.random.Generator, handling: Handling, printed: Print, letter: LetterText | None
    ) -> None:
        self._chance, self._handling = chance, handling
        self._printed, self._letter = printed, letter
        self._signs, self._holes, self._folds = (
            chance.random() < each for each in (handling.signed, handling.holes, handling.folds)
        )
        self._hole_grey = int(chance.choice((25, 60, 170, 205)))
        self._pen = pen.PEN_COLOURS[chance.integers(len(pen.PEN_COLOURS))]

    def work_on(self, page: Pixels, number: int, dpi: float) -> None:
        """Put everything onto a page, in place.

        Args:
            page: as printed.
            number: of the page, from 0.
            dpi: of the page.
        """
        lines = self._printed.pages[number]
        if number == 0:
            self._stamp_date(page, lines, dpi)
            self._tick(page, dpi)
            if self._chance.random() < self._handling.receipt:
                self._receive(page, lines, dpi)
        if self._signs:
            self._sign(page, lines, dpi)
        if self._chance.random() < self._handling.initials:
            x, y = self._chance.uniform(8, 40), self._chance.uniform(80, 760)
            self._draw(page, pen.initials(self._chance, x, y), dpi)
        if lines and self._chance.random() < self._handling.underlined:
            line = lines[self._chance.integers(len(lines))]
            length = line.width * self._chance.uniform(0.3, 1)
            self._draw(page, pen.underline(self._chance, line.x, HEIGHT - line.y, length), dpi)
        self.file_away(page, dpi, back=False)

    def file_away(self, page: Pixels, dpi: float, *, back: bool) -> None:
        """Punch and fold a sheet, in place; on its back the holes are on the right."""
        if self._holes:
            for middle in (HEIGHT / 2 - 113, HEIGHT / 2 + 113):
                self._punch(page, WIDTH - 34 if back else 34, middle, dpi)
        if self._folds:
            for fold in (HEIGHT / 3, 2 * HEIGHT / 3):
                _fold(page, fold * dpi / 72, float(self._chance.uniform(6, 24)))

    def _stamp_date(self, page: Pixels, lines: list[Line], dpi: float) -> None:
        letter = self._letter
        if letter is None or not letter.stamp or letter.typed:
            return
        place = next(line for line in lines if line.text == letter.stamp)
        ink = date_stamp(self._chance, letter.stamp, dpi, self._handling.wear)
        left = place.x - 8 + self._chance.uniform(-4, 6)
        middle = HEIGHT - place.y - 4 + self._chance.uniform(-4, 4)
        self._press(page, ink, left, middle, dpi)

    def _press(self, page: Pixels, ink: Coverage, left: float, middle: float, dpi: float) -> None:
        colour = STAMP_COLOURS[self._chance.integers(len(STAMP_COLOURS))]
        put(page, ink, left * dpi / 72, middle * dpi / 72 - ink.shape[0] / 2, colour)

    def _tick(self, page: Pixels, dpi: float) -> None:
        if self._letter is None or not self._letter.confidential:
            return
        for x, y, side in self._printed.boxes:
            self._draw(page, pen.tick(self._chance, x, HEIGHT - y - side, side), dpi, thick=True)

    def _receive(self, page: Pixels, lines: list[Line], dpi: float) -> None:
        """Stamp the receipt where it hides neither box nor date nor the numbers that all depends on."""
        kept = list(self._kept_clear(lines))
        over_text = self._chance.random() < self._handling.over_text
        for _ in range(12):
            left = float(self._chance.uniform(150, 400) if over_text else self._chance.uniform(170, 330))
            top = float(self._chance.uniform(60, 620) if over_text else self._chance.uniform(14, 110))
            place = Place(left, top, left + _RECEIPT[0], top + _RECEIPT[1])
            if not any(place.meets(other) for other in kept):
                break
        else:
            return
        written = (self._letter.date if self._letter else None) or _UNDATED
        day = written + dt.timedelta(days=int(self._chance.integers(1, 12)))
        ink = receipt_stamp(self._chance, day, dpi, self._handling.wear)
        self._press(page, ink, left, top + _RECEIPT[1] / 2, dpi)

    def _kept_clear(self, lines: list[Line]) -> Iterator[Place]:
        for x, y, side in self._printed.boxes:
            yield Place(x - 6, HEIGHT - y - side - 6, x + 60, HEIGHT - y + 6)
        stamp = self._letter.stamp if self._letter else STAMP
        for line in lines:
            if line.text in (stamp, "GZ:", "Datum:") or "eschlusskontrolle" in line.text:
                right = max(line.x + line.width, WIDTH - 57 if line.text in ("GZ:", "Datum:") else 0)
                yield Place(line.x - 6, HEIGHT - line.y - 14, right + 6, HEIGHT - line.y + 6)

    def _sign(self, page: Pixels, lines: list[Line], dpi: float) -> None:
        if self._letter is None:
            return
        names = [each.name for each in (*self._letter.signed_by, *self._letter.acknowledged_by)]
        for line in lines:
            if line.text in names:
                length = max(70.0, line.width * self._chance.uniform(0.7, 1.2))
                drop = self._chance.uniform(-10, 3)
                self._draw(page, pen.signature(self._chance, line.x, HEIGHT - line.y + drop, length), dpi)

    def _draw(self, page: Pixels, strokes: list[pen.Stroke], dpi: float, *, thick: bool = False) -> None:
        width = float(self._chance.uniform(1.1, 1.7) if thick else self._chance.uniform(0.7, 1.3))
        ink, left, top = pen.drawn(strokes, dpi, width)
        put(page, ink, left, top, self._pen)

    def _punch(self, page: Pixels, x: float, y: float, dpi: float) -> None:
        radius = 8.5 * dpi / 72
        side = int(2 * radius) + 3
        hole = Image.new("L", (side, side))
        ImageDraw.Draw(hole).ellipse((1, 1, side - 2, side - 2), fill=255)
        grey = self._hole_grey
        ink = np.asarray(np.asarray(hole) / 255, np.float32)
        put(page, ink, x * dpi / 72 - radius, y * dpi / 72 - radius, (grey, grey, grey))


def _fold(page: Pixels, row: float, depth: float) -> None:
    """Darken a fold's line, in place, and the paper beside it a little."""
    height = page.shape[0]
    rows = np.arange(max(0, int(row) - 8), min(height, int(row) + 9))
    shade = 1 - depth / 255 * np.exp(-np.abs(rows - row) / 2.0)
    part = page[rows].astype(np.float32)
    part *= shade.reshape(-1, *([1] * (page.ndim - 1)))
    page[rows] = part.astype(np.uint8)
