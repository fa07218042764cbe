"""How fast are scans read? Whole conversions against the bare engine and against ocrmypdf.

    python -m bench.recognition [--readme] [SCAN.pdf ...]

Without files, letters of all levels of decay are printed and scanned for the purpose. Everything runs in one
run on the same files, one after the other, each on one core; what counts are the ratios. The bare engine is
tesserocr in this process with its own defaults, and it is handed the very pictures, rendered beforehand, that
ratsdok recognises. ocrmypdf is measured where it is installed (Debian: `apt-get install ocrmypdf`).
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from statistics import median
from time import perf_counter

from samples.scans import write_letters

from bench.parsing import SAMPLES
from bench.reading import milliseconds
from bench.readme import README, table, with_block

os.environ["OMP_THREAD_LIMIT"] = "1"  # before any engine is loaded: one core for each of them

import pypdfium2
import tesserocr

import ratsdok
from ratsdok.reading.ocr.models import model_folder
from ratsdok.reading.ocr.settings import AUTO
from ratsdok.reading.pdf import picture_of_page
from ratsdok.reading.picture import Picture
from ratsdok.reading.source import load

LETTERS = 24
SEED = 1
LARGE = 300  # dpi of the page whose memory is measured
GOOD_LAYER = SAMPLES / "gleisdreieck.pdf"


def pictures_of(path: Path) -> list[Picture]:
    """Return the pictures of a PDF's pages, as they are recognised."""
    source = load(path)
    with pypdfium2.PdfDocument(path) as document:
        return [picture_of_page(source, number) for number in range(1, len(document) + 1)]


def bare(engine: tesserocr.PyTessBaseAPI, pictures: Iterable[Picture]) -> float:
    """Return the seconds that the engine takes to recognise pictures."""
    start = perf_counter()
    for picture in pictures:
        height, width = picture.grey.shape
        engine.SetImageBytes(picture.grey.tobytes(), width, height, 1, width)
        engine.SetSourceResolution(round(picture.dpi))
        engine.GetTSVText(0)
    return perf_counter() - start


def seconds(action: list[str]) -> float:
    """Return the seconds that a process takes; one that fails is an error, not a fast one."""
    start = perf_counter()
    subprocess.run(action, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
    return perf_counter() - start


def conversions(paths: Sequence[Path]) -> Iterator[tuple[str, str]]:
    """Yield how long whole conversions take beside the bare engine and ocrmypdf, file by file in turn."""
    whole, engine_alone, layers = 0.0, 0.0, 0.0
    ocrmypdf = shutil.which("ocrmypdf")
    ratsdok.parse(paths[0])
    with tesserocr.PyTessBaseAPI(path=str(model_folder(AUTO)), lang="deu") as engine:
        for path in paths:
            start = perf_counter()
            ratsdok.parse(path)
            whole += perf_counter() - start
            engine_alone += bare(engine, pictures_of(path))
            if ocrmypdf:
                with tempfile.NamedTemporaryFile(suffix=".pdf") as out:
                    options = "-l deu -j 1 --quiet --force-ocr".split()
                    layers += seconds([ocrmypdf, *options, str(path), out.name])
    yield f"scanned letter to its record, warm (mean of {len(paths)})", f"{whole / len(paths):.2f} s"
    yield "… divided by what the bare engine takes for the same pictures", f"{whole / engine_alone:.2f}"
    if ocrmypdf:
        yield "… divided by what `ocrmypdf -l deu` takes for the same files", f"{whole / layers:.2f}"


def throughput(paths: Sequence[Path]) -> Iterator[tuple[str, str]]:
    """Yield how many times as fast two workers are as one, by the command line, whole processes.

    Each file is read twice, so that starting weighs little.
    """
    command = [sys.executable, "-m", "ratsdok", "parse", *map(str, [*paths, *paths]), "--format", "jsonl"]
    one, two = (seconds([*command, "--workers", workers]) for workers in ("1", "2"))
    yield "two workers, as many times as fast as one", f"{one / two:.2f}"


def memory(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield the peak memory of the process that parses and of its worker, for a page of A4 at 300 dpi."""
    page = folder / "large.pdf"
    with pypdfium2.PdfDocument(GOOD_LAYER) as document:
        document[0].render(scale=LARGE / 72).to_pil().save(page, resolution=LARGE)
    command = [sys.executable, "-m", "bench.recognition", "--peaks", str(page)]
    told = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout
    own, worker = map(float, told.split())
    what = f"A4 at {LARGE} dpi in colour"
    yield f"peak memory, {what}: the process that parses, its recogniser", f"{own:.0f} MB, {worker:.0f} MB"


def peaks(path: Path) -> tuple[float, float]:
    """Return the peak memory of this process and its recogniser in MB, after parsing a file; Linux only."""
    ratsdok.parse(path)
    own = Path("/proc/self/task")
    (worker,) = {child for task in own.iterdir() for child in (task / "children").read_text().split()}
    return _peak("self"), _peak(worker)


def _peak(process: str) -> float:
    found = re.search(r"VmHWM:\s+(\d+) kB", Path(f"/proc/{process}/status").read_text())
    assert found
    return int(found[1]) * 1024 / 1e6


def good_layers() -> Iterator[tuple[str, str]]:
    """Yield what a letter with a good text layer pays for the question whether it is good."""
    data = GOOD_LAYER.read_bytes()
    rounds = [
        [milliseconds(lambda mode=mode: ratsdok.parse(data, ocr=mode), 1) for mode in ("auto", "never")]  # type: ignore[misc]
        for _ in range(30)
    ]
    auto, never = (median(column) for column in zip(*rounds, strict=True))
    yield "letter with a good text layer, `--ocr auto` divided by `--ocr never`", f"{auto / never:.2f}"


def figures(paths: Sequence[Path] = ()) -> Iterator[tuple[str, str]]:
    """Yield all figures of recognising."""
    with tempfile.TemporaryDirectory() as temporary:
        if not paths:
            write_letters(Path(temporary), range(SEED, SEED + LETTERS), "mixed", "pdf")
            paths = sorted((Path(temporary) / "scans").iterdir())
        yield from conversions(paths)
        yield from throughput(paths)
        yield from memory(Path(temporary))
        yield from good_layers()


if __name__ == "__main__":
    if "--peaks" in sys.argv:
        print(*peaks(Path(sys.argv[-1])))
    else:
        scans = [Path(name) for name in sys.argv[1:] if name != "--readme"]
        measured = table(("what", "figure"), figures(scans))
        print(measured, end="")
        if "--readme" in sys.argv:
            README.write_text(with_block(README.read_text("utf-8"), "recognition", measured), "utf-8")
