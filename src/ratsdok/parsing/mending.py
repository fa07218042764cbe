"""Passages whose marks were lost or torn off -> passages as the page shows them.

Four injuries, each with its cure: labels torn off and stacked before their texts, a label that slipped into
the list of the point before it, a quotation closed too early by an inner mark, and one whose closing mark is
gone.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from ratsdok.parsing.cues import first_sentence, orders, plainly_tells, tells
from ratsdok.parsing.marks import SPECKS, quotation_marks
from ratsdok.parsing.passages import Passage, Quoted, Reported
from ratsdok.parsing.text import Row, prose

_BULLETS = "-–—•■▪°®"
_ENDS = ".:;!?"
_ITEM_ENDS = ".;"
_SENTENCE_ROWS = 6


def mend(passages: list[Passage]) -> list[Passage]:
    """Return the passages with torn labels and lost closing marks made good."""
    _unstack(passages)
    _let_labels_sink(passages)
    _extend_closed_early(passages)
    return _divide_unclosed(passages)


def _unstack(passages: list[Passage]) -> None:
    """Give each of several labels that stand before their texts its own text."""
    index = 0
    while index < len(passages):
        stack = _stack_at(passages, index)
        if len(stack) > 1:
            parts = _parts(stack[-1].rows, len(stack))
            stack[0].merged = len(parts) < len(stack)
            parts += [[] for _ in stack[len(parts) :]]  # nobody has the same words twice
            for point, rows in zip(stack, parts, strict=True):
                point.rows = rows
        index += max(1, len(stack))


def _stack_at(passages: list[Passage], index: int) -> list[Quoted]:
    """Return the siblings from `index` on, of which only the last has words."""
    stack: list[Quoted] = []
    for passage in passages[index:]:
        if not isinstance(passage, Quoted) or not passage.label or not passage.alone:
            break
        if stack and passage.label.count(".") != stack[-1].label.count("."):  # type: ignore[union-attr]
            break
        stack.append(passage)
        if passage.rows:
            break
    return stack if stack and stack[-1].rows and not any(point.rows for point in stack[:-1]) else []


def _parts(rows: list[Row], count: int) -> list[list[Row]]:
    """Divide rows into as many texts as there are labels: a row each, or at the sentences' ends."""
    if len(rows) == count:
        return [[row] for row in rows]
    starts = [i for i in range(1, len(rows)) if _begins_paragraph(rows, i)]
    ordering = [i for i in starts if orders(_sentence_at(rows, i))]
    if len(starts) < count - 1:
        # "wird beauftragt, 1. … einzurichten. 2. bis zum …": a small letter after a full stop begins an item
        starts = [i for i in range(1, len(rows)) if rows[i - 1].text.rstrip(SPECKS)[-1:] in _ITEM_ENDS]
    cuts = sorted((ordering if len(ordering) >= count - 1 else starts)[: count - 1])
    edges = [0, *cuts, len(rows)]
    return [rows[a:b] for a, b in pairwise(edges)]


def _let_labels_sink(passages: Sequence[Passage]) -> None:
    """Move the list items that stand between a lone label and its sentence back to the point before."""
    for before, point in pairwise(passages):
        if not (isinstance(before, Quoted) and isinstance(point, Quoted) and point.alone and point.rows):
            continue
        if point.rows[0].text[0] not in _BULLETS:
            continue
        last_bullet = max(i for i, row in enumerate(point.rows) if row.text[0] in _BULLETS)
        start = next(
            (i for i in range(last_bullet + 1, len(point.rows)) if _is_sentence(point.rows, i)), None
        )
        if start:
            before.rows += point.rows[:start]
            point.rows = point.rows[start:]


def _is_sentence(rows: Sequence[Row], index: int) -> bool:
    sentence = _sentence_at(rows, index)
    after_lone_bullet = index > 0 and rows[index - 1].text in _BULLETS
    return not after_lone_bullet and rows[index].text[0].isupper() and orders(sentence)


def _extend_closed_early(passages: Sequence[Passage]) -> None:
    """Give back to a quotation the words up to the mark that really closes it.

    Where an inner opening mark is lost, its closing one seems to end the whole; the true end then stands in
    the report, a closing mark too many at the end of a sentence.
    """
    for point, report in pairwise(passages):
        if not (isinstance(point, Quoted) and isinstance(report, Reported) and report.labels is None):
            continue
        at = _surplus_end(report.rows)
        if at and not plainly_tells(prose(report.rows[:at])):
            point.rows += _without_mark(report.rows[:at])
            report.rows = report.rows[at:]


def _surplus_end(rows: Sequence[Row]) -> int | None:
    """Return the row after the last closing mark that nothing opened, at the end of a line and a sentence."""
    depth, end = 0, None
    for index, row in enumerate(rows):
        for mark in quotation_marks(row.text):
            depth += mark.step
        if depth < 0 and _ends_quotation(row.text):
            end, depth = index + 1, 0
    return end


def _ends_quotation(text: str) -> bool:
    """Whether a line ends with a sentence and a closing mark behind it."""
    marks = quotation_marks(text)
    if not marks or marks[-1].step > 0 or any(c.isalnum() for c in text[marks[-1].end :]):
        return False
    return text[: marks[-1].start].rstrip()[-1:] in _ENDS


def _divide_unclosed(passages: Sequence[Passage]) -> list[Passage]:
    """Divide each quotation without a closing mark where the report on it begins.

    There must be a report where the next label has an opening mark, at the body's end, and where the point
    before got one without any mark: such a letter answers point by point.
    """
    mended: list[Passage] = []
    unmarked = False
    for index, passage in enumerate(passages):
        mended.append(passage)
        if not isinstance(passage, Quoted) or passage.closed or len(passage.rows) < 2:
            continue
        following = passages[index + 1] if index + 1 < len(passages) else None
        if isinstance(following, Reported):
            continue
        must = following is None or following.opened
        at = _end_by_mark(passage.rows) if must else None
        if at is None:
            at = _end_by_speech(passage.rows, must=must or unmarked)
        if at is not None:
            unmarked = unmarked or not must
            report = Reported(passage.rows[at:], resolution=passage.resolution)
            passage.rows, passage.closed = _without_mark(passage.rows[:at]), True
            mended.append(report)
    return mended


def _end_by_mark(rows: Sequence[Row]) -> int | None:
    """Return the row after the last mark that closes at a line's and a sentence's end.

    An inner quotation whose own closing mark is lost leaves the outer one open for the count of marks.
    """
    for index in range(len(rows) - 1, 0, -1):
        ends = _ends_quotation(rows[index - 1].text)
        if ends and _begins_paragraph(rows, index) and _balanced(rows[index:]):
            return index
    return None


def _end_by_speech(rows: Sequence[Row], *, must: bool) -> int | None:
    """Return the first row that begins a sentence of report after one of resolution."""
    starts = [
        i for i in range(1, len(rows)) if _begins_paragraph(rows, i) and rows[i].text[0] not in _BULLETS
    ]
    for index in starts:
        sentence = _sentence_at(rows, index)
        after_gap = rows[index].after_blank
        if (must and tells(sentence)) or (after_gap and plainly_tells(sentence)):
            return index
        if must and after_gap and not _orders_around(rows, index):
            return index
    return next((i for i in starts if must and not _orders_around(rows, i)), None)


def _orders_around(rows: Sequence[Row], index: int) -> bool:
    """Whether the sentence at a row orders too, or the one before it does not."""
    return orders(_sentence_at(rows, index)) or not orders(prose(rows[max(0, index - 3) : index]))


def _without_mark(rows: list[Row]) -> list[Row]:
    """Drop the closing mark at the end of a quotation."""
    last = rows[-1]
    marks = quotation_marks(last.text)
    if marks and marks[-1].step < 0 and not any(c.isalnum() for c in last.text[marks[-1].end :]):
        return [*rows[:-1], last.cut(0, marks[-1].start)]
    return rows


def _begins_paragraph(rows: Sequence[Row], index: int) -> bool:
    before = rows[index - 1].text.rstrip(SPECKS)
    first = rows[index].text[0]
    return before[-1:] in _ENDS and (first.isupper() or first.isdigit() or first in "„§")


def _balanced(rows: Sequence[Row]) -> bool:
    return sum(mark.step for row in rows for mark in quotation_marks(row.text)) >= 0


def _sentence_at(rows: Sequence[Row], index: int) -> str:
    return first_sentence(prose(rows[index : index + _SENTENCE_ROWS]))
