"""How well a corpus is read: precision, recall and F1 of each field, statuses, whole letters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ratsdok.errors import RatsdokError
from ratsdok.evaluation.comparing import Verdict
from ratsdok.evaluation.corpus import AnnotatedLetter, read_corpus
from ratsdok.evaluation.fields import FIELDS, compare
from ratsdok.letter import Letter
from ratsdok.pipeline import parse

_WHOLE_FIELDS = ("paper", "meeting", "report", "next_check")


@dataclass(frozen=True, slots=True)
class Score:
    """How well one field is read.

    Attributes:
        hits: values found that are right.
        spurious: values found that are wrong or should not be there.
        missed: values wanted that were not found.
    """

    hits: int
    spurious: int
    missed: int

    @property
    def precision(self) -> float:
        """Share of the values found that are right; 0 where none was found."""
        return _share(self.hits, self.hits + self.spurious)

    @property
    def recall(self) -> float:
        """Share of the values wanted that were found; 0 where none was wanted."""
        return _share(self.hits, self.support)

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return _share(2 * self.precision * self.recall, self.precision + self.recall)

    @property
    def support(self) -> int:
        """Number of values wanted."""
        return self.hits + self.missed


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


@dataclass(frozen=True, slots=True)
class Comparison:
    """A document of the corpus, what was read from it, and the verdict on each value.

    Attributes:
        annotated: what is right.
        letter: the record; None where the document could not be read.
        verdicts: on all values found or wanted.
    """

    annotated: AnnotatedLetter
    letter: Letter | None
    verdicts: tuple[Verdict, ...]

    @property
    def is_whole(self) -> bool:
        """Whether all that a chase of resolutions rests on is right, texts aside.

        That is the paper, the meeting, the kind of report, the next check, and the labels of points and
        statements in their order.
        """
        if self.letter is None or any(v.field in _WHOLE_FIELDS and not v.right for v in self.verdicts):
            return False
        return _labels(self.letter) == _labels(self.annotated)


def _labels(source: Letter | AnnotatedLetter) -> tuple[list[str | None], list[list[str]]]:
    return [point.label for point in source.points], [sorted(s.points) for s in source.statements]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """How well a corpus is read.

    Attributes:
        comparisons: its documents, in the order of their file names.
        fields: the score of each field.
        statuses: number of statements by wanted and found status; None: the statement was not found.
    """

    comparisons: tuple[Comparison, ...]
    fields: Mapping[str, Score]
    statuses: Mapping[tuple[str, str | None], int]

    @classmethod
    def of(cls, comparisons: Iterable[Comparison]) -> Evaluation:
        """Count the verdicts."""
        comparisons = tuple(comparisons)
        verdicts = [verdict for comparison in comparisons for verdict in comparison.verdicts]
        statuses = Counter(
            (verdict.wanted.text, verdict.found.text if verdict.found else None)
            for verdict in verdicts
            if verdict.field == "status" and verdict.wanted
        )
        return cls(comparisons, {field.name: _score(field.name, verdicts) for field in FIELDS}, statuses)

    @property
    def documents(self) -> int:
        """Number of documents, letters and others."""
        return len(self.comparisons)

    @property
    def letters(self) -> int:
        """Number of Beschlusskontrolle letters."""
        return sum(comparison.annotated.is_letter for comparison in self.comparisons)

    @property
    def statements(self) -> int:
        """Number of annotated statements."""
        return sum(self.statuses.values())

    @property
    def kind_accuracy(self) -> float:
        """Share of documents rightly taken for a letter or for another document."""
        kinds = [verdict.right for c in self.comparisons for verdict in c.verdicts if verdict.field == "kind"]
        return _share(sum(kinds), self.documents)

    @property
    def status_accuracy(self) -> float:
        """Share of annotated statements that were found with the right status."""
        right = sum(number for (wanted, found), number in self.statuses.items() if wanted == found)
        return _share(right, self.statements)

    @property
    def whole_letters(self) -> float:
        """Share of letters that are right as a whole."""
        return _share(sum(c.annotated.is_letter and c.is_whole for c in self.comparisons), self.letters)

    def figures(self) -> dict[str, float]:
        """Return the figures that must not fall: each field's F1 and the shares of all."""
        fields = {name: score.f1 for name, score in self.fields.items()}
        return fields | {
            "kind_accuracy": self.kind_accuracy,
            "status_accuracy": self.status_accuracy,
            "whole_letter": self.whole_letters,
        }

    def as_dict(self) -> dict[str, Any]:
        """Return all figures, to be written as JSON."""
        fields = {
            name: {"precision": s.precision, "recall": s.recall, "f1": s.f1, "support": s.support}
            for name, s in self.fields.items()
        }
        return {
            "fields": fields,
            "kind_accuracy": self.kind_accuracy,
            "documents": self.documents,
            "letters": self.letters,
            "status_accuracy": self.status_accuracy,
            "statements": self.statements,
            "whole_letter": self.whole_letters,
        }

    def misses(self, field: str | None = None) -> list[tuple[str, Verdict]]:
        """Return what is wrong, with the document's id.

        Args:
            field: a field's name, `kind` or `status`; None for all.
        """
        return [
            (comparison.annotated.gold.id, verdict)
            for comparison in self.comparisons
            for verdict in comparison.verdicts
            if not verdict.right and field in (None, verdict.field)
        ]


def _score(field: str, verdicts: Iterable[Verdict]) -> Score:
    """Count a field's verdicts; a right value that nobody wanted is neither hit nor miss."""
    own = [verdict for verdict in verdicts if verdict.field == field]
    return Score(
        hits=sum(v.right and v.wanted is not None for v in own),
        spurious=sum(not v.right and v.found is not None for v in own),
        missed=sum(not v.right and v.wanted is not None for v in own),
    )


def evaluate(corpus: Path, *, records: Iterable[Letter] | None = None) -> Evaluation:
    """Compare the records of a corpus's letters with its annotation.

    Args:
        corpus: folder with `raw/ID.txt`, `gold/ID.json` and perhaps `meta.jsonl`.
        records: the records to score, named ID with any ending; by default every letter is parsed. A letter
            without a record, or that cannot be read, is missed in every field.

    Raises:
        CorpusError: the corpus is missing or not in the expected form.
    """
    annotated = read_corpus(corpus)
    letters = _parsed(annotated) if records is None else _by_id(records)
    return Evaluation.of(
        Comparison(one, letters.get(one.gold.id), tuple(compare(letters.get(one.gold.id), one)))
        for one in annotated
    )


def _parsed(corpus: Iterable[AnnotatedLetter]) -> dict[str, Letter]:
    letters = {}
    for annotated in corpus:
        try:
            letters[annotated.gold.id] = parse(annotated.source)
        except RatsdokError:
            continue
    return letters


def _by_id(records: Iterable[Letter]) -> dict[str, Letter]:
    letters: dict[str, Letter] = {}
    for letter in records:
        letters.setdefault(Path(letter.document.name).stem, letter)
    return letters
