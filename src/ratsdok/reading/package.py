"""The ZIP around a DOCX, unpacked within limits.

A ZIP's directory may lie about sizes, so every part is unpacked in small steps and counted; python-docx would
unpack it in one go. Parts that hold no text (images, fonts) are not unpacked at all.
"""

from __future__ import annotations

import io
import zipfile

from ratsdok.errors import DamagedFileError, EncryptedFileError, RatsdokError, TooLargeError
from ratsdok.reading.source import Source

MAX_UNPACKED = 64 * 2**20
"""Bytes of all parts together that the directory may declare, and of the text parts when unpacked. A letter's
text parts have 200 kB, a book's 10 MB."""

MAX_RATIO = 250
"""Unpacked to packed bytes of one part. Word's XML packs 10 to 40 times; a bomb 1,000 times."""

RATIO_MATTERS = 2**20
"""Parts below this many bytes do no harm, however well they are packed."""

_STEP = 2**16
_TEXT_SUFFIXES = (".xml", ".rels")
_ENCRYPTED = 0x1

# A package's parts may hold no document type definition (ECMA-376-2, 8.1.4): it is where entity bombs sit.
_FORBIDDEN = (b"<!DOCTYPE", b"<!ENTITY", "<!DOCTYPE".encode("utf-16-le"), "<!DOCTYPE".encode("utf-16-be"))

# Templates and documents with macros hold the same text under other names, which python-docx refuses.
_DOCUMENT_TYPE = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_LIKE_DOCUMENTS = (
    b"application/vnd.ms-word.document.macroEnabled.main+xml",
    b"application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
    b"application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
)


def unpacked(source: Source) -> io.BytesIO:
    """Return the same package without compression, and with its images and other media empty.

    Raises:
        TooLargeError: a part, or all together, would unpack beyond the limits.
        EncryptedFileError: a part is locked.
        DamagedFileError: the ZIP is truncated or broken, or holds what no DOCX may hold.
    """
    result = io.BytesIO()
    try:
        with zipfile.ZipFile(io.BytesIO(source.data)) as archive, zipfile.ZipFile(result, "w") as plain:
            _check_directory(archive, source.name)
            left = MAX_UNPACKED
            for part in map(archive.getinfo, dict.fromkeys(archive.namelist())):  # names may repeat
                content = b""
                if part.filename.endswith(_TEXT_SUFFIXES):
                    content = _content(archive, part, left, source.name)
                    left -= len(content)
                plain.writestr(part.filename, content)
    except RatsdokError:
        raise
    except Exception as error:  # zipfile meets broken archives with a dozen types of error
        raise DamagedFileError(f"the DOCX is broken ({error})", source=source.name) from error
    result.seek(0)
    return result


def _check_directory(archive: zipfile.ZipFile, name: str) -> None:
    """Refuse by what the directory declares, before anything is unpacked."""
    parts = archive.infolist()
    if sum(part.file_size for part in parts) > MAX_UNPACKED + sum(part.compress_size for part in parts):
        raise TooLargeError(f"the DOCX would unpack to more than {MAX_UNPACKED // 2**20} MiB", source=name)
    for part in parts:
        if part.flag_bits & _ENCRYPTED:
            raise EncryptedFileError("the DOCX has a password", source=name, remedy="Save it without one")
        if part.file_size > max(RATIO_MATTERS, MAX_RATIO * part.compress_size):
            raise TooLargeError(f"{part.filename} unpacks to over {MAX_RATIO} times its size", source=name)


def _content(archive: zipfile.ZipFile, part: zipfile.ZipInfo, limit: int, name: str) -> bytes:
    """Unpack one part, up to `limit` bytes, whatever size the directory declares."""
    ratio_limit = max(RATIO_MATTERS, MAX_RATIO * part.compress_size)
    part.file_size = limit + _STEP  # zipfile stops silently at the declared size
    content = bytearray()
    with archive.open(part) as packed:
        while step := packed.read(_STEP):
            content += step
            if len(content) > min(limit, ratio_limit):
                raise TooLargeError(f"{part.filename} unpacks to more than it declares", source=name)
    if any(mark in content for mark in _FORBIDDEN):
        raise DamagedFileError(f"{part.filename} holds a document type definition", source=name)
    if part.filename == "[Content_Types].xml":
        for like in _LIKE_DOCUMENTS:
            content = content.replace(like, _DOCUMENT_TYPE)
    return bytes(content)
