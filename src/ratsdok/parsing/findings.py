"""What a careful clerk would remark on a letter: stable codes, German messages.

docs/findings.md lists them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from ratsdok.letter import Evidence, Finding, Letter
from ratsdok.parsing.doubts import german
from ratsdok.parsing.references import year_of

DOUBTFUL = 0.6  # below this confidence a status is remarked on


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
        for field, name in (("paper", "Vorlagennummer"), ("meeting", "Sitzungsnummer")):
            path = f"resolutions.{index}.{field}"
            value, evidence = getattr(resolution, field), letter.evidence.get(path)
            if value is None:
                severity: Literal["info", "warning"] = "warning" if field == "paper" else "info"
                yield Doubt("number-missing", f"Die {name} fehlt oder ist nicht lesbar.", path, severity)
            elif evidence and evidence.rule.endswith("-repaired"):
                yield Doubt(
                    "number-repaired", f"{name} gelesen als {value}, gedruckt „{evidence.raw}“.", path, "info"
                )
            elif evidence and evidence.rule.endswith("-unknown-code"):
                yield Doubt("number-doubtful", f"{name} {value}: Kürzel im Stadtprofil unbekannt.", path)
        years = [year_of(number) for number in (resolution.paper, resolution.meeting) if number]
        if len(years) == 2 and all(years) and years[0] > years[1]:  # type: ignore[operator]
            message = f"Vorlage {resolution.paper} ist jünger als die Sitzung {resolution.meeting}."
            yield Doubt("number-doubtful", message, f"resolutions.{index}.paper")


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
