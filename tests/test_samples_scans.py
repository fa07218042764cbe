"""The printer and scanner of invented letters: the same for a seed, true, and of the decay asked for."""

import json
from functools import cache
from pathlib import Path
from random import Random

import numpy as np
import pypdfium2 as pdfium
import pytest
from PIL import Image
from samples.bindings import bound
from samples.gold import annotated
from samples.layers import damaged
from samples.plain_print import printable, printed_text
from samples.proof import Print, printed_letter
from samples.record import record_of
from samples.scanner import LEVELS, Scan, Setting, scan
from samples.scans import ending_of, level_of, write_letter, write_texts
from samples.showcase import SAMPLES, SCANS, Sample
from samples.texts import LetterText, prose
from samples.variations import vary

from ratsdok import parse
from ratsdok.evaluation.comparing import squeeze
from ratsdok.evaluation.corpus import read_corpus
from ratsdok.letter import Letter

SEEDS = range(40)
STAMPED = 5016  # one page, with a stamped date
TICKED = 5005  # one page, confidential
UNTICKED = 5011


@cache
def letter(seed: int) -> LetterText:
    return vary(seed)


@cache
def printed(seed: int) -> Print:
    return printed_letter(letter(seed))


@cache
def scanned(seed: int, level: str, dpi: int = 100, mode: str = "grey") -> Scan:
    setting = Setting(dpi, mode)  # type: ignore[arg-type]
    return scan(printed_letter(letter(seed), unstamped=True), letter(seed), LEVELS[level], seed, setting)


def pixels(page: Image.Image) -> np.ndarray:
    return np.asarray(page.convert("L"), np.float32)


# --- variations ---


def test_a_seed_gives_the_same_letter_and_another_seed_another() -> None:
    assert vary(7) == vary(7)
    assert len({letter(seed).model_dump_json() for seed in SEEDS}) == len(SEEDS)


def test_variations_show_every_form() -> None:
    letters = [letter(seed) for seed in range(250)]
    papers = [each.resolutions[0].paper for each in letters]
    meetings = {(each.resolutions[0].meeting or "none").split("/")[0].split()[0] for each in letters}
    assert {"SR", "JHA", "WF", "SB", "SBR", "OSR", "none"} <= meetings
    assert {paper[0] for paper in papers} == {"V", "A"}
    assert any(paper.startswith("V-") for paper in papers)
    assert {each.report for each in letters} == {"interim", "final", "mixed", None}
    checks = {each.next_check.precision for each in letters if each.next_check}
    assert checks == {"day", "month", "quarter", "half-year", "year"}
    assert 0.3 < sum(each.confidential for each in letters) / len(letters) < 0.5
    assert {"", True} <= {each.typed or each.stamp for each in letters}


@pytest.mark.parametrize("seed", SEEDS)
def test_what_a_variation_says_of_days_is_plausible(seed: int) -> None:
    content = letter(seed)
    if content.date is None:
        return
    meeting = content.resolutions[0].meeting
    assert meeting is None or int(meeting[-2:]) <= content.date.year % 100
    assert content.next_check is None or content.next_check.date > content.date
    assert all(check <= content.date.isoformat() for check in content.previous_checks)


def test_parsing_a_variation_gives_what_is_true_of_it() -> None:
    wrong = []
    for seed in SEEDS[:25]:
        print_ = printed(seed)
        true = record_of(letter(seed), f"{seed}.pdf", print_.pdf, len(print_.pages))
        read = parse(print_.pdf, name=f"{seed}.pdf")
        wrong += [(seed, *miss) for miss in differences(true, read)]
    assert wrong == []


def differences(true: Letter, read: Letter) -> list[tuple[str, object, object]]:
    def view(each: Letter) -> dict[str, object]:
        return {
            "resolutions": [(one.paper, one.meeting) for one in each.resolutions],
            "date": each.date,
            "report": each.report,
            "confidential": each.confidential,
            "points": [(one.label, squeeze(one.text)) for one in each.points],
            "statements": [(one.points, squeeze(one.text)) for one in each.statements],
            "next_check": each.next_check and (each.next_check.date, each.next_check.precision),
        }

    wanted, found = view(true), view(read)
    return [(field, wanted[field], found[field]) for field in wanted if wanted[field] != found[field]]


# --- the annotated corpus ---


def test_a_corpus_of_scans_loads_and_its_passages_are_what_letters_say(tmp_path: Path) -> None:
    names = [write_letter(tmp_path, seed, "heavy", "pdf") for seed in (TICKED, UNTICKED)]
    assert names == [f"heavy-{TICKED}", f"heavy-{UNTICKED}"]
    assert sorted(path.stem for path in (tmp_path / "scans").iterdir()) == sorted(names)
    for each in read_corpus(tmp_path):
        content = letter(int(each.gold.id.split("-")[1]))
        said = [squeeze(prose(piece.text)) for piece in content.body if piece.point is not None]
        assert [squeeze(point.text) for point in each.points] == said
        assert each.gold.paper == content.resolutions[0].paper
    gold = json.loads((tmp_path / "gold" / f"heavy-{TICKED}.json").read_text("utf-8"))
    assert gold["confidential"] is True
    assert gold["level"] == "heavy"


@pytest.mark.parametrize("seed", SEEDS)
def test_anchors_stand_in_the_printed_text(seed: int) -> None:
    text = printed(seed).text()
    gold = annotated(letter(seed), printed(seed), f"light-{seed}", "light")
    for passage in (*gold["points"], *gold["statements"]):
        assert passage["from"] in text
        assert passage["to"] in text
    assert text.count("\f") == len(printed(seed).pages) - 1


# --- the scanner ---


def test_a_scan_is_decided_by_its_seed() -> None:
    first = bound(scanned(STAMPED, "medium"), "pdf")
    scanned.cache_clear()
    assert bound(scanned(STAMPED, "medium"), "pdf") == first


def test_levels_differ_in_noise() -> None:
    # Blank paper below the letter's end, where only grain and shade can be.
    grain = [float(pixels(scanned(STAMPED, level).pages[0])[860:900, 300:400].std()) for level in LEVELS]
    assert grain == sorted(grain)
    assert grain[2] > 2 * grain[0]


def test_dates_are_stamped_in_the_picture_only() -> None:
    without = printed_letter(letter(STAMPED), unstamped=True)
    words = pdfium.PdfDocument(without.pdf)[0].get_textpage().get_text_range()
    assert letter(STAMPED).stamp not in words
    assert letter(STAMPED).stamp in without.text()
    line = next(line for line in without.pages[0] if line.text == letter(STAMPED).stamp)
    x, y = round(line.x * 100 / 72), round((842 - line.y) * 100 / 72)
    assert pixels(scanned(STAMPED, "light").pages[0])[y - 25 : y + 8, x : x + 130].min() < 140


@pytest.mark.parametrize("seed", [TICKED, STAMPED])
def test_only_confidential_letters_are_ticked(seed: int) -> None:
    def ink_at_box(confidential: bool) -> int:
        content = letter(seed).model_copy(update={"confidential": confidential})
        print_ = printed_letter(content, unstamped=True)
        page = pixels(scan(print_, content, LEVELS["light"], seed, Setting(100)).pages[0])
        left, foot, side = print_.boxes[0]
        # The page may have slipped on the glass by five points.
        x, y = round((left - 9) * 100 / 72), round((842 - foot - side - 9) * 100 / 72)
        return int((page[y : y + 37, x : x + 30] < 140).sum())

    assert ink_at_box(confidential=True) > ink_at_box(confidential=False) + 10


def test_turned_pages_lie_on_their_side_and_backs_are_empty() -> None:
    print_ = printed_letter(letter(STAMPED), unstamped=True)
    setting = Setting(72, turns=(1,), blank_back=True)
    turned = scan(print_, letter(STAMPED), LEVELS["heavy"], 1, setting)
    assert turned.fronts == [0, None]
    assert all(page.width > page.height for page in turned.pages)
    front, back = (pixels(page) for page in turned.pages)
    assert np.percentile(front, 0.5) < np.percentile(back, 0.5)


@pytest.mark.parametrize(
    ("ending", "start"), [("pdf", b"%PDF"), ("tiff", b"II*"), ("png", b"\x89PNG"), ("jpg", b"\xff\xd8")]
)
@pytest.mark.parametrize("mode", ["grey", "bilevel"])
def test_scans_are_bound_in_every_format(ending: str, start: bytes, mode: str) -> None:
    data = bound(scanned(STAMPED, "light", 100, mode), ending)
    assert data.startswith(start)
    if ending == "pdf":
        width, height = pdfium.PdfDocument(data)[0].get_size()
        assert (round(width), round(height)) == pytest.approx((595, 842), abs=1)


def test_levels_and_formats_are_drawn_with_the_seed() -> None:
    assert {level_of(seed, "mixed") for seed in range(30)} == set(LEVELS)
    assert level_of(3, "light") == "light"
    one_page = scanned(STAMPED, "light")
    assert {ending_of(seed, "mixed", one_page) for seed in range(40)} == {"pdf", "tiff", "png", "jpg"}
    assert ending_of(1, "tiff", one_page) == "tiff"


# --- plain texts ---


def test_texts_are_printed_line_by_line_and_scanned_without_gold(tmp_path: Path) -> None:
    source = tmp_path / "brief.txt"
    source.write_text("Erste Zeile □ ſ\n" + "breit " * 60 + "\n\fZweite Seite\n", "utf-8")
    write_texts(tmp_path / "out", [source], 8, "heavy", "pdf")
    assert len(pdfium.PdfDocument(tmp_path / "out" / "scans" / "brief.pdf")) == 2
    assert not (tmp_path / "out" / "gold").exists()


def test_long_texts_go_on_on_further_pages() -> None:
    assert len(printed_text("Zeile\n" * 130).pages) == 3
    assert printable("ſ→„ﬁ“\u202f§") == "s-„f“ §"


# --- the sample scans ---


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_sample_scans_have_their_true_record(sample: Sample) -> None:
    data = (SCANS / sample.name).read_bytes()
    record = Letter.from_json((SCANS / f"{Path(sample.name).stem}.json").read_bytes())
    assert record == sample.record(data)
    if sample.name.endswith(".pdf"):
        assert len(pdfium.PdfDocument(data)) == sample.pages()


def test_sample_scans_are_small() -> None:
    assert sum(path.stat().st_size for path in SCANS.iterdir()) < 1_600_000
    assert {path.name for path in SCANS.iterdir() if path.suffix != ".json"} == {
        each.name for each in SAMPLES
    }


def test_a_poor_text_layer_is_damaged_but_as_long() -> None:
    poor = damaged("Beschlusskontrolle zu V0525/21", Random(1))
    assert poor != "Beschlusskontrolle zu V0525/21"
    assert damaged("Beschluss", Random(1), share=0) == "Beschluss"
