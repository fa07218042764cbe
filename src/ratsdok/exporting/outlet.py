"""Where an export or a report goes: never over the catalogue, and whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from ratsdok.archive.catalogue import Catalogue
from ratsdok.errors import OutputError
from ratsdok.target import in_place_of

Target = str | os.PathLike[str] | BinaryIO
"""A path, or a file opened for writing bytes."""


def refuse(target: Target, catalogue: Catalogue) -> None:
    """Raise where what is written would replace the catalogue.

    Raises:
        OutputError: the target is the catalogue itself.
    """
    if isinstance(target, str | os.PathLike) and catalogue.path:
        path = Path(target)
        if path.exists() and path.samefile(catalogue.path):
            remedy = "Name another file"
            raise OutputError("this is the catalogue itself", source=os.fspath(target), remedy=remedy)


@contextmanager
def opened(target: Target) -> Iterator[BinaryIO]:
    """Give a file to write to, which takes the target's place when all is written.

    Raises:
        OutputError: the target cannot be written to.
    """
    if not isinstance(target, str | os.PathLike):
        yield target
        return
    path = Path(target)
    try:
        if path.exists() and not path.is_file():
            with path.open("wb") as stream:  # a device or a pipe; a folder says so itself
                yield stream
            return
        with in_place_of(path) as part, part.open("wb") as stream:
            yield stream
    except OSError as error:
        problem = f"the file cannot be written ({error.strerror or error})"
        raise OutputError(problem, source=os.fspath(target)) from error
