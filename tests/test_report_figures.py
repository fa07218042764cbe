"""What a report counts."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from ratsdok.history.chain import History, State
from ratsdok.reporting.german import share
from ratsdok.reporting.page import charts
from ratsdok.reporting.page.figures import STATES, Count, Figures, Tally, age_of, in_order, year_of
from reported import account, history, overdue, settled, waiting


def counted(*histories: History) -> Figures:
    figures = Figures()
    for each in histories:
        figures.add(each)
    return figures


def test_resolutions_are_counted_by_how_they_stand_and_the_uncertain_ones_too() -> None:
    figures = counted(overdue("V0001/21"), overdue("V0004/21"), waiting(), settled())
    assert [figures.states.of[state] for state in STATES] == [Count(2, 0), Count(1, 1), Count(1, 0)]
    assert figures.states.total == Count(4, 1)
    assert figures.resolutions == 4


def test_a_letter_on_two_resolutions_counts_once() -> None:
    letter = account("2023-10-01", "2024-03-31")
    assert counted(history("V0001/21", letter), history("V0002/21", letter)).letters == 1
    assert counted(overdue(), waiting()).letters == 3


def test_a_department_is_the_same_however_its_letterhead_calls_it() -> None:
    one = overdue("V0001/21", department="Beigeordnete für Parks und Plätze")
    figures = counted(one, overdue("V0002/21"), history("V0003/21", account("2023-10-01", department=None)))
    assert {name: tally.total.all for name, tally in figures.departments.items()} == {
        "Parks und Plätze": 2,
        None: 1,
    }


def test_what_has_most_open_comes_first_and_what_is_unread_last() -> None:
    figures = counted(
        settled("V1/20", department="A"),
        settled("V2/20", department="A"),
        overdue("V3/20", department="B"),
        history("V4/20", account("2023-01-01", "2023-02-01", department=None)),
        history("V5/20", account("2023-01-01", "2023-02-01", department=None)),
    )
    assert [name for name, _ in in_order(figures.departments)] == ["B", "A", None]


@pytest.mark.parametrize(
    ("paper", "meeting", "year"),
    [
        ("V0101/14", "SR/005/2014", 2014),
        ("A0087/09", "SR/013/2010", 2010),  # passed the year after it was tabled
        ("V-Leu0010/19", "SBR Leu/042/19", 2019),
        ("V0101/14", None, 2014),
        ("V0101/14", "SR/005/2004", 2014),  # before it was tabled: misread
        ("V0101/14", "SR/005/2041", 2014),  # not yet: misread
        ("V0101", None, None),
        ("V0101/57", None, None),
        ("V0101/57", "SR/005/2019", 2019),
    ],
)
def test_the_year_is_that_of_the_meeting_else_that_of_the_paper(
    paper: str, meeting: str | None, year: int | None
) -> None:
    assert year_of(history(paper, account("2023-01-01", meeting=meeting))) == year


def test_age_is_counted_from_the_oldest_letter_with_a_date() -> None:
    one = history("V1/21", account("2022-12-31"), account("2023-06-30"), as_of=dt.date(2023, 12, 30))
    assert age_of(one) == (11, False)
    assert age_of(replace(one, as_of=dt.date(2023, 12, 31))) == (12, False)
    undated = account(None, about=dt.date(2020, 1, 1), name="ohne.pdf", said=())
    assert age_of(history("V1/21", undated, account("2022-12-31"))) == (12, True)
    assert age_of(history("V1/21", undated)) is None


def test_ages_are_those_of_what_is_not_settled() -> None:
    figures = counted(settled(), history("V1/21", account(None)), overdue())
    assert sum(count.all for count in figures.ages) == 1
    assert figures.ages[2] == Count(1, 0)  # 23 months
    assert figures.unknown_age == 1


@pytest.mark.parametrize(
    ("came", "place"),
    [
        ("2022-06-30", 0), ("2022-06-20", 0), ("2022-07-01", 1), ("2022-07-31", 1), ("2022-08-01", 2),
        ("2022-10-01", 3), ("2022-12-31", 4), ("2023-07-02", 5),
    ],
)  # fmt: skip
def test_a_report_is_late_by_the_days_from_the_promise_to_the_next_letter(came: str, place: int) -> None:
    figures = counted(history("V1/21", account("2022-01-01", "2022-06-30"), account(came)))
    assert [count.all for count in figures.delays] == [at == place for at in range(6)]


def test_the_median_is_the_delay_that_half_of_the_reports_do_not_exceed() -> None:
    def late(days: int) -> History:
        came = dt.date(2022, 6, 30) + dt.timedelta(days=days)
        return history(f"V{days + 99}/21", account("2022-01-01", "2022-06-30"), account(came.isoformat()))

    assert counted(late(10), late(70), late(30)).median_delay == 30
    assert counted(late(10), late(70)).median_delay == 10
    assert counted(waiting()).median_delay is None


def test_reports_that_have_not_come_are_not_late_ones() -> None:
    undated = account(None, about=dt.date(2022, 9, 1))
    figures = counted(overdue(), waiting(), history("V1/21", account("2022-01-01", "2022-06-30"), undated))
    assert (figures.awaited[True], figures.awaited[False]) == (1, 1)
    assert figures.unknown_delays == 1
    assert sum(count.all for count in figures.delays) == 1  # the first promise of the one that is overdue


def test_letters_whose_box_is_unread_are_counted() -> None:
    letter = account("2023-10-01", confidential=None)
    figures = counted(history("V1/21", letter), history("V2/21", letter))
    assert figures.undecided == 1


def test_pieces_of_a_bar_follow_each_other_and_fill_it() -> None:
    tally = Tally(dict(zip(STATES, (Count(3, 1), Count(2, 2), Count(5, 0)), strict=True)))
    pieces = charts.standing(tally)
    assert [(each.kind, each.is_doubtful, each.begin, each.size) for each in pieces] == [
        ("overdue", False, 0, 20),
        ("overdue", True, 20, 10),
        ("open", True, 30, 20),
        ("settled", False, 50, 50),
    ]


def test_years_without_resolutions_have_their_room() -> None:
    tally = counted(overdue()).states
    drawn = charts.columns_of({2015: tally, 2018: tally})
    assert [column.label for column in drawn.columns] == ["2015", "2016", "2017", "2018"]
    assert [len(column.pieces) for column in drawn.columns] == [1, 0, 0, 1]
    assert drawn.columns[0].pieces[0].begin + drawn.columns[0].pieces[0].size == charts.HEIGHT
    assert [tick.value for tick in drawn.ticks] == [0, 1]


@pytest.mark.parametrize(
    ("part", "whole", "words"),
    [
        (0, 0, "0 %"),
        (0, 5, "0 %"),
        (5, 5, "100 %"),
        (1, 3, "33 %"),
        (1, 999, "unter 1 %"),
        (998, 999, "über 99 %"),
    ],
)
def test_a_share_never_seems_nothing_or_all_if_it_is_not(part: int, whole: int, words: str) -> None:
    assert share(part, whole) == words


def test_a_tally_has_all_states() -> None:
    assert set(Tally().of) == set(State)
