"""`ratsdok letter`: a record -> a letter in the standard form, or the draft of the next one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ratsdok.cli.failures import guarded
from ratsdok.errors import OutputError

if TYPE_CHECKING:
    from ratsdok.writing import Draft, Layout

_Records = Annotated[
    list[Path] | None,
    typer.Argument(metavar="RECORD.json", help="A record; with --next all earlier ones of a resolution."),
]
_Out = Annotated[
    Path | None,
    typer.Option(
        "-o",
        "--out",
        metavar="LETTER.docx",
        help="The letter to write; by default RECORD.docx beside it, or RECORD-entwurf.docx with --next.",
    ),
]
_Style = Annotated[
    str,
    typer.Option(
        metavar="hausmitteilung|din5008", help="Where the parts of the head stand; din5008 is form B."
    ),
]
_Template = Annotated[
    Path | None,
    typer.Option(metavar="FILE.docx", help="A DOCX whose page and styles are taken for the built-in ones."),
]
_WriteTemplate = Annotated[
    bool,
    typer.Option("--write-template", help="Write the built-in letter paper, to be changed and used so."),
]
_Pdf = Annotated[bool, typer.Option("--pdf", help="Write a PDF too, beside the DOCX, by LibreOffice.")]
_PdfSeconds = Annotated[
    float, typer.Option("--pdf-seconds", metavar="SECONDS", help="How long LibreOffice may take.")
]
_Next = Annotated[bool, typer.Option("--next", help="Draft the letter that follows on these.")]
_Force = Annotated[bool, typer.Option("--force", help="Replace files that are there already.")]
_Profile = Annotated[
    str | None,
    typer.Option(metavar="NAME|FILE", help="City profile; by default the one that the record names."),
]


@guarded()
def letter(
    records: _Records = None,
    out: _Out = None,
    style: _Style = "hausmitteilung",
    template: _Template = None,
    pdf: _Pdf = False,
    pdf_seconds: _PdfSeconds = 60.0,
    next_: _Next = False,
    write_template: _WriteTemplate = False,
    force: _Force = False,
    profile: _Profile = None,
) -> None:
    """Write a record as a letter: DOCX, and PDF on demand."""
    layout = _layout(style)
    records = records or []
    named, out = out is not None, out or _beside(records, next_)
    _refuse_sources(out, [*records, *([template] if template else [])])
    from ratsdok.writing import docx_of  # noqa: PLC0415 - takes time that --help should not
    from ratsdok.writing.stationery import paper  # noqa: PLC0415 - as above
    from ratsdok.writing.target import put, refuse_existing  # noqa: PLC0415 - as above

    targets = [out, out.with_suffix(".pdf")] if pdf else [out]
    for target in targets:
        refuse_existing(target, replace=force)
    if write_template:
        _refuse_arguments("--write-template", records or template or pdf or next_)
        put(paper(layout), out, replace=force)
        return
    docx = docx_of(_draft(records, next_), style=layout, template=template, profile=profile)
    made = [docx, _pdf_of(docx, pdf_seconds)] if pdf else [docx]
    for data, target in zip(made, targets, strict=True):
        put(data, target, replace=force)
        if not named:
            typer.echo(target)


def _beside(records: list[Path], next_: bool) -> Path:
    """Return where a letter goes for which the call names no file."""
    if not records:
        raise typer.BadParameter("is missing", param_hint="--out")
    return records[-1].with_name(f"{records[-1].stem}{'-entwurf' if next_ else ''}.docx")


def _layout(style: str) -> Layout:
    from ratsdok.writing import LAYOUTS  # noqa: PLC0415 - takes time that --help should not

    layout = next((each for each in LAYOUTS if each == style), None)
    if layout is None:
        raise typer.BadParameter(f"{style!r} is not one of {', '.join(LAYOUTS)}", param_hint="--style")
    return layout


def _refuse_arguments(option: str, others: object) -> None:
    if others:
        raise typer.BadParameter("takes nothing besides --style, --out and --force", param_hint=option)


def _refuse_sources(out: Path, sources: list[Path]) -> None:
    """Raise where the result would replace what it is made from, whatever --force says."""
    if out.suffix.lower() == ".pdf":
        raise typer.BadParameter("names the DOCX; --pdf writes the PDF beside it", param_hint="--out")
    for source in sources:
        if out.exists() and source.exists() and out.samefile(source):
            remedy = "Name another file with --out"
            raise OutputError("the letter is made from this file", source=str(out), remedy=remedy)


def _draft(records: list[Path], next_: bool) -> Draft:
    """Return the letter that the records are, or the draft of the one that follows on them."""
    from ratsdok.records import load_record  # noqa: PLC0415 - takes time that --help should not
    from ratsdok.writing import Draft, next_letter  # noqa: PLC0415 - as above

    if not records:
        raise typer.BadParameter("is missing", param_hint="RECORD.json")
    if len(records) > 1 and not next_:
        raise typer.BadParameter("one record is one letter; several are for --next", param_hint="RECORD.json")
    loaded = [load_record(path) for path in records]
    return next_letter(*loaded) if next_ else Draft(loaded[0])


def _pdf_of(docx: bytes, seconds: float) -> bytes:
    from ratsdok.writing.office import convert  # noqa: PLC0415 - only where it is asked for

    return convert(docx, seconds=seconds)
