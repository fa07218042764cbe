"""`ratsdok evaluate`: how well the letters of an annotated corpus are read."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ratsdok.cli.failures import guarded
from ratsdok.cli.output import write

if TYPE_CHECKING:
    from ratsdok.evaluation import Evaluation, Reliability

_Corpus = Annotated[Path, typer.Argument(metavar="CORPUS", help="A folder with raw/ID.txt and gold/ID.json.")]
_Misses = Annotated[
    str | None, typer.Option(metavar="FIELD", help="List what is wrong in a field, or in all of them: all.")
]
_AsJson = Annotated[bool, typer.Option("--json", help="Print the figures as JSON.")]


@guarded()
def evaluate(corpus: _Corpus, misses: _Misses = None, as_json: _AsJson = False) -> None:
    """Compare the records of a corpus's letters with its annotation."""
    from ratsdok import evaluation  # noqa: PLC0415 - takes time that --help should not
    from ratsdok.evaluation.report import misses as listed  # noqa: PLC0415

    found = evaluation.evaluate(corpus)
    fields = ("all", "kind", "status", *found.fields)
    if misses and misses not in fields:
        raise typer.BadParameter(f"there is no field {misses!r}; choose from {', '.join(fields)}")
    sureness = evaluation.reliability(found)
    if as_json:
        write([json.dumps(_figures(found, sureness), ensure_ascii=False, indent=1) + "\n"], None)
        return
    parts = [evaluation.report(found, sureness)]
    if misses:
        parts.append(listed(found.misses(None if misses == "all" else misses)))
    write(["\n\n".join(parts) + "\n"], None)


def _figures(found: Evaluation, sureness: Reliability) -> dict[str, Any]:
    """Return the figures in the form that JSON takes."""
    return {
        "documents": found.documents,
        "letters": found.letters,
        "statements": found.statements,
        "fields": {
            name: {
                "precision": score.precision,
                "recall": score.recall,
                "f1": score.f1,
                "support": score.support,
            }
            for name, score in found.fields.items()
        },
        "kind_accuracy": found.kind_accuracy,
        "status_accuracy": found.status_accuracy,
        "whole_letters": found.whole_letters,
        "calibration": {"error": sureness.error, "bins": [one._asdict() for one in sureness.bins]},
    }
