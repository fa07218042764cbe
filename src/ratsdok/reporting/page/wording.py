"""What the page says in German of figures, states and promises."""

from __future__ import annotations

import datetime as dt

from ratsdok.exporting.cells import german_day
from ratsdok.form.days import spelled_previous
from ratsdok.history.account import Account, Missing, Promise
from ratsdok.history.chain import DOUBTS, Course, History, State
from ratsdok.reporting.german import counted, days, number
from ratsdok.reporting.page.figures import AGES, DELAYS

EXPLAINED = {
    State.OVERDUE: "Der zugesagte Termin ist vorbei, ein neues Schreiben liegt nicht vor.",
    State.OPEN: "Der nächste Termin steht noch aus, oder es ist keiner genannt.",
    State.SETTLED: "Es liegt ein Abschlussbericht vor, oder alle Punkte sind erledigt.",
}

AGE_CLASSES = (
    "unter 6 Monate", "6 bis 12 Monate", "1 bis 2 Jahre", "2 bis 3 Jahre", "3 bis 5 Jahre",
    "5 Jahre und mehr",
)  # fmt: skip
DELAY_CLASSES = (
    "pünktlich", "bis 1 Monat zu spät", "bis 3 Monate", "bis 6 Monate", "bis 12 Monate", "über 12 Monate",
)  # fmt: skip
assert len(AGE_CLASSES) == len(AGES) + 1
assert len(DELAY_CLASSES) == len(DELAYS) + 1


def spelled(day: str) -> str:
    """Return a day such as 2017-01-03 as 03.01.2017, and a month such as 2017-01 as Januar 2017."""
    return ".".join(reversed(day.split("-"))) if len(day) == len("2017-01-03") else spelled_previous(day)


def letter_named(history: History, at: int) -> str:
    """Return what a letter is called in a sentence: by its date, else by its place."""
    letter = history.letters[at]
    if letter.date is None:
        return f"{at + 1}. Schreiben (Datum nicht lesbar)"
    doubt = " (Datum unsicher)" if letter.date_is_doubtful else ""
    return f"{at + 1}. Schreiben vom {german_day(letter.date)}{doubt}"


def missing_named(missing: Missing, history: History) -> str:
    """Return what is known of a letter that is not there."""
    by = ", ".join(letter_named(history, at) for at in missing.named_by)
    return f"Die Beschlusskontrolle vom {spelled(missing.day)} liegt nicht vor; genannt wird sie hier: {by}."


def came(promise: Promise, history: History, at: int) -> str | None:
    """Return what came of the check that a letter promised; None if its day is still ahead.

    Args:
        promise: the letter's.
        history: that it is part of.
        at: the letter's place.
    """
    is_last = at == len(history.letters) - 1
    if is_last:
        over = (history.as_of - promise.check.date).days
        if history.state is State.SETTLED or over <= 0:
            return None
        return f"Seither liegt kein Schreiben vor: {days(over)} überfällig."
    if promise.named is not None and promise.days_late_named is not None:
        told = f"Später genannt wird die Beschlusskontrolle vom {_named(promise.named, history)}"
        told += f" ({_against(promise.days_late_named)}), sie liegt nicht vor."
        if promise.days_late is not None:
            told += f" Das nächste vorliegende Schreiben: {_against(promise.days_late)}."
        return told
    if promise.days_late is None:
        return "Wann das nächste Schreiben kam, ist nicht lesbar."
    return f"Das nächste Schreiben: {_against(promise.days_late)}."


def _named(day: dt.date, history: History) -> str:
    """Return the day of a missing letter, no more precise than it is told."""
    told = next((each.day for each in history.missing if each.date == day), day.isoformat())
    return spelled(told)


def _against(late: int) -> str:
    if late > 0:
        return f"{days(late)} nach dem Termin"
    return f"{days(-late)} vor dem Termin" if late < 0 else "am zugesagten Tag"


def standstill(course: Course, history: History) -> str | None:
    """Return how long nothing new has been told of a point; None of one that is settled, or if it is new."""
    silent, months = course.silent_letters, course.silent_months
    if course.is_settled or not (silent or months):
        return None
    is_never = silent == len(history.letters)
    since = "erstes Schreiben" if is_never else "letzte Nachricht"
    if is_never:
        told = ["Noch keine Nachricht zu diesem Punkt"]
    elif silent:
        which = "im neuesten" if silent == 1 else f"in den letzten {number(silent)}"
        told = [f"Nichts Neues {which} Schreiben"]
    else:
        told = []
    if months is None:
        told.append(f"Datum nicht lesbar ({since})")
    else:
        told.append(f"{since} vor {counted(months, 'Monat', 'Monaten') if months else 'unter einem Monat'}")
    words = ", ".join(told)
    return words[0].upper() + words[1:]


def standstill_is_doubtful(course: Course, history: History) -> bool:
    """Tell whether the day that a standstill is counted from is uncertain."""
    since = max(len(history.letters) - 1 - course.silent_letters, 0)
    return course.silent_months is not None and history.letters[since].date_is_doubtful


def why(history: History) -> str:
    """Return what the state of a resolution rests on, in a sentence."""
    due = history.due.german if history.due else None
    if history.state is State.SETTLED:
        if history.newest.report == "final":
            return "Das neueste Schreiben ist ein Abschlussbericht."
        return "Alle Punkte sind umgesetzt oder werden es nicht, und keine weitere Kontrolle ist zugesagt."
    if history.state is State.OVERDUE:
        late = counted(history.days_overdue, "Tag", "Tagen")
        return f"Die nächste Kontrolle war zugesagt für {due}. Seit {late} liegt kein neues Schreiben vor."
    if due:
        return f"Die nächste Kontrolle ist zugesagt für {due}."
    return "Das neueste Schreiben nennt keinen Termin für die nächste Kontrolle."


def doubts_on(history: History) -> str:
    """Return why the state of a resolution is uncertain, for the reader to look it up."""
    told = "; ".join(dict.fromkeys(DOUBTS[code] for code in history.state_doubts))
    return f"Unsicher: {told}. Bitte in den Schreiben nachsehen."


def date_of(letter: Account) -> str:
    """Return a letter's date as it is shown; it is marked elsewhere where it is uncertain."""
    return german_day(letter.date) if letter.date else "Datum nicht lesbar"
