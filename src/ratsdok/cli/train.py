"""`ratsdok train`: the models that ship with ratsdok, made anew from data."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ratsdok.cli.failures import guarded

_Corpus = Annotated[
    Path | None,
    typer.Option(
        metavar="DIR", help="Annotated letters (raw/, gold/); without it the invented statements suffice."
    ),
]
_Out = Annotated[
    Path | None, typer.Option(metavar="DIR", help="Folder for the models; default: where ratsdok looks.")
]


@guarded()
def train(corpus: _Corpus = None, out: _Out = None) -> None:
    """Make the status model, the hyphen model and the confidences anew."""
    from ratsdok.models import models_folder  # noqa: PLC0415 - spaCy takes time that --help should not
    from ratsdok.training import train as train_status  # noqa: PLC0415

    folder = out or models_folder()
    typer.echo("Status model: training and cross-validating by paper ...")
    status = train_status(corpus, folder / "status")
    typer.echo(f"{status.validation.table()}\n{status.examples} statements -> {status.out}")
