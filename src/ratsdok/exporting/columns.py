"""What flat tables are made of: rows, columns, and which values of a row are in doubt."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from fnmatch import fnmatchcase

from ratsdok.archive.excerpt import Entry
from ratsdok.exporting.material import Material, Wishes
from ratsdok.letter import Letter, Point, Resolution, Statement

Value = str | int | bool | dt.date | Sequence[str] | None
"""What stands in a cell; of a sequence each text is a line."""


class Kind(Enum):
    """What the values of a column are, which decides how they are written."""

    TEXT = auto()
    LABEL = auto()  # of a point, such as 1.1, which a spreadsheet takes for the first of January
    COUNT = auto()
    DATE = auto()
    DAYS = auto()  # dates in ISO 8601, a line each; 2016-01 is a month
    YES_NO = auto()
    CHECKSUM = auto()  # nobody reads it; it takes no room


@dataclass(frozen=True, slots=True)
class Row:
    """What a row is about: a letter, and where the table asks for it, places in it."""

    entry: Entry
    resolution: int | None = None
    point: int | None = None
    statement: int | None = None

    @property
    def letter(self) -> Letter:
        """The record."""
        return self.entry.letter

    @property
    def resolutions(self) -> tuple[Resolution, ...]:
        """The resolution that the row is about, else all of the letter's."""
        every = self.letter.resolutions
        return every if self.resolution is None else (every[self.resolution],)

    @property
    def told(self) -> Statement | None:
        """The statement."""
        return None if self.statement is None else self.letter.statements[self.statement]

    @property
    def asked(self) -> Point | None:
        """The point."""
        return None if self.point is None else self.letter.points[self.point]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table.

    Attributes:
        name: in English, for programs.
        title: in German, for people.
        value: of a row.
        kind: decides how it is written.
        width: in a workbook, in characters.
        words: codes in German; that for "" stands where there is no value.
        rests_on: patterns of the paths of the values in the record; {point} is that of the row.
        persons: it holds people's names.
    """

    name: str
    title: str
    value: Callable[[Row], Value]
    kind: Kind = Kind.TEXT
    width: int = 14
    words: Mapping[str, str] | None = None
    rests_on: tuple[str, ...] = ()
    persons: bool = False

    def is_doubtful(self, row: Row) -> bool:
        """Tell whether somebody should look up this value of a row in the letter itself."""
        if not row.entry.doubtful:
            return False
        at = {"resolution": "*" if row.resolution is None else row.resolution}
        patterns = [
            pattern.format(**at, point=row.point, statement=row.statement) for pattern in self.rests_on
        ]
        return any(fnmatchcase(path, pattern) for path in row.entry.doubtful for pattern in patterns)


@dataclass(frozen=True, slots=True)
class Table:
    """A flat table.

    Attributes:
        title: of its sheet.
        columns: from the left; the last two say in which document to look.
        rows: all of them.
    """

    title: str
    columns: tuple[Column, ...]
    rows: Callable[[Material], Iterator[Row]]

    def columns_for(self, wishes: Wishes) -> tuple[Column, ...]:
        """Return the columns of an export, with one that names those of a row that are in doubt."""
        columns = tuple(column for column in self.columns if wishes.persons or not column.persons)
        if not wishes.evidence:
            return columns
        doubts = Column(
            "doubtful",
            "Unsicher",
            lambda row: [column.name for column in columns if column.is_doubtful(row)],
            width=18,
            words={column.name: column.title for column in columns},
        )
        return (*columns[:-2], doubts, *columns[-2:])
