"""Words -> lines: columns stay apart, rows of tables together."""

import pytest

from ratsdok.page import Box
from ratsdok.reading.lines import lines_of
from ratsdok.reading.words import Piece


def word(text: str, x0: float, top: float, *, width: float = 30, height: float = 10) -> Piece:
    return Piece(text, Box(x0, top, x0 + width, top + height))


@pytest.mark.parametrize(
    ("pieces", "lines"),
    [
        ([word("Der", 0, 0), word("Rat", 33, 0)], ["Der Rat"]),
        ([word("Der", 0, 0), word("Rat", 41, 0)], ["Der Rat"]),  # blank of a justified line
        ([word("An", 0, 0), word("GB", 45, 0)], ["An", "GB"]),  # gutter
        ([word("Rat", 33, 0), word("Der", 0, 0)], ["Der Rat"]),  # another order in the file
        ([word("An", 0, 0), word("GB", 300, 4), word("alle", 33, 0)], ["An alle", "GB"]),  # columns not level
        ([word("m", 0, 0, width=8), word("2", 8, -2, width=3, height=6)], ["m 2"]),  # superscript
        ([word("eins", 0, 0), word("zwei", 0, 12)], ["eins", "zwei"]),
        ([word("fett", 0, 0), word("fett", 0.4, 0)], ["fett"]),  # printed twice
        ([word("die", 0, 0), word("die", 33, 0)], ["die die"]),  # said twice
        ([word("unten", 0, 50), word("oben", 0, 0)], ["oben", "unten"]),
        ([], []),
    ],
)
def test_lines(pieces: list[Piece], lines: list[str]) -> None:
    assert [line.text for line in lines_of(pieces)] == lines


def test_words_keep_their_boxes() -> None:
    (line,) = lines_of([word("Der", 0, 0), word("Rat", 33, 0)])
    assert [(w.text, w.start, w.box) for w in line.words] == [
        ("Der", 0, Box(0, 0, 30, 10)),
        ("Rat", 4, Box(33, 0, 63, 10)),
    ]


def test_row_of_a_table_is_a_line_cell_after_cell() -> None:
    row = [Box(0, 0, 50, 30), Box(50, 0, 100, 30)]
    pieces = [
        word("Amt", 5, 5),
        word("Summe", 60, 5),
        word("Musterstadt", 5, 17),
        word("gesamt", 60, 17),
        word("darunter", 5, 40),
    ]
    lines = [line.text for line in lines_of(pieces, [[row]])]
    assert lines == ["Amt Musterstadt Summe gesamt", "darunter"]


def test_words_printed_upwards_make_a_line_of_their_own() -> None:
    upwards = [Piece("am", Box(0, 60, 10, 80), False), Piece("Rand", Box(0, 30, 10, 56), False)]
    lines = lines_of([word("Text", 11, 40), *upwards])
    assert sorted(line.text for line in lines) == ["Text", "am Rand"]
