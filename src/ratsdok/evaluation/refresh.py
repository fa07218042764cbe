"""Writes the figures of an evaluation into the document that tells them."""

from __future__ import annotations

import json
from pathlib import Path

from ratsdok.errors import OutputError
from ratsdok.model_files import model_path

BEGIN = "<!-- figures: written by `python -m ratsdok.evaluation CORPUS --document docs/accuracy.md` -->"
END = "<!-- end of figures -->"


def refresh(path: Path, figures: str) -> None:
    """Rewrite the marked block of a document.

    Raises:
        OutputError: the document cannot be rewritten, or has no block to write to.
    """
    try:
        path.write_text(refreshed(path.read_text("utf-8"), figures), "utf-8")
    except OSError as error:
        raise OutputError(f"cannot be rewritten ({error.strerror})", source=str(path)) from error


def refreshed(document: str, figures: str) -> str:
    """Return a document with new figures in its marked block.

    Raises:
        OutputError: the document has no block to write to.
    """
    before, begin, rest = document.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end):
        raise OutputError("has no block for figures", remedy=f"Put the lines {BEGIN!r} and {END!r} into it")
    return f"{before}{BEGIN}\n```text\n{figures}\n```\n{END}{after}"


def unseen_statuses() -> str:
    """Return how well the shipped model's kind tells statuses of papers that it was not trained on."""
    path = model_path("status/meta.json")
    if not path.exists():
        return "no status model"
    accuracy = json.loads(path.read_text("utf-8"))["performance"]["both"]["accuracy"]
    return f"status right, model trained without the paper at hand {accuracy:.3f}"
