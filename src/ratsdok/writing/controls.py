"""Content controls: the places of a letter that are filled in, or picked from a list or a calendar."""

from __future__ import annotations

from typing import Any

from docx.oxml import parse_xml

from ratsdok.form import wording
from ratsdok.letter import Status
from ratsdok.writing.blocks import Control
from ratsdok.writing.stationery import LANGUAGE, PLACEHOLDER
from ratsdok.writing.xml import element, run

_WORD_2010 = "http://schemas.microsoft.com/office/word/2010/wordml"
_SYMBOLS = "MS Gothic"
"""The font that Word takes for boxes to tick."""


def content_control(control: Control, number: int) -> Any:
    """Return a content control within a paragraph.

    Args:
        control: what it holds.
        number: its own within the document, from 1.
    """
    is_open = control.text is None
    words = run(wording.place(control.title), PLACEHOLDER) if is_open else run(control.text or "")
    properties = element(
        "sdtPr",
        element("alias", val=control.title),
        element("tag", val=f"ratsdok.{control.kind}"),
        element("id", val=number),
        element("showingPlcHdr") if is_open else None,
        _kind(control),
    )
    return element("sdt", properties, element("sdtContent", words))


def _kind(control: Control) -> Any:
    match control.kind:
        case "date":
            return _calendar(control)
        case "status":
            return _list()
        case "tick":
            return _box(control)
        case "text":
            return element("text", multiLine=1)


def _calendar(control: Control) -> Any:
    return element(
        "date",
        element("dateFormat", val="d. MMMM yyyy"),
        element("lid", val=LANGUAGE),
        element("storeMappedDataAs", val="dateTime"),
        element("calendar", val="gregorian"),
        fullDate=f"{control.value}T00:00:00Z" if control.value else None,
    )


def _list() -> Any:
    items = [element("listItem", displayText=status.german, value=status.value) for status in Status]
    return element("dropDownList", *items)


def _box(control: Control) -> Any:
    """Return a box to tick, which only Word 2010 and later know."""
    return parse_xml(
        f'<w14:checkbox xmlns:w14="{_WORD_2010}"><w14:checked w14:val="{control.value}"/>'
        f'<w14:checkedState w14:val="{ord(wording.TICKED):04X}" w14:font="{_SYMBOLS}"/>'
        f'<w14:uncheckedState w14:val="{ord(wording.UNTICKED):04X}" w14:font="{_SYMBOLS}"/></w14:checkbox>'
    )
