"""The resolution that a standard letter quotes, and the reports on it."""

from __future__ import annotations

from dataclasses import dataclass, field

from ratsdok.form import wording
from ratsdok.form.labels import Labels
from ratsdok.form.styles import Style
from ratsdok.letter import Point, Statement, Status
from ratsdok.parsing.headings import heading_of
from ratsdok.parsing.standard.ledger import AS_PRINTED, RULE, Ledger, Take
from ratsdok.parsing.status import StatementText, classify
from ratsdok.parsing.text import Row, StyledText


@dataclass(slots=True)
class _Report:
    """A statement as it is read.

    Attributes:
        labels: of the points that its heading names.
        text: its words; None before the first.
        rows: their lines.
        status: what stands behind *Sachstand*; None where nothing does.
        status_rows: where that stands.
    """

    labels: tuple[str, ...]
    text: str | None = None
    rows: list[Row] = field(default_factory=list)
    status: Status | None = None
    status_rows: list[Row] = field(default_factory=list)


class Content:
    """Takes the paragraphs from the resolution to the last report.

    Attributes:
        takes: what takes a paragraph, by its style.
    """

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._labels = Labels()
        self._heading: tuple[str, ...] | None = None  # over the next report
        self._reports: list[_Report] = []
        self._reporting = False
        self.takes: dict[str, Take] = {
            Style.RESOLUTION_HEADING: self._resolution_heading,
            Style.LEAD_IN: lambda p: ledger.set("lead_in", wording.unquoted(p.text), p),
            Style.QUOTATION: lambda p: self._point(None, p.text, p),
            Style.POINT: self._labelled,
            Style.SUB_POINT: self._labelled,
            Style.REPORT_HEADING: self._report_heading,
            Style.STATUS: self._status,
            Style.REPORT: self._report,
        }

    def take_more(self, paragraph: StyledText) -> bool:
        """Take a paragraph in a style of the user's, if a report is being read; tell whether it was taken."""
        if self._reporting:
            self._report(paragraph)
        return self._reporting

    def _resolution_heading(self, paragraph: StyledText) -> None:
        self._labels.begin(wording.read_resolution_heading(paragraph.text))

    def _labelled(self, paragraph: StyledText) -> None:
        label, mark, words = paragraph.text.partition("„")
        if not mark:  # somebody took the quotation marks away
            label, _, words = paragraph.text.partition(" ")
        printed = label.strip()
        self._point(self._labels.read(printed) if printed else None, f"{mark}{words}", paragraph)

    def _point(self, label: str | None, text: str, paragraph: StyledText) -> None:
        self._reporting, self._heading = False, None
        self._ledger.add("points", Point(label=label, text=wording.unquoted(text)), paragraph)

    def _report_heading(self, paragraph: StyledText) -> None:
        labels = wording.read_report_heading(paragraph.text)
        if labels is None:
            heading = heading_of(paragraph.text)
            labels = heading.labels if heading else ()
        self._reporting, self._heading = False, labels

    def _status(self, paragraph: StyledText) -> None:
        report = self._begin()
        words = wording.behind(wording.STATUS, paragraph.text).strip()
        if words and not self._ledger.is_place(words, f"statements.{len(self._reports) - 1}.status"):
            report.status, report.status_rows = wording.read_status(words), paragraph.rows

    def _report(self, paragraph: StyledText) -> None:
        """Take words of a report; further paragraphs go on with it."""
        begun = self._reporting and self._heading is None
        report = self._reports[-1] if begun else self._begin()
        if self._ledger.is_place(paragraph.text, f"statements.{len(self._reports) - 1}.text"):
            return
        report.text = paragraph.text if report.text is None else f"{report.text} {paragraph.text}"
        report.rows += paragraph.rows

    def _begin(self) -> _Report:
        """Begin the statement below the last heading."""
        report = _Report(self._heading or ())
        self._reporting, self._heading = True, None
        self._reports.append(report)
        return report

    def close(self) -> None:
        """End the last report: what follows is no part of it."""
        self._reporting = False

    def judge(self, kind: str | None) -> None:
        """Enter the statements; of those that name no status, what their words say of it.

        Args:
            kind: what kind of report the letter is.
        """
        unsaid = [report for report in self._reports if report.status is None and report.text]
        judged = classify([StatementText(report.text or "", kind) for report in unsaid])
        verdicts = dict(zip(map(id, unsaid), judged, strict=True))
        for index, report in enumerate(self._reports):
            path = f"statements.{index}"
            self._ledger.book.note(path, report.rows, RULE, confidence=AS_PRINTED)
            verdict = verdicts.get(id(report))
            if verdict:
                book = self._ledger.book
                book.note(f"{path}.status", report.rows, verdict.rule, confidence=verdict.confidence)
            else:
                self._ledger.book.note(f"{path}.status", report.status_rows, RULE, confidence=AS_PRINTED)
            status = verdict.status if verdict else report.status or Status.UNKNOWN
            self._ledger.lists["statements"].append(
                Statement(points=report.labels, text=report.text or "", status=status)
            )
