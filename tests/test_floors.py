"""The figures reached on the annotated corpus must not fall."""

from pathlib import Path

from annotated_corpus import CORPUS, needs_corpus
from ratsdok.evaluation import evaluate
from ratsdok.evaluation.floors import fallen, read_floors

FLOORS = read_floors(Path(__file__).with_name("floors.toml"))
ADVICE = (
    "list what went wrong with `ratsdok evaluate CORPUS --misses FIELD`; a floor is never lowered to pass"
)


@needs_corpus
def test_no_figure_is_below_its_floor() -> None:
    below = fallen(evaluate(CORPUS).figures(), FLOORS)
    told = "; ".join(
        f"{name} is {figure:.4f}, its floor {floor:.4f}" for name, (figure, floor) in below.items()
    )
    assert not below, f"{told}: {ADVICE}"


@needs_corpus
def test_every_figure_has_a_floor() -> None:
    assert evaluate(CORPUS, records=[]).figures().keys() == FLOORS.keys()
