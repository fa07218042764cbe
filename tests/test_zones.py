"""Where a letter's parts begin and end."""

import pytest

from letters import LETTER, city, rows, texts
from ratsdok.parsing.zones import Zones, find_zones, letter_starts


def zones_of(string: str) -> Zones:
    zones = find_zones(rows(string), city())
    assert zones
    return zones


def test_a_letter_comes_apart() -> None:
    zones = zones_of(LETTER)
    assert texts(zones.head)[-1] == "des Stadtrates der Landeshauptstadt Dresden"
    assert texts(zones.reference) == ["Beschlusskontrolle zu A0412/16 (Sitzungsnummer: SR/031/2016)"]
    assert texts(zones.subject) == ["Hecken am Krähenwinkel"]
    assert zones.salutation
    assert zones.salutation.text == "Sehr geehrte Damen und Herren,"
    assert texts(zones.opening) == [
        "folgender Zwischenstand kann zu oben genanntem Beschluss gegeben werden:"
    ]
    assert texts(zones.body)[0].startswith("1. „Der Oberbürgermeister")
    assert texts(zones.body)[-1] == "Der Bericht wird derzeit erarbeitet."
    assert texts(zones.next_check) == ["30. Juni 2018"]
    assert zones.closing
    assert zones.closing.text == "Mit freundlichen Grüßen"
    assert texts(zones.foot)[0] == "Wilma Zaunkönig"
    assert zones.annex == []


@pytest.mark.parametrize(
    "string",
    [
        # another document with the same head
        "Hausmitteilung\n\nStellungnahme zu A0412/16\n\nSehr geehrte Damen und Herren,",
        # only speaks of one
        "Im Zuge der nächsten Beschlusskontrolle zu A0412/16 wird berichtet.",
        # a list of letters: no salutation and no opening
        "Tagesordnung\n\nBeschlusskontrolle zu A0412/16 (Sitzungsnummer: SR/031/2016)\nHecken",
        # no number behind the words, nor what is left of one
        "Beschlusskontrolle zu den Hecken am Krähenwinkel",
        "",
    ],
)
def test_what_is_no_letter(string: str) -> None:
    assert find_zones(rows(string), city()) is None


@pytest.mark.parametrize(
    "line",
    [
        "Beschlusskontrolle zu A0412/16 (Sitzungsnummer: SR/031/2016)",
        # letters misread
        "BeschIusskontroIIe zu A0412/16 (Sitzungsnummer: SR/031/2016)",
        "Beschlusskontroüe zu A0412/16",
        # digits misread
        "Beschlusskontrolle zu AO4I2/16",
        # words between
        "Beschlusskontrolle zum Antrag A0412/16 (Sitzungsnummer: SR/031/2016)",
        "Beschlusskontrolle zur Vorlage V-Pro0023/18",
        "Beschlusskontrolle: A0412/16",
    ],
)
def test_a_damaged_reference_line_still_begins_a_letter(line: str) -> None:
    zones = zones_of(f"Hausmitteilung\n\n{line}\nHecken\n\nSehr geehrte Damen und Herren,")
    assert texts(zones.reference) == [line]


@pytest.mark.parametrize(
    ("second", "taken"),
    [
        # the meeting goes on below
        ("(Sitzungsnummer: SR/031/2016)", True),
        ("{Sitzungsnummer: SR/031/2016)", True),
        ("und A0433/16 (Sitzungsnummer: SR/033/2016)", True),
        # the subject names another paper's year
        ("Hecken am Krähenwinkel, Haushalt 2016/17", False),
    ],
)
def test_a_reference_line_may_go_on_in_a_second(second: str, taken: bool) -> None:
    zones = zones_of(f"Beschlusskontrolle zu A0412/16\n{second}\n\nSehr geehrte Damen und Herren,")
    assert (second in texts(zones.reference)) is taken
    assert (second in texts(zones.subject)) is not taken


@pytest.mark.parametrize(
    "lines",
    [
        # the meeting goes over the line's end
        ["Beschlusskontrolle zu V-Neu0412/16 (Sitzungsnummer: SBR", "Neu/023/2020)"],
        # two papers, each with such a meeting
        [
            "Beschlusskontrolle zu V-Neu0412/16 (Sitzungsnummer: SBR",
            "Neu/023/2020) und",
            "V-Neu0433/16 (Sitzungsnummer: SBR",
            "Neu/024/2020)",
        ],
    ],
)
def test_a_reference_line_goes_on_where_a_number_does(lines: list[str]) -> None:
    zones = zones_of("\n".join([*lines, "Hecken 2019/20", "", "Sehr geehrte Damen und Herren,"]))
    assert texts(zones.reference) == lines
    assert texts(zones.subject) == ["Hecken 2019/20"]


@pytest.mark.parametrize(
    ("opening", "expected"),
    [
        # over two lines, to the set phrase
        (
            "folgender Zwischenstand kann zu oben genanntem\nBeschluss gegeben werden:",
            ["folgender Zwischenstand kann zu oben genanntem", "Beschluss gegeben werden:"],
        ),
        # another phrase: to the colon
        ("zum Beschluss wird berichtet:", ["zum Beschluss wird berichtet:"]),
        # a colon read as a semicolon
        ("zum Beschluss wird berichtet;", ["zum Beschluss wird berichtet;"]),
        # an office's own words end with a full stop
        (
            "ich möchte Sie über den Sachstand informieren.",
            ["ich möchte Sie über den Sachstand informieren."],
        ),
        # none at all
        ("", []),
    ],
)
def test_the_opening_sentence(opening: str, expected: list[str]) -> None:
    head = "Beschlusskontrolle zu A0412/16\nHecken\n\nSehr geehrte Damen und Herren,\n"
    zones = zones_of(f"{head}{opening}\n1. „Hecken sind zu pflanzen.“\nSie wachsen.")
    assert texts(zones.opening) == expected
    assert texts(zones.body) == ["1. „Hecken sind zu pflanzen.“", "Sie wachsen."]


def test_without_salutation_the_opening_begins_in_lower_case() -> None:
    zones = zones_of(
        "Beschlusskontrolle zu A0412/16\nHecken am\nKrähenwinkel\n"
        "folgende Information kann zu oben genanntem\nBeschluss gegeben werden:\nDie Hecken wachsen."
    )
    assert texts(zones.subject) == ["Hecken am", "Krähenwinkel"]
    assert len(zones.opening) == 2
    assert texts(zones.body) == ["Die Hecken wachsen."]


BODY = "Beschlusskontrolle zu A0412/16\nHecken\nSehr geehrte Damen und Herren,\nfolgende Information:\n"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("nächste Beschlusskontrolle: 30. Juni 2018", ["30. Juni 2018"]),
        # the date on the next line
        ("Nächste Beschlusskontrolle:\n30. Juni 2018", ["", "30. Juni 2018"]),
        # without a colon
        ("nächste Beschlusskontrolle 06/2018", ["06/2018"]),
        # the label damaged
        ("nächste Beschiusskontrolle: 06/2018", ["06/2018"]),
        ("Termin der nächsten Beschlusskontrolle: IV. Quartal 2018", ["IV. Quartal 2018"]),
        # running text is no label
        ("Im Zuge der\nnächsten Beschlusskontrolle wird berichtet.", []),
        ("Die nächste Beschlusskontrolle wird sich verschieben.", []),
        # neither is an earlier check
        ("Siehe Beschlusskontrolle vom 5. Mai 2016.", []),
        ("Letzte Beschlusskontrolle: 5. Mai 2016", []),
    ],
)
def test_the_next_check_leaves_the_body(line: str, expected: list[str]) -> None:
    zones = zones_of(f"{BODY}Die Hecken wachsen.\n{line}\nMit freundlichen Grüßen")
    assert texts(zones.next_check) == expected
    assert texts(zones.body) == ["Die Hecken wachsen.", *(line.split("\n") if not expected else [])]


@pytest.mark.parametrize(
    "closing",
    [
        "Mit freundlichen Grüßen",
        # in states of decay
        "MitfreundÜchen Grüßen",
        "Mit freundlichen Grüssen,",
        "en Grüßen",
        # gone: the names begin
        "Kenntnisnahme:",
    ],
)
def test_the_closing_in_every_state_of_decay(closing: str) -> None:
    zones = zones_of(f"{BODY}Die Hecken wachsen.\n{closing}\nWilma Zaunkönig")
    assert texts(zones.body) == ["Die Hecken wachsen."]
    assert texts(zones.foot) == ["Wilma Zaunkönig"]


def test_a_letter_that_breaks_off_has_no_closing() -> None:
    zones = zones_of(f"{BODY}Die Hecken wachsen")
    assert zones.closing is None
    assert texts(zones.body) == ["Die Hecken wachsen"]


def test_page_marks_and_specks_are_no_body() -> None:
    zones = zones_of(f"{BODY}Die Hecken\n- 2 -\fSeite 2 von 3\n~ ^\nwachsen.\n- hoch")
    assert texts(zones.body) == ["Die Hecken", "wachsen.", "- hoch"]


@pytest.mark.parametrize(
    ("behind", "in_foot"),
    [
        ("Oberbürgermeister\n", True),
        ("Erster Bürgermeister\nWilma Zaunkönig\n", True),
        ("Liste der Hecken\nOberbürgermeister\n" + "Hecke\n" * 12, False),
        ("Liste der Hecken\nam Krähenwinkel", False),
    ],
)
def test_signatures_may_stand_over_a_page_s_end(behind: str, in_foot: bool) -> None:
    zones = zones_of(f"{LETTER.rpartition('Oberb')[0]}\f{behind}")
    assert (texts(zones.foot)[-1] == behind.split("\n")[-2 if behind.endswith("\n") else -1]) is in_foot
    assert bool(zones.annex) is not in_foot


def test_what_follows_on_later_pages_is_annex() -> None:
    zones = zones_of(
        f"{BODY}Sie wachsen.\nMit freundlichen Grüßen\nWilma Zaunkönig\n- 2 -\fAnlage 1\n1. Kosten"
    )
    assert texts(zones.foot) == ["Wilma Zaunkönig"]
    assert texts(zones.annex) == ["Anlage 1", "1. Kosten"]


def test_a_list_of_attachments_that_goes_over_the_page_is_no_annex() -> None:
    zones = zones_of(
        f"{BODY}Sie wachsen.\nMit freundlichen Grüßen\nWilma Zaunkönig\nAnlagen\nKostenplan"
        "\f- 2 -\n~\nPflanzplan\fTabelle 1"
    )
    assert texts(zones.foot) == ["Wilma Zaunkönig", "Anlagen", "Kostenplan", "Pflanzplan"]
    assert texts(zones.annex) == ["Tabelle 1"]


def test_names_may_stand_on_the_page_behind_the_closing() -> None:
    zones = zones_of(f"{BODY}Sie wachsen.\nMit freundlichen Grüßen\fWilma Zaunkönig")
    assert texts(zones.foot) == ["Wilma Zaunkönig"]


@pytest.mark.parametrize(
    ("string", "expected"),
    [
        (LETTER, [1]),
        # two letters
        (f"{LETTER}\f{LETTER}", [1, 2]),
        # an annex between them
        (f"{LETTER}\fAnlage 1\n\f{LETTER}", [1, 3]),
        # a page that names a check begins no letter
        (f"{LETTER}\fBeschlusskontrolle zu A0420/16 siehe dort.", [1]),
        # none
        ("Hausmitteilung\n\nStellungnahme zu A0412/16", []),
        # junk before the first
        (f"~~\f{LETTER}", [2]),
    ],
)
def test_the_pages_on_which_letters_start(string: str, expected: list[int]) -> None:
    assert letter_starts(rows(string), city()) == expected
