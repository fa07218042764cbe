"""Records written as letters and read back from LibreOffice's PDFs, and from the DOCX that it saves."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from samples.records import drawn, records

from annotated_corpus import needs_corpus
from letters import sample_record
from ratsdok import parse
from ratsdok.letter import Letter
from ratsdok.writing import LAYOUTS, Layout, docx_of, office
from standard_letters import (
    NAMES,
    WRITTEN,
    converted,
    from_pdf,
    leaves,
    letter,
    needs_office,
    real_letters,
    values,
    written,
)

SAMPLES = pytest.mark.parametrize(("name", "layout"), WRITTEN)
ENOUGH = 0.995  # of a random letter's values, through LibreOffice


def same(source: Letter, back: Letter) -> float:
    """Return the share of values that are the same in two records."""
    one, other = dict(leaves(values(source))), dict(leaves(values(back)))
    paths = one.keys() | other.keys()
    equal: list[bool] = [path in one and path in other and one[path] == other[path] for path in paths]
    return sum(equal) / len(equal)


@needs_office
@SAMPLES
def test_a_sample_comes_back_from_its_pdf(name: str, layout: Layout) -> None:
    back = from_pdf(name, layout)
    assert values(back) == values(sample_record(name))
    assert back.document.text_source == "text-layer"


@needs_office
def test_nearly_every_value_of_random_records_comes_back_from_their_pdfs() -> None:
    sources = drawn(records(), 500, 2026)
    layouts = [LAYOUTS[number % 2] for number in range(len(sources))]
    packages = [docx_of(source, style=layout) for source, layout in zip(sources, layouts, strict=True)]
    pairs = list(zip(sources, map(parse, converted(packages)), strict=True))
    assert len(pairs) == 500
    counts = [len(dict(leaves(values(source)))) for source, _ in pairs]
    shares = [same(*pair) for pair in pairs]
    assert sum(map(float.__mul__, shares, map(float, counts))) / sum(counts) >= ENOUGH
    assert sum(share == 1 for share in shares) >= 190


@needs_office
@needs_corpus
def test_so_does_nearly_every_value_of_real_letters(corpus: Path) -> None:
    found = real_letters(corpus)
    backs = map(parse, converted([docx_of(record, style="din5008") for record in found]))
    shares = [same(record, back) for record, back in zip(found, backs, strict=True)]
    assert sum(shares) / len(shares) >= 0.999


# What stands in a PDF as it stands in a letter.
WORDS = [
    "Nord-Süd-Verbindung und Kultur-, Jugend- und Sportstätten",
    "und/oder Schüler/-innen, Stadträtinnen/Stadträte",
    "3.500,50 € (50 %), 1.–3. Quartal, § 4 Abs. 1",
    '„Konzept“ ‚Quartier‘ »Neu« "Alt" – — …',
    "m² m³ °C ‰ ≤ ≥ ≈ → × · ½ €",
    "Çelik Großmann-Öztürk Łukasz Źródło Şahin İnce Žižka Ğ",
    "https://www.dresden.example/vorlagen/liste?nr=17&a=b#c_d",
    "Grundstücksverkehrsgenehmigungszuständigkeitsübertragungsverordnungsentwurf" * 3,
    "1. 2. a) b) 1.1 II. – • Punkt",
    "fi fl ffi Auflage Schifffahrt",
    "WWW AVA Tä To Va",
    "E\N{COMBINING ACUTE ACCENT}",
    # characters that the letter's font lacks
    "CO\N{SUBSCRIPT TWO}-Ausstoß",
    "Nguy\u1ec5n Th\u1ecb",
    "☐ nein ☒ ja",
]
# What a PDF does not tell from plainer characters.
PLAINER = [
    ("z.\N{NO-BREAK SPACE}B. §\N{NO-BREAK SPACE}4", "z. B. § 4"),
    ("Ab\N{NON-BREAKING HYPHEN}bau", "Ab-bau"),
    ("Ab\N{SOFT HYPHEN}bau", "Abbau"),
    ("5\N{NARROW NO-BREAK SPACE}000\N{THIN SPACE}€", "5 000 €"),
]


def worded(words: str) -> Letter:
    return letter(
        resolutions=[{"paper": "V0815/30", "subject": words}],
        department=words,
        points=[{"label": "1", "text": f"Wort {words} Wort"}],
        statements=[{"points": ["1"], "text": f"{words} Wort", "status": "planned"}],
    )


@needs_office
def test_words_come_back_from_a_pdf() -> None:
    pdfs = converted([docx_of(worded(words)) for words in WORDS])
    found = {words: values(parse(pdf)) for words, pdf in zip(WORDS, pdfs, strict=True)}
    assert found == {words: values(worded(words)) for words in WORDS}


@needs_office
@pytest.mark.parametrize(("words", "expected"), PLAINER)
def test_some_characters_come_back_as_plainer_ones(words: str, expected: str) -> None:
    assert values(parse(office.convert(docx_of(worded(words))))) == values(worded(expected))


BREAKS = [
    "Kultur- und Sportstätten",
    "Nord-Süd-Verbindung",
    "und/oder",
    "Schule/ Kita",
    "2015/2016 –",
    "3. Mai",
]


@needs_office
def test_a_line_may_end_anywhere() -> None:
    rest = "liegen vor." + " Der Weg am Bach ist lang." * 5
    texts = [
        f"{'Weg ' * (offset // 4)}{'i' * (offset % 4 + 1)} {words} {rest}"
        for words in BREAKS
        for offset in range(50, 90)
    ]
    statements = [{"text": text, "status": "planned"} for text in texts]
    sources = [letter(statements=statements[at : at + 12]) for at in range(0, len(statements), 12)]
    backs = [parse(pdf) for pdf in converted([docx_of(source) for source in sources])]
    assert [statement.text for back in backs for statement in back.statements] == texts


# --- LibreOffice's own DOCX ---


def saved(packages: dict[str, bytes], folder: Path) -> Iterator[tuple[str, bytes]]:
    """Open DOCX files in LibreOffice and save them."""
    program = office.program()
    assert program
    for name, package in packages.items():
        (folder / f"{name}.docx").write_bytes(package)
    out, profile = folder / "saved", folder / "profile"
    command = [program, f"-env:UserInstallation={profile.as_uri()}", "--headless"]
    command += ["--convert-to", "docx:MS Word 2007 XML", "--outdir", str(out)]
    command += [f"{name}.docx" for name in packages]
    subprocess.run(command, cwd=folder, capture_output=True, check=True, timeout=300)
    for name in packages:
        yield name, (out / f"{name}.docx").read_bytes()


@needs_office
@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_letter_that_was_saved_by_libreoffice_comes_back(layout: Layout, tmp_path: Path) -> None:
    for name, package in saved({name: written(name, layout) for name in NAMES}, tmp_path):
        back = values(parse(package))
        assert {**back, "attachments": []} == {**values(sample_record(name)), "attachments": []}, name


@needs_office
def test_so_do_its_attachments(tmp_path: Path) -> None:
    source = letter(attachments=["Lageplan", "Kosten"])
    ((_, package),) = saved({"brief": docx_of(source)}, tmp_path)
    assert parse(package).attachments == source.attachments


@needs_office
def test_libreoffice_has_nothing_to_remark_on_a_letter(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []

    def made(target: Path, words: str) -> bytes:
        told.append(words)
        return target.read_bytes()

    monkeypatch.setattr(office, "_made", made)
    converted([written(*each) for each in WRITTEN])
    assert len(told) == len(WRITTEN)
    assert {office._last_words(words) for words in told} == {""}
