"""XLSX: a workbook with a sheet each for letters, points and next checks, and one that explains them."""

from __future__ import annotations

import datetime as dt
from tempfile import TemporaryDirectory
from typing import Any, BinaryIO

from ratsdok.exporting.cells import Cell, german, german_day, printable
from ratsdok.exporting.columns import Kind, Row, Table
from ratsdok.exporting.explanation import explanation
from ratsdok.exporting.material import Material
from ratsdok.exporting.tables import CHECKS, LETTERS, POINTS, rows_of_letter

MOST_ROWS = 1_048_576
"""Rows of a sheet, its titles included; Excel's limit."""
MOST_CHARACTERS = 32_767
"""UTF-16 units of a cell; Excel's limit."""

_CUT = " … [gekürzt: der ganze Text steht im Export nach JSONL]"
_NO_LETTERS = dt.date(2000, 1, 1)
_FIRST_DAY = dt.date(1900, 3, 1)  # before it programs count days differently
_A3 = 8
_HEIGHTS = ("row_info", "set_rows", "row_sizes")  # where versions of xlsxwriter keep them
_LINES = 12  # of text that a row shows; `explanation` says so
_LINE_HEIGHT = 15  # points


def write(material: Material, stream: BinaryIO) -> int:
    """Write the workbook, row by row: little of it is in memory.

    The same letters give the same bytes: the newest letter's date is the file's.

    Returns:
        How many letters it has.
    """
    import xlsxwriter  # noqa: PLC0415 - takes time that other formats should not
    from xlsxwriter.exceptions import FileCreateError  # noqa: PLC0415 - as above

    with TemporaryDirectory(prefix="ratsdok-", ignore_cleanup_errors=True) as folder:
        options = {"constant_memory": True, "tmpdir": folder, "use_zip64": True}
        book = xlsxwriter.Workbook(stream, options)
        count, newest = _fill(_Book(book, material), material)
        book.set_properties({"title": "Beschlusskontrollen", "created": _midnight(newest)})
        try:
            book.close()
        except FileCreateError as error:
            raise error.args[0] from None  # the OSError that it hides
    return count


def _fill(book: _Book, material: Material) -> tuple[int, dt.date]:
    """Write all sheets; return how many letters there are and the date of the newest."""
    letters, points, checks = (_Sheet(book, table) for table in (LETTERS, POINTS, CHECKS))
    count, newest = 0, _NO_LETTERS
    for count, entry in enumerate(material.letters(), 1):  # noqa: B007 - the last count is asked for
        newest = max(newest, entry.letter.date or newest)
        letters.add(Row(entry))
        for row in rows_of_letter(entry):
            points.add(row)
    for row in CHECKS.rows(material):
        checks.add(row)
    for sheet in (letters, points, checks):
        sheet.finish()
    _explain(book, material)
    return count, newest


class _Book:
    """A workbook and the looks of its cells."""

    def __init__(self, book: Any, material: Material) -> None:
        self.book = book
        self.material = material
        self.title = book.add_format(
            {
                "bold": True,
                "font_color": "#FFFFFF",
                "bg_color": "#1F3B57",
                "text_wrap": True,
                "valign": "vcenter",
                "border": 1,
                "border_color": "#FFFFFF",
            }
        )
        self.bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        self.looks = {
            (kind, doubtful): book.add_format(_look(kind, doubtful))
            for kind in Kind
            for doubtful in (False, True)
        }


def _look(kind: Kind, doubtful: bool) -> dict[str, Any]:
    look: dict[str, Any] = {"valign": "top", "text_wrap": True, "bottom": 4, "bottom_color": "#B8C4CE"}
    if kind is Kind.DATE:
        look |= {"num_format": "dd.mm.yyyy", "align": "left"}
    if kind is Kind.COUNT:
        look |= {"num_format": "0", "align": "center"}
    if kind is Kind.CHECKSUM:
        look |= {"text_wrap": False, "align": "fill"}  # cut at the cell's edge
    if doubtful:  # told by its slant too, for whoever prints it or sees no colours
        look |= {"italic": True, "font_color": "#7A3E00", "bg_color": "#FFF1D6"}
    return look


class _Sheet:
    """A table on a sheet, and on further ones where it is longer than a sheet may be."""

    def __init__(self, book: _Book, table: Table) -> None:
        self._book = book
        self._table = table
        self._columns = table.columns_for(book.material.wishes)
        self._sheets = 0
        self._begin()

    def add(self, row: Row) -> None:
        """Add a row."""
        if self._row >= MOST_ROWS:
            self.finish()
            self._begin()
        longest = 1
        for at, column in enumerate(self._columns):
            value = german(column, row)
            self._put(at, value, self._book.looks[column.kind, column.is_doubtful(row)])
            if column.kind is not Kind.CHECKSUM:
                longest = max(longest, _lines(value, column.width))
        self._sheet.set_row(self._row, min(longest, _LINES) * _LINE_HEIGHT)
        self._forget(self._row - 2)
        self._row += 1

    def _forget(self, row: int) -> None:
        """Forget the height of a row that is written already: a million of them take 300 MB."""
        for heights in _HEIGHTS:
            getattr(self._sheet, heights, {}).pop(row, None)

    def finish(self) -> None:
        """Put the filter on all rows there are."""
        self._sheet.autofilter(0, 0, max(self._row - 1, 1), len(self._columns) - 1)

    def _begin(self) -> None:
        self._sheets += 1
        number = f" ({self._sheets})" if self._sheets > 1 else ""
        self._sheet = self._book.book.add_worksheet(self._table.title + number)
        self._sheet.freeze_panes(1, 1)
        self._sheet.set_landscape()
        self._sheet.set_paper(_A3)
        self._sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)  # inches
        self._sheet.fit_to_pages(1, 0)
        self._sheet.repeat_rows(0)
        self._sheet.set_footer("&L&A&RSeite &P von &N")
        self._sheet.set_row(0, 2 * _LINE_HEIGHT + 2)
        for at, column in enumerate(self._columns):
            self._sheet.set_column(at, at, column.width)
            self._sheet.write_string(0, at, column.title, self._book.title)
        self._row = 1

    def _put(self, at: int, value: Cell, look: Any) -> None:
        """Write a cell of its own type; texts never become formulas, links or numbers."""
        if isinstance(value, dt.date) and value < _FIRST_DAY:
            value = german_day(value)
        if isinstance(value, dt.date):
            self._sheet.write_datetime(self._row, at, _midnight(value), look)
        elif isinstance(value, int):
            self._sheet.write_number(self._row, at, value, look)
        elif value:
            self._sheet.write_string(self._row, at, self._fitting(value), look)
        else:
            self._sheet.write_blank(self._row, at, None, look)

    def _fitting(self, text: str) -> str:
        """Return a text that a cell can hold; what does not fit is cut, said and counted."""
        text = printable(text)
        if len(text) > MOST_CHARACTERS // 2 and _units(text) > MOST_CHARACTERS:
            self._book.material.shortened += 1
            units = text.encode("utf-16-le")[: 2 * (MOST_CHARACTERS - len(_CUT))]
            text = units.decode("utf-16-le", errors="ignore") + _CUT
        return f" {text}" if text.startswith("<r>") else text  # xlsxwriter takes that for markup of its own


def _explain(book: _Book, material: Material) -> None:
    sheet = book.book.add_worksheet("Erläuterung")
    sheet.hide_gridlines(2)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 1)
    sheet.set_column(0, 0, 28)
    sheet.set_column(1, 1, 90)
    looks = book.looks
    for at, (term, meaning, doubtful) in enumerate(explanation(material)):
        sheet.write_string(at, 0, term, looks[Kind.TEXT, True] if doubtful else book.bold)
        sheet.write_string(at, 1, meaning, looks[Kind.TEXT, False])


def _lines(value: Cell, width: int) -> int:
    """Return about how many lines a value takes in a column of this width, in characters."""
    if not isinstance(value, str):
        return 1
    return sum(1 + len(line) // width for line in value.split("\n"))


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _midnight(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time())
