"""The sample letters: read whole, each value with its evidence. Their true records stand beside them."""

import json
from functools import cache
from typing import Any

import pdfplumber
import pytest

from letters import SAMPLE_NAMES, SAMPLES, astray, sample_record, text_behind
from ratsdok.letter import Letter, Person
from ratsdok.pipeline import parse

# What a clerk would remark on them; on the others nothing.
FINDINGS = {
    # point 1 and its neighbour 3 are quoted, but nobody answers them
    "einwohnerversammlung": [
        ("point-without-statement", "points.0"),
        ("point-without-statement", "points.5"),
    ],
    # reports without quoting
    "marktsatzung": [("no-resolution-quoted", "points")],
    # no meeting in the reference line, and an interim report that names no next date
    "schulwege": [
        ("number-missing", "resolutions.0.meeting"),
        ("interim-without-next-check", "next_check"),
    ],
}
LETTERS = [name for name in SAMPLE_NAMES if sample_record(name).kind == "beschlusskontrolle"]


@cache
def read(name: str) -> Letter:
    return parse(SAMPLES / f"{name}.pdf")


def values_of(letter: Letter) -> list[str]:
    """Return the paths of a record's values, those of parts put together excepted."""
    lists = {
        "points": letter.points,
        "statements": letter.statements,
        "recipients": letter.recipients,
        "papers_mentioned": letter.papers_mentioned,
        "previous_checks": letter.previous_checks,
    }
    single = "date file_reference department confidential salutation report lead_in".split()
    paths = [field for field in single if getattr(letter, field) is not None]
    paths += [f"{field}.{index}" for field, values in lists.items() for index in range(len(values))]
    paths += [f"statements.{index}.status" for index in range(len(letter.statements))]
    paths += ["next_check.date"] if letter.next_check else []
    for index, resolution in enumerate(letter.resolutions):
        filled = resolution.model_dump(exclude_none=True)
        paths += [f"resolutions.{index}.{field}" for field in filled]
    return paths + _people("signed_by", letter.signed_by) + _people("acknowledged_by", letter.acknowledged_by)


def _people(field: str, people: tuple[Person, ...]) -> list[str]:
    return [
        f"{field}.{i}.{part}"
        for i, each in enumerate(people)
        for part in ("name", "role")
        if getattr(each, part)
    ]


@pytest.mark.parametrize("name", SAMPLE_NAMES)
@pytest.mark.parametrize(
    "field", [field for field in Letter.model_fields if field not in ("evidence", "findings")]
)
def test_every_field_is_read(name: str, field: str) -> None:
    assert getattr(read(name), field) == getattr(sample_record(name), field)


@pytest.mark.parametrize("name", SAMPLE_NAMES)
def test_what_a_clerk_would_remark(name: str) -> None:
    assert [(each.code, each.path) for each in read(name).findings] == FINDINGS.get(name, [])


@pytest.mark.parametrize("name", sorted(set(SAMPLE_NAMES) - set(LETTERS)))
def test_another_document_has_no_values(name: str) -> None:
    assert set(read(name).model_dump(exclude_defaults=True)) == {"kind", "document"}


# --- evidence ---


@pytest.mark.parametrize("name", SAMPLE_NAMES)
def test_every_value_has_evidence(name: str) -> None:
    letter = read(name)
    assert [path for path in values_of(letter) if path not in letter.evidence] == []


@pytest.mark.parametrize("name", [name for name in SAMPLE_NAMES if sample_record(name).attachments])
def test_every_attachment_has_evidence(name: str) -> None:
    letter = read(name)
    assert [i for i in range(len(letter.attachments)) if f"attachments.{i}" not in letter.evidence] == []


@pytest.mark.parametrize("name", SAMPLE_NAMES)
def test_all_evidence_is_of_a_value(name: str) -> None:
    record = json.loads(read(name).to_json())
    assert [path for path in record["evidence"] if value_at(record, path) is None] == []


def value_at(record: Any, path: str) -> Any:
    """Return the value at a path; raise where the path leads nowhere."""
    for key in path.split("."):
        record = record[int(key)] if isinstance(record, list) else record[key]
    return record


@pytest.mark.parametrize("name", SAMPLE_NAMES)
def test_evidence_leads_back_to_its_characters_and_page(name: str) -> None:
    assert astray(read(name), text_behind(SAMPLES / f"{name}.pdf")) == []


@pytest.mark.parametrize("name", LETTERS)
def test_every_box_lies_on_its_page(name: str) -> None:
    pages = {page.number: page for page in text_behind(SAMPLES / f"{name}.pdf").pages}
    for path, each in read(name).evidence.items():
        assert each.boxes, path
        page = pages[each.page]
        for x0, top, x1, bottom in each.boxes:
            assert 0 <= x0 < x1 <= page.width, path
            assert 0 <= top < bottom <= page.height, path


@pytest.mark.parametrize("name", LETTERS[:6])
def test_in_the_boxes_stand_the_words(name: str) -> None:
    short = (
        "resolutions.0.paper",
        "date",
        "file_reference",
        "salutation",
        "next_check.date",
        "signed_by.0.name",
    )
    with pdfplumber.open(SAMPLES / f"{name}.pdf") as pdf:
        for path in short:
            each = read(name).evidence.get(path)
            if each:
                ((x0, top, x1, bottom),) = each.boxes
                printed = pdf.pages[each.page - 1].crop((x0 - 1, top - 1, x1 + 1, bottom + 1)).extract_text()
                assert each.raw.split() == [word for word in printed.split() if word in each.raw], path


@pytest.mark.parametrize("name", LETTERS)
def test_evidence_says_how_sure_it_is_and_what_found_it(name: str) -> None:
    for each in read(name).evidence.values():
        assert 0 < each.confidence <= 1
        assert each.rule
