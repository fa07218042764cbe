"""The annual report as XLSX, read back with another library."""

from __future__ import annotations

import datetime as dt
import io
import time
import zipfile
from collections.abc import Iterable
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from annual_histories import AS_OF, BRIEF, NOTHING, account, check, resolution, simple
from catalogues import filled
from exports import check as promise
from exports import letter
from ratsdok.archive.selection import Selection
from ratsdok.history.chain import History
from ratsdok.letter import Status
from ratsdok.reporting import report
from ratsdok.reporting.annual import xlsx_file
from ratsdok.reporting.brief import Brief

LISTS = ["Überfällig", "Ohne Termin", "Nach Geschäftsbereich", "Punkte", "Unsichere Angaben"]


def written(histories: Iterable[History], brief: Brief = BRIEF) -> bytes:
    stream = io.BytesIO()
    xlsx_file.write(histories, brief, stream)
    return stream.getvalue()


def workbook(*histories: History, brief: Brief = BRIEF) -> Workbook:
    return load_workbook(io.BytesIO(written(histories, brief)))


def sheet(book: Workbook, title: str) -> Worksheet:
    found = book[title]
    assert isinstance(found, Worksheet)
    return found


def column(of: Worksheet, title: str) -> list[object]:
    """Return the values of a column, without its title."""
    at = [cell.value for cell in of[1]].index(title)
    return [row[at].value for row in of.iter_rows(min_row=2)]


def line(of: Worksheet, row: int = 2) -> dict[object, object]:
    """Return a row's values by their titles."""
    return dict(zip((cell.value for cell in of[1]), (cell.value for cell in of[row]), strict=True))


def some() -> list[History]:
    """Return resolutions of every kind."""
    points = [
        ("1", "Der Weg wird gebaut.", Status.IN_PROGRESS),
        ("2", "Es wird berichtet.", Status.IMPLEMENTED),
    ]
    youth = {"department": "Geschäftsbereich Bildung und Jugend"}
    return [
        simple("V1/20", "2022-01-01", "2023-06-30", points=points, doubts=["next_check", "department"]),
        simple("V2/20", "2022-01-01", check("2022-09-30", "quarter"), **youth),
        simple("V3/20", None, "2022-06-30", subject=None, department=None),
        simple("V4/20", "2022-01-01", None),
        simple("V5/20", "2022-01-01", "2024-06-30"),
    ]


def test_a_sheet_for_each_list_and_one_that_explains() -> None:
    book = workbook(*some())
    assert book.sheetnames == [*LISTS, "Erläuterung"]
    assert [sheet(book, title).max_row for title in LISTS] == [4, 2, 5, 6, 3]
    for title in LISTS:
        one = sheet(book, title)
        assert str(one.freeze_panes)[1:] == "2"
        assert one.print_title_rows == "$1:$1"
        assert (one.page_setup.orientation, one.page_setup.paperSize) == ("landscape", 9)
    assert sheet(book, "Überfällig").auto_filter.ref == "A1:J4"


def test_a_row_tells_all_that_is_asked_of_an_overdue_resolution() -> None:
    one = sheet(workbook(*some()), "Überfällig")
    assert line(one, 3) == {
        "Geschäftsbereich": "Ordnung und Sicherheit\xa0(?)",
        "Vorlage": "V1/20",
        "Gegenstand": "Radwege im Uferpark",
        "Gremium": "Stadtrat",
        "Letztes Schreiben": dt.datetime(2022, 1, 1),
        "Zugesagte Kontrolle": dt.datetime(2023, 6, 30),
        "Genauigkeit": "Tag",
        "Tage überfällig": 184,
        "Letzter Sachstand je Punkt": "1: in Umsetzung – Der Weg wird gebaut.\numgesetzt: 2",
        "Datei": "V1-20.pdf",
    }
    assert column(one, "Vorlage") == ["V2/20", "V1/20", "V3/20"]
    assert column(one, "Genauigkeit") == ["Quartal", "Tag", "Tag"]
    assert column(one, "Letztes Schreiben")[2] == column(one, "Gegenstand")[2] == "nicht lesbar"


def test_doubtful_numbers_and_days_are_marked_and_stay_what_they_are() -> None:
    one = sheet(workbook(*some()), "Überfällig")
    sure, unsure = one["F2"], one["F3"]
    assert (sure.number_format, unsure.number_format) == ("dd.mm.yyyy", 'dd.mm.yyyy" (?)"')
    assert (one["H2"].number_format, one["H3"].number_format) == ("#,##0", '#,##0" (?)"')
    assert [cell.font.italic for cell in (sure, unsure, one["H3"], one["A3"], one["B3"])] == [
        False, True, True, True, False,
    ]  # fmt: skip
    assert unsure.fill.fgColor.rgb != sure.fill.fgColor.rgb


def test_the_summary_counts_by_department() -> None:
    rows = sheet(workbook(*some()), "Nach Geschäftsbereich").iter_rows(min_row=2, values_only=True)
    assert list(rows) == [
        ("Bildung und Jugend", 1, 1, 0, 0, 457, "V2/20"),
        ("Ordnung und Sicherheit", 3, 1, 1, 1, 184, "V1/20"),
        ("Geschäftsbereich nicht lesbar", 1, 1, 0, 0, 549, "V3/20"),
        ("Insgesamt", 5, 3, 1, 1, 549, "V3/20"),
    ]
    one = sheet(workbook(*some()), "Nach Geschäftsbereich")
    assert one.auto_filter.ref == "A1:G4"  # sorting leaves the total where it is


def test_every_point_has_a_row_with_its_whole_text() -> None:
    long = "Der Weg wird gebaut und bepflanzt. " * 100
    points = [(str(at), f"{long}{at}", list(Status)[at % 7]) for at in range(30)]
    old = account("2021-01-01", "2021-06-30", points, name="alt.pdf")
    silent = [(label, text, Status.UNCHANGED) for label, text, _ in points]
    new = account("2022-01-01", "2022-06-30", silent, name="neu.pdf")
    book = workbook(resolution("V1/20", old, new))
    one = sheet(book, "Punkte")
    assert column(one, "Beschlusstext") == [text for _, text, _ in points]
    told = line(one)
    assert (told["Punkt"], told["Letzter Sachstand"], told["Seite"]) == ("0", "umgesetzt", 1)
    assert (told["Berichtet am"], told["Datei des Berichts"]) == (dt.datetime(2021, 1, 1), "alt.pdf")
    assert told["Monate ohne Neues"] == 35
    assert len(str(line(sheet(book, "Überfällig"))["Letzter Sachstand je Punkt"])) < 1000


def test_an_empty_list_is_a_workbook_too() -> None:
    book = workbook()
    assert sheet(book, "Überfällig")["A2"].value == "Zum Stichtag ist keine Beschlusskontrolle überfällig."
    assert [sheet(book, title).max_row for title in LISTS] == [2] * 5
    assert xlsx_file.write([], BRIEF, io.BytesIO()) == 0


def test_it_says_how_many_are_overdue() -> None:
    assert xlsx_file.write(iter(some()), BRIEF, io.BytesIO()) == 3


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "@a", "https://example.org", "12", "{=1}", "a & b < c", "_x41_"]
)
def test_texts_stay_texts(text: str) -> None:
    one = sheet(workbook(simple("V1/20", "2022-01-01", "2023-06-30", subject=text)), "Überfällig")
    cell = one["C2"]
    assert (cell.value, cell.hyperlink) == (text, None)
    assert cell.data_type in ("s", "inlineStr")


def test_what_no_cell_can_hold_is_replaced_or_cut() -> None:
    points = [(None, "a\x07" * 30_000, Status.IN_PROGRESS)]
    book = workbook(simple("V1/20", "2022-01-01", "2023-06-30", points=points, subject="<r>x</r>"))
    text = str(line(sheet(book, "Punkte"))["Beschlusstext"])
    assert text.startswith("a\ufffd")
    assert (len(text), text[-10:]) == (32_767, " [gekürzt]")
    assert line(sheet(book, "Überfällig"))["Gegenstand"] == " <r>x</r>"


def test_days_that_excel_does_not_know_are_texts() -> None:
    early = simple("V1/20", "1900-02-01", "1900-02-28", doubts=["date"])
    told = line(sheet(workbook(early), "Überfällig"))
    assert (told["Letztes Schreiben"], told["Zugesagte Kontrolle"]) == ("01.02.1900\xa0(?)", "28.02.1900")


def test_a_list_goes_on_on_another_sheet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx_file, "MOST_ROWS", 4)
    book = workbook(*(simple(f"V{at}/20", "2022-01-01", "2023-06-30") for at in range(5)))
    names = [name for name in book.sheetnames if name.startswith("Überfällig")]
    assert names == ["Überfällig", "Überfällig (2)", "Überfällig (3)"]
    assert [value for name in names for value in column(sheet(book, name), "Vorlage")] == [
        f"V{at}/20" for at in range(5)
    ]


def test_the_workbook_explains_itself() -> None:
    one = sheet(workbook(*some()), "Erläuterung")
    told = {row[0].value: row[1].value for row in one.iter_rows(min_row=3)}
    assert str(told["Kurzfassung"]).startswith("Von 5 offenen Beschlüssen sind 3 überfällig")
    assert "nicht berücksichtigt" in str(told["Stichtag"])
    assert one["A1"].value == "Überfällige Beschlusskontrollen, Stichtag 31.12.2023"
    marked = next(row[0] for row in one.iter_rows() if row[0].value == "Unsicheres")
    assert marked.font.italic


def test_confidential_resolutions_are_marked_as_such() -> None:
    histories = [
        simple(f"V{at}/20", "2022-01-01", day, confidential=at == 1)
        for at, day in enumerate(("2023-06-30", "2023-06-30", None))
    ]
    book = workbook(*histories, brief=Brief(AS_OF, Selection(confidential=True), NOTHING))
    assert column(sheet(book, "Überfällig"), "Vertraulich") == ["nein", "ja"]
    assert column(sheet(book, "Ohne Termin"), "Vertraulich") == ["nein"]


def test_the_same_resolutions_give_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    first = written(some())
    monkeypatch.setattr(time, "time", lambda: 2_000_000_000.0)
    assert written(some()) == first
    assert load_workbook(io.BytesIO(first)).properties.created == dt.datetime.combine(AS_OF, dt.time())
    with zipfile.ZipFile(io.BytesIO(first)) as package:
        assert {info.date_time[0] for info in package.infolist()} == {1980}


def test_the_package_is_as_the_standard_wants_it(tmp_path: Path) -> None:
    audit = pytest.importorskip("openxml_audit")
    for at, histories in enumerate((some(), [])):
        path = tmp_path / f"{at}.xlsx"
        path.write_bytes(written(histories))
        errors = [error.description for error in audit.OpenXmlValidator().validate(path).errors]
        assert [error for error in errors if "inline-string" not in error] == []


def test_from_a_catalogue(tmp_path: Path) -> None:
    letters = [
        letter("a", "V1/20", date="2020-01-01", report="interim", next_check=promise("2020-06-30")),
        letter("b", "V1/20", date="2021-01-01", report="interim", next_check=promise("2021-06-30")),
        letter("c", "V2/20", date="2021-01-01", report="interim"),
    ]
    with filled(tmp_path / "archive.db", letters) as catalogue:
        count, _ = report(catalogue, tmp_path / "r.xlsx", "xlsx", as_of=dt.date(2020, 12, 31))
        assert count == 1
        early = line(sheet(load_workbook(tmp_path / "r.xlsx"), "Überfällig"))
        report(catalogue, tmp_path / "r.xlsx", "xlsx", as_of=AS_OF)
    late = load_workbook(tmp_path / "r.xlsx")
    assert (early["Letztes Schreiben"], early["Tage überfällig"]) == (dt.datetime(2020, 1, 1), 184)
    assert line(sheet(late, "Überfällig"))["Tage überfällig"] == 914
    assert column(sheet(late, "Ohne Termin"), "Vorlage") == ["V2/20"]


def test_a_thousand_overdue_resolutions_take_seconds() -> None:
    points = [(str(at), "Der Weg wird gebaut und bepflanzt. " * 5, list(Status)[at % 7]) for at in range(10)]
    one = simple("V1/20", "2022-01-01", "2023-06-30", points=points)
    start = time.perf_counter()
    assert xlsx_file.write([one] * 1000, BRIEF, io.BytesIO()) == 1000
    assert time.perf_counter() - start < 30
