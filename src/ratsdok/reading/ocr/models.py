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

# Where installers put them: Debian and Ubuntu, Fedora, Homebrew, MacPorts, Windows.
_USUAL = (
    "/usr/share/tesseract-ocr/5/tessdata",
    "/usr/share/tesseract-ocr/4.00/tessdata",
    "/usr/share/tessdata",
    "/usr/share/tesseract/tessdata",
    "/usr/local/share/tessdata",
    "/opt/homebrew/share/tessdata",
    "/opt/local/share/tessdata",
    r"C:\Program Files\Tesseract-OCR\tessdata",
)

REMEDIES = {
    "Linux": "sudo apt-get install tesseract-ocr tesseract-ocr-deu",
    "Darwin": "brew install tesseract tesseract-lang",
    "Windows": "winget install UB-Mannheim.TesseractOCR, and choose German",
}
"""System -> how to get the engine with its German model."""


def remedy() -> str:
    """Return how to get the engine with its German model on this system."""
    return REMEDIES.get(platform.system(), REMEDIES["Linux"])


def model_folder(ocr: Ocr) -> Path:
    """Return the folder that holds the models of a language.

    Raises:
        EngineMissingError: there is none.
    """
    folders = _folders(ocr)
    needed = [f"{language}.traineddata" for language in ocr.language.split("+")]
    for folder in folders:
        if all((folder / name).is_file() for name in needed):
            return folder
    missing = [name for name in needed if not any((folder / name).is_file() for folder in folders)] or needed
    where = f"in {folders[0]}" if ocr.models is not None else "on this machine"
    known = sorted({path.stem for folder in folders for path in folder.glob("*.traineddata")} - {"osd"})
    there = f" (there are: {', '.join(known)})" if known else ""
    raise EngineMissingError(
        f"the OCR model {', '.join(missing)} is not {where}{there}", remedy=f"Get it with: {remedy()}"
    )


def _folders(ocr: Ocr) -> list[Path]:
    if ocr.models is not None:
        return [Path(ocr.models)]
    named = os.environ.get("TESSDATA_PREFIX")
    own = [Path(named), Path(named) / "tessdata"] if named else []
    return [*own, *map(Path, _USUAL)]


@cache
def _has_library() -> bool:
    return find_spec("tesserocr") is not None


def engine_of(ocr: Ocr) -> EngineName:
    """Return the engine that serves: the one asked for, else the library, else the program.

    Raises:
        EngineMissingError: it is not installed.
    """
    library, program = _has_library(), shutil.which("tesseract") is not None
    if library and ocr.engine != "tesseract":
        return "tesserocr"
    if program and ocr.engine != "tesserocr":
        return "tesseract"
    if ocr.engine == "tesserocr":
        problem, cure = (
            "the Python library tesserocr is not installed",
            f"{sys.executable} -m pip install tesserocr",
        )
    else:
        problem, cure = "Tesseract, which recognises scans, is not installed", remedy()
    raise EngineMissingError(problem, remedy=f"Get it with: {cure}")
