"""What of the annual report is to be looked up, letter by letter, in German."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from ratsdok.history.account import Account, Document
from ratsdok.history.chain import History, State
from ratsdok.reporting.annual.entries import Told, doubts_value, source_of

_OF_A_LETTER = {"subject": "Gegenstand", "meeting": "Gremium", "department": "Geschäftsbereich"}
"""What a resolution's line takes from the newest letter that has it."""

_REMARKED = {"same-date", "after-final", "different-meetings", "different-subjects"}
"""Remarks that say that letters may be in another order, or on another resolution."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """A letter in which something is to be looked up.

    Attributes:
        paper: of the resolution.
        standing: how this stands, in German.
        document: the letter.
        written: its date.
        what: is uncertain, in German.
    """

    paper: str
    standing: str
    document: Document
    written: Told[dt.date]
    what: tuple[str, ...]


def doubts_on(history: History) -> Iterator[Doubt]:
    """Yield what is uncertain of a resolution, the newest letter first."""
    last = len(history.letters) - 1
    found = defaultdict[int, list[str]](list)
    found[last] += _on_newest(history.newest)
    for name, title in _OF_A_LETTER.items():
        at = source_of(history, name)
        if at is not None and doubts_value(history.letters[at], name):
            found[at].append(title)
    for at, labels in _points(history).items():
        found[at].append(f"Sachstand zu {_named(labels)}")
    for notice in history.notices:
        if notice.code in _REMARKED:
            found[max(notice.letters, default=last)].append(notice.message)
    for at in sorted((at for at, what in found.items() if what), reverse=True):
        letter = history.letters[at]
        written = Told(letter.date, letter.date_is_doubtful)
        yield Doubt(history.paper, _standing(history), letter.document, written, tuple(found[at]))


def _standing(history: History) -> str:
    if history.state is not State.OPEN:
        return history.state.german
    return f"offen, Termin {history.due.german}" if history.due else "offen ohne Termin"


def _on_newest(letter: Account) -> Iterator[str]:
    """Yield what is uncertain of what only the newest letter tells."""
    if doubts_value(letter, "paper"):
        yield "Nummer der Vorlage"
    if letter.date is None:
        yield "Datum nicht lesbar"
    elif letter.date_is_doubtful:
        yield "Datum des Schreibens"
    if letter.check_is_doubtful:
        yield "nächste Beschlusskontrolle"
    if letter.report is None:
        yield "Art des Berichts nicht erkennbar"
    elif doubts_value(letter, "report"):
        yield "Art des Berichts"


def _points(history: History) -> dict[int, list[str | None]]:
    """Return the points whose status is uncertain, by the place of the letter that tells it."""
    found = defaultdict[int, list[str | None]](list)
    for course in history.points:
        if course.is_doubtful:
            found[course.changes[-1].letter].append(course.label)
    return found


def _named(labels: list[str | None]) -> str:
    told = [label for label in labels if label]
    if not told:
        return "dem Beschluss"
    return f"Punkt {told[0]}" if len(told) == 1 else f"den Punkten {', '.join(told)}"
