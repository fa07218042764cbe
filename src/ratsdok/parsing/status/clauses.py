"""What the verbs of a sentence say: tense, voice and aspect of its clauses, without a dictionary of verbs.

Administrations report in few verb forms: what is done stands in the perfect, the preterite or the past
passive; what runs in the present; what is to come in the future, with a modal verb or a date. The forms are
told by closed word classes (`verbs.toml`) and by the shape of the participle, which closes its clause.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

from ratsdok.parsing.status.verbs import Token, first_name, is_participle, names_of, token_of

_TOKEN = re.compile(r"[^\W\d_]+|\d[\d./]*|[,;:()–]")
_BREAKS = set(",;:()–")
_YEAR = re.compile(r"20\d\d$")
# What a line's end may leave of a participle: its prefixes.
_HALF = re.compile(r"^(?:(?:ab|an|auf|aus|ein|vor|zu|nach|mit|um)?ge|ver|be|er|ent|zer)$")
_INFINITIVE = re.compile(r"^[a-z]{3,}(?:en|ern|ein|tun)$")
# "durchzuführen": the "zu" of a separable verb stands inside it; in "hinzugezogen" it is part of the prefix
_SEPARABLE_TO_DO = re.compile(r"^(?!(?:hin|da)zuge)[a-z]{2,8}zu[a-z]{3,}(?:en|ern|ein)$")
_WEAK_PRETERITE = re.compile(r"^[a-z]{3,}ten?$")
_PAST = {"past_passive", "perfect", "past", "able_then", "preterite"}
_PREPOSITION = 4
_PREFIX = 6
# With these an infinitive closes the clause.
_MODAL = {"present_passive", "intent", "able", "able_then", "must", "may", "irreal"}
# What the cues of a sentence add to its verbs; that something is done, the verbs know better.
_ASPECT_OF_SENSE = {
    "ongoing": "runs",
    "started": "begun",
    "open": "open",
    "future": "to-come",
    "condition": "if",
    "waiting": "held",
    "postponed": "held",
    "not_before": "held",
    "refused": "refused",
    "observed": "duty",
    "nothing_new": "same",
    "see_before": "same",
    "annex": "points",
    "elsewhere": "elsewhere",
    "fulfilled": "fulfilled",
    "closed": "fulfilled",
}


class Clause(NamedTuple):
    """A part of a sentence between commas.

    Attributes:
        forms: its verb forms as the finite verb's class and the kind of act, such as `perfect:deed`.
        marks: classes of the words beside them.
        opening: `if`, `until`, `sub` or `main`, after its first word.
    """

    forms: tuple[str, ...]
    marks: frozenset[str]
    opening: str


def _clause_tokens(sentence: str) -> Iterator[list[Token]]:
    """Yield the words between commas and the like, the halves of a participle torn by a line's end joined."""
    part: list[Token] = []
    before = ""
    for raw in _TOKEN.findall(sentence):
        if raw in _BREAKS:
            if part:
                yield part
            part = []
        elif (
            part
            and raw[0].islower()
            and len(before) <= _PREFIX
            and _HALF.match(before)
            and not token_of(raw).finite
        ):
            part[-1] = token_of(part[-1].word + raw)
        else:
            part.append(token_of(raw))
        before = raw
    if part:
        yield part


class _Bracket:
    """The verbal bracket of German, read word by word: a finite verb, and later what closes it."""

    def __init__(self) -> None:
        self.finite = ""
        self.forms: list[str] = []
        self._act = ""
        self._closed = False

    def start_clause(self) -> None:
        """Forget what belonged to the clause before, but for a finite verb that still waits."""
        self.forms, self._act = [], ""
        if self._closed:
            self.finite, self._closed = "", False

    def take(self, token: Token, after: Token | None) -> None:
        """Read a word in sight of the next one of its clause."""
        word = token.word
        if token.finite:
            self._take_finite(word, token.finite)
        elif not token.noun and word != "worden":
            self._take_other(word, after)

    def _take_finite(self, word: str, finite: str) -> None:
        if word == "werden" and self._closed and self.finite in _MODAL:
            return  # the infinitive after a participle
        if self._act:
            self.forms.append(f"{finite}:{self._act}")
        self.finite, self._closed, self._act = finite, bool(self._act), ""

    def _take_other(self, word: str, after: Token | None) -> None:
        attribute = after is not None and (after.noun or after.word[:1].isdigit())
        to_do = _SEPARABLE_TO_DO.match(word) or (word == "zu" and after and _INFINITIVE.match(after.word))
        if self.finite == "perfect" and to_do:
            self._close("must:deed")
        elif not self.finite and names_of("preterite", word):
            self.forms.append("preterite:deed")
        elif is_participle(word) and not attribute:
            act = first_name("participle", word, "deed")
            if self.finite:
                self._close(f"{self.finite}:{act}")
            else:
                self._act = act
        elif self.finite in _MODAL and after is None and _INFINITIVE.match(word):
            self._close(f"{self.finite}:infinitive")
        elif not self.finite and not attribute and _WEAK_PRETERITE.match(word):
            self.forms.append("preterite:deed")

    def _close(self, form: str) -> None:
        self.forms.append(form)
        self._closed = True

    @property
    def waits(self) -> bool:
        """Whether a finite verb has not yet found what closes its bracket."""
        return bool(self.finite) and not self._closed


def _marks(tokens: list[Token]) -> frozenset[str]:
    dated = any(_YEAR.match(token.word) for token in tokens)
    return frozenset(chain(("date",) if dated else (), *(token.marks for token in tokens)))


def _opening(words: list[str], first: bool) -> str:
    """Return how a clause begins; only conjunctions of condition make the first one subordinate."""
    names = names_of("opening", words[0])
    if words[0] == "bis" and "sub" not in names_of("opening", words[min(1, len(words) - 1)]):
        return "until"  # "bis zum 5. Mai": no conjunction
    if "if" in names:
        return "if"
    # "in der", "an dem": a relative clause may begin with a preposition, "ist die" does not begin one
    at = 1 if len(words) > 1 and len(words[0]) <= _PREPOSITION and not names_of("finite", words[0]) else 0
    relative = "sub" in names or "sub" in names_of("opening", words[at])
    return "sub" if relative and not first else "main"


def clauses(sentence: str) -> list[Clause]:
    """Return the clauses of a sentence that have a verb form, or are finished without one."""
    found: list[Clause] = []
    bracket = _Bracket()
    opening, marks = "main", frozenset[str]()
    for at, tokens in enumerate(_clause_tokens(sentence)):
        words = [token.word for token in tokens]
        opening, marks = _opening(words, at == 0), _marks(tokens)
        bracket.start_clause()
        for token, after in zip(tokens, [*tokens[1:], None], strict=True):
            bracket.take(token, after)
        if bracket.forms or not bracket.waits:
            found.append(Clause(tuple(bracket.forms) or ("bare:deed",), marks, opening))
    elliptic = len(found) == 1 and found[0].forms == ("bare:deed",) and not tokens[-1].noun
    if elliptic and is_participle(tokens[-1].word):
        return [found[0]._replace(forms=("perfect:deed",))]  # "Mit dem Beschluss umgesetzt."
    if bracket.waits:
        found.append(Clause((f"{bracket.finite}:none",), marks, opening))
    return found


def _past_aspect(finite: str, act: str, marks: frozenset[str]) -> str:
    """Return what a past form says: a deed, its beginning or a part of it, or a mere state."""
    denied = "not" in marks
    if act == "none":
        if denied:
            return "not-so"
        return "done" if finite != "perfect" else "since" if "since_then" in marks else "so"
    if denied and act == "begin":
        return "not-begun"
    if denied:
        return "open" if "still" in marks else "not-done"
    return "begun" if act == "begin" else "part" if "partial" in marks else "done"


def _present_aspect(finite: str, act: str, marks: frozenset[str]) -> str:
    """Return what a present form says: it runs, will come, has held since, or just is."""
    if "not" in marks:
        return f"not-{finite}"
    if "now" in marks:
        return "runs"
    if marks & {"since", "since_then"}:
        return "since"
    if act == "infinitive" or marks & {"date", "future"}:
        return "to-come"
    if finite == "present_passive":
        return "passive"
    return "points" if marks & {"annex", "report"} else "law" if "law" in marks else "bare"


_ASPECT_OF_ACT = {"refuse": "refused", "delay": "held", "plan": "to-come"}
_ASPECT_OF_FINITE = {"intent": "to-come", "must": "to-come", "irreal": "irreal"}


def _aspect(form: str, marks: frozenset[str]) -> str:
    """Return what a verb form of a main clause says of the event."""
    finite, _, act = form.partition(":")
    if act in _ASPECT_OF_ACT:
        return _ASPECT_OF_ACT[act]
    if act == "belong":
        return "points" if marks & {"annex", "report"} else "state"
    if finite in _PAST:
        return _past_aspect(finite, act, marks)
    if finite in {"able", "may"}:
        if "since_then" in marks and "not" not in marks:
            return "since"
        return "cannot" if "not" in marks else "to-come" if marks & {"date", "future"} else "can"
    return _ASPECT_OF_FINITE.get(finite) or _present_aspect(finite, act, marks)


def aspects_of(sentence: str, senses: frozenset[str] = frozenset()) -> frozenset[str]:
    """Return what a sentence says of events: `done`, `begun`, `runs`, `to-come`, `held`, `refused` and so on.

    Args:
        sentence: clean prose.
        senses: those of the cues found in it.
    """
    found = {_ASPECT_OF_SENSE[sense] for sense in senses if sense in _ASPECT_OF_SENSE}
    for clause in clauses(sentence):
        past = any(form.partition(":")[0] in _PAST for form in clause.forms)
        if clause.opening == "if" or (clause.opening == "until" and not past):
            found.add("if")
        elif clause.opening != "sub":
            found.update(_aspect(form, clause.marks) for form in clause.forms)
    # "noch nicht begonnen" is no part that is missing: nothing is there yet
    return frozenset(found - {"open"} if "not-begun" in found else found)
