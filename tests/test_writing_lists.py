"""Numbered lists: the labels that programs count are the ones that were wished."""

import random
import re
from typing import Any

import pypdfium2
import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from ratsdok.form import wording
from ratsdok.form.labels import Labels, Printed
from ratsdok.form.styles import POINTS, Style
from ratsdok.reading.numbering import Numbering
from ratsdok.writing import office
from ratsdok.writing.blocks import Block, Sheet
from ratsdok.writing.document import put_on
from ratsdok.writing.lists import Count, Lists, count_of
from ratsdok.writing.properties import Properties
from ratsdok.writing.stationery import paper
from ratsdok.writing.xml import element
from standard_letters import needs_office

LAW = settings(deadline=None, max_examples=300)

# What offices number, and what a list has to stumble over.
SEQUENCES = [
    ["1", "2", "3"],
    ["4", "5", "9", "10", "11", "2"],
    ["1", "1.a", "1.b", "2", "2.a", "2.b", "2.c", "3"],
    ["8.a", "8.b", "9.a", "10"],
    ["1", "1.b", "1.d", "2.c"],
    ["1", "1.1", "1.2", "2", "2.1", "3.2"],
    ["1.1", "1.2", "2.1", "2"],
    ["1.a", "1", "1.a", "2"],
    ["1.1", "1.a", "1.2", "1.b"],
    ["1", "1.1", "1.1.1", "1.1.2", "1.1.a", "1.2", "2.1.1"],
    ["1.1.1", "1.1.2", "1.2", "2"],
    ["I", "II", "III", "IV", "V", "IX", "X", "XIV", "XIX", "XX", "XXI"],
    ["I", "II.1", "II.2", "II.a", "III.a", "IV"],
    ["IIII", "VX", "I", "IIII.1", "I.01"],
    ["a", "b", "d"],
    ["x", "y", "z"],
    ["0", "1", "01", "02", "2"],
    ["99", "100", "101", "999", "1000"],
    ["1", "A0116/15 1", "A0116/15 1.a", "A0116/15 2", "1", "2"],
    ["1", "a", "b", "1", "i", "I"],
    ["Präambel", "1", "2", "Anhang", "3", "§ 4", "4"],
    ["1", "1", "1", "2", "2"],
]


def printed(labels: list[str]) -> list[Printed]:
    counted = Labels()
    return [counted.printed(label) for label in labels]


def numbered(wished: list[Printed], lists: Lists) -> list[Any]:
    """Return paragraphs that say which item of which list they are."""
    places = [lists.place(each) for each in wished]
    return [
        element(
            "p",
            element("pPr", element("numPr", element("ilvl", val=depth), element("numId", val=number))),
        )
        for number, depth in places
    ]


def counted(labels: list[str]) -> list[tuple[str, str]]:
    """Return the labels as they are wished, and as our own reader counts them."""
    root = element("numbering")
    lists = Lists(root)
    wished = printed(labels)
    paragraphs = numbered(wished, lists)
    lists.write([None, None, None])
    reader = Numbering(root, None)
    return [(f"{w.text} ", reader.label(p)) for w, p in zip(wished, paragraphs, strict=True)]


@pytest.mark.parametrize("labels", SEQUENCES, ids=" ".join)
def test_our_own_reader_counts_to_the_labels(labels: list[str]) -> None:
    assert [read for _, read in counted(labels)] == [wished for wished, _ in counted(labels)]


_PARTS = st.sampled_from("abcivxz") | st.integers(0, 12).map(str)
_NUMBERS = st.integers(1, 3).map(str) | st.integers(0, 1000).map(str)
_ROMAN = st.sampled_from("I II III IV V IX X XIX XX IIII VX".split())
_LABELS = st.one_of(
    _NUMBERS,
    _ROMAN,
    st.sampled_from("abcivxz"),
    st.builds("{}.{}".format, _NUMBERS | _ROMAN, _PARTS),
    st.builds("{}.{}.{}".format, _NUMBERS, _PARTS, _PARTS),
    st.builds("A0116/15 {}.{}".format, _NUMBERS, _PARTS),
    st.text("§a1. )", max_size=5),
)


@given(st.lists(_LABELS, max_size=12))
@LAW
def test_it_counts_to_any_labels(labels: list[str]) -> None:
    assert all(wished == read for wished, read in counted(labels))


def random_sequences(count: int) -> list[list[str]]:
    """Return sequences of labels that go on, step back, skip, and go down and up at random."""
    chance = random.Random(2019)
    sequences = []
    for _ in range(count):
        forms: list[str] = chance.choice([["1", "1.a"], ["1", "1.1"], ["I", "I.a"], ["1", "1.a", "1.1", "a"]])
        number, part, labels = chance.choice([0, 0, 3, 8]), 0, []
        for _ in range(chance.randint(3, 9)):
            form = chance.choice(forms)
            if form in ("1", "I", "a") or number == 0:
                number, part = number + chance.choice([1, 1, 1, 2]), 0
            part += "." in form and chance.choice([1, 1, 1, 2])
            value = ("I II III IV V VI VII VIII IX X".split()[number % 10]) if form[0] == "I" else str(number)
            below = {"a": f".{'abcdefghijklmnopqrst'[part]}", "1": f".{part}"}.get(form[2:], "")
            labels.append("abcdefghijklmnopqrstuvwxyz"[number] if form == "a" else f"{value}{below}")
        sequences.append(labels)
    return sequences


@needs_office
def test_so_does_libreoffice() -> None:
    blocks = []
    for labels in SEQUENCES + random_sequences(200):
        blocks.append(Block(Style.RESOLUTION_HEADING, (wording.RESOLUTION,)))
        blocks += [
            Block(POINTS[min(each.depth, 1)], (wording.quoted(each.text),), each) for each in printed(labels)
        ]
    properties = Properties("Listen", "Amt für Zahlen", "", "")
    pdf = office.convert(put_on(paper("hausmitteilung"), Sheet(blocks), properties, name="paper"))
    text = "\n".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf))
    found = re.findall(r"(?m)^(.*?)\s*„(.*)“\s*$", text)
    assert [label for label, _ in found] == [wished for _, wished in found]
    assert [wished for _, wished in found] == [block.label.text for block in blocks if block.label]


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        (Printed("4.", 0, None, False), Count(0, "decimal", "%1.", 4)),
        (Printed("IX.", 0, None, False), Count(0, "upperRoman", "%1.", 9)),
        (Printed("c)", 0, None, False), Count(0, "lowerLetter", "%1)", 3)),
        (Printed("c)", 1, None, False), Count(1, "lowerLetter", "%2)", 3)),
        (Printed("1.2", 1, None, False), Count(1, "decimal", "%1.%2", 2, 1, "decimal")),
        (Printed("II.c)", 1, None, False), Count(1, "lowerLetter", "%1.%2)", 3, 2, "upperRoman")),
        # no list writes these so
        (Printed("01.", 0, None, False), Count(0, None, "01.", 1)),
        (Printed("IIII.", 0, None, False), Count(0, None, "IIII.", 1)),
        (Printed("1.01", 1, None, False), Count(1, None, "1.01", 1)),
        (Printed("1.1.1", 2, None, False), Count(1, None, "1.1.1", 1)),
        (Printed("§ 4)", 0, None, False), Count(0, None, "§ 4)", 1)),
    ],
)
def test_what_a_list_must_count_to(printed: Printed, expected: Count) -> None:
    assert count_of(printed) == expected


@pytest.mark.parametrize(
    ("labels", "lists"),
    [
        # one goes on as long as it can
        (["1", "1.a", "1.b", "2", "2.a", "3"], 1),
        (["1", "1.1", "1.2", "2", "2.1"], 1),
        (["I", "I.a", "II"], 1),
        (["1", "1.b", "2", "2.b"], 1),
        # a gap, a step back, a sub-point that begins otherwise than the ones before
        (["1", "3"], 2),
        (["1", "1"], 2),
        (["1", "1.b", "2", "2.a"], 2),
        # another form
        (["1", "I"], 2),
        (["1", "1.a", "1.1"], 2),
    ],
)
def test_a_new_list_begins_only_where_no_list_would_count_so(labels: list[str], lists: int) -> None:
    made = Lists(element("numbering"))
    assert len({made.place(each)[0] for each in printed(labels)}) == lists


def test_lists_that_a_template_holds_stay_and_numbers_are_not_given_twice() -> None:
    theirs = element("abstractNum", abstractNumId=7), element("num", numId=4)
    root = element("numbering", *theirs)
    lists = Lists(root)
    places = [lists.place(each) for each in printed(["1", "3"])]
    bullets = lists.bullets()
    assert (places, bullets, lists.bullets()) == ([(5, 0), (6, 0)], 7, 7)
    assert lists.place(printed(["9"])[0]) == (8, 0)
    lists.write([None, None, None])
    tags = [child.tag for child in root]
    assert tags == sorted(tags, key=[qn("w:abstractNum"), qn("w:num")].index)
    ids = [child.get(qn("w:abstractNumId")) for child in root.findall(qn("w:abstractNum"))]
    assert len(set(ids)) == len(ids) == 5
    assert [child.get(qn("w:numId")) for child in root.findall(qn("w:num"))] == ["4", "5", "6", "8", "7"]
    named = [child.find(qn("w:abstractNumId")).get(qn("w:val")) for child in root.findall(qn("w:num"))[1:]]
    assert sorted(named) == sorted(ids[1:])


def test_a_letter_without_points_makes_no_list() -> None:
    root = element("numbering")
    Lists(root).write([None, None, None])
    assert len(root) == 0
