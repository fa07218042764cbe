"""A PDF's pages: their text layers, and their pictures."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ratsdok.errors import DamagedFileError, TooLargeError
from ratsdok.page import Box, Eyes, Page, Remark
from ratsdok.reading.drawings import check_boxes, is_level, rulings
from ratsdok.reading.layer import better, is_good
from ratsdok.reading.lines import lines_of
from ratsdok.reading.ocr.settings import Ocr
from ratsdok.reading.pdfium import Sheet, opened
from ratsdok.reading.picture import Picture
from ratsdok.reading.recognition import Recognition, refuse_without_text
from ratsdok.reading.rendering import IS_SCAN, picture_of, plates_of
from ratsdok.reading.source import MAX_PAGES, Source
from ratsdok.reading.words import Piece, words_of


class Layer(NamedTuple):
    """A page as its text layer has it.

    Attributes:
        page: its words.
        pictured: whether there is anything but text on it.
        scanned: share of it that the largest picture on it covers.
    """

    page: Page
    pictured: bool
    scanned: float

    @property
    def is_unread(self) -> bool:
        """Whether something is on the page, but no text."""
        return self.pictured and not self.page.lines

    @property
    def is_doubtful(self) -> bool:
        """Whether the page is better recognised from its picture."""
        return self.is_unread or not is_good(self.page, scanned=self.scanned > IS_SCAN)


def read_pdf(source: Source, password: str | None, ocr: Ocr) -> tuple[list[Page], list[Remark], Eyes | None]:
    """Read every page: its text layer, or its picture where that is missing or bad.

    Raises:
        EncryptedFileError: the password is missing or wrong.
        DamagedFileError: the file is truncated or broken.
        NoTextError: nothing can be read on any page.
        TooLargeError: more than `MAX_PAGES`, or a page with more than any letter's.
        EngineMissingError: a page has to be recognised, and the engine or its model is not installed.
        RecognitionError: the engine failed on a page, or took too long.
    """
    layers = layers_of(source, password)
    pages = [layer.page for layer in layers]
    if ocr.mode == "never":
        refuse_without_text(pages, source.name)
        return pages, [_without_text(layer.page.number) for layer in layers if layer.is_unread], None
    numbers = [layer.page.number for layer in layers if ocr.mode == "always" or layer.is_doubtful]
    recognition = Recognition(lambda number: picture_of_page(source, number, password), ocr, source.name)
    for page in recognition.pages(numbers):
        layer = layers[page.number - 1]
        pages[page.number - 1] = page if ocr.mode == "always" else better(layer.page, page)
    refuse_without_text(pages, source.name)
    return pages, recognition.remarks, recognition.eyes


def _without_text(number: int) -> Remark:
    message = f"Seite {number} hat keine Textebene, nur Bild oder Zeichnung; was darauf steht, fehlt."
    return Remark("page-without-text", "warning", message)


def layers_of(source: Source, password: str | None = None) -> list[Layer]:
    """Read the text layer of every page.

    Raises:
        EncryptedFileError: the password is missing or wrong.
        DamagedFileError: the file is truncated or broken.
        TooLargeError: more than `MAX_PAGES`, or a page with more characters than any letter's.
    """
    with opened(source, password) as document:
        count = len(document)
        if count > MAX_PAGES:
            raise TooLargeError(f"the PDF has {count} pages, more than {MAX_PAGES}", source=source.name)
        if not count or _breaks_off(source.data):
            raise DamagedFileError("the PDF breaks off before its end", source=source.name)
        layers = []
        for number in range(1, count + 1):
            page = document[number - 1]
            layers.append(_layer(Sheet(page), number, source.name))
            page.close()
    return layers


def picture_of_page(source: Source, number: int, password: str | None = None) -> Picture:
    """Return the picture of a page, in the resolution that it is recognised in.

    Args:
        source: the PDF.
        number: of the page, from 1.
        password: opens an encrypted PDF.

    Raises:
        DamagedFileError: a picture on the page breaks off.
        TooLargeError: the page has too many pixels.
    """
    with opened(source, password) as document:
        sheet = Sheet(document[number - 1])
        return picture_of(sheet, number, source.name, plates_of(sheet))


def _breaks_off(data: bytes) -> bool:
    """Tell a truncated file: after its last object every PDF says where its table of objects starts.

    PDFium would mend such a file as well as it can, and silently give a letter without its last page.
    """
    return data.rfind(b"startxref") < data.rfind(b"endobj")


def _layer(sheet: Sheet, number: int, name: str) -> Layer:
    """Read one page."""
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
    scanned = max((plate.share for plate in plates_of(sheet)), default=0.0) if pictured else 0.0
    return Layer(page, pictured, scanned)


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
