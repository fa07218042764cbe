"""What the trained model is shown of a statement: cues, aspects of its sentences, and hashed words.

No word of a letter reaches the model as it stands: words are numbers of buckets that many words share.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import combinations
from zlib import crc32

from ratsdok.parsing.status.rules import Reading
from ratsdok.parsing.status.wording import fold_word

_WORD = re.compile(r"(?<![\w-])[^\W\d_]{2,}(?![\w-])")
_BUCKETS = 4096
# What is done and what comes of it; the middle mostly tells of the subject.
_FIRST, _LAST = 40, 60
_STEM = 12
_CACHED_WORDS = 8192
_MANY = 4
# Aspects that move a status; what merely is says little beside them.
_TELLING = frozenset("done begun runs to-come open passive part held refused duty fulfilled since".split())
_UNFINISHED = frozenset("runs to-come open passive part begun if".split())


def _joined(names: Iterable[str]) -> str:
    return "+".join(sorted(names))


def cue_features(reading: Reading) -> list[str]:
    """Return the features that the cues give: senses, where they stand, and in what report."""
    report = f"report={reading.report}"
    features = [f"says={sense}" for sense in sorted(reading.all)]
    features += [f"ends={sense}" for sense in sorted(reading.last)]
    features += [f"begins={sense}" for sense in sorted(reading.senses[0])]
    features += [f"says={sense}+{report}" for sense in sorted(reading.all)]
    return [*features, f"together={_joined(reading.all)}"]


def aspect_features(reading: Reading) -> list[str]:
    """Return how the aspects of the sentences add up.

    A linear model cannot multiply: that something is done *and* something is open must be a feature of its
    own, and so must that with the kind of report.
    """
    report = f"report={reading.report}"
    first, last = reading.aspects[0], reading.aspects[-1]
    every = frozenset().union(*reading.aspects)
    telling = every & _TELLING
    closing = next(
        (told for aspects in reversed(reading.aspects) if (told := aspects & _TELLING)), frozenset()
    )
    finished = sum("done" in aspects and not aspects & _UNFINISHED for aspects in reading.aspects)
    sums = [
        f"telling={_joined(telling)}",
        f"closing={_joined(closing)}",
        f"done={bool(every & {'done', 'fulfilled', 'since'})} open={bool(every & _UNFINISHED)}",
        f"thirds done={round(3 * finished / len(reading.aspects))}",
    ]
    features = [report, f"sentences={min(len(reading.aspects), _MANY)}"]
    features += [f"any {aspect}" for aspect in sorted(every)] + [f"any {a}+{report}" for a in sorted(every)]
    features += [f"first {aspect}" for aspect in sorted(first)] + [f"last {a}" for a in sorted(last)]
    features += [f"first={_joined(first)}", f"last={_joined(last)}"]
    features += [f"pair {one}+{other}" for one, other in combinations(sorted(telling), 2)]
    return [*features, *sums, *(f"{total}+{report}" for total in sums)]


@lru_cache(maxsize=_CACHED_WORDS)
def _bucket(word: str) -> str:
    return f"{word[0].isupper():d}{crc32(fold_word(word)[:_STEM].encode()) % _BUCKETS:x}"


def word_features(text: str) -> list[str]:
    """Return the statement's words as numbers of buckets, each once; nouns apart from small words."""
    words = _WORD.findall(text)
    if len(words) > _FIRST + _LAST:
        words = words[:_FIRST] + words[-_LAST:]
    return sorted(set(map(_bucket, words)))


def all_features(text: str, reading: Reading) -> list[str]:
    """Return all features of a statement and its reading."""
    return aspect_features(reading) + cue_features(reading) + word_features(text)
