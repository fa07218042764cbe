"""Whether confidences tell the truth: of values with 0.9, are nine in ten right?

Measured by paper: the confidences for a letter are estimated without the letters of its own paper.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from ratsdok.evaluation.calibration import JudgedValue, judged_values, measure
from ratsdok.evaluation.scoring import Evaluation, evaluate
from ratsdok.parsing.evidence import UNMEASURED

_STEPS = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 1.0)


class Bin(NamedTuple):
    """The values of about the same confidence.

    Attributes:
        low: the least confidence.
        high: the confidence that they are below (1: none is above).
        values: how many there are.
        confidence: their mean confidence; 0 where there are none.
        right: the share of them that is right; 0 where there are none.
    """

    low: float
    high: float
    values: int
    confidence: float
    right: float


@dataclass(frozen=True, slots=True)
class Reliability:
    """Confidences set against what was right.

    Attributes:
        bins: by confidence.
        fields: by field, over all confidences.
    """

    bins: tuple[Bin, ...]
    fields: dict[str, Bin]

    @property
    def error(self) -> float:
        """Expected calibration error: how far confidence and truth lie apart in the bins, by their values."""
        apart = sum(one.values * abs(one.confidence - one.right) for one in self.bins)
        return apart / max(1, sum(one.values for one in self.bins))


def reliability(corpus: Path | Evaluation) -> Reliability:
    """Set the confidences of a corpus's values against the annotation.

    Args:
        corpus: folder with `raw/` and `gold/`, or its evaluation where that has been made already.

    Raises:
        CorpusError: the corpus is missing or not in the expected form.
    """
    evaluation = corpus if isinstance(corpus, Evaluation) else evaluate(corpus)
    return reliability_of(_unseen(judged_values(evaluation)))


def reliability_of(values: Iterable[JudgedValue]) -> Reliability:
    """Set the confidences of values against whether they are right."""
    values = list(values)
    fields: dict[str, list[JudgedValue]] = defaultdict(list)
    for value in values:
        fields[value.field].append(value)
    bins = tuple(
        _bin([v for v in values if low <= v.confidence < high or v.confidence == high == 1.0], low, high)
        for low, high in pairwise(_STEPS)
    )
    return Reliability(bins, {field: _bin(own, 0.0, 1.0) for field, own in sorted(fields.items())})


def _bin(values: Sequence[JudgedValue], low: float, high: float) -> Bin:
    number = max(1, len(values))
    confidence = sum(value.confidence for value in values) / number
    return Bin(low, high, len(values), confidence, sum(value.right for value in values) / number)


def _unseen(values: Sequence[JudgedValue]) -> Iterable[JudgedValue]:
    """Yield each value with the confidence that the other papers give it; a status keeps its model's."""
    rules = {value.key for value in values} & measure(values).keys()
    for paper in sorted({value.paper for value in values}):
        known = measure(value for value in values if value.paper != paper)
        for value in values:
            if value.paper != paper:
                continue
            if value.key in rules:
                confidence = known[value.key].confidence if value.key in known else UNMEASURED
                value = value._replace(confidence=confidence)
            yield value
