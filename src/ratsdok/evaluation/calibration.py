"""How sure each rule is: the share of its values that were right, smoothed.

The letters of one paper quote the same resolution and tell the same tale, so that a rule's values count by
paper: how many papers a rule was tried on says how well it is known. To them one paper is added on which the
rule does as well as its field does, which keeps a rare rule near its kin, and half a paper on which it fails.
The half is Jeffreys' prior for a share, and it keeps every confidence below 1: the rules were written with
the annotated letters in view, and the next paper may be the first that one of them gets wrong.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from ratsdok.errors import OutputError
from ratsdok.evaluation.fields import judge
from ratsdok.evaluation.scoring import Evaluation, evaluate
from ratsdok.parsing.evidence import field_of

_AS_ITS_KIN, _FAILED = 1.0, 0.5  # papers added to those that a rule was tried on
_OWN_MEASURE = "statements.status"  # judged by a model, which brings calibrated confidences of its own


class JudgedValue(NamedTuple):
    """A value of a record that the annotation has judged.

    Attributes:
        paper: the number of the letter's paper.
        field: the value's path without numbers.
        rule: what found it.
        confidence: what its evidence says.
        right: whether it is right.
    """

    paper: str
    field: str
    rule: str
    confidence: float
    right: bool

    @property
    def key(self) -> str:
        """The name that a rule's confidence is kept under."""
        return f"{self.field}:{self.rule}"


class Measure(NamedTuple):
    """What is known of a rule.

    Attributes:
        seen: number of its values that were judged.
        right: how many of them were right.
        confidence: what follows for the next one.
    """

    seen: int
    right: int
    confidence: float


def judged_values(evaluation: Evaluation) -> list[JudgedValue]:
    """Return all values of a corpus's records that the annotation speaks of."""
    return [
        JudgedValue(
            paper=comparison.annotated.gold.paper or comparison.annotated.gold.id,
            field=field_of(path),
            rule=comparison.letter.evidence[path].rule,
            confidence=comparison.letter.evidence[path].confidence,
            right=right,
        )
        for comparison in evaluation.comparisons
        if comparison.letter
        for path, right in judge(comparison.letter, comparison.annotated).items()
    ]


def measure(values: Iterable[JudgedValue]) -> dict[str, Measure]:
    """Return what values tell of the rules that found them."""
    by_rule: dict[str, list[JudgedValue]] = defaultdict(list)
    by_field: dict[str, list[JudgedValue]] = defaultdict(list)
    for value in values:
        if value.field != _OWN_MEASURE:
            by_rule[value.key].append(value)
            by_field[value.field].append(value)
    return {key: _measure(own, by_field[own[0].field]) for key, own in sorted(by_rule.items())}


def _measure(values: Sequence[JudgedValue], kin: Sequence[JudgedValue]) -> Measure:
    right = sum(value.right for value in values)
    papers = len({value.paper for value in values})
    share, share_of_kin = right / len(values), sum(value.right for value in kin) / len(kin)
    confidence = (papers * share + _AS_ITS_KIN * share_of_kin) / (papers + _AS_ITS_KIN + _FAILED)
    return Measure(len(values), right, round(confidence, 3))


def calibrate(corpus: Path | Evaluation, out: Path) -> dict[str, Measure]:
    """Measure all rules on a corpus and write their confidences to a file.

    A rule of a field that nobody annotates (salutation, recipients, roles ...) is taken to be as sure as the
    least sure of the fields that are; it stands in the file with no value seen.

    Args:
        corpus: folder with `raw/` and `gold/`, or its evaluation where that has been made already.
        out: the file to write, `models/confidence.json`.

    Raises:
        CorpusError: the corpus is missing or not in the expected form.
        OutputError: the file cannot be written.
    """
    evaluation = corpus if isinstance(corpus, Evaluation) else evaluate(corpus)
    measures = measure(judged_values(evaluation))
    measures = dict(sorted((_unannotated(evaluation, measures) | measures).items()))
    content = {
        "corpus": {"letters": evaluation.letters},
        "rules": {key: known._asdict() for key, known in measures.items()},
    }
    try:
        out.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", "utf-8")
    except OSError as error:
        raise OutputError(f"the confidences cannot be written ({error.strerror})", source=str(out)) from error
    return measures


def _unannotated(evaluation: Evaluation, measures: dict[str, Measure]) -> dict[str, Measure]:
    """Return a measure for every rule at work whose field nobody annotates."""
    annotated = {key.partition(":")[0] for key in measures} | {_OWN_MEASURE}
    least = min(_field_confidences(measures), default=0.5)
    return {
        f"{field_of(path)}:{evidence.rule}": Measure(0, 0, least)
        for comparison in evaluation.comparisons
        if comparison.letter
        for path, evidence in comparison.letter.evidence.items()
        if field_of(path) not in annotated
    }


def _field_confidences(measures: dict[str, Measure]) -> list[float]:
    """Return each field's mean confidence, by the number of values seen."""
    by_field: dict[str, list[Measure]] = defaultdict(list)
    for key, known in measures.items():
        by_field[key.partition(":")[0]].append(known)
    return [
        round(sum(m.seen * m.confidence for m in own) / sum(m.seen for m in own), 3)
        for own in by_field.values()
    ]
