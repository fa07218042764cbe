"""How a resolution stands, what was promised and what came of it, and what is odd."""

from __future__ import annotations

from dataclasses import replace

import pytest

from accounts import account, codes, day, doubtful, history
from ratsdok.history.chain import State
from ratsdok.letter import Status

DONE = {"": (Status.IMPLEMENTED, "Alle Laternen stehen und leuchten.")}
BEGUN = {"": (Status.IN_PROGRESS, "Die Fundamente sind gegossen, die Masten fehlen noch.")}


def test_a_final_report_settles_a_resolution() -> None:
    found = history(
        account("2015-01-01", said=BEGUN, due="2015-06-01"), account("2016-01-01", report="final")
    )
    assert (found.state, found.due, found.days_overdue) == (State.SETTLED, None, 0)
    assert not found.state_is_doubtful


def test_only_the_final_report_is_a_chain_too() -> None:
    found = history(account("2016-01-01", said=DONE, report="final"))
    assert (found.state, codes(found)) == (State.SETTLED, ["only-final"])


def test_a_resolution_all_of_whose_points_are_settled_needs_no_further_check() -> None:
    assert history(account("2015-01-01", said=DONE)).state is State.SETTLED
    assert history(account("2015-01-01", said=DONE, due="2030-01-01")).state is State.OPEN


def test_a_promise_that_is_over_makes_it_overdue() -> None:
    letter = account("2015-01-01", said=BEGUN, due="2015-06-30")
    on_the_day, after = history(letter, as_of=day("2015-06-30")), history(letter, as_of=day("2015-07-02"))
    assert (on_the_day.state, on_the_day.days_overdue) == (State.OPEN, 0)
    assert (after.state, after.days_overdue) == (State.OVERDUE, 2)


def test_a_month_is_over_when_its_last_day_is() -> None:
    letter = account("2015-01-01", said=BEGUN, due="2015-07")
    assert history(letter, as_of=day("2015-07-31")).state is State.OPEN
    assert history(letter, as_of=day("2015-08-01")).state is State.OVERDUE


def test_a_letter_after_a_final_report_opens_the_resolution_again() -> None:
    found = history(
        account("2015-01-01", said=DONE, report="final"), account("2016-01-01", said=BEGUN, due="2030-01-01")
    )
    assert (found.state, found.state_is_doubtful) == (State.OPEN, True)
    assert codes(found) == ["after-final", "reopened"]


@pytest.mark.parametrize("path", ["report", "next_check.date", "resolutions.0.paper"])
def test_a_state_that_rests_on_a_doubtful_value_is_doubtful(path: str) -> None:
    letter = account("2015-01-01", said=BEGUN, due="2015-06-30")
    assert not history(letter).state_is_doubtful
    assert history(doubtful(letter, path)).state_is_doubtful


def test_a_state_that_rests_on_a_guessed_order_is_doubtful() -> None:
    first, last = account("2015-01-01", said=BEGUN), account(about="2016-01-01", said=BEGUN)
    assert history(first, last).state_is_doubtful


def test_days_late_are_from_the_promise_to_the_next_letter() -> None:
    found = history(
        account("2015-01-01", due="2015-06-30"),
        account("2015-07-10", due="2016-01-31"),
        account("2016-01-01", due="2016-06-30"),
    )
    promises = [letter.promise for letter in found.letters]
    assert [promise and promise.days_late for promise in promises] == [10, -30, None]
    assert not any(promise and promise.is_doubtful for promise in promises)


def test_days_late_are_unknown_where_the_next_letter_has_no_date() -> None:
    found = history(account("2015-01-01", due="2015-06-30"), account(about="2015-08-01"))
    promise = found.letters[0].promise
    assert promise
    assert (promise.days_late, promise.is_doubtful) == (None, True)


@pytest.mark.parametrize(("named", "late", "unsure"), [("2015-07-10", 10, False), ("2015-07", 31, True)])
def test_a_check_that_is_missing_but_named_was_the_report(named: str, late: int, unsure: bool) -> None:
    found = history(account("2015-01-01", due="2015-06-30"), account("2017-01-01", previous=[named]))
    promise = found.letters[0].promise
    assert promise
    assert (promise.days_late, promise.days_late_named, promise.delay) == (551, late, late)
    assert promise.is_doubtful is unsure
    assert "long-gap" not in codes(found)


def test_a_long_gap_may_hide_a_letter() -> None:
    found = history(account("2015-01-01", due="2015-06-30"), account("2017-01-01"))
    assert found.letters[0].promise
    assert found.letters[0].promise.is_doubtful
    assert "long-gap" in codes(found)


def test_a_promised_month_counts_from_its_last_day_and_is_marked() -> None:
    promise = history(account("2015-01-01", due="2015-07"), account("2015-08-10")).letters[0].promise
    assert promise
    assert (promise.days_late, promise.is_doubtful) == (10, True)


def test_letters_that_name_different_meetings_or_subjects_contradict_each_other() -> None:
    one = replace(account("2015-01-01", said=BEGUN), meeting="SR/005/2014")
    other = replace(account("2016-01-01", said=BEGUN), meeting="SR/009/2014", subject="Bänke aus Eichenholz")
    found = history(one, other)
    assert codes(found) == ["different-meetings", "different-subjects"]
    assert found.state_is_doubtful
    garbled = replace(account("2016-01-01", said=BEGUN), subject="Latemen arn Muhlgraben")
    assert not codes(history(one, garbled))


def test_a_doubtful_reopening_says_so() -> None:
    first, second = account("2015-01-01", said=DONE), account("2016-01-01", said=BEGUN, due="2030-01-01")
    sure = history(first, second).notices[0].message
    unsure = replace(second, sayings=(second.sayings[0]._replace(is_doubtful=True),))
    assert sure == "Der Beschluss galt als umgesetzt und ist wieder offen (in Umsetzung)."
    assert "unsicher gelesen" in history(first, unsure).notices[0].message
