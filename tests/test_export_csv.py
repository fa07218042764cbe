"""CSV as a German Excel reads it, and plain."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from catalogues import filled, sample_letters
from exports import check, doubt, exported, letter
from ratsdok.exporting.cells import guarded
from ratsdok.exporting.tables import TABLES
from ratsdok.letter import Letter


def german(tmp_path: Path, *several: Letter, **wishes: Any) -> list[dict[str, str]]:
    with filled(tmp_path / "archive.db", several) as catalogue:
        text = exported(catalogue, "csv", **wishes).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";", strict=True))


def plain(tmp_path: Path, *several: Letter, **wishes: Any) -> list[dict[str, str]]:
    with filled(tmp_path / "archive.db", several) as catalogue:
        text = exported(catalogue, "csv", plain=True, **wishes).decode("utf-8")
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


LETTER = letter(
    "größe",
    "V1/16",
    date="2016-02-01",
    report="interim",
    recipients=["Rat; alle", 'die "Mitglieder"'],
    points=[{"label": "1.1", "text": "Eins"}, {"label": "2", "text": "Zwei"}],
    statements=[{"points": ["1.1"], "text": "Es läuft.", "status": "in_progress"}],
    next_check=check("2016-07-31", "month", "Juli 2016"),
    previous_checks=["2015-06-30", "2015-01"],
    evidence=doubt("date", "statements.0.status", "signed_by.0.name"),
)


def test_a_german_excel_opens_it_with_a_double_click(tmp_path: Path) -> None:
    with filled(tmp_path / "archive.db", [LETTER]) as catalogue:
        data = exported(catalogue, "csv")
    assert data.startswith("\ufeff".encode())
    first, rest = data.decode("utf-8-sig").split("\r\n", 1)
    assert first.startswith('"Vorlage";"Sitzung";"Gremium";"Gegenstand";"Datum"')
    assert '"01.02.2016"' in rest
    assert rest.endswith("\r\n")


def test_office_staff_read_german(tmp_path: Path) -> None:
    (row,) = german(tmp_path, LETTER)
    assert row["Datum"] == "01.02.2016"
    assert row["Gremium"] == "Stadtrat"
    assert row["Berichtsart"] == "Zwischenbericht"
    assert (row["Nächste Kontrolle"], row["Genauigkeit"]) == ("31.07.2016", "Monat")
    assert row["Kontrolle laut Schreiben"] == "'Juli 2016"  # or it would become the first of July
    assert row["Empfänger"] == 'Rat; alle\ndie "Mitglieder"'
    assert row["Frühere Kontrollen"] == "30. Juni 2015\nJanuar 2015"
    assert row["Vertraulich"] == "nicht erkennbar"
    assert (row["Beschlusspunkte"], row["Offene Punkte"]) == ("2", "2")
    assert row["Unsicher"] == "Datum\nOffene Punkte\nUnterzeichnet von"


def test_programs_read_plain_values(tmp_path: Path) -> None:
    (row,) = plain(tmp_path, LETTER)
    assert (row["date"], row["report"], row["next_check_precision"]) == ("2016-02-01", "interim", "month")
    assert row["previous_checks"] == "2015-06-30\n2015-01"
    assert row["confidential"] == ""
    assert row["doubtful"] == "date\nopen_points\nsigned_by"


def test_pandas_reads_the_plain_one_as_it_is(tmp_path: Path) -> None:
    with filled(tmp_path / "archive.db", sample_letters()) as catalogue:
        data = io.BytesIO(exported(catalogue, "csv", plain=True))
    frame = pd.read_csv(data, parse_dates=["date", "next_check"])
    names = [column.name for column in TABLES["letters"].columns]
    assert list(frame.columns) == [*names[:-2], "doubtful", "document", "sha256"]
    assert len(frame) == 18
    assert frame["date"].dt.year.min() == 2015
    assert frame["confidential"].dtype == bool


def test_a_point_has_a_row_for_each_statement_on_it(tmp_path: Path) -> None:
    several = letter(
        "several",
        "V1/16",
        "V2/16",
        points=[{"label": "1", "text": "A"}, {"label": "2", "text": "B"}, {"label": "V2/16 1", "text": "C"}],
        statements=[
            {"points": ["1"], "text": "x", "status": "planned"},
            {"points": ["1", "V2/16 1"], "text": "y", "status": "implemented"},
            {"points": ["7"], "text": "z", "status": "unknown"},
        ],
    )
    rows = plain(tmp_path, several, table="points")
    assert [(row["paper"], row["label"], row["text"], row["status"], row["statement"]) for row in rows] == [
        ("V1/16", "1", "A", "planned", "x"),
        ("V1/16", "1", "A", "implemented", "y"),
        ("V1/16", "2", "B", "", ""),
        ("V2/16", "V2/16 1", "C", "implemented", "y"),
        ("V1/16", "7", "", "unknown", "z"),
    ]
    stands = [row["Stand"] for row in german(tmp_path, several, table="points")]
    assert stands == ["geplant", "umgesetzt", "kein Bericht", "umgesetzt", "unklar"]


def test_only_the_rows_in_doubt_say_so(tmp_path: Path) -> None:
    first, second = german(tmp_path, LETTER, table="points")
    assert (first["Stand"], first["Unsicher"]) == ("in Umsetzung", "Datum\nStand")
    assert (second["Stand"], second["Unsicher"]) == ("kein Bericht", "Datum")
    (row,) = german(tmp_path, LETTER, evidence=False)
    assert "Unsicher" not in row


def test_the_next_checks_stand_in_a_table_of_their_own(tmp_path: Path) -> None:
    later = letter("later", "V2/16", next_check=check("2016-12-31", "year", "2016"))
    rows = german(tmp_path, later, LETTER, letter("none", "V3/16"), table="checks")
    columns = ("Vorlage", "Nächste Kontrolle", "Genauigkeit", "Offene Punkte")
    assert [tuple(row[column] for column in columns) for row in rows] == [
        ("V1/16", "31.07.2016", "Monat", "2"),
        ("V2/16", "31.12.2016", "Jahr", "0"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "=1+1", "+49 351 488", "-5", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "\u00a0=1", "\ufeff=1",
        "\u200b=1",
        "＝1", "＋1", "－1", "＠a", "-", "=", '=HYPERLINK("http://a")', "- Anlage",
        "1.1", "06/2017", "1,5", "(5)", "12e3", "3-4", "007", "12:30", "1234567890123456",
        "Juli 2016", "März 2021", "jan. 16",
    ],
)  # fmt: skip
def test_no_text_becomes_a_formula_or_another_number(text: str) -> None:
    assert guarded(text) == f"'{text}"


@pytest.mark.parametrize(
    "text",
    [
        "V1234/15",
        "30.06.2016",
        "12",
        "0",
        "8.a",
        "im Juni 2016",
        "a=b",
        "5. Juli 2016",
        "5 - 3 Bäume",
        "(GB 7) 86",
        "",
    ],
)
def test_other_texts_stay_as_they_are(text: str) -> None:
    assert guarded(text) == text


EVIL = letter(
    "=cmd|' /C calc'!A0",
    resolutions=[{"paper": "=1+1", "meeting": "+1", "subject": '@a"; =2\n=3'}],
    file_reference="-1",
    department="\x07Amt\x1b[31m\0",
    points=[{"label": "1.1", "text": "\t=4"}],
)


def test_formulas_are_disarmed_in_german_and_kept_in_plain(tmp_path: Path) -> None:
    (row,) = german(tmp_path, EVIL)
    assert (row["Vorlage"], row["Sitzung"], row["Geschäftszeichen"]) == ("'=1+1", "'+1", "'-1")
    assert row["Gegenstand"] == "'@a\"; =2\n=3"
    assert row["Datei"].startswith("'=cmd")
    assert row["Geschäftsbereich"] == "\ufffdAmt\ufffd[31m\ufffd"
    (row,) = german(tmp_path, EVIL, table="points")
    assert (row["Punkt"], row["Beschlusstext"]) == ("Punkt 1.1", "'\t=4")
    (row,) = plain(tmp_path, EVIL)
    assert (row["paper"], row["subject"]) == ("=1+1", '@a"; =2\n=3')
