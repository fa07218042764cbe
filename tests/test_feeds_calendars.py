"""The calendars of next checks that can be subscribed to, read back by a library for calendars."""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path
from typing import Any

import icalendar
import pytest

from catalogues import file, filled, sample_letters
from exports import check, doubt, exported
from ratsdok.archive.selection import Selection
from ratsdok.exporting.ics import emptied, write_calendar
from ratsdok.letter import Letter
from ratsdok.reporting.feeds.calendars import slug
from ratsdok.reporting.feeds.folder import write_feeds
from subscribed import DAY, again, name_of, papers, report, subscribed

LIGHT = "termine-geschaeftsbereich-licht-und-wege.ics"


def due(name: str, paper: str | None = None, **values: Any) -> Letter:
    given = {"date": "2016-02-01", "next_check": check("2016-06-30")} | values
    return report(name, paper=paper or f"V{name}/16", **given)


def passed_in(meeting: str | None, paper: str) -> list[dict[str, Any]]:
    return [{"paper": paper, "meeting": meeting, "subject": "Ein helles Ufer"}]


def calendars(folder: Path) -> dict[str, list[str]]:
    """Return the papers in each calendar but that of everything."""
    return {path.name: papers(path) for path in sorted(folder.glob("termine-*.ics"))}


def test_the_calendar_of_everything_is_the_one_that_is_exported(tmp_path: Path) -> None:
    letters = [each for each in sample_letters() if each.report != "final"]
    folder = subscribed(tmp_path, *letters, as_of=dt.date(2100, 1, 1))
    with filled(tmp_path / "same.db", letters) as catalogue:
        assert (folder / "termine.ics").read_bytes() == exported(catalogue, "ics")


def test_each_department_and_each_committee_has_a_calendar(tmp_path: Path) -> None:
    folder = subscribed(
        tmp_path,
        due("1"),
        due("2", department="Beigeordnete für Licht und Wege", next_check=check("2016-03-31")),
        due("3", department="Geschäftsbereich 7 Bäder & Höfe", resolutions=passed_in("JHA/2/2016", "V3/16")),
        due("4", department=None, resolutions=passed_in(None, "V4/16")),
        due("5", resolutions=passed_in("XY/004/2016", "V5/16")),
    )
    assert calendars(folder) == {
        "termine-geschaeftsbereich-baeder-hoefe.ics": ["V3/16"],
        LIGHT: ["V2/16", "V1/16", "V5/16"],  # by day
        "termine-geschaeftsbereich-ohne-lesbaren-geschaeftsbereich.ics": ["V4/16"],
        "termine-gremium-jugendhilfeausschuss.ics": ["V3/16"],
        "termine-gremium-ohne-lesbares-gremium.ics": ["V4/16"],
        "termine-gremium-stadtrat.ics": ["V2/16", "V1/16"],
        "termine-gremium-xy.ics": ["V5/16"],
    }
    assert papers(folder / "termine.ics") == ["V2/16", "V1/16", "V3/16", "V4/16", "V5/16"]


def test_calendars_bear_names_that_people_know(tmp_path: Path) -> None:
    folder = subscribed(tmp_path, due("1", department="Geschäftsbereich Bäder, Höfe; Wege"))
    assert name_of(folder / "termine.ics") == "Beschlusskontrollen"
    assert name_of(folder / "termine-geschaeftsbereich-baeder-hoefe-wege.ics") == (
        "Beschlusskontrollen – Bäder, Höfe; Wege"
    )
    assert name_of(folder / "termine-gremium-stadtrat.ics") == "Beschlusskontrollen – Stadtrat"


def test_spellings_of_a_department_share_a_calendar_under_the_most_frequent(tmp_path: Path) -> None:
    names = ("Licht und Wege", "LICHT UND WEGE", "Licht und Wege.", "Licht und Wege")
    folder = subscribed(tmp_path, *(due(f"{at}", department=each) for at, each in enumerate(names)))
    assert papers(folder / LIGHT) == ["V0/16", "V1/16", "V2/16", "V3/16"]
    assert name_of(folder / LIGHT) == "Beschlusskontrollen – Licht und Wege"


def test_what_the_newest_letter_does_not_tell_an_older_one_may(tmp_path: Path) -> None:
    folder = subscribed(
        tmp_path,
        due("old", "V1/16"),
        due("new", "V1/16", date="2016-07-12", department=None, resolutions=passed_in(None, "V1/16"),
            next_check=check("2017-01-31")),
    )  # fmt: skip
    assert calendars(folder) == {LIGHT: ["V1/16"], "termine-gremium-stadtrat.ics": ["V1/16"]}
    again(folder, selection=Selection(committees=("stadtrat",)))
    assert papers(folder / "termine.ics") == ["V1/16"]


def test_what_is_settled_has_no_next_check(tmp_path: Path) -> None:
    folder = subscribed(
        tmp_path,
        due("1"),
        due("2", report="final"),
        due("3"),
        report("4", "2016-07-12", paper="V3/16", report="final"),
    )
    assert papers(folder / "termine.ics") == ["V1/16"]


def test_calendars_are_as_of_the_day(tmp_path: Path) -> None:
    folder = subscribed(
        tmp_path,
        due("first", "V1/16"),
        due("second", "V1/16", date="2016-07-12", next_check=check("2017-01-31")),
        report("third", "2017-02-12", paper="V1/16", report="final"),
    )
    found = {}
    for day in ("2016-01-31", "2016-07-11", "2016-07-12", "2017-02-12"):
        again(folder, as_of=dt.date.fromisoformat(day))
        events = icalendar.Calendar.from_ical((folder / "termine.ics").read_bytes()).walk("VEVENT")
        found[day] = [(each["sequence"], str(each.decoded("dtstart"))) for each in events]
    assert found == {
        "2016-01-31": [],
        "2016-07-11": [(0, "2016-06-30")],
        "2016-07-12": [(1, "2017-01-31")],
        "2017-02-12": [],
    }


def test_doubt_is_marked_in_every_calendar(tmp_path: Path) -> None:
    unsure = due("1", evidence=doubt("next_check.date"), next_check=check("2016-07-31", "month"))
    folder = subscribed(tmp_path, unsure)
    for path in folder.glob("*.ics"):
        (event,) = icalendar.Calendar.from_ical(path.read_bytes()).walk("VEVENT")
        assert str(event["summary"]) == "Beschlusskontrolle V1/16 (im Juli 2016, unsicher gelesen)"
        assert str(event["status"]) == "TENTATIVE"


def test_a_letter_whose_paper_cannot_be_read_has_its_event(tmp_path: Path) -> None:
    folder = subscribed(tmp_path, due("1", resolutions=passed_in("SR/1/2016", "V1/16")), report(
        "2", "2016-02-01", paper=None, next_check=check("2016-06-30")
    ))  # fmt: skip
    assert papers(folder / LIGHT) == ["V1/16", "(Vorlage nicht lesbar)"]


def test_cities_have_calendars_of_their_own(tmp_path: Path) -> None:
    with filled(tmp_path / "archive.db", [due("1")]) as catalogue:
        with catalogue.begin(writing=True) as connection:
            for table, column in (("letters", "profile"), ("documents", "profile")):
                connection.exec_driver_sql(f"UPDATE {table} SET {column} = 'seestadt'")
            connection.exec_driver_sql("UPDATE letters SET record = replace(record, 'dresden', 'seestadt')")
        file(catalogue, [due("2")])
        write_feeds(catalogue, tmp_path / "abo", as_of=DAY)
        found = calendars(tmp_path / "abo")
        write_feeds(catalogue, tmp_path / "one", as_of=DAY, selection=Selection(profile="seestadt"))
    assert found["termine-gremium-stadtrat-dresden.ics"] == ["V2/16"]
    assert found["termine-gremium-stadtrat-seestadt.ics"] == ["V1/16"]
    assert name_of(tmp_path / "abo" / "termine-gremium-stadtrat-seestadt.ics") == (
        "Beschlusskontrollen – Stadtrat (seestadt)"
    )
    assert calendars(tmp_path / "one")["termine-gremium-stadtrat.ics"] == ["V1/16"]


def test_confidential_letters_are_left_out_unless_asked_for(tmp_path: Path) -> None:
    secret = due("2", "V1/16", date="2016-07-12", confidential=True, next_check=check("2017-01-31"))
    folder = subscribed(tmp_path, due("1"), secret)
    without = (folder / "termine.ics").read_bytes()
    assert b"20160630" in without
    again(folder, selection=Selection(confidential=True))
    (event,) = icalendar.Calendar.from_ical((folder / LIGHT).read_bytes()).walk("VEVENT")
    assert (str(event["class"]), event.decoded("dtstart")) == ("CONFIDENTIAL", dt.date(2017, 1, 31))
    (tmp_path / "other").mkdir()
    assert (subscribed(tmp_path / "other", due("1")) / "termine.ics").read_bytes() == without


@pytest.mark.parametrize("asked", [("sr",), ("STADTRAT",)])
def test_a_committee_is_asked_for_by_code_or_name(asked: tuple[str, ...], tmp_path: Path) -> None:
    folder = subscribed(
        tmp_path, due("1"), due("2", resolutions=passed_in("JHA/2/2016", "V2/16")),
        selection=Selection(committees=asked),
    )  # fmt: skip
    assert papers(folder / "termine.ics") == ["V1/16"]
    again(folder, selection=Selection(papers=("v2/16",)))
    assert papers(folder / "termine.ics") == ["V2/16"]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Ausschuss für Gesundheit & Straßen", "ausschuss-fuer-gesundheit-strassen"),
        ("SBR Pro", "sbr-pro"),
        ("Schönfeld-Weißig", "schoenfeld-weissig"),
        ("../../etc/passwd\0", "etc-passwd"),
        ("А Б", "19c244ad"),
        ("§§", "b978ae88"),
    ],
)
def test_names_of_files_are_plain(name: str, expected: str) -> None:
    assert slug(name) == expected


def test_long_names_are_cut_and_stay_apart() -> None:
    one, other = (slug("Ausschuss für " + "Angelegenheiten " * 9 + end) for end in ("des Ufers", "der Höfe"))
    assert len(one) == len(other) == 60
    assert one != other


def test_an_emptied_calendar_keeps_its_name(tmp_path: Path) -> None:
    folder = subscribed(tmp_path, due("1"))
    full = (folder / LIGHT).read_bytes()
    empty = emptied(full)
    assert empty
    calendar = icalendar.Calendar.from_ical(empty)
    assert calendar.walk("VEVENT") == []
    assert str(calendar["x-wr-calname"]) == "Beschlusskontrollen – Licht und Wege"
    expected = io.BytesIO()
    assert write_calendar([], expected, "Beschlusskontrollen – Licht und Wege") == 0
    assert empty == expected.getvalue()
    assert emptied(empty) is None
    assert emptied(full.replace(b"//ratsdok//", b"//another//")) is None
    assert emptied(b"") is None
