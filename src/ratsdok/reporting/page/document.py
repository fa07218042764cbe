"""The page: its template filled.

The file loads nothing, and a browser that reads it is told so: its content security policy allows the one
style sheet and the two scripts whose checksums it names. Histories pass one by one; what stays of each is its
row in the list.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from ratsdok.archive.selection import Selection
from ratsdok.exporting.cells import german_day, printable
from ratsdok.history.chain import History
from ratsdok.reporting import german
from ratsdok.reporting.brief import Brief
from ratsdok.reporting.page import charts, listing, wording
from ratsdok.reporting.page.figures import STATES, Figures, Tally, in_order
from ratsdok.reporting.page.listing import Anchors, Facet, Row
from ratsdok.reporting.page.packing import GROUP, Parts
from ratsdok.reporting.page.parts import part_of

LIMIT = 2**20
"""Bytes of all parts up to which they stand in the page as they are, readable without a script."""

_MOST_BARS = 10
"""Names of which a chart shows the numbers at once; the others are folded up."""

_COLUMNS = (
    ("paper", "Vorlage"),
    ("subject", "Gegenstand"),
    ("committee", "Gremium"),
    ("department", "Geschäftsbereich"),
    ("state", "Stand"),
    ("due", "Nächste Kontrolle"),
    ("last", "Letztes Schreiben"),
)
_HERE = Path(__file__).parent
_PIECES = 256  # of the template's output that are written at once


def write(histories: Iterator[History], brief: Brief, stream: BinaryIO) -> int:
    """Write the page; the same histories give the same bytes.

    Args:
        histories: of the resolutions, each needed only while it passes.
        brief: the day, and what was asked for.
        stream: where to.

    Returns:
        How many resolutions it holds.
    """
    environment = _environment()
    template = environment.get_template("part.html")
    figures, anchors = Figures(), Anchors()
    rows: list[Row] = []
    with Parts(LIMIT) as parts:
        for place, history in enumerate(histories):
            anchor = anchors.of(history)
            figures.add(history)
            rows.append(listing.row_of(history, anchor, place))
            parts.add(template.render(part=part_of(history, anchor, brief.folder)))
        page = environment.get_template("report.html").stream(
            **_head(brief), **_list(rows), **_charts(figures, rows), plain=parts.plain, packs=parts.groups()
        )
        page.enable_buffering(_PIECES)
        for text in page:
            stream.write(text.encode())
    return len(rows)


def _head(brief: Brief) -> dict[str, Any]:
    """Return what does not depend on the histories."""
    style, early, *scripts = (
        (_HERE / name).read_text("utf-8")
        for name in ("report.css", "early.js", "report_list.js", "report_parts.js")
    )
    script = "\n".join(scripts)
    return {
        "policy": _policy(style, early, script),
        "style": style,
        "early": early,
        "script": script,
        "as_of": brief.as_of,
        "chosen": _chosen(brief.selection),
        "is_confidential": brief.selection.confidential,
        "group": GROUP,
    }


def _list(rows: list[Row]) -> dict[str, Any]:
    facets = listing.facets_of(rows)
    return {
        "rows": listing.in_order(rows),
        "shown": listing.SHOWN,
        "columns": _COLUMNS,
        "facets": facets,
        "several_cities": any(facet.name == "profile" for facet in facets),
        "data": listing.data_of(rows, facets),
        "unread": german.UNREAD,
    }


def _charts(figures: Figures, rows: list[Row]) -> dict[str, Any]:
    facets = {facet.name: facet for facet in listing.facets_of(rows)}
    years = {year: tally for year, tally in figures.years.items() if year is not None}
    by_year = sorted(figures.years.items(), key=lambda each: each[0] or 0)
    named_years = [(str(year) if year else None, tally) for year, tally in reversed(by_year)]
    return {
        "figures": figures,
        "states": [(state, figures.states.of[state], wording.EXPLAINED[state]) for state in STATES],
        "whole": charts.standing(figures.states),
        "key": charts.LEGEND,
        "departments": _bars(in_order(figures.departments), facets["department"], german.UNREAD),
        "committees": _bars(in_order(figures.committees), facets["committee"], german.UNREAD),
        "years": charts.columns_of(years),
        "year_bars": _bars(named_years, facets["year"], german.UNKNOWN),
        "ages": charts.classes_of(wording.AGE_CLASSES, figures.ages),
        "delays": charts.classes_of(wording.DELAY_CLASSES, figures.delays),
        "most_bars": _MOST_BARS,
        "height": charts.HEIGHT,
    }


def _bars(tallies: Iterable[tuple[str | None, Tally]], facet: Facet, unread: str) -> list[charts.Bar]:
    """Return bars, each with the value by which the list is filtered."""
    values = {words: value for value, words, _ in facet.options}
    named = ((printable(name) if name else unread, tally) for name, tally in tallies)
    return charts.bars_of((name, values.get(name), tally) for name, tally in named)


def _chosen(selection: Selection) -> str:
    """Return what was asked for, as people read it."""
    asked = {
        "Vorlage": selection.papers,
        "Gremium": selection.committees,
        "Stadtprofil": (selection.profile,) if selection.profile else (),
    }
    return "; ".join(f"{label} {', '.join(values)}" for label, values in asked.items() if values)


def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_HERE),
        autoescape=True,  # what letters say stays text
        undefined=StrictUndefined,
        finalize=lambda value: (
            printable(value) if type(value) is str else value
        ),  # not what is markup already
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(
        counted=german.counted,
        day=german_day,
        days=german.days,
        long_day=german.long_day,
        number=german.number,
        share=german.share,
    )
    return environment


def _policy(style: str, *scripts: str) -> str:
    own = " ".join(map(_checksum, scripts))
    return (
        f"default-src 'none'; img-src data:; style-src {_checksum(style)}; script-src {own}; "
        "base-uri 'none'; form-action 'none'"
    )


def _checksum(text: str) -> str:
    """Return a text's checksum as a content security policy names it."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode('ascii')}'"
