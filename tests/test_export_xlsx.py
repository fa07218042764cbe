"""Workbooks, read back with another library."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from catalogues import filled, sample_letters
from exports import EVERYTHING, check, doubt, exported, letter
from ratsdok.exporting import Selection, export, xlsx
from ratsdok.letter import Letter, Status


def workbook(tmp_path: Path, *several: Letter, selection: Selection = EVERYTHING) -> Workbook:
    with filled(tmp_path / "archive.db", several) as catalogue:
        return load_workbook(io.BytesIO(exported(catalogue, "xlsx", selection)))


def sheet(book: Workbook, title: str) -> Worksheet:
    found = book[title]
    assert isinstance(found, Worksheet)
    return found


def column(of: Worksheet, title: str) -> list[object]:
    """Return the values of a column, without its title."""
    at = [cell.value for cell in of[1]].index(title)
    return [row[at].value for row in of.iter_rows(min_row=2)]


def test_a_sheet_each_for_letters_points_and_next_checks(tmp_path: Path) -> None:
    book = workbook(tmp_path, *sample_letters())
    assert book.sheetnames == ["Schreiben", "Punkte", "Nächste Kontrollen", "Erläuterung"]
    assert sheet(book, "Schreiben").max_row == 1 + 20
    assert sheet(book, "Nächste Kontrollen").max_row == 1 + 15
    for title in book.sheetnames[:3]:
        one = sheet(book, title)
        assert one.freeze_panes == "B2"
        assert one.auto_filter.ref == one.dimensions
        assert one.print_title_rows == "$1:$1"


def test_cells_have_types(tmp_path: Path) -> None:
    promised = check("2016-07-31", "month")
    points = [{"label": "1.1", "text": "x"}]
    several = letter("a", "V1/16", date="2016-02-01", points=points, next_check=promised)
    book = workbook(tmp_path, several)
    date = sheet(book, "Schreiben")["E2"]
    assert (date.value, date.number_format) == (dt.datetime(2016, 2, 1), "dd.mm.yyyy")
    assert column(sheet(book, "Schreiben"), "Beschlusspunkte") == [1]
    assert column(sheet(book, "Schreiben"), "Unsicher") == [None]
    assert column(sheet(book, "Punkte"), "Punkt") == ["1.1"]
    checks = sheet(book, "Nächste Kontrollen")
    assert column(checks, "Nächste Kontrolle") == [dt.datetime(2016, 7, 31)]
    assert column(checks, "Genauigkeit") == ["Monat"]


def test_next_checks_are_in_the_order_of_their_dates(tmp_path: Path) -> None:
    dates = column(sheet(workbook(tmp_path, *sample_letters()), "Nächste Kontrollen"), "Nächste Kontrolle")
    assert dates == sorted(dates, key=str)


def test_doubtful_cells_look_different(tmp_path: Path) -> None:
    sure = letter("sure", "V1/16", date="2016-01-01")
    unsure = letter("unsure", "V1/16", date="2016-02-01", evidence=doubt("date"))
    one = sheet(workbook(tmp_path, sure, unsure), "Schreiben")
    assert [one[f"E{row}"].font.italic for row in (2, 3)] == [False, True]
    assert one["E3"].fill.fgColor.rgb != one["E2"].fill.fgColor.rgb
    assert [one[f"A{row}"].font.italic for row in (2, 3)] == [False, False]
    assert column(one, "Unsicher") == [None, "Datum"]


TEXTS = [
    "=1+1", "+1", "-1", "@a", "https://example.org", "mailto:a@b.c", "internal:Punkte!A1", "12", "1.1",
    "{=1}",    "<r><t>x</t></r>", "a & b < c", "_x0041_", "\u2028", "😀", " vorn und hinten ", "zwei\nZeilen",
    "\x07\x1b\x85",
]  # fmt: skip


def test_texts_stay_texts(tmp_path: Path) -> None:
    """Neither formulas nor links nor numbers nor markup are made of them."""
    points = [{"label": None, "text": text} for text in TEXTS]
    one = sheet(workbook(tmp_path, letter("a", "V1/16", points=points)), "Punkte")
    at = [cell.value for cell in one[1]].index("Beschlusstext")
    cells = [row[at] for row in one.iter_rows(min_row=2)]
    expected = {
        "<r><t>x</t></r>": " <r><t>x</t></r>",
        "_x0041_": "_x005F_x0041_",  # which Excel shows as _x0041_, and would show as A without
        "\x07\x1b\x85": "\ufffd\ufffd\ufffd",
    }
    assert [cell.value for cell in cells] == [expected.get(text, text) for text in TEXTS]
    assert {cell.data_type for cell in cells} == {"inlineStr", "s"} & {cell.data_type for cell in cells}
    assert not any(cell.hyperlink for cell in cells)


@pytest.mark.parametrize("text", ["a" * 40_000, "😀" * 20_000])
def test_what_a_cell_cannot_hold_is_cut_said_and_counted(text: str, tmp_path: Path) -> None:
    long = letter("a", "V1/16", points=[{"label": None, "text": text}])
    fits = letter("b", "V1/16", points=[{"label": None, "text": "ä" * xlsx.MOST_CHARACTERS}])
    with filled(tmp_path / "archive.db", [long, fits]) as catalogue:
        assert export(catalogue, "xlsx", tmp_path / "x.xlsx").shortened == 1
    values = column(sheet(load_workbook(tmp_path / "x.xlsx"), "Punkte"), "Beschlusstext")
    cut = next(str(value) for value in values if str(value)[0] == text[0])
    assert cut.endswith("[gekürzt: der ganze Text steht im Export nach JSONL]")
    assert len(cut.encode("utf-16-le")) // 2 in (xlsx.MOST_CHARACTERS, xlsx.MOST_CHARACTERS - 1)
    assert "ä" * xlsx.MOST_CHARACTERS in values


def test_a_table_goes_on_on_another_sheet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx, "MOST_ROWS", 11)
    book = workbook(tmp_path, *sample_letters())
    assert book.sheetnames[:2] == ["Schreiben", "Punkte"]
    assert {"Schreiben (2)", "Nächste Kontrollen (2)", "Punkte (7)"} < set(book.sheetnames)
    parts = [sheet(book, title) for title in book.sheetnames if title.startswith("Schreiben")]
    assert sum(part.max_row - 1 for part in parts) == 20
    assert {part["A1"].value for part in parts} == {"Vorlage"}
    assert {part.freeze_panes for part in parts} == {"B2"}


@pytest.mark.parametrize("date", ["0001-01-01", "1900-02-28", "1900-03-01", "9999-12-31"])
def test_days_that_excel_does_not_know_are_texts(date: str, tmp_path: Path) -> None:
    day = dt.date.fromisoformat(date)
    (value,) = column(sheet(workbook(tmp_path, letter("a", date=date)), "Schreiben"), "Datum")
    assert value in (f"{day:%d.%m.}{day.year:04}", dt.datetime.combine(day, dt.time()))


def test_the_file_is_as_old_as_its_newest_letter(tmp_path: Path) -> None:
    book = workbook(tmp_path, letter("a", date="2016-02-01"), letter("b", date="2017-03-02"), letter("c"))
    assert book.properties.created == dt.datetime(2017, 3, 2)
    assert book.properties.title == "Beschlusskontrollen"


def test_the_workbook_explains_itself(tmp_path: Path) -> None:
    asked = Selection(papers=("V1/16",), statuses=(Status.PLANNED,), since=dt.date(2016, 1, 1))
    one = sheet(workbook(tmp_path, letter("a"), selection=asked), "Erläuterung")
    told = {row[0].value: row[1].value for row in one.iter_rows()}
    assert told["Auswahl"] == "Vorlage V1/16; Stand geplant; ab 01.01.2016"
    assert "nicht enthalten" in str(told["Vertrauliches"])
    everything = sheet(workbook(tmp_path, letter("a")), "Erläuterung")
    assert "Vertrauliches" not in {row[0].value for row in everything.iter_rows()}


def test_the_package_is_as_the_standard_wants_it(tmp_path: Path) -> None:
    audit = pytest.importorskip("openxml_audit")
    with filled(tmp_path / "archive.db", sample_letters()) as catalogue:
        data = exported(catalogue, "xlsx")
    (tmp_path / "x.xlsx").write_bytes(data)
    errors = [error.description for error in audit.OpenXmlValidator().validate(tmp_path / "x.xlsx").errors]
    # Texts stand in their cells, not in a table of their own: that is why memory suffices for any number.
    assert [error for error in errors if "inline-string" not in error] == []
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert {info.date_time[0] for info in package.infolist()} == {1980}  # whenever it is made
