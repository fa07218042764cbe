"""The record of a letter: frozen pydantic models, the same names in Python and in JSON.

The names are a contract (`ratsdok/letter/1`) with catalogues, exports and whoever reads the JSON: they may
be added to, never renamed, and never change their meaning.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from enum import StrEnum
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field
from pydantic_core import PydanticSerializationError

SCHEMA: Literal["ratsdok/letter/1"] = "ratsdok/letter/1"


class Record(BaseModel):
    """What all parts of a record have in common: frozen, and no unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, serialize_by_alias=True)


class Status(StrEnum):
    """What a statement says of the points it covers."""

    IMPLEMENTED = "implemented"
    IN_PROGRESS = "in_progress"
    PLANNED = "planned"
    DEFERRED = "deferred"
    NOT_IMPLEMENTED = "not_implemented"
    UNCHANGED = "unchanged"
    UNKNOWN = "unknown"

    @property
    def german(self) -> str:
        """The label that people read."""
        return _GERMAN[self]


_GERMAN = {
    Status.IMPLEMENTED: "umgesetzt",
    Status.IN_PROGRESS: "in Umsetzung",
    Status.PLANNED: "geplant",
    Status.DEFERRED: "zurückgestellt",
    Status.NOT_IMPLEMENTED: "nicht umgesetzt",
    Status.UNCHANGED: "kein neuer Sachstand",
    Status.UNKNOWN: "unklar",
}


REPORTS = {
    "interim": "Zwischenbericht",
    "final": "Abschlussbericht",
    "mixed": "Zwischen- und Abschlussbericht",
}
"""Kinds of report as people read them."""

_PRECISIONS = {  # {0} is the date, {1} its quarter, {2} its half-year
    "day": "{0:%d.%m.%Y}",
    "month": "{0:%m/%Y}",
    "quarter": "{1}. Quartal {0.year}",
    "half-year": "{2}. Halbjahr {0.year}",
    "year": "{0.year}",
}

DOUBTFUL_BELOW = 0.8
"""Values below this confidence are marked wherever people read them: look at the letter itself."""


class DocumentInfo(Record):
    """The file that a record was made from."""

    name: str = Field(description="file name without folders")
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$", description="checksum of the file's bytes")
    media_type: str
    pages: int = Field(ge=1)
    text_source: Literal["text-layer", "ocr", "mixed", "docx", "text"]
    profile: str = Field(description="name of the city profile")


class Resolution(Record):
    """A resolution that the letter reports on."""

    paper: str | None = Field(description="its paper's number, such as V2738/14")
    meeting: str | None = Field(default=None, description="the meeting that passed it, such as SR/005/2014")
    subject: str | None = None


class Point(Record):
    """A point of the quoted resolution."""

    label: str | None = Field(description="4, 8.a or 1.1; null for a resolution without numbers")
    text: str


class Statement(Record):
    """What the administration reports on some points."""

    points: tuple[str, ...] = Field(default=(), description="labels covered; empty: the whole resolution")
    text: str
    status: Status


class CheckDate(Record):
    """The next Beschlusskontrolle that the letter promises."""

    date: dt.date = Field(description="of an imprecise date the last day: July 2016 is 2016-07-31")
    precision: Literal["day", "month", "quarter", "half-year", "year"]
    raw: str

    @property
    def german(self) -> str:
        """The date as people read it, no more precise than the letter is."""
        date = self.date
        return _PRECISIONS[self.precision].format(date, (date.month + 2) // 3, (date.month + 5) // 6)


class Person(Record):
    """Someone who signed or took note."""

    name: str
    role: str | None = None
    on_behalf_of: str | None = Field(default=None, description="for whom, where someone signs in Vertretung")


class Finding(Record):
    """What a careful clerk would remark on the letter."""

    code: str = Field(description="stable; listed in docs/findings.md")
    severity: Literal["info", "warning", "error"]
    message: str = Field(description="in German")
    path: str | None = Field(default=None, description="the value it is about, such as points.2")


class Evidence(Record):
    """Where a value comes from and how sure it is."""

    raw: str = Field(description="characters as found")
    page: int = Field(ge=1, description="the page the value starts on")
    boxes: tuple[tuple[float, float, float, float], ...] = Field(
        default=(), description="[x0, top, x1, bottom] in points from that page's top left corner, one a line"
    )
    span: tuple[int, int] = Field(description="[start, end) in the document's text")
    confidence: float = Field(ge=0, le=1, description="of values with 0.9, nine in ten are right")
    rule: str = Field(description="what found it")
    readings: tuple[str, ...] = Field(default=(), description="of a second look, the one that won first")
    witnesses: tuple[str, ...] = Field(
        default=(),
        description="what else says the same, such as OParl File.name: BK_...; the key is there only if any",
        exclude_if=lambda witnesses: not witnesses,
    )

    @property
    def is_doubtful(self) -> bool:
        """Whether a reader should look at the letter itself."""
        return self.confidence < DOUBTFUL_BELOW


class Letter(Record):
    """The record of one Beschlusskontrolle letter, or of another document (`kind` is then `other`)."""

    schema_version: Literal["ratsdok/letter/1"] = Field(default=SCHEMA, alias="schema")
    kind: Literal["beschlusskontrolle", "other"]
    document: DocumentInfo
    resolutions: tuple[Resolution, ...] = ()
    date: dt.date | None = None
    file_reference: str | None = Field(default=None, description="Geschäftszeichen (GZ), tidied")
    department: str | None = None
    recipients: tuple[str, ...] = ()
    confidential: bool | None = Field(default=None, description="is the box before *vertraulich* ticked?")
    salutation: str | None = None
    report: Literal["interim", "final", "mixed"] | None = None
    lead_in: str | None = Field(default=None, description="words before the first numbered point")
    points: tuple[Point, ...] = ()
    statements: tuple[Statement, ...] = ()
    next_check: CheckDate | None = None
    signed_by: tuple[Person, ...] = ()
    acknowledged_by: tuple[Person, ...] = ()
    attachments: tuple[str, ...] = ()
    papers_mentioned: tuple[str, ...] = ()
    previous_checks: tuple[str, ...] = Field(default=(), description="2016-01-05, or 2016-01 without a day")
    findings: tuple[Finding, ...] = ()
    evidence: dict[str, Evidence] = Field(default_factory=dict, description="keyed by the value's path")

    def statements_on(self, label: str | None) -> tuple[int, ...]:
        """Return the places of the statements on a point: by its own label, else its parent's, else on all.

        Args:
            label: the point's; None for the resolution as a whole.
        """
        for name in upwards(label):
            on_it = tuple(
                at
                for at, each in enumerate(self.statements)
                if (not each.points if name is None else name in each.points)
            )
            if on_it:
                return on_it
        return ()

    @property
    def report_german(self) -> str | None:
        """What kind of report it is, as people read it; None where the opening sentence does not say."""
        return REPORTS[self.report] if self.report else None

    def to_json(self, *, evidence: bool = True, indent: int | None = 1) -> str:
        """Return the record as JSON.

        Args:
            evidence: False leaves the evidence out.
            indent: blanks per level; None gives a single line.
        """
        letter = self if evidence else self.model_copy(update={"evidence": {}})
        try:
            return letter.model_dump_json(indent=indent)
        except PydanticSerializationError as error:
            # Whether `witnesses` is told is asked of Python; pydantic wraps what a signal raises meanwhile.
            if "KeyboardInterrupt" in str(error):
                raise KeyboardInterrupt from None
            raise

    @classmethod
    def from_json(cls, text: str | bytes) -> Letter:
        """Read a record from JSON.

        Raises:
            pydantic.ValidationError: the text is no record; lists every fault with its path.
        """
        return cls.model_validate_json(text)


def upwards(label: str | None) -> Iterator[str | None]:
    """Yield a label, those of the points that it belongs to, and None for the resolution as a whole."""
    while label:
        yield label
        label = label.rpartition(".")[0]
    yield None


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema of the record."""
    schema = Letter.model_json_schema(mode="serialization")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": SCHEMA, **schema}
