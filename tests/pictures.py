"""Pictures of pages for tests: small ones, printed here."""

import io
import struct
import zlib
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt
import pypdfium2
from PIL import Image

from pdfs import Drawing, pdf, says

DPI = 150

LETTER = (
    "Beschlusskontrolle zu V0815/30 (Sitzungsnummer: SR/012/2030)",
    "Laternen am Mühlgraben",
    "Sehr geehrte Damen und Herren,",
    "folgender Zwischenstand kann zu oben genanntem Beschluss gegeben werden:",
    "1. „Der Weg am Mühlgraben wird beleuchtet.“",
    "Die Leuchten sind bestellt. Der Tiefbau beginnt im Frühjahr.",
    "nächste Beschlusskontrolle: 30. Juni 2031",
    "Mit freundlichen Grüßen",
)
PAPER = "V0815/30"


def printed(draw: Drawing, dpi: float = DPI) -> Image.Image:
    """Return a page drawn in points as a grey picture."""
    sheet = pypdfium2.PdfDocument(pdf(draw))[0]
    picture: Image.Image = sheet.render(scale=dpi / 72, grayscale=True).to_pil()
    return picture


@cache
def page(*lines: str, dpi: float = DPI) -> Image.Image:
    """Return a page of print, by default of `LETTER`; not to be changed."""
    return printed(says(*(lines or LETTER)), dpi)


@cache
def blank() -> Image.Image:
    return Image.new("L", page().size, 255)


def grey(picture: Image.Image) -> npt.NDArray[np.uint8]:
    return np.asarray(picture.convert("L"))


def encoded(picture: Image.Image, kind: str = "PNG", *others: Image.Image, **settings: Any) -> bytes:
    """Return pictures as a file; `kind` is Pillow's name of its format."""
    file = io.BytesIO()
    if others or kind in ("PDF", "TIFF"):
        settings = {"save_all": True, "append_images": [other.copy() for other in others]} | settings
    settings = {"resolution" if kind == "PDF" else "dpi": DPI if kind == "PDF" else (DPI, DPI)} | settings
    picture.copy().save(file, kind, **settings)  # saving leaves traces in what was saved
    return file.getvalue()


def png_that_claims(width: int, height: int) -> bytes:
    """Return a PNG of a hundred bytes whose head speaks of a picture of any size."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")
    )
