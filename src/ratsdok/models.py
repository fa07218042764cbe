"""Where the trained models lie: in a checkout beside `src`, in an installed package inside it."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).parent


def model_path(name: str) -> Path:
    """Return the path of a model file or folder, whether or not it exists."""
    return models_folder() / name


def models_folder() -> Path:
    """Return the folder of the trained models."""
    checkout = _PACKAGE.parent.parent / "models"
    return checkout if checkout.is_dir() and _PACKAGE.parent.name == "src" else _PACKAGE / "models"
