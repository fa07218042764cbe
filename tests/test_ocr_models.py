"""Where engine and models are, and what is told where they are not."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from pictures import PAPER, encoded, page
from ratsdok.errors import EngineMissingError
from ratsdok.reading import read
from ratsdok.reading.ocr import models, recogniser
from ratsdok.reading.ocr.models import engine_of, model_folder
from ratsdok.reading.ocr.settings import Ocr


@pytest.fixture(autouse=True)
def _fresh_engines() -> Iterator[None]:
    """Let no test find an engine that was started under other conditions."""
    recogniser.close_idle()
    yield
    recogniser.close_idle()


REMEDY = "tesseract"


def text_of(ocr: Ocr) -> str:
    document = read(encoded(page()), name="brief.png", ocr=ocr)
    return "\n".join(line.text for line in document.pages[0].lines)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the German model alone."""
    shutil.copy(model_folder(Ocr()) / "deu.traineddata", tmp_path)
    return tmp_path


def test_a_folder_of_ones_own_is_used(folder: Path) -> None:
    assert model_folder(Ocr(models=str(folder))) == folder
    assert PAPER in text_of(Ocr(models=folder))


@pytest.mark.parametrize("below", ["", "tessdata"])
def test_the_variable_for_models_is_heeded(below: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TESSDATA_PREFIX", str(folder if not below else folder.parent / "prefix"))
    place = folder
    if below:
        place = folder.parent / "prefix" / below
        place.mkdir(parents=True)
        shutil.move(folder / "deu.traineddata", place)
    assert model_folder(Ocr()) == place


def test_several_languages_need_all_their_models(folder: Path) -> None:
    shutil.copy(folder / "deu.traineddata", folder / "eng.traineddata")
    assert model_folder(Ocr(models=folder, language="deu+eng")) == folder
    assert PAPER in text_of(Ocr(models=folder, language="deu+eng"))
    (folder / "eng.traineddata").unlink()
    with pytest.raises(EngineMissingError, match=r"model eng\.traineddata is not in .*there are: deu\)"):
        model_folder(Ocr(models=folder, language="deu+eng"))


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ({"language": "xyz"}, r"model xyz\.traineddata is not on this machine \(there are: .*\bdeu\b"),
        ({"models": "/nowhere"}, r"model deu\.traineddata is not in /nowhere\."),
        ({"language": ""}, r"model "),
        ({"language": "../deu"}, r"model "),
    ],
)
def test_a_missing_model_is_told_with_its_remedy(settings: dict[str, str], told: str) -> None:
    with pytest.raises(EngineMissingError, match=told) as caught:
        text_of(Ocr(**settings))  # type: ignore[arg-type]
    assert REMEDY in caught.value.remedy
    assert "--ocr-models" in caught.value.remedy
    assert caught.value.exit_code == 15
    assert len(str(caught.value).splitlines()) == 1


BROKEN: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda _: b"",
    "garbage": lambda _: b"no model" * 1000,
    "zeros": lambda whole: bytes(len(whole)),
    "half": lambda whole: whole[: len(whole) // 2],
    "all but its end": lambda whole: whole[:-100],
}


@pytest.mark.parametrize("engine", ["tesserocr", "tesseract"])
@pytest.mark.parametrize("damage", BROKEN)
def test_a_broken_model_is_told_with_its_remedy(engine: str, damage: str, folder: Path) -> None:
    model = folder / "deu.traineddata"
    model.write_bytes(BROKEN[damage](model.read_bytes()))
    with pytest.raises(EngineMissingError) as caught:
        text_of(Ocr(models=folder, engine=engine))  # type: ignore[arg-type]
    assert str(caught.value) == (
        f"the OCR model deu.traineddata in {folder} is broken. "
        "Replace it by the one from https://github.com/tesseract-ocr/tessdata_fast"
    )


@pytest.mark.parametrize("engine", ["tesserocr", "tesseract"])
def test_a_language_is_not_left_out_because_its_model_is_broken(engine: str, folder: Path) -> None:
    """Tesseract itself would read on with the others."""
    (folder / "eng.traineddata").write_bytes(b"no model" * 1000)
    with pytest.raises(EngineMissingError, match=r"deu\.traineddata, eng\.traineddata in .* is broken"):
        text_of(Ocr(models=folder, engine=engine, language="deu+eng"))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("asked", "library", "program", "found"),
    [
        (None, True, True, "tesserocr"),
        (None, False, True, "tesseract"),
        ("tesseract", True, True, "tesseract"),
        (None, False, False, "Tesseract, which recognises scans, is not installed"),
        ("tesseract", True, False, "Tesseract, which recognises scans, is not installed"),
        ("tesserocr", False, True, "the Python library tesserocr is not installed"),
    ],
)
def test_the_engine_that_is_there_serves(
    asked: str | None, library: bool, program: bool, found: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(models, "_has_library", lambda: library)
    monkeypatch.setattr(shutil, "which", lambda *_, **__: "/usr/bin/tesseract" if program else None)
    ocr = Ocr(engine=asked)  # type: ignore[arg-type]
    if " " not in found:
        assert engine_of(ocr) == found
        return
    with pytest.raises(EngineMissingError, match=found) as caught:
        engine_of(ocr)
    assert caught.value.remedy.startswith("Get it with: ")
    with pytest.raises(EngineMissingError):
        text_of(ocr)


@pytest.mark.parametrize(
    ("system", "word"),
    [
        ("Linux", "sudo apt-get install tesseract-ocr tesseract-ocr-deu"),
        ("Darwin", "brew install tesseract tesseract-lang"),
        ("Windows", "UB-Mannheim.TesseractOCR, choosing German"),
        ("Plan9", "sudo apt-get install tesseract-ocr"),  # at least the packages' names
    ],
)
def test_the_remedy_is_the_systems(system: str, word: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("platform.system", lambda: system)
    assert word in models.remedy()
    with pytest.raises(EngineMissingError) as caught:
        model_folder(Ocr(language="xyz"))
    assert word in caught.value.remedy


@pytest.mark.skipif(os.name == "nt", reason="tells programs by the right to execute them")
def test_a_program_is_found_where_its_installer_leaves_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "installed" / "tesseract"
    program.parent.mkdir()
    program.touch(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert models.program() is None
    monkeypatch.setattr(models, "_WINDOWS", str(program.parent))
    assert models.program() == str(program)


def test_no_engine_is_asked_for_where_nothing_is_recognised(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(models, "_has_library", lambda: False)
    monkeypatch.setattr(shutil, "which", lambda *_, **__: None)
    sample = Path(__file__).parents[1] / "samples" / "uferradweg.pdf"
    assert read(sample).pages[0].source == "text-layer"
