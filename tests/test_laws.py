"""What holds for any text, and for letters damaged at random."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from damage import damaged_letters
from letters import LETTER, SAMPLES, astray, text_behind
from ratsdok.errors import RatsdokError
from ratsdok.letter import Letter
from ratsdok.pipeline import parse, parse_all

LAW = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=80)


def survives_json(letter: Letter) -> bool:
    return Letter.from_json(letter.to_json()) == letter


@given(st.one_of(st.text(), st.binary().map(lambda data: data.decode("latin-1"))))
@LAW
def test_any_text_gives_a_record_or_an_error_of_ours(text: str) -> None:
    try:
        letters = parse_all(text.encode("utf-8", errors="replace"))
    except RatsdokError:
        return
    assert all(survives_json(letter) for letter in letters)


@given(st.binary())
@LAW
def test_any_bytes_give_a_record_or_an_error_of_ours(data: bytes) -> None:
    try:
        assert survives_json(parse(data))
    except RatsdokError:
        return


@given(st.lists(st.sampled_from(LETTER.split("\n")), max_size=30), st.sampled_from(["\n", "\n\n", "\n\f"]))
@LAW
def test_any_order_of_a_letter_s_lines_gives_a_record(lines: list[str], between: str) -> None:
    string = between.join(lines)
    if string.strip():
        letters = parse_all(string.encode())
        assert all(survives_json(letter) for letter in letters)
        assert [path for letter in letters for path in astray(letter, text_behind(string))] == []


@given(damaged_letters())
@LAW
def test_a_damaged_letter_gives_a_record_whose_evidence_leads_back(string: str) -> None:
    letters = parse_all(string.encode())
    assert all(survives_json(letter) for letter in letters)
    assert [path for letter in letters for path in astray(letter, text_behind(string))] == []


@given(damaged_letters())
@LAW
def test_reading_twice_gives_the_same(string: str) -> None:
    assert parse_all(string.encode()) == parse_all(string.encode())
    assert parse(string.encode()).to_json() == parse(string.encode()).to_json()


def test_reading_a_pdf_twice_gives_the_same() -> None:
    path = SAMPLES / "gleisdreieck.pdf"
    assert parse(path).to_json() == parse(path.read_bytes(), name=path.name).to_json()
