"""What a person typed, as terms to be sought in folded texts. All of it is text: no syntax can be wrong.

Words must all occur, `"words in quotation marks"` as they stand, `-word` must not occur.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from typing import NamedTuple

from ratsdok.archive.folding import words_of
from ratsdok.archive.inflection import forms_of

MOST_TERMS = 20
LONGEST = 500
"""Characters of a query; like `MOST_TERMS` far from what people type, and a bound for the database's work."""

EXACT, INFLECTED, PART, CHANGED = 4, 3, 2, 1
"""How well a text fits: the word itself, another form of it, part of a word, a form with another umlaut."""

_QUOTES = '"„“”«»'
_CHUNK = re.compile(
    rf"(?P<minus>(?<!\S)-)?(?:[{_QUOTES}](?P<phrase>[^{_QUOTES}]*)[{_QUOTES}]?|(?P<chunk>[^\s{_QUOTES}]+))"
)
_APART = re.compile(r"(?<!\S)([^\W\d_])\s+(?=\d)")  # B 170 and V 2738/14 are one word each
_SHORTEST_PART = 3  # letters of a word that is also sought within words; the index knows nothing shorter
_SHORTEST_PIECE = 3  # letters of the pieces that a word may be divided into
_LONGEST_DIVIDED = 40
_DIGITS_OF_PAPER = 3  # that a number has which may be a paper's

_FILLING = frozenset(
    words_of(
        "der die das den dem des ein eine einen einem einer eines und oder in im an am auf aus bei mit nach "
        "seit von vom zu zum zur für über unter vor durch gegen ohne um als wie"
    )
)
"""Words that stand in a question, but that nobody looks for."""


class QueryError(ValueError):
    """There is nothing to search for in a query, or too much."""


@dataclass(frozen=True, slots=True)
class Paper:
    """Numbers of papers that a term may mean.

    Attributes:
        pattern: a regular expression for such a number in small letters, the same to Python and PostgreSQL.
        digits: that stand in the number.
    """

    pattern: str
    digits: str


@dataclass(frozen=True, slots=True)
class Term:
    """A word or phrase that is sought.

    Attributes:
        grades: how well a text fits that holds one of some pieces, the best first.
        paper: numbers of papers that fit as well as the word itself.
    """

    grades: tuple[tuple[int, tuple[str, ...]], ...]
    paper: Paper | None = None

    @property
    def pieces(self) -> tuple[str, ...]:
        """All pieces of folded text that fit."""
        return tuple(piece for _, pieces in self.grades for piece in pieces)

    @property
    def marked(self) -> tuple[str, ...]:
        """Pieces of folded text that are marked where they are found: also the word itself within others."""
        grades = dict(self.grades)
        return (*self.pieces, *(piece.strip() for piece in grades[EXACT] if PART in grades))

    @property
    def roots(self) -> tuple[str, ...]:
        """Pieces of at least three characters, as few as can be, one of which is in every text that fits."""
        cut = {piece.rstrip() if len(piece.rstrip()) >= _SHORTEST_PART else piece for piece in self.pieces}
        return _fewest(cut)

    def grade(self, folded: str) -> int:
        """Return how well a folded text fits; 0 is not at all."""
        fitting = (grade for grade, pieces in self.grades if any(piece in folded for piece in pieces))
        return next(fitting, 0)


@dataclass(frozen=True, slots=True)
class Query:
    """Terms that must all occur, and terms none of which may."""

    wanted: tuple[Term, ...]
    unwanted: tuple[Term, ...]


def query_of(text: str) -> Query:
    """Return the terms of what was typed.

    Raises:
        QueryError: there is nothing to search for, or too much.
    """
    if len(text) > LONGEST:
        raise QueryError(f"the query has more than {LONGEST} characters")
    text = _APART.sub(r"\1", text)
    chunks = [chunk for chunk in map(_chunk, _CHUNK.finditer(text)) if chunk.words]
    wanted = [chunk for chunk in chunks if not chunk.minus]
    telling = [chunk for chunk in wanted if chunk.quoted or not _FILLING.issuperset(chunk.words)] or wanted
    unwanted = [chunk for chunk in chunks if chunk.minus]
    if not telling:
        raise QueryError(
            "the query says only what to leave out"
            if unwanted
            else "there is nothing to search for in the query"
        )
    if all(chunk.letters == 1 for chunk in telling):
        raise QueryError("a single letter is too little to search for")
    if len(telling) + len(unwanted) > MOST_TERMS:
        raise QueryError(f"the query has more than {MOST_TERMS} words")
    return Query(
        wanted=tuple(dict.fromkeys(_term(chunk) for chunk in telling)),
        unwanted=tuple(dict.fromkeys(_term(chunk) for chunk in unwanted)),
    )


class _Chunk(NamedTuple):
    """What stands between blanks, or between quotation marks."""

    words: tuple[str, ...]
    letters: int
    quoted: bool
    minus: bool


def _chunk(match: re.Match[str]) -> _Chunk:
    quoted = match["phrase"] is not None
    text = match["phrase"] if quoted else match["chunk"]
    letters = sum(map(str.isalnum, text))
    return _Chunk(tuple(words_of(text)), letters, quoted, minus=bool(match["minus"]))


def _term(chunk: _Chunk) -> Term:
    words, paper = chunk.words, _paper(chunk.words)
    exact = f" {' '.join(words)} "
    if chunk.quoted:
        return _graded(paper, {exact})
    joined = "".join(words)
    parts = {exact[0 if _is_whole(words[0]) else 1 : None if _is_whole(words[-1]) else -1]}
    if _is_whole(joined) or any(word.isdecimal() for word in words):
        return _graded(paper, {exact}, set(), parts - {exact})
    forms = forms_of(joined)  # of Bus-Spur those of Busspur, which such a word is folded to as well
    parts |= forms.parts | {*_divided(joined)}
    return _graded(paper, {exact, f" {joined} "}, forms.inflected, parts, forms.changed)


def _graded(paper: Paper | None, *found: Set[str]) -> Term:
    grades = zip((EXACT, INFLECTED, PART, CHANGED), found, strict=False)
    return Term(tuple((grade, _fewest(pieces)) for grade, pieces in grades if pieces), paper)


def _fewest(pieces: Set[str]) -> tuple[str, ...]:
    """Return pieces without those that hold another one."""
    return tuple(sorted(piece for piece in pieces if not any(other in piece for other in pieces - {piece})))


def _is_whole(word: str) -> bool:
    """Tell whether a word is sought as a whole only: a number, or one so short that it is in many others."""
    return word.isdecimal() or len(word) < _SHORTEST_PART


def _divided(word: str) -> Iterator[str]:
    """Yield a word in two pieces, as in *Bus Spur*, or where the end of a line left a blank."""
    if len(word) <= _LONGEST_DIVIDED:
        for at in range(_SHORTEST_PIECE, len(word) - _SHORTEST_PIECE + 1):
            yield f"{word[:at]} {word[at:]}"


def _paper(words: Sequence[str]) -> Paper | None:
    """Return which numbers of papers words may mean: 2738 is in V2738/14, and 126/15 is A0126/15."""
    numbers = [word for word in words if word.isdecimal() and word.isascii()]
    if not numbers or not "".join(words).isascii():
        return None
    if len(words) == 1 and len(numbers[0]) < _DIGITS_OF_PAPER:
        return None
    pattern, before = "", ""
    for word in words:
        border = "[^a-z0-9]+" if before.isdecimal() and word.isdecimal() else "[^a-z0-9]*"
        pattern += (border if before else "") + ("0*" if word.isdecimal() else "") + word
        before = word
    return Paper(rf"(^|[^{_like(words[0])}]){pattern}([^{_like(words[-1])}]|$)", max(numbers, key=len))


def _like(word: str) -> str:
    return "0-9" if word.isdecimal() else "a-z"
