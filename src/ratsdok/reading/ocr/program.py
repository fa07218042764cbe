"""The `tesseract` program, for where the library has no wheel: the same answers, a process a page."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import numpy as np
import numpy.typing as npt

from ratsdok.errors import RecognitionError
from ratsdok.reading.ocr.worker import LAYOUTS, VARIABLES


def kill(process: subprocess.Popen[bytes]) -> None:
    """End a process that leads a session, and all that it has started.

    A script around the program would leave that behind, with the pipes open that somebody waits at.
    """
    if sys.platform != "win32":
        with suppress(OSError):  # all of them have ended by themselves
            os.killpg(process.pid, signal.SIGKILL)
    process.kill()


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
            process = subprocess.Popen(
                [*self._command, *options],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                env={**os.environ, "OMP_THREAD_LIMIT": "1"},
                start_new_session=True,
            )
        except OSError as error:
            raise RecognitionError(f"the OCR engine cannot be started ({error})") from error
        with process:
            try:
                table, complaints = process.communicate(picture, seconds)
            except subprocess.TimeoutExpired as error:
                raise RecognitionError(f"the OCR engine took longer than {seconds:g} s") from error
            finally:
                if process.returncode is None:
                    kill(process)
        if process.returncode:
            told = next(iter(complaints.decode(errors="replace").splitlines()), "without a word")
            raise RecognitionError(f"the OCR engine ended with code {process.returncode} ({told})")
        return table.decode(errors="replace").removeprefix(_TITLES)

    @property
    def is_alive(self) -> bool:
        """Whether it can be given a picture."""
        return True

    def close(self) -> None:
        """Nothing is kept between two pages."""


_TITLES = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n"
