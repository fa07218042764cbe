"""Floors rise and never fall."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ratsdok.errors import CorpusError, OutputError
from ratsdok.evaluation.floors import fallen, raise_floors, raised, read_floors

FIGURES = st.dictionaries(st.sampled_from(["paper", "date", "points"]), st.floats(0, 1))

# Floors, figures reached, floors then.
RISES: list[tuple[dict[str, float], dict[str, float], dict[str, float]]] = [
    ({"paper": 0.9}, {"paper": 0.95}, {"paper": 0.95}),
    # a lower figure lowers nothing
    ({"paper": 0.9}, {"paper": 0.85}, {"paper": 0.9}),
    # a new figure gets a floor
    ({}, {"paper": 0.85}, {"paper": 0.85}),
    # one that is no longer measured keeps its floor
    ({"paper": 0.9}, {}, {"paper": 0.9}),
    # cut off, lest the floor lie above the figure
    ({}, {"paper": 0.99999}, {"paper": 0.9999}),
]


@pytest.mark.parametrize(("floors", "figures", "then"), RISES)
def test_floors_rise(floors: dict[str, float], figures: dict[str, float], then: dict[str, float]) -> None:
    assert raised(floors, figures) == then


@given(FIGURES, FIGURES)
def test_raised_floors_are_never_lower(floors: dict[str, float], figures: dict[str, float]) -> None:
    then = raised(floors, figures)
    assert all(then[name] >= floor for name, floor in floors.items())


@given(FIGURES)
def test_figures_stand_on_their_own_floors(figures: dict[str, float]) -> None:
    assert fallen(figures, raised({}, figures)) == {}


def test_fallen_names_figure_and_floor() -> None:
    assert fallen({"paper": 0.8}, {"paper": 0.9, "date": 0.5}) == {"paper": (0.8, 0.9), "date": (0.0, 0.5)}


def test_floors_are_kept_in_a_file(tmp_path: Path) -> None:
    path = tmp_path / "floors.toml"
    raise_floors(path, {"paper": 0.5})
    raise_floors(path, {"paper": 0.4, "date": 1.0})
    assert read_floors(path) == {"paper": 0.5, "date": 1.0}


def test_bad_floors_are_told(tmp_path: Path) -> None:
    path = tmp_path / "floors.toml"
    path.write_text("paper = high", "utf-8")
    with pytest.raises(CorpusError, match="holds no floors"):
        read_floors(path)


def test_floors_that_cannot_be_written_are_told(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="floors"):
        raise_floors(tmp_path / "none" / "floors.toml", {})
