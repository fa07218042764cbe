"""The record and the figures that README shows are the real ones."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from bench.readme import accuracy_table, block, with_block

from ratsdok import parse

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
ACCURACY = (ROOT / "docs" / "accuracy.md").read_text(encoding="utf-8")


def test_the_record_is_a_real_one() -> None:
    (excerpt,) = re.findall(r"^```json\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
    record = json.loads(parse(ROOT / "samples" / "fachstelle-wohnen.pdf").to_json())
    assert differences(json.loads(excerpt), record) == []


def differences(shown: Any, real: Any, path: str = "") -> list[str]:
    """Return the paths of what an excerpt of a record shows otherwise than it is; it may leave keys out."""
    if isinstance(shown, dict) and isinstance(real, dict):
        return [d for key in shown for d in differences(shown[key], real.get(key), f"{path}/{key}")]
    if isinstance(shown, list) and isinstance(real, list) and len(shown) == len(real):
        pairs = enumerate(zip(shown, real, strict=True))
        return [d for index, (a, b) in pairs for d in differences(a, b, f"{path}/{index}")]
    return [] if shown == real else [path]


def test_figures_are_those_of_the_accuracy_document() -> None:
    table = accuracy_table(ACCURACY)
    assert table.count("\n") > 10
    assert block(README, "accuracy") == table, "renew it: python -m bench.readme"


def test_cross_validated_statuses_are_those_of_the_model() -> None:
    meta = json.loads((ROOT / "models" / "status" / "meta.json").read_text(encoding="utf-8"))
    rules, model, both = (meta["performance"][by]["accuracy"] for by in ("rules", "model", "both"))
    paragraph = README.partition("Cross-validated by paper,")[2].partition("\n\n")[0]
    assert re.findall(r"0\.\d{3}", paragraph) == [f"{share:.3f}" for share in (rules, model, both)]


def test_speed_has_its_place() -> None:
    assert with_block(README, "speed", block(README, "speed")) == README
    assert "text" in with_block(README, "speed", "text")


def test_samples_are_read_as_it_says() -> None:
    statuses = right = 0
    for path in sorted((ROOT / "samples").glob("*.json")):
        true = json.loads(path.read_text(encoding="utf-8"))
        found = parse(path.with_suffix(".pdf"))
        statuses += len(true["statements"])
        pairs = zip(true["statements"], found.statements, strict=True)
        right += sum(wanted["status"] == statement.status for wanted, statement in pairs)
    told = "every field is right" if right == statuses else f"{right} of {statuses} statuses are right"
    assert told in README
