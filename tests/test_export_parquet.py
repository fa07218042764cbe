"""Parquet, read back by pyarrow, pandas and polars."""

from __future__ import annotations

import datetime as dt
import io
import sys
from pathlib import Path
from typing import Any

import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from catalogues import SAMPLES, filled, sample_letters
from exports import EVERYTHING, check, exported, letter
from ratsdok.errors import ExtraMissingError
from ratsdok.exporting import parquet
from ratsdok.letter import Letter
from ratsdok.pipeline import parse

# Pinned: columns may be added at the end of a struct or of the table, none is renamed or changes its type.
PINNED = """
schema: string
kind: string
document: struct<name: string, sha256: string, media_type: string, pages: int32, text_source: string, profile: string>
resolutions: list<struct<paper: string, meeting: string, subject: string, committee: string, committee_name: string>>
date: date32[day]
file_reference: string
department: string
recipients: list<string>
confidential: bool
salutation: string
report: string
lead_in: string
points: list<struct<label: string, text: string>>
statements: list<struct<points: list<string>, text: string, status: string>>
next_check: struct<date: date32[day], precision: string, raw: string>
signed_by: list<struct<name: string, role: string, on_behalf_of: string>>
acknowledged_by: list<struct<name: string, role: string, on_behalf_of: string>>
attachments: list<string>
papers_mentioned: list<string>
previous_checks: list<string>
findings: list<struct<code: string, severity: string, message: string, path: string>>
doubtful: list<string>
evidence: list<struct<path: string, raw: string, page: int32, boxes: list<list<double>>, start: int64, end: int64, confidence: double, rule: string, readings: list<string>, witnesses: list<string>>>
"""  # noqa: E501


def table(tmp_path: Path, *several: Letter, **wishes: Any) -> pa.Table:
    with filled(tmp_path / "archive.db", several) as catalogue:
        return pq.read_table(io.BytesIO(exported(catalogue, "parquet", EVERYTHING, **wishes)))


def test_the_schema_is_stable(tmp_path: Path) -> None:
    schema = table(tmp_path, *sample_letters()).schema
    described = [f"{field.name}: {str(field.type).replace('element: ', '')}" for field in schema]
    assert described == PINNED.strip().splitlines()
    assert schema.metadata == {b"ratsdok": b"ratsdok/letter/1", b"form": b"ratsdok/parquet/1"}
    assert table(tmp_path).schema.equals(schema)


def test_no_field_of_the_record_is_forgotten() -> None:
    named = set(parquet.schema().names)
    fields = {field.alias or name for name, field in Letter.model_fields.items()}
    assert fields <= named


def test_a_row_is_the_record(tmp_path: Path) -> None:
    read = parse(SAMPLES / "trinkbrunnen.pdf")
    (row,) = table(tmp_path, read).to_pylist()
    expected = read.model_dump()
    for entry in row["evidence"]:
        proof = read.evidence[entry["path"]]
        assert (entry["raw"], (entry["start"], entry["end"])) == (proof.raw, proof.span)
        assert [tuple(box) for box in entry["boxes"]] == [*proof.boxes]
    assert [entry["path"] for entry in row["evidence"]] == [*read.evidence]
    assert row["doubtful"] == sorted(path for path, entry in read.evidence.items() if entry.is_doubtful)
    committees = [(each.pop("committee"), each.pop("committee_name")) for each in row["resolutions"]]
    assert committees == [("SR", "Stadtrat"), ("SR", "Stadtrat")]
    for name in expected.keys() - {"evidence"}:
        assert row[name] == _lists(expected[name]), name


def _lists(value: Any) -> Any:
    """Return data as Arrow gives it back."""
    if isinstance(value, dict):
        return {key: _lists(each) for key, each in value.items()}
    return [_lists(each) for each in value] if isinstance(value, list | tuple) else value


def test_without_evidence_its_column_is_empty(tmp_path: Path) -> None:
    (row,) = table(tmp_path, parse(SAMPLES / "trinkbrunnen.pdf"), evidence=False).to_pylist()
    assert (row["evidence"], row["doubtful"]) == ([], [])


def test_without_persons_the_columns_stay(tmp_path: Path) -> None:
    without = table(tmp_path, *sample_letters(), persons=False)
    assert without.schema.equals(parquet.schema())
    assert {str(each) for each in without["signed_by"].to_pylist()} == {"[]"}


def test_pandas_and_polars_read_it(tmp_path: Path) -> None:
    promised = letter("a", "V1/16", date="2016-02-01", next_check=check("2016-07-31", "month"))
    with filled(tmp_path / "archive.db", [promised, letter("b")]) as catalogue:
        (tmp_path / "x.parquet").write_bytes(exported(catalogue, "parquet"))
    pandas = pd.read_parquet(tmp_path / "x.parquet")
    assert pandas["date"][0] == dt.date(2016, 2, 1)
    polars = pl.read_parquet(tmp_path / "x.parquet")
    assert polars["next_check"].struct.field("date").to_list() == [dt.date(2016, 7, 31), None]
    resolutions = polars["resolutions"].to_list()
    assert [[each["paper"] for each in several] for several in resolutions] == [["V1/16"], []]


def test_rows_come_in_groups(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet, "_AT_A_TIME", 5)
    monkeypatch.setattr(parquet, "_ROWS", 10)
    with filled(tmp_path / "archive.db", [letter(str(at)) for at in range(23)]) as catalogue:
        file = pq.ParquetFile(io.BytesIO(exported(catalogue, "parquet")))
    assert [file.metadata.row_group(at).num_rows for at in range(file.num_row_groups)] == [10, 10, 3]
    assert len({each["name"] for each in file.read()["document"].to_pylist()}) == 23


def test_without_pyarrow_the_remedy_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with filled(tmp_path / "archive.db", []) as catalogue:
        with pytest.raises(ExtraMissingError, match="pyarrow") as caught:
            exported(catalogue, "parquet")
        assert "ratsdok[parquet]" in caught.value.remedy
