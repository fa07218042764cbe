"""Rulings -> the cells of a page's tables; the only module that knows pdfplumber.

pdfplumber is asked only how rulings make cells. The rulings themselves come from PDFium, which has read the
page already: a second reading would take twenty times as long and count turned and cropped pages differently.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from pdfplumber.table import cells_to_tables, edges_to_intersections, intersections_to_cells, merge_edges

from ratsdok.page import Box
from ratsdok.reading.drawings import is_level

MAX_RULINGS = 2_000
"""Finding cells takes the square of the crossings; a page full of small print has fewer."""

_MEETING = 3.0  # points between rulings that are meant to meet; pdfplumber's own default


def ruled_tables(rulings: Sequence[Box]) -> list[list[list[Box]]]:
    """Return tables as rows of cells from left to right, in points.

    What has no two cells side by side is a frame around text, not a table. A cell over several rows counts to
    its first.

    Args:
        rulings: level and plumb lines in points; those beyond `MAX_RULINGS` are not looked at.
    """
    edges = merge_edges(
        [_edge(ruling) for ruling in rulings[:MAX_RULINGS]],
        snap_x_tolerance=_MEETING,
        snap_y_tolerance=_MEETING,
        join_x_tolerance=_MEETING,
        join_y_tolerance=_MEETING,
    )
    cells = intersections_to_cells(edges_to_intersections(edges, _MEETING, _MEETING))
    tables = (_rows([Box(*cell) for cell in table]) for table in cells_to_tables(cells))
    return [table for table in tables if any(len(row) > 1 for row in table)]


def _rows(cells: list[Box]) -> list[list[Box]]:
    cells.sort(key=lambda cell: (cell.top, cell.x0))
    return [list(row) for _, row in groupby(cells, key=lambda cell: cell.top)]


def _edge(ruling: Box) -> dict[str, float | str]:
    """Return a ruling in pdfplumber's form: a line without width through the middle of the stroke."""
    level = is_level(ruling)
    across, along = ruling.middle, (ruling.x0 + ruling.x1) / 2
    return {
        "orientation": "h" if level else "v",
        "x0": ruling.x0 if level else along,
        "x1": ruling.x1 if level else along,
        "top": across if level else ruling.top,
        "bottom": across if level else ruling.bottom,
        "width": ruling.x1 - ruling.x0 if level else 0.0,
        "height": 0.0 if level else ruling.height,
        "object_type": "line",
    }
