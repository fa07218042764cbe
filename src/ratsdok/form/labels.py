"""Labels of points as a numbered list prints them, and back.

A record names a sub-point in full (`8.a`); a list prints it as *a)* below *8.*, and in full only where its
parent is not printed. Points of a second resolution stand below a heading that names its paper.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

_PLAIN = re.compile(r"(?:\d{1,3}|[IVX]{1,5})(?:\.(?:[a-z]|\d{1,3}))*|[a-z]")
_WITH_PAPER = re.compile(rf"(?P<paper>\S+) (?P<label>{_PLAIN.pattern})")
_NUMBER = re.compile(r"\d+|[IVX]+")
_LETTER = re.compile(r"[a-z]")


class Printed(NamedTuple):
    """A label as a list prints it.

    Attributes:
        text: with its full stop or bracket.
        depth: level of the list, from 0.
        paper: the paper whose heading must stand above; None for the letter's first.
        anew: whether that heading must be printed (again) before this point.
    """

    text: str
    depth: int
    paper: str | None
    anew: bool


@dataclass(slots=True)
class Labels:
    """The labels of a letter's points in their order; knows what was printed last.

    Attributes:
        paper: the paper named by the last heading; None where there was none, or it named no paper.
        parent: the number on the first level that letters stand below; None where there is none.
    """

    paper: str | None = None
    parent: str | None = None

    def begin(self, paper: str | None) -> None:
        """Begin the points of another resolution below its heading."""
        self.paper, self.parent = paper, None

    def printed(self, label: str) -> Printed:
        """Return how the next label is printed."""
        paper, plain = _divided(label)
        anew = paper != self.paper or (self.parent is not None and _LETTER.fullmatch(plain) is not None)
        if anew:
            self.begin(paper)
        parts = plain.split(".") if _PLAIN.fullmatch(plain) else []
        if not parts:
            return Printed(f"{plain})", 0, paper, anew)
        below = self.parent == parts[0] and len(parts) == 2 and _LETTER.fullmatch(parts[1])
        text = f"{parts[1]})" if below else _marked(plain)
        self._take(plain)
        return Printed(text, len(parts) - 1, paper, anew)

    def read(self, printed: str) -> str:
        """Return the label that is printed so next."""
        marked = printed.endswith(")") or (printed.endswith(".") and _NUMBER.fullmatch(printed[:-1]))
        plain = printed[:-1] if marked else printed
        if _LETTER.fullmatch(plain) and self.parent:
            plain = f"{self.parent}.{plain}"
        self._take(plain)
        return f"{self.paper} {plain}" if self.paper else plain

    def _take(self, plain: str) -> None:
        number = plain.partition(".")[0]
        if _PLAIN.fullmatch(plain) and _NUMBER.fullmatch(number):
            self.parent = number


def _divided(label: str) -> tuple[str | None, str]:
    """Divide a label into the paper in front, if any, and the label within its resolution."""
    match = _WITH_PAPER.fullmatch(label)
    return (match["paper"], match["label"]) if match else (None, label)


def _marked(plain: str) -> str:
    """Put the mark behind a label that a list puts there: `4.`, `1.1`, `2.a)`."""
    if _NUMBER.fullmatch(plain):
        return f"{plain}."
    return f"{plain})" if plain[-1].isalpha() else plain
