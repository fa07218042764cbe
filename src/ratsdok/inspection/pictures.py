"""The pictures of a document's pages, and where a place of the page comes to lie on them."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from typing import Literal

Corners = tuple[float, float, float, float]
"""x0, top, x1, bottom in points from a page's top left corner."""


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
    """

    number: int
    width: float
    height: float
    image: bytes
    media_type: Literal["image/jpeg", "image/png"]
    quarter_turns: int = 0

    @property
    def upright_size(self) -> tuple[float, float]:
        """Width and height in points, once the page is turned upright."""
        return (self.height, self.width) if self.quarter_turns % 2 else (self.width, self.height)

    @property
    def turning(self) -> str | None:
        """The SVG transformation that turns the picture upright; None where it is upright already."""
        match self.quarter_turns % 4:
            case 1:
                return f"translate({self.height:g} 0) rotate(90)"
            case 2:
                return f"translate({self.width:g} {self.height:g}) rotate(180)"
            case 3:
                return f"translate(0 {self.width:g}) rotate(270)"
            case _:
                return None

    def upright(self, box: Corners) -> Corners:
        """Return where a box of the shown page lies on the upright one, in points from the top left."""
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

    @property
    def address(self) -> str:
        """The picture as a `data:` address, which needs no second file and no network."""
        return f"data:{self.media_type};base64,{base64.b64encode(self.image).decode('ascii')}"
