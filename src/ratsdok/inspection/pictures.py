"""The pictures of a document's pages, and where a place of the page comes to lie on them."""

from __future__ import annotations

import base64
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Corners = tuple[float, float, float, float]
"""x0, top, x1, bottom in points from a page's top left corner."""

_GAP = 1.5
"""Heights of a line up to which its parts are one place; words stand nearer, columns further apart."""


@dataclass(frozen=True, slots=True)
class PagePicture:
    """What a page looks like.

    Attributes:
        number: the page's, from 1.
        width: in points, as a PDF viewer shows the page.
        height: in points, likewise.
        image: the bytes of the picture of the page as a PDF viewer shows it; any resolution.
        media_type: of `image`.
        quarter_turns: how many clockwise quarter turns bring the shown page upright for reading.
        skew: degrees by which its lines then still fall to the right.
    """

    number: int
    width: float
    height: float
    image: bytes
    media_type: Literal["image/jpeg", "image/png"]
    quarter_turns: int = 0
    skew: float = 0.0

    @property
    def upright_size(self) -> tuple[float, float]:
        """Width and height in points, once the page is turned upright."""
        return (self.height, self.width) if self.quarter_turns % 2 else (self.width, self.height)

    @property
    def turning(self) -> str | None:
        """The SVG transformation that turns the picture upright; None where it is upright already."""
        width, height = self.upright_size
        level = f"rotate({-self.skew:g} {width / 2:g} {height / 2:g})" if self.skew else ""
        match self.quarter_turns % 4:
            case 1:
                quarter = f"translate({self.height:g} 0) rotate(90)"
            case 2:
                quarter = f"translate({self.width:g} {self.height:g}) rotate(180)"
            case 3:
                quarter = f"translate(0 {self.width:g}) rotate(270)"
            case _:
                quarter = ""
        return f"{level} {quarter}".strip() or None

    def upright(self, boxes: Sequence[Corners]) -> tuple[Corners, ...]:
        """Return where boxes of the shown page lie on the upright one, in points from the top left.

        A line that lay askew was boxed in parts, and is whole again.
        """
        turned = [self._turned(box) for box in boxes]
        return _whole_lines([self._level(box) for box in turned]) if self.skew else tuple(turned)

    def _turned(self, box: Corners) -> Corners:
        x0, top, x1, bottom = box
        match self.quarter_turns % 4:
            case 1:
                return self.height - bottom, x0, self.height - top, x1
            case 2:
                return self.width - x1, self.height - bottom, self.width - x0, self.height - top
            case 3:
                return top, self.width - x1, bottom, self.width - x0
            case _:
                return box

    def _level(self, box: Corners) -> Corners:
        """Return the level box of which an upright one was drawn round its corners when it lay askew."""
        x0, top, x1, bottom = box
        sine, cosine = math.sin(math.radians(self.skew)), math.cos(math.radians(self.skew))
        across, down = (side / 2 for side in self.upright_size)
        x, y = (x0 + x1) / 2 - across, (top + bottom) / 2 - down
        x, y = across + x * cosine + y * sine, down - x * sine + y * cosine
        wide, high, rise = x1 - x0, bottom - top, abs(sine)
        stretch = cosine**2 - sine**2
        half_width = (wide * cosine - high * rise) / stretch / 2
        half_height = (high * cosine - wide * rise) / stretch / 2
        return x - half_width, y - half_height, x + half_width, y + half_height

    @property
    def address(self) -> str:
        """The picture as a `data:` address, which needs no second file and no network."""
        return f"data:{self.media_type};base64,{base64.b64encode(self.image).decode('ascii')}"


def _whole_lines(boxes: Sequence[Corners]) -> tuple[Corners, ...]:
    """Join boxes that go on where the one before ends, in the same line."""
    lines: list[Corners] = []
    for box in boxes:
        x0, top, x1, bottom = box
        if lines:
            left, above, right, below = lines[-1]
            same_line = above < (top + bottom) / 2 < below
            if same_line and left < x0 and x0 - right < _GAP * (bottom - top):
                lines[-1] = (left, min(above, top), max(right, x1), max(below, bottom))
                continue
        lines.append(box)
    return tuple(lines)
