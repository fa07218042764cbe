"""The engine of machines, on a real Ray cluster: nodes on the loopback interface, one of which is killed."""

from __future__ import annotations

import importlib
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest

from machines import (
    SAMPLES,
    SECONDS,
    SETTINGS,
    Deadly,
    DeadlyOnce,
    Elsewhere,
    Greedy,
    Hanging,
    Nodes,
    Noted,
    Toppling,
    all_done,
    raylet_of,
    rest_of,
    wait_until,
    work_of,
)
from ratsdok.conversion import cluster, joining
from ratsdok.conversion.cluster import Carried, Cluster
from ratsdok.conversion.places import FilePlace
from ratsdok.conversion.remote import RemotePlace
from ratsdok.conversion.work import Settings, Work, convert_document
from ratsdok.errors import (
    ClusterError,
    MemoryLimitError,
    NotAFileError,
    RatsdokError,
    TimeLimitError,
    WorkerDiedError,
)


@pytest.fixture(scope="module")
def nodes() -> Iterator[Nodes]:
    folder = Path(tempfile.mkdtemp(prefix="ray-", dir="/tmp"))  # for paths of sockets there is little room
    with pytest.MonkeyPatch.context() as patch:
        for name, value in (joining._QUIET | joining._ALONE).items():
            patch.setenv(name, value)
        patch.setenv("RAY_TMPDIR", str(folder))
        patch.setenv("PYTHONPATH", str(Path(__file__).parent))  # for the places above
        cluster_of_nodes = Nodes(folder)
        yield cluster_of_nodes
        cluster_of_nodes.end()
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def engine(nodes: Nodes) -> Iterator[Cluster]:
    engine = Cluster(SETTINGS, address=nodes.address, seconds=SECONDS, memory=1024)
    yield engine
    engine.close()


def test_a_cluster_reads_letters_as_they_are_read_here(engine: Cluster) -> None:
    works = [work_of(path) for path in SAMPLES]
    found = {done.work: done for done in all_done(engine, works)}
    assert set(found) == set(works)
    for work in works:
        here = convert_document(work, SETTINGS)
        assert (found[work].letters, found[work].document) == (here.letters, here.document)
        assert found[work].error is None


def test_a_lost_machine_loses_nothing(
    nodes: Nodes, engine: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "_COUNTING_SECONDS", 0.2)
    capacity = engine.capacity
    second = nodes.add()
    wait_until(lambda: not engine.done(0) and engine.capacity == 2 * capacity)
    works = [work_of(Path(shutil.copy(path, tmp_path)), Noted) for path in SAMPLES[:20]]
    readers = tmp_path / "readers"
    for work in works:
        engine.begin(work)

    wait_until(lambda: readers.exists() and f"{raylet_of(second)} " in readers.read_text())
    nodes.lose(second)
    found = rest_of(engine, len(works))

    assert Counter(done.work for done in found) == Counter(works)
    assert [done.error for done in found] == [None] * len(works)
    for done in found:
        here = convert_document(work_of(SAMPLES[works.index(done.work)]), SETTINGS)
        assert done.letters == here.letters
    assert len(readers.read_text().splitlines()) > len(works), "no document was lost, and read again"
    wait_until(lambda: not engine.done(0) and engine.capacity == capacity)


def test_a_document_ends_at_its_limits_and_takes_no_other_with_it(engine: Cluster) -> None:
    kinds: dict[type[Elsewhere], type[RatsdokError] | None] = {
        Hanging: TimeLimitError,
        Deadly: WorkerDiedError,
        Greedy: MemoryLimitError,
        Elsewhere: None,
    }
    works = [work_of(SAMPLES[0], kind) for kind in kinds] + [work_of(path) for path in SAMPLES[1:4]]
    found = all_done(engine, works)
    became = {type(done.work.place): done.error and type(done.error) for done in found}
    assert became == {**kinds, FilePlace: None}
    [hanging] = [done for done in found if isinstance(done.work.place, Hanging)]
    assert hanging.seconds == pytest.approx(SECONDS, abs=1)
    assert isinstance(hanging.error, TimeLimitError)
    assert hanging.error.source == SAMPLES[0].name


def test_a_process_that_dies_only_once_is_not_held_against_the_document(
    engine: Cluster, tmp_path: Path
) -> None:
    [done] = all_done(engine, [work_of(Path(shutil.copy(SAMPLES[0], tmp_path)), DeadlyOnce)])
    assert done.error is None


def test_a_document_that_is_lost_with_one_machine_after_another_is_given_up(
    engine: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "_LOSSES", 2)
    [done] = all_done(engine, [work_of(SAMPLES[0], Toppling)])
    assert isinstance(done.error, WorkerDiedError)
    assert str(done.error).startswith(f"{SAMPLES[0].name}: the document was lost 2 times with a machine (")


def test_models_are_loaded_once_a_worker(engine: Cluster, tmp_path: Path) -> None:
    all_done(engine, [work_of(Path(shutil.copy(path, tmp_path)), Noted) for path in SAMPLES[:4]])
    readers = (tmp_path / "readers").read_text().splitlines()
    assert len(readers) == 4
    assert len(set(readers)) == 1, "they are those of a process"


def test_a_document_that_is_not_there_fails_alone(engine: Cluster, tmp_path: Path) -> None:
    gone = Work(FilePlace(str(tmp_path / "gone.pdf")), "")
    found = {done.work: done.error for done in all_done(engine, [gone, work_of(SAMPLES[0])])}
    assert isinstance(found.pop(gone), NotAFileError)
    assert list(found.values()) == [None]


@pytest.mark.parametrize(
    ("url", "is_carried"),
    [
        ("https://example.org/a.pdf", False),
        ("s3://letters/a.pdf", False),
        ("zip://a.pdf::https://example.org/letters.zip", False),
        ("zip://a.pdf::file://{folder}/a.zip", True),
        ("file://{folder}/a.pdf", True),
    ],
)
def test_documents_of_this_machine_are_carried(url: str, is_carried: bool, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"letter")
    shutil.make_archive(str(tmp_path / "a"), "zip", tmp_path, "a.pdf")
    place = RemotePlace(url.format(folder=tmp_path))
    portable = cluster._portable(place)
    assert portable == (Carried(place.name, "a.pdf", b"letter") if is_carried else place)


def test_a_program_is_in_one_cluster_at_a_time(engine: Cluster, nodes: Nodes) -> None:
    with pytest.raises(ClusterError, match="uses a Ray cluster already"):
        Cluster(SETTINGS, address=nodes.address, seconds=SECONDS, memory=1024)
    assert [done.error for done in all_done(engine, [work_of(SAMPLES[0])])] == [None]


def test_a_worker_of_another_version_is_told(engine: Cluster, monkeypatch: pytest.MonkeyPatch) -> None:
    use(engine, cluster._task(SETTINGS, SECONDS, 1024, "0.0.0"), monkeypatch)
    engine.begin(work_of(SAMPLES[0]))
    with pytest.raises(ClusterError, match=r"has ratsdok \d+\.\d+\.\d+, not 0\.0\.0"):
        rest_of(engine, 1)


def test_a_worker_without_a_module_is_told(
    engine: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "only_here.py").write_text("class Password(str): pass")
    monkeypatch.syspath_prepend(tmp_path)
    password = importlib.import_module("only_here").Password("geheim")
    settings = Settings(SETTINGS.profile, password, SETTINGS.ocr)
    use(engine, cluster._task(settings, SECONDS, 1024, version("ratsdok")), monkeypatch)
    engine.begin(work_of(SAMPLES[0]))
    with pytest.raises(ClusterError, match=r"No module named 'only_here'.* same versions") as caught:
        rest_of(engine, 1)
    assert "\n" not in str(caught.value)


def use(engine: Cluster, task: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "_convert", engine._ray.remote(num_cpus=1, max_retries=0)(task))
