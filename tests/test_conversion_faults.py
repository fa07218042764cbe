"""Whatever happens to a run, nothing is lost or doubled, and the next run goes on."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
import uuid
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Engine, event, select

import postgres as postgresql
from archives_of_letters import folder_of_letters, lines
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
KILLS = 20


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
    _is_sound(where)
    assert len(lines(where)) < 40
    tally = _converted(folder, where)
    assert tally["converted"] + tally["unchanged"] == 40
    assert lines(where) == _undisturbed(folder, tmp_path)


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
    _converted(folder, where)
    assert lines(where) == _undisturbed(folder, tmp_path)


def test_killed_at_random_moments_a_catalogue_is_as_if_nothing_had_happened(tmp_path: Path) -> None:
    folder = folder_of_letters(tmp_path / "letters", 1200)
    where = str(tmp_path / "archive.db")
    hits = _killed_again_and_again(folder, where, KILLS)
    assert hits >= KILLS // 2
    _is_sound(Path(where))
    _converted(folder, where)
    assert lines(where) == _undisturbed(folder, tmp_path)
    _is_sound(Path(where))


def test_killed_at_random_moments_with_postgresql(postgres: postgresql.Server, tmp_path: Path) -> None:
    folder = folder_of_letters(tmp_path / "letters", 400)
    where = postgres.new_database()
    assert _killed_again_and_again(folder, where, 5) >= 3
    _converted(folder, where)
    assert lines(where) == _undisturbed(folder, tmp_path)


def _killed_again_and_again(folder: Path, where: str, times: int) -> int:
    """Begin a run and kill it, so many times; return how many were still going on."""
    chance = random.Random(times)
    mark = uuid.uuid4().hex
    hits = 0
    for _ in range(times):
        command = [sys.executable, "-m", "ratsdok", "convert", str(folder), "--into", where, "--workers", "2"]
        run = subprocess.Popen(
            command, env=os.environ | {"RATSDOK_TEST_MARK": mark}, stderr=subprocess.DEVNULL
        )
        time.sleep(chance.uniform(0.3, 2.4))
        hits += run.poll() is None
        run.kill()
        run.wait()
        _wait_for_the_end_of(mark)
    return hits


def _wait_for_the_end_of(mark: str) -> None:
    """Wait for the processes of a run that was killed: they must notice by themselves."""
    for _ in range(100):
        if not any(_marked(mark)):
            return
        time.sleep(0.1)
    pytest.fail("processes of a run that was killed go on")


def _marked(mark: str) -> Iterator[Path]:
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if mark in (process / "environ").read_text(errors="replace"):
                yield process
        except OSError:
            continue


def test_a_database_that_is_restarted_in_the_middle(postgres: postgresql.Server, tmp_path: Path) -> None:
    folder = folder_of_letters(tmp_path / "letters", 150)
    where = postgres.new_database()
    conversion = convert(folder, where, workers=2)
    for number, _ in enumerate(conversion):
        if number in (1, 60):
            postgres.restart()
    assert conversion.tally == Counter(converted=150, letters=150)
    assert lines(where) == _undisturbed(folder, tmp_path)


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
    tally = _converted(folder, where)
    assert tally["converted"] + tally["unchanged"] == 150
    assert lines(where) == _undisturbed(folder, tmp_path)


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_ctrl_c_ends_a_run_cleanly(how: signal.Signals, tmp_path: Path) -> None:
    folder = folder_of_letters(tmp_path / "letters", 300)
    where = tmp_path / "archive.db"
    mark = uuid.uuid4().hex
    command = [sys.executable, "-m", "ratsdok", "convert", str(folder), "--into", str(where)]
    run = subprocess.Popen(
        command,
        env=os.environ | {"RATSDOK_TEST_MARK": mark},
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    time.sleep(3)
    os.killpg(run.pid, how)  # as a terminal does
    _, told = run.communicate(timeout=30)
    assert run.returncode == 130
    assert told.splitlines() == [
        "Stopped. What is done is in the catalogue; the same command goes on from there",
        "Interrupted",
    ]
    _wait_for_the_end_of(mark)
    assert 0 < len(lines(where)) < 300
    _converted(folder, where)
    assert lines(where) == _undisturbed(folder, tmp_path)


def test_a_script_without_a_guard_is_told_what_is_missing(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(f"import ratsdok\nlist(ratsdok.convert({str(LETTER)!r}, {str(tmp_path / 'a.db')!r}))\n")
    done = subprocess.run([sys.executable, script], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].endswith(
        'In a script, call convert below `if __name__ == "__main__":`'
    )


def _converted(folder: Path, where: Path | str) -> Counter[str]:
    conversion = convert(folder, where, workers=2)
    assert [outcome.error for outcome in conversion if outcome.error] == []
    return conversion.tally


def _undisturbed(folder: Path, tmp_path: Path) -> Sequence[str]:
    """Return what a run gives that nobody disturbs."""
    where = tmp_path / "undisturbed.db"
    _converted(folder, where)
    return lines(where)


def _is_sound(path: Path) -> None:
    """Check that the database is whole, and that no row belongs to nothing."""
    with open_catalogue(path) as catalogue, catalogue.begin() as connection:
        assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
        assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []
