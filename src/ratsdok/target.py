"""A file that is written whole or not at all, whatever happens on the way."""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


@contextmanager
def in_place_of(path: Path, *, replace: bool = True) -> Iterator[Path]:
    """Give a path beside a file to write to; when all is done, what is there takes the file's place.

    Nothing happens to the file if the block raises, or if it has written nothing.

    Args:
        path: the file. A link stays a link: what it leads to is replaced.
        replace: whether a file that is there may be replaced; it keeps its permissions.

    Raises:
        FileExistsError: there is one, and it may not be replaced.
        OSError: the folder is missing, may not be written to, or has no room.
    """
    place = path.resolve() if replace else path.absolute()
    part = place.with_name(f".{secrets.token_hex(8)}.part")
    try:
        yield part
        if not part.exists():
            return
        if not replace:
            _put_new(part, place)
            return
        if place.exists():
            shutil.copymode(place, part)
        part.replace(place)
    finally:
        with suppress(OSError):
            part.unlink()


def _put_new(part: Path, path: Path) -> None:
    """Give a file its name, which nobody else may have taken meanwhile."""
    try:
        os.link(part, path)
    except FileExistsError:
        raise
    except OSError:  # a file system without links
        if path.exists():
            raise FileExistsError from None
        part.replace(path)
