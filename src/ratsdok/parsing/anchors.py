"""Does a line say one of the form's set phrases?

Phrases are compared as a person compares, look-alikes counting as equal, since scans damage exactly the
printed phrases that a strict pattern would look for.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from rapidfuzz.distance import Indel

from ratsdok.form.wording import PAPERS, PREVIOUS_CHECKS
from ratsdok.parsing.dates import find_dates
from ratsdok.parsing.lookalikes import fold, fold_with_ends
from ratsdok.parsing.margins import is_mark
from ratsdok.parsing.references import meeting_grammar, paper_grammar
from ratsdok.parsing.text import Row
from ratsdok.profile import Profile

# How alike a phrase must be. Below, sentences that merely share words with the phrase come in.
REFERENCE_ALIKE = 0.75
SALUTATION_ALIKE = 0.8
NEXT_CHECK_ALIKE = 0.8
FIRST_WORD_ALIKE = 0.7  # *nächste* itself: *letzte* and *siehe* share the longer word behind it
ACKNOWLEDGEMENT_ALIKE = 0.8
CLOSING_ALIKE = 0.62
NAMES_ALIKE = 0.9

# Below, two letters more or less make nothing alike that matters: most rows are told from a phrase at once.
_HOPELESS = 0.4
_LONGEST_PHRASE = 120

_BULLETS = "-–•■▪°®"
_LEADING_SPECKS = "\"'`´.,:;*^~|/\\ "
_BEHIND_REFERENCE = re.compile(r"\S{0,3}\s*(?:zu[mr]?\b|:)")  # the rest of a longer misreading, and *zu*
# What is left of a paper's number: its first letter, and two digits of a year behind what was a stroke.
_DAMAGED_NUMBER = re.compile(r"\s*[A-ZÄÖÜ\\]\S{2,9}[/’'´,.|]\s?\d\d(?!\d)")
_NEXT_CHECK_END = re.compile(r"\s*[:;]")
_SENTENCE_FORM = re.compile(r"\s+(?:erfolgt|ist|wird|findet)\b.*[.!]?$")
_RUNNING_TEXT = re.compile(r"^\W*nächsten\b")  # im Zuge der / nächsten Beschlusskontrolle: not the label


@cache
def _folded_phrase(phrase: str) -> str:
    return fold(phrase)


@lru_cache(maxsize=4096)  # several rooms ask for the same line
def start_alike(text: str, phrase: str) -> tuple[float, int]:
    """Tell how much the start of a text looks like a phrase.

    Returns:
        The likeness from 0 to 1, and where in the text the phrase then ends.
    """
    wanted = _folded_phrase(phrase)
    found, ends = fold_with_ends(text[:_LONGEST_PHRASE])
    if len(found) < max(len(wanted) - 2, 1):
        return 0.0, 0
    best, end = Indel.normalized_similarity(found[: len(wanted)], wanted), ends[: len(wanted)][-1]
    if best < _HOPELESS:
        return best, end
    for length in range(max(len(wanted) - 2, 1), min(len(wanted) + 2, len(found)) + 1):
        likeness = Indel.normalized_similarity(found[:length], wanted)
        if likeness > best:
            best, end = likeness, ends[length - 1]
    return best, end


def is_page_mark(row: Row) -> bool:
    """Tell whether a row is nothing but a page's number (`-2-`, `Seite 1 von 2`), by words or by place."""
    return row.in_margin or is_mark(row.text)


def is_speck(row: Row) -> bool:
    """Tell whether a row is no words at all: a speck, a stroke, a fold of the paper. Bullets are not."""
    return not any(c.isalnum() for c in row.text) and row.text not in _BULLETS


def is_reference_line(row: Row, profile: Profile) -> bool:
    """Tell whether a row is the reference line: *Beschlusskontrolle zu* and a paper's number.

    That may be damaged beyond reading; then something like it, or the meeting's number behind it, will do.
    """
    text = row.text.lstrip(_LEADING_SPECKS)
    likeness, end = start_alike(text, profile.phrases.reference)
    if likeness < REFERENCE_ALIKE:
        return False
    rest = _BEHIND_REFERENCE.match(text, end)
    if rest is None:
        return False
    numbers = text[rest.end() :]
    grammars = paper_grammar(profile), meeting_grammar(profile)
    return any(next(grammar.find_on_line(numbers), None) for grammar in grammars) or bool(
        _DAMAGED_NUMBER.match(numbers)
    )


def is_salutation(row: Row, profile: Profile) -> bool:
    """Tell whether a row is the salutation."""
    return start_alike(row.text, profile.phrases.salutation)[0] >= SALUTATION_ALIKE


def is_closing(text: str, profile: Profile) -> bool:
    """Tell whether a line is the closing formula, in whatever state of decay."""
    phrase = profile.phrases.closing
    if len(text) > len(phrase) + 12:
        return False
    last_word = fold(phrase.split()[-1])
    likeness = Indel.normalized_similarity(fold(text), fold(phrase))
    return likeness >= CLOSING_ALIKE or (len(text) < len(phrase) and fold(text).endswith(last_word))


def is_acknowledgement(text: str, profile: Profile) -> bool:
    """Tell whether a line is the heading over those who take note."""
    wanted = profile.phrases.acknowledgement
    return len(text) < 2 * len(wanted) and start_alike(text, wanted)[0] >= ACKNOWLEDGEMENT_ALIKE


def names_others(row: Row) -> bool:
    """Tell whether a row begins a standard letter's list of earlier checks, or of other papers."""
    for label in (PREVIOUS_CHECKS, PAPERS):
        likeness, end = start_alike(row.text, label.strip(": "))
        if likeness >= NAMES_ALIKE and row.text[end:].lstrip()[:1] in (":", ";"):
            return True
    return False


def next_check_label(row: Row, profile: Profile) -> int | None:
    """Return where the words behind the next check's label begin, or None where a row does not begin with it.

    Behind the label stands a colon, or at once the date, or nothing: the date is then on the next line.
    """
    if _RUNNING_TEXT.match(row.text):
        return None
    for phrase in profile.phrases.next_check:
        likeness, end = start_alike(row.text, phrase)
        if likeness < NEXT_CHECK_ALIKE or start_alike(row.text, phrase.split()[0])[0] < FIRST_WORD_ALIKE:
            continue
        rest = row.text[end:]
        if _SENTENCE_FORM.match(rest) and next(find_dates(rest), None):
            return end
        colon = _NEXT_CHECK_END.match(rest)
        bare = not any(c.isalnum() for c in rest) and not rest.strip().startswith((".", ","))
        if bare or colon or next((d.start for d in find_dates(rest)), 99) <= 1:
            return end + (colon.end() if colon else 0)
    return None
