"""From what a user names to documents: folders, links and files, on a real disk."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import socket
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from ratsdok.conversion.places import FilePlace
from ratsdok.conversion.sources import Found, Refused, Sources
from ratsdok.errors import NoDocumentsError, NotAFileError
from ratsdok.pipeline import Witness
from stored import fill, names_in, refused_in


def below(folder: Path, *sources: str | Path) -> list[str]:
    """Return the documents' names relative to a folder; nothing may be refused."""
    assert refused_in(*(sources or [folder])) == {}
    return [str(Path(name).relative_to(folder)) for name in names_in(*(sources or [folder]))]


# Folders


def test_folder_is_gone_through_in_the_order_of_names(tmp_path: Path) -> None:
    fill(tmp_path, "c.pdf", "b/2.docx", "b/1/x.TIFF", "a.txt", "B.PNG")
    assert below(tmp_path) == ["B.PNG", "a.txt", "b/1/x.TIFF", "b/2.docx", "c.pdf"]


def test_each_suffix_of_a_document_is_known(tmp_path: Path) -> None:
    names = ["1.pdf", "2.docx", "3.txt", "4.png", "5.jpg", "6.jpeg", "7.tif", "8.tiff"]
    assert below(fill(tmp_path, *names)) == names


def test_other_files_are_counted_by_suffix(tmp_path: Path) -> None:
    fill(tmp_path, "a.pdf", "b.html", "c/d.HTML", "c/LIESMICH", "e.odt")
    sources = Sources([tmp_path])
    assert [len(list(sources)), sources.skipped] == [1, {".html": 2, "": 1, ".odt": 1}]


def test_what_systems_leave_behind_is_passed_over(tmp_path: Path) -> None:
    fill(tmp_path, "a.pdf", ".b.pdf", ".git/c.pdf", "__MACOSX/d.pdf", "Thumbs.db", "~$e.docx", "._a.pdf")
    sources = Sources([tmp_path])
    assert [len(list(sources)), sources.skipped] == [1, {}]


def test_sources_can_be_gone_through_again(tmp_path: Path) -> None:
    sources = Sources([fill(tmp_path, "a.pdf", "b.html")])
    assert list(sources) == list(sources)
    assert sources.skipped == {".html": 1}


def test_documents_come_before_all_folders_are_seen(tmp_path: Path) -> None:
    documents = iter(Sources([fill(tmp_path, "a/1.pdf", "b/2.pdf")]))
    assert next(documents) == Found(FilePlace(str(tmp_path / "a/1.pdf")))
    fill(tmp_path, "b/1.pdf")
    assert len(list(documents)) == 2


def test_a_folder_that_vanishes_is_refused_and_the_others_go_on(tmp_path: Path) -> None:
    documents = iter(Sources([fill(tmp_path, "a/1.pdf", "b/2.pdf", "c/3.pdf")]))
    next(documents)
    shutil.rmtree(tmp_path / "b")
    lost, last = documents
    assert isinstance(lost, Refused)
    assert lost.name == lost.error.source == str(tmp_path / "b")
    assert isinstance(lost.error, NotAFileError)
    assert last == Found(FilePlace(str(tmp_path / "c/3.pdf")))


def test_a_folder_that_may_not_be_listed_is_refused_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(tmp_path, "a/1.pdf", "b/2.pdf")
    listed = os.scandir

    def scandir(folder: str) -> Iterator[os.DirEntry[str]]:  # root may list whatever its rights are
        if folder.endswith("a"):
            raise PermissionError(13, "Permission denied", folder)
        return listed(folder)

    monkeypatch.setattr(os, "scandir", scandir)
    assert list(refused_in(tmp_path)) == [str(tmp_path / "a")]
    assert "Permission denied" in str(refused_in(tmp_path)[str(tmp_path / "a")])
    assert Sources([tmp_path]).count() == 1


def test_folders_may_lie_deeper_than_functions_call_each_other(tmp_path: Path) -> None:
    folders = [tmp_path]
    for _ in range(sys.getrecursionlimit() + 100):
        folders.append(folders[-1] / "t")
        folders[-1].mkdir()
    (folders[-1] / "brief.pdf").touch()
    assert names_in(tmp_path) == [str(folders[-1] / "brief.pdf")]
    (folders[-1] / "brief.pdf").unlink()
    for folder in reversed(folders[1:]):  # shutil.rmtree calls itself
        folder.rmdir()


def test_a_path_longer_than_the_system_allows_is_refused_in(tmp_path: Path) -> None:
    here = Path.cwd()
    try:
        os.chdir(tmp_path)
        for _ in range(20):
            Path("t" * 250).mkdir()
            os.chdir("t" * 250)
    finally:
        os.chdir(here)
    assert all("File name too long" in str(error) for error in refused_in(tmp_path).values())
    assert refused_in(tmp_path)


# Links


def test_links_are_followed(tmp_path: Path) -> None:
    fill(tmp_path, "wahr/a.pdf", "wahr/b/c.pdf")
    (tmp_path / "start").mkdir()
    (tmp_path / "start/x.pdf").symlink_to(tmp_path / "wahr/a.pdf")
    (tmp_path / "start/y").symlink_to(tmp_path / "wahr/b")
    assert below(tmp_path, tmp_path / "start") == ["start/x.pdf", "start/y/c.pdf"]


def test_a_circle_of_links_ends(tmp_path: Path) -> None:
    fill(tmp_path, "a/b/c.pdf")
    (tmp_path / "a/b/oben").symlink_to(tmp_path)
    (tmp_path / "a/b/hier").symlink_to(".")
    assert below(tmp_path) == ["a/b/c.pdf"]


def test_a_source_that_is_a_link_is_a_circle_too(tmp_path: Path) -> None:
    fill(tmp_path, "wahr/c.pdf")
    (tmp_path / "start").symlink_to("wahr")
    (tmp_path / "wahr/wieder").symlink_to(tmp_path / "start")
    assert below(tmp_path, tmp_path / "start") == ["start/c.pdf"]


def test_folders_that_are_all_linked_to_each_other_end(tmp_path: Path) -> None:
    folders = [tmp_path / f"{number:02}" for number in range(20)]
    for folder in folders:
        fill(folder, "brief.pdf")
    for folder in folders:
        for other in folders:
            (folder / f"nach-{other.name}").symlink_to(other)
    assert len(below(tmp_path)) <= 2 * len(folders)


def test_a_link_that_leads_nowhere_is_refused_in(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").symlink_to("fehlt.pdf")
    (tmp_path / "b.pdf").symlink_to("b.pdf")
    fill(tmp_path, "c.pdf")
    assert [Path(name).name for name in refused_in(tmp_path)] == ["a.pdf", "b.pdf"]
    assert "No such file" in str(refused_in(tmp_path)[str(tmp_path / "a.pdf")])
    assert Sources([tmp_path]).count() == 1


def test_what_is_no_regular_file_is_refused_and_never_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.pdf")
    os.mkfifo(tmp_path / "b.zip")
    with socket.socket(socket.AF_UNIX) as listener:
        here = Path.cwd()
        os.chdir(tmp_path)  # the address of a socket has to be short
        listener.bind("c.sock")
        os.chdir(here)
        sources = Sources([tmp_path])
        errors = [each.error for each in sources if isinstance(each, Refused)]
    assert [error.problem for error in errors] == ["this is no regular file"] * 2
    assert sources.skipped == {".sock": 1}


# What is named


def test_a_file_that_is_named_is_taken_whatever_its_suffix(tmp_path: Path) -> None:
    fill(tmp_path, "brief", ".versteckt.odt")
    assert below(tmp_path, tmp_path / "brief", tmp_path / ".versteckt.odt") == ["brief", ".versteckt.odt"]


def test_names_are_absolute(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(fill(tmp_path, "a/b.pdf", "c.pdf"))
    assert below(tmp_path, "a", "./c.pdf", "a/../c.pdf") == ["a/b.pdf", "c.pdf"]


def test_the_way_up_behind_a_link_is_that_of_the_system(tmp_path: Path) -> None:
    fill(tmp_path, "wahr/brief.pdf", "wahr/unten/x.pdf", "brief.txt")
    (tmp_path / "link").symlink_to("wahr/unten")
    assert below(tmp_path, tmp_path / "link/../brief.pdf") == ["wahr/brief.pdf"]


def test_what_is_named_twice_is_given_once(tmp_path: Path) -> None:
    fill(tmp_path, "a/1.pdf", "a/2.pdf", "a/b/3.pdf", "a/b/brief")
    names = {"a/1.pdf", "a/2.pdf", "a/b/3.pdf"}
    for sources in (
        ["a", "a"],
        ["a/", "a/../a"],
        ["a", "a/2.pdf"],
        ["a/2.pdf", "a"],
        ["a", "a/b"],
        ["a/b", "a"],
    ):
        given = below(tmp_path, *(f"{tmp_path}/{source}" for source in sources))
        assert (set(given), len(given)) == (names, 3)


def test_a_named_file_in_a_named_folder_is_not_lost(tmp_path: Path) -> None:
    fill(tmp_path, "a.pdf", "brief", ".entwurf/b.pdf")
    assert below(tmp_path, tmp_path, tmp_path / "brief", tmp_path / ".entwurf") == [
        "a.pdf", "brief", ".entwurf/b.pdf",
    ]  # fmt: skip


def test_nothing_named_is_an_error() -> None:
    with pytest.raises(NoDocumentsError):
        Sources([])


def test_all_that_is_missing_is_told_at_once(tmp_path: Path) -> None:
    fill(tmp_path, "a.pdf")
    with pytest.raises(
        NotAFileError, match=r"^fehlt\.pdf: .*No such file.*; 2 more of what is named"
    ) as told:
        Sources([tmp_path, "fehlt.pdf", "", "auch/nicht"])
    assert "\n" not in str(told.value)


@pytest.mark.parametrize("source", ["/dev/zero", "brief\0.pdf", ""])
def test_what_is_no_file_is_told(source: str) -> None:
    with pytest.raises(NotAFileError):
        Sources([source])


# What an information system says


FILE = """{"type": "https://schema.oparl.org/1.1/File", "id": "https://example.org/file/1",
           "fileName": "%s", "name": "Abschlussbericht", "date": "2017-01-30"}"""


def witnesses(*sources: Path) -> dict[str, Witness | None]:
    return {each.place.file: each.witness for each in Sources(sources) if isinstance(each, Found)}


def test_oparl_in_a_folder_is_used_and_not_skipped(tmp_path: Path) -> None:
    fill(tmp_path, "unten/a.pdf", "b.pdf", "c.json")
    (tmp_path / "oparl.json").write_text(FILE % "a.pdf", encoding="utf-8")
    said = Witness(name="Abschlussbericht", date=dt.date(2017, 1, 30))
    assert witnesses(tmp_path) == {"a.pdf": said, "b.pdf": None}
    assert witnesses(tmp_path / "unten/a.pdf", tmp_path) == {"a.pdf": said, "b.pdf": None}
    assert witnesses(tmp_path / "unten", tmp_path) == {"a.pdf": said, "b.pdf": None}
    assert witnesses(tmp_path / "unten/a.pdf") == {"a.pdf": None}
    sources = Sources([tmp_path])
    assert [len(list(sources)), sources.count(), sources.skipped] == [2, 2, {".json": 1}]


def test_oparl_that_is_broken_is_refused_once(tmp_path: Path) -> None:
    fill(tmp_path, "unten/a.pdf")
    (tmp_path / "oparl.json").write_text((FILE % "a.pdf")[:-1], encoding="utf-8")
    assert list(refused_in(tmp_path / "unten", tmp_path)) == [str(tmp_path / "oparl.json")]
