"""How well are scans read? Generated letters, and letters of a corpus that are printed and scanned.

    python -m bench.scans [--count N] [--seed S] [--corpus DIR] [--readme]

Prints and scans N letters of each level of decay, reads them, and compares the records with what is true of
the letters. The seeds from 2000 on were never used to make or tune anything. With `--corpus` also every
second letter of an annotated corpus: its text as it stands, printed and scanned, beside the figures on the
text itself. `--readme` puts the table of the generated scans into README, `--confidences` writes how sure
rules are on them.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from functools import partial
from pathlib import Path

from samples.scanner import LEVELS
from samples.scans import write_letter, write_texts

from bench.readme import README, table, with_block
from ratsdok import Letter, RatsdokError, parse
from ratsdok.evaluation import Evaluation, evaluate
from ratsdok.evaluation.calibration import calibrate

FIELDS = ("paper", "meeting", "date", "next_check", "report", "points", "statements")
BESIDE_TEXT = (*FIELDS, "subject", "file_reference", "department", "signed_by", "acknowledged_by")
OF_CORPUS = 40  # letters of a corpus that are printed


def records_of(paths: Sequence[Path]) -> list[Letter]:
    """Return the records of files; of a file that cannot be read there is none, and a line says so."""
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        return [letter for letter in pool.map(_record_of, paths) if letter]


def _record_of(path: Path) -> Letter | None:
    try:
        return parse(path)
    except RatsdokError as error:
        print(error, file=sys.stderr)
        return None


def generated(folder: Path, seeds: range) -> dict[str, Evaluation]:
    """Print, scan and read letters in each level of decay; leaves the scans in the folder."""
    found = {}
    for level in LEVELS:
        corpus = folder / level
        with ProcessPoolExecutor() as pool:
            list(pool.map(partial(write_letter, corpus, level=level, form="mixed"), seeds))
        found[level] = evaluate(corpus, records=records_of(sorted((corpus / "scans").iterdir())))
    return found


def rows_of(found: dict[str, Evaluation]) -> Iterator[tuple[str, ...]]:
    """Yield a row of figures for each level of decay."""
    for level, one in found.items():
        dates = one.fields["date"]
        wrong = dates.spurious / max(dates.hits + dates.spurious, 1)
        boxes = _boxes(one)
        yield (
            level,
            str(one.letters),
            *(f"{one.fields[name].f1:.3f}" for name in FIELDS),
            f"{wrong:.1%}",
            f"{boxes[True] / one.letters:.3f}",
            str(boxes[False]),
        )


def _boxes(found: Evaluation) -> Counter[bool | None]:
    """Count whether the box before *vertraulich* was read rightly, wrongly, or (None) not at all."""
    counts: Counter[bool | None] = Counter()
    for one in found.comparisons:
        told = one.letter.confidential if one.letter else None
        right = told is one.annotated.gold.confidential
        counts[right if right or told is not None else None] += 1
    return counts


def of_corpus(folder: Path, corpus: Path) -> Iterator[tuple[str, ...]]:
    """Yield a row of figures for each field: on the text, and on its scans of each level."""
    letters = [one.annotated for one in evaluate(corpus, records=()).comparisons if one.annotated.is_letter]
    texts = [letter.source for letter in letters[::2][:OF_CORPUS]]
    figures = [_only(texts, corpus, texts)]
    into = {level: folder / "of corpus" / level for level in LEVELS}
    with ProcessPoolExecutor() as pool:
        list(pool.map(partial(_print_and_scan, texts), into.values(), into))
    figures += [_only(texts, corpus, sorted((scans / "scans").iterdir())) for scans in into.values()]
    for name in BESIDE_TEXT:
        yield name, *(f"{found.fields[name].f1:.3f}" for found in figures)
    yield "status", *(f"{found.status_accuracy:.3f}" for found in figures)


def _print_and_scan(texts: list[Path], folder: Path, level: str) -> None:
    write_texts(folder, texts, 1, level, "mixed")


def _only(texts: Sequence[Path], corpus: Path, files: Sequence[Path]) -> Evaluation:
    """Evaluate files, scans or texts, by the annotations of these texts alone."""
    named = {path.stem for path in texts}
    found = evaluate(corpus, records=records_of(files))
    return Evaluation.of(one for one in found.comparisons if one.annotated.gold.id in named)


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the tables that the command line asks for."""
    command = argparse.ArgumentParser(prog="python -m bench.scans", description=__doc__)
    command.add_argument("--count", type=int, default=70, help="letters of each level")
    command.add_argument("--seed", type=int, default=2000, help="of the first letter")
    command.add_argument("--corpus", type=Path, help="an annotated corpus to print and scan too")
    command.add_argument("--confidences", type=Path, help="write the rules' confidences on these scans")
    command.add_argument("--into", type=Path, help="folder that keeps the scans")
    command.add_argument("--readme", action="store_true", help="put the first table into README")
    asked = command.parse_args(arguments)
    with tempfile.TemporaryDirectory() as temporary:
        folder = asked.into or Path(temporary)
        head = ("level", "letters", *FIELDS, "wrong dates", "*vertraulich*", "of these wrong")
        found = generated(folder, range(asked.seed, asked.seed + asked.count))
        scans = table(head, rows_of(found))
        print(scans)
        if asked.confidences:
            calibrate(Evaluation.of(c for one in found.values() for c in one.comparisons), asked.confidences)
        if asked.readme:
            README.write_text(with_block(README.read_text("utf-8"), "scans", scans), "utf-8")
        if asked.corpus:
            print(table(("field", "text", *LEVELS), of_corpus(folder, asked.corpus)))


if __name__ == "__main__":
    main()
