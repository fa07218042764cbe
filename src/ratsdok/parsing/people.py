"""Who signed and who took note.

The foot of a letter has two columns that interleave in a scan, and signatures cross out the names. Names are
therefore read against the officers that the profile knows, and sides are told by office: the sender signs, the
mayors take note.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

from ratsdok.parsing.lookalikes import fold
from ratsdok.parsing.profile import Officer, Profile
from ratsdok.parsing.text import Row, prose
from ratsdok.parsing.zones import is_acknowledgement, start_alike

_NAME_ALIKE = 0.74  # of a damaged name with an officer's: two thirds of a name under a scribble suffice
_OFFICE_ALIKE = 0.8
_WHOLE_ALIKE = 0.95  # of a second name in the same row
_UNIT_ALIKE = 0.75
_FIRST_NAME = 0.8  # the whole first name and the surname's beginning: Detlef S^
_SURNAME_ONLY = 0.1  # what a surname alone falls short of the whole name
_MOST_ROLE_ROWS = 3
_MOST_LETTERS, _LEAST_LETTERS = 70, 5

_TITLE = re.compile(r"\b(?:Dr|Prof|Herr|Frau|Herrn)\b\.?\s*")
_NAME = re.compile(
    r"^(?:(?:Herr|Frau)\s+)?(?P<name>(?:(?:Prof\.|Dr\.)\s*)*[A-ZÄÖÜ][a-zäöüßé]+(?:[ -][A-ZÄÖÜ][a-zäöüßé]+){1,3})$"
)


@dataclass(slots=True)
class Signer:
    """Someone whose name stands under a letter.

    Attributes:
        name: the full name, as the profile has it where it knows the officer.
        row: where it was read.
        role_rows: the lines of the office below it.
        likeness: how sure the name is, 0 to 1.
        deputy: whether *in Vertretung* stands with it.
        noted: whether the person took note; else signed.
    """

    name: str
    row: Row
    role_rows: list[Row] = field(default_factory=list)
    likeness: float = 1.0
    deputy: bool = False
    noted: bool = False

    @property
    def role(self) -> str | None:
        """The office, as one line."""
        return prose(self.role_rows).strip(" .,;'^*") or None if self.role_rows else None


def is_signature(row: Row, profile: Profile) -> bool:
    """Tell whether a row is nothing but an officer's name or office."""
    return _officer_in(row.text, profile, None, at_least=0.9) is not None or _is_office(row.text, profile)


def divide_foot(rows: Sequence[Row], profile: Profile) -> tuple[list[Row], tuple[str, ...]]:
    """Divide a foot into the rows of the signatures, and the attachments named under *Anlage*.

    The word itself stands for an attachment without a name.
    """
    signatures: list[Row] = []
    named: list[str] = []
    heading: str | None = None
    for row in rows:
        word, _, rest = row.text.strip("'. ").partition(":")
        if word.strip() in profile.phrases.attachments:
            named += [heading] if heading else []
            heading = None if rest.strip() else word.strip()
            named += [rest.strip()] if rest.strip() else []
        elif heading is not None or named:
            if is_acknowledgement(row.text, profile) or is_signature(row, profile):
                named += [heading] if heading else []
                return [*signatures, *rows[rows.index(row) :]], tuple(named)
            if sum(c.isalpha() for c in row.text) >= _LEAST_LETTERS:
                named.append(row.text)
                heading = None
        else:
            signatures.append(row)
    return signatures, tuple([*named, heading] if heading else named)


def read_foot(rows: Sequence[Row], department: str | None, date: dt.date | None, profile: Profile) -> list[Signer]:
    """Read the names and offices under a letter, in order.

    Args:
        rows: the rows under the closing formula, to the page's end.
        department: the sending unit: its head signs, whatever else the office.
        date: the letter's date, to leave out officers of other times.
        profile: the city's officers and offices.
    """
    signers: list[Signer] = []
    open_roles: list[Signer] = []
    deputy = False
    for row in rows:
        text = row.text
        names = _names_in(row, date, profile)
        for signer in names:
            signer.deputy = deputy or any(text.lower().startswith(d.lower()) for d in profile.phrases.deputy)
            if not any(s.name == signer.name and not s.role_rows for s in signers):
                signers.append(signer)
                open_roles.append(signer)
        deputy = not names and any(d.lower() in text.lower() for d in profile.phrases.deputy)
        if not names:
            _give_role(row, open_roles, department, profile)
    for index, signer in enumerate(signers):
        signer.noted = _took_note(signer, signers[:index], department, profile)
    return _once_each(signers)


def _names_in(row: Row, date: dt.date | None, profile: Profile) -> list[Signer]:
    officers = _officers_in(row.text, profile, date)
    if officers:
        return [Signer(officer.name, row, likeness=likeness) for officer, likeness in officers]
    match = _NAME.match(row.text)
    if match and not _is_office(row.text, profile) and not _is_unit(row.text, profile):
        return [Signer(match["name"], row, likeness=0.8)]
    return []


def _officers_in(text: str, profile: Profile, date: dt.date | None) -> list[tuple[Officer, float]]:
    """Return the officers whose names a row holds, the likeliest first; two columns may stand in one row."""
    best = _officer_in(text, profile, date, at_least=_NAME_ALIKE)
    if best is None:
        return []
    others = [
        (officer, likeness)
        for officer in profile.officers
        if officer is not best[0] and (likeness := _likeness(text, officer)) >= _WHOLE_ALIKE
    ]
    return [best, *others]


def _officer_in(
    text: str, profile: Profile, date: dt.date | None, *, at_least: float
) -> tuple[Officer, float] | None:
    if len(text) > _MOST_LETTERS or sum(c.isalpha() for c in text) < _LEAST_LETTERS:
        return None
    at_that_time = [o for o in profile.officers if date is None or o.existed(date)]
    ranked = sorted(((_likeness(text, o), i) for i, o in enumerate(at_that_time)), reverse=True)
    if not ranked or ranked[0][0] < at_least:
        return None
    return at_that_time[ranked[0][1]], ranked[0][0]


def _likeness(text: str, officer: Officer) -> float:
    """Return how much a row looks like an officer's name, whole or in what a signature leaves of it."""
    name = _TITLE.sub("", officer.name)
    first, _, surname = name.partition(" ")
    found, wanted = fold(_TITLE.sub("", text)), fold(name)
    likeness = Indel.normalized_similarity(found, wanted)
    if len(found) > len(wanted):  # two columns in one row
        likeness = max(likeness, fuzz.partial_ratio(wanted, found) / 100)
    if found.startswith(fold(first) + fold(surname)[:1]) and len(found) <= len(wanted) + 2:
        likeness = max(likeness, _FIRST_NAME)
    if re.search(rf"\b{re.escape(surname)}$", text):
        return max(likeness, _FIRST_NAME)
    for part in {surname, *surname.split("-"), surname.split()[-1]}:
        if len(part) >= _LEAST_LETTERS and len(found) >= len(part) - 1:
            likeness = max(likeness, fuzz.partial_ratio(fold(part), found) / 100 - _SURNAME_ONLY)
    return likeness


def _is_unit(text: str, profile: Profile) -> bool:
    """Whether a row is words of departments' names, not a person's."""
    words = {word for d in profile.departments for word in re.findall(r"\w{4,}", d.name)}
    found = re.findall(r"\w{4,}", text)
    return any(Indel.normalized_similarity(fold(a), fold(b)) >= _UNIT_ALIKE for a in found for b in words)


def _is_office(text: str, profile: Profile) -> bool:
    offices = (*profile.offices.mayor, *profile.offices.sender)
    found = fold(text)
    if len(found) > _LEAST_LETTERS and any(fold(office).startswith(found) for office in offices):
        return True
    return any(start_alike(text, office)[0] >= _OFFICE_ALIKE for office in offices)


def _give_role(row: Row, open_roles: list[Signer], department: str | None, profile: Profile) -> None:
    """Give a line of an office to the person it belongs to.

    A mayor's office goes to the mayor waiting for one; a line that continues an office goes to the one whose office
    is unfinished.
    """
    text = row.text
    mayoral = any(start_alike(text, office)[0] >= _OFFICE_ALIKE for office in profile.offices.mayor)
    if mayoral or _is_office(text, profile):
        waiting = [s for s in open_roles if not s.role_rows]
        mayors = {officer.name for officer in profile.officers if officer.mayor}
        fitting = [s for s in waiting if (s.name in mayors) == mayoral] or waiting
        if fitting:
            (fitting[-1] if mayoral and len(fitting) == 1 else fitting[0]).role_rows.append(row)
        return
    for signer in reversed(open_roles):
        if signer.role_rows and len(signer.role_rows) < _MOST_ROLE_ROWS and _role_goes_on(signer, text):
            signer.role_rows.append(row)
            return


def _role_goes_on(signer: Signer, text: str) -> bool:
    role = signer.role_rows[-1].text
    if not signer.role_rows[0].text.startswith("Bei") and not re.search(r"\bfür\b|,$", role):
        return False
    unfinished = re.search(r"(?:,|\bund|\bfür|-|^Beigeordneter?|Kultur)$", role) is not None
    return bool(re.match(r"[A-ZÄÖÜa-zäöü]{3}", text)) and (unfinished or text.startswith(("und ", "für ")))


def _took_note(signer: Signer, before: Sequence[Signer], department: str | None, profile: Profile) -> bool:
    """Tell the side by the office: the sending unit's head signs, a mayor takes note of another's letter.

    Others sign as deputies, unless their stamp stands below a mayor's name: then for the mayor.
    """
    role = signer.role or ""
    officer = next((o for o in profile.officers if o.name == signer.name), None)
    if department and _same_field(role, department):
        return False
    mayoral = any(start_alike(role, office)[0] >= _OFFICE_ALIKE for office in profile.offices.mayor)
    if officer and department and _field_of(department) in officer.heads:
        return mayoral and any(other.name == signer.name for other in before)
    if mayoral or (officer and officer.mayor):
        return True
    return not signer.deputy and any(other.noted for other in before)


def _field_of(unit: str) -> str:
    """Return the field of a department or office: *Geschäftsbereich Kultur* -> *Kultur*."""
    return re.sub(r"^(?:Geschäftsbereich|GB|Beigeordneter?)(?:\s+für)?\s+", "", unit)


def _same_field(role: str, department: str) -> bool:
    """Whether an office and a department are of the same field."""
    rest, field_of = re.sub(r"^\S+(?:\s+für)?\s+", "", role), _field_of(department)
    return len(rest) > 5 and fuzz.ratio(fold(rest), fold(field_of)) >= 80


def _once_each(signers: Sequence[Signer]) -> list[Signer]:
    """Keep one entry a person and side, the one with an office."""
    kept: dict[tuple[str, bool], Signer] = {}
    for signer in signers:
        known = kept.get((signer.name, signer.noted))
        if known is None or (not known.role_rows and signer.role_rows):
            kept[signer.name, signer.noted] = signer
    return list(kept.values())
