"""Labels and quotation marks at a line's start and inside it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ratsdok.parsing.marks import Label, quotation_marks, start_of


@pytest.mark.parametrize(
    ("text", "number", "letter", "opens", "rest"),
    [
        ("1. Der Weg", "1", None, False, "Der Weg"),
        # the number before the mark, or after it
        ("1. „Der Weg", "1", None, True, "Der Weg"),
        ("„1. Der Weg", "1", None, True, "Der Weg"),
        # other spellings
        ("1.) Der Weg", "1", None, False, "Der Weg"),
        ("1) Der Weg", "1", None, False, "Der Weg"),
        ("1, „Der Weg", "1", None, True, "Der Weg"),
        ("12. Der Weg", "12", None, False, "Der Weg"),
        # capital i and small L for 1, Z for 2
        ("I. Der Weg", "1", None, False, "Der Weg"),
        ("l. Der Weg", "1", None, False, "Der Weg"),
        ("Z. Der Weg", "2", None, False, "Der Weg"),
        # roman numerals
        ("II. Der Weg", "2", None, False, "Der Weg"),
        ("IV. Der Weg", "4", None, False, "Der Weg"),
        # sub-points
        ("a) der Weg", None, "a", False, "der Weg"),
        ("„b) der Weg", None, "b", True, "der Weg"),
        ("a. der Weg", None, "a", False, "der Weg"),
        ("2. a) „ein Weg", "2", "a", True, "ein Weg"),
        ("8a) Der Weg", "8", "a", False, "Der Weg"),
        ("1.1 Der Weg", "1.1", None, False, "Der Weg"),
        ("1.1. Der Weg", "1.1", None, False, "Der Weg"),
        # what opening marks are read as
        (",,Der Weg", None, None, True, "Der Weg"),
        ("_^Der Weg", None, None, True, "Der Weg"),
        ('1. "Der Weg', "1", None, True, "Der Weg"),
        ("»Der Weg«", None, None, True, "Der Weg«"),
        # behind an opening mark, whatever it was; alone, a letter's height is no sign
        ("„>. Der Weg", None, None, True, "Der Weg"),
        ("„©. Der Weg", None, "c", True, "Der Weg"),
        ("„bD. Der Weg", None, "b", True, "Der Weg"),
        ("„Dr. Der Weg", None, None, True, "Dr. Der Weg"),
        ("C.", None, "c", False, ""),
        ("C. Der Weg", None, None, False, "C. Der Weg"),
        ("B.", None, None, False, "B."),
        ("c:", None, "c", False, ""),
        ("c: der Weg", None, None, False, "c: der Weg"),
        # no label at all
        ("Der Weg", None, None, False, "Der Weg"),
        ("- Der Weg", None, None, False, "- Der Weg"),
        ("", None, None, False, ""),
        # an ordinal is none
        ("4. Quartal 2021", None, None, False, "4. Quartal 2021"),
        ("1. Februar 2016", None, None, False, "1. Februar 2016"),
        ("2. Bauabschnitt", None, None, False, "2. Bauabschnitt"),
        # neither are an abbreviation, an amount, a decimal, a year
        ("e. V. Heckenfreunde", None, None, False, "e. V. Heckenfreunde"),
        ("3,50 Meter", None, None, False, "3,50 Meter"),
        ("27.450 Euro", None, None, False, "27.450 Euro"),
        ("2017. Der Weg", None, None, False, "2017. Der Weg"),
        ("41 von 47 Bäumen", None, None, False, "41 von 47 Bäumen"),
    ],
)
def test_the_start_of_a_line(
    text: str, number: str | None, letter: str | None, opens: bool, rest: str
) -> None:
    start = start_of(text)
    label = start.label or Label(None)
    assert (label.number, label.letter, start.opens, text[start.text_at :]) == (number, letter, opens, rest)


def test_a_number_alone_on_its_line_is_bare() -> None:
    assert start_of("3").label == Label("3", bare=True)
    assert start_of("3.").label == Label("3")


@pytest.mark.parametrize(
    ("label", "expected"), [(Label("1.1"), True), (Label("1"), False), (Label(None), False)]
)
def test_decimals(label: Label, expected: bool) -> None:
    assert label.is_decimal is expected


@pytest.mark.parametrize(
    ("text", "steps"),
    [
        ("den Weg zu bauen.“", [-1]),
        ('den Weg zu bauen."', [-1]),
        # what closing marks are read as
        ("den Weg zu bauen.''", [-1]),
        ("den Weg zu bauen.\"'", [-1]),
        ("den Weg zu bauen.'^", [-1]),
        ("den Weg zu bauen.,,", [-1]),
        ("den Weg zu bauen.„", [-1]),
        ("zu pflegen is/'", [-1]),
        # a quotation inside
        ("das „Blaue Band“ sichern.", [1, -1]),
        ('das „Blaue Band" sichern."', [1, -1, -1]),
        ("den »Langen Weg« bauen", [1, -1]),
        # a full stop divides two closing marks
        ("am „Langen Weg“.“", [1, -1, -1]),
        # none
        ("den Weg zu bauen.", []),
        ("Familie d'Artagnans Hecke", []),
        ("", []),
    ],
)
def test_quotation_marks_inside_a_line(text: str, steps: list[int]) -> None:
    assert [mark.step for mark in quotation_marks(text)] == steps


def test_marks_before_the_start_do_not_count() -> None:
    assert quotation_marks("„Der Weg", 1) == []


MARKED = st.text(alphabet="12ab.) ,„“\"'^»«;_DerIlZ/", max_size=30)


@given(MARKED)
def test_marks_lie_in_the_line_in_order(text: str) -> None:
    marks = quotation_marks(text)
    assert all(0 <= mark.start < mark.end <= len(text) for mark in marks)
    assert [mark.start for mark in marks] == sorted(mark.start for mark in marks)


@given(MARKED)
def test_the_words_begin_in_the_line(text: str) -> None:
    assert 0 <= start_of(text).text_at <= len(text)
