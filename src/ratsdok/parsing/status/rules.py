"""What a statement says of its resolution in so many words: the rules half of reading a status.

A rule speaks only where set phrases leave no choice ("ist erfüllt", "kein neuer Sachstand"); how events add
up to a status, the trained model weighs. A rule earns its place by a reason in the language of
administrations, never by one letter.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from ratsdok.letter import Status
from ratsdok.parsing.status.clauses import aspects_of
from ratsdok.parsing.status.wording import senses_of, sentences

# What follows is beside the point that is reported on.
_NOTE = re.compile(r"(?<=\S)\s+Hinweis(?:e)?:")
_BRIEF = 2


@dataclass(frozen=True, slots=True)
class Reading:
    """A statement as rules and model see it.

    Attributes:
        senses: of each sentence the senses of its cues (`cues.toml`).
        aspects: of each sentence what its verbs say and what the cues add to it.
        report: the kind of report it stands in.
    """

    senses: tuple[frozenset[str], ...]
    aspects: tuple[frozenset[str], ...]
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
        return len(self.senses) <= _BRIEF


def read(text: str, report: str | None) -> Reading:
    """Find what every sentence of a statement says."""
    parts = sentences(_NOTE.split(text, maxsplit=1)[0])
    senses = tuple(map(senses_of, parts))
    return Reading(senses, tuple(map(aspects_of, parts, senses)), report)


class Rule(NamedTuple):
    """How a status is concluded.

    Attributes:
        name: what a reading's `rule` shows.
        status: what it concludes.
        holds: when it does.
    """

    name: str
    status: Status
    holds: Callable[[Reading], bool]


_EVENTS = {"ongoing", "started", "open", "future", "condition", "done"}

# Beside these, what cannot be done may yet be done, or only the reporting ends.
_NO_REFUSAL = {"condition", "ongoing", "waiting", "closed"}


def _says_only(reading: Reading, sense: str) -> bool:
    """Whether a brief statement says this and no other verdict, nor that anything was done."""
    return (
        sense in reading.all
        and reading.brief
        and not reading.all - _EVENTS - {sense}
        and "done" not in reading.all
    )


def _announced(reading: Reading) -> bool:
    """Whether it is said that nothing has begun, and that something will."""
    every = frozenset().union(*reading.aspects)
    return {"not-begun", "to-come"} <= every and not every & {"done", "begun", "part", "runs", "held"}


def _refused(reading: Reading) -> bool:
    """Whether the first or last sentence refuses, not just for now, and nothing was merely put off."""
    ends = (reading.senses[0], reading.last)
    return "postponed" not in reading.all and any(
        "refused" in senses and not senses & _NO_REFUSAL for senses in ends
    )


# Rank matters: the first rule that holds decides.
RULES: tuple[Rule, ...] = (
    Rule("closed-before", Status.IMPLEMENTED, lambda r: "closed" in r.all and "open" not in r.all),
    Rule("not-before", Status.DEFERRED, lambda r: "not_before" in r.all),
    Rule(
        "fulfilled",
        Status.IMPLEMENTED,
        lambda r: any("fulfilled" in senses and "open" not in senses for senses in r.senses),
    ),
    Rule(
        "see-before-final",
        Status.IMPLEMENTED,
        lambda r: _says_only(r, "see_before") and r.report == "final",
    ),
    Rule("see-before", Status.UNCHANGED, lambda r: _says_only(r, "see_before")),
    Rule("nothing-new", Status.UNCHANGED, lambda r: "nothing_new" in r.senses[0]),
    Rule("annex-only", Status.UNKNOWN, lambda r: _says_only(r, "annex")),
    Rule("not-begun", Status.PLANNED, _announced),
    Rule("refused", Status.NOT_IMPLEMENTED, _refused),
)


def decide(reading: Reading) -> Rule | None:
    """Return the first rule that holds, or None: the model must weigh what was found."""
    return next((rule for rule in RULES if rule.holds(reading)), None)
