"""PDFs of pictures: which pages are recognised, and what is refused."""

import io

import pypdfium2
import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from packings import flat, with_picture
from pdfs import Drawing, pdf, says
from pictures import LETTER, PAPER, blank, encoded, page
from ratsdok.errors import DamagedFileError, EncryptedFileError, NoTextError, TooLargeError
from ratsdok.page import Document
from ratsdok.reading import read
from ratsdok.reading.ocr.settings import Ocr

WIDTH, HEIGHT = 595, 842
OTHER = "Zweite Seite mit einer Zeile Text darauf"


def read_pdf(data: bytes, mode: str = "auto", password: str | None = None) -> Document:
    return read(data, name="brief.pdf", password=password, ocr=Ocr(mode))  # type: ignore[arg-type]


def shows(picture: Image.Image) -> Drawing:
    def draw(canvas: Canvas) -> None:
        canvas.drawImage(ImageReader(picture), 0, 0, WIDTH, HEIGHT)

    return draw


def test_pages_of_pictures_are_recognised() -> None:
    document = read_pdf(encoded(page(), "PDF", page(OTHER)))
    assert [each.source for each in document.pages] == ["ocr", "ocr"]
    assert PAPER in document.pages[0].lines[0].text
    assert [line.text for line in document.pages[1].lines] == [OTHER]
    assert document.remarks == ()


def test_pages_with_a_text_layer_are_left_alone() -> None:
    document = read_pdf(pdf(says(*LETTER), shows(page(OTHER)), says(OTHER)))
    assert [each.source for each in document.pages] == ["text-layer", "ocr", "text-layer"]
    assert [each.lines[-1].text for each in document.pages] == [LETTER[-1], OTHER, OTHER]


def test_always_and_never() -> None:
    data = pdf(says(*LETTER), shows(page(OTHER)))
    assert [each.source for each in read_pdf(data, "always").pages] == ["ocr", "ocr"]
    never = read_pdf(data, "never")
    assert [each.source for each in never.pages] == ["text-layer", "text-layer"]
    assert [len(each.lines) for each in never.pages] == [len(LETTER), 0]
    assert [(each.code, "Seite 2" in each.message) for each in never.remarks] == [("page-without-text", True)]
    with pytest.raises(NoTextError, match="--ocr auto"):
        read_pdf(pdf(shows(page())), "never")


def test_a_text_layer_full_of_misreadings_is_read_anew_and_a_good_one_kept() -> None:
    # Text behind a picture of it, as scanning software writes it.
    def layered(lines: tuple[str, ...]) -> bytes:
        def draw(canvas: Canvas) -> None:
            says(*lines)(canvas)
            shows(page())(canvas)

        return pdf(draw)

    garbled = tuple("".join("~" if letter in "ersn" else letter for letter in line) for line in LETTER)
    assert read_pdf(layered(garbled)).pages[0].source == "ocr"
    assert PAPER in read_pdf(layered(garbled)).pages[0].lines[0].text
    assert read_pdf(layered(LETTER)).pages[0].source == "text-layer"
    assert read_pdf(layered(garbled), "never").pages[0].source == "text-layer"


def test_an_empty_back_is_passed_over() -> None:
    document = read_pdf(encoded(page(), "PDF", blank()))
    assert [len(each.lines) for each in document.pages] == [len(LETTER), 0]
    assert [(each.code, "Seite 2" in each.message) for each in document.remarks] == [("blank-page", True)]


def test_a_picture_without_print_is_told() -> None:
    def scribble(canvas: Canvas) -> None:
        canvas.setLineWidth(30)
        canvas.circle(300, 400, 100)

    document = read_pdf(pdf(says(*LETTER), scribble))
    assert [each.code for each in document.remarks] == ["nothing-recognised"]


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_turned_sheet_is_read_upright_with_boxes_of_the_page_as_shown(turn: int) -> None:
    document = pypdfium2.PdfDocument(pdf(shows(page())))
    document[0].set_rotation(turn)
    file = io.BytesIO()
    document.save(file)
    (only,) = read_pdf(file.getvalue()).pages
    assert PAPER in only.lines[0].text
    assert only.placement is not None
    assert only.placement.quarter_turns == (4 - turn // 90) % 4
    box = only.lines[0].box
    assert box is not None
    shown = only.placement.shown(box)
    x, y = 70, HEIGHT - 700  # where the first line begins on the sheet
    begins = {0: (x, y), 90: (HEIGHT - y, x), 180: (WIDTH - x, HEIGHT - y), 270: (y, WIDTH - x)}[turn]
    assert shown.x0 - 3 <= begins[0] <= shown.x1 + 3
    assert shown.top - 3 <= begins[1] <= shown.bottom + 3


def test_what_the_crop_box_cuts_away_is_not_read() -> None:
    document = pypdfium2.PdfDocument(pdf(shows(page())))
    document[0].set_cropbox(40, HEIGHT - 225, WIDTH, HEIGHT - 146)  # without the first line
    file = io.BytesIO()
    document.save(file)
    (only,) = read_pdf(file.getvalue()).pages
    assert only.lines[0].text == LETTER[1]
    assert (only.width, only.height) == pytest.approx((WIDTH - 40, 79), abs=1)
    assert only.lines[0].box is not None
    assert only.lines[0].box.x0 == pytest.approx(30, abs=2)


def test_an_encrypted_scan_needs_its_password() -> None:
    data = pdf(shows(page()), password="geheim")
    assert PAPER in read_pdf(data, password="geheim").pages[0].lines[0].text
    for wrong in (None, "falsch"):
        with pytest.raises(EncryptedFileError):
            read_pdf(data, password=wrong)


def test_a_jpeg_that_breaks_off_on_a_later_page_is_refused_by_that_page() -> None:
    whole = encoded(page(), "PDF", page(OTHER))
    end = whole.rfind(b"\xff\xd9")
    with pytest.raises(DamagedFileError, match="page 2"):
        read_pdf(whole[: end - 2000] + bytes(2002) + whole[end + 2 :])


def test_a_page_as_large_as_a_hall_is_refused() -> None:
    with pytest.raises(TooLargeError, match="page 1 is a picture of"):
        read_pdf(with_picture(flat(page()), "FlateDecode", page().size, box="0 0 14400 14400"))


def test_a_page_as_small_as_a_stamp_holds_no_text() -> None:
    with pytest.raises(NoTextError):
        read_pdf(with_picture(flat(page()), "FlateDecode", page().size, box="0 0 30 20"))


def test_lines_that_are_alike_are_not_taken_for_columns() -> None:
    # Letters below one another make columns sharper than the lines are.
    alike = page(*["Beschlusskontrolle zu V0815/30 Laternen"] * 12)
    assert len(read_pdf(encoded(alike, "PDF")).pages[0].lines) == 12
