"""What the entries of the Atom feed tell, and how doubt is shown in them."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from exports import check, doubt
from subscribed import (
    TEXTS,
    again,
    categories,
    entries,
    entry_titled,
    facts,
    ids,
    points,
    report,
    subscribed,
    text,
    titles,
)


def test_a_letter_is_told_with_all_that_one_asks_first(tmp_path: Path) -> None:
    folder = subscribed(
        tmp_path,
        report("first", "2016-02-01", next_check=check("2016-06-30")),
        report(
            "second",
            "2016-07-12",
            statuses={"1": "in_progress", "2": "implemented", "3": None},
            next_check=check("2017-03-31", "quarter"),
        ),
    )
    second, _, first = entries(folder)
    assert text(first, "title") == "V0815/16: Zwischenbericht vom 01.02.2016: Ein helles Ufer"
    assert text(first, "summary") == (
        "Zwischenbericht vom 01.02.2016. Stand: geplant. Nächste Kontrolle: 30. Juni 2016."
    )
    assert text(second, "published") == text(second, "updated") == "2016-07-12T00:00:00Z"
    assert text(second, "summary") == (
        "Zwischenbericht vom 12.07.2016. Punkte: 1 in Umsetzung, 1 umgesetzt, 1 kein Bericht. "
        "Nächste Kontrolle: I. Quartal 2017. Zugesagt war: 30. Juni 2016; das Schreiben kam 12 Tage später."
    )
    assert points(second) == [
        "Punkt 1: in Umsetzung (bisher geplant)", "Punkt 2: umgesetzt", "Punkt 3: kein Bericht",
    ]  # fmt: skip
    assert facts(second) == [
        ("Gegenstand", "Ein helles Ufer"),
        ("Art", "Zwischenbericht"),
        ("Datum", "12.07.2016"),
        ("Geschäftsbereich", "Geschäftsbereich Licht und Wege"),
        ("Gremium", "Stadtrat"),
        ("Nächste Kontrolle", "I. Quartal 2017"),
        ("Zugesagter Termin", "30. Juni 2016; das Schreiben kam 12 Tage später"),
        ("Datei", "second.pdf"),
    ]
    assert categories(second, "entry") == ["letter"]
    assert categories(second, "status") == ["implemented", "in_progress"]
    assert categories(second, "department") == ["Licht und Wege"]
    assert categories(second, "committee") == ["Stadtrat"]
    assert categories(second, "city") == ["dresden"]


def test_a_change_of_status_has_an_entry_of_its_own(tmp_path: Path) -> None:
    before = report("first", "2016-02-01", statuses={"1": "planned", "2": "planned", "3": None})
    after = report("second", "2016-07-12", statuses={"1": "in_progress", "2": "unchanged", "3": "deferred"})
    folder = subscribed(tmp_path, before, after)
    assert titles(folder) == [
        "V0815/16: Zwischenbericht vom 12.07.2016: Ein helles Ufer",
        "V0815/16, Punkt 1: in Umsetzung (bisher geplant)",
        "V0815/16, Punkt 3: erstmals berichtet, zurückgestellt",
        "V0815/16: Zwischenbericht vom 01.02.2016: Ein helles Ufer",
    ]
    change = entry_titled(folder, "V0815/16, Punkt 1")
    assert text(change, "updated") == "2016-07-12T00:00:00Z"
    assert text(change, "summary") == (
        "Punkt 1: in Umsetzung (bisher geplant). Zwischenbericht vom 12.07.2016."
    )
    assert facts(change) == [
        ("Gegenstand", "Ein helles Ufer"),
        ("Punkt 1", "Die Laternen am Ufer werden erneuert."),
        ("Neuer Stand", "in Umsetzung"),
        ("Bisher", "geplant, Schreiben vom 01.02.2016"),
        ("Schreiben", "Zwischenbericht vom 12.07.2016"),
        ("Fundstelle", "second.pdf"),
    ]
    assert (categories(change, "entry"), categories(change, "status")) == (["change"], ["in_progress"])


def test_a_point_that_is_open_again_says_so(tmp_path: Path) -> None:
    folder = subscribed(
        tmp_path,
        report("first", "2016-02-01", statuses={"1": "implemented"}),
        report("second", "2016-07-12", statuses={"1": "in_progress"}),
    )
    change = entry_titled(folder, "V0815/16, Punkt 1")
    assert text(change, "title") == "V0815/16, Punkt 1: wieder offen, in Umsetzung (galt als umgesetzt)"
    assert ("Hinweis", "Der Punkt galt als erledigt und ist wieder offen") in facts(change)
    assert categories(change, "entry") == ["change", "reopened"]


def test_a_change_whose_order_is_doubtful_says_so(tmp_path: Path) -> None:
    folder = subscribed(
        tmp_path,
        report("first", None, next_check=check("2016-06-30"), statuses={"1": "implemented", "2": "planned"}),
        report("second", "2016-07-12", statuses={"1": "in_progress", "2": "deferred"}),
    )
    order = "Welches der Schreiben das ältere ist, ist nicht gewiss: Ein Datum war nicht sicher zu lesen"
    again_open, other = (entry_titled(folder, f"V0815/16, Punkt {label}") for label in ("1", "2"))
    assert text(again_open, "title").endswith("(galt als umgesetzt) – Reihenfolge der Schreiben unsicher")
    assert text(other, "title") == "V0815/16, Punkt 2: zurückgestellt (bisher geplant)"
    for each in (again_open, other):
        assert ("Hinweis", order) in facts(each)
        assert text(each, "summary").endswith(f"{order}.")


@pytest.mark.parametrize(
    ("date", "promised", "precision", "told"),
    [
        ("2016-07-01", "2016-06-30", "day", "30. Juni 2016; das Schreiben kam 1 Tag später"),
        ("2016-06-30", "2016-06-30", "day", "30. Juni 2016; das Schreiben kam an diesem Tag"),
        ("2016-06-28", "2016-06-30", "day", "30. Juni 2016; das Schreiben kam 2 Tage früher"),
        ("2016-07-05", "2016-06-30", "month", "Juni 2016; das Schreiben kam 5 Tage nach Ablauf (unsicher)"),
        ("2016-06-05", "2016-06-30", "month", "Juni 2016; das Schreiben kam rechtzeitig (unsicher)"),
        (None, "2016-06-30", "day", "30. Juni 2016; wann dieses Schreiben kam, ist nicht lesbar"),
    ],
)
def test_a_letter_tells_how_it_came_against_what_was_promised(
    date: str | None, promised: str, precision: str, told: str, tmp_path: Path
) -> None:
    folder = subscribed(
        tmp_path,
        report("first", "2016-02-01", next_check=check(promised, precision)),
        report("second", date, next_check=check("2017-01-31")),
    )
    (newest,) = [each for each in entries(folder) if "01.02.2016" not in text(each, "title")]
    assert ("Zugesagter Termin", told) in facts(newest)


@pytest.mark.parametrize(
    ("day", "told"),
    [
        ("2016-07-12", "12. Juli 2016 wird genannt, liegt aber nicht vor; das Schreiben kam 216 Tage später"),
        (
            "2016-08",
            "August 2016 wird genannt, liegt aber nicht vor; das Schreiben kam 216 Tage später (unsicher)",
        ),
    ],
)
def test_a_letter_that_is_missing_is_told(day: str, told: str, tmp_path: Path) -> None:
    folder = subscribed(
        tmp_path,
        report("first", "2016-02-01", next_check=check("2016-06-30")),
        report("third", "2017-02-01", previous_checks=[day]),
    )
    found = dict(facts(entry_titled(folder, "V0815/16: Zwischenbericht vom 01.02.2017")))
    assert found["Zugesagter Termin"] == f"30. Juni 2016; eine Kontrolle vom {told}"
    assert found["Hinweis"].endswith("wird genannt, liegt aber nicht vor")


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("date", "V0815/16: Zwischenbericht vom 12.07.2016 (unsicher gelesen): Ein helles Ufer"),
        ("report", "V0815/16: Zwischenbericht (unsicher gelesen) vom 12.07.2016: Ein helles Ufer"),
        (
            "resolutions.0.paper",
            "V0815/16 (unsicher gelesen): Zwischenbericht vom 12.07.2016: Ein helles Ufer",
        ),
    ],
)
def test_what_is_doubtful_is_marked_in_the_title(path: str, title: str, tmp_path: Path) -> None:
    folder = subscribed(tmp_path, report("first", "2016-07-12", evidence=doubt(path)))
    assert titles(folder) == [title]


def test_what_else_is_doubtful_is_marked_where_it_stands(tmp_path: Path) -> None:
    unsure = doubt("department", "next_check.date", "resolutions.0.subject", "statements.0.status")
    folder = subscribed(
        tmp_path,
        report("first", "2016-02-01", statuses={"1": "planned"}),
        report(
            "second", "2016-07-12", statuses={"1": "implemented", "2": "planned"}, evidence=unsure,
            next_check=check("2017-01-31"), confidential=None,
        ),
    )  # fmt: skip
    newest, change, _ = entries(folder)
    told = dict(facts(newest))
    assert told["Gegenstand"] == "Ein helles Ufer (unsicher gelesen)"
    assert told["Geschäftsbereich"] == "Geschäftsbereich Licht und Wege (unsicher gelesen)"
    assert told["Nächste Kontrolle"] == "31. Januar 2017 (unsicher gelesen)"
    assert told["Vertraulich"] == "nicht erkennbar"
    assert points(newest)[0] == "Punkt 1: umgesetzt (bisher geplant) – unsicher gelesen"
    assert "Punkte: 1 umgesetzt, 1 geplant (1 davon unsicher gelesen)." in text(newest, "summary")
    assert text(change, "title") == "V0815/16, Punkt 1: umgesetzt (bisher geplant) – unsicher gelesen"
    assert ("Neuer Stand", "umgesetzt (unsicher gelesen)") in facts(change)


def test_what_cannot_be_read_says_so(tmp_path: Path) -> None:
    unread = report(
        "first", "2016-07-12", report=None, department=None,
        resolutions=[{"paper": "V0815/16", "meeting": None, "subject": None}],
    )  # fmt: skip
    (entry,) = entries(subscribed(tmp_path, unread))
    assert text(entry, "title") == "V0815/16: Schreiben vom 12.07.2016"
    told = dict(facts(entry))
    assert (told["Gegenstand"], told["Geschäftsbereich"]) == ("nicht lesbar", "nicht lesbar")
    assert told["Art"] == "Ob es ein Zwischen- oder Abschlussbericht ist, war nicht lesbar"
    assert told["Nächste Kontrolle"] == "nicht genannt"
    assert "Gremium" not in told


def test_statements_that_contradict_each_other_are_told(tmp_path: Path) -> None:
    both = [{"points": ["1"], "text": text, "status": text} for text in ("implemented", "planned")]
    (entry,) = entries(subscribed(tmp_path, report("first", "2016-07-12", statements=both)))
    assert points(entry) == ["Punkt 1: unklar, die Aussagen widersprechen sich"]


def test_a_letter_whose_paper_cannot_be_read_has_an_entry_too(tmp_path: Path) -> None:
    folder = subscribed(tmp_path, report("first", "2016-07-12", paper=None), report("second", "2016-07-12"))
    unnumbered = entry_titled(folder, "Vorlage nicht lesbar")
    assert (
        text(unnumbered, "title") == "Vorlage nicht lesbar: Zwischenbericht vom 12.07.2016: Ein helles Ufer"
    )
    assert points(unnumbered) == ["Punkt 1: geplant"]
    assert len(ids(folder)) == 2
    again(folder, as_of=dt.date(2016, 7, 11))
    assert entries(folder) == []


def test_a_letter_on_two_papers_tells_of_each_what_is_its(tmp_path: Path) -> None:
    two = report(
        "two", "2016-07-12", evidence=doubt("department", "statements.1.status"),
        resolutions=[{"paper": "V0815/16"}, {"paper": None, "meeting": "JHA/004/2016", "subject": "Ein Bad"}],
        points=[{"label": "1", "text": TEXTS["1"]}, {"label": "2", "text": TEXTS["2"]}],
        statements=[
            {"points": ["1"], "text": "Die Laternen sind bestellt.", "status": "planned"},
            {"points": [], "text": "Beides wird geprüft.", "status": "in_progress"},
        ],
    )  # fmt: skip
    folder = subscribed(tmp_path, two)
    read, unread = entry_titled(folder, "V0815/16"), entry_titled(folder, "Vorlage nicht lesbar")
    assert points(read) == ["Punkt 1: geplant", "Punkt 2: in Umsetzung – unsicher gelesen"]
    assert points(unread) == ["Beschluss: in Umsetzung – unsicher gelesen"]
    told = dict(facts(unread))
    assert (told["Gegenstand"], told["Gremium"]) == ("Ein Bad", "Jugendhilfeausschuss")
    assert told["Geschäftsbereich"] == "Geschäftsbereich Licht und Wege (unsicher gelesen)"


def test_what_letters_say_stays_text(tmp_path: Path) -> None:
    evil = "<img src=x onerror=alert(1)>\x07 & ]]>\nzwei"
    folder = subscribed(
        tmp_path,
        report(
            "first", "2016-07-12", department=evil,
            resolutions=[{"paper": "V0815/16", "meeting": "SR/012/2016", "subject": evil}],
        ),
    )  # fmt: skip
    (entry,) = entries(folder)
    assert text(entry, "title").endswith("<img src=x onerror=alert(1)>\ufffd & ]]> zwei")
    told = dict(facts(entry))
    assert told["Gegenstand"] == told["Geschäftsbereich"] == "<img src=x onerror=alert(1)>\ufffd & ]]>\nzwei"
    assert "<img" not in ET.tostring(entry, "unicode")


def test_a_long_text_is_cut_in_titles_and_points(tmp_path: Path) -> None:
    def long(name: str, date: str, status: str) -> Any:
        return report(
            name, date, points=[{"label": "1", "text": "Ä" * 300}], statuses={"1": status},
            resolutions=[{"paper": "V0815/16", "subject": "Ö" * 300}],
        )  # fmt: skip

    folder = subscribed(tmp_path, long("a", "2016-02-01", "planned"), long("b", "2016-07-12", "deferred"))
    newest, change, _ = entries(folder)
    assert text(newest, "title") == f"V0815/16: Zwischenbericht vom 12.07.2016: {'Ö' * 120}…"
    assert dict(facts(newest))["Gegenstand"] == "Ö" * 300
    assert dict(facts(change))["Punkt 1"] == f"{'Ä' * 160}…"
