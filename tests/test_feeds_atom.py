"""The Atom feed of news, read back: what RFC 4287 asks, and which entries it has, under which names."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import Any

import pytest

from catalogues import file, filled, sample_letters
from exports import check
from ratsdok.archive.selection import Selection
from ratsdok.archive.tables import places
from ratsdok.reporting.feeds.folder import write_feeds
from subscribed import (
    ATOM,
    DAY,
    TEXTS,
    again,
    entries,
    facts,
    feed_of,
    ids,
    report,
    subscribed,
    text,
    titles,
)

BASE = "https://stadt.example/abo"
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
URN = re.compile(r"urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@pytest.mark.parametrize("base_url", [None, BASE, f"{BASE}/"])
def test_the_feed_is_as_rfc_4287_wants_it(base_url: str | None, tmp_path: Path) -> None:
    folder = subscribed(tmp_path, *sample_letters(), base_url=base_url, as_of=dt.date(2100, 1, 1))
    feed = feed_of(folder)
    assert feed.tag == f"{ATOM}feed"
    found = entries(folder)
    assert len(found) >= len(sample_letters()) - 2  # a confidential one, and one that is no such letter
    for each in (feed, *found):  # exactly one of each
        assert URN.fullmatch(text(each, "id"))
        assert MOMENT.fullmatch(text(each, "updated"))
        assert text(each, "title").strip()
        assert len(each.findall(f"{ATOM}link[@rel='alternate']")) == (base_url is not None)
    for each in found:
        assert MOMENT.fullmatch(text(each, "published"))
        assert text(each, "published") <= text(each, "updated") <= text(feed, "updated")
        assert text(each, "summary")
        assert text(each, "content")  # a must where there is no link to a page
        assert (content := each.find(f"{ATOM}content")) is not None
        assert content.attrib == {"type": "html"}
    assert len({text(each, "id") for each in (feed, *found)}) == len(found) + 1
    assert [name.text for name in feed.findall(f"{ATOM}author/{ATOM}name")] == ["Beschlusskontrollen"]
    assert text(feed, "generator") == "ratsdok"
    assert all(each.attrib["term"] for each in feed.iter(f"{ATOM}category"))
    links = [(each.attrib["rel"], each.attrib["href"]) for each in feed.findall(f"{ATOM}link")]
    assert links == ([("self", f"{BASE}/neuigkeiten.atom"), ("alternate", base_url)] if base_url else [])


def test_nothing_but_atom_is_in_it(tmp_path: Path) -> None:
    known = (
        "feed id title subtitle updated published author name generator link entry category summary content"
    )
    folder = subscribed(tmp_path, *sample_letters(), base_url=BASE)
    assert {each.tag for each in feed_of(folder).iter()} <= {f"{ATOM}{name}" for name in known.split()}


def test_a_letter_without_a_date_bears_the_day_it_was_entered(tmp_path: Path) -> None:
    before = dt.datetime.now(dt.UTC).date()
    folder = subscribed(tmp_path, report("first"), as_of=dt.date(2100, 1, 1))
    entered = {before, dt.datetime.now(dt.UTC).date()}
    (entry,) = entries(folder)
    assert text(entry, "title") == "V0815/16: Zwischenbericht ohne lesbares Datum: Ein helles Ufer"
    assert text(entry, "updated") in {f"{day}T00:00:00Z" for day in entered}
    told = {f"nicht lesbar; der Eintrag trägt den Tag der Erfassung, {day:%d.%m.%Y}" for day in entered}
    assert dict(facts(entry))["Datum"] in told
    again(folder)  # as of a day before: nothing is dated in its future
    assert text(entries(folder)[0], "updated") == f"{DAY}T00:00:00Z"


def test_old_letters_without_a_date_do_not_take_the_place_of_new_ones(tmp_path: Path) -> None:
    olds = [report(f"old{at}", paper=f"V{at}/10", next_check=check("2010-12-31")) for at in range(5)]
    new = [report(f"new{at}", f"2019-06-0{at}", paper=f"V{at}/18") for at in range(1, 4)]
    undated = report("undated", paper="V9/18", next_check=check("2019-12-31"))
    folder = subscribed(tmp_path, *olds, *new, undated, entries=4, as_of=dt.date(2100, 1, 1))
    assert [title.partition(":")[0] for title in titles(folder)] == ["V9/18", "V3/18", "V2/18", "V1/18"]


def test_as_many_as_are_asked_for_the_newest_first(tmp_path: Path) -> None:
    letters = [report(f"{at}", f"2016-{at:02}-01", paper=f"V{at % 3}/16") for at in range(1, 13)]
    folder = subscribed(tmp_path, *letters)
    every = [text(each, "updated") for each in entries(folder)]
    assert every == sorted(every, reverse=True)
    assert len(every) == 12
    assert again(folder, entries=5).entries == 5
    assert [text(each, "updated") for each in entries(folder)] == every[:5]


def test_what_came_later_than_the_day_does_not_count(tmp_path: Path) -> None:
    folder = subscribed(tmp_path, report("first", "2016-02-01"), report("second", "2016-07-12"))
    before = ids(folder)
    again(folder, as_of=dt.date(2016, 7, 11))
    assert list(ids(folder)) == list(before)[1:]
    assert ids(folder).items() <= before.items()


def test_entries_keep_their_identifiers_when_letters_come(tmp_path: Path) -> None:
    first = report("first", "2016-02-01", statuses={"1": "planned", "2": None})
    second = report("second", "2016-07-12", statuses={"1": "implemented", "2": "planned"})
    folder = subscribed(tmp_path, first, second)
    before = ids(folder)
    assert len(before) == 4
    with filled(tmp_path / "archive.db", []) as catalogue:
        older = report("older", "2015-07-12", statuses={"2": None, "3": None})
        newer = report("newer", "2017-07-12", statuses={"3": "planned", "2": "in_progress", "1": None})
        file(catalogue, [older, newer, report("other", "2016-07-12", paper="V0816/16")])
    again(folder)
    assert before.items() <= ids(folder).items()
    assert len(ids(folder)) > len(before)


def test_entries_keep_their_identifiers_when_points_get_other_numbers(tmp_path: Path) -> None:
    first = report("first", "2016-02-01", statuses={"1": "planned", "2": "planned"})
    second = report("second", "2016-07-12", statuses={"1": "implemented", "2": "in_progress"})
    folder = subscribed(tmp_path, first, second)
    before = ids(folder)
    turned = [{"label": "2", "text": TEXTS["1"]}, {"label": "3", "text": TEXTS["2"]}]
    with filled(tmp_path / "archive.db", []) as catalogue:
        file(catalogue, [report("newer", "2017-07-12", points=turned, statements=[])])
    again(folder)
    assert before.items() <= ids(folder).items()
    assert len(ids(folder)) == len(before) + 1


@pytest.mark.parametrize("value", ["2016-08-12", None])
def test_entries_keep_their_identifiers_when_a_letter_is_read_again(
    value: str | None, tmp_path: Path
) -> None:
    found = []
    for name, date in (("one", "2016-07-12"), ("other", value)):
        (tmp_path / name).mkdir()
        first = report("first", "2016-02-01", statuses={"1": "planned"})
        second = report(
            "second", date, statuses={"1": "implemented"}, report="final", next_check=check("2016-12-31")
        )
        folder = subscribed(tmp_path / name, first, second)
        found.append({text(each, "id") for each in entries(folder)})
    assert found[0] == found[1]
    assert len(found[0]) == 3


def test_points_that_are_numbered_alike_have_entries_of_their_own(tmp_path: Path) -> None:
    texts = ("Die Laternen am Ufer werden erneuert.", "Der Spielplatz erhält einen Brunnen.")
    alike = [{"label": "1", "text": each} for each in texts]
    folder = subscribed(
        tmp_path,
        report("first", "2016-02-01", points=alike),
        report("second", "2016-07-12", points=alike, statuses={"1": "implemented"}),
    )
    assert len({text(each, "id") for each in entries(folder)}) == len(entries(folder)) >= 3


def test_copies_of_a_letter_are_one_entry_that_names_both(tmp_path: Path) -> None:
    both = [
        report(name, "2016-07-12", next_check=check("2016-12-31"), statements=[
            {"points": ["1"], "text": "Die Laternen sind bestellt.", "status": "planned"}
        ])
        for name in ("scan", "second-scan")
    ]  # fmt: skip
    (entry,) = entries(subscribed(tmp_path, *both))
    assert sorted(dict(facts(entry))["Datei"].split(", ")) == ["scan.pdf", "second-scan.pdf"]


def test_an_empty_catalogue_has_a_feed_too(tmp_path: Path) -> None:
    folder = subscribed(tmp_path)
    assert entries(folder) == []
    assert text(feed_of(folder), "updated") == f"{DAY}T00:00:00Z"


def test_confidential_letters_are_left_out_unless_asked_for(tmp_path: Path) -> None:
    secret = report("secret", "2016-07-12", statuses={"1": "implemented"}, confidential=True)
    folder = subscribed(tmp_path, report("first", "2016-02-01"), secret)
    without = (folder / "neuigkeiten.atom").read_bytes()
    assert len(titles(folder)) == 1
    again(folder, selection=Selection(confidential=True))
    assert titles(folder)[0] == "V0815/16: Zwischenbericht vom 12.07.2016 (vertraulich): Ein helles Ufer"
    assert ("Vertraulich", "ja") in facts(entries(folder)[0])
    assert ("Vertraulich", "ja") in facts(entries(folder)[1])
    (tmp_path / "other").mkdir()
    other = subscribed(tmp_path / "other", report("first", "2016-02-01"))
    assert (other / "neuigkeiten.atom").read_bytes() == without


def test_cities_are_named_where_there_are_several(tmp_path: Path) -> None:
    def of(city: str) -> Any:
        own = report(city, "2016-07-12")
        return own.model_copy(update={"document": own.document.model_copy(update={"profile": city})})

    folder = tmp_path / "abo"
    with filled(tmp_path / "archive.db", [of("dresden")]) as catalogue:
        with catalogue.begin(writing=True) as connection:
            connection.exec_driver_sql("UPDATE letters SET profile = 'seestadt'")
        file(catalogue, [report("other", "2016-07-12")])
        write_feeds(catalogue, folder, as_of=DAY)
    assert [title.partition(":")[0] for title in titles(folder)] == [
        "V0815/16 (dresden)", "V0815/16 (seestadt)",
    ]  # fmt: skip
    assert len({text(each, "id") for each in entries(folder)}) == 2


@pytest.mark.parametrize(
    ("place", "link"),
    [
        ("https://stadt.example/ä b.pdf?id=1&x=2", "https://stadt.example/%C3%A4%20b.pdf?id=1&x=2"),
        ("/archive/first.pdf", None),
        ("s3://bucket/first.pdf", None),
    ],
)
def test_a_document_on_the_web_is_linked(place: str, link: str | None, tmp_path: Path) -> None:
    with filled(tmp_path / "archive.db", [report("first", "2016-07-12")]) as catalogue:
        with catalogue.begin(writing=True) as connection:
            connection.execute(places.update().values(place=place))
        write_feeds(catalogue, tmp_path / "abo", as_of=DAY)
    (entry,) = entries(tmp_path / "abo")
    found = [each.attrib["href"] for each in entry.findall(f"{ATOM}link[@rel='related']")]
    assert found == ([link] if link else [])
    assert b"/archive" not in (tmp_path / "abo" / "neuigkeiten.atom").read_bytes()
