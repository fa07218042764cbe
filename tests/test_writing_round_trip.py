"""A record, its letter, and the record read from that: the same in every value."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from samples.records import records, wild_records

from annotated_corpus import needs_corpus
from letters import SAMPLES as ORIGINALS
from letters import astray, sample_record
from ratsdok import parse
from ratsdok.evaluation.comparing import squeeze
from ratsdok.form import wording
from ratsdok.form.days import printed_check, spelled, spelled_previous
from ratsdok.letter import Letter, Person
from ratsdok.parsing.text import Text
from ratsdok.reading import read
from ratsdok.writing import LAYOUTS, Layout, docx_of
from standard_letters import (
    WRITTEN,
    from_pdf,
    needs_office,
    real_letters,
    sample_pdfs,
    values,
    written,
)

SAMPLES = pytest.mark.parametrize(("name", "layout"), WRITTEN)
ENOUGH = 0.995  # of a random letter's values, through LibreOffice


@cache
def original(name: str) -> Letter:
    """Return the record of a sample as it is read from the letter in the old form."""
    return parse(ORIGINALS / f"{name}.pdf")


@SAMPLES
def test_a_sample_comes_back_from_its_docx(name: str, layout: Layout) -> None:
    back = parse(written(name, layout), name="brief.docx")
    assert values(back) == values(sample_record(name))
    assert (back.document.name, back.document.text_source) == ("brief.docx", "docx")
    assert back.document.media_type.endswith("wordprocessingml.document")


@given(records(), st.sampled_from(LAYOUTS))
@settings(max_examples=500, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_record_comes_back_from_its_docx(record: Letter, layout: Layout) -> None:
    assert values(parse(docx_of(record, style=layout))) == values(record)


@given(wild_records(), st.sampled_from(LAYOUTS))
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_so_does_one_of_any_characters(record: Letter, layout: Layout) -> None:
    assert values(parse(docx_of(record, style=layout))) == values(record)


@given(records())
@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_written_again_nothing_changes(record: Letter) -> None:
    once = parse(docx_of(record))
    assert values(parse(docx_of(once))) == values(once)


@needs_corpus
@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_real_letter_comes_back_from_its_docx(layout: Layout, corpus: Path) -> None:
    found = real_letters(corpus)
    assert len(found) > 80
    for record in found:
        back = parse(docx_of(record, style=layout))
        assert values(back) == values(record), record.document.name


def printed_values(record: Letter) -> dict[str, str]:
    """Return what a letter prints of every value, by the value's path."""
    found: dict[str, Any] = {
        "file_reference": record.file_reference,
        "department": record.department,
        "salutation": record.salutation,
        "lead_in": record.lead_in,
        "date": record.date and spelled(record.date),
        "confidential": record.confidential is not None and wording.CONFIDENTIAL,
        "report": record.report and wording.OPENINGS[record.report],
        "next_check.date": record.next_check and printed_check(record.next_check),
    }
    for index, each in enumerate(record.resolutions):
        found |= {f"resolutions.{index}.{name}": value for name, value in each}
    for index, point in enumerate(record.points):
        found[f"points.{index}"] = point.text
    for index, statement in enumerate(record.statements):
        found[f"statements.{index}"] = statement.text
        found[f"statements.{index}.status"] = statement.status.german
    for index, value in enumerate(record.previous_checks):
        found[f"previous_checks.{index}"] = spelled_previous(value)
    for name in ("recipients", "papers_mentioned", "attachments"):
        found |= {f"{name}.{index}": value for index, value in enumerate(getattr(record, name))}
    for name in ("signed_by", "acknowledged_by"):
        people: tuple[Person, ...] = getattr(record, name)
        found |= {f"{name}.{index}.name": each.name for index, each in enumerate(people)}
        found |= {f"{name}.{index}.role": each.role for index, each in enumerate(people)}
    return {path: str(value) for path, value in found.items() if value}


def unfounded(back: Letter, content: bytes) -> list[str]:
    """Return the paths of values without evidence, or with one that does not hold their words."""
    printed = printed_values(back)
    without = [path for path in printed if path not in back.evidence]
    without += [
        path for path, each in back.evidence.items() if squeeze(printed[path]) not in squeeze(each.raw)
    ]
    return without + astray(back, Text(read(content).pages))


@SAMPLES
def test_every_value_of_a_docx_has_its_evidence(name: str, layout: Layout) -> None:
    back = parse(written(name, layout))
    assert unfounded(back, written(name, layout)) == []
    assert {(each.rule, each.confidence) for each in back.evidence.values()} == {("standard-form", 0.99)}
    assert not back.evidence["report"].boxes


@needs_office
@SAMPLES
def test_every_value_of_a_pdf_has_its_evidence_and_its_place(name: str, layout: Layout) -> None:
    back = from_pdf(name, layout)
    assert unfounded(back, sample_pdfs()[name, layout]) == []
    assert [path for path, each in back.evidence.items() if not each.boxes] == []
    assert all(0 < box[0] < box[2] < 596 and 0 < box[1] < box[3] < 842 for box in boxes_of(back))


def boxes_of(back: Letter) -> Iterator[tuple[float, float, float, float]]:
    for each in back.evidence.values():
        yield from each.boxes


@given(records())
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_every_value_of_any_record_has_its_evidence(record: Letter) -> None:
    package = docx_of(record)
    assert unfounded(parse(package), package) == []


@SAMPLES
def test_nothing_is_remarked_on_a_letter_but_what_its_record_lacks(name: str, layout: Layout) -> None:
    codes = {each.code for each in parse(written(name, layout)).findings}
    assert codes <= {each.code for each in original(name).findings}
    assert not any(re.search("unassigned|unfilled|unreadable", code) for code in codes)
