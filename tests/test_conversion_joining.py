"""Clusters that are there, are not, or end: joined, refused, missed."""

from __future__ import annotations

import json
import signal
import socket
import sys
import time
from pathlib import Path

import pytest

from machines import (
    PATIENCE,
    SAMPLES,
    SECONDS,
    SETTINGS,
    Hanging,
    all_done,
    in_another_process,
    kill,
    processes_in,
    rest_of,
    work_of,
)
from ratsdok.conversion import cluster, joining
from ratsdok.conversion.cluster import Cluster
from ratsdok.errors import ClusterError, ExtraMissingError


def test_a_ray_of_its_own_leaves_nothing_behind(tmp_path: Path) -> None:
    run = in_another_process(__name__, "convert_alone()", tmp_path)
    assert (run.returncode, run.stderr) == (0, "")
    told = json.loads(run.stdout)
    assert told["errors"] == [None] * 3
    assert told["addresses"] == ["127.0.0.1"]
    assert told["processes"] > 0
    assert processes_in(told["folder"]) == []
    assert not Path(told["folder"]).exists()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("program", "problem"),
    [("raylet", "the Ray of this machine has ended"), ("gcs_server", "the cluster's head has not answered")],
)
def test_a_cluster_that_is_gone_is_told(program: str, problem: str, tmp_path: Path) -> None:
    health = {"period_ms": 300, "timeout_ms": 1000, "initial_delay_ms": 0, "failure_threshold": 3}
    heartbeats = {f"RAY_health_check_{name}": str(value) for name, value in health.items()}
    run = in_another_process(__name__, f"lose({program!r})", tmp_path, **heartbeats)
    assert run.returncode == 1
    assert f"ClusterError: {problem}" in run.stderr.splitlines()[-1]


def convert_alone() -> None:
    handler = signal.getsignal(signal.SIGTERM)
    engine = Cluster(SETTINGS, seconds=SECONDS, memory=1024)
    assert signal.getsignal(signal.SIGTERM) == handler, "what happens at SIGTERM is the program's business"
    found = all_done(engine, [work_of(path) for path in SAMPLES[:3]])
    folder = engine._membership._folder
    assert folder
    told = {
        "errors": [done.error and str(done.error) for done in found],
        "addresses": [node["NodeManagerAddress"] for node in engine._ray.nodes()],
        "folder": folder,
        "processes": len(processes_in(folder)),
    }
    engine.close()
    print(json.dumps(told))


def lose(program: str) -> None:
    cluster._COUNTING_SECONDS = 0.2
    joining._SILENT_SECONDS = 2.0
    engine = Cluster(SETTINGS, seconds=3600, memory=1024)
    assert engine._membership._folder
    processes = processes_in(engine._membership._folder)
    engine.begin(work_of(SAMPLES[0], Hanging))
    [process] = engine._ray._private.worker._global_node.all_processes[program]
    process.process.kill()
    process.process.wait()
    try:
        rest_of(engine, 1)
    finally:
        engine.close()
        kill(processes)  # some of Ray's own would wait for each other for minutes


def test_nobody_listening_is_told_at_once() -> None:
    started = time.monotonic()
    with pytest.raises(ClusterError, match=r"no Ray cluster can be reached at 127\.0\.0\.1:1 \(.*refused"):
        Cluster(SETTINGS, address="127.0.0.1:1", seconds=SECONDS, memory=1024)
    assert time.monotonic() - started < PATIENCE / 10


def test_what_is_no_ray_is_told_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(joining, "_CONNECTING_SECONDS", 3.0)
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        port = server.getsockname()[1]
        with pytest.raises(ClusterError, match="no answer within 3 seconds"):
            Cluster(SETTINGS, address=f"127.0.0.1:{port}", seconds=SECONDS, memory=1024)


def test_a_missing_library_is_told_with_its_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    with pytest.raises(ExtraMissingError, match=r"pip install 'ratsdok\[ray\]'"):
        Cluster(SETTINGS, address="127.0.0.1:1", seconds=SECONDS, memory=1024)
