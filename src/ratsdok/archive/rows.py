"""A letter to the rows of a catalogue's tables; workers make them, and one writer stores them."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from ratsdok.archive.folding import folded
from ratsdok.letter import Evidence, Letter
from ratsdok.profile import Profile

Row = dict[str, Any]
Rows = dict[str, list[Row]]
"""Rows by the name of their table; none knows its letter's id yet."""

_BETWEEN_CHECKS = dt.timedelta(days=182)
"""About how long before its next check a letter is written: offices report twice a year."""


def rows_of(letter: Letter, profile: Profile) -> Rows:
    """Return the rows of a letter: one in `letters`, any number in the others."""
    rows: Rows = {
        "letters": [_letter(letter, profile)],
        "resolutions": list(_resolutions(letter, profile)),
        "points": list(_points(letter)),
        "statements": list(_statements(letter)),
        "people": list(_people(letter)),
        "findings": [{"number": at, **finding.model_dump()} for at, finding in enumerate(letter.findings)],
        "evidence": [_evidence(at, path, entry) for at, (path, entry) in enumerate(letter.evidence.items())],
        "passages": list(_passages(letter)),
    }
    return {table: [_storable(row) for row in some] for table, some in rows.items()}


def letter_of(record: str, evidence: Iterable[Row]) -> Letter:
    """Return the letter that rows were made of.

    Args:
        record: column of that name of its row in `letters`.
        evidence: its rows there, in the order of `number`.
    """
    letter = Letter.from_json(record)
    proofs = {row["path"]: _proof(row) for row in evidence}
    return letter.model_copy(update={"evidence": proofs}) if proofs else letter


def _proof(row: Row) -> Evidence:
    return Evidence(
        raw=row["raw"],
        page=row["page"],
        boxes=json.loads(row["boxes"]),
        span=(row["start"], row["end"]),
        confidence=row["confidence"],
        rule=row["rule"],
        readings=json.loads(row["readings"] or "[]"),
        witnesses=json.loads(row["witnesses"] or "[]"),
    )


def _letter(letter: Letter, profile: Profile) -> Row:
    check = letter.next_check
    return {
        "kind": letter.kind,
        "profile": profile.name,
        "date": letter.date,
        "date_confidence": _confidence(letter, "date"),
        "about": about(letter),
        "file_reference": letter.file_reference,
        "department": letter.department,
        "recipients": _lines(letter.recipients),
        "confidential": letter.confidential,
        "report": letter.report,
        "lead_in": letter.lead_in,
        "next_check": check.date if check else None,
        "next_check_precision": check.precision if check else None,
        "next_check_raw": check.raw if check else None,
        "next_check_confidence": _confidence(letter, "next_check.date"),
        "attachments": _lines(letter.attachments),
        "papers_mentioned": _lines(letter.papers_mentioned),
        "previous_checks": _lines(letter.previous_checks),
        "doubtful": "\n".join(path for path, entry in letter.evidence.items() if entry.is_doubtful),
        "record": letter.to_json(evidence=False, indent=None),
    }


def about(letter: Letter) -> dt.date | None:
    """Return about when a letter was written, for putting letters in order; None where nothing tells.

    Half of the stamps on real letters cannot be read. An undated letter was written before the next check
    that it promises, and after the earlier ones that it names.
    """
    if letter.date:
        return letter.date
    guess = letter.next_check.date - _BETWEEN_CHECKS if letter.next_check else None
    earlier = [
        dt.date.fromisoformat(each) for each in letter.previous_checks if len(each) == len("2016-01-05")
    ]
    return max(filter(None, [guess, *earlier]), default=None)


def committee_of(meeting: str | None, profile: Profile) -> tuple[str | None, str | None]:
    """Return the code of the committee that a meeting is of, and its name in full as far as it is known.

    SR/005/2014 is of SR, the Stadtrat; SBR Pro/046/2019 of SBR Pro, the Stadtbezirksbeirat Prohlis.
    """
    if not meeting:
        return None, None
    code = meeting.partition("/")[0]
    board, _, district = code.partition(" ")
    codes = profile.codes
    if district:
        names = [codes.get("board", {}).get(board), codes.get("district", {}).get(district)]
    else:
        names = [codes.get("committee", {}).get(code)]
    return code, " ".join(filter(None, names)) if all(names) else None


def _resolutions(letter: Letter, profile: Profile) -> Iterator[Row]:
    for at, each in enumerate(letter.resolutions):
        committee, name = committee_of(each.meeting, profile)
        yield {
            "number": at,
            **each.model_dump(),
            "paper_confidence": _confidence(letter, f"resolutions.{at}.paper"),
            "committee": committee,
            "committee_name": name,
        }


def _points(letter: Letter) -> Iterator[Row]:
    for at, point in enumerate(letter.points):
        told = letter.statements_on(point.label)
        said = {letter.statements[place].status.value for place in told}
        sure = [_confidence(letter, f"statements.{place}.status") for place in told]
        yield {
            "number": at,
            "label": point.label,
            "text": point.text,
            # Where statements on a point contradict each other, nothing is certain.
            "status": (said.pop() if len(said) == 1 else "unknown") if told else None,
            "status_confidence": min((each for each in sure if each is not None), default=None),
        }


def _statements(letter: Letter) -> Iterator[Row]:
    for at, each in enumerate(letter.statements):
        yield {
            "number": at,
            "points": ", ".join(each.points) or None,
            "text": each.text,
            "status": each.status.value,
            "status_confidence": _confidence(letter, f"statements.{at}.status"),
        }


def _people(letter: Letter) -> Iterator[Row]:
    for part, persons in (("signed", letter.signed_by), ("acknowledged", letter.acknowledged_by)):
        yield from ({"part": part, "number": at, **each.model_dump()} for at, each in enumerate(persons))


def _evidence(at: int, path: str, entry: Evidence) -> Row:
    return {
        "number": at,
        "path": path,
        "raw": entry.raw,
        "page": entry.page,
        "boxes": json.dumps(entry.boxes, separators=(",", ":")),
        "start": entry.span[0],
        "end": entry.span[1],
        "confidence": entry.confidence,
        "rule": entry.rule,
        "readings": json.dumps(entry.readings, ensure_ascii=False) if entry.readings else None,
        "witnesses": json.dumps(entry.witnesses, ensure_ascii=False) if entry.witnesses else None,
    }


def _passages(letter: Letter) -> Iterator[Row]:
    texts = [
        *(("subject", at, each.subject) for at, each in enumerate(letter.resolutions) if each.subject),
        *(("point", at, each.text) for at, each in enumerate(letter.points)),
        *(("statement", at, each.text) for at, each in enumerate(letter.statements)),
    ]
    for part, at, text in texts:
        yield {"part": part, "number": at, "text": text, "folded": folded(text)}


def _confidence(letter: Letter, path: str) -> float | None:
    entry = letter.evidence.get(path)
    return entry.confidence if entry else None


def _lines(texts: Sequence[str]) -> str | None:
    return "\n".join(texts) or None


def _storable(row: Row) -> Row:
    """Return a row without NUL characters, which PostgreSQL's texts cannot hold."""
    if not any(isinstance(value, str) and "\0" in value for value in row.values()):
        return row
    return {
        name: value.replace("\0", "\ufffd") if isinstance(value, str) else value
        for name, value in row.items()
    }
