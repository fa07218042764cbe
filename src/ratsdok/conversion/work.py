"""What one document's conversion is: the work, what comes of it, and who does it."""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Protocol

from ratsdok.archive.rows import Rows, rows_of
from ratsdok.errors import MemoryLimitError, NotAFileError, RatsdokError
from ratsdok.pipeline import Ocr, Witness, parse_all
from ratsdok.profile import Profile


class Place(Protocol):
    """Where a document lies; a process is sent it and reads the document itself."""

    @property
    def name(self) -> str:
        """The place in full, as catalogues and errors call it."""
        ...

    @property
    def file(self) -> str:
        """The document's name without folders."""
        ...

    def read(self) -> bytes:
        """Return the document.

        Raises:
            NotAFileError: it cannot be read (any more).
            TooLargeError: it is larger than any letter.
        """
        ...

    def stamp(self) -> str | None:
        """Return what changes whenever the document does, found without reading it; None if nothing does so.

        Raises:
            NotAFileError: it is not there (any more).
        """
        ...


@dataclass(frozen=True, slots=True)
class Settings:
    """What the records depend on besides the documents.

    Attributes:
        profile: the city whose letters these are.
        password: opens encrypted PDFs.
        ocr: how page images are recognised.
    """

    profile: Profile
    password: str | None
    ocr: Ocr

    def as_told(self) -> dict[str, Any]:
        """Return them as a person reads them, the password aside."""
        models = os.fspath(self.ocr.models) if self.ocr.models else None
        return {"profile": self.profile.name, "ocr": self.ocr.mode, "ocr_models": models}

    def checksum(self, witness: Witness | None) -> str:
        """Return what changes when a document has to be converted again, in 16 hexadecimal digits."""
        told = f"{_in_full(self)}\n{witness}"
        return hashlib.sha256(told.encode()).hexdigest()[:16]


@lru_cache(maxsize=1)
def _in_full(settings: Settings) -> str:
    """Return all that settings hold: the profile is long, and the same for all documents."""
    return json.dumps([settings.as_told(), settings.profile.model_dump_json()], sort_keys=True)


@dataclass(frozen=True, slots=True)
class Work:
    """A document to convert.

    Attributes:
        place: where it lies.
        sha256: of its bytes when they were first looked at.
        witness: what else is known of it.
    """

    place: Place
    sha256: str
    witness: Witness | None = None


@dataclass(frozen=True, slots=True)
class Done:
    """What came of a work.

    Attributes:
        work: which.
        seconds: that it took.
        letters: the rows of each letter in it.
        document: what the records say of the document, to be stored with it.
        error: why there are no letters.
    """

    work: Work
    seconds: float
    letters: tuple[Rows, ...] = ()
    document: Mapping[str, Any] | None = None
    error: RatsdokError | None = None


class Engine(Protocol):
    """Who does the work: processes on this machine, or a cluster."""

    capacity: int
    """Works to have begun at any time, so that nobody waits for one."""

    def begin(self, work: Work) -> None:
        """Have a work done, some time soon."""
        ...

    def done(self, seconds: float) -> list[Done]:
        """Return what was done since the last call; wait for the first at most so long."""
        ...

    def close(self) -> None:
        """End at once, whatever is begun."""
        ...


def convert_document(work: Work, settings: Settings) -> Done:
    """Read a document's letters and make their rows; whatever goes wrong is the result's `error`."""
    started = time.perf_counter()
    try:
        letters = parse_all(
            work.place.read(),
            name=work.place.file,
            profile=settings.profile,
            password=settings.password,
            ocr=settings.ocr,
            witness=work.witness,
        )
        info = letters[0].document
        if info.sha256 != work.sha256:
            raise NotAFileError(
                "the file was changed while it was read", source=work.place.name, remedy="Convert it again"
            )
        rows = tuple(rows_of(letter, settings.profile) for letter in letters)
        return Done(work, time.perf_counter() - started, rows, info.model_dump())
    except MemoryError:
        error: RatsdokError = MemoryLimitError("the document needs more memory than is allowed")
    except RatsdokError as expected:
        error = expected
    except Exception as bug:
        error = RatsdokError(
            f"this is a bug in ratsdok ({type(bug).__name__}: {bug})",
            remedy="Please report it with the output of `ratsdok parse` of this file under RATSDOK_DEBUG=1",
        )
    return Done(work, time.perf_counter() - started, error=error)
