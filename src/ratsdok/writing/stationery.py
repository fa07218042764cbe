"""The built-in letter paper: page, named styles, page numbers and fold marks, as a DOCX without text.

All looks are here, in the styles; what a letter says is put on it by `document.py`. An office that wants
other looks saves such paper as a file, changes its styles in Word and names it as its template.
Measures are in millimetres, font sizes in points.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Literal, NamedTuple, get_args

from docx.document import Document as DocxDocument
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Mm

from ratsdok.form.styles import Style
from ratsdok.writing.package import empty_document
from ratsdok.writing.xml import element, field, runs, twips

Layout = Literal["hausmitteilung", "din5008"]
LAYOUTS: tuple[Layout, ...] = get_args(Layout)

LANGUAGE = "de-DE"
PLACEHOLDER = "Offene Stelle"
"""The character style of a place that is still to be filled in."""

_FONT = "Arial"
_SIZE = 11.0
_LINE = 2.0  # room between two paragraphs: half a line


class Frame(NamedTuple):
    """Where on the first page a part stands, from the left and the top edge; the text goes on below it."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Look:
    """How a part looks.

    Attributes:
        base: the style that it is a variation of.
        size: of the font; None is the base's.
        bold: whether in bold type.
        italic: whether in italics.
        before: room above.
        after: room below.
        indent: of all lines from the left margin.
        hanging: how far the first line, with a list's label, stands left of that.
        keep: whether it stays on the page of what follows.
        level: of a heading, from 0; None is text.
        frame: its own place on the page; None in the flow of the text.
    """

    base: str = "Normal"
    size: float | None = None
    bold: bool = False
    italic: bool = False
    before: float = 0.0
    after: float = 0.0
    indent: float = 0.0
    hanging: float = 0.0
    keep: bool = False
    level: int | None = None
    frame: Frame | None = None


_HEADINGS = {
    "heading 1": Look(bold=True, keep=True, level=0),
    "heading 2": Look(bold=True, before=4, after=1, keep=True, level=1),
}
_LOOKS: dict[str, Look] = {
    Style.REFERENCE: Look(bold=True, keep=True),
    Style.SUBJECT: replace(_HEADINGS["heading 1"], base="heading 1"),
    Style.SALUTATION: Look(before=6, after=_LINE, keep=True),
    Style.OPENING: Look(after=_LINE, keep=True),
    Style.RESOLUTION_HEADING: replace(_HEADINGS["heading 2"], base="heading 2"),
    Style.LEAD_IN: Look(after=_LINE, keep=True),
    Style.QUOTATION: Look(after=_LINE),
    Style.POINT: Look(after=_LINE, indent=8, hanging=8),
    Style.SUB_POINT: Look(after=_LINE, indent=18, hanging=10),
    Style.REPORT_HEADING: replace(_HEADINGS["heading 2"], base="heading 2"),
    Style.EARLIER: Look(italic=True, after=_LINE),
    Style.STATUS: Look(after=1, keep=True),
    Style.REPORT: Look(after=3),
    Style.PREVIOUS_CHECKS: Look(before=_LINE),
    Style.PAPERS: Look(before=_LINE),
    Style.NEXT_CHECK: Look(bold=True, before=4, after=_LINE),
    Style.CLOSING: Look(before=4, after=_LINE, keep=True),
    Style.ACKNOWLEDGEMENT: Look(keep=True),
    Style.DEPUTY: Look(before=_LINE, keep=True),
    Style.NAME: Look(before=14, keep=True),
    Style.OFFICE: Look(),
    Style.ATTACHMENTS: Look(bold=True, before=6, keep=True),
    Style.ATTACHMENT: Look(indent=6, hanging=6),
    Style.PAGE_NUMBER: Look(size=9),
    Style.MARK: Look(size=1),
}

# DIN 5008:2020, form B: the address field is 85 mm by 45 mm, 20 mm from the left and 45 mm from the top edge;
# its first 17.7 mm are for the return line and remarks. The information block begins at 125 mm and 50 mm.
_REMARKS = Frame(20, 45, 85, 17.7)
_ADDRESS = Frame(20, 62.7, 85, 27.3)
_INSIDE = 5.0  # from the field's left edge, so that its text stands below the margin's
_INFORMATION = Frame(125, 50, 75, 40)
_DIN_5008: dict[str, Look] = {
    Style.CITY: Look(size=14, bold=True, frame=Frame(25, 20, 165, 8)),
    Style.RETURN_LINE: Look(size=7, after=_LINE, indent=_INSIDE, frame=_REMARKS),
    Style.CONFIDENTIAL: Look(indent=_INSIDE, frame=_REMARKS),
    Style.ADDRESS_START: Look(indent=_INSIDE, frame=_ADDRESS),
    Style.ADDRESS: Look(indent=_INSIDE, frame=_ADDRESS),
    Style.LETTERHEAD: Look(bold=True, after=_LINE, frame=_INFORMATION),
    Style.DEPARTMENT: Look(after=_LINE, frame=_INFORMATION),
    Style.FILE_REFERENCE: Look(after=_LINE, frame=_INFORMATION),
    Style.DATE: Look(frame=_INFORMATION),
}
# The place of the parts on Dresden's Hausmitteilungen.
_SENT_TO = Frame(25, 42, 85, 38)
_SENT_FROM = Frame(125, 42, 65, 38)
_HAUSMITTEILUNG: dict[str, Look] = {
    Style.LETTERHEAD: Look(size=16, bold=True, frame=Frame(25, 20, 165, 8)),
    Style.CONFIDENTIAL: Look(after=4, frame=_SENT_TO),
    Style.RETURN_LINE: Look(size=8, frame=_SENT_TO),
    Style.ADDRESS_START: Look(frame=_SENT_TO),
    Style.ADDRESS: Look(frame=_SENT_TO),
    Style.CITY: Look(bold=True, frame=_SENT_FROM),
    Style.DEPARTMENT: Look(after=_LINE, frame=_SENT_FROM),
    Style.FILE_REFERENCE: Look(after=_LINE, frame=_SENT_FROM),
    Style.DATE: Look(frame=_SENT_FROM),
}
_HEADS: dict[Layout, dict[str, Look]] = {"hausmitteilung": _HAUSMITTEILUNG, "din5008": _DIN_5008}
_TEXT_FROM: dict[Layout, float] = {"hausmitteilung": 90.0, "din5008": 98.46}
"""Where the text begins on the first page, from the top edge; DIN 5008: two lines below the address."""

_FOLDS = (105.0, 148.5, 210.0)
"""Form B: fold, hole and fold marks, from the top edge."""
_MARK_FROM, _MARK_WIDTH = 5.0, 4.0
_EDGE = 12.0  # of headers and footers, from the edge of the page


@cache
def paper(layout: Layout) -> bytes:
    """Return the built-in letter paper as a DOCX."""
    document = empty_document(LANGUAGE)
    looks = {**_HEADINGS, **_LOOKS, **_HEADS[layout]}
    _set_styles(document, looks)
    _lay_out(document.sections[0], _TEXT_FROM[layout], _FOLDS if layout == "din5008" else ())
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _set_styles(document: DocxDocument, looks: dict[str, Look]) -> None:
    """Set fonts, language and the named styles."""
    fonts = element("rFonts", ascii=_FONT, hAnsi=_FONT, eastAsia=_FONT, cs=_FONT)
    size = round(2 * _SIZE)
    language = element("lang", val=LANGUAGE, eastAsia=LANGUAGE, bidi="ar-SA")
    letters = element("rPr", fonts, element("sz", val=size), element("szCs", val=size), language)
    spacing = element("spacing", before=0, after=0, line=252, lineRule="auto")
    styles = document.styles.element
    styles.append(
        element(
            "docDefaults",
            element("rPrDefault", letters),
            element("pPrDefault", element("pPr", element("widowControl"), spacing)),
        )
    )
    styles.append(_default("paragraph", "Normal"))
    styles.append(_default("character", "Default Paragraph Font"))
    styles.append(_default("numbering", "No List"))
    styles.append(_default("table", "Normal Table"))
    styles.append(_placeholder())
    styles.extend(_style(name, look) for name, look in looks.items())


def _default(kind: str, name: str) -> Any:
    return element("style", element("name", val=name), type=kind, default=1, styleId=_id(name))


def _placeholder() -> Any:
    grey = element("rPr", element("color", val="595959"))
    name = element("name", val=PLACEHOLDER)
    return element("style", name, grey, type="character", customStyle=1, styleId=_id(PLACEHOLDER))


def _id(name: str) -> str:
    return name.replace(" ", "")


def _style(name: str, look: Look) -> Any:
    """Return a paragraph style, its properties in the order of the schema (ECMA-376-1, 17.7.4.17)."""
    own = name not in _HEADINGS
    return element(
        "style",
        element("name", val=name),
        element("basedOn", val=_id(look.base)),
        element("qFormat"),
        element(
            "pPr",
            element("keepNext") if look.keep else None,
            element("keepLines") if look.keep else None,
            _frame(look.frame) if look.frame else None,
            element("spacing", before=twips(look.before), after=twips(look.after)),
            element("ind", left=twips(look.indent), hanging=twips(look.hanging)) if look.indent else None,
            None if look.level is None else element("outlineLvl", val=look.level),
        ),
        element("rPr", *_letters(look)),
        type="paragraph",
        customStyle=1 if own else None,
        styleId=_id(name),
    )


def _letters(look: Look) -> Iterable[Any]:
    if look.bold:
        yield element("b")
    if look.italic:
        yield element("i")
    if look.size:
        yield from (element("sz", val=round(2 * look.size)), element("szCs", val=round(2 * look.size)))


def _frame(frame: Frame) -> Any:
    """Return the place of a part on the page: no text stands beside it."""
    return element(
        "framePr",
        w=twips(frame.width),
        h=twips(frame.height),
        hRule="atLeast",
        wrap="notBeside",
        vAnchor="page",
        hAnchor="page",
        x=twips(frame.x),
        y=twips(frame.y),
    )


def _lay_out(section: Section, text_from: float, folds: Sequence[float]) -> None:
    """Set page size, margins, page numbers and, on the first page, room for the head and fold marks."""
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(25), Mm(20)
    section.top_margin, section.bottom_margin = Mm(25), Mm(25)
    section.header_distance = section.footer_distance = Mm(_EDGE)
    section.different_first_page_header_footer = True
    _fill(section.first_page_header, [*map(_mark, folds), _room(text_from - _EDGE)])
    _fill(section.first_page_footer, [_page_number()])
    _fill(section.footer, [_page_number()])


def _fill(part: Any, paragraphs: Sequence[Any]) -> None:
    """Put paragraphs into a header or footer, for the empty one that it comes with."""
    part.is_linked_to_previous = False
    for old in list(part._element):
        part._element.remove(old)
    part._element.extend(paragraphs)


def _page_number() -> Any:
    right = element("jc", val="right")
    properties = element("pPr", element("pStyle", val=_id(Style.PAGE_NUMBER)), right)
    return element("p", properties, *runs("Seite "), field("PAGE"), *runs(" von "), field("NUMPAGES"))


def _room(height: float) -> Any:
    """Return an empty line of a header, so high that the text begins below the head's frames."""
    line = element("spacing", before=0, after=0, line=twips(height), lineRule="exact")
    return element("p", element("pPr", element("pStyle", val=_id(Style.MARK)), line))


def _mark(y: float) -> Any:
    """Return a short line at the left edge: an empty paragraph with a border above it."""
    place = _frame(Frame(_MARK_FROM, y, _MARK_WIDTH, 1))
    place.set(qn("w:wrap"), "around")
    line = element("pBdr", element("top", val="single", sz=4, space=0, color="808080"))
    return element("p", element("pPr", element("pStyle", val=_id(Style.MARK)), place, line))
