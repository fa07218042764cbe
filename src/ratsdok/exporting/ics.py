"""iCalendar (RFC 5545): the next checks that the newest letters promise, as events of whole days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from fnmatch import fnmatchcase
from typing import Any, BinaryIO

from ratsdok.archive.excerpt import Report
from ratsdok.archive.rows import about
from ratsdok.exporting.cells import printable
from ratsdok.exporting.identity import identity
from ratsdok.exporting.material import Material
from ratsdok.exporting.standing import open_points, when
from ratsdok.letter import CheckDate, Letter, Resolution

NAME = "Beschlusskontrollen"
"""What a calendar of everything is called."""

_MADE_BY = "-//ratsdok//Beschlusskontrollen//DE"
_END = b"END:VCALENDAR\r\n"
_ONE_DAY = dt.timedelta(days=1)
_LONGEST_POINT = 160  # characters; more is read in the letter


def write(material: Material, stream: BinaryIO) -> int:
    """Write a calendar, event by event, and return how many there are."""
    return write_calendar(filter(None, map(event_of, material.next_checks())), stream)


def write_calendar(events: Iterable[bytes], stream: BinaryIO, name: str = NAME) -> int:
    """Write a calendar that holds these events, and return how many there are.

    Args:
        events: as `event_of` makes them.
        stream: where to.
        name: that programs show.
    """
    import icalendar  # noqa: PLC0415 - takes time that other formats should not

    calendar = icalendar.Calendar()
    for key, value in {
        "prodid": _MADE_BY,
        "version": "2.0",
        "calscale": "GREGORIAN",
        "method": "PUBLISH",
        "name": _text(name),
        "x-wr-calname": _text(name),
    }.items():
        calendar.add(key, value)
    stream.write(calendar.to_ical().removesuffix(_END))
    count = 0
    for event in events:
        stream.write(event)
        count += 1
    stream.write(_END)
    return count


def emptied(calendar: bytes) -> bytes | None:
    """Return a calendar without its events; None if it is none that was written here, or has none."""
    head, found, _ = calendar.partition(b"\r\nBEGIN:VEVENT\r\n")
    is_ours = head.startswith(b"BEGIN:VCALENDAR\r\n") and f"\r\nPRODID:{_MADE_BY}\r\n".encode() in head
    return head + b"\r\n" + _END if found and is_ours else None


def event_of(report: Report) -> bytes | None:
    """Return the event of a letter; None if it promises no next check."""
    import icalendar  # noqa: PLC0415 - as above

    check = report.entry.letter.next_check
    event: bytes | None = _event(report, check, icalendar.Event()).to_ical() if check else None
    return event


def _event(report: Report, check: CheckDate, event: Any) -> Any:
    """Fill an event.

    What it is told by (UID) stays as long as the resolution does. A newer letter raises its SEQUENCE, the
    number of letters before it, and its times, the letter's date: so a calendar knows which is the newer.
    """
    letter = report.entry.letter
    written = dt.datetime.combine(about(letter) or check.date, dt.time(), dt.UTC)
    is_sure = check.precision == "day" and not _is_doubtful(report)
    event.add("uid", str(_uid(report)))
    event.add("dtstamp", written)
    event.add("last-modified", written)
    event.add("sequence", report.of - 1)
    event.add("dtstart", check.date)
    event.add("dtend", check.date + _ONE_DAY)  # the first day after it
    event.add("summary", _text(_summary(report, check)))
    event.add("description", _text("\n".join(_description(report, check))))
    event.add("categories", ["Beschlusskontrolle"])
    event.add("status", "CONFIRMED" if is_sure else "TENTATIVE")
    event.add("transp", "TRANSPARENT")  # nobody is busy all day because of it
    if letter.confidential:
        event.add("class", "CONFIDENTIAL")
    return event


def _uid(report: Report) -> Any:
    document, paper = report.entry.letter.document, _resolution(report).paper
    if paper:
        return identity("check", document.profile, paper)
    return identity("check", document.sha256, str(report.entry.number), str(report.resolution))


def _resolution(report: Report) -> Resolution:
    every = report.entry.letter.resolutions
    return Resolution(paper=None) if report.resolution is None else every[report.resolution]


def _summary(report: Report, check: CheckDate) -> str:
    remarks = [when(check)] if check.precision != "day" else []
    remarks += ["unsicher gelesen"] if _is_doubtful(report) else []
    paper = _resolution(report).paper or "(Vorlage nicht lesbar)"
    return f"Beschlusskontrolle {paper}" + (f" ({', '.join(remarks)})" if remarks else "")


def _is_doubtful(report: Report) -> bool:
    patterns = ("next_check*", f"resolutions.{report.resolution}.paper")
    return any(fnmatchcase(path, pattern) for path in report.entry.doubtful for pattern in patterns)


def _description(report: Report, check: CheckDate) -> Iterator[str]:
    letter, resolution = report.entry.letter, _resolution(report)
    date = f"{letter.date:%d.%m.%Y}" if letter.date else "ohne lesbares Datum"
    if resolution.subject:
        yield f"Gegenstand: {resolution.subject}"
    if letter.department:
        yield f"Geschäftsbereich: {letter.department}"
    if resolution.meeting:
        yield f"Beschlossen: {resolution.meeting}"
    yield f"Zugesagt: {check.raw}"
    yield f"Letztes Schreiben: {date} ({letter.document.name})"
    yield from _open_points(letter, report.resolution)


def _open_points(letter: Letter, resolution: int | None) -> Iterator[str]:
    standings = open_points(letter, resolution)
    if standings:
        yield f"Offene Punkte: {len(standings)}"
    for point, status in standings:
        text = point.text if len(point.text) <= _LONGEST_POINT else f"{point.text[:_LONGEST_POINT]}…"
        stand = status.german if status else "kein Bericht"
        yield f"- {point.label or 'Beschluss'} ({stand}): {text}"


def _text(text: str) -> str:
    return printable(text).replace("\t", " ")
