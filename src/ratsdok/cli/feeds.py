"""`ratsdok feeds`: a catalogue -> a folder with a feed and calendars, to subscribe to."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ratsdok.cli.failures import complain, guarded
from ratsdok.cli.options import Archive, AsOf, Committees, Confidential, OfProfile, Papers, day_of

if TYPE_CHECKING:
    from ratsdok.reporting.feeds.folder import Feeds

_Out = Annotated[
    Path,
    typer.Option(
        "-o", "--out", metavar="FOLDER", help="The folder to write into; it is made if it is missing."
    ),
]
_BaseUrl = Annotated[
    str | None,
    typer.Option(metavar="URL", help="Where the folder lies on the web; the feed then links to it."),
]
_Entries = Annotated[
    int, typer.Option("--entries", metavar="N", min=1, help="How many entries the feed has at most.")
]


@guarded()
def feeds(
    archive: Archive,
    out: _Out,
    base_url: _BaseUrl = None,
    as_of: AsOf = None,
    entries: _Entries = 200,
    paper: Papers = None,
    committee: Committees = None,
    profile: OfProfile = None,
    include_confidential: Confidential = False,
) -> None:
    """Write an Atom feed of what is new, and calendars of next checks, to be put on a web server."""
    if base_url is not None and not base_url.startswith(("https://", "http://")):
        raise typer.BadParameter("is no URL that begins with https:// or http://", param_hint="--base-url")
    from ratsdok.archive.selection import Selection  # noqa: PLC0415 - takes time that --help should not
    from ratsdok.reporting.feeds.folder import write_feeds  # noqa: PLC0415

    written = write_feeds(
        archive,
        out,
        base_url=base_url,
        as_of=day_of(as_of),
        selection=Selection(
            papers=tuple(paper or ()),
            committees=tuple(committee or ()),
            profile=profile,
            confidential=include_confidential,
        ),
        entries=entries,
    )
    for line in _remarks(written, out):
        complain(line)


def _remarks(written: Feeds, folder: Path) -> Iterator[str]:
    """Yield what was written, and what was not, a line each."""
    entries = _counted(written.entries, "entry", "entries")
    events = _counted(written.events, "next check", "next checks")
    yield f"{_counted(len(written.files), 'file', 'files')} written to {folder}: {entries}, {events}"
    if written.emptied:
        yield f"No next checks any more, emptied: {', '.join(written.emptied)}"
    left_out = written.left_out
    if left_out.confidential:
        letters = _counted(left_out.confidential, "confidential letter", "confidential letters")
        yield f"{letters} left out (--include-confidential)"
    if left_out.undecided:
        letters = _counted(left_out.undecided, "letter", "letters")
        yield f"Whether {letters} may be confidential could not be read; they are included"


def _counted(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"
