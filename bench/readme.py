"""Puts the figures into README: accuracy from docs/accuracy.md, speed and memory as measured now.

    python -m bench.readme [--speed]

Without `--speed` only the accuracy is renewed, which takes no time.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from bench import memory, parsing, processes

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
ACCURACY = ROOT / "docs" / "accuracy.md"

_FIELD = re.compile(r"^(\w+) +(\d\.\d+) +(\d\.\d+) +(\d\.\d+) +(\d+)$", re.MULTILINE)
_SHARE = re.compile(r"^([a-z ]+right[a-z ]*?) +(\d\.\d+) of (\d+) \w+$", re.MULTILINE)


def accuracy_table(document: str) -> str:
    """Return the table of the figures that docs/accuracy.md gives as plain text."""
    rows = [(f"`{name}`", *figures) for name, *figures in _FIELD.findall(document)]
    rows += [(name, "", "", share, support) for name, share, support in _SHARE.findall(document)]
    return table(("field", "precision", "recall", "F1", "support"), rows)


def speed_table() -> str:
    """Measure, and return the table of the figures."""
    return table(("what", "figure"), (row for room in (parsing, processes, memory) for row in room.figures()))


def table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    """Return a table in Markdown."""
    lines = [head, ("---",) * len(head), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def block(text: str, name: str) -> str:
    """Return what stands between the marks of a table in README.

    Raises:
        ValueError: the marks are not there.
    """
    found = re.search(_marks(name), text, re.DOTALL)
    if not found:
        raise ValueError(f"README has no marks of {name}")
    return found["table"]


def with_block(text: str, name: str, content: str) -> str:
    """Return README's text with another table between the marks."""
    return re.sub(_marks(name), lambda found: found["begin"] + content + found["end"], text, flags=re.DOTALL)


def tell(name: str, figures: Iterable[tuple[str, str]], arguments: Sequence[str]) -> None:
    """Print figures as they are measured; with `--readme` put them between the marks of their name too."""
    rows = []
    for row in figures:
        print(*row, sep=": ", flush=True)
        rows.append(row)
    if "--readme" in arguments:
        text = with_block(README.read_text("utf-8"), name, table(("what", "figure"), rows))
        README.write_text(text, "utf-8")


def _marks(name: str) -> str:
    return rf"(?P<begin><!-- {name}\b[^>]*-->\n)(?P<table>.*?)(?P<end><!-- end of {name} -->)"


def main(arguments: list[str]) -> None:
    """Renew the tables."""
    text = with_block(README.read_text("utf-8"), "accuracy", accuracy_table(ACCURACY.read_text("utf-8")))
    if "--speed" in arguments:
        text = with_block(text, "speed", speed_table())
    README.write_text(text, "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
