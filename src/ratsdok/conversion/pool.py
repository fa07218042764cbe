"""Processes on this machine that convert documents, and that a document cannot take down."""

from __future__ import annotations

import multiprocessing
import os
import queue
import signal
import sys
import threading
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from functools import cache
from multiprocessing.connection import wait
from typing import TYPE_CHECKING

from pebble import ProcessExpired, ProcessPool

from ratsdok.conversion.work import Done, Settings, Work, convert_document
from ratsdok.errors import MemoryLimitError, RatsdokError, TimeLimitError, WorkerDiedError

if TYPE_CHECKING:
    from multiprocessing.context import BaseContext

_AHEAD = 32
"""Works begun for each process: what comes out in batches must not leave it without the next one."""

_DOCUMENTS_A_PROCESS = 500
"""Then a process is replaced: what a broken document leaves behind in a library does not stay for ever."""

_OUT_OF_MEMORY = 86
"""Exit code of a process that ends because its document needed too much."""

_MEBI = 2**20


class Processes:
    """An engine of processes, each with a limit of time and memory for a document.

    Args:
        settings: what the records depend on.
        workers: processes.
        seconds: that a document may take.
        memory: MiB that a process may have; enforced where the system can (Linux).
    """

    def __init__(self, settings: Settings, *, workers: int, seconds: float, memory: int) -> None:
        self.capacity = workers * _AHEAD
        self._settings = settings
        self._workers = workers
        self._seconds = seconds
        self._memory = memory
        self._pool: ProcessPool | None = None
        self._works: dict[Future[Done], Work] = {}
        self._finished: queue.SimpleQueue[Future[Done]] = queue.SimpleQueue()

    def begin(self, work: Work) -> None:
        """Have a work done as soon as a process is free."""
        if self._pool is None:
            self._pool = self._started()
        try:
            future = self._pool.schedule(_convert, args=[work], timeout=self._seconds)
        except RuntimeError as broken:
            raise _no_process() from broken
        self._works[future] = work
        future.add_done_callback(self._finished.put)

    def done(self, seconds: float) -> list[Done]:
        """Return what was done since the last call; wait for the first at most so long."""
        ready = []
        try:
            ready.append(self._finished.get(timeout=seconds))
            while True:
                ready.append(self._finished.get_nowait())
        except queue.Empty:
            return [self._result(future) for future in ready]

    def close(self) -> None:
        """End all processes at once."""
        if self._pool is not None:
            self._pool.stop()  # type: ignore[no-untyped-call]  # the one method that pebble left untyped
            self._pool.join()
            self._pool = None

    def _started(self) -> ProcessPool:
        return ProcessPool(
            max_workers=self._workers,
            max_tasks=_DOCUMENTS_A_PROCESS,
            initializer=_set_up,
            initargs=[self._settings, self._memory],
            context=_context(),
        )

    def _result(self, future: Future[Done]) -> Done:
        work = self._works.pop(future)
        try:
            return future.result()
        except TimeoutError:
            problem = f"the document took longer than {self._seconds:g} seconds"
            return self._failed(work, TimeLimitError(problem, source=work.place.file), self._seconds)
        except ProcessExpired as death:
            return self._failed(work, self._cause(work, death.exitcode))
        except BrokenProcessPool as broken:
            raise _no_process() from broken

    def _cause(self, work: Work, exit_code: int | None) -> RatsdokError:
        if exit_code == _OUT_OF_MEMORY:
            problem = f"the document needs more than {self._memory} MiB of memory"
            return MemoryLimitError(problem, source=work.place.file)
        how = f"signal {-exit_code}" if exit_code and exit_code < 0 else f"exit code {exit_code}"
        return WorkerDiedError(f"the process that read the document died ({how})", source=work.place.file)

    @staticmethod
    def _failed(work: Work, error: RatsdokError, seconds: float = 0.0) -> Done:
        return Done(work, seconds, error=error)


def _no_process() -> WorkerDiedError:
    """Return the error for processes that do not even start: they begin with what the main script does."""
    return WorkerDiedError(
        "the processes that read documents die as soon as they start",
        remedy='In a script, call convert below `if __name__ == "__main__":`',
    )


@cache
def _context() -> BaseContext:
    """Return how processes start: never as a copy of this one, with its threads and its database."""
    if sys.platform != "linux":
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["ratsdok.conversion.preloaded"])
    return context


_settings: Settings | None = None


def _set_up(settings: Settings, memory: int) -> None:
    """Make a new process ready: its limits, its end, and what its documents have in common."""
    global _settings
    _settings = settings
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C goes to all; the parent ends its processes itself
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _limit_memory(memory)


def _end_with_parent() -> None:
    """Wait for the end of the parent, which has no time for goodbyes if it is killed."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _limit_memory(memory: int) -> None:
    if sys.platform == "linux":
        import resource  # noqa: PLC0415 - there is none on Windows

        resource.setrlimit(resource.RLIMIT_DATA, (memory * _MEBI, memory * _MEBI))


def _convert(work: Work) -> Done:
    assert _settings is not None
    done = convert_document(work, _settings)
    if isinstance(done.error, MemoryLimitError):
        os._exit(_OUT_OF_MEMORY)  # nobody knows what a process can still do that had no memory left
    return done
