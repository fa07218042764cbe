"""The picture of a page -> a page of words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from PIL import Image

from ratsdok.page import Page, Placement
from ratsdok.reading.glyphs import pieces_of
from ratsdok.reading.lines import lines_of
from ratsdok.reading.ocr.recogniser import recognise
from ratsdok.reading.ocr.settings import Ocr
from ratsdok.reading.ocr.tsv import Token
from ratsdok.reading.picture import Grey, Mask, Picture, evenly_lit, ink_of, reduced
from ratsdok.reading.rereading import read_doubtful_again
from ratsdok.reading.sifting import print_of
from ratsdok.reading.upright import LOOK, Pose, pose_of

STRAIGHT = 0.3
"""Degrees of skew up to which a page is left as it is: a line of A4 then rises by its letters' stroke."""

_MARGIN = 16 / 25.4
"""Inches at a page's edges where scanners leave shadows and punches leave holes; print stands further in."""

_DOUBTFUL = 0.5
"""Legibility below which a page may lie otherwise than its lines made believe: text on its head has 0.1,
the worst page in the right place 0.7."""

_SAMPLE = 2.5  # inches: side of the part that is then read in every direction

_SPECKS = 0.0003  # share of the rest that may be ink on an empty page


def is_blank(picture: Picture, sketch: Mask) -> bool:
    """Tell a page without print: shadows at its edges and what shines through count for nothing."""
    edge = round(_MARGIN * picture.dpi / max(1, round(picture.dpi / LOOK)))
    middle = sketch[edge:-edge, edge:-edge]
    return picture.ink is None and int(np.count_nonzero(middle)) < _SPECKS * middle.size


class Upright(NamedTuple):
    """A page's picture turned for reading, and how it came to lie so."""

    picture: Picture
    placement: Placement


def turned_upright(picture: Picture, pose: Pose) -> Upright:
    """Turn a picture as its pose asks for."""
    skew = pose.skew if abs(pose.skew) > STRAIGHT else 0.0
    grey = _turned(picture.grey, pose.quarter_turns, skew)
    ink = None if picture.ink is None else _turned(picture.ink, pose.quarter_turns, skew)
    placement = Placement(picture.width, picture.height, pose.quarter_turns, skew)
    return Upright(Picture(evenly_lit(grey), picture.dpi, ink), placement)


def _turned(grey: Grey, quarter_turns: int, skew: float) -> Grey:
    grey = np.ascontiguousarray(np.rot90(grey, -quarter_turns))
    if not skew:
        return grey
    paper = int(np.median(grey[::16, ::16]))
    return np.asarray(Image.fromarray(grey).rotate(skew, resample=Image.Resampling.BILINEAR, fillcolor=paper))


class Laid(NamedTuple):
    """How a page lies, as far as its lines tell, and its picture turned as that asks for."""

    pose: Pose
    turned: Upright


def laid(picture: Picture, sketch: Mask) -> Laid:
    """Tell from its sketch how a page lies, and turn its picture as that asks for."""
    pose = pose_of(sketch)
    return Laid(pose, turned_upright(picture, pose))


def read_picture(picture: Picture, laid: Laid, number: int, ocr: Ocr) -> tuple[Page, Picture]:
    """Recognise the words of a page.

    Args:
        picture: of the page, as it is shown.
        laid: how it lies.
        number: of the page, from 1.
        ocr: how to recognise; all that is recognised of the page shares its time.

    Returns:
        The page, and its picture turned for reading.

    Raises:
        EngineMissingError: the engine or its model is not installed.
        RecognitionError: the engine failed, or took too long.
    """
    ocr = ocr.for_one_page()
    pose, (upright, placement) = laid
    tokens = recognise(upright.grey, round(upright.dpi), ocr)
    tokens = tokens or recognise(upright.grey, round(upright.dpi), ocr, layout="scattered")  # a plan, say
    if legibility(tokens) < _DOUBTFUL and (more := _turns_by_reading(upright, ocr)):
        # A page turned by half keeps its skew; one turned by a quarter was measured across its lines.
        pose = Pose((pose.quarter_turns + more) % 4, pose.skew if more == 2 else 0.0)
        upright, placement = turned_upright(picture, pose)
        tokens = recognise(upright.grey, round(upright.dpi), ocr)
    tokens, _ = print_of(read_doubtful_again(tokens, upright, ocr))
    page = Page(
        number,
        lines_of(pieces_of(tokens, upright.dpi)),
        upright.width,
        upright.height,
        source="ocr",
        placement=placement,
    )
    return page, upright


def legibility(tokens: Sequence[Token]) -> float:
    """Return the engine's confidence in a page's longer words, 0 to 1; 0 where it has none."""
    words = [token for token in tokens if len(token.text) > 2]
    letters = sum(len(token.text) for token in words)
    return sum(token.confidence * len(token.text) for token in words) / letters if letters else 0.0


def _turns_by_reading(picture: Picture, ocr: Ocr) -> int:
    """Return the clockwise quarter turns in which a page reads best, by the part with the most ink."""
    side = round(_SAMPLE * picture.dpi)
    factor = max(1, round(picture.dpi / LOOK))
    ink = ink_of(reduced(picture.grey, factor))
    edge = round(_MARGIN * picture.dpi / factor)
    ink[:edge], ink[-edge:], ink[:, :edge], ink[:, -edge:] = False, False, False, False
    cells = max(side // factor // 2, 1)
    rows, columns = ink.shape[0] // cells, ink.shape[1] // cells
    if min(rows, columns) < 3:
        return 0  # smaller than what would be read of it
    counts = ink[: rows * cells, : columns * cells].reshape(rows, -1, columns, cells).sum(axis=(1, 3))
    row, column = divmod(int(np.argmax(counts)), columns)
    top, left = max(0, (row * cells * factor) - side // 4), max(0, (column * cells * factor) - side // 4)
    part = picture.grey[top : top + side, left : left + side]
    read = [recognise(_turned(part, turns, 0.0), round(picture.dpi), ocr) for turns in range(4)]
    scores = [sum(t.confidence * len(t.text) for t in tokens if len(t.text) > 2) for tokens in read]
    return scores.index(max(scores))
