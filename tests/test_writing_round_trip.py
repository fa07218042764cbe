"""A record, its letter, and the record read from that: the same in every value."""

import re
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from samples.records import records, wild_records

from annotated_corpus import needs_corpus
from letters import SAMPLES as ORIGINALS
from letters import astray, sample_record
from ratsdok import parse
from ratsdok.evaluation.comparing import squeeze
from ratsdok.form import wording
from ratsdok.form.days import printed_check, spelled, spelled_previous
from ratsdok.letter import Letter, Person
from ratsdok.parsing.text import Text
from ratsdok.reading import read
from ratsdok.writing import Layout, docx_of, office
from standard_letters import LAYOUTS, NAMES, WRITTEN, leaves, letter, needs_office, values, written

SAMPLES = pytest.mark.parametrize(("name", "layout"), WRITTEN)
ENOUGH = 0.995  # of a random letter's values, through LibreOffice


def converted(packages: list[bytes]) -> list[bytes]:
    """Convert many DOCX files to PDF at once."""
    return office.convert_all(packages, seconds=300)


@cache
def sample_pdfs() -> dict[tuple[str, Layout], bytes]:
    return dict(zip(WRITTEN, converted([written(*each) for each in WRITTEN]), strict=True))


@cache
def from_pdf(name: str, layout: Layout) -> Letter:
    return parse(sample_pdfs()[name, layout])


@cache
def original(name: str) -> Letter:
    """Return the record of a sample as it is read from the letter in the old form."""
    return parse(ORIGINALS / f"{name}.pdf")


def same(source: Letter, back: Letter) -> float:
    """Return the share of values that are the same in two records."""
    one, other = dict(leaves(values(source))), dict(leaves(values(back)))
    paths = one.keys() | other.keys()
    equal: list[bool] = [path in one and path in other and one[path] == other[path] for path in paths]
    return sum(equal) / len(equal)


def is_finished(record: Letter) -> bool:
    """Tell whether none of a record's texts happens to be the words of an open place, which are refused."""
    return not any(wording.is_place(value) for _, value in leaves(values(record)) if isinstance(value, str))


RECORDS = records().filter(is_finished)


def drawn(strategy: st.SearchStrategy[Letter], count: int) -> list[Letter]:
    """Return random records, the same ones each time."""
    found: list[Letter] = []

    @given(strategy)
    @settings(
        max_examples=count,
        phases=[Phase.generate],
        derandomize=True,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    def draw(record: Letter) -> None:
        found.append(record)

    draw()
    return found


# --- DOCX ---


@SAMPLES
def test_a_sample_comes_back_from_its_docx(name: str, layout: Layout) -> None:
    back = parse(written(name, layout), name="brief.docx")
    assert values(back) == values(sample_record(name))
    assert (back.document.name, back.document.text_source) == ("brief.docx", "docx")
    assert back.document.media_type.endswith("wordprocessingml.document")


@given(RECORDS, st.sampled_from(LAYOUTS))
@settings(max_examples=500, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_record_comes_back_from_its_docx(record: Letter, layout: Layout) -> None:
    assert values(parse(docx_of(record, style=layout))) == values(record)


@given(wild_records().filter(is_finished), st.sampled_from(LAYOUTS))
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_so_does_one_of_any_characters(record: Letter, layout: Layout) -> None:
    assert values(parse(docx_of(record, style=layout))) == values(record)


@given(RECORDS)
@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_written_again_nothing_changes(record: Letter) -> None:
    once = parse(docx_of(record))
    assert values(parse(docx_of(once))) == values(once)


def real_letters(corpus: Path) -> list[Letter]:
    found = [parse(path) for path in sorted((corpus / "raw").glob("*.txt"))]
    return [each for each in found if each.kind == "beschlusskontrolle"]


@needs_corpus
@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_real_letter_comes_back_from_its_docx(layout: Layout, corpus: Path) -> None:
    found = real_letters(corpus)
    assert len(found) > 80
    for record in found:
        back = parse(docx_of(record, style=layout))
        assert values(back) == values(record), record.document.name


# --- PDF ---


@needs_office
@SAMPLES
def test_a_sample_comes_back_from_its_pdf(name: str, layout: Layout) -> None:
    back = from_pdf(name, layout)
    assert values(back) == values(sample_record(name))
    assert back.document.text_source == "text-layer"


@needs_office
def test_nearly_every_value_of_random_records_comes_back_from_their_pdfs() -> None:
    sources = drawn(RECORDS, 200)
    layouts = [LAYOUTS[number % 2] for number in range(len(sources))]
    packages = [docx_of(source, style=layout) for source, layout in zip(sources, layouts, strict=True)]
    pairs = list(zip(sources, map(parse, converted(packages)), strict=True))
    assert len(pairs) == 200
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


# --- evidence ---


def printed_values(record: Letter) -> dict[str, str]:
    """Return what a letter prints of every value, by the value's path."""
    found: dict[str, Any] = {
        "file_reference": record.file_reference,
        "department": record.department,
        "salutation": record.salutation,
        "lead_in": record.lead_in,
        "date": record.date and spelled(record.date),
        "confidential": record.confidential is not None and wording.CONFIDENTIAL,
        "report": record.report and wording.OPENINGS[record.report],
        "next_check.date": record.next_check and printed_check(record.next_check),
    }
    for index, each in enumerate(record.resolutions):
        found |= {f"resolutions.{index}.{name}": value for name, value in each}
    for index, point in enumerate(record.points):
        found[f"points.{index}"] = point.text
    for index, statement in enumerate(record.statements):
        found[f"statements.{index}"] = statement.text
        found[f"statements.{index}.status"] = statement.status.german
    for index, value in enumerate(record.previous_checks):
        found[f"previous_checks.{index}"] = spelled_previous(value)
    for name in ("recipients", "papers_mentioned", "attachments"):
        found |= {f"{name}.{index}": value for index, value in enumerate(getattr(record, name))}
    for name in ("signed_by", "acknowledged_by"):
        people: tuple[Person, ...] = getattr(record, name)
        found |= {f"{name}.{index}.name": each.name for index, each in enumerate(people)}
        found |= {f"{name}.{index}.role": each.role for index, each in enumerate(people)}
    return {path: str(value) for path, value in found.items() if value}


def unfounded(back: Letter, content: bytes) -> list[str]:
    """Return the paths of values without evidence, or with one that does not hold their words."""
    printed = printed_values(back)
    without = [path for path in printed if path not in back.evidence]
    without += [
        path for path, each in back.evidence.items() if squeeze(printed[path]) not in squeeze(each.raw)
    ]
    return without + astray(back, Text(read(content).pages))


@SAMPLES
def test_every_value_of_a_docx_has_its_evidence(name: str, layout: Layout) -> None:
    back = parse(written(name, layout))
    assert unfounded(back, written(name, layout)) == []
    assert {(each.rule, each.confidence) for each in back.evidence.values()} == {("standard-form", 0.99)}
    assert not back.evidence["report"].boxes


@needs_office
@SAMPLES
def test_every_value_of_a_pdf_has_its_evidence_and_its_place(name: str, layout: Layout) -> None:
    back = from_pdf(name, layout)
    assert unfounded(back, sample_pdfs()[name, layout]) == []
    assert [path for path, each in back.evidence.items() if not each.boxes] == []
    assert all(0 < box[0] < box[2] < 596 and 0 < box[1] < box[3] < 842 for box in boxes_of(back))


def boxes_of(back: Letter) -> Iterator[tuple[float, float, float, float]]:
    for each in back.evidence.values():
        yield from each.boxes


@given(RECORDS)
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_every_value_of_any_record_has_its_evidence(record: Letter) -> None:
    package = docx_of(record)
    assert unfounded(parse(package), package) == []


@SAMPLES
def test_nothing_is_remarked_on_a_letter_but_what_its_record_lacks(name: str, layout: Layout) -> None:
    codes = {each.code for each in parse(written(name, layout)).findings}
    assert codes <= {each.code for each in original(name).findings}
    assert not any(re.search("unassigned|unfilled|unreadable", code) for code in codes)
