"""Standard letters that somebody has gone over by hand: what stands there is what is read."""

import datetime as dt
import io
from collections.abc import Callable
from typing import Any

import docx
import pytest
from docx.document import Document

import ratsdok
from letters import SAMPLES
from ratsdok.form.styles import Style
from ratsdok.letter import Letter, Status
from ratsdok.writing import docx_of

LETTER = Letter.from_json((SAMPLES / "uferradweg.json").read_bytes())
WORDS = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t"


def edited(change: Callable[[Document], Any]) -> Letter:
    """Return the record of the letter after a change in its DOCX."""
    document = docx.Document(io.BytesIO(docx_of(LETTER)))
    change(document)
    stream = io.BytesIO()
    document.save(stream)
    return ratsdok.parse(stream.getvalue(), name="brief.docx")


def of_style(document: Document, style: Style, number: int = 0) -> Any:
    named = {each.style_id for each in document.styles if each.name == style}
    return [paragraph for paragraph in document.paragraphs if paragraph._p.style in named][number]


def rewritten(style: Style, text: str, number: int = 0) -> Callable[[Document], None]:
    """Return a change that puts other words into a paragraph, content controls included."""

    def change(document: Document) -> None:
        first, *others = of_style(document, style, number)._p.iter(WORDS)
        first.text = text
        for other in others:
            other.text = ""

    return change


def codes(letter: Letter) -> set[str]:
    return {finding.code for finding in letter.findings}


@pytest.mark.parametrize(
    ("typed", "date"),
    [
        ("Datum: 1. März 2017", dt.date(2017, 3, 1)),
        ("Datum: 01.03.2017", dt.date(2017, 3, 1)),
        ("Datum: den 1.3.2017", dt.date(2017, 3, 1)),
        ("Datum:", None),
        ("Datum: demnächst", None),
        ("Datum: 1.3.2017 oder 2.3.2017", None),
    ],
)
def test_a_date_may_be_typed_in_any_way(typed: str, date: dt.date | None) -> None:
    letter = edited(rewritten(Style.DATE, typed))
    assert letter.date == date
    assert ("date-unreadable" in codes(letter)) == (date is None and typed != "Datum:")


@pytest.mark.parametrize(
    ("typed", "date", "raw"),
    [
        ("Nächste Beschlusskontrolle: 31. März 2018", "2018-03-31", "31. März 2018"),
        ("Nächste Beschlusskontrolle: 31.3.2018", "2018-03-31", "31.3.2018"),
        ("Nächste Beschlusskontrolle: gemeinsam mit A0001/17, Juni 2018", "2018-06-30", None),
        ("Nächste Beschlusskontrolle: offen", None, None),
    ],
)
def test_a_next_check_may_be_typed_in_any_way(typed: str, date: str | None, raw: str | None) -> None:
    letter = edited(rewritten(Style.NEXT_CHECK, typed))
    check = letter.next_check
    assert (check.date.isoformat() if check else None) == date
    assert raw is None or (check is not None and check.raw == raw)
    assert ("next-check-unreadable" in codes(letter)) == (date is None)


@pytest.mark.parametrize(
    ("typed", "paper", "meeting"),
    [
        ("Beschlusskontrolle zu A0001/17 (Sitzungsnummer: SR/002/2017)", "A0001/17", "SR/002/2017"),
        ("Beschlusskontrolle zu A0001/17", "A0001/17", None),
        ("Zwischenbericht zum Antrag A0001/17, SR/002/2017", "A0001/17", "SR/002/2017"),
    ],
)
def test_a_reference_line_may_be_reworded(typed: str, paper: str, meeting: str | None) -> None:
    resolution = edited(rewritten(Style.REFERENCE, typed)).resolutions[0]
    assert (resolution.paper, resolution.meeting) == (paper, meeting)
    assert resolution.subject == LETTER.resolutions[0].subject


def test_an_opening_sentence_may_be_reworded() -> None:
    change = rewritten(Style.OPENING, "wir geben Ihnen hiermit eine abschließende Information:")
    assert edited(change).report == "final"


def test_another_status_counts_whatever_the_text_says() -> None:
    letter = edited(rewritten(Style.STATUS, "Sachstand: zurückgestellt", 2))
    assert letter.statements[2].status is Status.DEFERRED
    assert letter.statements[2].text == LETTER.statements[2].text


@pytest.mark.parametrize("typed", ["Sachstand: läuft noch", "Sachstand:", ""])
def test_without_a_status_the_words_are_judged(typed: str) -> None:
    letter = edited(rewritten(Style.STATUS, typed))
    assert letter.statements[0].status is LETTER.statements[0].status
    assert letter.evidence["statements.0.status"].rule != "standard-form"


def test_a_status_line_that_is_gone_does_not_take_its_report_along() -> None:
    letter = edited(lambda document: document.element.body.remove(of_style(document, Style.STATUS)._p))
    assert [each.points for each in letter.statements] == [each.points for each in LETTER.statements]
    assert letter.statements[0].text == LETTER.statements[0].text


def test_a_second_paragraph_of_a_report_goes_on_with_it() -> None:
    def change(document: Document) -> None:
        below = of_style(document, Style.REPORT, 1)
        below.insert_paragraph_before("Erster Absatz.", style=Style.REPORT)

    assert edited(change).statements[1].text == f"Erster Absatz. {LETTER.statements[1].text}"


def test_words_in_a_style_of_ones_own_belong_to_the_report_above() -> None:
    def change(document: Document) -> None:
        below = of_style(document, Style.POINT, 1)
        below.insert_paragraph_before("Ein Nachtrag.", style="Normal")

    letter = edited(change)
    assert letter.statements[0].text == f"{LETTER.statements[0].text} Ein Nachtrag."


def test_words_that_belong_nowhere_are_told() -> None:
    def change(document: Document) -> None:
        of_style(document, Style.SALUTATION).insert_paragraph_before("Eilt sehr!", style="Normal")

    letter = edited(change)
    assert [f.message for f in letter.findings] == ["Text ohne Zuordnung: „Eilt sehr!“."]
    assert letter.points == LETTER.points


def test_a_new_point_is_counted_by_its_list() -> None:
    def change(document: Document) -> None:
        last = of_style(document, Style.POINT, 3)
        new = of_style(document, Style.POINT, 3)._p.__copy__()
        last._p.addnext(new)
        next(new.iter(WORDS)).text = "„Neu ist dieser.“"

    points = edited(change).points
    assert [point.label for point in points] == ["1", "2", "3", "4", "5"]
    assert points[4].text == "Neu ist dieser."


def test_a_point_may_lose_its_quotation_marks() -> None:
    points = edited(rewritten(Style.POINT, "Ohne Anführungszeichen.")).points
    assert (points[0].label, points[0].text) == ("1", "Ohne Anführungszeichen.")


def test_a_heading_over_a_report_may_be_reworded() -> None:
    letter = edited(rewritten(Style.REPORT_HEADING, "Zu 2. und 3.:", 1))
    assert letter.statements[1].points == ("2", "3")
