"""What a statement says of the points it covers: rules for set phrases, else a trained spaCy pipeline.

This is the only room that knows spaCy at run time, and `models/`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, NamedTuple

from ratsdok.errors import ModelError
from ratsdok.letter import Status
from ratsdok.model_files import model_path
from ratsdok.parsing.status.features import all_features
from ratsdok.parsing.status.rules import Rule, decide, read

if TYPE_CHECKING:
    from spacy.language import Language

# Rises when features, labels or judgement change, so that an older model is refused.
MODEL_VERSION = "ratsdok/status/2"
_LOADING = Lock()


@dataclass(frozen=True, slots=True)
class StatementText:
    """A statement to read.

    Attributes:
        text: clean prose; OCR damage in words is welcome.
        report: what the letter calls itself: `interim`, `final`, `mixed`, or None where it does not say.
    """

    text: str
    report: str | None = None


class StatusReading(NamedTuple):
    """What a statement was found to say.

    Attributes:
        status: the status.
        confidence: calibrated; of readings with 0.9, nine in ten are right.
        rule: what decided: a rule's name where the model dissents, `rules+model` where they agree, or `model`
            where no rule holds.
    """

    status: Status
    confidence: float
    rule: str


class Judgement(NamedTuple):
    """A status with the model's share in it, before calibration.

    Attributes:
        status: the status.
        rule: as in `StatusReading`.
        source: who decided: `rule` or `model`.
        share: the model's probability of the status, 0 to 1.
    """

    status: Status
    rule: str
    source: str
    share: float


class StatusModel(NamedTuple):
    """A loaded pipeline with its calibration."""

    pipeline: Language
    calibration: Mapping[str, Any]


def load_model(folder: Path) -> StatusModel:
    """Load a trained pipeline.

    Raises:
        ModelError: it is missing, damaged, or of another version.
    """
    import spacy  # noqa: PLC0415 - takes half a second that only those who read statements should pay

    try:
        own = json.loads((folder / "meta.json").read_text("utf-8")).get("ratsdok", {})
        if own.get("version") != MODEL_VERSION:
            raise ModelError(
                f"the model is of version {own.get('version')}, not {MODEL_VERSION}", source=str(folder)
            )
        pipeline = spacy.load(folder, exclude=["tokenizer", "vocab"])
        return StatusModel(pipeline, own["calibration"])
    except FileNotFoundError as error:
        raise ModelError("there is no trained model", source=str(folder)) from error
    except (ValueError, KeyError, OSError, AttributeError) as error:
        raise ModelError(
            f"the trained model cannot be read ({type(error).__name__})", source=str(folder)
        ) from error


@lru_cache(maxsize=1)
def _cached_model(folder: Path) -> StatusModel:
    return load_model(folder)


def default_model() -> StatusModel:
    """Return the model that ships with ratsdok, loaded once a process.

    Raises:
        ModelError: it is missing, damaged, or of another version.
    """
    with _LOADING:
        return _cached_model(model_path("status"))


def probabilities(pipeline: Language, features: Sequence[list[str]]) -> list[dict[str, float]]:
    """Return the pipeline's probability of every status, for each list of features."""
    from spacy.tokens import Doc  # noqa: PLC0415 - as above

    docs = [Doc(pipeline.vocab, words=words) for words in features]
    return [doc.cats for doc in pipeline.pipe(docs)]


def judge(rule: Rule | None, shares: Mapping[str, float]) -> Judgement:
    """Conclude from the rule that holds, if any, and the model's probabilities.

    Rules speak only where the words leave no choice, and were right more often there than a dissenting model.
    """
    best = Status(max(shares, key=shares.__getitem__))
    if rule is None:
        return Judgement(best, "model", "model", shares[best])
    name = "rules+model" if best == rule.status else rule.name
    return Judgement(rule.status, name, "rule", shares[rule.status])


def calibrated(judgement: Judgement, calibration: Mapping[str, Any]) -> float:
    """Return how often judgements like this were right in cross-validation, 0 to 1."""
    steps = calibration[judgement.source]
    return float(next(step["confidence"] for step in reversed(steps) if judgement.share >= step["share"]))


def classify(statements: Sequence[StatementText], model: StatusModel | None = None) -> list[StatusReading]:
    """Tell what each statement of a letter says of the points it covers.

    Args:
        statements: all statements of the letter, in order.
        model: another model than the one that ships with ratsdok.

    Raises:
        ModelError: the model is missing or of another version.
    """
    if not statements:
        return []
    model = model or default_model()
    readings = [read(statement.text, statement.report) for statement in statements]
    features = [
        all_features(statement.text, reading) for statement, reading in zip(statements, readings, strict=True)
    ]
    judged = map(judge, map(decide, readings), probabilities(model.pipeline, features))
    return [StatusReading(j.status, calibrated(j, model.calibration), j.rule) for j in judged]
