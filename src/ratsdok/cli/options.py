"""Options that several commands have, each told once."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from ratsdok.pipeline import Ocr

_MOST_WORKERS = 8
"""By default: each has a recogniser of 100 MB, and what Python does itself is not faster with more."""

Profile = Annotated[
    str, typer.Option(metavar="NAME|FILE", help="City profile: a built-in one, or your own TOML file.")
]
Password = Annotated[
    str | None,
    typer.Option(
        metavar="WORD",
        envvar="RATSDOK_PASSWORD",
        help="Opens encrypted PDFs; others cannot see the variable.",
    ),
]
OcrMode = Annotated[
    str,
    typer.Option(
        "--ocr",
        metavar="auto|always|never",
        help="auto recognises pages without text or with a bad text layer; always all of them; never none.",
    ),
]
OcrSeconds = Annotated[
    float, typer.Option("--ocr-seconds", metavar="SECONDS", help="How long recognising one page may take.")
]
OcrModels = Annotated[
    Path | None, typer.Option("--ocr-models", metavar="FOLDER", help="Where deu.traineddata lies.")
]
Workers = Annotated[
    int | None,
    typer.Option(
        "--workers",
        metavar="N",
        min=1,
        help="Files that are read at a time, or of a single file its pages; "
        f"as many as the machine has cores, at most {_MOST_WORKERS}.",
    ),
]

_DAY_FORMS = ["%Y-%m-%d", "%d.%m.%Y"]

Archive = Annotated[str, typer.Argument(metavar="ARCHIVE.db|URL", help="A catalogue.")]
Papers = Annotated[
    list[str] | None,
    typer.Option("--paper", metavar="NUMBER", help="Only letters on this paper. May be repeated."),
]
Committees = Annotated[
    list[str] | None,
    typer.Option("--committee", metavar="CODE|NAME", help="Only resolved by this one. May be repeated."),
]
Since = Annotated[
    dt.datetime | None,
    typer.Option("--since", metavar="DAY", formats=_DAY_FORMS, help="Only letters of this day and later."),
]
Until = Annotated[
    dt.datetime | None,
    typer.Option("--until", metavar="DAY", formats=_DAY_FORMS, help="Only letters of this day and earlier."),
]
OverdueAt = Annotated[
    dt.datetime | None,
    typer.Option(
        "--overdue-at",
        metavar="DAY",
        formats=_DAY_FORMS,
        help="Only with a next check before this day, and no newer letter by then.",
    ),
]
AsOf = Annotated[
    dt.datetime | None,
    typer.Option(
        "--as-of",
        metavar="DAY",
        formats=_DAY_FORMS,
        help="As it stood on this day; letters that were written later do not count. Today by default.",
    ),
]
OfProfile = Annotated[
    str | None, typer.Option("--profile", metavar="NAME", help="Only letters of this city.")
]
Confidential = Annotated[
    bool, typer.Option("--include-confidential", help="Letters too whose box before vertraulich is ticked.")
]


def day_of(moment: dt.datetime | None) -> dt.date | None:
    """Return the day that an option names."""
    return moment.date() if moment else None


def days_of(since: dt.datetime | None, until: dt.datetime | None) -> tuple[dt.date | None, dt.date | None]:
    """Return a range of days; one that ends before it begins is a usage error."""
    if since and until and since > until:
        raise typer.BadParameter("is later than --until", param_hint="--since")
    return day_of(since), day_of(until)


def workers_of(asked: int | None) -> int:
    """Return how many things are to be done at a time, if the call does not say."""
    return asked or min(os.cpu_count() or 1, _MOST_WORKERS)


def ocr_of(mode: str, seconds: float, models: Path | None, workers: int = 1) -> Ocr:
    """Return how pages are to be recognised; what cannot be is a usage error.

    Args:
        mode: auto, always or never.
        seconds: how long a page may take.
        models: the folder of the engine's models.
        workers: pages of a file that are recognised at a time.
    """
    from ratsdok.pipeline import Ocr  # noqa: PLC0415 - takes time that --help should not

    try:
        return Ocr(mode, models=models, seconds=seconds, workers=workers)  # type: ignore[arg-type]  # checked by Ocr itself
    except ValueError as error:
        hint = "--ocr-seconds" if "seconds" in str(error) else "--ocr"
        raise typer.BadParameter(str(error), param_hint=hint) from error
