"""Characters -> words, by blanks, gaps and baselines."""

from itertools import accumulate

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ratsdok.page import Box
from ratsdok.reading.words import LINE_END_HYPHEN, Characters, words_of


def typed(*placed: tuple[str, float, float, float]) -> Characters:
    """Return characters given as (character, x0, width, top), all 10 points high."""
    text, x0, width, top = (list(column) for column in zip(*placed, strict=True))
    right = [a + b for a, b in zip(x0, width, strict=True)]
    columns = (x0, top, right, [t + 10 for t in top])
    return Characters("".join(text), *(np.array(column, dtype=np.float64) for column in columns))


def spaced(text: str, gap: float, blank: float = 0.0) -> Characters:
    """Return letters 5 points wide with a gap after each; a blank of width 0 is one that only a gap makes."""
    steps = [(blank if letter == " " else 5.0) + gap for letter in text]
    places = [0.0, *accumulate(steps)]
    return typed(*((c, x, blank if c == " " else 5.0, 0.0) for c, x in zip(text, places, strict=False)))


@pytest.mark.parametrize(
    ("characters", "words"),
    [
        (spaced("Der Rat", 0, blank=2.5), ["Der", "Rat"]),
        (spaced("Straßenbau", 0.5), ["Straßenbau"]),  # kerned wide
        (spaced("Beschluss", 3), ["Beschluss"]),  # spaced letters without blanks
        (spaced("B e s c h l u s s", 1), ["Beschluss"]),  # a blank seen in each gap
        (spaced("a b c", 1), ["a", "b", "c"]),  # three letters are no spaced word
        (spaced("1 2 3 4 5", 1), ["1", "2", "3", "4", "5"]),  # nor are figures
        (spaced("a b c d", 8), ["a", "b", "c", "d"]),  # columns
        (spaced("m 2", 0), ["m2"]),  # a blank seen where there is no gap
        (typed(("a", 0, 5, 0), ("b", 5, 5, 0), ("c", 14, 5, 0)), ["ab", "c"]),  # a gap without a blank
        (typed(("m", 0, 8, 0), ("²", 8, 3, -2)), ["m²"]),  # superscript
        (typed(("a", 0, 5, 0), ("b", 5, 5, 20)), ["ab"]),  # askew: one word
        (typed(("a", 0, 5, 0), ("b", 5, 5, 0), ("c", 0, 5, 20), ("d", 5, 5, 20)), ["ab", "cd"]),  # a new line
        (typed(("F", 0, 5, 0), ("F", 0.3, 5, 0), ("e", 5, 5, 0), ("e", 5.3, 5, 0)), ["Fe"]),  # overprinted
        (spaced("Affe", 0), ["Affe"]),  # a double letter stays double
        (spaced("a\0b\uf0b7c\x03", 0), ["abc"]),  # without a meaning
        (spaced("\uf0b7", 0), []),
        (spaced("Stadt\xadrat", 0), ["Stadt\xadrat"]),  # soft hyphen, as found
        (spaced(f"pflas{LINE_END_HYPHEN}", 0), ["pflas-"]),
        (spaced("oﬃziell", 0), ["offiziell"]),  # ligature
        (spaced("u\u0308ber", 0), ["über"]),  # letter and accent apart
    ],
)
def test_words(characters: Characters, words: list[str]) -> None:
    assert [piece.text for piece in words_of(characters)] == words


def test_box_of_a_word_holds_its_characters() -> None:
    (piece,) = words_of(typed(("m", 10, 8, 50), ("²", 18, 3, 48)))
    assert piece.box == Box(10, 48, 21, 60)


def test_word_printed_upwards_is_one_word_that_is_not_upright() -> None:
    (piece,) = words_of(typed(("a", 0, 10, 30), ("b", 0, 10, 20), ("c", 0, 10, 10)))
    assert (piece.text, piece.upright) == ("abc", False)


numbers = st.floats(-1000, 1000)


@given(st.lists(st.tuples(st.characters(), numbers, st.floats(0, 50), numbers)))
def test_no_character_is_made_up(placed: list[tuple[str, float, float, float]]) -> None:
    if not placed:
        assert words_of(Characters("", *[np.array([])] * 4)) == []
        return
    pieces = words_of(typed(*((c if c.isascii() else "x", x, w, y) for c, x, w, y in placed)))
    characters = [c if c.isascii() else "x" for c, *_ in placed]
    for piece in pieces:
        assert piece.text
        assert not set(piece.text) - set(characters)
        assert not any(letter.isspace() for letter in piece.text)
