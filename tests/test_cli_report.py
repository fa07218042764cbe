"""`ratsdok report`."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from calling import RATSDOK, call
from catalogues import filled, sample_letters
from exports import letter

LEFT_OUT = "1 confidential letter left out (--include-confidential)\n"


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    path = tmp_path / "archive.db"
    filled(path, sample_letters()).close()
    return path


@pytest.mark.parametrize(
    ("name", "options", "begin"),
    [
        ("report.html", [], b"<!doctype html>"),
        ("REPORT.HTM", [], b"<!doctype html>"),
        ("report", ["--to", "html"], b"<!doctype html>"),
        ("report.docx", [], b"PK"),
        ("report.xlsx", ["--to", "xlsx"], b"PK"),
    ],
)
def test_the_name_of_the_file_tells_the_format(
    name: str, options: list[str], begin: bytes, archive: Path, tmp_path: Path
) -> None:
    code, out, told = call("report", archive, "-o", tmp_path / name, "--as-of", "2023-12-31", *options)
    assert (code, out, told) == (0, "", LEFT_OUT)
    assert (tmp_path / name).read_bytes().startswith(begin)


def test_a_page_goes_to_standard_output(archive: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        [*RATSDOK, "report", str(archive), "-o", "-", "--as-of", "31.12.2023"],
        capture_output=True,
        check=True,
    )
    call("report", archive, "-o", tmp_path / "report.html", "--as-of", "2023-12-31")
    written = (tmp_path / "report.html").read_bytes()
    links = re.compile(rb'href="(?:file:|\./)[^"]*"')  # from a folder they can lead relatively
    assert links.sub(b"", done.stdout) == links.sub(b"", written)
    assert links.findall(written)
    assert done.stderr.decode() == LEFT_OUT


@pytest.mark.parametrize(
    ("options", "inside", "outside"),
    [
        (["--paper", "A0126/15"], "A0126/15", "V0618/15"),
        (["--committee", "JHA"], "Jugendhilfeausschuss", "A0126/15"),
        (["--include-confidential"], "V0471/15", "gekennzeichnet sind, sind nicht"),
        (["--as-of", "2016-01-01"], "am 1. Januar 2016", "V9999/99"),
    ],
)
def test_what_is_asked_for_is_reported(
    options: list[str], inside: str, outside: str, archive: Path, tmp_path: Path
) -> None:
    code, _, _ = call("report", archive, "-o", tmp_path / "report.html", "--as-of", "2023-12-31", *options)
    html = (tmp_path / "report.html").read_text("utf-8")
    assert code == 0
    assert inside in html
    assert outside not in html


def test_what_is_not_in_it_is_told(tmp_path: Path) -> None:
    filled(tmp_path / "a.db", [letter("a", "V0001/20", date="2020-01-01", confidential=None)]).close()
    undecided = "Whether 1 letter may be confidential could not be read; they are included\n"
    assert call("report", tmp_path / "a.db", "-o", tmp_path / "a.html")[2] == undecided
    empty = call("report", tmp_path / "a.db", "-o", tmp_path / "a.html", "--paper", "V0002/20")
    assert empty == (0, "", "No resolution fits: the report is empty\n")
    told = call("report", tmp_path / "a.db", "-o", tmp_path / "a.xlsx")[2]
    assert told == "No resolution is overdue\n" + undecided


@pytest.mark.parametrize(
    ("options", "hint"),
    [
        ([], "--out"),
        (["-o", "report"], "--out"),
        (["-o", "report.pdf"], "--out"),
        (["-o", "report.xlsx", "--to", "docx"], "--out"),
        (["-o", "-", "--to", "xlsx"], "--out"),
        (["-o", "report.html", "--to", "pdf"], "--to"),
        (["-o", "report.html", "--as-of", "2023-02-30"], "--as-of"),
    ],
)
def test_wrong_calls_are_usage_errors(options: list[str], hint: str, archive: Path) -> None:
    code, out, told = call("report", archive, *options)
    assert (code, out) == (2, "")
    assert hint in told


def test_the_catalogue_itself_is_never_replaced(archive: Path) -> None:
    before = archive.read_bytes()
    code, _, told = call("report", archive, "-o", archive, "--to", "html")
    assert (code, "this is the catalogue itself" in told) == (13, True)
    assert archive.read_bytes() == before


def test_no_catalogue_is_no_report(tmp_path: Path) -> None:
    (tmp_path / "report.html").write_text("before")
    code, _, told = call("report", tmp_path / "none.db", "-o", tmp_path / "report.html")
    assert code == 3
    assert told.count("\n") == 1
    assert (tmp_path / "report.html").read_text() == "before"
