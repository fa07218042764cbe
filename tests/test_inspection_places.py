"""Where the boxes of a record lie on its pages, however these lay, and where their numbers have room."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from itertools import combinations, starmap

import pytest

from calling import SAMPLES
from inspecting import PIXEL, Parsed, evidence, letter, picture
from ratsdok import parse_all
from ratsdok.inspection import PagePicture, page_of
from ratsdok.inspection.fields import blocks_of
from ratsdok.inspection.pictures import Corners
from ratsdok.inspection.places import Places
from ratsdok.page import Box, Placement


@pytest.mark.parametrize(
    ("turns", "size", "box", "corner"),
    [
        (0, (400, 600), (10, 20, 110, 32), (0, 0)),
        (1, (600, 400), (568, 10, 580, 110), (600, 0)),
        (2, (400, 600), (290, 568, 390, 580), (400, 600)),
        (3, (600, 400), (20, 290, 32, 390), (0, 400)),
    ],
)
def test_boxes_turn_with_their_page(
    turns: int, size: tuple[int, int], box: Corners, corner: tuple[int, int]
) -> None:
    html = page_of([letter(date=dt.date(2030, 1, 2), evidence={"date": evidence()})], [picture(turns=turns)])
    page = Parsed(html)
    (drawn,) = (
        tuple(map(float, map(element.attributes.get, ("x", "y", "width", "height"))))  # type: ignore[arg-type]
        for element in page.of_class("box")
    )
    assert (drawn[0], drawn[1], drawn[0] + drawn[2], drawn[1] + drawn[3]) == box
    (svg,) = (element for element in page.all if element.tag == "svg")
    assert tuple(map(float, svg.attributes["viewbox"].split())) == (0, 0, *size)
    (image,) = (element for element in page.all if element.tag == "image")
    moved = re.match(r"translate\((\d+) (\d+)\) rotate\((\d+)\)", image.attributes.get("transform", ""))
    assert tuple(map(int, moved.groups() if moved else (0, 0, 0))) == (*corner, turns * 90)


LINES = ((72.0, 100.0, 500.0, 112.0), (72.0, 114.0, 310.5, 126.0), (330.0, 700.0, 340.0, 712.0))


@pytest.mark.parametrize("turns", [0, 1, 2, 3])
@pytest.mark.parametrize("skew", [0.0, 0.4, -3.0, 4.5])
def test_places_of_a_page_that_lay_askew_are_level_and_whole_again(turns: int, skew: float) -> None:
    width, height = (595.0, 842.0) if turns % 2 == 0 else (842.0, 595.0)
    placement = Placement(width, height, turns, skew)
    parts = [Box(*part) for line in LINES for part in in_parts(line, 3 if skew else 1)]
    shown = [tuple(round(side, 1) for side in placement.shown(part)) for part in parts]
    page = PagePicture(1, width, height, PIXEL, "image/png", turns, skew)
    upright = page.upright(shown)  # type: ignore[arg-type]
    assert len(upright) == len(LINES)
    for line, found in zip(LINES, upright, strict=True):
        assert found == pytest.approx(line, abs=0.2)


def in_parts(line: Corners, count: int) -> Iterator[Corners]:
    """Cut a line into parts, with a blank's width between two of them."""
    x0, top, x1, bottom = line
    if x1 - x0 < 100:
        count = 1
    wide = (x1 - x0) / count
    for part in range(count):
        yield x0 + part * wide, top, x0 + (part + 1) * wide - (4 if part < count - 1 else 0), bottom


def test_columns_side_by_side_stay_two_places() -> None:
    page = PagePicture(1, 595, 842, PIXEL, "image/png", 0, 1e-3)
    columns = ((72.0, 100.0, 250.0, 112.0), (320.0, 100.0, 500.0, 112.0))
    assert [pytest.approx(column, abs=0.1) for column in columns] == list(page.upright(columns))


def test_numbers_do_not_cover_one_another_nor_what_stands_left_of_their_line() -> None:
    for file in sorted(SAMPLES.glob("*.pdf")):
        letters = parse_all(file)
        pictures = [picture(page) for page in range(1, letters[0].document.pages + 1)]
        places = Places(pictures, [blocks_of(one) for one in letters])
        on_pages = [places.on(page.number) for page in pictures]
        leftmost = min((box[0] for own in on_pages for place in own for box in place.boxes), default=0)
        for own in on_pages:
            assert not any(starmap(meet, combinations([place.badge for place in own], 2))), file.name
            assert all(place.badge[2] < leftmost or place.badge[0] >= place.boxes[0][0] for place in own)


def test_a_number_on_the_last_page_does_not_cover_the_words_that_announce_its_date() -> None:
    own = {"salutation": evidence(box=(70, 20, 200, 32)), "date": evidence(2, (180, 50, 260, 62))}
    one = letter(salutation="Guten Tag", date=dt.date(2030, 1, 2), evidence=own)
    (place,) = Places([picture(), picture(2)], [blocks_of(one)]).on(2)
    assert place.badge[0] == 180


def meet(one: Corners, other: Corners) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
