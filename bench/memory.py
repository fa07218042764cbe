"""How much does a process grow that parses letter after letter?

    python -m bench.memory [LETTERS]

The sample letters come in turn, each once as a PDF and once as plain text with its digits drawn anew, so that
no two texts are alike and the caches fill as they would with an archive. Measured on Linux, where
`/proc/self/statm` tells the resident set.
"""

from __future__ import annotations

import os
import random
import re
import subprocess
import sys
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path

import ratsdok
from bench.parsing import SAMPLES
from ratsdok.reading import read

LETTERS = 5000
WARM = 500
"""Letters after which libraries are loaded and most caches are full."""

_STATM = Path("/proc/self/statm")


def resident() -> float:
    """Return the resident set of this process in MB."""
    return int(_STATM.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6


def letters() -> Iterator[bytes]:
    """Yield letters without end, PDF and text in turn."""
    chance = random.Random(1)
    pdfs = [path.read_bytes() for path in sorted(SAMPLES.glob("*.pdf"))]
    texts = [
        "\f".join("\n".join(line.text for line in page.lines) for page in read(pdf).pages) for pdf in pdfs
    ]
    for pdf, text in cycle(zip(pdfs, texts, strict=True)):
        yield pdf
        yield re.sub(r"\d", lambda _: str(chance.randrange(10)), text).encode()


def growth(count: int) -> tuple[float, float]:
    """Parse letters; return the resident set in MB after the first of them and after all."""
    warm = 0.0
    for number, letter in enumerate(islice(letters(), count), 1):
        ratsdok.parse(letter)
        if number == min(WARM, count):
            warm = resident()
    return warm, resident()


def figures(count: int = LETTERS) -> Iterator[tuple[str, str]]:
    """Yield the growth of a process of its own, or nothing where the system does not tell it."""
    if not _STATM.exists():
        return
    command = [sys.executable, "-m", "bench.memory", str(count)]
    told = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout
    warm, end = map(float, told.split())
    yield f"resident set after {WARM} letters", f"{warm:.0f} MB"
    yield f"resident set after {count:,} letters", f"{end:.0f} MB ({end / warm - 1:+.1%})"


if __name__ == "__main__":
    print(*growth(int(sys.argv[1]) if len(sys.argv) > 1 else LETTERS))
