"""Documents in zip archives: which members they are, how they are called, read and known again."""

from __future__ import annotations

import io
import multiprocessing
import os
import pickle
import random
import struct
import time
import zipfile
from pathlib import Path

import pytest

from ratsdok.conversion import archives
from ratsdok.conversion import places as places_module
from ratsdok.conversion.sources import Found, Sources
from ratsdok.conversion.work import Place
from ratsdok.errors import UnsafeMemberError
from stored import CENTRAL, later, names_in, places_in, refused_in, zipped


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "briefe.zip"


def names(file: Path) -> list[str]:
    return [name.removeprefix(f"{file}!/") for name in names_in(file)]


# What is in them


def test_members_are_documents(file: Path) -> None:
    file.write_bytes(zipped([("b/2.pdf", b"zwei"), ("1.DOCX", b"eins"), ("b/", b"")]))
    assert names(file) == ["b/2.pdf", "1.DOCX"]
    assert [(place.file, place.read()) for place in places_in(file)] == [
        ("2.pdf", b"zwei"),
        ("1.DOCX", b"eins"),
    ]


def test_archives_in_folders_are_descended(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").touch()
    (tmp_path / "b.ZIP").write_bytes(zipped([("1.pdf", b""), ("2.html", b""), ("mehr.zip", zipped([]))]))
    (tmp_path / "c.pdf").touch()
    sources = Sources([tmp_path])
    found = [each.place.name for each in sources if isinstance(each, Found)]
    assert [name.removeprefix(f"{tmp_path}/") for name in found] == [
        "a.pdf", "b.ZIP!/1.pdf", "b.ZIP!/mehr.zip", "c.pdf",
    ]  # fmt: skip
    assert sources.skipped == {".html": 1}


def test_what_systems_leave_behind_is_passed_over(file: Path) -> None:
    litter = ["__MACOSX/._a.pdf", ".b/c.pdf", "x/~$d.docx", "x/Thumbs.db", "x\\.e.pdf"]
    file.write_bytes(zipped([("./a.pdf", b""), *((name, b"") for name in litter)]))
    sources = Sources([file])
    assert [len(list(sources)), sources.skipped] == [1, {}]


@pytest.mark.parametrize("packing", [zipfile.ZIP_STORED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_other_packings_are_read(packing: int, file: Path) -> None:
    content = random.Random(1).randbytes(300_000)
    file.write_bytes(zipped([("a.pdf", content)], packing))
    assert places_in(file)[0].read() == content


def test_places_may_be_sent_to_a_process(file: Path) -> None:
    file.write_bytes(zipped([("a.pdf", b"a")]))
    (place,) = places_in(file)
    assert place.read() == b"a"
    sent = pickle.loads(pickle.dumps(place))
    assert (sent, sent.read()) == (place, b"a")


def _all_right(share: list[Place]) -> bool:
    return all(place.read() == place.file.encode() * 1000 for place in share for _ in range(3))


def test_forked_processes_do_not_disturb_each_other(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file.write_bytes(zipped([(f"{at}.txt", b"%d.txt" % at * 1000) for at in range(200)]))
    later(monkeypatch)
    share = places_in(file)  # the archive is open now, and its file shared
    with multiprocessing.get_context("fork").Pool(4) as pool:
        assert all(pool.map(_all_right, [share] * 8))


def test_a_large_archive_is_not_opened_for_each_member(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file.write_bytes(zipped([(f"{at}.txt", b"x") for at in range(5_000)]))
    later(monkeypatch)
    opened: list[str] = []

    def counted(path: str) -> io.FileIO:
        opened.append(path)
        return places_module.opened(path)

    monkeypatch.setattr(archives, "opened", counted)
    assert all(place.read() == b"x" for place in places_in(file))
    assert opened == [str(file)]


# Names


def test_names_of_macos_are_read_as_what_they_are(file: Path) -> None:
    flagged = zipped([("Straße/Anträge.pdf", b"")])
    unflagged = bytearray(flagged)
    for at, flags in ((0, 6), (flagged.index(CENTRAL), 8)):
        assert struct.unpack_from("<H", unflagged, at + flags)[0] & 0x800
        struct.pack_into("<H", unflagged, at + flags, 0)
    for data in (flagged, unflagged):
        file.write_bytes(data)
        assert names(file) == ["Straße/Anträge.pdf"]


def test_names_of_old_windows_are_read_as_what_they_are(file: Path) -> None:
    data = zipped([("Antrxge.pdf", b"ja")]).replace(b"Antrxge", "Anträge".encode("cp850"))
    file.write_bytes(data)
    assert names(file) == ["Anträge.pdf"]
    assert places_in(file)[0].read() == b"ja"


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_members_of_one_name_are_numbered(file: Path) -> None:
    contents = [b"1", b"2", b"3", b"4"]
    file.write_bytes(zipped(list(zip(["a.pdf", "a.pdf", "a.pdf#2.pdf", "a.pdf"], contents, strict=True))))
    assert names(file) == ["a.pdf", "a.pdf#2", "a.pdf#2.pdf", "a.pdf#3"]
    assert [place.read() for place in places_in(file)] == contents
    assert {place.file for place in places_in(file)} == {"a.pdf", "a.pdf#2.pdf"}


@pytest.mark.parametrize(
    "name", ["../a.pdf", "b/../../a.pdf", "/a.pdf", "C:\\a.pdf", "c:a.pdf", "..\\a.pdf", "\\\\server\\a.pdf"]
)
def test_a_path_that_leads_out_is_refused_and_the_others_go_on(name: str, file: Path) -> None:
    file.write_bytes(zipped([(name, b"x"), ("gut..pdf/a..b.pdf", b"y")]))
    assert names(file) == ["gut..pdf/a..b.pdf"]
    ((refused, why),) = refused_in(file).items()
    assert refused == f"{file}!/{name}"
    assert isinstance(why, UnsafeMemberError)


def test_a_symbolic_link_is_refused(file: Path) -> None:
    link = zipfile.ZipInfo("a.pdf")
    link.create_system, link.external_attr = 3, 0o120777 << 16
    file.write_bytes(zipped([(link, b"/etc/passwd")]))
    ((name, why),) = refused_in(file).items()
    assert name == f"{file}!/a.pdf"
    assert "symbolic link" in str(why)


# Stamps


def test_a_stamp_is_that_of_the_archive_and_the_member(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file.write_bytes(zipped([("a.pdf", b"x"), ("b.pdf", b"y")]))
    first, second = places_in(file)
    assert first.stamp() is None
    later(monkeypatch)
    stamps = {first.stamp(), second.stamp()}
    assert len(stamps - {None}) == 2
    assert first.stamp() in stamps
    time.sleep(0.02)
    os.utime(file)
    assert first.stamp() not in stamps
