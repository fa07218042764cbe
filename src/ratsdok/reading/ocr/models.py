"""Where the engine and its language models are on this machine."""

from __future__ import annotations

import os
import platform
import shutil
import sys
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from ratsdok.errors import EngineMissingError
from ratsdok.reading.ocr.settings import EngineName, Ocr

_WINDOWS = r"C:\Program Files\Tesseract-OCR"  # its installer does not put it where programs are looked for

# Where installers put models: Debian and Ubuntu, Fedora, Homebrew, MacPorts, Windows.
_USUAL = (
    "/usr/share/tesseract-ocr/5/tessdata",
    "/usr/share/tesseract-ocr/4.00/tessdata",
    "/usr/share/tessdata",
    "/usr/share/tesseract/tessdata",
    "/usr/local/share/tessdata",
    "/opt/homebrew/share/tessdata",
    "/opt/local/share/tessdata",
    rf"{_WINDOWS}\tessdata",
)

REMEDIES = {
    "Linux": "sudo apt-get install tesseract-ocr tesseract-ocr-deu",
    "Darwin": "brew install tesseract tesseract-lang",
    "Windows": "winget install --interactive UB-Mannheim.TesseractOCR, choosing German",
}
"""System -> how to get the engine with its German model."""

SOURCE = "https://github.com/tesseract-ocr/tessdata_fast"
"""Where single models are."""


class UnloadableModelError(Exception):
    """An engine was there, but could not load the model; `unloadable` makes of it what a caller is told."""


def remedy() -> str:
    """Return how to get the engine with its German model on this system."""
    return REMEDIES.get(platform.system(), REMEDIES["Linux"])


def model_folder(ocr: Ocr) -> Path:
    """Return the folder that holds the models of a language.

    Raises:
        EngineMissingError: there is none.
    """
    folders, needed = _folders(ocr), _files(ocr)
    for folder in folders:
        if all((folder / name).is_file() for name in needed):
            return folder
    missing = [name for name in needed if not any((folder / name).is_file() for folder in folders)] or needed
    where = f"in {folders[0]}" if ocr.models is not None else "on this machine"
    known = sorted({path.stem for folder in folders for path in folder.glob("*.traineddata")} - {"osd"})
    there = f" (there are: {', '.join(known)})" if known else ""
    raise EngineMissingError(
        f"the OCR model {', '.join(missing)} is not {where}{there}",
        remedy=f"Get the German one with: {remedy()}; or put it from {SOURCE} into a folder that you name "
        "with --ocr-models (in Python: Ocr(models=...))",
    )


def unloadable(ocr: Ocr) -> EngineMissingError:
    """Return the error for models that are there, but broken."""
    problem = f"the OCR model {', '.join(_files(ocr))} in {model_folder(ocr)} is broken"
    return EngineMissingError(problem, remedy=f"Replace it by the one from {SOURCE}")


def _files(ocr: Ocr) -> list[str]:
    return [f"{language}.traineddata" for language in ocr.language.split("+")]


def _folders(ocr: Ocr) -> list[Path]:
    if ocr.models is not None:
        return [Path(ocr.models)]
    named = os.environ.get("TESSDATA_PREFIX")
    own = [Path(named), Path(named) / "tessdata"] if named else []
    return [*own, *map(Path, _USUAL)]


@cache
def _has_library() -> bool:
    return find_spec("tesserocr") is not None


def program() -> str | None:
    """Return the path of the `tesseract` program; None where there is none."""
    return shutil.which("tesseract") or shutil.which("tesseract", path=_WINDOWS)


def engine_of(ocr: Ocr) -> EngineName:
    """Return the engine that serves: the one asked for, else the library, else the program.

    Raises:
        EngineMissingError: it is not installed.
    """
    if _has_library() and ocr.engine != "tesseract":
        return "tesserocr"
    if program() and ocr.engine != "tesserocr":
        return "tesseract"
    if ocr.engine == "tesserocr":
        problem, cure = (
            "the Python library tesserocr is not installed",
            f"{sys.executable} -m pip install tesserocr",
        )
    else:
        problem, cure = "Tesseract, which recognises scans, is not installed", remedy()
    raise EngineMissingError(problem, remedy=f"Get it with: {cure}")
