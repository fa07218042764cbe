"""A DOCX with nothing in it: python-docx's own template without what it brings along."""

from __future__ import annotations

from typing import Any

import docx
from docx.document import Document as DocxDocument
from docx.opc.constants import RELATIONSHIP_TYPE as TYPE
from docx.oxml.ns import qn

from ratsdok.writing.xml import element

_NEEDED = frozenset({TYPE.STYLES, TYPE.SETTINGS, TYPE.NUMBERING, TYPE.THEME})
_OF_THE_PACKAGE = frozenset({TYPE.OFFICE_DOCUMENT, TYPE.CORE_PROPERTIES})
_WORD_2013 = 15
"""The compatibility mode from which Word opens a file without saying that it is an old one."""


def empty_document(language: str) -> DocxDocument:
    """Return a document without text, styles and lists.

    Args:
        language: of programs that check it, such as `de-DE`.
    """
    document = docx.Document()
    _drop(document.part.package.rels, _OF_THE_PACKAGE)  # a thumbnail, the name of another program
    _drop(document.part.rels, _NEEDED)
    _empty(document.element.body, kept=("sectPr",))
    _empty(document.styles.element)
    _empty(document.part.part_related_by(TYPE.NUMBERING).element)  # type: ignore[attr-defined]
    settings = document.settings.element
    _empty(settings)
    settings.extend(_settings(language))
    return document


def _drop(relationships: Any, kept: frozenset[str]) -> None:
    for key in [key for key, each in relationships.items() if each.reltype not in kept]:
        del relationships[key]


def _empty(root: Any, kept: tuple[str, ...] = ()) -> None:
    for child in [child for child in root if child.tag not in {qn(f"w:{tag}") for tag in kept}]:
        root.remove(child)


def _settings(language: str) -> list[Any]:
    """Return the settings, in the order of the schema (ECMA-376-1, 17.15.1.78)."""
    uri = "http://schemas.microsoft.com/office/word"
    mode = element("compatSetting", name="compatibilityMode", uri=uri, val=_WORD_2013)
    return [
        element("defaultTabStop", val=709),
        element("characterSpacingControl", val="doNotCompress"),
        element("compat", mode),
        element("themeFontLang", val=language),
        element("decimalSymbol", val=","),
        element("listSeparator", val=";"),
    ]
