"""What pages look like: the pictures that their words were read from, whatever way these lay."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from pdfs import pdf, says
from pictures import LETTER, encoded, grey, page
from ratsdok.page import Document, Page
from ratsdok.reading import read_with_views
from ratsdok.reading.pictures import MOST, PageView

SAMPLES = Path(__file__).parents[1] / "samples"
SECOND = "Zweite Seite mit einer Zeile Text darauf"
_EXIF_ORIENTATION = 274


def laid(turns: int, skew: float = 0.0) -> Image.Image:
    """Return a page of print as it lies after quarter turns anticlockwise, its lines falling by a skew."""
    return page().rotate(-skew, Image.Resampling.BILINEAR, fillcolor=255).rotate(90 * turns, expand=True)


def photograph() -> bytes:
    exif = Image.Exif()
    exif[_EXIF_ORIENTATION] = 6
    return encoded(page().rotate(90, expand=True), "JPEG", exif=exif)


def turned_sheet(canvas: Canvas) -> None:
    canvas.setPageSize((842, 595))  # as it is shown; the sheet itself is upright
    canvas.setPageRotation(90)
    says(*LETTER)(canvas)


FILES: dict[str, Callable[[], bytes]] = {
    "a picture": lambda: encoded(page()),
    "turned": lambda: encoded(laid(1)),
    "on its head and askew": lambda: encoded(laid(2, 1.5)),
    "turned and askew": lambda: encoded(laid(3, -2.0)),
    "a photograph held upright": photograph,
    "a TIFF that says how it lies": lambda: encoded(
        page().rotate(90, expand=True), "TIFF", tiffinfo={_EXIF_ORIENTATION: 6}
    ),
    "a fax of two pages": lambda: encoded(page().convert("1"), "TIFF", page(SECOND).convert("1")),
    "a PDF of two pages": lambda: pdf(says(*LETTER), says(SECOND)),
    "a PDF shown turned": lambda: pdf(turned_sheet),
    "a scan in a PDF, turned and askew": lambda: encoded(laid(1, 1.0), "PDF"),
    "a PDF with a password": lambda: pdf(says(*LETTER), password="geheim"),
}


@pytest.mark.parametrize("file", FILES)
def test_the_ink_of_a_picture_lies_where_the_words_were_read(file: str) -> None:
    document, views = read_with_views(FILES[file](), password="geheim" if "password" in file else None)
    assert [view.number for view in views] == [each.number for each in document.pages]
    for each, view in zip(document.pages, views, strict=True):
        ink = inked(view)
        outside = ink.copy()
        for top, bottom, left, right in places(each, view, ink.shape):
            assert ink[top:bottom, left:right].mean() > 0.05
            outside[top:bottom, left:right] = False
        assert outside.sum() < 0.02 * ink.sum()


def inked(view: PageView) -> np.ndarray[tuple[int, int], np.dtype[np.bool_]]:
    dark = grey(Image.open(io.BytesIO(view.jpeg))) < 140
    height, width = dark.shape
    assert width / height == pytest.approx(view.placement.width / view.placement.height, rel=0.01)
    return dark


def places(each: Page, view: PageView, shape: tuple[int, ...]) -> list[tuple[int, int, int, int]]:
    """Return the places of a page's words in its picture as it is shown, in pixels."""
    scale = shape[0] / view.placement.height
    boxes = [view.placement.shown(word.box) for line in each.lines for word in line.words if word.box]
    assert boxes
    return [
        (round(box.top * scale) - 2, round(box.bottom * scale) + 2, round(box.x0 * scale) - 2,
         round(box.x1 * scale) + 2)
        for box in boxes
    ]  # fmt: skip


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P", "I;16", "CMYK"])
def test_paper_is_white_in_pictures_of_every_mode(mode: str) -> None:
    made = Image.fromarray(np.asarray(page(), np.uint16) * 257) if mode == "I;16" else page().convert(mode)
    _, (view,) = read_with_views(encoded(made, "TIFF" if mode == "CMYK" else "PNG"))
    picture = grey(Image.open(io.BytesIO(view.jpeg)))
    assert np.median(picture) > 250
    assert np.count_nonzero(picture < 100) > 1000


def test_colours_stay() -> None:
    sheet = page().convert("RGB")
    sheet.paste((0, 60, 200), (600, 1300, 900, 1400))
    _, (view,) = read_with_views(encoded(sheet))
    red, _, blue = Image.open(io.BytesIO(view.jpeg)).getpixel((750, 1350))  # type: ignore[misc]
    assert blue - red > 150


def test_a_plan_is_shown_no_larger_than_can_be_looked_at() -> None:
    def plan(canvas: Canvas) -> None:
        canvas.setPageSize((9000, 3000))
        says(*LETTER)(canvas)

    _, (view,) = read_with_views(pdf(plan))
    assert Image.open(io.BytesIO(view.jpeg)).size == (MOST, round(MOST / 3))


def test_a_text_has_no_pages_to_show() -> None:
    document, views = read_with_views("\n".join(LETTER).encode())
    assert isinstance(document, Document)
    assert views == []
