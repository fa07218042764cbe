"""Standard letters that come back as scans: they have no styles any more, and are read like any other."""

import io

import pypdfium2
import pytest

import ratsdok
from letters import SAMPLES
from ratsdok.letter import Letter
from ratsdok.writing import Layout, docx_of, office

needs_office = pytest.mark.skipif(office.program() is None, reason="needs LibreOffice (libreoffice-writer)")
DPI = 200


def scanned(letter: Letter, style: Layout) -> bytes:
    """Return a letter printed and scanned, as a TIFF."""
    with pypdfium2.PdfDocument(office.convert(docx_of(letter, style=style))) as document:
        first, *others = [page.render(scale=DPI / 72).to_pil().convert("L") for page in document]
    stream = io.BytesIO()
    first.save(
        stream, "TIFF", save_all=True, append_images=others, compression="tiff_deflate", dpi=(DPI, DPI)
    )
    return stream.getvalue()


@needs_office
@pytest.mark.parametrize(
    ("name", "style"),
    [("uferradweg", "din5008"), ("jugendtreff", "hausmitteilung"), ("gehwege-leuben", "hausmitteilung")],
)
def test_what_a_council_asks_for_is_read(name: str, style: Layout) -> None:
    letter = Letter.from_json((SAMPLES / f"{name}.json").read_bytes())
    read = ratsdok.parse(scanned(letter, style), name=f"{name}.tiff")
    assert read.document.text_source == "ocr"
    assert [(each.paper, each.meeting) for each in read.resolutions] == [
        (each.paper, each.meeting) for each in letter.resolutions
    ]
    assert (read.date, read.report) == (letter.date, letter.report)
    assert [point.label for point in read.points] == [point.label for point in letter.points]
    assert [(each.points, each.status) for each in read.statements] == [
        (each.points, each.status) for each in letter.statements
    ]
    assert all("Sachstand:" not in statement.text for statement in read.statements)
    assert read.next_check is not None
    assert letter.next_check is not None
    assert read.next_check.date == letter.next_check.date
