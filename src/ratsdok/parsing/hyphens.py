"""Where one line goes on in the next: hyphens at line ends, real, suspended and lost ones.

Whether a hyphen got lost is decided by weighted n-grams of the letters on both sides of the line's end
(`models/hyphens.json`, made by `ratsdok.training.hyphens`). A word left divided is ugly, two words glued
together are wrong: in doubt a blank stays.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from enum import Enum, auto
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from ratsdok.errors import ModelError
from ratsdok.model_files import model_path
from ratsdok.parsing.particles import BOUND_HEADS, BOUND_TAILS, COMPOUND_PARTICLES, FUNCTION_WORDS

MODEL: Final = "hyphens.json"
MODEL_VERSION: Final = 1
SCALE: Final = 10  # weights are kept as whole tenths
LONGEST: Final = 4  # letters of an n-gram
VOWELS: Final = frozenset("aeiouyäöüáàâéèêíîóôúû")

_MARGIN = 0.2  # in log odds: one word must be the likelier reading, not just as likely
_LAST = re.compile(r"[^\W\d_]+$")
_FIRST = re.compile(r"[^\W\d_]+")
_SOFT_HYPHENS = ("\xad", "¬")
_HYPHENS = ("-", "\u2010")
_AFTER_SUSPENDED = frozenset(
    ["und", "oder", "bzw", "beziehungsweise", "sowie", "als", "bis", "wie", "noch", "sondern", "u", "o"]
)
_BEFORE_KEPT = re.compile(r"(?:\d|(?<![^\W_])[^\W\d_]|[A-ZÄÖÜ]{2,})$")  # 30-jährig, U-förmig, LKW-frei
_NUMBERED_DASH = re.compile(r"(?:^|\s)[-–]\s?\d+\s?-$")  # a page's mark that stayed in the text


class Join(Enum):
    """How two lines become one."""

    BLANK = auto()  # two words: a blank between them
    GLUE = auto()  # one word, nothing between: a lost hyphen, or one that belongs to the word
    MEND = auto()  # one word: the hyphen at the line's end goes


@lru_cache(maxsize=2048)
def join_of(before: str, after: str) -> Join:
    """Tell how a line joins the text before it.

    Args:
        before: the end of the text so far, without white space at its end; a word's length suffices.
        after: the start of the line, without white space at its start.
    """
    if before.endswith(_SOFT_HYPHENS):
        return Join.MEND
    if before.endswith(_HYPHENS):
        return _join_after_hyphen(before, after)
    if _is_slashed(before, after):
        return Join.GLUE
    last, first = _LAST.search(before), _FIRST.match(after)
    if last and first and is_one_word(last.group(), first.group()):
        return Join.GLUE
    return Join.BLANK


def _is_slashed(before: str, after: str) -> bool:
    """Tell whether a slash without a blank on the other side ties the line to the text before."""
    if before.endswith("/"):
        return before[-2:-1].strip() != ""
    return after.startswith("/") and after[1:2].strip() != ""


def _join_after_hyphen(before: str, after: str) -> Join:
    """Tell a hyphen that divides a word from one of its own, and both from a dash."""
    is_dash = before[-2:-1].strip() == "" or _NUMBERED_DASH.search(before)
    if is_dash or after.startswith(("-", "–", "—", "•", "„")):
        return Join.BLANK
    first = _FIRST.match(after)
    if not first or not after[0].islower():
        return Join.GLUE
    stem = before[:-1]
    last = _LAST.search(stem)
    if first.group() in _AFTER_SUSPENDED and not (last and _is_particle(last.group(), first.group())):
        return Join.BLANK
    is_own = not stem[-1].isalnum() or _BEFORE_KEPT.search(stem)
    return Join.GLUE if is_own else Join.MEND


def _is_particle(head: str, tail: str) -> bool:
    return (head + tail).lower() in COMPOUND_PARTICLES


@lru_cache(maxsize=2048)
def is_one_word(head: str, tail: str) -> bool:
    """Tell whether two pieces are one word whose hyphen got lost at the line's end.

    Args:
        head: the letters that end the line.
        tail: the letters that start the next.

    Raises:
        ModelError: the model's file is there, but is none.
    """
    if not _may_be_divided(head, tail):
        return False
    if _is_particle(head, tail):
        return True
    if _are_function_words(head.lower(), tail):
        return False
    weights = _weights()
    if not weights:
        return _is_one_word_unlearnt(head.lower(), tail)
    return sum(weights.get(feature, 0) for feature in features(head, tail)) > _MARGIN * SCALE


def _may_be_divided(head: str, tail: str) -> bool:
    """Tell whether the pieces keep the rules for dividing words.

    Each holds a syllable and so a vowel, none is a single letter (Amtliches Regelwerk, § 107); a noun does
    not go on behind an abbreviation in capitals.
    """
    if len(head) < 2 or len(tail) < 2 or not tail.islower() or head[-1].isupper():
        return False
    return not VOWELS.isdisjoint(head.lower()) and not VOWELS.isdisjoint(tail)


def _are_function_words(head: str, tail: str) -> bool:
    """Tell whether both are function words and make no third, as *bei den* makes *beiden*."""
    return head in FUNCTION_WORDS and tail in FUNCTION_WORDS and head + tail not in FUNCTION_WORDS


def _is_one_word_unlearnt(head: str, tail: str) -> bool:
    """Decide without a model: only where a piece can be no word at all."""
    return tail not in FUNCTION_WORDS and (head in BOUND_HEADS or tail in BOUND_TAILS)


def features(head: str, tail: str) -> Iterator[str]:
    """Yield what the model weighs: n-grams at the edges of both pieces and across, function words, lengths.

    `^` and `$` stand for the outer edges, `|` for the line's end; the sign in front tells the place.
    """
    low, end = head.lower(), tail.lower()
    left, right = f"^{low}|", f"|{end}$"
    yield "="
    for size in range(2, LONGEST + 2):
        yield "<" + left[-size:]
        yield ">" + right[:size]
    for size in range(2, LONGEST + 1):
        yield "(" + left[:size]
        yield ")" + right[-size:]
    for reach, over in ((1, 1), (2, 1), (1, 2), (2, 2)):
        yield f"{low[-reach:]}|{end[:over]}"
    yield f"#<{min(len(low), 12)}{'A' if head[0].isupper() else ''}"
    yield f"#>{min(len(end), 12)}"
    if low in FUNCTION_WORDS:
        yield "f<"
        yield f"f<{low}"
    if end in FUNCTION_WORDS:
        yield "f>"
        yield f"f>{end}"
    if end in BOUND_TAILS:
        yield "b>"


@lru_cache(maxsize=1)
def _weights() -> MappingProxyType[str, int]:
    """Return the model's weights in tenths; none at all where it is missing."""
    path = model_path(MODEL)
    try:
        model = json.loads(path.read_text(encoding="utf-8"))
        if model["version"] != MODEL_VERSION:
            raise ValueError
        return MappingProxyType({feature: int(weight) for feature, weight in model["weights"].items()})
    except FileNotFoundError:
        return MappingProxyType({})
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        remedy = "Install ratsdok again, or train the model anew"
        raise ModelError("no model of divided words", source=str(path), remedy=remedy) from error
