"""Records without the names of people.

What is certain goes wholly: who signed, who took note, and the evidence for it. In running text it is best
effort: the names that the record itself tells, and what follows on *Herr*, *Frau*, a title or an office. A
name that nobody signed with and that stands there without any of these stays (docs/exports.md says so).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from ratsdok.letter import Letter, Person

_GAP, _LINE_END = r"[\s_-]+", r"(?:-?[ \t]*+\n\s*+)?"
REMOVED = "[Name]"
"""What stands where a name stood."""

_PEOPLE = ("signed_by", "acknowledged_by")
_NOT_PROSE = frozenset({"schema", "sha256", "media_type", "profile", "rule", "code", "path"})

_OFFICE = (
    r"(?i:\w*(?:bürgermeister(?:in|innen|s|n)?|beigeordnete[rn]?|stadtr(?:at|ats|ätin|äte|äten)|leiter(?:in|s)?"
    r"|direktor(?:in)?|minister(?:in)?|präsident(?:in)?|vorsitzende[rn]?|vorsteher(?:in|s)?|referent(?:in)?"
    r"|beauftragte[rn]?|mitglied(?:er|ern|s)?|sekretär(?:in)?|rätin|kollege[n]?|kollegin))\b"
)
_FIELD = r"(?:[ -]*(?:rer|nat|med|phil|jur|pol|oec|theol|habil|h|c|Ing|Päd)\.)"
_TITLE = rf"(?:(?:Dr|Prof|Dipl|Mag)(?:\.|\b){_FIELD}*+\s*+)"
_PARTICLE = r"(?:(?:von|van|vom|zu|zur|de)(?:\s+(?:der|den|dem))?\s+)"
_WORD = rf"(?!{_OFFICE})(?:[A-ZÄÖÜ]\.\s?)*+[A-ZÄÖÜ][\w’'-]+"
_NAME = rf"{_WORD}(?:[ ]{_PARTICLE}?{_WORD}){{0,2}}"
_INTRODUCED = re.compile(
    rf"""(
        \b(?:Herrn?|Frau|Hr\.|Fr\.)\s+(?:{_OFFICE}\s+|{_TITLE})*+{_PARTICLE}?  # Herrn Oberbürgermeister Dr.
      | \b(?:Dr|Prof)\.\s*+{_TITLE}*+                                         # Prof. Dr.
      | \b(?:(?:Ober)?[Bb]ürgermeister(?:in)?|Beigeordnete[rn]?|Stadträtin|Ortsvorsteher(?:in)?)[ ]{_TITLE}?
    )({_NAME})""",
    re.VERBOSE,
)
"""What introduces a name, and the name: three words of a line at most.

Its repetitions are possessive: otherwise a page of *Dr. Dr. Dr.* would take hours.
"""

EXAMPLES = {
    "Herrn Oberbürgermeister Dr. Alt-Neu": "Herrn Oberbürgermeister Dr. [Name]",
    "Sehr geehrte Frau Oberbürgermeisterin,": "Sehr geehrte Frau Oberbürgermeisterin,",
    "Frau von der Aue hat": "Frau von der [Name] hat",
    "am Dr.-Külz-Ring": "am Dr.-Külz-Ring",
    "Prof. Dr. rer. nat. Eva Lang": "Prof. Dr. rer. nat. [Name]",
    "Der Oberbürgermeister wird beauftragt": "Der Oberbürgermeister wird beauftragt",
    "der Beigeordnete für Kultur": "der Beigeordnete für Kultur",
    "Bürgermeisterin Grün": "Bürgermeisterin [Name]",
    "Herr Drews und Frau A. B. Professor": "Herr [Name] und Frau [Name]",
    "Herrn Dr.-Ing. Alt": "Herrn Dr.-Ing. [Name]",
}
"""Kept in step by the tests."""


def without_persons(letter: Letter) -> Letter:
    """Return a letter's record without people's names, as far as they can be told."""
    persons = (*letter.signed_by, *letter.acknowledged_by)
    data = letter.model_dump()
    for part in _PEOPLE:
        data[part] = ()
    data["findings"] = [each for each in data["findings"] if not is_about_people(each["path"])]
    data["evidence"] = {path: each for path, each in data["evidence"].items() if not is_about_people(path)}
    named = _named(persons)
    name = data["document"]["name"]
    data = _with_texts(data, lambda text: without_names(text, named))
    data["document"]["name"] = named.sub(REMOVED, name) if named else name
    return Letter.model_validate(data)


def without_names(text: str, named: re.Pattern[str] | None = None) -> str:
    """Return a text in which names are replaced by `REMOVED`.

    Args:
        text: prose, or characters as found.
        named: matches names that are known.
    """
    if named:
        text = named.sub(REMOVED, text)
    return _INTRODUCED.sub(lambda found: found[1] + REMOVED, text)


def is_about_people(path: str | None) -> bool:
    """Tell whether the value at a path is somebody who signed or took note."""
    return path is not None and path.startswith(_PEOPLE)


def _named(persons: Iterable[Person]) -> re.Pattern[str] | None:
    """Return what matches the names of these people: in full, and the family name alone."""
    names = {
        name for person in persons for told in (person.name, person.on_behalf_of) for name in _forms(told)
    }
    if not names:
        return None
    any_of = "|".join(sorted(names, key=len, reverse=True))
    # Neither a part of a longer word, nor of one with hyphens: the street stays that is named after somebody.
    return re.compile(rf"(?<![^\W_])(?<![^\W_]-)(?:{any_of})(?:s|’|')?(?![^\W_]|-[^\W\d_])")


def _forms(name: str | None) -> Iterator[str]:
    """Yield patterns of the forms in which a name may stand in a text."""
    words = [word for word in (name or "").split() if not word.endswith(".")]
    proper = [word for word in words if word[:1].isupper()]
    if not proper or re.fullmatch(_OFFICE, proper[-1]):
        return
    yield _GAP.join(map(_divided, words))
    if len(proper) > 1:  # a single word may be anything
        *given, family = proper
        yield _divided(family)
        yield _divided(family.upper())
        yield _divided(family) + rf",?{_GAP}" + _GAP.join(map(_divided, given))


def _divided(word: str) -> str:
    """Return what matches a word, also where a line ends in it: evidence holds lines as they are printed."""
    return _LINE_END.join(map(re.escape, word))


def _with_texts(value: Any, change: Callable[[str], str]) -> Any:
    """Return data with all prose in it changed."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, dict):
        return {key: each if key in _NOT_PROSE else _with_texts(each, change) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_with_texts(each, change) for each in value]
    return value
