"""The set sentences of the standard form, and the way back from each."""

import datetime as dt
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ratsdok.form import wording
from ratsdok.form.styles import Style
from ratsdok.letter import Statement, Status

LAW = settings(deadline=None, max_examples=300)


@pytest.mark.parametrize(
    ("labels", "heading"),
    [
        ((), "Zum Beschluss:"),
        (("4",), "Zu Beschlusspunkt 4:"),
        (("7.a",), "Zu Beschlusspunkt 7.a:"),
        (("1", "2"), "Zu den Beschlusspunkten 1 und 2:"),
        (("1", "2", "3"), "Zu den Beschlusspunkten 1 bis 3:"),
        (("1", "2", "3", "7.a"), "Zu den Beschlusspunkten 1 bis 3 und 7.a:"),
        (("1", "3", "4", "5", "9"), "Zu den Beschlusspunkten 1, 3 bis 5 und 9:"),
        (("1", "2", "4", "5"), "Zu den Beschlusspunkten 1, 2, 4 und 5:"),
        # two runs, and one that steps back
        (("1", "2", "3", "5", "6", "7"), "Zu den Beschlusspunkten 1 bis 3 und 5 bis 7:"),
        (("2", "3", "4", "1"), "Zu den Beschlusspunkten 2 bis 4 und 1:"),
        (("3", "2", "1"), "Zu den Beschlusspunkten 3, 2 und 1:"),
        # the same twice
        (("1", "1"), "Zu den Beschlusspunkten 1 und 1:"),
        # only whole numbers make a run
        (("1.a", "1.b", "1.c"), "Zu den Beschlusspunkten 1.a, 1.b und 1.c:"),
        (("I", "II", "III"), "Zu den Beschlusspunkten I, II und III:"),
        (("a", "b", "c"), "Zu den Beschlusspunkten a, b und c:"),
        (("1.1", "1.2", "1.3"), "Zu den Beschlusspunkten 1.1, 1.2 und 1.3:"),
        (("01", "02", "03"), "Zu den Beschlusspunkten 01, 02 und 03:"),
        (("998", "999", "1000"), "Zu den Beschlusspunkten 998, 999 und 1000:"),
        # the points of a second resolution
        (("A0116/15 1", "A0116/15 1.a"), "Zu den Beschlusspunkten A0116/15 1 und A0116/15 1.a:"),
        (("1", "A0116/15 2", "3"), "Zu den Beschlusspunkten 1, A0116/15 2 und 3:"),
    ],
)
def test_headings_over_reports(labels: tuple[str, ...], heading: str) -> None:
    assert wording.report_heading(labels) == heading
    assert wording.read_report_heading(heading) == labels


@pytest.mark.parametrize(
    ("heading", "labels"),
    [
        # by hand: a run of two, one written out
        ("Zu den Beschlusspunkten 1 bis 2:", ("1", "2")),
        ("Zu den Beschlusspunkten 1, 2, 3:", ("1", "2", "3")),
        ("Zu den Beschlusspunkten 4:", ("4",)),
        # no run
        ("Zu den Beschlusspunkten 3 bis 1:", ("3 bis 1",)),
        ("Zu den Beschlusspunkten 1 bis 999:", ("1 bis 999",)),
        # no heading of the form's
        ("Zu Beschlusspunkt 4", None),
        ("zu Beschlusspunkt 4:", None),
        ("Zu Punkt 4:", None),
        ("Zu den Punkten 1 und 2:", None),
        ("Zum Beschluss", None),
        ("Beschluss:", None),
        ("", None),
    ],
)
def test_headings_by_hand(heading: str, labels: tuple[str, ...] | None) -> None:
    assert wording.read_report_heading(heading) == labels


_LABELS = st.integers(0, 12).map(str) | st.sampled_from(
    ["7.a", "1.1", "II", "b", "01", "998", "999", "1000", "A0116/15 1", "A0116/15 1.a"]
)


@given(st.lists(_LABELS, max_size=10).map(tuple))
@LAW
def test_any_heading_is_read_as_it_was_printed(labels: tuple[str, ...]) -> None:
    assert wording.read_report_heading(wording.report_heading(labels)) == labels


@pytest.mark.parametrize(
    ("paper", "meeting", "line"),
    [
        ("V0815/30", "SR/009/2030", "Beschlusskontrolle zu V0815/30 (Sitzungsnummer: SR/009/2030)"),
        ("V0815/30", None, "Beschlusskontrolle zu V0815/30"),
        (
            "V-Pro0001/19",
            "SBR Pro/003/2019",
            "Beschlusskontrolle zu V-Pro0001/19 (Sitzungsnummer: SBR Pro/003/2019)",
        ),
        (None, None, "Beschlusskontrolle zu einer Vorlage ohne Nummer"),
        (
            None,
            "SR/009/2030",
            "Beschlusskontrolle zu einer Vorlage ohne Nummer (Sitzungsnummer: SR/009/2030)",
        ),
        ("", "", "Beschlusskontrolle zu  (Sitzungsnummer: )"),
    ],
)
def test_reference_lines(paper: str | None, meeting: str | None, line: str) -> None:
    assert wording.reference_line(paper, meeting) == line
    assert wording.read_reference_line(line) == (paper, meeting)


@pytest.mark.parametrize(
    "line", ["", "Beschlusskontrolle V0815/30", "Zu V0815/30", "BK zu V0815/30", "Beschlusskontrolle"]
)
def test_what_is_no_reference_line(line: str) -> None:
    assert wording.read_reference_line(line) is None


_NUMBERS = st.none() | st.text("AVSR0123456789/-() ", max_size=12)


@given(_NUMBERS, _NUMBERS)
@LAW
def test_any_reference_line_is_read_as_it_was_printed(paper: str | None, meeting: str | None) -> None:
    assert wording.read_reference_line(wording.reference_line(paper, meeting)) == (paper, meeting)


@pytest.mark.parametrize("report", ["interim", "final", "mixed", None])
def test_openings(report: wording.Report | None) -> None:
    sentence = wording.OPENINGS[report]
    assert wording.read_opening(sentence) == report
    with pytest.raises(KeyError):
        wording.read_opening(sentence.removesuffix(":"))


@pytest.mark.parametrize("status", Status)
def test_statuses(status: Status) -> None:
    assert wording.read_status(status.german) is status
    assert wording.read_status(status.german.upper()) is None
    assert wording.read_status(f"{status.german} ") is None


@pytest.mark.parametrize(
    ("paper", "heading"),
    [(None, "Beschluss:"), ("A0116/15", "Beschluss zu A0116/15:"), ("V-Leu1/19", "Beschluss zu V-Leu1/19:")],
)
def test_headings_over_resolutions(paper: str | None, heading: str) -> None:
    assert wording.resolution_heading(paper) == heading
    assert wording.read_resolution_heading(heading) == paper


@pytest.mark.parametrize("heading", ["", "Beschluss", "Zu A0116/15:", "Beschlüsse zu A0116/15:"])
def test_what_names_no_paper(heading: str) -> None:
    assert wording.read_resolution_heading(heading) is None


@given(st.text())
@LAW
def test_any_text_is_read_as_it_was_quoted(text: str) -> None:
    assert wording.unquoted(wording.quoted(text)) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # quotation marks taken away by hand, or one of them
        ("Der Weg wird gebaut.", "Der Weg wird gebaut."),
        ("„Der Weg wird gebaut.", "Der Weg wird gebaut."),
        ("Der Weg wird gebaut.“", "Der Weg wird gebaut."),
        # those inside stay
        ("„Der „Weg“ wird gebaut.“", "Der „Weg“ wird gebaut."),
        ("„„Weg““", "„Weg“"),
    ],
)
def test_texts_without_their_quotation_marks(text: str, expected: str) -> None:
    assert wording.unquoted(text) == expected


@pytest.mark.parametrize("title", ["Bericht", "Datum", "nächste Beschlusskontrolle"])
def test_places_to_fill_in(title: str) -> None:
    place = wording.place(title)
    assert wording.is_place(place)
    assert wording.title_of(place) == title


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Bericht eintragen",
        "[Bericht]",
        "[eintragen]",
        "[ eintragen",
        "[Bericht eintragen].",
        "[[x] eintragen]",
    ],
)
def test_what_is_no_place(text: str) -> None:
    assert not wording.is_place(text)


@pytest.mark.parametrize(
    ("recipient", "words"),
    [
        ("Fraktionen sowie Stadträtinnen/Stadträte", "An alle"),
        ("Ämter der Stadt", "An alle"),
        ("den Vorsitzenden des Ausschusses", "An"),
        ("", "An"),
    ],
)
def test_words_before_an_address(recipient: str, words: str) -> None:
    assert wording.address_start(recipient) == words


@pytest.mark.parametrize(
    ("text", "day", "line"),
    [
        (
            "Die Hecken sind bestellt.",
            dt.date(2017, 8, 1),
            "Bisher (Beschlusskontrolle vom 1. August 2017): in Umsetzung – „Die Hecken sind bestellt.“",
        ),
        ("Die Hecken sind bestellt.", None, "Bisher: in Umsetzung – „Die Hecken sind bestellt.“"),
        (" ", None, "Bisher: in Umsetzung"),
    ],
)
def test_what_was_reported_before(text: str, day: dt.date | None, line: str) -> None:
    assert wording.earlier_report(Statement(text=text, status=Status.IN_PROGRESS), day) == line


def test_every_set_phrase_is_told_from_the_others() -> None:
    phrases = [wording.STATUS, wording.PREVIOUS_CHECKS, wording.PAPERS, wording.NEXT_CHECK]
    phrases += [wording.FILE_REFERENCE, wording.DATE]
    assert all(re.fullmatch(r"\S.*: ", phrase) for phrase in phrases)
    assert not [(a, b) for a in phrases for b in phrases if a is not b and a.startswith(b)]
    assert len({style.casefold() for style in Style}) == len(Style)  # Word's names know no case
