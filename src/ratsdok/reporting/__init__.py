"""Reports on a catalogue's resolutions: a page, or the annual report of an office (docs/reports.md)."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from importlib import import_module
from pathlib import Path
from typing import BinaryIO, Literal

from ratsdok.archive.catalogue import Catalogue, Where, open_catalogue
from ratsdok.archive.history import histories
from ratsdok.archive.selection import LeftOut, Selection, left_out
from ratsdok.exporting.outlet import Target, opened, refuse
from ratsdok.history.chain import History
from ratsdok.reporting.brief import Brief

__all__ = ["FORMATS", "Format", "report"]

Format = Literal["html", "docx", "xlsx"]

FORMATS: dict[Format, str] = {"html": "page.document", "docx": "annual.docx_file", "xlsx": "annual.xlsx_file"}
"""Formats by name, with the module that writes them; it is imported when it is asked for."""

ALL = Selection()
"""Every letter whose box before *vertraulich* is not ticked."""


def report(
    catalogue: Where | Catalogue,
    target: Target,
    to: Format = "html",
    *,
    as_of: dt.date | None = None,
    selection: Selection = ALL,
) -> tuple[int, LeftOut]:
    """Write a report on a catalogue's resolutions.

    The catalogue is read as it is at one moment and never changed. A file is written whole or not at all;
    one that is there is replaced.

    Args:
        catalogue: its path or URL, or an open one.
        target: a path, or a file opened for writing bytes.
        to: html for a page with everything; docx or xlsx for the annual report, the list of what is overdue.
        as_of: the day on which the resolutions stand as they are shown; today by default. Letters that were
            written later do not count.
        selection: which papers, committees, cities, and whether with confidential letters.

    Returns:
        How many resolutions it holds, and the letters that were left out unasked.

    Raises:
        ValueError: there is no such format.
        OutputError: the target cannot be written to, or is the catalogue itself.
        CatalogueError: this is no catalogue, or it is damaged; see `open_catalogue` for more.
    """
    if to not in FORMATS:
        raise ValueError(f"to is {to!r}, not one of {', '.join(FORMATS)}")
    write: Callable[[Iterator[History], Brief, BinaryIO], int]
    write = import_module(f"ratsdok.reporting.{FORMATS[to]}").write
    with ExitStack() as stack:
        if not isinstance(catalogue, Catalogue):
            catalogue = stack.enter_context(open_catalogue(catalogue))
        refuse(target, catalogue)
        day = as_of or dt.date.today()
        unasked = left_out(catalogue, selection)
        folder = Path(target).absolute().parent if isinstance(target, str | os.PathLike) else None
        with opened(target) as stream:
            brief = Brief(day, selection, unasked, folder)
            count = write(histories(catalogue, day, selection), brief, stream)
        return count, unasked
