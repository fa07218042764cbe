"""The draft of the next letter: the last word on each point, and what is quoted of it."""

import pytest

from drafts import SIGNS, letter, outline
from ratsdok.letter import Point
from ratsdok.writing.drafting import next_letter

# Points, statements of the letters -> of the draft.
LAST_WORDS = [
    # each point by itself
    ("1 2 3", ["1~ 2+ 3-"], "1! 2+ 3-"),
    ("1 2 3", ["1~ 2~ 3~", "1+ 2~"], "1+ 2! 3!"),
    ("1 2", ["1+ 2+", "1~ 2+"], "1! 2+"),  # open again
    # one statement on several points
    ("1 2 3", ["1,2+ 3~"], "1,2+ 3!"),
    ("1 2 3", ["1,3~ 2+"], "1! 2+ 3!"),  # not neighbouring
    ("1 2 3", ["1,2,3~", "2+"], "1! 2+ 3!"),
    ("1 2 3", ["1+ 2,3+"], "1+ 2,3+"),  # of the same status, but two statements
    ("1 2 3", ["3,2~ 1~"], "1! 2,3!"),  # in the resolution's order
    ("1 2", ["1,2~"], "1,2!"),  # on all, but by their names
    ("1 2", ["1+ 2~", "1,2+"], "1,2+"),  # although the first was settled before
    # the resolution as a whole
    ("1 2 3", ["~"], "!"),
    ("1 2 3", ["1~ 2~ 3~", "+"], "+"),
    ("1 2 3", ["~", "2+"], "1! 2+ 3!"),
    ("1 2 3", ["~ 2+"], "1! 2+ 3!"),
    ("1 2", ["1~ 2+ ~"], "1! 2+ !"),  # beside reports on all points
    ("1 2", ["1~ 2+ +"], "1! 2+"),
    ("1 2", ["1~ 2+ ~", "1+ 2+"], "1+ 2+"),
    ("1 2", ["~", "1= 2~"], "1! 2!"),
    # sub-points and their parents
    ("1 2 2.a 2.b", ["1+ 2.a~ 2.b+"], "1+ 2.a! 2.b+"),
    ("1 2 2.a 2.b", ["1+ 2~"], "1+ 2,2.a,2.b!"),
    ("1 2 2.a 2.b", ["1+ 2~", "2.b+"], "1+ 2,2.a! 2.b+"),
    ("1 2 2.a 2.b", ["1+ 2.a~ 2.b~", "+"], "+"),
    ("1 2 2.a", ["1+"], "1+ 2! 2.a!"),
    ("1 2 2.a", ["1+ 2.a+ ~"], "1+ 2.a+ !"),
    ("1 2 2.a", ["~", "1+ 2.a+"], "1+ 2.a+"),
    ("1 1.1 1.1.a", ["1+"], "1,1.1,1.1.a+"),
    ("1 1.a 10", ["1+"], "1,1.a+ 10!"),  # 10 is none of 1's
    ("1 A4/30_1 A4/30_1.a", ["A4/30_1~"], "1! A4/30_1,A4/30_1.a!"),
    # a parent that has no words, and so is not quoted
    ("1 2.a 2.b", ["1+ 2~"], "1+ 2.a,2.b!"),
    ("2.a 2.b", ["2.a+ 2~"], "2.a+ 2.b!"),
    ("2.a 2.b", ["2~ 2.a+ 2.b+"], "2! 2.a+ 2.b+"),
    ("2.a 2.b", ["2~", "2.a+ 2.b+"], "2.a+ 2.b+"),
    # never reported on
    ("1 2 3", ["2+"], "1! 2+ 3!"),
    ("1 2", [""], "1! 2!"),
    # nothing new
    ("1 2", ["1~ 2+", "1,2="], "1! 2+"),
    ("1 2", ["~", "="], "!"),
    ("1 2", ["="], "!"),
    # nothing certain
    ("1 2", ["=", "1,2?"], "1,2!"),
    ("1", ["1+", "1?"], "1!"),
    ("1 2", ["1+ 1~ 2+"], "1! 2+"),  # the same letter contradicts itself
    # reported on, but quoted nowhere
    ("1 3", ["1+ 2~ 3+"], "1+ 2! 3+"),
    ("2", ["2.a~ 2.b+"], "2.a! 2.b+"),
    ("", ["1~ 2+"], "1! 2+"),
    # a resolution without points
    ("", ["~"], "!"),
    ("", ["~", "-"], "-"),
    ("", [""], "!"),
]


@pytest.mark.parametrize(("points", "said", "drafted"), LAST_WORDS)
def test_the_last_word_on_each_point(points: str, said: list[str], drafted: str) -> None:
    draft = next_letter(*[letter(f"203{year}-03-01", points, each) for year, each in enumerate(said)])
    assert outline(draft) == drafted


def test_a_resolution_without_numbers_is_one_whole() -> None:
    point = Point(label=None, text="Die Bänke sind zu erneuern.")
    draft = next_letter(letter("2030-03-01", said="~").model_copy(update={"points": (point,)}))
    assert draft.letter.points == (point,)
    assert outline(draft) == "!"


MARCH = "der Beschlusskontrolle vom 1. März 2030"
SOME = "einer früheren Beschlusskontrolle"


@pytest.mark.parametrize(
    ("date", "said", "text"),
    [
        ("2030-03-01", "1+", f"Der Beschlusspunkt wurde bereits mit {MARCH} als umgesetzt abgerechnet."),
        ("2030-03-01", "1,2+", f"Die Beschlusspunkte wurden bereits mit {MARCH} als umgesetzt abgerechnet."),
        ("2030-03-01", "+", f"Der Beschluss wurde bereits mit {MARCH} als umgesetzt abgerechnet."),
        (None, "1+", f"Der Beschlusspunkt wurde bereits mit {SOME} als umgesetzt abgerechnet."),
        (
            "2030-03-01",
            "1-",
            f"Bereits mit {MARCH} wurde mitgeteilt, dass der Beschlusspunkt nicht umgesetzt wird.",
        ),
        (
            "2030-03-01",
            "1,2-",
            f"Bereits mit {MARCH} wurde mitgeteilt, dass die Beschlusspunkte nicht umgesetzt werden.",
        ),
        (None, "-", f"Bereits mit {SOME} wurde mitgeteilt, dass der Beschluss nicht umgesetzt wird."),
    ],
)
def test_what_is_settled_says_so(date: str | None, said: str, text: str) -> None:
    statement = next_letter(letter(date, "1 2", said)).letter.statements[0]
    assert (statement.text, statement.status) == (text, SIGNS[said[-1]])


@pytest.mark.parametrize(
    ("said", "day"),
    [
        (["1~", "1+"], "1. März 2031"),
        (["1+", "1+"], "1. März 2030"),  # the second letter repeats it
        (["1+", "1="], "1. März 2030"),
        (["1+", "1~", "1+"], "1. März 2032"),
        (["1+", "1?", "1+"], "1. März 2032"),
        (["1-", "1+"], "1. März 2031"),
        # the last one of several points
        (["1+ 2~", "1,2+", "1,2+"], "1. März 2031"),
        (["1+ 2~", "1+ 2+", "+"], "1. März 2031"),
    ],
)
def test_settled_is_what_the_first_letter_says_that_settles_it(said: list[str], day: str) -> None:
    points = "1 2" if "2" in said[0] else "1"
    letters = [letter(f"203{year}-03-01", points, each) for year, each in enumerate(said)]
    assert f"vom {day} als umgesetzt" in next_letter(*letters).letter.statements[0].text


def test_a_letter_without_a_date_does_not_hide_the_date_of_another() -> None:
    draft = next_letter(letter(None, "1", "1+"), letter("2031-03-01", "1", "1+"))
    assert "vom 1. März 2031 als umgesetzt" in draft.letter.statements[0].text


MARCH_30 = "Bisher (Beschlusskontrolle vom 1. März 2030)"
MARCH_31 = "Bisher (Beschlusskontrolle vom 1. März 2031)"


@pytest.mark.parametrize(
    ("said", "lines"),
    [
        (["1~"], [f"{MARCH_30}: in Umsetzung – „Bericht 1~, 2030-03-01.“"]),
        (["1~", "1~"], [f"{MARCH_31}: in Umsetzung – „Bericht 1~, 2031-03-01.“"]),
        (["~"], [f"{MARCH_30}: in Umsetzung – „Bericht ~, 2030-03-01.“"]),
        (["1+", "1?"], [f"{MARCH_31}: unklar – „Bericht 1?, 2031-03-01.“"]),
        # with nothing new, what there was before
        (
            ["1~", "1="],
            [
                f"{MARCH_30}: in Umsetzung – „Bericht 1~, 2030-03-01.“",
                f"{MARCH_31}: kein neuer Sachstand – „Bericht 1=, 2031-03-01.“",
            ],
        ),
        (
            ["1?", "1="],
            [
                f"{MARCH_30}: unklar – „Bericht 1?, 2030-03-01.“",
                f"{MARCH_31}: kein neuer Sachstand – „Bericht 1=, 2031-03-01.“",
            ],
        ),
        (["1=", "1="], [f"{MARCH_31}: kein neuer Sachstand – „Bericht 1=, 2031-03-01.“"]),
        (["1=", "1~"], [f"{MARCH_31}: in Umsetzung – „Bericht 1~, 2031-03-01.“"]),
        # two statements of a letter
        (
            ["1+ 1~"],
            [
                f"{MARCH_30}: umgesetzt – „Bericht 1+, 2030-03-01.“",
                f"{MARCH_30}: in Umsetzung – „Bericht 1~, 2030-03-01.“",
            ],
        ),
        ([""], ["Bisher: kein Bericht."]),
    ],
)
def test_what_was_reported_before(said: list[str], lines: list[str]) -> None:
    letters = [letter(f"203{year}-03-01", "1", each) for year, each in enumerate(said)]
    assert next_letter(*letters).earlier == {0: tuple(lines)}


def test_what_was_reported_before_without_a_date_and_without_words() -> None:
    before = letter(None, "1 2", "1~ 2~")
    silent = before.statements[1].model_copy(update={"text": " "})
    before = before.model_copy(update={"statements": (before.statements[0], silent)})
    assert next_letter(before).earlier == {
        0: ("Bisher: in Umsetzung – „Bericht 1~, None.“",),
        1: ("Bisher: in Umsetzung",),
    }
