"""The parts of a page: in it as they are while they are few, else packed in groups until they are asked for.

A browser takes seconds to lay out ten thousand parts, and nobody reads them all. Packed they are text that it
passes over; a group is unpacked when one of its parts is opened.
"""

from __future__ import annotations

import base64
import tempfile
import zlib
from collections.abc import Iterator
from types import TracebackType

GROUP = 50
"""Parts that are packed together: they have most words in common, and are unpacked in no time."""


class Parts:
    """Parts as they come; what is packed waits in a temporary file.

    Args:
        limit: bytes up to which all parts together stay as they are.
    """

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._size = 0
        self._plain: list[str] | None = []
        self._file = tempfile.TemporaryFile()  # noqa: SIM115 - closed with the parts
        self._begin_group()

    def __enter__(self) -> Parts:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def add(self, part: str) -> None:
        """Take a part."""
        data = part.encode()
        self._size += len(data)
        if self._size > self._limit:
            self._plain = None
        if self._plain is not None:
            self._plain.append(part)
        self._packed += self._deflate.compress(data)
        self._in_group += 1
        if self._in_group == GROUP:
            self._end_group()

    @property
    def plain(self) -> list[str] | None:
        """All parts, if they are few; None if they are packed."""
        return self._plain

    def groups(self) -> Iterator[str]:
        """Yield the groups in order, each deflated (RFC 1951) and in base64; none if all parts are plain."""
        if self._plain is not None:
            return
        if self._in_group:
            self._end_group()
        self._file.seek(0)
        for line in self._file:
            yield line.decode("ascii").rstrip("\n")

    def _begin_group(self) -> None:
        self._deflate = zlib.compressobj(wbits=-zlib.MAX_WBITS)
        self._packed = bytearray()
        self._in_group = 0

    def _end_group(self) -> None:
        self._packed += self._deflate.flush()
        self._file.write(base64.b64encode(self._packed) + b"\n")
        self._begin_group()
