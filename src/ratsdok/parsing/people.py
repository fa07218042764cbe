"""Who signed and who took note.

The foot of a letter has two columns that interleave in a scan, so sides are told by office more than by
place: the sender signs, the mayors take note.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ratsdok.parsing.anchors import is_acknowledgement
from ratsdok.parsing.names import (
    SURE,
    UNKNOWN,
    field_of,
    is_mayoral,
    is_office,
    mayor_left,
    names_in,
    officer_in,
    same_field,
)
from ratsdok.parsing.text import Row, prose
from ratsdok.profile import Profile

_MOST_ROLE_ROWS = 3
_TITLES = 8  # letters that *Herr Dr.* and specks take beside a name
_LEAST_LETTERS = 5  # of a line that names an attachment
# How far down a page, from 0 to 1: what leaves no room below, where the next page's list begins, and the most
# from one line of it to the next.
_FULL, _TOP, _STEP = 0.8, 0.2, 0.03
_MOST_UNPLACED = 2  # attachments on a page of their own that has no geometry; more may be an annex
# The name of a document: a noun at its start, few figures, and no sentence's end.
_ATTACHMENT = re.compile(
    r"^(?=.{5,80}$)(?=.*[^\W\d_]{4})(?!(?:.*?\d+\D+){3})(?:\W\s?|\d{1,2}[.)]?\s)?[A-ZÄÖÜ].*[^.:;,!?]$"
)
_GOES_ON = re.compile(r"(?:,|\bund|\bfür|-|^Beigeordneter?)$")


@dataclass(slots=True)
class Signer:
    """Someone whose name stands under a letter.

    Attributes:
        name: the full name, as the profile has it where it knows the officer.
        row: where it was read.
        likeness: how sure the name is, 0 to 1.
        deputy: whether *in Vertretung* stands with it.
        below: whether it stands below *Kenntnisnahme*, and that below a sender.
        role_rows: the lines of the office below it.
        noted: whether the person took note; else signed.
    """

    name: str
    row: Row
    likeness: float = 1.0
    deputy: bool = False
    below: bool = False
    role_rows: list[Row] = field(default_factory=list)
    noted: bool = False

    @property
    def rule(self) -> str:
        """What found the name."""
        if self.likeness == UNKNOWN:
            return "unknown-name"
        return "known-name" if self.likeness >= SURE else "damaged-name"

    @property
    def role(self) -> str | None:
        """The office, as one line."""
        return prose(self.role_rows).strip(" .,;'^*") or None if self.role_rows else None


def is_signature(row: Row, profile: Profile) -> bool:
    """Tell whether a row is nothing but an officer's name or office."""
    officer = officer_in(row.text, None, profile)
    if officer and officer[1] >= SURE:
        return len(row.text) <= len(officer[0].name) + _TITLES
    return is_office(row.text, profile)


def divide_foot(rows: Sequence[Row], profile: Profile) -> tuple[list[Row], list[tuple[str, Row]]]:
    """Divide a foot into the rows of the signatures, and the attachments, each with its row.

    The word itself stands for an attachment without a name. On a page behind it the list goes on, whatever
    stands beside it.
    """
    signatures: list[Row] = []
    named: list[tuple[str, Row]] = []
    bare: tuple[str, Row] | None = None  # the heading, as long as no name follows it
    listing_on: int | None = None  # the last page with a part of the list
    listing = False
    for row in rows:
        heading = attachments_heading(row, profile)
        listing = listing or (listing_on is not None and row.page > listing_on)
        if heading:
            word, name = heading
            listing, bare = True, None if name else (word, row)
            named += [(name, row)] if name else []
        elif not listing or is_acknowledgement(row.text, profile) or is_signature(row, profile):
            listing = False
            signatures.append(row)
        elif sum(c.isalpha() for c in row.text) >= _LEAST_LETTERS:
            named.append((row.text, row))
            bare = None
        listing_on = row.page if listing else listing_on
    return signatures, [*named, bare] if bare else named


def attachments_heading(row: Row, profile: Profile) -> tuple[str, str] | None:
    """Return the word over the attachments and the name behind it, or None where a row is no such heading."""
    word, _, name = row.text.strip("'. ").partition(":")
    return (word.strip(), name.strip()) if word.strip() in profile.phrases.attachments else None


def list_goes_on(foot: Sequence[Row], following: Sequence[Row], profile: Profile) -> bool:
    """Tell whether the list of attachments goes on, or begins, on the page behind the signatures.

    An annex stands there as well: a list is nothing but a few names at the top, and the page before is full.

    Args:
        foot: the rows of the signatures' page.
        following: the rows of the next page.
        profile: the city's set phrases.
    """
    if not following:
        return False
    heads = following[0].text.split()[0].strip(":") in profile.phrases.attachments  # an annex does so too
    begun = next((i for i, row in enumerate(foot) if attachments_heading(row, profile)), None)
    if begun is None:
        begins = heads and attachments_heading(following[0], profile) is not None
        return begins and _is_full(foot) and _is_list(following[1:])
    listed = [row for _, row in divide_foot(foot[begun:], profile)[1]]
    return not heads and _is_full(listed) and _is_list(following)


def _is_full(rows: Sequence[Row]) -> bool:
    """Tell whether rows reach so far down that another line may find no room below."""
    return all(row.depth is None for row in rows) or max(row.depth or 0.0 for row in rows) > _FULL


def _is_list(rows: Sequence[Row]) -> bool:
    """Tell whether rows are only names of documents at a page's top: no sentences, no table, no map."""
    if not rows or not all(_ATTACHMENT.match(row.text) for row in rows):
        return False
    first, last = rows[0].depth, rows[-1].depth
    if first is None or last is None:
        return len(rows) <= _MOST_UNPLACED
    return first < _TOP and last - first < _STEP * len(rows)


def read_foot(
    rows: Sequence[Row], department: str | None, date: dt.date | None, profile: Profile
) -> list[Signer]:
    """Read the names and offices under a letter, in order.

    Args:
        rows: the rows of the signatures.
        department: the sending unit: its head signs, whatever else the office.
        date: the letter's date, to leave out officers of other times.
        profile: the city's officers and offices.
    """
    signers: list[Signer] = []
    deputy = below = False
    fragment: Row | None = None  # what may be left of a name
    for row in rows:
        if is_acknowledgement(row.text, profile):
            below = bool(signers)
            continue
        stands_in, name_row = _without_deputy(row, profile)
        names = names_in(name_row.text, date, profile)
        for name, likeness in names:
            if not any(s.name == name and not s.role_rows for s in signers):
                signers.append(Signer(name, name_row, likeness, deputy or stands_in, below))
        deputy = stands_in and not names
        if not names and not _give_role(row, signers, profile):
            mayor = (
                mayor_left(fragment.text, date, profile)
                if fragment and is_mayoral(row.text, profile)
                else None
            )
            if mayor and fragment:
                signers.append(Signer(*mayor[:1], fragment, mayor[1], below=below, role_rows=[row]))
            fragment = row
    for index, signer in enumerate(signers):
        signer.noted = _took_note(signer, signers[:index], department, profile)
    return _once_each(signers)


def _without_deputy(row: Row, profile: Profile) -> tuple[bool, Row]:
    """Cut *in Vertretung* off the start of a row; tell whether it stood there."""
    for phrase in profile.phrases.deputy:
        if row.text.lower().startswith(phrase.lower()):
            return True, row.cut(len(phrase))
    return False, row


def _give_role(row: Row, signers: Sequence[Signer], profile: Profile) -> bool:
    """Give a line of an office to the person it belongs to; return False where it is nobody's.

    A mayor's office goes to the mayor waiting for one; a line that continues an office goes to the one whose
    office is unfinished.
    """
    mayoral = is_mayoral(row.text, profile)
    if mayoral or is_office(row.text, profile):
        mayors = {officer.name for officer in profile.officers if officer.mayor}
        waiting = [s for s in signers if not s.role_rows]
        fitting = [s for s in waiting if (s.name in mayors) == mayoral] or waiting
        if fitting:  # a mayor unknown as such stands nearest above the office, a sender first
            fitting[-1 if mayoral and fitting is waiting else 0].role_rows.append(row)
        return bool(fitting)
    for signer in reversed(signers):
        if 0 < len(signer.role_rows) < _MOST_ROLE_ROWS and _role_goes_on(signer, row.text, profile):
            signer.role_rows.append(row)
            return True
    return False


def _role_goes_on(signer: Signer, text: str, profile: Profile) -> bool:
    role = signer.role_rows[-1].text
    if is_mayoral(signer.role_rows[0].text, profile) or not re.match(r"[A-ZÄÖÜa-zäöü]{3}", text):
        return False
    return _GOES_ON.search(role) is not None or text.startswith(("und ", "für "))


def _took_note(signer: Signer, others: Sequence[Signer], department: str | None, profile: Profile) -> bool:
    """Tell the side by the office: the sending unit's head signs, a mayor takes note of another's letter.

    Others sign as deputies, unless their stamp stands below a mayor's name: then for the mayor.
    """
    role = signer.role or ""
    officer = next((o for o in profile.officers if o.name == signer.name), None)
    if department and same_field(role, department, profile):
        return False
    mayoral = is_mayoral(role, profile)
    if officer and department and field_of(department, profile) in officer.heads:
        return any((mayoral and other.name == signer.name) or _is_below_head(other) for other in others)
    if mayoral or (officer and officer.mayor):
        return True
    return not signer.deputy and (signer.below or any(other.noted for other in others))


def _is_below_head(signer: Signer) -> bool:
    """Whether someone signs for a part of the department: then its head takes note."""
    return bool(signer.role) and re.match(r"\w+(?:amts|stellen)?leiter", signer.role or "") is not None


def _once_each(signers: Sequence[Signer]) -> list[Signer]:
    """Keep one entry a person and side, the one with an office."""
    kept: dict[tuple[str, bool], Signer] = {}
    for signer in signers:
        known = kept.get((signer.name, signer.noted))
        if known is None or (not known.role_rows and signer.role_rows):
            kept[signer.name, signer.noted] = signer
    return list(kept.values())
