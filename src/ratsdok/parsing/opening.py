"""What kind of report an opening sentence announces."""

from __future__ import annotations

import re
from typing import Literal

from rapidfuzz.distance import Indel

from ratsdok.parsing.lookalikes import fold
from ratsdok.profile import Profile

_WORD_ALIKE = 0.8  # of *Zwischenstand* and *abschließend*


def announced(sentence: str, profile: Profile) -> Literal["interim", "final", "mixed"] | None:
    """Return the kind of report by the words that the city has for it; None where there is none of them."""
    words = re.findall(r"\w{6,}", sentence)
    interim = any(_is_word(word, known) for word in words for known in profile.report.interim)
    final = any(_is_word(word, known) for word in words for known in profile.report.final)
    return "mixed" if interim and final else "interim" if interim else "final" if final else None


def _is_word(found: str, known: str) -> bool:
    """Whether a word is the known one, or an inflected or damaged form of it."""
    start, wanted = fold(found)[: len(fold(known))], fold(known)
    return Indel.normalized_similarity(start, wanted) >= _WORD_ALIKE
