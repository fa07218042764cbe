from pathlib import Path

import pytest

from ratsdok import models
from ratsdok.errors import ModelError


@pytest.mark.parametrize("name", ["status", "hyphens.json", "confidence.json", "training/statements.jsonl"])
def test_every_model_ships(name: str) -> None:
    assert models.model_path(name).exists()


def test_error_says_where_it_looked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(models, "__file__", str(tmp_path / "src" / "ratsdok" / "models.py"))
    with pytest.raises(ModelError) as error:
        models.models_folder()
    assert str(tmp_path / "src" / "ratsdok" / "models") in str(error.value)
    assert str(tmp_path / "models") in str(error.value)
