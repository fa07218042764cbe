"""Making the status model again: statements, corpus, determinism, and what must not get into it."""

import json
import re
from collections import Counter
from pathlib import Path

import pytest

from ratsdok.errors import CorpusError, OutputError
from ratsdok.letter import Status
from ratsdok.model_files import models_folder
from ratsdok.parsing.status import Judgement, StatementText, classify, load_model
from ratsdok.training import status as training
from ratsdok.training.data import Example, annotated, invented
from ratsdok.training.scores import Outcome, Score, reliability

LETTER = "Sehr geehrte Damen und Herren,\nder Spielplatz wur-\nde im Mai\n- 2 -\nübergeben. Danke.\n"
GOLD = {
    "id": "1",
    "kind": "beschlusskontrolle",
    "paper": "V0001/30",
    "report": "final",
    "statements": [{"from": "der Spielplatz", "to": "übergeben.", "status": "implemented"}],
}


@pytest.fixture
def one_letter(tmp_path: Path) -> Path:
    """An invented corpus of one letter and another document."""
    for folder in ("raw", "gold"):
        (tmp_path / folder).mkdir()
    (tmp_path / "raw" / "1.txt").write_text(LETTER, "utf-8")
    (tmp_path / "gold" / "1.json").write_text(json.dumps(GOLD), "utf-8")
    (tmp_path / "gold" / "2.json").write_text('{"id": "2", "kind": "other"}', "utf-8")
    return tmp_path


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> training.TrainingReport:
    """A model trained without a corpus."""
    return training.train(None, tmp_path_factory.mktemp("model") / "status")


def test_invented_statements_are_many_and_balanced() -> None:
    examples = invented()
    counts = Counter(example.status for example in examples)
    assert len(examples) >= 350
    assert min(counts[status] for status in Status) >= 40
    assert len({example.text for example in examples}) == len(examples)


def test_annotated_passage_is_clean_prose(one_letter: Path) -> None:
    text = "der Spielplatz wurde im Mai übergeben."
    assert annotated(one_letter) == [Example(text, "final", Status.IMPLEMENTED, "V0001/30")]


def test_missing_corpus_is_told(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="no annotated letters"):
        annotated(tmp_path)


@pytest.mark.parametrize(
    "damage",
    [
        {"statements": [{"from": "not there", "to": "übergeben.", "status": "implemented"}]},
        {"statements": [{"from": "der", "to": "übergeben.", "status": "finished"}]},
        {"id": "no raw text"},
    ],
)
def test_damaged_annotation_names_its_file(one_letter: Path, damage: dict[str, object]) -> None:
    (one_letter / "gold" / "1.json").write_text(json.dumps(GOLD | damage), "utf-8")
    with pytest.raises(CorpusError, match=r"1\.json"):
        annotated(one_letter)


def test_papers_are_never_parted() -> None:
    examples = [Example("", None, Status.PLANNED, f"V{i % 9}") for i in range(40)]
    for known, tested in training._folds(examples):
        assert not {example.group for example in known} & {example.group for example in tested}
        assert len(known) + len(tested) == len(examples)


def test_same_seed_gives_the_same_bytes() -> None:
    examples = invented()[::8]
    first, second = (training.fit(examples, 3).to_bytes(exclude=["vocab"]) for _ in range(2))
    assert first == second


def test_training_without_a_corpus_makes_a_model_that_loads(trained: training.TrainingReport) -> None:
    model = load_model(trained.out)
    (reading,) = classify([StatementText("Der Beschluss ist erfüllt.", "final")], model)
    assert reading.status is Status.IMPLEMENTED
    assert trained.examples == len(invented())
    assert trained.validation.both.accuracy >= 0.8


def test_model_folder_holds_scores_and_no_vocabulary(trained: training.TrainingReport) -> None:
    assert not list(trained.out.rglob("*vocab*"))
    assert not list(trained.out.rglob("strings.json"))
    scores = json.loads((trained.out / "meta.json").read_text("utf-8"))["performance"]
    assert set(scores) == {"rules", "model", "both"}
    assert set(scores["both"]["by_status"]) == set(Status)


def test_table_names_every_status(trained: training.TrainingReport) -> None:
    table = trained.validation.table()
    assert all(status.value in table for status in Status)


def test_model_cannot_be_written_over_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, trained: training.TrainingReport
) -> None:
    monkeypatch.setattr(training, "cross_validate", lambda corpus, seed: trained.validation)
    monkeypatch.setattr(training, "_EPOCHS", 1)
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError):
        training.train(None, tmp_path / "file" / "status")


def test_score_counts_by_status() -> None:
    planned, deferred = Status.PLANNED, Status.DEFERRED
    score = Score.of([(planned, planned), (planned, deferred), (deferred, deferred)])
    assert score.accuracy == pytest.approx(2 / 3)
    assert score.by_status == {"planned": (1, 2), "deferred": (1, 1)}


def test_no_verdict_counts_as_wrong() -> None:
    planned = Status.PLANNED
    assert Score.of([(planned, planned), (planned, None)]).by_status == {"planned": (1, 2)}


def test_confidence_of_few_statements_leans_to_one_half() -> None:
    judgement = Judgement(Status.UNCHANGED, "nothing-new", "rule", 1.0)
    step = reliability([Outcome(Example("", None, Status.UNCHANGED, ""), judgement)])["rule"][-1]
    assert (step["hits"], step["all"], step["confidence"]) == (1, 1, 0.667)


def test_no_long_word_of_the_corpus_is_in_the_models(corpus: Path) -> None:
    own = " ".join(example.text for example in invented())
    # nouns and names: a long adverb such as "einschließlich" betrays no letter
    words = {
        word
        for example in annotated(corpus)
        for word in re.findall(r"\b[A-ZÄÖÜ][^\W\d_]{13,}", example.text)
        if word not in own
    }
    files = [path.read_bytes() for path in models_folder().rglob("*") if path.is_file()]
    assert len(words) > 100
    assert not [word for word in words if any(word.encode() in content for content in files)]
