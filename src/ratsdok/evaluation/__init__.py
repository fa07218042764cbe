"""The measuring room: how well letters are read, and how far confidences can be trusted."""

from ratsdok.evaluation.calibration import Measure, calibrate
from ratsdok.evaluation.corpus import AnnotatedLetter, read_corpus
from ratsdok.evaluation.fields import judge
from ratsdok.evaluation.reliability import Reliability, reliability
from ratsdok.evaluation.report import misses, report
from ratsdok.evaluation.scoring import Evaluation, Score, evaluate

__all__ = [
    "AnnotatedLetter",
    "Evaluation",
    "Measure",
    "Reliability",
    "Score",
    "calibrate",
    "evaluate",
    "judge",
    "misses",
    "read_corpus",
    "reliability",
    "report",
]
