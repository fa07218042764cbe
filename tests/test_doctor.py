"""What the doctor sees, and the remedy it names."""

import json
import platform
import re
import shutil
from importlib import metadata
from pathlib import Path

import pytest
from typer.testing import CliRunner

from ratsdok import doctor
from ratsdok.cli.app import app
from ratsdok.doctor import Check, examine, report
from ratsdok.model_files import model_path


def named(name: str) -> Check:
    return next(check for check in examine() if check.name.startswith(name))


def test_here_nothing_is_missing() -> None:
    checks = examine()
    assert [check.name for check in checks if check.is_fault] == []
    assert named("spacy").found == metadata.version("spacy")
    assert "right in cross-validation" in (named("status model").found or "")


def test_every_library_that_ratsdok_asks_for_is_looked_at() -> None:
    requirements = metadata.requires("ratsdok") or []
    asked = {re.split(r"[^\w-]", one)[0] for one in requirements if "extra ==" not in one}
    assert set(doctor._LIBRARIES) == asked


def test_a_missing_library(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(doctor._LIBRARIES, "no-such-library", "nosuchlibrary")
    check = named("no-such-library")
    assert check.is_fault
    assert "-m pip install" in check.remedy


def test_a_library_that_cannot_be_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(doctor._LIBRARIES, "pypdfium2", "pypdfium2.no_such_part")
    assert named("pypdfium2").remedy.endswith('pypdfium2>=5.0" --force-reinstall')


def test_a_library_that_is_too_old(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "_wanted", lambda name: f"{name}>=999.0")
    assert named("rich").is_fault


@pytest.mark.parametrize("content", [None, "{", "{}", '{"performance": 3}'])
def test_a_model_that_is_not_there_or_broken(
    content: str | None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = tmp_path / "meta.json"
    if content is not None:
        path.write_text(content)
    monkeypatch.setattr(doctor, "model_path", lambda _: path)
    check = named("status model")
    assert check.is_fault
    assert "ratsdok train" in check.remedy


@pytest.mark.parametrize(
    ("system", "command"),
    [
        ("Linux", "sudo apt-get install tesseract-ocr tesseract-ocr-deu"),
        ("Darwin", "brew install tesseract tesseract-lang"),
        ("Windows", "winget install UB-Mannheim.TesseractOCR"),
        ("FreeBSD", "sudo apt-get install tesseract-ocr"),  # at least the packages' names
    ],
)
def test_programs_are_optional_and_each_system_has_its_command(
    system: str, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    monkeypatch.setattr(platform, "system", lambda: system)
    check = named("Tesseract")
    assert not check.is_fault
    assert check.remedy.startswith(command)


def test_a_program_that_is_there_tells_its_version(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    program = tmp_path / "tesseract"
    program.write_text("#!/bin/sh\necho tesseract 5.3.0\necho more\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    assert named("Tesseract").found == "tesseract 5.3.0, for scans"


def test_the_report_names_what_is_missing_and_the_remedy_below_it() -> None:
    text = report([Check("Python", "3.11.7"), Check("spacy", None, "pip install spacy")])
    assert text.splitlines() == [
        "ok  Python  3.11.7",
        "!!  spacy   missing",
        "            pip install spacy",
        "",
        "Missing or broken: spacy",
    ]


@pytest.mark.parametrize(("found", "code"), [("1.0", 0), (None, 1)])
def test_exit_code(found: str | None, code: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "examine", lambda: [Check("spacy", found)])
    assert CliRunner().invoke(app, ["doctor"]).exit_code == code


def test_the_models_are_described_in_json() -> None:
    for file, tell in doctor._MODELS.values():
        assert tell(json.loads(model_path(file).read_text("utf-8")))
