"""The whole way of a file: one letter, several, none, damaged ones, and another city's."""

import io
from pathlib import Path

import pytest

from letters import LETTER, astray, codes, text_behind
from ratsdok.errors import EmptyFileError, ProfileError
from ratsdok.pipeline import parse, parse_all

SECOND = LETTER.replace("A0412/16", "A0433/16").replace("Hecken am Krähenwinkel", "Zäune am Krähenwinkel")
ANOTHER_KIND = """\
Hausmitteilung

Geschäftsbereich Umwelt und Kommunalwirtschaft

Stellungnahme zum Antrag A0412/16

Sehr geehrte Damen und Herren,

der Antrag ist aus fachlicher Sicht zu begrüßen. Über die Hecken wird in der Beschlusskontrolle berichtet.

Mit freundlichen Grüßen
"""


# --- sources ---


def test_a_path_a_name_bytes_or_a_file(tmp_path: Path) -> None:
    path = tmp_path / "hecken.txt"
    path.write_text(LETTER, "utf-8")
    letter = parse(path)
    assert letter.document.name == "hecken.txt"
    assert parse(str(path)) == letter
    assert parse(LETTER.encode(), name="hecken.txt") == letter
    assert parse(io.BytesIO(LETTER.encode()), name="hecken.txt") == letter


def test_the_document_is_described() -> None:
    document = parse(LETTER.encode(), name="hecken.txt").document
    assert (document.media_type, document.pages, document.text_source, document.profile) == (
        "text/plain",
        1,
        "text",
        "dresden",
    )


def test_line_ends_of_any_system_read_alike() -> None:
    letter = parse(LETTER.encode())
    for line_end in ("\r\n", "\r"):
        other = parse(LETTER.replace("\n", line_end).encode())
        assert other.model_copy(update={"document": letter.document}) == letter


def test_what_reading_remarks_is_a_finding() -> None:
    assert codes(parse(LETTER.encode("cp1252"))) == ["decoded-as-cp1252"]
    assert codes(parse(ANOTHER_KIND.encode("cp1252"))) == ["decoded-as-cp1252"]


def test_errors_name_the_file() -> None:
    with pytest.raises(EmptyFileError, match=r"^hecken\.txt: "):
        parse(b" \n", name="hecken.txt")


# --- several letters, none, a part ---


def test_of_several_letters_parse_gives_the_first_and_says_so() -> None:
    letter = parse(f"{LETTER}\f{SECOND}\f{LETTER}".encode())
    assert letter.resolutions[0].paper == "A0412/16"
    (finding,) = letter.findings
    assert (finding.code, finding.severity) == ("second-letter", "warning")
    assert "ab Seite 2, 3" in finding.message


def test_parse_all_gives_each_with_its_evidence() -> None:
    string = f"{LETTER}\f{SECOND}"
    first, second = parse_all(string.encode())
    assert [letter.resolutions[0].paper for letter in (first, second)] == ["A0412/16", "A0433/16"]
    assert second.resolutions[0].subject == "Zäune am Krähenwinkel"
    assert {each.page for each in first.evidence.values()} == {1}
    assert {each.page for each in second.evidence.values()} == {2}
    assert astray(first, text_behind(string)) == astray(second, text_behind(string)) == []
    assert codes(first) == codes(second) == []


def test_an_annex_is_no_second_letter() -> None:
    letter = parse(f"{LETTER}\fAnlage 1\n1. Hecken: 36.000 Euro\n2. Zäune: 12.000 Euro".encode())
    assert len(letter.points) == 2
    assert codes(letter) == []


def test_another_document_has_no_values() -> None:
    letter = parse(ANOTHER_KIND.encode())
    assert set(letter.model_dump(exclude_defaults=True)) == {"kind", "document"}
    assert letter.kind == "other"
    assert parse_all(ANOTHER_KIND.encode()) == [letter]


@pytest.mark.parametrize(
    ("last", "statements", "next_check"),
    [
        # before the signatures
        ("30. Juni 2018", 2, True),
        # in mid sentence
        ("Der Bericht wird", 2, False),
        # in mid quotation
        ("2. „Über die Pflege", 1, False),
        # behind the opening
        ("gegeben werden:", 0, False),
    ],
)
def test_a_letter_that_breaks_off(last: str, statements: int, next_check: bool) -> None:
    letter = parse(LETTER[: LETTER.index(last) + len(last)].encode())
    assert "truncated" in codes(letter)
    assert len(letter.statements) == statements
    assert (letter.next_check is not None) is next_check
    assert letter.signed_by == ()


def test_a_bad_profile_is_told_before_the_file_is_read() -> None:
    with pytest.raises(ProfileError):
        parse("nirgends.pdf", profile="entenhausen")
