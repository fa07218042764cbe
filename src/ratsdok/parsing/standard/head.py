"""The head of a standard letter, its reference block and its opening sentence."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from ratsdok.form import wording
from ratsdok.form.days import read_day
from ratsdok.form.styles import Style
from ratsdok.letter import Resolution
from ratsdok.parsing.dates import find_dates
from ratsdok.parsing.findings import Doubt
from ratsdok.parsing.opening import announced
from ratsdok.parsing.references import resolutions_in
from ratsdok.parsing.standard.ledger import Ledger, Take
from ratsdok.parsing.text import Row, StyledText
from ratsdok.profile import Profile


class Head:
    """Takes the paragraphs above the resolution.

    Attributes:
        takes: what takes a paragraph, by its style.
    """

    def __init__(self, ledger: Ledger, profile: Profile) -> None:
        self._ledger = ledger
        self._profile = profile
        self._without_subject = 0  # the first resolution that no subject has followed yet
        self.takes: dict[str, Take] = {
            Style.CONFIDENTIAL: self._confidential,
            Style.ADDRESS: lambda p: ledger.add("recipients", p.text, p),
            Style.DEPARTMENT: lambda p: ledger.set("department", p.text, p),
            Style.FILE_REFERENCE: self._file_reference,
            Style.DATE: self._date,
            Style.REFERENCE: self._reference,
            Style.SUBJECT: self._subject,
            Style.SALUTATION: lambda p: ledger.set("salutation", p.text, p),
            Style.OPENING: self._opening,
        }

    def _confidential(self, paragraph: StyledText) -> None:
        box = paragraph.text[:1]
        if box in (wording.TICKED, wording.UNTICKED):
            self._ledger.set("confidential", box == wording.TICKED, paragraph)

    def _file_reference(self, paragraph: StyledText) -> None:
        self._ledger.set("file_reference", wording.behind(wording.FILE_REFERENCE, paragraph.text), paragraph)

    def _date(self, paragraph: StyledText) -> None:
        words = wording.behind(wording.DATE, paragraph.text).strip()
        if not words or self._ledger.is_place(words, "date"):
            return
        day = read_day(words) or _day_in(words)
        self._ledger.set("date", day, paragraph)
        if day is None:
            message = f"Das Datum ist nicht sicher lesbar: „{words}“."
            self._ledger.doubts.append(Doubt("date-unreadable", message, "date", "info"))

    def _reference(self, paragraph: StyledText) -> None:
        read = wording.read_reference_line(paragraph.text)
        resolutions = self._ledger.lists["resolutions"]
        for paper, meeting in [read] if read else _references_in(paragraph.rows, self._profile):
            path = f"resolutions.{len(resolutions)}"
            for name, value in (("paper", paper), ("meeting", meeting)):
                if value is not None:
                    self._ledger.note(f"{path}.{name}", paragraph, value)
            resolutions.append(Resolution(paper=paper, meeting=meeting))

    def _subject(self, paragraph: StyledText) -> None:
        """Take a subject: of all resolutions that were named since the last one."""
        resolutions = self._ledger.lists["resolutions"]
        first, self._without_subject = self._without_subject, len(resolutions)
        if paragraph.text == wording.WITHOUT_SUBJECT:
            return
        for index in range(first, len(resolutions)):
            resolutions[index] = resolutions[index].model_copy(update={"subject": paragraph.text})
            self._ledger.note(f"resolutions.{index}.subject", paragraph)

    def _opening(self, paragraph: StyledText) -> None:
        try:
            report = wording.read_opening(paragraph.text)
        except KeyError:
            report = announced(paragraph.text, self._profile)
        self._ledger.set("report", report, paragraph)


def _day_in(words: str) -> dt.date | None:
    """Return the day that words of another form name, if it is the only one."""
    days = {found.date for found in find_dates(words) if found.precision == "day"}
    return days.pop() if len(days) == 1 else None


def _references_in(rows: Sequence[Row], profile: Profile) -> Iterator[tuple[str | None, str | None]]:
    """Yield the numbers of a reference line in other words."""
    for paper, meeting in resolutions_in(rows, profile) if rows else ():
        yield paper.reference.value if paper else None, meeting.reference.value if meeting else None
