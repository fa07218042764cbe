"""Plain text: nothing may get lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ratsdok.errors import EmptyFileError, TooLargeError
from ratsdok.page import Page
from ratsdok.reading import plain, read
from ratsdok.reading.plain import decode, read_plain
from ratsdok.reading.source import Kind, Source


def pages_of(data: bytes) -> list[Page]:
    return read_plain(Source("brief.txt", data, Kind.TEXT))[0]


@pytest.mark.parametrize(
    ("data", "text", "codes"),
    [
        ("Grüße".encode(), "Grüße", []),
        ("Grüße".encode("utf-8-sig"), "Grüße", []),  # byte order mark
        ("Grüße".encode("utf-16"), "Grüße", []),
        (b"\xfe\xff" + "Grüße".encode("utf-16-be"), "Grüße", []),
        ("Grüße – „so“".encode("cp1252"), "Grüße – „so“", ["decoded-as-cp1252"]),
        (b"a\x81b\xfc", "a\ufffdbü", ["decoded-as-cp1252"]),  # no character in Windows-1252 either
        (b"a\r\nb\rc\nd", "a\nb\nc\nd", []),
    ],
)
def test_decoding(data: bytes, text: str, codes: list[str]) -> None:
    decoded, remarks = decode(data)
    assert decoded == text
    assert [code for code, _, _ in remarks] == codes


def test_remark_is_german_and_a_warning() -> None:
    ((_, severity, message),) = read("Grüße".encode("cp1252")).remarks
    assert severity == "warning"
    assert "Umlaute" in message


def test_pages_and_words() -> None:
    first, second = pages_of(b"Guten  Tag\n\n1. Eins\fSeite 2")
    assert (first.number, second.number) == (1, 2)
    assert [line.text for line in first.lines] == ["Guten  Tag", "", "1. Eins"]
    assert [(word.text, word.start, word.box) for word in first.lines[0].words] == [
        ("Guten", 0, None),
        ("Tag", 7, None),
    ]
    assert not second.has_geometry


@given(st.text(st.characters(exclude_categories=["Cs"])).filter(str.strip))
def test_lines_and_pages_joined_give_back_the_text(text: str) -> None:
    text = text.removeprefix("\ufeff")
    if not text.strip():
        return
    joined = "\f".join("\n".join(line.text for line in page.lines) for page in pages_of(text.encode()))
    assert joined == text.replace("\r\n", "\n").replace("\r", "\n")


@given(st.text(min_size=1).filter(str.strip).map(lambda text: text.encode(errors="replace")))
def test_words_stand_where_they_say(data: bytes) -> None:
    for page in pages_of(b"x" + data):
        for line in page.lines:
            assert all(line.text.startswith(word.text, word.start) for word in line.words)
            assert "".join(word.text for word in line.words) == "".join(line.text.split())


def test_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(TooLargeError, match="pages"):
        pages_of(b"a\f" * 2000)
    monkeypatch.setattr(plain, "MAX_TEXT_BYTES", 3)
    with pytest.raises(TooLargeError, match="MiB"):
        pages_of(b"Guten Tag")


def test_white_space_of_other_alphabets_is_empty() -> None:
    with pytest.raises(EmptyFileError):
        pages_of("\u2003\u00a0".encode())
