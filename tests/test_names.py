"""Names and offices, read through signatures. All officers are invented."""

import datetime as dt

import pytest

from letters import city_with_officers
from ratsdok.parsing.names import (
    field_of,
    is_mayoral,
    is_office,
    mayor_left,
    names_in,
    officer_in,
    same_field,
)
from ratsdok.profile import load_profile

CITY = city_with_officers()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Wilma Zaunkönig", ["Wilma Zaunkönig"]),
        # letters misread, the beginning under a scribble
        ("WiIma Zaunkönlg", ["Wilma Zaunkönig"]),
        ("Wil^a Zaunkö", ["Wilma Zaunkönig"]),
        ("~Zaunkönig", ["Wilma Zaunkönig"]),
        # the title lost, half of a double name
        ("Konrad Eichel-Häher", ["Dr. Konrad Eichel-Häher"]),
        ("Dr. Konrad Eichel-", ["Dr. Konrad Eichel-Häher"]),
        # two columns in one row
        ("Wil^a Zaunkönig Balduin Specht", ["Wilma Zaunkönig", "Balduin Specht"]),
        ("Wilma Zaunkönig Balduin Specht", ["Wilma Zaunkönig", "Balduin Specht"]),
        # a clean name that the profile does not know
        ("Dr. Frieda Kleiber", ["Dr. Frieda Kleiber"]),
        ("Frau Rosa Bachstelze", ["Rosa Bachstelze"]),
        # another of that surname
        ("Gisela Specht", ["Gisela Specht"]),
        # no names
        ("Beigeordnete für Umwelt", []),
        ("Umwelt und Kommunalwirtschaft", []),
        ("Kultur Tourismus", []),
        ("~ ^-'", []),
        ("", []),
        ("Die Hecken am Krähenwinkel sind inzwischen so hoch, dass Wilma Zaunkönig darin wohnt.", []),
    ],
)
def test_names(text: str, expected: list[str]) -> None:
    assert sorted(name for name, _ in names_in(text, None, CITY)) == sorted(expected)


@pytest.mark.parametrize(
    ("text", "sure"), [("Wilma Zaunkönig", True), ("Wil^a Zaunkö", False), ("Frieda Kleiber", False)]
)
def test_a_damaged_or_unknown_name_is_less_sure(text: str, sure: bool) -> None:
    ((_, likeness),) = names_in(text, None, CITY)
    assert (likeness >= 0.9) is sure


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        (None, "Adele Rotkehlchen"),
        (dt.date(2014, 5, 1), "Adele Rotkehlchen"),
        # no longer in office: a name under a scribble is not hers
        (dt.date(2017, 5, 1), None),
    ],
)
def test_officers_of_other_times_are_left_out(date: dt.date | None, expected: str | None) -> None:
    found = officer_in("Ad~le Rotkehlch", date, CITY)
    assert (found[0].name if found else None) == expected


@pytest.mark.parametrize(
    ("text", "date", "expected"),
    [
        ("Specht", None, "Balduin Specht"),
        ("kehlchen", None, "Adele Rotkehlchen"),
        ("kehlchen", dt.date(2017, 5, 1), None),
        # too little, too much, nobody's
        ("ht", None, None),
        ("Zaunkönigin von und zu", None, None),
        ("Xylophon", None, None),
        # a sender is no mayor
        ("Zaunkönig", None, None),
    ],
)
def test_a_fragment_is_a_mayor_s_if_only_one_fits(
    text: str, date: dt.date | None, expected: str | None
) -> None:
    found = mayor_left(text, date, CITY)
    assert (found[0] if found else None) == expected


@pytest.mark.parametrize(
    ("text", "office", "mayoral"),
    [
        ("Beigeordnete für Umwelt und Kommunalwirtschaft", True, False),
        ("Oberbürgermeister", True, True),
        # letters misread
        ("OberbürgermeIster", True, True),
        ("Erster Bürgermeister", True, True),
        # breaks off
        ("Beigeordn", True, False),
        ("Stadtbezirksamtsleiterin", True, False),
        ("Wilma Zaunkönig", False, False),
        ("", False, False),
    ],
)
def test_offices(text: str, office: bool, mayoral: bool) -> None:
    assert (is_office(text, CITY), is_mayoral(text, CITY)) == (office, mayoral)


@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        ("Geschäftsbereich Kultur und Tourismus", "Kultur und Tourismus"),
        ("Geschäftsbereich für Arbeit", "Arbeit"),
        ("Beigeordnete für Umwelt", "Umwelt"),
        ("GB Finanzen", "Finanzen"),
        ("Der Oberbürgermeister", "Der Oberbürgermeister"),
    ],
)
def test_the_field_of_a_unit(unit: str, expected: str) -> None:
    assert field_of(unit, load_profile()) == expected


@pytest.mark.parametrize(
    ("role", "department", "expected"),
    [
        (
            "Beigeordnete für Umwelt und Kommunalwirtschaft",
            "Geschäftsbereich Umwelt und Kommunalwirtschaft",
            True,
        ),
        # letters misread
        (
            "Beigeordnete für UmweIt und Kommunalwirtschatt",
            "Geschäftsbereich Umwelt und Kommunalwirtschaft",
            True,
        ),
        ("Beigeordneter für Kultur und Tourismus", "Geschäftsbereich Umwelt und Kommunalwirtschaft", False),
        # an office without a field
        ("Oberbürgermeister", "Geschäftsbereich Umwelt und Kommunalwirtschaft", False),
    ],
)
def test_an_office_and_a_department_of_one_field(role: str, department: str, expected: bool) -> None:
    assert same_field(role, department, load_profile()) is expected
