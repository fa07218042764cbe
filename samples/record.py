"""From a letter's content to the record that is true of it; nothing here reads a PDF."""

from __future__ import annotations

import hashlib
import json

from ratsdok.letter import CheckDate, DocumentInfo, Letter, Person, Point, Resolution, Statement, Status
from samples.texts import LetterText, NextCheckText, OtherText, PersonText, prose


def record_of(content: LetterText | OtherText, name: str, pdf: bytes, pages: int) -> Letter:
    """Return what a careful reader writes down of the PDF printed from this content."""
    document = DocumentInfo(
        name=name,
        sha256=hashlib.sha256(pdf).hexdigest(),
        media_type="application/pdf",
        pages=pages,
        text_source="text-layer",
        profile="dresden",
    )
    if isinstance(content, OtherText):
        return Letter(kind="other", document=document)
    return Letter(
        kind="beschlusskontrolle",
        document=document,
        resolutions=tuple(
            Resolution(paper=each.paper, meeting=each.meeting, subject=each.subject)
            for each in content.resolutions
        ),
        date=content.date,
        file_reference=content.file_reference,
        department=content.department,
        recipients=(" ".join(content.address[1:]),),
        confidential=content.confidential,
        salutation=content.salutation,
        report=content.report,
        lead_in=next((piece.lead_in for piece in content.body if piece.lead_in), None),
        points=_points(content),
        statements=_statements(content),
        next_check=_next_check(content.next_check),
        signed_by=_people(content.signed_by),
        acknowledged_by=_people(content.acknowledged_by),
        attachments=tuple(content.attachments or filter(None, [content.attachments_heading])),
        papers_mentioned=tuple(content.papers_mentioned),
        previous_checks=tuple(content.previous_checks),
    )


def as_json(letter: Letter) -> str:
    """Return the record as the text of a JSON file, the same on every machine."""
    return json.dumps(letter.model_dump(mode="json"), ensure_ascii=False, indent=1) + "\n"


def _points(content: LetterText) -> tuple[Point, ...]:
    return tuple(
        Point(label=piece.point or None, text=prose(piece.text))
        for piece in content.body
        if piece.point is not None
    )


def _statements(content: LetterText) -> tuple[Statement, ...]:
    return tuple(
        Statement(points=tuple(piece.covers), text=prose(piece.report), status=Status(piece.status))
        for piece in content.body
        if piece.report
    )


def _next_check(check: NextCheckText | None) -> CheckDate | None:
    # Validated, not constructed: the precision is a plain string in the content files.
    if check is None:
        return None
    return CheckDate.model_validate(check.model_dump(include={"date", "precision", "raw"}))


def _people(people: list[PersonText]) -> tuple[Person, ...]:
    return tuple(Person(name=each.name, role=each.role, on_behalf_of=each.on_behalf_of) for each in people)
