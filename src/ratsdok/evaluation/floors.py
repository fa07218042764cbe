"""Floors: figures below which reading must not fall. They only rise.

python -m ratsdok.evaluation.floors CORPUS tests/floors.toml
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping
from pathlib import Path

from ratsdok.errors import CorpusError, OutputError

_HEAD = """\
# The lowest figures allowed on the annotated corpus: F1 of each field, and shares of all. They only rise:
# python -m ratsdok.evaluation CORPUS --floors tests/floors.toml
"""
_DIGITS = 4  # kept of a figure; cut off, not rounded, lest a floor lie above what was reached


def read_floors(path: Path) -> dict[str, float]:
    """Return the floors of a file; none where there is no file.

    Raises:
        CorpusError: the file does not hold floors.
    """
    if not path.exists():
        return {}
    try:
        return {name: float(floor) for name, floor in tomllib.loads(path.read_text("utf-8")).items()}
    except (OSError, ValueError, TypeError) as error:
        raise CorpusError(
            f"holds no floors ({error})", source=str(path), remedy="Each line is a figure's name = 0 to 1"
        ) from error


def fallen(figures: Mapping[str, float], floors: Mapping[str, float]) -> dict[str, tuple[float, float]]:
    """Return the figures that are below their floors, with the floors; a missing figure counts as 0."""
    return {
        name: (figures.get(name, 0.0), floor)
        for name, floor in floors.items()
        if figures.get(name, 0.0) < floor
    }


def raised(floors: Mapping[str, float], figures: Mapping[str, float]) -> dict[str, float]:
    """Return the floors lifted to the figures reached; none is lowered, and new figures get one."""
    unit = 10**_DIGITS
    reached = {name: math.floor(figure * unit) / unit for name, figure in figures.items()}
    return {**floors, **{name: max(figure, floors.get(name, 0.0)) for name, figure in reached.items()}}


def raise_floors(path: Path, figures: Mapping[str, float]) -> dict[str, float]:
    """Lift the floors of a file to the figures reached and return them.

    Raises:
        CorpusError: the file does not hold floors.
        OutputError: the file cannot be written.
    """
    floors = raised(read_floors(path), figures)
    lines = "".join(f"{name} = {floor}\n" for name, floor in floors.items())
    try:
        path.write_text(_HEAD + lines, "utf-8")
    except OSError as error:
        raise OutputError(f"the floors cannot be written ({error.strerror})", source=str(path)) from error
    return floors
