"""Annotated corpora for tests: a small invented one, and the real one where it lies beside the repository."""

import datetime as dt
import json
import os
from pathlib import Path
from typing import Any

import pytest

from ratsdok.letter import (
    CheckDate,
    DocumentInfo,
    Evidence,
    Letter,
    Person,
    Point,
    Resolution,
    Statement,
    Status,
)

CORPUS = Path(os.environ.get("RATSDOK_CORPUS") or Path(__file__).parents[2] / "shared/corpus/dev")
needs_corpus = pytest.mark.corpus  # skipped without it: conftest.py

LETTER = """\
Beschlusskontrolle zu V0815/30 (Sitzungsnummer: SR/012/2030)
Laternen am Mühlgraben
folgender Zwischenstand kann zu oben genanntem Beschluss gegeben werden:
1. „Der Weg am Mühlgraben wird beleuch-
- 2 -
tet."
Die Leuchten sind bestellt.
2. „Die Brücke wird gestrichen."
Die Brücke wurde im Mai gestrichen.
nächste Beschlusskontrolle: 30. Juni 2031
Mit freundlichen Grüßen
"""
GOLD: dict[str, Any] = {
    "id": "1",
    "kind": "beschlusskontrolle",
    "paper": "V0815/30",
    "meeting": "SR/012/2030",
    "subject": "Laternen am Mühlgraben",
    "date": None,
    "file_reference": "(GB 9) 12 34",
    "department": "Geschäftsbereich Licht und Wege",
    "report": "interim",
    "points": [
        {"label": "1", "from": "Der Weg", "to": "beleuch-\n- 2 -\ntet."},
        {"label": "2", "from": "Die Brücke wird", "to": "gestrichen."},
    ],
    "statements": [
        {"points": ["1"], "from": "Die Leuchten", "to": "bestellt.", "status": "in_progress"},
        {"points": ["2"], "from": "Die Brücke wurde", "to": "gestrichen.", "status": "implemented"},
    ],
    "next_check": {"raw": "30. Juni 2031", "date": "2031-06-30", "precision": "day"},
    "signed_by": [{"name": "Dr. Ada Lichtenau", "role": None}],
    "acknowledged_by": [],
    "papers_mentioned": [],
    "previous_checks": ["2030-05"],
}
META = {"id": "1", "oparl_name": "BK_V0815/30_2031_02_14_Zwischenbericht"}
DOCUMENT = DocumentInfo(
    name="1.txt", sha256="0" * 64, media_type="text/plain", pages=1, text_source="text", profile="dresden"
)
EVIDENCE = Evidence(raw="", page=1, span=(0, 0), confidence=0.9, rule="label")
PERFECT = Letter(
    kind="beschlusskontrolle",
    document=DOCUMENT,
    resolutions=(Resolution(paper="V0815/30", meeting="SR/012/2030", subject="Laternen am Mühlgraben"),),
    file_reference="(GB9) 1234",
    department="Geschäftsbereich Licht und Wege",
    report="interim",
    points=(
        Point(label="1", text="Der Weg am Mühlgraben wird beleuchtet."),
        Point(label="2", text="Die Brücke wird gestrichen."),
    ),
    statements=(
        Statement(points=("1",), text="Die Leuchten sind bestellt.", status=Status.IN_PROGRESS),
        Statement(points=("2",), text="Die Brücke wurde im Mai gestrichen.", status=Status.IMPLEMENTED),
    ),
    next_check=CheckDate(date=dt.date(2031, 6, 30), precision="day", raw="30. Juni 2031"),
    signed_by=(Person(name="Ada Lichtenau"),),
    previous_checks=("2030-05",),
)


def write_corpus(folder: Path, *golds: dict[str, Any], letter: str = LETTER) -> Path:
    """Write a corpus whose documents all have the same text; return its folder."""
    for name in ("raw", "gold"):
        (folder / name).mkdir(exist_ok=True)
    for gold in golds:
        (folder / "raw" / f"{gold['id']}.txt").write_text(letter, "utf-8")
        (folder / "gold" / f"{gold['id']}.json").write_text(json.dumps(gold), "utf-8")
    (folder / "meta.jsonl").write_text(json.dumps(META) + "\n", "utf-8")
    return folder


def other() -> Letter:
    """Return the record of a document that is no letter."""
    return Letter(kind="other", document=DOCUMENT.model_copy(update={"name": "2.txt"}))


def changed(**values: object) -> Letter:
    """Return the perfect record with some values changed."""
    return PERFECT.model_copy(update=values)
