"""The invented letters in samples/: reproducible, valid, of every pattern, printed as their records say."""

import hashlib
import json
import re
import subprocess
import sys
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pdfplumber
import pytest

from ratsdok.letter import Letter

ROOT = Path(__file__).parents[1]
SAMPLES = ROOT / "samples"
CONTENTS = {path.stem: tomllib.loads(path.read_text("utf-8")) for path in SAMPLES.glob("letters/*.toml")}
NAMES = sorted(CONTENTS)

# What letters do, as tags of the content files.
_PATTERNS = """
    one-quotation-one-report reports-under-headings point-by-point
    heading-beschlusspunkte heading-range heading-und heading-bk
    sub-points-answered block-answered-as-parent label-2a-quoted decimals unnumbered
    number-before-mark number-after-mark number-inside-quotation inner-quotation suspended-hyphen
    beschluss-heading no-resolution no-meeting unanswered-points some-points-quoted answer-by-reference
    list-in-report quarter-at-line-start table-in-point table-in-report bullets-in-point bullets-in-report
    district supplement two-resolutions zum-antrag zur-vorlage
    interim final mixed interim-without-next-check
    next-check-day next-check-month-number next-check-month-name next-check-quarter next-check-half-year
    next-check-year next-check-own-line next-check-joint next-check-absent
    deputy two-mayors confidential typed-date no-date annex attachments-named attachment-word-only
    two-pages three-pages word-over-page papers-mentioned previous-checks other
"""
PATTERNS = _PATTERNS.split()


@cache
def record(name: str) -> Letter:
    return Letter.from_json((SAMPLES / f"{name}.json").read_bytes())


@cache
def lines(name: str) -> list[list[str]]:
    """The text lines of each page, from top to bottom."""
    with pdfplumber.open(SAMPLES / f"{name}.pdf") as pdf:
        return [[line["text"] for line in page.extract_text_lines()] for page in pdf.pages]


def bare(text: str) -> str:
    """Text without blanks and hyphens, which line breaks change."""
    return re.sub(r"[\s-]", "", text)


def body(name: str) -> str:
    """All text of a letter, page marks left out, as one string to search in."""
    kept = [line for page in lines(name) for line in page if not re.fullmatch(r"-\d-|Seite \d von \d", line)]
    return bare("".join(kept))


def tagged(tag: str) -> list[str]:
    return [name for name in NAMES if tag in CONTENTS[name]["tags"]]


def test_making_them_again_gives_the_same_bytes(tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-m", "samples.make", str(tmp_path)], cwd=ROOT, check=True)
    made = {path.name: path.read_bytes() for path in tmp_path.iterdir() if path.is_file()}
    kept = {path.name: path.read_bytes() for path in SAMPLES.iterdir() if path.suffix in (".pdf", ".json")}
    assert made == kept


def test_there_are_enough_letters_and_they_are_small() -> None:
    assert sum(record(name).kind == "beschlusskontrolle" for name in NAMES) >= 15
    assert sum(path.stat().st_size for path in SAMPLES.glob("*") if path.is_file()) < 1_000_000


@pytest.mark.parametrize("pattern", PATTERNS)
def test_every_pattern_is_there(pattern: str) -> None:
    assert tagged(pattern)


@pytest.mark.parametrize("name", NAMES)
def test_record_is_of_this_file(name: str) -> None:
    document = record(name).document
    pdf = (SAMPLES / f"{name}.pdf").read_bytes()
    assert document.name == f"{name}.pdf"
    assert document.sha256 == hashlib.sha256(pdf).hexdigest()
    assert document.pages == len(lines(name))


@pytest.mark.parametrize("name", NAMES)
def test_json_holds_nothing_but_the_record(name: str) -> None:
    text = (SAMPLES / f"{name}.json").read_text("utf-8")
    assert json.loads(text) == record(name).model_dump(mode="json")
    assert not record(name).evidence
    assert not record(name).findings


@pytest.mark.parametrize("name", NAMES)
def test_labels_are_unique_and_statements_cover_only_them(name: str) -> None:
    labels = [point.label for point in record(name).points]
    covered = [label for statement in record(name).statements for label in statement.points]
    assert len(set(labels)) == len(labels)
    assert len(set(covered)) == len(covered)
    assert set(covered) <= set(labels)


@pytest.mark.parametrize("name", set(NAMES) - set(tagged("table-in-point")) - set(tagged("table-in-report")))
def test_whatever_the_record_says_is_printed(name: str) -> None:
    letter, printed = record(name), body(name)
    said = [
        *(point.text for point in letter.points),
        *(statement.text for statement in letter.statements),
        *(f"{each.paper}" for each in letter.resolutions),
        *(f"{each.subject}" for each in letter.resolutions),
        *filter(None, [letter.file_reference, letter.lead_in, letter.salutation]),
        *letter.papers_mentioned,
        *letter.attachments,
        *(person.name for person in letter.signed_by + letter.acknowledged_by),
    ]
    assert [text for text in said if bare(text) not in printed] == []


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_set_outside_the_margins(name: str) -> None:
    with pdfplumber.open(SAMPLES / f"{name}.pdf") as pdf:
        chars: list[dict[str, Any]] = [char for page in pdf.pages for char in page.chars]
    assert min(char["x0"] for char in chars) > 60
    assert max(char["x1"] for char in chars) < 595 - 50
    assert min(char["top"] for char in chars) > 30
    assert max(char["bottom"] for char in chars) < 842 - 30


@pytest.mark.parametrize("name", NAMES)
def test_no_two_lines_overlap(name: str) -> None:
    with pdfplumber.open(SAMPLES / f"{name}.pdf") as pdf:
        words = [page.extract_words() for page in pdf.pages]
    clashes = [
        (one["text"], other["text"])
        for page in words
        for number, one in enumerate(page)
        for other in page[number + 1 :]
        if one["x0"] < other["x1"]
        and other["x0"] < one["x1"]
        # A line's box is taller than its letters; only what reaches into them clashes.
        and min(one["bottom"], other["bottom"]) - max(one["top"], other["top"]) > 1
    ]
    assert clashes == []


def test_some_words_are_divided_and_some_hyphens_suspended_at_line_ends() -> None:
    ends = [line.split()[-1] for name in NAMES for page in lines(name) for line in page]
    starts = [line.split()[0] for name in NAMES for page in lines(name) for line in page]
    after = list(zip(ends, [*starts[1:], ""], strict=True))
    assert sum(end.endswith("-") and start[0].islower() for end, start in after if start) > 40
    assert any(end.endswith("-") and start in ("und", "oder") for end, start in after)


def test_no_word_is_divided_after_a_single_letter() -> None:
    table = (SAMPLES / "breaks.txt").read_text("utf-8").split()
    assert [word for word in table if any(len(part) < 2 for part in word.split("-"))] == []


@pytest.mark.parametrize("name", tagged("word-over-page"))
def test_a_word_goes_over_the_page(name: str) -> None:
    assert [line for line in lines(name)[0] if not line.startswith("Seite")][-1].endswith("-")


@pytest.mark.parametrize("name", tagged("quarter-at-line-start"))
def test_a_quarter_looks_like_a_point(name: str) -> None:
    assert any(re.match(r"\d\. Quartal", line) for page in lines(name) for line in page)


@pytest.mark.parametrize(("tag", "pages"), [("two-pages", 2), ("three-pages", 3)])
def test_letters_are_as_long_as_they_say(tag: str, pages: int) -> None:
    assert {record(name).document.pages for name in tagged(tag)} == {pages}


def test_only_the_confidential_letter_is_ticked() -> None:
    assert [name for name in NAMES if record(name).confidential] == tagged("confidential")


def test_other_documents_have_no_more_than_their_file() -> None:
    for name in tagged("other"):
        filled = record(name).model_dump(exclude_defaults=True)
        assert set(filled) == {"kind", "document"}
