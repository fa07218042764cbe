"""Elements of WordprocessingML (ECMA-376-1, 17), as short to write as to read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import copy
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

_TWIPS = 1440 / 25.4
"""Twentieths of a point in a millimetre."""

_RARE = re.compile("([^\\t\\n\\x20-\\x7e\\xa0-\\u017f‐-‘’‚“”„†‡•…‰‹›€]+)")
"""Beyond Latin letters and the marks of German text."""

_WIDE = "Segoe UI"

_BROKEN = re.compile(r"([\n\t])")


def element(tag: str, *children: Any, **attributes: object) -> Any:
    """Return an element of the main namespace, its attributes too.

    Args:
        tag: without prefix, such as `spacing`.
        children: elements, in the order of the schema; None is left out.
        attributes: their values; None is left out, a name may end in `_` where Python would mind it.
    """
    made = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        if value is not None:
            made.set(qn(f"w:{name.rstrip('_')}"), str(value))
    made.extend(child for child in children if child is not None)
    return made


def twips(millimetres: float) -> int:
    """Return a length in the unit of WordprocessingML."""
    return round(millimetres * _TWIPS)


def runs(text: str, style: str | None = None) -> Iterator[Any]:
    """Yield runs of plain text: what looks like markup or a field code stays text.

    Characters that an office's font may lack have runs of their own, in a font that has them. What
    LibreOffice has to borrow from another font, it puts behind the rest of its run in the text of a PDF.

    Args:
        text: its characters; line breaks and tabs become the elements that stand for them.
        style: the id of a character style.
    """
    named = element("rStyle", val=style) if style else None
    for part in _RARE.split(text):
        rare = _RARE.fullmatch(part)
        fonts = element("rFonts", ascii=_WIDE, hAnsi=_WIDE, eastAsia=_WIDE, cs=_WIDE) if rare else None
        properties = element("rPr", copy(named), fonts) if named is not None or fonts is not None else None
        if part or not text:
            yield element("r", properties, *_pieces(part))


def _pieces(text: str) -> Iterator[Any]:
    for piece in _BROKEN.split(text):
        if piece == "\n":
            yield element("br")
        elif piece == "\t":
            yield element("tab")
        elif piece:
            made = element("t")
            made.text = piece
            made.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            yield made


def field(instruction: str) -> Any:
    """Return a field that is computed when the document is laid out, such as `PAGE`."""
    return element("fldSimple", *runs("1"), instr=instruction)
