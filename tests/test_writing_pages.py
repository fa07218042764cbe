"""The printed pages: what stands where, measured in millimetres on their pictures."""

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import numpy as np
import pypdfium2
import pytest

from letters import sample_record
from ratsdok.form.wording import reference_line
from ratsdok.writing import LAYOUTS, Layout, docx_of, office
from standard_letters import NAMES, WRITTEN, letter, needs_office, written

pytestmark = needs_office
SAMPLES = pytest.mark.parametrize(("name", "layout"), WRITTEN)
EACH = pytest.mark.parametrize("name", NAMES)

DOTS = 8  # a millimetre: about 200 dpi
INK = 200  # and darker, of 255
MILLIMETRES = 25.4 / 72


class Place(NamedTuple):
    """A place on a page, in millimetres from its left and top edges."""

    left: float
    top: float
    right: float
    bottom: float


# DIN 5008:2020, form B.
WINDOW = Place(20, 45, 105, 90)
INFORMATION = Place(125, 50, 200, 98)
FOLDS = (105.0, 148.5, 210.0)
MARGIN_LEFT, MARGIN_RIGHT = 25.0, 190.0
WIDTH, HEIGHT = 210, 297

CROWDED = letter(
    resolutions=[{"paper": "V0815/30", "meeting": "SR/009/2030", "subject": "Bänke am Weiher " * 9}],
    date="2031-02-14",
    file_reference="(GB 9) 12 34 56 78 90",
    department="Geschäftsbereich Licht, Wege, Brunnen und Denkmäler, Abteilung für Bänke und Laternen",
    recipients=[
        "den Vorsitzenden des Ausschusses für Licht und Wege",
        "Herrn Balduin Specht",
        "über das Büro",
    ],
    confidential=True,
    points=[{"label": str(number), "text": "Der Weg wird beleuchtet. " * 20} for number in range(1, 12)],
    statements=[{"text": "Die Leuchten sind bestellt. " * 40, "status": "in_progress"}],
    signed_by=[{"name": "Wilma Zaunkönig", "role": "Beigeordnete"}],
    acknowledged_by=[{"name": "Balduin Specht"}],
)


@cache
def pdfs() -> dict[tuple[str, Layout], bytes]:
    """Return all letters' PDFs."""
    packages = {each: written(*each) for each in WRITTEN}
    packages |= {("crowded", layout): docx_of(CROWDED, style=layout) for layout in LAYOUTS}
    return dict(zip(packages, office.convert_all(list(packages.values()), seconds=300), strict=True))


@cache
def ink(name: str, layout: Layout) -> list[np.ndarray]:
    """Return which dots of each page are inked, rows from the top."""
    scale = DOTS * MILLIMETRES
    document = pypdfium2.PdfDocument(pdfs()[name, layout])
    return [page.render(scale=scale, grayscale=True).to_numpy() < INK for page in document]


@cache
def words(name: str, layout: Layout) -> list[list[tuple[str, Place]]]:
    """Return what stands on each page, piece by piece with its place."""
    document = pypdfium2.PdfDocument(pdfs()[name, layout])
    return [list(pieces(page)) for page in document]


def pieces(page: pypdfium2.PdfPage) -> Iterator[tuple[str, Place]]:
    text, height = page.get_textpage(), page.get_height()
    for index in range(text.count_rects()):
        left, bottom, right, top = text.get_rect(index)
        place = Place(*(edge * MILLIMETRES for edge in (left, height - top, right, height - bottom)))
        words = text.get_text_bounded(left, bottom, right, top).strip()
        yield words.replace("\x02", "-"), place  # what PDFium calls a hyphen at the end of a line


def inked(page: np.ndarray, place: Place) -> np.ndarray:
    """Return the dots within a place."""
    left, top, right, bottom = (round(edge * DOTS) for edge in place)
    return page[top:bottom, left:right]


def spans(page: np.ndarray, place: Place) -> list[float]:
    """Return the middles of all inked stretches from top to bottom of a place, in millimetres."""
    rows = np.flatnonzero(inked(page, place).any(axis=1))
    stretches = np.split(rows, np.flatnonzero(np.diff(rows) > 1) + 1) if rows.size else []
    return [place.top + float(rows.mean() + 0.5) / DOTS for rows in stretches]


def top_of(name: str, layout: Layout, beginning: str) -> float:
    """Return where on the first page the words begin that begin so."""
    return next(place.top for text, place in words(name, layout)[0] if text.startswith(beginning))


@SAMPLES
def test_every_page_is_a4_and_says_something(name: str, layout: Layout) -> None:
    for page in pypdfium2.PdfDocument(pdfs()[name, layout]):
        assert [round(edge * MILLIMETRES) for edge in page.get_size()] == [WIDTH, HEIGHT]
    for page in ink(name, layout):
        assert inked(page, Place(MARGIN_LEFT, 20, MARGIN_RIGHT, 272)).any()


@SAMPLES
def test_the_margins_hold(name: str, layout: Layout) -> None:
    for number, page in enumerate(ink(name, layout)):
        text_from = 98.0 if number == 0 else 24.9
        assert not inked(page, Place(0, text_from, MARGIN_LEFT - 0.2, HEIGHT))[:, 10 * DOTS :].any()
        assert not inked(page, Place(MARGIN_RIGHT + 0.2, text_from, WIDTH, HEIGHT)).any()
        assert not inked(page, Place(0, HEIGHT - 25, WIDTH, HEIGHT - 16)).any()  # above the page's number
        assert not inked(page, Place(0, HEIGHT - 12, WIDTH, HEIGHT)).any()
        assert number == 0 or not inked(page, Place(0, 0, WIDTH, 24.9)).any()


@SAMPLES
def test_every_page_has_its_number(name: str, layout: Layout) -> None:
    document = pypdfium2.PdfDocument(pdfs()[name, layout])
    for number, page in enumerate(document, 1):
        text = page.get_textpage().get_text_range()
        assert f"Seite {number} von {len(document)}" in text
        assert text.count("Seite ") - text.count(f"Seite {number} von {len(document)}") <= 1  # of a report
        (bottom,) = {place.bottom for text, place in words(name, layout)[number - 1] if text == "von"}
        assert bottom == pytest.approx(HEIGHT - 12.7, abs=1)


@EACH
def test_din_5008_only_the_address_is_in_the_window(name: str) -> None:
    record = sample_record(name)
    inside = [text for text, place in words(name, "din5008")[0] if overlaps(place, WINDOW)]
    said = [f"Landeshauptstadt Dresden · {record.department}", "☐☒ vertraulich", "An alle"]
    said += record.recipients
    assert [text for text in inside if not any(bare(text) in bare(each) for each in said)] == []
    for recipient in record.recipients:
        assert bare(recipient) in bare("".join(inside))
    # and all of it is in there
    page = ink(name, "din5008")[0]
    for place in (
        Place(0, WINDOW.top - 10, INFORMATION.left - 0.2, WINDOW.top),
        Place(0, WINDOW.top, WINDOW.left - 0.2, WINDOW.bottom),
        Place(WINDOW.right, WINDOW.top, INFORMATION.left - 0.2, WINDOW.bottom),
        Place(0, WINDOW.bottom, INFORMATION.left - 0.2, 98.0),
    ):
        assert not inked(page, place).any()


def overlaps(one: Place, other: Place) -> bool:
    return (
        one.left < other.right
        and other.left < one.right
        and one.top < other.bottom
        and other.top < one.bottom
    )


def bare(text: str) -> str:
    return "".join(text.split())


@EACH
def test_din_5008_the_information_block_begins_at_125_mm(name: str) -> None:
    inside = [(text, place) for text, place in words(name, "din5008")[0] if overlaps(place, INFORMATION)]
    assert [text for text, _ in inside][:1] == ["Hausmitteilung"]
    for text, place in inside:
        assert place.left >= INFORMATION.left, text
        assert place.right <= INFORMATION.right, text
        assert 50 <= place.top < place.bottom <= 90, text
    columns = inked(ink(name, "din5008")[0], Place(110, 50, 200, 90)).any(axis=0)
    assert 110 + float(np.argmax(columns)) / DOTS == pytest.approx(INFORMATION.left, abs=0.6)


@EACH
def test_din_5008_fold_and_hole_marks(name: str) -> None:
    first, *others = ink(name, "din5008")
    edge = Place(0, 0, 19, HEIGHT)
    assert spans(first, edge) == pytest.approx(FOLDS, abs=0.5)
    columns = np.flatnonzero(inked(first, edge).any(axis=0)) / DOTS
    assert 4.5 <= columns.min() < columns.max() <= 10
    assert not any(inked(page, edge).any() for page in others)


@EACH
def test_din_5008_the_reference_line_is_below_the_address_field(name: str) -> None:
    resolution = sample_record(name).resolutions[0]
    line = reference_line(resolution.paper, resolution.meeting)[:30]
    assert top_of(name, "din5008", line) >= 98.46


@EACH
def test_hausmitteilung_the_parts_of_the_head_stand_in_their_places(name: str) -> None:
    record = sample_record(name)
    resolution = record.resolutions[0]
    assert top_of(name, "hausmitteilung", "Hausmitteilung") == pytest.approx(20, abs=2)
    assert top_of(name, "hausmitteilung", reference_line(resolution.paper, resolution.meeting)[:30]) >= 90
    page = ink(name, "hausmitteilung")[0]
    assert not inked(page, Place(0, 0, 19, HEIGHT)).any()  # no marks for folding
    assert not inked(page, Place(110.5, 42, 124.8, 80)).any()  # between addressee and sender
    head = [place for _, place in words(name, "hausmitteilung")[0] if 40 < place.top < 90]
    assert max(place.bottom for place in head) <= 80
    assert min(place.left for place in head) == pytest.approx(25, abs=0.6)


# Letters that end at any height of a page.
LENGTHS = [
    letter(
        recipients=["Fraktionen"],
        report="interim",
        statements=[
            {"text": "Die Leuchten am Mühlgraben sind bestellt. " * (2 * number), "status": "planned"}
        ],
        signed_by=[{"name": "Wilma Zaunkönig", "role": "Beigeordnete für Licht"}],
        acknowledged_by=[{"name": "Balduin Specht", "role": "Oberbürgermeister"}],
        attachments=["Anlage"],
    )
    for number in range(40)
]


@cache
def ends(layout: Layout) -> list[list[dict[str, Place]]]:
    """Return the pieces of text on the pages of these letters."""
    made = office.convert_all([docx_of(each, style=layout) for each in LENGTHS], seconds=300)
    return [[dict(pieces(page)) for page in pypdfium2.PdfDocument(pdf)] for pdf in made]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_longer_letter_has_no_fewer_pages(layout: Layout) -> None:
    counts = [len(pages) for pages in ends(layout)]
    assert counts == sorted(counts)
    assert counts[0] == 1
    assert counts[-1] > 1


@pytest.mark.parametrize("layout", LAYOUTS)
def test_who_signed_stands_beside_who_took_note_wherever_the_page_ends(layout: Layout) -> None:
    for pages in ends(layout):
        (page,) = (page for page in pages if "Kenntnisnahme:" in page)
        heading, sender = page["Kenntnisnahme:"], page["Wilma Zaunkönig"]
        mayor, office_held = page["Balduin Specht"], page["Oberbürgermeister"]
        assert sender.left == pytest.approx(MARGIN_LEFT, abs=1)
        assert heading.left > 105
        assert mayor.left == pytest.approx(heading.left, abs=1)
        assert office_held.left == pytest.approx(heading.left, abs=1)
        assert mayor.top - heading.bottom > 10  # room for a hand
        assert office_held.top > mayor.bottom - 1


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_letter_does_not_end_a_page_with_its_closing(layout: Layout) -> None:
    for pages in ends(layout):
        (page,) = (page for page in pages if "Mit freundlichen Grüßen" in page)
        assert "Wilma Zaunkönig" in page


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_crowded_letter_keeps_its_places(layout: Layout) -> None:
    pages = ink("crowded", layout)
    assert len(pages) > 2
    for page in pages[1:]:
        assert not inked(page, Place(0, 0, WIDTH, 24.9)).any()
        assert not inked(page, Place(0, 0, MARGIN_LEFT - 0.2, HEIGHT)).any()
    line = top_of("crowded", layout, "Beschlusskontrolle zu V0815/30")
    head = [place for _, place in words("crowded", layout)[0] if 40 < place.top < line - 0.5]
    assert max(place.bottom for place in head) <= line
    if layout == "din5008":
        assert line >= 98.46
        assert max(place.bottom for place in head if place.left < 105) <= WINDOW.bottom
