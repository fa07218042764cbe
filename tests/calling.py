"""Calling `ratsdok` in tests, in this process or as one of its own."""

import subprocess
import sys
from pathlib import Path
from typing import Any

from typer.testing import CliRunner

from ratsdok.cli.app import app

SAMPLES = Path(__file__).parents[1] / "samples"
PDF = SAMPLES / "uferradweg.pdf"
SECOND = SAMPLES / "lesegarten.pdf"
RATSDOK = (sys.executable, "-m", "ratsdok")


def run(*arguments: str | Path, **settings: Any) -> subprocess.CompletedProcess[str]:
    """Call `ratsdok` as a process of its own, without a terminal."""
    settings = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE} | settings
    return subprocess.run([*RATSDOK, *map(str, arguments)], encoding="utf-8", check=False, **settings)


def call(*arguments: str | Path) -> tuple[int, str, str]:
    """Call `ratsdok` in this process; return exit code, standard output and standard error."""
    result = CliRunner().invoke(app, [*map(str, arguments)])
    return result.exit_code, result.stdout, result.stderr
