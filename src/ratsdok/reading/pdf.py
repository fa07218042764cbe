"""The text layer and page geometry of a PDF."""

from __future__ import annotations

from collections.abc import Sequence

from ratsdok.errors import DamagedFileError, NoTextError, TooLargeError
from ratsdok.page import Box, Page, Remark
from ratsdok.reading.drawings import check_boxes, is_level, rulings
from ratsdok.reading.lines import lines_of
from ratsdok.reading.pdfium import Sheet, opened
from ratsdok.reading.source import MAX_PAGES, Source
from ratsdok.reading.words import Piece, words_of


def read_pdf(source: Source, password: str | None = None) -> tuple[list[Page], list[Remark]]:
    """Read the text layer of every page.

    Raises:
        EncryptedFileError: the password is missing or wrong.
        DamagedFileError: the file is truncated or broken.
        NoTextError: no page has text.
        TooLargeError: more than `MAX_PAGES`, or a page with more characters than any letter's.
    """
    with opened(source, password) as document:
        count = len(document)
        if count > MAX_PAGES:
            raise TooLargeError(f"the PDF has {count} pages, more than {MAX_PAGES}", source=source.name)
        if not count or _breaks_off(source.data):
            raise DamagedFileError("the PDF breaks off before its end", source=source.name)
        pages, remarks = [], []
        for number in range(1, count + 1):
            page = document[number - 1]
            read, pictured = _read_page(Sheet(page), number, source.name)
            page.close()
            pages.append(read)
            if pictured and not read.lines:
                remarks.append(_without_text(number))
    if not any(page.lines for page in pages):
        raise NoTextError(f"no text on {_pages(count)}", source=source.name)
    return pages, remarks


def _breaks_off(data: bytes) -> bool:
    """Tell a truncated file: after its last object every PDF says where its table of objects starts.

    PDFium would mend such a file as well as it can, and silently give a letter without its last page.
    """
    return data.rfind(b"startxref") < data.rfind(b"endobj")


def _pages(count: int) -> str:
    return "its only page" if count == 1 else f"any of its {count} pages"


def _without_text(number: int) -> Remark:
    message = f"Seite {number} hat keine Textebene, nur Bild oder Zeichnung; was darauf steht, fehlt."
    return Remark("page-without-text", "warning", message)


def _read_page(sheet: Sheet, number: int, name: str) -> tuple[Page, bool]:
    """Read one page; tell too whether there is anything but text on it."""
    characters = sheet.characters(name)
    shapes, pictured = sheet.drawings()
    pieces = [piece for piece in words_of(characters) if _is_shown(piece, sheet)]
    page = Page(
        number,
        lines_of(pieces, _tables(rulings(shapes))),
        sheet.width,
        sheet.height,
        check_boxes(shapes, characters) if shapes else (),
        "text-layer",
    )
    return page, pictured


def _is_shown(piece: Piece, sheet: Sheet) -> bool:
    """Tell what lies on the page from what its crop box cuts away."""
    box = piece.box
    return box.x1 > 0 and box.bottom > 0 and box.x0 < sheet.width and box.top < sheet.height


def _tables(ruled: Sequence[Box]) -> list[list[list[Box]]]:
    """Ask for tables only where rulings can make two cells: the library behind it takes long to come."""
    level = sum(map(is_level, ruled))
    if level < 2 or len(ruled) - level < 2:
        return []
    from ratsdok.reading.tables import ruled_tables  # noqa: PLC0415 - pdfplumber only where a table is

    return ruled_tables(ruled)
