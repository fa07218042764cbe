"""Boxes of recognised words, as high as their font."""

import pytest

from pictures import DPI, grey, page
from ratsdok.reading.glyphs import ABOVE, BELOW, face_of, pieces_of
from ratsdok.reading.ocr.recogniser import recognise
from ratsdok.reading.ocr.settings import Ocr
from ratsdok.reading.ocr.tsv import Token

# Heights above and depths below the baseline at 72 dpi in a font of 100 points, as an engine boxes them.
RISING, LOW, DEEP, BOTH = (73, 0), (52, 0), (52, 21), (73, 21)
WORDS = [("Stadt", RISING), ("von", LOW), ("sagen", DEEP), ("Berg", BOTH), ("zum", LOW), ("Vertrag", BOTH)]


def token(text: str, left: int, height: tuple[int, int], line: int = 1, baseline: int = 500) -> Token:
    above, below = height
    return Token(text, left, baseline - above, left + 50 * len(text), baseline + below, 0.9, (1, 1, line))


def row(words: list[tuple[str, tuple[int, int]]]) -> list[Token]:
    return [token(text, 400 * at, height) for at, (text, height) in enumerate(words)]


def test_words_of_one_line_are_as_high_as_their_font() -> None:
    pieces = pieces_of(row(WORDS), 72)
    assert [piece.text for piece in pieces] == [text for text, _ in WORDS]
    for piece in pieces:
        assert piece.box.top == pytest.approx(500 - 100 * ABOVE, abs=2)
        assert piece.box.bottom == pytest.approx(500 + 100 * BELOW, abs=2)
        assert piece.confidence == 0.9


@pytest.mark.parametrize(("text", "height"), WORDS)
def test_a_words_font_is_told_from_its_letters(text: str, height: tuple[int, int]) -> None:
    (face,) = face_of([token(text, 0, height)])
    assert face.size == pytest.approx(100, abs=2)
    assert face.baseline == pytest.approx(500, abs=2)


def test_places_are_in_points() -> None:
    (piece,) = pieces_of([token("Stadt", 300, RISING)], 300)
    assert (piece.box.x0, piece.box.x1) == pytest.approx((72, 72 + 250 * 72 / 300))


def test_a_word_that_is_too_high_gets_its_lines_height() -> None:
    pieces = pieces_of([*row(WORDS), token("Wort", 2500, (200, 60))], 72)
    assert pieces[-1].box.height == pytest.approx(pieces[0].box.height, abs=2)
    assert pieces[0].box.height == pytest.approx(100 * (ABOVE + BELOW), abs=2)


def test_a_box_that_runs_over_the_next_word_ends_before_it() -> None:
    first, second = row(WORDS)[:2]
    pieces = pieces_of([first._replace(right=second.left + 30), second], 72)
    assert pieces[0].box.x1 == pieces[1].box.x0


def test_lines_keep_to_themselves() -> None:
    heading = token("Titel", 0, (146, 0), line=2, baseline=200)
    sizes = {piece.text: piece.box.height for piece in pieces_of([*row(WORDS), heading], 72)}
    assert sizes["Titel"] == pytest.approx(2 * sizes["Stadt"], rel=0.05)


@pytest.mark.parametrize("text", ["Überschrift über größeren Bögen", "von nun an", "Sitzung am 30. Juni"])
def test_boxes_of_what_is_really_recognised_are_of_one_height(text: str) -> None:
    tokens = recognise(grey(page(text, text)), DPI, Ocr())
    heights = [piece.box.height for piece in pieces_of(tokens, DPI)]
    assert len(heights) == 2 * len(text.split())
    assert max(heights) - min(heights) < 0.15 * max(heights)
    assert heights[0] == pytest.approx(12 * (ABOVE + BELOW), rel=0.25)  # printed in 12 points


def test_nothing_gives_nothing() -> None:
    assert pieces_of([], 72) == []
