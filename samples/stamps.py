"""Rubber stamps: the date stamp, and the receipt stamp of the office where the letter came in."""

from __future__ import annotations

import datetime as dt
from random import Random

import numpy as np

from samples.days import stamped
from samples.ink import BLACK, BLUE, RED, VIOLET, Colour, Coverage, Type, tilted, uneven

STAMP_COLOURS: tuple[Colour, ...] = (RED, RED, BLUE, BLUE, VIOLET, BLACK)
_MARGIN = 6.0
_FONTS = (
    ("Courier-Bold", 100.0),
    ("Courier-Bold", 92.0),
    ("Helvetica-Bold", 92.0),
    ("Helvetica-Bold", 108.0),
    ("Helvetica", 100.0),
    ("Times-Bold", 106.0),
)
_RECEIVERS = (
    "Büro des Stadtrates",
    "Fraktionsbüro Rathaus",
    "Landeshauptstadt Dresden",
    "Abt. Stadtratsangelegenheiten",
    "Stadtbezirksamt",
)
_RECEIVED = ("EINGEGANGEN", "Eingegangen", "EINGANG", "Posteingang")


def date_stamp(chance: np.random.Generator, words: str, dpi: float, wear: float) -> Coverage:
    """Return a date as a stamp with turning wheels prints it: every wheel sits a little high or low.

    Args:
        chance: decides.
        words: as stamped.
        dpi: of the page.
        wear: of rubber and ink, from 0 to 1.
    """
    font, stretch = _FONTS[chance.integers(len(_FONTS))]
    size = float(chance.uniform(11.5, 14))
    plate = Type(len(words) * size * 0.68 * stretch / 100 + 2 * _MARGIN, size + 2 * _MARGIN)
    x = _MARGIN
    # A wheel's dash is long: a short one would look like a speck that hides a digit.
    for wheel in words.replace("-", "–").split(" "):
        height = _MARGIN + 2 + float(chance.normal(0, 0.35 + 0.5 * wear))
        plate.write(x, height, wheel, font, size, stretch)
        x += (plate.canvas.stringWidth(wheel, font, size) + 0.5 * size) * stretch / 100
    ink = uneven(chance, plate.coverage(dpi), 1 - 0.45 * wear, 0.2 + 0.5 * wear)
    return tilted(ink, float(chance.uniform(-4, 4)))


def receipt_stamp(chance: np.random.Generator, day: dt.date, dpi: float, wear: float) -> Coverage:
    """Return a framed receipt stamp with the day on which the letter came in.

    Args:
        chance: decides.
        day: of receipt.
        dpi: of the page.
        wear: of rubber and ink, from 0 to 1.
    """
    width, height = float(chance.uniform(108, 150)), float(chance.uniform(46, 66))
    plate = Type(width, height)
    plate.canvas.setLineWidth(float(chance.uniform(0.8, 1.6)))
    plate.canvas.rect(2, 2, width - 4, height - 4)
    if chance.random() < 0.4:
        plate.canvas.line(2, height * 0.3, width - 2, height * 0.3)
    font = ("Helvetica-Bold", "Helvetica", "Times-Bold")[chance.integers(3)]
    plate.centre(height - 15, str(chance.choice(_RECEIVED)), font, 9.5)
    words = stamped(Random(int(chance.integers(1 << 30))), day)
    plate.centre(height / 2 - 5, words, "Courier-Bold", 11)
    plate.centre(7, str(chance.choice(_RECEIVERS)), "Helvetica", 7.5)
    ink = uneven(chance, plate.coverage(dpi), 1 - 0.6 * wear, 0.2 + 0.6 * wear)
    return tilted(ink, float(chance.uniform(-5, 5)))
