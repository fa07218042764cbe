"""Content controls: the places of a letter that are filled in, or picked from a list or a calendar."""

from __future__ import annotations

from typing import Any

from ratsdok.form import wording
from ratsdok.letter import Status
from ratsdok.writing.blocks import Control
from ratsdok.writing.stationery import LANGUAGE
from ratsdok.writing.xml import element, runs


def content_control(control: Control, number: int, open_style: str) -> Any:
    """Return a content control within a paragraph.

    Args:
        control: what it holds.
        number: its own within the document, from 1.
        open_style: id of the character style of what invites to fill in.
    """
    is_open = control.text is None
    words = runs(wording.place(control.title), open_style) if is_open else runs(control.text or "")
    properties = element(
        "sdtPr",
        element("alias", val=control.title),
        element("tag", val=f"ratsdok.{control.kind}"),
        element("id", val=number),
        element("showingPlcHdr") if is_open else None,
        _kind(control),
    )
    return element("sdt", properties, element("sdtContent", *words))


def _kind(control: Control) -> Any:
    match control.kind:
        case "date":
            return _calendar(control)
        case "status":
            return _list({status.german: status.value for status in Status})
        case "tick":
            # No check box of Word's: LibreOffice 7.4 breaks a DOCX that has one in a frame when it saves it.
            return _list({wording.UNTICKED: "0", wording.TICKED: "1"})
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


def _list(choices: dict[str, str]) -> Any:
    """Return a list to choose from: what is shown, and what it stands for."""
    items = [element("listItem", displayText=shown, value=value) for shown, value in choices.items()]
    return element("dropDownList", *items)
