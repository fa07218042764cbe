"""Plain texts printed as they stand: each line a line of the page, each form feed a new page."""

from __future__ import annotations

import unicodedata

from reportlab.pdfbase.pdfmetrics import stringWidth

from samples.press import BOTTOM, LEFT, PLAIN, RIGHT
from samples.proof import Print, Proof

# The standard fonts know the characters of Windows-1252; these are the nearest to some others.
_SIMILAR = {
    "□": "[ ]", "☐": "[ ]", "☒": "[x]", "■": "•", "●": "•", "−": "–", "\u2011": "-", "≥": ">", "≤": "<",
    "→": "-", "\u2002": " ", "\u2009": " ", "\u202f": " ", "\u00ad": "-", "″": "”", "′": "’",
}  # fmt: skip
_SMALLEST = 5.0


def printed_text(text: str, size: float = 10.5) -> Print:
    """Print a text.

    Args:
        text: lines, and form feeds between pages; a page that overflows goes on on the next.
        size: of the type, in points; lines too wide for the page are set smaller.
    """
    sheet = Proof(size=size)
    for number, page in enumerate(text.rstrip().split("\f")):
        if number:
            sheet.turn()
        for line in page.strip("\n").split("\n"):
            if sheet.y < BOTTOM:
                sheet.turn()
            _set(sheet, printable(line.rstrip().expandtabs(4)))
            sheet.y -= sheet.leading
    printed = sheet.proof()
    printed.pages += [[] for _ in range(sheet.page - len(printed.pages))]
    return printed


def printable(text: str) -> str:
    """Return a text with characters that the standard fonts lack replaced by similar ones."""
    return "".join(_near(character) for character in unicodedata.normalize("NFC", text))


def _set(sheet: Proof, line: str) -> None:
    room = RIGHT - LEFT + 20
    width = stringWidth(line, PLAIN, sheet.size)
    size = max(_SMALLEST, sheet.size * min(1, room / width)) if width else sheet.size
    if line.strip():
        sheet.write(LEFT, sheet.y, line, PLAIN, size)


def _near(character: str) -> str:
    if character in _SIMILAR:
        return _SIMILAR[character]
    for form in (character, unicodedata.normalize("NFKD", character)[:1]):
        if form.isprintable() and form.encode("cp1252", "ignore"):
            return form
    return "?" if character.isprintable() else " "
