"""Where each value comes from, and how sure it is."""

import json

import pytest

from letters import placed_page, rows, text_of
from ratsdok.model_files import model_path
from ratsdok.parsing.evidence import UNMEASURED, EvidenceBook, confidence_of, field_of
from ratsdok.parsing.text import Text

STRING = "Hecken am\nKrähenwinkel\fSeite 2"


def test_rows_lead_from_the_first_s_start_to_the_last_s_end() -> None:
    book = EvidenceBook(text_of(STRING))
    book.note("resolutions.0.subject", rows(STRING)[:2], "below-reference-line")
    (entry,) = book.entries.values()
    assert (entry.raw, entry.span, entry.page) == ("Hecken am\nKrähenwinkel", (0, 22), 1)
    assert entry.boxes == ()


def test_one_row_and_one_span() -> None:
    book = EvidenceBook(text_of(STRING))
    book.note("salutation", rows(STRING)[2], "salutation")
    book.note_span("date", 7, 9, "stamp", confidence=0.25)
    assert (book.entries["salutation"].raw, book.entries["salutation"].page) == ("Seite 2", 2)
    assert (book.entries["date"].raw, book.entries["date"].confidence) == ("am", 0.25)


def test_of_no_rows_nothing_is_noted() -> None:
    book = EvidenceBook(text_of(STRING))
    book.note("lead_in", [], "before-first-label")
    assert book.entries == {}


def test_boxes_are_of_the_page_it_starts_on_to_a_tenth_of_a_point() -> None:
    text = Text([placed_page((70.04, 800.06, "unter")), placed_page((70, 60, "zeichnet"), number=2)])
    book = EvidenceBook(text)
    book.note_span("points.0", 0, len(text.string), "label")
    assert book.entries["points.0"].boxes == ((70.0, 800.1, 95.0, 810.1),)
    assert book.entries["points.0"].page == 1


def test_boxes_are_the_rows_own_whatever_stands_between() -> None:
    first = placed_page((70, 700, "Hecken am"), (290, 800, "Seite 1 von 2"))
    text = Text([first, placed_page((70, 60, "Krähenwinkel"), number=2)])
    book = EvidenceBook(text)
    book.note("points.0", [text.rows[0], text.rows[2]], "label")
    entry = book.entries["points.0"]
    assert entry.raw == "Hecken am\nSeite 1 von 2\fKrähenwinkel"
    assert entry.boxes == ((70.0, 700.0, 115.0, 710.0),)


@pytest.mark.parametrize(
    ("path", "field"),
    [
        ("points.2", "points"),
        ("resolutions.0.paper", "resolutions.paper"),
        ("statements.12.status", "statements.status"),
        ("date", "date"),
    ],
)
def test_the_field_of_a_path(path: str, field: str) -> None:
    assert field_of(path) == field


def test_confidence_is_what_was_measured() -> None:
    measured = json.loads(model_path("confidence.json").read_text("utf-8"))["rules"]
    assert measured
    for key, entry in measured.items():
        field, _, rule = key.partition(":")
        assert confidence_of(field, rule) == entry["confidence"]
        assert 0 < entry["confidence"] < 1


def test_what_only_scans_call_for_was_measured_on_scans() -> None:
    measured = json.loads(model_path("confidence-scans.json").read_text("utf-8"))["rules"]
    rule = "date:stamp-read-again"
    assert measured[rule]["seen"] > 50
    assert confidence_of("date", "stamp-read-again") == measured[rule]["confidence"]


def test_a_rule_that_nobody_put_to_the_test_is_a_toss_up() -> None:
    assert confidence_of("points.0", "reading-tea-leaves") == UNMEASURED == 0.5
