"""Files as documents: read within limits, known by stamps and names; and lists of them."""

from __future__ import annotations

import io
import os
import pickle
import sys
import time
from pathlib import Path

import pytest

from ratsdok.conversion import places
from ratsdok.conversion.places import FilePlace
from ratsdok.conversion.sources import Found, Sources, read_list
from ratsdok.errors import NotAFileError, TooLargeError
from ratsdok.reading import source as reading
from stored import SECONDS, fill, later, names_in


def test_a_file_is_read(tmp_path: Path) -> None:
    place = FilePlace(str(fill(tmp_path, "a.pdf") / "a.pdf"))
    assert (place.read(), place.file) == (b"a.pdf", "a.pdf")
    assert pickle.loads(pickle.dumps(place)) == place


def test_an_empty_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").touch()
    assert FilePlace(str(tmp_path / "a.pdf")).read() == b""


def test_a_file_larger_than_any_letter_is_refused(tmp_path: Path) -> None:
    place = FilePlace(str(tmp_path / "a.pdf"))
    with (tmp_path / "a.pdf").open("wb") as file:
        file.truncate(places.MAX_BYTES)
    assert len(place.read()) == places.MAX_BYTES
    with (tmp_path / "a.pdf").open("ab") as file:
        file.write(b"x")
    with pytest.raises(TooLargeError, match=r"a\.pdf: .* 100 MiB"):
        place.read()


def test_the_limit_is_that_of_reading() -> None:
    assert places.MAX_BYTES == reading.MAX_BYTES


def test_a_file_that_became_a_fifo_does_not_block(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.pdf")
    with pytest.raises(NotAFileError, match="no regular file"):
        FilePlace(str(tmp_path / "a.pdf")).read()


def test_a_file_that_vanished_is_told_by_name(tmp_path: Path) -> None:
    place = FilePlace(str(tmp_path / "a.pdf"))
    for ask in (place.read, place.stamp):
        with pytest.raises(NotAFileError, match=r"a\.pdf: .*No such file"):
            ask()


# Stamps


def test_a_file_just_written_has_no_stamp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = FilePlace(str(fill(tmp_path, "a.pdf") / "a.pdf"))
    assert place.stamp() is None
    later(monkeypatch)
    assert place.stamp()


def test_a_stamp_stays_and_tells_every_change(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = fill(tmp_path, "a.pdf", "b.pdf") / "a.pdf"
    later(monkeypatch)
    place = FilePlace(str(file))
    stamps = [place.stamp()]
    assert stamps == [place.stamp()]
    file.write_text("anders", encoding="utf-8")
    stamps.append(place.stamp())
    times = file.stat()
    time.sleep(0.02)  # longer than a tick of the kernel's clock
    file.write_text("ANDERS", encoding="utf-8")  # of the same size, and said to be of the same time
    os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))
    stamps.append(place.stamp())
    (tmp_path / "b.pdf").replace(file)
    stamps.append(place.stamp())
    assert None not in stamps
    assert len(set(stamps)) == 4


def test_a_file_from_the_future_has_no_stamp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = fill(tmp_path, "a.pdf") / "a.pdf"
    os.utime(file, ns=(0, time.time_ns() + 3600 * SECONDS))
    later(monkeypatch)
    assert FilePlace(str(file)).stamp() is None


# Names


def test_names_that_are_no_text_stay_apart(tmp_path: Path) -> None:
    for name in (b"\xff.pdf", b"\xfe.pdf", "\ufffd.pdf".encode(), "\ufffdff.pdf".encode(), b"\xc3\xa4.pdf"):
        (tmp_path / os.fsdecode(name)).write_bytes(name)
    places_found = [each.place for each in Sources([tmp_path]) if isinstance(each, Found)]
    names = {place.name for place in places_found}
    assert len(names) == 5
    assert f"{tmp_path}/ä.pdf" in names
    assert f"{tmp_path}/\ufffdff.pdf" in names
    assert {place.read().decode("utf-8", "replace") for place in places_found} >= {"ä.pdf"}
    for place in places_found:
        assert (place.name + place.file).encode("utf-8")
        assert pickle.loads(pickle.dumps(place)) == place


@pytest.mark.parametrize("name", ["\ud800.pdf", "a\0b", "\udcff"])
def test_no_name_is_beyond_what_databases_hold(name: str) -> None:
    printable = places.printable(name)
    assert "\0" not in printable
    assert printable.encode("utf-8")
    assert printable != name


def test_a_name_that_is_text_stays_as_it_is() -> None:
    assert places.printable("/Straße/日本\n.pdf") == "/Straße/日本\n.pdf"


# Lists


def test_a_list_is_read_line_by_line(tmp_path: Path) -> None:
    (tmp_path / "liste").write_bytes(b"\xef\xbb\xbfa.pdf\r\n\r\n# gestern\r\n b.pdf\n  \nhttps://c/d.pdf")
    assert read_list(tmp_path / "liste") == ["a.pdf", " b.pdf", "https://c/d.pdf"]


def test_a_list_of_find_is_divided_by_nul(tmp_path: Path) -> None:
    (tmp_path / "liste").write_bytes(b"a\nb.pdf\0#c.pdf\0\xff.pdf\0")
    assert read_list(str(tmp_path / "liste")) == ["a\nb.pdf", "#c.pdf", os.fsdecode(b"\xff.pdf")]


def test_a_list_of_powershell_is_read(tmp_path: Path) -> None:
    (tmp_path / "liste").write_bytes("ä.pdf\r\nb.pdf\r\n".encode("utf-16"))
    assert read_list(tmp_path / "liste") == ["ä.pdf", "b.pdf"]


def test_a_list_comes_from_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("ä.pdf\nb.pdf\n".encode())))
    assert read_list("-") == ["ä.pdf", "b.pdf"]


def test_a_list_of_files_is_a_list_of_sources(tmp_path: Path) -> None:
    fill(tmp_path, "a.pdf", "b.pdf")
    (tmp_path / "liste").write_text(f"{tmp_path}/b.pdf\n{tmp_path}/a.pdf\n", encoding="utf-8")
    assert names_in(*read_list(tmp_path / "liste")) == [f"{tmp_path}/b.pdf", f"{tmp_path}/a.pdf"]


@pytest.mark.parametrize("name", ["fehlt", ".", "a\0b"])
def test_a_list_that_cannot_be_read_is_told(name: str, tmp_path: Path) -> None:
    with pytest.raises(NotAFileError, match="cannot be read"):
        read_list(f"{tmp_path}/{name}")
