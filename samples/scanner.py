"""The scanner: printed pages to pictures, at a level of decay and with a seed.

Everything is decided by the seed: the same print, level and seed give the same pixels.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from PIL import Image

from samples import light
from samples.ink import Pixels, rendered
from samples.paper import Hand, Handling
from samples.proof import Print
from samples.texts import LetterText

Mode = Literal["colour", "grey", "bilevel"]
Range = tuple[float, float]
_WORK_DPI = 300.0
_BILEVEL_DPI = 200.0  # with less, one bit a pixel leaves no letters


@dataclass(frozen=True)
class Level:
    """What a scanner at a level of decay does, as ranges to draw from.

    Attributes:
        name: of the level.
        handling: what the paper went through before.
        dpi: resolutions.
        modes: how often pages are in colour, grey, and black and white.
        quality: of JPEG.
        skew: largest angle, in degrees.
        blur: radius in pixels.
        noise: standard deviation of brightness, of 255.
        uneven: light missing where it is darkest.
        edge: light missing at dark edges.
        show_through: how much of the back shines through, where it does.
        shows: how often it does.
        faded: toner missing where it is palest.
        specks: of dust on a page.
        turns: how often pages are turned by a quarter or more.
        blank_back: how often the empty backs of a letter are scanned too.
    """

    name: str
    handling: Handling
    dpi: tuple[int, ...]
    modes: tuple[float, float, float]
    quality: tuple[int, int]
    skew: float
    blur: Range
    noise: Range
    uneven: Range
    edge: Range
    show_through: Range
    shows: float
    faded: Range
    specks: tuple[int, int]
    turns: float
    blank_back: float


LEVELS = {
    level.name: level
    for level in (
        Level(
            name="light",
            handling=Handling(0.25, 0.0, 0.6, 0.1, 0.0, 0.2, 0.2, 0.25),
            dpi=(200, 240, 300), modes=(0.45, 0.5, 0.05), quality=(80, 92), skew=0.5, blur=(0.0, 0.35),
            noise=(0.5, 2.5), uneven=(0.0, 0.02), edge=(0.0, 0.0), show_through=(0.0, 0.0), shows=0.0,
            faded=(0.0, 0.0), specks=(0, 4), turns=0.0, blank_back=0.0,
        ),
        Level(
            name="medium",
            handling=Handling(0.5, 0.3, 0.8, 0.3, 0.2, 0.6, 0.5, 0.55),
            dpi=(150, 200, 200, 250, 300), modes=(0.25, 0.55, 0.2), quality=(60, 80), skew=1.5,
            blur=(0.2, 0.6), noise=(2.0, 6.0), uneven=(0.03, 0.12), edge=(0.0, 0.3),
            show_through=(0.03, 0.08), shows=0.6, faded=(0.0, 0.15), specks=(2, 25), turns=0.0,
            blank_back=0.12,
        ),
        Level(
            name="heavy",
            handling=Handling(0.75, 0.6, 0.9, 0.5, 0.4, 0.7, 0.6, 0.85),
            dpi=(100, 120, 150, 150, 200), modes=(0.25, 0.55, 0.2), quality=(35, 60), skew=3.0,
            blur=(0.5, 1.05), noise=(6.0, 14.0), uneven=(0.1, 0.32), edge=(0.2, 0.6),
            show_through=(0.06, 0.16), shows=0.75, faded=(0.1, 0.6), specks=(10, 80), turns=1 / 3,
            blank_back=0.2,
        ),
    )
}  # fmt: skip


@dataclass(frozen=True)
class Setting:
    """How one letter is scanned, all its pages alike.

    Attributes:
        dpi: resolution.
        mode: colour, grey, or black and white.
        quality: of JPEG.
        turns: quarters by which each page is turned, counter-clockwise; pages without one are not turned.
        blank_back: whether the empty backs are scanned too.
        photo: a camera looks down on the page at an angle, instead of a scanner.
    """

    dpi: int
    mode: Mode = "grey"
    quality: int = 70
    turns: tuple[int, ...] = ()
    blank_back: bool = False
    photo: bool = False


@dataclass(frozen=True)
class Scan:
    """A scanned letter.

    Attributes:
        pages: pictures, grey, coloured or with one bit a pixel.
        setting: how it was scanned.
        fronts: for each picture the printed page on it, from 0; None for an empty back.
    """

    pages: list[Image.Image]
    setting: Setting
    fronts: list[int | None]


def scan(
    printed: Print, letter: LetterText | None, level: Level, seed: int, setting: Setting | None = None
) -> Scan:
    """Scan a printed letter.

    Args:
        printed: without stamp, tick and signatures: those come by hand.
        letter: what it says; None for a text of which only the print is known.
        level: of decay.
        seed: decides everything.
        setting: to scan with; by default one is drawn from the level.
    """
    chance = np.random.default_rng([seed, 1])
    drawn = draw_setting(chance, level, len(printed.pages))
    setting = setting or drawn
    handling = level.handling
    if setting.mode == "bilevel":  # where ink lies on ink, one bit a pixel keeps neither
        handling = replace(handling, over_text=0.3 * handling.over_text)
    hand = Hand(chance, handling, printed, letter)
    pages: list[Image.Image] = []
    fronts: list[int | None] = []
    for number in range(len(printed.pages)):
        sheet = _Sheet(printed, level, setting, hand, np.random.default_rng([seed, 2, number]))
        turns = setting.turns[number] if number < len(setting.turns) else 0
        pages.append(_quarters(sheet.front(number), turns))
        fronts.append(number)
        if setting.blank_back:
            pages.append(_quarters(sheet.back(number), turns))
            fronts.append(None)
    return Scan(pages, setting, fronts)


def draw_setting(chance: np.random.Generator, level: Level, pages: int) -> Setting:
    """Draw from a level how a letter of some pages is scanned."""
    modes: tuple[Mode, ...] = ("colour", "grey", "bilevel")
    mode = modes[int(chance.choice(3, p=level.modes))]
    dpi = int(chance.choice(level.dpi))
    turns = [0] * pages
    if chance.random() < level.turns:
        quarters = int(chance.choice((1, 2, 3)))
        one = int(chance.integers(pages))
        whole = pages == 1 or chance.random() < 0.6
        turns = [quarters if whole or number == one else 0 for number in range(pages)]
    return Setting(
        dpi=max(dpi, int(_BILEVEL_DPI)) if mode == "bilevel" else dpi,
        mode=mode,
        quality=int(chance.integers(level.quality[0], level.quality[1] + 1)),
        turns=tuple(turns),
        blank_back=bool(chance.random() < level.blank_back),
    )


class _Sheet:
    """A sheet of paper on the scanner's glass."""

    def __init__(
        self, printed: Print, level: Level, setting: Setting, hand: Hand, chance: np.random.Generator
    ) -> None:
        self._printed, self._setting = printed, setting
        self._hand, self._chance = hand, chance
        # One bit a pixel bears no deep shade and no faint ink; such scanners even both out.
        mild = replace(level, uneven=(0, 0.06), edge=(0, 0.1), faded=(0, 0.2), noise=(1, 6))
        self._level = mild if setting.mode == "bilevel" else level
        grey, warm = chance.uniform(0, 5), chance.uniform(0, 14)  # recycled paper is warmer than white
        self._paper = int(255 - grey), int(255 - grey - 0.25 * warm), int(255 - grey - warm)
        self._work_dpi = min(_WORK_DPI, max(200.0, 1.5 * setting.dpi))

    def front(self, number: int) -> Image.Image:
        page = rendered(self._printed.pdf, number, self._work_dpi, colour=self._setting.mode == "colour")
        missing = self._drawn(self._level.faded)
        if missing > 0.02:
            page = light.faded(page, self._chance, missing)
        self._hand.work_on(page, number, self._work_dpi)
        if self._chance.random() < self._level.shows:
            other = number + 1 if number + 1 < len(self._printed.pages) else number - 1
            if other >= 0:
                page = light.shown_through(page, self._plain(other), self._drawn(self._level.show_through))
        return self._exposed(page)

    def back(self, number: int) -> Image.Image:
        front = self._plain(number)
        shape = (*front.shape, 3) if self._setting.mode == "colour" else front.shape
        page = np.full(shape, 255, np.uint8)
        self._hand.file_away(page, self._work_dpi, back=True)
        strength = max(0.05, self._drawn(self._level.show_through))
        return self._exposed(light.shown_through(page, front, strength))

    def _plain(self, number: int) -> Pixels:
        return rendered(self._printed.pdf, number, self._work_dpi, colour=False)

    def _exposed(self, page: Pixels) -> Image.Image:
        chance, level = self._chance, self._level
        fewest, most = level.specks
        light.specked(page, chance, int(chance.integers(fewest, most + 1)), self._work_dpi)
        lid = 255 if level.name == "light" else int(chance.choice((255, 255, 235, 90)))
        slip = (chance.uniform(-5, 5, 2) * self._work_dpi / 72).astype(int)
        askew = float(chance.uniform(-level.skew, level.skew))
        page = light.turned(page, askew, (int(slip[0]), int(slip[1])), lid)
        if self._setting.photo:
            page = light.photographed(page, chance)
        page = light.resized(page, self._setting.dpi / self._work_dpi)
        blur = self._drawn(level.blur)
        page = light.blurred(page, min(blur, 0.55) if self._setting.dpi < 150 else blur)
        shape = page.shape[0], page.shape[1]
        shade = light.shade(chance, shape, self._drawn(level.uneven), self._drawn(level.edge))
        page = light.grainy(page, chance, shade, self._paper, self._drawn(level.noise))
        if self._setting.mode == "bilevel":
            return light.black_and_white(page, int(chance.integers(150, 185)))
        return Image.fromarray(page)

    def _drawn(self, span: Range) -> float:
        return float(self._chance.uniform(*span))


def _quarters(page: Image.Image, turns: int) -> Image.Image:
    ways = (None, Image.Transpose.ROTATE_90, Image.Transpose.ROTATE_180, Image.Transpose.ROTATE_270)
    way = ways[turns % 4]
    return page if way is None else page.transpose(way)
