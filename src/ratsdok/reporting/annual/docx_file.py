"""The annual report as DOCX, to be handed out: A4 across, with real styles, headings and tables."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, BinaryIO

from ratsdok.history.chain import History
from ratsdok.reporting.annual import wording
from ratsdok.reporting.annual.doubts import Doubt
from ratsdok.reporting.annual.entries import Entry
from ratsdok.reporting.annual.lists import Annual, Department, annual
from ratsdok.reporting.annual.markup import Cell, Column, footer, paragraph, row, table, text_cell
from ratsdok.reporting.annual.styles import LANGUAGE, settings, styles
from ratsdok.reporting.brief import Brief

_WIDTH = 267.0
"""Of the text, in millimetres."""
_EDGE = 15
_LONGEST_SUBJECT = 240  # characters

_SUMMARY = (
    Column("Geschäftsbereich", 95),
    Column("Offen", 25, is_number=True),
    Column("davon überfällig", 33, is_number=True),
    Column("davon ohne Termin", 35, is_number=True),
    Column("Längste Überfälligkeit (Tage)", 49, is_number=True),
    Column("Vorlage dazu", 30),
)
_OVERDUE = (
    Column("Vorlage", 23),
    Column("Gegenstand", 53),
    Column("Gremium", 34),
    Column("Geschäftsbereich", 33),
    Column("Letztes Schreiben", 23),
    Column("Zugesagte Kontrolle", 24),
    Column("Tage überfällig", 19, is_number=True),
    Column("Letzter Sachstand je Punkt", 58),
)
_UNDATED = (
    Column("Vorlage", 23),
    Column("Gegenstand", 73),
    Column("Gremium", 38),
    Column("Geschäftsbereich", 40),
    Column("Letztes Schreiben", 23),
    Column("Letzter Sachstand je Punkt", 70),
)
_DOUBTS = (
    Column("Vorlage", 23),
    Column("Geführt als", 40),
    Column("Schreiben vom", 25),
    Column("Datei", 69),
    Column("Unsicher", 110),
)


def write(histories: Iterable[History], brief: Brief, stream: BinaryIO) -> int:
    """Write the report; the same histories give the same bytes.

    Args:
        histories: of a catalogue, all as of the day of the report.
        brief: what the report is on.
        stream: to write to.

    Returns:
        How many resolutions are overdue.
    """
    report = annual(histories)
    document = _empty_document()
    body = document.element.body
    page = body.get_or_add_sectPr()
    for element in _parsed(_content(report, brief)):
        page.addprevious(element)
    _lay_out(document.sections[0], f"{wording.TITLE} · {wording.heading(brief)}")
    _set_properties(document.core_properties, brief)
    stream.write(_packed(document))
    return len(report.overdue)


Block = tuple[str, Iterable[str]]
"""A paragraph, or a table with the rows below its titles."""


def _content(report: Annual, brief: Brief) -> Iterator[Block]:
    """Yield the report from top to bottom."""
    yield paragraph("Title", wording.TITLE), ()
    yield paragraph("Subtitle", wording.heading(brief)), ()
    yield paragraph("Text", wording.summary(report)), ()
    for term, meaning in wording.terms(report, brief):
        yield paragraph("Angabe", f"\t{meaning}", bold=term), ()
    yield paragraph("heading 1", "1 Übersicht nach Geschäftsbereichen"), ()
    yield from _table(_SUMMARY, "Übersicht nach Geschäftsbereichen", _summary(report), wording.NONE_OPEN)
    yield paragraph("heading 1", f"2 {wording.TITLE}", on_new_page=bool(report.overdue)), ()
    yield from _overdue(report.departments)
    yield paragraph("heading 1", "3 Offen ohne zugesagten Termin"), ()
    if report.undated:
        yield paragraph("Text", wording.UNDATED), ()
    rows = map(_undated_row, report.undated)
    yield from _table(_UNDATED, "Offen ohne zugesagten Termin", rows, wording.NONE_UNDATED)
    yield paragraph("heading 1", "4 Unsichere Angaben"), ()
    if report.doubts:
        yield paragraph("Text", wording.DOUBTS), ()
    yield from _table(_DOUBTS, "Unsichere Angaben", map(_doubt_row, report.doubts), wording.NONE_DOUBTFUL)


def _overdue(departments: Sequence[Department]) -> Iterator[Block]:
    owing = [department for department in departments if department.overdue]
    if not owing:
        yield paragraph("Text", wording.NONE_OVERDUE), ()
    for department in owing:
        title = f"{wording.name(department)} ({wording.count(len(department.overdue))})"
        yield paragraph("heading 2", title), ()
        yield from _table(_OVERDUE, f"Überfällig: {title}", map(_overdue_row, department.overdue))


def _table(
    columns: Sequence[Column], caption: str, rows: Iterable[Sequence[Cell]], if_empty: str = ""
) -> Iterator[Block]:
    """Yield a table, or a sentence where it would have no rows."""
    made = [row(columns, cells) for cells in rows]
    if made:
        yield table(columns, caption), made
        yield paragraph("Nach Tabelle", ""), ()
    else:
        yield paragraph("Text", if_empty), ()


def _summary(report: Annual) -> Iterator[list[Cell]]:
    for each in report.departments:
        yield _summary_row(wording.name(each), each)
    if len(report.departments) > 1:
        yield _summary_row(wording.TOTAL, report)


def _summary_row(name: str, counted: Annual | Department) -> list[Cell]:
    longest, is_total = counted.longest, isinstance(counted, Annual)
    told = (
        wording.count(counted.open),
        wording.uncertain(len(counted.overdue), counted.doubtful),
        wording.count(len(counted.undated)),
        wording.days(longest) if longest else "–",
    )
    numbers = [text_cell(text, bold=is_total, number=True) for text in told]
    return [
        text_cell(name, bold=is_total),
        *numbers,
        text_cell(wording.words(longest.paper) if longest else "–", bold=is_total),
    ]


def _overdue_row(entry: Entry) -> list[Cell]:
    return [
        *_resolution(entry),
        text_cell(wording.day(entry.written)),
        text_cell(wording.promised(entry)),
        text_cell(wording.days(entry), number=True),
        _standing(entry),
    ]


def _undated_row(entry: Entry) -> list[Cell]:
    return [*_resolution(entry), text_cell(wording.day(entry.written)), _standing(entry)]


def _resolution(entry: Entry) -> Iterator[Cell]:
    yield text_cell(wording.paper(entry), bold=True)
    yield text_cell(wording.subject(entry, _LONGEST_SUBJECT))
    yield text_cell(wording.words(entry.committee))
    yield text_cell(wording.words(entry.department))


def _standing(entry: Entry) -> Cell:
    lines = [(f"{label}: " if label else "", text) for label, text in wording.standing(entry.points)]
    return Cell(lines, "Sachstand")


def _doubt_row(doubt: Doubt) -> list[Cell]:
    return [
        text_cell(doubt.paper, bold=True),
        text_cell(doubt.standing),
        text_cell(wording.day(doubt.written)),
        text_cell(doubt.document.name),
        text_cell("; ".join(doubt.what)),
    ]


def _parsed(blocks: Iterable[Block]) -> Iterator[Any]:
    """Yield paragraphs and tables as elements."""
    from docx.oxml import parse_xml  # noqa: PLC0415 - takes time that other formats should not

    for text, rows in blocks:
        element = parse_xml(text)
        element.extend(parse_xml(each) for each in rows)
        yield element


def _empty_document() -> Any:
    """Return a document with our styles and settings and without what python-docx's template brings along."""
    import docx  # noqa: PLC0415 - as above
    from docx.opc.constants import RELATIONSHIP_TYPE as TYPE  # noqa: PLC0415 - as above
    from docx.oxml import parse_xml  # noqa: PLC0415 - as above

    document = docx.Document()
    part = document.part
    for owner, kept in (
        (part.package, {TYPE.OFFICE_DOCUMENT, TYPE.CORE_PROPERTIES}),
        (part, {TYPE.STYLES, TYPE.SETTINGS, TYPE.THEME}),
    ):
        for key in [key for key, each in owner.rels.items() if each.reltype not in kept]:
            del owner.rels[key]
    for root, text in ((document.styles.element, styles()), (document.settings.element, settings())):
        root[:] = list(parse_xml(text))
    return document


def _lay_out(section: Any, text: str) -> None:
    """Set page, margins and the foot of each page."""
    from docx.enum.section import WD_ORIENT  # noqa: PLC0415 - as above
    from docx.oxml import parse_xml  # noqa: PLC0415 - as above
    from docx.shared import Mm  # noqa: PLC0415 - as above

    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin = section.right_margin = Mm(_EDGE)
    section.top_margin, section.bottom_margin = Mm(_EDGE), Mm(_EDGE + 3)
    section.footer_distance = Mm(8)
    section.footer.is_linked_to_previous = False
    section.footer._element[:] = [parse_xml(footer(text, _WIDTH))]


def _set_properties(core: Any, brief: Brief) -> None:
    core.title = f"{wording.TITLE}, {wording.heading(brief)}"
    core.subject = wording.TITLE
    core.language = LANGUAGE
    core.author = core.comments = core.keywords = core.last_modified_by = ""
    core.revision = 1
    core.created = core.modified = dt.datetime.combine(brief.as_of, dt.time())


def _packed(document: Any) -> bytes:
    """Return a document's bytes, whenever it is made: a package has no time of its own."""
    made, same = io.BytesIO(), io.BytesIO()
    document.save(made)
    with zipfile.ZipFile(made) as source, zipfile.ZipFile(same, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(zipfile.ZipInfo(name), source.read(name), zipfile.ZIP_DEFLATED)
    return same.getvalue()
