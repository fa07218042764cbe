"""The text layer of PDFs, made here page by page."""

import io

import pypdfium2
import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from pdfs import Drawing, pdf, says, table
from ratsdok.errors import NoTextError
from ratsdok.page import Page
from ratsdok.reading import read
from ratsdok.reading.ocr.settings import Ocr

WIDTH, HEIGHT = A4


def page_of(draw: Drawing) -> Page:
    return read(pdf(draw)).pages[0]


def texts_of(draw: Drawing) -> list[str]:
    return [line.text for line in page_of(draw).lines]


def columns(canvas: Canvas) -> None:
    canvas.drawString(70, 700, "An alle")
    canvas.drawString(330, 697, "Geschäftsbereich Finanzen")
    canvas.drawString(70, 686, "Fraktionen")
    canvas.drawString(330, 683, "und Liegenschaften")


def letter_spaced(canvas: Canvas) -> None:
    text = canvas.beginText(70, 700)
    text.setCharSpace(3)
    text.textOut("Beschluss zum Stand")
    canvas.drawText(text)


def letter_by_letter(canvas: Canvas) -> None:
    x = 70.0
    for letter in "HINWEIS":
        canvas.drawString(x, 700, letter)
        x += canvas.stringWidth(letter, "Helvetica", 12) + 4


def square_metres(canvas: Canvas) -> None:
    canvas.drawString(70, 700, "103 m")
    canvas.setFont("Helvetica", 7)
    canvas.drawString(70 + canvas.stringWidth("103 m", "Helvetica", 12), 704, "2")
    canvas.setFont("Helvetica", 12)
    canvas.drawString(80 + canvas.stringWidth("103 m", "Helvetica", 12), 700, "Fläche")


def fake_bold(canvas: Canvas) -> None:
    for shift in (0, 0.3, 0.6):
        canvas.drawString(70 + shift, 700, "Beschluss fassen")


def fake_bold_letters(canvas: Canvas) -> None:
    x = 70.0
    for letter in "Affe":
        canvas.drawString(x, 700, letter)
        canvas.drawString(x + 0.3, 700, letter)
        x += canvas.stringWidth(letter, "Helvetica", 12)


def softly_hyphenated(canvas: Canvas) -> None:
    pdfmetrics.registerFont(TTFont("Vera", "Vera.ttf"))  # tells its characters; Helvetica knows one hyphen
    canvas.setFont("Vera", 12)
    canvas.drawString(70, 700, "Stadt\xadrat der Haupt\xad")
    canvas.drawString(70, 686, "stadt")


def upwards(canvas: Canvas) -> None:
    canvas.drawString(70, 700, "Text")
    canvas.translate(30, 300)
    canvas.rotate(90)
    canvas.drawString(0, 0, "Vordruck 4711 am Rand")


@pytest.mark.parametrize(
    ("draw", "lines"),
    [
        (says("Grüße aus der Straße", "Zeile zwei"), ["Grüße aus der Straße", "Zeile zwei"]),
        (
            columns,
            ["An alle", "Fraktionen", "Geschäftsbereich Finanzen", "und Liegenschaften"],
        ),
        (letter_spaced, ["Beschluss zum Stand"]),
        (letter_by_letter, ["HINWEIS"]),
        (square_metres, ["103 m2 Fläche"]),
        (fake_bold, ["Beschluss fassen"]),
        (fake_bold_letters, ["Affe"]),
        (says("Silben-", "trennung"), ["Silben-", "trennung"]),
        (softly_hyphenated, ["Stadt\xadrat der Haupt-", "stadt"]),  # PDFium knows one hyphen at line ends
        (table, ["Flurstück und Lage Fläche in m²", "136/3 103"]),  # wrapped cells do not interleave
    ],
)
def test_lines(draw: Drawing, lines: list[str]) -> None:
    assert sorted(texts_of(draw)) == sorted(lines)


@pytest.mark.parametrize("code", [b"\0", b"\x01", b"\x02"])
def test_character_without_a_meaning_is_dropped_and_shifts_nothing(code: bytes) -> None:
    sound = read(pdf(says("Stadt@rat der Gemeinde")))
    lines = read(pdf(says("Stadt@rat der Gemeinde")).replace(b"@", code)).pages[0].lines
    assert [line.text for line in lines] == ["Stadtrat der Gemeinde"]
    assert [word.text for word in lines[0].words] == ["Stadtrat", "der", "Gemeinde"]
    before, after = sound.pages[0].lines[0].words[-1].box, lines[0].words[-1].box
    assert before is not None
    assert after is not None
    assert before.x1 - before.x0 == pytest.approx(after.x1 - after.x0, abs=0.1)


def test_hyphen_at_a_line_end_is_one_beside_characters_without_a_meaning() -> None:
    data = pdf(says("Der Stadt@rat im Ge-", "biet")).replace(b"@", b"\0")
    assert [line.text for line in read(data).pages[0].lines] == ["Der Stadtrat im Ge-", "biet"]


def test_text_printed_upwards_is_a_line() -> None:
    assert sorted(texts_of(upwards)) == ["Text", "Vordruck 4711 am Rand"]


def test_box_in_points_from_the_top_left_corner() -> None:
    page = page_of(says("Punkt"))
    ((word,),) = (line.words for line in page.lines)
    assert word.box is not None
    assert (page.width, page.height) == pytest.approx(A4, abs=0.1)
    assert word.box.x0 == pytest.approx(70, abs=0.1)
    assert word.box.top < HEIGHT - 700 < word.box.bottom  # the baseline lies inside
    assert word.box.height == pytest.approx(12 * 1.15, abs=1)
    assert (page.source, word.confidence) == ("text-layer", 1.0)


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_boxes_are_of_the_page_as_shown(turn: int) -> None:
    document = pypdfium2.PdfDocument(pdf(says("Punkt")))
    document[0].set_rotation(turn)
    document[0].set_cropbox(20, 30, WIDTH - 40, HEIGHT - 50)
    file = io.BytesIO()
    document.save(file)
    page = read(file.getvalue()).pages[0]
    ((word,),) = (line.words for line in page.lines)
    assert word.box is not None
    width, height = WIDTH - 60, HEIGHT - 80
    x, y = 70 - 20, HEIGHT - 50 - 700  # where the word begins on the unturned page
    begins = {0: (x, y), 90: (height - y, x), 180: (width - x, height - y), 270: (y, width - x)}[turn]
    assert (page.width, page.height) == pytest.approx(
        (width, height)[:: 1 if turn % 180 == 0 else -1], abs=0.1
    )
    assert word.box.x0 - 1 <= begins[0] <= word.box.x1 + 1
    assert word.box.top - 1 <= begins[1] <= word.box.bottom + 1
    assert (word.box.x1 - word.box.x0 > word.box.height) == (turn % 180 == 0)


def test_text_on_a_sheet_fed_sideways_reads_upright() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setPageRotation(90)
        canvas.translate(WIDTH, 0)
        canvas.rotate(90)
        canvas.drawString(60, 500, "Oben auf der Seite")
        canvas.drawString(60, 480, "Zweite Zeile")

    lines = page_of(draw).lines
    assert [line.text for line in lines] == ["Oben auf der Seite", "Zweite Zeile"]
    assert lines[0].box is not None
    assert lines[0].box.x0 == pytest.approx(60, abs=0.5)


def test_what_the_crop_box_cuts_away_is_not_read() -> None:
    document = pypdfium2.PdfDocument(pdf(says("innen")))
    document[0].set_cropbox(0, 0, WIDTH, 650)
    file = io.BytesIO()
    document.save(file)
    with pytest.raises(NoTextError):
        read(file.getvalue())


def test_check_boxes() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(90, 700, "vertraulich")
        canvas.rect(70, 700, 9, 9)
        canvas.rect(70, 600, 9, 9)
        canvas.line(71, 601, 78, 608)
        canvas.rect(70, 500, 9, 9)
        canvas.setFont("Helvetica", 9)
        canvas.drawString(71.5, 501, "X")

    boxes = page_of(draw).check_boxes
    assert [(round(HEIGHT - box.bottom), ticked) for box, ticked in boxes] == [
        (700, False),
        (600, True),
        (500, True),
    ]


def test_check_box_inside_a_form_object() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(70, 700, "Text")
        canvas.beginForm("kasten")
        canvas.rect(0, 0, 10, 10)
        canvas.endForm()
        canvas.translate(200, 300)
        canvas.doForm("kasten")

    (found,) = page_of(draw).check_boxes
    assert tuple(found.box) == pytest.approx((200, HEIGHT - 310, 210, HEIGHT - 300), abs=0.5)


def test_page_without_text_is_remarked_unless_it_is_blank() -> None:
    def picture(canvas: Canvas) -> None:
        canvas.circle(300, 300, 100, fill=1)

    def blank(canvas: Canvas) -> None:
        canvas.setFillGray(1)
        canvas.rect(0, 0, WIDTH, HEIGHT, stroke=0, fill=1)  # white on white

    document = read(pdf(says("Text"), blank, picture), ocr=Ocr("never"))
    ((code, severity, message),) = document.remarks
    assert (code, severity) == ("page-without-text", "warning")
    assert "Seite 3" in message
    assert [page.number for page in document.pages] == [1, 2, 3]
