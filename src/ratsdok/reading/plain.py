"""Plain text: UTF-8, UTF-16 with a byte order mark, or else Windows-1252."""

from __future__ import annotations

from ratsdok.errors import EmptyFileError, TooLargeError
from ratsdok.page import Line, Page, Remark
from ratsdok.reading.source import MAX_PAGES, Source

MAX_TEXT_BYTES = 5 * 2**20
"""A letter's text has 5 kB; 5 MiB are a thousand letters, and a word takes 50 times its bytes in memory."""

_CP1252_REMARK = Remark(
    "decoded-as-cp1252",
    "warning",
    "Die Datei ist nicht in UTF-8 kodiert; sie wurde als Windows-1252 gelesen. Umlaute bitte prüfen.",
)


def read_plain(source: Source) -> tuple[list[Page], list[Remark]]:
    r"""Split a text into pages at form feeds.

    The lines of a page joined by `\n`, and the pages joined by `\f`, give back the whole text with its
    newlines normalised.

    Raises:
        TooLargeError: more than `MAX_TEXT_BYTES` or `MAX_PAGES`.
        EmptyFileError: white space only.
    """
    if len(source.data) > MAX_TEXT_BYTES:
        raise TooLargeError(f"the text has more than {MAX_TEXT_BYTES // 2**20} MiB", source=source.name)
    text, remarks = decode(source.data)
    if not text.strip():
        raise EmptyFileError("the file holds only white space", source=source.name)
    pages = text.split("\f")
    if len(pages) > MAX_PAGES:
        raise TooLargeError(f"the text has {len(pages)} pages, more than {MAX_PAGES}", source=source.name)
    return [_page(number, page) for number, page in enumerate(pages, 1)], remarks


def decode(data: bytes) -> tuple[str, list[Remark]]:
    r"""Return the characters with newlines as `\n`, and a remark where the encoding had to be guessed."""
    remarks = []
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = data.decode("utf-16", errors="replace")
    else:
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = data.decode("cp1252", errors="replace")
            remarks.append(_CP1252_REMARK)
    return text.replace("\r\n", "\n").replace("\r", "\n"), remarks


def _page(number: int, text: str) -> Page:
    return Page(number, tuple(Line.of_text(line) for line in text.split("\n")))
