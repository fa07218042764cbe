"""Machines together: a Ray cluster, whose machines may come and go while it converts.

Each document is a task. The Ray worker that is given it hands it on to a process of its own, of the same kind
as those of the local engine (pool.py): limits of time and memory hold here as there, models are loaded once a
worker, and no document takes a Ray worker down. So whatever Ray loses was lost with a machine, and is begun
again: by this engine, which can tell losses from deaths, and not by Ray, which cannot.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from importlib.metadata import version
from typing import Any, NamedTuple

from ratsdok.archive.rows import Rows
from ratsdok.conversion.joining import Membership, in_one_line
from ratsdok.conversion.pool import Processes
from ratsdok.conversion.remote import RemotePlace
from ratsdok.conversion.work import Done, Place, Settings, Work
from ratsdok.errors import ClusterError, MemoryLimitError, RatsdokError, WorkerDiedError

_AHEAD = 3
"""Works begun for each processor of the cluster, so that none waits for this machine."""

_LOSSES = 10
"""How often a document may be lost with a machine."""

_DEATHS = 2
"""How often a process may die of a document. A machine that goes down ends processes in the same way."""

_COUNTING_SECONDS = 10.0  # from one count of the processors to the next
_FETCHING_SECONDS = 60.0  # for a result
_GRACE_SECONDS = 120.0  # for a process to start and to end, besides its document's time

_MORE_ROOM = "Give the cluster larger machines, or fewer processors, and try again with --retry-failed"

_HERE = frozenset({"file", "local", "memory"})
"""Protocols of URLs that lead elsewhere on another machine."""


@dataclass(frozen=True, slots=True)
class Carried:
    """A document of this machine on its way to another one."""

    name: str
    file: str
    data: bytes

    def read(self) -> bytes:
        """Return the document."""
        return self.data

    def stamp(self) -> None:
        """Return nothing: a copy does not show whether the document changes."""


class _Answer(NamedTuple):
    """What comes back of a work: a `Done` without the work, in which the document may be."""

    seconds: float
    letters: tuple[Rows, ...]
    document: Any
    error: RatsdokError | None

    @classmethod
    def failed(cls, error: RatsdokError) -> _Answer:
        return cls(0.0, (), None, error)


@dataclass(slots=True)
class _Begun:
    work: Work
    losses: int = 0
    deaths: int = 0


class Cluster:
    """An engine of machines.

    Args:
        settings: what the records depend on.
        address: where the cluster is, as Ray names it; None starts a Ray on this machine, for itself.
        seconds: that a document may take.
        memory: MiB that a process may have; enforced where the system can (Linux).

    Raises:
        ExtraMissingError: Ray is not installed.
        ClusterError: there is no cluster, or it has other versions of Python or Ray.
    """

    def __init__(
        self, settings: Settings, *, address: str | None = None, seconds: float, memory: int
    ) -> None:
        self._begun: dict[Any, _Begun] = {}
        self._unread: list[Done] = []
        self._membership = Membership(address)
        self._ray = self._membership.ray
        task = _task(settings, seconds, memory, version("ratsdok"))
        self._convert = self._ray.remote(num_cpus=1, max_retries=0)(task)
        try:
            with self._membership.typed_errors():
                self._count()
        except BaseException:
            self.close()
            raise

    def begin(self, work: Work) -> None:
        """Have a work done as soon as a processor of the cluster is free.

        Raises:
            ClusterError: the cluster takes nothing (any more).
        """
        with self._membership.typed_errors():
            self._send(_Begun(work))

    def done(self, seconds: float) -> list[Done]:
        """Return what was done since the last call; wait for the first at most so long.

        Raises:
            ClusterError: the cluster converts nothing (any more).
        """
        found, self._unread = self._unread, []
        with self._membership.typed_errors():
            if time.monotonic() - self._counted > _COUNTING_SECONDS:
                self._count()
            for ref in self._ready(0 if found else seconds):
                done = self._outcome(ref, self._begun.pop(ref))
                found += [done] if done else []
        return found

    def close(self) -> None:
        """Leave the cluster, which ends what is begun there; end Ray if it was started here."""
        self._begun.clear()
        self._membership.end()

    def _send(self, begun: _Begun) -> None:
        """Begin a work, or begin it again; its document is read again, too, so that none is kept here."""
        started = time.perf_counter()
        try:
            work = replace(begun.work, place=_portable(begun.work.place))
        except RatsdokError as error:
            self._unread.append(Done(begun.work, time.perf_counter() - started, error=error))
        else:
            self._begun[self._convert.remote(work)] = begun

    def _ready(self, seconds: float) -> list[Any]:
        refs = list(self._begun)
        if not refs:
            return []
        first, _ = self._ray.wait(refs, num_returns=1, timeout=seconds)
        if not first:
            return []
        ready, _ = self._ray.wait(refs, num_returns=len(refs), timeout=0)
        return list(ready or first)

    def _outcome(self, ref: Any, begun: _Begun) -> Done | None:
        """Return what came of a work; None if it was begun again, or is not here yet."""
        errors = self._ray.exceptions
        try:
            answer: _Answer = self._ray.get(ref, timeout=_FETCHING_SECONDS)
        except errors.GetTimeoutError:
            self._begun[ref] = begun
            return None
        except errors.RayError as error:
            answer = self._lost(begun, error)
        else:
            if not isinstance(answer.error, WorkerDiedError):
                return Done(begun.work, *answer)
            begun.deaths += 1
        if begun.losses >= _LOSSES or begun.deaths >= _DEATHS:
            return Done(begun.work, *answer)
        self._send(begun)
        return None

    def _lost(self, begun: _Begun, error: Any) -> _Answer:
        """Note how a work was lost, and return what came of it should that have been the last time."""
        errors, file = self._ray.exceptions, begun.work.place.file
        if isinstance(error, errors.RayTaskError) and not isinstance(error.cause, errors.ObjectLostError):
            # The task raises nothing once it runs, but a worker may not even know what it says.
            raise ClusterError(f"a worker of the cluster has not what it needs ({_cause(error)})") from error
        if isinstance(error, errors.OutOfMemoryError):
            begun.deaths += 1
            problem = "the machine that read the document ran out of memory"
            return _Answer.failed(MemoryLimitError(problem, source=file, remedy=_MORE_ROOM))
        begun.losses += 1
        problem = f"the document was lost {_LOSSES} times with a machine ({in_one_line(str(error))})"
        return _Answer.failed(WorkerDiedError(problem, source=file))

    def _count(self) -> None:
        """Count the processors of the cluster, and have as much begun as keeps them busy."""
        self._counted = time.monotonic()
        self.capacity = _AHEAD * max(self._membership.processors(), 1)


def _portable(place: Place) -> Place:
    """Return a place that another machine can read."""
    if isinstance(place, RemotePlace):
        protocol, found, _ = place.url.rpartition("::")[2].partition("://")
        if found and protocol not in _HERE:
            return place
    return Carried(place.name, place.file, place.read())


def _cause(error: Exception) -> str:
    """Return the last line of a traceback, which says what happened."""
    return in_one_line(str(error).strip().rpartition("\n")[2])


def _task(settings: Settings, seconds: float, memory: int, needed: str) -> Callable[[Work], _Answer]:
    """Return what a worker does. Ray sends this function, with all that it knows, to each worker once."""

    def convert(work: Work) -> _Answer:
        if version("ratsdok") != needed:
            raise RuntimeError(f"it has ratsdok {version('ratsdok')}, not {needed}")
        return _converted(work, settings, seconds, memory)

    return convert


_process: Processes | None = None


def _converted(work: Work, settings: Settings, seconds: float, memory: int) -> _Answer:
    """Convert a document in the process that belongs to this worker."""
    global _process
    try:
        if _process is None:
            _process = Processes(settings, workers=1, seconds=seconds, memory=memory)
        _process.begin(work)
        [done] = _process.done(seconds + _GRACE_SECONDS)
        return _Answer(done.seconds, done.letters, done.document, done.error)
    except Exception as error:  # such as when a machine goes down, process by process
        broken, _process = _process, None
        if broken:
            broken.close()
        problem = f"the process that read the document is gone ({type(error).__name__}: {error})"
        return _Answer.failed(WorkerDiedError(problem, source=work.place.file))
