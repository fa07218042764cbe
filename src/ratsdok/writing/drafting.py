"""A letter that is still to be finished, and the draft of the next one."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ratsdok.errors import RecordError
from ratsdok.form import wording
from ratsdok.form.days import spelled
from ratsdok.letter import CheckDate, Letter, Point, Resolution, Statement, Status
from ratsdok.writing.last_word import LastWord, in_label_order, last_words

_USUAL_MONTHS = 6  # until the next check, where no letter tells
_DAYS_A_MONTH = 365.2425 / 12
_MONTH = len("2016-01")  # of an earlier check without a day


@dataclass(frozen=True, slots=True)
class Draft:
    """A record with open places.

    Attributes:
        letter: what is known; at the open places its values stand for nothing.
        places: paths of the values that are still to be filled in, such as `statements.0.text`.
        earlier: for statements, by their index, what was reported before, in lines.
        proposed: paths of values that are there but that nobody has decided on, such as `next_check`.
    """

    letter: Letter
    places: frozenset[str] = frozenset()
    earlier: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    proposed: frozenset[str] = frozenset()


def next_letter(*earlier: Letter) -> Draft:
    """Draft the letter that follows on earlier ones of the same resolution.

    The resolution is carried over word for word, and the newest letter's office, recipients and people with
    it. What was settled says so with the date of the letter that settled it; what is open stands below what
    was reported so far, its status and its report still to be filled in. So is the date.

    Args:
        earlier: the records, in any order.

    Raises:
        RecordError: there is no record, one is of another document, or they are of different resolutions.
    """
    letters = _oldest_first(earlier)
    newest = letters[-1]
    lead_in, points = _quotation(letters)
    words = list(last_words([point.label for point in points if point.label is not None], letters))
    still_open = {number: word for number, (_, word) in enumerate(words) if not word.is_settled}
    check = _proposed_check(newest) if still_open else None
    letter = Letter(
        kind="beschlusskontrolle",
        document=newest.document.model_copy(
            update={"name": f"Entwurf zu {newest.document.name}", "pages": 1}
        ),
        resolutions=_resolutions(letters),
        file_reference=newest.file_reference,
        department=newest.department,
        recipients=newest.recipients,
        confidential=newest.confidential,
        salutation=newest.salutation,
        report="interim" if still_open else "final",
        lead_in=lead_in,
        points=points,
        statements=tuple(_statement(labels, word) for labels, word in words),
        next_check=check,
        signed_by=newest.signed_by,
        acknowledged_by=newest.acknowledged_by,
        previous_checks=_previous_checks(letters),
    )
    return Draft(
        letter,
        places=frozenset(
            ["date", *(f"statements.{number}.{part}" for number in still_open for part in ("status", "text"))]
        ),
        earlier={number: _lines(word) for number, word in still_open.items()},
        proposed=frozenset(["next_check"] if check else []),
    )


def _oldest_first(letters: Sequence[Letter]) -> list[Letter]:
    """Return letters by their age; refuse what is not of one resolution."""
    if not letters:
        problem = "there is no record that a next letter could follow on"
        raise RecordError(problem, remedy="Name the record of the last letter")
    others = tuple(letter.document.name for letter in letters if letter.kind == "other")
    if others:
        raise RecordError("only Beschlusskontrolle letters have a next one, not other documents", others)
    papers = [(each.document.name, each.resolutions[0].paper) for each in letters if each.resolutions]
    if len({paper for _, paper in papers if paper is not None}) > 1:
        named = tuple(f"{name}: {paper}" for name, paper in papers if paper is not None)
        remedy = "Name the letters of one resolution"
        raise RecordError("the records are of different resolutions", named, remedy=remedy)
    return _by_age(letters)


def _by_age(letters: Sequence[Letter]) -> list[Letter]:
    """Return letters by their dates; one without a date is as old as the rest of it says.

    That is younger than the earlier checks that it names, or half a year before the next one that it
    promises. One that says neither comes first.
    """
    return sorted(letters, key=lambda letter: letter.date or _likely_date(letter) or dt.date.min)


def _likely_date(letter: Letter) -> dt.date | None:
    days = [day for each in letter.previous_checks if (day := _day_of(each))]
    if days:
        return max(days) + dt.timedelta(days=1)
    if letter.next_check:
        return letter.next_check.date - dt.timedelta(days=round(_USUAL_MONTHS * _DAYS_A_MONTH))
    return None


def _day_of(check: str) -> dt.date | None:
    """Return the day of an earlier check, of a month its 28th; None where a record holds something else."""
    try:
        return dt.date.fromisoformat(check if len(check) > _MONTH else f"{check}-28")
    except ValueError:
        return None


def _quotation(letters: Sequence[Letter]) -> tuple[str | None, tuple[Point, ...]]:
    """Return lead-in and points of the fullest quotation, and the points that only others quote."""
    fullest = max(reversed(letters), key=lambda letter: len(letter.points))
    labels = [point.label for point in fullest.points]
    numbered = [label for label in labels if label is not None]
    if len(numbered) < len(labels):  # a resolution without numbers is whole
        return fullest.lead_in, fullest.points
    further = {
        point.label: point
        for letter in letters
        for point in letter.points
        if point.label is not None and point.label not in numbered
    }
    own = iter(fullest.points)
    ordered = in_label_order(numbered, further)
    return fullest.lead_in, tuple(further[label] if label in further else next(own) for label in ordered)


def _resolutions(letters: Sequence[Letter]) -> tuple[Resolution, ...]:
    """Return the resolutions of the newest letter that names any, with what only older ones tell of them."""
    resolutions: list[Resolution] = []
    for letter in reversed(letters):
        resolutions = [
            _completed(each, at, letter.resolutions) for at, each in enumerate(resolutions)
        ] or list(letter.resolutions)
    return tuple(resolutions)


def _completed(resolution: Resolution, at: int, others: Sequence[Resolution]) -> Resolution:
    """Return a resolution with what it lacks and its twin tells: the same paper, or the same place."""
    twins = [each for each in others if each.paper is not None and each.paper == resolution.paper]
    twins += [each for each in others[at : at + 1] if each.paper is None or resolution.paper is None]
    lacking = [name for name, value in resolution if value is None]
    return resolution.model_copy(update={name: getattr(twins[0], name) for name in lacking if twins})


def _statement(labels: tuple[str, ...], word: LastWord) -> Statement:
    if not word.is_settled:
        return Statement(points=labels, text="", status=Status.UNKNOWN)
    if not labels:
        subject, was, is_now = "der Beschluss", "wurde", "wird"
    elif len(labels) == 1:
        subject, was, is_now = "der Beschlusspunkt", "wurde", "wird"
    else:
        subject, was, is_now = "die Beschlusspunkte", "wurden", "werden"
    check = (
        f"der Beschlusskontrolle vom {spelled(word.since)}"
        if word.since
        else "einer früheren Beschlusskontrolle"
    )
    if word.status is Status.IMPLEMENTED:
        text = f"{subject[0].upper()}{subject[1:]} {was} bereits mit {check} als umgesetzt abgerechnet."
    else:
        text = f"Bereits mit {check} wurde mitgeteilt, dass {subject} nicht umgesetzt {is_now}."
    return Statement(points=labels, text=text, status=word.status)


def _lines(word: LastWord) -> tuple[str, ...]:
    """Return what was reported so far on something that is still open."""
    return tuple(
        wording.earlier_report(statement, report.letter.date)
        for report in word.reports
        for statement in report.statements
    ) or (wording.UNREPORTED,)


def _previous_checks(letters: Sequence[Letter]) -> tuple[str, ...]:
    """Return all earlier checks, a month only where no day of it is known."""
    days = {letter.date.isoformat() for letter in letters if letter.date}
    checks = days.union(*(letter.previous_checks for letter in letters))
    return tuple(sorted(each for each in checks if not any(other.startswith(f"{each}-") for other in checks)))


def _proposed_check(newest: Letter) -> CheckDate | None:
    """Return the end of the month that is as far from the promised check as that was from its letter."""
    promised = newest.next_check.date if newest.next_check else None
    begin = promised or newest.date
    if begin is None:
        return None
    months = round((begin - newest.date).days / _DAYS_A_MONTH) if newest.date else 0
    if months < 1:  # nothing was promised, or one of the two dates was misread
        months = _USUAL_MONTHS
    year, month = divmod(begin.year * 12 + begin.month - 1 + months, 12)
    if year > dt.MAXYEAR:
        return None
    day = dt.date(year, month + 1, calendar.monthrange(year, month + 1)[1])
    return CheckDate(date=day, precision="day", raw=spelled(day))
