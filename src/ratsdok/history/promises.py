"""What letters promise against what came: days late, and letters that are missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ratsdok.history.account import Account, Missing, Promise

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
    is_doubtful = named.is_month if named else follower.date_is_doubtful or (days_late or 0) > LONG
    return Promise(
        check,
        days_late,
        named.date if named else None,
        (named.date - check.date).days if named else None,
        is_doubtful=is_doubtful
        or letter.check_is_doubtful
        or letter.date is None
        or check.precision != "day",
    )


def _named_between(letter: Account, follower: Account, at: int, missing: Sequence[Missing]) -> Missing | None:
    """Return the first check that later letters name and that was between a letter and the one after it."""
    begin = letter.date or letter.about
    between = [
        each
        for each in missing
        if max(each.named_by) > at
        and begin
        and begin < each.date
        and (follower.date is None or each.date < follower.date)
    ]
    return min(between, key=lambda each: each.date, default=None)
