"""What keeps a record from being a letter: all of it is named, with its place."""

import re
import unicodedata
from typing import Any

import pytest

from annotated_corpus import other
from ratsdok import RecordError, parse
from ratsdok.letter import Letter
from ratsdok.writing import docx_of
from standard_letters import letter, values


def refusal(record: Letter) -> RecordError:
    with pytest.raises(RecordError) as caught:
        docx_of(record)
    assert caught.value.exit_code == 19
    assert caught.value.source == record.document.name
    assert all(fault in str(caught.value) for fault in caught.value.faults)
    return caught.value


def test_the_record_of_another_document_is_refused() -> None:
    error = refusal(other())
    assert error.problem == "the record is of another document than a Beschlusskontrolle letter"
    assert error.faults == ()


@pytest.mark.parametrize(
    ("values", "faults"),
    [
        ({"department": "Amt\x00"}, ["department: U+0000"]),
        ({"salutation": "\x1b[1mGuten Tag\x1b[0m"}, ["salutation: U+001B"]),
        ({"lead_in": "a\x7f\x07\x85"}, ["lead_in: U+0007, U+007F, U+0085"]),
        ({"file_reference": "12\r\n34"}, ["file_reference: U+000D"]),
        ({"file_reference": "12\f34\v"}, ["file_reference: U+000B, U+000C"]),
        ({"recipients": ["An alle", "\ufffe", "x\uffff"]}, ["recipients.1: U+FFFE", "recipients.2: U+FFFF"]),
        # half of a pair, as broken JSON holds it
        ({"attachments": ["Plan \ud83d"]}, ["attachments.0: U+D83D"]),
        # several places, in the order of the record
        (
            {
                "attachments": ["\x01"],
                "statements": [{"points": ["1", "\x02"], "text": "\x03", "status": "planned"}],
                "points": [{"label": "1", "text": "gut"}, {"label": "\x04", "text": "\x05\x06"}],
                "next_check": {"date": "2031-12-31", "precision": "day", "raw": "31.12.2031\x08"},
                "resolutions": [{"paper": "V1\x0e", "meeting": "\x0f", "subject": "\x10"}],
                "signed_by": [{"name": "\x11", "role": "\x12", "on_behalf_of": "\x13"}],
                "acknowledged_by": [{"name": "Wilma"}, {"name": "Balduin\x14"}],
                "papers_mentioned": ["V2\x15"],
                "previous_checks": ["2031-01\x16"],
            },
            [
                "resolutions.0.paper: U+000E",
                "resolutions.0.meeting: U+000F",
                "resolutions.0.subject: U+0010",
                "points.1.label: U+0004",
                "points.1.text: U+0005, U+0006",
                "statements.0.points.1: U+0002",
                "statements.0.text: U+0003",
                "next_check.raw: U+0008",
                "signed_by.0.name: U+0011",
                "signed_by.0.role: U+0012",
                "signed_by.0.on_behalf_of: U+0013",
                "acknowledged_by.1.name: U+0014",
                "attachments.0: U+0001",
                "papers_mentioned.0: U+0015",
                "previous_checks.0: U+0016",
            ],
        ),
    ],
)
def test_control_characters_are_named_with_their_places(values: dict[str, Any], faults: list[str]) -> None:
    error = refusal(unchecked(values))
    assert list(error.faults) == faults
    assert re.match(r"1\.txt: the record holds control characters: [a-z]", str(error))
    assert str(error).isprintable()  # no control character gets into the terminal


def unchecked(values: dict[str, Any]) -> Letter:
    """Return a record that may hold what pydantic lets no JSON hold: half of a pair of surrogates."""
    sound = {name: value for name, value in values.items() if "\\ud8" not in ascii(value)}
    record = letter(**sound)
    return record.model_copy(update={name: tuple(values[name]) for name in values.keys() - sound.keys()})


def test_every_control_character_is_refused() -> None:
    controls = [chr(code) for code in range(0x100) if unicodedata.category(chr(code)) == "Cc"]
    for each in {*controls, "\ufffe", "\uffff"} - {"\n", "\t"}:
        assert refusal(letter(department=f"Amt{each}")).faults == (f"department: U+{ord(each):04X}",)


def test_nothing_else_is_refused_for_its_characters() -> None:
    marks = "\t\n\xa0\xad\u200b\u200e\u2028\u2029\ufeff\ufffd\ufdd0\ue000\U000e0001\U0010fffd"
    record = letter(department=f"Amt {marks} für Zeichen")
    assert values(parse(docx_of(record))) == values(record)


def test_control_characters_elsewhere_than_in_the_letter_are_no_matter() -> None:
    record = letter()
    renamed = record.document.model_copy(update={"name": "brief\x1b.txt"})
    docx_of(record.model_copy(update={"document": renamed}))


@pytest.mark.parametrize(
    ("record", "fault"),
    [
        # numbers that say what the line round them says
        (
            letter(resolutions=[{"paper": "einer Vorlage ohne Nummer"}]),
            "resolutions.0: ('einer Vorlage ohne Nummer', None)",
        ),
        (
            letter(resolutions=[{"paper": None}, {"paper": "V1 (Sitzungsnummer: 2)"}]),
            "resolutions.1: ('V1 (Sitzungsnummer: 2)', None)",
        ),
        (
            letter(resolutions=[{"paper": "V1", "subject": "(ohne Betreff)"}]),
            "resolutions.0.subject: '(ohne Betreff)'",
        ),
        # labels that look like a run, or like two
        (
            letter(statements=[{"points": ["0", "1 bis 3"], "text": "", "status": "planned"}]),
            "statements.0.points: ('0', '1 bis 3')",
        ),
        (
            letter(statements=[{"points": ["1", "2 und 3"], "text": "", "status": "planned"}]),
            "statements.0.points: ('1', '2 und 3')",
        ),
        # a label with the mark that ends it
        (letter(points=[{"label": "1 „a“", "text": ""}]), "points.0.label: '1 „a“'"),
        # one with white space round it, and one that a list would count
        (letter(points=[{"label": " 1", "text": ""}]), "points.0.label: ' 1'"),
        (letter(points=[{"label": "%1", "text": ""}]), "points.0.label: '%1'"),
        # the words that invite to fill in a place
        (letter(department="[Bericht eintragen]"), "department: '[Bericht eintragen]'"),
        (
            letter(statements=[{"text": "[Bericht eintragen]", "status": "planned"}]),
            "statements.0.text: '[Bericht eintragen]'",
        ),
        # what parts the items of a line
        (letter(papers_mentioned=["V1; V2"]), "papers_mentioned: ('V1; V2',)"),
        (letter(previous_checks=["2031-01", "vorher; nachher"]), "previous_checks.1: 'vorher; nachher'"),
        (letter(previous_checks=["5. Januar 2031"]), "previous_checks.0: '5. Januar 2031'"),
        # dates that are no last day
        (
            letter(next_check={"date": "2031-06-29", "precision": "month", "raw": ""}),
            "next_check.date: 2031-06-29 is not the last day of its month",
        ),
        (
            letter(next_check={"date": "2031-05-31", "precision": "quarter", "raw": ""}),
            "next_check.date: 2031-05-31 is not the last day of its quarter",
        ),
        (
            letter(next_check={"date": "2031-06-30", "precision": "year", "raw": "2031"}),
            "next_check.date: 2031-06-30 is not the last day of its year",
        ),
    ],
)
def test_what_would_be_read_as_something_else_is_refused(record: Letter, fault: str) -> None:
    error = refusal(record)
    assert error.problem.startswith("the record holds what a letter cannot show unmistakably")
    assert error.faults == (fault,)


def test_all_of_it_is_named() -> None:
    record = letter(
        papers_mentioned=["V1; V2"],
        points=[{"label": "„", "text": ""}, {"label": "1", "text": ""}, {"label": "„", "text": ""}],
    )
    assert refusal(record).faults == (
        "points.0.label: '„'",
        "points.2.label: '„'",
        "papers_mentioned: ('V1; V2',)",
    )


def test_a_fault_is_told_in_one_line() -> None:
    assert len(str(refusal(letter(points=[{"label": "1\n„a“", "text": ""}]))).splitlines()) == 1


@pytest.mark.parametrize("style", ["", "DIN5008", "brief", None])
def test_an_unknown_style(style: Any) -> None:
    with pytest.raises(ValueError, match=f"style must be hausmitteilung or din5008, not {style!r}"):
        docx_of(letter(), style=style)


def test_odd_but_honest_values_are_no_fault() -> None:
    record = letter(
        resolutions=[{"paper": "", "meeting": "", "subject": ""}, {"paper": None, "subject": None}],
        points=[{"label": "", "text": ""}, {"label": "Präambel", "text": "x"}],
        recipients=["", ""],
        attachments=["", "Anlage"],
    )
    assert values(parse(docx_of(record))) == values(record)
