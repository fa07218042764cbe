"""How page images are to be recognised."""

from __future__ import annotations

import os
from dataclasses import dataclass, field, replace
from pathlib import Path
from time import monotonic
from typing import Literal, get_args

from ratsdok.errors import RecognitionError

Mode = Literal["auto", "always", "never"]
EngineName = Literal["tesserocr", "tesseract"]

MOST_SECONDS = 86_400.0
"""A day. Timers of the system do not count for ever."""


class Deadline:
    """When an engine must have answered."""

    def __init__(self, seconds: float) -> None:
        """Let the time run, from now on."""
        self._seconds = seconds
        self._end = monotonic() + seconds

    def left(self) -> float:
        """Return the seconds that are left.

        Raises:
            RecognitionError: none are.
        """
        left = self._end - monotonic()
        if left <= 0:
            raise self.missed()
        return left

    def missed(self) -> RecognitionError:
        """Return the error for an engine that has not answered in time."""
        return RecognitionError(f"the OCR engine took longer than {self._seconds:g} s")


@dataclass(frozen=True, slots=True)
class Ocr:
    """How page images are to be recognised.

    Attributes:
        mode: `auto` recognises pages without text, with a bad text layer, and what stays doubtful of a good
            one; `always` every page that can be shown as a picture; `never` none.
        language: Tesseract's name of the model, such as `deu`; several are joined by `+`.
        models: the folder that holds `deu.traineddata`; None looks where installers put it.
        engine: `tesserocr` (the library) or `tesseract` (the program); None takes the library where it is
            installed.
        seconds: how long one page may take, with all that is read of it a second time, before its letter is
            refused; at most a day.
        workers: pages of one document that are recognised at the same time, each by a process of its own.
        command: a recogniser to start instead of the named engine; it speaks as `ratsdok.reading.ocr.worker`
            does.
    """

    mode: Mode = "auto"
    language: str = "deu"
    models: str | os.PathLike[str] | None = None
    engine: EngineName | None = None
    seconds: float = 60.0
    workers: int = 1
    command: tuple[str, ...] | None = None

    _deadline: Deadline | None = field(default=None, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if self.mode not in get_args(Mode):
            raise ValueError(f"ocr is auto, always or never, not {self.mode!r}")
        if self.engine is not None and self.engine not in get_args(EngineName):
            raise ValueError(f"ocr knows the engines tesserocr and tesseract, not {self.engine!r}")
        if not 0 < self.seconds <= MOST_SECONDS:  # what is no number at all (nan) is neither
            raise ValueError(f"ocr takes up to {MOST_SECONDS:g} seconds for a page, not {self.seconds}")
        if self.workers < 1:
            raise ValueError(f"ocr needs at least one worker, not {self.workers}")
        if self.models is not None:
            object.__setattr__(self, "models", Path(self.models))

    def for_one_page(self) -> Ocr:
        """Return these settings for a page that begins now: all that is read with them shares its time."""
        own = replace(self)
        object.__setattr__(own, "_deadline", Deadline(self.seconds))
        return own

    def deadline(self) -> Deadline:
        """Return when the page must be done; without a page, when a single answer must be there."""
        return self._deadline or Deadline(self.seconds)


AUTO = Ocr()
"""What is done where nothing else is said."""
