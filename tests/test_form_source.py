"""How the source spelled the next check, kept in what the file says it is about."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ratsdok.form.days import printed_check, read_check, spelled_check
from ratsdok.form.source import about, with_source
from ratsdok.letter import CheckDate, Letter, Resolution
from standard_letters import letter

SPELLED = "nächste Beschlusskontrolle im Ausgangsbrief: "


def told(raw: str, printed: str = "30. Juni 2016") -> str:
    return f"{SPELLED}{raw}, hier: {printed}"


def record(raw: str | None, *subjects: str | None, date: str = "2016-06-30") -> Letter:
    """Return a record of a letter on resolutions with these subjects."""
    resolutions = [{"paper": None, "subject": subject} for subject in subjects]
    check = raw is not None and {"date": date, "precision": "day", "raw": raw}
    return letter(resolutions=resolutions, next_check=check or None)


@pytest.mark.parametrize(
    ("source", "words"),
    [
        (record(None), ""),
        (record(None, "Laternen"), "Laternen"),
        # the first that has one
        (record(None, None, "Laternen", "Brunnen"), "Laternen"),
        # spelled as it is printed
        (record("30. Juni 2016", "Laternen"), "Laternen"),
        (record("mit BK zu A1/12, 30. Juni 2016", "Laternen"), "Laternen"),
        # spelled another way
        (record("30.06.2016", "Laternen"), f"Laternen ({told('30.06.2016')})"),
        (record("30.06.2016"), f"({told('30.06.2016')})"),
        (record("3O.O6.2016", None), f"({told('3O.O6.2016')})"),
        (record("", "Laternen"), f"Laternen ({told('')})"),
        (
            record("mit BK zu A1/12, 30.06.2016"),
            f"({told('mit BK zu A1/12, 30.06.2016', 'mit BK zu A1/12, 30. Juni 2016')})",
        ),
    ],
)
def test_what_a_letter_s_file_is_about(source: Letter, words: str) -> None:
    assert about(source) == words


@pytest.mark.parametrize(
    ("printed", "subject", "raw"),
    [
        ("30. Juni 2016", f"Laternen ({told('30.06.2016')})", "30.06.2016"),
        (
            "mit A1/12, 30. Juni 2016",
            f"({told('mit A1/12, 30.06.2016', 'mit A1/12, 30. Juni 2016')})",
            "mit A1/12, 30.06.2016",
        ),
        # damaged there
        ("30. Juni 2016", f"Laternen ({told('3O.O6.2016')})", "3O.O6.2016"),
        # brackets in the subject and in the words
        (
            "30. Juni 2016 (vorab)",
            f"Weg (Süd) ({told('30.06.2016 (vorab)', '30. Juni 2016 (vorab)')})",
            "30.06.2016 (vorab)",
        ),
        # nothing said
        ("30. Juni 2016", "Laternen", "30. Juni 2016"),
        ("30. Juni 2016", "", "30. Juni 2016"),
        # somebody changed the letter: it decides
        ("31. Juli 2016", f"Laternen ({told('30.06.2016')})", "31. Juli 2016"),
        ("31. Juli 2016", f"Laternen ({told('3O.O6.2016')})", "31. Juli 2016"),
        ("Juni 2016", f"Laternen ({told('30.06.2016')})", "Juni 2016"),
        ("mit A1/12, 30. Juni 2016", f"({told('mit A2/12, 30.06.2016')})", "mit A1/12, 30. Juni 2016"),
    ],
)
def test_the_file_tells_the_spelling_where_it_says_the_same(printed: str, subject: str, raw: str) -> None:
    read = read_check(printed)
    assert read is not None
    assert with_source(read, subject) == read.model_copy(update={"raw": raw})


@given(
    st.dates(dt.date(1990, 1, 1)),
    st.sampled_from(["{:%d.%m.%Y}", "{:%d.%m.%y}", "{0.day}. {0.month}. {0.year}", "damaged", ""]),
    st.text(max_size=10) | st.sampled_from(["gemeinsam mit BK zu A0564/12, ", "(", ")"]),
    st.none() | st.text(max_size=10) | st.sampled_from([SPELLED, f"Laternen ({SPELLED}1. Mai 2016)"]),
)
@settings(deadline=None, max_examples=300)
def test_any_spelling_comes_back(date: dt.date, spelling: str, before: str, subject: str | None) -> None:
    check = CheckDate(date=date, precision="day", raw=before + spelling.format(date))
    source = letter(resolutions=[Resolution(paper=None, subject=subject)], next_check=check)
    read = read_check(printed_check(check))
    assert read is not None
    assert with_source(read, about(source)) == check


@given(st.dates(), st.text(max_size=20) | st.text(max_size=10).map(SPELLED.__add__))
@settings(deadline=None, max_examples=300)
def test_no_file_changes_the_date_of_a_letter(date: dt.date, subject: str) -> None:
    check = CheckDate(date=date, precision="day", raw="")
    printed = check.model_copy(update={"raw": spelled_check(check)})
    read = with_source(printed, subject)
    assert (read.date, read.precision) == (date, "day")
