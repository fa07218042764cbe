"""A second look at a page's picture, where the first reading left a doubt."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator

import numpy as np
from PIL import Image

from ratsdok.errors import RecognitionError
from ratsdok.page import Box, CheckBox, Page, Placement
from ratsdok.reading.lettering import alone
from ratsdok.reading.ocr.recogniser import recognise
from ratsdok.reading.ocr.settings import Ocr
from ratsdok.reading.picture import Grey, Picture
from ratsdok.reading.rereading import LOWEST, blackest, enlarged_line, is_written
from ratsdok.reading.scan import turned_upright
from ratsdok.reading.squares import square_in
from ratsdok.reading.upright import Pose

KEPT = 3
"""Pictures of pages that are kept for the next look: head, foot, and one between."""


SIZES = (48, 36)
"""Pixels that the height of a line is brought to; the engine was trained on such lines."""

_ROOM = 0.9  # heights above and below a zone that a stamp may reach into
_TILTED = 0.7  # degrees from which a line is levelled
_DPI = 300  # what enlarged lines are said to have


class PictureEyes:
    """Looks at the pages of one file again."""

    def __init__(self, picture_of: Callable[[int], Picture], ocr: Ocr, name: str) -> None:
        self._name = name
        self._picture_of = picture_of
        self._ocr = ocr
        self._seen: OrderedDict[int, Picture] = OrderedDict()
        self._lock = threading.Lock()

    def keep(self, number: int, upright: Picture) -> None:
        """Keep the upright picture of a page for a while."""
        with self._lock:
            self._seen[number] = upright
            while len(self._seen) > KEPT:
                self._seen.popitem(last=False)

    def readings(self, page: Page, zone: Box, alphabet: str = "") -> Iterator[str]:
        """Yield what stands in a zone, read in several ways, one line of print.

        Args:
            page: whose picture to look at.
            zone: on the upright page, in points.
            alphabet: the only characters that may occur; empty for all.
        """
        picture, ocr = self._upright(page), self._ocr.for_one_page()
        for grey in [picture.grey] if picture.ink is None else [picture.ink, picture.grey]:
            for rendition in _renditions(grey, zone, picture.dpi / 72):
                try:
                    tokens = recognise(rendition, _DPI, ocr, layout="line", alphabet=alphabet)
                except RecognitionError as error:
                    raise RecognitionError(
                        f"page {page.number}: {error.problem}", source=self._name
                    ) from error
                if tokens:
                    yield " ".join(token.text for token in tokens)

    def square(self, page: Page, zone: Box) -> CheckBox | None:
        """Return the square to tick that is drawn in a zone of the upright page; None where there is none."""
        picture = self._upright(page)
        part = _cut(picture.grey, zone, picture.dpi)
        if picture.ink is not None and part.size:
            part = np.minimum(part, _cut(picture.ink, zone, picture.dpi))
        if part.size == 0:
            return None
        found = square_in(part, picture.dpi)
        if found is None:
            return None
        left, top = max(zone.x0, 0.0), max(zone.top, 0.0)
        box = found.box
        return CheckBox(Box(box.x0 + left, box.top + top, box.x1 + left, box.bottom + top), found.ticked)

    def _upright(self, page: Page) -> Picture:
        with self._lock:
            kept = self._seen.get(page.number)
        if kept is None:
            place = page.placement or Placement(page.width, page.height)
            picture = self._picture_of(page.number)
            kept = turned_upright(picture, Pose(place.quarter_turns, place.skew)).picture
            self.keep(page.number, kept)
        return kept


def _renditions(grey: Grey, zone: Box, scale: float) -> Iterator[Grey]:
    """Yield a line of print, its letters alone, in several sizes: level, and with only its blackest ink."""
    room = _ROOM * zone.height
    part = _cut(grey, Box(zone.x0, zone.top - room, zone.x1, zone.bottom + room), scale * 72)
    if not is_written(part):
        return
    height = zone.height * scale
    if height < LOWEST:
        return
    middle = (min(zone.top, room) + zone.height / 2) * scale
    found = alone(part, middle, height)
    if found is None:
        return
    line, tilt = found
    if abs(tilt) >= _TILTED:
        paper = int(np.percentile(line, 80))
        turned = Image.fromarray(line).rotate(tilt, resample=Image.Resampling.BICUBIC, fillcolor=paper)
        line = np.asarray(turned)
    for size in SIZES:
        yield enlarged_line(line, size / height)
    yield blackest(enlarged_line(line, SIZES[0] / height))


def _cut(grey: Grey, zone: Box, dpi: float) -> Grey:
    x0, top, x1, bottom = (max(0, round(side * dpi / 72)) for side in zone)
    return grey[top:bottom, x0:x1]
