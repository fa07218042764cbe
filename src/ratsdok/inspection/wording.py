"""What the page says in German of things that are not words themselves."""

from __future__ import annotations

import re

from ratsdok.letter import Evidence

_CERTAINTIES = ((95, "sehr sicher"), (80, "sicher"), (50, "unsicher"), (0, "sehr unsicher"))
"""Per cent, rounded; what is below 80 is marked (`Evidence.is_doubtful`)."""

SEVERITIES = {"info": "Hinweis", "warning": "Warnung", "error": "Fehler"}

TEXT_SOURCES = {
    "text-layer": "Textebene der PDF-Datei",
    "ocr": "Texterkennung",
    "mixed": "Textebene und Texterkennung",
    "docx": "Word-Datei",
    "text": "Textdatei",
}


def certainty(evidence: Evidence) -> str:
    """Return how sure a value is, in words and per cent; certain beyond doubt is none."""
    share = round(evidence.confidence * 100)
    if evidence.is_doubtful:
        share = min(share, 79)  # 79.6 is doubtful, and has to look so
    words = next(words for least, words in _CERTAINTIES if share >= least)
    return f"{words}, {min(share, 99) if evidence.confidence < 1 else share} %"


def counted(number: int, one: str, many: str) -> str:
    """Return a number with its noun."""
    return f"{number} {one if number == 1 else many}"


def page_named(message: str) -> int | None:
    """Return the number of the page that a finding speaks of, the first one where it names several."""
    named = re.search(r"\bSeite (\d+)", message)
    return int(named[1]) if named else None


def other_readings(evidence: Evidence) -> str:
    """Return how a place was read when it was looked at again, each reading once, the one that won first."""
    return ", ".join(f"„{reading}“" for reading in dict.fromkeys(evidence.readings))
