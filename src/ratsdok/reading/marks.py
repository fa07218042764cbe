"""The marks of a tagged PDF: which marked content each character of a page is of."""

from __future__ import annotations

import ctypes
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from ratsdok.reading.pdfium import Sheet

UNMARKED = -1
"""In a tagged PDF, the mark of what is not tagged."""

_NAME_BYTES = 64


def is_tagged(document: pypdfium2.PdfDocument) -> bool:
    """Tell whether a PDF says that it is tagged."""
    return bool(pdfium.FPDFCatalog_IsTagged(document.raw))


def subject_of(document: pypdfium2.PdfDocument) -> str:
    """Return what a PDF's properties say it is about."""
    return str(document.get_metadata_value("Subject"))


def marks_of(sheet: Sheet) -> list[int | None]:
    """Return for each character of a page's text layer the number of the marked content that it is of.

    `UNMARKED` is text without a mark; None is an artifact (a page number, say) or a blank that PDFium put
    into a gap.
    """
    textpage = sheet.page.get_textpage()
    known: dict[int, int | None] = {0: None}
    found = []
    try:
        for at in range(textpage.count_chars()):
            drawn = pdfium.FPDFText_GetTextObject(textpage.raw, at)
            key = ctypes.cast(drawn, ctypes.c_void_p).value or 0
            if key not in known:
                known[key] = _mark(drawn)
            found.append(known[key])
    finally:
        textpage.close()
    return found


def _mark(drawn: Any) -> int | None:
    """Return the mark of a text object; None for an artifact."""
    number = int(pdfium.FPDFPageObj_GetMarkedContentID(drawn))
    if number >= 0:
        return number
    marks = range(pdfium.FPDFPageObj_CountMarks(drawn))
    is_artifact = any(_name(pdfium.FPDFPageObj_GetMark(drawn, at)) == "Artifact" for at in marks)
    return None if is_artifact else UNMARKED


def _name(mark: Any) -> str:
    buffer, length = ctypes.create_string_buffer(_NAME_BYTES), ctypes.c_ulong()
    address = ctypes.cast(buffer, ctypes.POINTER(pdfium.FPDF_WCHAR))
    pdfium.FPDFPageObjMark_GetName(mark, address, _NAME_BYTES, length)
    return buffer.raw[: min(length.value, _NAME_BYTES)].decode("utf-16-le", "replace").rstrip("\0")
