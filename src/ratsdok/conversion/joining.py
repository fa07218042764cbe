"""How a Ray cluster is joined, or started on this machine; Ray is imported here only, when it is needed."""

from __future__ import annotations

import logging
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from ratsdok.errors import ClusterError, ExtraMissingError

_KNOCKING_SECONDS = 5.0
_CONNECTING_SECONDS = 60.0
_SILENT_SECONDS = 30.0  # of the cluster's head; Ray itself would end this process after 60
_DESERTED_SECONDS = 300.0  # without any processor; machines take minutes to start

_STORE = 300 * 2**20
"""Bytes of shared memory for a Ray that is started here; what is more goes to the disk."""

_QUIET = {
    "RAY_USAGE_STATS_ENABLED": "0",
    "RAY_ENABLE_UV_RUN_RUNTIME_ENV": "0",  # or `uv run` would have this folder uploaded
    "RAY_DEDUP_LOGS_SKIP_REGEX": "^",  # or it would tell of lost machines on the standard output
}

_ALONE = {
    "RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER": "0",  # on the loopback interface only, as is usual on those systems
    "RAY_worker_niceness": "0",  # or whatever else runs here would go first, as nowhere else in ratsdok
    "RAY_AUTH_TOKEN": secrets.token_hex(32),  # or Ray would leave one in the home folder
}

_AGAIN = "When the cluster is up again, convert again: what is done is not done again"

_NO_MEMBER = (
    "Start Ray here too (`ray start --address=HOST:PORT`), or connect from outside (ray://HOST:10001)"
)

# Connecting to what is gone, or no Ray, takes Ray 15 minutes or ends the process: another one goes first.
_SCOUT = """
import logging, sys, ray
try:
    ray.init(sys.argv[1], log_to_driver=False, logging_level=logging.CRITICAL)
except Exception as error:
    sys.exit(print(error) or 1)
"""


class Membership:
    """This process in a cluster.

    Args:
        address: where the cluster is, as Ray names it; None starts a Ray on this machine, which ends with it.

    Attributes:
        ray: the library.

    Raises:
        ExtraMissingError: Ray is not installed.
        ClusterError: there is no cluster, or it has other versions of Python or Ray.
    """

    def __init__(self, address: str | None) -> None:
        self.ray = _imported(alone=address is None)
        if self.ray.is_initialized():
            problem = "this program uses a Ray cluster already"
            raise ClusterError(
                problem, remedy="Convert in a process of its own, or call ray.shutdown() before"
            )
        self._folder: str | None = None
        self._processors = 0
        self._heard = self._peopled = time.monotonic()
        quiet: dict[str, Any] = {"log_to_driver": False, "logging_level": logging.CRITICAL}
        try:
            if address is None:
                self._folder = tempfile.mkdtemp(prefix="ratsdok-ray-", dir=_short_folder())
                own = {"include_dashboard": False, "object_store_memory": _STORE, "_temp_dir": self._folder}
                self._init("local", **quiet, **own)
            else:
                _knock(address)
                _send_scout(address)
                self._init(address, **quiet)
            is_client = address is not None and "://" in address
            context = self.ray.get_runtime_context()
            self._head = None if is_client else context.gcs_address
            self._node = context.get_node_id()
        except BaseException:
            self.end()
            raise

    def processors(self) -> int:
        """Count the processors of the cluster; if it does not answer just now, those it had.

        Raises:
            ClusterError: it seems to be gone.
        """
        now = time.monotonic()
        if self._head and not _is_open(self._head):
            if now - self._heard > _SILENT_SECONDS:
                problem = f"the cluster's head has not answered for {_SILENT_SECONDS:g} seconds"
                raise ClusterError(problem, remedy=_AGAIN)
            return self._processors
        self._heard = now
        living = [node for node in self.ray.nodes() if node["Alive"]]
        if all(node["NodeID"] != self._node for node in living):
            raise ClusterError("the Ray of this machine has ended", remedy=_AGAIN)
        self._processors = int(sum(node["Resources"].get("CPU", 0) for node in living))
        if self._processors:
            self._peopled = now
        elif now - self._peopled > _DESERTED_SECONDS:
            problem = f"the cluster has had no processor for {_DESERTED_SECONDS:g} seconds"
            raise ClusterError(problem, remedy=_AGAIN)
        return self._processors

    def end(self) -> None:
        """Leave the cluster, or end the Ray that was started."""
        self.ray.shutdown()
        if self._folder:
            shutil.rmtree(self._folder, ignore_errors=True)

    @contextmanager
    def typed_errors(self) -> Iterator[None]:
        """Make of errors of Ray ours."""
        try:
            yield
        except (self.ray.exceptions.RayError, OSError) as error:
            problem = f"the Ray cluster cannot be used any more ({in_one_line(str(error))})"
            raise ClusterError(problem, remedy=_AGAIN) from error

    def _init(self, address: str, **options: Any) -> None:
        try:
            with _own_sigterm():
                self.ray.init(address, **options)
        except Exception as error:  # Ray has no type of its own for what may go wrong here
            raise _unreachable(address, in_one_line(str(error))) from error


def in_one_line(text: str) -> str:
    """Return what Ray says as far as it fits in a line."""
    return " ".join(text.split())[:300]


def _imported(*, alone: bool) -> Any:
    """Return the library, which heeds some of its settings only when it is imported."""
    for name, value in (_QUIET | _ALONE if alone else _QUIET).items():
        os.environ.setdefault(name, value)
    try:
        import ray  # noqa: PLC0415 - takes half a second, and is an extra
    except ImportError as error:
        raise ExtraMissingError(
            f"a cluster needs Ray, which cannot be imported ({error})", extra="ray"
        ) from error
    return ray


def _short_folder() -> str | None:
    """Return where Ray's sockets go, for whose paths systems have little room; None for the usual place."""
    return "/tmp" if os.name == "posix" else None


def _knock(address: str) -> None:
    """Find out whether anybody listens there, as far as the address says where that is.

    Raises:
        ClusterError: nobody does.
    """
    try:
        _open(address.rpartition("://")[2])
    except (OSError, OverflowError, ValueError) as error:  # the last two are of no port and no name
        raise _unreachable(address, str(error)) from error


def _is_open(address: str) -> bool:
    try:
        _open(address)
    except OSError:
        return False
    return True


def _open(address: str) -> None:
    host, _, port = address.rpartition(":")
    if host and port.isdecimal():
        socket.create_connection((host.strip("[]"), int(port)), timeout=_KNOCKING_SECONDS).close()


def _send_scout(address: str) -> None:
    """Have another process connect to a cluster, and leave it.

    Raises:
        ClusterError: it cannot.
    """
    try:
        subprocess.run(
            [sys.executable, "-c", _SCOUT, address],
            check=True,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            timeout=_CONNECTING_SECONDS,
        )
    except subprocess.TimeoutExpired as error:
        raise _unreachable(address, f"no answer within {_CONNECTING_SECONDS:g} seconds") from error
    except subprocess.CalledProcessError as error:
        if reason := in_one_line(error.stdout):
            raise _unreachable(address, reason) from error
        raise ClusterError(f"this machine is not of the cluster at {address}", remedy=_NO_MEMBER) from error


def _unreachable(address: str, reason: str) -> ClusterError:
    return ClusterError(f"no Ray cluster can be reached at {address} ({reason})")


@contextmanager
def _own_sigterm() -> Iterator[None]:
    """Let this program go on doing at SIGTERM what it did, which Ray would change."""
    before = signal.getsignal(signal.SIGTERM)
    try:
        yield
    finally:
        if threading.current_thread() is threading.main_thread():
            signal.signal(signal.SIGTERM, before)
