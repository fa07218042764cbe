"""Words with their places -> lines: words side by side on one baseline, without a gap as wide as a gutter."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from ratsdok.page import Box, Line
from ratsdok.reading.words import Piece, level, same_place

GUTTER = 1.3
"""The gap, in heights of the words beside it, that parts columns. That is one and a half times the font size:
a justified line stretches its blanks to one font size at most, and gutters begin at about two."""

BACKWARDS = 0.3
"""How far a word may begin before the end of the one on its left, in heights: kerning, italics."""

_BAND = 0.5
"""Words whose middles differ by less, in heights, may stand on one line."""

_Run = list[Piece]


def lines_of(pieces: Iterable[Piece], tables: Sequence[Sequence[Sequence[Box]]] = ()) -> tuple[Line, ...]:
    """Put words into lines, from the top of the page to its bottom.

    Args:
        pieces: the words, in the order of the file.
        tables: ruled tables as rows of cells. The words of a row become one line, cell after cell.
    """
    upright: list[Piece] = []
    askew: list[Piece] = []
    for piece in pieces:
        (upright if piece.upright else askew).append(piece)
    free, rows = _sorted_into_rows(upright, tables)
    runs = [*_fused(_runs(free)), *rows, *_runs(askew, _follows_sideways)]
    runs.sort(key=lambda run: (run[0].box.top, run[0].box.x0))
    return tuple(Line.of_words([(piece.text, piece.box, piece.confidence) for piece in run]) for run in runs)


def _follows(last: Box, box: Box) -> bool:
    """Tell whether a word continues the line that another one ends."""
    high = max(last.bottom - last.top, box.bottom - box.top)
    return -BACKWARDS * high <= box.x0 - last.x1 < GUTTER * high and level(last, box)


def _follows_sideways(last: Box, box: Box) -> bool:
    """Tell the same of words that are printed upwards or downwards."""
    shared = min(last.x1, box.x1) - max(last.x0, box.x0)
    width = max(last.x1 - last.x0, box.x1 - box.x0)
    return shared * 2 >= width and max(last.top, box.top) - min(last.bottom, box.bottom) < GUTTER * width


def _runs(pieces: list[Piece], follows: Callable[[Box, Box], bool] = _follows) -> list[_Run]:
    """Chain words that follow each other in the file and on paper: nearly all do."""
    runs: list[_Run] = []
    for piece in pieces:
        if runs and follows(runs[-1][-1].box, piece.box):
            runs[-1].append(piece)
        else:
            runs.append([piece])
    return runs


def _fused(runs: list[_Run]) -> list[_Run]:
    """Chain runs that stand side by side on paper, whatever their order in the file."""
    fused: list[_Run] = []
    for band in _bands(runs):
        chains: list[_Run] = []
        for run in _across(band):
            chain = next((c for c in reversed(chains) if _follows(c[-1].box, run[0].box)), None)
            if chain is None:
                chains.append(run)
            else:
                chain.extend(run)
        fused.extend(chains)
    return fused


def _bands(runs: list[_Run]) -> Iterator[list[_Run]]:
    """Yield the runs that share a height on the page."""
    band: list[_Run] = []
    for run in sorted(runs, key=lambda run: run[0].box.middle):
        first = band[0][0].box if band else run[0].box
        if run[0].box.middle - first.middle > _BAND * first.height:
            yield band
            band = []
        band.append(run)
    if band:
        yield band


def _sorted_into_rows(
    pieces: list[Piece], tables: Sequence[Sequence[Sequence[Box]]]
) -> tuple[list[Piece], list[_Run]]:
    """Part the words inside tables, a run of words a row, from those outside."""
    if not tables:
        return pieces, []
    cells = [cell for table in tables for row in table for cell in row]
    filled: dict[Box, list[Piece]] = {}
    free: list[Piece] = []
    for piece in pieces:
        cell = next((cell for cell in cells if _holds(cell, piece.box)), None)
        (free if cell is None else filled.setdefault(cell, [])).append(piece)
    rows = [
        [piece for cell in row for piece in _read(filled.get(cell, []))] for table in tables for row in table
    ]
    return free, [row for row in rows if row]


def _holds(cell: Box, box: Box) -> bool:
    return cell.x0 <= (box.x0 + box.x1) / 2 <= cell.x1 and cell.top <= box.middle <= cell.bottom


def _read(pieces: list[Piece]) -> Iterator[Piece]:
    """Yield the words of a cell, line by line."""
    for band in _bands(_runs(pieces)):
        for run in _across(band):
            yield from run


def _across(band: list[_Run]) -> list[_Run]:
    """Order the runs of a band from left to right, without words printed again on the same place.

    Such words, printed twice to look bold, never follow each other in one run.
    """
    if len(band) == 1:
        return band
    seen: dict[str, list[Box]] = {}
    across = []
    for run in sorted(band, key=lambda run: run[0].box.x0):
        kept = []
        for piece in run:
            places = seen.setdefault(piece.text, [])
            if not any(same_place(piece.box, place) for place in places):
                places.append(piece.box)
                kept.append(piece)
        if kept:
            across.append(kept)
    return across
