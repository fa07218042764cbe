"""`ratsdok export`: a catalogue -> the formats that others read."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO

import typer

from ratsdok.cli.failures import complain, guarded
from ratsdok.cli.options import Archive, Committees, OverdueAt, Papers, Since, Until, day_of, days_of
from ratsdok.cli.output import binary_stdout

if TYPE_CHECKING:
    from ratsdok.exporting import Exported
    from ratsdok.letter import Status


class To(StrEnum):
    """The formats."""

    JSONL = "jsonl"
    CSV = "csv"
    XLSX = "xlsx"
    PARQUET = "parquet"
    OPARL = "oparl"
    ICS = "ics"


class Table(StrEnum):
    """The tables that a CSV can hold."""

    LETTERS = "letters"
    POINTS = "points"
    CHECKS = "checks"


_BINARY = (To.XLSX, To.PARQUET)

_To = Annotated[To, typer.Option("--to", help="The format.")]
_Out = Annotated[
    Path | None,
    typer.Option(
        "-o",
        "--out",
        metavar="FILE",
        help="Write to a file; it is replaced when all is done. -: standard output.",
    ),
]
_Statuses = Annotated[
    list[str] | None,
    typer.Option("--status", metavar="STATUS", help="With a statement of this status. May be repeated."),
]
_Profile = Annotated[str | None, typer.Option(metavar="NAME", help="Letters of this city.")]
_Confidential = Annotated[
    bool, typer.Option("--include-confidential", help="Letters too whose box before vertraulich is ticked.")
]
_Others = Annotated[
    bool, typer.Option("--others", help="Documents too that are no Beschlusskontrolle letters.")
]
_NoPersons = Annotated[bool, typer.Option("--no-persons", help="Leave out people's names.")]
_NoEvidence = Annotated[
    bool, typer.Option("--no-evidence", help="Leave out where each value comes from and which are in doubt.")
]
_Table = Annotated[Table | None, typer.Option(help="What a CSV holds; letters, if the call does not say.")]
_Plain = Annotated[
    bool,
    typer.Option("--plain", help="CSV for programs: commas, ISO 8601, English names; nothing is guarded."),
]
_BaseUrl = Annotated[
    str | None, typer.Option(metavar="URL", help="What OParl's identifiers begin with; by default urn:uuid:.")
]


@guarded()
def export(
    archive: Archive,
    to: _To,
    out: _Out = None,
    paper: Papers = None,
    since: Since = None,
    until: Until = None,
    committee: Committees = None,
    status: _Statuses = None,
    overdue_at: OverdueAt = None,
    profile: _Profile = None,
    include_confidential: _Confidential = False,
    others: _Others = False,
    no_persons: _NoPersons = False,
    no_evidence: _NoEvidence = False,
    table: _Table = None,
    plain: _Plain = False,
    base_url: _BaseUrl = None,
) -> None:
    """Write a catalogue's letters as JSONL, CSV, XLSX, Parquet, OParl or iCalendar."""
    _check(to, out, table=table, plain=plain, base_url=base_url)
    first, last = days_of(since, until)
    asked = tuple(_status(each) for each in status or ())
    from ratsdok import exporting  # noqa: PLC0415 - takes time that --help should not

    selection = exporting.Selection(
        papers=tuple(paper or ()),
        since=first,
        until=last,
        committees=tuple(committee or ()),
        statuses=asked,
        overdue_at=day_of(overdue_at),
        profile=profile,
        confidential=include_confidential,
        others=others,
    )
    target: AbstractContextManager[BinaryIO | Path] = (
        binary_stdout() if _is_stdout(out) or out is None else nullcontext(out)
    )
    with target as place:
        exported = exporting.export(
            archive,
            to.value,
            place,
            selection,
            persons=not no_persons,
            evidence=not no_evidence,
            table=table.value if table else "letters",
            plain=plain,
            base_url=base_url,
        )
    for line in _remarks(exported):
        complain(line)


def _check(to: To, out: Path | None, *, table: Table | None, plain: bool, base_url: str | None) -> None:
    """Raise where options do not go together."""
    if to in _BINARY and (out is None or _is_stdout(out)):
        raise typer.BadParameter(f"{to} is not for standard output; name a file", param_hint="--out")
    for option, is_set, owner in (
        ("--table", table, To.CSV),
        ("--plain", plain, To.CSV),
        ("--base-url", base_url is not None, To.OPARL),
    ):
        if is_set and to is not owner:
            raise typer.BadParameter(f"is for --to {owner} only", param_hint=option)
    if base_url is not None and not base_url.startswith(("https://", "http://")):
        raise typer.BadParameter("is no URL that begins with https:// or http://", param_hint="--base-url")


def _is_stdout(out: Path | None) -> bool:
    return out is not None and str(out) == "-"


def _status(text: str) -> Status:
    """Return the status that has this code, or this German name, in capitals or not."""
    from ratsdok.letter import Status  # noqa: PLC0415 - takes time that --help should not

    names = {name.casefold(): each for each in Status for name in (each.value, each.german)}
    if text.casefold() not in names:
        raise typer.BadParameter(f"{text!r} is not one of {', '.join(names)}", param_hint="--status")
    return names[text.casefold()]


def _remarks(exported: Exported) -> Iterator[str]:
    """Yield what is not in the result, or not as it seems, a line each."""
    left_out = exported.left_out
    if not exported.count:
        yield "No letter fits: the result is empty"
    if left_out.confidential:
        yield f"{_counted(left_out.confidential, 'confidential letter')} left out (--include-confidential)"
    if left_out.undated:
        yield f"{_counted(left_out.undated, 'letter')} without a readable date left out (--since, --until)"
    if left_out.others:
        yield f"{_counted(left_out.others, 'other document')} left out (--others)"
    if left_out.undecided:
        letters = _counted(left_out.undecided, "letter")
        yield f"Whether {letters} may be confidential could not be read; they are included"
    if exported.shortened:
        yield f"{_counted(exported.shortened, 'cell')} too long for a workbook and cut; --to jsonl holds all"


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}{'s' if count != 1 else ''}"
