"""A document's text, clean prose, and the way back from every character."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from letters import placed_page, row, rows, text_of
from ratsdok.page import Box
from ratsdok.parsing.text import Prose, Row, Text, prose

WORDS = st.sampled_from(
    "die Pflan- zung Kultur- und Haus 2. „Der Weg. - • Bau/ zen\xad ¬ 214/7 u. LKW- frei".split()
)
LINES = st.lists(st.lists(WORDS, min_size=1, max_size=6).map(" ".join), max_size=8)


# --- rows ---


def test_rows_are_stripped_and_know_their_place() -> None:
    text = text_of("  Hausmitteilung \n\nAn alle\fSeite 2")
    assert text.string == "  Hausmitteilung \n\nAn alle\fSeite 2"
    assert text.rows == [
        Row("Hausmitteilung", 2, 1, after_blank=True),
        Row("An alle", 19, 1, after_blank=True),
        Row("Seite 2", 27, 2, after_blank=True),
    ]


def test_a_row_follows_on_the_one_above() -> None:
    assert [each.after_blank for each in rows("eins\nzwei\n \ndrei")] == [True, False, True]


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (0, None, Row("1. Der Weg", 5, 2, after_blank=True)),
        # blanks at both ends are no part
        (2, None, Row("Der Weg", 8, 2)),
        (2, 6, Row("Der", 8, 2)),
        (10, None, Row("", 15, 2)),
    ],
)
def test_a_cut_row_knows_its_place(start: int, end: int | None, expected: Row) -> None:
    assert Row("1. Der Weg", 5, 2, after_blank=True).cut(start, end) == expected


@given(st.text(alphabet="ab .\t\n\f\xa0„"))
def test_every_row_leads_back_to_its_characters_and_page(string: str) -> None:
    text = text_of(string)
    assert text.string == string
    assert all(string[each.start : each.end] == each.text for each in text.rows)
    assert all(string[: each.start].count("\f") + 1 == each.page for each in text.rows)


@given(st.text(alphabet="ab .\t\n\f"), st.integers(0, 60))
def test_every_position_is_on_a_page(string: str, position: int) -> None:
    position = min(position, max(0, len(string) - 1))
    assert text_of(string).page_of(position) == string[:position].count("\f") + 1


# --- boxes ---


def test_boxes_are_of_the_words_touched_one_a_line() -> None:
    text = Text([placed_page((70, 100, "1. Der Weg"), (70, 115, "wird gebaut"))])
    start, end = text.string.index("Weg"), text.string.index("gebaut") - 1
    assert text.boxes(start, end) == {1: [Box(105, 100, 120, 110), Box(70, 115, 90, 125)]}


def test_boxes_part_at_the_page() -> None:
    text = Text([placed_page((70, 800, "unter")), placed_page((70, 60, "zeichnet"), number=2)])
    assert text.boxes(0, len(text.string)) == {1: [Box(70, 800, 95, 810)], 2: [Box(70, 60, 110, 70)]}


def test_half_a_word_has_the_whole_word_s_box() -> None:
    text = Text([placed_page((70, 100, "Krähenwinkel"))])
    assert text.boxes(3, 5) == {1: [Box(70, 100, 130, 110)]}


def test_plain_text_has_no_boxes() -> None:
    assert text_of("Sehr geehrte Damen und Herren,").boxes(0, 10) == {}


# --- prose ---


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("Der Weg\nwird gebaut.", "Der Weg wird gebaut."),
        # a word divided at the line's end
        ("Hecken zu pflan-\nzen.", "Hecken zu pflanzen."),
        # a soft hyphen
        ("Hecken zu pflan\xad\nzen.", "Hecken zu pflanzen."),
        # a suspended hyphen stays
        ("das Kultur-\nund Nachbarschaftszentrum", "das Kultur- und Nachbarschaftszentrum"),
        # a compound with its own hyphen
        ("die Baumarkt-\nEröffnung", "die Baumarkt-Eröffnung"),
        # no word is divided behind a number
        ("eine 30-\njährige Eiche", "eine 30-jährige Eiche"),
        # a slash without blanks
        ("Stadträtinnen/\nStadträte", "Stadträtinnen/Stadträte"),
        # over the page
        ("Übersichtskarte am Anleger Pap-\fpelhafen", "Übersichtskarte am Anleger Pappelhafen"),
        # a blank line parts nothing in one text
        ("Erstens.\n\nZweitens.", "Erstens. Zweitens."),
        # many blanks, tabs and no-break blanks are one
        ("214/7  \t 88\xa0 m²", "214/7 88 m²"),
        # a dash is no hyphen
        ("Hecken -\nauch hohe", "Hecken - auch hohe"),
        # a word hyphenated inside a line, as in a table's cell
        ("Bepflan- zung der Beete", "Bepflanzung der Beete"),
        # a suspended hyphen inside a line
        ("Rad- und Fußweg", "Rad- und Fußweg"),
        ("", ""),
    ],
)
def test_prose(lines: str, expected: str) -> None:
    assert prose(rows(lines)) == str(Prose(rows(lines))) == expected


def test_prose_leads_back_over_a_mended_hyphen() -> None:
    found = Prose(rows("zu pflan-\nzen ist"))
    assert found.text == "zu pflanzen ist"
    assert found.origins == [0, 1, 2, 3, 4, 5, 6, 7, 10, 11, 12, 13, 14, 15, 16]


def test_an_inserted_blank_comes_from_nowhere() -> None:
    assert Prose(rows("Weg\nwird")).origins == [0, 1, 2, -1, 4, 5, 6, 7]


@given(LINES)
@settings(deadline=None)
def test_prose_leads_back_to_its_characters(lines: list[str]) -> None:
    string = "\n".join(lines)
    found = Prose(rows(string))
    assert len(found.text) == len(found.origins)
    for character, origin in zip(found.text, found.origins, strict=True):
        assert (character == " ") if origin < 0 or string[origin].isspace() else character == string[origin]
    kept = [origin for origin in found.origins if origin >= 0]
    assert kept == sorted(set(kept))


@given(LINES)
@settings(deadline=None)
def test_joining_loses_nothing_but_hyphens_and_white_space(lines: list[str]) -> None:
    string = "\n".join(lines)
    kept = set(Prose(rows(string)).origins)
    lost = {string[i] for i in range(len(string)) if i not in kept and not string[i].isspace()}
    assert lost <= {"-", "\xad", "¬", "\u2010"}


@given(st.text(max_size=80))
@settings(deadline=None)
def test_prose_is_one_line_of_single_blanks(string: str) -> None:
    assert not re.search(r"\n|\t| {2}|^ | $", prose(rows(string)))


def test_prose_of_one_row_is_its_words() -> None:
    assert prose([row("Der Weg wird gebaut.")]) == "Der Weg wird gebaut."
