"""Where a letter goes: an open file, or one that is never there by halves and never replaced unasked."""

from __future__ import annotations

import os
import secrets
import shutil
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from ratsdok.errors import OutputError, TargetExistsError

Target = str | os.PathLike[str] | BinaryIO


def refuse_existing(target: Target, *, replace: bool) -> None:
    """Say that a file is there before the work is done.

    Raises:
        TargetExistsError: there is one, and it is not to be replaced.
    """
    if isinstance(target, str | os.PathLike) and not replace and Path(target).exists():
        raise TargetExistsError("there is a file already", source=os.fspath(target))


def put(data: bytes, target: Target, *, replace: bool) -> None:
    """Write bytes to a target, whole or not at all.

    Args:
        data: all of them.
        target: a path, or a file opened for writing bytes.
        replace: whether a file that is there is replaced; it keeps its permissions.

    Raises:
        TargetExistsError: there is one, and it is not to be replaced.
        OutputError: the folder is missing, may not be written to, or has no room.
    """
    name = os.fspath(target) if isinstance(target, str | os.PathLike) else None
    try:
        if isinstance(target, str | os.PathLike):
            _into_place(data, Path(target).absolute(), replace=replace)
        else:
            target.write(data)
    except FileExistsError as error:
        raise TargetExistsError("there is a file already", source=name) from error
    except OSError as error:
        problem = f"the letter cannot be written ({error.strerror or error})"
        raise OutputError(problem, source=name) from error


def _into_place(data: bytes, path: Path, *, replace: bool) -> None:
    """Write beside the target, and put the whole file in its place in one step."""
    place = path.resolve() if replace else path  # a link stays, what it leads to is replaced
    part = place.with_name(f".{secrets.token_hex(8)}.part")
    try:
        part.write_bytes(data)
        if replace:
            if place.exists():
                shutil.copymode(place, part)
            part.replace(place)
        else:
            _put_new(part, place)
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
