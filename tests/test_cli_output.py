"""Where results go: whole files or none, whatever happens on the way."""

import os
from pathlib import Path
from typing import Any

import pytest

from calling import PDF, SECOND, call, run
from ratsdok.cli.output import write
from ratsdok.errors import OutputError


def test_out_holds_the_whole_result(tmp_path: Path) -> None:
    out = tmp_path / "letters.jsonl"
    out.write_text("old")
    out.chmod(0o640)
    assert call("parse", PDF, SECOND, "--format", "jsonl", "--out", out) == (0, "", "")
    assert len(out.read_text("utf-8").splitlines()) == 2
    assert out.stat().st_mode & 0o777 == 0o640
    assert list(tmp_path.iterdir()) == [out]


def test_out_is_left_alone_where_no_letter_was_read(tmp_path: Path) -> None:
    out = tmp_path / "letters.json"
    out.write_text("old")
    assert call("parse", tmp_path / "none.pdf", "--out", out)[0] == 3
    assert out.read_text() == "old"


def test_out_that_is_interrupted_keeps_the_old_result(tmp_path: Path) -> None:
    def half() -> Any:
        yield "half"
        raise KeyboardInterrupt

    out = tmp_path / "letters.json"
    out.write_text("old")
    with pytest.raises(KeyboardInterrupt):
        write(half(), out)
    assert out.read_text() == "old"
    assert list(tmp_path.iterdir()) == [out]


def test_out_through_a_link_writes_to_what_it_points_to(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "real")
    write(["new"], tmp_path / "link")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_text() == "new"


@pytest.mark.parametrize("out", ["missing/letters.json", "file/letters.json", "."])
def test_out_that_cannot_be_written(out: str, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    code, _, err = call("parse", PDF, "--out", tmp_path / out)
    assert code == OutputError.exit_code
    assert err.count("\n") == 1


def test_out_without_room_keeps_the_old_result(tmp_path: Path) -> None:
    resource = pytest.importorskip("resource")

    def little_room() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (5000, 5000))

    out = tmp_path / "letters.json"
    out.write_text("old")
    done = run("parse", PDF, "--out", out, preexec_fn=little_room)
    assert done.returncode == OutputError.exit_code
    assert done.stderr.startswith(f"{out}: the result cannot be written")
    assert out.read_text() == "old"
    assert list(tmp_path.iterdir()) == [out]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_standard_output_without_room() -> None:
    with Path("/dev/full").open("w") as full:
        done = run("parse", PDF, stdout=full)
    assert done.returncode == OutputError.exit_code
    assert done.stderr.count("\n") == 1


def test_devices_are_written_to_not_replaced() -> None:
    write(["gone"], Path(os.devnull))
    assert not Path(os.devnull).is_file()
