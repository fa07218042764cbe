"""The letters of an invented resolution, one after the other: the models of the files in `chains/`.

A file says what the resolution is, what each letter says of it, and what the history must be. What the
letters have in common is said once: `Chain.in_full` puts a letter together with it.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from random import Random
from typing import Literal

from pydantic import Field, model_validator

from samples.days import stamped
from samples.offices import OFFICES, Office, district_office, signing, taking_note
from samples.scanner import Mode
from samples.texts import Content, LetterText, NextCheckText, Paragraph, Piece, ResolutionText

CHAINS = Path(__file__).with_name("chains")

Report = Literal["interim", "final", "mixed"]
_OPENINGS: Mapping[Report | None, str] = {
    "interim": "folgender Zwischenstand kann zu oben genanntem Beschluss gegeben werden:",
    "final": "folgende abschließende Information kann zu oben genanntem Beschluss gegeben werden:",
    None: "folgende Information kann zu oben genanntem Beschluss gegeben werden:",
}
_NEWER = (
    Office(
        "Geschäftsbereich Bildung, Jugend und Sport", "Dr. Hannelore Überfeldt",
        "Beigeordnete für Bildung, Jugend und Sport", 2, (), dt.date(2022, 8, 1), style="Frau",
    ),
    Office(
        "Geschäftsbereich Umwelt und Klima, Recht und Kommunalwirtschaft", "Thea Grünschläger",
        "Beigeordnete für Umwelt und Klima, Recht und Kommunalwirtschaft", 7, (), dt.date(2022, 8, 1),
        style="Frau",
    ),
    Office(
        "Geschäftsbereich Wirtschaft, Digitales, Personal und Sicherheit", "Albrecht Süßenguth",
        "Beigeordneter für Wirtschaft, Digitales, Personal und Sicherheit", 3, (), dt.date(2022, 8, 1),
    ),
    Office(
        "Geschäftsbereich Finanzen, Personal und Recht", "Dr. Volkmar Jäckel",
        "Beigeordneter für Finanzen, Personal und Recht", 1, (), dt.date(2016, 10, 1), dt.date(2022, 12, 31),
    ),
)  # fmt: skip


class PointText(Content):
    """A point of the resolution, and what must come out of its letters.

    Attributes:
        label: its number; empty for a resolution that is one sentence.
        text: of the point.
        statuses: the first that is reported, and each that another one is followed by.
        news: the last letter that tells anything new of it, counted from 1; 0 for none.
    """

    label: str
    text: str
    statuses: tuple[str, ...] = ()
    news: int = 0


class QuoteText(Content):
    """A point as one of the letters quotes it; what is left out is as the resolution has it."""

    point: str
    label: str = ""
    text: str = ""


class SayingText(Content):
    """A report on some points, which go by the resolution's numbers; on none: on the whole resolution."""

    on: tuple[str, ...] = ()
    status: str
    text: tuple[Paragraph, ...]


class ScanText(Content):
    """How a letter was scanned."""

    seed: int
    level: str = "medium"
    dpi: int = 150
    mode: Mode = "grey"
    quality: int = 40


class ChainLetter(Content):
    """What is a letter's own.

    Attributes:
        date: on which it was written.
        illegible: what is left of its stamp where that cannot be read.
        department: where it is not the chain's any more.
        report: what kind it says it is; None where it says neither.
        form: points and reports in turn, or all points and then the reports under headings, or one report.
        heading: words before the numbers of a report's points.
        opening: the opening sentence, where it is not the usual one.
        quotes: which points it quotes, where it does not quote all of them as they are.
        mentions: days of earlier checks that its reports name.
        scans: empty for a letter that was filed as it was printed.
    """

    date: dt.date
    illegible: str = ""
    department: str = ""
    report: Report | None = None
    form: Literal["in turn", "headed", "whole"] = "headed"
    heading: Literal["Zu Beschlusspunkt", "Zu Punkt", "BK zu"] = "Zu Beschlusspunkt"
    opening: str = ""
    quotes: tuple[QuoteText, ...] = ()
    says: tuple[SayingText, ...]
    next_check: NextCheckText | None = None
    mentions: tuple[str, ...] = ()
    papers_mentioned: tuple[str, ...] = ()
    scans: tuple[ScanText, ...] = ()


class Chain(Content):
    """A resolution with its letters, the oldest first, and what its history must be.

    Attributes:
        shows: what it is there for.
        reference: words before the paper's number.
        lead_in: words before the first point, inside the quotation.
        state: at `truth.AS_OF`.
        state_is_doubtful: the last letter does not say whether it is the last.
        missing: days of checks that letters name and that are not there.
        reopened: labels of points that were settled once.
    """

    shows: tuple[str, ...]
    paper: str
    meeting: str
    subject: str
    reference: str = "Beschlusskontrolle zu"
    department: str
    district: str = ""
    file_reference: str
    confidential: bool = False
    lead_in: str = ""
    state: Literal["overdue", "open", "settled"]
    state_is_doubtful: bool = False
    missing: tuple[dt.date, ...] = ()
    reopened: tuple[str, ...] = ()
    points: tuple[PointText, ...]
    letters: tuple[ChainLetter, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _hangs_together(self) -> Chain:
        dates = [letter.date for letter in self.letters]
        if dates != sorted(set(dates)):
            raise ValueError("letters have to be in the order of their days")
        labels = {point.label for point in self.points}
        for letter in self.letters:
            quoted = {each.point for each in letter.quotes} or labels
            answered = {label for saying in letter.says for label in saying.on}
            if not (quoted <= labels and answered <= quoted):
                raise ValueError(f"the letter of {letter.date} is on points that are not there")
        return self

    def quoted_in(self, letter: ChainLetter) -> list[QuoteText]:
        """Return the points that a letter quotes, each with number and words as they are printed there."""
        points = {point.label: point for point in self.points}
        quotes = letter.quotes or [QuoteText(point=label) for label in points]
        return [
            QuoteText(
                point=each.point, label=each.label or each.point, text=each.text or points[each.point].text
            )
            for each in quotes
        ]

    def in_full(self, letter: ChainLetter) -> LetterText:
        """Return a letter of the chain as it is printed."""
        office, draw = self._office(letter), Random(letter.date.toordinal())
        return LetterText(
            tags=list(self.shows),
            department=office.department,
            file_reference=self.file_reference,
            date=None if letter.illegible else letter.date,
            stamp=letter.illegible or stamped(draw, letter.date),
            address=self._address(letter.date),
            confidential=self.confidential,
            reference=self.reference,
            resolutions=[ResolutionText(paper=self.paper, meeting=self.meeting, subject=self.subject)],
            salutation="Sehr geehrte Damen und Herren,",
            opening=letter.opening or _OPENINGS[letter.report],
            report=letter.report,
            body=list(self._body(letter)),
            next_check=letter.next_check,
            signed_by=signing(draw, office, letter.date),
            acknowledged_by=taking_note(draw, office),
            page_marks="dashes",
            papers_mentioned=list(letter.papers_mentioned),
            previous_checks=list(letter.mentions),
        )

    def _office(self, letter: ChainLetter) -> Office:
        if self.district:
            return district_office(self.district, locality=False)
        name = letter.department or self.department
        return next(
            each
            for each in (*OFFICES, *_NEWER)
            if each.department == name and each.since <= letter.date <= each.until
        )

    def _address(self, day: dt.date) -> list[str]:
        if self.district:
            return [
                "An",
                "den Vorsitzenden sowie",
                f"die Mitglieder des Stadtbezirksbeirates {self.district}",
            ]
        people = "Stadträtinnen/Stadträte" if day.year < 2020 else "Mitglieder"
        return ["An alle", f"Fraktionen sowie {people}", "des Stadtrates der Landeshauptstadt Dresden"]

    def _body(self, letter: ChainLetter) -> Iterator[Piece]:
        labels = {quote.point: quote.label for quote in self.quoted_in(letter)}
        reports = [
            Piece(
                heading=_heading(letter.heading, on) if on and letter.form == "headed" else "",
                report=list(saying.text),
                covers=on,
                status=saying.status,
            )
            for saying in letter.says
            for on in [[labels[each] for each in saying.on]]
        ]
        if letter.form != "in turn":
            yield from _quotation(self.quoted_in(letter), self.lead_in)
            yield from reports
            return
        for number, quote in enumerate(self.quoted_in(letter)):
            yield from _quotation([quote], "" if number else self.lead_in)
            yield from (each for each in reports if each.covers[-1:] == [quote.label])


def load_chains() -> list[Chain]:
    """Read all files of `chains/`, in the order of their names.

    Raises:
        pydantic.ValidationError: a file lacks something or says something unknown.
    """
    return [
        Chain.model_validate(tomllib.loads(path.read_text("utf-8"))) for path in sorted(CHAINS.glob("*.toml"))
    ]


def _quotation(quotes: list[QuoteText], lead_in: str) -> Iterator[Piece]:
    if lead_in:
        yield Piece(lead_in=lead_in, marks="open")
    for number, quote in enumerate(quotes, 1):
        opens, closes = number == 1 and not lead_in, number == len(quotes)
        yield Piece(
            point=quote.label,
            label=_printed(quote.label),
            marks="both" if opens and closes else "open" if opens else "close" if closes else "none",
            text=[quote.text],
        )


def _printed(label: str) -> str:
    """Return a point's number as it stands before its text: 2. or, below a point, a)."""
    letter = label.rpartition(".")[2]
    return f"{letter})" if letter.isalpha() else f"{label}." if label else ""


def _heading(words: str, on: list[str]) -> str:
    if len(on) == 1:
        return f"{words} {on[0]}:"
    if words == "Zu Beschlusspunkt":
        words = "Zu den Beschlusspunkten"
    return f"{words} {', '.join(on[:-1])} und {on[-1]}:"
