"""What the cues of a statement say together: the rules half of reading a status.

A rule earns its place by a reason in the language of administrations, never by one letter. The order of
`RULES` is their rank: what a sentence says of the resolution itself beats what it says of events.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from ratsdok.letter import Status
from ratsdok.parsing.cues import CUES, Cue

# Capitals and low letters that scans mistake for each other become one letter; umlauts lose their dots.
_FOLD = str.maketrans({"l": "i", "1": "i", "|": "i", "!": "i", "ß": "b", "ä": "a", "ö": "o", "ü": "u", "0": "o"})
_SENTENCE_END = re.compile(r"(?<=[^\W\d_]{3}[.!?;])\s+(?=[A-ZÄÖÜ„\"(])|(?<=\d{4}[.])\s+(?=[A-ZÄÖÜ])")
_ABBREVIATION = re.compile(r"\b(?:bzw|ggf|inkl|Abs|Str|Prof|Mio|Mrd|evtl|gem|lfd|vgl|Ziff|Hrsg)\.$")
_NOISE = re.compile(r"[^\w.,\s]+|(?<=\w)\.(?=\w)")
_BLANKS = re.compile(r"\s+")
_SHORT = 5
_GAP = (
    r"(?:(?! (?:nicht|kein|teiiweise|teiis|anteiiig|noch|zum teii)|"
    r", (?:dass|dab|ob|wenn|sofern|sobaid|um|weii|wie|womit|so dass|sodass|da)\b).){0,110}?"
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
    """A cue made ready: a sentence without all letters of one of the `keys` cannot hold it."""

    sense: str
    keys: tuple[str, ...]
    expression: re.Pattern[str]


def _word_pattern(word: str) -> str:
    """Return the expression of one word: long ones survive lost and added blanks, short ones stand alone."""
    stem = fold(word.rstrip("*"))
    end = "" if word.endswith("*") else r"\b"
    if len(stem) <= _SHORT:
        return rf"\b{stem}{end}"
    return " ?".join(stem) + end


def _compile(cue: Cue) -> _Pattern:
    """Make a cue's phrase an expression, keyed by the alternatives of its most telling word."""
    pieces: list[str] = []
    keys: tuple[str, ...] = ()
    for word in cue.phrase.split():
        if word == "…":
            pieces.append(_GAP)
            continue
        choices = word.split("|")
        if pieces and pieces[-1] != _GAP:
            pieces.append(r"[ ,.]*")
        pieces.append(f"(?:{'|'.join(map(_word_pattern, choices))})")
        stems = tuple(fold(choice.rstrip("*")) for choice in choices)
        if not keys or min(map(len, stems)) > min(map(len, keys)):
            keys = stems
    return _Pattern(cue.sense, keys, re.compile("".join(pieces)))


@cache
def _patterns() -> tuple[_Pattern, ...]:
    return tuple(map(_compile, CUES))


def senses_of(sentence: str) -> frozenset[str]:
    """Return the senses of all cues found in one sentence."""
    folded = fold(sentence)
    solid = folded.replace(" ", "")
    found: set[str] = set()
    for pattern in _patterns():
        if pattern.sense in found or not any(key in solid for key in pattern.keys):
            continue
        if pattern.expression.search(folded):
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
    return Reading(tuple(senses_of(sentence) for sentence in sentences(text)), report)


class Rule(NamedTuple):
    """A name, the status it concludes, and when."""

    name: str
    status: Status
    holds: Callable[[Reading], bool]


_EVENTS = {"ongoing", "started", "open", "future", "condition", "done"}
_UNDER_WAY = {"ongoing", "started", "open"}


def _says_only(reading: Reading, sense: str) -> bool:
    """Whether a brief statement says this of the resolution and no verdict besides."""
    verdicts = reading.all - _EVENTS - {sense}
    return sense in reading.all and reading.brief and not verdicts


def _fulfilled(reading: Reading) -> bool:
    """Whether a sentence calls the resolution done and does not take it back."""
    return any("fulfilled" in senses and not senses & {"open", "refused"} for senses in reading.senses)


def _refused(reading: Reading) -> bool:
    """Whether the first or last sentence refuses, and not just for now or without somebody's help."""
    ends = (reading.senses[0], reading.last)
    return any("refused" in senses and not senses & {"condition", "ongoing", "postponed"} for senses in ends)


# Rank matters: the first rule that holds decides.
RULES: tuple[Rule, ...] = (
    Rule("closed-before", Status.IMPLEMENTED, lambda r: "closed" in r.all and "open" not in r.all),
    Rule("fulfilled", Status.IMPLEMENTED, lambda r: _fulfilled(r) and "postponed" not in r.all),
    Rule("see-before-final", Status.IMPLEMENTED, lambda r: _says_only(r, "see_before") and r.report == "final"),
    Rule("see-before", Status.UNCHANGED, lambda r: _says_only(r, "see_before") and "done" not in r.all),
    Rule("nothing-new", Status.UNCHANGED, lambda r: "nothing_new" in r.senses[0]),
    Rule("annex-only", Status.UNKNOWN, lambda r: _says_only(r, "annex") and "done" not in r.all),
    Rule("postponed", Status.DEFERRED, lambda r: "postponed" in r.last),
    Rule("refused", Status.NOT_IMPLEMENTED, _refused),
    Rule("observed", Status.IN_PROGRESS, lambda r: "observed" in r.all),
    Rule("under-way", Status.IN_PROGRESS, lambda r: bool(_UNDER_WAY & r.all) and r.report != "final"),
    Rule("done-and-to-come", Status.IN_PROGRESS, lambda r: {"done", "future"} <= r.all and r.report != "final"),
    Rule("to-come", Status.PLANNED, lambda r: "future" in r.all and "done" not in r.all),
    Rule("done", Status.IMPLEMENTED, lambda r: "done" in r.all),
    Rule("final-report", Status.IMPLEMENTED, lambda r: r.report == "final"),
    Rule("no-cue", Status.IN_PROGRESS, lambda r: True),
)


def decide(reading: Reading) -> Rule:
    """Return the first rule that holds."""
    return next(rule for rule in RULES if rule.holds(reading))
