"""The end of a standard letter: next check, what it refers to, signatures, attachments."""

from __future__ import annotations

import re

from ratsdok.form import wording
from ratsdok.form.days import read_check, read_previous
from ratsdok.form.source import with_source
from ratsdok.form.styles import Style
from ratsdok.letter import CheckDate, Person
from ratsdok.parsing.dates import find_dates
from ratsdok.parsing.findings import Doubt
from ratsdok.parsing.standard.ledger import Ledger, Take
from ratsdok.parsing.text import StyledText

_BULLETS = re.compile(f"^[{wording.BULLET}•] ?")  # the form's own, and what programs make of it


class End:
    """Takes the paragraphs below the reports.

    Attributes:
        takes: what takes a paragraph, by its style.
    """

    def __init__(self, ledger: Ledger, subject: str) -> None:
        self._ledger = ledger
        self._subject = subject
        self._side = "signed_by"
        self._principal: str | None = None  # for whom the next one signs
        self._heading: StyledText | None = None  # over attachments, as long as none is named
        self.takes: dict[str, Take] = {
            Style.PREVIOUS_CHECKS: self._previous_checks,
            Style.PAPERS: self._papers,
            Style.NEXT_CHECK: self._next_check,
            Style.CLOSING: lambda p: None,
            Style.DEPUTY: self._deputy,
            Style.NAME: self._name,
            Style.OFFICE: self._office,
            Style.ACKNOWLEDGEMENT: self._acknowledgement,
            Style.ATTACHMENTS: self._attachments,
            Style.ATTACHMENT: self._attachment,
        }

    def finish(self) -> None:
        """Enter what only the end of the letter tells: a heading without a list stands for an attachment."""
        if self._heading:
            self._ledger.add("attachments", self._heading.text, self._heading)

    def _previous_checks(self, paragraph: StyledText) -> None:
        for words in wording.behind(wording.PREVIOUS_CHECKS, paragraph.text).split(wording.BETWEEN):
            self._ledger.add("previous_checks", read_previous(words), paragraph)

    def _papers(self, paragraph: StyledText) -> None:
        for paper in wording.behind(wording.PAPERS, paragraph.text).split(wording.BETWEEN):
            self._ledger.add("papers_mentioned", paper, paragraph)

    def _next_check(self, paragraph: StyledText) -> None:
        words = wording.behind(wording.NEXT_CHECK, paragraph.text)
        if not words.strip() or self._ledger.is_place(words, "next_check"):
            return
        check = read_check(words)
        if check is None:
            found = list(find_dates(words))
            check = (
                CheckDate(date=found[-1].date, precision=found[-1].precision, raw=words) if found else None
            )
        if check is None:
            message = f"Die nächste Beschlusskontrolle ist nicht sicher lesbar: „{words}“."
            self._ledger.doubts.append(Doubt("next-check-unreadable", message, "next_check"))
            return
        self._ledger.values["next_check"] = with_source(check, self._subject)
        self._ledger.note("next_check.date", paragraph, words)

    def _deputy(self, paragraph: StyledText) -> None:
        self._principal = wording.behind(wording.DEPUTY, paragraph.text)

    def _name(self, paragraph: StyledText) -> None:
        path = f"{self._side}.{len(self._ledger.lists[self._side])}"
        self._ledger.note(f"{path}.name", paragraph)
        person = Person(name=paragraph.text, on_behalf_of=self._principal)
        self._ledger.lists[self._side].append(person)
        self._principal = None

    def _office(self, paragraph: StyledText) -> None:
        people = self._ledger.lists[self._side]
        if not people:
            self._ledger.remark_unassigned(paragraph)
            return
        self._ledger.note(f"{self._side}.{len(people) - 1}.role", paragraph)
        role = people[-1].role
        office = paragraph.text if role is None else f"{role} {paragraph.text}"
        people[-1] = people[-1].model_copy(update={"role": office})

    def _acknowledgement(self, _: StyledText) -> None:
        self._side = "acknowledged_by"

    def _attachments(self, paragraph: StyledText) -> None:
        self._heading = paragraph

    def _attachment(self, paragraph: StyledText) -> None:
        self._heading = None
        name = _BULLETS.sub("", paragraph.text, count=1)
        self._ledger.add("attachments", name, paragraph)


def _other_check(words: str) -> CheckDate | None:
    """Return the next check in words of another form: the last date among them."""
    found = list(find_dates(words))
    return CheckDate(date=found[-1].date, precision=found[-1].precision, raw=words) if found else None
