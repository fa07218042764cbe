"""The characters and drawings of a PDF's pages, by pypdfium2.

PDFium counts y upwards from the bottom of an unturned sheet. What leaves this module is in points from the
top left corner of the page as it is shown, after /Rotate and /CropBox.
"""

from __future__ import annotations

import ctypes
import sys
import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice, repeat
from typing import Any, NamedTuple

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium

from ratsdok.errors import DamagedFileError, EncryptedFileError, RatsdokError, TooLargeError
from ratsdok.reading.drawings import Shape, shapes_of_path
from ratsdok.reading.source import Source
from ratsdok.reading.words import LINE_END_HYPHEN, Characters, Column

MAX_CHARACTERS = 200_000
"""Of a page. A closely printed one has 6,000, a building plan 10,000."""

MAX_OBJECTS = 5_000
"""Drawn objects of a page that are looked at. A page full of tables has 1,000; a plan has far more, but no
check boxes worth finding."""

MAX_NESTING = 8
"""Depth of form objects in form objects that is followed; programs that write PDF nest two or three."""

_LOCK = threading.RLock()  # PDFium is not thread-safe, not even between documents.
_WHITE = 250


class Matrix(NamedTuple):
    """A transformation as in PDF: x' = ax + cy + e, y' = bx + dy + f (ISO 32000-1, 8.3.4)."""

    a: float
    b: float
    c: float
    d: float
    e: float
    f: float

    def apply(self, x: float, y: float) -> tuple[float, float]:
        """Return where a point comes to lie."""
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def then(self, outer: Matrix) -> Matrix:
        """Return the transformation that does this one and then the outer one."""
        e, f = outer.apply(self.e, self.f)
        return Matrix(
            self.a * outer.a + self.b * outer.c,
            self.a * outer.b + self.b * outer.d,
            self.c * outer.a + self.d * outer.c,
            self.c * outer.b + self.d * outer.d,
            e,
            f,
        )


IDENTITY = Matrix(1, 0, 0, 1, 0, 0)


class Frame(NamedTuple):
    """How the sheet lies before the reader.

    Attributes:
        quarter_turns: clockwise.
        left: edge of the visible part of the unturned sheet, like the next three in points, y upwards.
    """

    quarter_turns: int
    left: float
    bottom: float
    right: float
    top: float

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Return where a point of the sheet is shown, from the top left corner."""
        match self.quarter_turns:
            case 1:
                return y - self.bottom, x - self.left
            case 2:
                return self.right - x, y - self.bottom
            case 3:
                return self.top - y, self.right - x
            case _:
                return x - self.left, self.top - y


class Sheet:
    """A page of an open PDF. Usable only inside `opened`."""

    def __init__(self, page: pypdfium2.PdfPage) -> None:
        self.page = page
        self.width, self.height = page.get_size()
        self._frame = Frame(page.get_rotation() // 90, *page.get_bbox())

    def characters(self, name: str) -> Characters:
        """Return the text layer, in the order of the file, with the blanks that PDFium finds in gaps.

        Raises:
            TooLargeError: more than `MAX_CHARACTERS`; `name` is the file's, for the message.
        """
        textpage = self.page.get_textpage()
        try:
            count = textpage.count_chars()
            if count > MAX_CHARACTERS:
                raise TooLargeError(f"a page has {count} characters", source=name)
            return Characters(_text(textpage.raw, count), *self._shown(_loose_boxes(textpage.raw, count)))
        finally:
            textpage.close()

    def _shown(self, boxes: Column) -> tuple[Column, Column, Column, Column]:
        """Turn rows of left, top, right, bottom on the sheet into four columns x0, top, x1, bottom."""
        lefts, tops, rights, bottoms = boxes.T
        turns, left, bottom, right, top = self._frame
        if turns == 1:
            return bottoms - bottom, lefts - left, tops - bottom, rights - left
        if turns == 2:
            return right - rights, bottoms - bottom, right - lefts, tops - bottom
        if turns == 3:
            return top - tops, right - rights, top - bottoms, right - lefts
        return lefts - left, top - tops, rights - left, top - bottoms

    def drawings(self) -> tuple[list[Shape], bool]:
        """Return the paths drawn on the page, and whether it has anything but text on it."""
        shapes: list[Shape] = []
        pictured = False
        for drawn, kind, matrix in islice(_objects(self.page.raw), MAX_OBJECTS):
            if kind == pdfium.FPDF_PAGEOBJ_PATH:
                shapes += _shapes(drawn, matrix, self._frame)
            pictured |= kind in (pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_SHADING)
        return shapes, pictured or bool(shapes)


@contextmanager
def opened(source: Source, password: str | None) -> Iterator[pypdfium2.PdfDocument]:
    """Open a PDF, for one thread at a time, and close it.

    Raises:
        EncryptedFileError: the password is missing or wrong, or the encryption is unknown to PDFium.
        DamagedFileError: PDFium cannot read the file or one of its pages.
    """
    with _LOCK:
        try:
            document = pypdfium2.PdfDocument(source.data, password=password)
        except pypdfium2.PdfiumError as error:
            raise _refusal(error, source.name, password) from error
        try:
            yield document
        except pypdfium2.PdfiumError as error:
            raise DamagedFileError(f"a page cannot be read ({error})", source=source.name) from error
        finally:
            document.close()


def _refusal(error: pypdfium2.PdfiumError, name: str, password: str | None) -> RatsdokError:
    if error.err_code == pdfium.FPDF_ERR_PASSWORD:
        problem = "the password is wrong" if password else "the PDF needs a password"
        return EncryptedFileError(problem, source=name)
    if error.err_code == pdfium.FPDF_ERR_SECURITY:
        remedy = "Save it without encryption in the program that made it"
        return EncryptedFileError("the PDF is encrypted in an unknown way", source=name, remedy=remedy)
    return DamagedFileError("the PDF is broken", source=name)


def _text(textpage: Any, count: int) -> str:
    """Return exactly one character for each of PDFium's."""
    buffer = (ctypes.c_ushort * (count + 1))()
    written = pdfium.FPDFText_GetText(textpage, 0, count, buffer)
    text = bytes(buffer)[: 2 * count].decode("utf-16-le", errors="replace")
    if written != count + 1 or len(text) != count:
        # PDFium leaves characters without a meaning out of the text, but not out of the count.
        text = "".join(_character(textpage, at) for at in range(count))
    return text


def _character(textpage: Any, at: int) -> str:
    if pdfium.FPDFText_IsHyphen(textpage, at) == 1:
        return LINE_END_HYPHEN
    code = pdfium.FPDFText_GetUnicode(textpage, at)
    return chr(code) if code <= sys.maxunicode else "\0"


# FPDFText_GetLooseCharBox by addresses: objects made for every character would take as long as the calls.
_LOOSE_BOX = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)(
    ctypes.cast(pdfium.FPDFText_GetLooseCharBox, ctypes.c_void_p).value or 0
)


def _loose_boxes(textpage: Any, count: int) -> Column:
    """Return n rows of left, top, right, bottom. Loose boxes are as high as the font, not as the glyph.

    The calls run in `map`, since the loop around them would take longer than they do.
    """
    boxes = np.zeros((count, 4), dtype=np.float32)  # each row an FS_RECTF
    page, start = ctypes.cast(textpage, ctypes.c_void_p).value, boxes.ctypes.data
    targets = range(start, start + boxes.nbytes, ctypes.sizeof(pdfium.FS_RECTF))
    deque(map(_LOOSE_BOX, repeat(page), range(count), targets), maxlen=0)
    return boxes.astype(np.float64)


def _objects(container: Any, matrix: Matrix = IDENTITY, depth: int = 0) -> Iterator[tuple[Any, int, Matrix]]:
    """Yield what is drawn, that inside forms too, with its kind and the way from its form to the sheet."""
    count, get = pdfium.FPDFPage_CountObjects, pdfium.FPDFPage_GetObject
    if depth:
        count, get = pdfium.FPDFFormObj_CountObjects, pdfium.FPDFFormObj_GetObject
    for at in range(count(container)):
        drawn = get(container, at)
        kind = pdfium.FPDFPageObj_GetType(drawn)
        yield drawn, kind, matrix
        if kind == pdfium.FPDF_PAGEOBJ_FORM and depth < MAX_NESTING:
            yield from _objects(drawn, _matrix(drawn).then(matrix), depth + 1)


def _matrix(drawn: Any) -> Matrix:
    raw = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(drawn, raw):
        return IDENTITY
    return Matrix(raw.a, raw.b, raw.c, raw.d, raw.e, raw.f)


def _shapes(path: Any, form: Matrix, frame: Frame) -> list[Shape]:
    """Return the visible shapes of a path, as shown."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(path, fill, stroke)
    filled = bool(fill.value) and not _is_white(pdfium.FPDFPageObj_GetFillColor, path)
    stroked = bool(stroke.value) and not _is_white(pdfium.FPDFPageObj_GetStrokeColor, path)
    if not (filled or stroked):
        return []
    matrix = _matrix(path).then(form)
    shapes: list[Shape] = []
    for points, curved in _outlines(path):
        shown = [frame.point(*matrix.apply(x, y)) for x, y in points]
        shapes += shapes_of_path(shown, stroked=stroked, curved=curved)
    return shapes


def _is_white(get_colour: Any, path: Any) -> bool:
    """Tell what cannot be seen on white paper: white or wholly transparent."""
    red, green, blue, opacity = (ctypes.c_uint() for _ in range(4))
    if not get_colour(path, red, green, blue, opacity):
        return False
    return opacity.value == 0 or min(red.value, green.value, blue.value) >= _WHITE


def _outlines(path: Any) -> Iterator[tuple[list[tuple[float, float]], bool]]:
    """Yield the strokes of a path drawn without lifting the pen, and whether any of them is curved."""
    points: list[tuple[float, float]] = []
    curved = False
    x, y = ctypes.c_float(), ctypes.c_float()
    for at in range(min(pdfium.FPDFPath_CountSegments(path), MAX_OBJECTS)):
        segment = pdfium.FPDFPath_GetPathSegment(path, at)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO and points:
            yield points, curved
            points, curved = [], False
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        points.append((x.value, y.value))
        curved |= kind == pdfium.FPDF_SEGMENT_BEZIERTO
        if pdfium.FPDFPathSegment_GetClose(segment):
            points.append(points[0])
    if points:
        yield points, curved
