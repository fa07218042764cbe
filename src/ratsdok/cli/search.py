"""`ratsdok search`: letters of a catalogue by words in them."""

from __future__ import annotations

import datetime as dt
import json
import sys
from collections.abc import Iterator
from dataclasses import asdict
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from ratsdok.cli.failures import guarded
from ratsdok.cli.formats import look
from ratsdok.cli.output import write

if TYPE_CHECKING:
    from ratsdok.archive.search import Found
    from ratsdok.archive.selection import Selection


class Format(StrEnum):
    """How what was found is written."""

    TEXT = "text"
    JSON = "json"


_DAY_FORMS = ["%Y-%m-%d", "%d.%m.%Y"]

_Archive = Annotated[str, typer.Argument(metavar="ARCHIVE.db|URL", help="A catalogue.")]
_Query = Annotated[
    list[str],
    typer.Argument(
        metavar="QUERY...",
        help='Words that must all occur; "words in quotation marks" as they stand; -word must not occur.',
    ),
]
_Limit = Annotated[int, typer.Option("--limit", metavar="N", min=1, help="How many letters are shown.")]
_Format = Annotated[Format, typer.Option("--format", help="text: in German; json: an array of objects.")]
_Papers = Annotated[
    list[str] | None,
    typer.Option("--paper", metavar="NUMBER", help="Only letters on this paper. May be repeated."),
]
_Since = Annotated[
    dt.datetime | None,
    typer.Option("--since", metavar="DAY", formats=_DAY_FORMS, help="Only letters of this day and later."),
]
_Until = Annotated[
    dt.datetime | None,
    typer.Option("--until", metavar="DAY", formats=_DAY_FORMS, help="Only letters of this day and earlier."),
]
_Committees = Annotated[
    list[str] | None,
    typer.Option("--committee", metavar="CODE|NAME", help="Only resolved by this one. May be repeated."),
]


@guarded()
def search(
    archive: _Archive,
    query: _Query,
    limit: _Limit = 20,
    format_: _Format = Format.TEXT,
    paper: _Papers = None,
    since: _Since = None,
    until: _Until = None,
    committee: _Committees = None,
) -> None:
    """Find letters by words in their subjects, points and statements, or by the number of a paper."""
    from ratsdok.archive.catalogue import open_catalogue  # noqa: PLC0415 - takes time that --help should not
    from ratsdok.archive.query import QueryError  # noqa: PLC0415
    from ratsdok.archive.search import search as find  # noqa: PLC0415

    selection = _selection(paper, since, until, committee)
    with open_catalogue(archive) as catalogue:
        try:
            found = find(catalogue, " ".join(query), limit=limit, selection=selection)
        except QueryError as error:
            raise typer.BadParameter(str(error), param_hint="QUERY") from None
    write(_json(found) if format_ is Format.JSON else _text(found), None)


def _selection(
    papers: list[str] | None,
    since: dt.datetime | None,
    until: dt.datetime | None,
    committees: list[str] | None,
) -> Selection:
    from ratsdok.archive.selection import Selection  # noqa: PLC0415 - takes time that --help should not

    if since and until and since > until:
        raise typer.BadParameter("is later than --until", param_hint="--since")
    return Selection(
        papers=tuple(papers or ()),
        since=since.date() if since else None,
        until=until.date() if until else None,
        committees=tuple(committees or ()),
        confidential=True,  # nothing leaves the house by being found; they are marked
        others=True,
    )


def _json(found: Found) -> Iterator[str]:
    hits = [asdict(hit) for hit in found.hits]
    yield json.dumps(hits, ensure_ascii=False, indent=1, default=dt.date.isoformat) + "\n"


def _text(found: Found) -> Iterator[str]:
    from ratsdok.cli.found import findings  # noqa: PLC0415 - rich takes time to import

    width, colour = look(on_terminal=sys.stdout is not None and sys.stdout.isatty())
    yield findings(found, width=width, colour=colour)
