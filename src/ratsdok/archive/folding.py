"""Words as they are compared in a search: however umlauts, sharp s and capitals are written."""

from __future__ import annotations

import unicodedata


def folded(text: str) -> str:
    """Return a text in small letters without umlauts, accents and sharp s; white space is single blanks."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(char for char in plain if not unicodedata.combining(char)).split())
