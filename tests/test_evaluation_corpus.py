"""Reading of an annotated corpus, and what is said of a bad one."""

import json
from pathlib import Path
from typing import Any

import pytest

from annotated_corpus import GOLD, write_corpus
from ratsdok.errors import CorpusError
from ratsdok.evaluation import evaluate, read_corpus


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """An invented corpus of one letter and another document."""
    return write_corpus(tmp_path, GOLD, {"id": "2", "kind": "other"})


# A fault in the corpus, and what the error tells of it.
FAULTS: list[tuple[dict[str, Any], str]] = [
    ({"kind": "letter"}, "kind"),
    ({"statements": [{"points": [], "from": "Die", "to": ".", "status": "done"}]}, "statements.0.status"),
    ({"points": [{"label": "1", "from": "Kein Wort davon", "to": "."}]}, "'Kein Wort davon'"),
    ({"id": "../1"}, "cannot be read"),
]


@pytest.mark.parametrize(("fault", "told"), FAULTS)
def test_a_bad_annotation_is_told(tmp_path: Path, fault: dict[str, Any], told: str) -> None:
    write_corpus(tmp_path, GOLD)
    (tmp_path / "gold" / "1.json").write_text(json.dumps({**GOLD, **fault}), "utf-8")
    with pytest.raises(CorpusError, match=told):
        evaluate(tmp_path, records=[])


def test_a_folder_without_letters_is_told(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="no annotated letters"):
        evaluate(tmp_path)


def test_a_damaged_list_of_files_is_told(corpus: Path) -> None:
    (corpus / "meta.jsonl").write_text("[]\nno list", "utf-8")
    with pytest.raises(CorpusError, match=r"meta\.jsonl"):
        evaluate(corpus, records=[])


def test_of_two_points_with_the_same_first_words_the_later_is_found_later(tmp_path: Path) -> None:
    twins = [{"label": label, "from": "Die Brücke", "to": "gestrichen."} for label in "12"]
    letter = read_corpus(write_corpus(tmp_path, {**GOLD, "points": twins}))[0]
    assert [point.text for point in letter.points] == ["Die Brücke wird gestrichen."] * 2
