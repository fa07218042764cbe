"""Pictures -> words, by a process of its own that may crash, hang or talk nonsense without harm."""

from __future__ import annotations

import atexit
import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import BinaryIO, Literal, Protocol, cast

import numpy as np
import numpy.typing as npt

from ratsdok.errors import RecognitionError
from ratsdok.reading.ocr import worker
from ratsdok.reading.ocr.models import UnloadableModelError, engine_of, model_folder, program, unloadable
from ratsdok.reading.ocr.process import kill, started
from ratsdok.reading.ocr.program import Program
from ratsdok.reading.ocr.settings import Deadline, Ocr
from ratsdok.reading.ocr.tsv import Token, tokens_of
from ratsdok.reading.ocr.worker import read_message, write_message

Grey = npt.NDArray[np.uint8]
Layout = Literal["page", "line", "scattered"]

_TOLD = 200  # characters of an engine's complaint that are passed on
_FAREWELL = 2.0  # seconds for a worker that answers no more to have ended


class Engine(Protocol):
    """What recognises: the library in a worker process, or the program."""

    def tsv(self, pixels: Grey, dpi: int, layout: Layout, alphabet: str, deadline: Deadline) -> str:
        """Return Tesseract's table of a grey picture.

        Raises:
            UnloadableModelError: a model is broken.
            RecognitionError: the engine failed, or did not answer in time.
        """

    @property
    def is_alive(self) -> bool:
        """Whether it can be given a picture."""

    def close(self) -> None:
        """End it."""


class Worker:
    """A process that recognises with the library, kept for the next picture."""

    def __init__(self, command: tuple[str, ...]) -> None:
        self._process = started(command)
        self._requests = cast(BinaryIO, self._process.stdin)
        self._answers = cast(BinaryIO, self._process.stdout)

    def tsv(self, pixels: Grey, dpi: int, layout: Layout, alphabet: str, deadline: Deadline) -> str:
        """Return Tesseract's table of a grey picture; see `Engine`."""
        height, width = pixels.shape
        seconds = deadline.left()
        request = {"width": width, "height": height, "dpi": dpi, "layout": layout, "alphabet": alphabet}
        late = threading.Event()
        watchdog = threading.Timer(seconds, self._end_late, [late])
        watchdog.start()
        try:
            write_message(self._requests, json.dumps({**request, "seconds": seconds}).encode())
            write_message(self._requests, np.ascontiguousarray(pixels).tobytes())
            answer = read_message(self._answers)
        except (OSError, ValueError) as error:  # the pipe broke; or a length that no answer has
            if self._process.poll() is None and isinstance(error, ValueError):
                raise RecognitionError("the OCR engine answered nonsense") from error
            answer = b""
        finally:
            watchdog.cancel()
        if late.is_set():
            raise deadline.missed()
        if not answer:
            raise RecognitionError(f"the OCR engine ended {self._how_it_ended()}")
        return _table(answer)

    @property
    def is_alive(self) -> bool:
        """Whether it can be given a picture."""
        return self._process.poll() is None

    def _end_late(self, late: threading.Event) -> None:
        late.set()
        kill(self._process)

    def _how_it_ended(self) -> str:
        try:
            code = self._process.wait(_FAREWELL)
        except subprocess.TimeoutExpired:
            kill(self._process)
            return "its answers"
        return f"with signal {-code}" if code < 0 else f"with code {code}"

    def close(self) -> None:
        """End the process, which has nothing to save, whatever it is doing."""
        kill(self._process)
        with suppress(OSError):  # what it did not take any more is still to be sent
            self._requests.close()
        self._answers.close()
        self._process.wait()


def _table(answer: bytes) -> str:
    try:
        content = json.loads(answer)
        if "unloadable" in content:
            raise UnloadableModelError
        if "error" in content:
            told = " ".join(str(content["error"])[:_TOLD].split())
            raise RecognitionError(f"the OCR engine failed ({told})")
        return str(content["tsv"])
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise RecognitionError("the OCR engine answered nonsense") from error


class _Idle:
    """Engines that wait for their next picture: starting one takes as long as a tenth of a page."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._engines: dict[tuple[object, ...], list[Engine]] = {}

    def forget(self) -> None:
        """Begin anew in a forked child: the pipes are the parent's, and who held the lock is not there."""
        self._lock, self._engines = threading.Lock(), {}

    def take(self, kind: tuple[object, ...]) -> Engine | None:
        with self._lock:
            waiting = self._engines.get(kind, [])
            while waiting:
                engine = waiting.pop()
                if engine.is_alive:
                    return engine
                engine.close()  # the system may end what sleeps, to get its memory
        return None

    def give(self, kind: tuple[object, ...], engine: Engine) -> None:
        with self._lock:
            self._engines.setdefault(kind, []).append(engine)

    def close(self) -> None:
        with self._lock:
            engines = [engine for waiting in self._engines.values() for engine in waiting]
            self._engines = {}
        for engine in engines:
            engine.close()


_IDLE = _Idle()
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_IDLE.forget)


@atexit.register
def close_idle() -> None:
    """End the engines that wait for their next picture; where one comes, another is started."""
    _IDLE.close()


def recognise(
    pixels: Grey, dpi: int, ocr: Ocr, *, layout: Layout = "page", alphabet: str = ""
) -> list[Token]:
    """Recognise a picture.

    Args:
        pixels: rows of grey values, 0 is black.
        dpi: its resolution.
        ocr: how.
        layout: what it shows: a page, a single line, or words here and there.
        alphabet: the only characters that may occur; empty for all.

    Raises:
        EngineMissingError: the engine or its model is not installed.
        RecognitionError: the engine failed, or took too long.
    """
    height, width = pixels.shape
    with _borrowed(ocr) as engine:
        try:
            return list(tokens_of(engine.tsv(pixels, dpi, layout, alphabet, ocr.deadline()), width, height))
        except UnloadableModelError as error:
            raise unloadable(ocr) from error
        except ValueError as error:
            raise RecognitionError("the OCR engine answered nonsense") from error


@contextmanager
def _borrowed(ocr: Ocr) -> Iterator[Engine]:
    """Lend an engine to one thread; one that failed is not used again."""
    kind = (ocr.command, ocr.engine, ocr.language, ocr.models)
    engine = _IDLE.take(kind) or _started(ocr)
    try:
        yield engine
    except BaseException:
        engine.close()
        raise
    _IDLE.give(kind, engine)


def _started(ocr: Ocr) -> Engine:
    if ocr.command:
        return Worker(ocr.command)
    name, folder = engine_of(ocr), model_folder(ocr)
    if name == "tesseract":
        return Program(folder, ocr.language, program() or name)
    return Worker((sys.executable, "-P", worker.__file__, str(folder), ocr.language))
