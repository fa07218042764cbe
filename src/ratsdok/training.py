"""Makes the status model: trains the spaCy pipeline, measures and calibrates it by cross-validation.

With the same seed and data the components come out byte for byte the same. Nothing of a corpus is saved but
weights of hashed features: vocabulary and tokenizer stay out of the model folder.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
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
from ratsdok.parsing.status_features import cue_features, word_features
from ratsdok.parsing.status_rules import Rule, decide, read
from ratsdok.training_data import Example, annotated, invented
from ratsdok.training_scores import Outcome, Score, Validation, reliability

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
_Features = Callable[[Example], list[str]]


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
    pipeline = fit(_weighted(examples), _all_features, seed)
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
    words, both = [], []
    for known, tested in _folds(real + invented()):
        learnt = _weighted(known)
        words += _test(fit(learnt, _word_features, seed), tested, _word_features)
        both += _test(fit(learnt, _all_features, seed), tested, _all_features)
    outcomes = [Outcome(example, judge(_rule(example), shares)) for example, shares in both]
    counted = set(real or invented())
    return Validation(
        rules=Score.of((example.status, _rule(example).status) for example, _ in both if example in counted),
        model=Score.of(
            (example.status, _likeliest(shares)) for example, shares in words if example in counted
        ),
        both=Score.of((o.example.status, o.judgement.status) for o in outcomes if o.example in counted),
        reliability=reliability(outcomes),
    )


def _likeliest(shares: dict[str, float]) -> Status:
    return Status(max(shares, key=shares.__getitem__))


def _weighted(examples: Sequence[Example]) -> list[Example]:
    """Return what to learn from; real statements count more: rare statuses abound among the invented."""
    return [example for example in examples for _ in range(1 if example.invented else _WEIGHT_OF_REAL)]


def fit(examples: Sequence[Example], features_of: _Features, seed: int) -> Language:
    """Train a pipeline with one component, `textcat`, on the features of some examples."""
    fix_random_seed(seed)
    pipeline = spacy.blank("de")
    pipeline.add_pipe("textcat", config={"model": _ARCHITECTURE})
    gold = [
        SpacyExample.from_dict(
            Doc(pipeline.vocab, words=features_of(example)),
            {"cats": {status.value: float(status == example.status) for status in Status}},
        )
        for example in examples
    ]
    optimizer = pipeline.initialize(lambda: gold)
    optimizer.learn_rate = _LEARN_RATE
    order = random.Random(seed)
    for _ in range(_EPOCHS):
        order.shuffle(gold)
        for start in range(0, len(gold), _BATCH):
            pipeline.update(gold[start : start + _BATCH], sgd=optimizer)
    return pipeline


def _rule(example: Example) -> Rule:
    return decide(read(example.text, example.report))


def _word_features(example: Example) -> list[str]:
    return word_features(example.text, example.report)


def _all_features(example: Example) -> list[str]:
    reading = read(example.text, example.report)
    return cue_features(reading, decide(reading)) + _word_features(example)


def _folds(examples: Sequence[Example]) -> Iterable[tuple[list[Example], list[Example]]]:
    """Part the examples for training and test, every group in one fold; big groups are dealt out first."""
    sizes = Counter(example.group for example in examples)
    groups = sorted(sizes, key=lambda group: (-sizes[group], group))
    fold_of = {group: rank % _FOLDS for rank, group in enumerate(groups)}
    for fold in range(_FOLDS):
        test = [example for example in examples if fold_of[example.group] == fold]
        yield [example for example in examples if fold_of[example.group] != fold], test


def _test(
    pipeline: Language, examples: Sequence[Example], features_of: _Features
) -> list[tuple[Example, dict[str, float]]]:
    shares = probabilities(pipeline, [features_of(example) for example in examples])
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
            "note": "Cross-validated by paper; the rules were written with the statements in view.",
            "calibration": {source: list(steps) for source, steps in validation.reliability.items()},
        },
    }
