"""A letter as histories see it: the account that it gives of one resolution. All of it is frozen."""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from dataclasses import dataclass
from typing import Literal, NamedTuple

from ratsdok.letter import CheckDate, Status

Report = Literal["interim", "final", "mixed"]


class Document(NamedTuple):
    """A file that a letter was read from.

    Attributes:
        name: of the file, without folders.
        sha256: of its bytes.
        number: the letter's place among the letters of the file, from 0.
        places: where it lies: paths or URLs.
    """

    name: str
    sha256: str
    number: int
    places: tuple[str, ...] = ()


class Saying(NamedTuple):
    """A statement: what a letter says of some points.

    Attributes:
        points: labels that it covers; empty: the whole resolution.
        text: the quotation.
        status: what it says.
        page: of the document, from 1; None where the record has no evidence.
        is_doubtful: the status is to be looked up in the letter.
    """

    points: tuple[str, ...]
    text: str
    status: Status
    page: int | None = None
    is_doubtful: bool = False


class Quoted(NamedTuple):
    """A point as a letter quotes it.

    Attributes:
        label: 4, 8.a or 1.1; None for a resolution without numbers.
        text: as the letter has it.
        page: it begins on, from 1; None where the record has no evidence.
    """

    label: str | None
    text: str
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Missing:
    """A Beschlusskontrolle that letters name, and that is not among the letters.

    Attributes:
        day: when it was, as far as it is told: 2017-01-03, or 2017-01.
        named_by: places of the letters that name it.
    """

    day: str
    named_by: tuple[int, ...]

    @property
    def is_month(self) -> bool:
        """Whether only the month is told."""
        return len(self.day) == len("2017-01")

    @property
    def date(self) -> dt.date:
        """The day; of a month the last one."""
        if not self.is_month:
            return dt.date.fromisoformat(self.day)
        year, month = map(int, self.day.split("-"))
        return dt.date(year, month, monthrange(year, month)[1])


@dataclass(frozen=True, slots=True)
class Promise:
    """The next check that a letter promises, against what came.

    Attributes:
        check: what was promised; an imprecise date stands for its last day.
        days_late: from the promised day to the date of the next letter that is there, negative if it came
            before; None if there is no next letter, or either day cannot be told.
        named: the first check after the letter that later letters name and that is missing; of a month the
            last day.
        days_late_named: the same to that day; where it is known, the report came then.
        is_doubtful: one of the dates is uncertain or imprecise, or letters may be missing in between.
    """

    check: CheckDate
    days_late: int | None = None
    named: dt.date | None = None
    days_late_named: int | None = None
    is_doubtful: bool = False

    @property
    def delay(self) -> int | None:
        """How late the report came, in days, as far as anything tells."""
        return self.days_late if self.days_late_named is None else self.days_late_named


@dataclass(frozen=True, slots=True)
class Account:
    """A letter in the chain.

    Attributes:
        documents: that hold it: the one that is shown first, then copies of the same letter.
        resolution: place of this resolution among those of the letter.
        date: None where it cannot be read.
        about: about when it was written, for the order alone; None where nothing tells.
        entered: when its document was converted: it was written before.
        doubts: paths of values in the record that are to be looked up in the letter.
        report: which kind it says it is.
        department: whose report it is.
        confidential: the box before *vertraulich* is ticked; None if it cannot be read.
        committee: code of the one that passed the resolution.
        committee_name: the same in full, as far as it is known.
        meeting: that passed it.
        subject: of the resolution.
        previous_checks: earlier checks that it names: 2016-01-05, or 2016-01.
        points: as it quotes them; empty for a resolution that is one sentence.
        sayings: what it says of them.
        check: the next check that it promises.
        promise: the same against what came; filled in when the chain is put together.
    """

    documents: tuple[Document, ...]
    resolution: int = 0
    date: dt.date | None = None
    about: dt.date | None = None
    entered: dt.date | None = None
    doubts: frozenset[str] = frozenset()
    report: Report | None = None
    department: str | None = None
    confidential: bool | None = None
    committee: str | None = None
    committee_name: str | None = None
    meeting: str | None = None
    subject: str | None = None
    previous_checks: tuple[str, ...] = ()
    points: tuple[Quoted, ...] = ()
    sayings: tuple[Saying, ...] = ()
    check: CheckDate | None = None
    promise: Promise | None = None

    @property
    def document(self) -> Document:
        """The document that is shown."""
        return self.documents[0]

    @property
    def date_is_doubtful(self) -> bool:
        """Whether the date is unread, or to be looked up."""
        return self.date is None or "date" in self.doubts

    @property
    def check_is_doubtful(self) -> bool:
        """Whether the next check is to be looked up."""
        return any(path.startswith("next_check") for path in self.doubts)
