"""How pages lie, and where what was read on the turned page is on the page as shown."""

from functools import cache
from pathlib import Path

import numpy as np
import pypdfium2
import pytest
from PIL import Image

from pictures import blank, grey
from ratsdok.page import Box, Placement
from ratsdok.reading.picture import Picture
from ratsdok.reading.scan import STRAIGHT, turned_upright
from ratsdok.reading.upright import Pose, pose_of, sketch_of

SAMPLES = Path(__file__).parents[1] / "samples"
PAGES = [("uferradweg", 0), ("lesegarten", 0), ("gleisdreieck", 1)]
DPI = 200  # as pages are read


@cache
def sample(name: str, number: int) -> Image.Image:
    sheet = pypdfium2.PdfDocument(SAMPLES / f"{name}.pdf")[number]
    picture: Image.Image = sheet.render(scale=DPI / 72, grayscale=True).to_pil()
    return picture


@cache
def askew(name: str, number: int, skew: float) -> Image.Image:
    """Return a page whose lines fall to the right."""
    return sample(name, number).rotate(-skew, resample=Image.Resampling.BILINEAR, fillcolor=255)


def laid(name: str, number: int, turns: int, skew: float) -> Picture:
    """Return a page as it comes from a scanner: askew, and turned anticlockwise."""
    return Picture(np.ascontiguousarray(np.rot90(grey(askew(name, number, skew)), turns)), DPI)


@pytest.mark.parametrize("skew", [-3.0, -1.3, -0.4, 0.0, 0.7, 2.0, 3.0])
@pytest.mark.parametrize("turns", range(4))
@pytest.mark.parametrize(("name", "number"), PAGES)
def test_a_pages_turns_and_skew_are_told(name: str, number: int, turns: int, skew: float) -> None:
    pose = pose_of(sketch_of(laid(name, number, turns, skew)))
    assert pose.quarter_turns == turns
    assert pose.skew == pytest.approx(skew, abs=0.2)


def test_an_empty_page_lies_upright() -> None:
    assert pose_of(sketch_of(Picture(grey(blank()), DPI))) == Pose(0, 0.0)


@pytest.mark.parametrize("factor", [0.75, 1.5])
def test_the_resolution_makes_no_difference(factor: float) -> None:
    page = Image.fromarray(laid(*PAGES[0], 1, 1.5).grey)
    size = round(page.width * factor), round(page.height * factor)
    pose = pose_of(sketch_of(Picture(np.asarray(page.resize(size)), DPI * factor)))
    assert pose.quarter_turns == 1
    assert pose.skew == pytest.approx(1.5, abs=0.2)


def test_shadows_at_the_edges_and_ruled_lines_do_not_tell() -> None:
    page = grey(askew(*PAGES[0], 1.0)).copy()
    page[:, :24], page[-20:] = 20, 30
    page[600:606], page[:, 1200:1204] = 0, 0
    pose = pose_of(sketch_of(Picture(page, DPI)))
    assert pose.quarter_turns == 0
    assert pose.skew == pytest.approx(1.0, abs=0.2)


@pytest.mark.parametrize("skew", [-3.0, -0.5, 0.0, 1.7])
@pytest.mark.parametrize("turns", range(4))
def test_a_place_of_the_turned_page_leads_back_to_the_page_as_shown(turns: int, skew: float) -> None:
    # A dot on an otherwise empty page, off its middle in both directions; as shown at (x, y).
    x, y, wide, high = 210, 150, 595, 842
    if turns % 2:
        wide, high = high, wide
    shown = np.full((high, wide), 255, np.uint8)
    shown[y - 5 : y + 5, x - 5 : x + 5] = 0
    upright, placement = turned_upright(Picture(shown, 72), Pose(turns, skew))
    rows, columns = np.nonzero(upright.grey < 128)
    found = Box(columns.min(), rows.min(), columns.max() + 1, rows.max() + 1)
    back = placement.shown(found)
    assert ((back.x0 + back.x1) / 2, (back.top + back.bottom) / 2) == pytest.approx((x, y), abs=1.5)
    assert back.x1 - back.x0 < 13
    assert (upright.width, upright.height) == pytest.approx((wide, high)[:: -1 if turns % 2 else 1])


def test_a_page_is_not_touched_for_a_skew_that_nobody_sees() -> None:
    picture = Picture(grey(sample(*PAGES[0])), DPI)
    upright, placement = turned_upright(picture, Pose(0, STRAIGHT * 0.9))
    assert np.array_equal(upright.grey, picture.grey)
    assert placement == Placement(picture.width, picture.height, 0, 0.0)


def test_ink_is_turned_with_the_print() -> None:
    dot = np.full((400, 300), 255, np.uint8)
    dot[100:110, 50:60] = 0
    upright = turned_upright(Picture(dot, 72, dot), Pose(1, 1.0)).picture
    assert upright.ink is not None
    assert np.array_equal(upright.ink, upright.grey)


def test_turning_brings_lines_level() -> None:
    lying = laid(*PAGES[1], 3, -2.0)
    upright = turned_upright(lying, pose_of(sketch_of(lying))).picture
    assert pose_of(sketch_of(upright)).quarter_turns == 0
    assert pose_of(sketch_of(upright)).skew == pytest.approx(0, abs=0.2)
