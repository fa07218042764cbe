"""The page of a folder to subscribe to, in a real browser."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from browsing import Visit
from exports import check
from subscribed import again, report, subscribed

EVIL = "<img src=x onerror=alert(1)>\"'& Wege"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    departments = ("Licht und Wege", "Licht und Wege", "Bäder und Höfe", EVIL, "Langeweile" * 12)
    return subscribed(
        tmp_path_factory.mktemp("page"),
        *(
            report(f"{at}", "2019-02-01", paper=f"V{at}/18", department=each, next_check=check("2019-06-30"))
            for at, each in enumerate(departments)
        ),
    )


@pytest.mark.parametrize("size", [(1400, 900), (360, 740), (320, 256)], ids=["wide", "narrow", "magnified"])
@pytest.mark.parametrize("base_url", [None, "https://stadt.example/abo"])
def test_nothing_is_cut_off_and_axe_finds_no_fault(
    base_url: str | None, size: tuple[int, int], browser: Browser, folder: Path
) -> None:
    again(folder, base_url=base_url)
    visit = Visit(browser, folder / "index.html", size)
    assert visit.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert faults_of_access(visit.page) == []
    assert visit.complaints == []
    assert [url for url in visit.asked if not url.startswith("data:")] == [(folder / "index.html").as_uri()]
    visit.page.close()


def faults_of_access(page: Page) -> list[str]:
    """Return what axe-core, which a package for development brings along, finds wrong with a page."""
    page.evaluate(files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8"))
    violations = page.evaluate("axe.run().then(result => result.violations)")
    return [f"{each['id']}: {[node['html'] for node in each['nodes']]}" for each in violations]


def test_every_file_is_named_and_linked(browser: Browser, folder: Path) -> None:
    again(folder)
    visit = Visit(browser, folder / "index.html", (1400, 900))
    links = visit.page.locator("main a").all()
    named = {str(link.get_attribute("href")): link.inner_text() for link in links}
    assert named.keys() == {path.name for path in folder.iterdir()} - {"index.html"}
    assert named["neuigkeiten.atom"] == "Neue Schreiben und Änderungen des Standes"
    assert named["termine.ics"] == "Alle Termine"
    assert named["termine-geschaeftsbereich-licht-und-wege.ics"] == "Licht und Wege"
    told = visit.page.locator("main").inner_text()
    for words in ("Stand: 1. Januar 2020", "Licht und Wege (2 Termine)", "Bäder und Höfe (1 Termin)",
                  "Alle Termine (5 Termine)", "(Atom-Feed, 5 Einträge)"):  # fmt: skip
        assert words in told
    assert "https://" not in told
    visit.page.close()


def test_addresses_can_be_copied_where_they_are_known(browser: Browser, folder: Path) -> None:
    again(folder, base_url="https://stadt.example/abo/")
    visit = Visit(browser, folder / "index.html", (1400, 900))
    shown = {each.inner_text() for each in visit.page.locator(".address").all()}
    names = {path.name for path in folder.iterdir()} - {"index.html"}
    assert shown == {f"https://stadt.example/abo/{name}" for name in names}
    visit.page.close()


def test_names_from_letters_stay_text(browser: Browser, folder: Path) -> None:
    again(folder)
    visit = Visit(browser, folder / "index.html", (1400, 900))
    assert visit.page.get_by_text(EVIL).count() == 1
    assert visit.page.locator("img, script").count() == 0
    assert visit.complaints == []
    visit.page.close()


def test_its_policy_lets_nothing_in(browser: Browser, folder: Path) -> None:
    again(folder)
    html = (folder / "index.html").read_text("utf-8")
    injected = html.replace(
        "</main>", "<script>document.title = 'x'</script><p style='color:red'>y</p></main>"
    )
    changed = folder.parent / "injected.html"
    changed.write_text(injected, "utf-8")
    visit = Visit(browser, changed, (1400, 900))
    assert visit.page.title() == "Beschlusskontrollen: Neuigkeiten und Termine"
    assert len(visit.complaints) == 2
    assert all("Content Security Policy" in each for each in visit.complaints)
    visit.page.close()


def test_a_folder_without_checks_has_a_page_too(browser: Browser, tmp_path: Path) -> None:
    visit = Visit(browser, subscribed(tmp_path) / "index.html", (1400, 900))
    assert "Alle Termine (0 Termine)" in visit.page.locator("main").inner_text()
    assert visit.page.locator("h3").count() == 0
    assert faults_of_access(visit.page) == []
    visit.page.close()
