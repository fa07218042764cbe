"""docs/exports.md tells every column and property that exports have."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from catalogues import SAMPLES, filled, sample_letters
from exports import EVERYTHING, exported
from ratsdok.exporting.tables import TABLES
from ratsdok.letter import Status
from ratsdok.pipeline import parse

PAGE = (Path(__file__).parents[1] / "docs/exports.md").read_text("utf-8")


@pytest.mark.parametrize("table", TABLES)
def test_every_column_is_documented(table: str) -> None:
    rows = {line.split("|")[1].strip(): line for line in PAGE.splitlines() if line.startswith("| `")}
    at = list(TABLES).index(table) + 3
    for column in TABLES[table].columns:
        row = next(line for names, line in rows.items() if f"`{column.name}`" in names)
        assert column.title in row
        assert row.split("|")[at].strip() == "×"


def test_every_property_under_our_prefix_is_documented(tmp_path: Path) -> None:
    read = parse(SAMPLES / "gleisdreieck.pdf")  # with evidence
    others = [each for each in sample_letters() if each.document.sha256 != read.document.sha256]
    with filled(tmp_path / "archive.db", [*others, read]) as catalogue:
        used = set(re.findall(r'"(ratsdok:\w+)":', exported(catalogue, "oparl", EVERYTHING).decode()))
    assert len(used) > 20
    assert sorted(name for name in used if f"`{name}`" not in PAGE) == []


def test_statuses_have_the_names_that_are_told() -> None:
    assert "`planned` or `geplant`" in PAGE
    assert Status("planned").german == "geplant"
