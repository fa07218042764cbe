"""Where an export goes: whole files or none, and the catalogue stays as it is."""

from __future__ import annotations

import io
import weakref
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from calling import run
from catalogues import file, filled, sample_letters
from exports import FORMATS, check, exported, letter
from ratsdok import OutputError
from ratsdok.archive import rows, selection
from ratsdok.archive.catalogue import Catalogue
from ratsdok.exporting import Format, Selection, export
from ratsdok.exporting.material import Material


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Catalogue]:
    with filled(tmp_path / "archive.db", sample_letters()) as catalogue:
        yield catalogue


def names(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir() if not each.name.startswith((".archive", "archive")))


@pytest.mark.parametrize("to", FORMATS)
def test_the_same_catalogue_gives_the_same_bytes(to: Format, archive: Catalogue, tmp_path: Path) -> None:
    target = tmp_path / "export"
    target.write_bytes(b"old")
    target.chmod(0o640)
    export(archive, to, target)
    assert target.read_bytes() == exported(archive, to)
    assert target.stat().st_mode & 0o777 == 0o640
    assert names(tmp_path) == ["export"]


@pytest.mark.parametrize("to", FORMATS)
def test_an_open_file_is_written_where_it_stands_and_left_open(to: Format, archive: Catalogue) -> None:
    stream = io.BytesIO()
    export(archive, to, stream)
    assert not stream.closed
    assert stream.getvalue()


@pytest.mark.parametrize("to", FORMATS)
def test_an_export_that_breaks_off_leaves_the_old_one(
    to: Format, archive: Catalogue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target, calls = tmp_path / "export", []
    target.write_bytes(b"old")

    def breaking(self: Material, entry: Any) -> Any:
        calls.append(entry)
        if len(calls) == 10:
            raise KeyboardInterrupt
        return entry

    monkeypatch.setattr(Material, "_cleaned", breaking)
    with pytest.raises(KeyboardInterrupt):
        export(archive, to, target)
    assert target.read_bytes() == b"old"
    assert names(tmp_path) == ["export"]


@pytest.mark.parametrize("to", FORMATS)
def test_an_export_without_room_leaves_the_old_one(to: Format, archive: Catalogue, tmp_path: Path) -> None:
    resource = pytest.importorskip("resource")

    def little_room() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (3000, 3000))

    assert archive.path
    target = tmp_path / "export"
    target.write_bytes(b"old")
    done = run("export", archive.path, "--to", to, "--out", target, preexec_fn=little_room)
    assert done.returncode == OutputError.exit_code, done.stderr
    assert done.stderr.startswith(f"{target}: the file cannot be written")
    assert done.stderr.count("\n") == 1
    assert target.read_bytes() == b"old"
    assert names(tmp_path) == ["export"]


@pytest.mark.parametrize("to", FORMATS)
def test_no_letters_are_an_export_too(to: Format, archive: Catalogue, tmp_path: Path) -> None:
    target = tmp_path / "export"
    target.write_bytes(b"old")
    assert export(archive, to, target, Selection(papers=("V9999/99",))).count == 0
    assert target.read_bytes() != b"old"


def test_the_catalogue_is_not_changed_and_not_replaced(archive: Catalogue) -> None:
    assert archive.path
    before = archive.path.read_bytes()
    for to in FORMATS:
        exported(archive, to)
        with pytest.raises(OutputError, match="the catalogue itself"):
            export(archive, to, archive.path)
    assert archive.path.read_bytes() == before


@pytest.mark.parametrize("target", ["missing/export.csv", "file/export.csv", "."])
def test_where_nothing_can_be_written(target: str, archive: Catalogue, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(OutputError) as caught:
        export(archive, "csv", tmp_path / target)
    assert caught.value.source == str(tmp_path / target)


def test_devices_are_written_to_not_replaced(archive: Catalogue) -> None:
    export(archive, "xlsx", "/dev/null")
    assert not Path("/dev/null").is_file()


@pytest.mark.parametrize("to", FORMATS)
def test_letters_are_not_held_in_memory(to: Format, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    alive, most, real = set[int](), 0, rows.letter_of
    kept: list[weakref.ref[Any]] = []

    def counting(*arguments: Any) -> Any:
        nonlocal most
        made, number = real(*arguments), len(kept)
        alive.add(number)
        kept.append(weakref.ref(made, lambda _: alive.discard(number)))
        most = max(most, len(alive))
        return made

    several = [letter(f"{at:04}", f"V{at}/16", next_check=check("2016-06-30")) for at in range(1000)]
    with filled(tmp_path / "archive.db", several) as catalogue:
        monkeypatch.setattr(selection, "letter_of", counting)
        exported(catalogue, to)
    assert len(kept) >= 1000
    assert most <= 2 * selection.AT_A_TIME + 1


def test_an_export_sees_the_catalogue_as_it_was_when_it_began(
    archive: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, real = exported(archive, "xlsx"), Material.next_checks

    def meanwhile(self: Material) -> Any:
        file(archive, [letter("new", "V1/16", next_check=check("2016-06-30"))])
        return real(self)

    monkeypatch.setattr(Material, "next_checks", meanwhile)
    assert exported(archive, "xlsx") == before
