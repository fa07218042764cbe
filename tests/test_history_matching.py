"""Points are told by their texts, however they are numbered, shortened or garbled."""

from __future__ import annotations

import pytest

from accounts import account, history
from ratsdok.history.matching import likeness, normal

LIGHTS = "Die Oberbürgermeisterin wird beauftragt, am Mühlgraben zwölf Laternen aufzustellen."
BRIDGE = "Die Brücke über den Mühlgraben ist bis Ende 2016 zu sanieren und zu streichen."
BENCHES = "Entlang des Weges sind vier Bänke aus Holz aufzustellen, zwei davon im Schatten."
GARBLED = "Die Oberburgermeisterin wird beauftragt, am Miihlgraben zwolf Latemen aufzusteilen,"


def followed(*points: dict[str, str]) -> list[list[tuple[int, str | None]]]:
    """Return for each point the letters that quote it, with its number there."""
    letters = [account(f"{2015 + at}-01-01", each) for at, each in enumerate(points)]
    return [
        [(each.letter, each.quoted.label) for each in course.stations if each.quoted]
        for course in history(*letters).courses
    ]


def test_a_garbled_point_is_the_same() -> None:
    assert followed({"1": LIGHTS, "2": BRIDGE}, {"1": GARBLED, "2": BRIDGE}) == [
        [(0, "1"), (1, "1")],
        [(0, "2"), (1, "2")],
    ]


def test_a_point_with_another_number_is_the_same() -> None:
    assert followed({"1": LIGHTS, "2": BRIDGE}, {"1": BRIDGE}) == [[(0, "1")], [(0, "2"), (1, "1")]]


def test_a_shortened_point_is_the_same() -> None:
    assert followed({"1": LIGHTS}, {"1": LIGHTS[:40]}) == [[(0, "1"), (1, "1")]]


def test_another_text_under_the_same_number_is_another_point() -> None:
    assert followed({"1": LIGHTS}, {"1": BENCHES}) == [[(1, "1")], [(0, "1")]]


def test_neighbours_that_differ_by_a_name_are_not_taken_for_one_another() -> None:
    north, south = (
        "Der Gehweg an der Nordstraße ist zu sanieren.",
        "Der Gehweg an der Südallee ist zu sanieren.",
    )
    assert followed({"1.a": north, "1.b": south}, {"1.a": south})[1] == [(0, "1.b"), (1, "1.a")]
    assert followed({"1.a": north}, {"1.b": south}) == [[(1, "1.b")], [(0, "1.a")]]


def test_a_point_that_a_letter_leaves_out_is_found_again() -> None:
    assert followed({"1": LIGHTS, "2": BRIDGE}, {"1": LIGHTS}, {"1": LIGHTS, "2": BRIDGE}) == [
        [(0, "1"), (1, "1"), (2, "1")],
        [(0, "2"), (2, "2")],
    ]


def test_a_point_is_known_by_every_number_that_it_had() -> None:
    reworded = "Am Mühlgraben sind durch die Oberbürgermeisterin zwölf neue Laternen aufzustellen."
    assert followed({"2": LIGHTS}, {"1": LIGHTS}, {"2": reworded}) == [[(0, "2"), (1, "1"), (2, "2")]]


def test_what_changed_is_told() -> None:
    letters = (
        account("2015-01-01", {"1": LIGHTS}),
        account("2016-01-01", {"4": LIGHTS}),
        account("2017-01-01", {"4": LIGHTS[:50]}),
    )
    (course,) = history(*letters).courses
    assert [(each.relabelled, each.reworded) for each in course.stations] == [
        (False, False),
        (True, False),
        (False, False),
    ]


@pytest.mark.parametrize(
    ("one", "other", "least", "most"),
    [
        (LIGHTS, LIGHTS.upper(), 1.0, 1.0),
        (LIGHTS, GARBLED, 0.9, 0.99),
        (LIGHTS, LIGHTS[:50], 0.9, 0.95),
        (LIGHTS, BENCHES, 0.0, 0.6),
        ("", LIGHTS, 0.0, 0.0),
    ],
)
def test_likeness_counts_letters_and_digits_alone(one: str, other: str, least: float, most: float) -> None:
    assert least <= likeness(normal(one), normal(other)) <= most
