"""What a workbook tells its readers of itself, in German."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ratsdok.archive.selection import Selection
from ratsdok.exporting.material import Material
from ratsdok.exporting.privacy import REMOVED
from ratsdok.letter import Status


class Term(NamedTuple):
    """A line: what is explained, how, and whether it looks like a doubtful value."""

    term: str
    meaning: str
    is_doubtful: bool = False


_STATUSES = {
    Status.IMPLEMENTED: "Der Punkt ist erledigt.",
    Status.IN_PROGRESS: "Der Punkt wird bearbeitet oder ist zum Teil erledigt.",
    Status.PLANNED: "Noch nicht begonnen, aber angekündigt.",
    Status.DEFERRED: "Ausgesetzt, verschoben oder von einer Entscheidung abhängig.",
    Status.NOT_IMPLEMENTED: "Der Punkt wird oder kann nicht umgesetzt werden, ist aufgehoben oder überholt.",
    Status.UNCHANGED: "Seit dem letzten Bericht gibt es nichts Neues.",
    Status.UNKNOWN: "Der Bericht lässt den Stand nicht erkennen.",
}


def explanation(material: Material) -> Iterator[Term]:
    """Yield the lines of the sheet that explains the others.

    It does not tell how much was left out: that there are confidential letters is confidential.
    """
    wishes, selection = material.wishes, material.selection
    yield Term("Herkunft", "Automatisch aus den Schreiben gelesen. Maßgeblich ist das Schreiben selbst.")
    yield Term("Auswahl", "; ".join(_filters(selection)) or "alle Schreiben des Archivs")
    if not selection.confidential:
        yield Term("Vertrauliches", "Als vertraulich angekreuzte Schreiben sind nicht enthalten.")
    if not wishes.persons:
        yield Term("Personen", f"Namen von Personen sind entfernt, im Text soweit erkennbar ({REMOVED}).")
    if wishes.evidence:
        yield Term(
            "So hervorgehoben",
            "Unsicher gelesen: bitte im Schreiben nachsehen. Die Spalte „Unsicher“ nennt diese Angaben.",
            is_doubtful=True,
        )
    yield Term("Nächste Kontrollen", "Je Beschluss die Zusage des neuesten Schreibens, das hier vorliegt.")
    yield Term("Genauigkeit", "Ist nur ein Monat, Quartal oder Jahr zugesagt, steht dessen letzter Tag da.")
    yield Term("Offene Punkte", "Weder „umgesetzt“ noch „nicht umgesetzt“; auch Punkte ohne Bericht.")
    yield Term(
        "Lange Texte", "Eine Zeile zeigt höchstens zwölf Textzeilen; die Zelle enthält den ganzen Text."
    )
    for status, meaning in _STATUSES.items():
        yield Term(f"Stand „{status.german}“", meaning)
    yield Term("Stand „kein Bericht“", "Das Schreiben berichtet nicht zu diesem Punkt.")


def _filters(selection: Selection) -> Iterator[str]:
    if selection.papers:
        yield f"Vorlage {', '.join(selection.papers)}"
    if selection.committees:
        yield f"Gremium {', '.join(selection.committees)}"
    if selection.statuses:
        yield f"Stand {', '.join(status.german for status in selection.statuses)}"
    if selection.since:
        yield f"ab {selection.since:%d.%m.%Y}"
    if selection.until:
        yield f"bis {selection.until:%d.%m.%Y}"
    if selection.overdue_at:
        yield f"am {selection.overdue_at:%d.%m.%Y} überfällig"
    if selection.profile:
        yield f"Stadt {selection.profile}"
    if selection.others:
        yield "mit anderen Schriftstücken"
