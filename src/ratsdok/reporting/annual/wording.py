"""What the annual report says, in German, whatever its format."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from ratsdok.exporting.cells import german_day
from ratsdok.reporting.annual.entries import Entry, PointNow, Told
from ratsdok.reporting.annual.lists import Annual, Department
from ratsdok.reporting.brief import Brief

TITLE = "Überfällige Beschlusskontrollen"
NONE_OVERDUE = "Zum Stichtag ist keine Beschlusskontrolle überfällig."
NONE_UNDATED = "Zum Stichtag ist kein Beschluss ohne zugesagten Termin offen."
NONE_OPEN = "Zum Stichtag ist kein Beschluss offen."
NONE_LISTED = "Zum Stichtag steht kein Beschluss in den Listen."
NONE_DOUBTFUL = "Keine Angabe dieser Liste ist unsicher gelesen."
UNDATED = "Diese Beschlüsse sind offen, aber das letzte Schreiben sagt keine weitere Beschlusskontrolle zu."
DOUBTS = (
    "In diesen Schreiben ist nachzusehen. Genannt sind auch Beschlüsse, die in keiner der Listen stehen, bei "
    "denen aber unsicher ist, ob sie hineingehören."
)
UNREADABLE = "nicht lesbar"
NO_DEPARTMENT = "Geschäftsbereich nicht lesbar"
TOTAL = "Insgesamt"
CONFIDENTIAL = "vertraulich"
UNCERTAIN = "Unsicheres"

_MARK = "\xa0(?)"
_MOST_POINTS = 8
"""Open points of a resolution that are listed one by one; more are named by their status."""
_LONGEST_POINT = 90  # characters


class Term(NamedTuple):
    """A line of what the report says of itself."""

    term: str
    meaning: str


class Standing(NamedTuple):
    """A line of how the points of a resolution stand: an open point, or all points of one status."""

    label: str
    text: str

    def __str__(self) -> str:
        """The line as one text."""
        return f"{self.label}: {self.text}" if self.label else self.text


SHEETS = (
    Term(
        "Zugesagte Kontrolle",
        "Der Tag; ist der Termin ungenauer zugesagt, der letzte Tag (siehe Genauigkeit).",
    ),
    Term(
        "Letzter Sachstand",
        "Was zuletzt zu einem Punkt berichtet wurde, auch wenn spätere Schreiben schweigen.",
    ),
    Term("Punkte", "Alle Punkte der überfälligen Beschlüsse und derer ohne Termin, mit vollem Wortlaut."),
    Term("Monate ohne Neues", "Volle Monate, in denen kein Schreiben zu dem Punkt Neues sagte."),
    Term("Datei", "Das letzte Schreiben; im Blatt Punkte das Schreiben, das den Sachstand berichtet."),
)
"""What a workbook's columns are."""


def marked(text: str, *, doubtful: bool) -> str:
    """Return a text with the mark of what is to be looked up in the letter."""
    return text + _MARK if doubtful else text


def words(told: Told[str]) -> str:
    """Return a text as it was read."""
    return UNREADABLE if told.value is None else marked(told.value, doubtful=told.is_doubtful)


def day(told: Told[dt.date]) -> str:
    """Return a day as it was read."""
    return UNREADABLE if told.value is None else marked(german_day(told.value), doubtful=told.is_doubtful)


def paper(entry: Entry) -> str:
    """Return a resolution's number; a confidential one says so below it."""
    return words(entry.paper) + (f"\n{CONFIDENTIAL}" if entry.is_confidential else "")


def subject(entry: Entry, longest: int) -> str:
    """Return what a resolution is about, in no more than so many characters."""
    told = entry.subject
    return words(told if told.value is None else replace(told, value=shortened(told.value, longest)))


def promised(entry: Entry) -> str:
    """Return the next check, no more precise than the letter is."""
    check = entry.check.value
    return marked(check.german, doubtful=entry.check.is_doubtful) if check else UNREADABLE


def days(entry: Entry) -> str:
    """Return how long a resolution is overdue: 1.281."""
    return marked(count(entry.days.value or 0), doubtful=entry.days.is_doubtful)


def count(number: int) -> str:
    """Return a number as German texts have it."""
    return f"{number:,}".replace(",", ".")


def uncertain(number: int, doubtful: int) -> str:
    """Return a number, and of how many it is uncertain: 12 (3 unsicher)."""
    return f"{count(number)} ({count(doubtful)}\xa0unsicher)" if doubtful else count(number)


def name(department: Department) -> str:
    """Return a department's name."""
    return department.name or NO_DEPARTMENT


def status(point: PointNow) -> str:
    """Return how a point stands."""
    text = point.status.german if point.status else "kein Bericht"
    return marked(text, doubtful=point.is_doubtful)


def standing(points: Sequence[PointNow]) -> list[Standing]:
    """Return how points stand: the open ones one by one, then the settled ones by their status."""
    open_ones = [point for point in points if not point.is_settled]
    settled = [point for point in points if point.is_settled]
    if len(open_ones) > _MOST_POINTS:
        return [*_together(open_ones), *_together(settled)]
    return [*map(_alone, open_ones), *_together(settled)]


def _alone(point: PointNow) -> Standing:
    text = shortened(point.text, _LONGEST_POINT)
    return Standing(point.label or "", f"{status(point)} – {text}" if text else status(point))


def _together(points: Sequence[PointNow]) -> Iterator[Standing]:
    for each in dict.fromkeys(point.status for point in points):
        some = [point for point in points if point.status == each]
        text = each.german if each else "kein Bericht"
        if any(point.label for point in some):
            labels = (marked(point.label or "ohne Nummer", doubtful=point.is_doubtful) for point in some)
            yield Standing(text, ", ".join(labels))
        else:
            yield Standing("", marked(text, doubtful=any(point.is_doubtful for point in some)))


def shortened(text: str, longest: int) -> str:
    """Return a text on one line, cut between words where it is too long.

    Args:
        text: any.
        longest: characters, the ellipsis included.
    """
    text = " ".join(text.split())
    if len(text) <= longest:
        return text
    start, blank, _ = text[: longest - 1].rpartition(" ")
    kept = start if blank and len(start) > longest // 2 else text[: longest - 2]
    return kept.rstrip(" ,;:–") + "\xa0…"


def heading(brief: Brief) -> str:
    """Return the line below the title."""
    return f"Stichtag {german_day(brief.as_of)}"


def summary(report: Annual) -> str:
    """Return the report in some sentences."""
    if not report.open:
        return NONE_OPEN
    undated = len(report.undated)
    told = _overdue(report) if report.overdue else f"{NONE_OVERDUE} Offen: {_resolutions(report.open)}."
    if undated:
        who = "Einer ist" if undated == 1 else f"{count(undated)} sind"
        told += f" {who} offen, ohne dass ein Termin zugesagt ist."
    return told


def _overdue(report: Annual) -> str:
    number, longest = len(report.overdue), report.longest
    verb = "ist einer" if number == 1 else f"sind {count(number)}"
    told = f"Von {count(report.open)} offenen Beschlüssen {verb} überfällig"
    if report.open == 1:
        told = "Ein Beschluss ist offen; er ist überfällig"
    told += ": Die zugesagte Beschlusskontrolle liegt nicht vor."
    if longest and number > 1:
        told += f" Am längsten überfällig ist {words(longest.paper)} mit {_told_days(longest)}."
    return told


def _told_days(entry: Entry) -> str:
    return f"{days(entry)} {'Tag' if entry.days.value == 1 else 'Tagen'}"


def _resolutions(number: int) -> str:
    return "ein Beschluss" if number == 1 else f"{count(number)} Beschlüsse"


def terms(report: Annual, brief: Brief) -> Iterator[Term]:
    """Yield what the report rests on and how it is to be read.

    It does not tell how many confidential letters were left out: that there are some is confidential.
    """
    yield Term("Stichtag", f"{german_day(brief.as_of)}; spätere Schreiben sind nicht berücksichtigt.")
    newest = f", das neueste vom {german_day(report.newest)}" if report.newest else ""
    yield Term(
        "Grundlage",
        f"{count(report.letters)} Schreiben zu {_resolved(report.resolutions)}{newest}; automatisch gelesen. "
        "Maßgeblich ist das Schreiben selbst.",
    )
    if filters := "; ".join(_filters(brief)):
        yield Term("Auswahl", filters)
    yield Term(
        "Überfällig",
        "Das letzte vorliegende Schreiben sagt eine Beschlusskontrolle zu, deren Tag vor dem Stichtag liegt. "
        "Ist nur ein Monat, Quartal, Halbjahr oder Jahr zugesagt, zählt dessen letzter Tag.",
    )
    yield Term(
        UNCERTAIN,
        "(?) steht hinter Angaben, die unsicher gelesen sind: bitte im Schreiben nachsehen. Hinter der Zahl "
        "der Tage heißt es, dass unsicher ist, ob der Beschluss überfällig ist.",
    )
    yield Term("Nicht enthalten", f"{'; '.join(_left_out(brief))}.")
    yield from _confidential(brief)


def _resolved(number: int) -> str:
    return "einem Beschluss" if number == 1 else f"{count(number)} Beschlüssen"


def _filters(brief: Brief) -> Iterator[str]:
    selection = brief.selection
    if selection.papers:
        yield f"Vorlage {', '.join(selection.papers)}"
    if selection.committees:
        yield f"Gremium {', '.join(selection.committees)}"
    if selection.profile:
        yield f"Stadt {selection.profile}"


def _left_out(brief: Brief) -> Iterator[str]:
    if not brief.selection.confidential:
        yield "als vertraulich angekreuzte Schreiben"
    yield "Schreiben, auf denen die Nummer der Vorlage nicht lesbar ist"
    if others := brief.left_out.others:
        yield "ein anderes Schriftstück" if others == 1 else f"{count(others)} andere Schriftstücke"


def _confidential(brief: Brief) -> Iterator[Term]:
    if brief.selection.confidential:
        meaning = "Beschlüsse mit vertraulichen Schreiben sind enthalten und so gekennzeichnet."
        yield Term("Vertraulich", f"{meaning} Die Liste ist nicht zur Veröffentlichung bestimmt.")
    if undecided := brief.left_out.undecided:
        letters = "einem Schreiben" if undecided == 1 else f"{count(undecided)} Schreiben"
        yield Term(
            "Zu prüfen",
            f"Bei {letters} ist nicht erkennbar, ob „vertraulich“ angekreuzt ist. Sie sind mitgezählt.",
        )
