"""What the histories of the sample archive's resolutions must be, from what their letters say.

Nothing here reads a letter or knows how ratsdok puts histories together: days are counted, the rest is
written down in the files of `chains/`.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from itertools import zip_longest
from typing import Any

from samples.chain import Chain, ChainLetter, PointText

AS_OF = dt.date(2026, 11, 23)
"""The day of the histories."""


def truth_of(chain: Chain, names: Sequence[Sequence[str]]) -> dict[str, Any]:
    """Return what must come out of a chain.

    Args:
        chain: a resolution with its letters.
        names: of each letter's documents.
    """
    due = chain.letters[-1].next_check
    followers = zip_longest(chain.letters, chain.letters[1:])
    return {
        "paper": chain.paper,
        "shows": chain.shows,
        "subject": chain.subject,
        "confidential": chain.confidential,
        "state": chain.state,
        "state_is_doubtful": chain.state_is_doubtful,
        "days_overdue": (AS_OF - due.date).days if due and chain.state == "overdue" else 0,
        "missing": [day.isoformat() for day in chain.missing],
        "letters": [
            {"documents": list(each), **_letter(chain, letter, follower)}
            for each, (letter, follower) in zip(names, followers, strict=True)
        ],
        "points": [_point(chain, point) for point in chain.points],
    }


def as_json(truths: Sequence[dict[str, Any]]) -> str:
    """Return the truth of all chains as the text of a JSON file, the same on every machine."""
    whole = {"as_of": AS_OF.isoformat(), "resolutions": list(truths)}
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def _letter(chain: Chain, letter: ChainLetter, follower: ChainLetter | None) -> dict[str, Any]:
    """Return a letter's truth; what nobody can read is null."""
    check = letter.next_check
    came = follower.date if follower and not follower.illegible else None
    named = min(
        (day for day in chain.missing if follower and letter.date < day < follower.date), default=None
    )
    return {
        "date": None if letter.illegible else letter.date.isoformat(),
        "report": letter.report,
        "next_check": check.date.isoformat() if check else None,
        "days_late": (came - check.date).days if came and check else None,
        "days_late_named": (named - check.date).days if named and check else None,
    }


def _point(chain: Chain, point: PointText) -> dict[str, Any]:
    """Return a point's truth; a letter that does not quote it has null for its number."""
    quoted = [
        {each.point: each.label for each in chain.quoted_in(letter)}.get(point.label)
        for letter in chain.letters
    ]
    newest = chain.letters[max(point.news - 1, 0)]
    return {
        "labels": quoted,
        "statuses": point.statuses,
        "reopened": point.label in chain.reopened,
        "silent_letters": len(chain.letters) - point.news,
        "silent_months": None if newest.illegible else _months(newest.date, AS_OF),
    }


def _months(since: dt.date, until: dt.date) -> int:
    """Return the whole months between two days."""
    return 12 * (until.year - since.year) + until.month - since.month - (until.day < since.day)
