"""Words, lines and pages as reading hands them over."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from letters import placed_page
from ratsdok.page import Box, Line, Page


def test_a_box_knows_its_height_and_middle() -> None:
    box = Box(10, 20, 60, 32)
    assert (box.height, box.middle) == (12, 26)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        # side by side
        (Box(0, 0, 5, 10), Box(8, 0, 12, 10), Box(0, 0, 12, 10)),
        # one inside the other
        (Box(0, 0, 50, 50), Box(10, 10, 20, 20), Box(0, 0, 50, 50)),
        # one above the other
        (Box(3, 0, 9, 10), Box(1, 12, 4, 22), Box(1, 0, 9, 22)),
    ],
)
def test_a_union_holds_both_boxes(one: Box, other: Box, expected: Box) -> None:
    assert one.union(other) == other.union(one) == expected


@given(st.text())
def test_words_stand_in_their_line_where_they_say(text: str) -> None:
    line = Line.of_text(text)
    assert [word.text for word in line.words] == text.split()
    assert all(text[word.start : word.start + len(word.text)] == word.text for word in line.words)


def test_a_line_of_words_is_joined_by_single_blanks() -> None:
    line = Line.of_words([("Datum:", Box(10, 5, 40, 15), 0.9), ("Mai", Box(60, 4, 80, 16), 0.4)])
    assert line.text == "Datum: Mai"
    assert [(word.start, word.confidence) for word in line.words] == [(0, 0.9), (7, 0.4)]
    assert line.box == Box(10, 4, 80, 16)


def test_a_line_of_characters_has_no_place() -> None:
    assert Line.of_text("Sehr geehrte Damen und Herren,").box is None
    assert Line("").words == ()


def test_only_a_page_with_places_has_geometry() -> None:
    assert placed_page((70, 100, "Hausmitteilung")).has_geometry
    assert not Page(1, (Line.of_text("Hausmitteilung"),)).has_geometry
    assert not Page(1, ()).has_geometry
