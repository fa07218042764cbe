"""Engines end with those who started them, however these end, and are nobody else's."""

import os
import signal
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from pictures import DPI, PAPER, grey, page
from ratsdok.reading.ocr import recogniser, worker
from ratsdok.reading.ocr.recogniser import recognise
from ratsdok.reading.ocr.settings import Ocr

pytestmark = pytest.mark.skipif(
    not Path("/proc/self/task").is_dir(), reason="tells processes from /proc, and forks"
)

HANGING = str(Path(__file__).with_name("faulty_engine.py")), "hang"
CHILDREN = "open(f'/proc/self/task/{os.getpid()}/children').read()"

IDLE = f"""
import os, sys, time, numpy
from ratsdok.reading.ocr.recogniser import recognise
from ratsdok.reading.ocr.settings import Ocr
recognise(numpy.full((40, 40), 255, numpy.uint8), 200, Ocr(engine="tesserocr"))
print({CHILDREN}, flush=True)
time.sleep(600)
"""
BUSY = f"""
import os, sys, threading, time, numpy
from ratsdok.reading.ocr.recogniser import recognise
from ratsdok.reading.ocr.settings import Ocr
threading.Timer(0.5, lambda: print({CHILDREN}, flush=True)).start()
recognise(numpy.full((40, 40), 255, numpy.uint8), 200, Ocr(command=(sys.executable, "-S", *sys.argv[1:])))
"""


@pytest.fixture(autouse=True)
def _fresh_engines() -> Iterator[None]:
    recogniser.close_idle()
    yield
    recogniser.close_idle()


def parent(script: str, *arguments: str) -> tuple[subprocess.Popen[bytes], int]:
    """Start a process that starts an engine; return it and the engine's number."""
    process = subprocess.Popen([sys.executable, "-c", script, *arguments], stdout=-1, stderr=-1)
    assert process.stdout
    (engine,) = process.stdout.readline().split()
    return process, int(engine)


def has_ended(number: int, seconds: float = 5) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            if Path(f"/proc/{number}/stat").read_text("utf-8").rpartition(")")[2].split()[0] == "Z":
                return True  # whoever it was left to has yet to bury it
        except OSError:
            return True
        time.sleep(0.02)
    return False


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_an_engine_that_waits_ends_with_its_parent(how: signal.Signals) -> None:
    process, engine = parent(IDLE)
    with process:
        assert not has_ended(engine, 0.1)  # else nothing is put to the test
        process.send_signal(how)
    assert has_ended(engine)


def test_an_interrupt_ends_a_busy_engine_at_once() -> None:
    process, engine = parent(BUSY, *HANGING)
    begin = time.monotonic()
    with process:
        process.send_signal(signal.SIGINT)
        _, complaints = process.communicate(timeout=20)
    assert complaints.splitlines()[-1] == b"KeyboardInterrupt"
    assert has_ended(engine, 0.5)
    assert time.monotonic() - begin < 1.5


STUCK = """
import time
class OEM:
    LSTM_ONLY = 1
class PyTessBaseAPI:
    def __init__(self, **_): pass
    def SetPageSegMode(self, _): pass
    def SetVariable(self, *_): pass
    def SetImageBytes(self, *_): pass
    def SetSourceResolution(self, _): pass
    def GetLoadedLanguages(self): return ["deu"]
    def Recognize(self): time.sleep(600)
"""


def test_an_engine_that_hangs_ends_even_where_nobody_is_left_to_end_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "tesserocr.py").write_text(STUCK, "utf-8")
    request = b'{"width": 1, "height": 1, "dpi": 200, "layout": "page", "alphabet": "", "seconds": 0.2}'
    command = [sys.executable, "-P", worker.__file__, "/models", "deu"]
    environment = {**os.environ, "PYTHONPATH": str(tmp_path)}
    with subprocess.Popen(command, stdin=-1, stdout=-1, env=environment) as process:
        assert process.stdin
        for message in (request, b"\xff"):
            process.stdin.write(struct.pack(">I", len(message)) + message)
        process.stdin.flush()
        begin = time.monotonic()
        assert process.wait(20) == -signal.SIGALRM
    assert time.monotonic() - begin > worker._GRACE


def test_files_that_lie_about_take_no_librarys_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("json", "tesserocr", "ratsdok"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('a stranger')", "utf-8")
    monkeypatch.chdir(tmp_path)
    assert PAPER in {token.text for token in recognise(grey(page()), DPI, Ocr(engine="tesserocr"))}


@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_a_child_forked_while_engines_are_handed_out_is_not_blocked() -> None:
    held, done = threading.Event(), threading.Event()

    def hold() -> None:
        with recogniser._IDLE._lock:
            held.set()
            done.wait(20)

    thread = threading.Thread(target=hold)
    thread.start()
    held.wait()
    child = os.fork()
    if not child:
        signal.alarm(15)
        os._exit(0 if recognise(grey(page()), DPI, Ocr(engine="tesserocr")) else 1)
    _, status = os.waitpid(child, 0)
    done.set()
    thread.join()
    assert os.waitstatus_to_exitcode(status) == 0
