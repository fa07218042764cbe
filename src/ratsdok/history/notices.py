"""What a careful clerk would notice on a resolution's history, in German; docs/history.md lists the codes."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ratsdok.history.account import Account, Missing
from ratsdok.history.chain import Course, Notice
from ratsdok.history.matching import likeness, normal
from ratsdok.history.promises import LONG

_ANOTHER_SUBJECT = 0.5
"""Likeness below which two subjects are not garbled but different."""


def notices_on(
    letters: Sequence[Account], courses: Sequence[Course], missing: Sequence[Missing], later: int
) -> Iterator[Notice]:
    """Yield what is odd or uncertain in a history.

    Args:
        letters: of the chain, in order.
        courses: of its points.
        missing: checks that letters name, but that are not among them.
        later: how many letters are left out because they are younger than the day of the history.
    """
    yield from _on_letters(letters)
    yield from _on_order(letters)
    yield from _on_contradictions(letters)
    yield from _on_courses(courses)
    for each in missing:
        yield Notice(
            "missing-letter",
            f"Die Beschlusskontrolle vom {_spelled(each.day)} wird genannt, liegt aber nicht vor.",
            each.named_by,
        )
    if later:
        yield Notice("later-letters", f"{_letters(later)} nach dem Stichtag: nicht berücksichtigt.")


def _on_letters(letters: Sequence[Account]) -> Iterator[Notice]:
    for at, letter in enumerate(letters):
        if len(letter.documents) > 1:
            names = ", ".join(document.name for document in letter.documents)
            yield Notice("same-letter-twice", f"Dasselbe Schreiben liegt mehrfach vor: {names}.", (at,))
        if letter.date is None and len(letters) > 1:
            yield Notice(
                "undated-letter",
                "Das Datum ist nicht lesbar; das Schreiben ist nach seinem Inhalt eingeordnet.",
                (at,),
            )
    if len(letters) == 1 and letters[0].report == "final":
        yield Notice("only-final", "Nur der Abschlussbericht liegt vor.", (0,))


def _on_order(letters: Sequence[Account]) -> Iterator[Notice]:
    for at, (letter, follower) in enumerate(pairwise(letters)):
        if letter.date and letter.date == follower.date:
            day = f"{letter.date:%d.%m.%Y}"
            yield Notice("same-date", f"Zwei Schreiben tragen das Datum {day}.", (at, at + 1))
        if letter.report == "final":
            yield Notice(
                "after-final",
                "Nach einem Abschlussbericht folgt ein weiteres Schreiben.",
                (at, at + 1),
            )
        promise = letter.promise
        late = promise.days_late if promise and promise.named is None else None
        if late is not None and late > LONG:
            yield Notice(
                "long-gap",
                f"Das nächste vorliegende Schreiben folgt {late} Tage nach dem zugesagten Termin: "
                "Es kam zu spät, oder dazwischen fehlt eines.",
                (at, at + 1),
            )


def _on_contradictions(letters: Sequence[Account]) -> Iterator[Notice]:
    """Yield where letters on one paper speak of different resolutions: one of the numbers may be misread."""
    meetings = _told(letters, "meeting")
    if len(meetings) > 1:
        told = ", ".join(meetings)
        yield Notice(
            "different-meetings",
            f"Die Schreiben nennen verschiedene Sitzungen: {told}.",
            tuple(sorted(at for places in meetings.values() for at in places)),
        )
    subjects = _told(letters, "subject")
    first, *others = subjects or [""]
    for other in others:
        if likeness(normal(first), normal(other)) < _ANOTHER_SUBJECT:
            yield Notice(
                "different-subjects",
                "Die Schreiben nennen verschiedene Gegenstände: Die Nummer der Vorlage ist zu prüfen.",
                tuple(sorted((subjects[first][0], subjects[other][0]))),
            )
            break


def _told(letters: Sequence[Account], name: str) -> dict[str, list[int]]:
    found: defaultdict[str, list[int]] = defaultdict(list)
    for at, letter in enumerate(letters):
        value = getattr(letter, name)
        if value:
            found[value].append(at)
    return found


def _on_courses(courses: Sequence[Course]) -> Iterator[Notice]:
    for course in courses:
        name = f"Punkt {course.label}" if course.label else "Der Beschluss"
        for change in course.changes:
            if change.reopens and change.before:
                unsure = ", unsicher gelesen" if change.is_doubtful else ""
                after = f"{change.after.german}{unsure}"
                yield Notice(
                    "reopened",
                    f"{name} galt als {change.before.german} und ist wieder offen ({after}).",
                    (change.letter,),
                )
        yield from _on_contradicting_stations(name, course)
        if course.is_dropped and not course.is_settled and course.last:
            last = course.stations[-1].letter
            yield Notice("dropped-point", f"{name} kommt im neuesten Schreiben nicht mehr vor.", (last,))


def _on_contradicting_stations(name: str, course: Course) -> Iterator[Notice]:
    for station in course.stations:
        if len(station.sayings) > 1 and station.status == "unknown":
            yield Notice(
                "contradicting-statements",
                f"{name}: Aussagen desselben Schreibens passen nicht zusammen.",
                (station.letter,),
            )


def _spelled(day: str) -> str:
    if len(day) == len("2017-01-03"):
        return f"{dt.date.fromisoformat(day):%d.%m.%Y}"
    year, month = day.split("-")
    return f"{month}/{year}"


def _letters(count: int) -> str:
    return "Ein Schreiben" if count == 1 else f"{count} Schreiben"
