"""Another city's letters, with other numbers, phrases and offices, read by a user's own profile."""

from pathlib import Path

import pytest

from letters import HAFENFELD, LETTER, astray, codes, text_behind
from ratsdok.pipeline import parse
from ratsdok.profile import load_profile

HAFENFELD_LETTER = """\
Stadt Hafenfeld
Mitteilung

Dezernat Hafen und Märkte
Az: 66.12
vom: 12. Mai 2021

An
die Mitglieder der Ratsversammlung

Beschlussverfolgung zu DS 143/2O21 (Sitzung: RV-07/2021)
Bänke am alten Kai

Werte Ratsmitglieder,

folgender Zwischenbescheid kann berichtet werden:

1. „Der Stadtpräsident wird beauftragt, am alten Kai Bänke aufzustellen."

Der Punkt ist umgesetzt. Siehe auch EA 017/2020.

2. „Über die Pflege ist jährlich zu berichten."

Der Bericht wird derzeit erarbeitet.

nächster Bericht: 30. Juni 2022

Mit besten Empfehlungen

Ottilie Strandläufer
Dezernentin

Gesehen:

Hinnerk Austernfischer
Stadtpräsident

Beilage: Lageplan
"""


def test_another_city_s_letter_is_read_by_its_profile() -> None:
    letter = parse(HAFENFELD_LETTER.encode(), profile=HAFENFELD)
    record = letter.model_dump(mode="json", exclude={"evidence", "document", "points", "statements"})
    assert letter.document.profile == "hafenfeld"
    assert record == {
        "schema": "ratsdok/letter/1",
        "kind": "beschlusskontrolle",
        "resolutions": [{"paper": "DS 143/2021", "meeting": "RV-07/2021", "subject": "Bänke am alten Kai"}],
        "date": "2021-05-12",
        "file_reference": "66.12",
        "department": "Dezernat Hafen und Märkte",
        "recipients": ["die Mitglieder der Ratsversammlung"],
        "confidential": None,
        "salutation": "Werte Ratsmitglieder,",
        "report": "interim",
        "lead_in": None,
        "next_check": {"date": "2022-06-30", "precision": "day", "raw": "30. Juni 2022"},
        "signed_by": [{"name": "Ottilie Strandläufer", "role": "Dezernentin", "on_behalf_of": None}],
        "acknowledged_by": [
            {"name": "Hinnerk Austernfischer", "role": "Stadtpräsident", "on_behalf_of": None}
        ],
        "attachments": ["Lageplan"],
        "papers_mentioned": ["EA 017/2020"],
        "previous_checks": [],
        "findings": [
            {
                "code": "number-repaired",
                "severity": "info",
                "message": "Vorlagennummer gelesen als DS 143/2021, gedruckt „DS 143/2O21“.",
                "path": "resolutions.0.paper",
            }
        ],
    }
    assert [(each.points, each.status.value) for each in letter.statements] == [
        (("1",), "implemented"),
        (("2",), "in_progress"),
    ]
    assert astray(letter, text_behind(HAFENFELD_LETTER, HAFENFELD)) == []


def test_a_loaded_profile_serves_as_well() -> None:
    letter = parse(HAFENFELD_LETTER.encode(), profile=load_profile(HAFENFELD))
    assert letter == parse(HAFENFELD_LETTER.encode(), profile=str(HAFENFELD))


def test_each_city_s_letters_are_none_to_the_other() -> None:
    assert parse(HAFENFELD_LETTER.encode()).kind == "other"
    assert parse(LETTER.encode(), profile=HAFENFELD).kind == "other"


PAPER_FORM, MEETING_FORM = "{kind} {number:3}/{year:4}", "{committee}-{number:2}/{year:4}"


@pytest.mark.parametrize(
    ("paper_form", "paper", "meeting_form", "meeting"),
    [
        (PAPER_FORM, "DS 143/2021", MEETING_FORM, "RV-07/2021"),
        # no stroke in the paper's number
        ("{kind}-{number:3}-{year:4}", "DS-143-2021", MEETING_FORM, "RV-07/2021"),
        # the year first
        ("{year:4}/{number:3} {kind}", "2021/143 DS", MEETING_FORM, "RV-07/2021"),
        (
            PAPER_FORM,
            "DS 143/2021",
            "{committee}-{year:4}/{number:2}",
            "RV-2021/07",
        ),
        # no stroke at all
        (
            "{kind}-{number:3}-{year:4}",
            "DS-143-2021",
            "{committee}-{number:2}-{year:4}",
            "RV-07-2021",
        ),
        # the digits of a paper's number look like a meeting's
        (
            PAPER_FORM,
            "DS 143/2021",
            "{committee} {number:2}/{year:4}",
            "RV 07/2021",
        ),
    ],
)
def test_numbers_of_any_form(
    tmp_path: Path, paper_form: str, paper: str, meeting_form: str, meeting: str
) -> None:
    profile = HAFENFELD.read_text("utf-8").replace(PAPER_FORM, paper_form).replace(MEETING_FORM, meeting_form)
    path = tmp_path / "stadt.toml"
    path.write_text(profile, "utf-8")
    string = HAFENFELD_LETTER.replace("DS 143/2O21", paper).replace("RV-07/2021", meeting)
    letter = parse(string.replace("EA 017/2020", "oben").encode(), profile=path)
    assert [(each.paper, each.meeting) for each in letter.resolutions] == [(paper, meeting)]
    assert letter.date
    assert codes(letter) == []


def test_a_reference_line_with_a_short_word(tmp_path: Path) -> None:
    path = tmp_path / "stadt.toml"
    path.write_text(HAFENFELD.read_text("utf-8").replace("Beschlussverfolgung", "Vollzug"), "utf-8")
    letter = parse(HAFENFELD_LETTER.replace("Beschlussverfolgung", "Vollzug").encode(), profile=path)
    assert letter.kind == "beschlusskontrolle"
