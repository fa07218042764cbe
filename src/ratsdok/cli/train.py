"""`ratsdok train`: the models that ship with ratsdok, made anew from data."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ratsdok.cli.failures import guarded
from ratsdok.errors import OutputError

_Corpus = Annotated[
    Path | None,
    typer.Option(metavar="DIR", help="Annotated letters to learn from besides the invented texts."),
]
_Out = Annotated[
    Path | None, typer.Option(metavar="DIR", help="Folder for the models; by default the one ratsdok reads.")
]


@guarded()
def train(corpus: _Corpus = None, out: _Out = None) -> None:
    """Make the models anew and print their cross-validated figures."""
    from ratsdok.model_files import models_folder  # noqa: PLC0415 - looks at the disk

    folder = out or models_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"the folder cannot be made ({error.strerror})", source=str(folder)) from error
    _train_status(corpus, folder / "status")
    _train_hyphens(corpus, folder / "hyphens.json")
    if corpus:
        _calibrate(corpus, folder / "confidence.json")
    else:
        typer.echo("Confidences stay as they are: they are measured on annotated letters (--corpus DIR)")


def _train_status(corpus: Path | None, out: Path) -> None:
    from ratsdok.training.status import train as train_status  # noqa: PLC0415 - spaCy takes time --help should not

    typer.echo("Status model: cross-validating by paper, then training on all ...")
    made = train_status(corpus, out)
    typer.echo(f"{made.validation.table()}\nLearnt from {made.examples} statements -> {made.out}\n")


def _train_hyphens(corpus: Path | None, out: Path) -> None:
    from ratsdok.training.hyphens import train as train_hyphens  # noqa: PLC0415 - takes time --help should not

    typer.echo("Hyphen model: learning where words are divided ...")
    letters = sorted((corpus / "raw").glob("*.txt")) if corpus else []
    train_hyphens((letter.read_text("utf-8") for letter in letters), out)
    typer.echo(f"Learnt from {len(letters)} letters and the invented texts -> {out}\n")


def _calibrate(corpus: Path, out: Path) -> None:
    from ratsdok.evaluation import calibrate, reliability  # noqa: PLC0415 - as above

    typer.echo("Confidences: measuring every rule, with the models that ratsdok reads ...")
    measures = calibrate(corpus, out)
    error = reliability(corpus).error
    typer.echo(f"{len(measures)} rules, expected calibration error by paper {error:.3f} -> {out}")
