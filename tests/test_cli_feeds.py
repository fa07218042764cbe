"""`ratsdok feeds`."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from calling import call, run
from catalogues import filled
from exports import check
from ratsdok.errors import NotAFileError, OutputError
from ratsdok.reporting.feeds.folder import ENTRIES
from subscribed import ATOM, entries, feed_of, papers, report, titles

BATHS = {"paper": "V2/16", "meeting": "JHA/004/2016", "subject": "Ein Bad"}


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    path = tmp_path / "archive.db"
    letters = [
        report("1", "2016-02-01", paper="V1/16", next_check=check("2016-06-30")),
        report("2", "2016-07-12", paper="V1/16", next_check=check("2017-01-31"), confidential=None),
        report("3", "2016-08-01", department="Bäder", next_check=check("2016-12-31"), resolutions=[BATHS]),
        report("4", "2016-09-01", paper="V3/16", next_check=check("2016-12-31"), confidential=True),
    ]
    filled(path, letters).close()
    return path


def test_a_folder_is_written_and_what_is_not_in_it_is_told(archive: Path, tmp_path: Path) -> None:
    out = tmp_path / "abo"
    assert call("feeds", archive, "-o", out) == (
        0,
        "",
        f"7 files written to {out}: 3 entries, 2 next checks\n"
        "1 confidential letter left out (--include-confidential)\n"
        "Whether 1 letter may be confidential could not be read; they are included\n",
    )
    assert sorted(path.name for path in out.iterdir()) == [
        "index.html",
        "neuigkeiten.atom",
        "termine-geschaeftsbereich-baeder.ics",
        "termine-geschaeftsbereich-licht-und-wege.ics",
        "termine-gremium-jugendhilfeausschuss.ics",
        "termine-gremium-stadtrat.ics",
        "termine.ics",
    ]


def test_options_reach_what_is_written(archive: Path, tmp_path: Path) -> None:
    out = tmp_path / "abo"
    code, _, told = call("feeds", archive, "-o", out, "--include-confidential", "--entries", "1")
    assert (code, len(entries(out))) == (0, 1)
    assert told.startswith(f"7 files written to {out}: 1 entry, 3 next checks\n")
    assert papers(out / "termine.ics") == ["V2/16", "V3/16", "V1/16"]
    assert call("feeds", archive, "-o", out, "--paper", "v1/16")[0] == 0
    assert papers(out / "termine.ics") == ["V1/16"]
    assert call("feeds", archive, "-o", out, "--committee", "JHA", "--profile", "dresden")[0] == 0
    assert titles(out) == ["V2/16: Zwischenbericht vom 01.08.2016: Ein Bad"]
    assert call("feeds", archive, "-o", out, "--profile", "seestadt")[0] == 0
    assert titles(out) == []
    assert call("feeds", archive, "-o", out, "--as-of", "11.07.2016")[0] == 0
    assert [title.partition(":")[0] for title in titles(out)] == ["V1/16"]
    assert "Stand: 11. Juli 2016" in (out / "index.html").read_text("utf-8")
    assert call("feeds", archive, "-o", out, "--base-url", "https://stadt.example/abo")[0] == 0
    links = [each.attrib["href"] for each in feed_of(out).findall(f"{ATOM}link")]
    assert links == ["https://stadt.example/abo/neuigkeiten.atom", "https://stadt.example/abo"]


def test_calendars_that_are_emptied_are_named(archive: Path, tmp_path: Path) -> None:
    out = tmp_path / "abo"
    call("feeds", archive, "-o", out)
    _, _, told = call("feeds", archive, "-o", out, "--paper", "V1/16")
    assert (
        "No next checks any more, emptied: termine-geschaeftsbereich-baeder.ics, "
        "termine-gremium-jugendhilfeausschuss.ics\n"
    ) in told


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--base-url", "stadt.example"), "begins with https:// or http://"),
        (("--entries", "0"), "--entries"),
        (("--as-of", "gestern"), "--as-of"),
    ],
)
def test_a_wrong_call_is_told(options: tuple[str, str], told: str, archive: Path, tmp_path: Path) -> None:
    code, _, error = call("feeds", archive, "-o", tmp_path / "abo", *options)
    assert code == 2
    assert told in re.sub(r"\s+", " ", error)
    assert not (tmp_path / "abo").exists()


def test_a_folder_must_be_named(archive: Path) -> None:
    assert call("feeds", archive)[0] == 2


def test_errors_are_a_line_and_a_code(archive: Path, tmp_path: Path) -> None:
    missing = tmp_path / "missing" / "abo"
    done = run("feeds", archive, "-o", missing)
    assert done.returncode == OutputError.exit_code
    assert done.stderr == (
        f"{missing}: the folder cannot be made (No such file or directory). {OutputError.remedy}\n"
    )
    code, _, told = call("feeds", tmp_path / "none.db", "-o", tmp_path / "abo")
    assert (code, told.count("\n")) == (NotAFileError.exit_code, 1)


def test_help_tells_how_many_entries_there_are(archive: Path) -> None:
    _, told, _ = call("feeds", "--help")
    assert f"default: {ENTRIES}" in told
