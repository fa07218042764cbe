"""How fast are whole archives converted, what does the catalogue cost, and what does a repeated run?

    python -m bench.archives [--readme]

Everything is generated: copies of the sample letters, each with a remark behind its end that tells it from
the others, and short texts where only their number counts. Whole processes are measured, one after the other,
from their start to their end; what counts are the ratios within a run. Takes half an hour on two cores.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path
from statistics import median

from bench.parsing import SAMPLES
from bench.readme import tell

LETTERS = 10_000
ROUNDS = 3
UNCHANGED = 20_000
MANY = 100_000

_PARSING = """
import sys, time
from pathlib import Path
from ratsdok.pipeline import parse_all, prepare
prepare()
paths = sorted(Path(sys.argv[1]).iterdir())
begin = time.perf_counter()
for path in paths:
    for letter in parse_all(path):
        letter.to_json(indent=None)
print(time.perf_counter() - begin)
"""

_CONVERTING = """
import resource, sys
from ratsdok.conversion.run import convert
if __name__ == "__main__":
    source, catalogue, workers = sys.argv[1:]
    for outcome in convert(source, catalogue, workers=int(workers)):
        assert not outcome.error
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def letters(folder: Path, number: int) -> Path:
    """Fill a folder with letters."""
    folder.mkdir()
    samples = cycle([path.read_bytes() for path in sorted(SAMPLES.glob("*.pdf"))])
    for at, letter in enumerate(islice(samples, number)):
        (folder / f"{at:06}.pdf").write_bytes(letter + b"%% %d\n" % at)
    return folder


def notes(folder: Path, number: int) -> Path:
    """Fill folders with short texts, a thousand each."""
    for at in range(number):
        if at % 1000 == 0:
            (folder / f"{at // 1000:03}").mkdir(parents=True)
        (folder / f"{at // 1000:03}" / f"{at:06}.txt").write_text(f"Vermerk {at}\n")
    return folder


def converted(source: Path, catalogue: Path, workers: int) -> tuple[float, float]:
    """Convert in a process of its own; return its seconds and the most memory that the parent had, in MB."""
    script = source.parent / "converting.py"
    script.write_text(_CONVERTING)
    begin = time.perf_counter()
    told = subprocess.run(
        [sys.executable, script, source, catalogue, str(workers)],
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    ).stdout
    return time.perf_counter() - begin, int(told) * 1024 / 1e6  # the system tells KiB


def parsed(source: Path) -> float:
    """Parse in a process of its own; return the seconds that its letters took."""
    told = subprocess.run(
        [sys.executable, "-c", _PARSING, source], stdout=subprocess.PIPE, text=True, check=True
    ).stdout
    return float(told)


def speed(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield what two processes gain over one, and what the catalogue costs over parsing."""
    source = letters(folder / "letters", LETTERS)
    alone, one, two = [], [], []
    for number in range(ROUNDS):
        alone.append(parsed(source))
        one.append(converted(source, folder / f"one-{number}.db", 1)[0])
        two.append(converted(source, folder / f"two-{number}.db", 2)[0])
    gain = median(a / b for a, b in zip(one, two, strict=True))
    cost = median(a / b for a, b in zip(one, alone, strict=True)) - 1
    yield f"{LETTERS:,} letters with two processes, against one", f"{gain:.2f} times as fast"
    yield "the same with two processes", f"{LETTERS / median(two):.0f} letters a second"
    yield "converting with one process, start to end, against parsing alone", f"{cost:+.0%}"


def repetition(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield how long a run takes that finds nothing new."""
    source = letters(folder / "unchanged", UNCHANGED)
    catalogue = folder / "unchanged.db"
    converted(source, catalogue, os.cpu_count() or 1)
    seconds, _ = converted(source, catalogue, 1)
    yield f"a repeated run over {UNCHANGED:,} unchanged letters", f"{seconds:.1f} s"


def memory(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield how much memory the parent has with a great many documents."""
    source = notes(folder / "notes", MANY)
    catalogue = folder / "notes.db"
    _, first = converted(source, catalogue, os.cpu_count() or 1)
    seconds, again = converted(source, catalogue, 1)
    yield f"memory of the parent, {MANY:,} documents", f"{first:.0f} MB ({again:.0f} MB when repeated)"
    yield f"a repeated run over {MANY:,} unchanged documents", f"{seconds:.1f} s"


def figures() -> Iterator[tuple[str, str]]:
    """Yield all of them."""
    with tempfile.TemporaryDirectory() as folder:
        for part in (speed, repetition, memory):
            yield from part(Path(folder))


if __name__ == "__main__":
    tell("archives", figures(), sys.argv[1:])
