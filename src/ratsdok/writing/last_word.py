"""What earlier letters said last on each point of a resolution, as far as they quote or name them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby, takewhile

from ratsdok.form.roman import value_of
from ratsdok.letter import Letter, Statement, Status, upwards

Label = str | None
"""A point's label; None stands for the resolution as a whole."""

_SETTLED = frozenset({Status.IMPLEMENTED, Status.NOT_IMPLEMENTED})
_WIDTH = 6  # characters that a number is filled up to, so that 10 stands behind 2


@dataclass(frozen=True, slots=True)
class Report:
    """What one letter says of a point.

    Attributes:
        at: the letter's place among the earlier ones.
        numbers: the statements' places in the letter, as a rule of a single one.
        letter: the letter.
    """

    at: int
    numbers: tuple[int, ...]
    letter: Letter = field(compare=False, repr=False)

    @property
    def statements(self) -> tuple[Statement, ...]:
        """What it says."""
        return tuple(self.letter.statements[number] for number in self.numbers)

    @property
    def status(self) -> Status:
        """What all its statements say; where they contradict each other, nothing is certain."""
        said = {statement.status for statement in self.statements}
        return said.pop() if len(said) == 1 else Status.UNKNOWN


@dataclass(frozen=True, slots=True)
class LastWord:
    """How a point stands after the last letter.

    Attributes:
        reports: the last one that says something, and behind it the last of all if that has nothing new.
        since: the date of the letter that settled the point; None where that is unknown, or the point open.
    """

    reports: tuple[Report, ...] = ()
    since: dt.date | None = field(default=None, compare=False)

    @property
    def status(self) -> Status:
        """What was said last."""
        return self.reports[0].status if self.reports else Status.UNKNOWN

    @property
    def is_settled(self) -> bool:
        """Whether nothing more is to be reported."""
        return self.status in _SETTLED

    @property
    def is_on_the_whole(self) -> bool:
        """Whether it was said of the resolution as a whole."""
        said = [statement for report in self.reports for statement in report.statements]
        return bool(said) and not any(statement.points for statement in said)

    def is_newer_than(self, other: LastWord) -> bool:
        """Tell whether it was said in a later letter than another one."""
        return bool(self.reports and other.reports) and self.reports[0].at > other.reports[0].at


def last_words(
    quoted: Sequence[str], letters: Sequence[Letter]
) -> Iterator[tuple[tuple[str, ...], LastWord]]:
    """Yield the last words on a resolution in its order, each with the neighbouring points that it is on.

    Without points it is on the resolution as a whole. Points that only introduce their sub-points are left
    out, but nothing that is open, even where it was said of points that no letter quotes.

    Args:
        quoted: labels of the points, in order.
        letters: what was reported so far, the oldest first.
    """
    named = {label for letter in letters for each in letter.statements for label in each.points}
    points = [
        label for label in quoted if label in named or not any(_is_below(each, label) for each in named)
    ]
    labels = in_label_order(points, named.difference(quoted))
    words: dict[Label, LastWord] = {label: _last_word(label, letters) for label in (*labels, None)}
    kept = [label for label in words if label in points or _is_left_over(label, words)]
    # Each point that was never reported on is a group of its own: there is no word that they could share.
    groups = [
        tuple(group)
        for _, group in groupby(kept, lambda label: words[label] if words[label].reports else label)
    ]
    for group in groups:
        days = [words[label].since for label in group]
        since = None if None in days else max(filter(None, days))
        word = replace(words[group[0]], since=since)
        whole = len(groups) == 1 and word.is_on_the_whole
        yield () if whole else tuple(filter(None, group)), word


def _is_left_over(label: Label, words: Mapping[Label, LastWord]) -> bool:
    """Tell whether a word on points that nobody quotes is open still, and none on a part of them says it."""
    word = words[label]
    below = [each for other, each in words.items() if _is_below(other, label)]
    if not below:
        return True
    if not word.reports or word.is_settled:
        return False
    said_below = any(word.reports[0] in each.reports for each in below)
    return not said_below and not all(each.is_newer_than(word) for each in below)


def _last_word(label: Label, letters: Sequence[Letter]) -> LastWord:
    reports = list(_reports_on(label, letters))
    telling = [report for report in reports if report.status is not Status.UNCHANGED]
    if not telling or telling[-1].status not in _SETTLED:
        return LastWord(tuple(dict.fromkeys((*telling[-1:], *reports[-1:]))))
    # Later letters often repeat what was settled: the first one that says so settled it.
    same = takewhile(lambda report: report.status is telling[-1].status, reversed(telling))
    days = [report.letter.date for report in same if report.letter.date]
    return LastWord(tuple(telling[-1:]), min(days, default=None))


def _reports_on(label: Label, letters: Sequence[Letter]) -> Iterator[Report]:
    """Yield what letters report on a point: under its own label, else its parent's, else on the whole."""
    for at, letter in enumerate(letters):
        if numbers := letter.statements_on(label):
            yield Report(at, numbers, letter)


def _is_below(label: Label, parent: Label) -> bool:
    return label != parent and parent in upwards(label)


def in_label_order(labels: Sequence[str], further: Iterable[str]) -> list[str]:
    """Put further labels among others, which keep their order: 1, 1.a, 2, 10.

    Points of other resolutions, with a paper's number in front, stand behind those of the first.
    """
    papers = ["", *(label.rpartition(" ")[0] for label in labels)]

    def rank(label: str) -> tuple[int, str, list[str], str]:
        paper, _, plain = label.rpartition(" ")
        place = papers.index(paper) if paper in papers else len(papers)
        return place, paper, [_sortable(part) for part in plain.split(".")], label

    ordered = list(labels)
    for label in sorted(further, key=rank):
        later = (at for at, other in enumerate(ordered) if rank(other) > rank(label))
        ordered.insert(next(later, len(ordered)), label)
    return ordered


def _sortable(part: str) -> str:
    if part and not part.strip("IVXL"):
        part = str(value_of(part))
    return part.rjust(_WIDTH, "0") if part.isdecimal() else part
