"""A city's letters as data: loading, and telling every fault of a profile at once."""

import datetime as dt
import tomllib
from pathlib import Path

import pytest

from letters import HAFENFELD, city
from ratsdok.errors import ProfileError
from ratsdok.profile import BUILT_IN, Department, Officer, load_profile

BUILT_IN_NAMES = sorted(path.stem for path in BUILT_IN.glob("*.toml"))


@pytest.mark.parametrize("name", BUILT_IN_NAMES)
def test_a_built_in_profile_is_named_as_its_file(name: str) -> None:
    assert load_profile(name).name == name


def test_a_profile_comes_by_name_by_path_or_as_it_is() -> None:
    assert load_profile() is load_profile("dresden") is city()
    assert load_profile(HAFENFELD).city == "Stadt Hafenfeld"
    assert load_profile(str(HAFENFELD)) is load_profile(HAFENFELD)
    assert load_profile(load_profile(HAFENFELD)) is load_profile(HAFENFELD)


def test_a_profile_is_a_key() -> None:
    assert {city(): 1}[load_profile()] == 1


@pytest.mark.parametrize("name", BUILT_IN_NAMES)
def test_every_field_of_a_form_is_digits_or_a_table_of_codes(name: str) -> None:
    profile = load_profile(name)
    fields = [
        piece.partition("}")[0]
        for form in (*profile.paper.forms, *profile.meeting.forms)
        for piece in form.split("{")[1:]
    ]
    assert fields
    assert [field for field in fields if ":" not in field and field not in profile.codes] == []


@pytest.mark.parametrize("name", BUILT_IN_NAMES)
def test_every_head_heads_a_department_that_there_is(name: str) -> None:
    profile = load_profile(name)
    names = [department.name for department in profile.departments]
    heads = [head for officer in profile.officers for head in officer.heads]
    assert [head for head in heads if not any(each.endswith(head) for each in names)] == []


@pytest.mark.parametrize(
    ("since", "until", "existed"),
    [
        (None, None, True),
        (dt.date(2017, 1, 1), None, True),
        (None, dt.date(2016, 12, 31), False),
        # both ends count
        (dt.date(2017, 5, 12), dt.date(2017, 5, 12), True),
        (dt.date(2017, 5, 13), None, False),
    ],
)
def test_what_existed_on_a_day(since: dt.date | None, until: dt.date | None, existed: bool) -> None:
    dates = {key: value for key, value in (("since", since), ("until", until)) if value}
    department = Department.model_validate({"name": "Dezernat Hecken", **dates})
    officer = Officer.model_validate({"name": "Wilma Zaunkönig", **dates})
    assert department.existed(dt.date(2017, 5, 12)) is officer.existed(dt.date(2017, 5, 12)) is existed


# --- faults ---


def test_an_unknown_name_tells_the_known_ones() -> None:
    with pytest.raises(ProfileError, match=r"no profile 'entenhausen\.toml' \(built in: .*dresden"):
        load_profile("entenhausen")


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ProfileError, match=r"nirgends\.toml"):
        load_profile(tmp_path / "nirgends.toml")


@pytest.mark.parametrize(
    ("data", "told"),
    [
        # no TOML
        (b"name = ", "cannot be read"),
        # not UTF-8
        ("name = 'Übelhör'".encode("cp1252"), "cannot be read"),
    ],
)
def test_a_file_that_is_no_profile(tmp_path: Path, data: bytes, told: str) -> None:
    path = tmp_path / "stadt.toml"
    path.write_bytes(data)
    with pytest.raises(ProfileError, match=told) as caught:
        load_profile(path)
    assert str(caught.value).startswith("stadt.toml: ")
    assert "\n" not in str(caught.value)


def test_a_bad_profile_lists_all_its_faults_at_once(tmp_path: Path) -> None:
    text = HAFENFELD.read_text("utf-8")
    faulty = (
        text.replace('name = "hafenfeld"', 'name = "Hafen Feld"')
        .replace('closing = "Mit besten Empfehlungen"\n', "")
        .replace("mayor = true", 'mayor = "seit gestern"')
        .replace("[report]", 'mood = "good"\n[report]')
        .replace('forms = ["{committee}-{number:2}/{year:4}"]', "forms = []")
    )
    assert tomllib.loads(faulty)
    path = tmp_path / "stadt.toml"
    path.write_text(faulty, "utf-8")
    with pytest.raises(ProfileError) as caught:
        load_profile(path)
    faults = ("name:", "phrases.closing:", "officers.1.mayor:", "phrases.mood:", "meeting.forms:")
    assert [fault for fault in faults if fault not in str(caught.value)] == []
    assert caught.value.exit_code == 10


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        # a form names a table of codes that is not there
        ("{committee}-{number:2}", "{gremium}-{number:2}", "gremium"),
        # a table without codes
        ('RV = "Ratsversammlung"\nBAU = "Bauausschuss"\n', "", "committee"),
        # an unclosed field
        ("{kind} {number:3}/{year:4}", "{kind} {number:3/{year:4}", "number"),
    ],
)
def test_a_form_is_checked_on_load(tmp_path: Path, old: str, new: str, told: str) -> None:
    path = tmp_path / "stadt.toml"
    path.write_text(HAFENFELD.read_text("utf-8").replace(old, new), "utf-8")
    with pytest.raises(ProfileError, match=told):
        load_profile(path)
