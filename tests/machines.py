"""Machines for tests: a real Ray cluster on the loopback interface, and documents that do them harm."""

from __future__ import annotations

import hashlib
import importlib
import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from ratsdok.conversion.places import FilePlace
from ratsdok.conversion.remote import RemotePlace
from ratsdok.conversion.work import Done, Engine, Place, Settings, Work
from ratsdok.pipeline import Ocr
from ratsdok.profile import load_profile

# On the loopback interface only. Ray heeds it when it is imported, which whatever test comes first does.
os.environ["RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER"] = "0"

SAMPLES = sorted((Path(__file__).parents[1] / "samples").glob("*.pdf"))
SETTINGS = Settings(load_profile("dresden"), None, Ocr("never"))
SECONDS = 10.0

PATIENCE = 120.0
"""Seconds for whatever happens at some time: machines that test may be slow."""

SERVER = "https://letters.invalid"


class Elsewhere(RemotePlace):
    """A document that each machine reads itself: it has a URL, behind which there is a file."""

    @property
    def path(self) -> Path:
        return Path(self.url.removeprefix(SERVER))

    def read(self) -> bytes:
        return self.path.read_bytes()


class Noted(Elsewhere):
    """One that takes a while, and notes which node and process read it."""

    def read(self) -> bytes:
        with (self.path.parent / "readers").open("a") as readers:
            readers.write(f"{os.environ['RAY_RAYLET_PID']} {os.getpid()}\n")
        time.sleep(0.5)
        return super().read()


class Hanging(Elsewhere):
    def read(self) -> bytes:
        time.sleep(3600)
        raise AssertionError


class Deadly(Elsewhere):
    def read(self) -> bytes:
        os.kill(os.getpid(), signal.SIGKILL)
        raise AssertionError


class DeadlyOnce(Elsewhere):
    def read(self) -> bytes:
        marker = self.path.with_suffix(".marker")
        if not marker.exists():
            marker.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return super().read()


class Toppling(Elsewhere):
    """One that kills what started its process: to Ray, that is a lost machine."""

    def read(self) -> bytes:
        worker = multiprocessing.parent_process()
        assert worker
        assert worker.pid
        os.kill(worker.pid, signal.SIGKILL)
        time.sleep(3600)
        raise AssertionError


class Greedy(Elsewhere):
    def read(self) -> bytes:
        return bytes(8 * 2**30)


class Nodes:
    """A cluster of nodes on the loopback interface, each with one processor."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "ray").mkdir()
        self._nodes: Any = importlib.import_module("ray.cluster_utils").Cluster()
        self.add(include_dashboard=False)
        self.address: str = self._nodes.address

    def add(self, **options: Any) -> Any:
        """Start a node; the first one is the head."""
        store = 80 * 2**20
        return self._nodes.add_node(
            num_cpus=1, object_store_memory=store, node_ip_address="127.0.0.1", **options
        )

    def lose(self, node: Any) -> None:
        """Kill all that a node consists of, as if its machine had no power."""
        raylet = raylet_of(node)
        kill([raylet, *processes_with(f"RAY_RAYLET_PID={raylet}")])
        self._nodes.remove_node(node, allow_graceful=False)

    def end(self) -> None:
        self._nodes.shutdown()
        wait_until(lambda: not processes_in(self.folder))


def raylet_of(node: Any) -> int:
    process: int = node.all_processes["raylet"][0].process.pid
    return process


def processes_with(variable: str) -> list[int]:
    """Return the processes that began with a variable in their environment."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):  # it has ended, or is not ours
            if variable.encode() in (process / "environ").read_bytes().split(b"\0"):
                found.append(int(process.name))
    return found


def processes_in(folder: str | Path) -> list[int]:
    """Return the other processes that have files of a folder open, as all of a Ray have."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):  # it has ended
            files = [str(each.readlink()) for each in (process / "fd").iterdir()]
            if any(file.startswith(str(folder)) for file in files):
                found.append(int(process.name))
    return [process for process in found if process != os.getpid()]


def kill(processes: list[int]) -> None:
    for process in processes:
        with suppress(ProcessLookupError):
            os.kill(process, signal.SIGKILL)


def wait_until(is_so: Callable[[], object]) -> None:
    end = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.1)


def work_of(path: Path, kind: type[Elsewhere] | None = None) -> Work:
    place: Place = kind(f"{SERVER}{path}") if kind else FilePlace(str(path))
    return Work(place, hashlib.sha256(path.read_bytes()).hexdigest())


def in_another_process(
    module: str, call: str, folder: Path, **variables: str
) -> subprocess.CompletedProcess[str]:
    """Call a function of a module of tests where nobody has imported Ray."""
    return subprocess.run(
        [sys.executable, "-c", f"import {module} as tests; tests.{call}"],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parent), "HOME": str(folder), **variables},
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
    )


def all_done(engine: Engine, works: list[Work]) -> list[Done]:
    for work in works:
        engine.begin(work)
    return rest_of(engine, len(works))


def rest_of(engine: Engine, number: int) -> list[Done]:
    found: list[Done] = []
    end = time.monotonic() + PATIENCE
    while len(found) < number:
        found += engine.done(0.2)
        assert time.monotonic() < end
    assert engine.done(0.5) == []
    return found
