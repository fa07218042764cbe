"""Documents by URL. There is no network here: fsspec's memory, archives in it, and this machine's disk."""

from __future__ import annotations

import builtins
import os
import pickle
import time
import uuid
from importlib import import_module
from pathlib import Path
from typing import Any

import fsspec
import pytest
from fsspec.implementations.memory import MemoryFileSystem

from ratsdok.conversion import places
from ratsdok.conversion.remote import MAX_DEPTH, RemotePlace
from ratsdok.conversion.sources import Found, Sources
from ratsdok.errors import (
    DamagedFileError,
    EncryptedFileError,
    ExtraMissingError,
    NotAFileError,
    TooLargeError,
)
from stored import CENTRAL, error_of_reading, fill, later, names_in, refused_in, zipped


@pytest.fixture
def top() -> str:
    """A folder in memory of each test's own."""
    return f"memory://{uuid.uuid4()}"


def store(top: str, *names: str) -> str:
    """Put files into memory, each holding its own name."""
    memory = fsspec.filesystem("memory")
    for name in names:
        memory.pipe_file(f"{top}/{name}", name.encode())
    return top


def put(url: str, content: bytes) -> str:
    fsspec.filesystem("memory").pipe_file(url, content)
    return url


def read(url: str) -> bytes:
    (each,) = Sources([url])
    assert isinstance(each, Found)
    assert pickle.loads(pickle.dumps(each)) == each
    return each.place.read()


# Files and folders


def test_a_url_of_a_file_is_that_file(top: str) -> None:
    store(top, "a.pdf", "brief")
    assert names_in(f"{top}/a.pdf", f"{top}/brief") == [f"{top}/a.pdf", f"{top}/brief"]
    assert read(f"{top}/a.pdf") == b"a.pdf"
    assert RemotePlace(f"{top}/a.pdf").file == "a.pdf"


@pytest.mark.parametrize("ending", ["", "/"])
def test_a_url_of_a_folder_is_gone_through_as_folders_are(ending: str, top: str) -> None:
    store(top, "c.pdf", "b/2.DOCX", "b/1/x.tif", "a.txt", "d.html", ".e/f.pdf", "__MACOSX/g.pdf", "~$h.docx")
    sources = Sources([top + ending])
    names = [each.place.name for each in sources if isinstance(each, Found)]
    assert names == [f"{top}/a.txt", f"{top}/b/1/x.tif", f"{top}/b/2.DOCX", f"{top}/c.pdf"]
    assert sources.skipped == {".html": 1}
    assert [read(name) for name in names] == [b"a.txt", b"b/1/x.tif", b"b/2.DOCX", b"c.pdf"]


def test_a_pattern_is_followed(top: str) -> None:
    store(top, "a.pdf", "b.txt", "x/c.pdf", "y/z/d.pdf")
    assert names_in(f"{top}/*.pdf") == [f"{top}/a.pdf"]
    assert names_in(f"{top}/*/*.pdf") == [f"{top}/x/c.pdf"]
    assert names_in(f"{top}/y*") == [f"{top}/y/z/d.pdf"]
    assert names_in(f"{top}/*.tif") == []


def test_what_is_named_twice_is_given_once(top: str) -> None:
    store(top, "a.pdf", "b/c.pdf")
    for urls in ([top, top], [f"{top}/a.pdf", top], [top, f"{top}/b"], [f"{top}/b", f"{top}/*"]):
        names = names_in(*urls)
        assert (set(names), len(names)) == ({f"{top}/a.pdf", f"{top}/b/c.pdf"}, 2)


def test_a_folder_that_is_not_there_is_refused_in(top: str) -> None:
    assert "no such file" in str(refused_in(f"{top}/")[f"{top}/"])


def test_a_file_that_is_not_there_is_told_when_it_is_read(top: str) -> None:
    assert isinstance(error_of_reading(f"{top}/a.pdf"), NotAFileError)
    with pytest.raises(NotAFileError):
        RemotePlace(f"{top}/a.pdf").stamp()


def test_a_folder_that_fails_does_not_stop_the_others(top: str, monkeypatch: pytest.MonkeyPatch) -> None:
    store(top, "a/1.pdf", "b/2.pdf", "c/3.pdf")
    listed = MemoryFileSystem.ls

    def ls(self: Any, path: str, **settings: Any) -> Any:
        if path.endswith("/b"):
            raise PermissionError(13, "Permission denied", f"https://user:geheim@{path}")
        return listed(self, path, **settings)

    monkeypatch.setattr(MemoryFileSystem, "ls", ls)
    assert names_in(top) == [f"{top}/a/1.pdf", f"{top}/c/3.pdf"]
    ((name, error),) = refused_in(top).items()
    assert name == f"{top}/b"
    assert "Permission denied" in str(error)
    assert "geheim" not in str(error)


def test_pages_that_lead_in_circles_out_and_ever_deeper_end(
    top: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = "/" + top.removeprefix("memory://")

    def ls(self: Any, path: str, detail: bool = True) -> list[dict[str, str]]:
        links = [root, "/", "/anders", f"{root}/kreis", f"{path}/tiefer"]
        return [
            {"name": f"{root}/a.pdf", "type": "file"},
            *({"name": at, "type": "directory"} for at in links),
        ]

    monkeypatch.setattr(MemoryFileSystem, "ls", ls)
    assert names_in(f"{top}/") == [f"{top}/a.pdf"]
    assert len(refused_in(f"{top}/")) == 2  # from the top, and from the circle
    assert all(isinstance(error, TooLargeError) for error in refused_in(f"{top}/").values())
    assert max(name.count("tiefer") for name in refused_in(f"{top}/")) == MAX_DEPTH + 1


def test_a_file_larger_than_any_letter_is_refused_in(top: str) -> None:
    put(f"{top}/a.pdf", bytes(places.MAX_BYTES + 1))
    assert isinstance(error_of_reading(f"{top}/a.pdf"), TooLargeError)


def test_a_name_that_looks_like_a_chain_is_refused_in(tmp_path: Path) -> None:
    top = f"file://{fill(tmp_path, 'a::b.pdf', 'c.pdf')}"
    assert names_in(top) == [f"{top}/c.pdf"]
    assert "::" in refused_in(top)[f"{top}/a::b.pdf"].problem


# Archives


def test_an_archive_is_refused_and_the_remedy_works(top: str) -> None:
    url = put(f"{top}/briefe.zip", zipped([("a.pdf", b"a"), ("b/c.pdf", b"c"), ("d.html", b"")]))
    for named in (url, top):
        ((name, error),) = refused_in(named).items()
        assert name == url
        assert f"'zip://::{url}'" in error.remedy
        assert f"'zip://*.pdf::{url}'" in error.remedy
    assert names_in(f"zip://::{url}") == [f"zip://a.pdf::{url}", f"zip://b/c.pdf::{url}"]
    assert names_in(f"zip::{url}") == names_in(f"zip://::{url}")
    assert names_in(f"zip://*.pdf::{url}") == [f"zip://a.pdf::{url}"]
    assert names_in(f"zip://b::{url}") == [f"zip://b/c.pdf::{url}"]
    assert read(f"zip://b/c.pdf::{url}") == b"c"
    assert RemotePlace(f"zip://b/c.pdf::{url}").file == "c.pdf"
    assert RemotePlace(f"zip://b/c.pdf::{url}").stamp() is None


def test_a_broken_archive_is_refused_in(top: str) -> None:
    url = f"zip://::{put(f'{top}/briefe.zip', b'PK')}"
    assert isinstance(refused_in(url)[url], DamagedFileError)


def test_an_archive_with_a_password_is_told(top: str) -> None:
    data = bytearray(zipped([("a.pdf", b"x")]))
    data[6] |= 1
    data[data.index(CENTRAL) + 8] |= 1
    url = put(f"{top}/briefe.zip", bytes(data))
    assert isinstance(error_of_reading(f"zip://a.pdf::{url}"), EncryptedFileError)


def test_a_bomb_by_url_is_stopped(top: str) -> None:
    url = put(f"{top}/briefe.zip", zipped([("a.txt", bytes(places.MAX_BYTES + 1))]))
    assert isinstance(error_of_reading(f"zip://a.txt::{url}"), TooLargeError)


# This machine's disk


def test_a_file_url_is_read(tmp_path: Path) -> None:
    fill(tmp_path, "a b.pdf", "c/ä.pdf")
    (tmp_path / "d.pdf").symlink_to("a b.pdf")
    os.mkfifo(tmp_path / "e.pdf")
    top = f"file://{tmp_path}"
    assert names_in(top) == [f"{top}/a b.pdf", f"{top}/c/ä.pdf", f"{top}/d.pdf"]
    assert "regular" in refused_in(top)[f"{top}/e.pdf"].problem
    assert "regular" in error_of_reading(f"{top}/e.pdf").problem
    assert read(f"{top}/d.pdf") == b"a b.pdf"


# Stamps


def test_a_stamp_is_the_size_and_the_time_of_the_last_change(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = RemotePlace(f"file://{fill(tmp_path, 'a.pdf')}/a.pdf")
    assert place.stamp() is None  # it was only just written
    later(monkeypatch)
    stamp = place.stamp()
    assert stamp == place.stamp()
    assert stamp
    time.sleep(0.02)
    (tmp_path / "a.pdf").write_text("b.pdf", encoding="utf-8")
    assert place.stamp() not in (None, stamp)


def test_an_entity_tag_is_a_stamp(top: str, monkeypatch: pytest.MonkeyPatch) -> None:
    store(top, "a.pdf")
    monkeypatch.setattr(MemoryFileSystem, "info", lambda *_: {"size": 5, "ETag": '"33a64df5"'})
    assert RemotePlace(f"{top}/a.pdf").stamp() == '5-"33a64df5"'


# What is missing


def test_a_protocol_that_nobody_knows_is_told_before_the_work() -> None:
    with pytest.raises(NotAFileError, match="gopher:// is no protocol"):
        Sources(["gopher://host/a.pdf"])


def test_a_protocol_whose_package_is_missing_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    known = import_module("fsspec.registry").known_implementations
    monkeypatch.setitem(known, "akte", {"class": "gibt.es.Nicht", "err": "Install aktefs\nto open files"})
    for url in ("akte://geheim:geheim@amt/a.pdf", "zip://*::akte://amt/a.zip"):
        with pytest.raises(ExtraMissingError, match=r"akte://amt/a.*Install aktefs to open files$") as told:
            Sources([url])
        assert "geheim" not in str(told.value)


def test_without_fsspec_the_remedy_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    original = builtins.__import__

    def without(name: str, *rest: Any) -> Any:
        if name.startswith("fsspec"):
            raise ImportError(name)
        return original(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(ExtraMissingError, match=r"pip install 'ratsdok\[urls\]'"):
        Sources(["https://host/a.pdf"])
