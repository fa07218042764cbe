from pathlib import Path

import pytest

from ratsdok import model_files
from ratsdok.errors import ModelError


@pytest.mark.parametrize(
    "name",
    ["status", "hyphens.json", "confidence.json", "confidence-scans.json", "training/statements.jsonl"],
)
def test_every_model_ships(name: str) -> None:
    assert model_files.model_path(name).exists()


def test_error_says_where_it_looked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model_files, "__file__", str(tmp_path / "src" / "ratsdok" / "model_files.py"))
    with pytest.raises(ModelError) as error:
        model_files.models_folder()
    assert str(tmp_path / "src" / "ratsdok" / "models") in str(error.value)
    assert str(tmp_path / "models") in str(error.value)
