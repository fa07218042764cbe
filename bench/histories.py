"""How long do the histories of a large archive take, and how much memory? How fast does their page open?

    python -m bench.histories [--readme]

The letters are invented, see `bench.resolutions`. Each way is a process of its own, measured from start to
end; the page is opened in Debian's chromium, until its list can be used.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from bench.readme import tell
from bench.resolutions import LETTERS_EACH, fill

RESOLUTIONS = 10_000

_CHAINS = """
import datetime as dt, resource, sys
from ratsdok.archive.catalogue import open_catalogue
from ratsdok.archive.history import histories
with open_catalogue(sys.argv[1]) as catalogue:
    letters = sum(len(each.letters) for each in histories(catalogue, dt.date(2040, 1, 1)))
print(letters, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""
_PAGE = """
import datetime as dt, resource, sys
from ratsdok import report
report(sys.argv[1], sys.argv[2], as_of=dt.date(2040, 1, 1))
print(0, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def measured(script: str, *arguments: Path) -> tuple[float, int, float]:
    """Run a script; return its seconds, the number that it tells, and the most memory that it had, in MB."""
    begin = time.perf_counter()
    told = subprocess.run(
        [sys.executable, "-c", script, *arguments], stdout=subprocess.PIPE, text=True, check=True
    ).stdout.split()
    return time.perf_counter() - begin, int(told[0]), int(told[1]) * 1024 / 1e6  # the system tells KiB


def opened(page: Path) -> float:
    """Return the seconds from asking for a page until its list can be used."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - only here

    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        tab = browser.new_page()
        tab.goto("about:blank")
        begin = time.perf_counter()
        tab.goto(page.as_uri())
        tab.wait_for_selector("tbody tr")
        tab.evaluate("new Promise(done => requestAnimationFrame(() => setTimeout(done)))")
        seconds = time.perf_counter() - begin
        browser.close()
    return seconds


def figures() -> Iterator[tuple[str, str]]:
    """Yield all of them."""
    with tempfile.TemporaryDirectory() as name:
        catalogue, page = Path(name) / "archive.db", Path(name) / "report.html"
        fill(catalogue, RESOLUTIONS)
        seconds, letters, memory = measured(_CHAINS, catalogue)
        assert letters == RESOLUTIONS * LETTERS_EACH, letters
        what = f"{RESOLUTIONS:,} resolutions with {letters:,} letters"
        yield f"histories of {what}", f"{seconds:.1f} s, {memory:.0f} MB"
        seconds, _, memory = measured(_PAGE, catalogue, page)
        yield (
            "writing their page",
            f"{seconds:.1f} s, {memory:.0f} MB ({page.stat().st_size / 1e6:.0f} MB large)",
        )
        yield "opening it in a browser", f"{opened(page):.1f} s"


if __name__ == "__main__":
    tell("histories", figures(), sys.argv[1:])
