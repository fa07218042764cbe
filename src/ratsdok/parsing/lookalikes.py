"""Characters that OCR takes for one another.

Two tools: `fold` makes look-alikes equal, so that a damaged word can be compared with a known one; `DIGIT`
says which digit a letter in a digit's place can only be.
"""

from __future__ import annotations

from functools import lru_cache

# What stands in a digit's place and looks like it. Only characters with a single possible reading.
DIGIT = {
    **dict.fromkeys("OoÖöÜüQDG°", "0"),
    **dict.fromkeys("lIi!|tT", "1"),
    **dict.fromkeys("Zz", "2"),
    **dict.fromkeys("Ss", "5"),
    **dict.fromkeys("Bß", "8"),
}

_FOLD = str.maketrans(
    {
        **dict.fromkeys("lI1!|jJíìîï", "i"),
        **dict.fromkeys("0öòóQ", "o"),
        **dict.fromkeys("5", "s"),
        **dict.fromkeys("8ß", "b"),
        **dict.fromkeys("ä4á", "a"),
        **dict.fromkeys("ü", "u"),
        **dict.fromkeys("éè", "e"),
    }
)


@lru_cache(maxsize=2048)
def fold(text: str) -> str:
    """Return the letters and digits of `text` in lower case, look-alikes made equal.

    >>> fold("ßeschIusskontroüe") == fold("beschlusskontroue")
    True
    """
    return "".join(c for c in text.translate(_FOLD).lower().translate(_FOLD) if c.isalnum())


def digits(text: str) -> str | None:
    """Return `text` with look-alikes read as digits, or None where a character cannot be one."""
    read = "".join(c if c.isdigit() else DIGIT.get(c, "?") for c in text)
    return None if "?" in read else read
