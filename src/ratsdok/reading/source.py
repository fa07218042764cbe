"""What kind of file is it? Bytes, checksum and kind, decided by content and checked against the name."""

from __future__ import annotations

import hashlib
import io
import os
import stat
import zipfile
from dataclasses import dataclass
from enum import Enum
from pathlib import Path, PurePath
from typing import BinaryIO

from ratsdok.errors import (
    EmptyFileError,
    EncryptedFileError,
    NotAFileError,
    TooLargeError,
    UnknownFormatError,
)

MAX_BYTES = 100 * 2**20
"""A coloured scan at 300 dpi takes 1 to 2 MB a page; 100 MiB hold any letter with its annexes."""

MAX_PAGES = 1000
"""A letter has two pages, with annexes a hundred; beyond a thousand it is something else."""

HEADER_REACH = 1024
"""How many bytes may stand before `%PDF-` (ISO 32000-1, Annex H, implementation note 13)."""

MAX_CONTROL_SHARE = 0.05
"""Share of control characters up to which bytes pass for text: OCR text has stray ones, random bytes 10 %."""


class Kind(Enum):
    """A format that ratsdok reads, with what people call it."""

    PDF = "a PDF"
    DOCX = "a DOCX"
    TEXT = "plain text"
    PNG = "a PNG picture"
    JPEG = "a JPEG picture"
    TIFF = "a TIFF picture"


PICTURES = frozenset({Kind.PNG, Kind.JPEG, Kind.TIFF})

MEDIA_TYPES = {
    Kind.PDF: "application/pdf",
    Kind.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Kind.TEXT: "text/plain",
    Kind.PNG: "image/png",
    Kind.JPEG: "image/jpeg",
    Kind.TIFF: "image/tiff",
}

_KIND_OF_SUFFIX = {
    ".pdf": Kind.PDF,
    ".docx": Kind.DOCX,
    ".docm": Kind.DOCX,
    ".dotx": Kind.DOCX,
    ".dotm": Kind.DOCX,
    ".txt": Kind.TEXT,
    ".text": Kind.TEXT,
    ".md": Kind.TEXT,
    ".png": Kind.PNG,
    ".jpg": Kind.JPEG,
    ".jpeg": Kind.JPEG,
    ".tif": Kind.TIFF,
    ".tiff": Kind.TIFF,
}

# First bytes of pictures. The last one is BigTIFF.
_PICTURES = (
    (b"\x89PNG\r\n", Kind.PNG),
    (b"\xff\xd8\xff", Kind.JPEG),
    (b"II*\0", Kind.TIFF),
    (b"MM\0*", Kind.TIFF),
    (b"II+\0", Kind.TIFF),
)

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

# Bytes at a place -> what the file seems to be. First match wins.
_FOREIGN = (
    (0, _OLE, "an old Word or Office file (.doc); save it as DOCX"),
    (0, b"{\\rtf", "an RTF file; save it as DOCX"),
    (0, b"GIF8", "a GIF image; save it as PNG"),
    (0, b"BM", "a BMP image; save it as PNG"),
    (
        0,
        b"MM\0+",
        "a BigTIFF image in a rare order of bytes; save it as TIFF or PDF",
    ),  # Pillow knows the other
    (0, b"\0\0\0\x0cjP  ", "a JPEG 2000 image; save it as JPEG or PDF"),
    (0, b"\xff\x4f\xff\x51", "a JPEG 2000 image; save it as JPEG or PDF"),  # without its usual wrapping
    (8, b"WEBP", "a WebP image; save it as PNG"),
    (4, b"ftypavi", "an AVIF image; save it as JPEG or PDF"),
    (4, b"ftyphe", "an HEIC photograph; save it as JPEG or PDF"),
    (4, b"ftypmif1", "an HEIC or AVIF photograph; save it as JPEG or PDF"),
    (0, b"\x1f\x8b", "a gzip archive; unpack it first"),
    (0, b"7z\xbc\xaf\x27\x1c", "a 7z archive; unpack it first"),
    (0, b"Rar!", "a RAR archive; unpack it first"),
    (0, b"\x7fELF", "an executable program"),
    (0, b"MZ", "an executable program"),
    (0, b"%!PS", "a PostScript file; convert it to PDF"),
)

_HEAD = 16  # bytes: where those whose name is letters have numbers

# Beginnings in lower case, after white space -> what a text that is no prose seems to be.
_MARKUP = (
    (b"<!doctype html", "an HTML page, such as a server sends instead of a missing file"),
    (b"<html", "an HTML page, such as a server sends instead of a missing file"),
    (b"<?xml", "an XML file"),
)

# Folder or file inside a ZIP -> what the ZIP seems to be.
_ZIPPED = (
    ("xl/", "an Excel workbook"),
    ("ppt/", "a PowerPoint presentation"),
    ("mimetype", "an OpenDocument file (.odt); save it as DOCX"),
)

# Word wraps a DOCX with a password in an OLE file that holds this stream ([MS-OFFCRYPTO] 2.3.4.4).
_LOCKED_DOCX = "EncryptedPackage".encode("utf-16-le")

_BYTE_ORDER_MARKS = (b"\xff\xfe", b"\xfe\xff")
_CONTROL_CHARACTERS = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1a\x1b"))


@dataclass(frozen=True, slots=True)
class Source:
    """A file's bytes and what they are.

    Attributes:
        name: without folders; `unnamed` for bytes that came without one.
        data: all of its bytes.
        kind: decided by content.
    """

    name: str
    data: bytes
    kind: Kind

    @property
    def sha256(self) -> str:
        """Checksum in hexadecimal digits."""
        return hashlib.sha256(self.data).hexdigest()


def load(source: str | os.PathLike[str] | bytes | BinaryIO, name: str | None = None) -> Source:
    """Get the bytes and decide what they are.

    Raises:
        NotAFileError: the path leads to no file that can be read.
        EmptyFileError: no bytes, or white space only.
        TooLargeError: more than `MAX_BYTES`.
        UnknownFormatError: no format that ratsdok reads, or another one than the name says.
        EncryptedFileError: a DOCX with a password.
    """
    if isinstance(source, (bytes, bytearray, memoryview)):
        data, found = bytes(source), None
    elif isinstance(source, (str, os.PathLike)):
        data, found = _from_path(os.fspath(source))
    else:
        data, found = _from_stream(source)
    name = _printable(PurePath(name or found or "unnamed").name)
    if len(data) > MAX_BYTES:
        raise TooLargeError(f"the file has more than {MAX_BYTES // 2**20} MiB", source=name)
    if not data.strip():
        raise EmptyFileError("the file is empty", source=name)
    return Source(name, data, _agreed_kind(data, name))


def _from_path(path: str) -> tuple[bytes, str]:
    """Read a file, but never open what would block (FIFO) or not end (device)."""
    name = PurePath(path).name or path
    try:
        mode = Path(path).stat().st_mode
        if stat.S_ISDIR(mode):
            raise NotAFileError("this is a folder", source=name, remedy="Give a file")
        if not stat.S_ISREG(mode):
            raise NotAFileError("this is no regular file", source=name)
        with Path(path).open("rb") as file:
            return file.read(MAX_BYTES + 1), name
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        reason = getattr(error, "strerror", None) or str(error)
        raise NotAFileError(f"the file cannot be read ({reason})", source=name) from error


def _from_stream(stream: BinaryIO) -> tuple[bytes, str | None]:
    name = getattr(stream, "name", None)
    name = name if isinstance(name, str) else None
    try:
        data = stream.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:  # ValueError: already closed
        raise NotAFileError(f"the opened file cannot be read ({error})", source=name) from error
    if not isinstance(data, bytes):
        raise TypeError(f"a file opened for reading bytes is needed, not {type(stream).__name__}")
    return data, name


def _printable(name: str) -> str:
    """Return a file's name as text that every output can hold, though it may be no UTF-8 on the disk."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _agreed_kind(data: bytes, name: str) -> Kind:
    if data.startswith(_OLE) and _LOCKED_DOCX in data:
        raise EncryptedFileError(
            "the DOCX has a password", source=name, remedy="Open it in Word and save it without a password"
        )
    kind = _kind_of_content(data)
    named = _KIND_OF_SUFFIX.get(PurePath(name).suffix.lower())
    if isinstance(kind, str):
        raise UnknownFormatError(f"the content seems to be {kind}", source=name)
    if named not in (None, kind):
        raise UnknownFormatError(
            f"the name says {named.value}, but the content seems to be {kind.value}",
            source=name,
            remedy="Rename the file, or check where it comes from",
        )
    return kind


def _kind_of_content(data: bytes) -> Kind | str:
    """Return the kind, or in words what else the bytes seem to be."""
    if _is_pdf(data):
        return Kind.PDF
    if data.startswith(b"PK\x03\x04"):
        return _kind_of_zip(data)
    for magic, picture in _PICTURES:
        if data.startswith(magic):
            return picture
    for at, magic, seems in _FOREIGN:
        if data.startswith(magic, at) and not _is_prose(data, magic):
            return seems
    beginning = data[:HEADER_REACH].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    for tag, seems in _MARKUP:
        if beginning.startswith(tag):
            return seems
    return "binary data" if _is_binary(data) else Kind.TEXT


def _is_pdf(data: bytes) -> bool:
    at = data.find(b"%PDF-", 0, HEADER_REACH)
    # A text that speaks of %PDF- has no objects.
    return at == 0 or (at > 0 and b" obj" in data)


def _is_prose(data: bytes, magic: bytes) -> bool:
    """Tell a text in which these letters stand by chance, such as `BM` or `MZ`, from a binary file.

    White paper in a BMP has hardly a control character, but the numbers in its head have zeros.
    """
    return magic.isalpha() and b"\0" not in data[:_HEAD] and not _is_binary(data)


def _is_binary(data: bytes) -> bool:
    if data.startswith(_BYTE_ORDER_MARKS):
        try:
            data = data.decode("utf-16").encode()
        except UnicodeDecodeError:
            return True
    controls = len(data) - len(data.translate(None, _CONTROL_CHARACTERS))
    return controls > MAX_CONTROL_SHARE * len(data)


def _kind_of_zip(data: bytes) -> Kind | str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
    except Exception:  # zipfile meets broken archives with a dozen types of error
        # The directory stands at a ZIP's end; without it the local headers tell a truncated DOCX from others.
        return Kind.DOCX if b"word/" in data or b"[Content_Types].xml" in data else "a damaged ZIP archive"
    if any(name.startswith("word/") for name in names):
        return Kind.DOCX
    for beginning, seems in _ZIPPED:
        if any(name.startswith(beginning) for name in names):
            return seems
    return "a ZIP archive; unpack it first"
