"""What a careful clerk remarks on a record."""

import datetime as dt
from typing import Any

import pytest

from letters import LETTER
from ratsdok.letter import (
    CheckDate,
    DocumentInfo,
    Evidence,
    Letter,
    Point,
    Resolution,
    Statement,
    Status,
)
from ratsdok.parsing.findings import Doubt, findings_of
from ratsdok.pipeline import parse

SOUND = Letter(
    kind="beschlusskontrolle",
    document=DocumentInfo(
        name="hecken.txt",
        sha256="0" * 64,
        media_type="text/plain",
        pages=1,
        text_source="text",
        profile="dresden",
    ),
    resolutions=(Resolution(paper="A0412/16", meeting="SR/031/2016"),),
    date=dt.date(2017, 5, 12),
    report="interim",
    points=(Point(label="1", text="Hecken sind zu pflanzen."), Point(label="2", text="Zäune auch.")),
    statements=(
        Statement(points=("1",), text="Sie wachsen.", status=Status.IMPLEMENTED),
        Statement(points=("2",), text="Sie folgen.", status=Status.PLANNED),
    ),
    next_check=CheckDate(date=dt.date(2018, 6, 30), precision="day", raw="30. Juni 2018"),
)


def remarks(**changes: Any) -> list[tuple[str, str, str | None]]:
    found = findings_of(SOUND.model_copy(update=changes), [])
    return [(each.code, each.severity, each.path) for each in found]


def evidence(rule: str, confidence: float = 0.9) -> Evidence:
    return Evidence(raw="AO412/16", page=1, span=(0, 8), confidence=confidence, rule=rule)


def resolution(paper: str | None, meeting: str | None) -> dict[str, Any]:
    return {"resolutions": (Resolution(paper=paper, meeting=meeting),)}


def statement(*points: str) -> Statement:
    return Statement(points=points, text="Sie wachsen.", status=Status.IMPLEMENTED)


def points(*labels: str | None) -> tuple[Point, ...]:
    return tuple(Point(label=label, text="Hecken sind zu pflanzen.") for label in labels)


def test_on_a_sound_letter_nothing_is_remarked() -> None:
    assert remarks() == []


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        (resolution(None, "SR/031/2016"), ("number-missing", "warning", "resolutions.0.paper")),
        # letters without a meeting exist
        (resolution("A0412/16", None), ("number-missing", "info", "resolutions.0.meeting")),
        ({"report": None}, ("report-kind-missing", "info", "report")),
        ({"next_check": None}, ("interim-without-next-check", "warning", "next_check")),
        ({"report": "mixed", "next_check": None}, ("interim-without-next-check", "warning", "next_check")),
        ({"report": "final"}, ("final-with-next-check", "info", "next_check")),
        ({"points": ()}, ("no-resolution-quoted", "info", "points")),
        ({"statements": (statement("1"),)}, ("point-without-statement", "warning", "points.1")),
        (
            {"statements": (statement("1", "2", "3"),)},
            ("statement-for-unknown-point", "warning", "statements.0"),
        ),
        ({"date": dt.date(2018, 7, 1)}, ("next-check-before-letter", "error", "next_check.date")),
        (
            {"evidence": {"statements.1.status": evidence("model", 0.59)}},
            ("status-doubtful", "info", "statements.1.status"),
        ),
    ],
)
def test_one_fault_is_one_remark(changes: dict[str, Any], expected: tuple[str, str, str]) -> None:
    assert remarks(**changes) == [expected]


@pytest.mark.parametrize(
    "changes",
    [
        {"report": "final", "next_check": None},
        # the report on the whole covers every point
        {"statements": (statement(),)},
        # a sub-point is covered by its parent, and a parent by its sub-points
        {"points": points("1", "1.a"), "statements": (statement("1"),)},
        {"points": points("1", "1.a"), "statements": (statement("1.a"),)},
        # an unnumbered resolution, and labels where nothing is quoted by label
        {"points": points(None), "statements": (statement(),)},
        {"points": points(None), "statements": (statement("1"),)},
        # the same year, the same day
        resolution("A0412/16", "SR/002/2016"),
        {"date": dt.date(2018, 6, 30)},
        # nothing to compare
        {"date": None},
        {"evidence": {"statements.1.status": evidence("model", 0.6)}},
    ],
)
def test_what_is_no_fault(changes: dict[str, Any]) -> None:
    assert remarks(**changes) == []


def test_without_a_report_every_point_is_open() -> None:
    assert [code for code, _, _ in remarks(statements=())] == [
        "no-statement",
        "point-without-statement",
        "point-without-statement",
    ]


def test_a_doubt_of_reading_comes_first_as_it_is() -> None:
    doubt = Doubt("truncated", "Der Brief bricht ab.", severity="error")
    (first, second) = findings_of(SOUND.model_copy(update={"report": None}), [doubt])
    assert (first.code, first.message, first.severity, first.path) == (
        "truncated",
        "Der Brief bricht ab.",
        "error",
        None,
    )
    assert second.code == "report-kind-missing"


def test_messages_are_german_and_name_what_they_are_about() -> None:
    (found,) = findings_of(SOUND.model_copy(update={"date": dt.date(2018, 7, 1)}), [])
    assert found.message == "Die nächste Beschlusskontrolle liegt vor dem Brief: 30.06.2018 vor 01.07.2018."


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("A0412/16 (Sitzungsnummer: SR/031/2016)", []),
        # a look-alike read as a digit
        ("AO412/16 (Sitzungsnummer: SR/031/2016)", [("number-repaired", "resolutions.0.paper")]),
        # a committee that the city does not know
        ("A0412/16 (Sitzungsnummer: XQ/031/2016)", [("number-doubtful", "resolutions.0.meeting")]),
        # a paper younger than its meeting
        ("A0412/17 (Sitzungsnummer: SR/031/2016)", [("number-doubtful", "resolutions.0.paper")]),
    ],
)
def test_how_a_number_was_read_is_remarked(line: str, expected: list[tuple[str, str]]) -> None:
    string = LETTER.replace("A0412/16 (Sitzungsnummer: SR/031/2016)", line)
    numbers = [each for each in parse(string.encode()).findings if each.code.startswith("number-")]
    assert [(each.code, each.path) for each in numbers] == expected
