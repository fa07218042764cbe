"""A run: documents are sorted, converted, entered batch by batch, and told as soon as they are entered."""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from itertools import chain, islice
from typing import Literal

from ratsdok.archive.catalogue import Where, open_catalogue
from ratsdok.archive.ledger import PATIENCE, Filing, Ledger, Reading
from ratsdok.archive.lock import only_run
from ratsdok.conversion.outcome import Outcome
from ratsdok.conversion.sources import Sources
from ratsdok.conversion.triage import Step, Triage
from ratsdok.conversion.work import Done, Engine, Settings
from ratsdok.errors import NoDocumentsError, RatsdokError
from ratsdok.pipeline import Mode, Ocr, ProfileName
from ratsdok.profile import load_profile

EngineName = Literal["processes", "ray"]

_BATCH = 250
"""Documents entered together."""

_BATCH_SECONDS = 1.0
"""What is done is entered after this time, however little it is: a run that is killed loses no more."""

_PAUSE = 0.2  # seconds to wait for a document before looking whether there is something to enter

_LEAST_MEMORY = 512  # MiB; libraries and models alone take 300


class Conversion:
    """A run, which goes on as its outcomes are asked for.

    Attributes:
        sources: what is converted.
        tally: so far: how many documents were `converted`, `unchanged`, `failed`; `letters` are those of the
            converted ones.
    """

    def __init__(
        self,
        names: Sequence[str],
        catalogue: Where,
        settings: Settings,
        engine: Callable[[], Engine],
        *,
        retry_failed: bool,
        redo: bool,
    ) -> None:
        self.sources = Sources(names)
        self.tally: Counter[str] = Counter()
        self._catalogue = catalogue
        self._settings = settings
        self._make_engine = engine
        self._retry_failed = retry_failed
        self._redo = redo
        self._begun: dict[str, Step] = {}
        self._waiting: dict[str, list[Step]] = {}
        self._failed: dict[str, RatsdokError] = {}
        self._settled: list[tuple[Filing, Outcome]] = []
        self._last_entry = time.monotonic()
        self._outcomes = self._run()

    def __iter__(self) -> Iterator[Outcome]:
        return self

    def __next__(self) -> Outcome:
        return next(self._outcomes)

    def close(self) -> None:
        """End the run now; what is done is entered, what is begun is not."""
        self._outcomes.close()

    @property
    def documents(self) -> int:
        """How many documents are settled so far, however."""
        return self.tally["converted"] + self.tally["unchanged"] + self.tally["failed"]

    def in_hand(self, most: int) -> list[str]:
        """Return the places of the documents that were begun first and are not done."""
        return [step.filing.place for step in islice(self._begun.values(), most)]

    def _run(self) -> Generator[Outcome, None, None]:
        found = iter(self.sources)
        first = next(found, None)
        if first is None:  # then no catalogue is made
            raise self._nothing_found()
        with (
            open_catalogue(self._catalogue, create=True) as catalogue,
            only_run(catalogue) as lock,
            closing(self._make_engine()) as engine,
        ):
            ledger = Ledger(catalogue, lock, self._settings.profile.name, patience=PATIENCE)
            ledger.begin_run(self.sources.names, self._settings.as_told())
            triage = Triage(ledger, self._settings, redo=self._redo, retry_failed=self._retry_failed)
            try:
                yield from self._work_through(triage.steps(chain([first], found)), engine, ledger)
            except (KeyboardInterrupt, GeneratorExit):
                self._enter(ledger)
                raise
            ledger.end_run()

    def _work_through(self, steps: Iterator[Step], engine: Engine, ledger: Ledger) -> Iterator[Outcome]:
        more = True
        while more or self._begun:
            while more and len(self._begun) < engine.capacity and not self._is_time_to_enter():
                step = next(steps, None)
                if step is None:
                    more = False
                else:
                    self._take(step, engine)
            for done in engine.done(_PAUSE if self._begun else 0):
                self._finish(done)
            if self._is_time_to_enter():
                yield from self._enter(ledger)
        yield from self._enter(ledger)

    def _take(self, step: Step, engine: Engine) -> None:
        sha256 = step.filing.sha256
        if sha256 is None:
            self._settle(step.filing, error=step.error, is_new=True)
        elif step.work:
            self._begun[sha256] = step
            engine.begin(step.work)
        elif sha256 in self._begun:
            self._waiting.setdefault(sha256, []).append(step)
        else:
            if step.error and not step.is_repeated:
                self._failed[sha256] = step.error
            self._settle(step.filing, error=self._failed.get(sha256))

    def _finish(self, done: Done) -> None:
        """Settle a document that was worked on, and the others like it that were met meanwhile."""
        sha256 = done.work.sha256
        step = self._begun.pop(sha256)
        reading = Reading(
            done.work.place.file, step.options, done.seconds, done.document or {}, done.letters, done.error
        )
        self._settle(replace(step.filing, reading=reading), error=done.error, is_new=True)
        if done.error:
            self._failed[sha256] = done.error
        for other in self._waiting.pop(sha256, ()):
            self._settle(other.filing, error=done.error)

    def _settle(self, filing: Filing, *, error: RatsdokError | None, is_new: bool = False) -> None:
        reading = filing.reading
        outcome = Outcome(
            filing.place,
            "failed" if error else "converted" if is_new else "unchanged",
            filing.sha256,
            error,
            is_new,
            reading.seconds if reading else 0.0,
            reading.letters if reading else (),
        )
        self._settled.append((filing, outcome))
        self.tally[outcome.state] += 1
        self.tally["letters"] += len(outcome.rows)

    def _is_time_to_enter(self) -> bool:
        if not self._settled:
            return False
        return len(self._settled) >= _BATCH or time.monotonic() - self._last_entry > _BATCH_SECONDS

    def _enter(self, ledger: Ledger) -> list[Outcome]:
        """Enter what is settled, and return what may now be told; broken off, it can be done again."""
        settled = self._settled
        if settled:
            ledger.enter([filing for filing, _ in settled], self.tally)
        self._settled = []
        self._last_entry = time.monotonic()
        return [outcome for _, outcome in settled]

    def _nothing_found(self) -> NoDocumentsError:
        others = self.sources.others()
        found = f" (but other files: {others})" if others else ""
        first, *further = self.sources.names
        source = f"{first} and {len(further)} more" if further else first
        return NoDocumentsError(f"there are no documents{found}", source=source)


def convert(
    sources: str | os.PathLike[str] | Sequence[str | os.PathLike[str]],
    catalogue: Where,
    *,
    profile: ProfileName = "dresden",
    password: str | None = None,
    ocr: Mode | Ocr = "auto",
    workers: int | None = None,
    seconds: float = 600,
    memory: int = 2048,
    retry_failed: bool = False,
    redo: bool = False,
    engine: EngineName = "processes",
    address: str | None = None,
) -> Conversion:
    """Convert documents into a catalogue; what is there already, and up to date, is not done again.

    The outcomes come as they are entered; the run goes on only as they are asked for. In a script the call
    belongs below `if __name__ == "__main__":`, since processes are started.

    Args:
        sources: folders, files, zip archives, URLs.
        catalogue: the path of an SQLite file or the URL of a database; made where there is none.
        profile: the city whose letters these are.
        password: opens encrypted PDFs.
        ocr: how page images are to be recognised.
        workers: processes; as many as there are cores by default.
        seconds: that a document may take.
        memory: MiB that a process may have (Linux).
        retry_failed: convert those again that failed before.
        redo: convert all of them again.
        engine: `processes` of this machine, or a cluster of `ray`.
        address: of a Ray cluster; None starts one on this machine.

    Returns:
        An iterator of outcomes.

    Raises:
        RatsdokError: nothing can be converted: the sources are not there, the catalogue is none, is another
            version's, cannot be reached, or another run is writing into it. What is wrong with a document is
            its outcome's `error` instead.
        ValueError: a number makes no sense.
    """
    named = [sources] if isinstance(sources, str | os.PathLike) else list(sources)
    how = ocr if isinstance(ocr, Ocr) else Ocr(ocr)
    settings = Settings(load_profile(profile), password, replace(how, workers=1))
    at_a_time = workers or os.cpu_count() or 1
    if at_a_time < 1 or seconds <= 0 or memory < _LEAST_MEMORY:
        raise ValueError(f"convert needs a worker, some seconds, and {_LEAST_MEMORY} MiB of memory at least")

    def make_engine() -> Engine:
        if engine == "ray":
            from ratsdok.conversion.cluster import Cluster  # noqa: PLC0415 - an extra

            return Cluster(settings, address=address, seconds=seconds, memory=memory)
        from ratsdok.conversion.pool import Processes  # noqa: PLC0415 - not needed by a cluster

        return Processes(settings, workers=at_a_time, seconds=seconds, memory=memory)

    names = [os.fspath(each) for each in named]
    return Conversion(names, catalogue, settings, make_engine, retry_failed=retry_failed, redo=redo)
