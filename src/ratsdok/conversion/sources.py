"""From what a user names to the documents to convert: folders, files, zip archives, URLs, lists of them."""

from __future__ import annotations

import codecs
import os
import stat
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from enum import Enum
from pathlib import Path

from ratsdok.conversion import remote
from ratsdok.conversion.folders import files_below
from ratsdok.conversion.oparl import Register
from ratsdok.conversion.places import (
    ARCHIVE,
    DOCUMENTS,
    FilePlace,
    Found,
    Refused,
    printable,
    suffix_of,
    unreadable,
)
from ratsdok.conversion.urls import public_name
from ratsdok.conversion.zips import members
from ratsdok.errors import NoDocumentsError, NotAFileError, RatsdokError
from ratsdok.pipeline import Witness

__all__ = ["Found", "Refused", "Sources", "read_list"]


class _Kind(Enum):
    FILE = "file"
    ARCHIVE = "archive"
    FOLDER = "folder"
    URL = "url"


class Sources:
    """The documents in what a user names.

    They come in the order in which they are named, those of a folder depth first in the order of names. What
    is named twice is given once; what is named itself and lies in a folder that is named too comes where it
    is named itself. In folders and archives the suffix tells what is a document; hidden files, Word's locks
    and what macOS and Windows leave beside documents are passed over.

    Attributes:
        skipped: after going through all documents: how many other files there were, by suffix.
    """

    skipped: Counter[str]

    def __init__(self, sources: Sequence[str | os.PathLike[str]]) -> None:
        """Look whether all that is named is there.

        Raises:
            NoDocumentsError: nothing is named.
            NotAFileError: something is no file and no folder, or is a URL of no known protocol.
            ExtraMissingError: a library that a URL needs is missing.
        """
        if not sources:
            raise NoDocumentsError("nothing to convert is named")
        self.skipped = Counter()
        self._registers: dict[str, Register] = {}
        self._named: dict[str, _Kind] = {}
        missing: list[RatsdokError] = []
        for source in sources:
            try:
                name, kind = _looked_at(source)
                self._named.setdefault(name, kind)
            except RatsdokError as error:
                missing.append(error)
        if missing:
            raise _with_number(missing)
        self._folders = {name for name, kind in self._named.items() if kind is _Kind.FOLDER}

    @property
    def names(self) -> list[str]:
        """What is named, in full, as text that every output can hold; URLs without their secrets."""
        return [
            public_name(name) if kind is _Kind.URL else printable(name) for name, kind in self._named.items()
        ]

    def __iter__(self) -> Iterator[Found | Refused]:
        """Find the documents one after the other."""
        self.skipped = Counter()
        return self._go_through(self.skipped, with_witnesses=True)

    def count(self) -> int:
        """Return how many documents there are; only archives are opened for it."""
        found = self._go_through(Counter(), with_witnesses=False)
        return sum(isinstance(each, Found) for each in found)

    def others(self) -> str:
        """Say how many other files there were: `12 .html, 1 without suffix`."""
        return ", ".join(
            f"{many} {suffix or 'without suffix'}" for suffix, many in self.skipped.most_common()
        )

    def _go_through(self, skipped: Counter[str], *, with_witnesses: bool) -> Iterator[Found | Refused]:
        taken: Counter[str] = Counter()
        for name, kind in self._named.items():
            register = self._register(name) if with_witnesses and self._folders else None
            if kind is _Kind.FILE:
                yield Found(FilePlace(name), _witness(register, name))
            elif kind is _Kind.ARCHIVE:
                yield from members(name, skipped)
            elif kind is _Kind.URL:
                yield from remote.documents(name, self._named, skipped, taken)
            else:
                if register and register is self._registers.get(name):
                    yield from (Refused(where, error) for where, error in register.faults)
                yield from self._in_folder(name, skipped, register)

    def _in_folder(
        self, folder: str, skipped: Counter[str], register: Register | None
    ) -> Iterator[Found | Refused]:
        for each in files_below(folder, self._named):
            if isinstance(each, Refused):
                yield each
            elif (suffix := suffix_of(each)) in DOCUMENTS:
                yield Found(FilePlace(each), _witness(register, each))
            elif suffix == ARCHIVE:
                yield from members(each, skipped)
            elif register is None or Path(each) not in register.read:
                skipped[suffix] += 1

    def _register(self, name: str) -> Register | None:
        """Return what OParl says in the uppermost named folder around a file or folder."""
        around = [str(folder) for folder in (Path(name), *Path(name).parents)]
        uppermost = next((folder for folder in reversed(around) if folder in self._folders), None)
        if uppermost is None:
            return None
        if uppermost not in self._registers:
            self._registers[uppermost] = Register.of(Path(uppermost))
        return self._registers[uppermost]


def read_list(path: str | os.PathLike[str]) -> list[str]:
    """Read a list of paths and URLs, one a line; relative paths are relative to the current folder.

    Empty lines, and lines that begin with `#`, are passed over. A list that holds a NUL is divided by NULs
    and nothing else, as `find -print0` writes it.

    Args:
        path: where the list is; `-` is standard input.

    Raises:
        NotAFileError: the list cannot be read.
    """
    name = os.fspath(path)
    try:
        data = sys.stdin.buffer.read() if name == "-" and sys.stdin else Path(name).read_bytes()
    except (OSError, ValueError) as error:
        raise unreadable(printable(name), error) from error
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):  # what PowerShell writes with >
        text = data.decode("utf-16", "replace")
    else:
        text = data.removeprefix(codecs.BOM_UTF8).decode("utf-8", "surrogateescape")
    if "\0" in text:
        return [entry for entry in text.split("\0") if entry]
    lines = (line.removesuffix("\r") for line in text.split("\n"))
    return [line for line in lines if line.strip() and not line.startswith("#")]


def _witness(register: Register | None, path: str) -> Witness | None:
    return register.witness(Path(path)) if register else None


def _looked_at(source: str | os.PathLike[str]) -> tuple[str, _Kind]:
    """Return a source's full name and what it is."""
    name = os.fspath(source)
    if isinstance(source, str) and "://" in source:
        remote.check(source)
        return source, _Kind.URL
    try:
        mode = Path(name).stat().st_mode if name else 0
        full_name = _absolute(name)
    except (OSError, ValueError) as error:
        raise unreadable(printable(name), error) from error
    if stat.S_ISDIR(mode):
        return full_name, _Kind.FOLDER
    if not stat.S_ISREG(mode):
        raise NotAFileError("this is no file and no folder", source=printable(name))
    return full_name, _Kind.ARCHIVE if suffix_of(name) == ARCHIVE else _Kind.FILE


def _absolute(path: str) -> str:
    """Return a path without `..`, but through the same links."""
    plain = Path(path).absolute()
    if ".." not in plain.parts:
        return str(plain)
    short = Path(os.path.normpath(plain))  # which behind a link to a folder leads elsewhere
    return str(short if short.exists() and short.samefile(plain) else plain.resolve())


def _with_number(errors: list[RatsdokError]) -> RatsdokError:
    """Return the first error, telling how many more there are."""
    first = errors[0]
    if more := len(errors) - 1:
        problem = f"{first.problem}; {more} more of what is named cannot be read either"
        return type(first)(problem, source=first.source, remedy=first.remedy)
    return first
