"""A folder of OParl JSON (1.0 or 1.1) and the files it speaks of: what the system says of each file.

What objects say is kept only of files that are there. One File object may stand in many places: embedded in
its Paper, alone, in lists. What they say adds up; where they contradict each other nothing is said.
"""

from __future__ import annotations

import datetime as dt
import os
import posixpath
import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path, PurePath, PurePosixPath
from typing import Any, TypeVar

from ratsdok.conversion.folders import files_below
from ratsdok.conversion.oparl_json import File, Statements, statements_in
from ratsdok.conversion.places import printable, suffix_of
from ratsdok.errors import RatsdokError
from ratsdok.pipeline import Witness

_T = TypeVar("_T")
_UNFIT = re.compile(r'[\\/:*?"<>|]')  # what Windows allows in no file's name

_MOST_NAMESAKES = 100
"""Files of one name that are told apart by where they lie; what more have is a word such as *Vorlage*."""

_NOTHING, _TWO_TITLES, _TWO_DAYS = Witness(), "", dt.date.min

_BY_PATH, _BY_NAME, _BY_URL = range(3)
"""How a file was recognised, the better way first."""


class Register:
    """What OParl JSON in a folder says of the files beside it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._witnesses: dict[str, Witness] = {}
        self._faults: list[tuple[str, RatsdokError]] = []
        self._read: set[str] = set()

    @classmethod
    def of(cls, folder: Path) -> Register:
        """Read all OParl JSON in a folder and below; other JSON is left alone.

        A File object speaks of the file that has its `fileName` as path, from the JSON's folder or from the
        top; else of the only one that has it as name; or of those that are named like the last segment of
        its `downloadUrl`, `accessUrl` or `id`, suffixes aside. Files nearer to the JSON go first, and of a
        file the JSON nearer to it. Where several objects remain that say different things, nothing is said.

        Args:
            folder: where to look; it need not exist.
        """
        register = cls(folder)
        matching: _Matching | None = None
        for path in _below(folder):
            if suffix_of(path) != ".json":
                continue
            where = os.fspath(folder / path)
            try:
                said = statements_in(where)
            except RatsdokError as fault:
                register._faults.append((printable(where), fault))
                continue
            if said is not None:
                register._read.add(path)
                matching = matching or _Matching(
                    each for each in _below(folder) if suffix_of(each) != ".json"
                )
                matching.add(said, posixpath.dirname(path))
        if matching:
            register._witnesses = matching.witnesses()
        return register

    def witness(self, path: Path) -> Witness | None:
        """Return what is said of a file that was in the folder; None if nothing is."""
        return self._witnesses.get(_relative(path, self._folder))

    @property
    def faults(self) -> Sequence[tuple[str, RatsdokError]]:
        """JSON that looks like OParl but is damaged, or cannot even be opened: its path, and why."""
        return tuple(self._faults)

    @property
    def read(self) -> Collection[Path]:
        """The JSON files that hold OParl objects."""
        return _Paths(self._folder, self._read)


class _Paths(Collection[Path]):
    """Paths below a folder; a hundred thousand of them are kept as texts."""

    def __init__(self, folder: Path, relative: Collection[str]) -> None:
        self._folder, self._relative = folder, relative

    def __contains__(self, path: object) -> bool:
        return isinstance(path, PurePath) and _relative(path, self._folder) in self._relative

    def __iter__(self) -> Iterator[Path]:
        return (self._folder / path for path in self._relative)

    def __len__(self) -> int:
        return len(self._relative)


def _below(folder: Path) -> Iterator[str]:
    """Yield the paths of the files in a folder and below, relative to it, with strokes."""
    return (_relative(each, folder) for each in files_below(os.fspath(folder), ()) if isinstance(each, str))


def _relative(path: str | PurePath, folder: Path) -> str:
    full, start = os.fspath(path), os.fspath(folder).removesuffix(os.sep) + os.sep
    if full.startswith(start) and os.pardir not in full:
        return full.removeprefix(start).replace(os.sep, "/")
    try:
        return PurePath(os.path.relpath(path, folder)).as_posix()
    except ValueError:  # on another drive
        return ""


@dataclass(slots=True)
class _Said:
    """What all places of one File object say.

    Attributes:
        title: of the file; `_TWO_TITLES` where they contradict each other.
        day: the same of its day, with `_TWO_DAYS`.
        papers: keys of the papers that it hangs on.
        near: how many folders the nearest JSON has in common with the files that it may speak of.
        files: those files, each as its number times three and how it was recognised.
    """

    title: str | None = None
    day: dt.date | None = None
    papers: tuple[str, ...] = ()
    near: int = -1
    files: tuple[int, ...] = ()


class _Matching:
    """Brings files and File objects together.

    It is there only while a folder is looked at; of a hundred thousand files it takes some 80 MB.
    """

    def __init__(self, paths: Iterable[str]) -> None:
        self._paths = list(paths)
        self._at = {path: at for at, path in enumerate(self._paths)}
        self._namesakes: dict[str, int | tuple[int, ...]] = {}
        self._said: dict[str, _Said] = {}
        self._references: dict[str, str] = {}
        self._links: dict[str, tuple[str, ...]] = {}
        self._shared: dict[Any, Any] = {}
        for at, path in enumerate(self._paths):
            stem = _folded(PurePosixPath(path).stem)
            others = self._alike(stem)
            if len(others) <= _MOST_NAMESAKES:
                self._namesakes[stem] = (*others, at) if others else at

    def _alike(self, stem: str) -> tuple[int, ...]:
        found = self._namesakes.get(stem, ())
        return (found,) if isinstance(found, int) else found

    def add(self, statements: Statements, folder: str) -> None:
        """Note what a JSON file in a folder says."""
        for said in statements:
            if isinstance(said, File):
                self._note(said, folder)
                continue
            if said.reference:
                known = self._references.get(said.key)
                self._references[said.key] = _agreed(known, said.reference, _TWO_TITLES) or ""
            for link in said.files:
                self._links[link] = tuple(dict.fromkeys((*self._links.get(link, ()), said.key)))

    def _note(self, said: File, folder: str) -> None:
        near, files = self._files_of(said, folder)
        if not files:
            return
        entry = self._said.setdefault(said.key or f"#{len(self._said)}", _Said())
        entry.title = _agreed(entry.title, said.title, _TWO_TITLES)
        day = _agreed(entry.day, said.day, _TWO_DAYS)
        entry.day = self._shared.setdefault(day, day)  # of one day or paper there are many files
        papers = tuple(dict.fromkeys((*entry.papers, *said.papers)))
        entry.papers = self._shared.setdefault(papers, papers)
        if near > entry.near:
            entry.near, entry.files = near, ()
        if near == entry.near:
            entry.files = tuple(dict.fromkeys((*entry.files, *files)))

    def _files_of(self, said: File, folder: str) -> tuple[int, list[int]]:
        """Return the files that an object may be of and that are nearest to its JSON, and how near."""
        if said.name and (at := self._at_path(said.name, folder)) is not None:
            return _in_common(self._paths[at], folder), [3 * at + _BY_PATH]
        found = [3 * at + _BY_NAME for at in self._nearest(self._named(said.name or ""), folder)]
        found = found if len(found) == 1 else []
        by_url = (at for segment in said.segments for at in self._alike(_folded(segment)))
        found += [3 * at + _BY_URL for at in self._nearest(by_url, folder)]
        near = [_in_common(self._paths[each // 3], folder) for each in found]
        nearest = max(near, default=-1)
        return nearest, [each for each, common in zip(found, near, strict=True) if common == nearest]

    def _at_path(self, name: str, folder: str) -> int | None:
        relative = name.replace("\\", "/").lstrip("/")
        paths = (posixpath.normpath(posixpath.join(start, relative)) for start in (folder, ""))
        return next((self._at[path] for path in paths if path in self._at), None)

    def _named(self, name: str) -> Iterator[int]:
        """Yield the files of a name, also where what files may not be named was replaced on the way."""
        for own in {_UNFIT.split(name)[-1], _UNFIT.sub("_", name)}:
            for at in self._alike(_folded(PurePosixPath(own).stem)):
                if _folded(PurePosixPath(self._paths[at]).name) == _folded(own):
                    yield at

    def _nearest(self, files: Iterable[int], folder: str) -> list[int]:
        """Return those of some files that have most folders in common with a JSON file; none of too many."""
        near = {at: _in_common(self._paths[at], folder) for at in files}
        best = max(near.values(), default=-1)
        return [at for at in near if near[at] == best] if len(near) <= _MOST_NAMESAKES else []

    def witnesses(self) -> dict[str, Witness]:
        """Return what is said of each file of which something is said, and one thing only.

        The notes are used up on the way.
        """
        best: dict[int, tuple[int, int]] = {}
        for said in self._said.values():
            for at, how in (divmod(each, 3) for each in said.files):
                best[at] = min(best.get(at, (0, _BY_URL)), (-said.near, how))
        found: dict[str, Witness] = {}
        while self._said:
            key, said = self._said.popitem()
            witness = self._witness(key, said)
            for at, how in (divmod(each, 3) for each in said.files):
                if best[at] == (-said.near, how) and found.setdefault(self._paths[at], witness) != witness:
                    found[self._paths[at]] = _NOTHING
        return {path: witness for path, witness in found.items() if witness != _NOTHING}

    def _witness(self, key: str, said: _Said) -> Witness:
        """Return what an object says; nothing of the paper where it hangs on two, or on one unknown."""
        papers = {self._references.get(paper, "") for paper in (*said.papers, *self._links.get(key, ()))}
        return Witness(
            name=said.title or None,
            date=None if said.day == _TWO_DAYS else said.day,
            paper=papers.pop() or None if len(papers) == 1 else None,
        )


def _agreed(one: _T | None, other: _T | None, both: _T) -> _T | None:
    """Return what two places say, or what stands for a contradiction."""
    if one is None or other is None:
        return other if one is None else one
    return one if one == other else both


def _folded(name: str) -> str:
    """Return a name as it is compared: file systems change capitals and composed characters."""
    return unicodedata.normalize("NFC", name).casefold()


def _in_common(path: str, folder: str) -> int:
    """Return how many folders, from the top, a file and a folder have in common."""
    parts = zip(path.split("/")[:-1], folder.split("/"), strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], parts))
