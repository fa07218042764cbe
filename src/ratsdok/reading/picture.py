"""The picture of a page, and what of it is ink."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageFilter

Grey = npt.NDArray[np.uint8]
Mask = npt.NDArray[np.bool_]

INK = 0.75
"""Share of the paper's brightness below which a pixel is ink."""

MAX_PIXELS = 120_000_000
"""Of a page. A4 at 600 dpi has 35 million, an A1 plan at 300 dpi 70 million."""

READING_DPI = 200
"""What pages are recognised in. On generated scans of 150 to 300 dpi as many words are right as in any finer
resolution, in three quarters of the time that 300 dpi take (`python -m bench.resolution`)."""

COARSE_DPI = 130
"""Scans of less are sharpened: enlarged as they are, letters run together."""

_COLOURFUL = 48
"""How far a pixel's strongest colour must stand out from its weakest to be ink of a stamp or a pen: JPEG
leaves a fringe of half as much round black letters."""

_BLACK = 90
"""A pixel whose strongest colour is weaker is black print, also below a stamp."""

_FEW = 0.0001
"""Share of a page's pixels that are coloured; fewer are stains."""

_MANY = 0.5
"""Coloured pixels for each black one; more are no stamps, but the print itself, or coloured paper."""

_SOILED = 0.05  # share of pixels between paper and ink on a page where something shines through
_SHADED = 0.9  # how bright the darkest paper of an evenly lit page is beside its brightest

_SHADOW = 0.4  # paper in a shadow is at least this share as bright as the page's; what is darker is black

_PATCH = 16  # pixels: side of the patches whose brightness stands for the paper's


@dataclass(frozen=True, slots=True)
class Picture:
    """A page as a picture.

    Attributes:
        grey: rows of grey values, 0 is black; of a page in colours what is printed in black.
        dpi: its resolution.
        ink: rows of grey values of what is written or stamped in colours; None where nothing is.
    """

    grey: Grey
    dpi: float
    ink: Grey | None = None

    @classmethod
    def of_colour(cls, pixels: npt.NDArray[np.uint8], dpi: float) -> Picture:
        """Part what is printed in black from what is stamped or written in colours.

        Args:
            pixels: rows of red, green and blue values.
            dpi: the picture's resolution.
        """
        bands = [_whitened(np.ascontiguousarray(pixels[:, :, band])) for band in range(3)]
        brightest, darkest = np.maximum.reduce(bands), np.minimum.reduce(bands)
        coloured = (brightest - darkest > _COLOURFUL) & (brightest > _BLACK)
        many = np.count_nonzero(coloured)
        if many < _FEW * coloured.size or many > _MANY * np.count_nonzero(brightest < 128):
            return cls(np.asarray(Image.fromarray(pixels).convert("L")), dpi)
        paper = np.uint8(255)
        return cls(np.where(coloured, paper, brightest), dpi, np.where(coloured, darkest, paper))

    def sharpened(self) -> Picture:
        """Return the picture with clearer edges."""
        mask = ImageFilter.UnsharpMask(radius=self.dpi / 75, percent=120, threshold=2)
        grey = np.asarray(Image.fromarray(self.grey).filter(mask))
        return Picture(grey, self.dpi, self.ink)

    @property
    def width(self) -> float:
        """Width in points."""
        return float(self.grey.shape[1] * 72 / self.dpi)

    @property
    def height(self) -> float:
        """Height in points."""
        return float(self.grey.shape[0] * 72 / self.dpi)


def _whitened(band: Grey) -> Grey:
    """Return a colour's share of each pixel as it would be on white paper."""
    paper = np.percentile(band[::8, ::8], 80)
    scale = np.minimum(np.arange(256) * 255 / max(paper, 1.0), 255).astype(np.uint8)
    return scale[band]


def reduced(grey: Grey, factor: int) -> Grey:
    """Return a picture with each square of `factor` pixels a side made one pixel, their mean."""
    return grey if factor < 2 else np.asarray(Image.fromarray(grey).reduce(factor))


def paper_of(grey: Grey) -> npt.NDArray[np.float32]:
    """Return how bright the paper is around each patch of `_PATCH` pixels a side.

    It is as bright as the brighter pixels of its neighbourhood, and never as dark as a shadow at the edge.
    """
    height, width = grey.shape
    rows, columns = -(-height // _PATCH), -(-width // _PATCH)
    padded = np.pad(grey, ((0, rows * _PATCH - height), (0, columns * _PATCH - width)), mode="edge")
    brightest = padded.reshape(rows, _PATCH, columns, _PATCH).max(axis=(1, 3)).astype(np.float32)
    around = np.lib.stride_tricks.sliding_window_view(np.pad(brightest, 2, mode="edge"), (5, 5))
    paper = np.percentile(around.reshape(rows, columns, 25), 70, axis=2).astype(np.float32)
    darkest = max(_SHADOW * float(np.median(paper)), 1.0)
    limited: npt.NDArray[np.float32] = np.maximum(paper, np.float32(darkest))
    return limited


def evenly_lit(grey: Grey) -> Grey:
    """Return a picture as if its paper were white everywhere; what shines through stays.

    Only where it is needed. On heavily damaged scans more words and fields are right than without
    (`python -m bench.resolution`).
    """
    factor = max(1, grey.shape[1] // 600)
    small = reduced(grey, factor)
    paper = paper_of(small)
    if not _is_soiled(small, paper):
        return grey
    enlarged = Image.fromarray(paper)
    size = paper.shape[1] * _PATCH * factor, paper.shape[0] * _PATCH * factor
    full = np.asarray(enlarged.resize(size, Image.Resampling.BILINEAR))[: grey.shape[0], : grey.shape[1]]
    return np.minimum(grey * (np.float32(255) / full), 255).astype(np.uint8)


def _is_soiled(grey: Grey, paper: npt.NDArray[np.float32]) -> bool:
    """Tell a page with much that is neither paper nor ink, or with paper that is darker here than there."""
    brightness = grey / _spread(paper, grey)
    faint = np.count_nonzero((brightness > 0.7) & (brightness < 0.9))
    darkest, brightest = np.percentile(paper, [5, 95])
    return bool(faint > _SOILED * grey.size or darkest < _SHADED * brightest)


def _spread(patches: npt.NDArray[np.float32], grey: Grey) -> npt.NDArray[np.float32]:
    """Return a value of each patch for each of a picture's pixels."""
    spread = np.repeat(np.repeat(patches, _PATCH, axis=0), _PATCH, axis=1)
    return spread[: grey.shape[0], : grey.shape[1]]


def ink_of(grey: Grey) -> Mask:
    """Tell ink from paper, whatever light the paper lay in."""
    ink: Mask = grey < INK * _spread(paper_of(grey), grey)
    return ink
