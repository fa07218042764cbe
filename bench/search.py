"""How long does a search take in a large catalogue?

    python -m bench.search

The letters are invented, see `bench.resolutions`. Each query is asked once before it is measured.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from bench.resolutions import LETTERS_EACH, fill
from ratsdok.archive.catalogue import open_catalogue
from ratsdok.archive.search import search

LETTERS = 20_000
QUERIES = ("Radweg", "Weg", "Sonnenhang Turnhalle", '"Kosten betragen"', "Schule -Elbufer", "V0815/21")


def figures() -> Iterator[tuple[str, str]]:
    """Yield how long each query takes, and how many letters it finds."""
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "archive.db"
        fill(path, LETTERS // LETTERS_EACH)
        with open_catalogue(path) as catalogue:
            for query in QUERIES:
                search(catalogue, query)
                begin = time.perf_counter()
                found = search(catalogue, query)
                seconds = time.perf_counter() - begin
                yield f"`{query}`", f"{1000 * seconds:.0f} ms, {found.total:,} letters"


if __name__ == "__main__":
    for query, figure in figures():
        print(f"{query}: {figure}")
