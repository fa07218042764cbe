"""Letters as histories need them, invented and as short as they can be."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import count

from ratsdok.history.account import Account, Document, Quoted, Report, Saying
from ratsdok.history.chain import History
from ratsdok.history.compose import history_of
from ratsdok.letter import CheckDate, Status

TODAY = dt.date(2022, 1, 1)
_numbers = count(1)


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def check(text: str) -> CheckDate:
    """Return a next check: a day, or a month such as 2016-07."""
    if len(text) == len("2016-07"):
        return CheckDate(date=day(f"{text}-31"), precision="month", raw=text)
    return CheckDate(date=day(text), precision="day", raw=text)


def account(
    date: str | None = None,
    points: Sequence[str] | Mapping[str, str] = (),
    said: Mapping[str, tuple[Status, str]] | None = None,
    *,
    due: str | None = None,
    report: Report | None = "interim",
    about: str | None = None,
    doubts: Sequence[str] = (),
    previous: Sequence[str] = (),
    name: str | None = None,
) -> Account:
    """Return a letter.

    Args:
        date: its own, ISO 8601.
        points: their texts, numbered from 1, or by their labels.
        said: a status and words by the labels covered, with commas; an empty label: all points.
        due: the next check that it promises.
        report: its kind.
        about: the guess for an undated letter.
        doubts: paths of doubtful values.
        previous: earlier checks that it names.
        name: of its file.
    """
    labelled = points if isinstance(points, Mapping) else {str(at): text for at, text in enumerate(points, 1)}
    number = next(_numbers)
    guess = about or date
    return Account(
        (Document(name or f"{number:03}.pdf", f"{number:064x}", 0),),
        date=day(date) if date else None,
        about=day(guess) if guess else None,
        doubts=frozenset(doubts),
        report=report,
        subject="Laternen am Mühlgraben",
        previous_checks=tuple(previous),
        points=tuple(Quoted(label, text, 1) for label, text in labelled.items()),
        sayings=tuple(
            Saying(tuple(filter(None, labels.split(","))), words, status, 2)
            for labels, (status, words) in (said or {}).items()
        ),
        check=check(due) if due else None,
    )


def history(*letters: Account, as_of: dt.date = TODAY) -> History:
    """Return the history of a resolution of which these are the letters."""
    found = history_of(letters, as_of, profile="dresden", paper="V0815/14")
    assert found
    return found


def doubtful(letter: Account, *paths: str) -> Account:
    """Return a letter of which some values are to be looked up."""
    return replace(letter, doubts=frozenset(paths))


def codes(found: History) -> list[str]:
    """Return what is remarked."""
    return [notice.code for notice in found.notices]
