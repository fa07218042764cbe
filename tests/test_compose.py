"""The parts of a letter -> its record. Each case changes one line of one short letter."""

from typing import Any

import pytest

from letters import LETTER, city_with_officers, codes
from ratsdok.letter import Letter, Status
from ratsdok.pipeline import parse


def read(old: str = "", new: str = "") -> Letter:
    assert old in LETTER
    return parse(LETTER.replace(old, new, 1).encode())


def test_the_record_of_a_whole_letter() -> None:
    letter = read()
    expected: dict[str, Any] = {
        "kind": "beschlusskontrolle",
        "resolutions": [{"paper": "A0412/16", "meeting": "SR/031/2016", "subject": "Hecken am Krähenwinkel"}],
        "date": "2017-05-12",
        "file_reference": "(GB 7) 86 12",
        "department": "Geschäftsbereich Umwelt und Kommunalwirtschaft",
        "recipients": [
            "Fraktionen sowie Stadträtinnen/Stadträte des Stadtrates der Landeshauptstadt Dresden"
        ],
        "confidential": None,
        "salutation": "Sehr geehrte Damen und Herren,",
        "report": "interim",
        "lead_in": None,
        "points": [
            {
                "label": "1",
                "text": "Der Oberbürgermeister wird beauftragt, am Krähenwinkel Hecken zu pflanzen.",
            },
            {"label": "2", "text": "Über die Pflege ist jährlich zu berichten."},
        ],
        "statements": [
            {
                "points": ["1"],
                "text": "Die Hecken wurden im April 2017 gepflanzt.",
                "status": "implemented",
            },
            {"points": ["2"], "text": "Der Bericht wird derzeit erarbeitet.", "status": "in_progress"},
        ],
        "next_check": {"date": "2018-06-30", "precision": "day", "raw": "30. Juni 2018"},
        "signed_by": [
            {
                "name": "Wilma Zaunkönig",
                "role": "Beigeordnete für Umwelt und Kommunalwirtschaft",
                "on_behalf_of": None,
            }
        ],
        "acknowledged_by": [{"name": "Balduin Specht", "role": "Oberbürgermeister", "on_behalf_of": None}],
        "attachments": [],
        "papers_mentioned": [],
        "previous_checks": [],
    }
    record = letter.model_dump(mode="json")
    assert {key: record[key] for key in expected} == expected
    assert codes(letter) == []


@pytest.mark.parametrize(
    ("opening", "expected"),
    [
        ("folgender Zwischenstand kann", "interim"),
        ("folgende abschließende Information kann", "final"),
        ("folgende abschließende Information (Punkt 1) und folgender Zwischenstand (Punkt 2) kann", "mixed"),
        # letters misread
        ("folgender ZwischenStancl kann", "interim"),
        ("folgende abschiießende Information kann", "final"),
        # neither
        ("folgende Information kann", None),
        ("folgender aktueller Stand kann", None),
    ],
)
def test_what_kind_of_report(opening: str, expected: str | None) -> None:
    assert read("folgender Zwischenstand kann", opening).report == expected


@pytest.mark.parametrize(
    ("line", "date", "precision", "raw"),
    [
        ("nächste Beschlusskontrolle: 31.10.2018", "2018-10-31", "day", "31.10.2018"),
        ("nächste Beschlusskontrolle: IV. Quartal 2018", "2018-12-31", "quarter", "IV. Quartal 2018"),
        ("nächste Beschlusskontrolle:\nJuli 2018", "2018-07-31", "month", "Juli 2018"),
        # digits misread
        ("nächste Beschlusskontrolle: 3O.O6.20l8", "2018-06-30", "day", "3O.O6.20l8"),
        # beside another letter's date, which lies behind
        (
            "nächste Beschlusskontrolle: 30.06.2018, mit BK zu A0433/16 vom 5. Mai 2017",
            "2018-06-30",
            "day",
            "30.06.2018, mit BK zu A0433/16 vom 5. Mai 2017",
        ),
        # beside another paper
        (
            "nächste Beschlusskontrolle: gemeinsam mit BK zu A0433/16, 30.06.2018",
            "2018-06-30",
            "day",
            "gemeinsam mit BK zu A0433/16, 30.06.2018",
        ),
    ],
)
def test_the_next_check(line: str, date: str, precision: str, raw: str) -> None:
    check = read("nächste Beschlusskontrolle: 30. Juni 2018", line).next_check
    assert check
    assert (check.date.isoformat(), check.precision, check.raw) == (date, precision, raw)


def test_the_evidence_of_the_next_check_is_its_date() -> None:
    assert read().evidence["next_check.date"].raw == "30. Juni 2018"


@pytest.mark.parametrize(
    ("old", "new", "code", "field"),
    [
        # the meeting was after the stamp's year
        ("SR/031/2016", "SR/031/2018", "date-contradicted", "date"),
        # the next check is long over
        ("30. Juni 2018", "30. Juni 2015", "date-contradicted", "date"),
        # an earlier check after the letter
        (
            "Der Bericht wird derzeit erarbeitet.",
            "Der Beschlusspunkt wurde umgesetzt (siehe BK vom 5. Mai 2018).",
            "date-contradicted",
            "date",
        ),
        # the stamp is beyond reading
        ("1 2. MAI 2017", "^2. MAI 20~", "date-unreadable", "date"),
        # no date in the next check's line
        ("30. Juni 2018", "nach Ostern", "interim-without-next-check", "next_check"),
        # a code that the city does not know
        ("SR/031/2016", "XQ/031/2016", "number-doubtful", None),
        # a misread digit
        ("A0412/16", "AO412/16", "number-repaired", None),
        # no closing, no names
        (LETTER[LETTER.index("Mit freundlichen") :], "", "truncated", None),
    ],
)
def test_doubts_become_findings_and_null_beats_wrong(
    old: str, new: str, code: str, field: str | None
) -> None:
    letter = read(old, new)
    assert codes(letter) == [code]
    assert field is None or getattr(letter, field) is None


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("", "", "stamp"),
        ("1 2. MAI 2017", "12. Mai 2017", "typed-date"),
        ("1 2. MAI 2017", "1 2. MAI 2O17", "stamp-repaired"),
    ],
)
def test_evidence_names_the_rule_that_found_the_date(old: str, new: str, rule: str) -> None:
    letter = read(old, new)
    assert letter.date
    assert letter.evidence["date"].rule == rule


def test_two_resolutions_share_their_subject() -> None:
    letter = read(
        "A0412/16 (Sitzungsnummer: SR/031/2016)",
        "A0412/16 (Sitzungsnummer: SR/031/2016) und\nA0433/16 (Sitzungsnummer: SR/033/2016)",
    )
    assert [(each.paper, each.meeting, each.subject) for each in letter.resolutions] == [
        ("A0412/16", "SR/031/2016", "Hecken am Krähenwinkel"),
        ("A0433/16", "SR/033/2016", "Hecken am Krähenwinkel"),
    ]


def test_labels_of_a_second_resolution_carry_its_number() -> None:
    string = LETTER.replace(
        "A0412/16 (Sitzungsnummer: SR/031/2016)",
        "A0412/16 (Sitzungsnummer: SR/031/2016) und\nA0433/16 (Sitzungsnummer: SR/033/2016)",
    ).replace("2. „Über die Pflege", "1. „Über die Pflege")
    letter = parse(string.encode())
    assert [point.label for point in letter.points] == ["1", "A0433/16 1"]
    assert [each.points for each in letter.statements] == [("1",), ("A0433/16 1",)]
    assert codes(letter) == []


def test_a_deputy_signs_on_behalf_of_the_sender() -> None:
    office = "Beigeordnete für Umwelt und Kommunalwirtschaft\n"
    letter = read(office, f"{office}in Vertretung\nFrieda Kleiber\n")
    assert [(each.name, each.on_behalf_of) for each in letter.signed_by] == [
        ("Wilma Zaunkönig", None),
        ("Frieda Kleiber", "Wilma Zaunkönig"),
    ]
    assert letter.evidence["signed_by.1.on_behalf_of"] == letter.evidence["signed_by.0.name"]


def test_what_is_named_in_passing() -> None:
    letter = read(
        "Der Bericht wird", "Wie in V0815/16 und der BK vom 5. Januar 2017 dargelegt, wird der Bericht"
    )
    assert letter.papers_mentioned == ("V0815/16",)
    assert letter.previous_checks == ("2017-01-05",)
    assert letter.evidence["papers_mentioned.0"].raw == "V0815/16"
    assert letter.evidence["previous_checks.0"].raw == "5. Januar 2017"


def test_attachments_are_named() -> None:
    assert read("Kenntnisnahme:", "Anlage: Pflanzplan\n\nKenntnisnahme:").attachments == ("Pflanzplan",)


def test_a_ticked_box_is_confidential() -> None:
    assert read("Hausmitteilung", "Hausmitteilung\n☒ vertraulich").confidential is True
    assert read("Hausmitteilung", "Hausmitteilung\n☐ vertraulich").confidential is False
    assert read("Hausmitteilung", "Hausmitteilung\nvertraulich").confidential is None


def test_words_before_the_first_label_are_the_lead_in() -> None:
    letter = read(
        "1. „Der Oberbürgermeister wird", "„Der Stadtrat beschließt:\n1. Der Oberbürgermeister wird"
    )
    assert letter.lead_in == "Der Stadtrat beschließt:"
    assert [point.label for point in letter.points] == ["1", "2"]


def test_a_report_without_news() -> None:
    letter = read(
        "Der Bericht wird derzeit erarbeitet.", "Seit der letzten Beschlusskontrolle kein neuer Sachstand."
    )
    assert letter.statements[1].status is Status.UNCHANGED


def test_a_last_line_that_names_an_officer_stays_in_the_body() -> None:
    sentence = "Er wird derzeit von Wilma Zaunkönig geprüft."
    string = LETTER.replace("Der Bericht wird derzeit erarbeitet.", sentence)
    letter = parse(string.encode(), profile=city_with_officers())
    assert [each.text for each in letter.statements][1:] == [sentence]
