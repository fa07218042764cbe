"""`ratsdok inspect`: a letter's pages beside its record, as one HTML file to look through in a browser."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ratsdok.cli.failures import guarded
from ratsdok.cli.output import write
from ratsdok.errors import OutputError

if TYPE_CHECKING:
    from ratsdok.inspection import PagePicture

_File = Annotated[str, typer.Argument(metavar="LETTER", help="A letter: PDF, DOCX or plain text.")]
_Out = Annotated[Path, typer.Option("-o", "--out", metavar="PAGE.html", help="The HTML file to write.")]
_Profile = Annotated[
    str, typer.Option(metavar="NAME|FILE", help="City profile: a built-in one, or your own TOML file.")
]
_Password = Annotated[
    str | None,
    typer.Option(
        metavar="WORD",
        envvar="RATSDOK_PASSWORD",
        help="Opens encrypted PDFs; others cannot see the variable.",
    ),
]
_Force = Annotated[bool, typer.Option("--force", help="Replace the HTML file if there is one already.")]


@guarded()
def inspect(
    letter: _File, out: _Out, profile: _Profile = "dresden", password: _Password = None, force: _Force = False
) -> None:
    """Write a page that shows a letter beside its record, each value joined to its place."""
    _refuse_to_overwrite(out, Path(letter), force)
    from ratsdok import pipeline  # noqa: PLC0415 - takes time that --help should not
    from ratsdok.inspection import page_of  # noqa: PLC0415 - as above

    letters = pipeline.parse_all(letter, profile=profile, password=password)
    is_pdf = letters[0].document.media_type == "application/pdf"
    pictures = _pictures(letter, password) if is_pdf else []
    write([page_of(letters, pictures)], out)


def _refuse_to_overwrite(out: Path, letter: Path, force: bool) -> None:
    """Raise where a file is in the way; the letter itself is never replaced."""
    if not out.is_file():
        return  # what is no file, and what may not be looked at, is told by writing
    if letter.exists() and out.samefile(letter):
        raise OutputError("this is the letter itself", source=str(out), remedy="Name another file with --out")
    if not force:
        remedy = "Name another file with --out, or replace this one with --force"
        raise OutputError("the file is there already", source=str(out), remedy=remedy)


def _pictures(file: str, password: str | None) -> list[PagePicture]:
    import pypdfium2  # noqa: PLC0415 - as above

    from ratsdok.inspection import PagePicture  # noqa: PLC0415 - as above

    pictures = []
    with pypdfium2.PdfDocument(file, password=password) as document:
        for number, page in enumerate(document, 1):
            stream = io.BytesIO()
            page.render(scale=150 / 72).to_pil().convert("RGB").save(stream, "JPEG", quality=80)
            width, height = page.get_size()
            pictures.append(PagePicture(number, width, height, stream.getvalue(), "image/jpeg"))
    return pictures
