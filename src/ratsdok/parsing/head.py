"""The letterhead: department, file reference, date, addressees, and the box before *vertraulich*.

In a scan's text layer the head's two columns interleave line by line, so each row is asked what it can be,
not where it stands.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from rapidfuzz import process
from rapidfuzz.distance import Indel

from ratsdok.parsing.anchors import start_alike
from ratsdok.parsing.lookalikes import digits, fold
from ratsdok.parsing.second_look import SecondLook
from ratsdok.parsing.stamps import StampDate, looks_like_stamp, read_stamp
from ratsdok.parsing.text import Row, Text, prose
from ratsdok.profile import Profile

_PHRASE_ALIKE = 0.85  # of an address line or the letterhead
_WHOLE_LINE = 10  # phrases up to this length must be the whole line; longer ones may go on with a name
_NAME_ALIKE = 0.9  # of a department's name with one the profile knows
_ARTICLES = (" des", " der")
_LABEL = re.compile(r"^(?P<label>\w{1,6})\s*[:;]\s*")
_alike = Indel.normalized_similarity
_RECEIPTS = ("eingang", "eingegangen", "posteingang", "empfangen")
_RECEIPT_ALIKE = 0.8
_RECEIPT_ROWS = 3  # in which its date follows: its other lines and the letterhead's stand between
_ABOVE_LABEL = 1.5  # heights of the label that its date's foot may stand higher than its own top
_UNTICKED = re.compile(r"^[□☐]|\[\s?\]")
_TICKED = re.compile(r"^[☒☑✗✘⊠■]|\[[xX]\]|^[xX]\s")

# A file reference: the sending unit, mostly in brackets, and the number of its file plan.
_FILE_REFERENCE = re.compile(
    r"""^(?:
        [({\[]?\s?G[BßS8]\s?\w{0,2}\s?[)}\]]?                    # (GB 6), {GB4), GB5, GBS
      | [({\[]\s?\w{1,4}\s?[)}\]]                                # (5), (BOB)
      | \d{1,3}(?=[\s.\-/]\d|-[A-ZÄÖÜ]|$)                                  # 5 51, 66.63, 96
      | [A-ZÄÖÜ][a-zäöü]$                                        # Hö
    )\s?(?:[({]?(?:[\w.\-/]*\d[\w.\-/]*|[A-ZÄÖÜ]\w{0,3})[)}]?(?:\s|$)){0,4}$""",
    re.VERBOSE,
)


@dataclass(slots=True)
class Head:
    """What a letterhead says; each value with the rows it was read from."""

    department: list[Row] = field(default_factory=list)
    file_reference: Row | None = None
    date: StampDate | None = None
    date_row: Row | None = None
    date_label: Row | None = None
    stamp_remains: Row | None = None
    recipients: list[Row] = field(default_factory=list)
    confidential: Row | None = None


def read_head(rows: Sequence[Row], text: Text, profile: Profile) -> Head:
    """Read the rows of a letterhead.

    Args:
        rows: those above the reference line.
        text: that they are part of; tells where they stand.
        profile: the city.
    """
    head = Head()
    dates: list[tuple[StampDate, Row]] = []
    rest: list[Row] = []
    pending: str | None = None  # the label whose value comes on a later row
    candidates: list[tuple[bool, Row]] = []
    for row in rows:
        label, value = _labelled(row, profile)
        if label:
            pending = label if not value.text else None
        if label == profile.phrases.date_label:
            head.date_label = row.cut(0, value.start - row.start if value.text else None)
        stamp = read_stamp(value.text)
        if stamp:
            dates.append((stamp, value))
        elif value.text and not _take(head, label or pending, value, profile, candidates):
            rest.append(value)
        if value.text and value not in rest:
            pending = None
    _take_date(head, [date for date in dates if not _is_received(date[1], rows, head.date_label, text)])
    head.department = _department(rest, profile)
    head.file_reference = _file_reference(
        [(sure, row) for sure, row in candidates if row not in head.department]
    )
    return head


def _take_date(head: Head, dates: Sequence[tuple[StampDate, Row]]) -> None:
    """Take the date; of dates that contradict each other only the place."""
    if dates:
        head.date, head.date_row = dates[0]
    if len({stamp.date for stamp, _ in dates}) > 1:
        head.date = None


def _is_received(date: Row, rows: Sequence[Row], label: Row | None, text: Text) -> bool:
    """Whether a date is a receipt stamp's: such words stand over it, or it stands far above the label."""
    at = rows.index(next(row for row in rows if row.start <= date.start < row.end))
    above = takewhile(lambda row: not read_stamp(row.text), reversed(rows[max(0, at - _RECEIPT_ROWS) : at]))
    if any(_says_received(row.text) for row in above):
        return True
    places = text.boxes(date.start, date.end).get(date.page)
    labelled = text.boxes(label.start, label.end).get(date.page) if label else None
    if not places or not labelled:
        return False
    return places[0].bottom < labelled[0].top - _ABOVE_LABEL * labelled[0].height


def _says_received(text: str) -> bool:
    words = [fold(word) for word in re.findall(r"\w{5,}", text)]
    return any(_alike(word, fold(known)) >= _RECEIPT_ALIKE for word in words for known in _RECEIPTS)


def _labelled(row: Row, profile: Profile) -> tuple[str | None, Row]:
    """Divide a row into its label (GZ or Datum) and the value behind it."""
    phrases = profile.phrases
    for label in (phrases.file_reference_label, phrases.date_label):
        match = _LABEL.match(row.text)
        if match and _alike(fold(match["label"]), fold(label)) >= 0.75:
            return label, row.cut(match.end())
        glued = row.text.rfind(label + ":")
        if glued > 0 and row.text.endswith(label + ":"):  # LiegenGZ:
            return None, row.cut(0, glued)
    return None, row


def _take(
    head: Head,
    label: str | None,
    row: Row,
    profile: Profile,
    candidates: list[tuple[bool, Row]],
) -> bool:
    """Put a row where it belongs; return False where it may be the department's."""
    phrases = profile.phrases
    if start_alike(row.text, phrases.confidential)[0] >= _PHRASE_ALIKE or any(
        _alike(fold(word), fold(phrases.confidential)) >= _PHRASE_ALIKE for word in row.text.split()
    ):
        head.confidential = row
        return True
    if (
        _is_one_of(row.text, (*phrases.address, *phrases.address_with_name))
        or row.text in phrases.address_start
    ):
        head.recipients.append(row)
        return True
    if _goes_over(head.recipients, phrases.address_with_name) and row.text[0].isupper():
        head.recipients.append(row)
        return True
    if _is_one_of(row.text, phrases.letterhead):
        return True
    if looks_like_stamp(row.text):
        head.stamp_remains = head.stamp_remains or row
        return True
    if _FILE_REFERENCE.match(row.text):
        candidates.append((label == phrases.file_reference_label, row))
        return True
    return False


def _is_one_of(text: str, phrases: Sequence[str]) -> bool:
    for phrase in phrases:
        likeness, end = start_alike(text, phrase)
        if likeness >= _PHRASE_ALIKE and (end >= len(text) - 3 or len(phrase) > _WHOLE_LINE):
            return True
    return False


def _goes_over(recipients: Sequence[Row], phrases: Sequence[str]) -> bool:
    """Whether the last address line ends where something must follow: a district's name, or a noun."""
    if not recipients:
        return False
    last = recipients[-1].text
    return last.endswith(_ARTICLES) or any(fold(last).endswith(fold(phrase)) for phrase in phrases)


def _department(rows: Sequence[Row], profile: Profile) -> list[Row]:
    """Return the rows of the sending unit's name: its first line and those it must go on in."""
    starts = profile.phrases.department_start
    for index, row in enumerate(rows):
        begins = next((s for s in starts if start_alike(row.text, s)[0] >= _PHRASE_ALIKE), None)
        if not begins:
            continue
        name = [row]
        for following in rows[index + 1 :]:
            if not _goes_on(prose(name), following.text, begins):
                continue
            name.append(following)
        return name
    return []


def _goes_on(name: str, following: str, begins: str) -> bool:
    """Whether a department's name goes on in a row."""
    if (
        not re.match(r"[A-ZÄÖÜa-zäöüß]{2}", following)
        or sum(c.isalpha() for c in following) < len(following) * 0.7
    ):
        return False
    unfinished = name == begins or re.search(r"(?:,|\bund|\bfür|\bder|\bdes|-)$", name) is not None
    return unfinished or following[0].islower()


def department_name(rows: Sequence[Row], profile: Profile) -> tuple[str, bool] | None:
    """Return a department's name, mended to the profile's spelling, and whether the profile knows it."""
    if not rows:
        return None
    found = prose(rows).strip(" ,;.")
    names = {fold(d.name): d.name for d in profile.departments}
    best = process.extractOne(fold(found), list(names), scorer=Indel.normalized_similarity)
    if best and best[1] >= _NAME_ALIKE:
        return names[best[0]], True
    return found, False


def _file_reference(candidates: Sequence[tuple[bool, Row]]) -> Row | None:
    """Return the row of the file reference: the one behind its label, else the one with brackets."""
    if not candidates:
        return None
    return max(
        candidates,
        key=lambda c: (c[0] + 2 * bool(re.search(r"[({]|G[Bß]|\d[.\s]\d", c[1].text)), -c[1].start),
    )[1]


def tidy_file_reference(text: str) -> str:
    """Return a file reference with brackets, blanks and look-alikes tidied.

    >>> tidy_file_reference("{Gß2)23"), tidy_file_reference("GBS"), tidy_file_reference("(GB6)61 00 39")
    (('(GB 2) 23'), 'GB 5', '(GB 6) 61 00 39')
    """
    text = text.translate(str.maketrans("{}[]", "()()")).strip(" .,;:")
    text = re.sub(r"^(\(?)G[Bß8]\s?(\w)(?=\W|$|\d)", lambda m: f"{m[1]}GB {digits(m[2]) or m[2]}", text)
    text = re.sub(r"(?<![A-Za-z])S(?=\d)", "5", text)
    text = re.sub(r"\)(?=[\w])", ") ", text)
    return re.sub(r"(?<=[\w])\(", " (", text)


def recipients(rows: Sequence[Row], profile: Profile) -> tuple[str, ...]:
    """Return the addressees, the lines of each joined; the *An alle* before them is no part."""
    named = [row for row in rows if row.text not in profile.phrases.address_start]
    return (prose(named),) if named else ()


def printed_box(row: Row | None) -> bool | None:
    """Tell from the characters before *vertraulich* whether its box is ticked; None where none is printed."""
    if row is None:
        return None
    if _TICKED.search(row.text):
        return True
    return False if _UNTICKED.search(row.text) else None


def drawn_box(row: Row | None, text: Text, look: SecondLook, profile: Profile) -> bool | None:
    """Tell whether the square drawn before *vertraulich* is ticked; None without one, or where unclear.

    It is a drawing of the PDF, or it is looked for in the picture of the page.
    """
    places = text.boxes(row.start, row.end).get(row.page) if row else None
    if not row or not places:
        return None
    word = places[0]
    page = next(page for page in text.pages if page.number == row.page)
    for square in page.check_boxes:
        beside = square.box.x1 <= word.x0 + word.height
        if beside and abs(square.box.middle - word.middle) < word.height:
            return square.ticked
    seen = look.square(_word_in(row, profile.phrases.confidential))
    return seen.ticked if seen else None


def _word_in(row: Row, word: str) -> Row:
    """Return the part of a row most like a word: before *vertraulich*, its box may be read as letters."""
    parts = [match.span() for match in re.finditer(r"\S+", row.text)]
    start, end = max(parts, key=lambda part: _alike(fold(row.text[slice(*part)]), fold(word)))
    return row.cut(start, end)
