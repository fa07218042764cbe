"""Squares to tick in pictures, and letters that are none."""

import numpy as np
import numpy.typing as npt
import pytest
from PIL import ImageFilter
from reportlab.pdfgen.canvas import Canvas

from pdfs import Drawing
from pictures import grey, printed
from ratsdok.page import CheckBox
from ratsdok.reading.squares import square_in

LEFT, FOOT, SIDE = 100, 600, 10
TOP = 842 - FOOT - SIDE
DPIS = [100, 150, 200, 300]


def part(draw: Drawing, dpi: int, *, noise: float = 0, blur: float = 0) -> npt.NDArray[np.uint8]:
    """Return what is drawn around the square's place, as a scanner sees it."""
    picture = printed(draw, dpi).filter(ImageFilter.GaussianBlur(blur * dpi / 200))
    box = [round(each * dpi / 72) for each in (LEFT - 14, TOP - 12, LEFT + SIDE + 14, TOP + SIDE + 12)]
    pixels = grey(picture.crop(tuple(box)))  # type: ignore[arg-type]
    grain = np.random.default_rng(1).normal(0, noise, pixels.shape)
    return np.clip(pixels + grain - noise, 0, 255).astype(np.uint8)


def square(mark: str = "", side: float = SIDE, width: float = 0.7) -> Drawing:
    def draw(canvas: Canvas) -> None:
        canvas.setLineWidth(width)
        canvas.rect(LEFT, FOOT, side, side)
        canvas.setLineWidth(1)
        if mark in ("cross", "stroke"):
            canvas.line(LEFT + 1, FOOT + 1, LEFT + side - 1, FOOT + side - 1)
        if mark == "cross":
            canvas.line(LEFT + 1, FOOT + side - 1, LEFT + side - 1, FOOT + 1)
        if mark == "letter":
            canvas.setFont("Helvetica-Bold", side)
            canvas.drawCentredString(LEFT + side / 2, FOOT + 0.15 * side, "X")
        if mark == "hook":
            canvas.lines(
                [(LEFT + 2, FOOT + 5, LEFT + 4, FOOT + 2), (LEFT + 4, FOOT + 2, LEFT + 12, FOOT + 13)]
            )

    return draw


def word(text: str, size: float = 12, font: str = "Helvetica") -> Drawing:
    def draw(canvas: Canvas) -> None:
        canvas.setFont(font, size)
        canvas.drawString(LEFT, FOOT + 1, text)

    return draw


def place(found: CheckBox | None) -> tuple[float, ...]:
    assert found is not None
    return tuple(found.box)


@pytest.mark.parametrize("dpi", DPIS)
@pytest.mark.parametrize(("noise", "blur"), [(0, 0), (8, 0.7), (14, 1)])
@pytest.mark.parametrize("mark", ["", "cross", "letter", "hook"])
def test_squares_are_found_and_ticks_in_them(mark: str, noise: float, blur: float, dpi: int) -> None:
    found = square_in(part(square(mark), dpi, noise=noise, blur=blur), dpi)
    assert place(found) == pytest.approx((14, 12, 14 + SIDE, 12 + SIDE), abs=1.5)
    assert found is not None
    # Never wrong; in the worst light at the fewest pixels it may be unclear.
    assert found.ticked in ((bool(mark), None) if noise > 10 and dpi < 150 else (bool(mark),))


@pytest.mark.parametrize("side", [7, 9, 12, 15])
def test_squares_may_be_smaller_or_larger(side: int) -> None:
    def moved(canvas: Canvas) -> None:
        canvas.translate(0, SIDE - side)
        square("cross", side)(canvas)

    found = square_in(part(moved, 200), 200)
    assert place(found) == pytest.approx((14, 12, 14 + side, 12 + side), abs=1.5)


@pytest.mark.parametrize("dpi", DPIS)
def test_thin_light_lines_are_seen(dpi: int) -> None:
    def light(canvas: Canvas) -> None:
        canvas.setStrokeGray(0.45)
        square(width=0.5)(canvas)

    found = square_in(part(light, dpi, noise=3), dpi)
    assert found is not None
    assert found.ticked is False


@pytest.mark.parametrize("text", [*"E„[|rLTB80HMNODÖQ", "ver", "wird"])
def test_letters_are_no_squares(text: str) -> None:
    found = {dpi: square_in(part(word(text), dpi, noise=4, blur=0.7), dpi) for dpi in DPIS}
    assert found == dict.fromkeys(DPIS)


@pytest.mark.parametrize("dpi", [100, 200])
@pytest.mark.parametrize("size", range(8, 17, 2))
def test_bold_letters_are_never_ticked(size: int, dpi: int) -> None:
    # Some have four straight sides and a stroke between, such as B and g.
    for text in ("Gegend", "BAUAMT", "EB8"):
        found = square_in(part(word(text, size, "Helvetica-Bold"), dpi, blur=0.5), dpi)
        assert found is None or not found.ticked


@pytest.mark.parametrize("dpi", DPIS)
def test_noise_and_empty_paper_are_no_squares(dpi: int) -> None:
    assert square_in(part(lambda _: None, dpi, noise=14), dpi) is None
    assert square_in(part(lambda _: None, dpi), dpi) is None
    assert square_in(np.zeros((40, 40), np.uint8), dpi) is None


@pytest.mark.parametrize("dpi", DPIS)
def test_a_shadow_is_no_square(dpi: int) -> None:
    def shadow(canvas: Canvas) -> None:
        canvas.rect(0, 0, LEFT + 3, 842, fill=1)

    assert square_in(part(shadow, dpi, noise=4), dpi) is None


@pytest.mark.parametrize(
    "strokes",
    [
        [(-1, 4, 3, -1), (3, -1, 13, 12)],  # only its corner is in the square
        [(-4, -4, 14, 14), (-4, 14, 14, -4)],  # through all corners
        [(2, 2, 8, 8), (2, 8, 8, 2)],  # touching no side
        [(-3, 3, 13, 8)],  # a slanted stroke through two sides
    ],
)
@pytest.mark.parametrize("width", [1, 1.6])
@pytest.mark.parametrize("dpi", DPIS)
def test_pens_tick_as_they_like(strokes: list[tuple[float, ...]], width: float, dpi: int) -> None:
    def draw(canvas: Canvas) -> None:
        square()(canvas)
        canvas.translate(LEFT, FOOT)
        canvas.setLineWidth(width)
        canvas.lines(strokes)

    found = square_in(part(draw, dpi, noise=4, blur=0.5), dpi)
    assert found is not None
    assert found.ticked


def speck(canvas: Canvas) -> None:
    canvas.circle(LEFT + 4, FOOT + 6, 1, stroke=0, fill=1)


def fold(canvas: Canvas) -> None:
    canvas.line(0, FOOT + 6, 595, FOOT + 6)


@pytest.mark.parametrize("dpi", DPIS)
@pytest.mark.parametrize("soil", [speck, fold])
def test_specks_and_folds_are_no_ticks(soil: Drawing, dpi: int) -> None:
    def draw(canvas: Canvas) -> None:
        square()(canvas)
        soil(canvas)

    found = square_in(part(draw, dpi, noise=4, blur=0.5), dpi)
    assert found is not None
    assert not found.ticked


@pytest.mark.parametrize("dpi", DPIS)
@pytest.mark.parametrize("width", [1.5, 2])
def test_a_bold_border_is_no_tick(width: float, dpi: int) -> None:
    found = square_in(part(square(width=width), dpi, noise=4, blur=0.5), dpi)
    assert found is None or not found.ticked


@pytest.mark.filterwarnings("error")
def test_a_dozen_pixels_a_side_are_enough() -> None:
    # The smallest squares that are looked for have too few in this resolution.
    found = square_in(part(square(side=14), 60), 60)
    assert place(found) == pytest.approx((14, 8, 28, 22), abs=1.5)


@pytest.mark.parametrize("shape", [(1, 1), (3, 50), (50, 3)])
def test_parts_too_small_for_a_square_hold_none(shape: tuple[int, int]) -> None:
    assert square_in(np.full(shape, 200, np.uint8), 200) is None


def test_a_word_beside_the_square_does_not_hide_it() -> None:
    def draw(canvas: Canvas) -> None:
        square("cross")(canvas)
        canvas.drawString(LEFT + SIDE + 4, FOOT + 1, "vertraulich")

    found = square_in(part(draw, 150, noise=6), 150)
    assert place(found) == pytest.approx((14, 12, 14 + SIDE, 12 + SIDE), abs=1.5)
    assert found is not None
    assert found.ticked
