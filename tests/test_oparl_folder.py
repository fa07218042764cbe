"""OParl JSON in a folder tells of the files beside it."""

import json
from pathlib import Path
from typing import Any

import pytest

from oparl_objects import ANOTHER, DAY, SERVER, TITLE, WITNESS, Json, file, fill, paper
from ratsdok.pipeline import Witness

# --- objects ---


@pytest.mark.parametrize(
    "said",
    [
        paper(file()),
        paper(file(version="1.0"), version="1.0"),
        paper(mainFile=file()),
        [paper(file())],
        {"data": [paper(file())], "pagination": {"totalPages": 1}, "links": {}},
        {"data": [{"data": [[paper(file())]]}]},
        [paper(f"{SERVER}/files/561"), file()],  # by URL
        [file(), paper(mainFile=f"{SERVER}/files/561/")],
        [file(paper=[f"{SERVER}/papers/7"]), paper()],
        [file(paper=f"http{SERVER[5:]}/papers/7"), paper()],  # the server has moved to https since
        [paper(file()), file(), file(paper=[f"{SERVER}/papers/7"])],  # more than once
        paper(file(type="http://oparl.org/schema/1.0/File")),
        paper(file(date="2017-05-15T08:30:00+02:00")),
        paper(file(text="…" * 1000, keyword=[1, None, {}])),
        paper(file(), id=None),
        paper(file(id=None, downloadUrl="https://hafenfeld.example/561.pdf")),
        {"type": "https://schema.oparl.org/1.1/Meeting", "agendaItem": [{"consultation": paper(file())}]},
        [paper(file()), file(name="Anlage", deleted=True)],
    ],
)
def test_paper_title_and_day_are_found_wherever_they_stand(said: Any, tmp_path: Path) -> None:
    register = fill(tmp_path, "561.pdf", papers=said)
    assert register.witness(tmp_path / "561.pdf") == WITNESS
    assert register.faults == ()


def test_what_one_file_of_json_leaves_open_another_tells(tmp_path: Path) -> None:
    register = fill(tmp_path, "561.pdf", a__file=file(), b__paper=paper(f"{SERVER}/files/561"))
    assert register.witness(tmp_path / "561.pdf") == WITNESS
    assert sorted(register.read) == [tmp_path / "a/file.json", tmp_path / "b/paper.json"]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (file(), Witness(TITLE, DAY, None)),
        (file(name=None), Witness(None, DAY, None)),
        (file(date="im Mai"), Witness(TITLE, None, None)),
        (paper(file(), reference=None), Witness(TITLE, DAY, None)),
        (paper(file(name=[], date={})), Witness(None, None, "A0412/16")),
        (paper(file(deleted=True)), None),
        (paper(file(), deleted=True), None),
        (file(name=None, date=None), None),
        (file(type="https://schema.example/File"), None),
        (file(type=None), None),
    ],
)
def test_only_what_is_said_is_told(said: Json, expected: Witness | None, tmp_path: Path) -> None:
    assert fill(tmp_path, "561.pdf", papers=said).witness(tmp_path / "561.pdf") == expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        # on two papers
        ([paper(file()), paper(file(), number=8, reference="A0433/16")], Witness(TITLE, DAY, None)),
        # on two of the same number: an old and a new one
        ([paper(file()), paper(file(), number=8)], WITNESS),
        # on one that is known and one that is not
        ([paper(file(paper=[f"{SERVER}/papers/8"]))], Witness(TITLE, DAY, None)),
        # on one whose number is told in two ways
        ([paper(file()), paper(reference="A0433/16")], Witness(TITLE, DAY, None)),
        # with two titles, on two days
        ([paper(file()), file(name=ANOTHER)], Witness(None, DAY, "A0412/16")),
        ([paper(file()), file(date="2017-05-16"), file()], Witness(TITLE, None, "A0412/16")),
    ],
)
def test_of_what_is_told_in_two_ways_nothing_is_told(said: Any, expected: Witness, tmp_path: Path) -> None:
    assert fill(tmp_path, "561.pdf", papers=said).witness(tmp_path / "561.pdf") == expected


# --- which file is meant ---


@pytest.mark.parametrize(
    ("name", "names"),
    [
        ("561.pdf", {}),  # the last segment of the id
        ("561", {}),
        ("561.PDF", {}),
        ("00561.pdf", {"fileName": "00561.pdf"}),
        ("Krähenwinkel.pdf", {"fileName": "KRÄHENWINKEL.PDF"}),
        ("Kra\u0308henwinkel.pdf", {"fileName": "Krähenwinkel.pdf"}),  # as macOS writes it
        ("deep/down/bericht.pdf", {"fileName": "bericht.pdf"}),
        ("2017/bericht.pdf", {"fileName": "2017/bericht.pdf"}),
        ("2017/bericht.pdf", {"fileName": "2017\\bericht.pdf"}),
        ("BK_A0412_16.pdf", {"fileName": "BK_A0412/16.pdf"}),  # no file may be named so
        ("bk-99.pdf", {"downloadUrl": "https://hafenfeld.example/get/bk-99.pdf?download=1#page=2"}),
        ("bk 99.pdf", {"accessUrl": "https://hafenfeld.example/get/bk%2099.pdf"}),
    ],
)
def test_a_file_is_known_by_its_name_or_its_address(name: str, names: Json, tmp_path: Path) -> None:
    register = fill(tmp_path, name, "other.pdf", "562.pdf", papers=paper(file(**names)))
    assert register.witness(tmp_path / name) == WITNESS
    assert register.witness(tmp_path / "other.pdf") is None
    assert register.witness(tmp_path / "562.pdf") is None


def test_a_file_name_that_several_have_tells_of_the_one_beside_the_json(tmp_path: Path) -> None:
    register = fill(
        tmp_path,
        "a/bericht.pdf",
        "b/bericht.pdf",
        "c/bericht.pdf",
        a__paper=paper(file(fileName="bericht.pdf")),
        b__paper=paper(file(562, name=ANOTHER, fileName="bericht.pdf"), number=8, reference="A0433/16"),
    )
    assert register.witness(tmp_path / "a/bericht.pdf") == WITNESS
    assert register.witness(tmp_path / "b/bericht.pdf") == Witness(ANOTHER, DAY, "A0433/16")
    assert register.witness(tmp_path / "c/bericht.pdf") is None


def test_a_file_name_that_several_have_tells_of_none_of_them_from_afar(tmp_path: Path) -> None:
    register = fill(tmp_path, "a/bericht.pdf", "b/bericht.pdf", papers=paper(file(fileName="bericht.pdf")))
    assert register.witness(tmp_path / "a/bericht.pdf") is None


def test_two_objects_that_may_be_meant_tell_only_what_both_say(tmp_path: Path) -> None:
    one, other = file(fileName="bericht.pdf"), file(562, fileName="bericht.pdf")
    assert fill(tmp_path, "bericht.pdf", a=paper(one, other)).witness(tmp_path / "bericht.pdf") == WITNESS
    register = fill(tmp_path, a=paper(one, other | {"name": ANOTHER}))
    assert register.witness(tmp_path / "bericht.pdf") is None


def test_a_name_goes_before_an_address(tmp_path: Path) -> None:
    named = file(900, fileName="561.pdf", name=ANOTHER)
    register = fill(tmp_path, "561.pdf", papers=paper(file(), named))
    assert register.witness(tmp_path / "561.pdf") == Witness(ANOTHER, DAY, "A0412/16")


def test_two_cities_in_one_folder_are_kept_apart(tmp_path: Path) -> None:
    register = fill(
        tmp_path,
        "hafenfeld/files/561.pdf",
        "nordhafen/files/561.pdf",
        "suedhafen/files/561.pdf",
        hafenfeld__json__papers=paper(file()),
        nordhafen__json__papers=json.loads(
            json.dumps(paper(file(name=ANOTHER))).replace("hafenfeld", "nord")
        ),
    )
    assert register.witness(tmp_path / "hafenfeld/files/561.pdf") == WITNESS
    assert register.witness(tmp_path / "nordhafen/files/561.pdf") == Witness(ANOTHER, DAY, "A0412/16")
    assert register.witness(tmp_path / "suedhafen/files/561.pdf") is None


def test_the_text_beside_a_pdf_has_the_same_address(tmp_path: Path) -> None:
    register = fill(tmp_path, "561.pdf", "561.txt", papers=paper(file()))
    assert register.witness(tmp_path / "561.txt") == register.witness(tmp_path / "561.pdf") == WITNESS


def test_thousands_of_one_name_are_told_apart_by_their_folders_alone(tmp_path: Path) -> None:
    for number in range(300):
        folder = tmp_path / str(number)
        folder.mkdir()
        (folder / "bericht.pdf").touch()
        (folder / "file.json").write_text(
            json.dumps(file(number, fileName="bericht.pdf", name=f"BK {number}"))
        )
    register = fill(tmp_path, far=file(999, fileName="bericht.pdf"))
    assert [register.witness(tmp_path / str(number) / "bericht.pdf") for number in range(300)] == [
        Witness(f"BK {number}", DAY) for number in range(300)
    ]
