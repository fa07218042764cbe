"""Who signed and who took note. All officers are invented."""

import pytest

from letters import city_with_officers, placed_page, row, rows, texts
from ratsdok.parsing.people import Signer, divide_foot, is_signature, list_goes_on, read_foot
from ratsdok.parsing.text import Text

CITY = city_with_officers()
DEPARTMENT = "Geschäftsbereich Umwelt und Kommunalwirtschaft"
OFFICE = "Beigeordnete für Umwelt und Kommunalwirtschaft"


def read(foot: str, department: str | None = DEPARTMENT) -> list[tuple[str, str | None, bool]]:
    """Return name, office, and whether the person took note."""
    return [(s.name, s.role, s.noted) for s in read_foot(rows(foot), department, None, CITY)]


@pytest.mark.parametrize(
    ("foot", "expected"),
    [
        # the sender left, the mayor right
        (
            f"Wilma Zaunkönig\n{OFFICE}\n\nKenntnisnahme:\n\nBalduin Specht\nOberbürgermeister",
            [("Wilma Zaunkönig", OFFICE, False), ("Balduin Specht", "Oberbürgermeister", True)],
        ),
        # an office over two lines
        (
            "Wilma Zaunkönig\nBeigeordnete für Umwelt und\nKommunalwirtschaft\n\n"
            "Kenntnisnahme:\nBalduin Specht",
            [("Wilma Zaunkönig", OFFICE, False), ("Balduin Specht", None, True)],
        ),
        # the columns interleave line by line
        (
            f"Kenntnisnahme:\nWilma Zaunkönig\nBalduin Specht\n{OFFICE}\nOberbürgermeister",
            [("Wilma Zaunkönig", OFFICE, False), ("Balduin Specht", "Oberbürgermeister", True)],
        ),
        # two columns in one row
        (
            f"Wil^a Zaunkönig Balduin Specht\n{OFFICE}\nOberbürgermeister",
            [("Balduin Specht", "Oberbürgermeister", True), ("Wilma Zaunkönig", OFFICE, False)],
        ),
        # a signature across the names
        (
            f"~ilma Zaunkönjg\n{OFFICE}\nKenntnisnahme:\nB^lduin Spech\nOberbürgermeister",
            [("Wilma Zaunkönig", OFFICE, False), ("Balduin Specht", "Oberbürgermeister", True)],
        ),
        # a fragment above a mayor's office
        (
            f"Wilma Zaunkönig\n{OFFICE}\nKenntnisnahme:\n~ pecht\nOberbürgermeister",
            [("Wilma Zaunkönig", OFFICE, False), ("Balduin Specht", "Oberbürgermeister", True)],
        ),
        # names that the profile does not know: the side tells
        (
            "Frieda Kleiber\nAmtsleiterin\n\nKenntnisnahme:\n\nArno Stieglitz\nOberbürgermeister",
            [("Frieda Kleiber", "Amtsleiterin", False), ("Arno Stieglitz", "Oberbürgermeister", True)],
        ),
        (
            "Frieda Kleiber\nAmtsleiterin\n\nKenntnisnahme:\n\nArno Stieglitz",
            [("Frieda Kleiber", "Amtsleiterin", False), ("Arno Stieglitz", None, True)],
        ),
        # the sender alone
        ("Wilma Zaunkönig", [("Wilma Zaunkönig", None, False)]),
        # nobody
        ("~ ^\n'", []),
        ("", []),
    ],
)
def test_who_signed_and_who_took_note(foot: str, expected: list[tuple[str, str | None, bool]]) -> None:
    assert sorted(read(foot)) == sorted(expected)


def test_a_mayor_signs_the_letters_of_the_mayor_s_own_office() -> None:
    mayors = [
        each.model_copy(update={"heads": ("Der Oberbürgermeister",)})
        if each.name == "Balduin Specht"
        else each
        for each in CITY.officers
    ]
    city = CITY.model_copy(update={"officers": tuple(mayors)})
    (signer,) = read_foot(rows("Balduin Specht\nOberbürgermeister"), "Der Oberbürgermeister", None, city)
    assert not signer.noted


@pytest.mark.parametrize(
    "foot",
    [
        # the stamp above the deputy's name, or before it
        f"Wilma Zaunkönig\n{OFFICE}\nin Vertretung\nDr. Konrad Eichel-Häher",
        f"Wilma Zaunkönig\n{OFFICE}\ni. V. Dr. Konrad Eichel-Häher",
    ],
)
def test_a_deputy_signs_for_the_sender(foot: str) -> None:
    sender, deputy = read_foot(rows(foot), DEPARTMENT, None, CITY)
    assert (sender.deputy, deputy.deputy) == (False, True)
    assert (deputy.name, deputy.noted) == ("Dr. Konrad Eichel-Häher", False)


def test_everyone_is_named_once_a_side() -> None:
    foot = f"Wilma Zaunkönig\nWilma Zaunkönig\n{OFFICE}"
    assert read(foot) == [("Wilma Zaunkönig", OFFICE, False)]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("Oberbürgermeister", "Oberbürgermeister"),
        ("Beigeordnete für Umwelt\nund Recht.", "Beigeordnete für Umwelt und Recht"),
        # specks at the end
        ("Oberbürgermeister '^", "Oberbürgermeister"),
        ("", None),
    ],
)
def test_an_office_is_one_line(lines: str, expected: str | None) -> None:
    assert Signer("Balduin Specht", row("Balduin Specht"), role_rows=rows(lines)).role == expected


# --- the foot ---


@pytest.mark.parametrize(
    ("foot", "signatures", "attachments"),
    [
        ("Wilma Zaunkönig", ["Wilma Zaunkönig"], ()),
        # named on the same line, or below
        ("Wilma Zaunkönig\nAnlage: Pflanzplan", ["Wilma Zaunkönig"], ("Pflanzplan",)),
        ("Anlagen:\nPflanzplan\nKostenplan", [], ("Pflanzplan", "Kostenplan")),
        # the word alone
        ("Wilma Zaunkönig\nAnlage", ["Wilma Zaunkönig"], ("Anlage",)),
        # names go on behind
        ("Anlage\nBalduin Specht\nOberbürgermeister", ["Balduin Specht", "Oberbürgermeister"], ("Anlage",)),
        ("Anlage: Pflanzplan\nKenntnisnahme:\nB. S.", ["Kenntnisnahme:", "B. S."], ("Pflanzplan",)),
        # over a page's end, whatever stands beside the list
        (
            "Anlagen\nPflanzplan\nKenntnisnahme:\nBalduin Specht\fKostenplan",
            ["Kenntnisnahme:", "Balduin Specht"],
            ("Pflanzplan", "Kostenplan"),
        ),
        (
            "Anlage\nKenntnisnahme:\nBalduin Specht\fPflanzplan",
            ["Kenntnisnahme:", "Balduin Specht"],
            ("Pflanzplan",),
        ),
        ("Balduin Specht\fAnlagen\nPflanzplan", ["Balduin Specht"], ("Pflanzplan",)),
        # specks are no attachments
        ("Anlagen:\n~ ^\nPflanzplan", [], ("Pflanzplan",)),
        ("", [], ()),
    ],
)
def test_attachments_stand_apart(foot: str, signatures: list[str], attachments: tuple[str, ...]) -> None:
    found, named = divide_foot(rows(foot), CITY)
    assert (texts(found), tuple(name for name, _ in named)) == (signatures, attachments)


@pytest.mark.parametrize(
    ("following", "expected"),
    [
        ("Pflanzplan", True),
        ("Pflanzplan 2017\nÜbersicht der Kosten", True),
        # more than a few may be an annex, where nothing tells how they stand
        ("Pflanzplan\nKostenplan\nLageplan", False),
        # an annex: its title, a table, sentences, a number, junk
        ("Anlage 1\nPflanzplan", False),
        ("Anlage\nPflanzplan", False),
        ("Pflanzplan\nHecken 12 Stück 3 m 40 Euro", False),
        ("Die Hecken wachsen.", False),
        ("wachsen die Hecken", False),
        ("12,5", False),
        ("~I^ lii", False),
        ("", False),
    ],
)
def test_a_list_of_attachments_goes_on_behind_the_page(following: str, expected: bool) -> None:
    foot = rows("Wilma Zaunkönig\nAnlagen:\nHeckenplan")
    assert list_goes_on(foot, rows(following), CITY) is expected


@pytest.mark.parametrize(
    ("following", "expected"),
    [
        ("Anlagen\nPflanzplan", True),
        ("Anlage: Pflanzplan\nKostenplan", True),
        ("Anlage", False),
        ("Pflanzplan", False),
    ],
)
def test_a_list_of_attachments_begins_behind_the_page(following: str, expected: bool) -> None:
    assert list_goes_on(rows("Wilma Zaunkönig"), rows(following), CITY) is expected


@pytest.mark.parametrize(
    ("heading_at", "tops", "expected"),
    [
        # the page is full, the list at the next one's top
        (760.0, [80.0, 94.0, 108.0], True),
        # there was room below the heading
        (500.0, [80.0], False),
        # words all over the page are a map's
        (760.0, [400.0], False),
        (760.0, [80.0, 300.0], False),
    ],
)
def test_where_things_stand_tells_a_list_from_an_annex(
    heading_at: float, tops: list[float], expected: bool
) -> None:
    foot = Text([placed_page((70, 600, "Wilma Zaunkönig"), (70, heading_at, "Anlagen"))]).rows
    following = Text([placed_page(*((70, top, "Pflanzplan") for top in tops), number=2)]).rows
    assert list_goes_on(foot, following, CITY) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Wilma Zaunkönig", True),
        ("Oberbürgermeister", True),
        (OFFICE, True),
        # a body's line that names someone
        ("Dort pflanzte Wilma Zaunkönig im April 2017 die erste Hecke.", False),
        ("Die Hecken wachsen.", False),
    ],
)
def test_a_row_of_a_signature(text: str, expected: bool) -> None:
    assert is_signature(row(text), CITY) is expected
