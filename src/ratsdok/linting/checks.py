"""What an office must not forget, and what a record alone shows to be contradictory."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ratsdok.form.days import printed_check, read_check, spelled
from ratsdok.letter import Finding, Letter, Status
from ratsdok.parsing.findings import Doubt

_OPEN = (Status.IN_PROGRESS, Status.PLANNED, Status.DEFERRED, Status.UNCHANGED)
_SETTLED = (Status.IMPLEMENTED, Status.NOT_IMPLEMENTED)
_REQUIRED = {
    "date": "Das Datum fehlt.",
    "file_reference": "Das Geschäftszeichen fehlt.",
    "department": "Der Absender fehlt.",
    "recipients": "Die Anschrift fehlt.",
    "salutation": "Die Anrede fehlt.",
    "resolutions": "Die Bezugszeile fehlt.",
    "signed_by": "Niemand unterschreibt.",
}


def remarks_on(letter: Letter) -> Iterator[Finding]:
    """Yield what is missing or contradictory in a letter."""
    if letter.kind == "other":
        yield Doubt("not-a-letter", "Das ist kein Brief zur Beschlusskontrolle.", severity="error").finding()
        return
    for check in (_missing, _texts, _labels, _statuses, _kind_of_report, _dates):
        yield from (doubt.finding() for doubt in check(letter))


def _missing(letter: Letter) -> Iterator[Doubt]:
    for path, message in _REQUIRED.items():
        if not getattr(letter, path):
            yield Doubt("value-missing", message, path)
    for index, resolution in enumerate(letter.resolutions):
        if not resolution.subject:
            yield Doubt("value-missing", "Der Betreff fehlt.", f"resolutions.{index}.subject")


def _texts(letter: Letter) -> Iterator[Doubt]:
    for field in ("points", "statements"):
        for index, each in enumerate(getattr(letter, field)):
            if not each.text.strip():
                what = "Beschlusspunkt" if field == "points" else "Bericht"
                yield Doubt("text-missing", f"{what} ohne Text.", f"{field}.{index}.text")


def _labels(letter: Letter) -> Iterator[Doubt]:
    counts = Counter(point.label for point in letter.points)
    for label, count in counts.items():
        if count > 1:
            named = f"Beschlusspunkt {label}" if label else "Ein Beschlusstext ohne Nummer"
            yield Doubt("label-twice", f"{named} steht {count}-mal im Brief.", "points", "error")


def _statuses(letter: Letter) -> Iterator[Doubt]:
    """Yield statements without a status, and points on which two statements say different things."""
    first: dict[str, Status] = {}
    for index, statement in enumerate(letter.statements):
        if statement.status is Status.UNKNOWN:
            message = "Der Sachstand ist nicht angegeben oder unklar."
            yield Doubt("status-missing", message, f"statements.{index}.status")
        for label in statement.points:
            other = first.setdefault(label, statement.status)
            if other is not statement.status:
                message = (
                    f"Zu Beschlusspunkt {label} stehen zwei Sachstände im Brief: "
                    f"„{other.german}“ und „{statement.status.german}“."
                )
                yield Doubt("status-contradictory", message, f"statements.{index}.status")


def _kind_of_report(letter: Letter) -> Iterator[Doubt]:
    is_open = [index for index, each in enumerate(letter.statements) if each.status in _OPEN]
    if letter.report == "final" and is_open:
        german = letter.statements[is_open[0]].status.german
        message = f"Abschließende Information, doch ein Sachstand lautet „{german}“."
        yield Doubt("final-with-open-points", message, f"statements.{is_open[0]}.status")
    settled = letter.statements and all(each.status in _SETTLED for each in letter.statements)
    if letter.report == "interim" and settled:
        yield Doubt("interim-with-all-settled", "Zwischenstand, doch alles ist erledigt.", "report", "info")


def _dates(letter: Letter) -> Iterator[Doubt]:
    check = letter.next_check
    if check:
        read = read_check(printed_check(check))
        if read is None or (read.date, read.precision) != (check.date, check.precision):
            message = f"{spelled(check.date)} ist nicht der letzte Tag der genannten Zeit."
            yield Doubt("date-imprecise", message, "next_check", "error")
    for index, earlier in enumerate(letter.previous_checks):
        if letter.date and earlier > letter.date.isoformat():
            message = f"Eine frühere Beschlusskontrolle ({earlier}) liegt nach dem Brief."
            yield Doubt("previous-check-later", message, f"previous_checks.{index}", "error")
