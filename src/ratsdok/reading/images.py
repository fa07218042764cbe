"""Picture files -> the pictures of their pages; the only room besides `picture.py` that knows Pillow."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

import numpy as np
from PIL import Image, ImageOps, UnidentifiedImageError

from ratsdok.errors import DamagedFileError, NoTextError, RatsdokError, TooLargeError
from ratsdok.page import Eyes, Page, Remark
from ratsdok.reading.ocr.settings import Ocr
from ratsdok.reading.picture import COARSE_DPI, MAX_PIXELS, READING_DPI, Picture
from ratsdok.reading.recognition import Recognition, refuse_without_text
from ratsdok.reading.source import MAX_PAGES, Kind, Source

warnings.filterwarnings("ignore", module="PIL")  # what is wrong with a picture is told as an error

A4 = 8.27, 11.69
"""Inches: what a picture shows whose file does not tell its resolution."""

_CREDIBLE = 60, 1300
"""dpi that scanners have; cameras write 1 whatever they took."""

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
    with _opened(source) as image:
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
    with _opened(source) as image:
        image.seek(number - 1)
        pixels = image.width * image.height
        for each in (pixels, pixels * (READING_DPI / _dpi(image)) ** 2):
            if each > MAX_PIXELS:
                problem = f"page {number} is a picture of {each / 1e6:.0f} million pixels"
                raise TooLargeError(problem, source=source.name)
        image.load()
        frame = _as_held(image)
    return _picture(frame)


def _as_held(image: Image.Image) -> Image.Image:
    """Return a photograph turned as the camera was held, if it says so in a way that can be read."""
    try:
        return ImageOps.exif_transpose(image)
    except Exception:  # cameras' notes are broken in many ways; the picture is sound
        return image.copy()


@contextmanager
def _opened(source: Source) -> Iterator[Image.Image]:
    try:
        with Image.open(io.BytesIO(source.data), formats=("PNG", "JPEG", "TIFF")) as image:
            yield image
    except RatsdokError:
        raise
    except UnidentifiedImageError as error:
        raise DamagedFileError("the picture is broken", source=source.name) from error
    except Image.DecompressionBombError as error:  # its head says so; nothing was unpacked
        raise TooLargeError("a page is a picture of too many pixels", source=source.name) from error
    except Exception as error:  # Pillow meets broken pictures with a dozen types of error
        raise DamagedFileError(f"the picture is broken ({error})", source=source.name) from error


def _picture(frame: Image.Image) -> Picture:
    dpi = _dpi(frame)
    size = max(1, round(frame.width * READING_DPI / dpi)), max(1, round(frame.height * READING_DPI / dpi))
    frame = _plain(frame).resize(size, Image.Resampling.BICUBIC)
    pixels = np.asarray(frame)
    picture = Picture(pixels, READING_DPI) if frame.mode == "L" else Picture.of_colour(pixels, READING_DPI)
    return picture.sharpened() if dpi < COARSE_DPI else picture


def _plain(frame: Image.Image) -> Image.Image:
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


def _dpi(frame: Image.Image) -> float:
    """Return the resolution: the file's word, if a scanner may have said it, else as if the page were A4."""
    told = float(max(frame.info.get("dpi", (0, 0))))
    if _CREDIBLE[0] <= told <= _CREDIBLE[1] and round(told) not in _SCREENS and min(frame.size) / told > 4:
        return told
    long, short = max(frame.size), min(frame.size)
    return max(long / A4[1], short / A4[0])
