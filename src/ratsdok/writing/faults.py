"""What keeps a record from being a letter, all of it at once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ratsdok.errors import RecordError
from ratsdok.form import wording
from ratsdok.form.days import printed_check, read_check, read_previous, spelled_previous
from ratsdok.form.labels import Labels
from ratsdok.letter import Letter

# Characters that XML 1.0 has no place for (2.2), and control characters that no printer shows.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")

_COUNTED = re.compile("%[1-9]")  # in a list's label the place of a number


def check(letter: Letter) -> None:
    """Check that a record can be written as a letter.

    Raises:
        RecordError: it is another document's, or holds control characters, or values that would be read
            back as others; every place is named.
    """
    name = letter.document.name
    if letter.kind == "other":
        raise RecordError("the record is of another document than a Beschlusskontrolle letter", source=name)
    values = letter.model_dump(mode="python", exclude={"document", "findings", "evidence"})
    faults = tuple(_control_characters(values, ""))
    if faults:
        raise RecordError("the record holds control characters", faults, source=name)
    faults = (*_open_places(values, ""), *_ambiguous(letter))
    if faults:
        raise RecordError("the record holds what a letter cannot show unmistakably", faults, source=name)


def _ambiguous(letter: Letter) -> Iterator[str]:
    """Yield what would be read back as something else: nothing is lost without a word."""
    for index, each in enumerate(letter.resolutions):
        numbers = each.paper, each.meeting
        if wording.read_reference_line(wording.reference_line(*numbers)) != numbers:
            yield f"resolutions.{index}: {numbers}"
        if each.subject == wording.WITHOUT_SUBJECT:
            yield f"resolutions.{index}.subject: {each.subject!r}"
    yield from _ambiguous_labels(letter)
    yield from _ambiguous_days(letter)
    if any(wording.BETWEEN in paper for paper in letter.papers_mentioned):
        yield f"papers_mentioned: {letter.papers_mentioned}"


def _ambiguous_labels(letter: Letter) -> Iterator[str]:
    written, read = Labels(), Labels()
    for index, point in enumerate(letter.points):
        if point.label is None:
            continue
        printed = written.printed(point.label)
        if printed.anew:
            read.begin(printed.paper)
        counted = _COUNTED.search(printed.text) is None and "„" not in printed.text
        if not counted or read.read(printed.text.strip()) != point.label:
            yield f"points.{index}.label: {point.label!r}"
    for index, statement in enumerate(letter.statements):
        if wording.read_report_heading(wording.report_heading(statement.points)) != statement.points:
            yield f"statements.{index}.points: {statement.points}"


def _ambiguous_days(letter: Letter) -> Iterator[str]:
    check = letter.next_check
    if check:
        read = read_check(printed_check(check))
        if read is None or (read.date, read.precision) != (check.date, check.precision):
            yield f"next_check.date: {check.date} is not the last day of its {check.precision}"
    for index, each in enumerate(letter.previous_checks):
        if wording.BETWEEN in each or read_previous(spelled_previous(each)) != each:
            yield f"previous_checks.{index}: {each!r}"


def _open_places(values: Any, path: str) -> Iterator[str]:
    """Yield texts that are the very words that invite to fill in a place."""
    for place, text in _texts(values, path):
        if wording.is_place(text):
            yield f"{place}: {text!r}"


def _control_characters(values: Any, path: str) -> Iterator[str]:
    for place, text in _texts(values, path):
        found = sorted({f"U+{ord(character):04X}" for character in _UNPRINTABLE.findall(text)})
        if found:
            yield f"{place}: {', '.join(found)}"


def _texts(value: Any, path: str) -> Iterator[tuple[str, str]]:
    """Yield all texts of a record with their paths."""
    if isinstance(value, str):
        yield path, value
        return
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, tuple) else ()
    for key, each in items:
        yield from _texts(each, f"{path}.{key}" if path else str(key))
