"""Passages -> the resolution's points, and statements with the points they cover.

What a report covers, in this order: the points its heading names; the points its first sentence names; where
quotations and reports alternate, the points quoted since the last report; else the resolution as a whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ratsdok.parsing.cues import first_sentence, plainly_tells
from ratsdok.parsing.headings import mentioned, named_in
from ratsdok.parsing.marks import ROMAN, SPECKS, quotation_marks
from ratsdok.parsing.passages import Passage, Quoted, Reported
from ratsdok.parsing.text import Row, prose

_SENTENCE_ROWS = 6  # that a sentence goes on in
_SETTLED = re.compile(r"\b(?:beantwortet|erfüllt|umgesetzt|erledigt|abgeschlossen|informiert|berichtet)\b")
_NOTE = re.compile(r"^Hinweise?:?$")


@dataclass(slots=True)
class Reading:
    """A text of the record, with the rows it was read from.

    Attributes:
        labels: of a point its label (one, or none); of a statement the points covered.
        rows: its words.
        rule: what decided on the labels.
        doubtful: whether the text may be cut in the wrong place.
    """

    labels: tuple[str, ...]
    rows: list[Row]
    rule: str
    doubtful: bool = False


@dataclass(slots=True)
class Content:
    """What a letter quotes and reports."""

    lead_in: list[Row] = field(default_factory=list)
    points: list[Reading] = field(default_factory=list)
    statements: list[Reading] = field(default_factory=list)


def content_of(
    passages: Sequence[Passage], papers: Sequence[str | None] = (), *, roman: bool = False
) -> Content:
    """Return points and statements of a body's passages.

    Args:
        passages: the body, divided.
        papers: the resolutions' numbers; labels of the second and later ones carry theirs in front.
        roman: whether the points are numbered in roman numerals.
    """
    content = Content()
    labelled = any(isinstance(p, Quoted) and p.label for p in passages)
    for passage in passages:
        if not isinstance(passage, Quoted) or not passage.rows:
            continue
        if passage.label is None and labelled and not content.points:
            content.lead_in += passage.rows
        else:
            label = _full_label(passage.label, passage.resolution, papers)
            content.points.append(
                Reading((label,) if label else (), passage.rows, _point_rule(passage), passage.merged)
            )
    content.statements = _statements(passages, content, papers)
    _doubt(content)
    if roman:
        for reading in (*content.points, *content.statements):
            reading.labels = tuple(_in_roman(label) for label in reading.labels)
    return content


def _in_roman(label: str) -> str:
    """Write a label's number as it was printed: `2.a` -> `II.a`."""
    number, dot, rest = label.partition(".")
    return f"{ROMAN[int(number)]}{dot}{rest}" if number.isdigit() and int(number) < len(ROMAN) else label


def _doubt(content: Content) -> None:
    """Mark the texts that look cut in the wrong place."""
    several = any(statement.labels for statement in content.statements)
    for statement in content.statements:
        whole_among_several = several and not statement.labels and statement.rule != "note"
        begins_inside = statement.rows[0].text[0].islower()
        statement.doubtful = whole_among_several or begins_inside or _surplus_marks(statement.rows)
    for point in content.points:
        point.doubtful |= _surplus_marks(point.rows) or plainly_tells(prose(point.rows))


def _surplus_marks(rows: Sequence[Row]) -> bool:
    return sum(mark.step for row in rows for mark in quotation_marks(row.text)) < 0


def _point_rule(passage: Quoted) -> str:
    if passage.label is None:
        return "quotation"
    return "quoted-label" if passage.opened else "label"


def _full_label(label: str | None, resolution: int, papers: Sequence[str | None]) -> str | None:
    paper = papers[resolution] if 0 < resolution < len(papers) else None
    return f"{paper} {label}" if paper and label else label


def _statements(passages: Sequence[Passage], content: Content, papers: Sequence[str | None]) -> list[Reading]:
    known = [point.labels[0] for point in content.points if point.labels]
    alternating = _quotation_blocks(passages) > 1
    statements: list[Reading] = []
    block: list[str] = []
    reported = True
    for passage in passages:
        if isinstance(passage, Quoted):
            block = [] if reported else block
            reported = False
            label = _full_label(passage.label, passage.resolution, papers)
            block += [label] if label and label in known else []
            continue
        reported = True
        if passage.labels is not None:
            labels = tuple(_full_label(x, passage.resolution, papers) or x for x in passage.labels)
            statements += _noted(passage.rows, _known_labels(labels, known), "heading", apart=True)
        else:
            statements += _unheaded(passage, block, known, alternating=alternating)
    return [statement for statement in statements if statement.rows]


def _quotation_blocks(passages: Sequence[Passage]) -> int:
    """Count the runs of quotations that a report without heading follows."""
    blocks, quoting = 0, False
    for passage in passages:
        if isinstance(passage, Quoted):
            quoting = quoting or bool(passage.rows)
        elif quoting and passage.labels is None:
            blocks, quoting = blocks + 1, False
    return blocks


def _known_labels(labels: Iterable[str], known: Sequence[str]) -> tuple[str, ...]:
    """Put a parent's sub-points for a parent without words of its own."""
    found: list[str] = []
    for label in labels:
        children = [other for other in known if other.startswith(f"{label}.")]
        found += children if label not in known and children else [label]
    return tuple(dict.fromkeys(found))


def _unheaded(passage: Reported, block: list[str], known: list[str], *, alternating: bool) -> list[Reading]:
    """Divide a report without heading where its paragraphs begin to speak of other points."""
    sections = _sections(passage.rows, known, named=not alternating)
    default = _siblings(block) if alternating else ()
    rule = "alternating" if alternating else "whole"
    named = {label for labels, _ in sections for label in labels}
    rest = tuple(label for label in block if label not in named and not _parent_in(label, named))
    readings: list[Reading] = []
    for index, (labels, rows) in enumerate(sections):
        if not labels:
            covered = rest if index == 0 and len(sections) > 1 and rest else default
            readings += _noted(rows, covered, rule, apart=alternating)
            continue
        cut = _settled_paragraph(rows) if rest and index == len(sections) - 1 else None
        readings.append(Reading(_known_labels(labels, known), rows[:cut], "mention"))
        if cut is not None:
            readings.append(Reading(rest, rows[cut:], "remainder"))
    return readings


def _labels_at(rows: Sequence[Row], index: int, *, named: bool) -> tuple[str, ...]:
    """Return the points that the sentence at a row speaks of, or where `named` those it only names."""
    labels = mentioned(rows[index].text)
    if labels or not named:
        return labels
    return named_in(first_sentence(prose(rows[index : index + _SENTENCE_ROWS])))


def _sections(
    rows: list[Row], known: Sequence[str], *, named: bool
) -> list[tuple[tuple[str, ...], list[Row]]]:
    """Return stretches of rows with the labels that their first sentences name."""
    sections: list[tuple[tuple[str, ...], list[Row]]] = []
    for index, row in enumerate(rows):
        labels = _labels_at(rows, index, named=named) if _begins_paragraph(rows, index) else ()
        if labels and known and not all(x in known or _has_children(x, known) for x in labels):
            labels = ()
        if labels or not sections:
            sections.append((labels, []))
        sections[-1][1].append(row)
    return sections


def _settled_paragraph(rows: Sequence[Row]) -> int | None:
    """Return where the text goes on to other points, after a paragraph that settles those it names."""
    for index in range(1, len(rows)):
        if rows[index].after_blank and _begins_paragraph(rows, index):
            return index if _SETTLED.search(prose(rows[:index])) else None
    return None


def _siblings(block: Sequence[str]) -> tuple[str, ...]:
    """Return the points of a block that share its report.

    The last point and its siblings quoted with it do. A lone sub-point stands for itself, since the report
    speaks of *the* point; several below their parent are the parent's, which the report then names in the
    singular.
    """
    if not block:
        return ()
    last = block[-1]
    parent, _, letter = last.rpartition(".")
    family = [label for label in block if label.rpartition(".")[0] == parent]
    if not letter or not parent:
        trailing: list[str] = []
        for label in reversed(block):
            if "." in label:
                break
            trailing.insert(0, label)
        return tuple(trailing)
    if parent in block and len(family) > 1:
        return (parent,)
    return tuple(family)


def _noted(rows: list[Row], labels: tuple[str, ...], rule: str, *, apart: bool) -> list[Reading]:
    """Set a closing *Hinweis* apart where each report belongs to single points: it speaks of the whole."""
    for index, row in enumerate(rows):
        if apart and index and _NOTE.match(row.text):
            return [Reading(labels, rows[:index], rule), Reading((), rows[index + 1 :], "note")]
    return [Reading(labels, rows, rule)]


def _begins_paragraph(rows: Sequence[Row], index: int) -> bool:
    return index == 0 or rows[index - 1].text.rstrip(SPECKS)[-1:] in ".:!?"


def _has_children(label: str, known: Sequence[str]) -> bool:
    return any(other.startswith(f"{label}.") for other in known)


def _parent_in(label: str, named: set[str]) -> bool:
    return label.rpartition(".")[0] in named
