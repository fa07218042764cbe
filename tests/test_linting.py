"""What is to be remarked on a letter before it goes out."""

import datetime as dt
from typing import Any

import pytest

from letters import SAMPLES
from ratsdok.letter import CheckDate, Finding, Letter, Person, Point, Resolution, Statement, Status
from ratsdok.linting import lint
from ratsdok.linting.earlier import difference

COMPLETE = Letter.from_json((SAMPLES / "uferradweg.json").read_bytes())


def codes(letter: Letter, *earlier: Letter) -> set[str]:
    return {finding.code for finding in lint(letter, earlier)}


def changed(**values: Any) -> Letter:
    return Letter.model_validate({**COMPLETE.model_dump(), **values})


def test_nothing_is_to_be_remarked_on_a_complete_letter() -> None:
    assert lint(COMPLETE) == ()


@pytest.mark.parametrize(
    ("values", "code", "path"),
    [
        # what an office must not forget
        ({"date": None}, "value-missing", "date"),
        ({"file_reference": None}, "value-missing", "file_reference"),
        ({"department": ""}, "value-missing", "department"),
        ({"recipients": ()}, "value-missing", "recipients"),
        ({"salutation": None}, "value-missing", "salutation"),
        ({"signed_by": ()}, "value-missing", "signed_by"),
        ({"resolutions": ()}, "value-missing", "resolutions"),
        (
            {"resolutions": (Resolution(paper="V0001/17", meeting="SR/001/2017"),)},
            "value-missing",
            "resolutions.0.subject",
        ),
        # what reading finds is found again, since a record may have been changed
        ({"next_check": None}, "interim-without-next-check", "next_check"),
        ({"statements": ()}, "no-statement", "statements"),
        (
            {"statements": (Statement(points=("1",), text="Es dauert.", status=Status.IN_PROGRESS),)},
            "point-without-statement",
            "points.1",
        ),
        # texts and statuses
        ({"points": (Point(label="1", text=" "),)}, "text-missing", "points.0.text"),
        (
            {"statements": (Statement(text="Weiß man nicht.", status=Status.UNKNOWN),)},
            "status-missing",
            "statements.0.status",
        ),
        # contradictions
        ({"points": (Point(label="1", text="a"), Point(label="1", text="b"))}, "label-twice", "points"),
        ({"report": "final"}, "final-with-open-points", "statements.0.status"),
        (
            {"statements": (Statement(text="Alles fertig.", status=Status.IMPLEMENTED),)},
            "interim-with-all-settled",
            "report",
        ),
        (
            {
                "statements": (
                    Statement(points=("1",), text="Fertig.", status=Status.IMPLEMENTED),
                    Statement(points=("1", "2"), text="Geplant.", status=Status.PLANNED),
                )
            },
            "status-contradictory",
            "statements.1.status",
        ),
        ({"previous_checks": ("2099-01",)}, "previous-check-later", "previous_checks.0"),
        (
            {"next_check": CheckDate(date=dt.date(2017, 6, 15), precision="month", raw="06/2017")},
            "date-imprecise",
            "next_check",
        ),
    ],
)
def test_it_is_remarked_with_its_place(values: dict[str, Any], code: str, path: str) -> None:
    assert (code, path) in {(finding.code, finding.path) for finding in lint(changed(**values))}


def test_findings_of_the_reading_stay_and_stale_ones_go() -> None:
    stamp = Finding(code="date-unreadable", severity="info", message="Der Stempel ist verwischt.")
    stale = Finding(code="no-statement", severity="warning", message="Kein Bericht gefunden.")
    assert lint(changed(findings=(stamp, stale))) == (stamp,)


def test_the_gravest_comes_first() -> None:
    twice = changed(points=(Point(label="1", text="a"), Point(label="1", text="b")), date=None, report=None)
    severities = [finding.severity for finding in lint(twice)]
    assert severities == sorted(severities, key=["error", "warning", "info"].index)
    assert severities[0] == "error"


def test_another_document_is_no_letter() -> None:
    other = Letter(kind="other", document=COMPLETE.document)
    assert "not-a-letter" in codes(other)


def test_the_same_resolution_may_be_quoted_again() -> None:
    again = changed(date=dt.date(2017, 6, 1), signed_by=(Person(name="Jemand anders"),))
    assert lint(again, [COMPLETE]) == ()


def test_another_text_of_the_resolution_is_shown_with_its_difference() -> None:
    points = COMPLETE.points
    text = points[1].text.replace("kurz- und mittelfristige", "langfristige")
    other = changed(points=(points[0], Point(label="2", text=text), *points[2:]))
    (finding,) = lint(other, [COMPLETE])
    assert (finding.code, finding.path) == ("resolution-text-differs", "points.1")
    assert "[-kurz- und mittelfristige-] {+langfristige+}" in finding.message
    assert COMPLETE.document.name in finding.message


def test_a_point_that_is_missing_or_new_is_told() -> None:
    fewer = changed(points=COMPLETE.points[:-1], statements=COMPLETE.statements[:-1])
    assert [f.message for f in lint(fewer, [COMPLETE])] == ["Beschlusspunkt 4 aus uferradweg.pdf fehlt."]
    assert [f.message for f in lint(COMPLETE, [fewer])] == ["Beschlusspunkt 4 steht nicht in uferradweg.pdf."]


def test_an_earlier_letter_on_another_resolution_is_none() -> None:
    other = changed(resolutions=(Resolution(paper="V9999/16", meeting="SR/001/2016", subject="Anderes"),))
    assert "earlier-letter-differs" in codes(COMPLETE, other)


@pytest.mark.parametrize(
    ("before", "now", "shown"),
    [
        ("gleich", "gleich", ""),
        ("nur  ein Blank", "nur ein Blank", ""),
        ("bis zum 31. Januar", "bis zum 28. Februar", "„bis zum [-31. Januar-] {+28. Februar+}“"),
        ("prüfen und berichten", "prüfen", "„prüfen [-und berichten-]“"),
        ("prüfen", "unverzüglich prüfen", "„{+unverzüglich+} prüfen“"),
        # far from a difference words are left out
        ("a b c d e f g h i X", "a b c d e f g h i Y", "„… f g h i [-X-] {+Y+}“"),
        ("X a b c d e f g h i Y", "x a b c d e f g h i y", "„[-X-] {+x+} a b c d … f g h i [-Y-] {+y+}“"),
    ],
)
def test_a_difference_is_shown_word_by_word(before: str, now: str, shown: str) -> None:
    assert difference(before, now) == shown


def test_an_open_place_is_told_once() -> None:
    open_place = Finding(code="place-unfilled", severity="warning", message="Noch nicht ausgefüllt: Bericht.")
    draft = changed(findings=(open_place,), statements=(Statement(text="", status=Status.UNKNOWN),))
    assert [finding.code for finding in lint(draft)] == ["place-unfilled"]
