"""`ratsdok report`: a catalogue -> a page with all its resolutions, or the annual report of an office."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO

import typer

from ratsdok.cli.failures import complain, guarded
from ratsdok.cli.options import Archive, AsOf, Committees, Confidential, OfProfile, Papers, day_of
from ratsdok.cli.output import binary_stdout

if TYPE_CHECKING:
    from ratsdok.archive.selection import LeftOut


class To(StrEnum):
    """The formats."""

    HTML = "html"
    DOCX = "docx"
    XLSX = "xlsx"


_Out = Annotated[
    Path,
    typer.Option(
        "-o",
        "--out",
        metavar="FILE",
        help="The file to write; it is replaced when all is done. -: standard output, of a page.",
    ),
]
_To = Annotated[
    To | None,
    typer.Option(
        "--to", help="html: a page with everything; docx, xlsx: what is overdue. By default as FILE ends."
    ),
]


@guarded()
def report(
    archive: Archive,
    out: _Out,
    to: _To = None,
    as_of: AsOf = None,
    paper: Papers = None,
    committee: Committees = None,
    profile: OfProfile = None,
    include_confidential: Confidential = False,
) -> None:
    """Write how a catalogue's resolutions stand: a page to read, or the annual report of what is overdue."""
    format_ = _format(to, out)
    from ratsdok import reporting  # noqa: PLC0415 - takes time that --help should not
    from ratsdok.archive.selection import Selection  # noqa: PLC0415

    selection = Selection(
        papers=tuple(paper or ()),
        committees=tuple(committee or ()),
        profile=profile,
        confidential=include_confidential,
    )
    target: AbstractContextManager[BinaryIO | Path] = binary_stdout() if _is_stdout(out) else nullcontext(out)
    with target as place:
        count, left_out = reporting.report(
            archive, place, format_.value, as_of=day_of(as_of), selection=selection
        )
    for line in _remarks(format_, count, left_out):
        complain(line)


def _format(to: To | None, out: Path) -> To:
    """Return the format that is asked for, or that the file's name tells; raise where the two differ."""
    if _is_stdout(out):
        if to in (None, To.HTML):
            return To.HTML
        raise typer.BadParameter(f"{to} is not for standard output; name a file", param_hint="--out")
    suffixes = {".html": To.HTML, ".htm": To.HTML, ".docx": To.DOCX, ".xlsx": To.XLSX}
    told = suffixes.get(out.suffix.lower())
    if to and told and to is not told:
        raise typer.BadParameter(f"{out.name} is no name for {to}; leave out --to", param_hint="--out")
    if to or told:
        return to or told or To.HTML
    raise typer.BadParameter(
        f"{out.name} tells no format; name a file that ends in .html, .docx or .xlsx, or say --to",
        param_hint="--out",
    )


def _is_stdout(out: Path) -> bool:
    return str(out) == "-"


def _remarks(format_: To, count: int, left_out: LeftOut) -> Iterator[str]:
    """Yield what is not in the result, or not as it seems, a line each."""
    if not count:
        yield "No resolution fits: the report is empty" if format_ is To.HTML else "No resolution is overdue"
    if left_out.confidential:
        yield f"{_counted(left_out.confidential, 'confidential letter')} left out (--include-confidential)"
    if left_out.undecided:
        letters = _counted(left_out.undecided, "letter")
        yield f"Whether {letters} may be confidential could not be read; they are included"


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}{'s' if count != 1 else ''}"
