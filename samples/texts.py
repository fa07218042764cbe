r"""What an invented letter says: the models of the files in `letters/`.

A paragraph is a string; a tab in it parts a hanging label from its text (`"-\tLampen"`). A table stands
where a paragraph may stand. Everything printed and everything true of the letter is said here once, in
clean prose: the press adds hyphens and quotation marks, and the record leaves them out.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

LETTERS = Path(__file__).with_name("letters")


class Content(BaseModel):
    """What all parts of a letter's content have in common: no unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Table(Content):
    """A ruled table; widths in points."""

    rows: list[list[str]]
    widths: list[float]

    @model_validator(mode="after")
    def _fits(self) -> Table:
        if any(len(row) != len(self.widths) for row in self.rows):
            raise ValueError("every row needs as many cells as there are widths")
        return self


Paragraph = str | Table


def prose(paragraphs: list[Paragraph]) -> str:
    """Return paragraphs as the one line that a record holds: table cells joined by blanks, row after row."""
    lines = [
        paragraph if isinstance(paragraph, str) else " ".join(" ".join(row) for row in paragraph.rows)
        for paragraph in paragraphs
    ]
    return " ".join(" ".join(lines).split())


class Piece(Content):
    """A piece of the body: a heading, the lead-in, a quoted point, or a report.

    Attributes:
        heading: words on a line of their own (`Beschluss:`); of a report the words before it.
        run_in: the report goes on in its heading's line.
        lead_in: words before the first point, inside the quotation.
        point: a quoted point's label as the record gives it; empty for an unnumbered resolution.
        label: the point's label as printed (`2. a)`).
        marks: which outer quotation marks stand at the quoted piece; never at a table.
        mark_first: the opening mark stands before the label.
        text: the point's paragraphs.
        report: the report's paragraphs.
        covers: labels of the points it reports on.
        status: what it says of them.
    """

    heading: str = ""
    run_in: bool = False
    lead_in: str = ""
    point: str | None = None
    label: str = ""
    marks: Literal["none", "open", "close", "both"] = "none"
    mark_first: bool = False
    text: list[Paragraph] = []
    report: list[Paragraph] = []
    covers: list[str] = []
    status: str = ""

    @model_validator(mode="after")
    def _marks_stand_at_words(self) -> Piece:
        ends = self.text[:1] * self.opens + self.text[-1:] * self.closes
        if any(isinstance(end, Table) for end in ends):
            raise ValueError("a quotation mark needs a paragraph of words to stand at, not a table")
        return self

    @property
    def opens(self) -> bool:
        """Whether the outer quotation begins here."""
        return self.marks in ("open", "both")

    @property
    def closes(self) -> bool:
        """Whether the outer quotation ends here."""
        return self.marks in ("close", "both")


class ResolutionText(Content):
    """A resolution as the reference line and the subject name it."""

    paper: str
    meeting: str | None = None
    subject: str


class NextCheckText(Content):
    """The next check, as printed and as meant."""

    raw: str
    date: dt.date
    precision: str
    label: str = "nächste Beschlusskontrolle:"
    own_line: bool = Field(default=False, description="the date stands on the line below the label")


class PersonText(Content):
    """Someone under the letter; `style` is how a deputy's stamp addresses him or her."""

    name: str
    role: str | None = None
    on_behalf_of: str | None = None
    style: str = "Herr"


class Annex(Content):
    """A page after the signatures."""

    title: str
    paragraphs: list[Paragraph]


class LetterText(Content):
    """A whole letter: what is printed, and beside it what is true of it where printing hides it."""

    tags: list[str]
    department: str
    file_reference: str
    printed_reference: str = Field(default="", description="the GZ, where it is printed less tidily")
    date: dt.date | None = None
    stamp: str = Field(default="", description="the date as stamped; empty for none")
    typed: bool = Field(default=False, description="the date is typed, not stamped")
    address: list[str]
    confidential: bool = False
    reference: str = "Beschlusskontrolle zu"
    resolutions: list[ResolutionText]
    salutation: str
    opening: str
    report: Literal["interim", "final", "mixed"] | None = None
    closing_mark: str = "“"
    body: list[Piece]
    next_check: NextCheckText | None = None
    signed_by: list[PersonText]
    acknowledged_by: list[PersonText]
    scribbled: bool = False
    attachments_heading: str = ""
    attachments: list[str] = []
    annex: Annex | None = None
    page_marks: Literal["none", "dashes", "counted"] = "none"
    size: float = Field(default=11.0, description="of the type, in points")
    word_over_page: bool = Field(default=False, description="the first page ends inside a word")
    papers_mentioned: list[str] = []
    previous_checks: list[str] = []


class OtherText(Content):
    """A Beschlussausfertigung: the council's own copy of a resolution, no letter."""

    tags: list[str]
    body_name: str
    meeting: str
    held: str
    paper: str
    subject: str
    points: list[Piece]
    place_and_date: str
    chair: str


def load(path: Path) -> LetterText | OtherText:
    """Read one content file.

    Raises:
        pydantic.ValidationError: the file lacks something or says something unknown.
    """
    content = tomllib.loads(path.read_text("utf-8"))
    return OtherText.model_validate(content) if "chair" in content else LetterText.model_validate(content)
