"""Lines read again: what lies over print is lighter than it."""

import numpy as np
import numpy.typing as npt
import pytest
from PIL import Image, ImageDraw

from pictures import LETTER, PAPER, grey, page
from ratsdok.page import Box, Page
from ratsdok.reading.eyes import PictureEyes
from ratsdok.reading.ocr.recogniser import recognise
from ratsdok.reading.ocr.settings import Ocr
from ratsdok.reading.picture import Picture
from ratsdok.reading.rereading import confidence_of, read_doubtful_again, readings_of
from ratsdok.reading.scan import laid, read_picture
from ratsdok.reading.upright import sketch_of

DPI = 200
OCR = Ocr()
FIRST_LINE = Box(180, 362, 1250, 405)  # pixels, of `pictures.page` at 200 dpi


def stamped(level: int = 160) -> npt.NDArray[np.uint8]:
    """Return a page with grey strokes of a stamp over its first line."""
    print_ = page(dpi=DPI)
    stamp = Image.new("L", print_.size, 255)
    draw = ImageDraw.Draw(stamp)
    for at in range(0, 1100, 26):
        draw.line((180 + at, 362, 210 + at, 404), fill=level, width=6)
    return np.minimum(grey(print_), grey(stamp))


def words(grey_: npt.NDArray[np.uint8]) -> str:
    return " ".join(token.text for token in recognise(grey_, DPI, OCR))


def test_a_line_below_a_grey_stamp_gets_readable() -> None:
    picture = Picture(stamped(), DPI)
    tokens = recognise(picture.grey, DPI, OCR)
    again = read_doubtful_again(tokens, picture, OCR)
    assert PAPER not in " ".join(token.text for token in tokens)  # else the stamp is none
    assert PAPER in " ".join(token.text for token in again)
    assert confidence_of(again) > confidence_of(tokens)


@pytest.mark.parametrize(("label", "misread"), [("3.", "3"), ("2.", "24"), ("f.", "e"), ("b.", "b.")])
def test_a_label_alone_on_its_line_is_read_again(label: str, misread: str) -> None:
    picture = Picture(grey(page(label, *LETTER, dpi=DPI)), DPI)
    token = recognise(picture.grey, DPI, OCR)[0]
    (again,) = read_doubtful_again([token._replace(text=misread, confidence=0.8)], picture, OCR)
    assert again.text == label


@pytest.mark.parametrize("word", ["GZ:", "51", "am"])
def test_other_short_words_alone_stay(word: str) -> None:
    picture = Picture(grey(page(word, *LETTER, dpi=DPI)), DPI)
    token = recognise(picture.grey, DPI, OCR)[0]
    assert read_doubtful_again([token], picture, OCR) == [token]


def test_what_is_read_without_doubt_is_left_alone() -> None:
    picture = Picture(grey(page(dpi=DPI)), DPI)
    tokens = [token._replace(confidence=0.95) for token in recognise(picture.grey, DPI, OCR)]
    assert [token.text for token in read_doubtful_again(tokens, picture, OCR)] == [
        token.text for token in tokens
    ]


def test_a_zone_is_read_in_several_ways_with_places_on_the_page() -> None:
    readings = list(readings_of(grey(page(dpi=DPI)), FIRST_LINE, DPI, OCR))
    assert len(readings) >= 2
    for reading in readings:
        (paper,) = [token for token in reading.tokens if token.text == PAPER]
        (true,) = [token for token in recognise(grey(page(dpi=DPI)), DPI, OCR) if token.text == PAPER]
        assert paper[1:5] == pytest.approx(true[1:5], abs=4)


@pytest.mark.parametrize(
    "zone",
    [
        Box(0, 0, 0, 0),
        Box(100, 100, 90, 90),
        Box(-50, -50, -10, -10),
        Box(5000, 5000, 6000, 6000),
        Box(20, 20, 90, 60),
        # a rule, which would grow to the width of a street
        FIRST_LINE._replace(bottom=FIRST_LINE.top + 5),
    ],
)
def test_zones_without_print_are_not_read(zone: Box) -> None:
    assert list(readings_of(grey(page(dpi=DPI)), zone, DPI, OCR)) == []


def test_eyes_look_at_the_page_as_it_was_turned_even_when_they_have_forgotten_it() -> None:
    shown = Picture(np.ascontiguousarray(np.rot90(grey(page(dpi=DPI)))), DPI)
    asked: list[int] = []

    def picture_of(number: int) -> Picture:
        asked.append(number)
        return shown

    eyes = PictureEyes(picture_of, OCR, "brief.pdf")
    turned, upright = read_picture(shown, laid(shown, sketch_of(shown)), 1, OCR)
    assert turned.placement is not None
    assert turned.placement.quarter_turns == 1
    zone = turned.lines[0].box
    assert zone is not None
    eyes.keep(1, upright)
    before = list(eyes.readings(turned, zone))
    assert asked == []
    for number in range(2, 9):
        eyes.keep(number, upright)
    assert list(eyes.readings(turned, zone)) == before
    assert asked == [1]
    assert any(PAPER in reading for reading in before)


def test_eyes_find_a_square_with_its_place_on_the_page() -> None:
    pixels = grey(page(dpi=DPI)).copy()
    left, top, side = 300, 1200, 30
    pixels[top : top + side, left : left + side] = 0
    pixels[top + 3 : top + side - 3, left + 3 : left + side - 3] = 255
    eyes = PictureEyes(lambda _: Picture(pixels, DPI), OCR, "brief.pdf")
    whole = Page(1, (), 595, 842, source="ocr")
    x0, y0, x1, y1 = (each * 72 / DPI for each in (left, top, left + side, top + side))
    found = eyes.square(whole, Box(x0 - 12, y0 - 12, x1 + 12, y1 + 12))
    assert found is not None
    assert tuple(found.box) == pytest.approx((x0, y0, x1, y1), abs=1)
    assert found.ticked is False
    assert eyes.square(whole, Box(400, 700, 440, 740)) is None
    assert eyes.square(whole, Box(-50, -50, -20, -20)) is None
