"""Going through folders: in one order on every machine, and round in no circle."""

from __future__ import annotations

import os
import stat
from collections.abc import Container, Iterator
from dataclasses import dataclass
from pathlib import Path

from ratsdok.conversion.places import ARCHIVE, DOCUMENTS, Refused, is_litter, printable, suffix_of, unreadable
from ratsdok.errors import NotAFileError

_Identity = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Level:
    """A folder on the way down to where we are.

    Attributes:
        folder: its path.
        identity: its device and number.
        names: of what is in it and was not looked at, in order.
        special: those of them that are more than plain files.
    """

    folder: str
    identity: _Identity
    names: Iterator[str]
    special: frozenset[str]


def files_below(top: str, named: Container[str]) -> Iterator[str | Refused]:
    """Yield the paths of all files in a folder and below, depth first in the order of names.

    Links are followed, but not up to a folder on the way, nor to the same folder twice: ten folders that are
    all linked to each other have no circle that is gone round, but three million ways from one to the next.

    Args:
        top: the folder.
        named: paths that are left out.
    """
    levels: list[_Level] = []
    followed: set[_Identity] = set()
    yield from _down(levels, top)
    while levels:
        level = levels[-1]
        name = next(level.names, None)
        if name is None:
            levels.pop()
        elif (path := f"{level.folder.removesuffix(os.sep)}{os.sep}{name}") in named:
            continue
        elif name not in level.special:
            yield path
        else:
            yield from _special(path, levels, followed)


def _special(path: str, levels: list[_Level], followed: set[_Identity]) -> Iterator[str | Refused]:
    """Step down into a folder, follow a link, and tell what can be neither."""
    try:
        seen = Path(path).stat()
        is_link = Path(path).is_symlink()
    except OSError as error:
        yield Refused(printable(path), unreadable(printable(path), error))
        return
    identity = (seen.st_dev, seen.st_ino)
    if not stat.S_ISDIR(seen.st_mode):
        is_document = suffix_of(path) in DOCUMENTS | {ARCHIVE}
        if is_document and not stat.S_ISREG(seen.st_mode):
            problem = NotAFileError("this is no regular file", source=printable(path))
            yield Refused(printable(path), problem)
        else:
            yield path
    elif not is_link:
        yield from _down(levels, path)
    elif identity not in followed and all(identity != level.identity for level in levels):
        followed.add(identity)
        yield from _down(levels, path)


def _down(levels: list[_Level], folder: str) -> Iterator[Refused]:
    """Add a folder to the way down, unless it may not be listed."""
    try:
        seen = Path(folder).stat()
        names, special = [], []
        with os.scandir(folder) as entries:
            for entry in entries:
                if is_litter(entry.name):
                    continue
                names.append(entry.name)
                if not entry.is_file(follow_symlinks=False):
                    special.append(entry.name)
    except OSError as error:
        yield Refused(printable(folder), unreadable(printable(folder), error))
        return
    names.sort()
    levels.append(_Level(folder, (seen.st_dev, seen.st_ino), iter(names), frozenset(special)))
