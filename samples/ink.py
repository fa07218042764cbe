"""Ink: how much of it lies where, and how it darkens paper.

A print of ink is an array of coverages from 0 (none) to 1, as large as the patch of paper it lies on; a page
is an array of brightnesses from 0 to 255, grey or with three colours. The only room that draws type into
pictures.
"""

from __future__ import annotations

import io
from functools import lru_cache

import numpy as np
import pypdfium2 as pdfium
from numpy.typing import NDArray
from PIL import Image
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

Coverage = NDArray[np.float32]
Pixels = NDArray[np.uint8]
Colour = tuple[int, int, int]

RED: Colour = (196, 38, 52)
BLUE: Colour = (38, 52, 150)
VIOLET: Colour = (92, 48, 140)
BLACK: Colour = (28, 28, 32)
_GREY = np.array([0.299, 0.587, 0.114], np.float32)


class Type:
    """Words drawn large enough to be printed with ink: a small sheet of rubber type.

    Args:
        width: of the patch, in points.
        height: of the patch, in points.
    """

    def __init__(self, width: float, height: float) -> None:
        self._size = (width, height)
        self._buffer = io.BytesIO()
        self.canvas = Canvas(self._buffer, pagesize=self._size, invariant=1, pageCompression=0)

    def write(self, x: float, y: float, text: str, font: str, size: float, stretch: float = 100) -> None:
        """Set a line; stretch is its width in per cent."""
        line = self.canvas.beginText(x, y)
        line.setFont(font, size)
        line.setHorizScale(stretch)
        line.textOut(text)
        self.canvas.drawText(line)

    def centre(self, y: float, text: str, font: str, size: float) -> None:
        """Set a line in the middle of the patch."""
        self.write((self._size[0] - stringWidth(text, font, size)) / 2, y, text, font, size)

    def coverage(self, dpi: float) -> Coverage:
        """Return the type as ink at a resolution."""
        self.canvas.showPage()
        self.canvas.save()
        page = pdfium.PdfDocument(self._buffer.getvalue())[0]
        drawn = page.render(scale=dpi / 72, grayscale=True).to_numpy()
        return np.asarray(1 - drawn.reshape(drawn.shape[:2]) / np.float32(255), np.float32)


def cloud(chance: np.random.Generator, shape: tuple[int, int], cells: int) -> Coverage:
    """Return a smooth random field between 0 and 1, with this many swells along its longer side."""
    height, width = shape
    longer = max(height, width)
    small = (max(2, round(cells * height / longer)), max(2, round(cells * width / longer)))
    grains = chance.random(small, dtype=np.float32)
    swollen = Image.fromarray(grains).resize((width, height), Image.Resampling.BICUBIC)
    return np.clip(np.asarray(swollen, np.float32), 0, 1)


def uneven(chance: np.random.Generator, coverage: Coverage, least: float, grain: float) -> Coverage:
    """Return ink as a rubber stamp leaves it: thinner in places, and with pinholes.

    Args:
        chance: decides.
        coverage: of an even print.
        least: how much ink there is where there is least.
        grain: how much pinholes take away.
    """
    shape = coverage.shape[0], coverage.shape[1]
    thick = least + (1 - least) * np.minimum(1.6 * cloud(chance, shape, 7), 1)
    holes = 1 - grain * (cloud(chance, shape, max(shape) // 3) ** 2)
    return np.asarray(coverage * thick * holes, np.float32)


def tilted(coverage: Coverage, degrees: float) -> Coverage:
    """Return ink turned by some degrees, on a patch large enough for it."""
    turned = Image.fromarray(coverage).rotate(degrees, Image.Resampling.BICUBIC, expand=True)
    return np.clip(np.asarray(turned, np.float32), 0, 1)


def put(page: Pixels, coverage: Coverage, left: float, top: float, colour: Colour) -> None:
    """Darken a page with ink, in place; what lies outside the page is lost.

    Args:
        page: grey or coloured.
        coverage: of the ink.
        left: of the patch, in pixels.
        top: of the patch, in pixels.
        colour: of the ink; on a grey page its brightness.
    """
    x, y = round(left), round(top)
    height, width = page.shape[:2]
    x0, y0 = max(x, 0), max(y, 0)
    x1, y1 = min(x + coverage.shape[1], width), min(y + coverage.shape[0], height)
    if x0 >= x1 or y0 >= y1:
        return
    ink = coverage[y0 - y : y1 - y, x0 - x : x1 - x]
    under = page[y0:y1, x0:x1].astype(np.float32)
    light = np.array(colour, np.float32) / 255
    taken = ink[..., None] * (1 - light) if page.ndim == 3 else ink * (1 - float(_GREY @ light))
    page[y0:y1, x0:x1] = (under * (1 - taken)).astype(np.uint8)


@lru_cache(maxsize=4)
def opened(pdf: bytes) -> pdfium.PdfDocument:
    """Return a PDF, opened once."""
    return pdfium.PdfDocument(pdf)


def rendered(pdf: bytes, page: int, dpi: float, *, colour: bool) -> Pixels:
    """Return a page of a PDF as pixels.

    Args:
        pdf: the file.
        page: its number, from 0.
        dpi: resolution.
        colour: whether to keep colours.
    """
    drawn = opened(pdf)[page].render(scale=dpi / 72, grayscale=not colour, rev_byteorder=True).to_numpy()
    return np.array(drawn[..., :3] if colour else drawn.reshape(drawn.shape[:2]), np.uint8)
