"""`ratsdok export`."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from calling import RATSDOK, call, run
from catalogues import filled, sample_letters
from exports import FORMATS, letter
from ratsdok.errors import CatalogueError, ExtraMissingError, NotAFileError, OutputError

LEFT_OUT = "1 confidential letter left out (--include-confidential)\n1 other document left out (--others)\n"


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    path = tmp_path / "archive.db"
    filled(path, sample_letters()).close()
    return path


def names(output: str) -> set[str]:
    return {json.loads(line)["document"]["name"].removesuffix(".pdf") for line in output.splitlines()}


@pytest.mark.parametrize("to", FORMATS)
def test_a_file_is_written_and_what_is_not_in_it_is_told(to: str, archive: Path, tmp_path: Path) -> None:
    out = tmp_path / f"export.{to}"
    assert call("export", archive, "--to", to, "-o", out) == (0, "", LEFT_OUT)
    assert out.stat().st_size
    assert call("export", archive, "--to", to, "-o", out, "--include-confidential", "--others") == (0, "", "")


@pytest.mark.parametrize("to", ["jsonl", "csv", "oparl", "ics"])
@pytest.mark.parametrize("out", [(), ("-o", "-")])
def test_text_goes_to_standard_output(to: str, out: tuple[str, ...], archive: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        [*RATSDOK, "export", str(archive), "--to", to, *out], capture_output=True, check=True, cwd=tmp_path
    )
    call("export", archive, "--to", to, "-o", tmp_path / "same")
    assert done.stdout == (tmp_path / "same").read_bytes()
    assert done.stderr.decode() == LEFT_OUT
    assert not (tmp_path / "-").exists()


def test_jsonl_is_what_parse_writes(archive: Path) -> None:
    code, lines, _ = call("export", archive, "--to", "jsonl")
    assert code == 0
    records = {each.document.sha256: each.to_json(indent=None) for each in sample_letters()}
    assert len(lines.splitlines()) == 18
    assert all(line in records.values() for line in lines.splitlines())


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (["--paper", "A0126/15", "--paper", "v0618/15"], {"buergerhaus", "uferradweg"}),
        (["--since", "02.06.2021", "--until", "2022-12-31"], {"schottergaerten", "personalbericht"}),
        (["--committee", "JHA", "--status", "geplant"], {"jugendtreff"}),
        (["--status", "kein neuer Sachstand"], {"uferradweg", "fachstelle-wohnen"}),
        (["--status", "unchanged"], {"uferradweg", "fachstelle-wohnen"}),
        (["--overdue-at", "2016-07-01"], {"buergerhaus"}),
        (["--profile", "hafenfeld"], set()),
        (["--paper", "V0471/15", "--include-confidential"], {"grundstueck-kiesgrund"}),
    ],
)
def test_letters_are_selected(options: list[str], expected: set[str], archive: Path) -> None:
    code, lines, _ = call("export", archive, "--to", "jsonl", *options)
    assert (code, names(lines)) == (0, expected)


def test_csv_has_its_tables_and_dialects(archive: Path) -> None:
    points = call("export", archive, "--to", "csv", "--table", "points", "--plain")[1]
    assert len(list(csv.DictReader(io.StringIO(points)))) == 72
    checks = call("export", archive, "--to", "csv", "--table", "checks")[1]
    assert checks.startswith('\ufeff"Nächste Kontrolle";"Genauigkeit"')


def test_people_and_evidence_are_left_out(archive: Path) -> None:
    (record, *_) = call("export", archive, "--to", "jsonl", "--no-persons", "--no-evidence")[1].splitlines()
    assert (json.loads(record)["signed_by"], json.loads(record)["evidence"]) == ([], {})


def test_what_cannot_be_told_is_told(tmp_path: Path) -> None:
    several = [letter("a", confidential=None), letter("b", points=[{"label": None, "text": "x" * 40_000}])]
    filled(tmp_path / "archive.db", several).close()
    code, _, told = call("export", tmp_path / "archive.db", "--to", "xlsx", "-o", tmp_path / "x.xlsx")
    assert (code, told.splitlines()) == (
        0,
        [
            "Whether 2 letters may be confidential could not be read; they are included",
            "1 cell too long for a workbook and cut; --to jsonl holds all",
        ],
    )
    told = call("export", tmp_path / "archive.db", "--to", "csv", "--since", "2016-01-01")[2]
    assert told == (
        "No letter fits: the result is empty\n"
        "2 letters without a readable date left out (--since, --until)\n"
    )  # fmt: skip


@pytest.mark.parametrize(
    ("options", "hint"),
    [
        (["--to", "docx"], "--to"),
        ([], "--to"),
        (["--to", "xlsx"], "--out"),
        (["--to", "parquet", "-o", "-"], "--out"),
        (["--to", "csv", "--since", "2016-02-30"], "--since"),
        (["--to", "csv", "--until", "1.2.16"], "--until"),
        (["--to", "csv", "--overdue-at", ""], "--overdue-at"),
        (["--to", "csv", "--since", "2016-02-02", "--until", "2016-02-01"], "--since"),
        (["--to", "csv", "--status", "fertig"], "--status"),
        (["--to", "csv", "--table", "people"], "--table"),
        (["--to", "jsonl", "--table", "points"], "--table"),
        (["--to", "xlsx", "--plain", "-o", "x"], "--plain"),
        (["--to", "ics", "--base-url", "https://a.example"], "--base-url"),
        (["--to", "oparl", "--base-url", "ftp://a.example"], "--base-url"),
    ],
)
def test_wrong_calls_are_usage_errors(options: list[str], hint: str, archive: Path) -> None:
    code, out, told = call("export", archive, *options)
    assert (code, out) == (2, "")
    assert hint in told


@pytest.mark.parametrize("name", ["none.db", "."])
def test_no_catalogue(name: str, tmp_path: Path) -> None:
    code, out, told = call("export", tmp_path / name, "--to", "csv", "-o", tmp_path / "x.csv")
    assert (code, out, told.count("\n")) == (NotAFileError.exit_code, "", 1)
    assert not (tmp_path / "x.csv").exists()


def test_something_else_is_no_catalogue(tmp_path: Path) -> None:
    (tmp_path / "letter.pdf").write_bytes(b"%PDF-1.7")
    assert call("export", tmp_path / "letter.pdf", "--to", "csv")[0] == CatalogueError.exit_code


def test_the_catalogue_is_not_replaced(archive: Path) -> None:
    before = archive.read_bytes()
    assert call("export", archive, "--to", "csv", "-o", archive)[0] == OutputError.exit_code
    assert archive.read_bytes() == before


def test_a_missing_library_is_told(archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    code, _, told = call("export", archive, "--to", "parquet", "-o", tmp_path / "x.parquet")
    assert code == ExtraMissingError.exit_code
    assert "pip install 'ratsdok[parquet]'" in told
    assert not (tmp_path / "x.parquet").exists()


@pytest.mark.parametrize("to", ["jsonl", "csv", "oparl", "ics"])
def test_a_reader_that_goes_away_is_no_trouble(to: str, archive: Path) -> None:
    with subprocess.Popen(
        [*RATSDOK, "export", str(archive), "--to", to], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 141


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
@pytest.mark.parametrize("to", ["jsonl", "csv", "oparl", "ics"])
def test_standard_output_without_room(to: str, archive: Path) -> None:
    with Path("/dev/full").open("w") as full:
        done = run("export", archive, "--to", to, stdout=full)
    assert done.returncode == OutputError.exit_code
    assert done.stderr.count("\n") == 1


def test_help_waits_for_no_library() -> None:
    code = """
import sys
from ratsdok.cli import main
sys.argv = ["ratsdok", "export", "--help"]
try:
    main()
except SystemExit:
    print(*sys.modules)
"""
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert "--overdue-at" in shown
    assert not {"sqlalchemy", "pyarrow", "xlsxwriter", "icalendar", "pandas"} & set(shown.split())
