"""The parts of a letter -> its record, each value with its evidence."""

from __future__ import annotations

from collections.abc import Sequence

from ratsdok.letter import CheckDate, DocumentInfo, Letter, Person, Point, Resolution, Statement
from ratsdok.parsing.body import BodyReader
from ratsdok.parsing.doubts import contradiction
from ratsdok.parsing.draft import Draft
from ratsdok.parsing.evidence import EvidenceBook
from ratsdok.parsing.findings import Doubt, doubts_of_number, doubts_of_years, findings_of
from ratsdok.parsing.head import (
    Head,
    department_name,
    drawn_box,
    printed_box,
    read_head,
    recipients,
    tidy_file_reference,
)
from ratsdok.parsing.mending import mend
from ratsdok.parsing.opening import announced
from ratsdok.parsing.passing import checks_in, checks_named, papers_in
from ratsdok.parsing.people import Signer, divide_foot, is_signature, read_foot
from ratsdok.parsing.references import Found, resolutions_in
from ratsdok.parsing.second_look import SecondLook
from ratsdok.parsing.settling import letter_date, meeting_number, next_check, paper_number
from ratsdok.parsing.statements import Reading, content_of
from ratsdok.parsing.status import StatementText, classify
from ratsdok.parsing.status_line import STATUS_LINE, take_status
from ratsdok.parsing.text import Prose, Row, prose
from ratsdok.parsing.zones import Zones
from ratsdok.profile import Profile


def compose(
    zones: Zones, look: SecondLook, document: DocumentInfo, profile: Profile, doubts: list[Doubt]
) -> Letter:
    """Read every value of a letter from its parts.

    Args:
        zones: the parts.
        look: the text of the document, and what can look at its pages again.
        document: what the record says of the file.
        profile: the city.
        doubts: what reading remarked so far.
    """
    draft = Draft(zones, look.text, profile, look, EvidenceBook(look.text), list(doubts))
    _read_reference_block(draft)
    _read_opening(draft)
    _read_body(draft)
    _read_next_check(draft)
    _read_passing(draft)
    _read_head(draft)
    _read_foot(draft)
    if zones.closing is None:
        message = "Der Brief bricht ab: keine Grußformel gefunden."
        draft.doubts.append(Doubt("truncated", message))
    letter = Letter(kind="beschlusskontrolle", document=document, evidence=draft.book.entries, **draft.values)
    return letter.model_copy(update={"findings": findings_of(letter, draft.doubts)})


def _read_reference_block(draft: Draft) -> None:
    subject_rows = [row for row in draft.zones.subject if len(row.text) > 1]
    subject = prose(subject_rows).strip() or None
    resolutions: list[Resolution] = []
    rows, city, look = draft.zones.reference, draft.profile, draft.look
    for index, first in enumerate(resolutions_in(rows, city)):
        path = f"resolutions.{index}"
        paper, paper_readings = paper_number(first[0], index, rows, city, look)
        meeting, meeting_readings = meeting_number(first[1], index, rows, city, look)
        for field_name, found, readings in (
            ("paper", paper, paper_readings),
            ("meeting", meeting, meeting_readings),
        ):
            _note_number(draft, f"{path}.{field_name}", found)
            draft.book.note_readings(f"{path}.{field_name}", readings)
            draft.doubts += doubts_of_number(found, field_name, f"{path}.{field_name}")
        draft.doubts += doubts_of_years(paper, meeting, f"{path}.paper")
        draft.meeting_year = draft.meeting_year or (meeting.reference.year if meeting else None)
        draft.book.note(f"{path}.subject", subject_rows, "below-reference-line")
        resolutions.append(
            Resolution(
                paper=paper.reference.value if paper else None,
                meeting=meeting.reference.value if meeting else None,
                subject=subject,
            )
        )
    draft.values["resolutions"] = tuple(resolutions)


def _note_number(draft: Draft, path: str, found: Found | None) -> None:
    if found is None:
        return
    rule = "reference-line"
    if not found.reference.known:
        rule = "reference-line-unknown-code"
    elif found.reference.repaired:
        rule = "reference-line-repaired"
    draft.book.note_span(path, found.start, found.end, rule)


def _read_head(draft: Draft) -> None:
    head = read_head(draft.zones.head, draft.text, draft.profile)
    values, book = draft.values, draft.book
    department = department_name(head.department, draft.profile)
    if department:
        values["department"] = department[0]
        book.note("department", head.department, "known-department" if department[1] else "letterhead")
    if head.file_reference:
        values["file_reference"] = tidy_file_reference(head.file_reference.text)
        book.note("file_reference", head.file_reference, "file-reference")
    _read_date(draft, head)
    addressees = recipients(head.recipients, draft.profile)
    if addressees:
        values["recipients"] = addressees
        book.note("recipients.0", head.recipients, "address")
    ticked = drawn_box(head.confidential, draft.text, draft.look, draft.profile)
    rule = "printed-box" if ticked is None else "drawn-box"
    ticked = printed_box(head.confidential) if ticked is None else ticked
    if ticked is not None and head.confidential:
        values["confidential"] = ticked
        book.note("confidential", head.confidential, rule)


def _read_date(draft: Draft, head: Head) -> None:
    """Take the stamp's date, unless the letter itself contradicts it: null beats wrong."""
    stamp, row, readings = letter_date(head, draft.look)
    if stamp is None or row is None:
        remains = head.stamp_remains.text if head.stamp_remains else " / ".join(readings)
        if remains:
            message = f"Das Datum ist nicht sicher lesbar: „{remains}“."
            draft.doubts.append(Doubt("date-unreadable", message, "date", "info"))
        return
    against = contradiction(
        stamp.date,
        meeting_year=draft.meeting_year,
        next_check=draft.values.get("next_check"),
        previous_checks=draft.values.get("previous_checks", ()),
        department=draft.values.get("department"),
        profile=draft.profile,
    )
    if against:
        message = f"Datum „{readings[0] if readings else row.text}“ verworfen: {against}."
        draft.doubts.append(Doubt("date-contradicted", message, "date"))
        return
    rule = "typed-date" if stamp.typed else "stamp-repaired" if stamp.repaired else "stamp"
    draft.values["date"] = stamp.date
    draft.book.note("date", row, rule)
    draft.book.note_readings("date", readings)


def _read_opening(draft: Draft) -> None:
    zones = draft.zones
    if zones.salutation:
        draft.values["salutation"] = zones.salutation.text
        draft.book.note("salutation", zones.salutation, "salutation")
    report = announced(prose(zones.opening), draft.profile)
    if report:
        draft.values["report"] = report
        draft.book.note("report", zones.opening, "opening-sentence")


def _read_body(draft: Draft) -> None:
    tail: list[Row] = []
    while draft.zones.body and is_signature(draft.zones.body[-1], draft.profile):
        tail.insert(0, draft.zones.body.pop())
    draft.zones.foot = tail + draft.zones.foot
    papers = [resolution.paper for resolution in draft.resolutions]
    reader = BodyReader(draft.profile, papers)
    content = content_of(mend(reader.read(draft.zones.body)), papers, roman=reader.roman)
    if content.lead_in:
        draft.values["lead_in"] = _quoted_text(content.lead_in)
        draft.book.note("lead_in", content.lead_in, "before-first-label")
    draft.values["points"] = tuple(_point(draft, i, reading) for i, reading in enumerate(content.points))
    draft.values["statements"] = _statements(draft, content.statements)


def _quoted_text(rows: Sequence[Row]) -> str:
    return prose(rows).strip(" \"'„“”^")


def _point(draft: Draft, index: int, reading: Reading) -> Point:
    _note_reading(draft, f"points.{index}", reading)
    return Point(label=reading.labels[0] if reading.labels else None, text=prose(reading.rows))


def _note_reading(draft: Draft, path: str, reading: Reading) -> None:
    draft.book.note(path, reading.rows, f"{reading.rule}-doubtful" if reading.doubtful else reading.rule)
    if reading.doubtful:
        message = "Anfang oder Ende dieses Textes ist unsicher; bitte mit dem Brief vergleichen."
        draft.doubts.append(Doubt("text-boundary-doubtful", message, path, "info"))


def _statements(draft: Draft, readings: Sequence[Reading]) -> tuple[Statement, ...]:
    report = draft.values.get("report")
    said = [take_status(reading) for reading in readings]
    texts = [prose(reading.rows) for reading in readings]
    judged = classify([StatementText(text, report) for text in texts])
    statements = []
    for index, (reading, text, status) in enumerate(zip(readings, texts, judged, strict=True)):
        path, line = f"statements.{index}", said[index]
        _note_reading(draft, path, reading)
        if line:
            draft.book.note(f"{path}.status", line.row, "status-line", confidence=STATUS_LINE)
        else:
            draft.book.note(f"{path}.status", reading.rows, status.rule, confidence=status.confidence)
        found = line.status if line else status.status
        statements.append(Statement(points=reading.labels, text=text, status=found))
    return tuple(statements)


def _read_next_check(draft: Draft) -> None:
    rows = [row for row in draft.zones.next_check if row.text]
    found, raw, readings = next_check(rows, draft.look)
    if found is None:
        if readings:
            message = f"Die nächste Beschlusskontrolle ist nicht sicher lesbar: „{' / '.join(readings)}“."
            draft.doubts.append(Doubt("next-check-unreadable", message, "next_check"))
        return
    if raw.startswith(("erfolgt", "ist", "wird", "findet")):  # a sentence, not a label's value
        raw = raw[found.start : found.end]
    draft.values["next_check"] = CheckDate(date=found.date, precision=found.precision, raw=raw.rstrip("."))
    rule = "next-check-line"
    draft.book.note("next_check.date", rows, f"{rule}-repaired" if found.repaired else rule)
    draft.book.note_readings("next_check.date", readings)


def _read_passing(draft: Draft) -> None:
    body = Prose(draft.zones.body + draft.zones.named)
    own = {resolution.paper for resolution in draft.resolutions if resolution.paper}
    papers = list(papers_in(body, own, draft.profile))
    papers += papers_in(Prose(draft.zones.next_check), own | {p.value for p in papers}, draft.profile)
    for index, mention in enumerate(papers):
        rule = "in-text-repaired" if mention.repaired else "in-text"
        draft.book.note_span(f"papers_mentioned.{index}", mention.start, mention.end, rule)
    checks = list(checks_in(body))
    known = {mention.value for mention in checks}
    checks += [mention for mention in checks_named(draft.zones.named) if mention.value not in known]
    for index, mention in enumerate(checks):
        draft.book.note_span(f"previous_checks.{index}", mention.start, mention.end, "in-text")
    draft.values["papers_mentioned"] = tuple(mention.value for mention in papers)
    draft.values["previous_checks"] = tuple(mention.value for mention in checks)


def _read_foot(draft: Draft) -> None:
    date, department = draft.values.get("date"), draft.values.get("department")
    signatures, attachments = divide_foot(draft.zones.foot, draft.profile)
    signers = read_foot(signatures, department, date, draft.profile)
    for side, noted in (("signed_by", False), ("acknowledged_by", True)):
        people = [signer for signer in signers if signer.noted is noted]
        draft.values[side] = tuple(
            _person(draft, f"{side}.{index}", signer, people) for index, signer in enumerate(people)
        )
    for index, (_, row) in enumerate(attachments):
        draft.book.note(f"attachments.{index}", row, "below-signatures")
    draft.values["attachments"] = tuple(name for name, _ in attachments)


def _person(draft: Draft, path: str, signer: Signer, side: Sequence[Signer]) -> Person:
    """Note someone; a deputy stands in for the first of the same side who is none."""
    principal = next((other for other in side if not other.deputy), None) if signer.deputy else None
    draft.book.note(f"{path}.name", signer.row, signer.rule)
    if signer.role:
        draft.book.note(f"{path}.role", signer.role_rows, "office")
    if principal:
        draft.book.note(f"{path}.on_behalf_of", principal.row, principal.rule)
    return Person(name=signer.name, role=signer.role, on_behalf_of=principal.name if principal else None)
