"""What a file's pages look like: pictures for people who compare a record with its letter."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from PIL import Image

from ratsdok.page import Page, Placement
from ratsdok.reading.images import as_held, opened_image, plain
from ratsdok.reading.pdfium import opened
from ratsdok.reading.source import Kind, Source

DPI = 150
"""Small print can be read in it, and a page takes 100 to 400 kB."""

MOST = 3500
"""Pixels of a picture's longer side; of a plan in A1 the larger print can still be read."""

_QUALITY = 80


class PageView(NamedTuple):
    """What a page looks like.

    Attributes:
        number: of the page, from 1.
        placement: its size, and how it was turned for reading.
        jpeg: its picture in colour as it is shown, not turned for reading.
    """

    number: int
    placement: Placement
    jpeg: bytes


def views_of(source: Source, pages: Sequence[Page], password: str | None = None) -> list[PageView]:
    """Return what the pages of a file look like.

    Args:
        source: the file, a PDF or a picture.
        pages: all of its pages, as they were read.
        password: opens an encrypted PDF.
    """
    is_pdf = source.kind is Kind.PDF
    pictures = _of_pdf(source, pages, password) if is_pdf else _of_pictures(source, pages)
    return [
        PageView(page.number, _placement(page), _jpeg(picture))
        for page, picture in zip(pages, pictures, strict=True)
    ]


def _of_pdf(source: Source, pages: Sequence[Page], password: str | None) -> Iterator[Image.Image]:
    with opened(source, password) as document:
        for page in pages:
            sheet = document[page.number - 1]
            yield sheet.render(scale=_dpi(page) / 72).to_pil()
            sheet.close()


def _of_pictures(source: Source, pages: Sequence[Page]) -> Iterator[Image.Image]:
    with opened_image(source) as image:
        for page in pages:
            image.seek(page.number - 1)
            place, scale = _placement(page), _dpi(page) / 72
            size = max(1, round(place.width * scale)), max(1, round(place.height * scale))
            yield plain(as_held(image)).resize(size, Image.Resampling.LANCZOS)


def _placement(page: Page) -> Placement:
    return page.placement or Placement(page.width, page.height)


def _dpi(page: Page) -> float:
    return min(DPI, MOST * 72 / max(page.width, page.height))


def _jpeg(picture: Image.Image) -> bytes:
    stream = io.BytesIO()
    (picture if picture.mode == "L" else picture.convert("RGB")).save(stream, "JPEG", quality=_QUALITY)
    return stream.getvalue()
