"""The rows of the annual report, and its wording."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import pytest

from annual_histories import AS_OF, BRIEF, NOTHING, account, check, resolution, simple
from ratsdok.archive.selection import LeftOut, Selection
from ratsdok.history.chain import History
from ratsdok.letter import Status
from ratsdok.reporting.annual import wording
from ratsdok.reporting.annual.entries import Entry, PointNow, Told
from ratsdok.reporting.annual.lists import Annual, annual
from ratsdok.reporting.brief import Brief

P = Status.IN_PROGRESS


def papers(entries: Sequence[Entry]) -> list[str | None]:
    return [entry.paper.value for entry in entries]


def only(*histories: History) -> Entry:
    """Return the one overdue resolution."""
    (entry,) = annual(histories).overdue
    return entry


def point(label: str | None, status: Status | None, text: str = "", *, doubtful: bool = False) -> PointNow:
    is_settled = status in (Status.IMPLEMENTED, Status.NOT_IMPLEMENTED)
    return PointNow(label, text, status, doubtful, is_settled, Told(None))


def standing(*points: PointNow) -> list[str]:
    return list(map(str, wording.standing(points)))


def terms(report: Annual, brief: Brief = BRIEF) -> dict[str, str]:
    return dict(wording.terms(report, brief))


def test_overdue_is_what_was_promised_before_the_day() -> None:
    report = annual(
        [
            simple("V1/20", "2023-01-01", "2023-12-30"),
            simple("V2/20", "2023-01-01", "2023-12-31"),
            simple("V3/20", "2023-01-01", None),
            simple("V4/20", "2023-01-01", "2023-06-30", report="final"),
        ]
    )
    assert papers(report.overdue) == ["V1/20"]
    assert papers(report.undated) == ["V3/20"]
    assert (report.open, report.resolutions, report.letters) == (3, 4, 4)


def test_the_longest_overdue_comes_first_within_a_department() -> None:
    youth = {"department": "Geschäftsbereich Bildung und Jugend"}
    report = annual(
        [
            simple("V1/20", "2022-01-01", "2023-06-30"),
            simple("V2/20", "2022-01-01", "2022-06-30"),
            simple("V3/20", "2022-01-01", "2022-06-30"),
            simple("V4/20", "2022-01-01", "2023-12-01", **youth),
        ]
    )
    assert papers(report.overdue) == ["V4/20", "V2/20", "V3/20", "V1/20"]
    assert [each.name for each in report.departments] == ["Bildung und Jugend", "Ordnung und Sicherheit"]
    assert [each.longest and each.longest.days.value for each in report.departments] == [30, 549]
    assert report.longest == report.departments[1].overdue[0]


def test_open_ones_without_a_promise_begin_with_the_oldest_letter() -> None:
    report = annual(
        [simple(f"V{at}/20", day, None) for at, day in enumerate((None, "2022-01-01", "2020-01-01"))]
    )
    assert papers(report.undated) == ["V2/20", "V1/20", "V0/20"]
    assert report.overdue == ()


def test_a_department_is_one_whoever_signs_for_it() -> None:
    names = (
        "Beigeordnete für Ordnung und Sicherheit",
        "Geschäftsbereich Ordnung und Sicherheit",
        "GB Ordnung und sicherheit",
        None,
    )
    report = annual(
        [simple(f"V{at}/20", None, "2023-01-01", department=name) for at, name in enumerate(names)]
    )
    assert [(each.name, each.open) for each in report.departments] == [
        ("Ordnung und Sicherheit", 3),
        (None, 1),
    ]
    assert {entry.department.value for entry in report.overdue} == {"Ordnung und Sicherheit", None}


def test_an_imprecise_promise_counts_from_its_last_day() -> None:
    entry = only(simple("V1/20", "2022-01-01", check("2023-09-30", "quarter")))
    assert wording.promised(entry) == "3. Quartal 2023"
    assert (entry.days.value, entry.days.is_doubtful) == ((AS_OF - dt.date(2023, 9, 30)).days, False)


def test_what_could_not_be_read_says_so() -> None:
    unread = {"subject": None, "committee": None, "committee_name": None, "meeting": None, "department": None}
    entry = only(simple("V1/20", None, "2023-06-30", **unread))
    read = [wording.words(told) for told in (entry.subject, entry.committee, entry.department)]
    assert [*read, wording.day(entry.written)] == ["nicht lesbar"] * 4


@pytest.mark.parametrize(
    ("path", "name", "what"),
    [
        ("resolutions.0.paper", "paper", "Nummer der Vorlage"),
        ("resolutions.0.subject", "subject", "Gegenstand"),
        ("resolutions.0.meeting", "committee", "Gremium"),
        ("department", "department", "Geschäftsbereich"),
        ("date", "written", "Datum des Schreibens"),
        ("next_check.date", "check", "nächste Beschlusskontrolle"),
    ],
)
def test_doubt_is_marked_and_listed(path: str, name: str, what: str) -> None:
    sure, unsure = (simple("V1/20", "2022-01-01", "2023-06-30", doubts=doubts) for doubts in ((), (path,)))
    assert not getattr(only(sure), name).is_doubtful
    assert annual([sure]).doubts == ()
    assert getattr(only(unsure), name).is_doubtful
    (doubt,) = annual([unsure]).doubts
    assert (doubt.what, doubt.standing, doubt.document.name) == ((what,), "überfällig", "V1-20.pdf")


def test_a_doubtful_promise_makes_it_doubtful_whether_it_is_overdue() -> None:
    unsure = simple("V1/20", "2022-01-01", "2023-06-30", doubts=["next_check"])
    report = annual([unsure, simple("V2/20", "2022-01-01", "2023-06-30")])
    assert [wording.days(entry) for entry in report.overdue] == ["184\xa0(?)", "184"]
    assert (report.departments[0].doubtful, report.doubtful) == (1, 1)
    assert wording.uncertain(len(report.overdue), report.doubtful) == "2 (1\xa0unsicher)"


def test_a_doubt_is_about_the_letter_that_the_value_is_from() -> None:
    old = account("2021-01-01", "2021-06-30", name="alt.pdf", doubts=["resolutions.0.subject"])
    new = account("2022-01-01", "2022-06-30", name="neu.pdf", subject=None, doubts=["resolutions.0.subject"])
    report = annual([resolution("V1/20", old, new)])
    assert wording.subject(report.overdue[0], 100) == "Radwege im Uferpark\xa0(?)"
    assert [(doubt.document.name, doubt.what) for doubt in report.doubts] == [("alt.pdf", ("Gegenstand",))]


def test_a_doubtful_status_names_its_points_and_the_letter_that_tells_them() -> None:
    some = [
        ("1", "Der Weg wird gebaut.", P),
        ("2", "Es wird berichtet.", P),
        ("3", "Bäume werden gepflanzt.", P),
    ]
    old = account(
        "2021-01-01",
        "2021-06-30",
        some,
        name="alt.pdf",
        doubts=["statements.0.status", "statements.1.status"],
    )
    new = account(
        "2022-01-01", "2022-06-30", [(*each[:2], Status.UNCHANGED) for each in some], name="neu.pdf"
    )
    report = annual([resolution("V1/20", old, new)])
    assert [status.is_doubtful for status in report.overdue[0].points] == [True, True, False]
    (doubt,) = report.doubts
    assert (doubt.document.name, doubt.what) == ("alt.pdf", ("Sachstand zu den Punkten 1, 2",))


def test_what_may_belong_into_the_list_is_named_among_the_doubts() -> None:
    report = annual(
        [
            simple("V1/20", "2022-01-01", "2024-06-30", doubts=["next_check"]),
            simple("V2/20", "2022-01-01", None, report="final", doubts=["report"]),
            simple("V3/20", "2022-01-01", None, report=None),
            simple("V4/20", "2022-01-01", "2024-06-30", doubts=["department"]),
        ]
    )
    assert report.overdue == ()
    assert [(doubt.paper, doubt.standing, doubt.what) for doubt in report.doubts] == [
        ("V3/20", "offen ohne Termin", ("Art des Berichts nicht erkennbar",)),
        ("V1/20", "offen, Termin 30.06.2024", ("nächste Beschlusskontrolle",)),
        ("V2/20", "erledigt", ("Art des Berichts",)),
    ]


def test_remarks_on_the_order_of_letters_are_doubts() -> None:
    two = [account("2022-01-01", day, name=f"{day}.pdf") for day in ("2022-06-30", "2022-09-30")]
    (doubt,) = annual([resolution("V1/20", *two)]).doubts
    assert doubt.what == ("Zwei Schreiben tragen das Datum 01.01.2022.",)


def test_cities_are_told_apart() -> None:
    letters = [
        account("2022-01-01", "2023-06-30", name=f"{city}.pdf", doubts=["date"]) for city in ("a", "b")
    ]
    several = [
        resolution("V1/20", letter, profile=city)
        for city, letter in zip(("aue", "bau"), letters, strict=True)
    ]
    report = annual(several)
    assert papers(report.overdue) == ["V1/20 (aue)", "V1/20 (bau)"]
    assert [each.name for each in report.departments] == [
        f"Ordnung und Sicherheit ({city})" for city in ("aue", "bau")
    ]
    assert [doubt.paper for doubt in report.doubts] == ["V1/20 (aue)", "V1/20 (bau)"]
    assert papers(annual(several[:1]).overdue) == ["V1/20"]


def test_open_points_stand_one_by_one_and_settled_ones_together() -> None:
    assert standing(
        point("1", Status.IMPLEMENTED),
        point("2", P, "Ein Weg", doubtful=True),
        point("3", None, "Ein Baum"),
        point("4.a", Status.NOT_IMPLEMENTED),
        point("5", Status.IMPLEMENTED, doubtful=True),
    ) == [
        "2: in Umsetzung\xa0(?) – Ein Weg",
        "3: kein Bericht – Ein Baum",
        "umgesetzt: 1, 5\xa0(?)",
        "nicht umgesetzt: 4.a",
    ]


def test_a_resolution_without_numbers_has_one_status() -> None:
    assert standing(point(None, P, "Ein Weg")) == ["in Umsetzung – Ein Weg"]
    assert standing(point(None, Status.IMPLEMENTED, doubtful=True)) == ["umgesetzt\xa0(?)"]
    assert standing(point(None, None)) == ["kein Bericht"]


def test_many_open_points_are_named_by_their_status() -> None:
    many = [point(str(at), P if at % 2 else Status.PLANNED, "Ein Text") for at in range(30)]
    told = standing(*many)
    assert len(told) == 2
    assert told[0].startswith("geplant: 0, 2, 4")
    assert "Ein Text" not in "".join(told)


def test_long_texts_end_between_words() -> None:
    assert wording.shortened("kurz  und\nknapp", 20) == "kurz und knapp"
    assert wording.shortened("Der Weg, der Baum und das Haus", 20) == "Der Weg, der Baum\xa0…"
    cut = wording.shortened("x" * 50, 20)
    assert cut == "x" * 18 + "\xa0…"


@pytest.mark.parametrize(
    ("histories", "told"),
    [
        ([], "Zum Stichtag ist kein Beschluss offen."),
        (
            [simple("V1/20", "2022-01-01", "2024-06-30")],
            "Zum Stichtag ist keine Beschlusskontrolle überfällig. Offen: ein Beschluss.",
        ),
        (
            [simple("V1/20", "2022-01-01", "2023-06-30")],
            "Ein Beschluss ist offen; er ist überfällig: Die zugesagte Beschlusskontrolle liegt nicht vor.",
        ),
        (
            [
                simple("V1/20", "2022-01-01", "2023-12-30"),
                simple("V2/20", "2015-01-01", "2015-06-30"),
                simple("V3/20", "2022-01-01", None),
            ],
            "Von 3 offenen Beschlüssen sind 2 überfällig: Die zugesagte Beschlusskontrolle liegt nicht vor. "
            "Am längsten überfällig ist V2/20 mit 3.106 Tagen. "
            "Einer ist offen, ohne dass ein Termin zugesagt ist.",
        ),
    ],
)
def test_the_summary_in_a_sentence(histories: list[History], told: str) -> None:
    assert wording.summary(annual(histories)) == told


def test_what_the_list_rests_on_and_leaves_out() -> None:
    report = annual([simple("V1/20", "2022-03-01", "2023-06-30"), simple("V2/20", None, None)])
    told = terms(report, Brief(AS_OF, Selection(), LeftOut(7, 2, 0, 4)))
    assert told["Stichtag"].startswith("31.12.2023;")
    assert told["Grundlage"].startswith("2 Schreiben zu 2 Beschlüssen, das neueste vom 01.03.2022;")
    assert told["Nicht enthalten"].startswith("als vertraulich angekreuzte Schreiben;")
    assert told["Nicht enthalten"].endswith("; 4 andere Schriftstücke.")
    assert told["Zu prüfen"].startswith("Bei 2 Schreiben")
    assert "7" not in "".join(told.values())  # that there are confidential ones is confidential
    assert "Auswahl" not in told


def test_what_was_asked_for_is_told() -> None:
    asked = Selection(papers=("V1/20",), committees=("SR",), profile="dresden", confidential=True)
    told = terms(annual([]), Brief(AS_OF, asked, NOTHING))
    assert told["Auswahl"] == "Vorlage V1/20; Gremium SR; Stadt dresden"
    assert "nicht zur Veröffentlichung" in told["Vertraulich"]
    assert "vertraulich" not in told["Nicht enthalten"]
    assert "Zu prüfen" not in told


def test_a_letter_on_several_resolutions_is_one_letter() -> None:
    letters = [account("2022-01-01", "2023-06-30", name="beide.pdf", resolution=at) for at in (0, 1)]
    report = annual([resolution(f"V{at}/20", letter) for at, letter in enumerate(letters)])
    assert (report.resolutions, report.letters) == (2, 1)
