"""docs/findings.md lists the findings that the code can produce, all of them and no other."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from ratsdok.page import Remark
from ratsdok.parsing.findings import Doubt

ROOT = Path(__file__).parents[1]
DOCUMENT = (ROOT / "docs" / "findings.md").read_text(encoding="utf-8")
TREES = [
    ast.parse(path.read_text(encoding="utf-8")) for path in sorted((ROOT / "src" / "ratsdok").rglob("*.py"))
]

ROW = re.compile(r"^\| `([a-z0-9-]+)` \| ([^|]+) \| ([^|]+) \| [^|]+ \| [^|]+ \|$", re.MULTILINE)
ROWS = [(code, severities, message) for code, severities, message in ROW.findall(DOCUMENT)]


def produced() -> Iterator[tuple[str, str | None]]:
    """Yield the codes of the source with their severities; None where it is decided at run time."""
    for tree in TREES:
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MAKERS:
                fields = MAKERS[node.func.id]
                given = dict(zip(fields, node.args, strict=False)) | {k.arg: k.value for k in node.keywords}
                if isinstance(given["code"], ast.Constant):  # else handed on from one made elsewhere
                    yield str(given["code"].value), severity_of(given.get("severity"))


MAKERS = {"Doubt": ("code", "message", "path", "severity"), "Remark": ("code", "severity", "message")}


def severity_of(given: ast.expr | None) -> str | None:
    if given is None:
        return "warning"
    return str(given.value) if isinstance(given, ast.Constant) else None


def test_makers_are_called_as_the_test_thinks() -> None:
    assert tuple(Doubt.__dataclass_fields__) == MAKERS["Doubt"]
    assert Doubt("code", "message").severity == "warning"
    assert Remark._fields == MAKERS["Remark"]


def test_every_code_is_listed_and_every_listed_code_is_produced() -> None:
    assert {code for code, _ in produced()} == {code for code, _, _ in ROWS}


def test_severities_are_the_ones_produced() -> None:
    listed = {(code, severity) for code, text, _ in ROWS for severity in re.findall(r"`(\w+)`", text)}
    at_run_time = {code for code, severity in produced() if severity is None}
    assert {pair for pair in produced() if pair[1]} == {pair for pair in listed if pair[0] not in at_run_time}


def test_messages_are_the_ones_produced() -> None:
    # Constant parts of strings; those of f-strings are constants too, joined ones are one.
    said = "\n".join(
        node.value
        for tree in TREES
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    )
    parts = [part for _, _, message in ROWS for part in message.split("…") if part.strip(" .")]
    assert [part for part in parts if part.strip() not in said] == []
