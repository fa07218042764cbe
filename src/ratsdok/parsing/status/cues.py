"""The cues of a status, as `cues.toml` beside this file holds and explains them."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import NamedTuple


class Cue(NamedTuple):
    """A way to word a status.

    Attributes:
        sense: what it says, such as `fulfilled` or `postponed`.
        phrases: alternative phrases in the notation that the table explains.
        example: an invented sentence in which one of them must be found.
    """

    sense: str
    phrases: tuple[str, ...]
    example: str


@cache
def cues() -> tuple[Cue, ...]:
    """Return all cues, in the order of the table."""
    table = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
    lists = table.pop("lists")
    return tuple(
        Cue(sense, tuple(phrase.format_map(lists).split(" / ")), example)
        for sense, rows in table.items()
        for phrase, example in rows.items()
    )
