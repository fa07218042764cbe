"""The ZIP around a DOCX: no bomb goes off."""

import io
import struct
import zipfile
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ratsdok.errors import DamagedFileError, EncryptedFileError, RatsdokError, TooLargeError
from ratsdok.reading import package
from ratsdok.reading.package import unpacked
from ratsdok.reading.source import Kind, Source

MIB = 2**20


def zipped(parts: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def open_package(data: bytes) -> zipfile.ZipFile:
    return zipfile.ZipFile(unpacked(Source("brief.docx", data, Kind.DOCX)))


def test_text_is_unpacked_and_media_are_empty() -> None:
    archive = open_package(zipped({"word/document.xml": b"<a/>", "word/media/wappen.png": b"\x89PNG"}))
    assert archive.read("word/document.xml") == b"<a/>"
    assert archive.read("word/media/wappen.png") == b""


def test_bomb_is_told_by_the_directory(monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = zipped({"word/document.xml": bytes(8 * MIB)})
    monkeypatch.setattr(zipfile.ZipFile, "open", None)  # unpacking anything would fail
    with pytest.raises(TooLargeError, match="250 times"):
        open_package(bomb)


def test_many_large_parts_are_told_by_the_directory(monkeypatch: pytest.MonkeyPatch) -> None:
    parts = zipped({f"word/media/{at}.bin": bytes(600_000) for at in range(4)})
    monkeypatch.setattr(zipfile.ZipFile, "open", None)
    monkeypatch.setattr(package, "MAX_UNPACKED", 2 * MIB)
    with pytest.raises(TooLargeError, match="2 MiB"):
        open_package(parts)


def lying(data: bytes, declared: int) -> bytes:
    """Return a ZIP whose directory and header declare another size for its only part."""
    forged = bytearray(data)
    struct.pack_into("<I", forged, 22, declared)
    struct.pack_into("<I", forged, forged.index(b"PK\x01\x02") + 24, declared)
    return bytes(forged)


def test_bomb_with_a_lying_directory() -> None:
    with pytest.raises(TooLargeError, match="more than it declares"):
        open_package(lying(zipped({"word/document.xml": bytes(20 * MIB)}), 100))


def test_locked() -> None:
    data = bytearray(zipped({"word/document.xml": b"<a/>"}))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(EncryptedFileError):
        open_package(bytes(data))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused(encoding: str) -> None:
    bomb = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "&c;&c;&c;">]><a>&b;</a>'
    with pytest.raises(DamagedFileError, match="document type definition"):
        open_package(zipped({"word/document.xml": bomb.encode(encoding)}))


def test_truncated() -> None:
    with pytest.raises(DamagedFileError):
        open_package(zipped({"word/document.xml": b"<a/>" * 99})[:-30])


SOUND = zipped({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<a>Text</a>" * 9})


@settings(deadline=None)
@given(st.integers(0, len(SOUND) - 1), st.binary(min_size=1, max_size=8))
def test_any_damage_gives_a_package_or_a_typed_error(at: int, noise: bytes) -> None:
    with suppress(RatsdokError):
        open_package(SOUND[:at] + noise + SOUND[at + len(noise) :]).close()
