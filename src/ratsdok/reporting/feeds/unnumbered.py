"""Letters whose paper cannot be read, each as a history of its own: nothing tells what it follows on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from ratsdok.archive.excerpt import Report
from ratsdok.archive.rows import about
from ratsdok.exporting.standing import resolution_of
from ratsdok.history.account import Account, Document, Quoted, Saying
from ratsdok.history.chain import History
from ratsdok.history.compose import history_of
from ratsdok.letter import Letter, Resolution


def history_of_one(report: Report, as_of: dt.date) -> History | None:
    """Return the history that a letter is by itself, its paper without a number.

    Args:
        report: the letter.
        as_of: the day; None is returned if the letter was not there yet.
    """
    city = report.entry.letter.document.profile
    return history_of([_account(report)], as_of, profile=city, paper="")


def _account(report: Report) -> Account:
    entry, letter = report.entry, report.entry.letter
    at = report.resolution
    resolution = Resolution(paper=None) if at is None else letter.resolutions[at]
    committee = None if at is None else entry.committees[at]
    return Account(
        (Document(letter.document.name, letter.document.sha256, entry.number),),
        at or 0,
        date=letter.date,
        about=about(letter),
        entered=entry.entered.date(),
        doubts=entry.doubtful,
        report=letter.report,
        department=letter.department,
        confidential=letter.confidential,
        committee=committee.code if committee else None,
        committee_name=committee.name if committee else None,
        meeting=resolution.meeting,
        subject=resolution.subject,
        previous_checks=letter.previous_checks,
        points=tuple(
            Quoted(point.label, point.text) for point in letter.points if _is_its(letter, point.label, at)
        ),
        sayings=tuple(_sayings(report)),
        check=letter.next_check,
    )


def _sayings(report: Report) -> Iterator[Saying]:
    letter = report.entry.letter
    for at, each in enumerate(letter.statements):
        own = tuple(label for label in each.points if _is_its(letter, label, report.resolution))
        if own or not each.points:
            yield Saying(own, each.text, each.status, is_doubtful=_is_doubtful(report, at))


def _is_its(letter: Letter, label: str | None, resolution: int | None) -> bool:
    return resolution is None or resolution_of(letter, label) == resolution


def _is_doubtful(report: Report, at: int) -> bool:
    return not report.entry.doubtful.isdisjoint((f"statements.{at}", f"statements.{at}.status"))
