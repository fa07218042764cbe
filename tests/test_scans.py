"""The sample scans to their true records, and the places where their values were found."""

import itertools
import re
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from ratsdok import Letter, parse
from ratsdok.page import Box, Document
from ratsdok.reading import images, pdf, read
from ratsdok.reading.ocr.recogniser import recognise
from ratsdok.reading.ocr.settings import Ocr
from ratsdok.reading.picture import Picture
from ratsdok.reading.source import Kind, load

SCANS = Path(__file__).parents[1] / "samples" / "scans"
NAMES = sorted(path.name for path in SCANS.iterdir() if path.suffix != ".json")
TURNED = ["gedreht.pdf", "grau.pdf", "schwarzweiss.tiff", "foto.jpg", "farbe.pdf"]

# Field, scan -> what is misread there.
MISSED: dict[tuple[str, str], str] = {}


@cache
def letter(name: str) -> Letter:
    return parse(SCANS / name)


@cache
def true(name: str) -> Letter:
    return Letter.from_json((SCANS / name).with_suffix(".json").read_text("utf-8"))


@cache
def document(name: str) -> Document:
    return read(SCANS / name)


FIELDS: dict[str, Any] = {
    "paper": lambda each: [one.paper for one in each.resolutions],
    "meeting": lambda each: [one.meeting for one in each.resolutions],
    "report": lambda each: each.report,
    "next check": lambda each: each.next_check and (each.next_check.date, each.next_check.precision),
    "labels": lambda each: [point.label for point in each.points],
    "pages": lambda each: (each.document.pages, each.document.text_source, each.document.media_type),
}


def cases() -> list[Any]:
    return [
        pytest.param(
            field,
            name,
            marks=[pytest.mark.xfail(strict=True, reason=MISSED[field, name])]
            if (field, name) in MISSED
            else [],
        )
        for field, name in itertools.product(FIELDS, NAMES)
    ]


@pytest.mark.parametrize(("field", "name"), cases())
def test_a_sample_scan_gives_its_true_record(field: str, name: str) -> None:
    assert FIELDS[field](letter(name)) == FIELDS[field](true(name))


@pytest.mark.parametrize("name", NAMES)
def test_never_a_wrong_date_or_a_wrong_tick(name: str) -> None:
    assert letter(name).date in (true(name).date, None)
    assert letter(name).confidential in (true(name).confidential, None)


def shown(name: str, number: int) -> Picture:
    """Return a page's picture as it lies in the file."""
    source = load(SCANS / name)
    reader = pdf.picture_of_page if source.kind is Kind.PDF else images.picture_of_page
    return reader(source, number)


def around(picture: Picture, box: Box, turns: int, skew: float) -> Any:
    """Cut a place out of a page as shown, a little widened, and turn it upright."""
    scale, wide = picture.dpi / 72, 5
    left, top, right, bottom = (
        round(side * scale) for side in (box.x0 - wide, box.top - wide, box.x1 + wide, box.bottom + wide)
    )
    height, width = picture.grey.shape
    assert 0 <= left < right <= width
    assert 0 <= top < bottom <= height
    assert (right - left) * (bottom - top) < 0.05 * width * height  # else the page itself would do
    part = Image.fromarray(np.ascontiguousarray(np.rot90(picture.grey[top:bottom, left:right], -turns)))
    return np.asarray(
        part.rotate(skew, resample=Image.Resampling.BILINEAR, fillcolor=int(np.median(np.asarray(part))))
    )


def digits(text: str) -> str:
    return re.sub(r"\D", "", text)


@pytest.mark.parametrize("name", TURNED)
def test_the_box_of_the_paper_holds_its_number(name: str) -> None:
    evidence = letter(name).evidence["resolutions.0.paper"]
    placement = document(name).pages[evidence.page - 1].placement
    assert placement is not None
    (box,) = evidence.boxes
    part = around(shown(name, evidence.page), Box(*box), placement.quarter_turns, placement.skew)
    read_there = " ".join(token.text for token in recognise(part, 200, Ocr(), layout="line"))
    assert digits(true(name).resolutions[0].paper or "") in digits(read_there)


def test_the_samples_above_are_really_turned_and_askew() -> None:
    placements = [page.placement for name in TURNED for page in document(name).pages if page.placement]
    assert len({placement.quarter_turns for placement in placements}) > 1
    assert max(abs(placement.skew) for placement in placements) > 0.5


def test_threads_give_the_same_records_as_one_after_the_other() -> None:
    names = ["graustufen.png", "vertraulich.pdf", "text-und-bild.pdf", "rueckseiten.pdf"]
    with ThreadPoolExecutor(2) as pool:
        together = list(pool.map(lambda name: parse(SCANS / name), names))
    assert together == [letter(name) for name in names]


def test_workers_give_the_same_record_as_one() -> None:
    assert parse(SCANS / "gedreht.pdf", ocr=Ocr(workers=2)) == letter("gedreht.pdf")
