"""What a letter names in passing: other papers, and earlier Beschlusskontrollen."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ratsdok.form.wording import PAPERS, PREVIOUS_CHECKS
from ratsdok.parsing.dates import FoundDate, find_dates
from ratsdok.parsing.references import paper_grammar
from ratsdok.parsing.text import Prose, Row
from ratsdok.profile import Profile

_MOST_REPAIRED = 2  # in running text, where no reference line vouches for a number
# An earlier check, however it is called, and what may stand between it and its date.
_CHECK = re.compile(
    r"""\b(?:\w*[Bb]es[ec]h\w{3,5}kon\w{4,8}|BK|Zwischenbericht\w*|Zwischenst[aä]nd\w*|Zwischeninformation\w*
      |Abschlussbericht\w*)\b
      (?P<between>(?:(?![.;]\s|\b[Ss]itzung|\bBeschluss\b|nächste|\bZwischen|kontroll|bericht).){0,110}?)
      (?:\b(?:vom|v\.|im|am)\s+|[(\s](?=\d))(?=\d|[A-ZÄÖÜ][a-zä]+\s\d{4})""",
    re.VERBOSE,
)
_ANOTHER = re.compile(r"\s*(?:,|und|sowie)\s+(?:vom\s+)?")
_DATE_LENGTH = 40
_LABEL = 5  # letters of a label that tell it from the other
_NEAR = 4  # *im* and *am* belong to the check only right behind it


@dataclass(frozen=True, slots=True)
class Mention:
    """Something named in passing, with its place in the document's text."""

    value: str
    start: int
    end: int
    repaired: bool


def papers_in(prose: Prose, own: set[str], profile: Profile) -> Iterator[Mention]:
    """Yield the papers that a text names, each once, without the letter's own."""
    seen = set(own)
    for reference in paper_grammar(profile).find(prose.text):
        if reference.value in seen or not reference.known or reference.repaired > _MOST_REPAIRED:
            continue
        seen.add(reference.value)
        yield _mention(prose, reference.value, reference.start, reference.end, bool(reference.repaired))


def checks_in(prose: Prose) -> Iterator[Mention]:
    """Yield the dates of earlier checks, each once: `2016-01-05`, or `2016-01` without a day."""
    seen: set[str] = set()
    for match in _CHECK.finditer(prose.text):
        nearby = not match.group().rstrip().endswith(("vom", "v."))
        if nearby and len(match["between"].strip()) > _NEAR:
            continue
        position = match.end()
        for found in _dates_from(prose.text, position):
            value = found.date.isoformat() if found.precision == "day" else f"{found.date:%Y-%m}"
            if found.precision in ("day", "month") and value not in seen:
                seen.add(value)
                yield _mention(prose, value, found.start, found.end, found.repaired)


def checks_named(rows: Sequence[Row]) -> Iterator[Mention]:
    """Yield the dates that stand behind *Frühere Beschlusskontrollen:* in a standard letter, each once."""
    prose = Prose(rows)
    label, _, _ = PREVIOUS_CHECKS.partition(":")
    if not prose.text.startswith(label[:_LABEL]):
        return
    end = prose.text.find(PAPERS.partition(":")[0])
    for found in find_dates(prose.text if end < 0 else prose.text[:end]):
        if found.precision in ("day", "month"):
            value = found.date.isoformat() if found.precision == "day" else f"{found.date:%Y-%m}"
            yield _mention(prose, value, found.start, found.end, found.repaired)


def _dates_from(text: str, position: int) -> Iterator[FoundDate]:
    """Yield the date that stands at a position, and those that an *und* joins to it."""
    found = next(find_dates(text[position : position + _DATE_LENGTH]), None)
    if found is None or found.start:
        return
    end = position + found.end
    yield replace(found, start=position, end=end)
    another = _ANOTHER.match(text, end)
    if another:
        yield from _dates_from(text, another.end())


def _mention(prose: Prose, value: str, start: int, end: int, repaired: bool) -> Mention:
    origins = [origin for origin in prose.origins[start:end] if origin >= 0]
    return Mention(value, origins[0], origins[-1] + 1, repaired)
