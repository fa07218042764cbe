"""A letter's paragraphs put on letter paper: the DOCX itself."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from typing import Any

import docx
from docx.document import Document as DocxDocument
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.parts.numbering import NumberingPart

from ratsdok.errors import TemplateError
from ratsdok.form.styles import POINTS, Style
from ratsdok.writing.blocks import Block, Control, Sheet
from ratsdok.writing.controls import content_control
from ratsdok.writing.lists import Lists
from ratsdok.writing.properties import Properties, set_properties
from ratsdok.writing.stationery import PLACEHOLDER
from ratsdok.writing.template import NamedStyles
from ratsdok.writing.xml import element, runs, twips

_COLUMNS = (85.0, 80.0)
"""Widths of the two columns of signatures, in millimetres."""

_GUTTER = 5.0

_DESCRIPTION = "Layouttabelle: links, wer unterschreibt, rechts, wer Kenntnis nimmt"


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
    body.extend(map(writer.paragraph, sheet.body))
    body.extend(writer.signatures(sheet))
    body.extend(map(writer.paragraph, sheet.annexes))
    body.append(page)
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
        return element("p", properties, *(made for piece in block.pieces for made in self._piece(piece)))

    def signatures(self, sheet: Sheet) -> Iterator[Any]:
        """Yield who signed and who took note, side by side.

        That takes a table, the only one of a letter: columns of a section part where a page ends.
        """
        signed = list(map(self.paragraph, sheet.signed))
        acknowledged = list(map(self.paragraph, sheet.acknowledged))
        if not (signed and acknowledged):
            yield from [*signed, *acknowledged]
            return
        yield _layout_table(signed, acknowledged)
        if not sheet.annexes:  # Word wants a paragraph behind every table
            yield self.paragraph(Block(Style.MARK))

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

    def _piece(self, piece: str | Control) -> Iterator[Any]:
        if isinstance(piece, str):
            yield from runs(piece)
            return
        self._controls += 1
        yield content_control(piece, self._controls, self._styles.id_of(PLACEHOLDER))


def _layout_table(left: Sequence[Any], right: Sequence[Any]) -> Any:
    """Return a table of one row, without borders, that stays on one page and says what it is for."""
    margins = element("left", w=0, type="dxa"), element("right", w=twips(_GUTTER), type="dxa")
    properties = element(
        "tblPr",
        element("tblW", w=sum(map(twips, _COLUMNS)), type="dxa"),
        element("tblLayout", type="fixed"),
        element("tblCellMar", *margins),
        element("tblCaption", val="Unterschriften"),
        element("tblDescription", val=_DESCRIPTION),
    )
    widths = [twips(width) for width in _COLUMNS]
    grid = element("tblGrid", *(element("gridCol", w=width) for width in widths))
    cells = [
        element("tc", element("tcPr", element("tcW", w=width, type="dxa")), *paragraphs)
        for width, paragraphs in zip(widths, (left, right), strict=True)
    ]
    return element("tbl", properties, grid, element("tr", element("trPr", element("cantSplit")), *cells))
