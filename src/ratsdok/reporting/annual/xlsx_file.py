"""The annual report as XLSX: lists to sort and filter, with real dates and numbers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from tempfile import TemporaryDirectory
from typing import Any, BinaryIO

from ratsdok.exporting.cells import printable
from ratsdok.exporting.xlsx import MOST_CHARACTERS, MOST_ROWS
from ratsdok.history.chain import History
from ratsdok.reporting.annual import wording
from ratsdok.reporting.annual.lists import annual
from ratsdok.reporting.annual.sheets import Cell, Column, Line, Sheet, sheets
from ratsdok.reporting.brief import Brief

_CUT = " … [gekürzt]"
_A4 = 9
_MOST_LINES = 27  # of text that a row can show; Excel's limit is 409 points
_LINE_HEIGHT = 15  # points
_FROZEN_FROM = 6
"""Columns from which the second one stays in view as well as the first."""

_FORMATS = {int: "#,##0", dt.date: "dd.mm.yyyy"}
_MARK = '" (?)"'
"""What the format of a doubtful number or day adds to it: the value stays one to calculate with."""
_PLAIN = {"valign": "top", "text_wrap": True, "bottom": 4, "bottom_color": "#B8C4CE", "align": "left"}
_DOUBTFUL = {"italic": True, "font_color": "#7A3E00", "bg_color": "#FFF1D6"}
"""Told by its slant too, for whoever prints it or sees no colours."""
_HEAD = {
    "bold": True,
    "font_color": "#FFFFFF",
    "bg_color": "#1F3B57",
    "text_wrap": True,
    "valign": "vcenter",
    "border": 1,
    "border_color": "#FFFFFF",
}


def write(histories: Iterable[History], brief: Brief, stream: BinaryIO) -> int:
    """Write the workbook; the same histories give the same bytes.

    Args:
        histories: of a catalogue, all as of the day of the report.
        brief: what the report is on.
        stream: to write to.

    Returns:
        How many resolutions are overdue.
    """
    import xlsxwriter  # noqa: PLC0415 - takes time that other formats should not
    from xlsxwriter.exceptions import FileCreateError  # noqa: PLC0415 - as above

    report = annual(histories)
    title = f"{wording.TITLE}, {wording.heading(brief)}"
    with TemporaryDirectory(prefix="ratsdok-", ignore_cleanup_errors=True) as folder:
        options = {"constant_memory": True, "tmpdir": folder, "use_zip64": True}
        workbook = xlsxwriter.Workbook(stream, options)
        workbook.set_properties({"title": title, "created": _midnight(brief.as_of)})
        book = _Book(workbook, title)
        for sheet in sheets(report, brief):
            book.add(sheet)
        told = wording.Term("Kurzfassung", wording.summary(report))
        book.explain([told, *wording.terms(report, brief), *wording.SHEETS])
        try:
            workbook.close()
        except FileCreateError as error:
            raise error.args[0] from None  # the OSError that it hides
    return len(report.overdue)


class _Book:
    """A workbook and the looks of its cells."""

    def __init__(self, book: Any, title: str) -> None:
        self._book = book
        self._title = title
        self._looks = {
            (kind, doubtful, bold): book.add_format(_look(kind, doubtful=doubtful, bold=bold))
            for kind in (str, int, dt.date)
            for doubtful in (False, True)
            for bold in (False, True)
        }
        self._head = book.add_format(_HEAD)
        self._alone = book.add_format({"italic": True})
        self._large = book.add_format({"bold": True, "font_size": 16, "font_color": "#1F3B57"})

    def add(self, sheet: Sheet) -> None:
        """Add a sheet, and further ones where it would be longer than one may be."""
        part, row, number = self._begun(sheet.name, sheet.columns), 0, 1
        for line in sheet.lines:
            if row + 2 >= MOST_ROWS:  # a row is left for the total
                part.autofilter(0, 0, row, len(sheet.columns) - 1)
                number += 1
                part, row = self._begun(f"{sheet.name} ({number})", sheet.columns), 0
            row += 1
            self._put(part, row, sheet.columns, line)
        if not row:
            part.write_string(1, 0, sheet.if_empty, self._alone)
        part.autofilter(0, 0, max(row, 1), len(sheet.columns) - 1)
        if sheet.total:
            self._put(part, row + 1, sheet.columns, sheet.total, bold=True)

    def explain(self, terms: Sequence[wording.Term]) -> None:
        """Add the sheet that says what the others are and what they rest on."""
        sheet = self._laid_out("Erläuterung")
        sheet.hide_gridlines(2)
        columns = (Column("", 28), Column("", 100))
        for at, column in enumerate(columns):
            sheet.set_column(at, at, column.width)
        sheet.write_string(0, 0, self._title, self._large)
        for row, (term, meaning) in enumerate(terms, 2):
            doubtful = term == wording.UNCERTAIN
            self._put(sheet, row, columns, [Cell(term, doubtful), Cell(meaning)])

    def _begun(self, name: str, columns: Sequence[Column]) -> Any:
        sheet = self._laid_out(name)
        sheet.freeze_panes(1, 2 if len(columns) >= _FROZEN_FROM else 1)
        sheet.repeat_rows(0)
        sheet.set_row(0, 2 * _LINE_HEIGHT + 2)
        for at, column in enumerate(columns):
            sheet.set_column(at, at, column.width)
            sheet.write_string(0, at, column.title, self._head)
        return sheet

    def _laid_out(self, name: str) -> Any:
        sheet = self._book.add_worksheet(name)
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.set_margins(left=0.4, right=0.4, top=0.75, bottom=0.6)  # inches
        sheet.fit_to_pages(1, 0)
        sheet.set_header(f"&L{self._title}")
        sheet.set_footer("&L&A&RSeite &P von &N")
        return sheet

    def _put(
        self, sheet: Any, row: int, columns: Sequence[Column], line: Line, *, bold: bool = False
    ) -> None:
        """Write a line, each cell of its own type; texts never become formulas, links or numbers."""
        lines = max(_lines(cell.value, column.width) for cell, column in zip(line, columns, strict=True))
        sheet.set_row(row, min(lines, _MOST_LINES) * _LINE_HEIGHT)
        for at, cell in enumerate(line):
            look = self._looks[type(cell.value), cell.is_doubtful, bold]
            if isinstance(cell.value, dt.date):
                sheet.write_datetime(row, at, _midnight(cell.value), look)
            elif isinstance(cell.value, int):
                sheet.write_number(row, at, cell.value, look)
            else:
                sheet.write_string(row, at, _fitting(cell.value), look)


def _look(kind: type, *, doubtful: bool, bold: bool) -> dict[str, Any]:
    look = {**_PLAIN, "bold": bold, **(_DOUBTFUL if doubtful else {})}
    if kind in _FORMATS:
        look["num_format"] = _FORMATS[kind] + (_MARK if doubtful else "")
    if kind is int:
        look |= {"align": "right", "indent": 1}
    return look


def _lines(value: str | int | dt.date, width: int) -> int:
    """Return about how many lines a value takes in a column of this width, in characters."""
    if not isinstance(value, str):
        return 1
    return sum(1 + len(line) // width for line in value.split("\n"))


def _fitting(text: str) -> str:
    """Return a text that a cell can hold; of what is too long, the cut is said."""
    text = printable(text)
    if len(text) > MOST_CHARACTERS // 2 and len(text.encode("utf-16-le")) // 2 > MOST_CHARACTERS:
        units = text.encode("utf-16-le")[: 2 * (MOST_CHARACTERS - len(_CUT))]
        text = units.decode("utf-16-le", errors="ignore") + _CUT
    return f" {text}" if text.startswith("<r>") else text  # xlsxwriter takes that for markup of its own


def _midnight(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time())
