"""Scoring of records against an annotation: figures counted by hand."""

import datetime as dt
from pathlib import Path

import pytest

from annotated_corpus import GOLD, PERFECT, changed, other, write_corpus
from ratsdok.evaluation import evaluate
from ratsdok.letter import CheckDate, Person, Point, Statement, Status


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """An invented corpus of one letter and another document."""
    return write_corpus(tmp_path, GOLD, {"id": "2", "kind": "other"})


def test_a_perfect_record_has_full_marks(corpus: Path) -> None:
    evaluation = evaluate(corpus, records=[PERFECT, other()])
    assert evaluation.misses() == []
    present = {name for name, score in evaluation.fields.items() if score.support}
    assert present == set(evaluation.fields) - {"date", "acknowledged_by", "papers_mentioned"}
    assert {evaluation.fields[name].f1 for name in present} == {1.0}
    assert (evaluation.kind_accuracy, evaluation.status_accuracy, evaluation.whole_letters) == (1, 1, 1)
    assert (evaluation.documents, evaluation.letters, evaluation.statements) == (2, 1, 2)


# What is wrong in the record, the field it shows in, and that field's hits, spurious and missed values.
MISTAKES: list[tuple[dict[str, object], str, tuple[int, int, int]]] = [
    # a wrong value is both spurious and missed
    ({"report": "final"}, "report", (0, 1, 1)),
    # null is only missed
    ({"report": None}, "report", (0, 0, 1)),
    # a date that nobody can read, and that the file's name does not confirm
    ({"date": dt.date(2031, 2, 15)}, "date", (0, 1, 0)),
    # the same, but confirmed: neither hit nor miss
    ({"date": dt.date(2031, 2, 14)}, "date", (0, 0, 0)),
    # the text is right, but the label is not
    ({"points": (PERFECT.points[0], Point(label="3", text=PERFECT.points[1].text))}, "points", (1, 1, 1)),
    # two statements taken for one
    (
        {"statements": (Statement(points=("1", "2"), text="Die Leuchten", status=Status.UNKNOWN),)},
        "statements",
        (0, 1, 2),
    ),
    # one name too many
    ({"signed_by": (*PERFECT.signed_by, Person(name="Bo Trave"))}, "signed_by", (1, 1, 0)),
    # the month is right, but the letter names no day
    ({"previous_checks": ("2030-05-01",)}, "previous_checks", (0, 1, 1)),
    # the last day of June, but promised for the month
    (
        {"next_check": CheckDate(date=dt.date(2031, 6, 30), precision="month", raw="")},
        "next_check",
        (1, 0, 0),
    ),
    # a name that differs in a letter is the same, in four it is not
    ({"signed_by": (Person(name="Ada Lichtenaw"),)}, "signed_by", (1, 0, 0)),
    ({"signed_by": (Person(name="Ada Lichter"),)}, "signed_by", (0, 1, 1)),
    # a passage that lacks a character is the same, without its verb it is not
    ({"points": (Point(label="1", text="Der Weg am Mühlgraben wird beleuchte"),)}, "points", (1, 0, 1)),
    ({"points": (Point(label="1", text="Der Weg am Mühlgraben"),)}, "points", (0, 1, 2)),
    # a record without any resolution
    ({"resolutions": ()}, "paper", (0, 0, 1)),
]


@pytest.mark.parametrize(("values", "field", "counts"), MISTAKES)
def test_mistakes_count_in_their_field(
    corpus: Path, values: dict[str, object], field: str, counts: tuple[int, int, int]
) -> None:
    score = evaluate(corpus, records=[changed(**values), other()]).fields[field]
    assert (score.hits, score.spurious, score.missed) == counts


def test_the_order_of_a_statements_points_does_not_count(tmp_path: Path) -> None:
    both = {**GOLD["statements"][0], "points": ["1", "2"]}
    told = PERFECT.statements[0].model_copy(update={"points": ("2", "1")})
    corpus = write_corpus(tmp_path, {**GOLD, "statements": [both]})
    evaluation = evaluate(corpus, records=[changed(statements=(told,))])
    assert (evaluation.fields["statements"].f1, evaluation.whole_letters) == (1, 1)


def test_a_status_is_told_of_words_that_are_nearly_the_statements(corpus: Path) -> None:
    cut = PERFECT.statements[1].model_copy(update={"text": "Die Brücke wurde im Mai ge"})
    evaluation = evaluate(corpus, records=[changed(statements=(PERFECT.statements[0], cut))])
    assert (evaluation.fields["statements"].hits, evaluation.status_accuracy) == (1, 1.0)


def test_precision_recall_and_f1(corpus: Path) -> None:
    score = evaluate(corpus, records=[changed(points=PERFECT.points[:1])]).fields["points"]
    assert (score.precision, score.recall, score.support) == (1.0, 0.5, 2)
    assert score.f1 == pytest.approx(2 / 3)


def test_a_letter_without_record_is_missed_in_every_field(corpus: Path) -> None:
    evaluation = evaluate(corpus, records=[])
    assert not any(score.hits or score.spurious for score in evaluation.fields.values())
    assert (evaluation.kind_accuracy, evaluation.status_accuracy, evaluation.whole_letters) == (0, 0, 0)
    assert evaluation.statuses == {("in_progress", None): 1, ("implemented", None): 1}


def test_a_letter_that_cannot_be_read_is_missed(tmp_path: Path) -> None:
    evaluation = evaluate(write_corpus(tmp_path, {"id": "2", "kind": "other"}, letter=" \n"))
    assert evaluation.kind_accuracy == 0


def test_the_status_confusion_names_wanted_and_found(corpus: Path) -> None:
    wrong = PERFECT.statements[0].model_copy(update={"status": Status.PLANNED})
    evaluation = evaluate(corpus, records=[changed(statements=(wrong, PERFECT.statements[1]))])
    assert evaluation.statuses == {("in_progress", "planned"): 1, ("implemented", "implemented"): 1}
    assert [verdict.field for _, verdict in evaluation.misses("status")] == ["status"]


@pytest.mark.parametrize(
    "values",
    [
        {"report": None},
        {"next_check": None},
        {"points": PERFECT.points[::-1]},
        {"statements": PERFECT.statements[:1]},
    ],
)
def test_a_letter_is_whole_only_with_all_its_skeleton(corpus: Path, values: dict[str, object]) -> None:
    assert evaluate(corpus, records=[changed(**values)]).whole_letters == 0


def test_a_letter_with_a_wrong_department_is_whole_still(corpus: Path) -> None:
    assert evaluate(corpus, records=[changed(department=None)]).whole_letters == 1
