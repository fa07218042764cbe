"""The record: its JSON, its contract, and what it refuses."""

import datetime as dt
import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from pydantic import ValidationError

import ratsdok
from letters import SAMPLE_NAMES, SAMPLES, sample_record
from ratsdok.letter import DocumentInfo, Evidence, Letter, Status, json_schema

DOCUMENT = DocumentInfo(
    name="hecken.txt",
    sha256="0" * 64,
    media_type="text/plain",
    pages=1,
    text_source="text",
    profile="dresden",
)
OTHER = Letter(kind="other", document=DOCUMENT)

# The keys of `ratsdok/letter/1`: more may come, none may go.
KEYS = """
    schema kind document resolutions date file_reference department recipients confidential salutation report
    lead_in points statements next_check signed_by acknowledged_by attachments papers_mentioned
    previous_checks findings evidence
""".split()


def plain(name: str) -> dict[str, Any]:
    record: dict[str, Any] = json.loads((SAMPLES / f"{name}.json").read_text("utf-8"))
    return record


def test_the_contract_keeps_its_names() -> None:
    assert list(json.loads(OTHER.to_json())) == KEYS
    assert json.loads(OTHER.to_json())["schema"] == "ratsdok/letter/1"


@pytest.mark.parametrize("name", SAMPLE_NAMES)
def test_a_record_survives_json_and_back(name: str) -> None:
    letter = sample_record(name)
    assert Letter.from_json(letter.to_json()) == letter
    assert Letter.from_json(letter.to_json(indent=None).encode()) == letter


def test_evidence_can_be_left_out() -> None:
    found = Evidence(raw="A0412/16", page=1, span=(3, 11), confidence=0.9, rule="reference-line")
    letter = OTHER.model_copy(update={"evidence": {"resolutions.0.paper": found}})
    assert json.loads(letter.to_json())["evidence"]["resolutions.0.paper"]["boxes"] == []
    assert json.loads(letter.to_json(evidence=False))["evidence"] == {}
    assert letter.evidence


def test_one_line_without_indent() -> None:
    assert "\n" not in OTHER.to_json(indent=None)


def test_dates_are_iso_8601() -> None:
    letter = OTHER.model_copy(update={"date": dt.date(2017, 5, 12)})
    assert json.loads(letter.to_json())["date"] == "2017-05-12"


def test_every_status_has_a_german_label() -> None:
    assert [(status.value, status.german) for status in Status] == [
        ("implemented", "umgesetzt"),
        ("in_progress", "in Umsetzung"),
        ("planned", "geplant"),
        ("deferred", "zurückgestellt"),
        ("not_implemented", "nicht umgesetzt"),
        ("unchanged", "kein neuer Sachstand"),
        ("unknown", "unklar"),
    ]


def test_a_record_is_frozen() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        OTHER.kind = "beschlusskontrolle"


FAULTS: list[tuple[dict[str, Any], str]] = [
    # a key that the contract does not know
    ({"mood": "good"}, "mood"),
    # another version of the contract
    ({"schema": "ratsdok/letter/2"}, "schema"),
    # a date that does not exist
    ({"date": "2017-02-30"}, "date"),
    # a status of one's own
    ({"statements": [{"points": [], "text": "Erledigt.", "status": "done"}]}, "statements.0.status"),
    # a point without words
    ({"points": [{"label": "1"}]}, "points.0.text"),
    # more than certain
    (
        {"evidence": {"date": {"raw": "x", "page": 1, "span": [0, 1], "confidence": 1.2, "rule": "stamp"}}},
        "evidence.date.confidence",
    ),
    # a page before the first
    (
        {"evidence": {"date": {"raw": "x", "page": 0, "span": [0, 1], "confidence": 1, "rule": "stamp"}}},
        "evidence.date.page",
    ),
]


@pytest.mark.parametrize(("fault", "path"), FAULTS, ids=lambda each: each if isinstance(each, str) else "")
def test_what_is_no_record_is_refused_with_its_path(fault: dict[str, Any], path: str) -> None:
    record = json.loads(OTHER.to_json()) | fault
    with pytest.raises(ValidationError) as caught:
        Letter.from_json(json.dumps(record))
    assert path in {".".join(map(str, error["loc"])) for error in caught.value.errors()}


def test_a_checksum_has_64_hexadecimal_digits() -> None:
    with pytest.raises(ValidationError):
        DocumentInfo.model_validate(DOCUMENT.model_dump() | {"sha256": "12ab"})


# --- the JSON Schema ---


def test_the_schema_is_one_and_is_public() -> None:
    Draft202012Validator.check_schema(json_schema())
    assert ratsdok.json_schema() == json_schema()
    assert json_schema()["$id"] == "ratsdok/letter/1"


@pytest.mark.parametrize("name", SAMPLE_NAMES)
def test_sample_records_keep_the_schema(name: str) -> None:
    assert list(Draft202012Validator(json_schema()).iter_errors(plain(name))) == []


@pytest.mark.parametrize(
    ("key", "value"),
    [
        # a key that the contract does not know
        ("mood", "good"),
        # a kind that it does not know
        ("kind", "antrag"),
        # points are a list
        ("points", {"1": "Hecken"}),
        # a report is interim, final or mixed
        ("report", "done"),
    ],
)
def test_the_schema_refuses_what_is_no_record(key: str, value: object) -> None:
    record = plain(SAMPLE_NAMES[1]) | {key: value}
    assert not Draft202012Validator(json_schema()).is_valid(record)
