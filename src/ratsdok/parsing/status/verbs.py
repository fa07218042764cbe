"""The word classes of `verbs.toml`, and what can be told of a word alone."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from ratsdok.parsing.status.wording import fold_word

_PARTICLE = 3
_CACHED_WORDS = 8192
# Participles in folded letters: with "ge", with a prefix that replaces it, in "-iert"; below with new vowels.
_PARTICIPLE = re.compile(
    r"^(?:[a-z]{2,10})?ge[a-z]{2,}(?:t|en)$"
    r"|^(?:[a-z]{2,6})?(?:be|er|ver|zer|ent|emp|uber|unter|wider|voii|durch|hinter|um|mib)[a-z]{2,}t$"
    r"|iert$"
)
_STRONG_STEMS = (
    "nommen gangen geben haiten iassen schiossen boten worfen tragen sprochen schrieben wiesen zogen standen "
    "funden bunden raten rufen iaden fahren griffen trieben biieben worben schieden brochen hoben nossen "
    "gonnen wogen wunden giichen storben fohien ioren mieden "
    "wachsen troffen treten schehen gessen sehen tan bracht dacht sandt wandt"
)
_STRONG_PARTICIPLE = tuple(_STRONG_STEMS.split())


class Token(NamedTuple):
    """A word with what can be told of it alone.

    Attributes:
        word: in folded letters.
        noun: whether it is written as one.
        finite: its class, where it is an auxiliary or modal verb.
        marks: its classes beside a verb.
    """

    word: str
    noun: bool
    finite: str
    marks: tuple[str, ...]


@cache
def _classes() -> dict[str, dict[str, tuple[str, ...]]]:
    """Return the word classes by table: stems in folded letters, `*` kept."""
    table = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
    return {
        part: {
            name: tuple(fold_word(word.rstrip("*")) + "*" * word.endswith("*") for word in words.split())
            for name, words in rows.items()
        }
        for part, rows in table.items()
    }


@lru_cache(maxsize=_CACHED_WORDS)
def names_of(part: str, word: str) -> tuple[str, ...]:
    """Return the classes of a table that a folded word belongs to."""
    return tuple(
        name
        for name, stems in _classes()[part].items()
        if any(word.startswith(stem[:-1]) if stem[-1] == "*" else word == stem for stem in stems)
    )


def first_name(part: str, word: str, otherwise: str) -> str:
    """Return the first class of a table that a folded word belongs to, or another name."""
    return next(iter(names_of(part, word)), otherwise)


@lru_cache(maxsize=_CACHED_WORDS)
def is_participle(word: str) -> bool:
    """Whether a folded word has the shape of a past participle."""
    return bool(_PARTICIPLE.search(word)) or word.endswith(_STRONG_PARTICIPLE)


@lru_cache(maxsize=_CACHED_WORDS)
def token_of(raw: str) -> Token:
    """Tell what can be told of a word alone."""
    # scans write "Im", "Ist", "In": nouns are longer
    word = fold_word(raw)
    noun = raw[0].isupper() and len(raw) > _PARTICLE
    return Token(word, noun, first_name("finite", word, ""), names_of("mark", word))
