"""The named styles of a piece of letter paper."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from docx.oxml.ns import qn

from ratsdok.errors import TemplateError
from ratsdok.form.styles import Style
from ratsdok.writing.stationery import PLACEHOLDER

_LONGEST_CHAIN = 20  # of styles that are based on each other, which may run in a circle in a broken file


class NamedStyles:
    """The styles of a document, by their names as Word shows them."""

    def __init__(self, styles: Any, name: str) -> None:
        """Take the root element of the part `styles.xml`; `name` is the document's, for the message.

        Raises:
            TemplateError: styles are missing; all of them are named.
        """
        named = {style.find(qn("w:name")).get(qn("w:val")): style for style in styles.findall(qn("w:style"))}
        self._by_id = {style.get(qn("w:styleId")): style for style in named.values()}
        missing = [style for style in (*Style, PLACEHOLDER) if style not in named]
        if missing:
            raise TemplateError(f"the template lacks the styles {', '.join(missing)}", source=name)
        self._named = named

    def id_of(self, style: str) -> str:
        """Return what a document calls a style."""
        return str(self._named[style].get(qn("w:styleId")))

    def frame_of(self, style: Style) -> Any | None:
        """Return the style's own place on the page, or None; a copy."""
        return self._property(style, "framePr")

    def indent_of(self, style: Style) -> Any | None:
        """Return the style's indent, or None; a copy."""
        return self._property(style, "ind")

    def _property(self, style: Style, tag: str) -> Any | None:
        """Return a property of a style or of the nearest one beneath it that has it."""
        holder = self._named[style]
        for _ in range(_LONGEST_CHAIN):
            found = holder.find(f"{qn('w:pPr')}/{qn(f'w:{tag}')}")
            if found is not None:
                return deepcopy(found)
            base = holder.find(qn("w:basedOn"))
            holder = None if base is None else self._by_id.get(base.get(qn("w:val")))
            if holder is None:
                return None
        return None
