"""How well lost hyphens are told, measured without annotation: `python -m bench.hyphens CORPUS`.

Many resolutions stand in several letters with other line breaks. Of a line's end and the next line's start
the truth is known where either the joined word or the two words side by side, never both, stand inside a line
somewhere in the corpus. The model that judges a letter has not seen the letters of its paper.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple
from unittest.mock import patch

from ratsdok.parsing import hyphens
from ratsdok.parsing.hyphens import is_one_word
from ratsdok.training.hyphens import train

_FOLDS = 6
_WORD = re.compile(r"[^\W\d_]+")
_NEIGHBOURS = re.compile(r"([^\W\d_]+) (?=([^\W\d_]+))")
_BREAK = re.compile(r"([^\W\d_]+)\n([^\W\d_]+)")
_PAGE_MARK = re.compile(r"\W*\d\W*")


class Letter(NamedTuple):
    """A letter's lines, and the paper that it is about."""

    paper: str
    lines: list[str]


class Known(NamedTuple):
    """A line's end and the next line's start whose truth is known."""

    paper: str
    head: str
    tail: str
    is_one: bool


def main(corpus: Path) -> None:
    """Print the figures and the misses."""
    letters = list(_letters(corpus))
    known = list(_known(letters))
    judged = [(pair, answer) for fold in range(_FOLDS) for pair, answer in _judge(letters, known, fold)]
    outcomes = Counter((pair.is_one, answer) for pair, answer in judged)
    joined = outcomes[True, True]
    print(f"pairs      {len(judged)}")
    print(f"right      {(joined + outcomes[False, False]) / len(judged):.4f}")
    print(f"precision  {joined / (joined + outcomes[False, True]):.4f}")
    print(f"recall     {joined / (joined + outcomes[True, False]):.4f}")
    for pair, answer in judged:
        if pair.is_one != answer:
            print("glued  " if answer else "divided", pair.head, pair.tail)


def _letters(corpus: Path) -> Iterator[Letter]:
    for path in sorted((corpus / "raw").glob("*.txt")):
        gold = corpus / "gold" / f"{path.stem}.json"
        paper = json.loads(gold.read_text("utf-8")).get("paper") if gold.exists() else None
        lines = [line.strip() for line in path.read_text("utf-8").splitlines()]
        yield Letter(paper or path.stem, [line for line in lines if line and not _PAGE_MARK.fullmatch(line)])


def _known(letters: Sequence[Letter]) -> Iterator[Known]:
    inner = [line.split()[1:-1] for letter in letters for line in letter.lines]
    words = {word for tokens in inner for word in _WORD.findall(" ".join(tokens))}
    neighbours = {pair for letter in letters for line in letter.lines for pair in _NEIGHBOURS.findall(line)}
    for letter in letters:
        for before, after in pairwise(letter.lines):
            # a line may take part in two breaks, so each is looked at by itself
            found = _BREAK.search(f"{before}\n{after}")
            if found and found[2][0].islower():
                is_one, are_two = found[1] + found[2] in words, found.groups() in neighbours
                if is_one != are_two:
                    yield Known(letter.paper, found[1], found[2], is_one)


def _judge(letters: Sequence[Letter], known: Sequence[Known], fold: int) -> list[tuple[Known, bool]]:
    """Judge the pairs of a fold's papers by a model made of the other letters."""
    papers = Counter(letter.paper for letter in letters)
    ranked = sorted(papers, key=lambda paper: (-papers[paper], paper))
    tested = set(ranked[fold::_FOLDS])
    with TemporaryDirectory() as folder:
        path = Path(folder) / hyphens.MODEL
        train(("\n".join(letter.lines) for letter in letters if letter.paper not in tested), path)
        with patch.object(hyphens, "model_path", lambda name: path):
            hyphens._weights.cache_clear()
            is_one_word.cache_clear()
            return [(pair, is_one_word(pair.head, pair.tail)) for pair in known if pair.paper in tested]


if __name__ == "__main__":
    main(Path(sys.argv[1]))
