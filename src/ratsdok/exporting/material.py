"""What is exported: the letters of an excerpt, without what is not to be passed on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import Literal

from ratsdok.archive.excerpt import Entry, Excerpt, Report
from ratsdok.archive.selection import Selection
from ratsdok.exporting.privacy import is_about_people, without_persons

TableName = Literal["letters", "points", "checks"]


@dataclass(frozen=True, slots=True)
class Wishes:
    """How an export is to be.

    Attributes:
        persons: with people's names.
        evidence: with where each value comes from and how sure it is; in tables, which are doubtful.
        table: which one a CSV holds.
        plain: CSV for programs, not for a German Excel.
        base_url: what OParl's identifiers begin with; None: they are URNs.
    """

    persons: bool = True
    evidence: bool = True
    table: TableName = "letters"
    plain: bool = False
    base_url: str | None = None


class Material:
    """The letters to export, in the orders that exports need.

    Attributes:
        wishes: how the export is to be.
        shortened: cells that were too long for their format so far.
    """

    def __init__(self, excerpt: Excerpt, wishes: Wishes) -> None:
        self._excerpt = excerpt
        self.wishes = wishes
        self.shortened = 0

    @property
    def selection(self) -> Selection:
        """Which letters were asked for."""
        return self._excerpt.selection

    def letters(self, *, evidence: bool = False) -> Iterator[Entry]:
        """Yield letters by date.

        Args:
            evidence: the format has a place for it, if it is wished at all.
        """
        wanted = evidence and self.wishes.evidence
        return map(self._cleaned, self._excerpt.letters(with_evidence=wanted))

    def by_resolution(self, *, evidence: bool = False) -> Iterator[Report]:
        """Yield letters by city and paper, each resolution's newest first."""
        wanted = evidence and self.wishes.evidence
        return map(self._cleaned_report, self._excerpt.by_resolution(with_evidence=wanted))

    def next_checks(self) -> Iterator[Report]:
        """Yield the newest letter of each resolution that promises a next check, by its date."""
        return map(self._cleaned_report, self._excerpt.next_checks(with_evidence=False))

    def _cleaned_report(self, report: Report) -> Report:
        return report._replace(entry=self._cleaned(report.entry))

    def _cleaned(self, entry: Entry) -> Entry:
        if not self.wishes.evidence:
            entry = replace(entry, doubtful=frozenset())
        if not self.wishes.persons:
            doubtful = frozenset(path for path in entry.doubtful if not is_about_people(path))
            entry = replace(entry, letter=without_persons(entry.letter), doubtful=doubtful)
        return entry


def in_groups(entries: Iterable[Entry], size: int) -> Iterator[list[Entry]]:
    """Yield letters by the group: this many, in the last one what is left."""
    each = iter(entries)
    while group := list(islice(each, size)):
        yield group
