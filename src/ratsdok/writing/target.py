"""Where a letter goes: an open file, or one that is never there by halves and never replaced unasked."""

from __future__ import annotations

import os
from pathlib import Path
from typing import BinaryIO

from ratsdok.errors import OutputError, TargetExistsError
from ratsdok.target import in_place_of

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
            with in_place_of(Path(target), replace=replace) as part:
                part.write_bytes(data)
        else:
            target.write(data)
    except FileExistsError as error:
        raise TargetExistsError("there is a file already", source=name) from error
    except OSError as error:
        problem = f"the letter cannot be written ({error.strerror or error})"
        raise OutputError(problem, source=name) from error
