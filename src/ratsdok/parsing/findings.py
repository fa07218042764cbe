"""What a careful clerk would remark on a letter: stable codes, German messages.

docs/findings.md lists them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from ratsdok.letter import Evidence, Finding, Letter
from ratsdok.parsing.doubts import german
from ratsdok.parsing.references import Found

NUMBERS = {"paper": "Vorlagennummer", "meeting": "Sitzungsnummer"}
DOUBTFUL = 0.6  # below this confidence a status is remarked on
DERIVED = frozenset(
    {
        "number-missing", "report-kind-missing", "interim-without-next-check", "final-with-next-check",
        "no-statement", "no-resolution-quoted", "statement-for-unknown-point", "point-without-statement",
        "next-check-before-letter", "status-doubtful",
    }
)  # fmt: skip
"""Codes of what a finished record shows by itself; the others tell of its reading."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something that reading saw and the record cannot show."""

    code: str
    message: str
    path: str | None = None
    severity: Literal["info", "warning", "error"] = "warning"

    def finding(self) -> Finding:
        """Return it as a finding of the record."""
        return Finding(code=self.code, severity=self.severity, message=self.message, path=self.path)


def findings_of(letter: Letter, doubts: list[Doubt]) -> tuple[Finding, ...]:
    """Return all that is to be remarked on a letter: what reading saw, and what its record shows."""
    checks = (_numbers, _report, _points, _dates, _statuses)
    remarks = [remark for check in checks for remark in check(letter)]
    return tuple(doubt.finding() for doubt in [*doubts, *remarks])


def _numbers(letter: Letter) -> Iterator[Doubt]:
    for index, resolution in enumerate(letter.resolutions):
        for field, name in NUMBERS.items():
            if getattr(resolution, field) is None:
                severity: Literal["info", "warning"] = "warning" if field == "paper" else "info"
                message = f"Die {name} fehlt oder ist nicht lesbar."
                yield Doubt("number-missing", message, f"resolutions.{index}.{field}", severity)


def doubts_of_number(found: Found | None, field: str, path: str) -> Iterator[Doubt]:
    """Yield what is to be remarked on how a number was read."""
    if found is None:
        return
    number = found.reference
    if not number.known:
        message = f"{NUMBERS[field]} {number.value}: Kürzel im Stadtprofil unbekannt."
        yield Doubt("number-doubtful", message, path)
    elif number.repaired:
        message = f"{NUMBERS[field]} gelesen als {number.value}, gedruckt „{found.text}“."
        yield Doubt("number-repaired", message, path, "info")


def doubts_of_years(paper: Found | None, meeting: Found | None, path: str) -> Iterator[Doubt]:
    """Yield what is to be remarked where a resolution's numbers contradict each other."""
    years = [found.reference.year for found in (paper, meeting) if found]
    if paper and meeting and years[0] and years[1] and years[0] > years[1]:
        numbers = paper.reference.value, meeting.reference.value
        yield Doubt("number-doubtful", "Vorlage {} ist jünger als die Sitzung {}.".format(*numbers), path)


def _report(letter: Letter) -> Iterator[Doubt]:
    if letter.report is None:
        message = "Der Einleitungssatz nennt weder Zwischenstand noch Abschluss."
        yield Doubt("report-kind-missing", message, "report", "info")
    if letter.report in ("interim", "mixed") and letter.next_check is None:
        message = "Zwischenstand ohne Termin der nächsten Beschlusskontrolle."
        yield Doubt("interim-without-next-check", message, "next_check")
    if letter.report == "final" and letter.next_check is not None:
        message = "Abschließende Information, und doch ein Termin der nächsten Beschlusskontrolle."
        yield Doubt("final-with-next-check", message, "next_check", "info")
    if not letter.statements:
        yield Doubt("no-statement", "Kein Bericht gefunden.", "statements")
    if not letter.points:
        yield Doubt("no-resolution-quoted", "Der Beschluss ist nicht zitiert.", "points", "info")


def _points(letter: Letter) -> Iterator[Doubt]:
    labels = [point.label for point in letter.points if point.label]
    covered = {label for statement in letter.statements for label in statement.points}
    whole = any(not statement.points for statement in letter.statements)
    for index, statement in enumerate(letter.statements):
        unknown = [label for label in statement.points if labels and label not in labels]
        if unknown:
            message = f"Bericht zu Beschlusspunkt {', '.join(unknown)}, der nicht zitiert ist."
            yield Doubt("statement-for-unknown-point", message, f"statements.{index}")
    for index, point in enumerate(letter.points):
        if point.label and not whole and not _is_covered(point.label, labels, covered):
            message = f"Zu Beschlusspunkt {point.label} wird nichts berichtet."
            yield Doubt("point-without-statement", message, f"points.{index}")


def _is_covered(label: str, labels: list[str], covered: set[str]) -> bool:
    """Whether a point, its parent, or for a parent one of its sub-points is reported on."""
    parent = label.rpartition(".")[0]
    return label in covered or parent in covered or any(other.startswith(f"{label}.") for other in covered)


def _dates(letter: Letter) -> Iterator[Doubt]:
    check = letter.next_check
    if letter.date and check and check.date < letter.date:
        days = f"{german(check.date)} vor {german(letter.date)}"
        message = f"Die nächste Beschlusskontrolle liegt vor dem Brief: {days}."
        yield Doubt("next-check-before-letter", message, "next_check.date", "error")


def _statuses(letter: Letter) -> Iterator[Doubt]:
    for index, statement in enumerate(letter.statements):
        evidence: Evidence | None = letter.evidence.get(f"statements.{index}.status")
        if evidence and evidence.confidence < DOUBTFUL:
            message = f"Status „{statement.status.german}“ ist unsicher ({evidence.confidence:.0%})."
            yield Doubt("status-doubtful", message, f"statements.{index}.status", "info")
