"""The summary of a letter, and how its points stand."""

import datetime as dt
import re
from typing import Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ratsdok.cli.standing import counts, standings
from ratsdok.cli.summary import overview, summary
from ratsdok.letter import (
    CheckDate,
    DocumentInfo,
    Evidence,
    Finding,
    Letter,
    Person,
    Point,
    Resolution,
    Statement,
    Status,
)

DOCUMENT = DocumentInfo(
    name="kranichweg.pdf",
    sha256="0" * 64,
    media_type="application/pdf",
    pages=2,
    text_source="text-layer",
    profile="dresden",
)
ANSI = re.compile(r"\x1b\[[0-9;]*m")


def letter(**values: Any) -> Letter:
    return Letter(kind="beschlusskontrolle", document=DOCUMENT, **values)


def points(*labels: str | None) -> tuple[Point, ...]:
    return tuple(Point(label=label, text=f"Punkt {label}") for label in labels)


def statement(status: Status, *labels: str, text: str = "Es wurde gebaut.") -> Statement:
    return Statement(points=labels, text=text, status=status)


WHOLE = letter(
    resolutions=(
        Resolution(paper="A0219/31", meeting="SR/031/2032", subject="Bänke am Kranichweg aufstellen"),
    ),
    date=dt.date(2032, 9, 13),
    file_reference="(GB 4) 43",
    department="Geschäftsbereich Wege",
    report="interim",
    points=points("1", "2", "3"),
    statements=(
        statement(Status.IMPLEMENTED, "1", text="Die Bänke stehen."),
        statement(Status.IN_PROGRESS, "2", text="Die Körbe sind bestellt."),
    ),
    next_check=CheckDate(date=dt.date(2033, 6, 30), precision="month", raw="Juni 2033"),
    signed_by=(
        Person(name="Ada Lichtenau", role="Beigeordnete für Wege"),
        Person(name="Emil Sandner", on_behalf_of="Ada Lichtenau"),
    ),
    acknowledged_by=(Person(name="Dr. Paula Auer", role="Oberbürgermeisterin"),),
    attachments=("Lageplan",),
    findings=(
        Finding(code="point-without-statement", severity="warning", message="Zu Punkt 3 steht kein Bericht."),
    ),
    evidence={
        "date": Evidence(raw="1 3. SEP", page=1, span=(0, 8), confidence=0.52, rule="stamp"),
        "department": Evidence(raw="", page=1, span=(0, 8), confidence=0.93, rule="letterhead"),
    },
)


def test_the_whole_summary() -> None:
    assert summary(WHOLE, width=72).splitlines() == [
        "kranichweg.pdf " + "─" * 57,
        "A0219/31 · SR/031/2032",
        "Bänke am Kranichweg aufstellen",
        "Zwischenbericht vom 13.09.2032 (52 % sicher) · Geschäftsbereich Wege ·",
        "GZ (GB 4) 43",
        "",
        "1  ● umgesetzt     Punkt 1",
        "                   » Die Bänke stehen.",
        "2  ● in Umsetzung  Punkt 2",
        "                   » Die Körbe sind bestellt.",
        "3  ○ ohne Bericht  Punkt 3",
        "",
        "Nächste Kontrolle    06/2033",
        "Unterzeichnet        Ada Lichtenau, Beigeordnete für Wege",
        "                     Emil Sandner (in Vertretung von Ada Lichtenau)",
        "Kenntnisnahme        Dr. Paula Auer, Oberbürgermeisterin",
        "Anlagen              Lageplan",
        "",
        "! Zu Punkt 3 steht kein Bericht. [point-without-statement]",
    ]


def test_without_evidence_nothing_is_marked() -> None:
    assert "sicher" not in summary(WHOLE, evidence=False)


def test_statuses_have_colours() -> None:
    text = summary(WHOLE, colour=True)
    assert "\x1b[32m● umgesetzt" in text
    assert "\x1b[36m● in Umsetzung" in text
    assert "\x1b[" not in summary(WHOLE)


@pytest.mark.parametrize("width", [40, 60, 80, 110])
@pytest.mark.parametrize("colour", [False, True])
def test_lines_fit_and_end_without_blanks(width: int, colour: bool) -> None:
    for line in ANSI.sub("", summary(WHOLE, width=width, colour=colour)).splitlines():
        assert len(line) <= width
        assert colour or line == line.rstrip()


def test_long_texts_are_cut() -> None:
    one = letter(points=(Point(label="1", text="Die Verwaltung prüft dies. " * 40),))
    assert len(summary(one).splitlines()) < 8
    assert " …" in summary(one)


def test_a_document_that_is_no_letter() -> None:
    other = Letter(kind="other", document=DOCUMENT)
    assert summary(other).splitlines()[1:] == ["keine Beschlusskontrolle"]
    assert "keine Beschlusskontrolle" in overview([other])


def test_an_empty_letter() -> None:
    assert summary(letter()).splitlines()[1:] == ["Bericht ohne lesbares Datum"]


@pytest.mark.parametrize(
    ("precision", "shown"),
    [
        ("day", "31.12.2033"),
        ("month", "12/2033"),
        ("quarter", "4. Quartal 2033"),
        ("half-year", "2. Halbjahr 2033"),
        ("year", "2033"),
    ],
)
def test_next_check_is_as_precise_as_the_letter(
    precision: Literal["day", "month", "quarter", "half-year", "year"], shown: str
) -> None:
    check = CheckDate(date=dt.date(2033, 12, 31), precision=precision, raw="")
    assert f"Nächste Kontrolle    {shown}\n" in summary(letter(next_check=check))


@pytest.mark.parametrize(
    ("labels", "reports", "expected"),
    [
        # a point's own report
        (("1", "2"), [("2",)], ["○", "0"]),
        # a report on the whole resolution covers every point without its own
        (("1", "2"), [(), ("2",)], ["0", "1"]),
        # a report on a point covers its sub-points, but not its namesakes
        (("1", "1.a", "10"), [("1",)], ["0", "0", "○"]),
        # the last report on a point counts
        (("1",), [("1",), ("1",)], ["1"]),
        # a point is not open when its sub-points were answered
        (("1", "1.a"), [("1.a",)], ["-", "0"]),
        # a resolution without numbers
        ((None,), [()], ["0"]),
        # points of a second resolution in the letter
        (("1", "A0116/31 1.a"), [("A0116/31 1",)], ["○", "0"]),
    ],
)
def test_which_report_tells_of_a_point(
    labels: tuple[str | None, ...], reports: list[tuple[str, ...]], expected: list[str]
) -> None:
    one = letter(
        points=points(*labels),
        statements=tuple(statement(Status.IMPLEMENTED, *covered) for covered in reports),
    )
    rows = [row for row in standings(one) if not row.is_report]
    signs = ["○" if row.is_open else "-" if row.statement is None else str(row.statement) for row in rows]
    assert signs == expected


@pytest.mark.parametrize(
    ("labels", "covered", "label"),
    [((), (), "gesamt"), (("1",), ("7", "8"), "7, 8")],  # no points quoted; points that are not quoted
)
def test_a_report_without_its_points_has_its_own_row(
    labels: tuple[str, ...], covered: tuple[str, ...], label: str
) -> None:
    one = letter(points=points(*labels), statements=(statement(Status.PLANNED, *covered),))
    assert [(row.label, row.status) for row in standings(one) if row.is_report] == [(label, Status.PLANNED)]
    assert re.search(rf"^{label} +● geplant", summary(one), re.MULTILINE)


def test_counts_follow_the_order_of_statuses() -> None:
    assert counts(WHOLE) == [(Status.IMPLEMENTED, 1), (Status.IN_PROGRESS, 1), (None, 1)]
    assert counts(letter(statements=(statement(Status.PLANNED),))) == [(Status.PLANNED, 1)]


def test_overview_has_a_row_for_each_letter() -> None:
    row = overview([WHOLE, WHOLE], width=110).splitlines()[-1]
    assert re.split(r"  +", row.strip()) == [
        "kranichweg.pdf",
        "A0219/31",
        "13.09.2032",
        "1 umgesetzt, 1 in Umsetzung, 1 ohne Bericht",
        "06/2033",
        "1",
    ]


@given(st.text(), st.text(), st.integers(30, 120))
def test_no_text_can_command_the_terminal(label: str, text: str, width: int) -> None:
    one = letter(points=(Point(label=label, text=text),), department=text, file_reference=text)
    drawn = summary(one, width=width)
    assert all(char.isprintable() or char == "\n" for char in drawn)
