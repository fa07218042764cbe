"""The labels that Word generates for lists: they stand nowhere in the text (ECMA-376-1, 17.9)."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from docx.oxml.ns import qn

from ratsdok.form.roman import roman

_BULLET = "•"
_PRIVATE_USE = re.compile("[\ue000-\uf8ff]")
_PLACE = re.compile(r"%([1-9])")
_DEEPEST = 9  # levels of a list, by the standard
_LONGEST_CHAIN = 20  # of styles that are based on each other, which may run in a circle in a broken file


class Level(NamedTuple):
    """How one level of a list is numbered.

    Attributes:
        form: such as `decimal` or `lowerLetter`.
        pattern: the label with `%1` for the number of the first level.
        start: the first number.
        restarts_after: the level (from 1) whose next number starts this one anew; 0 never.
        legal: all numbers in the label are decimal.
        parted: whether a blank or a tab follows.
    """

    form: str
    pattern: str
    start: int
    restarts_after: int
    legal: bool
    parted: bool


class Numbering:
    """Counts the numbered paragraphs of a document in their order."""

    def __init__(self, numbering: Any | None, styles: Any | None) -> None:
        """Take the root elements of the parts `numbering.xml` and `styles.xml`, where they exist."""
        self._abstract = _by_id(numbering, "w:abstractNum", "w:abstractNumId")
        self._lists = _by_id(numbering, "w:num", "w:numId")
        self._styles = _by_id(styles, "w:style", "w:styleId")
        self._levels: dict[tuple[str, int], Level | None] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._begun: set[tuple[str, int]] = set()

    def label(self, paragraph: Any) -> str:
        """Return what Word shows in front of a paragraph, with the blank that follows, and count it."""
        found = self._list_of(paragraph)
        if found is None:
            return ""
        list_id, depth = found
        level = self._level(list_id, depth)
        if level is None:
            return ""
        counts = self._counted(list_id, depth, level)
        if level.form == "bullet":
            label = _PRIVATE_USE.sub(_BULLET, level.pattern)
        else:
            label = _PLACE.sub(
                lambda place: self._number(list_id, level, counts, int(place[1]) - 1), level.pattern
            )
        return label + " " if label and level.parted else label

    def _list_of(self, paragraph: Any) -> tuple[str, int] | None:
        """Return list and level of a paragraph: its own, or those of its style or the styles beneath."""
        properties = paragraph.find(qn("w:pPr"))
        list_id, depth = _list_in(properties)
        style = _value(properties, "w:pStyle")
        for _ in range(_LONGEST_CHAIN):
            if (list_id is not None and depth is not None) or style not in self._styles:
                break
            of_style = self._styles[style]
            style_list, style_depth = _list_in(of_style.find(qn("w:pPr")))
            list_id, depth = list_id or style_list, style_depth if depth is None else depth
            style = _value(of_style, "w:basedOn")
        if list_id is None or list_id not in self._lists:  # 0 takes a paragraph out of its style's list
            return None
        return list_id, min(max(depth or 0, 0), _DEEPEST - 1)

    def _abstract_id(self, list_id: str) -> str:
        abstract_id = _value(self._lists[list_id], "w:abstractNumId") or ""
        linked = _value(self._abstract.get(abstract_id), "w:numStyleLink")
        if linked in self._styles:  # The levels are those of the list that a list style names.
            of_style, _ = _list_in(self._styles[linked].find(qn("w:pPr")))
            abstract_id = _value(self._lists.get(of_style or ""), "w:abstractNumId") or abstract_id
        return abstract_id

    def _level(self, list_id: str, depth: int) -> Level | None:
        key = (list_id, depth)
        if key not in self._levels:
            element = _at_depth(self._override(list_id, depth), "w:lvl", depth)
            if element is None:
                element = _at_depth(self._abstract.get(self._abstract_id(list_id)), "w:lvl", depth)
            self._levels[key] = None if element is None else _level_of(element, depth)
        return self._levels[key]

    def _override(self, list_id: str, depth: int) -> Any | None:
        return _at_depth(self._lists[list_id], "w:lvlOverride", depth)

    def _counted(self, list_id: str, depth: int, level: Level) -> list[int | None]:
        """Count a paragraph. Lists of the same abstract list go on counting, unless they start anew."""
        counts = self._counts.setdefault(self._abstract_id(list_id), [None] * _DEEPEST)
        fresh = _integer(_value(self._override(list_id, depth), "w:startOverride"))
        if fresh is not None and (list_id, depth) not in self._begun:
            counts[depth] = fresh
        else:
            last = counts[depth]
            counts[depth] = level.start if last is None else last + 1
        self._begun.add((list_id, depth))
        for deeper in range(depth + 1, _DEEPEST):
            below = self._level(list_id, deeper)
            if below is None or depth < below.restarts_after:
                counts[deeper] = None
        return counts

    def _number(self, list_id: str, level: Level, counts: list[int | None], depth: int) -> str:
        at = self._level(list_id, depth)
        if at is None:
            return ""
        count = counts[depth]
        return written(at.start if count is None else count, "decimal" if level.legal else at.form)


def written(number: int, form: str) -> str:
    """Return a number as a list shows it; unknown forms as decimal.

    Args:
        number: the count.
        form: a value of ST_NumberFormat (ECMA-376-1, 17.18.59).
    """
    if form == "none":
        return ""
    if form == "decimalZero":
        return f"{number:02d}"
    if form == "ordinal":
        return f"{number}."
    if 0 < number < 4000 and form in ("lowerRoman", "upperRoman"):
        return _cased(roman(number), form)
    if 0 < number <= 26 * 30 and form in ("lowerLetter", "upperLetter"):
        times, letter = divmod(number - 1, 26)  # z is followed by aa, bb, cc
        return _cased(chr(ord("a") + letter) * (times + 1), form)
    return str(number)


def _cased(label: str, form: str) -> str:
    return label.upper() if form.startswith("upper") else label.lower()


def _level_of(element: Any, depth: int) -> Level:
    form = _value(element, "w:numFmt") or "decimal"
    start = _integer(_value(element, "w:start"))
    restart = _integer(_value(element, "w:lvlRestart"))
    return Level(
        form,
        _value(element, "w:lvlText") or "",
        0 if start is None else start,
        depth if restart is None else restart,
        element.find(qn("w:isLgl")) is not None,
        _value(element, "w:suff") != "nothing",
    )


def _by_id(root: Any | None, tag: str, key: str) -> dict[str, Any]:
    return {} if root is None else {child.get(qn(key)): child for child in root.findall(qn(tag))}


def _at_depth(parent: Any | None, tag: str, depth: int) -> Any | None:
    if parent is None:
        return None
    return next((c for c in parent.findall(qn(tag)) if c.get(qn("w:ilvl")) == str(depth)), None)


def _list_in(properties: Any | None) -> tuple[str | None, int | None]:
    numbered = None if properties is None else properties.find(qn("w:numPr"))
    return _value(numbered, "w:numId"), _integer(_value(numbered, "w:ilvl"))


def _value(parent: Any | None, tag: str) -> str | None:
    child = None if parent is None else parent.find(qn(tag))
    value = None if child is None else child.get(qn("w:val"))
    return None if value is None else str(value)


def _integer(value: str | None) -> int | None:
    return int(value) if value is not None and re.fullmatch(r"\d{1,9}", value) else None
