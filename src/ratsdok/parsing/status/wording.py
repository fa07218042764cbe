"""Finds sentences, and the set phrases of `cues.toml`, in prose that a scan has damaged."""

from __future__ import annotations

import re
from functools import cache
from statistics import fmean
from typing import NamedTuple

from ratsdok.parsing.status.cues import cues

# Capitals and low letters that scans mistake for each other become one letter; umlauts lose their dots.
_FOLD = str.maketrans(
    {"l": "i", "1": "i", "|": "i", "!": "i", "ß": "b", "ä": "a", "ö": "o", "ü": "u", "0": "o"}
)
_SENTENCE_END = re.compile(r"(?<=[^\W\d_]{3}[.!?;])\s+(?=[A-ZÄÖÜ„\"(])|(?<=\d{4}[.])\s+(?=[A-ZÄÖÜ])")
_ABBREVIATION = re.compile(
    r"\b(?:bzw|ggf|inkl|Abs|Str|Prof|Mio|Mrd|evtl|gem|lfd|vgl|Ziff|Hrsg|Luth|[IVX]+)\.$"
)
_NOISE = re.compile(r"[^\w.,\s]+|(?<=\w)\.(?=\w)")
_BLANKS = re.compile(r"\s+")
_SHORT = 5
_WINDOW = _SHORT + 1
# Where a blank got lost, a small word follows at once.
_LONG_END = r"(?:\b|(?=wird|werden|wurde|ist|sind|der|die|das))"
_WORD = re.compile(r"\w+")
_GAP = "(.{0,110}?)"
# What turns or weakens the words around it, and where another clause begins: no phrase reaches over these.
_BARRIER = re.compile(
    r"\b(?:nicht|kein|teiiweise|teiis|anteiiig|noch|zum teii)|"
    r", (?:dass|dab|ob|wenn|sofern|sobaid|um|weii|wie|womit|so dass|sodass|da)\b"
)


def fold(text: str) -> str:
    """Return the text in small letters with look-alikes made one, as cues are searched in it."""
    return _BLANKS.sub(" ", _NOISE.sub(" ", text.lower().translate(_FOLD))).strip()


def fold_word(word: str) -> str:
    """Return one word without blanks or marks as `fold` does; a number stays as it is."""
    return word if word[0].isdigit() else word.lower().translate(_FOLD)


def sentences(text: str) -> list[str]:
    """Split prose into sentences; abbreviations and ordinal numbers do not end one."""
    parts: list[str] = []
    for part in _SENTENCE_END.split(text.strip()):
        if parts and _ABBREVIATION.search(parts[-1]):
            parts[-1] = f"{parts[-1]} {part}"
        else:
            parts.append(part)
    return parts


class _Pattern(NamedTuple):
    """A phrase made ready.

    Attributes:
        sense: what it says.
        needs: for each word of the phrase its alternatives' keys, the most telling word first; a sentence
            without a key of every word cannot hold the phrase, which is fast to find out.
        expression: finds it in a folded sentence.
    """

    sense: str
    needs: tuple[frozenset[str], ...]
    expression: re.Pattern[str]


def _word_pattern(word: str) -> str:
    """Return the expression of one word: long ones survive lost and added blanks, short ones stand alone."""
    stem = fold(word.rstrip("*"))
    anything = word.endswith("*")
    if len(stem) <= _SHORT:
        return rf"\b{stem}" + ("" if anything else r"\b")
    return " ?".join(stem) + ("" if anything else _LONG_END)


def _compile(sense: str, phrase: str) -> _Pattern:
    """Make a phrase an expression."""
    pieces: list[str] = []
    needs: list[frozenset[str]] = []
    for word in phrase.split():
        if word == "…":
            pieces.append(_GAP)
            continue
        choices = word.split("|")
        pieces.append(f"(?:{'|'.join(map(_word_pattern, choices))})")
        stems = [fold(choice.rstrip("*")) for choice in choices]
        if "*" not in word or all(len(stem) > _SHORT for stem in stems):
            needs.append(frozenset(stem[:_WINDOW] for stem in stems))
    needs.sort(key=lambda keys: -fmean(map(len, keys)))
    return _Pattern(sense, tuple(needs), re.compile(r"[ ,.]*".join(pieces)))


@cache
def _patterns_by_key() -> dict[str, tuple[_Pattern, ...]]:
    """Return the patterns by the keys of their most telling word."""
    index: dict[str, list[_Pattern]] = {}
    for cue in cues():
        for phrase in cue.phrases:
            pattern = _compile(cue.sense, phrase)
            for key in pattern.needs[0]:
                index.setdefault(key, []).append(pattern)
    return {key: tuple(patterns) for key, patterns in index.items()}


def _keys_of(folded: str) -> set[str]:
    """Return the keys that a sentence offers: all its words, and each run of letters as long as a key."""
    solid = folded.replace(" ", "")
    return {solid[i : i + _WINDOW] for i in range(len(solid) - _SHORT)}.union(_WORD.findall(folded))


def _holds(pattern: _Pattern, folded: str) -> bool:
    """Whether the phrase stands in a folded sentence with nothing in its gaps that turns its sense."""
    matches = pattern.expression.finditer(folded)
    return any(not any(map(_BARRIER.search, match.groups())) for match in matches)


def senses_of(sentence: str) -> frozenset[str]:
    """Return the senses of all cues found in one sentence."""
    folded = fold(sentence)
    keys = _keys_of(folded)
    index = _patterns_by_key()
    found: set[str] = set()
    for key in keys & index.keys():
        for pattern in index[key]:
            if pattern.sense in found or any(map(keys.isdisjoint, pattern.needs)):
                continue
            if _holds(pattern, folded):
                found.add(pattern.sense)
    return frozenset(found)
