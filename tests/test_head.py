"""The letterhead, clean and with its two columns interleaved."""

import pytest

from letters import city, placed_page, row, text_of, texts
from ratsdok.page import Box, CheckBox, Line, Page
from ratsdok.parsing.head import (
    Head,
    department_name,
    drawn_box,
    printed_box,
    read_head,
    recipients,
    tidy_file_reference,
)
from ratsdok.parsing.second_look import SecondLook
from ratsdok.parsing.text import Text
from ratsdok.profile import load_profile


def head_of(string: str) -> Head:
    text = text_of(string)
    return read_head(text.rows, text, city())


def department(string: str) -> str | None:
    found = department_name(head_of(string).department, city())
    return found[0] if found else None


@pytest.mark.parametrize(
    ("string", "expected"),
    [
        ("Geschäftsbereich Kultur und Tourismus", "Geschäftsbereich Kultur und Tourismus"),
        # over two lines
        (
            "Geschäftsbereich Umwelt und\nKommunalwirtschaft",
            "Geschäftsbereich Umwelt und Kommunalwirtschaft",
        ),
        # divided at the line's end, the hyphen lost
        (
            "Beigeordneter für Stadtentwick\nlung, Bau und Verkehr",
            "Beigeordneter für Stadtentwicklung, Bau und Verkehr",
        ),
        # the address stands between its lines
        (
            "Geschäftsbereich Umwelt und\nAn alle\nKommunalwirtschaft",
            "Geschäftsbereich Umwelt und Kommunalwirtschaft",
        ),
        # the label of the next column glued to it
        (
            "Beigeordneter für Finanzen und LiegenGZ:\nschaften",
            "Beigeordneter für Finanzen und Liegenschaften",
        ),
        # letters misread
        ("Geschäftsbereich KuItur und Tourismvs", "Geschäftsbereich Kultur und Tourismus"),
        # one that the city's profile does not know, though it knows one much alike
        ("Geschäftsbereich Kultur und Sport", "Geschäftsbereich Kultur und Sport"),
        ("Eigenbetrieb Heckenpflege", "Eigenbetrieb Heckenpflege"),
        # no department
        ("Hausmitteilung\nDresden.", None),
    ],
)
def test_the_department(string: str, expected: str | None) -> None:
    assert department(string) == expected


def test_a_known_department_is_told_from_an_unknown() -> None:
    assert department_name([row("Geschäftsbereich Kultur")], city()) == ("Geschäftsbereich Kultur", True)
    assert department_name([row("Eigenbetrieb Hecken")], city()) == ("Eigenbetrieb Hecken", False)
    assert department_name([], city()) is None


@pytest.mark.parametrize(
    ("string", "expected"),
    [
        ("GZ: (GB 7) 86 12", "(GB 7) 86 12"),
        # the label damaged
        ("GZ; 66.23", "66.23"),
        # the value before its label, or on the next line
        ("(GB 7) 86\nGZ:", "(GB 7) 86"),
        ("GZ:\n5 51", "5 51"),
        # of two candidates the one with brackets
        ("(GB 7) 86\n96", "(GB 7) 86"),
        # a name is none
        ("GZ:\nFraktionen sowie Mitglieder", None),
    ],
)
def test_the_file_reference(string: str, expected: str | None) -> None:
    found = head_of(string).file_reference
    assert (found.text if found else None) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("(GB 3) 52 00 17", "(GB 3) 52 00 17"),
        # blanks lost
        ("(GB3)52 00 17", "(GB 3) 52 00 17"),
        # brackets and letters misread
        ("{Gß4)37", "(GB 4) 37"),
        ("GBS", "GB 5"),
        ("GB 3(47.12)", "GB 3 (47.12)"),
        ("66.S3", "66.53"),
        ("Hö", "Hö"),
    ],
)
def test_a_file_reference_is_tidied(text: str, expected: str) -> None:
    assert tidy_file_reference(text) == expected


@pytest.mark.parametrize(
    ("string", "date", "remains"),
    [
        ("Datum: 1 2. MAI 2017", "2017-05-12", None),
        # without its label
        ("1 2. MAI 2017", "2017-05-12", None),
        # the same twice, two that differ
        ("Datum: 12. Mai 2017\n1 2. MAI 2017", "2017-05-12", None),
        ("Datum: 12. Mai 2017\n1 3. MAI 2017", None, None),
        # unreadable: told, not guessed
        ("Datum: ^2. MAI 2017", None, "^2. MAI 2017"),
        ("Datum:", None, None),
        # when the letter came in, not when it was written
        ("EINGEGANGEN\n1 5. MAI 2017\nBüro des Stadtrates\nDatum: 1 2. MAI 2017", "2017-05-12", None),
        ("Posteingang\nAn alle\n1 5. MAI 2017\nDatum:", None, None),
    ],
)
def test_the_date(string: str, date: str | None, remains: str | None) -> None:
    head = head_of(string)
    assert (head.date.date.isoformat() if head.date else None) == date
    assert (head.stamp_remains.text if head.stamp_remains else None) == remains


@pytest.mark.parametrize(("height", "expected"), [(100, None), (240, "2017-05-12"), (252, "2017-05-12")])
def test_a_date_far_above_its_label_is_another(height: float, expected: str | None) -> None:
    page = placed_page((300, height, "12. MAI 2017"), (300, 250, "Datum:"))
    text = Text([page])
    date = read_head(text.rows, text, city()).date
    assert (date.date.isoformat() if date else None) == expected


@pytest.mark.parametrize(
    ("string", "expected"),
    [
        # the words before the addressees are no part
        (
            "An alle\nFraktionen sowie Stadträtinnen/Stadträte\ndes Stadtrates der Landeshauptstadt Dresden",
            ("Fraktionen sowie Stadträtinnen/Stadträte des Stadtrates der Landeshauptstadt Dresden",),
        ),
        # a district's name ends the address
        (
            "An\nden Vorsitzenden sowie\ndie Mitglieder des Stadtbezirksbeirates\nPieschen",
            ("den Vorsitzenden sowie die Mitglieder des Stadtbezirksbeirates Pieschen",),
        ),
        # letters misread
        ("FraktIonen sowie MitgIieder", ("FraktIonen sowie MitgIieder",)),
        # the department between
        (
            "Fraktionen sowie Mitglieder\nGeschäftsbereich Kultur\n"
            "des Stadtrates der Landeshauptstadt Dresden",
            ("Fraktionen sowie Mitglieder des Stadtrates der Landeshauptstadt Dresden",),
        ),
        ("Hausmitteilung", ()),
    ],
)
def test_the_recipients(string: str, expected: tuple[str, ...]) -> None:
    assert recipients(head_of(string).recipients, city()) == expected


# --- the box before *vertraulich* ---


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("☒ vertraulich", True),
        ("[x] vertraulich", True),
        ("X vertraulich", True),
        ("□ vertraulich", False),
        ("[ ] vertraulich", False),
        # the word alone proves nothing, and neither do a bullet or a D
        ("vertraulich", None),
        ("• vertraulich", None),
        ("D vertraulich", None),
    ],
)
def test_a_printed_box(text: str, expected: bool | None) -> None:
    head = head_of(f"Hausmitteilung\n{text}")
    assert head.confidential
    assert printed_box(head.confidential) is expected


def test_without_the_word_there_is_no_box() -> None:
    assert printed_box(None) is None
    assert drawn_box(None, Text([]), SecondLook(Text([])), load_profile("dresden")) is None


@pytest.mark.parametrize(
    ("square", "ticked", "expected"),
    [
        # beside the word
        (Box(60, 100, 68, 108), True, True),
        (Box(60, 100, 68, 108), False, False),
        (Box(60, 100, 68, 108), None, None),
        # on another line, or behind the word
        (Box(60, 140, 68, 148), True, None),
        (Box(200, 100, 208, 108), True, None),
    ],
)
def test_a_drawn_box(square: Box, ticked: bool | None, expected: bool | None) -> None:
    word = Line.of_words([("vertraulich", Box(72, 100, 127, 110), 1.0)])
    text = Text([Page(1, (word,), 595, 842, (CheckBox(square, ticked),), "text-layer")])
    assert drawn_box(text.rows[0], text, SecondLook(text), load_profile("dresden")) is expected


def test_the_interleaved_columns_of_a_scan_come_apart() -> None:
    head = head_of(
        "}8K.Q7zBB*\nvertraulich\nBeigeordneter für Stadtentwick\nAn alle\nlung, Bau und Verkehr\n"
        "Fraktionen sowie Mitglieder\nGZ: (GB3)47\nDatum:\n3 0. JUNI 2016"
    )
    assert texts(head.department) == ["Beigeordneter für Stadtentwick", "lung, Bau und Verkehr"]
    assert texts(head.recipients) == ["An alle", "Fraktionen sowie Mitglieder"]
    assert head.file_reference
    assert head.file_reference.text == "(GB3)47"
    assert head.date
    assert head.date.date.isoformat() == "2016-06-30"
