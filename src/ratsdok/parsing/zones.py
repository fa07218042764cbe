"""Where a letter's parts begin and end: head, reference block, body, closing, annex.

The anchors are the set phrases of the form. They are compared as a person compares (`lookalikes.alike`),
since scans damage exactly the printed phrases that a strict pattern would look for.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from rapidfuzz.distance import Indel

from ratsdok.parsing.lookalikes import fold
from ratsdok.parsing.profile import Profile
from ratsdok.parsing.text import Row

# How alike a phrase must be. Below, sentences that merely share words with the phrase come in.
REFERENCE_ALIKE = 0.75
SALUTATION_ALIKE = 0.8
NEXT_CHECK_ALIKE = 0.8
CLOSING_ALIKE = 0.62

_OPENING_ROWS = 6  # an opening sentence has at most three lines; a damaged one may be torn into more
_SUBJECT_ROWS = 12

_REFERENCE = re.compile(r"^\W*(.{12,24}?)\s+zu[mr]?\b(.*)$")
_BULLETS = "-–•■▪°®"
_LABEL_END = re.compile(r"\s*[:;.,]")
_PAGE_MARK = re.compile(r"^(?:[-–—•]\s*\d{1,2}\s*[-–—]?|\d{1,2}\s*[-–—])$|^Sei[tf]e\s*\d+\s*von\s*\d+$")


@dataclass(slots=True)
class Zones:
    """The parts of one letter, as rows in reading order."""

    head: list[Row] = field(default_factory=list)
    reference: list[Row] = field(default_factory=list)
    subject: list[Row] = field(default_factory=list)
    salutation: Row | None = None
    opening: list[Row] = field(default_factory=list)
    body: list[Row] = field(default_factory=list)
    next_check: list[Row] = field(default_factory=list)
    closing: Row | None = None
    foot: list[Row] = field(default_factory=list)
    annex: list[Row] = field(default_factory=list)


@lru_cache(maxsize=8192)
def start_alike(text: str, phrase: str) -> tuple[float, int]:
    """Tell how much the start of a text looks like a phrase.

    Returns:
        The likeness from 0 to 1, and where in the text the phrase then ends.
    """
    wanted = fold(phrase)
    ends = [i + 1 for i, c in enumerate(text[: len(phrase) * 2 + 8]) if c.isalnum()]
    best, end = 0.0, 0
    for length in range(len(wanted) - 2, len(wanted) + 3):
        if not 0 < length <= len(ends):
            continue
        cut = ends[length - 1]
        likeness = Indel.normalized_similarity(fold(text[:cut]), wanted)
        if likeness > best:
            best, end = likeness, cut
    return best, end


def is_page_mark(row: Row) -> bool:
    """Tell whether a row is nothing but a page's number (`-2-`, `Seite 1 von 2`)."""
    return bool(_PAGE_MARK.match(row.text))


def is_speck(row: Row) -> bool:
    """Tell whether a row is no words at all: a speck, a stroke, a fold of the paper. Bullets are not."""
    return not any(c.isalnum() for c in row.text) and row.text not in _BULLETS


def reference_rest(row: Row, profile: Profile) -> Row | None:
    """Return what follows *Beschlusskontrolle zu* where a row is the reference line, else None."""
    found = _REFERENCE.match(row.text)
    if not found or not any(c.isdigit() or c in "lIO/" for c in found.group(2)):
        return None
    likeness = Indel.normalized_similarity(fold(found.group(1)), fold(profile.phrases.reference))
    return row.cut(found.start(2)) if likeness >= REFERENCE_ALIKE and "/" in found.group(2) else None


def letter_starts(rows: Sequence[Row], profile: Profile) -> list[int]:
    """Return the pages on which letters start, in order; empty where there is none.

    A second letter in the same file starts a page of its own: with a reference line, as the first does.
    """
    starts: list[int] = []
    for row in rows:
        if (not starts or row.page != starts[-1]) and reference_rest(row, profile):
            starts.append(row.page)
    return starts


def find_zones(rows: Sequence[Row], profile: Profile) -> Zones | None:
    """Divide the rows of one letter into its parts.

    Returns:
        The parts, or None where the rows are no Beschlusskontrolle letter.
    """
    reference = next((i for i, row in enumerate(rows) if reference_rest(row, profile)), None)
    if reference is None:
        return None
    zones = Zones(head=list(rows[:reference]))
    after = _reference_end(rows, reference)
    zones.reference = list(rows[reference:after])
    body = _take_opening(zones, rows, after, profile)
    end = _closing(rows, body, profile)
    zones.body = [row for row in rows[body:end] if not is_page_mark(row) and not is_speck(row)]
    _take_next_check(zones, profile)
    if end < len(rows):
        zones.closing = rows[end]
        last_page = rows[end].page
        zones.foot = [row for row in rows[end + 1 :] if row.page == last_page and not is_page_mark(row)]
        zones.annex = [row for row in rows[end + 1 :] if row.page != last_page]
    return zones


def _reference_end(rows: Sequence[Row], reference: int) -> int:
    """Return the row after the reference line, which may go on in a second one."""
    text = rows[reference].text
    following = rows[reference + 1].text if reference + 1 < len(rows) else ""
    goes_on = text.endswith((" und", ",")) or following.startswith(("(", "{", "und ", "Sitzung"))
    return reference + 2 if goes_on else reference + 1


def _take_opening(zones: Zones, rows: Sequence[Row], after: int, profile: Profile) -> int:
    """Fill subject, salutation and opening; return the first row of the body."""
    phrases = profile.phrases
    limit = min(len(rows), after + _SUBJECT_ROWS)
    salutation = next(
        (
            i
            for i in range(after, limit)
            if start_alike(rows[i].text, phrases.salutation)[0] >= SALUTATION_ALIKE
        ),
        None,
    )
    if salutation is None:
        opening = next((i for i in range(after, limit) if rows[i].text.startswith("folgende")), after + 1)
        zones.subject = list(rows[after:opening])
    else:
        zones.subject = list(rows[after:salutation])
        zones.salutation = rows[salutation]
        opening = salutation + 1
    end = _opening_end(rows, opening, profile)
    zones.opening = list(rows[opening:end])
    return end


def _opening_end(rows: Sequence[Row], opening: int, profile: Profile) -> int:
    """Return the row after the opening sentence.

    It ends with the set phrase (*gegeben werden*), or failing that with the first colon.
    """
    end = fold(profile.phrases.opening_end)
    limit = min(len(rows), opening + _OPENING_ROWS)
    for index in range(opening, limit):
        if end in fold(rows[index].text):
            return index + 1
    for index in range(opening, limit):
        if rows[index].text.endswith((":", ";")) and not rows[index].text.startswith(("„", "1")):
            return index + 1
    return opening


def is_closing(text: str, profile: Profile) -> bool:
    """Tell whether a line is the closing formula, in whatever state of decay."""
    phrase = profile.phrases.closing
    if len(text) > len(phrase) + 12:
        return False
    last_word = fold(phrase.split()[-1])
    likeness = Indel.normalized_similarity(fold(text), fold(phrase))
    return likeness >= CLOSING_ALIKE or (len(text) < len(phrase) and fold(text).endswith(last_word))


def is_acknowledgement(text: str, profile: Profile) -> bool:
    """Tell whether a line is the heading over those who take note."""
    wanted = profile.phrases.acknowledgement
    return len(text) < 2 * len(wanted) and start_alike(text, wanted)[0] >= NEXT_CHECK_ALIKE


def _closing(rows: Sequence[Row], body: int, profile: Profile) -> int:
    """Return the row of the closing formula, or where the names begin without one, or the end."""
    for tells in (is_closing, is_acknowledgement):
        found = next((i for i in range(body, len(rows)) if tells(rows[i].text, profile)), None)
        if found is not None:
            return found
    return len(rows)


def _take_next_check(zones: Zones, profile: Profile) -> None:
    """Move the next check's line out of the body, with the line that follows a bare label."""
    body: list[Row] = []
    rows = iter(zones.body)
    for row in rows:
        likeness, end = start_alike(row.text, profile.phrases.next_check)
        rest = row.text[end:]
        if likeness < NEXT_CHECK_ALIKE or not (_LABEL_END.match(rest) or not rest.strip()):
            body.append(row)
            continue
        zones.next_check = [row.cut(end)]
        if not re.search(r"\w", rest):
            zones.next_check += [following for following in [next(rows, None)] if following]
    zones.body = body
