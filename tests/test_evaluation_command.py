"""The command that measures a corpus and keeps what is kept of it."""

import json
from pathlib import Path

import pytest

from annotated_corpus import GOLD, write_corpus
from ratsdok.errors import CorpusError, OutputError
from ratsdok.evaluation.__main__ import main
from ratsdok.evaluation.floors import read_floors
from ratsdok.evaluation.refresh import BEGIN, END


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """An invented corpus of one letter."""
    return write_corpus(tmp_path, GOLD)


def test_it_prints_the_figures(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(corpus)]) == 0
    assert "expected calibration error" in capsys.readouterr().out


def test_it_writes_confidences(corpus: Path) -> None:
    out = corpus / "confidence.json"
    assert main([str(corpus), "--confidences", str(out)]) == 0
    assert json.loads(out.read_text("utf-8"))["corpus"] == {"letters": 1}


def test_it_raises_floors_and_names_those_that_are_not_reached(
    corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = corpus / "floors.toml"
    path.write_text("meeting = 0.0\nnever = 0.5\n", "utf-8")
    assert main([str(corpus), "--floors", str(path)]) == 0
    assert read_floors(path)["meeting"] == 1.0
    assert "never is 0.0000, below its floor of 0.5000, which stays" in capsys.readouterr().out


def test_it_rewrites_the_document(corpus: Path) -> None:
    document = corpus / "accuracy.md"
    document.write_text(f"# Accuracy\n{BEGIN}\n{END}\n", "utf-8")
    assert main([str(corpus), "--document", str(document)]) == 0
    assert "letter right as a whole" in document.read_text("utf-8")


def test_it_ends_with_the_error_of_a_bad_corpus(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path)]) == CorpusError.exit_code
    assert "holds no annotated letters" in capsys.readouterr().err


def test_it_ends_with_the_error_of_a_missing_document(corpus: Path) -> None:
    assert main([str(corpus), "--document", str(corpus / "none.md")]) == OutputError.exit_code
