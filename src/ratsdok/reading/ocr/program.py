"""The `tesseract` program, for where the library has no wheel: the same answers, a process a page."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import numpy as np
import numpy.typing as npt

from ratsdok.errors import RecognitionError
from ratsdok.reading.ocr.worker import LAYOUTS, VARIABLES


class Program:
    """Recognises by calling the program."""

    def __init__(self, folder: Path, language: str, program: str = "tesseract") -> None:
        self._command = [
            program,
            "stdin",
            "stdout",
            "--tessdata-dir",
            str(folder),
            "-l",
            language,
            "--oem",
            "1",
        ]

    def tsv(self, pixels: npt.NDArray[np.uint8], dpi: int, layout: str, alphabet: str, seconds: float) -> str:
        """Return Tesseract's table of a grey picture.

        Raises:
            RecognitionError: the program failed, or took longer than `seconds`.
        """
        height, width = pixels.shape
        picture = b"P5 %d %d 255\n" % (width, height) + pixels.tobytes()  # PGM, as Netpbm defines it
        variables = {**VARIABLES, "tessedit_char_whitelist": alphabet, "tessedit_create_tsv": "1"}
        options = ["--psm", str(LAYOUTS[layout]), "--dpi", str(dpi)]
        for name, value in variables.items():
            options += ["-c", f"{name}={value}"]
        try:
            done = subprocess.run(
                [*self._command, *options],
                input=picture,
                capture_output=True,
                timeout=seconds,
                check=False,
                env={**os.environ, "OMP_THREAD_LIMIT": "1"},
            )
        except subprocess.TimeoutExpired as error:
            raise RecognitionError(f"the OCR engine took longer than {seconds:g} s") from error
        except OSError as error:
            raise RecognitionError(f"the OCR engine cannot be started ({error})") from error
        if done.returncode:
            told = next(iter(done.stderr.decode(errors="replace").splitlines()), "without a word")
            raise RecognitionError(f"the OCR engine ended with code {done.returncode} ({told})")
        return done.stdout.decode(errors="replace").removeprefix(_TITLES)

    def close(self) -> None:
        """Nothing is kept between two pages."""


_TITLES = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n"
