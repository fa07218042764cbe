"""What only real processes show: pipes, signals, terminals."""

import os
import select
import signal
import subprocess
import time
from pathlib import Path

import pytest

from calling import PDF, RATSDOK, SECOND, run


def test_output_is_utf8_whatever_the_locale_says() -> None:
    done = run("parse", PDF, "--format", "text", env=os.environ | {"LC_ALL": "C", "PYTHONUTF8": "0"})
    assert done.returncode == 0
    assert "Nächste Kontrolle" in done.stdout
    assert "\x1b" not in done.stdout  # no colours in a pipe
    assert done.stderr == ""


def test_a_reader_that_goes_away_ends_it_quietly() -> None:
    command = [*RATSDOK, "parse", *[str(PDF)] * 20]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 141


def test_ctrl_c_is_one_line_and_130() -> None:
    command = [*RATSDOK, "parse", *[str(PDF)] * 2000, "--format", "jsonl"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout
        process.stdout.readline()
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert err == b"Interrupted\n"


def on_terminal(*arguments: str | Path, **environment: str) -> str:
    """Call `ratsdok` on a terminal of 80 columns and return what it showed."""
    pty = pytest.importorskip("pty")
    ours, theirs = pty.openpty()
    settings = {"TERM": "xterm-256color", "COLUMNS": "80", "NO_COLOR": ""} | environment
    command = [*RATSDOK, *map(str, arguments)]
    process = subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, env=os.environ | settings)
    os.close(theirs)
    shown = b""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and (process.poll() is None or select.select([ours], [], [], 0)[0]):
        if select.select([ours], [], [], 0.1)[0]:
            try:
                shown += os.read(ours, 65536)
            except OSError:  # Linux tells the end of a terminal as an error
                break
    os.close(ours)
    process.wait(timeout=10)
    return shown.decode()


def test_colours_on_a_terminal() -> None:
    assert "\x1b[36m● in Umsetzung" in on_terminal("parse", PDF, "--format", "text")


def test_no_color_is_heeded() -> None:
    assert "\x1b[3" not in on_terminal("parse", PDF, "--format", "text", NO_COLOR="1")


def test_a_bar_for_many_files_and_errors_beside_it() -> None:
    shown = on_terminal("parse", PDF, "nowhere.pdf", SECOND, "--format", "text")
    assert "3/3" in shown or "2/3" in shown
    assert "nowhere.pdf: the file cannot be read" in shown
    assert shown.index("/3") < shown.index("Überblick")  # first the bar, then the results


def test_no_bar_for_a_single_file() -> None:
    assert "1/1" not in on_terminal("parse", PDF, "--format", "text")
