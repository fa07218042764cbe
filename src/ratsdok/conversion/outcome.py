"""What became of a document in a run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from ratsdok.archive.rows import Rows, letter_of
from ratsdok.errors import RatsdokError
from ratsdok.letter import Letter

State = Literal["converted", "unchanged", "failed"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a document.

    Attributes:
        place: where it lies, in full.
        state: `converted` in this run; `unchanged` since an earlier one, or lying elsewhere too; or `failed`,
            now or, if it was not tried again, earlier.
        sha256: its checksum; None if it could not be read.
        error: why it failed.
        is_new: whether it was tried in this run.
        seconds: that reading it took.
    """

    place: str
    state: State
    sha256: str | None = None
    error: RatsdokError | None = None
    is_new: bool = False
    seconds: float = 0.0
    rows: Sequence[Rows] = field(default=(), repr=False)

    @property
    def letters(self) -> tuple[Letter, ...]:
        """The letters, of a document that was converted in this run."""
        return tuple(letter_of(rows["letters"][0]["record"], rows["evidence"]) for rows in self.rows)
