"""The figures as plain text, in lines that a terminal and a document can show alike."""

from __future__ import annotations

from collections.abc import Iterable
from string import ascii_lowercase

from ratsdok.evaluation.comparing import Verdict
from ratsdok.evaluation.reliability import Reliability
from ratsdok.evaluation.scoring import Evaluation
from ratsdok.letter import Status


def report(evaluation: Evaluation, reliability: Reliability | None = None) -> str:
    """Return all figures of an evaluation as text.

    Args:
        evaluation: the figures.
        reliability: that of its confidences, if it is to be shown.
    """
    parts = [fields_table(evaluation), shares_table(evaluation), statuses_table(evaluation)]
    if reliability:
        parts.append(reliability_table(reliability))
    return "\n\n".join(parts)


def fields_table(evaluation: Evaluation) -> str:
    """Return precision, recall, F1 and support of each field."""
    rows = [f"{'field':22}{'precision':>10}{'recall':>10}{'F1':>10}{'support':>9}"]
    rows += [
        f"{name:22}{score.precision:10.3f}{score.recall:10.3f}{score.f1:10.3f}{score.support:9}"
        for name, score in evaluation.fields.items()
    ]
    return "\n".join(rows)


def shares_table(evaluation: Evaluation) -> str:
    """Return what is told of documents, statements and letters as wholes."""
    rows = (
        ("kind of document right", evaluation.kind_accuracy, evaluation.documents, "documents"),
        ("status right", evaluation.status_accuracy, evaluation.statements, "statements"),
        ("letter right as a whole", evaluation.whole_letters, evaluation.letters, "letters"),
    )
    return "\n".join(f"{name:26}{share:6.3f} of {number} {of}" for name, share, number, of in rows)


def statuses_table(evaluation: Evaluation) -> str:
    """Return which status was taken for which: wanted ones down, found ones across."""
    letters = dict(zip(Status, ascii_lowercase, strict=False))
    rows = [f"{'status':22}" + "".join(f"{letter:>5}" for letter in letters.values()) + f"{'not found':>11}"]
    for wanted, letter in letters.items():
        cells = (evaluation.statuses.get((wanted, found), 0) or "." for found in letters)
        missed = evaluation.statuses.get((wanted, None), 0) or "."
        rows.append(f"{letter} {wanted.value:20}" + "".join(f"{cell:>5}" for cell in cells) + f"{missed:>11}")
    return "\n".join(rows)


def reliability_table(reliability: Reliability) -> str:
    """Return confidences beside the shares that are right, by confidence and by field."""
    rows = [f"{'confidence':22}{'values':>8}{'mean':>8}{'right':>8}"]
    for one in reliability.bins:
        shares = f"{one.confidence:8.3f}{one.right:8.3f}" if one.values else f"{'-':>8}{'-':>8}"
        rows.append(f"{f'{one.low:.2f} to {one.high:.2f}':22}{one.values:8}{shares}")
    for name, one in reliability.fields.items():
        rows.append(f"{name:22}{one.values:8}{one.confidence:8.3f}{one.right:8.3f}")
    return "\n".join([*rows, f"expected calibration error {reliability.error:.3f}"])


def misses(found: Iterable[tuple[str, Verdict]], width: int = 100) -> str:
    """Return misses as text, what was wanted above what was found.

    Args:
        found: documents' ids and verdicts, from `Evaluation.misses`.
        width: characters shown of each value.
    """
    return "\n".join(
        f"{document} {verdict.field}\n    wanted {_short(verdict.wanted, width)}"
        f"\n    found  {_short(verdict.found, width)}"
        for document, verdict in found
    )


def _short(value: object | None, width: int) -> str:
    text = "-" if value is None else " ".join(str(value).split())
    return text if len(text) <= width else f"{text[: width - 1]}…"
