"""What the cues of a statement say together: the rules half of reading a status.

A rule earns its place by a reason in the language of administrations, never by one letter. The order of
`RULES` is their rank: what a sentence says of the resolution itself beats what it says of events.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from statistics import fmean
from typing import Literal, NamedTuple

from ratsdok.letter import Status
from ratsdok.parsing.status_cues import cues

# Capitals and low letters that scans mistake for each other become one letter; umlauts lose their dots.
_FOLD = str.maketrans(
    {"l": "i", "1": "i", "|": "i", "!": "i", "ß": "b", "ä": "a", "ö": "o", "ü": "u", "0": "o"}
)
_SENTENCE_END = re.compile(r"(?<=[^\W\d_]{3}[.!?;])\s+(?=[A-ZÄÖÜ„\"(])|(?<=\d{4}[.])\s+(?=[A-ZÄÖÜ])")
_ABBREVIATION = re.compile(r"\b(?:bzw|ggf|inkl|Abs|Str|Prof|Mio|Mrd|evtl|gem|lfd|vgl|Ziff|Hrsg)\.$")
_NOISE = re.compile(r"[^\w.,\s]+|(?<=\w)\.(?=\w)")
# What follows is beside the point that is reported on.
_NOTE = re.compile(r"(?<=\S)\s+Hinweis(?:e)?:")
_BLANKS = re.compile(r"\s+")
_SHORT = 5
_WINDOW = _SHORT + 1
# Where a blank got lost, a small word follows at once.
_LONG_END = r"(?:\b|(?=wird|werden|wurde|ist|sind|der|die|das))"
_WORD = re.compile(r"\w+")
_GAP = "(.{0,110}?)"
# What turns or weakens the words around it, and where another clause begins: no phrase reaches over these.
_BARRIER = re.compile(
    r"\b(?:nicht|kein|teiiweise|teiis|anteiiig|noch|zum teii)|"
    r", (?:dass|dab|ob|wenn|sofern|sobaid|um|weii|wie|womit|so dass|sodass|da)\b"
)


def fold(text: str) -> str:
    """Return the text in small letters with look-alikes made one, as cues are searched in it."""
    return _BLANKS.sub(" ", _NOISE.sub(" ", text.lower().translate(_FOLD))).strip()


def sentences(text: str) -> list[str]:
    """Split prose into sentences; abbreviations and ordinal numbers do not end one."""
    parts: list[str] = []
    for part in _SENTENCE_END.split(text.strip()):
        if parts and _ABBREVIATION.search(parts[-1]):
            parts[-1] = f"{parts[-1]} {part}"
        else:
            parts.append(part)
    return parts


class _Pattern(NamedTuple):
    """A phrase made ready.

    Attributes:
        sense: what it says.
        needs: for each word of the phrase its alternatives' keys, the most telling word first; a sentence
            without a key of every word cannot hold the phrase, which is fast to find out.
        expression: finds it in a folded sentence.
    """

    sense: str
    needs: tuple[frozenset[str], ...]
    expression: re.Pattern[str]


def _word_pattern(word: str) -> str:
    """Return the expression of one word: long ones survive lost and added blanks, short ones stand alone."""
    stem = fold(word.rstrip("*"))
    anything = word.endswith("*")
    if len(stem) <= _SHORT:
        return rf"\b{stem}" + ("" if anything else r"\b")
    return " ?".join(stem) + ("" if anything else _LONG_END)


def _compile(sense: str, phrase: str) -> _Pattern:
    """Make a phrase an expression."""
    pieces: list[str] = []
    needs: list[frozenset[str]] = []
    for word in phrase.split():
        if word == "…":
            pieces.append(_GAP)
            continue
        choices = word.split("|")
        pieces.append(f"(?:{'|'.join(map(_word_pattern, choices))})")
        stems = [fold(choice.rstrip("*")) for choice in choices]
        if "*" not in word or all(len(stem) > _SHORT for stem in stems):
            needs.append(frozenset(stem[:_WINDOW] for stem in stems))
    needs.sort(key=lambda keys: -fmean(map(len, keys)))
    return _Pattern(sense, tuple(needs), re.compile(r"[ ,.]*".join(pieces)))


@cache
def _patterns_by_key() -> dict[str, tuple[_Pattern, ...]]:
    """Return the patterns by the keys of their most telling word."""
    index: dict[str, list[_Pattern]] = {}
    for cue in cues():
        for phrase in cue.phrases:
            pattern = _compile(cue.sense, phrase)
            for key in pattern.needs[0]:
                index.setdefault(key, []).append(pattern)
    return {key: tuple(patterns) for key, patterns in index.items()}


def _keys_of(folded: str) -> set[str]:
    """Return the keys that a sentence offers: all its words, and each run of letters as long as a key."""
    solid = folded.replace(" ", "")
    return {solid[i : i + _WINDOW] for i in range(len(solid) - _SHORT)}.union(_WORD.findall(folded))


def _holds(pattern: _Pattern, folded: str) -> bool:
    """Whether the phrase stands in a folded sentence with nothing in its gaps that turns its sense."""
    matches = pattern.expression.finditer(folded)
    return any(not any(map(_BARRIER.search, match.groups())) for match in matches)


def senses_of(sentence: str) -> frozenset[str]:
    """Return the senses of all cues found in one sentence."""
    folded = fold(sentence)
    keys = _keys_of(folded)
    index = _patterns_by_key()
    found: set[str] = set()
    for key in keys & index.keys():
        for pattern in index[key]:
            if pattern.sense in found or any(map(keys.isdisjoint, pattern.needs)):
                continue
            if _holds(pattern, folded):
                found.add(pattern.sense)
    return frozenset(found)


@dataclass(frozen=True, slots=True)
class Reading:
    """A statement as the rules see it: its sentences' senses, and the kind of report it stands in."""

    senses: tuple[frozenset[str], ...]
    report: str | None

    @property
    def all(self) -> frozenset[str]:
        """The senses of all sentences."""
        return frozenset().union(*self.senses)

    @property
    def last(self) -> frozenset[str]:
        """The senses of the last sentence that has any."""
        return next((senses for senses in reversed(self.senses) if senses), frozenset())

    @property
    def brief(self) -> bool:
        """Whether the statement is too short to say more than one thing."""
        return len(self.senses) <= 2


def read(text: str, report: str | None) -> Reading:
    """Find the senses of every sentence of a statement."""
    body = _NOTE.split(text, maxsplit=1)[0]
    return Reading(tuple(senses_of(sentence) for sentence in sentences(body)), report)


class Rule(NamedTuple):
    """How a status is concluded.

    Attributes:
        name: what a reading's `rule` shows.
        status: what it concludes.
        holds: when it does.
        grade: `certain` where it speaks of the resolution itself, `firm` where events tell, `fallback` where
            no cue was found and the model may know better.
    """

    name: str
    status: Status
    holds: Callable[[Reading], bool]
    grade: Literal["certain", "firm", "fallback"] = "firm"


_EVENTS = {"ongoing", "started", "open", "future", "condition", "done"}
_UNDER_WAY = {"ongoing", "started", "open"}
_TO_COME = {"future", "condition"}


def _says_only(reading: Reading, sense: str) -> bool:
    """Whether a brief statement says this and no other verdict, nor that anything was done."""
    return (
        sense in reading.all
        and reading.brief
        and not reading.all - _EVENTS - {sense}
        and "done" not in reading.all
    )


def _refused(reading: Reading) -> bool:
    """Whether the first or last sentence refuses, and not just for now or without somebody's help."""
    ends = (reading.senses[0], reading.last)
    return any("refused" in senses and not senses & {"condition", "ongoing", "waiting"} for senses in ends)


def _postponed(reading: Reading) -> bool:
    """Whether the last word is that it is put off: what moves afterwards was only held up."""
    for senses in reversed(reading.senses):
        if "postponed" in senses:
            return True
        if senses & {*_UNDER_WAY, "future"}:
            return reading.brief and "postponed" in reading.senses[0]
    return False


# Rank matters: the first rule that holds decides.
RULES: tuple[Rule, ...] = (
    Rule("closed-before", Status.IMPLEMENTED, lambda r: "closed" in r.all and "open" not in r.all, "certain"),
    Rule("not-before", Status.DEFERRED, lambda r: "not_before" in r.all, "certain"),
    Rule(
        "fulfilled",
        Status.IMPLEMENTED,
        lambda r: any("fulfilled" in s and "open" not in s for s in r.senses),
        "certain",
    ),
    Rule(
        "see-before-final",
        Status.IMPLEMENTED,
        lambda r: _says_only(r, "see_before") and r.report == "final",
        "certain",
    ),
    Rule("see-before", Status.UNCHANGED, lambda r: _says_only(r, "see_before"), "certain"),
    Rule("nothing-new", Status.UNCHANGED, lambda r: "nothing_new" in r.senses[0], "certain"),
    Rule("annex-only", Status.UNKNOWN, lambda r: _says_only(r, "annex"), "certain"),
    Rule("postponed", Status.DEFERRED, _postponed, "certain"),
    Rule("refused", Status.NOT_IMPLEMENTED, _refused, "certain"),
    Rule("observed", Status.IN_PROGRESS, lambda r: "observed" in r.all),
    Rule("waiting", Status.DEFERRED, lambda r: "waiting" in r.last and not r.all & _UNDER_WAY),
    Rule(
        "elsewhere",
        Status.UNKNOWN,
        lambda r: "elsewhere" in r.all and not r.all - {"elsewhere", "open"},
        "certain",
    ),
    Rule("under-way", Status.IN_PROGRESS, lambda r: bool(_UNDER_WAY & r.all) and r.report != "final"),
    Rule("ends-open", Status.IN_PROGRESS, lambda r: "done" in r.all and "open" in r.last),
    Rule("ends-to-come", Status.IN_PROGRESS, lambda r: "done" in r.all and bool(r.last & _TO_COME)),
    Rule(
        "done-and-to-come", Status.IN_PROGRESS, lambda r: {"done", "future"} <= r.all and r.report != "final"
    ),
    Rule("done", Status.IMPLEMENTED, lambda r: "done" in r.all),
    Rule("under-way-final", Status.IN_PROGRESS, lambda r: bool(_UNDER_WAY & r.all)),
    Rule("to-come", Status.PLANNED, lambda r: bool(r.all & _TO_COME)),
    Rule("final-report", Status.IMPLEMENTED, lambda r: r.report == "final"),
    Rule("no-cue", Status.IN_PROGRESS, lambda r: True, "fallback"),
)


def decide(reading: Reading) -> Rule:
    """Return the first rule that holds."""
    return next(rule for rule in RULES if rule.holds(reading))
