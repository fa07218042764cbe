"""Page marks, by their words and by where they stand. Places are (x, top, words) in points on A4."""

import pytest

from letters import placed_page, rows
from ratsdok.page import Line, Page
from ratsdok.parsing.anchors import is_page_mark
from ratsdok.parsing.margins import is_mark, marks_of
from ratsdok.parsing.text import Text

BODY = [(70.0, 80.0 + 14 * number, "Die Hecken wachsen am Krähenwinkel.") for number in range(10)]
MIDDLE, TOP, FOOT = 290.0, 38.0, 800.0


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("-2-", True),
        ("- 2 -", True),
        ("• 2 -", True),
        ("2 -", True),
        ("Seite 1 von 2", True),
        # blanks lost, look-alikes
        ("Seite 1 von2", True),
        ("Seite1 von 2", True),
        ("Seite 1.van 2", True),
        ("Seife l von 2.", True),
        ("Seite 1/2", True),
        # labels, bullets, sentences
        ("2.", False),
        ("2)", False),
        ("2", False),
        ("-", False),
        ("- Hecken", False),
        ("Seite 1 von 2 Seiten", False),
        ("Sechs 2 von 3 Hecken", False),
        ("E93", False),
        ("", False),
    ],
)
def test_a_mark_by_its_words(text: str, expected: bool) -> None:
    assert is_mark(text) is expected


def marks(*lines: tuple[float, float, str]) -> list[str]:
    page = placed_page(*lines)
    return [page.lines[index].text for index in sorted(marks_of(page))]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        # whatever a scan made of it, alone in the middle of the top margin or the foot
        ((MIDDLE, TOP, "E93"), True),
        ((MIDDLE, FOOT, "E93"), True),
        ((MIDDLE, TOP, "-7-"), True),
        ((MIDDLE, TOP, "- 2 -"), True),
        ((MIDDLE, TOP, "“2-"), True),
        # what has a dash need not stand in the middle
        ((500.0, TOP, "-Z2-"), False),
        ((500.0, TOP, "“2-"), True),
        # beside the middle, too long, a word, the text's next line
        ((70.0, TOP, "E93"), False),
        ((MIDDLE - 10, TOP, "A0412/16"), False),
        ((MIDDLE, TOP, "Anlage"), False),
        ((MIDDLE, 66.0, "E93"), False),
        # not in the margin
        ((MIDDLE, 400.0, "E93"), False),
        # no letter and no figure: a speck
        ((MIDDLE, TOP, "~^"), False),
    ],
)
def test_a_mark_by_its_place(line: tuple[float, float, str], expected: bool) -> None:
    assert marks(*BODY, line) == ([line[2]] if expected else [])


def test_specks_above_a_mark_do_not_hide_it() -> None:
    assert marks((400, 20, "."), (MIDDLE, TOP, "E93"), *BODY) == ["E93"]


def test_a_page_may_have_a_mark_at_both_ends_or_nothing_else() -> None:
    assert marks((MIDDLE, TOP, "-Z-"), *BODY, (MIDDLE, FOOT, "7'")) == ["-Z-", "7'"]
    assert marks((MIDDLE, TOP, "-Z-")) == ["-Z-"]
    assert marks() == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“2-\nDie Hecken\nwachsen.", ["“2-"]),
        ("Die Hecken\nwachsen.\n\n~ 2 '\n", ["~ 2 '"]),
        # inside the page it may be anything
        ("Die Hecken\n“2-\nwachsen.", []),
        # without a place only a dash tells; labels are none
        ("E93\nDie Hecken", []),
        ("2.\nDie Hecken", []),
        ("„1.\nDie Hecken", []),
        ("1. Hecken\n2", []),
        ("", []),
    ],
)
def test_without_geometry_the_first_and_the_last_line_are_asked(text: str, expected: list[str]) -> None:
    page = Page(1, tuple(Line.of_text(line) for line in text.split("\n")))
    assert [page.lines[index].text for index in sorted(marks_of(page))] == expected


def test_a_row_knows_whether_it_is_a_mark_and_how_far_down_it_stands() -> None:
    found = Text([placed_page((MIDDLE, TOP, "E93"), *BODY)]).rows
    assert [is_page_mark(row) for row in found] == [True] + [False] * len(BODY)
    assert found[0].depth == pytest.approx(43 / 842)
    assert found[1].cut(4).depth == pytest.approx(85 / 842)
    assert [(row.in_margin, row.depth) for row in rows("Die Hecken")] == [(False, None)]
