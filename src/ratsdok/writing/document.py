"""A letter's paragraphs put on letter paper: the DOCX itself."""

from __future__ import annotations

import io
from collections.abc import Sequence
from copy import copy
from typing import Any

import docx
from docx.document import Document as DocxDocument
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.oxml.ns import qn
from docx.parts.numbering import NumberingPart

from ratsdok.errors import TemplateError
from ratsdok.form.styles import POINTS, Style
from ratsdok.writing.blocks import Block, Control, Sheet
from ratsdok.writing.controls import content_control
from ratsdok.writing.lists import Lists
from ratsdok.writing.properties import Properties, set_properties
from ratsdok.writing.stationery import PLACEHOLDER
from ratsdok.writing.template import NamedStyles
from ratsdok.writing.xml import element, run, twips

_GUTTER = 10.0
"""Between the two columns of signatures, in millimetres."""

_BEHIND_COLUMNS = {
    qn(f"w:{tag}")
    for tag in (
        "formProt", "vAlign", "noEndnote", "titlePg", "textDirection", "bidi", "rtlGutter", "docGrid",
        "printerSettings",
    )
}  # fmt: skip
"""What stands behind the columns among a section's properties (ECMA-376-1, 17.6.17)."""


def put_on(paper: bytes, sheet: Sheet, properties: Properties, *, name: str) -> bytes:
    """Put a letter on letter paper.

    Args:
        paper: a DOCX whose styles and page are taken; text in it is not.
        sheet: the letter's parts.
        properties: title, author and keywords of the document.
        name: what to call the paper in an error.

    Raises:
        TemplateError: the paper is no DOCX, or lacks styles; all of them are named.
    """
    document = _opened(paper, name)
    writer = _Writer(NamedStyles(document.styles.element, name), _numbering(document))
    body = document.element.body
    page = body.get_or_add_sectPr()
    for child in list(body):
        body.remove(child)
    sides = bool(sheet.signed) + bool(sheet.acknowledged)
    sections = [(list(map(writer.paragraph, sheet.body)), 1), (writer.columns(sheet), sides)]
    sections.append((list(map(writer.paragraph, sheet.annexes)), 1))
    _fill(body, page, [section for section in sections if section[0]])
    writer.finish()
    set_properties(document, properties)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _opened(paper: bytes, name: str) -> DocxDocument:
    try:
        return docx.Document(io.BytesIO(paper))
    except Exception as error:  # python-docx promises no type of error for what is no DOCX
        raise TemplateError("the template is no DOCX, or broken", source=name) from error


def _numbering(document: DocxDocument) -> Any:
    """Return the root of the part that holds the lists; paper that has none gets one."""
    part = document.part
    try:
        return part.part_related_by(RELATIONSHIP_TYPE.NUMBERING).element  # type: ignore[attr-defined]
    except KeyError:
        root = element("numbering")
        made = NumberingPart(PackURI("/word/numbering.xml"), CONTENT_TYPE.WML_NUMBERING, root, part.package)
        part.relate_to(made, RELATIONSHIP_TYPE.NUMBERING)
        return root


def _fill(body: Any, page: Any, sections: Sequence[tuple[Sequence[Any], int]]) -> None:
    """Put sections into the body: paragraphs, and how many columns they are set in.

    The properties of the last section stand at the body's end, those of others in their last paragraph; the
    first one's tell what the page is like, the others go on where it stops.
    """
    for index, (paragraphs, columns) in enumerate(sections):
        body.extend(paragraphs)
        section = _section(page, columns, continuous=index > 0)
        is_last = index + 1 == len(sections)
        (body if is_last else paragraphs[-1].get_or_add_pPr()).append(section)


def _section(page: Any, columns: int, *, continuous: bool) -> Any:
    """Return the properties of a section, in the order of the schema (ECMA-376-1, 17.6.17)."""
    made = copy(page)
    dropped = {"cols", *(("headerReference", "footerReference", "titlePg", "type") if continuous else ())}
    for child in [child for child in made if child.tag in {qn(f"w:{tag}") for tag in dropped}]:
        made.remove(child)
    if continuous:
        made.insert(0, element("type", val="continuous"))
    behind = (i for i, child in enumerate(made) if child.tag in _BEHIND_COLUMNS)
    made.insert(next(behind, len(made)), element("cols", num=columns, space=twips(_GUTTER)))
    return made


class _Writer:
    """Makes paragraphs, and counts lists and content controls."""

    def __init__(self, styles: NamedStyles, numbering: Any) -> None:
        self._styles = styles
        self._lists = Lists(numbering)
        self._controls = 0

    def paragraph(self, block: Block) -> Any:
        """Return a paragraph."""
        style = element("pStyle", val=self._styles.id_of(block.style))
        # Some programs take a frame only from the paragraph itself, not from its style.
        properties = element("pPr", style, self._styles.frame_of(block.style), self._list(block))
        return element("p", properties, *map(self._piece, block.pieces))

    def columns(self, sheet: Sheet) -> list[Any]:
        """Return the signatures' two columns: who signed, and behind a column break who took note."""
        made = list(map(self.paragraph, [*sheet.signed, *sheet.acknowledged]))
        if sheet.signed and sheet.acknowledged:
            made[len(sheet.signed)].insert(1, element("r", element("br", type="column")))
        return made

    def finish(self) -> None:
        """Write down the lists that were counted."""
        self._lists.write([self._styles.indent_of(style) for style in (*POINTS, Style.ATTACHMENT)])

    def _list(self, block: Block) -> Any | None:
        if block.listed:
            place = self._lists.bullets(), 0
        elif block.label:
            place = self._lists.place(block.label)
        else:
            return None
        return element("numPr", element("ilvl", val=place[1]), element("numId", val=place[0]))

    def _piece(self, piece: str | Control) -> Any:
        if isinstance(piece, str):
            return run(piece)
        self._controls += 1
        return content_control(piece, self._controls, self._styles.id_of(PLACEHOLDER))
