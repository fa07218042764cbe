"""The sample archive in `archive/`: letters as a council's information system keeps them, by years."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from samples.bindings import bound
from samples.chain import Chain, ChainLetter, ScanText, load_chains
from samples.proof import printed_letter
from samples.scanner import LEVELS, Setting, scan
from samples.texts import LetterText
from samples.truth import as_json, truth_of

ARCHIVE = Path(__file__).with_name("archive")
TRUTH = "chains.json"
_REPORTS = {
    "interim": "Zwischenbericht",
    "final": "Abschlussbericht",
    "mixed": "Zwischenbericht",
    None: "Bericht",
}


class Filed(NamedTuple):
    """A document of the archive.

    Attributes:
        path: in the archive.
        letter: that it holds.
        scan: how it was scanned; None where it was filed as it was printed.
    """

    path: Path
    letter: LetterText
    scan: ScanText | None

    def data(self) -> bytes:
        """Print the letter, scan it if it is a scan, and return the file."""
        if self.scan is None:
            return printed_letter(self.letter).pdf
        print_ = printed_letter(self.letter, unstamped=True)
        setting = Setting(self.scan.dpi, self.scan.mode, self.scan.quality)
        return bound(scan(print_, self.letter, LEVELS[self.scan.level], self.scan.seed, setting), "pdf")


def filed() -> Iterator[Filed]:
    """Yield all documents of the archive."""
    for chain in load_chains():
        for letter in chain.letters:
            content = chain.in_full(letter)
            for path, scanned in zip(paths_of(chain, letter), letter.scans or [None], strict=True):
                yield Filed(path, content, scanned)


def paths_of(chain: Chain, letter: ChainLetter) -> list[Path]:
    """Return where a letter's documents lie in the archive: one, or one for each scan."""
    name = f"BK_{chain.paper.replace('/', '-')}_{letter.date:%Y_%m_%d}_{_REPORTS[letter.report]}"
    copies = ["", *(f"_{number}" for number in range(2, len(letter.scans) + 1))]
    return [Path(f"{letter.date:%Y}", f"{name}{copy}.pdf") for copy in copies]


def make_archive(folder: Path, *, scans: bool = False) -> list[str]:
    """Write the archive into a folder; return the paths of what was written.

    Args:
        folder: made where there is none.
        scans: write the scanned letters, instead of the printed ones and what must come out of all of them.
    """
    made = []
    for each in filed():
        if scans is (each.scan is not None):
            path = folder / each.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(each.data())
            made.append(str(each.path))
    if not scans:
        truths = [
            truth_of(chain, [[path.name for path in paths_of(chain, each)] for each in chain.letters])
            for chain in load_chains()
        ]
        (folder / TRUTH).write_text(as_json(truths), "utf-8", newline="\n")
        made.append(TRUTH)
    return made
