"""`ratsdok inspect`: a letter's pages beside its record, as one HTML file to look through in a browser."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ratsdok.cli.failures import guarded
from ratsdok.cli.options import OcrMode, OcrModels, OcrSeconds, Password, Profile, Workers, ocr_of, workers_of
from ratsdok.cli.output import write
from ratsdok.errors import OutputError, TargetExistsError

_File = Annotated[
    str, typer.Argument(metavar="LETTER", help="A letter: PDF, DOCX, PNG, JPEG, TIFF or plain text.")
]
_Out = Annotated[Path, typer.Option("-o", "--out", metavar="PAGE.html", help="The HTML file to write.")]
_Force = Annotated[bool, typer.Option("--force", help="Replace the HTML file if there is one already.")]


@guarded()
def inspect(
    letter: _File,
    out: _Out,
    profile: Profile = "dresden",
    password: Password = None,
    force: _Force = False,
    ocr: OcrMode = "auto",
    ocr_seconds: OcrSeconds = 60.0,
    ocr_models: OcrModels = None,
    workers: Workers = None,
) -> None:
    """Write a page that shows a letter beside its record, each value joined to its place."""
    _refuse_to_overwrite(out, Path(letter), force)
    settings = ocr_of(ocr, ocr_seconds, ocr_models, workers_of(workers))
    from ratsdok import pipeline  # noqa: PLC0415 - takes time that --help should not
    from ratsdok.inspection import PagePicture, page_of  # noqa: PLC0415 - as above

    letters, views = pipeline.parse_with_views(letter, profile=profile, password=password, ocr=settings)
    pictures = []
    for view in views:
        width, height, quarter_turns, skew = view.placement
        pictures.append(PagePicture(view.number, width, height, view.jpeg, "image/jpeg", quarter_turns, skew))
    write([page_of(letters, pictures)], out)


def _refuse_to_overwrite(out: Path, letter: Path, force: bool) -> None:
    """Raise where a file is in the way; the letter itself is never replaced."""
    if not out.is_file():
        return  # what is no file, and what may not be looked at, is told by writing
    if letter.exists() and out.samefile(letter):
        raise OutputError("this is the letter itself", source=str(out), remedy="Name another file with --out")
    if not force:
        remedy = "Name another file with --out, or replace this one with --force"
        raise TargetExistsError("there is a file already", source=str(out), remedy=remedy)
