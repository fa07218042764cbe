"""Where a letter goes: whole or not at all, and never over another file unasked."""

import errno
import io
import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ratsdok import OutputError, TargetExistsError, parse, render
from ratsdok.writing.target import put
from standard_letters import letter, values

RECORD = letter(department="Amt für Laternen", date="2031-02-14")


def refusal(target: Any, expected: type[OutputError] = OutputError, *, replace: bool = False) -> OutputError:
    with pytest.raises(expected) as caught:
        render(RECORD, target, replace=replace)
    assert type(caught.value) is expected
    assert caught.value.source == os.fspath(target)
    assert len(str(caught.value).splitlines()) == 1
    return caught.value


def names(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir())


def is_the_letter(path: Path) -> bool:
    return values(parse(path)) == values(RECORD)


@pytest.mark.parametrize("kind", [str, Path])
def test_a_new_file(kind: Callable[[Path], Any], tmp_path: Path) -> None:
    target = tmp_path / "Größe %20 öffnen.docx"
    render(RECORD, kind(target))
    assert is_the_letter(target)
    assert names(tmp_path) == [target.name]
    (tmp_path / "other").touch()
    assert target.stat().st_mode == (tmp_path / "other").stat().st_mode  # as any new file


def test_a_path_from_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    render(RECORD, "brief.docx")
    render(RECORD, "brief.docx", replace=True)
    assert refusal("brief.docx", TargetExistsError).source == "brief.docx"
    assert names(tmp_path) == ["brief.docx"]


def test_an_open_file(tmp_path: Path) -> None:
    with (tmp_path / "brief.docx").open("wb") as file:
        render(RECORD, file)
    assert is_the_letter(tmp_path / "brief.docx")
    stream = io.BytesIO(b"before")
    stream.seek(0, io.SEEK_END)
    render(RECORD, stream)  # written where it stands, and left open
    assert stream.getvalue().startswith(b"beforePK\x03\x04")
    assert values(parse(stream.getvalue()[6:])) == values(RECORD)


def test_a_file_that_is_there_stays_unless_it_is_to_be_replaced(tmp_path: Path) -> None:
    target = tmp_path / "brief.docx"
    target.write_bytes(b"old")
    error = refusal(target, TargetExistsError)
    assert error.problem == "there is a file already"
    assert "replace=True" in error.remedy
    assert error.exit_code == 21
    assert target.read_bytes() == b"old"
    render(RECORD, target, replace=True)
    assert is_the_letter(target)
    assert names(tmp_path) == ["brief.docx"]


def test_it_is_refused_before_any_work_is_done(tmp_path: Path) -> None:
    target = tmp_path / "brief.docx"
    target.touch()
    with pytest.raises(TargetExistsError):
        render(RECORD.model_copy(update={"kind": "other"}), target)


def test_a_file_that_comes_meanwhile_stays(tmp_path: Path) -> None:
    target = tmp_path / "brief.docx"
    target.write_bytes(b"somebody else's")
    with pytest.raises(TargetExistsError):
        put(b"new", target, replace=False)
    assert target.read_bytes() == b"somebody else's"
    assert names(tmp_path) == ["brief.docx"]


def no_links(*_: Any, **__: Any) -> None:
    raise OSError(errno.EPERM, "Operation not permitted")


def test_a_file_system_without_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "link", no_links)
    target = tmp_path / "brief.docx"
    put(b"new", target, replace=False)
    assert target.read_bytes() == b"new"
    with pytest.raises(TargetExistsError):
        put(b"newer", target, replace=False)
    assert target.read_bytes() == b"new"
    assert names(tmp_path) == ["brief.docx"]


def test_a_replaced_file_keeps_its_permissions(tmp_path: Path) -> None:
    target = tmp_path / "brief.docx"
    for mode in (0o640, 0o600, 0o444):
        target.touch()
        target.chmod(mode)
        render(RECORD, target, replace=True)
        assert stat.S_IMODE(target.stat().st_mode) == mode
        assert is_the_letter(target)


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    store, link = tmp_path / "store", tmp_path / "brief.docx"
    store.mkdir()
    (store / "old.docx").write_bytes(b"old")
    link.symlink_to(Path("store", "old.docx"))
    refusal(link, TargetExistsError)
    assert (store / "old.docx").read_bytes() == b"old"
    render(RECORD, link, replace=True)
    assert link.is_symlink()
    assert is_the_letter(store / "old.docx")
    assert (names(tmp_path), names(store)) == (["brief.docx", "store"], ["old.docx"])


def test_so_does_one_that_leads_to_nothing(tmp_path: Path) -> None:
    link = tmp_path / "brief.docx"
    link.symlink_to("new.docx")
    refusal(link, TargetExistsError)
    assert names(tmp_path) == ["brief.docx"]
    render(RECORD, link, replace=True)
    assert link.is_symlink()
    assert is_the_letter(tmp_path / "new.docx")


def test_a_new_file_is_made_beside_the_one_it_replaces(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, link = tmp_path / "store", tmp_path / "brief.docx"
    store.mkdir()
    link.symlink_to(store / "old.docx")
    monkeypatch.setattr(Path, "replace", refuse_another_folder(Path.replace))
    render(RECORD, link, replace=True)


def refuse_another_folder(real: Callable[[Path, Path], Path]) -> Callable[[Path, Path], Path]:
    def replace(self: Path, target: Path) -> Path:
        if self.parent != target.parent:
            raise OSError(errno.EXDEV, "Invalid cross-device link")
        return real(self, target)

    return replace


@pytest.mark.parametrize("replace", [False, True])
def test_where_nothing_can_be_written(replace: bool, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for target in (tmp_path / "none" / "brief.docx", tmp_path / "file" / "brief.docx"):
        error = refusal(target, replace=replace)
        assert error.problem.startswith("the letter cannot be written (")
        assert error.exit_code == 13
    assert names(tmp_path) == ["file"]


def test_a_folder_is_no_target(tmp_path: Path) -> None:
    folder = tmp_path / "briefe"
    folder.mkdir()
    refusal(folder, TargetExistsError)
    refusal(folder, replace=True)
    refusal(str(folder) + os.sep, replace=True)
    assert (names(tmp_path), names(folder)) == (["briefe"], [])


@pytest.mark.parametrize("replace", [False, True])
def test_a_folder_that_may_not_be_written_to(
    replace: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "brief.docx"
    if replace:
        target.write_bytes(b"old")
    tmp_path.chmod(0o500)
    monkeypatch.setattr(Path, "write_bytes", denied)  # nothing holds back the user root
    error = refusal(target, replace=replace)
    assert error.problem == "the letter cannot be written (Permission denied)"
    tmp_path.chmod(0o700)
    assert names(tmp_path) == (["brief.docx"] if replace else [])


def denied(*_: Any) -> int:
    raise PermissionError(errno.EACCES, "Permission denied")


def full(path: Path, data: bytes) -> int:
    with path.open("wb") as file:
        file.write(data[: len(data) // 2])
    raise OSError(errno.ENOSPC, "No space left on device")


def interrupted(path: Path, data: bytes) -> int:
    path.touch()
    raise KeyboardInterrupt


@pytest.mark.parametrize("old", [None, b"old"])
@pytest.mark.parametrize(("fault", "expected"), [(full, OutputError), (interrupted, KeyboardInterrupt)])
def test_a_fault_in_the_middle_leaves_what_was_there(
    fault: Callable[..., int],
    expected: type[BaseException],
    old: bytes | None,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    target = tmp_path / "brief.docx"
    if old:
        target.write_bytes(old)
    with monkeypatch.context() as patch:
        patch.setattr(Path, "write_bytes", fault)
        with pytest.raises(expected):
            render(RECORD, target, replace=True)
    assert names(tmp_path) == (["brief.docx"] if old else [])
    assert not old or target.read_bytes() == old


@pytest.mark.parametrize("step", ["replace", "chmod"])
def test_so_does_a_fault_at_the_end(step: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "brief.docx"
    target.write_bytes(b"old")
    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", denied) if step == "replace" else patch.setattr(os, "chmod", no_links)
        refusal(target, replace=True)
    assert target.read_bytes() == b"old"
    assert names(tmp_path) == ["brief.docx"]


def test_nothing_is_there_before_it_is_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target, real, seen = tmp_path / "brief.docx", Path.write_bytes, []

    def slow(path: Path, data: bytes) -> int:
        real(path, data[:100])
        seen.append((target.exists(), names(tmp_path)[0].endswith(".part")))
        return real(path, data)

    monkeypatch.setattr(Path, "write_bytes", slow)
    render(RECORD, target)
    assert seen == [(False, True)]
    assert is_the_letter(target)


class FullDisk(io.BytesIO):
    """A file that cannot take any more."""

    def write(self, _: Any) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")


def test_a_fault_of_an_open_file_is_told() -> None:
    with pytest.raises(OutputError):
        render(RECORD, FullDisk())


def test_two_at_once_do_not_mix(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target, real = tmp_path / "brief.docx", Path.write_bytes

    def disturbed(path: Path, data: bytes) -> int:
        written = real(path, data)
        if data == b"first":
            put(b"second", target, replace=True)
            assert target.read_bytes() == b"second"
        return written

    monkeypatch.setattr(Path, "write_bytes", disturbed)
    put(b"first", target, replace=True)
    assert target.read_bytes() == b"first"
    assert names(tmp_path) == ["brief.docx"]
