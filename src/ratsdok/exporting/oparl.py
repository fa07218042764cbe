"""OParl 1.1: papers with the letters on them as their files, and the meetings that passed them.

What OParl has no property for stands under the vendor prefix `ratsdok:` (docs/exports.md).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import PurePath
from typing import Any, BinaryIO

from ratsdok.archive.excerpt import Committee, Entry, Report
from ratsdok.exporting.identity import by_checksum, identity
from ratsdok.exporting.material import Material
from ratsdok.letter import Letter, Resolution

FORM = "ratsdok/oparl/1"
"""Name and version of the properties under our prefix."""

_SCHEMA = "https://schema.oparl.org/1.1/"
_FIELDS = {
    "kind": "kind",
    "file_reference": "fileReference",
    "department": "department",
    "recipients": "recipients",
    "confidential": "confidential",
    "report": "report",
    "lead_in": "leadIn",
    "points": "points",
    "statements": "statements",
    "next_check": "nextCheck",
    "signed_by": "signedBy",
    "acknowledged_by": "acknowledgedBy",
    "attachments": "attachments",
    "papers_mentioned": "papersMentioned",
    "previous_checks": "previousChecks",
    "findings": "findings",
    "evidence": "evidence",
}
"""Fields of the record that become properties of the file, under our prefix."""

Object = dict[str, Any]


def write(material: Material, stream: BinaryIO) -> int:
    """Write one page of a list of papers, and return how many there are.

    The meetings and organizations that papers refer to stand beside the list. Each paper is a line.
    """
    writer = _Writer(material.wishes.base_url)
    count, before = 0, '{\n"data": ['
    reports = groupby(material.by_resolution(evidence=True), key=_paper_key)
    for (profile, paper, _), group in reports:
        _put(stream, before + "\n", writer.paper(profile, paper, list(group)))
        count, before = count + 1, ","
    end = {
        "pagination": {"totalElements": count, "elementsPerPage": count, "currentPage": 1, "totalPages": 1},
        "links": {},
        "ratsdok:schema": FORM,
        "ratsdok:meeting": list(writer.meetings.values()),
        "ratsdok:organization": list(writer.organizations.values()),
    }
    lines = [f"{json.dumps(key)}: {json.dumps(each, ensure_ascii=False)}" for key, each in end.items()]
    stream.write((before * (not count) + "\n],\n" + ",\n".join(lines) + "\n}\n").encode())
    return count


def _put(stream: BinaryIO, before: str, thing: Object) -> None:
    stream.write((before + json.dumps(thing, ensure_ascii=False)).encode())


def _paper_key(report: Report) -> tuple[str, str | None, str]:
    """Return city and number of the paper; a letter without a number stands for itself."""
    paper, entry = _resolution(report).paper, report.entry
    document = entry.letter.document
    return document.profile, paper, "" if paper else f"{document.sha256} {entry.number} {report.resolution}"


def _resolution(report: Report) -> Resolution:
    every = report.entry.letter.resolutions
    return Resolution(paper=None) if report.resolution is None else every[report.resolution]


class _Writer:
    """Letters to OParl's objects.

    Attributes:
        meetings: those that papers refer to, by their identifiers.
        organizations: those whose meetings they are.
    """

    def __init__(self, base_url: str | None) -> None:
        self._base = base_url.rstrip("/") if base_url else None
        self.meetings: dict[str, Object] = {}
        self.organizations: dict[str, Object] = {}

    def paper(self, profile: str, number: str | None, reports: Sequence[Report]) -> Object:
        """Return a paper with all letters on it, the newest first."""
        newest = reports[0].entry.letter
        name = next((each.subject for each in map(_resolution, reports) if each.subject), None)
        parts = (profile, number) if number else _paper_key(reports[0])[2:]
        check = newest.next_check
        found: Object = _filled(
            {
                "id": self._uri("paper", *parts),
                "type": f"{_SCHEMA}Paper",
                "name": name or number or PurePath(newest.document.name).stem,
                "reference": number,
                "auxiliaryFile": [self._file(report.entry) for report in reports],
                "consultation": [*self._consultations(profile, parts, reports)],
                **_times(report.entry for report in reports),
                "ratsdok:city": profile,
                "ratsdok:nextCheck": check.model_dump(mode="json") if check else None,
            }
        )
        return found

    def _file(self, entry: Entry) -> Object:
        letter = entry.letter
        document = letter.document
        data = letter.model_dump(mode="json")
        own = {f"ratsdok:{name}": data[field] for field, name in _FIELDS.items()}
        return {
            "id": self._uri("file", document.sha256, str(entry.number)),
            "type": f"{_SCHEMA}File",
            "name": _name(letter),
            "fileName": document.name,
            "mimeType": document.media_type,
            "date": data["date"],
            "accessUrl": (
                f"{self._base}/document/{document.sha256}" if self._base else by_checksum(document.sha256)
            ),
            **_times([entry]),
            "ratsdok:sha256": document.sha256,
            "ratsdok:pages": document.pages,
            "ratsdok:textSource": document.text_source,
            "ratsdok:resolutions": data["resolutions"],
            **own,
            "ratsdok:doubtful": sorted(entry.doubtful),
        }

    def _consultations(
        self, profile: str, paper: Sequence[str], reports: Sequence[Report]
    ) -> Iterator[Object]:
        """Yield the meetings that the letters name as those that passed the paper."""
        seen: set[str] = set()
        for report in reports:
            number = _resolution(report).meeting
            if number is None or number in seen or report.resolution is None:
                continue
            seen.add(number)
            committee = report.entry.committees[report.resolution]
            yield {
                "id": self._uri("consultation", *paper, number),
                "type": f"{_SCHEMA}Consultation",
                "meeting": self._meeting(profile, number, committee, report.entry),
                "organization": [self._organization(profile, committee, report.entry)],
                "authoritative": True,  # letters are about what a meeting has resolved
                **_times([report.entry]),
            }

    def _meeting(self, profile: str, number: str, committee: Committee, entry: Entry) -> str:
        uri = self._uri("meeting", profile, number)
        if uri not in self.meetings:
            self.meetings[uri] = {
                "id": uri,
                "type": f"{_SCHEMA}Meeting",
                "name": f"Sitzung {number}",
                "organization": [self._organization(profile, committee, entry)],
                **_times([entry]),
                "ratsdok:number": number,
                "ratsdok:city": profile,
            }
        return uri

    def _organization(self, profile: str, committee: Committee, entry: Entry) -> str:
        code = committee.code or ""
        uri = self._uri("organization", profile, code)
        if uri not in self.organizations:
            self.organizations[uri] = {
                "id": uri,
                "type": f"{_SCHEMA}Organization",
                "name": committee.name or code,
                "shortName": code,
                **_times([entry]),
                "ratsdok:city": profile,
            }
        return uri

    def _uri(self, kind: str, *parts: str) -> str:
        own = identity(kind, *parts)
        return f"{self._base}/{kind}/{own}" if self._base else own.urn


def _name(letter: Letter) -> str:
    if letter.kind == "other":
        return PurePath(letter.document.name).stem
    papers = " und ".join(each.paper for each in letter.resolutions if each.paper)
    date = f"vom {letter.date:%d.%m.%Y}" if letter.date else None
    return " ".join(filter(None, ["Beschlusskontrolle", papers and f"zu {papers}", date]))


def _times(entries: Iterable[Entry]) -> dict[str, str]:
    """Return when an object was made and last changed: when its letters were entered into the catalogue."""
    times = sorted(entry.entered for entry in entries)
    return {
        "created": times[0].isoformat(timespec="seconds"),
        "modified": times[-1].isoformat(timespec="seconds"),
    }


def _filled(value: Any) -> Any:
    """Return data without nulls and empty lists, as OParl recommends."""
    if isinstance(value, dict):
        pairs = {key: _filled(each) for key, each in value.items()}
        return {key: each for key, each in pairs.items() if each not in (None, [], {})}
    if isinstance(value, list):
        return [_filled(each) for each in value]
    return value
