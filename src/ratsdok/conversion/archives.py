"""Zip archives opened and unpacked within limits: what a directory says of its members is not believed."""

from __future__ import annotations

import copy
import functools
import io
import os
import sys
import zipfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from itertools import pairwise

from ratsdok.conversion.places import MAX_BYTES, is_racy, opened, printable, state_of, unreadable
from ratsdok.errors import (
    DamagedFileError,
    EncryptedFileError,
    RatsdokError,
    TooLargeError,
    UnknownFormatError,
)

MAX_MEMBERS = 100_000
"""Entries in an archive's directory; each takes about 1 kB of memory while the archive is open."""

MAX_DIRECTORY = 64 * 2**20
"""Bytes of the directory itself: `MAX_MEMBERS` with paths of 300 bytes and usual extra fields take half."""

MAX_TOTAL = 64 * 2**30
"""Bytes that all members together may declare: `MAX_MEMBERS` letters of 700 kB."""

MAX_RATIO = 250
"""Unpacked to packed bytes of one member. Plain text packs 10 to 40 times; a bomb 1,000 times."""

RATIO_MATTERS = 2**20
"""Members below this many bytes do no harm, however well they are packed."""

UNPACK = "Unpack the archive with another program, and name the folder"
"""The remedy for what Python cannot read in an archive."""

_DIVIDE = "Divide it into several, or unpack it and name the folder"
_KEPT_OPEN = 2
_ENCRYPTED = 0x1
_LOCAL_HEADER = 30
_ENTRY = b"PK\x01\x02"
_STEP = 2**16
_SMALL_STEP = 2**12


class _Reader(io.BufferedReader):
    """A file that keeps back a directory that is a bomb itself: zipfile makes objects of all of it."""

    def read(self, size: int | None = -1, /) -> bytes:
        if size is not None and size > MAX_DIRECTORY:
            raise self._too_large(f"its directory has more than {MAX_DIRECTORY // 2**20} MiB")
        data = super().read(size)
        if data.startswith(_ENTRY) and data.count(_ENTRY) > MAX_MEMBERS:
            raise self._too_large(f"it has more than {MAX_MEMBERS} members")
        return data

    def _too_large(self, what: str) -> TooLargeError:
        return TooLargeError(f"the archive is too large: {what}", source=printable(self.name), remedy=_DIVIDE)


class _Archive(zipfile.ZipFile):
    """An archive that closes its file."""

    def __init__(self, file: _Reader) -> None:
        self._file = file
        super().__init__(file)

    def close(self) -> None:
        super().close()
        self._file.close()


@contextmanager
def open_archive(path: str) -> Iterator[zipfile.ZipFile]:
    """Open an archive, or take the open one: reading a directory of 10,000 members takes a tenth of a second.

    Raises:
        RatsdokError: it cannot be opened.
    """
    state = _, _, changed, _ = state_of(path)
    if is_racy(changed):  # it may be another one soon and look the same
        with _open(path) as archive:
            yield archive
    else:
        # A forked process shares its parent's open files, and where they are read next: it opens its own.
        yield _kept_open(path, state, os.getpid())


@functools.lru_cache(maxsize=_KEPT_OPEN)
def _kept_open(path: str, state: tuple[int, int, int, int], process: int) -> zipfile.ZipFile:
    return _open(path)


def _open(path: str) -> zipfile.ZipFile:
    name = printable(path)
    with ExitStack() as unless_done:
        file = unless_done.enter_context(_Reader(opened(path)))
        try:
            archive = _Archive(file)
            _check_directory(archive, name)
        except (RatsdokError, MemoryError):
            raise
        except Exception as error:
            raise _typed(error, "archive", name) from error
        unless_done.pop_all()
        return archive


def _typed(error: Exception, what: str, name: str) -> RatsdokError:
    """Return what an archive or a member suffers from; zipfile meets broken ones with many types of error."""
    if isinstance(error, NotImplementedError):
        return UnknownFormatError(f"the {what} is packed in an unknown way", source=name, remedy=UNPACK)
    if isinstance(error, OSError) and error.errno:
        return unreadable(name, error)
    return DamagedFileError(f"the {what} is broken", source=name)


def _check_directory(archive: zipfile.ZipFile, name: str) -> None:
    """Refuse by what the directory declares, before anything is unpacked."""
    entries = sorted(archive.infolist(), key=lambda entry: entry.header_offset)
    if sum(entry.file_size for entry in entries) > MAX_TOTAL:
        limit = f"{MAX_TOTAL // 2**30} GiB"
        raise TooLargeError(f"the archive unpacks to more than {limit}", source=name, remedy=_DIVIDE)
    for entry, following in pairwise(entries):
        if entry.header_offset + _LOCAL_HEADER + entry.compress_size > following.header_offset:
            raise DamagedFileError("members of the archive overlap, as in a bomb", source=name)


def unpacked(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, name: str) -> bytes:
    """Unpack one member, whatever size the directory declares.

    Raises:
        RatsdokError: it cannot be unpacked, or not within limits; the error calls it by `name`.
    """
    if entry.flag_bits & _ENCRYPTED:
        raise EncryptedFileError(
            "the member has a password", source=name, remedy="Unpack the archive with it, and name the folder"
        )
    limit = min(MAX_BYTES, max(RATIO_MATTERS, MAX_RATIO * entry.compress_size))
    try:
        content = _content(archive, entry, limit) if entry.file_size <= limit else None
    except MemoryError:
        raise
    except Exception as error:
        raise _typed(error, "member", name) from error
    if content is None:
        large = f"unpacks to over {MAX_RATIO} times its size"
        if limit == MAX_BYTES:
            large = f"has more than {MAX_BYTES // 2**20} MiB"
        raise TooLargeError(f"the member {large}", source=name)
    if len(content) != entry.file_size:
        raise DamagedFileError("the member has not the size that the archive declares", source=name)
    return content


def _content(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, limit: int) -> bytes | None:
    """Unpack a member to its end; return None if that is beyond the limit."""
    to_the_end = copy.copy(entry)
    to_the_end.file_size = sys.maxsize  # zipfile stops silently at the declared size
    # All but DEFLATE is unpacked a whole step at once, and a step of BZIP2 may hold 20,000 times its size.
    size = _STEP if entry.compress_type in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) else _SMALL_STEP
    steps, left = [], limit
    with archive.open(to_the_end) as packed:
        while step := packed.read(size):
            steps.append(step)
            left -= len(step)
            if left < 0:
                return None
    return b"".join(steps)
