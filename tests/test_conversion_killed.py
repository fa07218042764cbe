"""A run that is killed or interrupted loses nothing, and leaves no processes behind."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

import postgres as postgresql
from archives_of_letters import converted, folder_of_letters, is_sound, lines, undisturbed

KILLS = 20


def test_killed_at_random_moments_a_catalogue_is_as_if_nothing_had_happened(tmp_path: Path) -> None:
    folder = folder_of_letters(tmp_path / "letters", 1200)
    where = str(tmp_path / "archive.db")
    hits = _killed_again_and_again(folder, where, KILLS)
    assert hits >= KILLS // 2
    is_sound(Path(where))
    converted(folder, where)
    assert lines(where) == undisturbed(folder, tmp_path)
    is_sound(Path(where))


def test_killed_at_random_moments_with_postgresql(postgres: postgresql.Server, tmp_path: Path) -> None:
    folder = folder_of_letters(tmp_path / "letters", 400)
    where = postgres.new_database()
    assert _killed_again_and_again(folder, where, 5) >= 3
    converted(folder, where)
    assert lines(where) == undisturbed(folder, tmp_path)


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
    converted(folder, where)
    assert lines(where) == undisturbed(folder, tmp_path)
