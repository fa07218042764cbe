"""Read all sample letters and show what came out: `python -m samples.demo FOLDER`."""

from __future__ import annotations

import sys
from pathlib import Path

from ratsdok import Letter, parse
from ratsdok.cli.formats import look
from ratsdok.cli.summary import overview, summary

_SHOWN = "uferradweg.pdf"  # four points, four different statuses


def read_all(folder: Path) -> list[Letter]:
    """Read every PDF beside this file and write its record into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    letters = []
    for path in sorted(Path(__file__).parent.glob("*.pdf")):
        letter = parse(path)
        (folder / f"{path.stem}.json").write_text(letter.to_json(), "utf-8")
        letters.append(letter)
    return letters


if __name__ == "__main__":
    target = Path(sys.argv[1])
    records = read_all(target)
    width, colour = look(sys.stdout.isatty())
    shown = next(letter for letter in records if letter.document.name == _SHOWN)
    print(f"{len(records)} documents read; all that was found in them, with evidence: {target}/*.json\n")
    print(summary(shown, width=width, colour=colour))
    print(overview(records, width=width, colour=colour))
