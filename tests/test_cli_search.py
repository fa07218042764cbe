"""`ratsdok search` shows councillors which letters say what they look for."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from calling import call, run
from catalogues import filled
from ratsdok.archive.catalogue import open_catalogue
from ratsdok.archive.search import Found, search
from ratsdok.cli.found import findings
from searched import letter

LETTERS = [
    letter(
        "radwege",
        "Radwege in Leuben",
        points=["Die Radwege werden saniert.", "Über den Uferradweg ist zu berichten."],
        statements=["Der Radweg ist gebaut.", "Kein Wort davon."],
        paper="V2738/14",
        date=dt.date(2016, 6, 30),
    ),
    letter("grundstueck", "Verkauf am Radweg", confidential=True, date=None),
    letter("ohne-nummer", "Wald", statements=["Am Radweg."], paper=None),
]


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    filled(tmp_path / "archive.db", LETTERS).close()
    return tmp_path / "archive.db"


def found(archive: Path, query: str) -> Found:
    with open_catalogue(archive) as catalogue:
        return search(catalogue, query)


def test_letters_are_shown_with_the_passages_that_were_sought(archive: Path) -> None:
    code, out, err = call("search", archive, "Radweg")
    assert (code, err) == (0, "")
    assert (
        "V2738/14 · 30.06.2016 · Radwege in Leuben\n"
        "    Bericht zu 1: Der Radweg ist gebaut.\n"
        "    Punkt 1: Die Radwege werden saniert.\n"
        "    Punkt 2: Über den Uferradweg ist zu berichten.\n"
        "    radwege.pdf\n\n"
    ) in out


def test_what_cannot_be_read_and_what_is_confidential_is_said(archive: Path) -> None:
    out = call("search", archive, "Radweg")[1]
    assert "V0001/20 · ohne lesbares Datum · vertraulich · Verkauf am Radweg\n    grundstueck.pdf\n" in out
    assert "ohne lesbare Nummer · 01.01.2020 · Wald\n    Bericht: Am Radweg.\n    ohne-nummer.pdf\n" in out


def test_the_last_line_counts_the_letters(archive: Path) -> None:
    assert call("search", archive, "Radweg")[1].endswith("\n\n3 Briefe gefunden\n")
    assert call("search", archive, "Radweg", "--limit", "2")[1].endswith(
        "\n3 Briefe gefunden, 2 gezeigt (--limit)\n"
    )
    assert call("search", archive, "Wald")[1].endswith("\n1 Brief gefunden\n")


def test_nothing_found_is_no_error(archive: Path) -> None:
    assert call("search", archive, "Seilbahn") == (0, "Nichts gefunden\n", "")
    assert call("search", archive, "Seilbahn", "--format", "json") == (0, "[]\n", "")


def test_words_may_be_arguments_of_their_own(archive: Path) -> None:
    assert call("search", archive, "Radweg", "Uferradweg") == call("search", archive, "Radweg Uferradweg")
    assert call("search", archive, "Radweg", "--", "-Leuben")[1].endswith("2 Briefe gefunden\n")
    assert call("search", archive, "Radweg -Leuben")[1].endswith("2 Briefe gefunden\n")


def test_json_is_an_array_of_letters(archive: Path) -> None:
    hits = json.loads(call("search", archive, "Uferradweg", "--format", "json")[1])
    (match,) = hits[0].pop("matches")
    assert match == {
        "part": "point",
        "label": "2",
        "text": "Über den Uferradweg ist zu berichten.",
        "spans": [[9, 19]],
    }
    assert hits[0].items() >= {
        "papers": ["V2738/14"],
        "subject": "Radwege in Leuben",
        "date": "2016-06-30",
        "name": "radwege.pdf",
        "places": ["/archive/radwege.pdf"],
        "confidential": False,
    }.items()  # fmt: skip


def test_a_selection_narrows_the_search(archive: Path) -> None:
    def count(*options: str) -> int:
        return len(json.loads(call("search", archive, "Radweg", "--format", "json", *options)[1]))

    assert count("--paper", "v2738/14") == 1
    assert count("--since", "2016-06-30") == 2
    assert count("--since", "30.06.2016", "--until", "2016-12-31") == 1
    assert count("--committee", "Stadtrat") == 3
    assert count("--committee", "OR") == 0


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (["..."], "nothing to search for"),
        (["a"], "single letter"),
        (["-- -Leuben"], "only what to leave out"),
        (["Rad", "--limit", "0"], "--limit"),
        (["Rad", "--since", "gestern"], "--since"),
        (["Rad", "--since", "2020-01-01", "--until", "2019-01-01"], "later than --until"),
        ([], "QUERY"),
    ],
)
def test_a_wrong_call_is_told(archive: Path, arguments: list[str], problem: str) -> None:
    code, out, err = call("search", archive, *(word for each in arguments for word in each.split(" ", 1)))
    assert (code, out) == (2, "")
    assert problem in err


def test_an_archive_that_is_not_there_is_told_in_one_line(tmp_path: Path) -> None:
    code, out, err = call("search", tmp_path / "archive.db", "Rad")
    assert (code, out, err.count("\n")) == (3, "", 1)


def test_marks_are_for_terminals_only(archive: Path) -> None:
    plain = findings(found(archive, "Radweg"))
    coloured = findings(found(archive, "Radweg"), colour=True)
    assert "\x1b" not in plain
    assert "\x1b[1;33mRadweg\x1b[0m ist gebaut" in coloured
    assert "\x1b" not in run("search", archive, "Radweg").stdout


def test_a_letter_cannot_command_the_terminal(tmp_path: Path) -> None:
    evil = letter("boese", "Rad\x1b[2J\x07weg", points=["Rad\x1b]0;x\x07 [bold]Weg[/bold] :smile:"])
    filled(tmp_path / "archive.db", [evil]).close()
    out = findings(found(tmp_path / "archive.db", "Rad"))
    assert "\x1b" not in out
    assert "\x07" not in out
    assert "[bold]Weg[/bold] :smile:" in out


def test_only_the_best_passages_of_a_letter_are_shown(tmp_path: Path) -> None:
    many = letter("viele", points=[f"Der Radweg Nummer {number}." for number in range(5)])
    filled(tmp_path / "archive.db", [many]).close()
    out = findings(found(tmp_path / "archive.db", "Radweg"))
    assert out.count("Radweg") == 3
    assert "    und 2 weitere Stellen\n" in out
