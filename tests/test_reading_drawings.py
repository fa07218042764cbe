"""Drawn strokes -> squares to tick, and rulings."""

import numpy as np
import pytest

from ratsdok.page import Box, CheckBox
from ratsdok.reading.drawings import Form, Shape, check_boxes, is_level, rulings, shapes_of_path
from ratsdok.reading.words import Characters

NOTHING = Characters("", *[np.array([])] * 4)
SQUARE = Box(10, 10, 20, 20)
FRAME = Shape(Form.FRAME, SQUARE)


def letter(character: str, x0: float, top: float) -> Characters:
    return Characters(character, *(np.array([at]) for at in (x0, top, x0 + 6, top + 8)))


def line(x0: float, top: float, x1: float, bottom: float) -> Shape:
    return Shape(Form.LINE, Box(x0, top, x1, bottom))


FOUR_LINES = [line(10, 10, 20, 10), line(10, 20, 20, 20), line(10, 10, 10, 20), line(20, 10, 20, 20)]


@pytest.mark.parametrize(
    ("shapes", "characters", "ticked"),
    [
        ([FRAME], NOTHING, [False]),
        (FOUR_LINES, NOTHING, [False]),
        ([FRAME, line(11, 11, 19, 19)], NOTHING, [True]),  # a stroke across
        ([*FOUR_LINES, line(11, 11, 19, 19), line(11, 11, 19, 19)], NOTHING, [True]),
        ([FRAME, Shape(Form.AREA, Box(12, 12, 18, 18))], NOTHING, [True]),  # filled in
        ([FRAME], letter("X", 12, 11), [True]),
        ([FRAME], letter("\uf078", 12, 11), [True]),  # of a font of symbols
        ([FRAME], letter("X", 40, 11), [False]),  # beside it
        ([FRAME], letter("7", 12, 11), []),  # a numbered field
        ([FRAME, FRAME], NOTHING, [False]),  # drawn twice
        ([FRAME, Shape(Form.FRAME, Box(20, 10, 30, 20))], NOTHING, []),  # a comb for letters
        ([FRAME, line(0, 15, 500, 15)], NOTHING, [False]),  # a fold mark across the page
        ([Shape(Form.FRAME, Box(10, 10, 40, 40))], NOTHING, []),  # too large
        ([Shape(Form.FRAME, Box(10, 10, 13, 13))], NOTHING, []),  # too small
        ([Shape(Form.FRAME, Box(10, 10, 24, 20))], NOTHING, []),  # no square
        (FOUR_LINES[:3], NOTHING, []),  # open
        ([], NOTHING, []),
    ],
)
def test_check_boxes(shapes: list[Shape], characters: Characters, ticked: list[bool]) -> None:
    assert check_boxes(shapes, characters) == tuple(CheckBox(SQUARE, state) for state in ticked)


@pytest.mark.parametrize(
    ("points", "stroked", "forms"),
    [
        ([(0, 0), (10, 0), (10, 10), (0, 10), (0, 0)], True, [Form.FRAME]),
        ([(0, 0), (10, 0), (10, 10), (0, 10), (0, 0)], False, [Form.AREA]),  # only filled
        ([(0, 0), (90, 0), (90, 0.5), (0, 0.5)], False, [Form.LINE]),  # thin: a border of a word processor
        ([(0, 0), (10, 10)], True, [Form.LINE]),
        ([(0, 0), (10, 10), (20, 0)], True, [Form.LINE, Form.LINE]),  # a check mark
    ],
)
def test_shapes(points: list[tuple[float, float]], stroked: bool, forms: list[Form]) -> None:
    assert [shape.form for shape in shapes_of_path(points, stroked=stroked, curved=False)] == forms


def test_curve_is_no_line() -> None:
    assert shapes_of_path([(0, 0), (5, 9)], stroked=True, curved=True) == [Shape(Form.AREA, Box(0, 0, 5, 9))]


def test_rulings_are_long_and_straight() -> None:
    shapes = [line(0, 0, 100, 0), line(0, 0, 0, 100), line(0, 0, 5, 0), line(0, 0, 80, 80), FRAME]
    assert rulings(shapes) == [Box(0, 0, 100, 0), Box(0, 0, 0, 100)]
    assert [is_level(ruling) for ruling in rulings(shapes)] == [True, False]
    assert len(rulings([Shape(Form.FRAME, Box(0, 0, 50, 50))])) == 4
