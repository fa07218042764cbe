"""The figures as text, and in the document that tells them."""

from pathlib import Path

import pytest

from annotated_corpus import GOLD, PERFECT, changed, other, write_corpus
from ratsdok.errors import OutputError
from ratsdok.evaluation import evaluate, misses, reliability, report
from ratsdok.evaluation.refresh import BEGIN, END, refresh, refreshed
from ratsdok.letter import Status


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """An invented corpus of one letter and another document."""
    return write_corpus(tmp_path, GOLD, {"id": "2", "kind": "other"})


def test_report_and_misses_tell_the_figures(corpus: Path) -> None:
    evaluation = evaluate(corpus, records=[changed(report=None), other()])
    lines = report(evaluation).splitlines()
    assert lines[5].split() == ["report", "0.000", "0.000", "0.000", "1"]
    assert "status right               1.000 of 2 statements" in lines
    assert misses(evaluation.misses("report")) == "1 report\n    wanted interim\n    found  -"


def test_statuses_stand_by_wanted_and_found(corpus: Path) -> None:
    wrong = PERFECT.statements[0].model_copy(update={"status": Status.PLANNED})
    lines = report(evaluate(corpus, records=[changed(statements=(wrong,))])).splitlines()
    rows = {line[:22].strip(): line[22:].split() for line in lines if line[1:2] == " "}
    assert rows["a implemented"] == [*".......", "1"]
    assert rows["b in_progress"] == [*"..1....", "."]


def test_an_empty_bin_shows_no_shares(corpus: Path) -> None:
    evaluation = evaluate(corpus, records=[PERFECT])
    lines = report(evaluation, reliability(evaluation)).splitlines()
    assert "0.95 to 1.00                 0       -       -" in lines
    assert lines[-1] == "expected calibration error 0.000"


def test_long_values_are_cut_in_misses(corpus: Path) -> None:
    told = misses(evaluate(corpus, records=[]).misses("subject"), width=8)
    assert told == "1 subject\n    wanted Laterne…\n    found  -"


def test_only_the_marked_block_is_rewritten() -> None:
    document = f"# Accuracy\n{BEGIN}\nold\n{END}\nMore.\n"
    assert refreshed(document, "new") == f"# Accuracy\n{BEGIN}\n```text\nnew\n```\n{END}\nMore.\n"


@pytest.mark.parametrize("document", ["", BEGIN, END, f"{END}{BEGIN}"])
def test_a_document_without_block_is_told(document: str) -> None:
    with pytest.raises(OutputError, match="no block for figures"):
        refreshed(document, "new")


def test_a_missing_document_is_told(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"none\.md: cannot be rewritten"):
        refresh(tmp_path / "none.md", "new")


def test_the_document_of_this_project_has_its_block() -> None:
    document = Path(__file__).parents[1] / "docs" / "accuracy.md"
    assert refreshed(document.read_text("utf-8"), "new")
