"""Engines that fail: the letter is refused in one line that names its page, and nothing else suffers."""

import os
import re
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from pictures import PAPER, encoded, page
from ratsdok import parse
from ratsdok.errors import NoTextError, RecognitionError
from ratsdok.page import Box
from ratsdok.reading import read
from ratsdok.reading.ocr import recogniser
from ratsdok.reading.ocr.settings import Deadline, Ocr

ENGINE = str(Path(__file__).with_name("faulty_engine.py"))
SECONDS = 0.5  # granted to engines that use up whatever they are given
PROC = Path("/proc/self/fd")

# Fault -> what the error says of it. Where the answer is nonsense, no more can be said.
FAULTS = {
    "crash": r"ended with signal 6",
    "segfault": r"ended with signal 11",
    "exit": r"ended with code 3",
    "leave": r"ended with code 0",
    "stillborn": r"ended with code 5",
    "hang": r"took longer than 0\.5 s",
    "drip": r"took longer than 0\.5 s",
    "orphan": r"took longer than 0\.5 s",
    "deaf": r"took longer than 0\.5 s",
    "silent": r"ended its answers",
    "half": r"ended with code 0|answered nonsense",
    "zero bytes": r"answered nothing|ended its answers",
    "3 GB": r"answered nonsense",
    "garbage": r"answered nonsense",
    "bad UTF-8": r"answered nonsense",
    "no JSON": r"answered nonsense",
    "deep JSON": r"answered nonsense",
    "a list": r"answered nonsense",
    "a word": r"answered nonsense",
    "no table": r"answered nonsense",
    "null": r"answered nonsense",
    "empty table": r"answered nonsense",
    "three columns": r"answered nonsense",
    "words for numbers": r"answered nonsense",
    "no number": r"answered nonsense",
    "surer than sure": r"answered nonsense",
    "off the page": r"answered nonsense",
    "left of the page": r"answered nonsense",
    "half a character": r"answered nonsense",
    "error": r"failed \(no memory",
    "long error": r"failed \(no memory",
    "chatter": r"answered nonsense",
}
WAITING = {"hang", "drip", "orphan", "deaf"}


@pytest.fixture(autouse=True)
def _fresh_engines() -> Iterator[None]:
    """Let no test find an engine that another one has left half used."""
    yield
    recogniser.close_idle()


def faulty(fault: str, sound: int = 0, **settings: float | int) -> Ocr:
    seconds = SECONDS if fault in WAITING else 20
    return Ocr(command=(sys.executable, "-S", ENGINE, fault, str(sound)), **{"seconds": seconds} | settings)  # type: ignore[arg-type]


@cache
def scan(pages: int = 1) -> bytes:
    return encoded(page().convert("1"), "TIFF", *[page().convert("1")] * (pages - 1), compression="group4")


def refusal(fault: str, sound: int = 0, pages: int = 1, **settings: float | int) -> RecognitionError:
    with pytest.raises(RecognitionError) as caught:
        read(scan(pages), name="brief.tiff", ocr=faulty(fault, sound, **settings))
    return caught.value


def children() -> dict[int, str]:
    """Return the state of each process that this one has started and not yet buried."""
    found = {}
    for each in Path("/proc").glob("[0-9]*/stat"):
        try:
            name, _, rest = each.read_text("utf-8").rpartition(")")
        except OSError:  # gone meanwhile
            continue
        state, parent = rest.split()[:2]
        if int(parent) == os.getpid():
            found[int(name.split()[0])] = state
    return found


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_told_in_one_line_with_file_and_page(
    fault: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ORPHAN", str(tmp_path / "orphan"))
    begin = time.monotonic()
    error = refusal(fault)
    line = str(error)
    assert time.monotonic() - begin < 6
    assert line.startswith("brief.tiff: page 1: the OCR engine ")
    assert len(line.splitlines()) == 1
    assert len(line) < 500
    assert re.search(FAULTS[fault], line)
    assert error.exit_code == 14


def test_the_engine_itself_is_no_fault() -> None:
    """The counter-check: without a fault the same engine reads the same pages."""
    document = read(scan(2), name="brief.tiff", ocr=faulty("none"))
    assert [page.lines[0].text.split()[2] for page in document.pages] == [PAPER, PAPER]


@pytest.mark.parametrize(("fault", "workers"), [("crash", 1), ("hang", 1), ("garbage", 1), ("crash", 2)])
def test_a_fault_on_a_later_page_refuses_the_letter_and_names_that_page(fault: str, workers: int) -> None:
    error = str(refusal(fault, sound=1, pages=4 if workers > 1 else 2, workers=workers))
    assert re.match(r"brief\.tiff: page [234]: " if workers > 1 else r"brief\.tiff: page 2: ", error)


def test_after_faults_the_next_letter_is_read() -> None:
    for fault in ("crash", "hang", "garbage", "3 GB"):
        refusal(fault)
        assert read(scan(), name="brief.tiff", ocr=faulty("none")).pages[0].lines


def test_a_fault_in_one_thread_leaves_the_letters_of_others_alone() -> None:
    def attempt(fault: str) -> str:
        try:
            return read(scan(2), name="brief.tiff", ocr=faulty(fault)).pages[1].lines[1].text
        except RecognitionError as error:
            return error.problem

    with ThreadPoolExecutor(4) as pool:
        results = list(pool.map(attempt, ["crash", "none"] * 6))
    assert set(results[1::2]) == {"Laternen am Mühlgraben"}
    assert set(results[::2]) == {"page 1: the OCR engine ended with signal 6"}


def belongings() -> tuple[int, dict[int, str], int]:
    """Return how many files, which processes and how many threads are this process's own."""
    deadline = time.monotonic() + 5  # timers end a moment after they were called off
    while any(isinstance(each, threading.Timer) for each in threading.enumerate()):
        assert time.monotonic() < deadline
        time.sleep(0.01)
    return len(list(PROC.iterdir())), children(), threading.active_count()


@pytest.mark.skipif(not PROC.is_dir(), reason="tells processes and files from /proc")
def test_faults_leave_no_process_thread_or_file_behind() -> None:
    quick = ("crash", "exit", "garbage", "half", "error", "stillborn")
    refusal("crash")  # whatever is made once and kept is made here
    before = belongings()
    for fault in quick * 5:
        refusal(fault)
    assert belongings() == before


@pytest.mark.skipif(not PROC.is_dir(), reason="tells processes from /proc")
def test_what_the_engine_has_started_ends_with_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ORPHAN", str(tmp_path / "orphan"))
    refusal("orphan")
    process = Path("/proc", (tmp_path / "orphan").read_text("utf-8"))
    deadline = time.monotonic() + 5
    while process.exists() and " Z " not in (process / "stat").read_text("utf-8"):
        assert time.monotonic() < deadline
        time.sleep(0.01)


def test_an_engine_that_ended_while_it_waited_is_replaced() -> None:
    for _ in range(3):
        assert read(scan(), name="brief.tiff", ocr=faulty("mortal")).pages[0].lines
        time.sleep(0.1)  # time to end in


def test_a_command_that_cannot_be_started_is_told(tmp_path: Path) -> None:
    for command in (str(tmp_path / "none"), str(tmp_path)):
        with pytest.raises(RecognitionError, match=r"page 1: the OCR engine cannot be started \("):
            read(scan(), name="brief.tiff", ocr=Ocr(command=(command,)))


def test_a_page_without_print_is_no_fault_but_is_told() -> None:
    document = read(scan(2), name="brief.tiff", ocr=faulty("no print", sound=1))
    assert [(each.code, "Seite 2" in each.message) for each in document.remarks] == [
        ("nothing-recognised", True)
    ]
    with pytest.raises(NoTextError):
        read(scan(), name="brief.tiff", ocr=faulty("no print"))


def test_the_record_says_what_the_engine_read() -> None:
    letter = parse(scan(), name="brief.tiff", ocr=faulty("none"))
    assert letter.resolutions[0].paper == PAPER
    assert letter.document.text_source == "ocr"


def test_the_time_limit_is_one_of_a_page() -> None:
    begin = time.monotonic()
    with pytest.raises(RecognitionError, match="page 1: the OCR engine took longer than 1 s"):
        read(scan(), name="brief.tiff", ocr=faulty("slow", seconds=1))
    assert time.monotonic() - begin < 2


def test_each_page_has_the_whole_time() -> None:
    begin = time.monotonic()
    assert len(read(scan(4), name="brief.tiff", ocr=faulty("pause", seconds=1)).pages) == 4
    assert time.monotonic() - begin > 1  # else the limit was not put to the test


def test_a_second_look_that_fails_names_file_and_page() -> None:
    document = read(scan(), name="brief.tiff", ocr=faulty("crash", sound=1))
    assert document.eyes
    with pytest.raises(RecognitionError, match=r"^brief\.tiff: page 1: the OCR engine ended with signal 6"):
        list(document.eyes.readings(document.pages[0], Box(60, 130, 400, 147)))


def test_an_engine_that_is_gone_is_closed_without_a_further_error() -> None:
    worker = recogniser.Worker((sys.executable, "-S", "-c", ""))
    time.sleep(0.2)  # time to end in, before it is spoken to
    with pytest.raises(RecognitionError, match="ended with code 0"):
        worker.tsv(np.zeros((4, 4), np.uint8), 150, "page", "", Deadline(5))
    worker.close()
