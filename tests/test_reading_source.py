"""What kind of file is it: decided by content, checked against the name."""

import hashlib
import io
import os
import subprocess
import sys
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ratsdok.errors import (
    EmptyFileError,
    EncryptedFileError,
    NotAFileError,
    RatsdokError,
    TooLargeError,
    UnknownFormatError,
)
from ratsdok.page import Document
from ratsdok.reading import read, source
from ratsdok.reading.source import Kind, load

BEGINNINGS = [b"%PDF-1.4\n", b"PK\x03\x04word/", b"\xff\xfe"]


def zipped(*names: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return packed.getvalue()


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (b"%PDF-1.7\n", "brief.pdf", Kind.PDF),
        (b"%PDF-1.7\n", None, Kind.PDF),  # bytes without a name: the content decides
        (b"%PDF-1.7\n", "brief", Kind.PDF),  # a name without an ending says nothing
        (b"HTTP junk\n%PDF-1.4\n1 0 obj", "brief.PDF", Kind.PDF),  # junk before the header
        (b"Die Datei beginnt mit %PDF-1.4", "brief.txt", Kind.TEXT),  # speaks of PDF, is none
        (zipped("[Content_Types].xml", "word/document.xml"), "brief.docx", Kind.DOCX),
        (zipped("[Content_Types].xml", "word/document2.xml"), "brief.docm", Kind.DOCX),  # named otherwise
        (zipped("word/document.xml")[:-8], "brief.docx", Kind.DOCX),  # truncated: still meant to be a DOCX
        ("Grüße".encode(), "brief.txt", Kind.TEXT),
        ("Grüße".encode("utf-16"), "brief.txt", Kind.TEXT),
        (b"BM Muster: Beschlusskontrolle", "brief.txt", Kind.TEXT),  # begins like a BMP image
        (b"Eins\x02zwei drei vier fuenf sechs", None, Kind.TEXT),  # a stray control character
    ],
)
def test_kind(data: bytes, name: str | None, kind: Kind) -> None:
    assert load(data, name).kind is kind


@pytest.mark.parametrize(
    ("data", "name", "seems"),
    [
        (b"<!DOCTYPE html><html>Not found", "brief.pdf", "HTML page"),  # the error page of a server
        (b"\n  <HTML><body>", "brief.txt", "HTML page"),
        (b"<?xml version='1.0'?><a/>", "brief.docx", "XML"),
        (zipped("word/document.xml"), "brief.pdf", "a DOCX"),
        (b"%PDF-1.7\n", "brief.docx", "a PDF"),
        (b"%PDF-1.7\n", "brief.txt", "a PDF"),
        (b"Guten Tag", "brief.pdf", "plain text"),
        (zipped("brief.pdf"), "brief.zip", "ZIP"),
        (zipped("xl/workbook.xml"), "brief.xlsx", "Excel"),
        (zipped("mimetype", "content.xml"), "brief.odt", "OpenDocument"),
        (b"PK\x03\x04cut off", "brief.docx", "damaged ZIP"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(99), "brief.doc", r"\.doc"),
        (rb"{\rtf1\ansi Brief}", "brief.doc", "RTF"),
        (b"\x1f\x8b\x08", "brief.pdf.gz", "gzip"),
        (b"\x7fELF\x02\x01\x01\0", "brief", "executable"),
        (b"MZ\x90\0\x03\0\0\0", "brief.exe", "executable"),
        (b"\xff\xfeA", None, "binary"),  # half a character of UTF-16
        (bytes(range(256)), None, "binary"),
        (b"Text\0\0\0\0", "brief.txt", "binary"),
    ],
)
def test_says_what_else_it_seems_to_be(data: bytes, name: str | None, seems: str) -> None:
    with pytest.raises(UnknownFormatError, match=seems) as caught:
        load(data, name)
    assert caught.value.source == (name or "unnamed")


def test_docx_with_a_password_is_an_ole_file() -> None:
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(99) + "EncryptedPackage".encode("utf-16-le")
    with pytest.raises(EncryptedFileError, match="without a password"):
        load(data, "brief.docx")


@pytest.mark.parametrize("data", [b"", b" \r\n\t\f ", "\ufeff".encode(), "\ufeff \n".encode("utf-16-le")])
def test_empty(data: bytes) -> None:
    with pytest.raises(EmptyFileError):
        read(data)


def test_path_gives_name_and_checksum(tmp_path: Path) -> None:
    path = tmp_path / "brief.txt"
    path.write_bytes(b"Guten Tag")
    document = read(path)
    assert (document.name, document.media_type) == ("brief.txt", "text/plain")
    assert document.sha256 == hashlib.sha256(b"Guten Tag").hexdigest()
    assert read(str(path)) == document
    with path.open("rb") as file:
        assert read(file) == document


def test_name_can_be_given() -> None:
    assert read(io.BytesIO(b"Guten Tag"), name="archiv/brief.txt").name == "brief.txt"


def test_not_a_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "fifo")
    for path in (tmp_path, tmp_path / "fehlt.pdf", tmp_path / "fifo", Path(os.devnull), "a\0b", "x" * 5000):
        with pytest.raises(NotAFileError):
            load(path)


def test_closed_file_cannot_be_read() -> None:
    stream = io.BytesIO(b"Guten Tag")
    stream.close()
    with pytest.raises(NotAFileError):
        load(stream)


def test_file_opened_for_text_is_a_mistake_of_the_program() -> None:
    with pytest.raises(TypeError, match="StringIO"):
        load(io.StringIO("Guten Tag"))  # type: ignore[arg-type]


def test_too_many_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source, "MAX_BYTES", 8)
    with pytest.raises(TooLargeError):
        load(b"Guten Tag")
    with pytest.raises(TooLargeError):
        load(io.BytesIO(b"Guten Tag"))


@settings(deadline=None)  # the first PDF imports the library
@given(
    st.one_of(
        st.binary(max_size=400),
        st.builds(
            bytes.__add__, st.sampled_from([b"%PDF-1.4\n", b"PK\x03\x04word/", b"\xff\xfe"]), st.binary()
        ),
        st.text().map(str.encode),
    )
)
def test_any_bytes_give_a_document_or_a_typed_error(data: bytes) -> None:
    with suppress(RatsdokError):
        document = read(data)
        assert isinstance(document, Document)
        assert document.pages


def test_importing_the_room_imports_no_library() -> None:
    program = (
        "import sys, ratsdok.reading;"
        "sys.exit(bool({'pypdfium2', 'pdfplumber', 'docx', 'lxml'} & sys.modules.keys()))"
    )
    subprocess.run([sys.executable, "-c", program], check=True)
