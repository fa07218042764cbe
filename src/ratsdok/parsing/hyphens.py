"""Where one line goes on in the next: hyphens at line ends, real, suspended and lost ones."""

from __future__ import annotations

import re
from enum import Enum, auto


class Join(Enum):
    """How two lines become one."""

    BLANK = auto()  # two words: a blank between them
    GLUE = auto()  # one word, nothing between: a lost hyphen, or one that belongs to the word
    MEND = auto()  # one word: the hyphen at the line's end goes


_LAST = re.compile(r"[^\W\d_]+$")
_FIRST = re.compile(r"[^\W\d_]+")
_AFTER_SUSPENDED = frozenset(["und", "oder", "bzw", "sowie", "als", "wie", "noch", "u", "o"])


def join_of(before: str, after: str) -> Join:
    """Tell how a line joins the text before it.

    Args:
        before: the text so far, without white space at its end.
        after: the line, without white space at its start.
    """
    if before.endswith("\xad"):
        return Join.MEND
    first = _FIRST.match(after)
    if before.endswith("-") and before[-2:-1].isalnum():
        if not first or not after[0].islower():
            return Join.GLUE
        return Join.BLANK if first.group() in _AFTER_SUSPENDED else Join.MEND
    if before.endswith("/") and not before.endswith(" /"):
        return Join.GLUE
    last = _LAST.search(before)
    if last and first and after[0].islower() and is_one_word(last.group(), first.group()):
        return Join.GLUE
    return Join.BLANK


def is_one_word(head: str, tail: str) -> bool:
    """Tell whether two pieces are one word whose hyphen got lost at the line's end."""
    return False
