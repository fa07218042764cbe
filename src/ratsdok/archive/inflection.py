"""Which forms a German word takes: a light stemming that can be told in a few sentences.

Endings are exchanged and the umlaut of a plural comes and goes; no word is looked up. The shorter a form, the
more of a word it must be: *Radweg* is sought anywhere, *Schule* at the end of a word, *Weg* as a whole word.
Otherwise *Schulen* would find *Schulden*, and *Orte* would find *sofort*.
"""

from __future__ import annotations

import re
from collections.abc import Set
from typing import NamedTuple

_ENDINGS = ("em", "en", "er", "es", "e", "s")
_FORMS = ("", "e", "em", "en", "er", "ern", "es", "n", "s")
_OF_PLURALS = ("e", "en", "er", "ern")
_OF_SINGULARS = ("", "es", "s")
_MAY_STAY = ("el", "en", "er")  # in the plural too: Mängel, Gärten, Mütter
_DOUBLED = {"nisse": "nis", "nissen": "nis", "nisses": "nis", "innen": "in"}

_OF_OTHERS = ("em", "er", "ern")
"""Endings that make another word of many a noun: *Lage* and *Lager*, *Träger* and *Vertrag*."""

_SHORTEST = 3
_ENDS_WORDS = 5  # letters of a form that may be the second part of a compound: Grundschule, Jugendämter
_ANYWHERE = 6  # letters of a stem that may be any part: Uferradwegbau

_VOWEL = re.compile(r"(?<![aeiou])(a|o|u)(u?)(?=[^aeiou]*(?:e[lnr])?$)")
_UMLAUT = re.compile(r"(?<![aeiou])([aou])e(u?)(?=[^aeiou]*(?:e[lnr])?$)")
_TWO_LETTERS = re.compile(r"(?<![aeiou])[aou]e")


class Forms(NamedTuple):
    """What a word is sought as, in folded texts: a blank stands where a word must begin or end.

    Attributes:
        inflected: other forms of it, as whole words.
        parts: what may be part of a word; the word itself is among them.
        changed: forms that have an umlaut where it has none, or none where it has one.
    """

    inflected: frozenset[str]
    parts: frozenset[str]
    changed: frozenset[str]


def forms_of(word: str) -> Forms:
    """Return the forms of a folded word of at least three letters."""
    base = word[:-1] if word.endswith(("eln", "ern")) else word
    stem, ending = _divided(base)
    stays_the_same_word = ending not in _OF_OTHERS
    stems, ends = {base}, {base}
    if stays_the_same_word:
        stems.add(stem)
        ends |= {stem + form for form in _FORMS if form not in _OF_OTHERS}
    singulars, plurals = _singulars(base, stem, ending), _plurals(base, stem, ending)
    return Forms(
        inflected=_whole(({stem + form for form in _FORMS} | {base, base + "n", base + "s"}) - {word}),
        parts=frozenset({word}) | _anywhere(stems) | _at_the_end(ends),
        changed=_whole(singulars | plurals)
        | _at_the_end(plurals | singulars if stays_the_same_word else plurals)
        | (_anywhere(singulars) if stays_the_same_word else frozenset()),
    )


def _divided(word: str) -> tuple[str, str]:
    """Return a word's stem and its ending, which may be empty."""
    for ending, kept in _DOUBLED.items():
        stem = word.removesuffix(ending) + kept
        if word.endswith(ending) and len(stem) >= _ANYWHERE:
            return stem, ending
    for ending in _ENDINGS:
        stem = word.removesuffix(ending)
        if stem != word and len(stem) >= _SHORTEST and not _is_its_own(stem, ending):
            return stem, ending
    return word, ""


def _is_its_own(stem: str, ending: str) -> bool:
    """Tell whether what looks like an ending belongs to the word: the s of Kreis, the n of schön."""
    if ending == "s":
        return stem[-1] in "ius"
    return _TWO_LETTERS.search(stem[-2:] + ending[:1], 1) is not None


def _plurals(base: str, stem: str, ending: str) -> set[str]:
    """Return the plurals that a word may have with an umlaut: Haus, Häuser; Garten, Gärten."""
    if base.endswith(_MAY_STAY) and (ending or base.endswith("el")):
        return {_VOWEL.sub(r"\1e\2", base) + each for each in ("", "n")} if _VOWEL.search(base) else set()
    if ending not in _OF_SINGULARS:
        return set()
    roots = (root for root in (base, stem) if _VOWEL.search(root))
    return {_VOWEL.sub(r"\1e\2", root) + each for root in roots for each in _OF_PLURALS}


def _singulars(base: str, stem: str, ending: str) -> set[str]:
    """Return the singulars that a plural with an umlaut may have: Häuser, Haus; Gärten, Garten."""
    found = set()
    if base.endswith(_MAY_STAY) and (ending or base.endswith("el")) and _UMLAUT.search(base):
        found.add(_UMLAUT.sub(r"\1\2", base))
    if ending in _OF_PLURALS and _UMLAUT.search(stem):
        found |= {_UMLAUT.sub(r"\1\2", stem) + each for each in _OF_SINGULARS}
    return found


def _whole(forms: Set[str]) -> frozenset[str]:
    return frozenset(f" {form} " for form in forms)


def _at_the_end(forms: Set[str]) -> frozenset[str]:
    return frozenset(f"{form} " for form in forms if _letters(form) >= _ENDS_WORDS)


def _anywhere(forms: Set[str]) -> frozenset[str]:
    return frozenset(form for form in forms if _letters(form) >= _ANYWHERE)


def _letters(form: str) -> int:
    """Return how many letters a form has where umlauts have one."""
    return len(_TWO_LETTERS.sub("x", form))
