"""Writes the figures of an evaluation into the document that tells them.

python -m ratsdok.evaluation.refresh CORPUS docs/accuracy.md
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from ratsdok.errors import OutputError, RatsdokError
from ratsdok.evaluation.reliability import reliability
from ratsdok.evaluation.report import report
from ratsdok.evaluation.scoring import evaluate
from ratsdok.models import model_path

BEGIN = "<!-- figures: written by `python -m ratsdok.evaluation.refresh CORPUS docs/accuracy.md` -->"
END = "<!-- end of figures -->"


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


def figures_of(corpus: Path) -> str:
    """Return the figures of a corpus as text.

    Raises:
        CorpusError: the corpus is missing or not in the expected form.
    """
    evaluation = evaluate(corpus)
    return "\n\n".join([report(evaluation, reliability(evaluation)), *_unseen_statuses()])


def _unseen_statuses() -> list[str]:
    """Return how well statuses are told where the model was trained without the statement's paper."""
    path = model_path("status/meta.json")
    if not path.exists():
        return []
    accuracy = json.loads(path.read_text("utf-8"))["performance"]["both"]["accuracy"]
    return [f"status right, model trained without the paper at hand {accuracy:.3f}"]


def main(arguments: list[str]) -> int:
    """Rewrite the figures of a document; return the exit code."""
    if len(arguments) != 2:
        print(__doc__)
        return 2
    corpus, path = map(Path, arguments)
    try:
        path.write_text(refreshed(path.read_text("utf-8"), figures_of(corpus)), "utf-8")
    except OSError as error:
        problem = OutputError(f"cannot be rewritten ({error.strerror})", source=str(path))
        print(problem, file=sys.stderr)
        return problem.exit_code
    except RatsdokError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
