"""How lines join: hyphens that go, stay or got lost."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ratsdok.errors import ModelError, OutputError
from ratsdok.model_files import model_path
from ratsdok.page import Line, Page
from ratsdok.parsing import hyphens
from ratsdok.parsing.hyphens import LONGEST, MODEL, Join, is_one_word, join_of
from ratsdok.parsing.particles import FUNCTION_WORDS
from ratsdok.parsing.text import Prose, Text
from ratsdok.training import hyphens as hyphen_training
from ratsdok.training.hyphens import divisions, train

SAMPLES = Path(__file__).parent.parent / "samples"


@pytest.mark.parametrize(
    ("before", "after", "join"),
    [
        ("der Verkehrs-", "planung", Join.MEND),  # a hyphen that divides a word
        ("der Verkehrs\xad", "planung", Join.MEND),  # a soft one
        ("der Verkehrs¬", "planung", Join.MEND),  # the sign that scans make of it
        ("am Linden\u2010", "platz", Join.MEND),  # the typographic one
        ("Um-/Aus-", "bauten", Join.MEND),
        ("die S-Bahn-", "linie", Join.MEND),  # a part of the compound in lower case was divided
        ("Kinder-", "und Jugendhaus", Join.BLANK),  # suspended
        ("Hoch-", "bzw. Tiefbau", Join.BLANK),
        ("ein-", "bis zweimal", Join.BLANK),
        ("so-", "wie", Join.MEND),  # looks suspended, but is a particle
        ("den-", "noch offen", Join.MEND),
        ("Linden-", "Schule", Join.GLUE),  # a compound's own hyphen
        ("Blase-", "Witz", Join.GLUE),  # a capital read wrongly stays
        ("eine 30-", "jährige Laufzeit", Join.GLUE),
        ("eine U-", "förmige Anlage", Join.GLUE),
        ("eine PKW-", "freie Zone", Join.GLUE),
        ("2014-", "2020", Join.GLUE),
        ("Schüler(innen)-", "vertretung", Join.GLUE),
        ("Leiter/-", "in", Join.GLUE),
        ("Ahornstraße/", "Birkenweg", Join.GLUE),
        ("Ahornstraße /", "Birkenweg", Join.BLANK),
        ("Ahornstraße", "/Birkenweg", Join.GLUE),
        ("Ahornstraße", "/ Birkenweg", Join.BLANK),
        ("der Rat -", "einstimmig", Join.BLANK),  # a dash
        ("-", "einstimmig", Join.BLANK),  # a bullet
        ("- 2 -", "weiter", Join.BLANK),  # a page's mark
        ("-2-", "Weiter", Join.BLANK),
        ("Planung-", "- Lampen", Join.BLANK),
        ("am 4. Mai 2020abge", "schlossen", Join.GLUE),  # a lost blank before the word
        ("Punkt 3", "ist", Join.BLANK),
        ("die Planung", "Der Rat", Join.BLANK),
        ("", "und", Join.BLANK),
        ("Rat.", "und", Join.BLANK),
    ],
)
def test_lines_join(before: str, after: str, join: Join) -> None:
    assert join_of(before, after) is join


@pytest.mark.parametrize(
    "word",
    """
    Verkehrspla|nung Themati|schen un|ter ge|widmet eingela|den be|schlossen Beschluss|fassung Ver|gabe
    Anlie|ger Haushalts|mittel Brunnen|anlage Grün|flächen Amts|blatt Sit|zung Fertigstel|lung öf|fentlich
    Stadt|bezirk Beleuch|tung vorgese|hen zustän|dig gegen|über dar|aus ins|besondere Spiel|platzes Bau|amt
    Bürge|rinnen Rad|wege Kosten|schätzung verlän|gert Feuerwehr|haus geneh|migt Aus|schreibung
    """.split(),
)
def test_a_divided_word_is_one(word: str) -> None:
    assert is_one_word(*word.split("|"))


@pytest.mark.parametrize(
    "words",
    """
    Vorlage|zur bei|den in|dem nach|dem Rat|und Planung|der wurde|vorgelegt Brücke|wird Mittel|werden an|den
    GmbH|und StVO|zu FESTLEGUNGEN|bzw Anlage|a km|lang Mittel|für sind|noch Bericht|über Straße|in An|den
    Punkt|ist Brunnen|aus Jahr|eine Kosten|von Stellen|derzeit Träger|leider soll|geprüft nicht|erforderlich
    Gehweg|an Bau|begann Lampe|n Verein|hat
    """.split(),
)
def test_two_words_are_two(words: str) -> None:
    assert not is_one_word(*words.split("|"))


def test_invented_words_are_mended() -> None:
    words = [line for line in (SAMPLES / "breaks.txt").read_text("utf-8").splitlines() if line[:1] != "#"]
    pieces = [word.split("-") for word in " ".join(words).split()]
    cuts = [("".join(p[:i]), "".join(p[i:])) for p in pieces for i in range(1, len(p))]
    assert len(cuts) > 800
    assert sum(is_one_word(*cut) for cut in cuts) / len(cuts) > 0.95


def test_neighbours_in_invented_letters_stay_two() -> None:
    texts = "\n".join(path.read_text("utf-8") for path in sorted((SAMPLES / "letters").glob("*.toml")))
    pairs = set(re.findall(r"([^\W\d_]+) (?=([a-zäöüß]+))", texts))
    assert len(pairs) > 1400
    assert sum(is_one_word(*pair) for pair in pairs) / len(pairs) < 0.005


def _text(*lines: str) -> Text:
    return Text([Page(1, tuple(Line.of_text(line) for line in lines))])


def test_prose_mends_over_blank_lines_and_pages() -> None:
    pages = [
        Page(1, (Line.of_text("Die Fraktionen wurden infor"), Line(""))),
        Page(2, (Line(""), Line.of_text("miert."))),
    ]
    assert str(Prose(Text(pages).rows)) == "Die Fraktionen wurden informiert."


_PIECES = st.sampled_from(
    ["Verkehrs", "planung", "und", "ge", "Kita", "-", "/", " ", "\xad", "¬", "2", ".", "(", "\xa0"]
)


@given(st.lists(st.lists(_PIECES, max_size=6).map("".join), max_size=8))
def test_mending_is_reversible(lines: list[str]) -> None:
    text = _text(*lines)
    mended = Prose(text.rows)
    kept = [origin for origin in mended.origins if origin >= 0]
    assert kept == sorted(set(kept))
    for character, origin in zip(mended.text, mended.origins, strict=True):
        assert character == " " if origin < 0 else character.split() == text.string[origin].split()
    lost = set(range(len(text.string))) - set(kept)
    for position in lost:
        is_hyphen = text.string[position] in "-\xad¬" and text.string[position + 1 : position + 2].isspace()
        assert text.string[position].isspace() or is_hyphen


@pytest.fixture
def model(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    path = tmp_path / MODEL
    monkeypatch.setattr(hyphens, "model_path", lambda name: path)
    _forget()
    yield path
    monkeypatch.undo()
    _forget()


def _forget() -> None:
    hyphens._weights.cache_clear()
    is_one_word.cache_clear()


def test_reading_goes_on_without_the_model(model: Path) -> None:
    assert not model.exists()
    assert is_one_word("ge", "widmet")
    assert is_one_word("Abfallwirt", "schaft")
    assert is_one_word("gegen", "über")
    assert not is_one_word("Vorlage", "zur")
    assert not is_one_word("Verkehrs", "planung")  # cannot be told


@pytest.mark.parametrize("content", ["{", "[]", '{"version": 0, "weights": {}}', '{"version": 1}'])
def test_a_damaged_model_is_named(model: Path, content: str) -> None:
    model.write_text(content)
    with pytest.raises(ModelError, match=MODEL):
        is_one_word("Verkehrs", "planung")


def test_the_model_ships_and_holds_only_pieces() -> None:
    path = model_path(MODEL)
    assert path.stat().st_size < 150_000
    weights = json.loads(path.read_text("utf-8"))["weights"]
    assert len(weights) > 5000
    for feature in weights:
        letters = re.sub(r"[\W\d_]", "", feature)
        assert len(letters) <= LONGEST or feature[2:] in FUNCTION_WORDS, feature


def test_a_letter_is_joined_in_a_millisecond() -> None:
    heads = [
        f"{first}{second}ung" for first in ("Plan", "Bild", "Ford") for second in ("er", "is", "at", "ol")
    ]
    pairs = [(head, tail) for head in heads for tail in ("gelegt", "plan", "zur", "gen")]
    is_one_word("Verkehrs", "planung")
    is_one_word.cache_clear()
    start = time.perf_counter()
    for head, tail in pairs:
        is_one_word(head, tail)
    assert (time.perf_counter() - start) / len(pairs) < 100e-6  # generous: about 10 µs, half the lines ask


LETTER = """Der Rat beschließt den Bau der Brunnenanlage am Lindenplatz und die Pflege
der Anlage. Die Verwaltung legt die Planung der Brunnenanlage vor und der Rat
prüft die Planung der Anlage und die Kosten der Pflege am Lindenplatz."""


def test_training_is_repeatable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hyphen_training, "_invented_texts", lambda: iter(()))
    for name in ("one", "two"):
        train([LETTER], tmp_path / name)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
    assert json.loads((tmp_path / "one").read_text("utf-8"))["weights"]


def test_training_keeps_no_ngram_of_a_single_word(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hyphen_training, "_invented_texts", lambda: iter(()))
    weights = hyphen_training.weights_of([LETTER, "Er sah den Xylophonbauer an der Brücke stehen"])
    assert not [feature for feature in weights if "xyl" in feature or "phon" in feature]


def test_a_model_that_cannot_be_written_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hyphen_training, "weights_of", lambda texts, seed: {})
    with pytest.raises(OutputError, match="cannot be written"):
        train([], tmp_path / "no" / "folder")


@pytest.mark.parametrize(
    ("word", "cuts"),
    [
        ("planung", "pla-nung"),
        ("wecken", "we-cken"),  # ck goes over whole
        ("funktion", "funk-ti-on"),  # two vowels, two syllables
        ("rat", "rat"),
    ],
)
def test_words_divide_at_syllables(word: str, cuts: str) -> None:
    pieces = cuts.split("-")
    wanted = {len("".join(pieces[:i])) for i in range(1, len(pieces))}
    assert wanted <= set(divisions(word))


def test_a_compound_divides_before_a_known_word_with_a_vowel() -> None:
    assert 4 not in divisions("bauamtes")
    assert 5 in divisions("rechtamtes", {"amtes"})
