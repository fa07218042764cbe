"""What ratsdok needs and may need on a machine: what is there, what is not, and the command that gets it."""

from __future__ import annotations

import json
import platform
import re
import sys
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module, metadata
from pathlib import Path
from typing import Any

from ratsdok.errors import ModelError, RatsdokError
from ratsdok.model_files import model_path

_LEAST_PYTHON = (3, 11)


@dataclass(frozen=True, slots=True)
class Check:
    """What was found of one thing.

    Attributes:
        name: of the thing.
        found: its version, or what is known of it; None: it is missing or broken.
        remedy: the command that gets it; empty where all is well.
        is_optional: ratsdok works without it.
    """

    name: str
    found: str | None
    remedy: str = ""
    is_optional: bool = False

    @property
    def is_fault(self) -> bool:
        """Whether ratsdok cannot work like this."""
        return self.found is None and not self.is_optional


# Distribution -> the module whose import shows that it works, compiled parts included.
_LIBRARIES = {
    "dateparser": "dateparser",
    "filelock": "filelock",
    "icalendar": "icalendar",
    "jinja2": "jinja2",
    "numpy": "numpy",
    "pdfplumber": "pdfplumber",
    "pebble": "pebble",
    "pillow": "PIL",
    "pydantic": "pydantic",
    "pypdfium2": "pypdfium2",
    "python-docx": "docx",
    "rapidfuzz": "rapidfuzz.distance",
    "rich": "rich",
    "spacy": "spacy",
    "sqlalchemy": "sqlalchemy",
    "tesserocr": "tesserocr",
    "typer": "typer",
    "xlsxwriter": "xlsxwriter",
}
_REPLACEABLE = {"tesserocr"}
"""Libraries in whose place a program serves; whether one of them is there, the check of the engine tells."""


def _told_of_status(meta: dict[str, Any]) -> str:
    accuracy, number = meta["performance"]["both"]["accuracy"], meta["ratsdok"]["examples"]
    return f"{accuracy:.3f} right in cross-validation, {number} statements, spaCy {meta['spacy_version']}"


def _told_of_confidences(content: dict[str, Any]) -> str:
    return f"{len(content['rules'])} rules measured on {content['corpus']['letters']} letters"


def _told_of_hyphens(content: dict[str, Any]) -> str:
    return f"version {content['version']}, {len(content['weights'])} weights"


# Model -> the file that describes it, and what to tell of that.
_MODELS: dict[str, tuple[str, Callable[[dict[str, Any]], str]]] = {
    "status model": ("status/meta.json", _told_of_status),
    "hyphen model": ("hyphens.json", _told_of_hyphens),
    "confidences": ("confidence.json", _told_of_confidences),
}


def examine(ocr_models: Path | None = None) -> list[Check]:
    """Look at everything that ratsdok needs or may need; takes some seconds.

    Args:
        ocr_models: the folder where the model for scans lies; None looks where installers put it.
    """
    return [
        _python(),
        *map(_library, _LIBRARIES),
        *map(_model, _MODELS),
        *_recognition(ocr_models),
        _office(),
    ]


def report(checks: list[Check]) -> str:
    """Return checks as lines to read, each remedy below what it cures."""
    width = max(len(check.name) for check in checks)
    lines = []
    for check in checks:
        mark = "ok" if check.found else "--" if check.is_optional else "!!"
        lines.append(f"{mark}  {check.name:{width}}  {check.found or 'missing'}")
        if check.remedy:
            lines.append(f"    {'':{width}}  {check.remedy}")
    faults = [check.name for check in checks if check.is_fault]
    verdict = f"Missing or broken: {', '.join(faults)}" if faults else "All that ratsdok needs is here."
    return "\n".join([*lines, "", verdict, ""])


def _python() -> Check:
    found = f"{platform.python_version()} on {platform.system()} {platform.machine()}"
    if sys.version_info[:2] < _LEAST_PYTHON:
        return Check("Python", None, "install Python 3.11 or newer from https://www.python.org/downloads/")
    return Check("Python", found)


def _library(name: str) -> Check:
    """Import a library, compiled parts and all; one that cannot be loaded is as good as none."""
    wanted, optional = _wanted(name), name in _REPLACEABLE
    remedy = f'{sys.executable} -m pip install --upgrade "{wanted}"'
    try:
        found = metadata.version(name)
        import_module(_LIBRARIES[name])
    except metadata.PackageNotFoundError:
        return Check(name, None, remedy, optional)
    except Exception:  # whatever keeps a compiled library from loading, it has to be installed anew
        return Check(name, None, f"{remedy} --force-reinstall", optional)
    least = wanted.partition(">=")[2]
    if _numbers(found) < _numbers(least):
        return Check(name, None, remedy, optional)
    return Check(name, found)


def _wanted(name: str) -> str:
    """Return a library with the least version that ratsdok's own metadata asks for."""
    requirements = (one.partition(";")[0].strip() for one in metadata.requires("ratsdok") or [])
    return next((one for one in requirements if re.match(rf"{re.escape(name)}\b", one, re.IGNORECASE)), name)


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(number) for number in re.findall(r"\d+", version)[:3])


def _model(name: str) -> Check:
    file, tell = _MODELS[name]
    try:
        return Check(name, tell(json.loads(model_path(file).read_text("utf-8"))))
    except (ModelError, OSError, ValueError, KeyError, TypeError):
        remedy = f"{sys.executable} -m pip install --force-reinstall ratsdok, or in a checkout: ratsdok train"
        return Check(name, None, remedy)


def _recognition(models: Path | None) -> list[Check]:
    """Look for what reads scans; its errors say what is wrong and the command that helps."""
    try:
        from ratsdok.reading.engine import engine_found, model_found  # noqa: PLC0415 - needs some of the above
    except ImportError:
        return [Check("Tesseract", None, "not looked for: a library above is missing")]
    return [
        _found("Tesseract", engine_found),
        _found("German OCR model", lambda: str(model_found(models))),
    ]


def _found(name: str, find: Callable[[], str]) -> Check:
    try:
        return Check(name, find())
    except RatsdokError as error:
        return Check(name, None, str(error))


def _office() -> Check:
    """Look for LibreOffice: letters are read, and written as DOCX, without it."""
    name, purpose = "LibreOffice (optional)", "for --pdf"
    try:
        from ratsdok.writing.office import program, remedy, version  # noqa: PLC0415 - needs some of the above
    except ImportError:
        return Check(name, None, "not looked for: a library above is missing", is_optional=True)
    path, found = program(), version()
    if found:
        return Check(name, f"{found}, {purpose}", is_optional=True)
    broken = f"{path} does not tell its version; get it anew with: " if path else ""
    return Check(name, None, f"{broken}{remedy()}  ({purpose})", is_optional=True)
