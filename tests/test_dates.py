"""German dates in sentences, damaged ones, and stamps."""

import datetime as dt
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ratsdok.parsing.dates import find_damaged_dates, find_dates, month_named, plain_date
from ratsdok.parsing.lookalikes import DIGIT
from ratsdok.parsing.stamps import looks_like_stamp, read_stamp

MONTHS = "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split()
DAYS = st.dates(dt.date(1990, 1, 1), dt.date(2089, 12, 31))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("28. September 2020", [("2020-09-28", "day")]),
        ("am 5. Januar 2016 und am 7.3.2016", [("2016-01-05", "day"), ("2016-03-07", "day")]),
        ("31.10.2016", [("2016-10-31", "day")]),
        # two digits of a year
        ("31.10.16", [("2016-10-31", "day")]),
        # blanks lost and added
        ("28.September2020", [("2020-09-28", "day")]),
        ("31. 10. 2016", [("2016-10-31", "day")]),
        # the full stop read as a comma
        ("28, September 2020", [("2020-09-28", "day")]),
        # shortened
        ("3. Dez. 2018", [("2018-12-03", "day")]),
        # a look-alike in the month's name
        ("3. JuIi 2018", [("2018-07-03", "day")]),
        # of an imprecise date the last day
        ("Juli 2016", [("2016-07-31", "month")]),
        ("06/2017", [("2017-06-30", "month")]),
        ("Februar 2016", [("2016-02-29", "month")]),
        ("IV. Quartal 2017", [("2017-12-31", "quarter")]),
        ("2. Quartal 2017", [("2017-06-30", "quarter")]),
        ("1. Halbjahr 2018", [("2018-06-30", "half-year")]),
        ("im zweiten Halbjahr 2018", [("2018-12-31", "half-year")]),
        ("Ende 2018", [("2018-12-31", "year")]),
        ("2018", [("2018-12-31", "year")]),
        # no such day: the month is sure all the same
        ("31. Juni 2016", [("2016-06-30", "month")]),
        # no such month
        ("13/2017", []),
        ("31.13.2016", []),
        # two days of one month, of two months; a blank lost before the day
        ("10./11. Mai 2017", [("2017-05-11", "day")]),
        ("28. Mai/2. Juni 2017", [("2017-06-02", "day")]),
        ("am5. Januar 2016", [("2016-01-05", "day")]),
        # a paper's number before a date keeps its digits
        ("zu A0412/16, 30. Juni 2017", [("2017-06-30", "day")]),
        ("zu A0412/16,30. Juni 2017", [("2017-06-30", "day")]),
        ("zu A0412/16 30.06.2017", [("2017-06-30", "day")]),
        ("zu A0412/16,06/2017", [("2017-06-30", "month")]),
        # numbers that are no dates
        ("A0412/16", []),
        ("10.200.41.7.0.03", []),
        ("36.000 Euro", []),
        ("", []),
    ],
)
def test_dates_of_a_sentence(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(each.date.isoformat(), each.precision) for each in find_dates(text)] == expected


NUMBERS = """
    V3087/15, V3087/ 15, V3087 / 15, V3087 15, V3087y15, V3087|15, V3087-15, 3087/15, V3O87/l5, VOOOl/15,
    V1296-02/16, V-Pro0023/18, A-Neu00031/20, V3417-SR61-07, AF0417/16, SBR Leu/017/18, SR/031/16,
    SR/031/2016, FL/SE/027/2016, DS-2021-0143
"""


@pytest.mark.parametrize("number", re.split(r",\s+", NUMBERS.strip()))
@pytest.mark.parametrize("between", [", ", " ", ". ", ",", "; "])
def test_a_number_s_digits_are_no_day(number: str, between: str) -> None:
    found = [(each.date.isoformat(), each.precision) for each in find_dates(f"zu {number}{between}Juni 2021")]
    assert found == [("2021-06-30", "month")]


def test_a_number_s_part_is_no_month() -> None:
    assert list(find_dates("zu A06/2017 und V-06/2017")) == []


def test_a_date_knows_its_place() -> None:
    text = "bis zum 28. September 2020 zu berichten"
    (found,) = find_dates(text)
    assert text[found.start : found.end] == "28. September 2020"


@given(DAYS, st.sampled_from(["{0.day}. {1} {0.year}", "{0:%d.%m.%Y}", "{0.day}.{0.month}.{0.year}"]))
@settings(deadline=None)
def test_every_day_is_read_in_every_spelling(day: dt.date, spelling: str) -> None:
    text = spelling.format(day, MONTHS[day.month - 1])
    assert [(each.date, each.precision) for each in find_dates(f"bis {text}.")] == [(day, "day")]


@given(st.text(alphabet="0123456789. /IVQuartlJni-,", max_size=40))
@settings(deadline=None)
def test_dates_come_in_order_and_do_not_overlap(text: str) -> None:
    end = 0
    for found in find_dates(text):
        assert end <= found.start < found.end <= len(text)
        end = found.end


# --- damage ---


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3O.O6.20l7", ["2017-06-30"]),
        ("O6/2Ol7", ["2017-06-30"]),
        ("2O. September 2020", ["2020-09-20"]),
        # nothing to mend: the other reading is asked first
        ("30.06.2017", []),
        # a word is no number
        ("SOS BOI", []),
    ],
)
def test_damaged_dates(text: str, expected: list[str]) -> None:
    found = list(find_damaged_dates(text))
    assert [each.date.isoformat() for each in found] == expected
    assert all(each.repaired for each in found)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Mai", (5, False)),
        ("Sept.", (9, False)),
        ("MRZ", (3, False)),
        ("Mal", (5, True)),
        ("JuIi", (7, True)),
        # could be Mai or März: nothing is guessed
        ("Mat", None),
        ("Juno", None),
        ("Ratssitzung", None),
    ],
)
def test_month_names(name: str, expected: tuple[int, bool] | None) -> None:
    assert month_named(name) == expected


@pytest.mark.parametrize(
    ("day", "month", "year", "expected"),
    [
        (29, 2, 2016, "2016-02-29"),
        (29, 2, 2017, None),
        (None, 2, 2017, "2017-02-28"),
        # before councils kept such letters, and far ahead
        (1, 1, 1989, None),
        (1, 1, 2100, None),
        (1, 13, 2017, None),
        (1, 0, 2017, None),
        (31, 4, 2017, None),
    ],
)
def test_plain_dates(day: int | None, month: int, year: int, expected: str | None) -> None:
    found = plain_date(day, month, year)
    assert (found.isoformat() if found else None) == expected


# --- stamps ---


@pytest.mark.parametrize(
    ("text", "date", "typed", "repaired"),
    [
        ("17. JUNI 2014", "2014-06-17", False, 0),
        # the stamp's wheels stand apart
        ("2 3. AUG. 2016", "2016-08-23", False, 0),
        # a leading dash is the blank of the tens
        ("-3. MRZ 2016", "2016-03-03", False, 0),
        ("- 1. OKT. 2017", "2017-10-01", False, 0),
        # one letter of the month misread
        ("2 4. AUS. 2017", "2017-08-24", False, 1),
        ("1 6, PEB. 2017", "2017-02-16", False, 1),
        # M read as NI or the other way round
        ("1 4. JUM 2017", "2017-06-14", False, 1),
        # up to two digits of the year
        ("-5.MRZ20I7", "2017-03-05", False, 1),
        # a digit inside the month
        ("0 9. N0V. 2021", "2021-11-09", False, 1),
        ("17. JUNI 2OI4", "2014-06-17", False, 2),
        # typed, not stamped
        ("12. Mai 2017", "2017-05-12", True, 0),
        ("12.05.2017", "2017-05-12", True, 0),
    ],
)
def test_stamps(text: str, date: str, typed: bool, repaired: int) -> None:
    stamp = read_stamp(text)
    assert stamp
    assert (stamp.date.isoformat(), stamp.typed, stamp.repaired) == (date, typed, repaired)


@pytest.mark.parametrize(
    "text",
    [
        # a speck before the day may hide a digit
        ". 3. JUNI 2016",
        "^3. JUNI 2016",
        "-17. JUNI 2016",
        # June or July
        "17. JUN! 2016 ",
        "17. JUXI 2016",
        # a year with too many look-alikes, or one with none
        "17. JUNI ZOlS",
        "16. FEB. zoi:",
        "17. JUNI 2O",
        # no such day
        "31. JUNI 2016",
        "45. JUNI 2016",
        # remains
        "3^ / N",
        "^1^6",
        ".'",
        "",
        # a sentence
        "am 17. Juni 2016 beschlossen",
    ],
)
def test_null_beats_a_wrong_date(text: str) -> None:
    assert read_stamp(text) is None


@given(DAYS.filter(lambda day: day.year >= 2000))
@settings(deadline=None)
def test_every_clean_stamp_is_read(day: dt.date) -> None:
    short = "JAN FEB MRZ APR MAI JUNI JULI AUG SEP OKT NOV DEZ".split()[day.month - 1]
    stamp = read_stamp(f"{day.day // 10 or '-'} {day.day % 10}. {short}. {day.year}")
    assert stamp
    assert (stamp.date, stamp.repaired) == (day, 0)


@given(DAYS.filter(lambda day: 2010 <= day.year < 2030), st.sampled_from(sorted(DIGIT)), st.integers(0, 3))
@settings(deadline=None)
def test_a_misread_year_is_read_right_or_not_at_all(day: dt.date, wrong: str, place: int) -> None:
    year = str(day.year)
    if DIGIT[wrong] != year[place]:
        return
    stamp = read_stamp(f"1 2. MAI {year[:place]}{wrong}{year[place + 1 :]}")
    assert stamp is None or stamp.date == dt.date(day.year, 5, 12)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("^3. JUNI 2016", True),
        ("OKT", True),
        # too long for a stamp
        ("Die Sitzung war am 17. Juni 2016 im Rathaus.", False),
        # no month
        ("GZ: 61 00", False),
    ],
)
def test_what_is_left_of_a_stamp(text: str, expected: bool) -> None:
    assert looks_like_stamp(text) is expected
