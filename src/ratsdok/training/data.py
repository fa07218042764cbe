"""What the status model learns from: invented statements, and an annotated corpus outside the repository."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, NamedTuple

from ratsdok.errors import CorpusError, ModelError
from ratsdok.letter import Status
from ratsdok.model_files import model_path

_PAGE_MARK = re.compile(r"(?m)^\s*[-•]?\s*\d\s*-\s*$")
_HYPHEN = re.compile(r"(?<=\w)[-\xad]\n(?=[a-zäöüß])")
_BLANKS = re.compile(r"\s+")


class Example(NamedTuple):
    """A statement whose status is known.

    Attributes:
        text: clean prose.
        report: the kind of report it stands in, or None.
        status: what a person says it tells.
        group: examples of one group are never parted between training and test: the paper's number, or of an
            invented statement its own.
        invented: whether it was made up.
    """

    text: str
    report: str | None
    status: Status
    group: str
    invented: bool = False


def invented() -> list[Example]:
    """Return the invented statements that ship with ratsdok.

    Raises:
        ModelError: they are missing or damaged.
    """
    path = model_path("training/statements.jsonl")
    try:
        rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
        return [
            Example(row["text"], row["report"], Status(row["status"]), f"invented {number}", invented=True)
            for number, row in enumerate(rows)
        ]
    except (OSError, ValueError, KeyError) as error:
        raise ModelError("the invented statements cannot be read", source=str(path)) from error


def annotated(corpus: Path) -> list[Example]:
    """Return the statements of an annotated corpus, in the order of its files.

    Raises:
        CorpusError: it is missing or not in the expected form.
    """
    paths = sorted((corpus / "gold").glob("*.json"))
    if not paths:
        raise CorpusError("no annotated letters", source=str(corpus))
    return [example for path in paths for example in _letter_examples(path, corpus / "raw")]


def _letter_examples(path: Path, raw: Path) -> list[Example]:
    """Return the statements of one annotated letter; another document has none."""
    try:
        gold: dict[str, Any] = json.loads(path.read_text("utf-8"))
        if gold["kind"] == "other":
            return []
        text = (raw / f"{gold['id']}.txt").read_text("utf-8")
        return [
            Example(_passage(text, row), gold["report"], Status(row["status"]), gold["paper"])
            for row in gold["statements"]
        ]
    except (OSError, ValueError, KeyError) as error:
        raise CorpusError(f"cannot be read as an annotated letter ({error})", source=path.name) from error


def _passage(text: str, row: dict[str, str]) -> str:
    """Return the words between two anchors as clean prose."""
    start = text.index(row["from"])
    end = text.index(row["to"], start) + len(row["to"])
    passage = _HYPHEN.sub("", _PAGE_MARK.sub("", text[start:end]))
    return _BLANKS.sub(" ", passage).strip()
