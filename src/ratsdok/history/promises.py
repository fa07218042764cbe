"""What letters promise against what came: days late, and letters that are missing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from ratsdok.history.chain import Account, Missing, Promise

LONG = 183
"""Days of delay from which a letter in between may be missing: offices report twice a year."""


def with_promises(letters: Sequence[Account], missing: Sequence[Missing]) -> tuple[Account, ...]:
    """Return the letters of a chain, each with what came of the next check that it promises."""
    followers = [*letters[1:], None]
    return tuple(
        replace(letter, promise=_promise(letter, at, follower, missing)) if letter.check else letter
        for at, (letter, follower) in enumerate(zip(letters, followers, strict=True))
    )


def _promise(
    letter: Account, at: int, follower: Account | None, missing: Sequence[Missing]
) -> Promise | None:
    check = letter.check
    if check is None or follower is None:
        return None if check is None else Promise(check, is_doubtful=letter.check_is_doubtful)
    named = _named_between(letter, follower, at, missing)
    days_late = (follower.date - check.date).days if follower.date else None
    is_doubtful = (
        letter.check_is_doubtful
        or follower.date_is_doubtful
        or check.precision != "day"
        or (named is None and days_late is not None and days_late > LONG)
    )
    return Promise(
        check, days_late, named, (named - check.date).days if named else None, is_doubtful=is_doubtful
    )


def _named_between(letter: Account, follower: Account, at: int, missing: Sequence[Missing]) -> dt.date | None:
    """Return the first day that later letters name, after this letter and before the one that follows it."""
    begin = letter.date or letter.about
    days = (each.date for each in missing if max(each.named_by) > at)
    between = [
        day
        for day in days
        if day and begin and begin < day and (follower.date is None or day < follower.date)
    ]
    return min(between, default=None)
