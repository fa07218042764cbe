"""What the titles tell that clerks give to files."""

import datetime as dt

import pytest

from letters import HAFENFELD, city
from ratsdok.parsing.titles import day_in_title, papers_in_title, report_in_title, tidied
from ratsdok.profile import load_profile


@pytest.mark.parametrize(
    ("title", "papers"),
    [
        ("BK_SR_A0412/16_2017_05_12_Zwischenbericht", ["A0412/16"]),
        ("BK_JHA_A0412-16_2017_05_12-Zwischenbericht", ["A0412/16"]),
        ("BK_zu_V2412_16", ["V2412/16"]),
        ("BK_SR_V2412_16_2017_05_12", ["V2412/16"]),
        ("Beschlusskontrolle_SB_V1412-01/16_2017_05_12_Abschlussbericht", ["V1412-01/16"]),
        ("BK_V1412-01_16_Abschlussbericht", ["V1412-01/16"]),
        ("Beschlusskontrolle_SBR Leuben_V-Leu0412/19_2019_07_30", ["V-Leu0412/19"]),
        ("BK_FL/SE_V0412/16 und A0433/16_2017_05_12", ["V0412/16", "A0433/16"]),
        ("BK_A0412/16_2017_05_12_Seite 2 falsch (A0412_16)", ["A0412/16"]),
        ("Antrag  GRÜNE", []),
        ("Protokoll 2017_05_12", []),
    ],
)
def test_a_title_names_papers_however_their_stroke_is_typed(title: str, papers: list[str]) -> None:
    assert list(papers_in_title(title, city())) == papers


def test_a_title_names_the_papers_of_another_city() -> None:
    assert papers_in_title("Bericht_DS 143_2021_2021_05_12", load_profile(HAFENFELD)) == ("DS 143/2021",)


@pytest.mark.parametrize(
    ("title", "day"),
    [
        ("BK_SR_A0412/16_2017_05_12_Zwischenbericht", dt.date(2017, 5, 12)),
        ("BK_A0412_16_2017-5-12", dt.date(2017, 5, 12)),
        ("Abschlussbericht vom 12.05.2017", dt.date(2017, 5, 12)),
        ("BK_A0412/16_2017_05_12_Zwischenbericht vom 12.05.2017", dt.date(2017, 5, 12)),
        ("BK_A0412/16", None),
        ("BK_A0412/16_2017_02_30", None),  # no day
        ("BK_A0412/16_2017_05_12 zu 2017_11_30", None),  # which of them?
        ("BK_A0412/16_32017_05_121", None),
    ],
)
def test_a_title_names_a_day_if_it_names_only_one(title: str, day: dt.date | None) -> None:
    assert day_in_title(title) == day


@pytest.mark.parametrize(
    ("title", "report"),
    [
        ("BK_SR_A0412/16_2017_05_12_Zwischenbericht", "interim"),
        ("BK_A0412-16_Zwischenstand_2017_05_12", "interim"),
        ("BK_A0412/16_Abschlußbericht", "final"),
        ("BK_A0412/16_abschließend", "final"),
        ("BK_A0412/16_Zwischen- und Abschlussbericht", "mixed"),
        ("BK_A0412/16_Abschluss-/Zwischenbericht", "mixed"),
        ("Beschlusskontrolle_A0412/16", None),
        ("Beschlussausfertigung_SR_A0412/16", None),
    ],
)
def test_a_title_names_a_kind_of_report(title: str, report: str | None) -> None:
    assert report_in_title(title, city()) == report


def test_a_title_is_tidied_before_it_enters_a_record() -> None:
    assert tidied(" BK\0\n A\udc80 ") == "BK A?"
    assert len(tidied("BK " * 10_000)) <= 300
