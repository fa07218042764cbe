"""Texts are folded so that what a German takes for the same is the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from ratsdok.archive.folding import folded, origins, words_of

COMBINING = "\u0308"
ODD_TEXTS = some.text() | some.text(
    some.sampled_from("aäAÄßẞﬁfi\u0308\u0301\u00ad\u200b-‐ 0123.²éŁnN½ⅣÅİŉ①/|\0\n")
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Straße", "STRASSE"),
        ("Bürger", "Buerger"),
        ("Bürger", f"Bu{COMBINING}rger"),  # as some PDFs have it
        ("Öl", "oel"),
        ("Café", "cafe"),
        ("Wrocław", "Wroclaw"),
        ("ﬁnanzielle Beiträge", "finanzielle Beitraege"),
        ("Stadt\u00adrat", "Stadtrat"),  # a soft hyphen
        ("m²", "m2"),
        ("B170", "B 170"),
        ("A0126/15", "A 126/15"),
        ("38.400 Euro", "38400 Euro"),
        ("am 03.12.2013", "am 3.12.2013"),
        ("„Alte Seilerei“", "Alte\nSeilerei"),
        ("Straßen- und Tiefbauamt", "Straßen und Tiefbauamt"),
    ],
)
def test_what_is_the_same_to_a_reader_is_the_same(one: str, other: str) -> None:
    assert folded(one) == folded(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("schön", "schon"), ("Förderung", "Forderung"), ("12.2013", "122013"), ("V2738", "V27 38")],
)
def test_what_is_not_the_same_stays_apart(one: str, other: str) -> None:
    assert folded(one) != folded(other)


def test_words_stand_between_single_blanks() -> None:
    assert folded("Die  Straße, (die) Spur!") == " die strasse die spur "
    assert folded(" –\t") == folded("") == " "


@pytest.mark.parametrize("hyphen", "-‐‑")
def test_words_with_hyphens_stand_in_parts_and_in_one(hyphen: str) -> None:
    assert folded(f"Die Bus{hyphen}Spur kommt") == " die bus spur kommt | busspur "
    assert words_of(f"Die Bus{hyphen}Spur") == ["die", "bus", "spur"]


@given(ODD_TEXTS)
def test_every_folded_character_comes_from_somewhere(text: str) -> None:
    searched, places = folded(text), origins(text)
    assert len(searched) == len(places)
    for char, (start, end) in zip(searched, places, strict=True):
        assert 0 <= start <= end <= len(text)
        assert char == " " or start < end or char == "|"


@given(ODD_TEXTS)
def test_words_are_the_same_alone_and_in_a_text(text: str) -> None:
    assert folded(text).partition("|")[0].split() == words_of(text)


@pytest.mark.parametrize(
    ("text", "piece", "shown"),
    [
        ("Der Fußweg", "fussweg", "Fußweg"),
        ("Der Fußweg", "weg", "weg"),
        ("in Häusern", "haeuser", "Häuser"),
        (f"in Ha{COMBINING}usern", "haeuser", f"Ha{COMBINING}user"),
        ("ﬁnanziell", "nanz", "nanz"),
        ("ﬁnanziell", "inanz", "ﬁnanz"),  # half a ligature cannot be shown
        ("Stadt\u00adrat", "stadtrat", "Stadt\u00adrat"),
        ("Nr. A0126/15", "126", "0126"),
        ("38.400 Euro", "38400", "38.400"),
        ("Die Bus-Spur kommt", "busspur", "Bus-Spur"),
        ("Die Bus-Spur kommt", "bus spur kommt", "Bus-Spur kommt"),
        ("Café", "cafe", "Café"),
    ],
)
def test_a_folded_piece_leads_back_to_what_stands_there(text: str, piece: str, shown: str) -> None:
    at, places = folded(text).index(piece), origins(text)
    assert text[places[at][0] : places[at + len(piece) - 1][1]] == shown
