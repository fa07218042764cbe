"""What all tests share: the annotated corpus beside the repository, and what a skipped test means in CI."""

from __future__ import annotations

import os
import shutil
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from postgres import Server


CORPUS = Path(os.environ.get("RATSDOK_CORPUS") or Path(__file__).parents[2] / "shared/corpus/dev")
_CHROMIUM_ALONE = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip
HAS_CORPUS = (CORPUS / "gold").is_dir()


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of the annotated corpus; a test that asks for it is skipped where there is none."""
    return CORPUS


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """A real PostgreSQL server."""
    import postgres as postgresql  # noqa: PLC0415 - this file is also tried alone

    if not postgresql.is_installed():
        pytest.skip("no PostgreSQL server is installed (Debian: apt-get install postgresql)")
    server = postgresql.Server()
    yield server
    server.remove()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A real browser, Debian's chromium."""
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        pytest.skip("no Chromium (Debian: apt-get install chromium)")
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - this file is also tried alone

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=_CHROMIUM_ALONE)
        yield browser
        browser.close()


@pytest.fixture(params=["sqlite", "postgresql"])
def where(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a catalogue may be made, in each kind of database."""
    if request.param == "sqlite":
        return str(tmp_path / "archive.db")
    server: Server = request.getfixturevalue("postgres")
    return server.new_database()


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "corpus: needs the annotated corpus; skipped where there is none")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "corpus" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.corpus)
        if not HAS_CORPUS and item.get_closest_marker("corpus"):
            item.add_marker(pytest.mark.skip(reason=f"no annotated corpus at {CORPUS} (RATSDOK_CORPUS)"))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    excused = item.get_closest_marker("corpus") and not HAS_CORPUS
    if report.skipped and not hasattr(report, "wasxfail") and not excused:
        fail_in_ci(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    report = yield
    if report.skipped:
        fail_in_ci(report)
    return report


def fail_in_ci(report: pytest.TestReport | pytest.CollectReport) -> None:
    """In CI (CI=true) a test that does not run is a test that fails: nobody would notice it otherwise."""
    if os.environ.get("CI") == "true":
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome = "failed"
        report.longrepr = f"Skipped, which counts as a failure in CI: {reason}"
