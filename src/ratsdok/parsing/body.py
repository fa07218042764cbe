"""The letter's body -> passages: what is quoted of the resolution, and what is reported on it.

A body is read line by line by a small machine with two states. It *quotes* until a quotation closes, and
*reports* until a label or a heading opens the next part. Where marks are lost, `mending` divides afterwards
by the way resolutions and reports speak.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ratsdok.parsing.cues import first_sentence, orders, starts_report
from ratsdok.parsing.headings import Heading, heading_of
from ratsdok.parsing.lookalikes import fold
from ratsdok.parsing.marks import Label, Start, quotation_marks, start_of
from ratsdok.parsing.passages import Passage, Quoted, Reported, ends_sentence
from ratsdok.parsing.sequence import LabelSequence
from ratsdok.parsing.stamps import without_stamp
from ratsdok.parsing.text import Row, prose
from ratsdok.profile import Profile

_CONJUNCTIONS = ("und", "sowie", "oder")  # between two quoted points: part of neither
_HEADING_LETTERS = 24  # of *Beschlusswortlaut* and the like
_SENTENCE_ROWS = 6  # that a sentence goes on in


class BodyReader:
    """Reads the rows of a body into passages, in order.

    Attributes:
        passages: what was read so far.
    """

    def __init__(self, profile: Profile, papers: Sequence[str | None] = ()) -> None:
        self.passages: list[Passage] = []
        self._headings = {fold(heading) for heading in profile.phrases.resolution_heading}
        self._papers = list(papers)
        self._resolution = 0
        self._sequence = LabelSequence()
        self._quoting = False
        self._depth = 0  # of quotation marks; 1 inside the outer quotation
        self._ahead: Sequence[Row] = ()  # the row being read and those that its sentence may go on in

    def read(self, rows: Sequence[Row]) -> list[Passage]:
        """Read all rows."""
        if rows and _speaks_as_resolution(rows):
            self._begin_quoting()
        for index, row in enumerate(rows):
            following = rows[index + 1] if index + 1 < len(rows) else None
            before = rows[index - 1] if index else None
            self._ahead = rows[index : index + _SENTENCE_ROWS]
            self._read_row(row, before, following)
        return self.passages

    @property
    def roman(self) -> bool:
        """Whether the points are numbered in roman numerals."""
        return self._sequence.roman

    def _read_row(self, row: Row, before: Row | None, following: Row | None) -> None:
        start = self._sequence.fitting(_with_mark_below(start_of(row.text), row, following))
        heading = None if start.opens else heading_of(row.text)
        if self._is_resolution_heading(row):
            self._begin_resolution(row)
        elif heading and self._heads(heading, before):
            self._begin_report(heading, row, following)
        elif start.label and self._follows(start, before, following):
            self._begin_point(start, row, following)
        elif start.opens and self._opens_headed_point():
            self._begin_headed_point(start, row, following)
        elif start.opens and not self.passages:
            self._begin_quoting(opened=True)
            self._quote(row.cut(start.text_at), following)
        elif self._quoting and starts_report(row.text) and (row.after_blank or ends_sentence(before)):
            self._report(row)
        elif self._quoting:
            self._quote(row, following)
        else:
            self._report(row, start.label)

    # --- headings ---

    def _is_resolution_heading(self, row: Row) -> bool:
        """Whether a row is *Beschluss:*, or *Beschluss zu A0116/15:* where there are several."""
        words, _, number = without_stamp(row.text).partition(" zu ")
        named = number.strip(" :.") in self._papers
        return len(words) < _HEADING_LETTERS and fold(words) in self._headings and (named or not number)

    def _begin_resolution(self, row: Row) -> None:
        number = without_stamp(row.text).partition(" zu ")[2].strip(" :.")
        if number:
            self._resolution = self._papers.index(number)
            self._sequence.restart()
        if number or not self.passages or not self._quoting:
            self._begin_quoting()

    def _heads(self, heading: Heading, before: Row | None) -> bool:
        """Whether a heading-like line heads a report: sure of itself, or naming points that were quoted.

        In a quotation the latter ends it only where no mark is there to do so.
        """
        unmarked = not any(p.opened for p in self.passages if isinstance(p, Quoted))
        if self._quoting and not ((heading.certain or unmarked) and ends_sentence(before)):
            return False
        known = {p.label for p in self.passages if isinstance(p, Quoted) and p.label}
        labels = self._full_labels(heading)
        return heading.certain or all(x in known or x.partition(".")[0] in known for x in labels)

    def _begin_report(self, heading: Heading, row: Row, following: Row | None) -> None:
        self._quoting, self._depth = False, 0
        self._sequence.listed.clear()
        report = Reported([], self._full_labels(heading), self._resolution)
        self.passages.append(report)
        rest = row.cut(heading.text_at)
        start = start_of(rest.text)
        if start.opens and not start.label and self._opens_headed_point():
            self._begin_headed_point(start, rest, following)
        elif rest.text:
            report.rows.append(rest)

    def _full_labels(self, heading: Heading) -> tuple[str, ...]:
        """Complete a heading's lone letters: *zu a)* below point 2 is on 2.a."""
        known = {p.label for p in self.passages if isinstance(p, Quoted) and p.label}
        below = {label: f"{self._sequence.top}.{label}" for label in heading.labels if label.isalpha()}
        return tuple(below[x] if below.get(x) in known and x not in known else x for x in heading.labels)

    def _opens_headed_point(self) -> bool:
        """Whether the last passage is a heading over a quotation: *Zu Punkt 1:*, and then the words."""
        last = self.passages[-1] if self.passages else None
        if not isinstance(last, Reported) or last.rows or last.labels is None or len(last.labels) != 1:
            return False
        return not any(isinstance(p, Quoted) and p.label == last.labels[0] for p in self.passages)

    def _begin_headed_point(self, start: Start, row: Row, following: Row | None) -> None:
        heading = self.passages.pop()
        assert isinstance(heading, Reported)
        assert heading.labels
        self._sequence.take_name(heading.labels[0])
        self._open_point(opened=True, alone=False)
        self._quote(row.cut(start.text_at), following)

    # --- quotations ---

    def _begin_quoting(self, *, opened: bool = False) -> None:
        """Begin a quotation without a label."""
        self._quoting, self._depth = True, 1
        self.passages.append(Quoted(None, opened=opened, resolution=self._resolution))

    def _follows(self, start: Start, before: Row | None, following: Row | None) -> bool:
        """Whether a label is the next point's."""
        label = start.label
        assert label
        if not self.passages:
            return start.opens or label.number in ("1", "1.1") or label.letter == "a"
        if label.bare:
            upper_below = following is not None and following.text[:1].isupper()
            return self._quoting and self._sequence.bare_follows(label, upper_below=upper_below)
        return self._restarts(start) or self._sequence.follows(
            start,
            quoting=self._quoting,
            nothing_reported=isinstance(self.passages[-1], Quoted),
            after_sentence=ends_sentence(before),
            ordering=lambda: orders(first_sentence(prose(self._ahead)[start.text_at :])),
        )

    def _restarts(self, start: Start) -> bool:
        """Whether a second resolution begins: its numbers start again at 1."""
        again = start.label is not None and start.label.number == "1" and self._sequence.number is not None
        return again and self._resolution + 1 < len(self._papers) and (start.opens or self._quoting)

    def _begin_point(self, start: Start, row: Row, following: Row | None) -> None:
        if self._restarts(start):
            self._resolution += 1
        self._sequence.take(start)
        rest = row.cut(start.text_at)
        self._open_point(opened=start.opens, alone=not rest.text)
        if rest.text:
            self._quote(rest, following)

    def _open_point(self, *, opened: bool, alone: bool) -> None:
        self._quoting, self._depth = True, 1
        self.passages.append(
            Quoted(self._sequence.name, opened=opened, alone=alone, resolution=self._resolution)
        )

    def _quote(self, row: Row, following: Row | None) -> None:
        """Add words to the open quotation, as far as its closing mark."""
        point = self.passages[-1]
        assert isinstance(point, Quoted)
        text_at = 0 if point.rows else self._mark_behind_label(point, row)
        for mark in quotation_marks(row.text, text_at):
            self._depth += mark.step
            if self._depth > 0:
                continue
            rest = row.text[mark.end :].strip(" .,;'^’")
            if _closes(row.text[: mark.start], rest, following):
                point.rows.append(row.cut(text_at, mark.start))
                self._close(point, row, rest, mark.end)
                return
            self._depth = 1
        point.rows.append(row.cut(text_at))

    def _mark_behind_label(self, point: Quoted, row: Row) -> int:
        """Return where the words begin behind a mark that opens below a label alone on its line."""
        start = start_of(row.text)
        if not start.opens or start.label:
            return 0
        point.opened = self._sequence.any_opened = True
        return start.text_at

    def _close(self, point: Quoted, row: Row, rest: str, mark_end: int) -> None:
        point.closed, self._quoting = True, False
        if any(c.isalnum() for c in rest) and rest not in _CONJUNCTIONS:
            self._report(row.cut(row.text.index(rest, mark_end)))

    # --- reports ---

    def _report(self, row: Row, label: Label | None = None) -> None:
        self._quoting, self._depth = False, 0
        if label:
            self._sequence.listed.add(label.number or label.letter or "")
        last = self.passages[-1] if self.passages else None
        if isinstance(last, Reported):
            last.rows.append(row)
        else:
            self.passages.append(Reported([row], resolution=self._resolution))


def _with_mark_below(start: Start, row: Row, following: Row | None) -> Start:
    """Let an opening mark count for the label that stands alone on the line above it."""
    if not start.label or start.opens or following is None or row.text[start.text_at :]:
        return start
    below = start_of(following.text)
    return replace(start, opens=below.opens and (below.label is None or below.label.number is None))


def _speaks_as_resolution(rows: Sequence[Row]) -> bool:
    """Whether a body that no mark and no label opens begins with the resolution all the same."""
    start = start_of(rows[0].text)
    if start.opens or start.label or heading_of(rows[0].text):
        return False
    return orders(first_sentence(prose(rows[:_SENTENCE_ROWS])))


def _closes(before: str, rest: str, following: Row | None) -> bool:
    """Whether a mark that brings the depth to zero ends the quotation.

    At a line's end it does, unless the next line goes on in the middle of a sentence; inside a line only
    between two sentences.
    """
    if rest in _CONJUNCTIONS:
        return True
    if any(c.isalnum() for c in rest):
        return before.rstrip()[-1:] in ".:!?;" and rest[0].isupper()
    if before.rstrip()[-1:] in ".!?" or following is None or not following.text[0].islower():
        return True
    return heading_of(following.text) is not None or start_of(following.text).label is not None
