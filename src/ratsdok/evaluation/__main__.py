"""Measures an annotated corpus and keeps what is kept of it: confidences, floors, the document of figures."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from ratsdok.errors import RatsdokError
from ratsdok.evaluation.calibration import calibrate
from ratsdok.evaluation.floors import fallen, raise_floors, read_floors
from ratsdok.evaluation.refresh import refresh, unseen_statuses
from ratsdok.evaluation.reliability import reliability
from ratsdok.evaluation.report import report
from ratsdok.evaluation.scoring import Evaluation, evaluate


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the command line asks; return the exit code."""
    asked = _command_line().parse_args(arguments)
    try:
        _measure(asked)
    except RatsdokError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    return 0


def _command_line() -> argparse.ArgumentParser:
    command = argparse.ArgumentParser(prog="python -m ratsdok.evaluation", description=__doc__)
    command.add_argument(
        "corpus", type=Path, metavar="CORPUS", help="folder with raw/ID.txt and gold/ID.json"
    )
    command.add_argument("--confidences", type=Path, metavar="FILE", help="write the rules' confidences")
    command.add_argument("--floors", type=Path, metavar="FILE", help="raise floors to the figures reached")
    command.add_argument("--document", type=Path, metavar="FILE", help="rewrite the figures in a document")
    return command


def _measure(asked: argparse.Namespace) -> None:
    evaluation = evaluate(asked.corpus)
    figures = report(evaluation, reliability(evaluation))
    print(figures)
    if asked.confidences:
        calibrate(evaluation, asked.confidences)
    if asked.floors:
        _raise(asked.floors, evaluation)
    if asked.document:
        refresh(asked.document, f"{figures}\n\n{unseen_statuses()}")


def _raise(path: Path, evaluation: Evaluation) -> None:
    for name, (figure, floor) in fallen(evaluation.figures(), read_floors(path)).items():
        print(f"{name} is {figure:.4f}, below its floor of {floor:.4f}, which stays")
    raise_floors(path, evaluation.figures())


if __name__ == "__main__":
    sys.exit(main())
