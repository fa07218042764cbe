"""Picture files -> the pictures of their pages; the only room besides `picture.py` that knows Pillow."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

import numpy as np
from PIL import ExifTags, Image, ImageOps, UnidentifiedImageError

from ratsdok.errors import DamagedFileError, NoTextError, RatsdokError, TooLargeError
from ratsdok.page import Eyes, Page, Remark
from ratsdok.reading import jpeg
from ratsdok.reading.ocr.settings import Ocr
from ratsdok.reading.picture import COARSE_DPI, MAX_PIXELS, READING_DPI, Picture
from ratsdok.reading.recognition import Recognition, refuse_without_text
from ratsdok.reading.source import MAX_PAGES, Kind, Source

warnings.filterwarnings("ignore", module="PIL")  # what is wrong with a picture is told as an error

A4 = 8.27, 11.69
"""Inches: what a picture shows whose file does not tell its resolution."""

_CREDIBLE = 60, 1300
"""dpi that scanners have; cameras write 1 whatever they took."""

_SMALLEST = 4  # inches that a page measures at least across and down

_SCREENS = 72, 96
"""dpi that cameras and programs write whatever a picture's resolution is."""


def read_images(source: Source, ocr: Ocr) -> tuple[list[Page], list[Remark], Eyes]:
    """Recognise every page of a picture file.

    Raises:
        DamagedFileError: it cannot be read.
        TooLargeError: it has more than `MAX_PAGES`, or one of more than `MAX_PIXELS`.
        NoTextError: nothing can be read on it, or nothing may be recognised.
        EngineMissingError: the engine or its model is not installed.
        RecognitionError: the engine failed on a page, or took too long.
    """
    count = _count_pages(source)
    if ocr.mode == "never":
        raise NoTextError("a picture has no text layer", source=source.name)
    recognition = Recognition(partial(picture_of_page, source), ocr, source.name)
    pages = recognition.pages(range(1, count + 1))
    refuse_without_text(pages, source.name)
    return pages, recognition.remarks, recognition.eyes


def _count_pages(source: Source) -> int:
    if source.kind is not Kind.TIFF:  # further pictures in a JPEG or PNG are previews, depths, or moves
        return 1
    with opened_image(source) as image:
        count: int = getattr(image, "n_frames", 1)
    if count > MAX_PAGES:
        raise TooLargeError(f"the picture has {count} pages, more than {MAX_PAGES}", source=source.name)
    return count


def picture_of_page(source: Source, number: int) -> Picture:
    """Return a page of a picture file, in the resolution that it is recognised in.

    Raises:
        DamagedFileError: it cannot be read.
        TooLargeError: it has more than `MAX_PIXELS`; found out before it is unpacked.
    """
    if source.kind is Kind.JPEG and jpeg.has_hole(source.data):
        raise DamagedFileError("the picture is broken (zeros stand where data was)", source=source.name)
    with opened_image(source) as image:
        image.seek(number - 1)
        _refuse_above_limit(image.width * image.height, number, source.name)
        sideways = _lies_sideways(image)
        image.load()
        frame = as_held(image)
    dpi = _resolution(frame, sideways)
    width, height = (side * READING_DPI / each for side, each in zip(frame.size, dpi, strict=True))
    _refuse_above_limit(width * height, number, source.name)
    return _picture(frame, (max(1, round(width)), max(1, round(height))), is_coarse=max(dpi) < COARSE_DPI)


def _refuse_above_limit(pixels: float, number: int, name: str) -> None:
    if pixels > MAX_PIXELS:
        raise TooLargeError(f"page {number} is a picture of {pixels / 1e6:.0f} million pixels", source=name)


def _lies_sideways(image: Image.Image) -> bool:
    """Tell a picture that is turned by a quarter when it is unpacked or shown as it was held."""
    try:
        return image.getexif().get(ExifTags.Base.Orientation) in (5, 6, 7, 8)
    except Exception:  # as below
        return False


def as_held(image: Image.Image) -> Image.Image:
    """Return a photograph turned as the camera was held, if it says so in a way that can be read."""
    try:
        return ImageOps.exif_transpose(image)
    except Exception:  # cameras' notes are broken in many ways; the picture is sound
        return image.copy()


@contextmanager
def opened_image(source: Source) -> Iterator[Image.Image]:
    """Open a picture file; what goes wrong with it inside the context is told as a fault of the file.

    Raises:
        DamagedFileError: the picture breaks off, or cannot be unpacked.
        TooLargeError: it has far more pixels than `MAX_PIXELS`.
    """
    try:
        with Image.open(io.BytesIO(source.data), formats=("PNG", "JPEG", "TIFF")) as image:
            yield image
    except RatsdokError:
        raise
    except UnidentifiedImageError as error:
        raise DamagedFileError("the picture is broken", source=source.name) from error
    except Image.DecompressionBombError as error:  # its head says so; nothing was unpacked
        problem = f"a page is a picture of more than {MAX_PIXELS / 1e6:.0f} million pixels"
        raise TooLargeError(problem, source=source.name) from error
    except Exception as error:  # Pillow meets broken pictures with a dozen types of error
        raise DamagedFileError(f"the picture is broken ({error})", source=source.name) from error


def _picture(frame: Image.Image, size: tuple[int, int], *, is_coarse: bool) -> Picture:
    """Return a picture brought to the size in which it is recognised, its pixels square."""
    frame = plain(frame).resize(size, Image.Resampling.BICUBIC)
    pixels = np.asarray(frame)
    picture = Picture(pixels, READING_DPI) if frame.mode == "L" else Picture.of_colour(pixels, READING_DPI)
    return picture.sharpened() if is_coarse else picture


def plain(frame: Image.Image) -> Image.Image:
    """Return a picture in grey or in red, green and blue, without anything to see through."""
    if frame.mode in ("L", "RGB"):
        return frame
    if frame.mode == "1":
        return frame.convert("L")
    if frame.mode == "F" or frame.mode.startswith("I"):
        return _in_eight_bits(frame)
    if frame.mode in ("LA", "PA", "RGBA", "P"):
        frame = frame.convert("RGBA")
        paper = Image.new("RGBA", frame.size, "white")
        return Image.alpha_composite(paper, frame).convert("RGB")
    return frame.convert("RGB")


def _in_eight_bits(frame: Image.Image) -> Image.Image:
    """Return a picture of finer greys in 256; Pillow would take whatever is brighter than 255 for white."""
    greys = np.asarray(frame).astype(np.float32)
    brightest = float(greys.max())
    white = next((each for each in (1, 255, 65_535) if brightest <= each), brightest)
    return Image.fromarray((np.clip(greys, 0, None) * (255 / white)).astype(np.uint8))


def _resolution(frame: Image.Image, sideways: bool) -> tuple[float, float]:
    """Return the resolution across and down: what a scanner may have said, else as if the page were A4.

    A fax has half as many dots down as across, or twice as many.
    """
    width, height = frame.size
    told = [float(each) for each in frame.info.get("dpi", (0, 0))]
    if not all(map(_is_credible, told)):
        told = [max(told)] * 2
    across, down = reversed(told) if sideways else told
    finer = max(told)
    if (
        _is_credible(finer)
        and round(finer) not in _SCREENS
        and min(width / across, height / down) > _SMALLEST
    ):
        return across, down
    dpi = max(max(width, height) / A4[1], min(width, height) / A4[0])
    return dpi, dpi


def _is_credible(dpi: float) -> bool:
    return _CREDIBLE[0] <= dpi <= _CREDIBLE[1]
