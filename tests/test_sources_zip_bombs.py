"""Zip archives that are broken, or made to harm: real bombs."""

from __future__ import annotations

import os
import random
import struct
import zipfile
import zlib
from contextlib import suppress
from pathlib import Path

import pytest

from ratsdok.conversion import archives
from ratsdok.conversion.sources import Found, Sources
from ratsdok.errors import (
    DamagedFileError,
    EncryptedFileError,
    NotAFileError,
    RatsdokError,
    TooLargeError,
    UnknownFormatError,
)
from stored import CENTRAL, error_of_reading, places_in, refused_in, zipped

MIB = 2**20
END = b"PK\x05\x06"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "briefe.zip"


def error(file: Path) -> RatsdokError:
    """Return why the archive as a whole is refused."""
    ((name, only),) = refused_in(file).items()
    assert name == str(file)
    return only


@pytest.mark.parametrize("keep", [0, 10, 60, -1, -22, -60])
def test_a_damaged_archive_is_refused(keep: int, file: Path) -> None:
    file.write_bytes(zipped([("a.pdf", b"x" * 100), ("b.pdf", b"y" * 100)])[:keep])
    assert isinstance(error(file), DamagedFileError)
    assert Sources([file]).count() == 0


def test_a_damaged_member_is_told_and_the_others_go_on(file: Path) -> None:
    data = bytearray(zipped([("a.pdf", b"eins"), ("b.pdf", b"zwei")], zipfile.ZIP_STORED))
    data[data.index(b"eins")] = 0
    file.write_bytes(data)
    broken, whole = places_in(file)
    with pytest.raises(DamagedFileError, match=r"briefe\.zip!/a\.pdf: the member is broken"):
        broken.read()
    assert whole.read() == b"zwei"


def test_random_damage_never_shows_as_anything_but_our_errors(file: Path) -> None:
    whole = zipped([(f"{at}.pdf", random.Random(at).randbytes(200)) for at in range(5)])
    chance = random.Random(0)
    for _ in range(300):
        data = bytearray(whole)
        for _ in range(chance.randint(1, 8)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        file.write_bytes(data)
        for each in Sources([file]):
            with suppress(RatsdokError):
                if isinstance(each, Found):
                    each.place.read()


def test_an_unknown_packing_is_told(file: Path) -> None:
    data = bytearray(zipped([("a.pdf", b"x")]))
    struct.pack_into("<H", data, 8, 9)  # Deflate64, as Windows packs large files
    struct.pack_into("<H", data, data.index(CENTRAL) + 10, 9)
    file.write_bytes(data)
    assert isinstance(error_of_reading(file), UnknownFormatError)


def test_a_member_with_a_password_is_told(file: Path) -> None:
    data = bytearray(zipped([("a.pdf", b"x")]))
    data[6] |= 1
    data[data.index(CENTRAL) + 8] |= 1
    file.write_bytes(data)
    assert isinstance(error_of_reading(file), EncryptedFileError)


def test_an_archive_that_vanished_is_told(file: Path) -> None:
    file.write_bytes(zipped([("a.pdf", b"x")]))
    (place,) = places_in(file)
    file.unlink()
    for ask in (place.read, place.stamp):
        with pytest.raises(NotAFileError):
            ask()


def test_an_archive_just_written_may_be_written_again(file: Path) -> None:
    for content in (b"alt", b"neu", b"alt", b"neu"):  # faster than the clock of the file system
        file.write_bytes(zipped([("a.pdf", content)], zipfile.ZIP_STORED))
        assert [place.read() for place in places_in(file)] == [content]


def test_an_archive_that_was_changed_is_not_read_as_the_old_one(file: Path) -> None:
    file.write_bytes(zipped([("a.pdf", b"alt"), ("b.pdf", b"alt")]))
    first, second = places_in(file)
    file.write_bytes(zipped([("a.pdf", b"ganz neu")]))
    for place in (first, second):
        with pytest.raises(NotAFileError, match="changed"):
            place.read()


# Bombs


def lying(data: bytes, declared: int) -> bytes:
    """Let directory and header declare another size for the only member."""
    forged = bytearray(data)
    struct.pack_into("<I", forged, 22, declared)
    struct.pack_into("<I", forged, forged.index(CENTRAL) + 24, declared)
    return bytes(forged)


def test_a_bomb_is_told_by_the_size_it_declares(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file.write_bytes(zipped([("a.txt", bytes(20 * MIB))]))
    monkeypatch.setattr(zipfile.ZipFile, "open", None)  # unpacking anything would fail
    assert isinstance(error_of_reading(file), TooLargeError)


@pytest.mark.parametrize("packing", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
@pytest.mark.parametrize("declared", [100, MIB])
def test_a_bomb_that_lies_is_told_while_it_unpacks(declared: int, packing: int, file: Path) -> None:
    file.write_bytes(lying(zipped([("a.txt", bytes(20 * MIB))], packing), declared))
    assert "250 times" in str(error_of_reading(file))


def test_a_member_that_lies_a_little_is_damaged(file: Path) -> None:
    file.write_bytes(lying(zipped([("a.txt", b"Guten Tag")]), 5))
    assert isinstance(error_of_reading(file), DamagedFileError)


def test_a_member_larger_than_any_letter_is_told(file: Path) -> None:
    with zipfile.ZipFile(file, "w") as archive, archive.open("a.pdf", "w", force_zip64=True) as member:
        for _ in range(101):
            member.write(bytes(MIB))
    assert "100 MiB" in str(error_of_reading(file))


def overlapping(count: int) -> bytes:
    """Make a bomb as David Fifield does (A better zip bomb, 2019): all entries unpack the same bytes."""
    content = bytes(100_000)
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = packer.compress(content) + packer.flush()
    fields = (20, 0, 8, 0, 0, zlib.crc32(content), len(packed), len(content), 5, 0)
    header = b"PK\x03\x04" + struct.pack("<HHHHHIIIHH", *fields) + b"a.txt"
    entry = CENTRAL + struct.pack("<HHHHHHIIIHHHHHII", 20, *fields, 0, 0, 0, 0, 0) + b"a.txt"
    directory = entry * count
    told = min(count, 0xFFFF)
    end = END + struct.pack("<HHHHIIH", 0, 0, told, told, len(directory), len(header + packed), 0)
    return header + packed + directory + end


def test_members_that_overlap_are_refused(file: Path) -> None:
    file.write_bytes(overlapping(1))
    assert len(places_in(file)[0].read()) == 100_000
    file.write_bytes(overlapping(500))
    assert isinstance(error(file), DamagedFileError)
    assert "overlap" in str(error(file))


def test_too_many_members_are_refused_before_they_are_objects(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file.write_bytes(overlapping(archives.MAX_MEMBERS + 1))
    monkeypatch.setattr(zipfile, "ZipInfo", None)
    assert isinstance(error(file), TooLargeError)
    assert f"{archives.MAX_MEMBERS} members" in str(error(file))


def test_a_directory_that_is_too_large_is_not_read(file: Path) -> None:
    with file.open("wb") as archive:
        archive.truncate(archives.MAX_DIRECTORY + 1)  # a hole, which takes no room
        archive.seek(0, os.SEEK_END)
        archive.write(END + struct.pack("<HHHHIIH", 0, 0, 1, 1, archives.MAX_DIRECTORY + 1, 0, 0))
    assert "64 MiB" in str(error(file))


def test_members_that_are_too_large_together_are_refused(file: Path) -> None:
    # 17 members of 4 GB each, as the directory says
    data = bytearray(zipped([(f"{at}.txt", b"x") for at in range(17)]))
    at = -1
    while (at := data.find(CENTRAL, at + 1)) >= 0:
        struct.pack_into("<I", data, at + 24, 2**32 - 2)
    file.write_bytes(data)
    assert isinstance(error(file), TooLargeError)
    assert "64 GiB" in str(error(file))


def test_nothing_is_ever_written_beside_the_archive(file: Path) -> None:
    file.write_bytes(zipped([("../a.pdf", b"x"), ("b.pdf", b"y")]))
    assert [place.read() for place in places_in(file)] == [b"y"]
    assert [path.name for path in file.parent.iterdir()] == ["briefe.zip"]
