"""Departments as people speak of them, whatever a letterhead calls them."""

from __future__ import annotations

import re

_BEFORE = re.compile(
    r"(?:Der |Die )?(?:Geschäftsbereich|GB|Beigeordnete[rn]?|Bürgermeister(?:in)?)\b\s*"
    r"(?:\d+\s*)?(?:für |des |der )?\s*"
)
_BEHIND = re.compile(r",\s*St(?:B|adtbezirks)[Aa]?\w*.*$")


def short_department(name: str) -> str:
    """Return a department by its field alone: a letter may come from it, or from who heads it.

    >>> short_department("Beigeordneter für Ordnung und Sicherheit")
    'Ordnung und Sicherheit'
    >>> short_department("Geschäftsbereich Ordnung und Sicherheit, StBA Neustadt")
    'Ordnung und Sicherheit'
    """
    return _BEHIND.sub("", _BEFORE.sub("", name, count=1)).strip(" ,") or name
