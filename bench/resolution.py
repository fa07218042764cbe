"""Why are pages read at 200 dpi, and soiled ones evened out? Words and fields that are right, and the time.

    python -m bench.resolution [--count N] [--seed S]

Prints and scans N letters of each level of decay, and reads them in several resolutions, in the one that
ratsdok takes also without evening out. A word counts as right where it stands in the print as often. Fields
are F1 on the letters of the heaviest decay. Times, of the words alone, are ratios within the run, one file
after the other, on one core.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter
from unittest.mock import patch

from samples.scanner import LEVELS
from samples.scans import write_letters

import ratsdok
from bench.readme import table
from ratsdok.evaluation import evaluate
from ratsdok.reading import images, picture, read, rendering
from ratsdok.reading.ocr.settings import Ocr

RESOLUTIONS = (150, 200, 250, 300)
LETTERS = 20
FIELDS = ("paper", "date", "next_check", "points", "statements")
SEED = 3000
_ALWAYS = Ocr("always")


@contextmanager
def resolution(dpi: int) -> Iterator[None]:
    """Let pages be read in another resolution, in dots per inch."""
    with patch.object(rendering, "READING_DPI", dpi), patch.object(images, "READING_DPI", dpi):
        yield


@contextmanager
def as_it_lies() -> Iterator[None]:
    """Let soiled pages be read as they are."""
    with patch.object(picture, "_is_soiled", lambda *_: False):
        yield


def words_in(text: str) -> Counter[str]:
    """Return the words of a text, each with how often it stands there."""
    return Counter(re.findall(r"\w+", text))


def found(scans: Sequence[Path]) -> tuple[float, float]:
    """Read scans; return the share of printed words that were read, and the seconds it took."""
    right = printed = 0
    start = perf_counter()
    for scan in scans:
        document = read(scan, ocr=_ALWAYS)
        words = words_in(" ".join(line.text for page in document.pages for line in page.lines))
        true = words_in((scan.parents[1] / "raw" / f"{scan.stem}.txt").read_text("utf-8"))
        right, printed = right + (true & words).total(), printed + true.total()
    return right / printed, perf_counter() - start


def fields(corpus: Path) -> list[str]:
    """Read the letters of a level once more, and return the F1 of some fields of their records."""
    records = [ratsdok.parse(scan, ocr=_ALWAYS) for scan in sorted((corpus / "scans").iterdir())]
    scored = evaluate(corpus, records=records).fields
    return [f"{scored[name].f1:.3f}" for name in FIELDS]


def rows(folder: Path, count: int, seed: int) -> Iterator[tuple[str, ...]]:
    """Yield a row for each way to read: the words read on each level, and the time."""
    scans = {}
    for level in LEVELS:
        write_letters(folder / level, range(seed, seed + count), level, "mixed")
        scans[level] = sorted((folder / level / "scans").iterdir())
    found(scans["light"][:1])  # the engine is started before anything is measured
    measured = []
    ways = [(f"{dpi} dpi", resolution(dpi)) for dpi in RESOLUTIONS]
    for name, way in [*ways, (f"{picture.READING_DPI} dpi, soiled pages as they lie", as_it_lies())]:
        with way:
            measured.append(
                (name, [found(of_level) for of_level in scans.values()], fields(folder / "heavy"))
            )
    usual = next(times(levels) for name, levels, _ in measured if name == f"{picture.READING_DPI} dpi")
    for name, levels, scored in measured:
        shares = (f"{share:.3f}" for share, _ in levels)
        yield (name, *shares, *scored, f"{times(levels) / usual:.2f}")


def times(levels: Sequence[tuple[float, float]]) -> float:
    """Return the seconds that all levels took."""
    return sum(seconds for _, seconds in levels)


if __name__ == "__main__":
    os.environ["OMP_THREAD_LIMIT"] = "1"
    parser = argparse.ArgumentParser(description="Measure in what resolution pages are best read.")
    parser.add_argument("--count", type=int, default=LETTERS, metavar="N", help="letters of each level")
    parser.add_argument("--seed", type=int, default=SEED, metavar="S", help="of the first letter")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        made = list(rows(Path(name), options.count, options.seed))
    words, of_heavy = (f"words, {level}" for level in LEVELS), (f"{name}, heavy" for name in FIELDS)
    sys.stdout.write(table(("read", *words, *of_heavy, "time"), made))
