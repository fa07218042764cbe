"""Whatever happens to a run, nothing is lost or doubled, and the next run goes on."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Engine, event, select

import postgres as postgresql
from archives_of_letters import converted, folder_of_letters, is_sound, lines, undisturbed
from misbehaving import Misbehaving
from ratsdok.archive.catalogue import open_catalogue
from ratsdok.archive.tables import documents
from ratsdok.conversion.places import FilePlace, Found
from ratsdok.conversion.run import convert
from ratsdok.errors import (
    CatalogueUnreachableError,
    MemoryLimitError,
    NotAFileError,
    OutputError,
    RatsdokError,
    TimeLimitError,
    WorkerDiedError,
)

SAMPLES = Path(__file__).parents[1] / "samples"
LETTER = SAMPLES / "uferradweg.pdf"


class Named(list[Found]):
    """Documents in the place of those that are found by names."""

    names = ("these",)


@pytest.fixture
def found(monkeypatch: pytest.MonkeyPatch) -> Named:
    """The documents that a run finds, whatever it is told to convert."""
    documents = Named()
    monkeypatch.setattr("ratsdok.conversion.run.Sources", lambda names: documents)
    monkeypatch.setenv("RATSDOK_TEST_PARENT", str(os.getpid()))
    return documents


def with_letters_around(what: str, folder: Path) -> list[Found]:
    """Return a document that misbehaves, and well-behaved ones before and behind it."""
    letters = [Found(FilePlace(str(path))) for path in sorted(folder_of_letters(folder, 6).iterdir())]
    return [*letters[:3], Found(Misbehaving(what, LETTER)), *letters[3:]]


@pytest.mark.parametrize(
    ("what", "kind", "words"),
    [
        ("hangs", TimeLimitError, "longer than 3 seconds"),
        ("eats", MemoryLimitError, "more than 700 MiB"),
        ("dies", WorkerDiedError, "signal 9"),
        ("exits", WorkerDiedError, "exit code 3"),
        ("vanishes", RatsdokError, "FileNotFoundError"),
    ],
)
def test_a_document_that_takes_its_process_down_is_recorded_and_the_others_are_converted(
    what: str, kind: type[RatsdokError], words: str, found: Named, tmp_path: Path
) -> None:
    found.extend(with_letters_around(what, tmp_path / "letters"))
    where = tmp_path / "archive.db"
    outcomes = list(convert("these", where, workers=2, seconds=3, memory=700))
    assert Counter(each.state for each in outcomes) == {"converted": 6, "failed": 1}
    (failed,) = [each for each in outcomes if each.error]
    assert type(failed.error) is kind
    assert words in str(failed.error)
    with open_catalogue(where) as catalogue, catalogue.begin() as connection:
        row = connection.execute(select(documents).where(documents.c.state == "failed")).one()
    assert (row.error, row.error_code, row.name) == (kind.__name__, kind.exit_code, f"{what}.pdf")
    assert words in row.problem


def test_a_document_that_changes_between_two_looks_is_not_entered_under_a_wrong_checksum(
    found: Named, tmp_path: Path
) -> None:
    found.extend(with_letters_around("changes", tmp_path / "letters"))
    changing = tmp_path / "changing.pdf"
    changing.write_bytes(LETTER.read_bytes())
    conversion = convert("these", tmp_path / "archive.db", workers=1)
    found.append(Found(_ChangingPlace(str(changing))))
    (failed,) = [each for each in conversion if each.error]
    assert isinstance(failed.error, NotAFileError)
    assert "changed while it was read" in str(failed.error)
    assert "Convert it again" in str(failed.error)


class _ChangingPlace(FilePlace):
    """A file that somebody writes to whenever it has been read."""

    def read(self) -> bytes:
        data = FilePlace.read(self)
        with Path(self.path).open("ab") as file:
            file.write(b"%% once more\n")
        return data


def test_a_source_that_disappears_is_recorded_and_the_others_are_converted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ratsdok.conversion.run._BATCH", 1)
    folder = folder_of_letters(tmp_path / "letters", 30)
    conversion = convert(folder, tmp_path / "archive.db", workers=1)
    next(conversion)
    last = sorted(folder.iterdir())[-1]
    last.unlink()
    (failed,) = [each for each in conversion if each.error]
    assert isinstance(failed.error, NotAFileError)
    assert failed.place == str(last)
    assert conversion.tally["converted"] == 29


def test_a_disk_that_is_full_stops_the_run_and_the_next_one_goes_on(tmp_path: Path) -> None:
    folder = folder_of_letters(tmp_path / "letters", 40)
    where = tmp_path / "archive.db"
    open_catalogue(where, create=True).close()
    with _pages_limited_to(120), pytest.raises(OutputError, match="is full"):
        list(convert(folder, where, workers=2))
    is_sound(where)
    assert len(lines(where)) < 40
    tally = converted(folder, where)
    assert tally["converted"] + tally["unchanged"] == 40
    assert lines(where) == undisturbed(folder, tmp_path)


@contextmanager
def _pages_limited_to(pages: int) -> Iterator[None]:
    """Let SQLite's files grow to a number of pages only, which for SQLite is a full disk."""

    def limit(connection: sqlite3.Connection, _: object) -> None:
        connection.execute(f"PRAGMA max_page_count={pages}")

    event.listen(Engine, "connect", limit)
    try:
        yield
    finally:
        event.remove(Engine, "connect", limit)


def test_a_file_that_may_not_grow_stops_the_run_in_one_line(tmp_path: Path) -> None:
    folder = folder_of_letters(tmp_path / "letters", 40)
    where = tmp_path / "archive.db"
    code = (
        "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (600_000, 600_000));"
        "from ratsdok.cli import main; sys.argv[0] = 'ratsdok'; main()"
    )
    command = [sys.executable, "-c", code, "convert", folder, "--into", where, "--workers", "2"]
    done = subprocess.run([*map(str, command)], capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == OutputError.exit_code
    assert done.stderr.count("\n") == 1
    assert str(where) in done.stderr
    converted(folder, where)
    assert lines(where) == undisturbed(folder, tmp_path)


def test_a_database_that_is_restarted_in_the_middle(postgres: postgresql.Server, tmp_path: Path) -> None:
    folder = folder_of_letters(tmp_path / "letters", 150)
    where = postgres.new_database()
    conversion = convert(folder, where, workers=2)
    for number, _ in enumerate(conversion):
        if number in (1, 60):
            postgres.restart()
    assert conversion.tally == Counter(converted=150, letters=150)
    assert lines(where) == undisturbed(folder, tmp_path)


def test_a_database_that_stays_away_ends_the_run(
    postgres: postgresql.Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ratsdok.conversion.run.PATIENCE", 2.0)
    folder = folder_of_letters(tmp_path / "letters", 150)
    where = postgres.new_database()
    conversion = convert(folder, where, workers=2)
    next(conversion)
    postgres.stop()
    try:
        with pytest.raises(CatalogueUnreachableError) as caught:
            list(conversion)
        assert postgresql.PASSWORD not in str(caught.value)
    finally:
        postgres.start()
    tally = converted(folder, where)
    assert tally["converted"] + tally["unchanged"] == 150
    assert lines(where) == undisturbed(folder, tmp_path)


def test_a_script_without_a_guard_is_told_what_is_missing(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(f"import ratsdok\nlist(ratsdok.convert({str(LETTER)!r}, {str(tmp_path / 'a.db')!r}))\n")
    done = subprocess.run([sys.executable, script], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].endswith(
        'In a script, call convert below `if __name__ == "__main__":`'
    )
