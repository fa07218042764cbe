"""What holds for any text, and for letters damaged at random."""

from collections.abc import Iterator

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from damage import damaged_letters
from letters import LETTER, SAMPLES, astray, city, placed_page, text_behind
from ratsdok.errors import RatsdokError
from ratsdok.letter import Letter
from ratsdok.page import Box, Word
from ratsdok.parsing.compose import compose
from ratsdok.parsing.order import in_reading_order
from ratsdok.parsing.second_look import SecondLook
from ratsdok.parsing.text import Text
from ratsdok.parsing.zones import find_zones
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


FORM = (
    (70, 300, "Beschlusskontrolle zu A0412/16 (Sitzungsnummer: SR/031/2016)"),
    (70, 330, "Sehr geehrte Damen und Herren,"),
    (70, 360, "folgender Zwischenstand kann zu oben genanntem Beschluss gegeben werden:"),
)
PLACED = st.tuples(
    st.integers(40, 380), st.integers(30, 820), st.sampled_from(list(filter(None, LETTER.split("\n"))))
)


@given(st.lists(PLACED, max_size=30))
@LAW
def test_lines_anywhere_on_a_page_give_evidence_whose_boxes_lie_round_its_words(
    lines: list[tuple[int, int, str]],
) -> None:
    text = Text([in_reading_order(placed_page(*FORM, *lines), city())])
    zones = find_zones(text.rows, city())
    assume(zones)
    assert zones
    document = parse(LETTER.encode()).document
    letter = compose(zones, SecondLook(text), document, city(), [])
    assert astray(letter, text) == []
    for each in letter.evidence.values():
        words = [word for word in words_within(text, *each.span) if word.box]
        assert words
        # page marks and specks may stand between a value's rows: its own boxes are round its ends
        assert all(any(holds(box, end) for box in each.boxes) for end in (words[0].box, words[-1].box) if end)
        assert all(any(holds(box, word.box) for word in words if word.box) for box in each.boxes)


def words_within(text: Text, start: int, end: int) -> Iterator[Word]:
    offset = 0
    for line in text.pages[0].lines:
        yield from (
            w for w in line.words if start < offset + w.start + len(w.text) and offset + w.start < end
        )
        offset += len(line.text) + 1


def holds(box: tuple[float, float, float, float], word: Box) -> bool:
    return box[0] <= word.x0 and box[1] <= word.top and box[2] >= word.x1 and box[3] >= word.bottom


@given(damaged_letters())
@LAW
def test_reading_twice_gives_the_same(string: str) -> None:
    assert parse_all(string.encode()) == parse_all(string.encode())
    assert parse(string.encode()).to_json() == parse(string.encode()).to_json()


def test_reading_a_pdf_twice_gives_the_same() -> None:
    path = SAMPLES / "gleisdreieck.pdf"
    assert parse(path).to_json() == parse(path.read_bytes(), name=path.name).to_json()
