"""Records in JSON files."""

import json
from pathlib import Path

import pytest

from letters import SAMPLES
from ratsdok.errors import NotAFileError, RecordError
from ratsdok.letter import Letter
from ratsdok.records import load_record, read_record

PATH = SAMPLES / "uferradweg.json"
RECORD = json.loads(PATH.read_text("utf-8"))


def test_a_record_is_read() -> None:
    assert load_record(PATH) == Letter.from_json(PATH.read_bytes())


def test_the_one_record_of_an_array_is_read_too() -> None:
    assert read_record(json.dumps([RECORD])) == load_record(PATH)


def test_all_faults_are_listed_with_their_paths() -> None:
    faulty = {
        **RECORD,
        "report": "halb",
        "points": [{"label": 1, "text": "a"}],
        "signed_by": [{"role": "Beigeordnete"}],
        "betreff": "?",
    }
    with pytest.raises(RecordError) as error:
        read_record(json.dumps(faulty), name="kaputt.json")
    assert [fault.split(":")[0] for fault in error.value.faults] == [
        "report",
        "points.0.label",
        "signed_by.0.name",
        "betreff",
    ]
    assert str(error.value).startswith("kaputt.json: this is no record of a letter: report: ")
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "this is no JSON"),
        ("{", "this is no JSON"),
        ("[" * 100_000, "this is no JSON"),
        ("\xff".encode("latin-1"), "this is no JSON"),
        ("17", "this is int, not one record"),
        ("[]", "this is an array, not one record"),
        ("{}", "document: Field required"),
        ('{"schema": "ratsdok/letter/2"}', "the record's schema is 'ratsdok/letter/2'"),
    ],
)
def test_what_is_no_record_is_refused(text: str | bytes, told: str) -> None:
    with pytest.raises(RecordError, match=told.replace("(", r"\(")):
        read_record(text)


def test_what_cannot_be_read_is_told(tmp_path: Path) -> None:
    with pytest.raises(NotAFileError, match=r"fehlt\.json: the file cannot be read"):
        load_record(tmp_path / "fehlt.json")
    with pytest.raises(NotAFileError, match="this is a folder"):
        load_record(tmp_path)
