"""The annual report's pages as WordprocessingML (ECMA-376-1, 17), in texts: nothing here knows a library.

A paragraph is a text of its own, and so is a table's row: of thousands, each is made and parsed alone.
Measures are in millimetres, font sizes in points.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr

from ratsdok.exporting.cells import printable
from ratsdok.reporting.annual.styles import NAMESPACE, TABLE_STYLE, style_id, twips


class Column(NamedTuple):
    """A column of a table: its title, its width, and whether it holds numbers."""

    title: str
    width: float
    is_number: bool = False


class Cell(NamedTuple):
    """What stands in a cell: lines, each with what of it is set in bold type in front."""

    lines: Sequence[tuple[str, str]]
    style: str = "Tabellentext"


def text_cell(text: str, *, bold: bool = False, number: bool = False) -> Cell:
    """Return a cell of a text; each of its lines is a paragraph."""
    lines = [(line, "") if bold else ("", line) for line in text.split("\n")]
    return Cell(lines, "Tabellenzahl" if number else "Tabellentext")


def paragraph(style: str, text: str, *, bold: str = "", on_new_page: bool = False) -> str:
    """Return a paragraph.

    Args:
        style: its name.
        text: what it says.
        bold: what is set in bold type before that.
        on_new_page: whether it begins one.
    """
    runs = (_run(bold, "<w:rPr><w:b/></w:rPr>") if bold else "") + (_run(text) if text else "")
    begins = "<w:pageBreakBefore/>" if on_new_page else ""
    return f'<w:p {NAMESPACE}><w:pPr><w:pStyle w:val="{style_id(style)}"/>{begins}</w:pPr>{runs}</w:p>'


def footer(text: str, width: float) -> str:
    """Return the foot of a page: a text at the left, at the right which page it is of how many."""
    stop = f'<w:tabs><w:tab w:val="right" w:pos="{twips(width)}"/></w:tabs>'
    number = _run("\tSeite ") + _field("PAGE") + _run(" von ") + _field("NUMPAGES")
    properties = f'<w:pPr><w:pStyle w:val="{style_id("footer")}"/>{stop}</w:pPr>'
    return f"<w:p {NAMESPACE}>{properties}{_run(text)}{number}</w:p>"


def table(columns: Sequence[Column], caption: str) -> str:
    """Return a table that has no rows but its titles; these stand on each of its pages.

    Args:
        columns: from the left.
        caption: what it is, for those who do not see it.
    """
    grid = "".join(f'<w:gridCol w:w="{twips(column.width)}"/>' for column in columns)
    titles = (
        Cell([("", column.title)], "Tabellenkopf rechts" if column.is_number else "Tabellenkopf")
        for column in columns
    )
    return (
        f'<w:tbl {NAMESPACE}><w:tblPr><w:tblStyle w:val="{TABLE_STYLE}"/>'
        f'<w:tblW w:w="{sum(twips(column.width) for column in columns)}" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/>'
        '<w:tblLook w:val="00A0" w:firstRow="1" w:lastRow="0" w:firstColumn="1" w:lastColumn="0" '
        'w:noHBand="1" w:noVBand="1"/>'
        f"<w:tblCaption w:val={quoteattr(printable(caption))}/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
        f"{row(columns, titles, is_head=True)}</w:tbl>"
    )


def row(columns: Sequence[Column], cells: Iterable[Cell], *, is_head: bool = False) -> str:
    """Return a row; it is not divided between two pages."""
    head = "<w:tblHeader/>" if is_head else ""
    inside = "".join(_cell(column, cell) for column, cell in zip(columns, cells, strict=True))
    return f"<w:tr {NAMESPACE}><w:trPr><w:cantSplit/>{head}</w:trPr>{inside}</w:tr>"


def _cell(column: Column, cell: Cell) -> str:
    paragraphs = "".join(paragraph(cell.style, text, bold=bold) for bold, text in cell.lines)
    width = f'<w:tcPr><w:tcW w:w="{twips(column.width)}" w:type="dxa"/></w:tcPr>'
    return f"<w:tc>{width}{paragraphs or paragraph(cell.style, '')}</w:tc>"


def _run(text: str, properties: str = "") -> str:
    """Return a run of plain text: what looks like markup or a field code stays text."""
    pieces = escape(printable(text)).split("\t")
    inside = "<w:tab/>".join(f'<w:t xml:space="preserve">{each}</w:t>' if each else "" for each in pieces)
    return f"<w:r>{properties}{inside}</w:r>"


def _field(instruction: str) -> str:
    """Return a field that is computed when the document is laid out."""
    return f'<w:fldSimple w:instr="{instruction}">{_run("1")}</w:fldSimple>'
