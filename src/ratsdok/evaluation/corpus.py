"""An annotated corpus: letters as text, and what careful readers say is in them.

A corpus is a folder with `raw/ID.txt` and `gold/ID.json`. An annotation gives the words of points and
statements as anchors, verbatim from the text; here they become passages. A `meta.jsonl` beside the folders
may hold what the council's information system calls each file: its name tells the letter's date.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, Field, ValidationError

from ratsdok.errors import CorpusError
from ratsdok.letter import Point, Statement, Status

_DATE_IN_NAME = re.compile(r"(20\d\d)_(\d\d)_(\d\d)")  # BK_A0087/30_2031_02_14_Zwischenbericht


class Anchors(BaseModel):
    """A passage by its first and its last words."""

    first: str = Field(alias="from")
    last: str = Field(alias="to")


class PointGold(Anchors):
    """An annotated point."""

    label: str | None


class StatementGold(Anchors):
    """An annotated statement."""

    points: tuple[str, ...]
    status: Status


class CheckGold(BaseModel):
    """An annotated next check."""

    date: str | None
    precision: str | None


class PersonGold(BaseModel):
    """An annotated person."""

    name: str


class Gold(BaseModel):
    """An annotation file; of another document only `id` and `kind` are given. Dates are ISO 8601."""

    id: str
    kind: Literal["beschlusskontrolle", "other"]
    paper: str | None = None
    meeting: str | None = None
    subject: str | None = None
    date: str | None = None
    file_reference: str | None = None
    department: str | None = None
    report: str | None = None
    confidential: bool | None = None
    points: tuple[PointGold, ...] = ()
    statements: tuple[StatementGold, ...] = ()
    next_check: CheckGold | None = None
    signed_by: tuple[PersonGold, ...] = ()
    acknowledged_by: tuple[PersonGold, ...] = ()
    papers_mentioned: tuple[str, ...] = ()
    previous_checks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AnnotatedLetter:
    """A document of the corpus, with what is right for it.

    Attributes:
        source: its text file.
        gold: the annotation.
        points: the resolution's points, with their words as they stand in the text.
        statements: the reports on them, likewise.
        known_date: the letter's date by the information system's name for the file, or None.
    """

    source: Path
    gold: Gold
    points: tuple[Point, ...] = ()
    statements: tuple[Statement, ...] = ()
    known_date: str | None = None

    @property
    def is_letter(self) -> bool:
        """Whether it is a Beschlusskontrolle letter at all."""
        return self.gold.kind == "beschlusskontrolle"


def read_corpus(folder: Path) -> list[AnnotatedLetter]:
    """Return the annotated documents of a corpus, in the order of their file names.

    Raises:
        CorpusError: the folder is no annotated corpus, or an annotation does not fit its text.
    """
    paths = sorted((folder / "gold").glob("*.json"))
    if not paths:
        raise CorpusError("holds no annotated letters", source=str(folder))
    dates = _known_dates(folder / "meta.jsonl")
    return [_annotated(folder, path, dates) for path in paths]


def _annotated(folder: Path, path: Path, dates: dict[str, str]) -> AnnotatedLetter:
    try:
        gold = Gold.model_validate_json(path.read_bytes())
        source = folder / "raw" / f"{gold.id}.txt"
        text = source.read_text("utf-8") if gold.kind == "beschlusskontrolle" else ""
    except ValidationError as error:
        fault = error.errors()[0]
        where = ".".join(str(step) for step in fault["loc"])
        raise CorpusError(f"is no annotation ({where}: {fault['msg']})", source=path.name) from error
    except (OSError, UnicodeDecodeError) as error:
        raise CorpusError(f"its letter cannot be read ({error})", source=path.name) from error
    points = tuple(
        Point(label=point.label, text=words)
        for point, words in zip(gold.points, _in_order(gold, text), strict=True)
    )
    statements = tuple(
        Statement(points=statement.points, text=_passage(gold.id, text, statement), status=statement.status)
        for statement in gold.statements
    )
    return AnnotatedLetter(source, gold, points, statements, dates.get(gold.id))


def _in_order(gold: Gold, text: str) -> Iterator[str]:
    """Yield the points' words; a later point is looked for behind the start of the one before."""
    after = 0
    for point in gold.points:
        yield _passage(gold.id, text, point, after)
        after = max(after, text.find(point.first, after))


def _passage(letter: str, text: str, anchors: Anchors, after: int = 0) -> str:
    start = text.find(anchors.first, after)
    start = start if start >= 0 else text.find(anchors.first)
    end = text.find(anchors.last, max(start, 0))
    if min(start, end) < 0:
        missing = anchors.first if start < 0 else anchors.last
        raise CorpusError(f"the text does not hold the anchor {missing!r}", source=f"{letter}.json")
    return text[start : end + len(anchors.last)]


def _known_dates(path: Path) -> dict[str, str]:
    if not path.exists():
        return {}
    try:
        entries = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
        named = {entry["id"]: _DATE_IN_NAME.search(entry.get("oparl_name") or "") for entry in entries}
    except (OSError, ValueError, KeyError) as error:
        raise CorpusError(f"is no list of files ({error})", source=path.name) from error
    return {letter: "-".join(found.groups()) for letter, found in named.items() if found}
