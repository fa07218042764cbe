"""How good a text layer is."""

import json
from pathlib import Path
from random import Random

import pytest
from samples.layers import damaged

from ratsdok.page import Line, Page
from ratsdok.reading import read
from ratsdok.reading.layer import ENOUGH_IN_PRINT, ENOUGH_ON_A_SCAN, better, is_good, quality
from ratsdok.reading.ocr.settings import Ocr

SAMPLES = Path(__file__).parents[1] / "samples"
CLEAN = sorted(path for path in SAMPLES.glob("*.pdf"))
NEVER = Ocr("never")


def page(*lines: str) -> Page:
    return Page(1, tuple(map(Line.of_text, lines)))


def prose() -> list[str]:
    record = json.loads((SAMPLES / "uferradweg.json").read_text("utf-8"))
    return [each["text"] for each in (*record["points"], *record["statements"])]


@pytest.mark.parametrize("sample", CLEAN, ids=lambda path: path.stem)
def test_clean_layers_are_good_even_on_a_scan(sample: Path) -> None:
    for each in read(sample, ocr=NEVER).pages:
        assert (quality(each) or 1) > 0.93
        assert is_good(each, scanned=True)


@pytest.mark.parametrize("seed", range(5))
def test_the_more_is_damaged_the_worse_it_is(seed: int) -> None:
    shares = [0.0, 0.01, 0.05, 0.1, 0.3]
    found = [quality(page(*(damaged(text, Random(seed), share) for text in prose()))) for share in shares]
    assert found == sorted(found, key=lambda each: -(each or 0))
    assert [(each or 0) > ENOUGH_ON_A_SCAN for each in found] == [True, True, False, False, False]


def test_the_faulty_layer_among_the_samples_is_not_good() -> None:
    for each in read(SAMPLES / "scans" / "schlechte-textschicht.pdf", ocr=NEVER).pages:
        assert not is_good(each, scanned=True)


@pytest.mark.parametrize(
    "garbage",
    [
        "\ufffd" * 200,
        "(cid:12)(cid:44)(cid:7) " * 20,
        "Xqz7 bB~ r{5 wvT xKl4 §s§ " * 10,
        "".join(chr(0x21 + at % 15) for at in range(300)),
        "a b c d e f g h i j k l m n o p q " * 6,
        "D r B sc lu sk nt ro ll e zu V ni ch t er fü ll t " * 4,
    ],
)
def test_garbage_is_bad_even_in_print(garbage: str) -> None:
    assert (quality(page(garbage)) or 0) < ENOUGH_IN_PRINT
    assert not is_good(page(garbage), scanned=False)


def test_too_few_characters_tell_nothing() -> None:
    assert quality(page("§~ {]")) is None
    assert is_good(page("§~ {]"), scanned=True)
    assert quality(page()) is None


def test_what_letters_are_full_of_is_german() -> None:
    # Labels, numbers of papers, dates, hyphens, quotation marks, abbreviations.
    line = 'zu V0815/30 (SR/012/2030) vom 30.06.2031: a) „Kultur- und Jugendhilfe", z. B. 12.500 EUR, 75%'
    more = "Die FPÖ-Fraktion, die FDP und der DGB am 3. März: E-Mail an Frau Dr. Öhm, Nr. 5, 40 m² und 20 km"
    assert quality(page(line, more)) == 1


def test_the_better_reading_wins() -> None:
    sound, poor = page(*prose()), page(*(damaged(text, Random(1)) for text in prose()))
    assert better(poor, sound) is sound
    assert better(sound, poor) is sound
    # Recognised pages win where nothing is to choose by, or none is better.
    recognised = page(*prose())
    assert better(sound, recognised) is recognised
    assert better(page(), recognised) is recognised
    few = page("wenig")
    assert better(page(), few) is few
