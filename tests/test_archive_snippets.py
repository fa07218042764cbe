"""A passage is cut to what was sought, at words, and what was sought is marked in it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from ratsdok.archive.query import QueryError, query_of
from ratsdok.archive.snippets import WIDTH, marks_in, snippet

FILLING = "Und dies ist ein Satz ohne Bedeutung. " * 20


def shown(text: str, query: str) -> str:
    """The snippet of a text, with what was sought in square brackets."""
    cut, spans = snippet(text, marks_in(text, [term.marked for term in query_of(query).wanted]))
    for start, end in reversed(spans):
        cut = f"{cut[:start]}[{cut[start:end]}]{cut[end:]}"
    return cut


def test_what_was_sought_is_marked_as_it_stands() -> None:
    text = "Der STRASSENBAU beginnt an der Bürgerstraße."
    assert shown(text, "Straße") == "Der [STRASSE]NBAU beginnt an der Bürger[straße]."
    assert shown(text, "Buerger") == "Der STRASSENBAU beginnt an der [Bürger]straße."


def test_other_forms_are_marked_whole() -> None:
    assert (
        shown("Radwegen und Häusern, auch dem Haus", "Häuser Radweg")
        == "[Radwegen] und [Häusern], auch dem [Haus]"
    )


def test_marks_that_touch_are_one() -> None:
    assert shown("Busspur, Bus-Spur, Bus Spur", "Bus Spur") == "[Busspur], [Bus]-[Spur], [Bus] [Spur]"


def test_a_short_text_is_shown_whole() -> None:
    assert shown("Der Radweg.", "Radweg") == "Der [Radweg]."


def test_a_long_text_is_cut_at_words() -> None:
    cut = shown(f"{FILLING}Der Radweg kommt. {FILLING}", "Radweg")
    assert cut.startswith("… ")
    assert cut.endswith(" …")
    assert "Der [Radweg] kommt." in cut
    assert len(cut) <= WIDTH + 10
    assert all(
        word in FILLING for word in cut.strip("… ").split() if "[" not in word and word not in "Der kommt."
    )


def test_the_beginning_and_the_end_of_a_text_have_no_dots() -> None:
    assert shown(f"Der Radweg. {FILLING}", "Radweg").startswith("Der [Radweg].")
    assert shown(f"{FILLING}Der Radweg.", "Radweg").endswith("Der [Radweg].")


def test_the_stretch_with_the_most_of_what_was_sought_is_shown() -> None:
    cut = shown(f"Der Radweg. {FILLING} Der Radweg an der Schule. {FILLING}", "Radweg Schule")
    assert "Der [Radweg] an der [Schule]." in cut
    assert cut.count("[") == 2


def test_what_stands_far_apart_has_a_stretch_each() -> None:
    cut = shown(f"Der Radweg. {FILLING} An der Schule.", "Radweg Schule")
    assert cut.startswith("Der [Radweg].")
    assert " … " in cut
    assert cut.endswith("An der [Schule].")


def test_a_word_longer_than_a_snippet_is_not_cut() -> None:
    long = "a" * 300
    assert shown(f"{FILLING}{long} {FILLING}", f'"{long}"').count(f"[{long}]") == 1


@given(
    some.text(some.sampled_from("Räd wég-ß\n\u0308ﬁ. ")),
    some.sampled_from(["Rad weg", "Räd", "ss fi", "wegß"]),
)
def test_marks_lie_in_the_snippet_in_order(text: str, query: str) -> None:
    try:
        sought = [term.marked for term in query_of(query).wanted]
    except QueryError:
        pytest.fail("all of these are queries")
    cut, spans = snippet(text * 9, marks_in(text * 9, sought))
    ends = [place for span in spans for place in span]
    assert ends == sorted(ends)
    assert all(0 <= start < end <= len(cut) for start, end in spans)
