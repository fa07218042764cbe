"""Letters of a resolution as a chain: those known on a day, copies of one letter put together, in order."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import replace

from ratsdok.history.account import Account
from ratsdok.history.matching import likeness, normal

_COPY = 0.9  # likeness of what two copies of a letter say; recognition garbles less


def known_on(letter: Account, day: dt.date) -> bool:
    """Tell whether a letter was there on a day.

    One without a date was there if it had been converted by then, or must be older by what it says.
    """
    if letter.date:
        return letter.date <= day
    return (
        letter.about is None or letter.about <= day or (letter.entered is not None and letter.entered <= day)
    )


def in_order(letters: Iterable[Account]) -> list[Account]:
    """Return letters in order, the oldest first, copies of the same one put together.

    Half of the dates cannot be read: `about` stands in for them. A final report comes after others of the
    same day, and an undated one last of all; the views of the catalogue go by the same rule.
    """
    chain: list[Account] = []
    for letter in sorted(letters, key=_order):
        copy = next((at for at, each in enumerate(chain) if _are_copies(each, letter)), None)
        if copy is None:
            chain.append(letter)
        else:
            chain[copy] = _together(chain[copy], letter)
    return sorted(chain, key=_order)


def _order(letter: Account) -> tuple[object, ...]:
    check = letter.check.date if letter.check else dt.date.min
    final = letter.report == "final"
    rank = 2 if final and letter.date is None else 1 if letter.about else 0
    return rank, letter.about or dt.date.min, final, check, letter.document.sha256, letter.document.number


def _are_copies(one: Account, other: Account) -> bool:
    """Tell whether two documents hold the same letter: it says the same, and no date speaks against it."""
    if one.document.sha256 == other.document.sha256:
        return False
    if one.date and other.date and one.date != other.date:
        return False
    if one.check and other.check and one.check.date != other.check.date:
        return False
    if one.report and other.report and one.report != other.report:
        return False
    if not (one.sayings and other.sayings) or len(one.sayings) != len(other.sayings):
        return False
    if one.check is None and other.check is None and not (one.date and other.date):
        return False  # nothing but the text: an office may write the same again
    return likeness(_said(one), _said(other)) >= _COPY


def _said(letter: Account) -> str:
    return normal(" ".join(saying.text for saying in letter.sayings))


def _together(one: Account, other: Account) -> Account:
    """Return the better reading of two copies, with the documents of both."""
    best, second = sorted((one, other), key=_faults)
    documents = (*best.documents, *second.documents)
    return replace(best, documents=documents, date=best.date or second.date, about=best.about or second.about)


def _faults(letter: Account) -> tuple[int, int, str]:
    unread = [letter.date, letter.report, letter.check, letter.department]
    return sum(each is None for each in unread), len(letter.doubts), letter.document.sha256


def named_but_missing(letters: Sequence[Account]) -> dict[str, list[int]]:
    """Return the checks that letters name and that none of them is, with the places of who names them.

    A letter that has no date may be the one that a later letter names: nothing is missing then. Some letters
    name themselves.
    """
    named: dict[str, list[int]] = {}
    for at, letter in enumerate(letters):
        for day in dict.fromkeys(letter.previous_checks):
            if not any(_may_be(letters, each, day) for each in range(at)) and not _is_itself(letter, day):
                named.setdefault(day, []).append(at)
    return dict(sorted(named.items()))


_ABOUT_THE_DAY = dt.timedelta(days=31)  # letters name the day of the report, of its letter, or of its arrival
_ABOUT_UNDATED = dt.timedelta(days=274)  # how far the guess for an undated letter may be off


def _may_be(letters: Sequence[Account], at: int, day: str) -> bool:
    """Tell whether a letter may be the check of a day, such as 2017-01-03, or of a month, such as 2017-01."""
    letter = letters[at]
    if letter.date or letter.about:
        return _is_about(letter, day)
    follower = letters[at + 1]
    return follower.about is None or _middle(day) <= follower.about


def _is_itself(letter: Account, day: str) -> bool:
    return bool(letter.date or letter.check) and _is_about(letter, day)


def _is_about(letter: Account, day: str) -> bool:
    if letter.date:
        return abs(letter.date - _middle(day)) <= _ABOUT_THE_DAY
    return letter.about is not None and abs(letter.about - _middle(day)) <= _ABOUT_UNDATED


def _middle(day: str) -> dt.date:
    """Return a day, or the middle of a month."""
    return dt.date.fromisoformat(day if len(day) == len("2017-01-03") else f"{day}-15")
