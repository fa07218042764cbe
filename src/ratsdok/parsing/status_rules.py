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
from ratsdok.parsing.status_cues import CUES

# Capitals and low letters that scans mistake for each other become one letter; umlauts lose their dots.
_FOLD = str.maketrans({"l": "i", "1": "i", "|": "i", "!": "i", "ß": "b", "ä": "a", "ö": "o", "ü": "u", "0": "o"})
_SENTENCE_END = re.compile(r"(?<=[^\W\d_]{3}[.!?;])\s+(?=[A-ZÄÖÜ„\"(])|(?<=\d{4}[.])\s+(?=[A-ZÄÖÜ])")
_ABBREVIATION = re.compile(r"\b(?:bzw|ggf|inkl|Abs|Str|Prof|Mio|Mrd|evtl|gem|lfd|vgl|Ziff|Hrsg)\.$")
_NOISE = re.compile(r"[^\w.,\s]+|(?<=\w)\.(?=\w)")
# What follows is beside the point that is reported on.
_NOTE = re.compile(r"(?<=\S)\s+Hinweis(?:e)?:")
_BLANKS = re.compile(r"\s+")
_SHORT = 5
_WINDOW = 4
_GAP = "(.{0,110}?)"
# Words that turn or weaken what stands around them, and where another clause begins: no phrase reaches over them.
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
    """A phrase made ready: a sentence without one of the `keys` in its letters cannot hold it."""

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


def _compile(sense: str, phrase: str) -> _Pattern:
    """Make a phrase an expression, keyed by the alternatives of its most telling word."""
    pieces: list[str] = []
    keys: tuple[str, ...] = ()
    for word in phrase.split():
        if word == "…":
            pieces.append(_GAP)
            continue
        choices = word.split("|")
        stems = tuple(fold(choice.rstrip("*")) for choice in choices)
        pieces.append(f"(?:{'|'.join(map(_word_pattern, choices))})")
        if not keys or min(map(len, stems)) > min(map(len, keys)):
            keys = stems
    return _Pattern(sense, keys, re.compile(r"[ ,.]*".join(pieces)))


@cache
def _patterns_by_key() -> dict[str, tuple[_Pattern, ...]]:
    """Return the patterns by the first letters of each of their keys."""
    index: dict[str, list[_Pattern]] = {}
    for cue in CUES:
        for phrase in cue.phrase.split(" / "):
            pattern = _compile(cue.sense, phrase)
            for start in {key[:_WINDOW] for key in pattern.keys}:
                index.setdefault(start, []).append(pattern)
    return {start: tuple(patterns) for start, patterns in index.items()}


def _holds(pattern: _Pattern, folded: str) -> bool:
    """Whether the phrase stands in a folded sentence with nothing in its gaps that turns its sense."""
    matches = pattern.expression.finditer(folded)
    return any(not any(map(_BARRIER.search, match.groups())) for match in matches)


def senses_of(sentence: str) -> frozenset[str]:
    """Return the senses of all cues found in one sentence."""
    folded = fold(sentence)
    solid = folded.replace(" ", "")
    index = _patterns_by_key()
    found: set[str] = set()
    for start in {solid[i : i + _WINDOW] for i in range(len(solid))} & index.keys():
        for pattern in index[start]:
            if pattern.sense in found or not any(key in solid for key in pattern.keys):
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
    """A name, the status it concludes, and when."""

    name: str
    status: Status
    holds: Callable[[Reading], bool]


_EVENTS = {"ongoing", "started", "open", "future", "condition", "done"}
_UNDER_WAY = {"ongoing", "started", "open"}
_TO_COME = {"future", "condition"}


def _says_only(reading: Reading, sense: str) -> bool:
    """Whether a brief statement says this and no other verdict, nor that anything was done."""
    return sense in reading.all and reading.brief and not reading.all - _EVENTS - {sense} and "done" not in reading.all


def _refused(reading: Reading) -> bool:
    """Whether the first or last sentence refuses, and not just for now or without somebody's help."""
    ends = (reading.senses[0], reading.last)
    return any("refused" in senses and not senses & {"condition", "ongoing", "waiting"} for senses in ends)


def _postponed(reading: Reading) -> bool:
    """Whether the whole is put off: not just a part of what is under way elsewhere."""
    put_off = sum("postponed" in senses for senses in reading.senses)
    moving = sum(bool(senses & _UNDER_WAY) and "postponed" not in senses for senses in reading.senses)
    return put_off > 0 and (put_off >= moving or reading.brief)


# Rank matters: the first rule that holds decides.
RULES: tuple[Rule, ...] = (
    Rule("closed-before", Status.IMPLEMENTED, lambda r: "closed" in r.all and "open" not in r.all),
    Rule("not-before", Status.DEFERRED, lambda r: "not_before" in r.all),
    Rule("fulfilled", Status.IMPLEMENTED, lambda r: any("fulfilled" in s and "open" not in s for s in r.senses)),
    Rule("see-before-final", Status.IMPLEMENTED, lambda r: _says_only(r, "see_before") and r.report == "final"),
    Rule("see-before", Status.UNCHANGED, lambda r: _says_only(r, "see_before")),
    Rule("nothing-new", Status.UNCHANGED, lambda r: "nothing_new" in r.senses[0]),
    Rule("annex-only", Status.UNKNOWN, lambda r: _says_only(r, "annex")),
    Rule("postponed", Status.DEFERRED, _postponed),
    Rule("refused", Status.NOT_IMPLEMENTED, _refused),
    Rule("observed", Status.IN_PROGRESS, lambda r: "observed" in r.all),
    Rule("waiting", Status.DEFERRED, lambda r: "waiting" in r.last and not r.all & _UNDER_WAY),
    Rule("elsewhere", Status.UNKNOWN, lambda r: "elsewhere" in r.all and not r.all - {"elsewhere", "open"}),
    Rule("under-way", Status.IN_PROGRESS, lambda r: bool(_UNDER_WAY & r.all) and r.report != "final"),
    Rule("ends-open", Status.IN_PROGRESS, lambda r: "done" in r.all and "open" in r.last),
    Rule("ends-to-come", Status.IN_PROGRESS, lambda r: "done" in r.all and bool(r.last & _TO_COME)),
    Rule("done-and-to-come", Status.IN_PROGRESS, lambda r: {"done", "future"} <= r.all and r.report != "final"),
    Rule("done", Status.IMPLEMENTED, lambda r: "done" in r.all),
    Rule("under-way-final", Status.IN_PROGRESS, lambda r: bool(_UNDER_WAY & r.all)),
    Rule("to-come", Status.PLANNED, lambda r: bool(r.all & _TO_COME)),
    Rule("final-report", Status.IMPLEMENTED, lambda r: r.report == "final"),
    Rule("no-cue", Status.IN_PROGRESS, lambda r: True),
)


def decide(reading: Reading) -> Rule:
    """Return the first rule that holds."""
    return next(rule for rule in RULES if rule.holds(reading))
