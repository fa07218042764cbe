"""The annual report as DOCX, read back with python-docx, and its pages as LibreOffice prints them."""

from __future__ import annotations

import datetime as dt
import io
import re
import time
import zipfile
from collections.abc import Iterable
from pathlib import Path

import docx
import pypdfium2
import pytest
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.table import Table

from annual_histories import AS_OF, BRIEF, NOTHING, account, check, resolution, simple
from catalogues import filled
from exports import check as promise
from exports import letter
from ratsdok.archive.selection import Selection
from ratsdok.history.chain import History
from ratsdok.letter import Status
from ratsdok.reporting import report
from ratsdok.reporting.annual import docx_file
from ratsdok.reporting.brief import Brief
from ratsdok.writing import office
from standard_letters import needs_office, part
from test_writing_docx import FALSE_ALARM

YOUTH = {"department": "Geschäftsbereich Bildung und Jugend"}


def written(histories: Iterable[History], brief: Brief = BRIEF) -> bytes:
    stream = io.BytesIO()
    docx_file.write(histories, brief, stream)
    return stream.getvalue()


def read(package: bytes) -> Document:
    return docx.Document(io.BytesIO(package))


def cells(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]


def some() -> list[History]:
    """Return resolutions of every kind."""
    points = [
        ("1", "Der Weg wird gebaut.", Status.IN_PROGRESS),
        ("2", "Es wird berichtet.", Status.IMPLEMENTED),
    ]
    return [
        simple("V1/20", "2022-01-01", "2023-06-30", points=points, doubts=["next_check"]),
        simple("V2/20", "2022-01-01", check("2022-09-30", "quarter"), **YOUTH),
        simple("V3/20", None, "2022-06-30", subject=None, department=None),
        simple("V4/20", "2022-01-01", None),
        simple("V5/20", "2022-01-01", "2024-06-30"),
        simple("V6/20", "2022-01-01", None, report="final"),
    ]


def test_its_parts_come_in_the_order_in_which_they_are_read() -> None:
    document = read(written(some()))
    headings = [
        (paragraph.style.name, paragraph.text)
        for paragraph in document.paragraphs
        if paragraph.style and (paragraph.style.name or "").startswith(("Title", "Subtitle", "Heading"))
    ]
    assert headings == [
        ("Title", "Überfällige Beschlusskontrollen"),
        ("Subtitle", "Stichtag 31.12.2023"),
        ("Heading 1", "1 Übersicht nach Geschäftsbereichen"),
        ("Heading 1", "2 Überfällige Beschlusskontrollen"),
        ("Heading 2", "Bildung und Jugend (1)"),
        ("Heading 2", "Ordnung und Sicherheit (1)"),
        ("Heading 2", "Geschäftsbereich nicht lesbar (1)"),
        ("Heading 1", "3 Offen ohne zugesagten Termin"),
        ("Heading 1", "4 Unsichere Angaben"),
    ]


def test_a_row_tells_all_that_is_asked_of_an_overdue_resolution() -> None:
    tables = read(written(some())).tables
    assert cells(tables[2]) == [
        [
            "Vorlage", "Gegenstand", "Gremium", "Geschäftsbereich", "Letztes Schreiben",
            "Zugesagte Kontrolle", "Tage überfällig", "Letzter Sachstand je Punkt",
        ],
        [
            "V1/20", "Radwege im Uferpark", "Stadtrat", "Ordnung und Sicherheit", "01.01.2022",
            "30.06.2023\xa0(?)", "184\xa0(?)", "1: in Umsetzung – Der Weg wird gebaut.\numgesetzt: 2",
        ],
    ]  # fmt: skip
    assert cells(tables[1])[1][4:7] == ["01.01.2022", "3. Quartal 2022", "457"]
    assert cells(tables[3])[1][:5] == ["V3/20", "nicht lesbar", "Stadtrat", "nicht lesbar", "nicht lesbar"]


def test_the_summary_counts_by_department() -> None:
    summary = cells(read(written(some())).tables[0])
    assert summary[1:] == [
        ["Bildung und Jugend", "1", "1", "0", "457", "V2/20"],
        ["Ordnung und Sicherheit", "3", "1 (1\xa0unsicher)", "1", "184\xa0(?)", "V1/20"],
        ["Geschäftsbereich nicht lesbar", "1", "1", "0", "549", "V3/20"],
        ["Insgesamt", "5", "3 (1\xa0unsicher)", "1", "549", "V3/20"],
    ]


def test_what_has_no_date_and_what_is_uncertain_stand_at_the_end() -> None:
    undated, doubts = map(cells, read(written(some())).tables[-2:])
    assert [row[0] for row in undated] == ["Vorlage", "V4/20"]
    assert doubts[1:] == [
        ["V1/20", "überfällig", "01.01.2022", "V1-20.pdf", "nächste Beschlusskontrolle"],
        ["V3/20", "überfällig", "nicht lesbar", "V3-20.pdf", "Datum nicht lesbar"],
    ]


def test_an_empty_list_is_a_document_too() -> None:
    package = written([])
    document = read(package)
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert "Zum Stichtag ist keine Beschlusskontrolle überfällig." in texts
    assert document.tables == []
    assert docx_file.write([], BRIEF, io.BytesIO()) == 0


def test_it_says_how_many_are_overdue() -> None:
    assert docx_file.write(iter(some()), BRIEF, io.BytesIO()) == 3


def test_the_page_lies_across_and_is_numbered() -> None:
    (section,) = read(written(some())).sections
    assert section.orientation == WD_ORIENT.LANDSCAPE
    size = [each.mm for each in (section.page_width, section.page_height) if each]
    assert size == [pytest.approx(297, abs=0.1), pytest.approx(210, abs=0.1)]
    footer = section.footer._element
    assert [field.get(qn("w:instr")) for field in footer.iter(qn("w:fldSimple"))] == ["PAGE", "NUMPAGES"]
    texts = [each.text for each in footer.iter(qn("w:t"))]
    assert "".join(texts) == "Überfällige Beschlusskontrollen · Stichtag 31.12.2023Seite 1 von 1"


def test_tables_say_what_their_titles_are() -> None:
    tables = read(written(some())).tables
    for table in tables:
        first, *others = table._tbl.tr_lst
        assert first.find(f".//{qn('w:tblHeader')}") is not None
        assert not any(row.find(f".//{qn('w:tblHeader')}") is not None for row in others)
        assert all(row.find(f".//{qn('w:cantSplit')}") is not None for row in table._tbl.tr_lst)
        assert table._tbl.find(f".//{qn('w:tblCaption')}").get(qn("w:val"))
        widths = [int(each.get(qn("w:w"))) for each in table._tbl.iter(qn("w:gridCol"))]
        assert sum(widths) == pytest.approx(267 * 1440 / 25.4, abs=5)


def test_title_language_and_nobodys_name_are_in_the_properties() -> None:
    package = written(some())
    core = read(package).core_properties
    assert core.title == "Überfällige Beschlusskontrollen, Stichtag 31.12.2023"
    assert core.language == "de-DE"
    assert core.created == dt.datetime.combine(AS_OF, dt.time(), dt.UTC)
    assert (core.author, core.last_modified_by, core.comments) == ("", "", "")
    languages = part(package, "word/styles.xml").iter(qn("w:lang"))
    assert {each.get(qn("w:val")) for each in languages} == {"de-DE"}


def test_the_same_resolutions_give_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    first = written(some())
    monkeypatch.setattr(time, "time", lambda: 2_000_000_000.0)
    monkeypatch.setattr(time, "localtime", lambda *_: time.struct_time((2033, 5, 18, 0, 0, 0, 2, 138, 0)))
    assert written(some()) == first


def test_texts_stay_texts() -> None:
    text = '<w:br/> & "x" \x07 =1+1 {PAGE}'
    document = read(written([simple("V1/20", "2022-01-01", "2023-06-30", subject=text)]))
    assert document.tables[1].cell(1, 1).text == '<w:br/> & "x" \ufffd =1+1 {PAGE}'


def test_a_validator_finds_nothing(tmp_path: Path) -> None:
    audit = pytest.importorskip("openxml_audit")
    for at, histories in enumerate((some(), [])):
        path = tmp_path / f"{at}.docx"
        path.write_bytes(written(histories))
        errors = [error.description for error in audit.OpenXmlValidator().validate(path).errors]
        assert [error for error in errors if not FALSE_ALARM.search(error)] == []
        with zipfile.ZipFile(path) as package:
            assert not [name for name in package.namelist() if re.search("thumbnail|customXml|effects", name)]


def test_confidential_resolutions_are_marked_as_such() -> None:
    brief = Brief(AS_OF, Selection(confidential=True), NOTHING)
    document = read(written([simple("V1/20", "2022-01-01", "2023-06-30", confidential=True)], brief))
    assert document.tables[1].cell(1, 0).text == "V1/20\nvertraulich"
    told = [paragraph.text for paragraph in document.paragraphs]
    assert any(text.startswith("Vertraulich\t") for text in told)


def test_long_texts_are_cut_with_their_mark() -> None:
    points = [("1", "Der Weg wird gebaut und bepflanzt. " * 30, Status.IN_PROGRESS)]
    long = simple(
        "V1/20",
        "2022-01-01",
        "2023-06-30",
        subject="Radwege im Uferpark " * 40,
        points=points,
        doubts=["resolutions.0.subject"],
    )
    row = cells(read(written([long])).tables[1])[1]
    assert len(row[1]) < 250
    assert row[1].endswith("\xa0…\xa0(?)")
    assert len(row[7]) < 120
    assert row[7].endswith("\xa0…")


def test_from_a_catalogue(tmp_path: Path) -> None:
    points = [{"label": "1", "text": "Der Weg wird gebaut."}]
    told = [{"points": ["1"], "text": "Er ist gebaut.", "status": "in_progress"}]
    common = {"department": "GB Ordnung", "report": "interim", "points": points, "statements": told}
    letters = [
        letter("a", "V1/20", date="2020-01-01", next_check=promise("2020-06-30"), **common),
        letter("b", "V1/20", date="2021-01-01", next_check=promise("2021-06-30"), **common),
        letter(
            "c", "V2/20", date="2021-01-01", next_check=promise("2021-06-30"), confidential=True, **common
        ),
        letter("d", "V3/20", date="2021-01-01", **common),
    ]
    with filled(tmp_path / "archive.db", letters) as catalogue:
        count, left = report(catalogue, tmp_path / "r.docx", "docx", as_of=AS_OF)
    assert (count, left.confidential) == (1, 1)
    tables = docx.Document(str(tmp_path / "r.docx")).tables
    assert cells(tables[1])[1:] == [
        [
            "V1/20", "Zu V1/20", "Stadtrat", "Ordnung", "01.01.2021", "30.06.2021", "914",
            "1: in Umsetzung – Der Weg wird gebaut.",
        ]
    ]  # fmt: skip
    assert [row[0] for row in cells(tables[2])] == ["Vorlage", "V3/20"]


@needs_office
def test_the_pages_as_they_are_printed() -> None:
    many = [(str(at), f"Maßnahme {at} an der Straße", list(Status)[at % 7]) for at in range(30)]
    wide = [
        resolution(
            f"V{at:03}/20",
            account("2022-01-01", "2023-06-30", many, name=f"{at}.pdf", subject=f"Radweg {at} " + "x" * 300),
        )
        for at in range(40)
    ]
    pdf = office.convert(written([*some(), *wide]))
    pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf)]
    assert len(pages) > 5
    for number, text in enumerate(pages, 1):
        assert f"Seite {number} von {len(pages)}" in text
    listing = [text for text in pages if "Radweg" in text and "Sachstand zu" not in text]
    assert len(listing) > 5
    for text in listing:  # the titles are on every page
        assert {"Vorlage", "Gegenstand", "Gremium"} <= set(text.split())
    everything = "".join(pages)
    assert [at for at in range(40) if f"V{at:03}/20" not in everything] == []
    assert (
        pypdfium2.PdfDocument(pdf).get_metadata_value("Title").startswith("Überfällige Beschlusskontrollen")
    )


def test_a_thousand_overdue_resolutions_take_seconds() -> None:
    points = [(str(at), "Der Weg wird gebaut und bepflanzt. " * 5, list(Status)[at % 7]) for at in range(10)]
    one = simple("V1/20", "2022-01-01", "2023-06-30", points=points)
    start = time.perf_counter()
    assert docx_file.write([one] * 1000, BRIEF, io.BytesIO()) == 1000
    assert time.perf_counter() - start < 30
