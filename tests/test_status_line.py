"""The line that says the status."""

import pytest

from ratsdok.letter import Status
from ratsdok.parsing.statements import Reading
from ratsdok.parsing.status_line import take_status
from ratsdok.parsing.text import Row


def reading(*lines: str) -> Reading:
    return Reading(("1",), [Row(line, 100 * at, 1) for at, line in enumerate(lines)], "heading")


@pytest.mark.parametrize(
    ("line", "status"),
    [
        ("Sachstand: umgesetzt", Status.IMPLEMENTED),
        ("Sachstand: in Umsetzung", Status.IN_PROGRESS),
        ("Sachstand: nicht umgesetzt", Status.NOT_IMPLEMENTED),
        ("Sachstand: kein neuer Sachstand", Status.UNCHANGED),
        # as scans leave it
        ("Sachstand; in Urnsetzung", Status.IN_PROGRESS),
        ("5achstand: zurückgesteIlt", Status.DEFERRED),
    ],
)
def test_it_is_taken_off_the_report(line: str, status: Status) -> None:
    report = reading(line, "Es geht voran.")
    found = take_status(report)
    assert found is not None
    assert (found.status, found.row.text) == (status, line)
    assert [row.text for row in report.rows] == ["Es geht voran."]


@pytest.mark.parametrize(
    "lines",
    [
        ["Sachstand: umgesetzt"],  # the report itself
        ["Sachstand: Die Arbeiten sind umgesetzt.", "Es folgt mehr."],  # a sentence
        ["Stand: umgesetzt", "Es geht voran."],
        ["Es geht voran.", "Sachstand: umgesetzt"],
    ],
)
def test_other_lines_stay(lines: list[str]) -> None:
    report = reading(*lines)
    assert take_status(report) is None
    assert [row.text for row in report.rows] == lines
