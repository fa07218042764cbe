"""Whether this machine can recognise: what `ratsdok doctor` asks."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from importlib import metadata
from pathlib import Path

import numpy as np

from ratsdok.errors import EngineMissingError, RecognitionError
from ratsdok.reading.ocr.models import engine_of, model_folder, program, remedy
from ratsdok.reading.ocr.recogniser import recognise
from ratsdok.reading.ocr.settings import Ocr

_TRIAL = Ocr(seconds=20)
_TELL_VERSION = "import tesserocr; print(tesserocr.tesseract_version())"


def engine_found() -> str:
    """Return which engine serves, and its version.

    Raises:
        EngineMissingError: there is none, or it does not start.
    """
    if engine_of(_TRIAL) == "tesserocr":
        # In a process of its own: a library that crashes is to be told, not to take the doctor with it.
        told = _first_line([sys.executable, "-c", _TELL_VERSION])
        name, cure = (
            "the Python library tesserocr",
            f"{sys.executable} -m pip install --force-reinstall tesserocr",
        )
        by = f"by tesserocr {metadata.version('tesserocr')}" if told else ""
    else:
        path = program() or "tesseract"
        told, name, cure, by = _first_line([path, "--version"]), path, remedy(), f"by {path}"
    if not told:
        raise EngineMissingError(f"{name} is there, but does not start", remedy=f"Get it anew with: {cure}")
    return f"{told}, {by}"


def model_found(models: Path | None = None) -> Path:
    """Return the German model, after a trial of it.

    Args:
        models: the folder where it lies; None looks where installers put it.

    Raises:
        EngineMissingError: there is no engine, or no model, or one of them is broken.
    """
    ocr = replace(_TRIAL, models=models)
    folder = model_folder(ocr)
    try:
        recognise(np.full((100, 400), 255, np.uint8), 200, ocr)
    except RecognitionError as error:
        problem = f"Tesseract fails with an empty picture ({error.problem})"
        raise EngineMissingError(problem, remedy=f"Get it anew with: {remedy()}") from error
    return folder / f"{ocr.language}.traineddata"


def _first_line(command: list[str]) -> str:
    """Return the first line that a program prints; nothing where it fails."""
    try:
        done = subprocess.run(
            command,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=_TRIAL.seconds,
            check=True,
            stdin=subprocess.DEVNULL,
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return next(iter((done.stdout or done.stderr).splitlines()), "").strip()
