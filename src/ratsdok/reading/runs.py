"""The characters of a Word paragraph: runs, breaks, symbols, fields, tracked changes (ECMA-376-1, 17.3)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from docx.oxml.ns import qn

PAGE_BREAK = "\f"
"""A page break that someone set."""

PAGE_TURN = "\v"
"""The place where a new page began when the document was last laid out, after a set break too."""

# Characters that stand as elements.
_CHARACTERS = {
    qn("w:tab"): "\t",
    qn("w:ptab"): "\t",
    qn("w:cr"): "\n",
    qn("w:noBreakHyphen"): "-",
    qn("w:softHyphen"): "\xad",
    qn("w:lastRenderedPageBreak"): PAGE_TURN,
}

# Left out: deleted and moved text, properties, a field's instruction, what stands elsewhere or twice.
_LEFT_OUT = frozenset(
    qn(f"w:{name}")
    for name in ["del", "moveFrom", "rPr", "pPr", "sdtPr", "instrText", "delText", "rt", "txbxContent"]
)

_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
ALTERNATIVES, CHOICE, FALLBACK = (_COMPATIBILITY + tag for tag in ("AlternateContent", "Choice", "Fallback"))

# Symbols of Wingdings that tick boxes in letters, by the last byte of their code.
_WINGDINGS = {
    0x6F: "☐",
    0x71: "☐",
    0xA8: "☐",
    0x78: "☒",
    0xFD: "☒",
    0xFE: "☑",
    0xFC: "✓",
    0xFB: "✗",
    0xA7: "•",
}

_OFF = ("0", "false", "off")


def text_of(paragraph: Any) -> str:
    """Return a paragraph's characters, with `PAGE_BREAK` and `PAGE_TURN` where pages end."""
    return "".join(_characters(paragraph))


def _characters(element: Any) -> Iterator[str]:
    for child in element:
        tag = child.tag
        if tag in _LEFT_OUT or tag == FALLBACK or not isinstance(tag, str) or is_open_place(child):
            continue
        if tag == qn("w:t"):
            yield (child.text or "").replace(PAGE_BREAK, " ").replace(PAGE_TURN, " ")
        elif tag == qn("w:br"):
            yield PAGE_BREAK if child.get(qn("w:type")) == "page" else "\n"
        elif tag == qn("w:sym"):
            yield _symbol(child)
        elif tag == qn("w:fldChar"):
            yield _form_box(child)
        elif tag in _CHARACTERS:
            yield _CHARACTERS[tag]
        elif tag != qn("w:r") or not _is_hidden(child):
            yield from _characters(child)


def is_open_place(element: Any) -> bool:
    """Tell a content control that nobody has filled in: what it shows is an invitation, no text."""
    return element.tag == qn("w:sdt") and is_on(element.find(qn("w:sdtPr")), "w:showingPlcHdr")


def open_places(paragraph: Any) -> Iterator[str]:
    """Yield the titles of a paragraph's content controls that nobody has filled in."""
    for control in paragraph.iter(qn("w:sdt")):
        if is_open_place(control):
            title = control.find(f"{qn('w:sdtPr')}/{qn('w:alias')}")
            yield "Inhaltssteuerelement" if title is None else str(title.get(qn("w:val")))


def is_on(parent: Any | None, tag: str) -> bool:
    """Tell whether a property without a value, such as `w:vanish`, is set."""
    child = None if parent is None else parent.find(qn(tag))
    return child is not None and child.get(qn("w:val")) not in _OFF


def _is_hidden(run: Any) -> bool:
    return is_on(run.find(qn("w:rPr")), "w:vanish")


def _symbol(element: Any) -> str:
    """Return a symbol as a character that means the same in every font, or nothing."""
    try:
        code = int(element.get(qn("w:char"), ""), 16)
    except ValueError:
        return ""
    if "Wingdings" in element.get(qn("w:font"), ""):
        return _WINGDINGS.get(code & 0xFF, "")
    return chr(code) if 0x20 <= code < 0xD800 else ""


def _form_box(element: Any) -> str:
    """Return the check box of an old form field as a character."""
    box = element.find(f"{qn('w:ffData')}/{qn('w:checkBox')}")
    if box is None:
        return ""
    state = "w:checked" if box.find(qn("w:checked")) is not None else "w:default"
    return "☒" if is_on(box, state) else "☐"
