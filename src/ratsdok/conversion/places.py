"""Where documents lie: files on the disk, and what all places have in common."""

from __future__ import annotations

import io
import os
import re
import stat
import time
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import IO

from ratsdok.conversion.work import Place
from ratsdok.errors import NotAFileError, RatsdokError, TooLargeError
from ratsdok.pipeline import Witness

MAX_BYTES = 100 * 2**20
"""The limit of reading, which this room does not know; a test compares the two."""

DOCUMENTS = frozenset({".pdf", ".docx", ".txt", ".png", ".jpg", ".jpeg", ".tif", ".tiff"})
"""Suffixes of what is converted of a folder or an archive. A file that is named itself may have any."""

ARCHIVE = ".zip"

_RACY = 2 * 10**9
"""Nanoseconds in which a file may be changed once more and keep its times: those of FAT have steps of two
seconds, most others those of the kernel's clock. Git calls such files racy (gitformat-index, racy-git)."""

_STEP = 2**20
_NO_TEXT = re.compile("[\0\ud800-\udfff\ufffd]")
_LITTER = frozenset({"__macosx", "thumbs.db"})


@dataclass(frozen=True, slots=True)
class Found:
    """A document to convert.

    Attributes:
        place: where it lies.
        witness: what else is known of it.
    """

    place: Place
    witness: Witness | None = None


@dataclass(frozen=True, slots=True)
class Refused:
    """What should have been documents but cannot be opened.

    Attributes:
        name: the place in full.
        error: why.
    """

    name: str
    error: RatsdokError


@dataclass(frozen=True, slots=True)
class FilePlace:
    """A file on the disk.

    Attributes:
        path: absolute, as the system spells it.
    """

    path: str

    @property
    def name(self) -> str:
        """The path, as text that every output can hold."""
        return printable(self.path)

    @property
    def file(self) -> str:
        """The file's name without folders."""
        return PurePath(self.name).name

    def read(self) -> bytes:
        """Return the document.

        Raises:
            NotAFileError: it cannot be read (any more), or is no regular file.
            TooLargeError: it has more than `MAX_BYTES`.
        """
        try:
            with opened(self.path) as file:
                return read_all(file, self.name)
        except OSError as error:
            raise unreadable(self.name, error) from error

    def stamp(self) -> str | None:
        """Return size, times and number of the file; None while it is too young for them to tell all changes.

        Raises:
            NotAFileError: it is not there (any more).
        """
        return stamp_of(self.path)


def printable(name: str) -> str:
    """Return a name as text that every output can hold, though it may be no UTF-8 on the disk.

    Bytes that are no text become U+FFFD with two hexadecimal digits. U+FFFD itself is spelled out too: so two
    names never become one.
    """
    return _NO_TEXT.sub(_spelled, name)


def _spelled(match: re.Match[str]) -> str:
    code = ord(match[0])
    byte = code - 0xDC00 if 0xDC80 <= code <= 0xDCFF else code  # as os.fsdecode gives bytes that are no text
    return f"\ufffd{byte:02x}" if byte <= 0xFF else f"\ufffdu{code:04x}"


def suffix_of(name: str) -> str:
    """Return a file name's suffix in lower case, with its dot."""
    return PurePath(name).suffix.lower()


def is_litter(name: str) -> bool:
    """Tell what systems and programs leave beside documents: hidden files, Word's locks, previews."""
    return name.startswith((".", "~$")) or name.lower() in _LITTER


def unreadable(name: str, error: OSError | ValueError) -> NotAFileError:
    """Return the error for what the system does not let us read; a ValueError is a NUL in a path."""
    reason = getattr(error, "strerror", None) or str(error)
    return NotAFileError(f"this cannot be read ({reason})", source=name)


def opened(path: str) -> io.FileIO:
    """Open a file, but never what would block (FIFO) or not end (device).

    Raises:
        NotAFileError: there is no regular file that may be read.
    """
    try:
        if not stat.S_ISREG(Path(path).stat().st_mode):
            raise NotAFileError("this is no regular file", source=printable(path))
        return io.FileIO(path, opener=_without_waiting)
    except (OSError, ValueError) as error:
        raise unreadable(printable(path), error) from error


def _without_waiting(path: str, flags: int) -> int:
    """Open a file that has perhaps just become a FIFO."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def read_all(file: IO[bytes] | io.FileIO, name: str) -> bytes:
    """Read a file to its end, in steps: whoever asks for `MAX_BYTES` at once is given room for them.

    Raises:
        TooLargeError: it has more than `MAX_BYTES`.
    """
    steps, size = [], 0
    while step := file.read(_STEP):
        steps.append(step)
        size += len(step)
        if size > MAX_BYTES:
            raise TooLargeError(f"the file has more than {MAX_BYTES // 2**20} MiB", source=name)
    return b"".join(steps)


def state_of(path: str) -> tuple[int, int, int, int]:
    """Return a file's size, its times of change in nanoseconds, and its number, as Git's index keeps them.

    Raises:
        NotAFileError: it is not there (any more).
    """
    try:
        seen = Path(path).stat()
    except (OSError, ValueError) as error:
        raise unreadable(printable(path), error) from error
    return seen.st_size, seen.st_mtime_ns, seen.st_ctime_ns, seen.st_ino


def stamp_of(path: str) -> str | None:
    """Return a file's state as text; None while it is too young for its times to tell all changes.

    Raises:
        NotAFileError: it is not there (any more).
    """
    state = state_of(path)
    _, modified, changed, _ = state
    return None if is_racy(max(modified, changed)) else "-".join(map(str, state))


def is_racy(changed: int) -> bool:
    """Tell whether what was changed then, in nanoseconds, may be changed again without showing it.

    What comes from the future counts as racy, since nobody knows how far the two clocks are apart.
    """
    return time.time_ns() - changed < _RACY
