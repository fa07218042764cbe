"""Makes the model of divided words: n-gram weights that tell a lost hyphen from two words.

No text tells where scans lost hyphens, so examples are made of whole lines: a word cut where it may be
divided is one word, two neighbours are two. With the same seed and texts the file comes out byte for byte
the same. Of the texts nothing is kept but n-grams of at most four letters, each seen in several words.
"""

from __future__ import annotations

import json
import math
import random
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from ratsdok.errors import OutputError
from ratsdok.model_files import models_folder
from ratsdok.parsing.hyphens import MODEL_VERSION, SCALE, VOWELS, features
from ratsdok.parsing.particles import COMPOUND_PARTICLES, FUNCTION_WORDS, LURING_WORDS, PARTICLE_FORMS
from ratsdok.training.data import invented

FLOOR = 3  # different words that an n-gram must be seen in

_WORD = re.compile(r"[^\W\d_]+")
_NEIGHBOURS = re.compile(r"([^\W\d_]+) (?=([^\W\d_]+))")
_STRINGS = re.compile(r'"([^"\n]*)"')  # the texts of a content file
_ONSETS = re.compile(
    "[bcdfghjklmnpqrstvwxzß]|[bfgp]l|[bdfgkpt]r|c[hk]|gn|k[ln]|pf|qu|sch[lmnrw]?|spr?|str?|th|zw"
)
_HIATUS = ("io", "ia", "iu", "eo", "ea")  # vowels of two syllables
_INSEPARABLE = frozenset(["ch", "ck", "ph", "qu", "sch", "th"])
_LINKED_BY_S = ("ung", "heit", "keit", "schaft", "ion", "tät", "ing")
_NAMED = ("f<", "f>")  # features that name a word, all of the closed list
_MOST_OF_ONE = 6.0  # how often one pair counts at most
_COMPOUNDS = 0.3  # made-up compounds for each cut word
_STRANGERS = 1.0  # made-up neighbours for each real pair
_WEIGHT_OF_MADE_UP = 0.5
_DRAWS = 4  # fits to average, each with other made-up examples: a single one leans on its luck
_EPOCHS = 8
_RATE = 0.3
_DECAY = 1e-4


class Example(NamedTuple):
    """Two pieces that stand before and after a line's end.

    Attributes:
        head: the letters before it.
        tail: the letters after it.
        sources: the words that the pieces are from.
    """

    head: str
    tail: str
    sources: tuple[str, str]


class Examples(NamedTuple):
    """What to learn from, each example with how often it counts."""

    one_word: Mapping[Example, float]
    two_words: Mapping[Example, float]


def train(texts: Iterable[str], out: Path, seed: int = 7) -> None:
    """Make the model from letters and from the invented texts, and write it.

    Args:
        texts: the letters, lines ended by a newline.
        out: the file.
        seed: the same seed and texts give the same file.

    Raises:
        ModelError: the invented statements are missing or damaged.
        OutputError: the file cannot be written.
    """
    model = {"version": MODEL_VERSION, "weights": weights_of(texts, seed)}
    try:
        out.write_text(json.dumps(model, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
    except OSError as error:
        raise OutputError(f"the model cannot be written ({error.strerror})", source=str(out)) from error


def weights_of(texts: Iterable[str], seed: int = 7) -> dict[str, int]:
    """Return the weights of the features, in tenths, sorted by feature."""
    order = random.Random(seed)
    lines = [*_inner_lines(texts), *_invented_texts()]
    total: Counter[str] = Counter()
    for _ in range(_DRAWS):
        total.update(_fit(_examples(lines, order), order))
    rounded = {feature: round(weight / _DRAWS * SCALE) for feature, weight in sorted(total.items())}
    return {feature: weight for feature, weight in rounded.items() if weight}


def _inner_lines(texts: Iterable[str]) -> Iterator[str]:
    """Yield each line without the words at its edges, which may be pieces themselves."""
    for text in texts:
        for line in text.splitlines():
            yield " ".join(line.split()[1:-1])


def _invented_texts() -> Iterator[str]:
    """Yield invented prose: the statements that ship, and in a checkout the sample letters."""
    for example in invented():
        yield example.text
    samples = models_folder().parent / "samples"
    for path in sorted((samples / "letters").glob("*.toml")):
        yield from _STRINGS.findall(path.read_text(encoding="utf-8"))


def _examples(lines: list[str], order: random.Random) -> Examples:
    words = Counter(word for line in lines for word in _WORD.findall(line))
    two_words: defaultdict[Example, float] = defaultdict(float)
    two_words |= Counter(
        Example(head, tail, (head, tail))
        for line in lines
        for head, tail in _NEIGHBOURS.findall(line)
        if tail[0].islower()
    )
    # "geneh migt" inside a line is a word that a scan has torn: "genehmigt" stands there more often
    for pair, count in list(two_words.items()):
        if pair.head not in FUNCTION_WORDS and count < words[pair.head + pair.tail]:
            del two_words[pair]
    adjacent = {(example.head, example.tail) for example in two_words}
    one_word: defaultdict[Example, float] = defaultdict(float)
    for example, share in _cut_words(words):
        if (example.head, example.tail) not in adjacent:
            one_word[example] += share
    made_up = [*_compounds(words, int(_COMPOUNDS * sum(one_word.values())), order)]
    strangers = [*_strangers(words, int(_STRANGERS * sum(two_words.values())), order)]
    _add(one_word, (pair for pair in made_up if (pair.head, pair.tail) not in adjacent))
    whole = {word.lower() for word in words}
    _add(two_words, (pair for pair in strangers if (pair.head + pair.tail).lower() not in whole))
    return Examples(one_word, two_words)


def _add(counts: defaultdict[Example, float], made_up: Iterable[Example]) -> None:
    for example in made_up:
        counts[example] += _WEIGHT_OF_MADE_UP


def _cut_words(words: Mapping[str, int]) -> Iterator[tuple[Example, float]]:
    """Yield every word cut in all ways it may be divided, which share its count."""
    known = {word.lower() for word in words}
    certain = dict.fromkeys(sorted(COMPOUND_PARTICLES | PARTICLE_FORMS | LURING_WORDS), 2)
    for word, count in [*words.items(), *certain.items()]:
        places = divisions(word, known)
        for place in places:
            yield Example(word[:place], word[place:], (word, word)), count / len(places)


def divisions(word: str, known: Collection[str] = ()) -> list[int]:
    """Return where a word may be divided, by the sounds that a German syllable can start with.

    Args:
        word: the word.
        known: words in lower case; before one of four letters or more a compound is divided though it
            starts with a vowel.
    """
    low = word.lower()
    return [
        place
        for place in range(2, len(low) - 1)
        if not VOWELS.isdisjoint(low[:place])
        and not VOWELS.isdisjoint(low[place:])
        and low[place - 1 : place + 1] not in _INSEPARABLE
        and low[place - 2 : place + 1] not in _INSEPARABLE
        and (_starts_syllable(low, place) or _is_second_part(low, place, known))
    ]


def _starts_syllable(word: str, place: int) -> bool:
    rest = word[place:]
    onset = rest[: next(i for i, letter in enumerate(rest) if letter in VOWELS)]
    return (
        _ONSETS.fullmatch(onset) is not None
        or word[place - 1 : place + 1] in _HIATUS
        or (word[place - 1], rest) == ("i", "en")
    )


def _is_second_part(word: str, place: int, known: Collection[str]) -> bool:
    return (
        word[place] in VOWELS
        and word[place - 1] not in VOWELS
        and len(word) - place >= 4
        and word[place:] in known
    )


def _compounds(words: Mapping[str, int], count: int, order: random.Random) -> Iterator[Example]:
    """Yield compounds of two nouns: a noun that starts in lower case goes on with a word."""
    nouns = [w for w in sorted(words) if len(w) > 3 and w.istitle() and w.lower() not in words]
    for head, tail in _drawn(words, nouns, nouns, count, order):
        linked = f"{head}s" if head.endswith(_LINKED_BY_S) else head
        yield Example(linked, tail.lower(), (head, tail))


def _strangers(words: Mapping[str, int], count: int, order: random.Random) -> Iterator[Example]:
    """Yield pairs of words that have not met: which two meet is chance, how words end and start is not."""
    heads = [word for word in sorted(words) if len(word) > 1]
    tails = [word for word in heads if word.islower()]
    for head, tail in _drawn(words, heads, tails, count, order):
        yield Example(head, tail, (head, tail))


def _drawn(
    words: Mapping[str, int], heads: list[str], tails: list[str], count: int, order: random.Random
) -> Iterator[tuple[str, str]]:
    """Yield pairs at random, frequent words somewhat more often."""
    if heads and tails:
        shares = [[min(5, words[word]) for word in column] for column in (heads, tails)]
        yield from zip(
            order.choices(heads, shares[0], k=count), order.choices(tails, shares[1], k=count), strict=True
        )


def _supported(examples: Iterable[Example]) -> set[str]:
    """Return the features that are seen with enough different words, so that none tells a single one."""
    seen: defaultdict[str, set[Any]] = defaultdict(set)
    for head, tail, (source, target) in examples:
        for feature in features(head, tail):
            place = feature[0]
            word = source if place in "<(" else target if place in ">)" else source + target
            if len(seen[feature]) < FLOOR:
                seen[feature].add(word.lower())
    return {f for f, words in seen.items() if len(words) >= FLOOR or f.startswith(_NAMED)}


def _fit(examples: Examples, order: random.Random) -> dict[str, float]:
    """Fit a logistic regression by Adagrad; weights are averaged over the second half of the epochs."""
    supported = _supported([*examples.one_word, *examples.two_words])
    balance = sum(examples.one_word.values()) / max(1.0, sum(examples.two_words.values()))
    cases = [
        (
            [f for f in features(example.head, example.tail) if f in supported],
            is_one,
            min(_MOST_OF_ONE, n) * by,
        )
        for counts, is_one, by in ((examples.one_word, 1, 1.0), (examples.two_words, 0, balance))
        for example, n in counts.items()
    ]
    weights, squares, total = (dict.fromkeys(sorted(supported), start) for start in (0.0, 1.0, 0.0))
    for epoch in range(_EPOCHS):
        order.shuffle(cases)
        for found, is_one, count in cases:
            _step(found, is_one, count, weights, squares)
        if epoch >= _EPOCHS // 2:
            total = {feature: total[feature] + weight for feature, weight in weights.items()}
    return {feature: weight / (_EPOCHS - _EPOCHS // 2) for feature, weight in total.items()}


def _step(
    found: list[str], is_one: int, count: float, weights: dict[str, float], squares: dict[str, float]
) -> None:
    score = sum([weights[feature] for feature in found])
    error = (1 / (1 + math.exp(-max(-30.0, min(30.0, score)))) - is_one) * count
    if abs(error) < 1e-3:
        return
    for feature in found:
        gradient = error + _DECAY * weights[feature]
        squares[feature] += gradient * gradient
        weights[feature] -= _RATE * gradient / math.sqrt(squares[feature])
