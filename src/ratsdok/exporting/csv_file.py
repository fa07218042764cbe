"""CSV: for a German Excel, or plain for programs."""

from __future__ import annotations

import csv
import datetime as dt
import io
from typing import BinaryIO

from ratsdok.exporting.cells import Cell, german, german_day, guarded, plain, printable
from ratsdok.exporting.columns import Column, Kind, Row
from ratsdok.exporting.material import Material
from ratsdok.exporting.tables import TABLES


class GermanExcel(csv.Dialect):
    """What Excel opens with a double click where Windows is German; byte order mark aside."""

    delimiter = ";"
    quotechar = '"'
    doublequote = True
    lineterminator = "\r\n"
    quoting = csv.QUOTE_ALL


class Plain(csv.Dialect):
    """Commas, quotation marks where they are needed, one line feed a row."""

    delimiter = ","
    quotechar = '"'
    doublequote = True
    lineterminator = "\n"
    quoting = csv.QUOTE_MINIMAL


def write(material: Material, stream: BinaryIO) -> int:
    """Write the table that is wished as CSV.

    For a German Excel: UTF-8 with a byte order mark, `dd.mm.yyyy`, German titles and words, texts guarded
    against being taken for formulas. Plain: UTF-8, ISO 8601, names and codes in English, texts as they are.

    Returns:
        How many rows it has, the titles aside.
    """
    wishes = material.wishes
    table = TABLES[wishes.table]
    columns = table.columns_for(wishes)
    encoding, dialect = ("utf-8", Plain) if wishes.plain else ("utf-8-sig", GermanExcel)
    cell = _plain_cell if wishes.plain else _german_cell
    text = io.TextIOWrapper(stream, encoding, newline="", write_through=True)
    count = 0
    try:
        writer = csv.writer(text, dialect)
        writer.writerow([column.name if wishes.plain else column.title for column in columns])
        for count, row in enumerate(table.rows(material), 1):  # noqa: B007 - the last count is asked for
            writer.writerow([cell(column, row) for column in columns])
    finally:
        text.detach()  # or the stream would be closed with it
    return count


def _german_cell(column: Column, row: Row) -> Cell:
    value = german(column, row)
    if isinstance(value, dt.date):
        return german_day(value)
    if not isinstance(value, str) or not value:
        return value
    if column.kind is Kind.LABEL:
        return f"Punkt {value}"  # 1.1 would become the first of January
    return guarded(printable(value))


def _plain_cell(column: Column, row: Row) -> Cell:
    value = plain(column, row)
    if isinstance(value, dt.date):
        return value.isoformat()
    return value.replace("\0", "\ufffd") if isinstance(value, str) else value  # readers stumble over NUL
