"""Characters that OCR takes for one another.

Two tools: `fold` makes look-alikes equal, so that a damaged word can be compared with a known one; `DIGIT`
says which digit a letter in a digit's place can only be.
"""

from __future__ import annotations

from functools import lru_cache

# What stands in a digit's place and looks like it. Only characters with a single possible reading.
DIGIT = {
    **dict.fromkeys("OoÖöÜüUQDG°", "0"),
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


class _Folded(dict[str, str]):
    """What becomes of each character: asked a thousand times a letter, found out once."""

    def __missing__(self, character: str) -> str:
        folded = character.translate(_FOLD).lower().translate(_FOLD)
        self[character] = folded if folded.isalnum() else ""
        return self[character]


_FOLDED = _Folded()


def fold(text: str) -> str:
    """Return the letters and digits of `text` in lower case, look-alikes made equal.

    >>> fold("ßeschIusskontroüe") == fold("beschlusskontroue")
    True
    """
    return "".join(map(_FOLDED.__getitem__, text))


@lru_cache(maxsize=1024)
def fold_with_ends(text: str) -> tuple[str, tuple[int, ...]]:
    """Fold a text and tell where in it each folded character ends.

    >>> fold_with_ends("Zu: B")
    ('zub', (1, 2, 5))
    """
    letters = [(folded, end) for end, c in enumerate(text, 1) for folded in _FOLDED[c]]
    return "".join(folded for folded, _ in letters), tuple(end for _, end in letters)


def digits(text: str) -> str | None:
    """Return `text` with look-alikes read as digits, or None where a character cannot be one."""
    read = "".join(c if c.isdigit() else DIGIT.get(c, "?") for c in text)
    return None if "?" in read else read
