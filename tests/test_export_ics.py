"""The calendar of next checks, read back by its own library."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import icalendar
import pytest

from catalogues import file, filled, sample_letters
from exports import EVERYTHING, check, doubt, exported, letter
from ratsdok.letter import Letter


def events(tmp_path: Path, *several: Letter, **wishes: Any) -> list[Any]:
    with filled(tmp_path / "archive.db", several) as catalogue:
        calendar = icalendar.Calendar.from_ical(exported(catalogue, "ics", EVERYTHING, **wishes))
    return calendar.walk("VEVENT")


def test_the_calendar_is_as_rfc_5545_wants_it(tmp_path: Path) -> None:
    with filled(tmp_path / "archive.db", sample_letters()) as catalogue:
        data = exported(catalogue, "ics")
    lines = data.split(b"\r\n")
    assert lines[0] == b"BEGIN:VCALENDAR"
    assert lines[-2:] == [b"END:VCALENDAR", b""]
    assert max(map(len, lines)) <= 75  # octets
    assert b"\n" not in b"".join(lines)
    assert not [byte for line in lines for byte in line if byte < 32]
    calendar = icalendar.Calendar.from_ical(data)
    assert (str(calendar["version"]), str(calendar["method"])) == ("2.0", "PUBLISH")
    found = calendar.walk("VEVENT")
    assert len(found) == len({str(event["uid"]) for event in found}) == 15
    assert all(not each.errors for each in calendar.walk())
    assert {name for event in found for name in ("uid", "dtstamp", "dtstart") if name not in event} == set()


def test_an_event_is_a_whole_day_on_which_nobody_is_busy(tmp_path: Path) -> None:
    (event,) = events(tmp_path, letter("a", "V1/16", date="2016-02-01", next_check=check("2016-06-30")))
    assert event.decoded("dtstart") == dt.date(2016, 6, 30)
    assert event.decoded("dtend") == dt.date(2016, 7, 1)
    assert str(event["summary"]) == "Beschlusskontrolle V1/16"
    assert str(event["transp"]) == "TRANSPARENT"
    assert str(event["status"]) == "CONFIRMED"
    assert "class" not in event


def test_a_newer_letter_moves_the_event_instead_of_doubling_it(tmp_path: Path) -> None:
    first = letter("first", "V1/16", date="2016-02-01", next_check=check("2016-06-30"))
    with filled(tmp_path / "archive.db", [first]) as catalogue:
        (before,) = icalendar.Calendar.from_ical(exported(catalogue, "ics")).walk("VEVENT")
        file(catalogue, [letter("second", "V1/16", date="2016-07-10", next_check=check("2017-01-31"))])
        (after,) = icalendar.Calendar.from_ical(exported(catalogue, "ics")).walk("VEVENT")
    assert str(before["uid"]) == str(after["uid"]) == "fe9b570a-ebfe-5cfb-b455-f725a3fbd6ba"
    assert (before["sequence"], after["sequence"]) == (0, 1)
    for name in ("dtstamp", "last-modified", "dtstart"):
        assert before.decoded(name) < after.decoded(name)
    assert after.decoded("dtstamp") == dt.datetime(2016, 7, 10, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("precision", "date", "expected"),
    [
        ("month", "2016-07-31", "im Juli 2016"),
        ("quarter", "2016-09-30", "im III. Quartal 2016"),
        ("half-year", "2016-06-30", "im 1. Halbjahr 2016"),
        ("year", "2016-12-31", "Ende 2016"),
    ],
)
def test_an_imprecise_date_says_so(precision: str, date: str, expected: str, tmp_path: Path) -> None:
    (event,) = events(tmp_path, letter("a", "V1/16", next_check=check(date, precision)))
    assert str(event["summary"]) == f"Beschlusskontrolle V1/16 ({expected})"
    assert event.decoded("dtstart") == dt.date.fromisoformat(date)
    assert str(event["status"]) == "TENTATIVE"


@pytest.mark.parametrize("path", ["next_check.date", "resolutions.0.paper"])
def test_an_uncertain_reading_says_so(path: str, tmp_path: Path) -> None:
    unsure = letter("a", "V1/16", next_check=check("2016-07-31", "month"), evidence=doubt(path))
    (event,) = events(tmp_path, unsure)
    assert str(event["summary"]) == "Beschlusskontrolle V1/16 (im Juli 2016, unsicher gelesen)"
    (event,) = events(tmp_path, evidence=False)
    assert str(event["summary"]) == "Beschlusskontrolle V1/16 (im Juli 2016)"


def test_the_description_tells_what_is_open(tmp_path: Path) -> None:
    told = letter(
        "brief, neu",
        "V1/16",
        "V2/16",
        department="Amt für Laternen; Brücken",
        points=[
            {"label": "1", "text": "Ä" * 300},
            {"label": "2", "text": "B"},
            {"label": "V2/16 1", "text": "C"},
        ],
        statements=[{"points": ["2"], "text": "x", "status": "implemented"}],
        next_check=check("2016-06-30", raw="30.06.2016\tmit BK\nzu A1\x07"),
    )
    first, second = events(tmp_path, told)
    assert str(first["description"]).splitlines() == [
        "Gegenstand: Zu V1/16",
        "Geschäftsbereich: Amt für Laternen; Brücken",
        "Beschlossen: SR/012/2016",
        "Zugesagt: 30.06.2016 mit BK",
        "zu A1\ufffd",
        "Letztes Schreiben: ohne lesbares Datum (brief, neu.pdf)",
        "Offene Punkte: 1",
        f"- 1 (kein Bericht): {'Ä' * 160}…",
    ]
    assert str(second["description"]).endswith("Offene Punkte: 1\n- V2/16 1 (kein Bericht): C")


def test_a_letter_without_date_or_number_has_an_event_too(tmp_path: Path) -> None:
    unread = letter("a", resolutions=[{"paper": None}], next_check=check("2016-12-31"))
    (event,) = events(tmp_path, unread)
    assert str(event["summary"]) == "Beschlusskontrolle (Vorlage nicht lesbar)"
    assert event.decoded("dtstamp") == dt.datetime(2016, 7, 2, tzinfo=dt.UTC)  # half a year before its check


def test_a_confidential_letter_that_is_asked_for_stays_confidential(tmp_path: Path) -> None:
    secret = letter("a", "V1/16", confidential=True, next_check=check("2016-12-31"))
    (event,) = events(tmp_path, secret)
    assert str(event["class"]) == "CONFIDENTIAL"


def test_the_same_letters_give_the_same_calendar_in_any_catalogue(tmp_path: Path) -> None:
    calendars = set()
    for name in ("one.db", "other.db"):
        with filled(tmp_path / name, sample_letters()) as catalogue:
            calendars.add(exported(catalogue, "ics"))
    assert len(calendars) == 1
