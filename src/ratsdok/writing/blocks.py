"""What a letter says, part by part in the order of reading: a record -> paragraphs of named styles.

Nothing here knows DOCX. Every value of the record stands in exactly one paragraph, so that it can be read
back (`ratsdok.parsing.standard`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice, pairwise
from typing import Literal, NamedTuple

from ratsdok.form import wording
from ratsdok.form.days import printed_check, spelled, spelled_previous
from ratsdok.form.labels import Labels, Printed
from ratsdok.form.styles import POINTS, Style
from ratsdok.letter import CheckDate, Letter, Person, Point, Resolution, Statement
from ratsdok.writing.drafting import Draft
from ratsdok.writing.stationery import Layout

_LONGEST_TITLE = 64
"""Characters that Word allows for a content control's title."""

Kind = Literal["text", "date", "status", "tick"]


class Control(NamedTuple):
    """A part of a paragraph that is filled in: a content control.

    Attributes:
        kind: what may be filled in.
        title: what Word shows as its name.
        text: what stands there; None is a place that is still empty.
        value: of a date its ISO form, of a status its code, of a tick `1` or `0`.
    """

    kind: Kind
    title: str
    text: str | None
    value: str = ""


Piece = str | Control


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph.

    Attributes:
        style: what it is.
        pieces: its words.
        label: of a point in a numbered list; None for other paragraphs.
        listed: whether it is an item of a list without numbers.
    """

    style: Style
    pieces: tuple[Piece, ...] = ()
    label: Printed | None = None
    listed: bool = False


@dataclass(slots=True)
class Sheet:
    """A whole letter.

    Attributes:
        body: from the head to the closing.
        signed: the left column below it.
        acknowledged: the right column.
        annexes: what follows below both.
    """

    body: list[Block] = field(default_factory=list)
    signed: list[Block] = field(default_factory=list)
    acknowledged: list[Block] = field(default_factory=list)
    annexes: list[Block] = field(default_factory=list)


def sheet_of(draft: Draft, layout: Layout, city: str) -> Sheet:
    """Return the paragraphs of a letter.

    Args:
        draft: the record, and what of it is still open.
        layout: which decides on the head's parts.
        city: as it stands in the head, such as *Landeshauptstadt Dresden*.
    """
    letter = draft.letter
    sheet = Sheet()
    sheet.body += _head(draft, layout, city)
    sheet.body += _reference_block(letter.resolutions)
    sheet.body += _opening(letter)
    sheet.body += _content(draft)
    sheet.body += _end(draft)
    sheet.signed += (block for person in letter.signed_by for block in _person(person))
    if letter.acknowledged_by:
        sheet.acknowledged.append(_line(Style.ACKNOWLEDGEMENT, wording.ACKNOWLEDGEMENT))
        sheet.acknowledged += (block for person in letter.acknowledged_by for block in _person(person))
    sheet.annexes += _annexes(letter.attachments)
    return sheet


def _line(style: Style, *pieces: Piece) -> Block:
    return Block(style, pieces)


def _head(draft: Draft, layout: Layout, city: str) -> Iterator[Block]:
    letter = draft.letter
    if layout == "din5008":
        yield _line(Style.CITY, city)
        yield _line(Style.RETURN_LINE, " · ".join(filter(None, (city, letter.department))))
    else:
        yield _line(Style.LETTERHEAD, wording.LETTERHEAD)
    if letter.confidential is not None:
        box = wording.TICKED if letter.confidential else wording.UNTICKED
        tick = Control("tick", wording.CONFIDENTIAL, box, "1" if letter.confidential else "0")
        yield _line(Style.CONFIDENTIAL, tick, f" {wording.CONFIDENTIAL}")
    if letter.recipients:
        yield _line(Style.ADDRESS_START, wording.address_start(letter.recipients[0]))
    for recipient in letter.recipients:
        yield _line(Style.ADDRESS, recipient)
    if layout == "din5008":
        yield _line(Style.LETTERHEAD, wording.LETTERHEAD)
    else:
        yield _line(Style.CITY, city)
    if letter.department is not None:
        yield _line(Style.DEPARTMENT, letter.department)
    if letter.file_reference is not None:
        yield _line(Style.FILE_REFERENCE, wording.FILE_REFERENCE, letter.file_reference)
    if "date" in draft.places:
        yield _line(Style.DATE, wording.DATE, Control("date", "Datum", None))
    elif letter.date is not None:
        day = Control("date", "Datum", spelled(letter.date), letter.date.isoformat())
        yield _line(Style.DATE, wording.DATE, day)


def _reference_block(resolutions: Sequence[Resolution]) -> Iterator[Block]:
    """Yield a reference line for each resolution, and its subject; a common one only below the last."""
    for index, each in enumerate(resolutions):
        yield _line(Style.REFERENCE, wording.reference_line(each.paper, each.meeting))
        rest = resolutions[index + 1 :]
        if each.subject is not None and not (rest and rest[0].subject == each.subject):
            yield _line(Style.SUBJECT, each.subject)
        elif each.subject is None and any(other.subject is not None for other in rest[:1]):
            yield _line(Style.SUBJECT, wording.WITHOUT_SUBJECT)


def _opening(letter: Letter) -> Iterator[Block]:
    if letter.salutation is not None:
        yield _line(Style.SALUTATION, letter.salutation)
    yield _line(Style.OPENING, wording.OPENINGS[letter.report])


def _content(draft: Draft) -> Iterator[Block]:
    """Yield resolution and reports: point by point where the answers come in the points' order."""
    letter, labels = draft.letter, Labels()
    if letter.lead_in is not None:
        yield _line(Style.LEAD_IN, wording.quoted(letter.lead_in))
    points = iter(letter.points)
    ends = _ends(letter)
    at = 0
    for index, statement in enumerate(letter.statements):
        for point in islice(points, max(0, ends[index] - at)):
            yield from _point(point, labels)
        at = max(at, ends[index])
        yield from _statement(draft, index, statement)
    for point in points:
        yield from _point(point, labels)


def _ends(letter: Letter) -> list[int]:
    """Return for each statement how many points are quoted before it.

    That is as far as the last point that it covers, with those below it, if answers come in the points' order
    and no point has two; else all of them.
    """
    places = {point.label: index for index, point in enumerate(letter.points)}
    answered = [places.get(label, -1) for statement in letter.statements for label in statement.points]
    if not answered or answered[0] < 0 or any(a >= b for a, b in pairwise(answered)):
        return [len(letter.points)] * len(letter.statements)
    ends, end = [], 0
    for statement in letter.statements:
        for label in statement.points:
            end = places[label] + 1
            while end < len(letter.points) and str(letter.points[end].label).startswith(f"{label}."):
                end += 1
        ends.append(end)
    return ends


def _point(point: Point, labels: Labels) -> Iterator[Block]:
    words = (wording.quoted(point.text),)
    if point.label is None:
        yield Block(Style.QUOTATION, words)
        return
    printed = labels.printed(point.label)
    if printed.anew:
        yield _line(Style.RESOLUTION_HEADING, wording.resolution_heading(printed.paper))
    yield Block(POINTS[min(printed.depth, len(POINTS) - 1)], words, printed)


def _statement(draft: Draft, index: int, statement: Statement) -> Iterator[Block]:
    if statement.points or len(draft.letter.statements) > 1:
        yield _line(Style.REPORT_HEADING, wording.report_heading(statement.points))
    yield from (_line(Style.EARLIER, line) for line in draft.earlier.get(index, ()))
    status = None if f"statements.{index}.status" in draft.places else statement.status.german
    title = _title("Sachstand", statement)
    yield _line(Style.STATUS, wording.STATUS, Control("status", title, status, statement.status.value))
    open_text = f"statements.{index}.text" in draft.places
    open_place = Control("text", _title("Bericht", statement), None)
    yield _line(Style.REPORT, open_place if open_text else statement.text)


def _title(what: str, statement: Statement) -> str:
    """Return what Word shows over a place: *Bericht zu Beschlusspunkt 4*."""
    heading = wording.report_heading(statement.points)
    title = f"{what} {heading[0].lower()}{heading[1:-1]}"
    return title if len(title) <= _LONGEST_TITLE else what


def _end(draft: Draft) -> Iterator[Block]:
    letter = draft.letter
    if letter.previous_checks:
        days = wording.BETWEEN.join(map(spelled_previous, letter.previous_checks))
        yield _line(Style.PREVIOUS_CHECKS, wording.PREVIOUS_CHECKS, days)
    if letter.papers_mentioned:
        yield _line(Style.PAPERS, wording.PAPERS, wording.BETWEEN.join(letter.papers_mentioned))
    if letter.next_check:
        proposed = "next_check" in draft.proposed
        yield _line(Style.NEXT_CHECK, wording.NEXT_CHECK, *_check(letter.next_check, proposed=proposed))
    elif "next_check" in draft.places:
        yield _line(
            Style.NEXT_CHECK, wording.NEXT_CHECK, Control("date", wording.NEXT_CHECK.strip(": "), None)
        )
    yield _line(Style.CLOSING, wording.CLOSING)


def _check(check: CheckDate, *, proposed: bool) -> Iterator[Piece]:
    """Yield the next check; a day, standing alone, can be picked from a calendar."""
    words = printed_check(check)
    if check.precision == "day" and words == spelled(check.date):
        title = wording.NEXT_CHECK.strip(": ")
        yield Control("date", f"{title} (Vorschlag)" if proposed else title, words, check.date.isoformat())
    else:
        yield words


def _person(person: Person) -> Iterator[Block]:
    if person.on_behalf_of is not None:
        yield _line(Style.DEPUTY, wording.DEPUTY, person.on_behalf_of)
    yield _line(Style.NAME, person.name)
    if person.role is not None:
        yield _line(Style.OFFICE, person.role)


def _annexes(attachments: Sequence[str]) -> Iterator[Block]:
    """Yield the list of annexes; where the letter only says that there are some, that word alone."""
    if not attachments:
        return
    if len(attachments) == 1 and attachments[0] in wording.BARE_ATTACHMENTS:
        yield _line(Style.ATTACHMENTS, attachments[0])
        return
    yield _line(Style.ATTACHMENTS, wording.ATTACHMENTS)
    for each in attachments:
        yield Block(Style.ATTACHMENT, (each,), listed=True)
