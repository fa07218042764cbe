"""`ratsdok convert`: what it tells, and how it ends."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from archives_of_letters import folder_of_letters, lines
from calling import call
from ratsdok.errors import (
    CatalogueError,
    CatalogueUnreachableError,
    DamagedFileError,
    NoDocumentsError,
    NotAFileError,
)

SAMPLES = Path(__file__).parents[1] / "samples"
LETTER = SAMPLES / "uferradweg.pdf"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return folder_of_letters(tmp_path / "letters", 4)


def test_a_run_that_goes_well_sums_up_in_a_line(folder: Path, tmp_path: Path) -> None:
    code, out, err = call("convert", folder, "--into", tmp_path / "a.db", "--workers", "2")
    assert (code, out) == (0, "")
    assert err.startswith("4 documents converted with 4 letters, 0 unchanged, 0 failed; ")
    assert err.count("\n") == 1


def test_failures_are_told_once_and_counted_for_ever(folder: Path, tmp_path: Path) -> None:
    (folder / "broken.pdf").write_bytes(LETTER.read_bytes()[:2000])
    (folder / "page.html").touch()
    command = ("convert", folder, "--into", tmp_path / "a.db", "--workers", "1")
    code, _, err = call(*command)
    assert code == DamagedFileError.exit_code
    told, summary, others = err.splitlines()
    assert told.startswith(f"{folder / 'broken.pdf'}: the PDF is broken.")
    assert "4 documents converted with 4 letters, 0 unchanged, 1 failed;" in summary
    assert others == "Other files, left alone: 1 .html"
    code, _, err = call(*command)
    assert code == DamagedFileError.exit_code
    assert "1 failed, of these 1 in an earlier run (try them again with --retry-failed)" in err
    assert "broken.pdf" not in err


def test_a_list_names_the_sources(folder: Path, tmp_path: Path) -> None:
    names = tmp_path / "list.txt"
    names.write_text("\n".join(map(str, sorted(folder.iterdir())[:2])))
    code, _, err = call("convert", "--from", names, "--into", tmp_path / "a.db", "--workers", "1")
    assert code == 0
    assert err.startswith("2 documents converted")


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["--into", "a.db"], NoDocumentsError.exit_code, "nothing to convert is named"),
        (["nowhere", "--into", "a.db"], NotAFileError.exit_code, "nowhere"),
        ([".", "--into", "a.db"], NoDocumentsError.exit_code, "there are no documents"),
        ([str(LETTER), "--into", str(LETTER)], CatalogueError.exit_code, "no SQLite file"),
        (
            [str(LETTER), "--into", "postgresql://ratsdok:geheim@127.0.0.1:9/x"],
            CatalogueUnreachableError.exit_code,
            "postgresql+psycopg://ratsdok:***@127.0.0.1:9/x",
        ),
        ([str(LETTER)], 2, "--into"),
        ([str(LETTER), "--into", "a.db", "--engine", "steam"], 2, "steam"),
        ([str(LETTER), "--into", "a.db", "--address", "x:1"], 2, "--engine ray"),
        ([str(LETTER), "--into", "a.db", "--memory", "7"], 2, "--memory"),
    ],
)
def test_what_cannot_be_done_is_told_in_a_line(
    arguments: list[str], code: int, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    ended, out, err = call("convert", *arguments)
    assert (ended, out) == (code, "")
    assert words in err
    assert "geheim" not in err
    assert list(tmp_path.iterdir()) == []
    assert LETTER.read_bytes().startswith(b"%PDF")  # which is named as the catalogue once


def test_a_terminal_shows_a_bar_and_what_is_in_hand(folder: Path, tmp_path: Path) -> None:
    where = tmp_path / "archive.db"
    told = on_a_terminal(["convert", str(folder), "--into", str(where), "--workers", "1"])
    assert "4/4" in told
    assert "━" in told
    assert "4 documents converted with 4 letters" in told
    assert len(lines(where)) == 4


def on_a_terminal(arguments: list[str]) -> str:
    """Run the command line with a terminal as standard error, and return what it showed."""
    ours, theirs = pty.openpty()
    environment = os.environ | {"TERM": "xterm-256color", "COLUMNS": "100"}
    process = subprocess.Popen([sys.executable, "-m", "ratsdok", *arguments], stderr=theirs, env=environment)
    os.close(theirs)
    told = b""
    while True:
        try:
            told += os.read(ours, 65536)
        except OSError:  # how Linux tells that the other end is closed
            break
        if not told:
            break
    os.close(ours)
    assert process.wait(timeout=60) == 0
    return told.decode()
