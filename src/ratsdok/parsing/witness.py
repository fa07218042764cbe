"""What somebody else says of a letter: one more witness for paper, date and kind of report."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Witness:
    """What an information system says of a file.

    Attributes:
        name: the file's title there, such as *BK_SR_V0546/15_2017_01_30_Abschlussbericht*.
        date: the day that it gives for the file, as a rule when it was published.
        paper: the number of the paper that the file hangs on.
    """

    name: str | None = None
    date: dt.date | None = None
    paper: str | None = None
