"""Where the trained models lie: inside an installed package, or beside `src` in a checkout."""

from __future__ import annotations

from pathlib import Path

from ratsdok.errors import ModelError


def models_folder() -> Path:
    """Return the folder of the trained models and what they are trained from.

    Raises:
        ModelError: there is none; the error says where it was looked for.
    """
    package = Path(__file__).resolve().parent
    places = (package / "models", package.parents[1] / "models")
    for place in places:
        if (place / "training" / "statements.jsonl").is_file():
            return place
    raise ModelError(f"no models in {places[0]} or {places[1]}")


def model_path(name: str) -> Path:
    """Return the path of a model's file or folder, whether or not it exists.

    Raises:
        ModelError: there is no models folder.
    """
    return models_folder() / name
