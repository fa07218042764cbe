"""Subscriptions: a folder with a feed of what is new, calendars of next checks, and a page that names them.

The folder is made to lie on a web server as it is (docs/feeds.md).
"""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Container, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from itertools import chain
from pathlib import Path
from typing import BinaryIO
from uuid import UUID

from ratsdok.archive.catalogue import Catalogue, Where, open_catalogue
from ratsdok.archive.excerpt import excerpt
from ratsdok.archive.history import histories
from ratsdok.archive.selection import LeftOut, Selection, left_out
from ratsdok.errors import OutputError
from ratsdok.exporting.ics import emptied, write_calendar
from ratsdok.exporting.identity import identity
from ratsdok.exporting.outlet import opened, refuse
from ratsdok.history.chain import History
from ratsdok.reporting.feeds import atom, index_page
from ratsdok.reporting.feeds.calendars import COMMITTEE, DEPARTMENT, Calendars, is_of, paper_of, resolutions
from ratsdok.reporting.feeds.index_page import Offer
from ratsdok.reporting.feeds.news import newest
from ratsdok.reporting.feeds.unnumbered import history_of_one

ENTRIES = 200
"""How many entries the feed has, if nothing else is asked."""

_ALL = Selection()
_Write = Callable[[BinaryIO], object]


@dataclass(frozen=True, slots=True)
class Feeds:
    """What was written into a folder.

    Attributes:
        entries: of the feed.
        events: next checks: each is in the calendar of everything.
        files: names of the files, the page last.
        emptied: names of calendars of former times that have no events any more.
        left_out: letters that were left out unasked.
    """

    entries: int
    events: int
    files: tuple[str, ...]
    emptied: tuple[str, ...]
    left_out: LeftOut


def write_feeds(
    catalogue: Where | Catalogue,
    folder: str | os.PathLike[str],
    *,
    base_url: str | None = None,
    as_of: dt.date | None = None,
    selection: Selection = _ALL,
    entries: int = ENTRIES,
) -> Feeds:
    """Write a folder with an Atom feed, calendars of next checks, and a page that names them.

    All is read before anything is written. Each file is written whole or not at all, and replaces one that is
    there. A calendar that was written here before and is not made any more, such as that of a department that
    is gone, is emptied: whoever has subscribed to it is rid of its events. Other files are left alone.

    Args:
        catalogue: its path or URL, or an open one; it is never changed.
        folder: where to; it is made if it is missing.
        base_url: of the folder on the web, for links to it.
        as_of: the day that all is of; today by default. Letters that were written later do not count.
        selection: which papers, committees, cities, and whether with confidential letters; what it asks of
            single letters, such as dates, is not looked at.
        entries: how many the feed has at most.

    Raises:
        ValueError: there are to be no entries, or the URL does not begin with https:// or http://.
        OutputError: the folder cannot be written to, or a file would replace the catalogue.
        CatalogueError: this is no catalogue, or it is damaged; see `open_catalogue` for more.
    """
    if entries < 1:
        raise ValueError(f"entries is {entries}, not 1 or more")
    if base_url is not None and not base_url.startswith(("https://", "http://")):
        raise ValueError(f"base_url is {base_url!r}, and does not begin with https:// or http://")
    asked = Selection(
        papers=selection.papers,
        committees=selection.committees,
        profile=selection.profile,
        confidential=selection.confidential,
    )
    with ExitStack() as stack:
        if not isinstance(catalogue, Catalogue):
            catalogue = stack.enter_context(open_catalogue(catalogue))
        offer = _offer(catalogue, as_of or dt.date.today(), asked, entries, base_url)
        files = _files(offer, _identity(base_url, asked))
        place = _made(Path(folder))
        for name, write in files.items():
            refuse(place / name, catalogue)
            with opened(place / name) as stream:
                write(stream)
        gone = tuple(_emptied(place, files.keys()))
        return Feeds(
            len(offer.news), len(offer.everything.events), tuple(files), gone, left_out(catalogue, asked)
        )


def _offer(catalogue: Catalogue, day: dt.date, asked: Selection, entries: int, base_url: str | None) -> Offer:
    """Read all there is to subscribe to."""
    calendars = Calendars()
    unnumbered = _filling(calendars, catalogue, day, asked)
    news = newest(chain(histories(catalogue, day, asked), unnumbered), entries)
    return Offer(day, base_url, news, calendars.all(), calendars.by_department(), calendars.by_committee())


def _filling(calendars: Calendars, catalogue: Catalogue, day: dt.date, asked: Selection) -> Iterator[History]:
    """Fill the calendars, and yield the letters on the way that no history has: those without a number."""
    seen = Selection(papers=asked.papers, profile=asked.profile, confidential=asked.confidential)
    with excerpt(catalogue, seen) as letters:
        for reports in resolutions(letters, day):
            if not is_of(reports, asked.committees):
                continue
            calendars.add(reports)
            alone = None if paper_of(reports[0]) else history_of_one(reports[0], day)
            if alone:
                yield alone


def _files(offer: Offer, feed: UUID) -> dict[str, _Write]:
    """Return what writes each file, by its name; the page comes last, when all that it names is there."""
    calendars = (offer.everything, *offer.departments, *offer.committees)
    files: dict[str, _Write] = {
        each.file: partial(write_calendar, each.events, name=each.name) for each in calendars
    }
    files[atom.FILE] = partial(
        atom.write, offer.news, identifier=feed, as_of=offer.as_of, base_url=offer.base_url
    )
    files[index_page.FILE] = partial(index_page.write, offer)
    return files


def _identity(base_url: str | None, asked: Selection) -> UUID:
    """Return the identifier of the feed: another place or another selection is another feed."""
    asks = [*sorted(asked.papers), "", *sorted(asked.committees), "", asked.profile or ""]
    return identity("feed", base_url or "", *asks, str(asked.confidential))


def _made(folder: Path) -> Path:
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        problem = f"the folder cannot be made ({error.strerror or error})"
        raise OutputError(problem, source=str(folder)) from error
    return folder


def _emptied(folder: Path, current: Container[str]) -> Iterator[str]:
    """Empty the calendars that are not made any more, and yield the names of those that had events."""
    former = (path for beginning in (DEPARTMENT, COMMITTEE) for path in folder.glob(f"{beginning}*.ics"))
    for path in sorted(former):
        if path.name in current or not path.is_file():
            continue
        try:
            empty = emptied(path.read_bytes())
        except OSError as error:
            problem = f"it cannot be read ({error.strerror or error})"
            raise OutputError(problem, source=str(path)) from error
        if empty is not None:
            with opened(path) as stream:
                stream.write(empty)
            yield path.name
