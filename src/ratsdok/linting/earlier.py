"""Where a letter quotes its resolution otherwise than earlier letters did."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from ratsdok.letter import Finding, Letter
from ratsdok.parsing.findings import Doubt

_AROUND = 4
"""Words shown on both sides of a difference."""


def differences(letter: Letter, earlier: Sequence[Letter]) -> Iterator[Finding]:
    """Yield where the resolution's text is another than in earlier letters, with the difference shown."""
    for other in earlier:
        if _papers(letter) and _papers(other) and not _papers(letter) & _papers(other):
            message = f"{other.document.name} betrifft einen anderen Beschluss."
            yield Doubt("earlier-letter-differs", message, "resolutions", "error").finding()
            continue
        yield from (doubt.finding() for doubt in _of_points(letter, other))


def _papers(letter: Letter) -> set[str]:
    return {resolution.paper for resolution in letter.resolutions if resolution.paper}


def _of_points(letter: Letter, other: Letter) -> Iterator[Doubt]:
    name = other.document.name
    before = {point.label: point.text for point in other.points}
    now = {point.label: index for index, point in enumerate(letter.points)}
    for label, text in before.items():
        if label not in now and letter.points:
            message = f"{_named(label)} aus {name} fehlt."
            yield Doubt("resolution-text-differs", message, "points")
        elif label in now:
            index = now[label]
            shown = difference(text, letter.points[index].text)
            if shown:
                message = f"{_named(label)} lautet anders als in {name}: {shown}"
                yield Doubt("resolution-text-differs", message, f"points.{index}")
    for label, index in now.items():
        if label not in before and other.points:
            message = f"{_named(label)} steht nicht in {name}."
            yield Doubt("resolution-text-differs", message, f"points.{index}")
    if letter.lead_in and other.lead_in and (shown := difference(other.lead_in, letter.lead_in)):
        message = f"Die Einleitung des Beschlusses lautet anders als in {name}: {shown}"
        yield Doubt("resolution-text-differs", message, "lead_in")


def _named(label: str | None) -> str:
    return f"Beschlusspunkt {label}" if label else "Der Beschluss"


def difference(before: str, now: str) -> str:
    """Return where two texts differ, word by word: „… [-alt-] {+neu+} …“; empty where only blanks do.

    >>> difference("bis zum 31. Januar zu berichten", "bis zum 28. Februar zu berichten")
    '„bis zum [-31. Januar-] {+28. Februar+} zu berichten“'
    """
    old, new = _words(before), _words(now)
    parts: list[str] = []
    blocks = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    if all(tag == "equal" for tag, *_ in blocks):
        return ""
    for number, (tag, start, end, new_start, new_end) in enumerate(blocks):
        if tag == "equal":
            parts += _shortened(old[start:end], first=number == 0, last=number + 1 == len(blocks))
            continue
        parts += [f"[-{' '.join(old[start:end])}-]"] if end > start else []
        parts += [f"{{+{' '.join(new[new_start:new_end])}+}}"] if new_end > new_start else []
    return f"„{' '.join(parts)}“"


def _words(text: str) -> list[str]:
    return re.findall(r"\S+", text)


def _shortened(words: list[str], *, first: bool, last: bool) -> list[str]:
    """Return words that both texts share, those far from a difference left out."""
    head = [] if first else words[:_AROUND]
    tail = [] if last else words[-_AROUND:]
    if len(head) + len(tail) >= len(words):
        return words
    return [*head, "…", *tail]
