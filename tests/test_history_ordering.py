"""Letters are put in order, copies are put together, and what letters name is looked for among them."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from accounts import account, codes, day, history
from ratsdok.history.account import Account
from ratsdok.history.chain import History
from ratsdok.letter import Status

DONE = {"": (Status.IMPLEMENTED, "Die Laternen am Mühlgraben wurden im Mai 2015 alle aufgestellt.")}
PLANNED = {"": (Status.PLANNED, "Die Laternen sollen im kommenden Jahr bestellt werden.")}


def names(found: History) -> list[str]:
    return [letter.document.name for letter in found.letters]


def test_letters_stand_in_the_order_of_their_dates() -> None:
    late, early = account("2016-01-01", name="late"), account("2015-01-01", name="early")
    assert names(history(late, early)) == ["early", "late"]


def test_an_undated_letter_stands_where_its_content_puts_it() -> None:
    middle = account(about="2016-01-01", name="middle")
    found = history(account("2017-01-01", name="late"), middle, account("2015-01-01", name="early"))
    assert names(found) == ["early", "middle", "late"]
    assert "undated-letter" in codes(found)


def test_an_undated_final_report_is_the_last_letter_whatever_earlier_check_it_names() -> None:
    final = account(about="2015-01-01", report="final", previous=["2015-01-01"], name="final")
    found = history(final, account("2015-01-01", name="early"), account(about="2016-06-01", name="late"))
    assert names(found) == ["early", "late", "final"]


def test_the_same_letter_scanned_twice_is_one_letter_with_both_documents() -> None:
    garbled = {"": (Status.IMPLEMENTED, "Die Laternen am Muhlgraben wurden irn Mai 2015 alle aufgestellt.")}
    found = history(
        account("2015-06-01", said=DONE, due="2016-01-01", name="one"),
        account(None, said=garbled, due="2016-01-01", about="2015-07-03", name="two"),
    )
    (letter,) = found.letters
    assert [document.name for document in letter.documents] == ["one", "two"]  # the one with a date is shown
    assert letter.date == day("2015-06-01")
    (notice,) = found.notices
    assert (notice.code, notice.letters) == ("same-letter-twice", (0,))
    assert "one, two" in notice.message


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(
            account("2015-06-01", said=DONE, due="2016-01-01"),
            account("2015-09-01", said=DONE, due="2016-01-01"),
            id="other date",
        ),
        pytest.param(
            account("2015-06-01", said=DONE, due="2016-01-01"),
            account("2015-06-01", said=DONE, due="2016-07-01"),
            id="other promise",
        ),
        pytest.param(
            account("2015-06-01", said=DONE, due="2016-01-01"),
            account("2015-06-01", said=PLANNED, due="2016-01-01"),
            id="other words",
        ),
        pytest.param(
            account("2015-06-01", said=DONE, report="interim"),
            account("2015-06-01", said=DONE, report="final"),
            id="other kind",
        ),
        pytest.param(account(said=DONE), account(said=DONE), id="nothing but the words"),
    ],
)
def test_letters_that_differ_are_two(one: Account, other: Account) -> None:
    assert len(history(one, other).letters) == 2


def test_two_letters_with_the_same_date_are_told_and_the_final_one_is_the_last() -> None:
    final = account("2015-06-01", said=DONE, report="final", name="final")
    found = history(final, account("2015-06-01", said=PLANNED, name="interim"))
    assert names(found) == ["interim", "final"]
    assert "same-date" in codes(found)
    assert found.state_is_doubtful


def test_letters_after_the_day_do_not_count_but_are_told() -> None:
    letters = account("2015-06-01", said=PLANNED), account("2016-06-01", said=DONE, report="final")
    found = history(*letters, as_of=day("2015-12-31"))
    assert len(found.letters) == 1
    assert found.state == "open"
    assert [notice.message for notice in found.notices] == [
        "Ein Schreiben nach dem Stichtag: nicht berücksichtigt."
    ]


def test_an_undated_letter_counts_from_the_day_that_it_was_converted_at_the_latest() -> None:
    undated = replace(account(about="2030-01-01", said=PLANNED), entered=day("2021-06-01"))
    dated = account("2015-06-01", said=PLANNED)
    assert len(history(dated, undated, as_of=day("2021-06-01")).letters) == 2
    assert len(history(dated, undated, as_of=day("2021-05-31")).letters) == 1


def test_there_is_no_history_before_the_first_letter() -> None:
    with pytest.raises(AssertionError):
        history(account("2015-06-01"), as_of=dt.date(2015, 5, 31))


def test_a_check_that_is_named_and_not_there_is_missing() -> None:
    found = history(
        account("2015-06-01"),
        account("2017-06-01", previous=["2016-06-01"]),
        account("2018-06-01", previous=["2016-06"]),
    )
    assert [(each.day, each.named_by) for each in found.missing] == [("2016-06", (2,)), ("2016-06-01", (1,))]
    assert codes(found).count("missing-letter") == 2


@pytest.mark.parametrize("named", ["2015-06-01", "2015-05-20", "2015-06"])
def test_a_check_that_is_there_is_not_missing(named: str) -> None:
    assert not history(account("2015-06-01"), account("2016-06-01", previous=[named])).missing


def test_an_undated_letter_may_be_the_one_that_is_named() -> None:
    undated = account(about="2015-08-01")
    assert not history(undated, account("2016-06-01", previous=["2015-06-01"])).missing
    assert history(undated, account("2016-06-01", previous=["2013-06-01"])).missing


def test_a_letter_that_names_itself_names_none_that_is_missing() -> None:
    assert not history(account("2016-06-01", previous=["2016-06-01"])).missing
