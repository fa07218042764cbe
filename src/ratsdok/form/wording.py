"""The set sentences of the standard form, each with the way back."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from typing import Literal

from ratsdok.form.days import spelled
from ratsdok.letter import Statement, Status

Report = Literal["interim", "final", "mixed"]

WITHOUT_PAPER = "einer Vorlage ohne Nummer"
WITHOUT_SUBJECT = "(ohne Betreff)"
TICKED, UNTICKED = "☒", "☐"
RESOLUTION = "Beschluss"

LETTERHEAD = "Hausmitteilung"
CONFIDENTIAL = "vertraulich"
FILE_REFERENCE = "GZ: "
DATE = "Datum: "
STATUS = "Sachstand: "
EARLIER = "Bisher"
UNREPORTED = f"{EARLIER}: kein Bericht."
PREVIOUS_CHECKS = "Frühere Beschlusskontrollen: "
PAPERS = "Weitere Vorlagen: "
NEXT_CHECK = "Nächste Beschlusskontrolle: "
DEPUTY = "in Vertretung für "
ACKNOWLEDGEMENT = "Kenntnisnahme:"
CLOSING = "Mit freundlichen Grüßen"
ATTACHMENTS = "Anlagen:"
BARE_ATTACHMENTS = ("Anlage", "Anlagen")
BULLET = "–"
BETWEEN = "; "
"""Between papers, and between earlier checks, on one line."""

OPENINGS: dict[Report | None, str] = {
    "interim": "folgender Zwischenstand kann zu oben genanntem Beschluss gegeben werden:",
    "final": "folgende abschließende Information kann zu oben genanntem Beschluss gegeben werden:",
    "mixed": "folgende abschließende Information und folgender Zwischenstand können zu oben genanntem "
    "Beschluss gegeben werden:",
    None: "folgende Information kann zu oben genanntem Beschluss gegeben werden:",
}
_REPORTS = {sentence: report for report, sentence in OPENINGS.items()}
_STATUSES = {status.german: status for status in Status}

_REFERENCE = re.compile(r"Beschlusskontrolle zu (?P<paper>.*?)(?: \(Sitzungsnummer: (?P<meeting>.*)\))?")
_RANGE = re.compile(r"(\d{1,3}) bis (\d{1,3})")
_LEAST_RANGE = 3  # points that *bis* stands for; of two, both are named
_LONGEST_RANGE = 200


def behind(label: str, text: str) -> str:
    """Return what stands behind a label, whose blank may be missing where nothing does."""
    return text.removeprefix(label if text.startswith(label) else label.rstrip())


def address_start(recipient: str) -> str:
    """Return the words before an address: *An alle* Fraktionen, *An* den Vorsitzenden."""
    return "An alle" if recipient[:1].isupper() else "An"


def reference_line(paper: str | None, meeting: str | None) -> str:
    """Return the line that names the resolution.

    >>> reference_line("V0815/30", "SR/009/2030")
    'Beschlusskontrolle zu V0815/30 (Sitzungsnummer: SR/009/2030)'
    """
    named = f"Beschlusskontrolle zu {WITHOUT_PAPER if paper is None else paper}"
    return named if meeting is None else f"{named} (Sitzungsnummer: {meeting})"


def read_reference_line(text: str) -> tuple[str | None, str | None] | None:
    """Return paper and meeting of a reference line; None where it is none."""
    match = _REFERENCE.fullmatch(text)
    if match is None:
        return None
    return None if match["paper"] == WITHOUT_PAPER else match["paper"], match["meeting"]


def read_opening(text: str) -> Report | None:
    """Return the kind of report that an opening sentence announces.

    Raises:
        KeyError: it is none of the form's own sentences.
    """
    return _REPORTS[text]


def read_status(text: str) -> Status | None:
    """Return the status that a German label names, or None."""
    return _STATUSES.get(text)


def report_heading(labels: Sequence[str]) -> str:
    """Return the heading over a report.

    >>> report_heading(("1", "2", "3", "7.a")), report_heading(("4",)), report_heading(())
    ('Zu den Beschlusspunkten 1 bis 3 und 7.a:', 'Zu Beschlusspunkt 4:', 'Zum Beschluss:')
    """
    if not labels:
        return "Zum Beschluss:"
    if len(labels) == 1:
        return f"Zu Beschlusspunkt {labels[0]}:"
    *first, last = _named(labels)
    listed = f"{', '.join(first)} und {last}" if first else last
    return f"Zu den Beschlusspunkten {listed}:"


def _named(labels: Sequence[str]) -> list[str]:
    """Return labels with runs of whole numbers shortened: `1 bis 3`."""
    named: list[str] = []
    at = 0
    while at < len(labels):
        end = at + 1
        while end < len(labels) and _follows(labels[end - 1], labels[end]):
            end += 1
        run = labels[at:end]
        named += [f"{run[0]} bis {run[-1]}"] if len(run) >= _LEAST_RANGE else run
        at = end
    return named


def _follows(label: str, following: str) -> bool:
    plain = re.fullmatch(r"[1-9]\d{0,2}|0", label)
    return plain is not None and following == str(int(label) + 1) and len(following) <= 3


def read_report_heading(text: str) -> tuple[str, ...] | None:
    """Return the labels that a heading over a report names; None where it is none."""
    if text == "Zum Beschluss:":
        return ()
    if text.startswith("Zu Beschlusspunkt ") and text.endswith(":"):
        return (text.removeprefix("Zu Beschlusspunkt ")[:-1],)
    if not (text.startswith("Zu den Beschlusspunkten ") and text.endswith(":")):
        return None
    labels: list[str] = []
    for part in re.split(r", | und ", text.removeprefix("Zu den Beschlusspunkten ")[:-1]):
        run = _RANGE.fullmatch(part)
        if run and 0 < int(run[2]) - int(run[1]) < _LONGEST_RANGE:
            labels += map(str, range(int(run[1]), int(run[2]) + 1))
        else:
            labels.append(part)
    return tuple(labels)


def earlier_report(statement: Statement, day: dt.date | None) -> str:
    """Return what was reported before, as a line above the new report.

    >>> earlier = Statement(text="Die Hecken sind bestellt.", status=Status.IN_PROGRESS)
    >>> earlier_report(earlier, dt.date(2017, 8, 1))
    'Bisher (Beschlusskontrolle vom 1. August 2017): in Umsetzung – „Die Hecken sind bestellt.“'
    """
    source = f" (Beschlusskontrolle vom {spelled(day)})" if day else ""
    words = f" – {quoted(statement.text)}" if statement.text.strip() else ""
    return f"{EARLIER}{source}: {statement.status.german}{words}"


def resolution_heading(paper: str | None) -> str:
    """Return the heading over the points of a further resolution, or of the first one again."""
    return f"{RESOLUTION}:" if paper is None else f"{RESOLUTION} zu {paper}:"


def read_resolution_heading(text: str) -> str | None:
    """Return the paper that the heading over a resolution names, or None."""
    named = text.removesuffix(":").removeprefix(f"{RESOLUTION} zu ")
    return None if named == text.removesuffix(":") else named


def quoted(text: str) -> str:
    """Return a text between German quotation marks; those inside it stay as they are."""
    return f"„{text}“"


def unquoted(text: str) -> str:
    """Return a text without the quotation marks around it."""
    return text.removeprefix("„").removesuffix("“")


def place(title: str) -> str:
    """Return what stands where a value is still to be filled in."""
    return f"[{title} eintragen]"


def is_place(text: str) -> bool:
    """Tell whether a value is still to be filled in."""
    return re.fullmatch(r"\[[^\[\]]+ eintragen\]", text) is not None


def title_of(place: str) -> str:
    """Return what a place that is still to be filled in is called."""
    return place.strip("[]").removesuffix(" eintragen")
