"""The record and the figures that README shows are the real ones."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from ratsdok import parse

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
ACCURACY = (ROOT / "docs" / "accuracy.md").read_text(encoding="utf-8")

FIELD = re.compile(r"^(\w+) +(\d\.\d+) +(\d\.\d+) +(\d\.\d+) +(\d+)$", re.MULTILINE)
SHARE = re.compile(r"^([a-z ]+right[a-z ]*?) +(\d\.\d+) of (\d+) \w+$", re.MULTILINE)


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
    found = re.search(r"<!-- accuracy .*?-->\n(.*?)<!-- end of accuracy -->", README, re.DOTALL)
    assert found
    assert found.group(1) == accuracy_table()


def accuracy_table() -> str:
    """Return README's table as the figures in docs/accuracy.md make it."""
    rows = ["| field | precision | recall | F1 | support |", "|---|---|---|---|---|"]
    rows += [f"| `{name}` | {' | '.join(figures)} |" for name, *figures in FIELD.findall(ACCURACY)]
    rows += [f"| {name} | | | {share} | {support} |" for name, share, support in SHARE.findall(ACCURACY)]
    return "".join(f"{row}\n" for row in rows)


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
