"""Whatever JSON lies in a folder, it never stands in the way of reading the letters."""

from __future__ import annotations

import datetime as dt
import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from oparl_objects import SERVER, WITNESS, Json, file, fill, paper
from ratsdok.conversion import oparl_json
from ratsdok.conversion.oparl import Register
from ratsdok.errors import DamagedFileError, NotAFileError, TooLargeError
from ratsdok.pipeline import Witness


def test_other_json_is_left_alone(tmp_path: Path) -> None:
    register = fill(
        tmp_path, "561.pdf", a={"type": "FeatureCollection"}, b=[1, 2], c=b"{broken", d=b"", e=b"\xff\xfe\0"
    )
    assert len(register.read) == 0
    assert register.faults == ()
    assert register.witness(tmp_path / "561.pdf") is None
    assert tmp_path / "a.json" not in register.read


def test_the_caller_learns_which_json_was_oparl(tmp_path: Path) -> None:
    register = fill(tmp_path, body={"type": "https://schema.oparl.org/1.1/Body"}, other={"type": "File"})
    assert tmp_path / "body.json" in register.read
    assert Path(os.path.relpath(tmp_path / "body.json")) in register.read
    assert tmp_path / "other.json" not in register.read
    assert len(register.read) == 1


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (json.dumps(paper(file())).encode()[:-9], "no JSON"),
        (json.dumps(paper(file(name="Krähe")), ensure_ascii=False).encode("cp1252"), "not in UTF-8"),
        (b'{"type": "https://schema.oparl.org/1.1/File", "x": ' + b"[" * 200_000, "nested too deeply"),
        (b'{"type": "https://schema.oparl.org/1.1/File", "x": ' + b"9" * 9999 + b"}", "no JSON"),
    ],
)
def test_broken_oparl_is_a_fault_and_the_rest_is_read(data: bytes, problem: str, tmp_path: Path) -> None:
    register = fill(tmp_path, "561.pdf", a=data, b=paper(file()))
    ((path, fault),) = register.faults
    assert path == str(tmp_path / "a.json")
    assert isinstance(fault, DamagedFileError)
    assert problem in str(fault)
    assert fault.source == path
    assert register.witness(tmp_path / "561.pdf") == WITNESS


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le"])
def test_unicode_is_read_in_other_guises_too(encoding: str, tmp_path: Path) -> None:
    register = fill(tmp_path, "561.pdf", a=json.dumps(paper(file())).encode(encoding))
    assert register.witness(tmp_path / "561.pdf") == WITNESS


def test_oparl_beyond_the_limit_is_a_fault_and_other_json_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(oparl_json, "MAX_BYTES", 400)
    register = fill(tmp_path, "561.pdf", a=[paper(file())], b=["x" * 500])
    ((path, fault),) = register.faults
    assert path.endswith("a.json")
    assert isinstance(fault, TooLargeError)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs FIFOs")
def test_what_cannot_be_opened_is_a_fault(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.json")
    ((_, fault),) = Register.of(tmp_path).faults
    assert isinstance(fault, NotAFileError)


@pytest.mark.parametrize("make", [lambda path: path, lambda path: path / "a.txt", lambda path: path / "none"])
def test_a_folder_without_json_or_none_at_all_tells_nothing(
    make: Callable[[Path], Path], tmp_path: Path
) -> None:
    (tmp_path / "a.txt").touch()
    register = Register.of(make(tmp_path))
    assert (register.faults, len(register.read)) == ((), 0)
    assert register.witness(tmp_path / "a.txt") is None
    assert register.witness(Path("/elsewhere/a.txt")) is None


def test_a_folder_may_be_named_in_another_way_than_its_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(tmp_path, "561.pdf", papers=paper(file()))
    monkeypatch.chdir(tmp_path)
    assert Register.of(Path()).witness(tmp_path / "561.pdf") == WITNESS
    assert Register.of(tmp_path).witness(Path("561.pdf")) == WITNESS


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text()
    | st.sampled_from(["2017-05-15", f"{SERVER}/files/561", f"{SERVER}/papers/7", "561.pdf", "..", "/"]),
    lambda inner: st.lists(inner, max_size=3) | st.builds(file, name=inner) | st.builds(paper, inner),
    max_leaves=5,
)
KEYS = """
    id type name fileName date downloadUrl accessUrl paper reference mainFile auxiliaryFile deleted data
""".split()


@given(
    said=st.lists(
        st.dictionaries(st.sampled_from(KEYS), VALUES).map(lambda changes: file() | changes)
        | st.dictionaries(st.sampled_from(KEYS), VALUES).map(lambda changes: paper(file()) | changes),
        max_size=3,
    )
)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_stands_in_the_fields_nothing_breaks(said: list[Json], tmp_path: Path) -> None:
    register = fill(tmp_path, "561.pdf", papers=said)
    found = register.witness(tmp_path / "561.pdf")
    assert found is None or isinstance(found, Witness)
    assert register.faults == ()
    if found:
        assert isinstance(found.name, str | None)
        assert isinstance(found.date, dt.date | None)
        assert isinstance(found.paper, str | None)
