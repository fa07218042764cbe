"""Scanned letters with their truth: `python -m samples.scans FOLDER --count 200 --seed 1000 --level mixed`.

Writes `FOLDER/scans/ID.pdf` and beside them an annotated corpus: `FOLDER/raw/ID.txt`, the printed text, and
`FOLDER/gold/ID.json`, what is true of the letter. With `--text FILE.txt …` it prints and scans texts instead,
without gold; with `--samples` it makes the sample scans beside this file anew, and the archive's.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from random import Random

from samples.bindings import bound
from samples.filing import ARCHIVE, make_archive
from samples.gold import annotated
from samples.plain_print import printed_text
from samples.proof import printed_letter
from samples.scanner import LEVELS, Scan, scan
from samples.showcase import SCANS, make_samples
from samples.variations import vary

MIXED = "mixed"


def write_letters(folder: Path, seeds: range, level: str, form: str) -> None:
    """Write scanned letters and their annotations into a folder.

    Args:
        folder: gets `scans`, `raw` and `gold`, made where missing.
        seeds: one for each letter.
        level: of decay, or mixed.
        form: ending of the scans' names, or mixed.
    """
    for done, seed in enumerate(seeds, 1):
        name = write_letter(folder, seed, level, form)
        print(f"{done}/{len(seeds)} {name}", file=sys.stderr)


def write_letter(folder: Path, seed: int, level: str, form: str) -> str:
    """Write the scanned letter of a seed and its annotation; return its name without ending."""
    for part in ("scans", "raw", "gold"):
        (folder / part).mkdir(parents=True, exist_ok=True)
    letter, chosen = vary(seed), level_of(seed, level)
    name = f"{chosen}-{seed}"
    scanned = scan(printed_letter(letter, unstamped=True), letter, LEVELS[chosen], seed)
    ending = ending_of(seed, form, scanned)
    for other in (folder / "scans").glob(f"{name}.*"):
        other.unlink()  # of an earlier run with another form
    (folder / "scans" / f"{name}.{ending}").write_bytes(bound(scanned, ending))
    printed = printed_letter(letter)
    gold = annotated(letter, printed, name, chosen)
    (folder / "raw" / f"{name}.txt").write_text(printed.text(), "utf-8", newline="\n")
    (folder / "gold" / f"{name}.json").write_text(
        json.dumps(gold, ensure_ascii=False, indent=1) + "\n", "utf-8", newline="\n"
    )
    return name


def write_texts(folder: Path, texts: list[Path], seed: int, level: str, form: str) -> None:
    """Print and scan plain text files; the scan of NAME.txt is called NAME."""
    (folder / "scans").mkdir(parents=True, exist_ok=True)
    for number, path in enumerate(texts):
        chosen = level_of(seed + number, level)
        printed = printed_text(path.read_text("utf-8"), size=Random(seed + number).choice((10.0, 10.5, 11.0)))
        scanned = scan(printed, None, LEVELS[chosen], seed + number)
        ending = ending_of(seed + number, form, scanned)
        (folder / "scans" / f"{path.stem}.{ending}").write_bytes(bound(scanned, ending))
        print(f"{number + 1}/{len(texts)} {path.stem} ({chosen})", file=sys.stderr)


def level_of(seed: int, level: str) -> str:
    """Return the level of a letter's scan: the one asked for, or one drawn with the seed."""
    return Random(f"level {seed}").choice(sorted(LEVELS)) if level == MIXED else level


def ending_of(seed: int, form: str, scanned: Scan) -> str:
    """Return the ending of a scan's name: the one asked for, or one drawn with the seed."""
    if form != MIXED:
        return form
    endings = ["pdf", "pdf", "pdf", "tiff"]
    if len(scanned.pages) == 1:
        endings += ["png", "jpg"]
    return Random(f"form {seed}").choice(endings)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m samples.scans", description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=SCANS)
    parser.add_argument("--count", type=int, default=20, help="how many letters")
    parser.add_argument("--seed", type=int, default=1000, help="of the first letter; the others count on")
    parser.add_argument("--level", choices=[*LEVELS, MIXED], default=MIXED)
    parser.add_argument("--format", choices=["pdf", "tiff", MIXED], default="pdf")
    parser.add_argument("--text", type=Path, nargs="+", metavar="FILE.txt", help="print and scan these texts")
    parser.add_argument("--samples", action="store_true", help="make the sample scans")
    asked = parser.parse_args()
    if asked.folder == SCANS and not asked.samples:
        parser.error("name a FOLDER")
    return asked


if __name__ == "__main__":
    asked = _arguments()
    if asked.samples:
        print(f"{len(make_samples(asked.folder))} scans written to {asked.folder}", file=sys.stderr)
        if asked.folder == SCANS:
            print(f"{len(make_archive(ARCHIVE, scans=True))} scans written to {ARCHIVE}", file=sys.stderr)
    elif asked.text:
        write_texts(asked.folder, asked.text, asked.seed, asked.level, asked.format)
    else:
        numbers = range(asked.seed, asked.seed + asked.count)
        write_letters(asked.folder, numbers, asked.level, asked.format)
