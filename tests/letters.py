"""Invented letters for the tests of parsing: rows, pages and whole letters built from compact strings."""

import datetime as dt
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from ratsdok.letter import Letter
from ratsdok.page import Box, Line, Page
from ratsdok.parsing.order import in_reading_order
from ratsdok.parsing.text import Row, Text
from ratsdok.pipeline import ProfileName
from ratsdok.profile import Officer, Profile, load_profile
from ratsdok.reading import read

SAMPLES = Path(__file__).parents[1] / "samples"
SAMPLE_NAMES = sorted(path.stem for path in SAMPLES.glob("*.pdf"))
HAFENFELD = Path(__file__).parent / "profiles/hafenfeld.toml"

LETTER = """\
Hausmitteilung

Geschäftsbereich Umwelt und
Kommunalwirtschaft
GZ: (GB 7) 86 12
Datum: 1 2. MAI 2017

An alle
Fraktionen sowie Stadträtinnen/Stadträte
des Stadtrates der Landeshauptstadt Dresden

Beschlusskontrolle zu A0412/16 (Sitzungsnummer: SR/031/2016)
Hecken am Krähenwinkel

Sehr geehrte Damen und Herren,

folgender Zwischenstand kann zu oben genanntem Beschluss gegeben werden:

1. „Der Oberbürgermeister wird beauftragt, am Krähenwinkel Hecken zu pflan-
zen."

Die Hecken wurden im April 2017 gepflanzt.

2. „Über die Pflege ist jährlich zu berichten."

Der Bericht wird derzeit erarbeitet.

nächste Beschlusskontrolle: 30. Juni 2018

Mit freundlichen Grüßen

Wilma Zaunkönig
Beigeordnete für Umwelt und Kommunalwirtschaft

Kenntnisnahme:

Balduin Specht
Oberbürgermeister
"""


def text_of(string: str) -> Text:
    """Make the text of a document; a form feed begins a page."""
    return Text(
        [
            Page(number, tuple(Line.of_text(line) for line in page.split("\n")))
            for number, page in enumerate(string.split("\f"), 1)
        ]
    )


def rows(string: str) -> list[Row]:
    """Make the rows of a text; a blank line parts paragraphs, a form feed begins a page."""
    return text_of(string).rows


def row(text: str) -> Row:
    """Make a row of its own."""
    return Row(text, 0, 1)


def texts(found: Iterable[Row]) -> list[str]:
    """Return what rows say."""
    return [each.text for each in found]


def placed_line(x: float, top: float, text: str) -> Line:
    """Make a line of words 5 points a letter wide and 10 points high, at a place on the page."""
    words, left = [], x
    for word in text.split():
        right = left + 5 * len(word)
        words.append((word, Box(left, top, right, top + 10), 1.0))
        left = right + 5
    return Line.of_words(words)


def placed_page(*lines: tuple[float, float, str], number: int = 1) -> Page:
    """Make a page of the size A4 of (x, top, words), in points."""
    return Page(number, tuple(placed_line(*line) for line in lines), 595, 842, source="text-layer")


def city() -> Profile:
    """Return the built-in profile."""
    return load_profile()


@cache
def city_with_officers() -> Profile:
    """Return the built-in profile with invented officers."""
    officers = (
        Officer(name="Balduin Specht", mayor=True, since=dt.date(2015, 9, 1)),
        Officer(name="Adele Rotkehlchen", mayor=True, until=dt.date(2015, 8, 31)),
        Officer(name="Wilma Zaunkönig", heads=("Umwelt und Kommunalwirtschaft",)),
        Officer(name="Dr. Konrad Eichel-Häher", heads=("Kultur und Tourismus",)),
    )
    return city().model_copy(update={"officers": officers})


def text_behind(source: str | bytes | Path, profile: ProfileName = "dresden") -> Text:
    """Return the text that a letter's spans count in."""
    data = source.encode() if isinstance(source, str) else source
    loaded = load_profile(profile)
    return Text([in_reading_order(page, loaded) for page in read(data).pages])


@cache
def sample_text(name: str) -> str:
    """Return a sample's words as plain text."""
    return text_behind(SAMPLES / f"{name}.pdf").string


@cache
def sample_record(name: str) -> Letter:
    """Return the true record of a sample."""
    return Letter.from_json((SAMPLES / f"{name}.json").read_bytes())


def codes(letter: Letter) -> list[str]:
    """Return the codes of a letter's findings."""
    return [finding.code for finding in letter.findings]


def astray(letter: Letter, text: Text) -> list[str]:
    """Return the paths whose evidence does not lead back to its characters and their page."""
    return [
        path
        for path, each in letter.evidence.items()
        if text.string[slice(*each.span)] != each.raw
        or not each.raw.strip()
        or not 0 <= each.span[0] < each.span[1] <= len(text.string)
        or each.page != text.string[: each.span[0]].count("\f") + 1
    ]
