"""A catalogue's letters in the formats that others read (docs/exports.md)."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from importlib import import_module
from typing import BinaryIO, Literal

from ratsdok.archive.catalogue import Catalogue, Where, open_catalogue
from ratsdok.archive.excerpt import excerpt
from ratsdok.archive.selection import LeftOut, Selection
from ratsdok.exporting.data_frames import Frames, frames
from ratsdok.exporting.material import Material, TableName, Wishes
from ratsdok.exporting.outlet import Target, opened, refuse

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
        refuse(target, catalogue)
        seen = stack.enter_context(excerpt(catalogue, selection))
        material = Material(seen, wishes)
        with opened(target) as stream:
            count = write(material, stream)
        return Exported(count, seen.left_out(), material.shortened)
