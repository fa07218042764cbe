"""Invented resolutions for the tests of the annual report."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Sequence
from typing import Any, Literal

from ratsdok.archive.selection import LeftOut, Selection
from ratsdok.history.account import Account, Document, Quoted, Saying
from ratsdok.history.chain import History
from ratsdok.history.compose import history_of
from ratsdok.letter import CheckDate, Status
from ratsdok.reporting.brief import Brief

AS_OF = dt.date(2023, 12, 31)
NOTHING = LeftOut(0, 0, 0, 0)
BRIEF = Brief(AS_OF, Selection(), NOTHING)

Precision = Literal["day", "month", "quarter", "half-year", "year"]
Told = tuple[str | None, str, Status | None]
"""A point: its label, its text and what the letter reports on it."""


def check(day: str, precision: Precision = "day") -> CheckDate:
    """Return a next check."""
    return CheckDate(date=dt.date.fromisoformat(day), precision=precision, raw="wie gedruckt")


def account(
    date: str | None,
    next_check: CheckDate | str | None = None,
    points: Sequence[Told] = ((None, "Der Plan wird erarbeitet.", Status.IN_PROGRESS),),
    **values: Any,
) -> Account:
    """Return a letter of a resolution; `doubts` are paths of the record."""
    doubts = frozenset(values.pop("doubts", ()))
    name = values.pop("name", f"brief-{date}.pdf")
    given = {
        "report": "interim",
        "department": "Geschäftsbereich Ordnung und Sicherheit",
        "committee": "SR",
        "committee_name": "Stadtrat",
        "meeting": "SR/012/2016",
        "subject": "Radwege im Uferpark",
        **values,
    }
    sayings = tuple(
        Saying((label,) if label else (), f"Stand zu {text}", status, 1, f"statements.{at}.status" in doubts)
        for at, (label, text, status) in enumerate(points)
        if status
    )
    return Account(
        (Document(name, hashlib.sha256(name.encode()).hexdigest(), 0),),
        date=dt.date.fromisoformat(date) if date else None,
        entered=AS_OF,
        doubts=doubts,
        points=tuple(Quoted(label, text, 1) for label, text, _ in points),
        sayings=sayings,
        check=check(next_check) if isinstance(next_check, str) else next_check,
        **given,
    )


def resolution(paper: str, *letters: Account, profile: str = "dresden", as_of: dt.date = AS_OF) -> History:
    """Return the history that letters make."""
    history = history_of(letters, as_of, profile=profile, paper=paper)
    assert history
    return history


def simple(paper: str, date: str | None, next_check: CheckDate | str | None, **values: Any) -> History:
    """Return the history of a resolution with one letter, named after its number."""
    name = values.pop("name", f"{paper.replace('/', '-')}.pdf")
    return resolution(paper, account(date, next_check, name=name, **values))
