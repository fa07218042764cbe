"""Read all sample letters and report on the sample archive: `python -m samples.demo FOLDER`."""

from __future__ import annotations

import sys
from pathlib import Path

from ratsdok import Letter, convert, parse, report
from ratsdok.archive.catalogue import open_catalogue
from ratsdok.archive.history import histories
from ratsdok.cli.formats import look
from ratsdok.cli.summary import overview, summary
from ratsdok.cli.timeline import overview as standing
from samples.filing import ARCHIVE
from samples.truth import AS_OF

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


def convert_archive(folder: Path) -> Path:
    """Convert the sample archive into a new catalogue in a folder; return its path."""
    catalogue = folder / "archive.db"
    for former in folder.glob("archive.db*"):
        former.unlink()
    for outcome in convert(ARCHIVE, catalogue):
        if outcome.error:
            raise outcome.error
    return catalogue


def show_letters(folder: Path, width: int, *, colour: bool) -> None:
    """Read the sample letters; print one in full, and an overview of all."""
    records = read_all(folder)
    shown = next(letter for letter in records if letter.document.name == _SHOWN)
    print(f"{len(records)} documents read; all that was found in them, with evidence: {folder}/*.json\n")
    print(summary(shown, width=width, colour=colour))
    print(overview(records, width=width, colour=colour))


def show_archive(folder: Path, width: int, *, colour: bool) -> None:
    """Convert the sample archive and write the report on it; print what is open on the archive's day."""
    catalogue, page = convert_archive(folder), folder / "bericht.html"
    with open_catalogue(catalogue) as opened:
        count, left_out = report(opened, page, as_of=AS_OF)
        waiting = [each for each in histories(opened, AS_OF) if each.state != "settled"]
        print(standing(waiting, AS_OF, width=width, colour=colour))
    print(f"the letters of {count} resolutions: {catalogue} (left out: {left_out.confidential} confidential)")
    print(f"the report on them, to open in a browser: {page}")


if __name__ == "__main__":
    target = Path(sys.argv[1])
    columns, in_colour = look(sys.stdout.isatty())
    show_letters(target, columns, colour=in_colour)
    show_archive(target, columns, colour=in_colour)
