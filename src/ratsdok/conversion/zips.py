"""Zip archives: their members as documents, read in memory, within limits; nothing is unpacked to the disk.

A member's name is `ARCHIVE.zip!/folder/letter.pdf`. Where several members have one name, the second is called
`ARCHIVE.zip!/folder/letter.pdf#2`, and so on, in the order of the archive's directory.
"""

from __future__ import annotations

import re
import stat
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from ratsdok.conversion.archives import UNPACK, open_archive, unpacked
from ratsdok.conversion.places import (
    ARCHIVE,
    DOCUMENTS,
    Found,
    Refused,
    is_litter,
    printable,
    stamp_of,
    suffix_of,
)
from ratsdok.errors import (
    NotAFileError,
    RatsdokError,
    UnsafeMemberError,
)

_GIVEN = DOCUMENTS | {ARCHIVE}
_UTF8_NAME = 0x800
_UNIX = 3
_ABSOLUTE = re.compile(r"[/\\]|[A-Za-z]:")
_SEPARATORS = re.compile(r"[/\\]")


@dataclass(frozen=True, slots=True)
class MemberPlace:
    """A file in a zip archive.

    Attributes:
        archive: absolute path of the archive, as the system spells it.
        member: the file's path in the archive.
        number: which one of the members of this name.
        at: its place in the archive's directory.
        checksum: CRC-32, as the directory gives it.
        size: in bytes, as the directory gives it.
    """

    archive: str
    member: str
    number: int
    at: int
    checksum: int
    size: int

    @property
    def name(self) -> str:
        """The archive's path and the member's, as text that every output can hold."""
        return _full_name(self.archive, self.member, self.number)

    @property
    def file(self) -> str:
        """The member's name without folders."""
        return printable(_SEPARATORS.split(self.member)[-1])

    def read(self) -> bytes:
        """Return the document.

        Raises:
            NotAFileError: the archive or the member is not there (any more).
            EncryptedFileError: the member has a password.
            TooLargeError: it is larger than any letter, or unpacks to too much.
            DamagedFileError: it is broken.
            UnknownFormatError: it is packed in a way that Python does not know.
        """
        with open_archive(self.archive) as archive:
            entries = archive.infolist()
            if self.at >= len(entries) or not self._is(entries[self.at]):
                raise NotAFileError("the archive was changed", source=self.name, remedy="Convert it again")
            return unpacked(archive, entries[self.at], self.name)

    def stamp(self) -> str | None:
        """Return the archive's stamp with the member's checksum and size.

        Raises:
            NotAFileError: the archive is not there (any more).
        """
        stamp = stamp_of(self.archive)
        return stamp and f"{stamp}-{self.checksum:08x}-{self.size}"

    def _is(self, entry: zipfile.ZipInfo) -> bool:
        return (_member(entry), entry.CRC, entry.file_size) == (self.member, self.checksum, self.size)


def members(path: str, skipped: Counter[str]) -> Iterator[Found | Refused]:
    """Yield the documents in an archive, in the order of its directory, and count by suffix what is none.

    A zip archive in the archive is given as a document: reading tells what it is.
    """
    try:
        with open_archive(path) as archive:
            entries = archive.infolist()
    except RatsdokError as error:
        yield Refused(printable(path), error)
        return
    names = [_member(entry) for entry in entries]
    for at, (entry, name, number) in enumerate(zip(entries, names, _numbers(names), strict=True)):
        parts = _SEPARATORS.split(name)
        if not parts[-1] or any(is_litter(part) for part in parts if part not in (".", "..")):
            continue
        if (suffix := suffix_of(parts[-1])) not in _GIVEN:
            skipped[suffix] += 1
        elif refusal := _refusal(entry, name, _full_name(path, name, number)):
            yield Refused(_full_name(path, name, number), refusal)
        else:
            yield Found(MemberPlace(path, name, number, at, entry.CRC, entry.file_size))


def _full_name(archive: str, member: str, number: int) -> str:
    return printable(f"{archive}!/{member}") + (f"#{number}" if number > 1 else "")


def _refusal(entry: zipfile.ZipInfo, name: str, full_name: str) -> RatsdokError | None:
    """Return why a member is not even looked at."""
    if ".." in _SEPARATORS.split(name) or _ABSOLUTE.match(name):
        return UnsafeMemberError("the member's path leads out of the archive", source=full_name)
    if entry.create_system == _UNIX and stat.S_ISLNK(entry.external_attr >> 16):
        return NotAFileError(
            "the member is a symbolic link, which is not followed in archives",
            source=full_name,
            remedy=UNPACK,
        )
    return None


def _member(entry: zipfile.ZipInfo) -> str:
    """Return a member's path: macOS writes UTF-8 without saying so, which then looks like cp437."""
    if entry.flag_bits & _UTF8_NAME:
        return entry.filename
    try:
        return entry.filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return entry.filename


def _numbers(names: list[str]) -> Iterator[int]:
    """Number members of one name, so that no name with its number is that of another member."""
    taken, last = set(names), dict.fromkeys(names, 0)
    for name in names:
        last[name] += 1
        while last[name] > 1 and f"{name}#{last[name]}" in taken:
            last[name] += 1
        yield last[name]
