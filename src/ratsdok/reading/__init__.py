"""Reading: a file -> pages of lines of words (`ratsdok.page.Document`).

    source.py    what kind of file is it; limits; checksum
    plain.py     plain text
    tagged.py    paragraphs of a PDF that says what they are (structure.py, marks.py)
    pdf.py       text layer and page geometry of any other PDF, put together from
        pdfium.py    the characters and drawings of a page
        words.py     characters -> words
        lines.py     words -> lines
        drawings.py  drawn strokes -> check boxes and rulings
        tables.py    rulings -> cells; the only module that knows pdfplumber
    docx.py      text of a DOCX letter, with python-docx, put together from
        package.py   the ZIP around it, unpacked within limits
        runs.py      the characters of a paragraph
        numbering.py the labels that Word generates for lists

    recognition.py  the pages that are read from their pictures, put together from
        layer.py     is a text layer good enough?
        rendering.py a PDF's page -> its picture; images.py does the same for picture files
        upright.py   quarter turns and skew
        scan.py      a page's picture -> a page of words, by `ocr/`, `rereading.py`, `sifting.py`, `glyphs.py`
        eyes.py      a second look at a place on a page
    pictures.py     what a file's pages look like, for people
    engine.py       whether this machine can recognise

Each kind of file has its own libraries, which are imported when the first file of that kind comes.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from ratsdok.page import Document, Eyes, Page, Remark
from ratsdok.reading.ocr.settings import AUTO, Ocr
from ratsdok.reading.source import MEDIA_TYPES, PICTURES, Kind, Source, load

if TYPE_CHECKING:
    from ratsdok.reading.pictures import PageView

__all__ = ["read", "read_with_views"]


class Read(NamedTuple):
    """What was read of a file.

    Attributes:
        pages: in order.
        remarks: what was odd about them.
        eyes: what can look at their pictures again.
        subject: what the file's properties say it is about.
    """

    pages: list[Page]
    remarks: list[Remark]
    eyes: Eyes | None = None
    subject: str = ""


def read(
    source: str | os.PathLike[str] | bytes | BinaryIO,
    *,
    name: str | None = None,
    password: str | None = None,
    ocr: Ocr = AUTO,
) -> Document:
    """Read a letter from a file.

    Args:
        source: a path, the bytes themselves, or a file opened for reading bytes.
        name: what to call the file; by default the path's or the opened file's own name.
        password: opens an encrypted PDF.
        ocr: how page images are to be recognised.

    Raises:
        NotAFileError: there is nothing to read at that path.
        EmptyFileError: the file holds nothing, or white space only.
        UnknownFormatError: the content is of no known format, or not what the name says.
        DamagedFileError: the content is truncated or broken.
        EncryptedFileError: the password is missing or wrong.
        NoTextError: nothing can be read on any page.
        TooLargeError: the file breaks a limit that protects the machine.
        EngineMissingError: a page has to be recognised, and the engine or its model is not installed.
        RecognitionError: the engine failed on a page, or took too long.
    """
    return _document(load(source, name), password, ocr)


def read_with_views(
    source: str | os.PathLike[str] | bytes | BinaryIO,
    *,
    name: str | None = None,
    password: str | None = None,
    ocr: Ocr = AUTO,
) -> tuple[Document, list[PageView]]:
    """Read a letter from a file, and see what its pages look like: nothing of DOCX and plain text.

    Args and errors are those of `read`.
    """
    loaded = load(source, name)
    document = _document(loaded, password, ocr)
    if loaded.kind not in {Kind.PDF, *PICTURES}:
        return document, []
    from ratsdok.reading.pictures import views_of  # noqa: PLC0415

    return document, views_of(loaded, document.pages, password)


def _document(source: Source, password: str | None, ocr: Ocr) -> Document:
    read = _pages(source, password, ocr)
    media_type, pages, remarks = MEDIA_TYPES[source.kind], tuple(read.pages), tuple(read.remarks)
    return Document(source.name, source.sha256, media_type, pages, remarks, read.subject, read.eyes)


def _pages(source: Source, password: str | None, ocr: Ocr) -> Read:
    # Each kind of file has its own libraries, which come with the first file of that kind.
    if source.kind is Kind.PDF:
        return _read_pdf(source, password, ocr)
    if source.kind in PICTURES:
        from ratsdok.reading.images import read_images  # noqa: PLC0415

        return Read(*read_images(source, ocr))
    if source.kind is Kind.DOCX:
        from ratsdok.reading.docx import read_docx  # noqa: PLC0415

        pages, remarks, subject = read_docx(source)
        return Read(pages, remarks, subject=subject)
    from ratsdok.reading.plain import read_plain  # noqa: PLC0415

    return Read(*read_plain(source))


def _read_pdf(source: Source, password: str | None, ocr: Ocr) -> Read:
    """Read a PDF: paragraph by paragraph where it says that it is a standard letter, else page by page."""
    from ratsdok.reading.pdf import read_pdf  # noqa: PLC0415

    if ocr.mode != "always":
        from ratsdok.reading.tagged import read_tagged  # noqa: PLC0415

        tagged = read_tagged(source, password)
        if tagged:
            return Read(tagged.pages, [], subject=tagged.subject)
    return Read(*read_pdf(source, password, ocr))
