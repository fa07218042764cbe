"""The letter's body -> passages: what is quoted of the resolution, and what is reported on it.

A body is read line by line by a small machine with two states. It *quotes* until a quotation closes, and
*reports* until a label or a heading opens the next part. Labels count only where they follow on the last one,
so numbered work steps inside a report do not become points. Where marks are lost, `mending` divides afterwards
by the way resolutions and reports speak.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from ratsdok.parsing.cues import first_sentence, orders, starts_report
from ratsdok.parsing.headings import Heading, heading_of
from ratsdok.parsing.lookalikes import fold
from ratsdok.parsing.marks import Label, Start, quotation_marks, start_of
from ratsdok.parsing.profile import Profile
from ratsdok.parsing.text import Row, prose

_HEADING_LETTERS = 24
_GAP = 8  # how many points a letter may leave out between two that it quotes


@dataclass(slots=True)
class Quoted:
    """A quoted point, or the words before the first one.

    Attributes:
        label: `2`, `2.a` or `1.1`; None for a lead-in or a resolution without numbers.
        rows: its words, without label and quotation marks.
        closed: whether a closing mark ended it.
        opened: whether an opening mark stood at its label.
        alone: whether its label stood alone on a line.
    """

    label: str | None
    rows: list[Row] = field(default_factory=list)
    closed: bool = False
    opened: bool = False
    alone: bool = False
    resolution: int = 0


@dataclass(slots=True)
class Reported:
    """A stretch of report.

    Attributes:
        rows: its words, without the heading.
        labels: the points that its heading names; None without a heading.
        certain: whether the heading can be nothing else.
    """

    rows: list[Row] = field(default_factory=list)
    labels: tuple[str, ...] | None = None
    certain: bool = True
    resolution: int = 0


Passage = Quoted | Reported


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
        self._quoting = False
        self._depth = 0
        self._number: str | None = None
        self._letter: str | None = None
        self._listed: set[str] = set()  # labels of a list inside the running report
        self._any_label_opened = False

    def read(self, rows: Sequence[Row]) -> list[Passage]:
        """Read all rows; the first ones are a quotation unless they cannot be."""
        if rows and _speaks_as_resolution(rows):
            self.begin_quoting()
        for index, row in enumerate(rows):
            following = rows[index + 1] if index + 1 < len(rows) else None
            before = rows[index - 1] if index else None
            self._read_row(row, before, following)
        return self.passages

    def begin_quoting(self) -> None:
        """Start with a quotation, though no mark opens it."""
        self._quoting, self._depth = True, 1
        self.passages.append(Quoted(None, resolution=self._resolution))

    def _read_row(self, row: Row, before: Row | None, following: Row | None) -> None:
        start = _with_mark_below(start_of(row.text), row, following)
        heading = None if start.opens else heading_of(row.text)
        if self._is_resolution_heading(row):
            self._begin_resolution(row)
        elif heading and self._heads(heading, before):
            self._begin_report(heading, row, following)
        elif start.label and self._follows(start, row, before, following):
            self._begin_point(start, row, following)
        elif start.opens and self._opens_headed_point():
            self._begin_headed_point(start, row, following)
        elif start.opens and not self.passages:
            self.begin_quoting()
            self._quote(row.cut(start.text_at), following)
        elif self._quoting and starts_report(row.text) and (row.after_blank or _ends_sentence(before)):
            self._report(row)
        elif self._quoting:
            self._quote(row, following)
        else:
            self._report(row, start.label)

    def _is_resolution_heading(self, row: Row) -> bool:
        """Whether a row is *Beschluss:*, or *Beschluss zu A0116/15:* where there are several."""
        words, _, number = row.text.partition(" zu ")
        named = number.strip(" :.") in self._papers
        return len(words) < _HEADING_LETTERS and fold(words) in self._headings and (named or not number)

    def _begin_resolution(self, row: Row) -> None:
        number = row.text.partition(" zu ")[2].strip(" :.")
        if number:
            self._resolution = self._papers.index(number)
            self._number = self._letter = None
        if number or not self.passages or not self._quoting:
            self.begin_quoting()

    def _heads(self, heading: Heading, before: Row | None) -> bool:
        """Whether a heading-like line heads a report: certain of itself, or naming points that were quoted."""
        if self._quoting and not (heading.certain and _ends_sentence(before)):
            return False
        known = {p.label for p in self.passages if isinstance(p, Quoted) and p.label}
        if known:
            return all(label in known or _parent(label) in known or heading.certain for label in heading.labels)
        return heading.certain

    def _begin_report(self, heading: Heading, row: Row, following: Row | None) -> None:
        self._quoting, self._depth = False, 0
        self._listed.clear()
        report = Reported([], heading.labels, heading.certain, self._resolution)
        self.passages.append(report)
        rest = row.cut(heading.text_at)
        if not rest.text:
            return
        start = start_of(rest.text)
        if start.opens and not start.label and self._opens_headed_point():
            self._begin_headed_point(start, rest, following)
        else:
            report.rows.append(rest)

    def _opens_headed_point(self) -> bool:
        """Whether the last passage is a heading without words: *Zu Punkt 1:*, and then the quotation."""
        last = self.passages[-1] if self.passages else None
        return (
            isinstance(last, Reported)
            and not last.rows
            and last.labels is not None
            and len(last.labels) == 1
            and not any(isinstance(p, Quoted) and p.label == last.labels[0] for p in self.passages)
        )

    def _begin_headed_point(self, start: Start, row: Row, following: Row | None) -> None:
        heading = self.passages.pop()
        assert isinstance(heading, Reported) and heading.labels
        self._number, _, letter = heading.labels[0].partition(".")
        self._letter = letter or None
        self._open_point(heading.labels[0], opened=True, alone=False)
        self._quote(row.cut(start.text_at), following)

    def _follows(self, start: Start, row: Row, before: Row | None, following: Row | None) -> bool:
        """Whether a label goes on from the last one, in the state that the reader is in."""
        label = start.label
        assert label
        if not self.passages and not (start.opens or label.number in ("1", "1.1") or label.letter == "a"):
            return False
        if label.bare and not self._bare_counts(label, following):
            return False
        if not self.passages:
            return True
        if label.number is None:
            return self._letter_follows(label.letter or "", start, before)
        return self._number_follows(label, start, row, before)

    def _bare_counts(self, label: Label, following: Row | None) -> bool:
        if self.passages and not self._quoting:
            return False
        expected = 1 if self._number is None else int(self._number.split(".")[0]) + 1
        return label.number == str(expected) and following is not None and following.text[:1].isupper()

    def _letter_follows(self, letter: str, start: Start, before: Row | None) -> bool:
        expected = chr(ord(self._letter) + 1) if self._letter else "a"
        if letter != expected:
            return False
        if self._quoting or start.opens:
            return True
        return letter != "a" and letter not in self._listed and chr(ord(letter) - 1) not in self._listed \
            and _ends_sentence(before)

    def _number_follows(self, label: Label, start: Start, row: Row, before: Row | None) -> bool:
        if label.is_decimal:
            return self._quoting or start.opens
        number, last = int(label.number or 0), int((self._number or "0").split(".")[0])
        if number == 1 and last >= 1 and self._restarts(start):
            return True
        if number == last and label.letter:
            return self._letter_follows(label.letter, start, before)
        if self._quoting:
            return number == last + 1 or (start.opens and last < number <= last + _GAP) or not last
        if start.opens:
            return last < number <= last + _GAP
        if number == last + 1 and isinstance(self.passages[-1], Quoted):
            return True  # nothing was reported yet: the quotation goes on behind a mark too many
        in_list = str(number) in self._listed or str(number - 1) in self._listed
        return number == last + 1 and last > 0 and not in_list and not self._any_label_opened \
            and _ends_sentence(before)

    def _restarts(self, start: Start) -> bool:
        """Whether a second resolution begins: its numbers start again at 1."""
        return self._resolution + 1 < len(self._papers) and (start.opens or self._quoting)

    def _begin_point(self, start: Start, row: Row, following: Row | None) -> None:
        label = start.label
        assert label
        if label.number is not None:
            if label.number == "1" and self._number is not None and self._restarts(start):
                self._resolution += 1
            self._number, self._letter = label.number, None
        if label.letter:
            self._letter = label.letter
        name = f"{self._number}.{self._letter}" if self._letter and self._number else self._letter or self._number
        rest = row.cut(start.text_at)
        self._open_point(name or "", opened=start.opens, alone=not rest.text)
        if rest.text:
            self._quote(rest, following)

    def _open_point(self, label: str, *, opened: bool, alone: bool) -> None:
        self._quoting, self._depth = True, 1
        self._listed.clear()
        self._any_label_opened |= opened
        self.passages.append(Quoted(label, opened=opened, alone=alone, resolution=self._resolution))

    def _quote(self, row: Row, following: Row | None) -> None:
        """Add words to the open quotation, as far as its closing mark."""
        point = self.passages[-1]
        assert isinstance(point, Quoted)
        text_at = 0
        if not point.rows:  # the mark may open behind a label that stood alone
            start = start_of(row.text)
            if start.opens and not start.label:
                text_at, point.opened = start.text_at, True
                self._any_label_opened = True
        for mark in quotation_marks(row.text, text_at):
            self._depth += mark.step
            if self._depth > 0:
                continue
            rest = row.text[mark.end :].strip(" .,;'^’")
            if not _closes(row.text[: mark.start], rest, following):
                self._depth = 1
                continue
            point.rows.append(row.cut(text_at, mark.start))
            point.closed = True
            self._quoting = False
            if any(c.isalnum() for c in rest):
                self._report(row.cut(row.text.index(rest, mark.end)))
            return
        point.rows.append(row.cut(text_at))

    def _report(self, row: Row, label: Label | None = None) -> None:
        self._quoting, self._depth = False, 0
        if label:
            self._listed.add(label.number or label.letter or "")
        last = self.passages[-1] if self.passages else None
        if isinstance(last, Reported):
            last.rows.append(row)
        else:
            self.passages.append(Reported([row], resolution=self._resolution))


def _speaks_as_resolution(rows: Sequence[Row]) -> bool:
    """Whether a body that no mark and no label opens begins with the resolution all the same."""
    start = start_of(rows[0].text)
    if start.opens or start.label or heading_of(rows[0].text):
        return False
    return orders(first_sentence(prose(rows[:6])))


def _with_mark_below(start: Start, row: Row, following: Row | None) -> Start:
    """Let an opening mark count for the label that stands alone on the line above it."""
    if not start.label or start.opens or following is None or row.text[start.text_at :]:
        return start
    below = start_of(following.text)
    return replace(start, opens=below.opens and (below.label is None or below.label.number is None))


def _parent(label: str) -> str:
    return label.partition(".")[0]


def _ends_sentence(row: Row | None) -> bool:
    return row is None or row.text.rstrip("\"”“'’^")[-1:] in ".:;!?,)" or row.text[-1:] in "\"”“'^"


def _closes(before: str, rest: str, following: Row | None) -> bool:
    """Whether a mark that brings the depth to zero ends the quotation.

    At a line's end it does, unless the next line goes on in the middle of a sentence; inside a line only
    between two sentences.
    """
    if any(c.isalnum() for c in rest):
        return before.rstrip()[-1:] in ".:!?;" and rest[0].isupper()
    if before.rstrip()[-1:] in ".!?" or following is None or not following.text[0].islower():
        return True
    return heading_of(following.text) is not None or start_of(following.text).label is not None
