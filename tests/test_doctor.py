"""What the doctor sees, and the remedy it names."""

import json
import platform
import re
import shutil
import sys
from importlib import metadata
from pathlib import Path

import pytest
from typer.testing import CliRunner

from calling import call
from ratsdok import doctor
from ratsdok.cli.app import app
from ratsdok.doctor import Check, examine, report
from ratsdok.model_files import model_path
from ratsdok.reading.ocr import models, recogniser


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


def test_programs_are_optional(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _, **__: None)
    assert not named("LibreOffice").is_fault


def test_a_program_that_is_there_tells_its_version(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    program = tmp_path / "soffice"
    program.write_text("#!/bin/sh\necho LibreOffice 7.4\necho more\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    assert named("LibreOffice").found == "LibreOffice 7.4, for --pdf"


def test_the_engine_is_named_with_its_version_and_the_model_with_its_place() -> None:
    assert re.fullmatch(r"tesseract \d[\w.]+, by tesserocr \d[\d.]+", named("Tesseract").found or "")
    assert Path(named("German OCR model").found or "").is_file()


def without_library(monkeypatch: pytest.MonkeyPatch) -> None:
    recogniser._IDLE.close()  # an engine that was started before would do
    monkeypatch.setattr(models, "_has_library", lambda: False)
    monkeypatch.setitem(doctor._LIBRARIES, "tesserocr", "nosuchlibrary")


def test_the_program_serves_where_the_library_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    without_library(monkeypatch)
    assert re.fullmatch(r"tesseract \d[\w.]+, by /.*/tesseract", named("Tesseract").found or "")
    assert [check.name for check in examine() if check.is_fault] == []
    assert "-m pip install" in named("tesserocr").remedy


@pytest.mark.parametrize(
    ("system", "command"),
    [
        ("Linux", "sudo apt-get install tesseract-ocr tesseract-ocr-deu"),
        ("Darwin", "brew install tesseract tesseract-lang"),
        ("Windows", "winget install --interactive UB-Mannheim.TesseractOCR"),
        ("FreeBSD", "sudo apt-get install tesseract-ocr"),  # at least the packages' names
    ],
)
def test_each_system_has_its_command_where_there_is_no_engine(
    system: str, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    without_library(monkeypatch)
    monkeypatch.setattr(shutil, "which", lambda _, **__: None)
    monkeypatch.setattr(platform, "system", lambda: system)
    assert named("Tesseract").is_fault
    assert command in named("Tesseract").remedy


def test_an_engine_that_does_not_start_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    without_library(monkeypatch)
    program = tmp_path / "tesseract"
    program.write_text("#!/bin/sh\nexit 127\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    assert "is there, but does not start" in named("Tesseract").remedy
    assert "Tesseract fails with an empty picture" in named("German OCR model").remedy


@pytest.mark.parametrize("content", [None, b"no model"])
def test_the_command_tells_of_a_folder_without_a_model_that_works(
    content: bytes | None, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    if content:
        (tmp_path / "deu.traineddata").write_bytes(content)
    code, out, err = call("doctor", "--ocr-models", tmp_path)
    assert (code, err) == (1, "")
    (line,) = (line for line in out.splitlines() if str(tmp_path) in line)
    assert "model deu.traineddata" in line
    assert models.remedy() in line or models.SOURCE in line
    assert "Missing or broken: German OCR model\n" in out
    assert capfd.readouterr() == ("", "")  # what the engine complains of is no part of the report


def test_the_models_folder_of_the_environment_is_looked_into(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(models, "_USUAL", ())
    monkeypatch.setenv("TESSDATA_PREFIX", str(tmp_path))
    assert "deu.traineddata is not on this machine" in named("German OCR model").remedy


def test_missing_libraries_do_not_stop_the_doctor(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "ratsdok.reading.engine", raising=False)
    monkeypatch.setitem(sys.modules, "numpy", None)
    monkeypatch.delitem(sys.modules, "ratsdok.reading.ocr.recogniser", raising=False)
    assert {"numpy", "Tesseract"} <= {check.name for check in examine() if check.is_fault}


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
    monkeypatch.setattr(doctor, "examine", lambda _: [Check("spacy", found)])
    assert CliRunner().invoke(app, ["doctor"]).exit_code == code


def test_the_models_are_described_in_json() -> None:
    for file, tell in doctor._MODELS.values():
        assert tell(json.loads(model_path(file).read_text("utf-8")))
