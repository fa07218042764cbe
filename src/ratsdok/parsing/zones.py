"""Where a letter's parts begin and end: head, reference block, body, closing, annex."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial

from ratsdok.parsing.anchors import (
    is_acknowledgement,
    is_closing,
    is_page_mark,
    is_reference_line,
    is_salutation,
    is_speck,
    names_others,
    next_check_label,
)
from ratsdok.parsing.lookalikes import fold
from ratsdok.parsing.people import is_signature, list_goes_on
from ratsdok.parsing.references import goes_over
from ratsdok.parsing.text import Row
from ratsdok.profile import Profile

_OPENING_ROWS = 6  # an opening sentence has at most three lines; a damaged one may be torn into more
_SUBJECT_ROWS = 14
_REFERENCE_ROWS = 4  # two resolutions, each with a meeting that goes over the line's end
_SENTENCE_ROWS = 4  # of an opening sentence in an office's own words
_OWN_WORDS = re.compile(r"Zwischen|bschlie|nformi|[Ss]tand|bericht", re.IGNORECASE)
_NAMED_ROWS = 8  # a line of earlier checks and one of papers, each with those that they go over into
_SIGNATURES = 12  # rows that are left of a foot at most
_TORN_SIGNATURE = 3  # rows that a scribble or an office's second line may take before a name
_NUMBER_ON_NEXT_LINE = re.compile(r"\d/\d\d")


@dataclass(slots=True)
class Zones:
    """The parts of one letter, as rows in reading order."""

    head: list[Row] = field(default_factory=list)
    reference: list[Row] = field(default_factory=list)
    subject: list[Row] = field(default_factory=list)
    salutation: Row | None = None
    opening: list[Row] = field(default_factory=list)
    body: list[Row] = field(default_factory=list)
    named: list[Row] = field(default_factory=list)
    next_check: list[Row] = field(default_factory=list)
    closing: Row | None = None
    foot: list[Row] = field(default_factory=list)
    annex: list[Row] = field(default_factory=list)


def letter_starts(rows: Sequence[Row], profile: Profile) -> list[int]:
    """Return the pages on which letters start, in order; empty where there is none.

    A second letter in the same file starts a page of its own, with a reference line and a salutation as the
    first; a sentence that begins like a reference line has none.
    """
    starts: list[int] = []
    for index, row in enumerate(rows):
        if starts and row.page == starts[-1]:
            continue
        if is_reference_line(row, profile) and (not starts or _salutation_below(rows, index, profile)):
            starts.append(row.page)
    return starts


def _salutation_below(rows: Sequence[Row], index: int, profile: Profile) -> bool:
    below = rows[index + 1 : index + 1 + _SUBJECT_ROWS]
    return any(row.page == rows[index].page and is_salutation(row, profile) for row in below)


def find_zones(rows: Sequence[Row], profile: Profile) -> Zones | None:
    """Divide the rows of one letter into its parts.

    Returns:
        The parts, or None where the rows are no Beschlusskontrolle letter.
    """
    reference = _first(rows, 0, len(rows), lambda row: is_reference_line(row, profile))
    if reference is None:
        return None
    zones = Zones(head=list(rows[:reference]))
    after = _reference_end(rows, reference, profile)
    zones.reference = list(rows[reference:after])
    body = _take_opening(zones, rows, after, profile)
    if zones.salutation is None and not zones.opening:
        return None  # an agenda, a list: they name the letters that others write
    end = _closing(rows, body, profile)
    zones.body = [row for row in rows[body:end] if not is_page_mark(row) and not is_speck(row)]
    _take_next_check(zones, profile)
    _take_named(zones)
    if end < len(rows):
        _take_foot(zones, rows, end, profile)
    return zones


def _first(rows: Sequence[Row], start: int, end: int, is_it: Callable[[Row], bool]) -> int | None:
    return next((i for i in range(start, min(end, len(rows))) if is_it(rows[i])), None)


def _reference_end(rows: Sequence[Row], reference: int, profile: Profile) -> int:
    """Return the row after the reference line, which may go on in further ones."""
    end = reference + 1
    while end < min(len(rows), reference + _REFERENCE_ROWS) and _reference_goes_on(
        rows[end - 1], rows[end], profile
    ):
        end += 1
    return end


def _reference_goes_on(row: Row, following: Row, profile: Profile) -> bool:
    if not _NUMBER_ON_NEXT_LINE.search(following.text):
        return False
    if is_reference_line(following, profile):
        return True  # a second resolution in a line of its own
    begins = following.text.startswith(("(", "{", "und ", "Sitzung"))
    return begins or row.text.endswith((" und", ",", ":", "(")) or goes_over(row, following, profile)


def _take_opening(zones: Zones, rows: Sequence[Row], after: int, profile: Profile) -> int:
    """Fill subject, salutation and opening; return the first row of the body."""
    salutation = _first(rows, after, after + _SUBJECT_ROWS, lambda row: is_salutation(row, profile))
    if salutation is None:
        opening = _opening_without_salutation(rows, after, profile)
        zones.subject = list(rows[after:opening])
    else:
        opening = salutation + 1
        zones.subject, zones.salutation = list(rows[after:salutation]), rows[salutation]
    end = _opening_end(rows, opening, profile)
    zones.opening = list(rows[opening:end])
    return end


def _opening_without_salutation(rows: Sequence[Row], after: int, profile: Profile) -> int:
    """Return the row where the opening sentence begins: in lower case, as behind a salutation's comma."""
    phrase = fold(profile.phrases.opening_end)
    end = _first(rows, after, after + _SUBJECT_ROWS, lambda row: phrase in fold(row.text))
    if end is None:
        return min(after + 1, len(rows))
    start = end
    while start > after + 1 and not rows[start].text[0].islower():
        start -= 1
    return start if rows[start].text[0].islower() else end


def _opening_end(rows: Sequence[Row], opening: int, profile: Profile) -> int:
    """Return the row after the opening sentence.

    It ends with the set phrase (*gegeben werden*), failing that with the first colon, failing that with the
    first sentence that speaks of a report.
    """
    phrase = fold(profile.phrases.opening_end)
    limit = opening + _OPENING_ROWS
    for ends in (
        lambda row: phrase in fold(row.text),
        lambda row: row.text.endswith((":", ";")) and not row.text.startswith(("„", "1")),
    ):
        end = _first(rows, opening, limit, ends)
        if end is not None:
            return end + 1
    end = _first(rows, opening, opening + _SENTENCE_ROWS, lambda row: row.text.endswith("."))
    if end is not None and _OWN_WORDS.search(" ".join(row.text for row in rows[opening : end + 1])):
        return end + 1
    return opening


def _closing(rows: Sequence[Row], body: int, profile: Profile) -> int:
    """Return the row of the closing formula, or where the names begin without one, or the end."""
    for tells in (is_closing, is_acknowledgement):
        found = _first(rows, body, len(rows), partial(_says, tells, profile))
        if found is not None:
            return found
    return len(rows)


def _says(tells: Callable[[str, Profile], bool], profile: Profile, row: Row) -> bool:
    return tells(row.text, profile)


def _take_next_check(zones: Zones, profile: Profile) -> None:
    """Move the next check's line out of the body, with the line that follows a bare label."""
    body: list[Row] = []
    rows = iter(zones.body)
    for row in rows:
        end = next_check_label(row, profile)
        if end is None:
            body.append(row)
            continue
        zones.next_check = [row.cut(end)]
        if not re.search(r"\w", row.text[end:]):
            zones.next_check += [following for following in [next(rows, None)] if following]
    zones.body = body


def _take_named(zones: Zones) -> None:
    """Move what a standard letter names below its reports out of the body: earlier checks, other papers."""
    for index in range(max(0, len(zones.body) - _NAMED_ROWS), len(zones.body)):
        if names_others(zones.body[index]):
            zones.body, zones.named = zones.body[:index], zones.body[index:]
            return


def _take_foot(zones: Zones, rows: Sequence[Row], end: int, profile: Profile) -> None:
    """Take the rest of the closing's page for the foot, or the next page where that is blank.

    The page behind belongs to it where nothing stands there but the rest of the signatures, or of the
    attachments' list.
    """
    zones.closing = rows[end]
    rest = [row for row in rows[end + 1 :] if not is_page_mark(row)]
    page = next((row.page for row in rest), rows[end].page)
    zones.foot = [row for row in rest if row.page == page]
    behind = next((row.page for row in rest if row.page > page), page)
    following = [row for row in rest if row.page == behind > page and not is_speck(row)]
    if _signatures_go_on(following, profile) or list_goes_on(zones.foot, following, profile):
        zones.foot += following
        page = behind
    zones.annex = [row for row in rest if row.page > page]


def _signatures_go_on(following: Sequence[Row], profile: Profile) -> bool:
    """Tell whether signatures stand over a page's end: the next one begins with a name or an office."""
    signs = any(is_signature(row, profile) for row in following[:_TORN_SIGNATURE])
    return signs and len(following) <= _SIGNATURES
