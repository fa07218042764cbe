"""Numbers of papers and meetings, and the repair of their OCR damage. All numbers are invented."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from letters import HAFENFELD, city, rows
from ratsdok.parsing.lookalikes import DIGIT
from ratsdok.parsing.references import (
    Grammar,
    goes_over,
    is_inside_number,
    meeting_grammar,
    paper_grammar,
    resolutions_in,
)
from ratsdok.profile import Numbers, Profile, load_profile


def papers(text: str) -> list[str]:
    return [reference.value for reference in paper_grammar(city()).find(text)]


def meetings(text: str) -> list[str]:
    return [reference.value for reference in meeting_grammar(city()).find(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("zu A0412/16 und V3087/15", ["A0412/16", "V3087/15"]),
        # supplements, districts, the form until 2009
        ("V1296-02/16", ["V1296-02/16"]),
        ("V-Pro0023/18", ["V-Pro0023/18"]),
        ("A-Neu00031/20", ["A-Neu00031/20"]),
        ("V3417-SR61-07", ["V3417-SR61-07"]),
        ("AF0417/16 und P0021/13", ["AF0417/16", "P0021/13"]),
        # O, l, I and S in a digit's place
        ("AO4I2/1S", ["A0412/15"]),
        ("AO2OO/16", ["A0200/16"]),
        ("A0Ü93/08", ["A0093/08"]),
        # a district's digits
        ("V-LeuOO2O/18", ["V-Leu0020/18"]),
        # V printed as two strokes, or small
        ("\\/0412/16", ["V0412/16"]),
        ("v0412/16", ["V0412/16"]),
        # the stroke read as y
        ("A0412y16", ["A0412/16"]),
        # a dash for the hyphen
        ("V1296–02/16", ["V1296-02/16"]),
        # too few digits, too many, no kind, part of a word
        ("A041/16", []),
        ("A04120/16", []),
        ("0412/16", []),
        ("BA0412/16", []),
        # a date and a fraction are no numbers
        ("am 12.04.2016 um 3/4 acht", []),
        # a word that could be digits throughout
        ("VOlSO/lO", []),
        # five digits of six misread
        ("VOlSO/l6", []),
        ("", []),
    ],
)
def test_papers(text: str, expected: list[str]) -> None:
    assert papers(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("(Sitzungsnummer: SR/031/2016)", ["SR/031/2016"]),
        ("FL/SE/027/2016", ["FL/SE/027/2016"]),
        ("SBR Leu/017/18", ["SBR Leu/017/18"]),
        ("OSR SW/023/2018", ["OSR SW/023/2018"]),
        # the blank lost
        ("SBRPro/018/2017", ["SBR Pro/018/2017"]),
        # digits and strokes misread
        ("SR/O31/2OI6", ["SR/031/2016"]),
        ("SRy031/2016", ["SR/031/2016"]),
        ("{Sitzungsnummer; SR/031/201S)", ["SR/031/2015"]),
        # a code that can only be one of the city's
        ("5R/031/2016", ["SR/031/2016"]),
        # a short word before a meeting is no board's code
        ("SR/031/2016 und SR/033/2016", ["SR/031/2016", "SR/033/2016"]),
        ("SR/31/2016", []),
    ],
)
def test_meetings(text: str, expected: list[str]) -> None:
    assert meetings(text) == expected


def test_a_code_that_the_city_does_not_know_is_kept_and_told() -> None:
    (reference,) = meeting_grammar(city()).find("XQ/031/2016")
    assert (reference.value, reference.known) == ("XQ/031/2016", False)


@pytest.mark.parametrize(
    ("text", "repaired", "year"), [("A0412/16", 0, 2016), ("AO412/16", 1, 2016), ("AO4I2/1S", 3, 2015)]
)
def test_a_find_tells_its_place_repairs_and_year(text: str, repaired: int, year: int) -> None:
    (reference,) = paper_grammar(city()).find(f"zu {text}.")
    assert (reference.start, reference.end) == (3, 3 + len(text))
    assert (reference.repaired, reference.year, reference.known) == (repaired, year, True)


# --- what holds for any text ---

FORMS = re.compile(
    r"(?:V|AF|A|P|I)(?:\d{4}/\d\d|\d{4}-\d\d/\d\d|-\w{1,3}\d{4,5}/\d\d|\d{4}-\w{1,3}\d\d-\d\d)"
    r"|\w{1,3}/(?:\w{1,2}/)?\d{3}/\d{4}|\w{1,3} \w{1,3}/\d{3}/(?:\d{4}|\d\d)"
)
LIKE_NUMBERS = st.text(alphabet="AVFPSRlIOo0S5Z2839/-y. \\" + "".join(DIGIT), max_size=40)


@given(st.one_of(st.text(), LIKE_NUMBERS))
@settings(max_examples=300, deadline=None)
def test_what_is_found_has_the_grammar_s_form_and_does_not_overlap(text: str) -> None:
    for grammar in (paper_grammar(city()), meeting_grammar(city())):
        end = 0
        for reference in grammar.find(text):
            assert FORMS.fullmatch(reference.value)
            assert end <= reference.start < reference.end <= len(text)
            end = reference.end


DAMAGE = {digit: sorted(c for c in DIGIT if DIGIT[c] == digit) for digit in set(DIGIT.values())}


@given(st.integers(1, 9999), st.integers(10, 29), st.data())
@settings(deadline=None)
def test_lookalikes_in_digits_places_are_undone(number: int, year: int, data: st.DataObject) -> None:
    printed = f"A{number:04}/{year}"
    place = data.draw(st.sampled_from([i for i in range(1, 8) if printed[i] in DAMAGE] or [0]))
    scan = printed
    if place:
        scan = printed[:place] + data.draw(st.sampled_from(DAMAGE[printed[place]])) + printed[place + 1 :]
    assert papers(f"zu {scan} (") == [printed]


# --- other forms ---


@pytest.mark.parametrize(
    ("form", "text", "value"),
    [
        # the year first
        ("{kind}-{year:4}-{number:4}", "DS-2O21-0143", "DS-2021-0143"),
        # words between
        ("{kind} Nr. {number:2-4}/{year:2}", "DS Nr. 143/21", "DS Nr. 143/21"),
        # characters that patterns give a meaning to
        ("({kind}.{number:3})", "(DS.143)", "(DS.143)"),
    ],
)
def test_other_cities_forms(form: str, text: str, value: str) -> None:
    grammar = Grammar(Numbers(forms=(form,)), {"kind": {"DS": "Drucksache"}})
    assert [reference.value for reference in grammar.find(f"zu {text} am")] == [value]


def test_a_profile_s_numbers_are_found_by_its_own_grammar() -> None:
    hafenfeld: Profile = load_profile(HAFENFELD)
    assert [r.value for r in paper_grammar(hafenfeld).find("zu DS 143/2O21 und A0412/16")] == ["DS 143/2021"]


# --- the reference line ---


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("zu A0412/16 (Sitzungsnummer: SR/031/2016)", [("A0412/16", "SR/031/2016")]),
        # each with its own meeting
        (
            "zu A0412/16 (Sitzungsnummer: SR/031/2016) und\nA0433/16 (Sitzungsnummer: SR/033/2016)",
            [("A0412/16", "SR/031/2016"), ("A0433/16", "SR/033/2016")],
        ),
        # one meeting for both
        (
            "zu A0412/16 und A0433/16 (Sitzungsnummer: SR/031/2016)",
            [("A0412/16", "SR/031/2016"), ("A0433/16", "SR/031/2016")],
        ),
        # a number that goes over the line's end: at its blank, its hyphen, its stroke
        ("zu A0412/16 (Sitzungsnummer: SBR\nNeu/023/2020)", [("A0412/16", "SBR Neu/023/2020")]),
        ("zu V1296-\n02/16 (Sitzungsnummer: OSR\nSW/023/18)", [("V1296-02/16", "OSR SW/023/18")]),
        ("zu A0412/16 (Sitzungsnummer: SR\n/031/2016)", [("A0412/16", "SR/031/2016")]),
        # no meeting, no paper, nothing
        ("zu A0412/16", [("A0412/16", None)]),
        ("zu A?4 (Sitzungsnummer: SR/031/2016)", [(None, "SR/031/2016")]),
        ("zu", [(None, None)]),
    ],
)
def test_resolutions_of_a_reference_line(lines: str, expected: list[tuple[str | None, str | None]]) -> None:
    found = resolutions_in(rows(lines), city())
    values = [tuple(each.reference.value if each else None for each in pair) for pair in found]
    assert values == expected


def test_a_number_of_a_row_knows_its_place_in_the_document() -> None:
    string = "Beschlusskontrolle\nzu A0412/16"
    ((paper, _),) = resolutions_in(rows(string), city())
    assert paper
    assert string[paper.start : paper.end] == "A0412/16"


def test_a_number_over_a_line_s_end_knows_its_place_and_its_characters() -> None:
    string = "zu A0412/16 (Sitzungsnummer: SBR  \n  Neu/O23/2020)"
    ((_, meeting),) = resolutions_in(rows(string), city())
    assert meeting
    assert string[meeting.start : meeting.end] == "SBR  \n  Neu/O23/2020"
    assert meeting.text == "SBR Neu/O23/2020"


@pytest.mark.parametrize(
    ("lines", "over"),
    [
        ("zu A0412/16 (Sitzungsnummer: SBR\nNeu/023/2020)", True),
        ("zu A0412/16 (Sitzungsnummer: SR/031/2016\nHecken, Haushalt 2016/17", False),
        ("zu A0412/16 und\nA0433/16", False),
    ],
)
def test_whether_a_number_goes_over_a_line_s_end(lines: str, over: bool) -> None:
    first, second = rows(lines)
    assert goes_over(first, second, city()) is over


@pytest.mark.parametrize(
    ("text", "torn", "inside"),
    [
        ("zu A0412/16", False, True),
        ("zu A0412 16", False, False),
        ("zu A0412 16", True, True),
        ("am 16", True, False),
        ("10./16", True, False),
    ],
)
def test_whether_digits_are_a_number_s(text: str, torn: bool, inside: bool) -> None:
    assert is_inside_number(text, len(text) - 2, torn=torn) is inside


@pytest.mark.parametrize(
    ("number", "year"),
    [
        ("A0412/16", 2016),
        ("V3417-SR61-07", 2007),
    ],
)
def test_the_year_of_a_number(number: str, year: int) -> None:
    (reference,) = paper_grammar(city()).find(number)
    assert reference.year == year


@pytest.mark.parametrize(
    ("line", "paper", "meeting"),
    [
        # bold strokes as an engine reads them
        ("A0174116 (Sitzungsnummer: JHA/02712016)", "A0174/16", "JHA/027/2016"),
        ("V0815l14 (Sitzungsnummer: SR|009|2014)", "V0815/14", "SR/009/2014"),
        ("V-Pro0099119", "V-Pro0099/19", None),
        # where one number has its stroke, figures are figures
        ("V0815/14, Kostenstelle A0174116", "V0815/14", None),
    ],
)
def test_where_a_number_must_stand_its_stroke_may_be_a_one(
    line: str, paper: str, meeting: str | None
) -> None:
    profile = load_profile()
    papers = [each.value for each in paper_grammar(profile).find_on_line(line)]
    meetings = [each.value for each in meeting_grammar(profile).find_on_line(line)]
    assert papers == [paper]
    assert meetings == ([meeting] if meeting else [])
    assert list(paper_grammar(profile).find("Kostenstelle A0174116")) == []


def test_a_stroke_that_is_there_is_the_only_one() -> None:
    assert list(paper_grammar(load_profile()).find_on_line("V-Pr0o00138/21", misread=True)) == []
