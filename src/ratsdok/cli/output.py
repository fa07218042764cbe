"""Where results go: to standard output, or to a file that is never there by halves."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from ratsdok.errors import OutputError
from ratsdok.target import in_place_of


def write(chunks: Iterable[str], out: Path | None) -> None:
    """Write text as UTF-8, as it comes.

    Without a single chunk nothing is touched: an older result is better than an empty one.

    Args:
        chunks: the text; what raises while they are made leaves the target as it was.
        out: the file; None is standard output.

    Raises:
        OutputError: the folder is missing, may not be written to, or has no room.
        BrokenPipeError: nobody reads standard output any more.
    """
    if out is None:
        _to_stdout(chunks)
        return
    try:
        if out.exists() and not out.is_file():
            _into(out, chunks)  # a pipe or a device cannot be replaced by a file; a folder says so itself
        else:
            _replace(out, chunks)
    except OSError as error:
        raise OutputError(f"the result cannot be written ({error.strerror})", source=str(out)) from error


@contextmanager
def binary_stdout() -> Iterator[BinaryIO]:
    """Give standard output for bytes; what else is done meanwhile must not raise errors of the system.

    Raises:
        OutputError: it is closed, or has no room.
        BrokenPipeError: nobody reads it any more.
    """
    if sys.stdout is None:
        raise OutputError("standard output is closed", remedy="Name a file with --out")
    with _telling():
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()


def _to_stdout(chunks: Iterable[str]) -> None:
    if sys.stdout is None:
        raise OutputError("standard output is closed", remedy="Name a file with --out")
    for chunk in chunks:
        with _telling():
            sys.stdout.write(chunk)
            sys.stdout.flush()


@contextmanager
def _telling() -> Iterator[None]:
    """Turn what goes wrong with standard output into an error of ours."""
    try:
        yield
    except OSError as error:
        _forget_stdout()
        if isinstance(error, BrokenPipeError):
            raise
        raise OutputError(
            f"standard output cannot be written ({error.strerror})", remedy="Name a file with --out"
        ) from error


def _forget_stdout() -> None:
    """Point standard output to nowhere, or the interpreter would complain when it flushes at its end."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


def _replace(out: Path, chunks: Iterable[str]) -> None:
    with in_place_of(out) as part:
        if not _into(part, chunks):
            part.unlink()


def _into(path: Path, chunks: Iterable[str]) -> int:
    """Write to a file and return how many chunks there were."""
    count = 0
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        for count, chunk in enumerate(chunks, 1):  # noqa: B007 - the last count is what is asked for
            stream.write(chunk)
    return count
