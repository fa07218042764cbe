"""Names and offices under a letter, read through signatures.

A damaged name is read against the officers that the profile knows; a clean one that it does not know is
taken as it stands.
"""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

from ratsdok.parsing.anchors import start_alike
from ratsdok.parsing.lookalikes import fold
from ratsdok.profile import Officer, Profile

NAME_ALIKE = 0.74  # of a damaged name with an officer's: two thirds of a name under a scribble suffice
SURE = 0.9  # a name read beyond doubt
_WHOLE_ALIKE = 0.95  # of a second name in the same row
_FIRST_ALIKE = 0.6  # of a clean first name with the officer's; below, it is someone else of that surname
_OFFICE_ALIKE = 0.8
_UNIT_ALIKE = 0.85
_FIRST_NAME = 0.8  # the whole first name and the surname's beginning: Detlef S^
_SURNAME_ONLY = 0.1  # what a surname alone falls short of the whole name
_FRAGMENT = 0.7  # of a fragment with a part of the name
_LEAST_FRAGMENT, _MOST_FRAGMENT = 4, 14
UNKNOWN = 0.79  # a clean name that the profile does not know
_MOST_LETTERS, _LEAST_LETTERS = 70, 5

_TITLE = re.compile(r"\b(?:Dr|Prof|Herr|Frau|Herrn)\b\.?\s*")
_NAME = re.compile(
    r"^(?:(?:Herr|Frau)\s+)?"
    r"(?P<name>(?:(?:Prof\.|Dr\.)\s*)*[A-ZÄÖÜ][a-zäöüßé]+(?:[ -](?:von |van |zu )?[A-ZÄÖÜ][a-zäöüßé]+){1,3})$"
)


def names_in(text: str, date: dt.date | None, profile: Profile) -> list[tuple[str, float]]:
    """Return the names that a line holds and how sure they are; two columns may stand in one line.

    Args:
        text: the line.
        date: the letter's date, to leave out officers of other times; None takes all.
        profile: the city's officers.
    """
    best = officer_in(text, date, profile)
    if best:
        others = [(o.name, found) for o in profile.officers if (found := _likeness(text, o)) >= _WHOLE_ALIKE]
        return [(best[0].name, best[1]), *(other for other in others if other[0] != best[0].name)]
    match = _NAME.match(text)
    if match and not is_office(text, profile) and not _is_unit(text, profile):
        return [(match["name"], UNKNOWN)]
    return []


def officer_in(text: str, date: dt.date | None, profile: Profile) -> tuple[Officer, float] | None:
    """Return the officer whose name a line is likeliest to be, and how likely."""
    if len(text) > _MOST_LETTERS or sum(c.isalpha() for c in text) < _LEAST_LETTERS - 1:
        return None
    best, likeness = None, NAME_ALIKE
    for officer in profile.officers:
        found = _likeness(text, officer) if date is None or officer.existed(date) else 0.0
        if found > likeness or (found == likeness and best is None):
            best, likeness = officer, found
    return (best, likeness) if best else None


@lru_cache(maxsize=2048)
def _likeness(text: str, officer: Officer) -> float:
    """Return how much a line looks like an officer's name, whole or in what a signature leaves of it."""
    first, _, surname = _TITLE.sub("", officer.name).partition(" ")
    bare = _TITLE.sub("", text).strip()
    found, wanted = fold(bare), fold(first + surname)
    likeness = Indel.normalized_similarity(found, wanted)
    alone = len(found) < len(wanted) + _LEAST_LETTERS
    if alone and likeness < _FIRST_NAME and _NAME.match(bare) and _differ(bare.split()[0], first):
        return 0.0
    if len(found) > len(wanted):  # two columns in one row
        likeness = max(likeness, fuzz.partial_ratio(wanted, found) / 100)
    begins = found.startswith(fold(first) + fold(surname)[:1]) and len(found) <= len(wanted) + 2
    if begins or re.search(rf"\b{re.escape(surname)}$", bare):
        likeness = max(likeness, _FIRST_NAME)
    for part in {surname, *surname.split("-"), surname.split()[-1]}:
        if len(part) >= _LEAST_LETTERS and len(found) >= len(part) - 1:
            likeness = max(likeness, fuzz.partial_ratio(fold(part), found) / 100 - _SURNAME_ONLY)
    return likeness


def _differ(found: str, first: str) -> bool:
    """Whether a clean first name is not the officer's."""
    return Indel.normalized_similarity(fold(found), fold(first)) < _FIRST_ALIKE


def mayor_left(text: str, date: dt.date | None, profile: Profile) -> tuple[str, float] | None:
    """Return the mayor whose name a fragment is left of, where the office below vouches for it.

    >>> from ratsdok.profile import load_profile
    >>> mayor_left("ilbert", None, load_profile())
    ('Dirk Hilbert', 0.7)
    """
    found = fold(text)
    if not _LEAST_FRAGMENT <= len(found) <= _MOST_FRAGMENT:
        return None
    mayors = [o for o in profile.officers if o.mayor and (date is None or o.existed(date))]
    near = [o for o in mayors if fuzz.partial_ratio(found, fold(o.name)) >= 100 * _FRAGMENT]
    return (near[0].name, _FRAGMENT) if len(near) == 1 else None


def _is_unit(text: str, profile: Profile) -> bool:
    """Whether a line is words of departments' names, not a person's."""
    found = re.findall(r"\w{4,}", text)
    return any(
        Indel.normalized_similarity(fold(a), b) >= _UNIT_ALIKE for a in found for b in _unit_words(profile)
    )


@lru_cache(maxsize=16)
def _unit_words(profile: Profile) -> frozenset[str]:
    return frozenset(fold(word) for d in profile.departments for word in re.findall(r"\w{4,}", d.name))


def is_office(text: str, profile: Profile) -> bool:
    """Tell whether a line begins with an office, or is the beginning of one that breaks off."""
    offices = (*profile.offices.mayor, *profile.offices.sender)
    found = fold(text)
    if len(found) > _LEAST_LETTERS and any(fold(office).startswith(found) for office in offices):
        return True
    return any(start_alike(text, office)[0] >= _OFFICE_ALIKE for office in offices)


def is_mayoral(text: str, profile: Profile) -> bool:
    """Tell whether a line begins with a mayor's office."""
    return any(start_alike(text, office)[0] >= _OFFICE_ALIKE for office in profile.offices.mayor)


def field_of(unit: str, profile: Profile) -> str:
    """Return the field of a department: its name without what such names begin with.

    >>> from ratsdok.profile import load_profile
    >>> field_of("Beigeordnete für Kultur und Tourismus", load_profile())
    'Kultur und Tourismus'
    """
    for start in sorted(profile.phrases.department_start, key=len, reverse=True):
        if unit.startswith(f"{start} "):
            return re.sub(r"^für\s+", "", unit[len(start) + 1 :])
    return unit


def same_field(role: str, department: str, profile: Profile) -> bool:
    """Tell whether an office and a department are of the same field."""
    rest = re.sub(r"^\S+(?:\s+für)?\s+", "", role)
    return len(rest) > _LEAST_LETTERS and fuzz.ratio(fold(rest), fold(field_of(department, profile))) >= 80
