"""What all reports are told besides the histories."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from ratsdok.archive.selection import LeftOut, Selection


@dataclass(frozen=True, slots=True)
class Brief:
    """What a report is on.

    Attributes:
        as_of: the day on which the resolutions stand as they are shown.
        selection: what was asked for.
        left_out: letters that were left out unasked.
        folder: where the report will lie: links to files lead from there; None if that is unknown.
    """

    as_of: dt.date
    selection: Selection
    left_out: LeftOut
    folder: Path | None = None
