"""Makes the status model: trains the spaCy pipeline, measures and calibrates it by cross-validation.

With the same seed and data the components come out byte for byte the same. Nothing of a corpus is saved but
weights of hashed features: vocabulary and tokenizer stay out of the model folder.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example as SpacyExample
from thinc.api import fix_random_seed

from ratsdok.errors import OutputError
from ratsdok.letter import Status
from ratsdok.parsing.status import MODEL_VERSION, judge, probabilities
from ratsdok.parsing.status.features import all_features
from ratsdok.parsing.status.rules import Reading, decide, read
from ratsdok.training.data import Example, annotated, invented
from ratsdok.training.scores import Outcome, Score, Validation, reliability

_FOLDS = 6
_EPOCHS = 14
_WEIGHT_OF_REAL = 3
_BATCH = 16
_LEARN_RATE = 0.01
_ARCHITECTURE = {
    "@architectures": "spacy.TextCatBOW.v3",
    "exclusive_classes": True,
    "ngram_size": 1,
    "no_output_layer": False,
    "length": 8192,
}


@dataclass(frozen=True, slots=True)
class TrainingReport:
    """What was trained.

    Attributes:
        out: the model's folder.
        examples: number of statements learnt from, of both kinds.
        validation: its figures; without a corpus measured on the invented statements.
    """

    out: Path
    examples: int
    validation: Validation


def train(corpus: Path | None, out: Path, seed: int = 7) -> TrainingReport:
    """Make the status model.

    Args:
        corpus: folder with `raw/` and `gold/`; None trains from the invented statements alone.
        out: folder for the model; made if need be.
        seed: the same seed and data give the same model.

    Raises:
        CorpusError: the corpus is missing or not in the expected form.
        OutputError: the folder cannot be written to.
    """
    validation = cross_validate(corpus, seed)
    examples = [*(annotated(corpus) if corpus else ()), *invented()]
    pipeline = fit(_weighted(examples), seed)
    pipeline.meta.update(_meta(validation, len(examples)))
    try:
        pipeline.to_disk(out, exclude=["vocab", "tokenizer"])
    except OSError as error:
        raise OutputError(f"the model cannot be written ({error.strerror})", source=str(out)) from error
    return TrainingReport(out, len(examples), validation)


def cross_validate(corpus: Path | None, seed: int = 7) -> Validation:
    """Measure rules, model and both; the statements of a paper are tested on a model that knows none of them.

    Args:
        corpus: folder with `raw/` and `gold/`; None measures on the invented statements.
        seed: for the order of training.

    Raises:
        CorpusError: the corpus is missing or not in the expected form.
    """
    real = annotated(corpus) if corpus else []
    counted = set(real or invented())
    tested = [
        (example, decide(_reading(example)), shares)
        for known, held_out in _folds(real + invented())
        for example, shares in _test(fit(_weighted(known), seed), held_out)
    ]
    outcomes = [Outcome(example, judge(rule, shares)) for example, rule, shares in tested]
    of_counted = [row for row in tested if row[0] in counted]
    return Validation(
        rules=Score.of((example.status, rule and rule.status) for example, rule, _ in of_counted),
        model=Score.of((example.status, _likeliest(shares)) for example, _, shares in of_counted),
        both=Score.of((o.example.status, o.judgement.status) for o in outcomes if o.example in counted),
        reliability=reliability(outcomes),
    )


def _likeliest(shares: dict[str, float]) -> Status:
    return Status(max(shares, key=shares.__getitem__))


def _weighted(examples: Sequence[Example]) -> list[Example]:
    """Return what to learn from; real statements count more: rare statuses abound among the invented."""
    return [example for example in examples for _ in range(1 if example.invented else _WEIGHT_OF_REAL)]


def fit(examples: Sequence[Example], seed: int) -> Language:
    """Train a pipeline with one component, `textcat`, on the features of some examples."""
    fix_random_seed(seed)
    pipeline = spacy.blank("de")
    pipeline.add_pipe("textcat", config={"model": _ARCHITECTURE})
    gold = [
        SpacyExample.from_dict(
            Doc(pipeline.vocab, words=_features(example)),
            {"cats": {status.value: float(status == example.status) for status in Status}},
        )
        for example in examples
    ]
    optimizer = pipeline.initialize(lambda: gold)
    order = random.Random(seed)
    for epoch in range(_EPOCHS):
        # ever smaller steps: the last statements seen must not weigh more than the first
        optimizer.learn_rate = _LEARN_RATE * (1 - epoch / _EPOCHS)
        order.shuffle(gold)
        for start in range(0, len(gold), _BATCH):
            pipeline.update(gold[start : start + _BATCH], sgd=optimizer)
    return pipeline


@cache
def _reading(example: Example) -> Reading:
    return read(example.text, example.report)


@cache
def _features(example: Example) -> list[str]:
    return all_features(example.text, _reading(example))


def _folds(examples: Sequence[Example]) -> Iterable[tuple[list[Example], list[Example]]]:
    """Part the examples for training and test, every group in one fold; big groups are dealt out first."""
    sizes = Counter(example.group for example in examples)
    groups = sorted(sizes, key=lambda group: (-sizes[group], group))
    fold_of = {group: rank % _FOLDS for rank, group in enumerate(groups)}
    for fold in range(_FOLDS):
        test = [example for example in examples if fold_of[example.group] == fold]
        yield [example for example in examples if fold_of[example.group] != fold], test


def _test(pipeline: Language, examples: Sequence[Example]) -> list[tuple[Example, dict[str, float]]]:
    shares = probabilities(pipeline, [_features(example) for example in examples])
    return list(zip(examples, shares, strict=True))


def _meta(validation: Validation, examples: int) -> dict[str, Any]:
    """Return what the model's meta.json tells of it besides what spaCy writes."""
    scores = {"rules": validation.rules, "model": validation.model, "both": validation.both}
    return {
        "name": "ratsdok_status",
        "description": "Tells the status that a statement of a Beschlusskontrolle letter reports.",
        "license": "MIT",
        "performance": {name: score.as_dict() for name, score in scores.items()},
        "ratsdok": {
            "version": MODEL_VERSION,
            "examples": examples,
            "note": (
                "Performance: cross-validated by paper on the corpus. Calibration: the same with invented "
                "statements. Cues and rules were written with the corpus and most invented ones in view."
            ),
            "calibration": {source: list(steps) for source, steps in validation.reliability.items()},
        },
    }
