"""Headings over reports, and the labels they and sentences name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ratsdok.parsing.headings import expand, heading_of, mentioned


@pytest.mark.parametrize(
    ("text", "labels", "certain", "rest"),
    [
        ("Zu den Beschlusspunkten 2 bis 5:", ("2", "3", "4", "5"), True, ""),
        ("Zu Punkt 2:", ("2",), True, ""),
        ("Zum Beschlusspunkt 4", ("4",), True, ""),
        ("zu 1.-6.", ("1", "2", "3", "4", "5", "6"), False, ""),
        ("Zu 2. und 3.:", ("2", "3"), True, ""),
        ("BK zu 2 und 3:", ("2", "3"), True, ""),
        ("Punkt 5:", ("5",), True, ""),
        ("Ziffer 1 und 2", ("1", "2"), True, ""),
        # sub-points
        ("Zu 2a):", ("2.a",), True, ""),
        ("Zu 2. a) bis c):", ("2.a", "2.b", "2.c"), True, ""),
        ("Zu Punkt 1.1:", ("1.1",), True, ""),
        # the report on the same line
        ("Zu 3.: Die Hecken wachsen.", ("3",), True, "Die Hecken wachsen."),
        ("Zu Punkt 4 - Die Hecken wachsen.", ("4",), True, "Die Hecken wachsen."),
        # the colon read as a semicolon
        ("Zu Punkt 2;", ("2",), True, ""),
        # dots lost
        ("Zü Punkt 2:", ("2",), True, ""),
        # the blank lost, the figure read as a stroke, the colon as two of them
        ("zu3.:", ("3",), True, ""),
        ("Zui.:", ("1",), True, ""),
        ("Zu l.: Die Hecken wachsen.", ("1",), True, "Die Hecken wachsen."),
        ("Zu 2=", ("2",), True, ""),
    ],
)
def test_headings(text: str, labels: tuple[str, ...], certain: bool, rest: str) -> None:
    heading = heading_of(text)
    assert heading
    assert (heading.labels, heading.certain, text[heading.text_at :]) == (labels, certain, rest)


@pytest.mark.parametrize(
    "text",
    [
        # sentences
        "Zu den Hecken am Krähenwinkel:",
        "zu 30 Prozent gefördert wird.",
        "Zu 3 Terminen wurde eingeladen.",
        "Punkt 5 wurde erfüllt.",
        "Zum 1. Januar 2018 tritt sie in Kraft.",
        "Die Punkte 1 und 2 wurden erfüllt.",
        "",
    ],
)
def test_what_is_no_heading(text: str) -> None:
    assert heading_of(text) is None


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("Die Punkte 1, 3 und 4 wurden erfüllt.", ("1", "3", "4")),
        ("Der Beschlusspunkt 2 befindet sich in der Umsetzung.", ("2",)),
        ("Die Beschlusspunkte 1 bis 3 sind erledigt.", ("1", "2", "3")),
        ("Zu dem Punkt 4 wird berichtet.", ("4",)),
        ("Beim Punkt 2a gibt es nichts Neues.", ("2.a",)),
        # not at the start
        ("Damit ist auch der Punkt 2 erfüllt.", ()),
        # without a number
        ("Der Beschlusspunkt wurde umgesetzt.", ()),
        # an amount
        ("Punkt 30% der Hecken", ()),
        ("", ()),
    ],
)
def test_points_that_a_sentence_names(text: str, labels: tuple[str, ...]) -> None:
    assert mentioned(text) == labels


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("1", ("1",)),
        ("1.-3., 5 und 8a", ("1", "2", "3", "5", "8.a")),
        ("1 bis 3", ("1", "2", "3")),
        ("1 – 3", ("1", "2", "3")),
        ("2, 4 sowie 6", ("2", "4", "6")),
        ("1./2.", ("1", "2")),
        ("1 u. 2", ("1", "2")),
        ("2a, b und d", ("2.a", "2.b", "2.d")),
        ("2a-c", ("2.a", "2.b", "2.c")),
        ("1.1 und 1.2", ("1.1", "1.2")),
        # each once
        ("1, 1 und 2", ("1", "2")),
        # letters alone
        ("a) bis c)", ("a", "b", "c")),
        # backwards, and beyond reason: only the ends
        ("5 bis 3", ("5", "3")),
        ("1 bis 99", ("1", "99")),
        ("", ()),
    ],
)
def test_lists_of_labels(text: str, labels: tuple[str, ...]) -> None:
    assert expand(text) == labels


@given(st.integers(1, 30), st.integers(1, 25))
def test_a_range_names_all_between(first: int, more: int) -> None:
    expected = tuple(str(number) for number in range(first, first + more + 1))
    assert expand(f"{first} bis {first + more}") == expand(f"{first}.-{first + more}.") == expected


@given(st.text(alphabet="Zu zPunkt 123.)ab-,:undbis", max_size=30))
def test_headings_never_raise_and_name_labels_once(text: str) -> None:
    heading = heading_of(text)
    labels = heading.labels if heading else ()
    assert len(set(labels)) == len(labels)
    assert all(label and not label.isspace() for label in labels)
