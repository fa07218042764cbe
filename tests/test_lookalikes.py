"""Characters that OCR takes for one another."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ratsdok.parsing.lookalikes import DIGIT, digits, fold


@pytest.mark.parametrize(
    ("found", "printed"),
    [
        # small L, capital i, one and stroke
        ("BeschIusskontro1le", "Beschlusskontrolle"),
        # zero for O
        ("K0ntrolle", "Kontrolle"),
        # ß, B and 8
        ("GB", "Gß"),
        ("G8", "GB"),
        # dots lost
        ("Grussen", "Grüssen"),
        # capitals, blanks and marks do not count
        ("SEHR GEEHRTE,", "sehr geehrte"),
        # five for S
        ("5itzung", "Sitzung"),
    ],
)
def test_lookalikes_are_equal_when_folded(found: str, printed: str) -> None:
    assert fold(found) == fold(printed)


@pytest.mark.parametrize(("one", "other"), [("Mai", "Mat"), ("Punkt", "Funkt"), ("SR", "SB"), ("2", "7")])
def test_what_differs_stays_different(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ("2017", "2017"),
        # O for 0, l for 1
        ("2Ol7", "2017"),
        # S for 5, ß and B for 8
        ("SßB", "588"),
        # a character that can be no digit: nothing is guessed
        ("20x7", None),
        ("^1^6", None),
        ("", ""),
    ],
)
def test_digits_are_read_only_where_they_have_one_reading(found: str, expected: str | None) -> None:
    assert digits(found) == expected


def test_each_lookalike_stands_for_one_digit() -> None:
    assert all(digit.isdigit() and len(digit) == 1 and not c.isdigit() for c, digit in DIGIT.items())
