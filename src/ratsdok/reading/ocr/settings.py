"""How page images are to be recognised."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Mode = Literal["auto", "always", "never"]
EngineName = Literal["tesserocr", "tesseract"]


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
        seconds: how long one page may take before its letter is refused.
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

    def __post_init__(self) -> None:
        if self.mode not in ("auto", "always", "never"):
            raise ValueError(f"ocr is auto, always or never, not {self.mode!r}")
        if self.seconds <= 0 or self.workers < 1:
            raise ValueError("ocr needs some time for a page and at least one worker")
        if self.models is not None:
            object.__setattr__(self, "models", Path(self.models))


AUTO = Ocr()
"""What is done where nothing else is said."""
