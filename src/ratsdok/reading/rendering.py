"""A PDF's page -> its picture, in the resolution of the scan that lies on it."""

from __future__ import annotations

import math
from typing import Any, NamedTuple

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium

from ratsdok.errors import DamagedFileError, TooLargeError
from ratsdok.reading.packed import BREAKS_OFF, UNREADABLE, flaw_of, pixels_of
from ratsdok.reading.pdfium import MAX_NESTING, Sheet
from ratsdok.reading.picture import COARSE_DPI, MAX_PIXELS, READING_DPI, Picture

MAX_PLATES = 5_000
"""Pictures of a page that are looked at; some printers write every letter as a picture of its own."""

_GREY = (pdfium.FPDF_COLORSPACE_DEVICEGRAY, pdfium.FPDF_COLORSPACE_CALGRAY)
_SCANNED = 0.3  # share of a page that a picture covers whose resolution is the scan's
IS_SCAN = 0.5
"""Share of a page that a picture covers which is a scan of it."""

_SPREAD = 4  # times as many bits as a pixel has in the file it may have when PDFium has unpacked it


class Plate(NamedTuple):
    """A picture that lies on a page.

    Attributes:
        drawn: itself; usable as long as its page is open.
        share: of the page that it covers.
        dpi: its resolution there.
        width: in pixels.
        height: in pixels.
    """

    drawn: pypdfium2.PdfImage
    share: float
    dpi: float
    width: int
    height: int


def plates_of(sheet: Sheet) -> list[Plate]:
    """Return the pictures that lie on a page; none of them is unpacked for that."""
    plates = []
    for drawn in sheet.page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=MAX_NESTING):
        width, height = drawn.get_px_size()
        left, bottom, right, top = drawn.get_bounds()
        area = (right - left) * (top - bottom)
        if width and height and area:
            share = min(area / (sheet.width * sheet.height), 1.0)
            plates.append(Plate(drawn, share, 72 * math.sqrt(width * height / area), width, height))
        if len(plates) == MAX_PLATES:
            break
    return plates


def picture_of(sheet: Sheet, number: int, name: str, plates: list[Plate]) -> Picture:
    """Return the picture of a page, in the resolution that it is recognised in.

    Args:
        sheet: the page.
        number: of the page, for errors.
        name: of the file, for errors.
        plates: the pictures on it.

    Raises:
        TooLargeError: the page, or a picture on it, has more than `MAX_PIXELS`; nothing was unpacked then.
        DamagedFileError: a picture on it breaks off, has a hole, or cannot be unpacked.
    """
    shown = sheet.width * sheet.height * (READING_DPI / 72) ** 2
    _refuse_above_limit(max([shown, *(plate.width * plate.height for plate in plates)]), number, name)
    colour = False
    for plate in plates:
        packing, data = _packed(plate.drawn)
        _refuse_above_limit(pixels_of(packing, data), number, name)  # it may say more than the PDF does
        meta = plate.drawn.get_metadata()
        flaw = flaw_of(packing, data, plate.width, plate.height) or _flaw_within(plate, packing, data, meta)
        if flaw:
            raise DamagedFileError(f"the picture on page {number} {flaw}", source=name)
        colour |= meta.bits_per_pixel != 1 and meta.colorspace not in _GREY
    picture = rendered(sheet, READING_DPI, colour=colour)
    return picture.sharpened() if _is_coarse(plates) else picture


def _refuse_above_limit(pixels: float, number: int, name: str) -> None:
    if pixels > MAX_PIXELS:
        raise TooLargeError(f"page {number} is a picture of {pixels / 1e6:.0f} million pixels", source=name)


def _packed(drawn: pypdfium2.PdfImage) -> tuple[str, bytes]:
    """Return how a picture is packed, and its data; no name where that is its pixels, or some of them."""
    filters = drawn.get_filters()
    if filters == ["FlateDecode"]:
        return filters[0], bytes(drawn.get_data())
    complex_ = drawn.get_filters(skip_simple=True)
    return complex_[-1] if complex_ else "", bytes(drawn.get_data(decode_simple=True))


def _flaw_within(plate: Plate, packing: str, data: bytes, meta: Any) -> str:
    """Return what shows only when PDFium unpacks a picture, or nothing."""
    if not meta.bits_per_pixel:
        return UNREADABLE
    if packing == "JBIG2Decode":  # the others have been unpacked, as far as they can fail, for the metadata
        try:
            plate.drawn.get_bitmap()
        except pypdfium2.PdfiumError:
            return UNREADABLE
    least = max(1, meta.bits_per_pixel // _SPREAD) * plate.width // 8 * plate.height
    return BREAKS_OFF if not packing and len(data) < least else ""


def _is_coarse(plates: list[Plate]) -> bool:
    largest = max(plates, key=lambda plate: plate.share, default=None)
    return largest is not None and largest.share > _SCANNED and largest.dpi < COARSE_DPI


def rendered(sheet: Sheet, dpi: float, *, colour: bool) -> Picture:
    """Return the picture of a page.

    Args:
        sheet: the page.
        dpi: resolution of the picture.
        colour: whether to keep colours.
    """
    bitmap = sheet.page.render(scale=dpi / 72, grayscale=not colour, rev_byteorder=True)
    pixels = np.array(bitmap.to_numpy())
    if not colour:
        return Picture(pixels.reshape(pixels.shape[:2]), dpi)
    return Picture.of_colour(pixels[:, :, :3], dpi)
