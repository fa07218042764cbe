"""Confidences of rules, and whether they tell the truth."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotated_corpus import CORPUS, EVIDENCE, GOLD, changed, needs_corpus, write_corpus
from ratsdok.errors import OutputError
from ratsdok.evaluation import calibrate, evaluate, reliability
from ratsdok.evaluation.calibration import JudgedValue, judged_values, measure
from ratsdok.evaluation.reliability import reliability_of
from ratsdok.model_files import model_path

VALUES = st.lists(
    st.builds(
        JudgedValue,
        paper=st.sampled_from(["V0001/30", "V0002/30", "A0003/30"]),
        field=st.sampled_from(["points", "date"]),
        rule=st.sampled_from(["label", "stamp"]),
        confidence=st.floats(0, 1),
        right=st.booleans(),
    )
)


def values(rule: str, *rights: bool, papers: int = 1_000, confidence: float = 0.9) -> list[JudgedValue]:
    """Values of a rule for points, dealt out to papers."""
    return [
        JudgedValue(f"V{i % papers:04}/30", "points", rule, confidence, right)
        for i, right in enumerate(rights)
    ]


def test_a_rule_that_never_failed_is_not_certain() -> None:
    # ten papers right, one as right as the field, half a paper wrong
    assert measure(values("label", *[True] * 10))["points:label"] == (10, 10, round(11 / 11.5, 3))


def test_values_of_one_paper_count_once() -> None:
    assert measure(values("label", *[True] * 10, papers=1))["points:label"].confidence == 0.8


def test_a_rare_rule_leans_to_its_field() -> None:
    kin = values("label", *[True] * 99)
    alone = measure(values("mention", False))["points:mention"].confidence
    assert measure(kin + values("mention", False))["points:mention"].confidence > alone == 0


def test_a_status_is_left_to_its_model() -> None:
    assert measure([JudgedValue("V0001/30", "statements.status", "rules+model", 0.8, True)]) == {}


@given(VALUES)
def test_confidences_are_shares_below_one(values: list[JudgedValue]) -> None:
    assert all(0 <= known.confidence < 1 and known.right <= known.seen for known in measure(values).values())


@given(VALUES)
def test_a_right_value_more_never_lowers_its_rule(values: list[JudgedValue]) -> None:
    known = measure(values)
    for value in values:
        then = measure([*values, value._replace(right=True)])
        assert then[value.key].confidence >= known[value.key].confidence


def test_judged_values_carry_rule_and_paper(tmp_path: Path) -> None:
    record = changed(evidence={"points.1": EVIDENCE, "salutation": EVIDENCE})
    found = judged_values(evaluate(write_corpus(tmp_path, GOLD), records=[record]))
    assert found == [JudgedValue("V0815/30", "points", "label", 0.9, True)]


def test_calibration_writes_rules_and_nothing_of_the_letters(tmp_path: Path) -> None:
    out = tmp_path / "confidence.json"
    measures = calibrate(write_corpus(tmp_path, GOLD), out)
    written = json.loads(out.read_text("utf-8"))
    assert written["corpus"] == {"letters": 1}
    assert written["rules"].keys() == measures.keys()
    assert all(set(entry) == {"seen", "right", "confidence"} for entry in written["rules"].values())
    assert "Laternen" not in out.read_text("utf-8")


def test_a_file_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="confidences"):
        calibrate(write_corpus(tmp_path, GOLD), tmp_path / "none" / "confidence.json")


def test_reliability_sets_confidence_against_truth() -> None:
    sure = values("label", True, True, True, False, confidence=0.95)
    unsure = values("label", True, False, confidence=0.5)
    result = reliability_of(sure + unsure)
    assert [(one.low, one.values, one.right) for one in result.bins if one.values] == [
        (0.5, 2, 0.5),
        (0.95, 4, 0.75),
    ]
    assert result.error == pytest.approx((4 * 0.2 + 2 * 0.0) / 6)
    assert result.fields["points"].values == 6


def test_a_confidence_of_one_has_a_bin() -> None:
    assert reliability_of(values("label", True, confidence=1.0)).bins[-1].values == 1


@given(VALUES)
def test_every_value_is_in_one_bin(values: list[JudgedValue]) -> None:
    result = reliability_of(values)
    assert sum(one.values for one in result.bins) == len(values)
    assert 0 <= result.error <= 1


def test_a_paper_does_not_vouch_for_itself(tmp_path: Path) -> None:
    record = changed(evidence={"points.0": EVIDENCE})
    evaluation = evaluate(write_corpus(tmp_path, GOLD), records=[record])
    assert [one.confidence for one in reliability(evaluation).bins if one.values] == [0.5]


@needs_corpus
def test_the_shipped_confidences_tell_the_truth_within_a_twenty_fifth() -> None:
    assert reliability(CORPUS).error < 0.04


def test_the_shipped_confidences_hold_no_text() -> None:
    rules = json.loads(model_path("confidence.json").read_text("utf-8"))["rules"]
    assert [key for key in rules if not re.fullmatch(r"[a-z_.]+:[a-z+-]+", key)] == []
    assert all(0 < entry["confidence"] < 1 for entry in rules.values())
