"""Letters moved to another year: whatever a text says of years, and the papers it names, moves with it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from functools import cache
from random import Random
from typing import Any

from samples.days import MONTHS
from samples.references import other_paper
from samples.texts import LETTERS, LetterText, Piece, load

_YEAR = re.compile(r"(?<!\d)(?<!\d[.,])20[0-3]\d(?!\d|[.,]\d)")
_KIND = re.compile(r"[A-Z]+")
_UNDATED = dt.date(2020, 2, 3)  # where a letter without a date stands in time

Rewrite = Callable[[str], str]


@cache
def sources() -> tuple[LetterText, ...]:
    """Return the letters of `letters/`, in the order of their names."""
    contents = (load(path) for path in sorted(LETTERS.glob("*.toml")))
    return tuple(content for content in contents if isinstance(content, LetterText))


def years_to(source: LetterText, day: dt.date) -> int:
    """Return by how many years a letter moves so that it was written at most a year before a day."""
    written = source.date or _UNDATED
    years = day.year - written.year
    return years - ((written.month, written.day) > (day.month, day.day))


def mover(years: int, papers: Mapping[str, str]) -> Rewrite:
    """Return what rewrites a text of some years earlier or later.

    Args:
        years: to add to every year that the text names.
        papers: new numbers of papers by their old ones.
    """

    def rewritten(text: str) -> str:
        text = _YEAR.sub(lambda year: str(int(year.group()) + years), text)
        for old, new in papers.items():
            text = text.replace(old, new)
        return text

    return rewritten


def renumbered(draw: Random, papers: list[str], years: int) -> dict[str, str]:
    """Return new numbers of the same kind for papers that a text names."""
    new = {}
    for paper in papers:
        kind = _KIND.match(paper)
        new[paper] = other_paper(draw, 2001 + int(paper[-2:]) + years, kind.group() if kind else "")
    return new


def moved(piece: Piece, rewrite: Rewrite) -> Piece:
    """Return a piece of a body with every text in it rewritten."""
    return Piece.model_validate(_walked(piece.model_dump(), rewrite))


def checks_in(source: LetterText, text: str, years: int) -> list[str]:
    """Return the earlier checks of a letter that a text of it names, moved by some years."""
    return [
        f"{int(check[:4]) + years}{check[4:]}" for check in source.previous_checks if spelled(check) in text
    ]


def spelled(check: str) -> str:
    """Return an earlier check's day or month as a report names it: vom 5. Januar 2016."""
    year, month, *day = check.split("-")
    words = f"{MONTHS[int(month) - 1]} {year}"
    return f"vom {int(day[0])}. {words}" if day else f"vom {words}"


def _walked(value: Any, rewrite: Rewrite) -> Any:
    if isinstance(value, str):
        return rewrite(value)
    if isinstance(value, list):
        return [_walked(each, rewrite) for each in value]
    if isinstance(value, dict):
        return {key: _walked(each, rewrite) for key, each in value.items()}
    return value
