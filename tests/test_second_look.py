"""A second look: readings vote, and what they do not settle stays null."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import pytest

from letters import city
from ratsdok.page import Box, CheckBox, Line, Page
from ratsdok.parsing.head import read_head
from ratsdok.parsing.references import resolutions_in
from ratsdok.parsing.second_look import SecondLook, settled
from ratsdok.parsing.settling import letter_date, meeting_number, next_check, paper_number
from ratsdok.parsing.text import Text


@dataclass
class ToldEyes:
    """Eyes that read what they were told, and remember where they looked."""

    texts: Iterable[str]
    looked_at: list[Box] = field(default_factory=list)

    def readings(self, page: Page, zone: Box, alphabet: str = "") -> Iterator[str]:
        self.looked_at.append(zone)
        yield from self.texts

    def square(self, page: Page, zone: Box) -> CheckBox | None:
        return None


def text_of(*lines: tuple[float, float, str], confidence: float) -> Text:
    """Make a recognised page of (x, top, words), 5 points a letter wide and 10 points high."""
    made = []
    for x, top, text in lines:
        words, left = [], x
        for word in text.split():
            words.append((word, Box(left, top, left + 5 * len(word), top + 10), confidence))
            left += 5 * len(word) + 5
        made.append(Line.of_words(words))
    return Text([Page(1, tuple(made), 595, 842, source="ocr")])


@pytest.mark.parametrize(
    ("first", "texts", "value"),
    [
        ("7", ["7"], 7),
        ("7", ["x", "7"], 7),
        (None, ["7", "7"], 7),
        # one alone settles nothing, nor do two that differ
        ("7", [], None),
        ("7", ["x", "x"], None),
        ("7", ["8", "x"], None),
        # a rival must be left behind twice over
        ("7", ["8", "7", "8"], None),
        ("7", ["8", "7"], 7),
        ("7", ["8", "7", "7", "8"], None),
    ],
)
def test_readings_vote(first: str | None, texts: list[str], value: int | None) -> None:
    verdict = settled(first, texts, lambda text: int(text) if text.isdigit() else None)
    assert verdict.value == value
    assert verdict.looked is bool(texts)
    assert sorted(verdict.readings) == sorted([*([first] if first else []), *texts][: len(verdict.readings)])


def test_no_more_is_read_than_settles_it() -> None:
    texts = iter(["7", "8"])
    assert settled("7", texts, int).value == 7
    assert list(texts) == ["8"]


@pytest.mark.parametrize(
    ("found", "readings", "expected"),
    [
        ("1 2. MAI 2017", ["12. MAI 2017"] * 2, "2017-05-12"),
        # a wheel that was overlooked; a figure in doubt
        ("2. MAI 2017", ["12. MAI 2017"] * 3, "2017-05-12"),
        ("1 2. MAI 2017", ["17. MAI 2017", "12. MAI 2017", "17. MAI 2017"], None),
        ("2. MAI 2017", ["2. MAI 2017"] * 3, None),
        # a reading that is no date has another year, another day
        ("Q 2. MAI 2019", ["12. MAI 2017"] * 3, None),
        ("13. XXX 2017", ["12. MAI 2017"] * 3, "2017-05-12"),
    ],
)
def test_a_stamp_is_read_again_behind_its_label(
    found: str, readings: list[str], expected: str | None
) -> None:
    text = text_of((300, 100, "Datum:"), (345, 100, found), confidence=0.7)
    eyes = ToldEyes(readings)
    date = letter_date(read_head(text.rows, text, city()), SecondLook(text, eyes))
    assert (date.stamp.date.isoformat() if date.stamp else None) == expected
    assert all(zone.x0 == 330 and zone.top == 100 for zone in eyes.looked_at)


def test_a_date_below_its_label_is_read_again_where_it_stands() -> None:
    text = text_of((60, 100, "Datum:"), (60, 130, "12. MAI 2017"), confidence=0.7)
    eyes = ToldEyes(["12. MAI 2017"] * 2)
    date = letter_date(read_head(text.rows, text, city()), SecondLook(text, eyes))
    assert date.stamp
    assert [zone.top for zone in eyes.looked_at] == [130]
    assert eyes.looked_at[0].x0 < 60


def test_a_text_layer_needs_no_second_look() -> None:
    text = text_of((60, 100, "Datum:"), (95, 100, "12. MAI 2017"), confidence=1.0)
    eyes = ToldEyes(["13. MAI 2017"] * 2)
    date = letter_date(read_head(text.rows, text, city()), SecondLook(text, eyes))
    assert date.stamp
    assert date.stamp.date.day == 12
    assert eyes.looked_at == []


LINE = "Beschlusskontrolle zu {paper} (Sitzungsnummer: {meeting})"


def numbers(line: str, readings: list[str], confidence: float) -> tuple[str | None, str | None]:
    text = text_of((60, 100, line), confidence=confidence)
    look = SecondLook(text, ToldEyes(readings))
    paper, meeting = resolutions_in(text.rows, city())[0]
    papers = paper_number(paper, 0, text.rows, city(), look).found
    meetings = meeting_number(meeting, 0, text.rows, city(), look).found
    return papers.reference.value if papers else None, meetings.reference.value if meetings else None


@pytest.mark.parametrize(
    ("paper", "readings", "confidence", "expected"),
    [
        ("A0412/16", [], 0.95, "A0412/16"),
        # confirmed, corrected, contradicted
        ("A0412/16", ["A0412/16"], 0.5, "A0412/16"),
        ("A04l2/16", ["A0417/16", "A0417/16"], 0.5, "A0417/16"),
        ("A0412/16", ["A0417/16"], 0.5, None),
        # neither: it stays where the engine had some trust in it
        ("A0412/16", ["A04Z?"], 0.5, "A0412/16"),
        ("A0412/16", ["A04Z?"], 0.0, None),
        # damaged beyond reading at first
        ("AOI2/16", ["A0412/16", "A0412/16"], 0.5, "A0412/16"),
    ],
)
def test_a_number_in_doubt(paper: str, readings: list[str], confidence: float, expected: str | None) -> None:
    lines = [LINE.format(paper=reading, meeting="SR/031/2016") for reading in readings]
    line = LINE.format(paper=paper, meeting="SR/031/2016")
    assert numbers(line, lines, confidence)[0] == expected


@pytest.mark.parametrize(
    ("meeting", "confidence", "expected"),
    [
        # on a scan: the one code that differs in one letter, or none
        ("JHB/031/2016", 0.9, "JHA/031/2016"),
        ("XY/031/2016", 0.9, None),
        # its I goes down in the stroke
        ("B/031/2016", 0.9, "BI/031/2016"),
        # as the office wrote it
        ("JHB/031/2016", 1.0, "JHB/031/2016"),
    ],
)
def test_a_code_that_the_profile_does_not_know(meeting: str, confidence: float, expected: str | None) -> None:
    line = LINE.format(paper="A0412/16", meeting=meeting)
    assert numbers(line, [line, line], confidence)[1] == expected


@pytest.mark.parametrize(
    ("readings", "expected"),
    [
        (["30. Juni 2018"], "2018-06-30"),
        (["30. Juli 2018", "30. Juli 2019"], None),
        (["30. Juli 2018", "30. Juli 2018"], "2018-07-30"),
        # a receipt stamp below an empty label
        (["30. JUNI 2018"], None),
    ],
)
def test_a_next_check_in_doubt(readings: list[str], expected: str | None) -> None:
    text = text_of((60, 100, "30. Juni 2018"), confidence=0.5)
    date = next_check(text.rows, SecondLook(text, ToldEyes(readings))).date
    assert (date.date.isoformat() if date else None) == expected
