"""How well the status is told: figures of cross-validation, and the confidences that follow from them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from ratsdok.letter import Status
from ratsdok.parsing.status import Judgement
from ratsdok.training.data import Example

# Lower ends of the shares of probability that are calibrated together, by who decided.
_STEPS: dict[str, tuple[float, ...]] = {
    "rule": (0.0, 0.5),
    "model": (0.0, 0.5, 0.7, 0.9, 0.98),
}


class Outcome(NamedTuple):
    """A tested statement: what it says, and how it was judged by one that had not seen its paper."""

    example: Example
    judgement: Judgement


@dataclass(frozen=True, slots=True)
class Score:
    """How often a way of reading was right.

    Attributes:
        accuracy: share of statements read right, 0 to 1.
        by_status: of each status that occurs, the statements read right and all.
    """

    accuracy: float
    by_status: Mapping[str, tuple[int, int]]

    @classmethod
    def of(cls, pairs: Iterable[tuple[Status, Status | None]]) -> Score:
        """Count pairs of the wanted and the found status; None is wrong."""
        pairs = list(pairs)
        support = Counter(wanted for wanted, _ in pairs)
        hits = Counter(wanted for wanted, found in pairs if wanted == found)
        by_status = {status.value: (hits[status], support[status]) for status in Status if support[status]}
        return cls(hits.total() / len(pairs), by_status)

    def as_dict(self) -> dict[str, Any]:
        """Return the score as it stands in a model's meta.json."""
        by_status = {
            status: {"accuracy": round(hits / support, 4), "support": support}
            for status, (hits, support) in self.by_status.items()
        }
        return {"accuracy": round(self.accuracy, 4), "by_status": by_status}


@dataclass(frozen=True, slots=True)
class Validation:
    """Figures of cross-validation by paper.

    Attributes:
        rules: the rules alone, which leave most statements to the model; those count as wrong.
        model: the model alone.
        both: what `classify` does.
        reliability: of each kind of judgement and lower end of share: hits, all, and their confidence.
    """

    rules: Score
    model: Score
    both: Score
    reliability: Mapping[str, tuple[Mapping[str, float], ...]]

    def table(self) -> str:
        """Return the figures and the reliability of confidences as lines to print."""
        rows = [f"{'':17}{'rules':>9}{'model':>9}{'both':>9}{'support':>9}"]
        scores = (self.rules, self.model, self.both)
        rows.append(f"{'all':17}" + "".join(f"{score.accuracy:9.3f}" for score in scores))
        for status, (_, support) in self.both.by_status.items():
            shares = "".join(f"{score.by_status[status][0] / support:9.3f}" for score in scores)
            rows.append(f"{status:17}{shares}{support:9}")
        rows.append(f"{'decided by':17}{'share':>9}{'hits':>9}{'all':>9}{'conf.':>9}")
        for source, steps in self.reliability.items():
            for step in steps:
                figures = (
                    f"{step['share']:9.2f}{step['hits']:9.0f}{step['all']:9.0f}{step['confidence']:9.3f}"
                )
                rows.append(f"{source:17}{figures}")
        return "\n".join(rows)


def reliability(outcomes: Sequence[Outcome]) -> dict[str, tuple[dict[str, float], ...]]:
    """Count hits by who decided and by share; where there are few, the confidence leans to one half.

    Invented statements count too: the rules know the real ones too well to tell how they do elsewhere.
    """
    table = {}
    for source, lows in _STEPS.items():
        rows = []
        for low, high in zip(lows, (*lows[1:], 2.0), strict=True):
            step = [o for o in outcomes if o.judgement.source == source and low <= o.judgement.share < high]
            hits = sum(o.example.status == o.judgement.status for o in step)
            confidence = round((hits + 1) / (len(step) + 2), 3)
            rows.append({"share": low, "hits": hits, "all": len(step), "confidence": confidence})
        table[source] = tuple(rows)
    return table
