"""`ratsdok status`: open and overdue resolutions of a catalogue, or the timeline of one."""

from __future__ import annotations

import datetime as dt
import json
import sys
from collections.abc import Iterator
from enum import StrEnum
from itertools import chain
from typing import TYPE_CHECKING, Annotated

import typer

from ratsdok.cli.failures import complain, guarded
from ratsdok.cli.formats import look
from ratsdok.cli.options import Archive, AsOf, Committees, Confidential, OfProfile, day_of
from ratsdok.cli.output import write

if TYPE_CHECKING:
    from ratsdok.history.chain import History


class Format(StrEnum):
    """How histories are written."""

    TEXT = "text"
    JSON = "json"


_Paper = Annotated[
    str | None, typer.Argument(metavar="PAPER", help="A resolution's number, such as V0815/30: its timeline.")
]
_Format = Annotated[Format, typer.Option("--format", help="text: in German; json: an object a line.")]
_All = Annotated[bool, typer.Option("--all", help="Settled resolutions too.")]


@guarded()
def status(
    archive: Archive,
    paper: _Paper = None,
    as_of: AsOf = None,
    committee: Committees = None,
    profile: OfProfile = None,
    include_confidential: Confidential = False,
    all_: _All = False,
    format_: _Format = Format.TEXT,
) -> None:
    """Show which resolutions are open and overdue, or how one came to where it stands."""
    from ratsdok.archive.catalogue import open_catalogue  # noqa: PLC0415 - takes time that --help should not
    from ratsdok.archive.history import histories  # noqa: PLC0415
    from ratsdok.archive.selection import Selection, left_out  # noqa: PLC0415
    from ratsdok.errors import NoSuchResolutionError  # noqa: PLC0415

    selection = Selection(
        papers=(paper,) if paper else (),
        committees=tuple(committee or ()),
        profile=profile,
        confidential=include_confidential,
    )
    day = day_of(as_of) or dt.date.today()
    with open_catalogue(archive) as catalogue:
        found = histories(catalogue, day, selection)
        if paper:
            first = next(found, None)
            if first is None:
                raise NoSuchResolutionError(f"no letter on {paper} by {day}", source=archive)
            found = chain([first], found)  # there are more if several cities have the number
        wanted = found if paper or all_ else (each for each in found if each.state != "settled")
        lines = _json(wanted) if format_ is Format.JSON else _text(wanted, day, one=bool(paper))
        write(lines, None)
        unseen = left_out(catalogue, selection).confidential
    if unseen:
        complain(
            f"{unseen} confidential letter{'s' if unseen != 1 else ''} left out (--include-confidential)"
        )


def _json(found: Iterator[History]) -> Iterator[str]:
    from ratsdok.history.record import record_of  # noqa: PLC0415 - takes time that --help should not

    for each in found:
        yield json.dumps(record_of(each), ensure_ascii=False) + "\n"


def _text(found: Iterator[History], day: dt.date, *, one: bool) -> Iterator[str]:
    from ratsdok.cli.timeline import overview, timeline  # noqa: PLC0415 - rich takes time to import

    width, colour = look(on_terminal=sys.stdout is not None and sys.stdout.isatty())
    if one:
        for each in found:
            yield timeline(each, width=width, colour=colour)
    else:
        yield overview(found, day, width=width, colour=colour)
