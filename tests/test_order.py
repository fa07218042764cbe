"""The reading order of a page. Places are (x, top, words) in points on A4."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from letters import city, placed_line, placed_page
from ratsdok.page import Box, Line, Page
from ratsdok.parsing.order import in_reading_order

REFERENCE = (70.0, 300.0, "Beschlusskontrolle zu A0412/16 (Sitzungsnummer: SR/031/2016)")
CLOSING = (70.0, 600.0, "Mit freundlichen Grüßen")


def read(*lines: tuple[float, float, str]) -> list[str]:
    return [line.text for line in in_reading_order(placed_page(*lines), city()).lines]


def test_without_geometry_the_file_s_order_stays() -> None:
    page = Page(1, (Line.of_text("zweitens"), Line.of_text("erstens")))
    assert in_reading_order(page, city()) is page


def test_an_empty_page_stays_empty() -> None:
    assert in_reading_order(Page(1, (), 595, 842), city()).lines == ()


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        # the head's columns interleave: the left one comes first
        (
            [
                (330, 200, "Geschäftsbereich Umwelt und"),
                (70, 204, "An alle"),
                (330, 216, "Kommunalwirtschaft"),
                (70, 220, "Fraktionen sowie Mitglieder"),
                REFERENCE,
            ],
            [
                "An alle",
                "Fraktionen sowie Mitglieder",
                "",
                "Geschäftsbereich Umwelt und",
                "Kommunalwirtschaft",
                "",
                REFERENCE[2],
            ],
        ),
        # an address so long that the gutter beside it is no wider than a blank: the label begins a column
        (
            [
                (70, 200, "An"),
                (70, 214, "die Mitglieder des Stadtbezirksbeirates Hagen GZ: 66.1"),
                (70, 228, "die Mitglieder des Stadtbezirksbeirates Hagen Datum: 12.05.2017"),
                REFERENCE,
            ],
            [
                "An",
                "die Mitglieder des Stadtbezirksbeirates Hagen",
                "die Mitglieder des Stadtbezirksbeirates Hagen",
                "",
                "GZ: 66.1",
                "Datum: 12.05.2017",
                "",
                REFERENCE[2],
            ],
        ),
        # a label in the left column, or inside a line that does not reach the right one, begins none
        (
            [(70, 200, "GZ: 66.1 und Datum: 12.05.2017"), REFERENCE],
            ["GZ: 66.1 und Datum: 12.05.2017", "", REFERENCE[2]],
        ),
        # the foot's columns too
        (
            [
                REFERENCE,
                CLOSING,
                (70, 640, "Wilma Zaunkönig"),
                (330, 640, "Balduin Specht"),
                (70, 652, "Beigeordnete"),
                (330, 652, "Oberbürgermeister"),
            ],
            [
                REFERENCE[2],
                "",
                CLOSING[2],
                "",
                "Wilma Zaunkönig",
                "Beigeordnete",
                "",
                "Balduin Specht",
                "Oberbürgermeister",
            ],
        ),
        # in the body what stands side by side is one line: a label and its words, the cells of a table
        (
            [
                REFERENCE,
                (90, 320, "„Der Weg wird gebaut."),
                (70, 321, "1."),
                (300, 332, "88 m²"),
                (70, 332, "214/7"),
            ],
            [REFERENCE[2], "1. „Der Weg wird gebaut.", "214/7 88 m²"],
        ),
        # lines come in any order
        ([(70, 130, "drei"), (70, 106, "eins"), (70, 118, "zwei")], ["eins", "zwei", "drei"]),
        # a gap wider than the line pitch parts paragraphs
        (
            [(70, 100, "eins"), (70, 112, "zwei"), (70, 124, "drei"), (70, 150, "vier")],
            ["eins", "zwei", "drei", "", "vier"],
        ),
    ],
)
def test_reading_order(lines: list[tuple[float, float, str]], expected: list[str]) -> None:
    assert read(*lines) == expected


def beside(gap: float, *others: float) -> list[str]:
    """Read a head with a line whose last word stands at x = 330 behind a gap, and others starting at x."""
    word = Line.of_words([("Stadtbezirksbeirat", Box(70, 200, 330 - gap, 210), 1.0)]).words[0]
    line = Line.of_words(
        [(word.text, word.box or Box(0, 0, 0, 0), 1.0), ("Umwelt", Box(330, 200, 360, 210), 1.0)]
    )
    rest = [placed_line(x, 214.0 + 14 * number, "Recht") for number, x in enumerate(others)]
    page = Page(1, (line, *rest, placed_line(*REFERENCE)), 595, 842)
    return [line.text for line in in_reading_order(page, city()).lines if line.text][:2]


def test_a_word_at_the_right_column_s_edge_begins_it() -> None:
    assert beside(8, 330, 331) == ["Stadtbezirksbeirat", "Umwelt"]


@pytest.mark.parametrize(
    ("gap", "others"),
    [
        (8, ()),
        # two lines make an edge
        (8, (330,)),
        (8, (330, 335)),
        # only a blank
        (3, (330, 331)),
    ],
)
def test_a_word_elsewhere_does_not(gap: float, others: tuple[float, ...]) -> None:
    assert beside(gap, *others)[0] == "Stadtbezirksbeirat Umwelt"


def test_words_keep_their_boxes_when_lines_are_joined() -> None:
    (line,) = in_reading_order(placed_page((90, 320, "Der Weg"), (70, 320, "1.")), city()).lines
    assert [(word.text, word.box) for word in line.words] == [
        (word.text, word.box)
        for part in (placed_line(70, 320, "1."), placed_line(90, 320, "Der Weg"))
        for word in part.words
    ]


PLACES = st.tuples(
    st.integers(40, 500), st.integers(30, 800), st.sampled_from([REFERENCE[2], CLOSING[2], "Weg 1."])
)


@given(st.lists(PLACES, max_size=12))
def test_no_word_is_lost_or_doubled(lines: list[tuple[int, int, str]]) -> None:
    page = placed_page(*lines)
    ordered = in_reading_order(page, city())
    found = sorted(word for line in ordered.lines for word in line.text.split())
    assert found == sorted(word for line in page.lines for word in line.text.split())
    assert all(
        line.text[word.start : word.start + len(word.text)] == word.text
        for line in ordered.lines
        for word in line.words
    )
