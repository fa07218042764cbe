"""Are a resolution's points followed rightly through its letters, and are reports counted late rightly?

    python -m bench.chains [CORPUS]

Reads an annotated corpus twice: its texts alone, and with what the information system says of each file. The
points are compared with tests/chains/dev.json, which says by letter ids which points are the same, decided by
reading. Days late are compared with the corpus's own dates, wherever both of a pair are annotated.
"""

from __future__ import annotations

import datetime as dt
import json
import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any

from ratsdok import convert
from ratsdok.archive.catalogue import open_catalogue
from ratsdok.archive.history import histories
from ratsdok.history.chain import History

ROOT = Path(__file__).parents[1]
ANNOTATION = ROOT / "tests" / "chains" / "dev.json"
CORPUS = ROOT.parent / "shared" / "corpus" / "dev"

Pair = frozenset[tuple[str, int]]
"""Two points that are the same, each a letter's id and the point's place in it."""


@dataclass(frozen=True, slots=True)
class Score:
    """How far histories agree with the annotation.

    Attributes:
        annotated: pairs of points that are the same.
        found: pairs that the histories follow.
        late: pairs of letters whose days late are known by annotated dates.
        late_right: those of them with the same figure.
        late_wrong: figures where another one is annotated.
        in_order: resolutions whose letters are in the order in which they were published.
        resolutions: those with several letters.
    """

    annotated: frozenset[Pair]
    found: frozenset[Pair]
    late: int
    late_right: int
    late_wrong: int
    in_order: int
    resolutions: int

    @property
    def f1(self) -> float:
        """Of the pairs of points."""
        return 2 * len(self.annotated & self.found) / (len(self.annotated) + len(self.found))


def score(catalogue: Path, corpus: Path) -> Score:
    """Compare a catalogue of a corpus's letters with what is annotated."""
    chains = json.loads(ANNOTATION.read_text("utf-8"))["resolutions"]
    with open_catalogue(catalogue) as opened:
        found = {_ids(each): each for each in histories(opened, dt.date.max)}
    chain_of = {each: frozenset(chain["letters"]) for chain in chains for each in chain["letters"]}
    annotated = {pair for chain in chains for group in chain["points"] for pair in _pairs(group)}
    followed = {
        pair
        for ids, history in found.items()
        for course in history.courses
        for pair in _pairs(
            [(ids[each.letter], each.place) for each in course.stations if each.place is not None]
        )
        if all(letter in chain_of for letter, _ in pair)
    }
    expected = dict(_days_late(chains, corpus))
    told = {pair: late for ids, history in found.items() for pair, late in _told(ids, history)}
    return Score(
        frozenset(annotated),
        frozenset(followed),
        late=len(expected),
        late_right=sum(told.get(pair) == late for pair, late in expected.items()),
        late_wrong=sum(told[pair] != late for pair, late in expected.items() if pair in told),
        in_order=sum(tuple(chain["letters"]) in found for chain in chains),
        resolutions=len(chains),
    )


def _ids(history: History) -> tuple[str, ...]:
    return tuple(Path(letter.document.name).stem for letter in history.letters)


def _pairs(group: list[Any]) -> Iterator[Pair]:
    yield from (frozenset(pair) for pair in combinations([(letter, place) for letter, place in group], 2))


def _told(ids: tuple[str, ...], history: History) -> Iterator[tuple[tuple[str, str], int]]:
    """Yield the days late that a history tells, by the letters they lie between."""
    for (one, other), letter in zip(pairwise(ids), history.letters, strict=False):
        if letter.promise and letter.promise.days_late is not None:
            yield (one, other), letter.promise.days_late


def _days_late(chains: list[Any], corpus: Path) -> Iterator[tuple[tuple[str, str], int]]:
    """Yield the days late of all letters that follow one another and whose dates are annotated."""
    for chain in chains:
        for one, other in pairwise(chain["letters"]):
            promised = _gold(corpus, one)["next_check"]
            came = _gold(corpus, other)["date"]
            if promised and came:
                days = dt.date.fromisoformat(came) - dt.date.fromisoformat(promised["date"])
                yield (one, other), days.days


def _gold(corpus: Path, letter: str) -> dict[str, Any]:
    gold: dict[str, Any] = json.loads((corpus / "gold" / f"{letter}.json").read_text("utf-8"))
    return gold


def with_titles(corpus: Path, folder: Path) -> Path:
    """Fill a folder with the corpus's letters and with OParl JSON that says what its index says of them."""
    papers: dict[str, list[dict[str, Any]]] = {}
    for line in (corpus / "meta.jsonl").read_text("utf-8").splitlines():
        entry = json.loads(line)
        papers.setdefault(entry["paper"], []).append(entry)
        shutil.copy(corpus / "raw" / f"{entry['id']}.txt", folder)
    for number, (paper, entries) in enumerate(papers.items()):
        files = [
            {
                "id": f"https://example.org/file/{entry['id']}",
                "type": "https://schema.oparl.org/1.1/File",
                "name": entry["oparl_name"],
                "date": entry["oparl_date"],
                "fileName": f"{entry['id']}.txt",
            }
            for entry in entries
        ]
        told = {
            "id": f"https://example.org/paper/{number}",
            "type": "https://schema.oparl.org/1.1/Paper",
            "reference": paper,
            "auxiliaryFile": files,
        }
        (folder / f"paper-{number}.json").write_text(json.dumps(told), "utf-8")
    return folder


def scores(corpus: Path) -> Iterator[tuple[str, Score]]:
    """Yield how far histories agree with the annotation: of the texts alone, and with their titles."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for title, source in (("texts alone", corpus / "raw"), ("with titles and dates of OParl", None)):
            if source is None:
                (folder / "oparl").mkdir()
                source = with_titles(corpus, folder / "oparl")
            catalogue = folder / f"{title}.db"
            for outcome in convert(source, catalogue):
                assert not outcome.error, outcome
            yield title, score(catalogue, corpus)


def main(arguments: list[str]) -> None:
    """Print the figures."""
    corpus = Path(arguments[0]) if arguments else CORPUS
    for title, each in scores(corpus):
        print(f"{title}:")
        print(f"  points across letters: F1 {each.f1:.3f} ({len(each.annotated)} pairs annotated)")
        print(f"  days late: {each.late_right} of {each.late} right, {each.late_wrong} wrong")
        print(f"  letters in order: {each.in_order} of {each.resolutions} resolutions")


if __name__ == "__main__":
    main(sys.argv[1:])
