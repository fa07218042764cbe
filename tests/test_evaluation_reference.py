"""All figures against those of the reference tool, on the same records."""

import datetime as dt
import importlib.util
import json
from pathlib import Path
from typing import Any

import pytest

from annotated_corpus import CORPUS, needs_corpus
from ratsdok.evaluation import evaluate
from ratsdok.letter import Letter
from ratsdok.pipeline import parse

REFERENCE = CORPUS.parents[1] / "tools" / "score.py"


@pytest.fixture(scope="module")
def read_letters() -> list[Letter]:
    """The records of the real corpus."""
    return [parse(path) for path in sorted((CORPUS / "raw").glob("*.txt"))]


def damaged(letters: list[Letter]) -> list[Letter]:
    """Return records with all kinds of mistakes, a few missing and one twice."""
    broken = []
    for index, letter in enumerate(letters):
        changes: list[dict[str, object]] = [
            {},
            {"points": letter.points[1:], "date": dt.date(2016, 5, 11)},
            {"statements": letter.statements[::-1], "report": "final"},
            {"resolutions": (), "next_check": None},
            {"signed_by": letter.acknowledged_by, "previous_checks": ("2016-01",)},
            {"points": tuple(p.model_copy(update={"text": p.text[:-9]}) for p in letter.points)},
            {"kind": "other"},
        ]
        broken.append(letter.model_copy(update=changes[index % len(changes)]))
    return [*broken[5:], broken[-1].model_copy(update={"kind": "other"})]


def reference_figures(records: list[Letter]) -> tuple[dict[str, Any], dict[tuple[str, str | None], int]]:
    """Return the reference tool's figures and statuses."""
    spec = importlib.util.spec_from_file_location("score", REFERENCE)
    assert spec
    assert spec.loader
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    by_id: dict[str, Any] = {}
    for record in records:
        by_id.setdefault(Path(record.document.name).stem, json.loads(record.to_json()))
    fields, summary, _, statuses = tool.score(by_id, CORPUS)
    return {"fields": fields, **summary}, dict(statuses)


@needs_corpus
@pytest.mark.skipif(not REFERENCE.is_file(), reason="the reference tool is not there")
@pytest.mark.parametrize("broken", [False, True])
def test_all_figures_are_those_of_the_reference_tool(read_letters: list[Letter], broken: bool) -> None:
    records = damaged(read_letters) if broken else read_letters
    evaluation = evaluate(CORPUS, records=records)
    assert (evaluation.as_dict(), evaluation.statuses) == reference_figures(records)
