"""Several files at a time: the order stays, a failure stays where it is, and nobody waits at the end."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from calling import PDF, SECOND, call
from pictures import encoded, page
from ratsdok import pipeline
from ratsdok.cli.ahead import done_ahead
from ratsdok.cli.options import workers_of
from ratsdok.letter import Letter
from ratsdok.reading.ocr.settings import Ocr


@pytest.mark.parametrize("workers", [1, 2, 9])
def test_results_come_in_order_and_an_error_in_its_place(workers: int) -> None:
    def do(number: int) -> int:
        time.sleep(0.05 if number == 0 else 0)  # the others are done before the first one
        if number == 3:
            raise ValueError(number)
        return number

    with done_ahead(do, range(30), workers) as calls:
        seen = [outcome(each) for each in calls]
    assert seen == [*range(3), "ValueError(3)", *range(4, 30)]


def outcome(each: Callable[[], int]) -> int | str:
    try:
        return each()
    except ValueError as error:
        return repr(error)


def test_several_are_done_at_the_same_time() -> None:
    together = threading.Barrier(3, timeout=30)
    with done_ahead(lambda _: together.wait(), range(3), 3) as calls:
        assert sorted(each() for each in calls) == [0, 1, 2]


def test_one_worker_does_one_thing_after_the_other_in_this_thread() -> None:
    done: list[int] = []
    with done_ahead(lambda number: done.append(threading.get_ident()), range(3), 1) as calls:
        for number, each in enumerate(calls, 1):
            each()
            assert done == [threading.get_ident()] * number


def test_what_is_not_asked_for_is_not_begun() -> None:
    begun: list[int] = []
    with done_ahead(begun.append, range(1000), 2) as calls:
        next(calls)()
    time.sleep(0.1)
    assert len(begun) < 20


def test_a_call_that_is_broken_off_does_not_wait_for_what_is_in_hand() -> None:
    script = (
        "import time, typer\n"
        "from ratsdok.cli.ahead import at_once, done_ahead\n"
        "with at_once(), done_ahead(lambda _: time.sleep(600), range(2), 2) as calls:\n"
        "    next(calls)\n"
        "    raise typer.Exit(130)\n"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False, timeout=60).returncode == 130


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Letters of several kinds, broken ones among them."""
    folder = tmp_path_factory.mktemp("mixed")
    (folder / "scan.png").write_bytes(encoded(page()))
    (folder / "broken.png").write_bytes(encoded(page())[:5000])
    (folder / "empty.pdf").touch()
    return [PDF, folder / "empty.pdf", folder / "scan.png", SECOND, folder / "broken.png", PDF]


@pytest.mark.parametrize("form", ["json", "jsonl", "text"])
def test_any_number_of_workers_writes_the_same(form: str, mixed: list[Path]) -> None:
    one, three = (call("parse", *mixed, "--format", form, "--workers", number) for number in ("1", "3"))
    assert one == three
    code, out, err = one
    assert code == 20
    assert [line.partition(": ")[0] for line in err.splitlines()] == [str(mixed[1]), str(mixed[4])]
    assert out.count("uferradweg") == 2 or form == "text"


def test_an_engine_that_crashes_over_one_file_takes_no_other_with_it(
    mixed: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    crashing = Ocr(command=(sys.executable, "-c", "import os; os.abort()"))
    monkeypatch.setattr("ratsdok.cli.parse.ocr_of", lambda *_: crashing)
    code, out, err = call("parse", mixed[2], PDF, mixed[2], SECOND, "--workers", "2", "--format", "jsonl")
    assert code == 14
    assert err.count("the OCR engine ended") == 2
    assert [json.loads(line)["document"]["name"] for line in out.splitlines()] == [PDF.name, SECOND.name]


@pytest.mark.parametrize("number", ["0", "-1", "two"])
def test_fewer_than_one_worker_is_a_usage_error(number: str) -> None:
    assert call("parse", PDF, "--workers", number)[0] == 2


@pytest.mark.parametrize(("cores", "workers"), [(1, 1), (3, 3), (64, 8), (None, 1)])
def test_by_default_there_are_as_many_as_the_machine_has_cores(
    cores: int | None, workers: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: cores)
    assert workers_of(None) == workers
    assert workers_of(12) == 12


@pytest.mark.parametrize(("files", "workers"), [([PDF], 3), ([PDF, SECOND], 1)])
def test_of_a_single_file_the_pages_are_read_at_a_time(
    files: list[Path], workers: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []
    real = pipeline.parse

    def parse(file: str, *, ocr: Ocr, **settings: Any) -> Letter:
        asked.append(ocr.workers)
        return real(file, ocr=ocr, **settings)

    monkeypatch.setattr(pipeline, "parse", parse)
    assert call("parse", *files, "--workers", "3")[0] == 0
    assert asked == [workers] * len(files)
