"""Numbered lists as Word counts them: every label comes from the list, none is typed.

A list goes on as long as Word would count to the label that is wanted; where it would not (a gap, a sub-point
without its parent, a label in another form), a new list begins that starts there (ECMA-376-1, 17.9).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from docx.oxml.ns import qn

from ratsdok.form.labels import Printed
from ratsdok.form.roman import roman, value_of
from ratsdok.form.wording import BULLET
from ratsdok.writing.xml import element

_LEVELS = 2
_NUMBER = re.compile(r"(?P<value>\d{1,3}|[IVX]+)(?P<end>\.?)")
_LETTER = re.compile(r"(?P<value>[a-z])(?P<end>\))")
_BELOW = re.compile(r"(?P<parent>\d{1,3}|[IVX]+)\.(?P<value>\d{1,3}|[a-z])(?P<end>\)?)")


class Count(NamedTuple):
    """A label as something that a list counts to.

    Attributes:
        depth: level of the list, from 0.
        form: how the number is written (ST_NumberFormat); None is a label that is no number.
        pattern: the label with `%1` and `%2` for the numbers of the levels.
        value: the number.
        parent: the number on the level above, where the pattern shows it.
        parent_form: how that is written.
    """

    depth: int
    form: str | None
    pattern: str
    value: int
    parent: int | None = None
    parent_form: str | None = None


def count_of(printed: Printed) -> Count:
    """Return what a list must count to, to print a label."""
    text = printed.text
    if printed.depth == 0 and (match := _NUMBER.fullmatch(text)) and _is_countable(match["value"]):
        return Count(0, _form(match["value"]), f"%1{match['end']}", _number(match["value"]))
    if match := _LETTER.fullmatch(text):
        depth = min(printed.depth, 1)
        return Count(depth, "lowerLetter", f"%{depth + 1})", _number(match["value"]))
    if printed.depth == 1 and (match := _BELOW.fullmatch(text)) and _is_countable(match["parent"]):
        if not _is_countable(match["value"]):
            return Count(1, None, text, 1)
        form, parent_form = _form(match["value"]), _form(match["parent"])
        pattern = f"%1.%2{match['end']}"
        return Count(1, form, pattern, _number(match["value"]), _number(match["parent"]), parent_form)
    return Count(min(printed.depth, 1), None, text, 1)


def _is_countable(number: str) -> bool:
    """Whether a list writes a number just so: no leading zero, no `IIII`."""
    if number.isdigit():
        return str(int(number)) == number
    return number.islower() or roman(_number(number)) == number


def _form(number: str) -> str:
    if number.isdigit():
        return "decimal"
    return "lowerLetter" if number.islower() else "upperRoman"


def _number(text: str) -> int:
    if text.isdigit():
        return int(text)
    if text.islower():
        return ord(text) - ord("a") + 1
    return value_of(text)


@dataclass(slots=True)
class _List:
    """A list that is being counted.

    Attributes:
        id: its own, in the document.
        levels: what each level is like, as far as an item of it was there.
        starts: the number that each level starts with.
        counts: the last number of each level; None before its first.
    """

    id: int
    levels: dict[int, tuple[str | None, str]] = field(default_factory=dict)
    starts: list[int] = field(default_factory=lambda: [1] * _LEVELS)
    counts: list[int | None] = field(default_factory=lambda: [None] * _LEVELS)

    def takes(self, count: Count) -> bool:
        """Whether the list's next item on that level has that label."""
        like = (count.form, count.pattern)
        if count.form is None or self.levels.get(count.depth, like) != like:
            return False
        if count.depth == 0 and self.counts[0] is None and self.levels:
            return False  # programs differ on whether the items below have counted here already
        last = self.counts[count.depth]
        begun = count.depth in self.levels
        wanted = (self.starts[count.depth] if begun else count.value) if last is None else last + 1
        if wanted != count.value:
            return False
        if count.parent is None:
            return count.depth == 0 or 0 not in self.levels or self.counts[0] is not None
        above = self.starts[0] if self.counts[0] is None else self.counts[0]
        return above == count.parent and self.levels.get(0, (count.parent_form,))[0] == count.parent_form

    def take(self, count: Count) -> None:
        """Count an item."""
        if count.depth not in self.levels:
            self.levels[count.depth] = count.form, count.pattern
            self.starts[count.depth] = count.value
        if count.depth and 0 not in self.levels and count.parent is not None:
            self.levels[0] = count.parent_form, "%1."
            self.starts[0] = count.parent
        self.counts[count.depth] = count.value
        for deeper in range(count.depth + 1, _LEVELS):
            self.counts[deeper] = None


class Lists:
    """The numbered lists of a document."""

    def __init__(self, numbering: Any) -> None:
        """Take the root element of the part `numbering.xml`; lists that it holds stay."""
        self._numbering = numbering
        self._first = 1 + max((int(n.get(qn("w:numId"))) for n in numbering.findall(qn("w:num"))), default=0)
        self._abstract = 1 + max(
            (int(n.get(qn("w:abstractNumId"))) for n in numbering.findall(qn("w:abstractNum"))), default=0
        )
        self._made: list[_List] = []
        self._bullets: int | None = None

    def place(self, printed: Printed) -> tuple[int, int]:
        """Return the list's number and the level that give a point its label."""
        count = count_of(printed)
        if not self._made or not self._made[-1].takes(count):
            self._made.append(_List(self._next()))
        self._made[-1].take(count)
        return self._made[-1].id, count.depth

    def bullets(self) -> int:
        """Return the number of the list without numbers."""
        self._bullets = self._bullets or self._next()
        return self._bullets

    def _next(self) -> int:
        return self._first + len(self._made) + bool(self._bullets)

    def write(self, indents: Sequence[Any | None]) -> None:
        """Put the lists into the part: first all abstract ones, as the schema wants them.

        Args:
            indents: of the two levels of numbered lists, and of the list without numbers: the styles' own,
                which some programs take only from the list.
        """
        abstract = [_abstract(self._abstract + each.id, _levels(each, indents)) for each in self._made]
        ids = [each.id for each in self._made]
        if self._bullets:
            bullet = _level(0, "bullet", BULLET, 1, indents[_LEVELS])
            abstract.append(_abstract(self._abstract + self._bullets, [bullet]))
            ids.append(self._bullets)
        at = len(self._numbering.findall(qn("w:abstractNum")))
        for offset, each in enumerate(abstract):
            self._numbering.insert(at + offset, each)
        for each_id in ids:
            holder = element("abstractNumId", val=self._abstract + each_id)
            self._numbering.append(element("num", holder, numId=each_id))


def _abstract(number: int, levels: list[Any]) -> Any:
    return element("abstractNum", element("multiLevelType", val="multilevel"), *levels, abstractNumId=number)


def _levels(each: _List, indents: Sequence[Any | None]) -> list[Any]:
    made = []
    for depth in range(_LEVELS):
        form, pattern = each.levels.get(depth, ("decimal", f"%{depth + 1}."))
        made.append(_level(depth, form or "decimal", pattern, each.starts[depth], indents[depth]))
    return made


def _level(depth: int, form: str, pattern: str, start: int, indent: Any | None) -> Any:
    return element(
        "lvl",
        element("start", val=start),
        element("numFmt", val=form),
        element("lvlText", val=pattern),
        element("lvlJc", val="left"),
        None if indent is None else element("pPr", copy(indent)),
        ilvl=depth,
    )
