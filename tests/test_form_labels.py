"""Labels of points: as a list prints them, and as they are read again."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ratsdok.form.labels import Labels, Printed
from ratsdok.form.wording import read_resolution_heading, resolution_heading

LAW = settings(deadline=None, max_examples=500)


def printed(labels: list[str]) -> list[Printed]:
    """Return how labels are printed one after the other."""
    counted = Labels()
    return [counted.printed(label) for label in labels]


def shown(labels: list[str]) -> list[str]:
    """Return what a reader sees: labels with a dash for each level, and headings before them."""
    lines: list[str] = []
    for each in printed(labels):
        lines += [resolution_heading(each.paper)] if each.anew else []
        lines.append("-" * each.depth + each.text)
    return lines


def read(labels: list[str]) -> list[str]:
    """Return what is read of labels as they are printed, headings between them included."""
    counted, found = Labels(), []
    for each in printed(labels):
        if each.anew:
            counted.begin(read_resolution_heading(resolution_heading(each.paper)))
        found.append(counted.read(each.text))
    return found


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        (["1", "2", "3"], ["1.", "2.", "3."]),
        # a gap, and a step back
        (["4", "7", "2"], ["4.", "7.", "2."]),
        (["1", "1.a", "1.b", "2", "2.a"], ["1.", "-a)", "-b)", "2.", "-a)"]),
        # below a parent without words of its own
        (["8.a", "8.b"], ["-8.a)", "-b)"]),
        (["1", "2.a", "2.b", "3.a"], ["1.", "-2.a)", "-b)", "-3.a)"]),
        # numbers below numbers are printed in full
        (["1", "1.1", "1.2", "2"], ["1.", "-1.1", "-1.2", "2."]),
        (["1.a", "1.1", "1.b"], ["-1.a)", "-1.1", "-b)"]),
        # and so is what stands deeper
        (["1", "1.1.1", "1.a.b", "1.2.c"], ["1.", "--1.1.1", "--1.a.b)", "--1.2.c)"]),
        # Roman numerals
        (["I", "II", "II.a", "II.1", "IV"], ["I.", "II.", "-a)", "-II.1", "IV."]),
        # letters of their own
        (["a", "b"], ["a)", "b)"]),
        (["a", "1", "1.a"], ["a)", "1.", "-a)"]),
        # below a number they would be its sub-points: the heading begins anew
        (["1", "a"], ["1.", "Beschluss:", "a)"]),
        (["1", "a", "b", "1"], ["1.", "Beschluss:", "a)", "b)", "1."]),
        (["i", "I"], ["i)", "I."]),
        # the points of another resolution stand below its heading
        (
            ["1", "A0116/15 1", "A0116/15 1.a", "A0116/15 2"],
            ["1.", "Beschluss zu A0116/15:", "1.", "-a)", "2."],
        ),
        (["1.a", "A0116/15 1.b"], ["-1.a)", "Beschluss zu A0116/15:", "-1.b)"]),
        (
            ["A0116/15 1", "V0815/30 1", "A0116/15 2"],
            ["Beschluss zu A0116/15:", "1.", "Beschluss zu V0815/30:", "1.", "Beschluss zu A0116/15:", "2."],
        ),
        (["A0116/15 1", "1"], ["Beschluss zu A0116/15:", "1.", "Beschluss:", "1."]),
        (
            ["A0116/15 1", "A0116/15 a"],
            ["Beschluss zu A0116/15:", "1.", "Beschluss zu A0116/15:", "a)"],
        ),
        # labels of no list
        (["Präambel", "1"], ["Präambel)", "1."]),
        (["1", "1)", "a)", "1."], ["1.", "1))", "a))", "1.)"]),
        (["1234", "01", "A"], ["1234)", "01.", "A)"]),
        ([""], [")"]),
    ],
)
def test_labels(labels: list[str], expected: list[str]) -> None:
    assert shown(labels) == expected
    assert read(labels) == labels


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        # without its mark, or with another
        (["1", "2)", "a", "3"], ["1", "2", "2.a", "3"]),
        (["II)", "b)", "III"], ["II", "II.b", "III"]),
        (["12", "a", "123"], ["12", "12.a", "123"]),
        # in full although its parent stands above
        (["1.", "1.a)", "1.b"], ["1", "1.a", "1.b"]),
    ],
)
def test_labels_that_somebody_typed(typed: list[str], expected: list[str]) -> None:
    counted = Labels()
    assert [counted.read(each) for each in typed] == expected


_NUMBERS = st.integers(1, 4).map(str) | st.integers(0, 999).map(str)
_ROMAN = st.sampled_from("I II III IV V IX X XI XIX IIII VX".split())
_PARTS = st.sampled_from("abcivx") | st.integers(0, 30).map(str)
_PLAIN = st.one_of(
    _NUMBERS,
    _ROMAN,
    st.sampled_from("abcivx"),
    st.builds("{}.{}".format, _NUMBERS | _ROMAN, _PARTS),
    st.builds("{}.{}.{}".format, _NUMBERS, _PARTS, _PARTS),
)
_WITH_PAPER = st.builds("{} {}".format, st.sampled_from(["A0116/15", "V0815/30", "V-Leu0001/19"]), _PLAIN)
_ODD = st.sampled_from(
    ["Präambel", "1)", "a)", "1.", "01", "1234", "A", "aa", "§ 4", "", "A0116/15 Präambel"]
)


@given(st.lists(_PLAIN | _WITH_PAPER, max_size=12))
@LAW
def test_any_labels_are_read_as_they_were_printed(labels: list[str]) -> None:
    assert read(labels) == labels


@given(st.lists(_PLAIN | _WITH_PAPER | _ODD | st.text(max_size=5), max_size=8))
@LAW
def test_so_are_labels_of_no_list(labels: list[str]) -> None:
    assert read(labels) == labels


@given(st.lists(_PLAIN, max_size=12))
@LAW
def test_every_label_has_its_mark_and_its_level(labels: list[str]) -> None:
    for label, each in zip(labels, printed(labels), strict=True):
        assert re.fullmatch(r".*[.)]|.*\.\d+", each.text)
        assert each.depth == label.count(".")
        assert each.paper is None


@given(st.lists(_PLAIN, max_size=8), st.sampled_from(["A0116/15", "V0815/30"]))
@LAW
def test_the_labels_of_another_resolution_are_printed_like_those_of_the_first(
    labels: list[str], paper: str
) -> None:
    def plain(found: list[Printed]) -> list[tuple[str, int]]:
        return [(each.text, each.depth) for each in found]

    assert plain(printed([f"{paper} {label}" for label in labels])) == plain(printed(labels))
