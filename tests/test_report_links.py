"""Links from a report to documents."""

from __future__ import annotations

from pathlib import Path

import pytest

from ratsdok.reporting.links import is_packed, link_of


@pytest.mark.parametrize(
    ("place", "link"),
    [
        ("/archiv/Brief 1.pdf", "file:///archiv/Brief%201.pdf"),
        ("/archiv/Ämter & Höfe/100%#?.pdf", "file:///archiv/%C3%84mter%20%26%20H%C3%B6fe/100%25%23%3F.pdf"),
        ("C:\\Briefe\\a b.pdf", "file:///C:/Briefe/a%20b.pdf"),
        ("\\\\server\\briefe\\a.pdf", "file://server/briefe/a.pdf"),
        ("briefe/a.pdf", "./briefe/a.pdf"),
        ("https://rat.example/get?id=3&art=pdf", "https://rat.example/get?id=3&art=pdf"),
        ("https://rat.example/%C3%84mter.pdf", "https://rat.example/%C3%84mter.pdf"),
        ("https://rat.example/Ämter.pdf", "https://rat.example/%C3%84mter.pdf"),
        ("/archiv/alt.zip!/2015/a.pdf", "file:///archiv/alt.zip"),
        ("https://rat.example/alt.ZIP!/a.pdf", "https://rat.example/alt.ZIP"),
        ("s3://eimer/a.pdf", None),
        ("zip://a.pdf::https://rat.example/alt.zip", None),
        ("/archiv/\ufffdff.pdf", None),
        ("javascript:alert(1)", "./javascript%3Aalert%281%29"),
        ("data:text/html,<b>", "./data%3Atext/html%2C%3Cb%3E"),
        ("//evil.example/a.pdf", "file:////evil.example/a.pdf"),
        ('https://rat.example/"><script>', "https://rat.example/%22%3E%3Cscript%3E"),
    ],
)
def test_a_link_leads_to_the_place_and_nowhere_else(place: str, link: str | None) -> None:
    assert link_of([place]) == link


def test_a_place_on_the_web_comes_first() -> None:
    assert link_of(["/archiv/a.pdf", "https://rat.example/a.pdf"]) == "https://rat.example/a.pdf"
    assert link_of([]) is None


def test_a_pdf_is_opened_at_its_page() -> None:
    assert link_of(["/archiv/a.pdf"], 3) == "file:///archiv/a.pdf#page=3"
    assert link_of(["/archiv/a.docx"], 3) == "file:///archiv/a.docx"
    assert link_of(["/archiv/alt.zip!/a.pdf"], 3) == "file:///archiv/alt.zip"


def test_a_member_of_an_archive_is_told_from_a_file() -> None:
    assert is_packed("/archiv/alt.zip!/a.pdf")
    assert not is_packed("/archiv/alt.zip")


def test_a_path_leads_from_the_folder_of_the_report() -> None:
    folder = Path("/archiv/berichte")
    assert link_of(["/archiv/Briefe 2015/a.pdf"], 2, folder) == "./../Briefe%202015/a.pdf#page=2"
    assert link_of(["/archiv/berichte/a.pdf"], folder=folder) == "./a.pdf"
    assert link_of(["/archiv/alt.zip!/a.pdf"], folder=folder) == "./../alt.zip"
    assert link_of(["https://rat.example/a.pdf"], folder=folder) == "https://rat.example/a.pdf"
    assert link_of(["/archiv/berichte/javascript:alert(1)"], folder=folder) == "./javascript%3Aalert%281%29"
