"""What a letter's body is made of: stretches quoted from the resolution, and stretches that report on it."""

from __future__ import annotations

from dataclasses import dataclass, field

from ratsdok.parsing.marks import SPECKS
from ratsdok.parsing.text import Row


@dataclass(slots=True)
class Quoted:
    """A quoted point, or the words before the first one.

    Attributes:
        label: `2`, `2.a` or `1.1`; None for a lead-in or a resolution without numbers.
        rows: its words, without label and quotation marks.
        closed: whether a closing mark ended it.
        opened: whether an opening mark stood at its label, or at its words where it has none.
        alone: whether its label stood alone on a line.
        merged: whether the words of labels behind it may be among its own.
        resolution: which of the letter's resolutions it is of, from 0.
    """

    label: str | None
    rows: list[Row] = field(default_factory=list)
    closed: bool = False
    opened: bool = False
    alone: bool = False
    merged: bool = False
    resolution: int = 0


@dataclass(slots=True)
class Reported:
    """A stretch of report.

    Attributes:
        rows: its words, without the heading.
        labels: the points that its heading names; None without a heading.
        resolution: which of the letter's resolutions it is on, from 0.
    """

    rows: list[Row] = field(default_factory=list)
    labels: tuple[str, ...] | None = None
    resolution: int = 0


Passage = Quoted | Reported


def ends_sentence(row: Row | None) -> bool:
    """Tell whether a sentence, or a clause, can end with a row; before the first row it can."""
    return row is None or row.text.rstrip(SPECKS)[-1:] in ".:;!?,)" or row.text[-1:] in SPECKS
