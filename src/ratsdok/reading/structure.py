"""What a tagged PDF says of its paragraphs: their styles, and which marked content each is made of.

A tagged PDF holds a tree of its parts (ISO 32000-1, 14.7). PDFium shows its roles only as the standard ones
that they stand for, so the tree is read here, with pdfplumber.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any, NamedTuple

import pdfplumber
from pdfplumber.utils.pdfinternals import resolve

from ratsdok.form.styles import ALWAYS

_MOST_PARTS = 50_000
_DEEPEST = 40
_INLINE = ("Span", "Link", "Lbl", "Reference", "Quote", "Annot", "Form")  # parts of a paragraph


class Marked(NamedTuple):
    """A paragraph.

    Attributes:
        style: the name of its style, or of a heading `H1`, `H2` and so on.
        content: the marks of its characters in order, each with its page (from 1).
    """

    style: str
    content: list[tuple[int, int]]


def marked_paragraphs(data: bytes, password: str | None) -> list[Marked] | None:
    """Return the paragraphs of a standard letter in the order of reading; None for any other PDF.

    Args:
        data: the PDF's bytes.
        password: opens an encrypted PDF.
    """
    try:
        with pdfplumber.open(io.BytesIO(data), password=password or "") as pdf:
            root = resolve(resolve(pdf.doc.catalog).get("StructTreeRoot")) or {}
            roles = resolve(root.get("RoleMap")) or {}
            if not {_name(role) for role in roles} >= ALWAYS:
                return None
            pages = {int(str(page.page_obj.pageid)): page.page_number for page in pdf.pages}
            paragraphs = list(_Tree(pages).paragraphs(root.get("K")))
            return [marked for marked in paragraphs if marked.content]
    except Exception:  # the tree is a help, not the text: a PDF with a broken one is read as any other
        return None


def _name(value: Any) -> str:
    name = getattr(value, "name", value)
    return name.decode("utf-8", "replace") if isinstance(name, bytes) else str(name)


class _Tree:
    """The tree of a PDF's parts, walked."""

    def __init__(self, pages: dict[int, int]) -> None:
        self._pages = pages
        self._left = _MOST_PARTS

    def paragraphs(self, kids: Any) -> Iterator[Marked]:
        """Yield what can be a paragraph, in order; its content is complete when all were yielded."""
        yield from self._walk(kids, None, Marked("", []), 0)

    def _walk(self, kids: Any, page: int | None, around: Marked, depth: int) -> Iterator[Marked]:
        """Collect marks of the paragraph around, and yield the paragraphs inside it."""
        for kid in self._kids(kids):
            self._left -= 1
            if depth > _DEEPEST or self._left < 0:
                raise ValueError("the tree has no end")
            if isinstance(kid, int):
                if page is not None:
                    around.content.append((page, kid))
                continue
            if not isinstance(kid, dict):
                continue
            on = self._pages.get(getattr(kid.get("Pg"), "objid", -1), page)
            if "MCID" in kid:
                if on is not None:
                    around.content.append((on, kid["MCID"]))
            elif _name(kid.get("S")) in _INLINE:
                yield from self._walk(kid.get("K"), on, around, depth + 1)
            else:
                marked = Marked(_name(kid.get("S")), [])
                yield marked
                yield from self._walk(kid.get("K"), on, marked, depth + 1)

    @staticmethod
    def _kids(kids: Any) -> Iterator[Any]:
        found = resolve(kids)
        for kid in found if isinstance(found, list) else [found]:
            yield resolve(kid)
