"""Light: what the way from paper to pixels does to a page, in blur, shade, show-through and noise.

Pages are arrays of brightnesses from 0 to 255, grey or with three colours.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from samples.ink import Coverage, Pixels, cloud

Corners = NDArray[np.float64]


def faded(page: Pixels, chance: np.random.Generator, amount: float) -> Pixels:
    """Return a print from a toner that runs out: paler in swathes, with streaks and gaps.

    Args:
        page: the print.
        chance: decides.
        amount: of ink missing where it is palest, from 0 to 1.
    """
    shape = page.shape[0], page.shape[1]
    missing = amount * np.clip(1.5 * cloud(chance, shape, 4) - 0.2, 0, 1)
    for _ in range(int(chance.integers(1, 4))):
        start, width = int(chance.integers(shape[1])), int(chance.integers(3, 20))
        missing[:, start : start + width] += amount * 0.3
    grains = 0.5 + cloud(chance, shape, max(shape) // 6)  # letters break where grains of toner are missing
    missing = np.clip(missing * grains, 0, 0.85)
    left = np.asarray(1 - missing, np.float32)
    return np.asarray(255 - (255 - page.astype(np.float32)) * _over(page, left), np.uint8)


def shown_through(page: Pixels, back: Pixels, strength: float) -> Pixels:
    """Return a page with the print on its back shining through, mirrored and soft.

    Args:
        page: the front.
        back: the print on the other side, grey.
        strength: how much of its black comes through, from 0 to 1.
    """
    soft = Image.fromarray(back[:, ::-1]).filter(ImageFilter.GaussianBlur(2.2))
    shade = np.asarray(soft, np.float32) / 255
    height, width = page.shape[:2]
    kept = np.asarray(1 - strength * (1 - shade[:height, :width]), np.float32)
    return np.asarray(page * _over(page, kept), np.uint8)


def blurred(page: Pixels, radius: float) -> Pixels:
    """Return a page out of focus; radius in pixels."""
    if radius < 0.05:
        return page
    return np.asarray(Image.fromarray(page).filter(ImageFilter.GaussianBlur(radius)), np.uint8)


def turned(page: Pixels, degrees: float, shift: tuple[int, int], lid: int) -> Pixels:
    """Return a page laid askew.

    Args:
        page: laid straight.
        degrees: counter-clockwise.
        shift: to the right and down, in pixels.
        lid: brightness of what lies around it.
    """
    image = Image.fromarray(page)
    fill = (lid, lid, lid) if page.ndim == 3 else lid
    laid = image.rotate(degrees, Image.Resampling.BICUBIC, translate=shift, fillcolor=fill)
    return np.asarray(laid, np.uint8)


def photographed(page: Pixels, chance: np.random.Generator) -> Pixels:
    """Return a page on a dark desk as a camera sees it that does not look straight down."""
    height, width = page.shape[:2]
    corners = np.array([(0, 0), (0, height), (width, height), (width, 0)], np.float64)
    inward = np.array([(1, 1), (1, -1), (-1, -1), (-1, 1)]) * (width, height)
    seen = corners + inward * chance.uniform(0.004, 0.035, (4, 2))
    fill = (58, 52, 48) if page.ndim == 3 else 54
    image = Image.fromarray(page).transform(
        (width, height), Image.Transform.PERSPECTIVE, _perspective(seen, corners),
        Image.Resampling.BICUBIC, fillcolor=fill,
    )  # fmt: skip
    return np.asarray(image, np.uint8)


def _perspective(seen: Corners, corners: Corners) -> tuple[float, ...]:
    """Return the eight numbers that lead from the corners as seen back to the page's own."""
    rows = []
    for (x, y), (u, v) in zip(seen, corners, strict=True):
        rows.append((x, y, 1, 0, 0, 0, -u * x, -u * y))
        rows.append((0, 0, 0, x, y, 1, -v * x, -v * y))
    return tuple(np.linalg.solve(np.array(rows), corners.reshape(8)))


def resized(page: Pixels, scale: float) -> Pixels:
    """Return a page with more or fewer pixels."""
    if scale == 1:
        return page
    size = round(page.shape[1] * scale), round(page.shape[0] * scale)
    return np.asarray(Image.fromarray(page).resize(size, Image.Resampling.BILINEAR, reducing_gap=2), np.uint8)


def shade(chance: np.random.Generator, shape: tuple[int, int], amount: float, edge: float) -> Coverage:
    """Return uneven light: a slope over the page, swells, and dark edges.

    Args:
        chance: decides.
        shape: height and width of the page in pixels.
        amount: of light missing where it is darkest within the page.
        edge: of light missing at the darkest edge.

    Returns:
        What to multiply a page by.
    """
    down, across = (np.linspace(0, 1, length, dtype=np.float32) for length in shape)
    slope_down, slope_across = chance.uniform(-0.5, 0.5, 2)
    slope = 0.5 + slope_down * (down[:, None] - 0.5) + slope_across * (across[None, :] - 0.5)
    light = 1 - amount * (0.6 * slope + 0.4 * cloud(chance, shape, 3)).astype(np.float32)
    if edge:
        near = {0: down[:, None], 1: 1 - down[:, None], 2: across[None, :], 3: 1 - across[None, :]}
        for side in chance.choice(4, int(chance.integers(1, 3)), replace=False):
            reach = float(chance.uniform(0.012, 0.05))
            light = light * (1 - edge * np.exp(-near[int(side)] / reach))
    return np.asarray(light, np.float32)


def grainy(
    page: Pixels, chance: np.random.Generator, light: Coverage, paper: tuple[int, int, int], noise: float
) -> Pixels:
    """Return a page as the sensor sees it.

    Args:
        page: the page in even light.
        chance: decides.
        light: to multiply it by.
        paper: the paper's colour.
        noise: standard deviation of a pixel's brightness.
    """
    shape = page.shape[0], page.shape[1]
    grain = chance.standard_normal(shape, np.float32) * noise
    if page.ndim == 3:
        tint = np.array(paper, np.float32) / 255
        seen = page * (light[..., None] * tint) + grain[..., None]
    else:
        seen = page * (light * (sum(paper) / 765)) + grain
    return np.clip(seen, 0, 255).astype(np.uint8)


def specked(page: Pixels, chance: np.random.Generator, count: int, dpi: float) -> None:
    """Put dust on a page, in place: dark specks of up to a third of a millimetre, and some hairs.

    Args:
        page: grey or coloured.
        chance: decides.
        count: of specks.
        dpi: of the page.
    """
    height, width = page.shape[:2]
    largest = max(2, round(dpi / 72))
    for _ in range(count):
        size = int(chance.integers(1, largest + 1))
        y, x = int(chance.integers(height - size)), int(chance.integers(width - size))
        page[y : y + size, x : x + int(chance.integers(1, largest + 1))] = int(chance.integers(40, 150))


def black_and_white(page: Pixels, threshold: int) -> Image.Image:
    """Return a page with one bit a pixel."""
    return Image.fromarray(np.where(page > threshold, 255, 0).astype(np.uint8)).convert("1")


def _over(page: Pixels, factor: Coverage) -> Coverage:
    return factor[..., None] if page.ndim == 3 else factor
