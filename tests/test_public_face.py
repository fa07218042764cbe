"""The names that users import, and that fetching them is lazy."""

import inspect
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import ratsdok
from ratsdok import errors

ROOT = Path(__file__).parents[1]
HEAVY = ("pydantic", "spacy", "rich", "pypdfium2", "dateparser", "rapidfuzz")
ERRORS = [
    kind
    for _, kind in inspect.getmembers(errors, inspect.isclass)
    if issubclass(kind, errors.RatsdokError) and kind is not errors.RatsdokError
]


@pytest.mark.parametrize("name", ratsdok.__all__)
def test_every_promised_name_is_there(name: str) -> None:
    assert getattr(ratsdok, name) is not None
    assert name in dir(ratsdok)


def test_every_error_is_public() -> None:
    assert {kind.__name__ for kind in ERRORS} < set(ratsdok.__all__)


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'parse_letter'"):
        _ = ratsdok.parse_letter


def test_version_is_the_projects() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert ratsdok.__version__ == project["version"]


def test_types_are_published() -> None:
    assert (Path(ratsdok.__file__).parent / "py.typed").is_file()


@pytest.mark.parametrize("line", ["import ratsdok", "import ratsdok.cli", "from ratsdok import RatsdokError"])
def test_what_is_light_stays_light(line: str) -> None:
    code = f"import sys; {line}; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert not set(HEAVY) & set(loaded.split())


def test_each_error_ends_with_a_code_of_its_own() -> None:
    codes = [kind.exit_code for kind in ERRORS]
    assert len(codes) == len(set(codes))
    assert not {0, 1, 2, 20, 130, 141} & set(codes)  # those mean something else


def test_exit_codes_are_documented() -> None:
    page = (ROOT / "docs/command-line.md").read_text("utf-8")
    for kind in ERRORS:
        assert f"| {kind.exit_code} | `{kind.__name__}`" in page
