"""Layers: PDFs in which text stands below pictures or beside them."""

from __future__ import annotations

import io
import re
from random import Random

import pypdfium2 as pdfium
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from samples.press import PLAIN
from samples.proof import Line, Print

_INVISIBLE = 3
_CLOCK = re.compile(rb"(?<=<)[0-9A-F]{32}(?=>)|(?<=\(D:)\d{14}")
# What poor OCR makes of letters; blanks stand for characters that it loses.
_MISREAD = {
    "a": "ae^", "b": "h6", "c": "e(", "d": "cl", "e": "c^ö", "f": "t{", "g": "q9", "h": "b|", "i": "l:!",
    "k": "ls", "l": "|1!", "m": "rn~", "n": "r¡", "o": "0c•", "r": "i-", "s": "5§", "t": "lf", "u": "v¡",
    "w": "vv", "z": "2%", "ä": "a^", "ö": "o*", "ü": "i¡", "ß": "B", "0": "O•", "1": "l/", "2": "Z?",
    "5": "S$", "6": "b°", "8": "B&",
}  # fmt: skip


def damaged(text: str, draw: Random, share: float = 0.4) -> str:
    """Return a text as a poor OCR program reads it; share is that of damaged characters."""
    return "".join(
        draw.choice(_MISREAD.get(character.lower(), "~*^")) if draw.random() < share else character
        for character in text
    )


def with_poor_layer(printed: Print, pages: list[Image.Image], quality: int, seed: int) -> bytes:
    """Return a PDF of scanned pages, each with a faulty, invisible text below its picture.

    Args:
        printed: whose lines become the text.
        pages: a picture for each printed page.
        quality: of JPEG.
        seed: decides what is misread.
    """
    draw, buffer = Random(seed), io.BytesIO()
    canvas = Canvas(buffer, invariant=1, pageCompression=0)
    for page, lines in zip(pages, printed.pages, strict=True):
        width, height = canvas._pagesize
        picture = io.BytesIO()
        page.save(picture, "JPEG", quality=quality)
        picture.seek(0)
        for line in lines:
            _hide(canvas, line, damaged(line.text, draw), printed.size)
        canvas.drawImage(ImageReader(picture), 0, 0, width, height)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def text_then_pictures(printed: bytes, scanned: bytes) -> bytes:
    """Return a PDF with the first page of a print and the other pages of its scan."""
    mixed, buffer = pdfium.PdfDocument.new(), io.BytesIO()
    scan = pdfium.PdfDocument(scanned)
    mixed.import_pages(pdfium.PdfDocument(printed), [0])
    mixed.import_pages(scan, list(range(1, len(scan))))
    mixed.save(buffer)
    # Day and identifier are the clock's; of the same pages there is to be the same file.
    return _CLOCK.sub(lambda found: b"20200101000000" + b"0" * (len(found.group()) - 14), buffer.getvalue())


def _hide(canvas: Canvas, line: Line, text: str, size: float) -> None:
    written = canvas.beginText(line.x, line.y)
    written.setFont(PLAIN, size)
    written.setTextRenderMode(_INVISIBLE)
    written.textOut(text)
    canvas.drawText(written)
