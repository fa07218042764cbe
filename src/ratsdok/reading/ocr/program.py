"""The `tesseract` program, for where the library has no wheel: the same answers, a process a page."""

from __future__ import annotations

import subprocess
from pathlib import Path

import numpy as np
import numpy.typing as npt

from ratsdok.errors import RecognitionError
from ratsdok.reading.ocr.models import UnloadableModelError
from ratsdok.reading.ocr.process import kill, started
from ratsdok.reading.ocr.settings import Deadline
from ratsdok.reading.ocr.worker import LAYOUTS, VARIABLES

_TITLES = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n"
_UNLOADABLE = "Failed loading language"
"""What it says of a model; where it was to load others too, it goes on without that one."""


class Program:
    """Recognises by calling the program."""

    def __init__(self, folder: Path, language: str, program: str = "tesseract") -> None:
        models = ["--tessdata-dir", str(folder), "-l", language]
        self._command = [program, "stdin", "stdout", *models, "--oem", "1"]

    def tsv(
        self, pixels: npt.NDArray[np.uint8], dpi: int, layout: str, alphabet: str, deadline: Deadline
    ) -> str:
        """Return Tesseract's table of a grey picture.

        Raises:
            UnloadableModelError: a model is broken.
            RecognitionError: the program failed, or took too long.
        """
        height, width = pixels.shape
        picture = b"P5 %d %d 255\n" % (width, height) + pixels.tobytes()  # PGM, as Netpbm defines it
        variables = {**VARIABLES, "tessedit_char_whitelist": alphabet, "tessedit_create_tsv": "1"}
        options = ["--psm", str(LAYOUTS[layout]), "--dpi", str(dpi)]
        for name, value in variables.items():
            options += ["-c", f"{name}={value}"]
        seconds = deadline.left()
        with started([*self._command, *options], subprocess.PIPE) as process:
            try:
                table, told = process.communicate(picture, seconds)
            except subprocess.TimeoutExpired as error:
                raise deadline.missed() from error
            finally:
                if process.returncode is None:
                    kill(process)
        complaints = told.decode(errors="replace")
        if _UNLOADABLE in complaints:
            raise UnloadableModelError
        if process.returncode:
            first = next(iter(complaints.splitlines()), "without a word")
            raise RecognitionError(f"the OCR engine ended with code {process.returncode} ({first})")
        return table.decode(errors="replace").removeprefix(_TITLES)

    @property
    def is_alive(self) -> bool:
        """Whether it can be given a picture."""
        return True

    def close(self) -> None:
        """Nothing is kept between two pages."""
