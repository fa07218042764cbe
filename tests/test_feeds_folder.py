"""The folder to subscribe to: whole files or none, the same bytes each time, others' files untouched."""

from __future__ import annotations

import datetime as dt
import gc
import weakref
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from catalogues import file, filled, sample_letters
from exports import check
from ratsdok.archive import rows, selection
from ratsdok.archive.selection import Selection
from ratsdok.errors import CatalogueError, NotAFileError, OutputError
from ratsdok.history.account import Account, Document
from ratsdok.history.chain import History
from ratsdok.reporting.feeds.folder import write_feeds
from ratsdok.reporting.feeds.news import newest
from subscribed import DAY, again, papers, report, subscribed

LIGHT = "termine-geschaeftsbereich-licht-und-wege.ics"


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def two_departments() -> list[Any]:
    return [
        report("1", "2016-02-01", paper="V1/16", next_check=check("2016-06-30")),
        report("2", "2016-02-01", paper="V2/16", next_check=check("2016-06-30"), department="Bäder und Höfe"),
    ]


def test_the_same_letters_give_the_same_bytes_in_any_database(where: str, tmp_path: Path) -> None:
    letters = sample_letters()
    with filled(where, letters) as catalogue:
        write_feeds(catalogue, tmp_path / "one", as_of=DAY, base_url="https://stadt.example/abo")
        write_feeds(catalogue, tmp_path / "two", as_of=DAY, base_url="https://stadt.example/abo")
    with filled(tmp_path / "turned.db", letters[::-1]) as catalogue:
        write_feeds(catalogue, tmp_path / "three", as_of=DAY, base_url="https://stadt.example/abo")
    assert contents(tmp_path / "one") == contents(tmp_path / "two") == contents(tmp_path / "three")
    assert len(contents(tmp_path / "one")) > 5


def test_what_was_written_is_told(tmp_path: Path) -> None:
    folder = subscribed(tmp_path, *two_departments(), report("secret", "2016-02-01", confidential=True))
    written = again(folder, entries=1)
    assert (written.entries, written.events) == (1, 2)
    assert set(written.files) == set(contents(folder))
    assert written.files[-2:] == ("neuigkeiten.atom", "index.html")
    assert (written.emptied, written.left_out.confidential) == ((), 1)


def test_a_calendar_that_is_not_made_any_more_is_emptied(tmp_path: Path) -> None:
    folder = subscribed(tmp_path, *two_departments())
    gone = "termine-geschaeftsbereich-baeder-und-hoefe.ics"
    assert papers(folder / gone) == ["V2/16"]
    with filled(tmp_path / "archive.db", []) as catalogue:
        file(catalogue, [report("3", "2016-07-12", paper="V2/16", report="final")])
    assert again(folder).emptied == (gone,)
    assert papers(folder / gone) == []
    assert papers(folder / LIGHT) == ["V1/16"]
    assert gone not in (folder / "index.html").read_text("utf-8")
    before = (folder / gone).stat()
    assert again(folder).emptied == ()
    assert (folder / gone).stat() == before  # not written again
    again(folder, selection=Selection(papers=("V2/16",)), as_of=DAY.replace(year=2016, month=3))
    assert papers(folder / gone) == ["V2/16"]


def test_files_of_others_are_left_alone(tmp_path: Path) -> None:
    folder = subscribed(tmp_path, *two_departments())
    ours = (folder / LIGHT).read_bytes()
    others = {
        "termine-gremium-handgemacht.ics": b"BEGIN:VCALENDAR\r\nPRODID:-//Buero//DE\r\nBEGIN:VEVENT\r\n",
        "termine-gremium-notizen.ics": b"keine Kalenderdatei",
        "termine-sitzungen.ics": ours,
        "report.html": b"<p>",
    }
    for name, content in others.items():
        (folder / name).write_bytes(content)
    (folder / "termine-gremium-ordner.ics").mkdir()
    assert again(folder).emptied == ()
    assert {name: (folder / name).read_bytes() for name in others} == others
    assert (folder / "termine-gremium-ordner.ics").is_dir()


def test_a_folder_is_made_but_not_a_tree(tmp_path: Path) -> None:
    folder = subscribed(tmp_path, *two_departments())
    write_feeds(tmp_path / "archive.db", str(tmp_path / "new"), as_of=DAY)
    assert contents(tmp_path / "new") == contents(folder)
    with pytest.raises(OutputError, match="the folder cannot be made") as caught:
        write_feeds(tmp_path / "archive.db", tmp_path / "missing" / "folder")
    assert caught.value.source == str(tmp_path / "missing" / "folder")


@pytest.mark.parametrize("name", ["archive.db", "archive.db/abo"])
def test_a_file_in_the_way_is_an_error(name: str, tmp_path: Path) -> None:
    subscribed(tmp_path)
    with pytest.raises(OutputError):
        write_feeds(tmp_path / "archive.db", tmp_path / name)


def test_the_catalogue_is_not_replaced(tmp_path: Path) -> None:
    path = tmp_path / "termine.ics"
    with filled(path, two_departments()):
        pass
    before = path.read_bytes()
    with pytest.raises(OutputError, match="the catalogue itself"):
        write_feeds(path, tmp_path)
    assert path.read_bytes() == before


def test_nothing_is_written_if_reading_breaks_off(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = subscribed(tmp_path, *two_departments())
    before = contents(folder)
    with filled(tmp_path / "archive.db", []) as catalogue:
        file(catalogue, [report("3", "2016-07-12", paper="V3/16", next_check=check("2017-01-31"))])

    def breaking(*_: Any) -> Any:
        raise KeyboardInterrupt

    monkeypatch.setattr("ratsdok.reporting.feeds.folder.history_of_one", breaking)
    monkeypatch.setattr("ratsdok.reporting.feeds.folder.paper_of", lambda _: None)
    with pytest.raises(KeyboardInterrupt):
        again(folder)
    assert contents(folder) == before


def test_a_file_is_whole_or_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = subscribed(tmp_path, *two_departments())
    before = contents(folder)

    def breaking(offer: Any, stream: Any) -> None:
        stream.write(b"<html>")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("ratsdok.reporting.feeds.index_page.write", breaking)
    with pytest.raises(OutputError, match="No space left") as caught:
        again(folder, as_of=DAY.replace(year=2019))
    assert caught.value.source == str(folder / "index.html")
    assert contents(folder).keys() == before.keys()
    assert (folder / "index.html").read_bytes() == before["index.html"]


@pytest.mark.parametrize("wish", [{"entries": 0}, {"base_url": "ftp://stadt.example"}, {"base_url": ""}])
def test_what_makes_no_sense_is_refused(wish: dict[str, Any], tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=next(iter(wish))):
        write_feeds(tmp_path / "none.db", tmp_path / "abo", **wish)


def test_what_is_no_catalogue_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NotAFileError):
        write_feeds(tmp_path / "none.db", tmp_path / "abo")
    (tmp_path / "text.db").write_text("kein Katalog")
    with pytest.raises(CatalogueError):
        write_feeds(tmp_path / "text.db", tmp_path / "abo")
    assert not (tmp_path / "abo").exists()


def histories_in_memory() -> int:
    gc.collect()
    return sum(isinstance(each, History) for each in gc.get_objects())


def test_no_more_histories_are_kept_than_entries_are_wanted() -> None:
    def passing() -> Iterator[History]:
        for at in range(300):
            letter = Account((Document(f"{at}.pdf", f"{at:064}", 0),), date=DAY - dt.timedelta(days=at % 50))
            yield History("dresden", f"V{at}/16", DAY, subject=None, letters=(letter,))
        kept.append(histories_in_memory() - before)

    before, kept = histories_in_memory(), list[int]()
    assert len(newest(passing(), 5)) == 5
    assert kept[0] <= 5 + 1


def test_letters_are_not_held_in_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    alive, most, real = set[int](), 0, rows.letter_of
    kept: list[weakref.ref[Any]] = []

    def counting(*arguments: Any) -> Any:
        nonlocal most
        made, number = real(*arguments), len(kept)
        alive.add(number)
        kept.append(weakref.ref(made, lambda _: alive.discard(number)))
        most = max(most, len(alive))
        return made

    monkeypatch.setattr(selection, "letter_of", counting)
    several = (report(f"{at:04}", "2016-02-01", paper=f"V{at}/16") for at in range(700))
    subscribed(tmp_path, *several)
    assert len(kept) >= 700
    assert most <= 2 * selection.AT_A_TIME + 1
