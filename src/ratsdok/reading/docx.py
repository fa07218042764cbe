"""The text of a DOCX letter, in the order of its body."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import docx
from docx.document import Document as DocxDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn

from ratsdok.errors import DamagedFileError, EmptyFileError, RatsdokError, TooLargeError
from ratsdok.page import Line, Page, Paragraph, Remark
from ratsdok.reading.numbering import Numbering
from ratsdok.reading.package import unpacked
from ratsdok.reading.runs import (
    ALTERNATIVES,
    CHOICE,
    FALLBACK,
    PAGE_BREAK,
    PAGE_TURN,
    is_on,
    open_places,
    text_of,
)
from ratsdok.reading.source import MAX_PAGES, Source

# Elements around paragraphs, rows or cells that show nothing themselves.
_CONTAINERS = frozenset(
    qn(tag) for tag in ("w:sdt", "w:sdtContent", "w:ins", "w:moveTo", "w:customXml", "w:smartTag")
) | {ALTERNATIVES, CHOICE}

_BORDERLESS = (None, "nil", "none")
_LONGEST_CHAIN = 20  # of styles that are based on each other
_PAGE_END = re.compile(f"([{PAGE_BREAK}{PAGE_TURN}])")


class _Text(NamedTuple):
    """A paragraph: its characters, and the name of its style; None for a table's row."""

    characters: str
    style: str | None


def read_docx(source: Source) -> tuple[list[Page], list[Remark], str]:
    """Read the header of the first section and the body.

    Returns:
        The pages, remarks on places that are still to be filled in, and what its properties say it is about.

    Raises:
        DamagedFileError: the ZIP or its XML is broken.
        TooLargeError: it would unpack beyond the limits, or has more than `MAX_PAGES`.
        EncryptedFileError: it has a password.
        EmptyFileError: it holds no text.
    """
    package = unpacked(source)
    try:
        document = docx.Document(package)
        story = _Story(document)
        pages = _paginated(story.paragraphs())
        subject = document.core_properties.subject
    except RatsdokError:
        raise
    except Exception as error:  # python-docx promises no type of error for a broken package
        problem = f"the DOCX is broken ({type(error).__name__})"
        raise DamagedFileError(problem, source=source.name) from error
    if len(pages) > MAX_PAGES:
        raise TooLargeError(f"the DOCX has {len(pages)} pages, more than {MAX_PAGES}", source=source.name)
    if not any(line.words for page in pages for line in page.lines):
        raise EmptyFileError("the DOCX holds no text", source=source.name)
    return pages, [_unfilled(title) for title in story.open_places], subject


def _unfilled(title: str) -> Remark:
    return Remark("place-unfilled", "warning", f"Noch nicht ausgefüllt: {title}.")


def _paginated(paragraphs: Iterable[_Text]) -> list[Page]:
    """Part the text into pages. A turn on a page that is still empty is the break before it, laid out."""
    pages: list[list[Line]] = [[]]
    for number, (characters, style) in enumerate(paragraphs):
        paragraph = None if style is None else Paragraph(number, style)
        parts = _PAGE_END.split(characters)
        for part in parts:
            if part == PAGE_BREAK or (part == PAGE_TURN and any(line.words for line in pages[-1])):
                pages.append([])
            elif part != PAGE_TURN and (part or len(parts) == 1):
                *broken, last = part.split("\n")
                pages[-1] += [Line.of_text(each, paragraph) for each in broken]
                pages[-1].append(Line.of_text(last, paragraph, ""))
    if not pages[-1] and len(pages) > 1:
        pages.pop()
    return [Page(number, tuple(lines), source="docx") for number, lines in enumerate(pages, 1)]


class _Story:
    """The paragraphs of a document as they are read."""

    def __init__(self, document: DocxDocument) -> None:
        self._document = document
        self._styles = {style.get(qn("w:styleId")): style for style in document.styles.element}
        try:
            numbering = document.part.part_related_by(RELATIONSHIP_TYPE.NUMBERING).element  # type: ignore[attr-defined]
        except KeyError:
            numbering = None
        self._numbering = Numbering(numbering, document.styles.element)
        self.open_places: list[str] = []

    def paragraphs(self) -> Iterator[_Text]:
        """Yield the letterhead and then the body; headers that pages repeat are left out.

        A header is the paper's, not the letter's: its styles say nothing of what stands there.
        """
        section = self._document.sections[0]
        header = section.header
        if section.different_first_page_header_footer:
            header = section.first_page_header
        if not header.is_linked_to_previous:
            yield from (text._replace(style=None) for text in self._blocks(header._element))
        yield from self._blocks(self._document.element.body)

    def _blocks(self, parent: Any) -> Iterator[_Text]:
        carried = ""
        for child in parent:
            if child.tag == qn("w:p"):
                if _is_joined_to_next(child):
                    carried += text_of(child)
                    continue
                yield self._paragraph(child, carried)
                carried = ""
                for box in _text_boxes(child):
                    yield from self._blocks(box)
            elif child.tag == qn("w:tbl"):
                yield from self._table(child)
            elif child.tag in _CONTAINERS:
                yield from self._blocks(child)
        if carried:
            yield _Text(carried, None)

    def _paragraph(self, paragraph: Any, carried: str) -> _Text:
        self.open_places += open_places(paragraph)
        text = carried + text_of(paragraph)
        properties = paragraph.find(qn("w:pPr"))
        before = PAGE_TURN if is_on(properties, "w:pageBreakBefore") else ""
        rest = text.lstrip(PAGE_BREAK + PAGE_TURN)  # The label stands on the page that the text begins on.
        characters = before + text[: len(text) - len(rest)] + self._numbering.label(paragraph) + rest
        return _Text(characters, self._style_name(properties))

    def _style_name(self, properties: Any | None) -> str:
        style = None if properties is None else properties.find(qn("w:pStyle"))
        found = None if style is None else self._styles.get(style.get(qn("w:val")))
        name = None if found is None else found.find(qn("w:name"))
        return "" if name is None else str(name.get(qn("w:val")))

    def _table(self, table: Any) -> Iterator[_Text]:
        """Yield a ruled table a line a row; one without borders only sets columns, and is read as text."""
        ruled = self._is_ruled(table)
        for row in _inside(table, "w:tr"):
            if row.find(f"{qn('w:trPr')}/{qn('w:del')}") is not None:
                continue
            cells = [list(self._blocks(cell)) for cell in _inside(row, "w:tc")]
            if ruled:
                yield _Text(_row_text([[text.characters for text in cell] for cell in cells]), None)
            else:
                yield from (text for cell in cells for text in cell)

    def _is_ruled(self, table: Any) -> bool:
        """Tell by the borders of the cells, of the table, or of the styles beneath it."""
        if any(_has_border(cell.find(qn("w:tcPr")), "w:tcBorders") for cell in table.iter(qn("w:tc"))):
            return True
        holder, based_on = table, f"{qn('w:tblPr')}/{qn('w:tblStyle')}"
        for _ in range(_LONGEST_CHAIN):
            properties = holder.find(qn("w:tblPr"))
            if properties is not None and properties.find(qn("w:tblBorders")) is not None:
                return _has_border(properties, "w:tblBorders")
            style = holder.find(based_on)
            holder = None if style is None else self._styles.get(style.get(qn("w:val")))
            if holder is None:
                return False
            based_on = qn("w:basedOn")
        return False


def _has_border(properties: Any | None, tag: str) -> bool:
    borders = None if properties is None else properties.find(qn(tag))
    return borders is not None and any(side.get(qn("w:val")) not in _BORDERLESS for side in borders)


def _row_text(cells: list[list[str]]) -> str:
    """Join the cells of a row by tabs, the paragraphs of a cell by blanks."""
    texts = [" ".join(filter(None, map(str.strip, cell))) for cell in cells]
    row = "\t".join(texts)
    turned = PAGE_TURN if _PAGE_END.search(row) else ""
    return turned + _PAGE_END.sub("", row).replace("\n", " ")


def _is_joined_to_next(paragraph: Any) -> bool:
    """Tell a paragraph whose end was deleted with tracked changes: the next one continues it."""
    return paragraph.find(f"{qn('w:pPr')}/{qn('w:rPr')}/{qn('w:del')}") is not None


def _inside(parent: Any, tag: str) -> Iterator[Any]:
    """Yield rows or cells, those in content controls too."""
    for child in parent:
        if child.tag == qn(tag):
            yield child
        elif child.tag in _CONTAINERS:
            yield from _inside(child, tag)


def _text_boxes(element: Any) -> Iterator[Any]:
    """Yield the contents of text boxes, once each: Word stores them again for older programs."""
    for child in element:
        if child.tag == qn("w:txbxContent"):
            yield child
        elif child.tag not in (FALLBACK, qn("w:del"), qn("w:moveFrom")):
            yield from _text_boxes(child)
