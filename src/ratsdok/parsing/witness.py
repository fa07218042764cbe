"""What somebody else says of a letter: one more witness for paper, date and kind of report.

An information system has a title for each file, hangs it on a paper, and knows when it was published. Clerks
type such titles with care, and now and then wrongly. So the letter's own word stands; a witness makes it
surer or doubtful, and speaks for it only where it is silent.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from ratsdok.letter import Evidence, Letter
from ratsdok.parsing.doubts import contradiction, german
from ratsdok.parsing.findings import DERIVED, NUMBERS, Doubt, findings_of
from ratsdok.parsing.references import meeting_grammar, paper_grammar
from ratsdok.parsing.titles import day_in_title, papers_in_title, report_in_title, tidied
from ratsdok.profile import Profile

# The shares of right values among what an information system says of the files of the 85 annotated letters,
# counted by paper and smoothed as evaluation/calibration.py does. The letters themselves do not hold it, so
# `ratsdok train` cannot measure it: titles, days and papers were compared with the annotation once.
_HUNG = 0.988  # the paper that the file hangs on: 85 of 85, of 40 papers
_TITLE_PAPER = 0.965  # the number in the title: 83 of 85
_TITLE_DATE = 0.92  # the date in the title, of letters whose own can be read: 30 of 32
_SAME_DAY = 0.8  # the same where it is the day of publication: 6 of 7
_PUBLISHED = 0.984  # no letter is dated after its publication: 39 of 39
_TITLE_REPORT = 0.975  # the kind of report in the title, where the opening sentence has one: 82 of 83
_SUREST = 0.99  # however many agree: what 40 papers can tell at most

_LONGEST_WAY = dt.timedelta(days=60)  # from date to publication; 24 days at most in the corpus
_SLACK = dt.timedelta(days=1)  # a day of publication in another time zone


@dataclass(frozen=True, slots=True)
class Witness:
    """What an information system says of a file.

    Attributes:
        name: the file's title there, such as *BK_SR_A0412/16_2017_05_12_Zwischenbericht*.
        date: the day that it gives for the file, as a rule when it was published.
        paper: the number of the paper that the file hangs on.
    """

    name: str | None = None
    date: dt.date | None = None
    paper: str | None = None


def hear(letters: Sequence[Letter], witness: Witness, profile: Profile) -> list[Letter]:
    """Compare the letters of a file with what a witness says of it.

    It speaks of one of them only: the one on the same paper, among those the one of the same date, else the
    first. Of a witness who contradicts the letter's paper nothing else is heard. Other documents stay as
    they are.

    Args:
        letters: all letters of the file, in order.
        witness: what an information system says of the file.
        profile: the city.

    Returns:
        The letters; that one with the witness's word in its values, evidence and findings.
    """
    told = _Told.by(witness, profile)
    heard = list(letters)
    at = max(range(len(heard)), key=lambda index: _likeness(heard[index], told), default=None)
    if at is not None and heard[at].kind == "beschlusskontrolle":
        heard[at] = _Case(heard[at], told, profile).closed()
    return heard


class _Word(NamedTuple):
    """One thing that a witness says: what, how sure, and the three ways to name where."""

    value: Any
    sure: float
    rule: str
    raw: str
    named: str  # in evidence of another value
    source: str  # in a German message


@dataclass(frozen=True, slots=True)
class _Told:
    """All that a witness says, read."""

    hung: tuple[_Word, ...]
    numbers: tuple[_Word, ...]
    date: _Word | None
    report: _Word | None
    published: dt.date | None

    @classmethod
    def by(cls, witness: Witness, profile: Profile) -> _Told:
        title, paper = tidied(witness.name or ""), tidied(witness.paper or "")
        named, source = f"OParl File.name: {title}", f"Name der Datei: „{title}“"
        numbers, hung = papers_in_title(title, profile), papers_in_title(paper, profile)
        by_paper = "oparl-paper", paper, f"OParl Paper.reference: {paper}", "ihre Vorlage"
        by_title = "oparl-name", title, named, source
        day, report = day_in_title(title), report_in_title(title, profile)
        date = None
        if day and day == witness.date:
            date = _Word(day, _SAME_DAY, "oparl-name-same-day", title, named, source)
        elif day and _fits(day, witness.date):
            date = _Word(day, _TITLE_DATE, *by_title)
        return cls(
            hung=tuple(_Word(each, _HUNG, *by_paper) for each in hung),
            numbers=tuple(_Word(each, _TITLE_PAPER, *by_title) for each in numbers),
            date=date,
            report=_Word(report, _TITLE_REPORT, *by_title) if report else None,
            published=witness.date,
        )


def _fits(day: dt.date, published: dt.date | None) -> bool:
    """Whether a letter of a day may have been published on another: one of the two is wrong otherwise."""
    return published is None or dt.timedelta() <= published - day <= _LONGEST_WAY


def _likeness(letter: Letter, told: _Told) -> tuple[bool, bool, bool]:
    papers = {word.value for word in (*told.hung, *told.numbers)}
    return (
        letter.kind == "beschlusskontrolle",
        any(resolution.paper in papers for resolution in letter.resolutions),
        told.date is not None and letter.date == told.date.value,
    )


@dataclass(slots=True)
class _Case:
    """A letter, compared with what is told of it."""

    letter: Letter
    told: _Told
    profile: Profile
    values: dict[str, Any] = field(default_factory=dict)
    evidence: dict[str, Evidence] = field(default_factory=dict)
    doubts: list[Doubt] = field(default_factory=list)

    def closed(self) -> Letter:
        """Return the letter with all values compared, and what its record shows by itself found anew."""
        if self._compare_papers():
            self._compare_date()
            self._compare_report()
        changes = {**self.values, "evidence": self.letter.evidence | self.evidence}
        letter = self.letter.model_copy(update=changes)
        seen = [finding for finding in letter.findings if finding.code not in DERIVED]
        said = [doubt.finding() for doubt in self.doubts]
        return letter.model_copy(update={"findings": (*seen, *said, *findings_of(letter, []))})

    def _compare_papers(self) -> bool:
        """Compare the numbers of papers; a letter on several need be named by one only.

        Returns:
            Whether this letter may be meant: who names another paper may speak of another file altogether.
        """
        own = {f"resolutions.{at}.paper": each.paper for at, each in enumerate(self.letter.resolutions)}
        words = (*self.told.hung, *self.told.numbers)
        same = {path: [word for word in words if word.value == paper] for path, paper in own.items()}
        if any(same.values()):
            for path, agreeing in same.items():
                self._agree(path, agreeing)
        elif words and None not in own.values():
            path, paper = next(iter(own.items()), ("", None))
            if paper:
                self._dispute(path, paper, words[0].value, words[0])
                return False
        elif words and len(own) == 1:
            self._fill_paper()
        return True

    def _fill_paper(self) -> None:
        """Take a number that paper and title agree on, or that only one of them has."""
        numbers = {word.value for word in self.told.numbers}
        hung = {word.value for word in self.told.hung}
        agreed = hung & numbers or hung ^ numbers
        if len(agreed) != 1 or self._is_of_later_year(*agreed):
            return
        words = [word for word in (*self.told.hung, *self.told.numbers) if word.value in agreed]
        (resolution,) = self.letter.resolutions
        self.values["resolutions"] = (resolution.model_copy(update={"paper": words[0].value}),)
        self._fill("resolutions.0.paper", words[0].value, words)

    def _is_of_later_year(self, number: str) -> bool:
        """Whether a paper is younger than the meeting that the letter reports on."""
        year = next((found.year for found in paper_grammar(self.profile).find(number)), None)
        return bool(year and self._meeting_year and year > self._meeting_year)

    @property
    def _meeting_year(self) -> int | None:
        meetings = [each.meeting for each in self.letter.resolutions if each.meeting]
        found = [number for each in meetings for number in meeting_grammar(self.profile).find(each)]
        return next((number.year for number in found if number.year), None)

    def _compare_date(self) -> None:
        own, word, published = self.letter.date, self.told.date, self.told.published
        if own is None:
            if word:
                self._fill_date(word)
        elif word and word.value == own:
            self._agree("date", [word])
        elif word:
            self._dispute("date", german(own), german(word.value), word)
        elif published and own > published + _SLACK:
            message = (
                f"Datum: im Brief {german(own)}, "
                f"im Informationssystem steht die Datei seit {german(published)}."
            )
            self.doubts.append(Doubt("witness-contradicts", message, "date"))
            self._lower("date", _PUBLISHED)

    def _fill_date(self, word: _Word) -> None:
        """Take a date unless the letter contradicts it, as it may its own: null beats wrong."""
        letter = self.letter
        against = contradiction(
            word.value,
            meeting_year=self._meeting_year,
            next_check=letter.next_check,
            previous_checks=letter.previous_checks,
            department=letter.department,
            profile=self.profile,
        )
        if letter.next_check and word.value > letter.next_check.date:
            against = f"die nächste Beschlusskontrolle ist für {german(letter.next_check.date)} angekündigt"
        if against:
            message = f"Datum: im Informationssystem {german(word.value)} ({word.source}), doch {against}."
            self.doubts.append(Doubt("witness-contradicts", message, "date"))
            return
        self.values["date"] = word.value
        self._fill("date", german(word.value), [word])

    def _compare_report(self) -> None:
        """Compare the kinds of report; a title may call a letter on several points by one of two kinds."""
        own, word = self.letter.report, self.told.report
        if word is None:
            return
        german_word = self.letter.model_copy(update={"report": word.value}).report_german
        if own is None:
            # Not taken: no letter's word for it is unread, and the one without a word says neither.
            message = f"Im Informationssystem heißt der Brief {german_word} ({word.source})."
            self.doubts.append(Doubt("report-kind-elsewhere", message, "report", "info"))
        elif own == word.value:
            self._agree("report", [word])
        elif "mixed" not in (own, word.value):
            self._dispute("report", str(self.letter.report_german), str(german_word), word)

    def _agree(self, path: str, words: Sequence[_Word]) -> None:
        """Make a value surer: of two who speak independently both err far less often than one."""
        entry = self.letter.evidence.get(path)
        if not entry or not words:
            return
        own, other = entry.confidence, max(word.sure for word in words)
        both = own * other / (own * other + (1 - own) * (1 - other))
        self.evidence[path] = entry.model_copy(
            update={
                "confidence": max(own, min(round(both, 3), _SUREST)),
                "witnesses": tuple(dict.fromkeys(word.named for word in words)),
            }
        )

    def _dispute(self, path: str, own: str, other: str, word: _Word) -> None:
        """Keep a value, but say who contradicts it."""
        label = _LABELS[path.rpartition(".")[2]]
        message = f"{label}: im Brief {own}, im Informationssystem {other} ({word.source})."
        self.doubts.append(Doubt("witness-contradicts", message, path))
        self._lower(path, word.sure)

    def _lower(self, path: str, other: float) -> None:
        """Make a value less sure: of two who contradict each other at least one errs."""
        if entry := self.letter.evidence.get(path):
            own = entry.confidence
            confidence = round(own * (1 - other) / (1 - own * other), 3)
            self.evidence[path] = entry.model_copy(update={"confidence": confidence})

    def _fill(self, path: str, value: str, words: Sequence[_Word]) -> None:
        """Note where a value comes from that the letter does not show."""
        first, *others = words
        self.evidence[path] = Evidence(
            raw=first.raw,
            page=1,
            span=(0, 0),
            confidence=first.sure,
            rule=first.rule,
            witnesses=tuple(dict.fromkeys(word.named for word in others if word.named != first.named)),
        )
        label = _LABELS[path.rpartition(".")[2]]
        message = (
            f"{label}: nicht aus dem Brief, sondern aus dem Informationssystem: {value} ({first.source})."
        )
        self.doubts.append(Doubt("value-from-witness", message, path, "info"))


_LABELS = {"paper": NUMBERS["paper"], "date": "Datum", "report": "Art des Berichts"}
