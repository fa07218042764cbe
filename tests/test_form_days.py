"""Dates of the standard form: as they are printed, and as they are read again."""

import calendar
import datetime as dt
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ratsdok.form.days import (
    printed_check,
    read_check,
    read_day,
    read_previous,
    spelled,
    spelled_check,
    spelled_previous,
)
from ratsdok.letter import CheckDate

LAW = settings(deadline=None, max_examples=300)
STEPS = {"month": 1, "quarter": 3, "half-year": 6, "year": 12}
DAYS = st.dates()


def check(date: str, precision: str, raw: str = "") -> CheckDate:
    return CheckDate.model_validate({"date": date, "precision": precision, "raw": raw})


@pytest.mark.parametrize(
    ("date", "words"),
    [
        ("2019-09-30", "30. September 2019"),
        # no leading zero
        ("2016-03-01", "1. März 2016"),
        # a leap day
        ("2016-02-29", "29. Februar 2016"),
        # the ends of the calendar
        ("0001-01-01", "1. Januar 1"),
        ("9999-12-31", "31. Dezember 9999"),
    ],
)
def test_a_day_is_spelled_and_read(date: str, words: str) -> None:
    day = dt.date.fromisoformat(date)
    assert (spelled(day), read_day(words)) == (words, day)


@pytest.mark.parametrize(
    ("words", "date"),
    [
        # a leading zero is no harm
        ("05. Mai 2019", dt.date(2019, 5, 5)),
        # no such day
        ("31. April 2016", None),
        ("29. Februar 2015", None),
        ("0. Mai 2019", None),
        ("1. Mai 0", None),
        ("1. Mai 12019", None),
        # other spellings are not the form's
        ("30.09.2019", None),
        ("30.September 2019", None),
        ("30. september 2019", None),
        ("30. Sept. 2019", None),
        ("September 2019", None),
        # with other words
        ("am 30. September 2019", None),
        ("30. September 2019.", None),
        ("30. September 2019\n", None),
        ("", None),
    ],
)
def test_days_by_hand(words: str, date: dt.date | None) -> None:
    assert read_day(words) == date


@given(DAYS)
@LAW
def test_any_day_is_read_as_it_was_spelled(day: dt.date) -> None:
    assert read_day(spelled(day)) == day


# Date, precision, its words in the source -> what a letter prints.
PRINTED = [
    # spelled as the form spells it
    ("2019-09-30", "day", "30. September 2019", "30. September 2019"),
    ("2017-06-30", "month", "Juni 2017", "Juni 2017"),
    ("2017-12-31", "quarter", "IV. Quartal 2017", "IV. Quartal 2017"),
    ("2018-06-30", "half-year", "1. Halbjahr 2018", "1. Halbjahr 2018"),
    ("2018-12-31", "half-year", "2. Halbjahr 2018", "2. Halbjahr 2018"),
    ("2018-12-31", "year", "Ende 2018", "Ende 2018"),
    # spelled another way
    ("2016-10-31", "day", "31.10.2016", "31. Oktober 2016"),
    ("2016-05-01", "day", "1.5.2016", "1. Mai 2016"),
    ("2016-05-01", "day", "01.05.16", "1. Mai 2016"),
    ("2016-05-01", "day", "01. Mai 2016", "1. Mai 2016"),
    ("2016-05-01", "day", "1. 5. 2016", "1. Mai 2016"),
    ("2017-06-30", "month", "06/2017", "Juni 2017"),
    ("2017-06-30", "month", "6/2017", "Juni 2017"),
    ("2017-12-31", "quarter", "4. Quartal 2017", "IV. Quartal 2017"),
    ("2017-12-31", "quarter", "IV/2017", "IV. Quartal 2017"),
    ("2018-06-30", "half-year", "I. Halbjahr 2018", "1. Halbjahr 2018"),
    ("2018-12-31", "half-year", "II. Halbjahr 2018", "2. Halbjahr 2018"),
    ("2018-12-31", "year", "2018", "Ende 2018"),
    # words before it and behind it stay
    (
        "2017-06-30",
        "day",
        "gemeinsam mit BK zu A0564/12, 30.06.2017",
        "gemeinsam mit BK zu A0564/12, 30. Juni 2017",
    ),
    ("2017-06-30", "month", "spätestens 06/2017 (Zwischenbericht)", "spätestens Juni 2017 (Zwischenbericht)"),
    ("2018-12-31", "year", "spätestens 2018", "spätestens Ende 2018"),
    # words that go with a year and not with its end do not
    ("2018-12-31", "year", "Anfang 2018", "Ende 2018"),
    ("2018-12-31", "year", "im Jahr 2018", "Ende 2018"),
    ("2018-12-31", "year", "Herbst 2018", "Ende 2018"),
    # a number with the same digits is no date
    ("2016-05-01", "day", "zu V1.5.20167, 1.5.2016", "zu V1.5.20167, 1. Mai 2016"),
    ("2018-12-31", "year", "zu V2018, 2018", "zu V2018, Ende 2018"),
    # damaged, or not there at all: the date stands alone
    ("2016-10-31", "day", "3l.1O.2016", "31. Oktober 2016"),
    ("2016-10-31", "day", "31 .10.2016", "31. Oktober 2016"),
    ("2017-06-30", "month", "O6/2017", "Juni 2017"),
    ("2018-12-31", "year", "2O18", "Ende 2018"),
    ("2016-10-31", "day", "", "31. Oktober 2016"),
    # another date behind it would be read in its place
    ("2016-10-31", "day", "31.10.2016 statt 1. Mai 2017", "31. Oktober 2016"),
    ("2016-10-31", "day", "31.10.2016, sonst Ende 2017", "31. Oktober 2016"),
    # one before it would not
    ("2016-10-31", "day", "statt am 1. Mai 2016 am 31.10.2016", "statt am 1. Mai 2016 am 31. Oktober 2016"),
    # a month that is part of a day
    ("2016-10-31", "month", "30. Oktober 2016", "Oktober 2016"),
]


@pytest.mark.parametrize(("date", "precision", "raw", "printed"), PRINTED)
def test_a_next_check_is_printed_with_the_words_round_it(
    date: str, precision: str, raw: str, printed: str
) -> None:
    assert printed_check(check(date, precision, raw)) == printed
    assert read_check(printed) == check(date, precision, printed)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        # the last date counts
        ("1. Mai 2016, spätestens Juni 2016", ("2016-06-30", "month")),
        ("Juni 2016, spätestens am 1. Juli 2016", ("2016-07-01", "day")),
        ("II. Quartal 2016 oder Ende 2016", ("2016-12-31", "year")),
        # February's last day
        ("Februar 2016", ("2016-02-29", "month")),
        ("Februar 2015", ("2015-02-28", "month")),
        ("I. Quartal 2016", ("2016-03-31", "quarter")),
        ("III. Quartal 2016", ("2016-09-30", "quarter")),
        # no date
        ("", None),
        ("nach Abschluss der Bauarbeiten", None),
        ("31. April 0", None),
        ("V. Quartal 2016", None),
        ("3. Halbjahr 2016", None),
        # the form's own spellings only
        ("30.06.2016", None),
        ("06/2016", None),
        ("2016", None),
    ],
)
def test_next_checks_by_hand(words: str, expected: tuple[str, str] | None) -> None:
    assert read_check(words) == (check(*expected, words) if expected else None)


@st.composite
def checks(draw: st.DrawFn) -> CheckDate:
    """Draw a next check in any spelling, among words and digits that may look like another date."""
    precision = draw(st.sampled_from(["day", *STEPS]))
    date = draw(DAYS)
    if step := STEPS.get(precision):
        month = (date.month + step - 1) // step * step
        date = dt.date(date.year, month, calendar.monthrange(date.year, month)[1])
    made = check(date.isoformat(), precision)
    spellings = [
        "",
        spelled_check(made),
        str(date.year),
        f"{date.month}/{date.year}",
        f"{date.day}.{date.month}.{date.year}",
        f"{date.day:02}.{date.month:02}.{date.year % 100:02}",
    ]
    near = [
        spelled(date),
        "06/2017",
        "Mai 2019",
        "Ende ",
        "IV. ",
        "Quartal 2016",
        "1",
        ".",
        "/",
        ", ",
        "A1/12",
    ]
    words = st.lists(st.sampled_from(near) | st.text(max_size=5), max_size=3).map("".join)
    raw = draw(words) + draw(st.sampled_from(spellings)) + draw(words)
    return made.model_copy(update={"raw": raw})


def told(read: CheckDate | None) -> tuple[Any, ...] | None:
    return (read.date, read.precision) if read else None


@given(checks())
@LAW
def test_any_next_check_is_read_as_it_was_printed(wished: CheckDate) -> None:
    assert told(read_check(spelled_check(wished))) == told(wished)
    read = read_check(printed_check(wished))
    assert told(read) == told(wished)
    assert read is not None
    assert printed_check(read) == printed_check(wished)  # printed again, nothing changes


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("2016-01-05", "5. Januar 2016"),
        ("2016-01", "Januar 2016"),
        ("2016-12-31", "31. Dezember 2016"),
        ("0999-03", "März 999"),
        # damaged ones stay as they are
        ("2016-13", "2016-13"),
        ("2016-00-01", "2016-00-01"),
        ("2016-1-5", "2016-1-5"),
        ("im Vorjahr", "im Vorjahr"),
        ("", ""),
        # a day that the calendar does not have
        ("2016-02-31", "31. Februar 2016"),
    ],
)
def test_an_earlier_check_is_spelled_and_read(value: str, words: str) -> None:
    assert (spelled_previous(value), read_previous(words)) == (words, value)


@given(DAYS.map(dt.date.isoformat) | DAYS.map(lambda day: day.isoformat()[:7]))
@LAW
def test_any_earlier_check_is_read_as_it_was_spelled(value: str) -> None:
    assert read_previous(spelled_previous(value)) == value
