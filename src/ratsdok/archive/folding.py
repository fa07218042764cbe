"""Texts as they are searched: however capitals, umlauts, sharp s, numbers and hyphens are written.

A folded text is its words between single blanks, also at its beginning and end, so that a whole word is
the word with a blank on both sides. Words with hyphens are parted; after a bar they follow once more in one:
*Die Bus-Spur an der B170* is ` die bus spur an der b 170 | busspur `.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

_INVISIBLE = "\u00ad\u200b-\u200d\u2060\ufeff"  # soft hyphens and the like
_MARKS = "\u0300-\u036f"  # accents that are characters of their own
_HYPHENS = "-\u2010\u2011"
_RAISED = "²³¹⁰-⁹₀-₉"
_LETTERS = rf"(?:[^\W\d_{_RAISED}]+[{_MARKS}{_INVISIBLE}]*)+"

_WORD = re.compile(
    rf"{_LETTERS}(?:[{_HYPHENS}]{_LETTERS})*"
    r"|\d{1,3}(?:\.\d{3})+(?!\d)"  # 38.400 is one number, 3.12.2013 three
    rf"|[\d{_RAISED}]+"
)
_HYPHEN = re.compile(rf"[{_HYPHENS}]")
_DIGIT = re.compile(rf"[\d{_RAISED}]")
_LETTER = re.compile(rf".[{_MARKS}{_INVISIBLE}]*", re.DOTALL)
_IS_INVISIBLE = re.compile(rf"[{_INVISIBLE}]")

# What German writes with two letters, and what Unicode does not take apart into a letter and its accent.
_SPELLED = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "æ": "ae", "œ": "oe", "ø": "o", "å": "a", "ł": "l", "đ": "d", "ð": "d"}
)


def folded(text: str) -> str:
    """Return a text as it is searched."""
    words = [*map(_folded_word, _WORD.findall(text))]
    joined = [word.replace(" ", "") for word in words if " " in word]
    return f" {' '.join([*words, '|', *joined] if joined else words)} " if words else " "


def words_of(text: str) -> list[str]:
    """Return the words of a text, folded; what hyphens join is parted."""
    return " ".join(map(_folded_word, _WORD.findall(text))).split()


def origins(text: str) -> list[tuple[int, int]]:
    """Return from where to where in a text each character of the folded text comes; a blank has no length."""
    found = [(0, 0)]
    joined: list[tuple[int, int]] = []
    for match in _WORD.finditer(text):
        signs, end = _signs(match), [(match.end(), match.end())]
        found += [sign[1:] for sign in signs] + end
        if any(sign.char == " " for sign in signs):
            joined += [sign[1:] for sign in signs if sign.char != " "] + end
    bar = [(len(text), len(text))] * len("| ")
    return [*found, *bar, *joined] if joined else found


class _Sign(NamedTuple):
    """A character of a folded word, and the characters of the text that it stands for."""

    char: str
    start: int
    end: int


@lru_cache(maxsize=1 << 15)
def _folded_word(word: str) -> str:
    """Return a word or a number as it is searched; hyphens become blanks."""
    if word.isascii() and not word[0].isdigit():
        return word.lower().replace("-", " ")
    match = _WORD.match(word)
    return "".join(sign.char for sign in _signs(match)) if match else ""


def _signs(match: re.Match[str]) -> list[_Sign]:
    start, word = match.start(), match.group()
    if not _DIGIT.match(word):
        return [
            _Sign(char, start + letter.start(), start + letter.end())
            for letter in _LETTER.finditer(word)
            for char in _folded_letter(letter.group())
        ]
    digits = [
        _Sign(unicodedata.normalize("NFKC", char), start + at, start + at + 1)
        for at, char in enumerate(word)
        if char != "."
    ]
    while len(digits) > 1 and digits[0].char == "0":  # A126/15 is A0126/15
        del digits[0]
    return [digits[0]._replace(start=start), *digits[1:]]


def _folded_letter(letter: str) -> str:
    """Return a letter with its accents as it is searched: as letters, maybe none; a hyphen as a blank."""
    if _HYPHEN.match(letter):
        return " "
    spelled = unicodedata.normalize("NFKC", _IS_INVISIBLE.sub("", letter)).casefold().translate(_SPELLED)
    return "".join(char for char in unicodedata.normalize("NFKD", spelled) if char.isalnum())
