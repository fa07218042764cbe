"""Lines that the engine doubts, read again one by one: enlarged, and with only the blackest ink.

What lies over a line of print (a stamp in grey, a stroke of a pen) is mostly lighter than the print.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from statistics import median
from typing import NamedTuple

import numpy as np
from PIL import Image

from ratsdok.page import Box
from ratsdok.reading.glyphs import ABOVE, BELOW, Face, face_of
from ratsdok.reading.ocr.recogniser import recognise
from ratsdok.reading.ocr.settings import Ocr
from ratsdok.reading.ocr.tsv import Token
from ratsdok.reading.picture import Grey, Picture

LINE_HEIGHT = 48
"""Pixels that a line is brought to; the engine was trained on lines of 36 to 48."""

DOUBTFUL = 0.6
"""Confidence of a word below which its line is read again."""

LOWEST = 8
"""Pixels that a line of print has at least; what is lower is a rule or a speck, and grows without measure."""

BEYOND_DOUBT = 0.85
"""Confidence of a line from which it need not be read in yet another way."""

FEW_WORDS = 3
"""Up to so many words make a short line, such as a heading: there every character counts."""

MOST = 8
"""Lines of a page that are read again, the most doubtful first; beyond, the page as a whole is illegible."""

GAIN = 0.04
"""How much surer a second reading must be to take the first one's place."""

BLACKEST = 0.62
"""Darkness, as a share of the blackest ink's, that counts as print where something lighter lies over it."""

_CONTRAST = 40  # grey values between the darkest and the lightest pixel of a zone with print
_DPI = 300  # what enlarged lines are said to have
_BORDER = 10  # pixels of paper that the engine wants round a line
LABELS = "0123456789abcdefghi.)„"
"""What a point's label is printed with."""

LONGEST_LABEL = 4  # characters: „10.
SURE_LABEL = 0.75
"""Confidence of a short first word from which it is left as it is."""

LONGEST_LONE = 3  # characters of a label alone on its line: 10.

_LABEL = re.compile(r"„?(?:\d{1,2}|[a-iC])[.)]$")
_WIDENED = 0.25  # heights by which a line is widened at both ends


class Reading(NamedTuple):
    """One reading of a zone."""

    tokens: list[Token]
    confidence: float

    @property
    def text(self) -> str:
        """Its words."""
        return " ".join(token.text for token in self.tokens)


def confidence_of(tokens: Iterable[Token]) -> float:
    """Return the engine's confidence in words, each weighing as its letters, 0 to 1; 0 for none."""
    weights = [(len(token.text), token.confidence) for token in tokens]
    total = sum(weight for weight, _ in weights)
    return sum(weight * confidence for weight, confidence in weights) / total if total else 0.0


def read_doubtful_again(tokens: Sequence[Token], picture: Picture, ocr: Ocr) -> list[Token]:
    """Return the words of a page, those of doubtful lines by their best reading.

    Raises:
        RecognitionError: the engine failed, or took too long.
    """
    lines: dict[tuple[int, int, int], list[Token]] = defaultdict(list)
    for token in tokens:
        lines[token.line].append(token)
    doubtful = sorted(lines, key=lambda key: -_doubted_letters(lines[key]))
    for key in doubtful[:MOST]:
        line = lines[key]
        if not _doubted_letters(line):
            break
        best = _best(readings_of(picture.grey, _zone(line), picture.dpi, ocr))
        if best.confidence > confidence_of(line) + GAIN:
            lines[key] = [token._replace(line=key) for token in best.tokens]
    for line in lines.values():
        line[0] = _label_again(line, picture, ocr)
    return [token for line in lines.values() for token in line]


def _best(readings: Iterable[Reading]) -> Reading:
    """Return the reading that the engine is surest of; none is asked for behind one that is beyond doubt."""
    best = Reading([], 0.0)
    for reading in readings:
        best = max(best, reading, key=lambda each: each.confidence)
        if best.confidence >= BEYOND_DOUBT:
            break
    return best


def _doubted_letters(line: Sequence[Token]) -> int:
    """Return how many letters of a line's longer words, or of a short line, the engine doubts."""
    doubted = [token for token in line if token.confidence < DOUBTFUL]
    if len(line) > FEW_WORDS:
        doubted = [token for token in doubted if len(token.text) > 2]
    return sum(len(token.text) for token in doubted)


def _label_again(line: Sequence[Token], picture: Picture, ocr: Ocr) -> Token:
    """Return the first word of a line, read again as a point's label where it may be one and is doubtful."""
    first = line[0]
    alone = len(line) == 1
    if len(first.text) > (LONGEST_LONE if alone else LONGEST_LABEL) or 1 < len(line) < FEW_WORDS:
        return first
    is_label = _LABEL.match(first.text) is not None
    if first.confidence >= (DOUBTFUL if is_label and not alone else SURE_LABEL) and (is_label or not alone):
        return first
    size = face_of([*line])[0].size
    zone = _zone(line)
    zone = Box(first.left - _WIDENED * size, zone.top, first.right + _WIDENED * size, zone.bottom)
    for alphabet in (LABELS, "") if alone else (LABELS,):
        for reading in readings_of(picture.grey, zone, picture.dpi, ocr, alphabet=alphabet):
            if _LABEL.match(reading.text) and reading.confidence > max(first.confidence, alone * DOUBTFUL):
                return first._replace(text=reading.text, confidence=reading.confidence)
    return first


def _zone(line: Sequence[Token]) -> Box:
    """Return a line's place in pixels, told from its surer words: the others' boxes may hold a stamp."""
    sure = [token for token in line if token.confidence >= DOUBTFUL] or line
    faces: list[Face] = face_of(sure)
    size, baseline = median(face.size for face in faces), median(face.baseline for face in faces)
    wide = _WIDENED * size
    return Box(
        min(token.left for token in line) - wide,
        baseline - ABOVE * size,
        max(token.right for token in line) + wide,
        baseline + BELOW * size,
    )


def readings_of(grey: Grey, zone: Box, dpi: float, ocr: Ocr, *, alphabet: str = "") -> Iterator[Reading]:
    """Yield what stands in a zone, one line of print, read in several ways.

    Args:
        grey: the picture of the upright page.
        zone: where, in pixels.
        dpi: of the picture.
        ocr: how to recognise.
        alphabet: the only characters that may occur; empty for all.
    """
    left, top, right, bottom = (max(0, round(side)) for side in zone)
    part = grey[top:bottom, left:right]
    if part.shape[0] < LOWEST or not is_written(part):
        return
    factor = LINE_HEIGHT / part.shape[0]
    enlarged = enlarged_line(part, factor)
    for rendition in (enlarged, blackest(enlarged)):
        found = recognise(rendition, _DPI, ocr, layout="line", alphabet=alphabet)
        if found:
            placed = [_placed(token, left, top, factor) for token in found]
            yield Reading(placed, confidence_of(placed))


def is_written(part: Grey) -> bool:
    """Tell a part of a page with ink on it from bare paper."""
    return part.size > 0 and int(part.max()) - int(part.min()) >= _CONTRAST


def enlarged_line(part: Grey, factor: float) -> Grey:
    """Return a line enlarged by a factor, with paper round it."""
    image = Image.fromarray(np.ascontiguousarray(part))
    size = max(1, round(image.width * factor)), max(1, round(image.height * factor))
    resized = np.asarray(image.resize(size, Image.Resampling.BICUBIC))
    return np.pad(resized, _BORDER, constant_values=int(np.percentile(resized, 80)))


def blackest(grey: Grey) -> Grey:
    """Return a picture with nothing but its blackest ink on it."""
    paper, black = np.percentile(grey, 80), np.percentile(grey, 2)
    limit = paper - BLACKEST * (paper - black)
    return np.where(grey < limit, grey, np.uint8(255))


def _placed(token: Token, left: int, top: int, factor: float) -> Token:
    """Return a word of an enlarged zone with its place on the page."""
    sides = (token.left, token.top, token.right, token.bottom)
    x0, y0, x1, y1 = (round((side - _BORDER) / factor) for side in sides)
    return token._replace(left=left + x0, top=top + y0, right=left + x1, bottom=top + y1)
