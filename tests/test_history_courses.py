"""A point's course: what was said of it, what changed, since when nothing new was told."""

from __future__ import annotations

from dataclasses import replace

from accounts import account, codes, day, history
from ratsdok.history.chain import Change, Course, State
from ratsdok.letter import Status

LIGHTS = "Am Mühlgraben sind zwölf Laternen aufzustellen."
BRIDGE = "Die Brücke über den Mühlgraben ist bis Ende 2016 zu sanieren und zu streichen."
PLANNED = (Status.PLANNED, "Die Laternen werden im kommenden Jahr bestellt.")
BEGUN = (Status.IN_PROGRESS, "Die Fundamente sind gegossen, die Masten fehlen noch.")
DONE = (Status.IMPLEMENTED, "Alle Laternen stehen und leuchten.")
AGAIN = (Status.IN_PROGRESS, "Der Sturm hat sie umgeworfen, sie werden neu gesetzt.")
SILENT = (Status.UNCHANGED, "Seit dem letzten Bericht gibt es keinen neuen Sachstand.")


def course(*said: tuple[Status, str] | None) -> Course:
    """Return the course of a point of which letters, a year apart from 2015, say so."""
    letters = [
        account(f"{2015 + at}-01-01", [LIGHTS], {"1": each} if each else None) for at, each in enumerate(said)
    ]
    (found,) = history(*letters).courses
    return found


def test_first_and_last_status_and_every_change_are_told_with_letter_and_page() -> None:
    found = course(PLANNED, BEGUN, SILENT, DONE)
    assert (found.first, found.last, found.is_settled) == (Status.PLANNED, Status.IMPLEMENTED, True)
    assert found.changes == (
        Change(0, None, Status.PLANNED, page=2),
        Change(1, Status.PLANNED, Status.IN_PROGRESS, page=2),
        Change(3, Status.IN_PROGRESS, Status.IMPLEMENTED, page=2),
    )
    assert not found.was_reopened


def test_what_was_settled_and_is_not_any_more_is_reopened() -> None:
    found = course(PLANNED, DONE, AGAIN)
    assert found.was_reopened
    assert [change.reopens for change in found.changes] == [False, False, True]


def test_no_news_reopens_nothing() -> None:
    assert not course(DONE, SILENT).was_reopened
    assert not course(DONE, (Status.UNKNOWN, "Unleserlich.")).was_reopened


def test_a_standstill_is_counted_in_letters_and_months() -> None:
    found = course(BEGUN, SILENT, None, SILENT)
    assert (found.silent_letters, found.silent_months) == (3, 84)  # 2015 to 2022


def test_a_report_that_is_repeated_word_by_word_is_no_news() -> None:
    garbled = (Status.IN_PROGRESS, BEGUN[1].replace("ss", "s").replace("t", "l", 1))
    assert course(BEGUN, garbled).silent_letters == 1
    assert course(BEGUN, AGAIN).silent_letters == 0


def test_the_same_words_with_another_year_or_status_are_news() -> None:
    first, second = (
        (Status.PLANNED, f"Die Laternen werden im Jahr {year} bestellt.") for year in (2015, 2016)
    )
    assert course(first, second).silent_letters == 0
    assert course(first, (Status.DEFERRED, first[1])).silent_letters == 0


def test_a_point_that_nothing_was_ever_said_of_is_silent_from_the_first_letter() -> None:
    found = course(None, None)
    assert (found.first, found.last) == (None, None)
    assert (found.silent_letters, found.silent_months) == (2, 84)


def test_months_without_news_are_unknown_where_the_last_news_has_no_date() -> None:
    letters = account(about="2015-01-01", points=[LIGHTS], said={"1": BEGUN}), account("2016-01-01", [LIGHTS])
    (found,) = history(*letters).courses
    assert (found.silent_letters, found.silent_months) == (1, None)


def test_a_statement_on_all_points_counts_for_each() -> None:
    found = history(account("2015-01-01", [LIGHTS, BRIDGE], {"": BEGUN}))
    assert [each.last for each in found.courses] == [Status.IN_PROGRESS] * 2


def test_a_letter_that_quotes_nothing_reports_on_all_points() -> None:
    found = history(account("2015-01-01", [LIGHTS, BRIDGE]), account("2016-01-01", said={"": DONE}))
    assert [each.last for each in found.courses] == [Status.IMPLEMENTED] * 2
    assert all(station.quoted is None for each in found.courses for station in each.stations[1:])


def test_a_number_that_is_not_quoted_beside_is_doubtful() -> None:
    found = history(account("2015-01-01", [LIGHTS, BRIDGE]), account("2016-01-01", said={"2": DONE}))
    assert [each.last for each in found.courses] == [None, Status.IMPLEMENTED]
    assert found.courses[1].is_doubtful


def test_a_resolution_without_points_has_one_course() -> None:
    found = history(account("2015-01-01", said={"": PLANNED}), account("2016-01-01", said={"": DONE}))
    (only,) = found.courses
    assert (only.label, only.first, only.last) == (None, Status.PLANNED, Status.IMPLEMENTED)


def test_a_point_that_only_introduces_others_is_a_heading() -> None:
    points = {"2": "Es wird gebaut:", "2.a": LIGHTS, "2.b": BRIDGE}
    found = history(account("2015-01-01", points, {"2.a": DONE, "2.b": BEGUN}))
    assert [each.is_heading for each in found.courses] == [True, False, False]
    assert [each.label for each in found.points] == ["2.a", "2.b"]
    reported = history(account("2015-01-01", points, {"2": DONE}))
    assert [each.last for each in reported.courses] == [Status.IMPLEMENTED] * 3
    assert not any(each.is_heading for each in reported.courses)


def test_a_doubtful_status_is_marked_wherever_it_stands() -> None:
    letter = account("2015-01-01", [LIGHTS], {"1": DONE})
    unsure = replace(letter, sayings=(letter.sayings[0]._replace(is_doubtful=True),))
    (found,) = history(unsure).courses
    assert found.stations[0].is_doubtful
    assert found.changes[0].is_doubtful
    assert found.is_doubtful


def test_statements_of_a_letter_that_contradict_each_other_are_unclear() -> None:
    letter = account("2015-01-01", [LIGHTS], {"1": DONE})
    both = replace(letter, sayings=(*letter.sayings, *account(None, [LIGHTS], {"1": BEGUN}).sayings))
    found = history(both)
    assert found.courses[0].last is Status.UNKNOWN
    assert found.courses[0].is_doubtful
    assert codes(found) == ["contradicting-statements"]


def test_a_point_that_the_newest_letter_does_not_quote_is_dropped() -> None:
    found = history(
        account("2015-01-01", [LIGHTS, BRIDGE], {"1": BEGUN, "2": PLANNED}),
        account("2016-01-01", [LIGHTS], {"1": DONE}, due="2030-01-01"),
    )
    assert [each.is_dropped for each in found.courses] == [False, True]
    assert "dropped-point" in codes(found)
    assert found.state is State.OPEN


def test_the_subject_is_the_one_that_is_garbled_least() -> None:
    subjects = ["Laternen am Muhlgraben", "Laternen am Mühlgraben", "Latemen arn Mühlgrahen"]
    letters = [replace(account(f"{2015 + at}-01-01"), subject=each) for at, each in enumerate(subjects)]
    assert history(*letters, as_of=day("2020-01-01")).subject == subjects[1]
