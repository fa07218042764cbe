"""The pen: signatures, initials, ticks and underlining, drawn as strokes."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter

from samples.ink import BLACK, BLUE, Colour, Coverage

PEN_COLOURS: tuple[Colour, ...] = (BLUE, BLUE, (20, 40, 120), BLACK)
Stroke = NDArray[np.float64]
"""Points (x, y) that a stroke goes through, in points of paper; y counts downwards."""


def drawn(strokes: list[Stroke], dpi: float, width: float) -> tuple[Coverage, float, float]:
    """Return strokes as ink, and where its patch begins (left, top) in pixels.

    Args:
        strokes: of the pen.
        dpi: of the page.
        width: of the pen, in points.
    """
    scale = dpi / 72
    paths = [_smooth(stroke) * scale for stroke in strokes]
    every = np.concatenate(paths)
    margin = 2 * width * scale + 2
    left, top = every.min(0) - margin
    right, foot = every.max(0) + margin
    sheet = Image.new("L", (int(right - left) + 1, int(foot - top) + 1))
    pen = ImageDraw.Draw(sheet)
    for path in paths:
        line = [(float(x), float(y)) for x, y in path - (left, top)]
        pen.line(line, fill=255, width=max(1, round(width * scale)), joint="curve")
    soft = sheet.filter(ImageFilter.GaussianBlur(0.25 * scale))
    return np.asarray(soft, np.float32) * np.float32(0.92 / 255), float(left), float(top)


def signature(chance: np.random.Generator, x: float, y: float, length: float) -> list[Stroke]:
    """Return a signature over what is written at a place: a tall initial, then waves that run out.

    Args:
        chance: decides.
        x: where it begins, in points.
        y: the baseline, in points from the page's head.
        length: in points.
    """
    steps = int(chance.integers(9, 16))
    run = np.linspace(0, length, steps) + chance.normal(0, length / 40, steps)
    fading = np.linspace(1, 0.25, steps)
    tall = chance.uniform(16, 30)
    up, down = chance.uniform(0.3, 0.8, steps) * tall, chance.uniform(0, 7, steps)
    rise = np.where(np.arange(steps) % 2, -up, down)
    rise[1] = -tall
    rise *= fading
    tilt = chance.uniform(-0.12, 0.03) * run
    strokes = [np.column_stack((x + run, y + rise + tilt))]
    if chance.random() < 0.5:
        height = y + chance.choice((-9, 4)) + chance.uniform(-1, 2)  # above or below the name, not through it
        ends = (x - 4, height), (x + length * chance.uniform(0.8, 1.2), height - chance.uniform(-2, 5))
        strokes.append(_between(chance, *ends, 1))
    return strokes


def initials(chance: np.random.Generator, x: float, y: float) -> list[Stroke]:
    """Return initials (a Paraphe) as people leave them in margins; (x, y) in points from the page's head."""
    steps = int(chance.integers(4, 8))
    run = np.linspace(0, chance.uniform(12, 26), steps)
    rise = np.where(np.arange(steps) % 2, -1, 1) * chance.uniform(3, 11, steps)
    return [np.column_stack((x + run, y + rise))]


def tick(chance: np.random.Generator, x: float, y: float, side: float) -> list[Stroke]:
    """Return a cross or a check mark that somebody made in a box, going somewhat beyond it.

    Args:
        chance: decides.
        x: the box's left edge, in points.
        y: its upper edge, in points from the page's head.
        side: of the box, in points.
    """

    def beyond() -> float:
        return float(chance.uniform(-0.5, 3.5))

    right, foot = x + side, y + side
    if chance.random() < 0.7:
        return [
            _between(chance, (x - beyond(), y - beyond()), (right + beyond(), foot + beyond()), 0.6),
            _between(chance, (right + beyond(), y - beyond()), (x - beyond(), foot + beyond()), 0.6),
        ]
    corner = (x + side * chance.uniform(0.3, 0.5), foot + chance.uniform(-1, 1.5))
    return [np.array([(x - 0.5, y + side * 0.45), corner, (right + beyond() + 1, y - beyond() - 1)])]


def underline(chance: np.random.Generator, x: float, y: float, length: float) -> list[Stroke]:
    """Return a line drawn by hand under words; y is their baseline, in points from the page's head."""
    return [_between(chance, (x, y + 2.5), (x + length, y + 2.5 + chance.normal(0, 1)), 0.7)]


def _between(
    chance: np.random.Generator, start: tuple[float, float], end: tuple[float, float], shake: float
) -> Stroke:
    way = np.linspace(start, end, 5)
    way[1:-1] += chance.normal(0, shake, (3, 2))
    return np.asarray(way, np.float64)


def _smooth(stroke: Stroke, steps: int = 14) -> Stroke:
    """Return a stroke with the corners taken off: a Catmull-Rom curve through its points."""
    if len(stroke) == 3:  # a check mark keeps its corner
        return stroke
    ends = np.concatenate((stroke[:1], stroke, stroke[-1:]))
    p0, p1, p2, p3 = (ends[number : len(ends) - 3 + number, None] for number in range(4))
    t = np.linspace(0, 1, steps)[None, :, None]
    curve = 0.5 * (2 * p1 + (p2 - p0) * t + (2 * p0 - 5 * p1 + 4 * p2 - p3) * t**2
                   + (3 * p1 - p0 - 3 * p2 + p3) * t**3)  # fmt: skip
    return np.asarray(curve.reshape(-1, 2), np.float64)
