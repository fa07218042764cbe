"""Which label follows on the last one."""

import pytest

from ratsdok.parsing.marks import start_of
from ratsdok.parsing.sequence import LabelSequence


def after(*lines: str) -> LabelSequence:
    sequence = LabelSequence()
    for line in lines:
        sequence.take(start_of(line))
    return sequence


def follows(
    sequence: LabelSequence, line: str, *, quoting: bool, after_sentence: bool = True, orders: bool = False
) -> bool:
    return sequence.follows(
        start_of(line),
        quoting=quoting,
        nothing_reported=quoting,
        after_sentence=after_sentence,
        ordering=lambda: orders,
    )


@pytest.mark.parametrize(
    ("lines", "name", "top"),
    [
        ((), "", 0),
        (("1. Weg",), "1", 1),
        (("1. Weg", "a) Hecke"), "1.a", 1),
        (("1. Weg", "a) Hecke", "2. Zaun"), "2", 2),
        (("2. a) Weg",), "2.a", 2),
        (("2. a) Weg", "b) Zaun"), "2.b", 2),
        (("1.1 Weg", "1.2 Zaun"), "1.2", 1),
        (("a) Weg",), "a", 0),
    ],
)
def test_labels_make_full_names(lines: tuple[str, ...], name: str, top: int) -> None:
    sequence = after(*lines)
    assert (sequence.name, sequence.top) == (name, top)


@pytest.mark.parametrize(
    ("before", "line", "number", "letter"),
    [
        # a letter read as a figure, a figure read as a letter
        (("1. Weg", "f) Hecke"), "9. Zaun", None, "g"),
        (("5. Weg",), "b. Zaun", "6", None),
        # what goes on as it stands
        (("8. Weg",), "9. Zaun", "9", None),
        (("1. Weg", "a) Hecke"), "b) Zaun", None, "b"),
        (("8. Weg", "f) Hecke"), "9. Zaun", "9", None),
        # a figure that has been before, behind an opening mark: as marked ones before it
        (("1. „Weg", "2. „Hecke", "3. „Tor", "4. „Bank"), "„3.) Zaun", "5", None),
        (("1. „Weg", "2. „Hecke"), "„1. Zaun", "1", None),
        (("1. Weg", "2. Hecke", "3. Tor", "4. Bank"), "3. Zaun", "3", None),
        # what goes on either way not at all
        (("1. Weg", "f) Hecke"), "7. Zaun", "7", None),
        (("5. Weg", "a) Hecke"), "b) Zaun", None, "b"),
    ],
)
def test_a_label_is_the_look_alike_that_goes_on(
    before: tuple[str, ...], line: str, number: str | None, letter: str | None
) -> None:
    label = after(*before).fitting(start_of(line)).label
    assert label
    assert (label.number, label.letter) == (number, letter)


def test_a_heading_may_name_the_label() -> None:
    sequence = LabelSequence()
    sequence.take_name("2.a")
    assert (sequence.name, sequence.any_opened) == ("2.a", True)


def test_another_resolution_counts_anew() -> None:
    sequence = after("1. Weg", "a) Hecke")
    sequence.restart()
    assert (sequence.name, sequence.top) == ("", 0)


@pytest.mark.parametrize(
    ("before", "line", "expected"),
    [
        (("1. Weg",), "2. Zaun", True),
        # a gap, a repetition, a step back
        (("1. Weg",), "3. Zaun", False),
        (("2. Weg",), "2. Zaun", False),
        (("2. Weg",), "1. Zaun", False),
        # a letter leaves out some points between two that it quotes
        (("1. „Weg",), "„4. Zaun", True),
        (("1. „Weg",), "„19. Zaun", False),
        # sub-points
        (("1. Weg",), "a) Hecke", True),
        (("1. Weg",), "b) Hecke", False),
        (("1. Weg", "a) Hecke"), "b) Zaun", True),
        (("1. Weg", "a) Hecke"), "1. b) Zaun", True),
        # decimals
        (("1. Weg",), "1.1 Hecke", True),
        (("1.1 Hecke",), "1.2 Zaun", True),
        (("1.1 Hecke",), "1.3 Zaun", False),
        (("1.2 Hecke",), "2.1 Zaun", True),
        # the first of all may be any
        ((), "3. Zaun", True),
        # roman numerals only behind the first
        (("I. Weg",), "II. Zaun", True),
        ((), "II. Zaun", False),
        (("I. Weg",), "IV. Zaun", False),
    ],
)
def test_labels_inside_a_quotation(before: tuple[str, ...], line: str, expected: bool) -> None:
    assert follows(after(*before), line, quoting=True) is expected


@pytest.mark.parametrize(
    ("before", "listed", "line", "expected"),
    [
        # marks stood at the labels: a label without one is a work step
        (("1. „Weg",), set(), "2. Ausschreibung", False),
        (("1. „Weg",), set(), "„2. Zaun", True),
        # without marks anywhere the next number is a point
        (("1. Weg",), set(), "2. Zaun", True),
        # unless the report counts steps of its own
        (("1. Weg",), {"1"}, "2. Ausschreibung", False),
        (("1. Weg",), set(), "3. Zaun", False),
        # nothing was quoted yet
        ((), set(), "1. Ausschreibung", False),
        # sub-points
        (("1. a) Weg",), set(), "b) Zaun", True),
        (("1. a) Weg",), {"a"}, "b) Zaun", False),
        (("1. Weg",), set(), "a) Zaun", False),
        (("1. Weg",), set(), "„a) Zaun", True),
        # a decimal without mark is a heading of the report's
        (("1. Weg",), set(), "1.1 Allgemeines", False),
    ],
)
def test_labels_inside_a_report(before: tuple[str, ...], listed: set[str], line: str, expected: bool) -> None:
    sequence = after(*before)
    sequence.listed |= listed
    assert follows(sequence, line, quoting=False) is expected


def test_an_unmarked_label_follows_marked_ones_only_where_its_words_order() -> None:
    assert follows(after("1. „Weg"), "2. Zaun", quoting=False, orders=True)
    assert not follows(after("1. „Weg"), "2. Zaun", quoting=False, orders=False)


def test_where_the_quotation_was_closed_too_early_it_goes_on() -> None:
    start = start_of("2. Zaun")
    sequence = after("1. „Weg")
    assert sequence.follows(
        start, quoting=False, nothing_reported=True, after_sentence=False, ordering=lambda: False
    )


def test_in_mid_sentence_no_unmarked_label_follows() -> None:
    assert not follows(after("1. Weg"), "2. Zaun", quoting=False, after_sentence=False)


def test_a_new_point_ends_the_report_s_own_list() -> None:
    sequence = after("1. Weg")
    sequence.listed = {"1", "2"}
    sequence.take(start_of("„2. Zaun"))
    assert sequence.listed == set()


@pytest.mark.parametrize(
    ("number", "upper", "expected"), [("2", True, True), ("2", False, False), ("3", True, False)]
)
def test_a_bare_number_needs_words_below(number: str, upper: bool, expected: bool) -> None:
    label = start_of(number).label
    assert label
    assert after("1. Weg").bare_follows(label, upper_below=upper) is expected
