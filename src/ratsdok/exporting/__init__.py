"""A catalogue's letters in the formats that others read (docs/exports.md)."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import BinaryIO, Literal

from ratsdok.archive.catalogue import Catalogue, Where, open_catalogue
from ratsdok.archive.excerpt import excerpt
from ratsdok.archive.selection import LeftOut, Selection
from ratsdok.errors import OutputError
from ratsdok.exporting.data_frames import Frames, frames
from ratsdok.exporting.material import Material, TableName, Wishes
from ratsdok.target import in_place_of

__all__ = ["FORMATS", "Exported", "Format", "Frames", "Selection", "export", "frames"]

Format = Literal["jsonl", "csv", "xlsx", "parquet", "oparl", "ics"]

FORMATS: dict[Format, str] = {
    "jsonl": "jsonl",
    "csv": "csv_file",
    "xlsx": "xlsx",
    "parquet": "parquet",
    "oparl": "oparl",
    "ics": "ics",
}
"""Formats by name, with the module that writes them; it is imported when it is asked for."""

Target = str | os.PathLike[str] | BinaryIO
"""A path, or a file opened for writing bytes."""

ALL = Selection()
"""Every letter whose box before *vertraulich* is not ticked."""


@dataclass(frozen=True, slots=True)
class Exported:
    """What an export holds, and what it does not.

    Attributes:
        count: lines of JSONL, rows of CSV, letters of XLSX and Parquet, papers of OParl, events of iCalendar.
        left_out: letters that were left out unasked.
        shortened: cells that were too long for their format, and cut.
    """

    count: int
    left_out: LeftOut
    shortened: int


def export(
    catalogue: Where | Catalogue,
    to: Format,
    target: Target,
    selection: Selection = ALL,
    *,
    persons: bool = True,
    evidence: bool = True,
    table: TableName = "letters",
    plain: bool = False,
    base_url: str | None = None,
) -> Exported:
    """Write a catalogue's letters in a format that others read.

    The catalogue is read as it is at one moment and never changed. A file is written whole or not at all;
    one that is there is replaced.

    Args:
        catalogue: its path or URL, or an open one.
        to: jsonl, csv, xlsx, parquet, oparl or ics.
        target: a path, or a file opened for writing bytes.
        selection: which letters; confidential ones are left out unless it asks for them.
        persons: False takes out people's names, as far as they can be told.
        evidence: False leaves out where each value comes from; in tables, which values are in doubt.
        table: which one a CSV holds: letters, points or checks.
        plain: a CSV for programs: commas, ISO 8601, English names, nothing guarded.
        base_url: what OParl's identifiers begin with; without it they are URNs.

    Raises:
        ValueError: there is no such format or table.
        OutputError: the target cannot be written to, or is the catalogue itself.
        CatalogueError: this is no catalogue, or it is damaged; see `open_catalogue` for more.
        ExtraMissingError: a library that the format needs is not installed.
    """
    if to not in FORMATS:
        raise ValueError(f"to is {to!r}, not one of {', '.join(FORMATS)}")
    wishes = Wishes(persons, evidence, table, plain, base_url)
    write: Callable[[Material, BinaryIO], int] = import_module(f"ratsdok.exporting.{FORMATS[to]}").write
    with ExitStack() as stack:
        if not isinstance(catalogue, Catalogue):
            catalogue = stack.enter_context(open_catalogue(catalogue))
        _refuse(target, catalogue)
        seen = stack.enter_context(excerpt(catalogue, selection))
        material = Material(seen, wishes)
        with _opened(target) as stream:
            count = write(material, stream)
        return Exported(count, seen.left_out(), material.shortened)


def _refuse(target: Target, catalogue: Catalogue) -> None:
    """Raise where the export would replace the catalogue."""
    if isinstance(target, str | os.PathLike) and catalogue.path:
        path = Path(target)
        if path.exists() and path.samefile(catalogue.path):
            remedy = "Name another file"
            raise OutputError("this is the catalogue itself", source=os.fspath(target), remedy=remedy)


@contextmanager
def _opened(target: Target) -> Iterator[BinaryIO]:
    """Give a file to write to, which takes the target's place when all is written."""
    if not isinstance(target, str | os.PathLike):
        yield target
        return
    path = Path(target)
    try:
        if path.exists() and not path.is_file():
            with path.open("wb") as stream:  # a device or a pipe; a folder says so itself
                yield stream
            return
        with in_place_of(path) as part, part.open("wb") as stream:
            yield stream
    except OSError as error:
        problem = f"the export cannot be written ({error.strerror or error})"
        raise OutputError(problem, source=os.fspath(target)) from error
