"""OParl JSON (1.0 and 1.1) to what it says of files, whatever else stands in it.

Objects are reduced while the JSON is read: of a Paper stays its reference, of a File its title, day and
names, of anything else nothing.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import unquote

from ratsdok.conversion.places import opened, printable, read_all, state_of
from ratsdok.errors import DamagedFileError, TooLargeError

MAX_BYTES = 50 * 2**20
"""A city's list of a hundred papers takes one; unpacked in memory JSON takes several times its size."""

_REACH = 2**16  # of what is too large to be read, where to look for what it is
_LONGEST = 2000  # characters of a URL or a name; what is longer is none
_TITLE = 300  # characters of a title that are kept
# In every type: https://schema.oparl.org/1.1/File, http://oparl.org/schema/1.0/File.
_MARKS = tuple("oparl.org".encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be"))
_URLS = ("downloadUrl", "accessUrl", "id")
_PROTOCOL = re.compile(r"\A\s*https?://", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class File:
    """What a File object says.

    Attributes:
        key: its URL without protocol; None for one that has none.
        title: its `name`.
        day: its `date`, without time.
        name: its `fileName`.
        segments: the last segments of its URLs, without suffixes.
        papers: keys of the papers that it hangs on.
    """

    key: str | None
    title: str | None
    day: dt.date | None
    name: str | None
    segments: tuple[str, ...]
    papers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """What a Paper object says.

    Attributes:
        key: its URL without protocol; of one that has none its reference behind a `#`.
        reference: the paper's number.
        files: keys of files that it names by URL alone.
    """

    key: str
    reference: str | None
    files: tuple[str, ...]


Statements = tuple[File | Paper, ...]


def statements_in(path: str) -> Statements | None:
    """Read a JSON file.

    Returns:
        What its OParl objects say of files, deleted objects aside; None if it is something else.

    Raises:
        DamagedFileError: it looks like OParl, but is no JSON, no UTF-8, or nested as nobody nests.
        NotAFileError: it cannot be read.
        TooLargeError: it looks like OParl, and has more than `MAX_BYTES`.
    """
    name = printable(path)
    if state_of(path)[0] > MAX_BYTES:
        with opened(path) as file:
            if not _looks_like_oparl(file.read(_REACH)):
                return None
        raise TooLargeError(
            f"the OParl file has more than {MAX_BYTES // 2**20} MiB",
            source=name,
            remedy="Download its lists page by page, as the server gives them",
        )
    with opened(path) as file:
        data = read_all(file, name)
    return _read(data, name) if _looks_like_oparl(data) else None


def _looks_like_oparl(data: bytes) -> bool:
    return any(mark in data for mark in _MARKS)


def _read(data: bytes, name: str) -> Statements | None:
    objects = _Objects()
    problem = None
    try:
        found = json.loads(data, object_hook=objects)
    except UnicodeDecodeError:
        problem = "the OParl file is not in UTF-8"
    except RecursionError:
        problem = "the OParl file is nested too deeply"
    except ValueError as error:  # json.JSONDecodeError, or a number of more digits than Python reads
        problem = f"the OParl file is no JSON ({error})"
    if problem:
        raise DamagedFileError(problem, source=name, remedy="Download it again")
    return tuple(_inside([found])) if objects.are_oparl else None


class _Objects:
    """Reduces objects to statements, the inner ones first, as JSON is read."""

    def __init__(self) -> None:
        self.are_oparl = False

    def __call__(self, each: dict[str, Any]) -> Statements:
        kind = _kind(each.get("type"))
        self.are_oparl = self.are_oparl or kind is not None
        if each.get("deleted") is True:
            return ()
        if kind == "File":
            return (_file(each), *_inside(each.values()))
        if kind == "Paper":
            return _paper(each)
        return tuple(_inside(each.values()))


def _kind(name: object) -> str | None:
    """Return the last part of a type of OParl's; None for any other."""
    text = _text(name)
    return text.rstrip("/").rpartition("/")[2] if text and "oparl.org/" in text else None


def _inside(values: Iterable[Any]) -> Iterator[File | Paper]:
    """Yield the statements in values, in order; they may be deep in lists."""
    open_ones = [iter(values)]
    while open_ones:
        value = next(open_ones[-1], open_ones)
        if value is open_ones:
            open_ones.pop()
        elif isinstance(value, File | Paper):
            yield value
        elif isinstance(value, list | tuple):
            open_ones.append(iter(value))


def _file(each: dict[str, Any]) -> File:
    title, urls = _text(each.get("name")), [_text(each.get(key)) for key in _URLS]
    segments = (_segment(url) for url in urls if url)
    papers = each.get("paper")
    named = [papers] if isinstance(papers, str) else papers if isinstance(papers, list) else []
    embedded = [paper.key for paper in _inside([papers]) if isinstance(paper, Paper)]
    return File(
        key=_key(each.get("id")),
        title=title[:_TITLE] if title else None,
        day=_day(each.get("date")),
        name=_text(each.get("fileName")),
        segments=tuple(dict.fromkeys(segment for segment in segments if segment)),
        papers=tuple(dict.fromkeys([*(key for url in named if (key := _key(url))), *embedded])),
    )


def _paper(each: dict[str, Any]) -> Statements:
    """Return a paper, and its files with the paper they hang on."""
    reference = _text(each.get("reference"))
    key = _key(each.get("id")) or (f"#{reference}" if reference else None)
    own = {name: each.pop(name) for name in ("mainFile", "auxiliaryFile") if name in each}
    others = tuple(_inside(each.values()))
    if key is None:
        return (*_inside(own.values()), *others)
    files = [
        replace(said, papers=tuple(dict.fromkeys((*said.papers, key)))) if isinstance(said, File) else said
        for said in _inside(own.values())
    ]
    urls = [url for value in own.values() for url in (value if isinstance(value, list) else [value])]
    return Paper(key, reference, tuple(link for url in urls if (link := _key(url)))), *files, *others


def _text(value: object) -> str | None:
    """Return a text without blanks around it; None for what is none, or longer than any name."""
    text = value.strip() if isinstance(value, str) else ""
    return text if 0 < len(text) <= _LONGEST else None


def _key(url: object) -> str | None:
    """Return a URL without protocol: servers change from http to https, and their objects with them."""
    text = _text(url)
    return _PROTOCOL.sub("", text).rstrip("/") or None if text else None


def _segment(url: str) -> str:
    """Return the last segment of a URL's path, without suffix."""
    path = _PROTOCOL.sub("", url).partition("#")[0].partition("?")[0]
    return PurePosixPath(unquote(path.rstrip("/").rpartition("/")[2])).stem


def _day(value: object) -> dt.date | None:
    """Return the day of a date or a time."""
    try:
        return dt.date.fromisoformat(value[:10]) if isinstance(value, str) else None
    except ValueError:
        return None
