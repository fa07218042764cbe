"""Documents by URL, wherever fsspec leads: web servers, object stores, archives in them."""

from __future__ import annotations

import datetime as dt
import zipfile
from collections import Counter
from collections.abc import Container, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from ratsdok.conversion.archives import UNPACK
from ratsdok.conversion.places import (
    ARCHIVE,
    DOCUMENTS,
    Found,
    Refused,
    is_litter,
    is_racy,
    printable,
    read_all,
    suffix_of,
)
from ratsdok.conversion.urls import HTTP, file_of, links_of, public_name
from ratsdok.errors import (
    DamagedFileError,
    EncryptedFileError,
    ExtraMissingError,
    NotAFileError,
    RatsdokError,
    TooLargeError,
)

MAX_DEPTH = 50
"""Folders in folders: a web server may have a page for every path, and each leads deeper."""

_RENAME = "Give it another name, or fetch it and name the file"
_CHECK = "Check the URL, the permissions and the network"


@dataclass(frozen=True, slots=True)
class RemotePlace:
    """A document with a URL.

    Attributes:
        url: as fsspec opens it, passwords and all.
        number: which one of those whose URLs differ in secrets only.
    """

    url: str = field(repr=False)
    number: int = 1

    @property
    def name(self) -> str:
        """The URL without secrets."""
        return public_name(self.url) + (f"#{self.number}" if self.number > 1 else "")

    @property
    def file(self) -> str:
        """The document's name without folders."""
        return printable(file_of(self.url)) or "unnamed"

    def read(self) -> bytes:
        """Return the document.

        Raises:
            NotAFileError: it cannot be fetched.
            TooLargeError: it is larger than any letter.
            DamagedFileError: it lies in an archive that is broken.
            EncryptedFileError: it lies in an archive that has a password.
            ExtraMissingError: a library is missing.
        """
        with _typed_errors(self.url):
            system, path = _opened(self.url)
            # A local file may be a FIFO, which would block.
            if getattr(system, "local_file", False) and not system.isfile(path):
                raise NotAFileError("this is no regular file", source=self.name)
            with system.open(path, "rb") as file:
                return read_all(file, self.name)

    def stamp(self) -> str | None:
        """Return the document's size with its entity tag or the time of its last change, if there is one.

        Raises:
            NotAFileError: it cannot be asked for.
        """
        with _typed_errors(self.url):
            system, path = _opened(self.url)
            info = system.info(path)
            if tag := info.get("ETag") or info.get("etag"):
                return f"{info.get('size')}-{tag}"
            try:
                changed = system.modified(path)
            except NotImplementedError:
                return None
        changed = changed if changed.tzinfo else changed.replace(tzinfo=dt.UTC)
        racy = is_racy(int(changed.timestamp() * 10**9))
        return None if racy else f"{info.get('size')}-{changed.isoformat()}"


def check(url: str) -> None:
    """Find out whether there are libraries for a URL, without going there.

    Raises:
        ExtraMissingError: a library is missing.
        NotAFileError: there is no such protocol.
    """
    library = _fsspec(url)
    for link in url.split("::"):
        protocol = link.partition("://")[0]
        if "://" in link and protocol not in library.available_protocols():
            problem = f"{protocol}:// is no protocol that fsspec knows"
            raise NotAFileError(problem, source=public_name(url), remedy=_CHECK)
        with _typed_errors(url):
            library.get_filesystem_class(protocol if "://" in link else None)


def documents(
    url: str, named: Container[str], skipped: Counter[str], taken: Counter[str]
) -> Iterator[Found | Refused]:
    """Yield the document of a URL, or those in the folder or of the pattern that it is.

    Args:
        url: where to look.
        named: URLs that are named themselves, and so left out of folders.
        skipped: counts by suffix what is no document.
        taken: counts the names of URLs that hide a secret, so that no two become one.
    """
    suffix = suffix_of(file_of(url))
    try:
        if suffix == ARCHIVE and not _is_pattern(url):
            yield _archive_refused(url)
        elif _is_file(url, suffix):
            yield _found(url, taken)
        else:
            yield from _inside(url, named, skipped, taken)
    except RatsdokError as error:
        yield Refused(public_name(url), error)


def _is_pattern(url: str) -> bool:
    return "*" in links_of(url)[0]


def _is_file(url: str, suffix: str) -> bool:
    """Tell a file from a folder or a pattern; a web server is asked for no more than it is named."""
    first, _ = links_of(url)
    if _is_pattern(url) or (first.endswith("/") and not first.endswith("://")):
        return False
    if suffix in DOCUMENTS or first.startswith(HTTP):
        return True
    with _typed_errors(url):
        system, path = _opened(url)
        return not system.isdir(path)


def _inside(
    url: str, named: Container[str], skipped: Counter[str], taken: Counter[str]
) -> Iterator[Found | Refused]:
    """Yield the documents in a folder and below, depth first in the order of names."""
    first, others = links_of(url)
    with _typed_errors(url):
        system, path = _opened(url)
        system.invalidate_cache()
        if _is_pattern(url):
            waiting = _sorted(system.glob(path, detail=True).values())
            first, path = first[: first.index("*")], path[: path.index("*")]
            first, path = first[: first.rindex("/") + 1], path[: path.rfind("/") + 1]
        else:
            waiting = _sorted(system.ls(path, detail=True))
    seen: set[str] = set()
    while waiting:
        entry = waiting.pop()
        # Web pages lead out of their folder, and round in circles; object stores list the folder in itself.
        inner = entry["name"].removeprefix(path).strip("/")
        if not inner or not entry["name"].startswith(path) or inner in seen:
            continue
        seen.add(inner)
        child = "::".join([f"{first}{'' if first.endswith('/') else '/'}{inner}", *others])
        if child in named or any(map(is_litter, inner.split("/"))):
            continue
        if entry["type"] != "directory":
            yield from _by_suffix(child, system, entry, skipped, taken)
            continue
        try:
            with _typed_errors(child):
                if inner.count("/") >= MAX_DEPTH:
                    raise TooLargeError("the folders are too deep", source=public_name(child), remedy=_CHECK)
                waiting += _sorted(system.ls(entry["name"], detail=True))
        except RatsdokError as error:
            yield Refused(public_name(child), error)


def _sorted(entries: Iterable[Any]) -> list[Any]:
    """Return a folder's entries, the first one last."""
    return sorted(entries, key=lambda entry: str(entry["name"]), reverse=True)


def _by_suffix(
    url: str, system: Any, entry: Any, skipped: Counter[str], taken: Counter[str]
) -> Iterator[Found | Refused]:
    """Yield a folder's file if it is a document by its name."""
    chained = "::" in entry["name"]
    suffix = suffix_of(entry["name"] if chained else file_of(url))
    if suffix == ARCHIVE:
        yield _archive_refused(url)
    elif suffix not in DOCUMENTS:
        skipped[suffix] += 1
    elif chained:
        problem = "the name holds ::, which divides the links of a chain"
        yield Refused(public_name(url), NotAFileError(problem, source=public_name(url), remedy=_RENAME))
    elif entry["type"] != "file" and not system.isfile(entry["name"]):  # a link on a disk is `other`
        yield Refused(public_name(url), NotAFileError("this is no regular file", source=public_name(url)))
    else:
        yield _found(url, taken)


def _found(url: str, taken: Counter[str]) -> Found:
    if (name := public_name(url)) == printable(url):
        return Found(RemotePlace(url))
    taken[name] += 1
    return Found(RemotePlace(url, taken[name]))


def _archive_refused(url: str) -> Refused:
    name = public_name(url)
    remedy = f"Name what is in it: 'zip://::{name}' for all, 'zip://*.pdf::{name}' for some"
    return Refused(name, NotAFileError("this is an archive", source=name, remedy=remedy))


def _fsspec(url: str) -> Any:
    try:
        import fsspec.core  # noqa: PLC0415 - only who names URLs needs it
    except ImportError as error:
        raise ExtraMissingError(
            "URLs are opened by fsspec, which is not installed",
            extra="urls",
            source=public_name(url),
        ) from error
    return fsspec


def _opened(url: str) -> tuple[Any, str]:
    """Return the file system and the path in it."""
    system, path = _fsspec(url).core.url_to_fs(url)
    return system, path


@contextmanager
def _typed_errors(url: str) -> Iterator[None]:
    """Make of errors of whatever library ours, which do not tell secrets."""
    try:
        yield
    except (RatsdokError, MemoryError):
        raise
    except Exception as error:
        raise _typed(error, public_name(url)) from error


def _typed(error: Exception, name: str) -> RatsdokError:
    if isinstance(error, ImportError):
        remedy = " ".join(str(error).split())  # fsspec says in a sentence what to install
        return ExtraMissingError("a library for this protocol is missing", source=name, remedy=remedy)
    if isinstance(error, zipfile.BadZipFile):
        return DamagedFileError("the archive is broken", source=name)
    if isinstance(error, RuntimeError) and "password" in str(error):
        return EncryptedFileError("the archive has a password", source=name, remedy=UNPACK)
    return NotAFileError(f"this cannot be fetched ({_reason(error)})", source=name, remedy=_CHECK)


def _reason(error: Exception) -> str:
    """Return why something failed, without the error's own words: they quote the URL."""
    # Of a web server that refuses or is not there, fsspec says that there is no file.
    error = error.__cause__ if isinstance(error.__cause__, Exception) else error
    if isinstance(error, FileNotFoundError):
        return "there is no such file"
    if isinstance(error, TimeoutError):
        return "no answer in time"
    if status := getattr(error, "status", None):
        return f"HTTP {status}"
    return getattr(error, "strerror", None) or type(error).__name__
