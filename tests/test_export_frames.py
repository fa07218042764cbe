"""Data frames of pandas and polars."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path

import pandas as pd
import polars as pl
import pytest

from catalogues import SAMPLES, filled, sample_letters
from exports import EVERYTHING, check, letter
from ratsdok import Selection, frames
from ratsdok.errors import ExtraMissingError
from ratsdok.exporting import data_frames
from ratsdok.pipeline import parse

POINTS = letter(
    "points",
    "V1/16",
    "V2/16",
    date="2016-02-01",
    points=[{"label": "1", "text": "A"}, {"label": "2", "text": "B"}],
    statements=[
        {"points": ["1"], "text": "x", "status": "planned"},
        {"points": ["1"], "text": "y", "status": "implemented"},
    ],
    signed_by=[{"name": "A"}, {"name": "B"}],
    acknowledged_by=[{"name": "C", "role": "OB"}],
    next_check=check("2016-07-31", "month"),
)


def test_pandas_frames_have_types_that_know_missing_values(tmp_path: Path) -> None:
    with filled(tmp_path / "archive.db", [POINTS, letter("empty")]) as catalogue:
        made = frames(catalogue)
    assert isinstance(made.letters, pd.DataFrame)
    assert made.letters["date"].dt.year.tolist()[0] == 2016
    assert made.letters["date"].isna().tolist() == [False, True]
    assert str(made.letters["confidential"].dtype) == "boolean"
    assert made.letters["confidential"].isna().all()
    assert made.letters["next_check"][0] == pd.Timestamp(2016, 7, 31)
    joined = made.resolutions.merge(made.letters, on="letter")
    assert joined["paper"].tolist() == ["V1/16", "V2/16"]
    assert joined["document"].tolist() == ["points.pdf"] * 2


def test_polars_frames_have_dates_and_lists(tmp_path: Path) -> None:
    with filled(tmp_path / "archive.db", [POINTS, letter("empty")]) as catalogue:
        made = frames(catalogue, "polars")
    assert isinstance(made.letters, pl.DataFrame)
    assert made.letters.schema["date"] == pl.Date
    assert made.letters["date"].to_list() == [dt.date(2016, 2, 1), None]
    assert made.statements["points"].to_list() == [["1"], ["1"]]
    assert made.points["status"].to_list() == ["unknown", None]  # the two statements contradict each other
    people = made.people.select("part", "number", "name", "role").rows()
    assert people == [("signed", 0, "A", None), ("signed", 1, "B", None), ("acknowledged", 0, "C", "OB")]


def test_confidences_stand_beside_the_values(tmp_path: Path) -> None:
    read = parse(SAMPLES / "gleisdreieck.pdf")
    with filled(tmp_path / "archive.db", [read]) as catalogue:
        made = frames(catalogue, "polars")
    assert made.letters["date_confidence"].to_list() == [read.evidence["date"].confidence]
    assert made.letters["next_check_confidence"].to_list() == [read.evidence["next_check.date"].confidence]
    assert made.points["status_confidence"].null_count() == 0
    assert made.resolutions["paper_confidence"].null_count() == 0
    assert made.letters["doubtful"].to_list()[0]


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_an_empty_catalogue_has_the_same_columns(library: data_frames.Library, tmp_path: Path) -> None:
    with filled(tmp_path / "full.db", sample_letters()) as full, filled(tmp_path / "empty.db", []) as empty:
        for some, none in zip(frames(full, library), frames(empty, library), strict=True):
            assert len(none) == 0
            assert list(none.columns) == list(some.columns)
            assert list(none.dtypes) == list(some.dtypes)


def test_a_path_will_do_and_confidential_letters_stay_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(data_frames, "_AT_A_TIME", 7)
    path = tmp_path / "archive.db"
    filled(path, sample_letters()).close()
    assert len(frames(path).letters) == 18
    every = frames(path, "polars", EVERYTHING)
    assert len(every.letters) == 20
    assert every.letters["letter"].to_list() == list(range(20))
    assert sorted(every.points["letter"].unique()) == [
        at for at, each in enumerate(every.letters["sha256"]) if _points(each)
    ]
    assert len(frames(path, selection=Selection(papers=("A0126/15",))).letters) == 1


def _points(sha256: str) -> bool:
    return any(each.points for each in sample_letters() if each.document.sha256 == sha256)


@pytest.mark.parametrize(
    ("missing", "library"), [("pandas", "pandas"), ("polars", "polars"), ("pyarrow", "polars")]
)
def test_a_missing_library_is_told_with_its_remedy(
    missing: str, library: data_frames.Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, missing, None)
    with filled(tmp_path / "archive.db", []) as catalogue:
        with pytest.raises(ExtraMissingError, match=missing) as caught:
            frames(catalogue, library)
        assert f"ratsdok[{library}]" in caught.value.remedy
        with pytest.raises(ValueError, match="excel"):
            frames(catalogue, "excel")  # type: ignore[arg-type]
