"""Histories come from a catalogue's tables, whatever database holds them."""

from __future__ import annotations

import datetime as dt

import pytest

from catalogues import filled
from ratsdok.archive.catalogue import Catalogue, Where
from ratsdok.archive.history import histories
from ratsdok.archive.selection import Selection, select_letters
from ratsdok.history.chain import History
from ratsdok.letter import CheckDate, Evidence, Letter, Resolution, Status
from searched import letter

TODAY = dt.date(2022, 1, 1)
POINT = "Am Mühlgraben sind zwölf Laternen aufzustellen."
OTHER = "Die Brücke ist bis Ende 2016 zu sanieren."


def on(
    name: str, year: int, *, paper: str = "V0815/14", check: int | None = None, **changes: object
) -> Letter:
    """Return a letter of New Year's Day on a resolution with one point."""
    plain = letter(
        name, points=[POINT], statements=["Sie sind bestellt."], paper=paper, date=dt.date(year, 1, 1)
    )
    promised = CheckDate(date=dt.date(check, 6, 30), precision="day", raw="30. Juni") if check else None
    return plain.model_copy(update={"report": "interim", "next_check": promised, **changes})


def told(catalogue: Catalogue, selection: Selection | None = None, day: dt.date = TODAY) -> list[History]:
    return list(histories(catalogue, day, selection or Selection()))


def test_resolutions_come_by_number_with_their_letters_in_order(where: Where) -> None:
    letters = [on("late", 2016), on("early", 2015, check=2015), on("other", 2015, paper="A0001/14")]
    with filled(where, letters) as catalogue:
        found = told(catalogue)
    assert [each.paper for each in found] == ["A0001/14", "V0815/14"]
    assert [each.document.name for each in found[1].letters] == ["early.pdf", "late.pdf"]
    assert found[1].letters[0].promise
    assert found[1].letters[0].promise.days_late == 185


def test_quotations_lead_to_document_page_and_place(where: Where) -> None:
    def proof(page: int, confidence: float = 0.99) -> Evidence:
        return Evidence(raw="-", page=page, span=(0, 1), confidence=confidence, rule="test")

    evidence = {"points.0": proof(1), "statements.0": proof(3), "statements.0.status": proof(3, 0.5)}
    with filled(where, [on("letter", 2015, evidence=evidence)]) as catalogue:
        (found,) = told(catalogue)
    (only,) = found.letters
    assert only.document.places == ("/archive/letter.pdf",)
    assert only.document.sha256 == b"letter".hex().rjust(64, "0")
    assert (only.points[0].page, only.sayings[0].page, only.sayings[0].is_doubtful) == (1, 3, True)
    assert found.courses[0].is_doubtful


def test_the_same_number_in_two_cities_is_two_resolutions(where: Where) -> None:
    there = on("there", 2016)
    there = there.model_copy(update={"document": there.document.model_copy(update={"profile": "dresden"})})
    with filled(where, [on("here", 2015), there]) as catalogue:
        with catalogue.begin(writing=True) as connection:
            connection.exec_driver_sql("UPDATE letters SET profile = 'musterstadt' WHERE date = '2016-01-01'")
        found = told(catalogue)
        assert [(each.profile, len(each.letters)) for each in found] == [("dresden", 1), ("musterstadt", 1)]
        assert [each.profile for each in told(catalogue, Selection(profile="musterstadt"))] == ["musterstadt"]


def test_confidential_letters_are_in_no_chain_unless_they_are_asked_for(where: Where) -> None:
    with filled(where, [on("open", 2015), on("secret", 2016, confidential=True)]) as catalogue:
        (found,) = told(catalogue)
        assert [each.document.name for each in found.letters] == ["open.pdf"]
        assert not found.is_confidential
        (whole,) = told(catalogue, Selection(confidential=True))
        assert len(whole.letters) == 2
        assert whole.is_confidential


def test_a_letter_on_two_resolutions_reports_on_each_its_own_points(where: Where) -> None:
    both = letter(
        "both", points=[POINT, OTHER], statements=["Sie stehen.", "Sie wartet."], date=dt.date(2015, 1, 1)
    )
    papers = ("V0815/14", "V0816/14")
    labels = [f"{paper} 1" for paper in papers]
    both = both.model_copy(
        update={
            "resolutions": tuple(Resolution(paper=each, subject=each) for each in papers),
            "points": tuple(
                p.model_copy(update={"label": a}) for p, a in zip(both.points, labels, strict=True)
            ),
            "statements": tuple(
                s.model_copy(update={"points": (a,)}) for s, a in zip(both.statements, labels, strict=True)
            ),
        }
    )
    with filled(where, [both]) as catalogue:
        found = told(catalogue)
    assert [[course.newest_quotation.text for course in each.courses] for each in found] == [[POINT], [OTHER]]
    assert [each.courses[0].label for each in found] == ["1", "1"]
    assert [len(each.letters[0].sayings) for each in found] == [1, 1]
    assert [each.subject for each in found] == list(papers)


def test_letters_after_the_day_and_resolutions_that_began_after_it_are_left_out(where: Where) -> None:
    with filled(where, [on("early", 2015), on("late", 2018), on("new", 2018, paper="V0900/17")]) as catalogue:
        (found,) = told(catalogue, day=dt.date(2016, 1, 1))
    assert [each.document.name for each in found.letters] == ["early.pdf"]
    assert [notice.code for notice in found.notices] == ["later-letters"]


@pytest.mark.parametrize("asked", ["SR", "sr", "Stadtrat"])
def test_resolutions_of_a_committee_are_found_by_its_code_or_name(where: Where, asked: str) -> None:
    other = on(
        "other", 2016, paper="A0001/14", resolutions=(Resolution(paper="A0001/14", meeting="FA/01/2015"),)
    )
    with filled(where, [on("letter", 2015), other]) as catalogue:
        assert [each.paper for each in told(catalogue, Selection(committees=(asked,)))] == ["V0815/14"]


def test_a_number_is_asked_for_in_any_spelling_of_its_letters(where: Where) -> None:
    with filled(where, [on("letter", 2015), on("other", 2015, paper="A0001/14")]) as catalogue:
        assert [each.paper for each in told(catalogue, Selection(papers=("v0815/14",)))] == ["V0815/14"]


def test_letters_without_a_number_are_in_no_history(where: Where) -> None:
    with filled(where, [letter("lost", paper=None)]) as catalogue:
        assert told(catalogue) == []


def test_many_resolutions_come_in_several_fetches(where: Where, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ratsdok.archive.history._AT_A_TIME", 2)
    letters = [
        on(f"{number}-{year}", year, paper=f"V{number:04}/14") for number in range(5) for year in (2015, 2016)
    ]
    with filled(where, letters) as catalogue:
        found = told(catalogue)
    assert [(each.paper, len(each.letters)) for each in found] == [
        (f"V{number:04}/14", 2) for number in range(5)
    ]
    assert all(course.last is Status.PLANNED for each in found for course in each.courses)


def test_a_selection_of_overdue_letters_agrees_with_the_histories(where: Where) -> None:
    letters = [
        on("a1", 2015, check=2015),
        on("a2", 2017, check=2018),
        on("b", 2016, paper="V0001/15", check=2016),
        on("c1", 2016, paper="V0002/15", check=2016),
        on("c2", 2016, paper="V0002/15", date=None, check=2019),
        on("d1", 2016, paper="V0003/15", check=2016),
        on("d2", 2017, paper="V0003/15", report="final", check=2017),
    ]
    with filled(where, letters) as catalogue:
        for year in range(2015, 2031):
            day = dt.date(year, 7, 1)
            overdue = [
                each.newest.document.name for each in told(catalogue, day=day) if each.state == "overdue"
            ]
            selected = select_letters(catalogue, Selection(overdue_at=day), with_evidence=False)
            assert sorted(overdue) == sorted(each.document.name for each in selected), day
