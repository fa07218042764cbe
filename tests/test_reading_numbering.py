"""The labels that Word generates for lists."""

from typing import Any

import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from ratsdok.reading.numbering import Numbering, written


def element(tag: str, inside: str) -> Any:
    return parse_xml(f"<w:{tag} {nsdecls('w')}>{inside}</w:{tag}>")


def level(depth: int, form: str, pattern: str, more: str = "", start: int = 1) -> str:
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>'
        f'{more}<w:lvlText w:val="{pattern}"/></w:lvl>'
    )


def listing(*levels: str, overrides: str = "") -> str:
    """Return an abstract list with two lists of it, 1 and 2; the second has the overrides."""
    return (
        f'<w:abstractNum w:abstractNumId="7">{"".join(levels)}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
        f'<w:num w:numId="2"><w:abstractNumId w:val="7"/>{overrides}</w:num>'
    )


def labels(numbering: str, *places: tuple[int, int], styles: str = "") -> list[str]:
    """Return the labels of paragraphs, each given by its list and level."""
    counted = Numbering(element("numbering", numbering), element("styles", styles))
    return [
        counted.label(
            element("p", f'<w:pPr><w:numPr><w:ilvl w:val="{d}"/><w:numId w:val="{n}"/></w:numPr></w:pPr>')
        )
        for n, d in places
    ]


POINTS = (level(0, "decimal", "%1."), level(1, "lowerLetter", "%2)"), level(2, "lowerRoman", "(%3)"))


@pytest.mark.parametrize(
    ("numbering", "places", "expected"),
    [
        (listing(*POINTS), [(1, 0), (1, 0)], ["1. ", "2. "]),
        (listing(*POINTS), [(1, 0), (1, 1), (1, 1), (1, 2)], ["1. ", "a) ", "b) ", "(i) "]),
        # a deeper level starts anew after a higher one
        (listing(*POINTS), [(1, 0), (1, 1), (1, 0), (1, 1)], ["1. ", "a) ", "2. ", "a) "]),
        # unless told otherwise
        (
            listing(POINTS[0], level(1, "decimal", "%2)", '<w:lvlRestart w:val="0"/>')),
            [(1, 0), (1, 1), (1, 0), (1, 1)],
            ["1. ", "1) ", "2. ", "2) "],
        ),
        (listing(POINTS[0], level(1, "decimal", "%1.%2")), [(1, 0), (1, 1), (1, 1)], ["1. ", "1.1 ", "1.2 "]),
        (listing(level(0, "decimal", "%1.", start=4)), [(1, 0), (1, 0)], ["4. ", "5. "]),
        # a level above that was skipped counts from its start
        (listing(POINTS[0], level(1, "decimal", "%1.%2")), [(1, 1)], ["1.1 "]),
        (
            listing(level(0, "upperRoman", "%1."), level(1, "decimal", "%1.%2", "<w:isLgl/>")),
            [(1, 0), (1, 1)],
            ["I. ", "1.1 "],
        ),
        (listing(level(0, "bullet", "\uf0b7"), level(1, "bullet", "–")), [(1, 0), (1, 1)], ["• ", "– "]),
        (listing(level(0, "decimal", "%1.", '<w:suff w:val="nothing"/>')), [(1, 0)], ["1."]),
        (listing(level(0, "none", "")), [(1, 0)], [""]),
        # lists of one abstract list go on counting, unless they start anew
        (listing(*POINTS), [(1, 0), (2, 0)], ["1. ", "2. "]),
        (
            listing(
                *POINTS,
                overrides='<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>',
            ),
            [(1, 0), (1, 0), (2, 0), (2, 0)],
            ["1. ", "2. ", "1. ", "2. "],
        ),
        # a list may have a level of its own
        (
            listing(
                *POINTS,
                overrides=f'<w:lvlOverride w:ilvl="0">{level(0, "upperLetter", "%1.")}</w:lvlOverride>',
            ),
            [(2, 0)],
            ["A. "],
        ),
        (
            listing(*POINTS),
            [(0, 0), (9, 0), (1, 8)],
            ["", "", ""],
        ),  # no list, unknown ones
    ],
)
def test_labels(numbering: str, places: list[tuple[int, int]], expected: list[str]) -> None:
    assert labels(numbering, *places) == expected


def test_list_and_level_may_come_from_the_style_beneath() -> None:
    styles = (
        '<w:style w:styleId="Punkt"><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr>'
        "</w:style>"
        '<w:style w:styleId="Fett"><w:basedOn w:val="Punkt"/></w:style>'
        '<w:style w:styleId="Kreis"><w:basedOn w:val="Kreis"/></w:style>'
    )
    counted = Numbering(element("numbering", listing(*POINTS)), element("styles", styles))
    for style, label in (("Punkt", "a) "), ("Fett", "b) "), ("Kreis", ""), ("fehlt", "")):
        paragraph = element("p", f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>')
        assert counted.label(paragraph) == label


def test_document_without_lists() -> None:
    assert Numbering(None, None).label(element("p", "")) == ""


@pytest.mark.parametrize(
    ("number", "form", "label"),
    [
        (4, "decimal", "4"),
        (4, "decimalZero", "04"),
        (4, "ordinal", "4."),
        (1, "lowerLetter", "a"),
        (26, "lowerLetter", "z"),
        (27, "lowerLetter", "aa"),
        (28, "upperLetter", "BB"),
        (4, "lowerRoman", "iv"),
        (1994, "upperRoman", "MCMXCIV"),
        (0, "upperRoman", "0"),  # the Romans had none
        (3, "cardinalText", "3"),  # unknown: decimal
        (3, "none", ""),
    ],
)
def test_written(number: int, form: str, label: str) -> None:
    assert written(number, form) == label
