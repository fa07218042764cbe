"""Judgement of single values of a record."""

import datetime as dt
from pathlib import Path

import pytest

from annotated_corpus import EVIDENCE, GOLD, PERFECT, changed, write_corpus
from ratsdok.evaluation import judge, read_corpus
from ratsdok.letter import Point, Statement, Status


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """An invented corpus of one letter and another document."""
    return write_corpus(tmp_path, GOLD, {"id": "2", "kind": "other"})


# Paths of the record, its changes, and whether the value is right; None: the annotation does not speak of it.
JUDGED: list[tuple[str, dict[str, object], bool | None]] = [
    ("resolutions.0.paper", {}, True),
    ("report", {"report": "final"}, False),
    ("points.1", {}, True),
    ("points.0", {"points": (Point(label="2", text="Der Weg am Mühlgraben"),)}, False),
    ("next_check.date", {}, True),
    ("signed_by.0.name", {}, True),
    ("signed_by.0.role", {}, None),
    ("salutation", {"salutation": "Sehr geehrte Damen und Herren,"}, None),
    ("statements.1.status", {}, True),
    # told of words that are no annotated statement
    ("statements.0.status", {"statements": (Statement(text="Hinweis", status=Status.UNKNOWN),)}, False),
    # the file's name confirms a date that the annotators left open
    ("date", {"date": dt.date(2031, 2, 14)}, True),
]


@pytest.mark.parametrize(("path", "values", "right"), JUDGED)
def test_values_are_judged_by_their_path(
    corpus: Path, path: str, values: dict[str, object], right: bool | None
) -> None:
    annotated = read_corpus(corpus)[0]
    assert judge(changed(evidence={path: EVIDENCE}, **values), annotated).get(path) is right


def test_only_values_with_evidence_are_judged(corpus: Path) -> None:
    assert judge(PERFECT, read_corpus(corpus)[0]) == {}


def test_statements_alike_in_words_are_judged_by_their_points(tmp_path: Path) -> None:
    words = {"from": "Die Leuchten", "to": "bestellt."}
    golds = [
        {**words, "points": ["1"], "status": "planned"},
        {**words, "points": ["2"], "status": "in_progress"},
    ]
    annotated = read_corpus(write_corpus(tmp_path, {**GOLD, "statements": golds}))[0]
    told = tuple(
        Statement(points=(label,), text="Die Leuchten sind bestellt.", status=status)
        for label, status in (("1", Status.PLANNED), ("2", Status.IN_PROGRESS))
    )
    evidence = {f"statements.{index}.status": EVIDENCE for index in range(2)}
    assert all(judge(changed(statements=told, evidence=evidence), annotated).values())
