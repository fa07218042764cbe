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
from ratsdok.cli.options import Archive, Committees, Papers, Since, Until, days_of
from ratsdok.cli.output import write

if TYPE_CHECKING:
    from ratsdok.archive.search import Found
    from ratsdok.archive.selection import Selection


class Format(StrEnum):
    """How what was found is written."""

    TEXT = "text"
    JSON = "json"


_Query = Annotated[
    list[str],
    typer.Argument(
        metavar="QUERY...",
        help='Words that must all occur; "words in quotation marks" as they stand; -word must not occur.',
    ),
]
_Limit = Annotated[int, typer.Option("--limit", metavar="N", min=1, help="How many letters are shown.")]
_Format = Annotated[Format, typer.Option("--format", help="text: in German; json: an array of objects.")]


@guarded()
def search(
    archive: Archive,
    query: _Query,
    limit: _Limit = 20,
    format_: _Format = Format.TEXT,
    paper: Papers = None,
    since: Since = None,
    until: Until = None,
    committee: Committees = None,
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

    first, last = days_of(since, until)
    return Selection(
        papers=tuple(papers or ()),
        since=first,
        until=last,
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
