"""A PDF's page -> its picture, in the resolution of the scan that lies on it."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium

from ratsdok.errors import DamagedFileError, TooLargeError
from ratsdok.page import Box
from ratsdok.reading.pdfium import Sheet
from ratsdok.reading.picture import COARSE_DPI, MAX_PIXELS, READING_DPI, Picture

MAX_PLATES = 500
"""Pictures of a page that are looked at; some printers write every letter as a picture of its own."""

_GREY = (pdfium.FPDF_COLORSPACE_DEVICEGRAY, pdfium.FPDF_COLORSPACE_CALGRAY)
_JPEG_START, _JPEG_END = b"\xff\xd8", b"\xff\xd9"
_SCANNED = 0.3  # share of a page that a picture covers whose resolution is the scan's
_PADDING = 64  # bytes that may stand behind a JPEG's end


class Plate(NamedTuple):
    """A picture that lies on a page.

    Attributes:
        share: of the page that it covers.
        dpi: its resolution there.
        pixels: how many it has.
        grey: whether it has no colours.
        broken: whether its data breaks off.
    """

    share: float
    dpi: float
    pixels: int
    grey: bool
    broken: bool


def plates_of(sheet: Sheet) -> list[Plate]:
    """Return the pictures that lie on a page."""
    plates = []
    for drawn in sheet.page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=4):
        width, height = drawn.get_px_size()
        left, bottom, right, top = drawn.get_bounds()
        points = max(right - left, top - bottom), min(right - left, top - bottom)
        area = points[0] * points[1]
        if not width or not height or not area:
            continue
        meta = drawn.get_metadata()
        plates.append(
            Plate(
                share=min(area / (sheet.width * sheet.height), 1.0),
                dpi=72 * math.sqrt(width * height / area),
                pixels=width * height,
                grey=meta.bits_per_pixel == 1 or meta.colorspace in _GREY,
                broken=_breaks_off(drawn),
            )
        )
        if len(plates) == MAX_PLATES:
            break
    return plates


def _breaks_off(drawn: pypdfium2.PdfImage) -> bool:
    """Tell a JPEG without its beginning or end: PDFium would leave grey what is missing."""
    if "DCTDecode" not in drawn.get_filters():
        return False
    data = bytes(drawn.get_data(decode_simple=True)).rstrip(b"\0")
    return not data.startswith(_JPEG_START) or _JPEG_END not in data[-_PADDING:]


def picture_of(sheet: Sheet, number: int, name: str, plates: list[Plate]) -> Picture:
    """Return the picture of a page, in the resolution that it is recognised in.

    Args:
        sheet: the page.
        number: of the page, for errors.
        name: of the file, for errors.
        plates: the pictures on it.

    Raises:
        TooLargeError: the page, or a picture on it, has more than `MAX_PIXELS`.
        DamagedFileError: a picture on it breaks off.
    """
    if any(plate.broken for plate in plates):
        raise DamagedFileError(f"the picture on page {number} breaks off", source=name)
    pixels = sheet.width * sheet.height * (READING_DPI / 72) ** 2
    for each in (pixels, *(plate.pixels for plate in plates)):
        if each > MAX_PIXELS:
            raise TooLargeError(f"page {number} is a picture of {each / 1e6:.0f} million pixels", source=name)
    picture = rendered(sheet, READING_DPI, colour=any(not plate.grey for plate in plates))
    return picture.sharpened() if _is_coarse(plates) else picture


def _is_coarse(plates: list[Plate]) -> bool:
    largest = max(plates, key=lambda plate: plate.share, default=None)
    return largest is not None and largest.share > _SCANNED and largest.dpi < COARSE_DPI


def rendered(sheet: Sheet, dpi: float, *, colour: bool, part: Box | None = None) -> Picture:
    """Return the picture of a page, or of a part of it.

    Args:
        sheet: the page.
        dpi: resolution of the picture.
        colour: whether to keep colours.
        part: in points from the top left corner of the page as shown; None for all of it.
    """
    box = part or Box(0, 0, sheet.width, sheet.height)
    crop = (
        box.x0,
        sheet.height - box.bottom,
        sheet.width - box.x1,
        box.top,
    )  # as PDFium counts: from the edges
    bitmap = sheet.page.render(
        scale=dpi / 72, crop=tuple(max(0.0, side) for side in crop), grayscale=not colour, rev_byteorder=True
    )
    pixels = np.array(bitmap.to_numpy())
    if not colour:
        return Picture(pixels.reshape(pixels.shape[:2]), dpi)
    return Picture.of_colour(pixels[:, :, :3], dpi)
