"""What contradicts a letter's own date."""

import datetime as dt
from typing import Any

import pytest

from letters import city
from ratsdok.letter import CheckDate
from ratsdok.parsing.doubts import contradiction, german

DATE = dt.date(2017, 5, 12)


def against(**known: Any) -> str | None:
    nothing: dict[str, Any] = {
        "meeting_year": None,
        "next_check": None,
        "previous_checks": (),
        "department": None,
        "profile": city(),
    }
    return contradiction(DATE, **(nothing | known))


def check(day: dt.date) -> CheckDate:
    return CheckDate(date=day, precision="day", raw=german(day))


@pytest.mark.parametrize(
    "known",
    [
        {},
        {"meeting_year": 2016},
        # a meeting of the same year
        {"meeting_year": 2017},
        {"next_check": check(dt.date(2018, 6, 30))},
        # a little before the letter: a slip of the pen, no misread stamp
        {"next_check": check(dt.date(2017, 1, 1))},
        {"previous_checks": ("2016-01-05", "2017-05", "2017-05-12")},
        {"department": "Geschäftsbereich Kultur und Tourismus"},
        # a department that the profile does not know
        {"department": "Eigenbetrieb Hecken"},
    ],
)
def test_nothing_speaks_against_the_date(known: dict[str, Any]) -> None:
    assert against(**known) is None


@pytest.mark.parametrize(
    ("known", "told"),
    [
        ({"meeting_year": 2018}, "die Sitzung war erst 2018"),
        (
            {"next_check": check(dt.date(2016, 3, 31))},
            "die nächste Beschlusskontrolle war schon für 31.03.2016 angekündigt",
        ),
        (
            {"previous_checks": ("2016-01-05", "2017-05-13")},
            "eine frühere Beschlusskontrolle trägt das Datum 2017-05-13",
        ),
        ({"previous_checks": ("2017-06",)}, "eine frühere Beschlusskontrolle trägt das Datum 2017-06"),
        ({"department": "Geschäftsbereich Kultur"}, "„Geschäftsbereich Kultur“ hieß damals anders"),
    ],
)
def test_what_speaks_against_the_date(known: dict[str, Any], told: str) -> None:
    assert against(**known) == told


def test_dates_as_offices_type_them() -> None:
    assert german(DATE) == "12.05.2017"
