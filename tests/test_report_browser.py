"""The page on a catalogue's resolutions in a real browser: sorting, filtering, opening, printing."""

from __future__ import annotations

import io
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import Browser, Page, expect

from browsing import Visit
from ratsdok.reporting.page import document as report_page
from reported import EVERYTHING, many, saved

WIDE = (1280, 900)
NARROW = (360, 740)
NUMBER = 230


@pytest.fixture(scope="module", params=["plain", "packed"])
def written(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page on many resolutions, its parts as they are and packed."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(report_page, "LIMIT", 2**30 if request.param == "plain" else 0)
        return saved(tmp_path_factory.mktemp(request.param), *many(NUMBER), EVERYTHING)


@pytest.fixture
def visit(browser: Browser, written: Path) -> Iterator[Visit]:
    visit = Visit(browser, written, WIDE)
    yield visit
    assert visit.complaints == []
    assert {url.partition("#")[0] for url in visit.asked if not url.startswith("data:")} == {written.as_uri()}
    visit.page.close()


def papers(page: Page) -> list[str]:
    return page.locator("[data-rows] [data-cell=paper]").all_inner_texts()


def tally(page: Page) -> str:
    return page.locator("[data-tally]").inner_text()


def test_a_hundred_are_shown_at_a_time(visit: Visit) -> None:
    page = visit.page
    assert tally(page) == "231 Beschlüsse, Seite 1 von 3"
    first = papers(page)
    assert len(first) == 100
    assert page.get_by_role("button", name="Vorige Seite").is_disabled()
    page.get_by_role("button", name="Nächste Seite").click()
    assert visit.focused() == "liste-titel"
    second = papers(page)
    page.get_by_role("button", name="Nächste Seite").click()
    assert tally(page) == "231 Beschlüsse, Seite 3 von 3"
    assert page.get_by_role("button", name="Nächste Seite").is_disabled()
    assert len({*first, *second, *papers(page)}) == 231


def test_the_first_rows_are_those_that_stand_there_without_a_script(
    visit: Visit, browser: Browser, written: Path
) -> None:
    other = Visit(browser, written, WIDE, java_script_enabled=False)
    assert visit.page.locator("[data-rows]").inner_text() == other.page.locator("[data-rows]").inner_text()
    assert not other.page.locator(".controls").is_visible()
    assert "Ohne JavaScript" in other.page.locator("noscript").inner_text()
    other.page.close()


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [("Vorlage", "V0000/20", "V9999/21"), ("Gegenstand", "Ämter im Ortsteil 4", "Zäune im Ortsteil 228")],
)
def test_a_heading_sorts_by_its_column_and_back(name: str, first: str, last: str, visit: Visit) -> None:
    page = visit.page
    heading = page.get_by_role("columnheader", name=name)
    button = heading.get_by_role("button")
    button.focus()
    page.keyboard.press("Enter")
    expect(heading).to_have_attribute("aria-sort", "ascending")
    expect(page.locator("[data-rows] tr").first).to_contain_text(first)
    page.keyboard.press("Enter")
    expect(heading).to_have_attribute("aria-sort", "descending")
    expect(page.locator("[data-rows] tr").first).to_contain_text(last)
    assert page.locator("[aria-sort]").count() == 1


def test_what_is_unread_comes_last_whichever_way(visit: Visit) -> None:
    page = visit.page
    page.get_by_label("Suche").fill("ortsteil 7")
    button = page.get_by_role("columnheader", name="Nächste Kontrolle").get_by_role("button")
    for _ in range(2):
        button.click()
        assert page.locator("[data-rows] [data-cell=due]").all_inner_texts()[-1] == "–"


def test_search_knows_umlauts_and_joins_words(visit: Visit) -> None:
    page = visit.page
    page.get_by_label("Suche").fill("STRASSEN 12")
    expected = [at for at in range(NUMBER) if at % 5 == 2 and "12" in f"{at:04}"]
    assert tally(page) == f"{len(expected)} Beschlüsse von 231"
    page.get_by_label("Suche").fill("aemter")
    assert tally(page) == "46 Beschlüsse von 231"
    page.get_by_label("Suche").fill("v0017/21")
    assert papers(page) == ["V0017/21"]
    page.get_by_label("Suche").fill("gibt es nicht")
    assert page.get_by_text("Kein Beschluss passt zu Suche und Filtern.").is_visible()
    assert not page.get_by_role("table", name="Liste der Beschlüsse").is_visible()
    page.get_by_role("button", name="Filter aufheben").click()
    assert tally(page) == "231 Beschlüsse, Seite 1 von 3"
    assert visit.focused() == "suche"


def test_filters_go_together(visit: Visit) -> None:
    page = visit.page
    page.get_by_label("Stand", exact=True).select_option(label="offen (77)")
    assert tally(page) == "77 Beschlüsse von 231"
    page.get_by_label("Gremium", exact=True).select_option(label="Jugendhilfeausschuss (77)")
    assert tally(page) == "77 Beschlüsse von 231"
    year = page.locator("#filter-year option", has_text="2023").get_attribute("value")
    page.get_by_label("Jahr", exact=True).select_option(year)
    expected = [at for at in range(NUMBER) if at % 3 == 1 and at % 4 == 3]  # tabled then, so passed then
    assert tally(page) == f"{len(expected)} Beschlüsse von 231"
    page.get_by_role("button", name="Filter aufheben").click()
    page.get_by_label("nur mit unsicherem Stand").check()
    assert tally(page) == "78 Beschlüsse von 231"
    assert page.locator("[data-rows] .c-state .doubt:visible").count() == 78


def test_a_chart_leads_to_its_rows(visit: Visit) -> None:
    page = visit.page
    page.locator("section[aria-labelledby=gremien]").get_by_role("link", name="Jugendhilfeausschuss").click()
    assert tally(page) == "77 Beschlüsse von 231"
    assert visit.focused() == "liste-titel"


def test_a_resolution_opens_and_the_way_back_leads_to_its_row(visit: Visit) -> None:
    page = visit.page
    link = page.get_by_role("link", name="V0060/20")
    link.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".part:visible h2")).to_have_text("Bänke im Ortsteil 60")
    assert visit.focused() == "dresden-V0060-20--t"
    assert page.title().startswith("V0060/20 – ")
    assert not page.locator("#uebersicht").is_visible()
    page.go_back()
    expect(page.locator("#uebersicht")).to_be_visible()
    assert page.evaluate("document.activeElement.textContent") == "V0060/20"
    assert not page.locator(".part").first.is_visible()


def test_neighbours_are_those_of_the_list(visit: Visit) -> None:
    page = visit.page
    page.get_by_label("Suche").fill("ortsteil 22")
    order = papers(page)
    page.get_by_role("link", name=order[0]).click()
    for paper in order[1:]:
        page.get_by_role("link", name="Nächster").click()
        expect(page.locator(".part:visible .eyebrow")).to_have_text(paper)
    assert page.get_by_role("link", name="Nächster").count() == 0
    assert page.locator("[data-position]").inner_text() == f"{len(order)} von {len(order)}"


def test_an_address_opens_its_resolution_at_once(browser: Browser, written: Path) -> None:
    page = browser.new_page()
    page.goto(f"{written.as_uri()}#dresden-V0229-21")
    expect(page.locator(".part:visible h2")).to_have_text("Ämter im Ortsteil 229")
    page.goto(f"{written.as_uri()}#dresden-V9999-21--s2")
    expect(page.locator("[id='dresden-V9999-21--s2']")).to_be_focused()
    page.goto(f"{written.as_uri()}#gibt-es-nicht")
    expect(page.locator("#uebersicht")).to_be_visible()
    page.goto(f"{written.as_uri()}#%E0%A4%A")
    expect(page.locator("#uebersicht")).to_be_visible()
    page.close()


def test_a_click_on_a_row_opens_it(visit: Visit) -> None:
    visit.page.locator("[data-rows] tr").nth(2).locator(".c-subject").click()
    expect(visit.page.locator(".part:visible")).to_have_count(1)


def test_what_cannot_be_unpacked_is_said(
    browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(report_page, "LIMIT", 0)
    file = saved(tmp_path, *many(3))
    html = file.read_text("utf-8")
    at = html.index('data-pack="0">') + len('data-pack="0">')
    file.write_text(html[:at] + "AAAA" + html[at + 4 :], "utf-8")
    page = browser.new_page()
    page.goto(f"{file.as_uri()}#dresden-V0001-21")
    expect(page.get_by_role("alert")).to_contain_text("V0001/21 lässt sich nicht entpacken")
    page.get_by_role("link", name="Zurück zur Liste").click()
    expect(page.locator("#uebersicht")).to_be_visible()
    page.close()


@pytest.mark.parametrize(
    ("size", "scheme"),
    [(WIDE, "light"), (WIDE, "dark"), (NARROW, "light"), ((320, 256), "dark")],
    ids=["wide", "dark", "narrow", "magnified"],
)
def test_nothing_is_cut_off_and_axe_finds_no_fault(
    size: tuple[int, int], scheme: str, browser: Browser, written: Path
) -> None:
    visit = Visit(browser, written, size, color_scheme=scheme)
    page = visit.page
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert faults_of_access(page) == []
    page.goto(f"{written.as_uri()}#dresden-V9999-21")
    expect(page.locator(".part:visible")).to_have_count(1)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert faults_of_access(page) == []
    assert visit.complaints == []
    page.close()


def faults_of_access(page: Page) -> list[str]:
    """Return what axe-core, which a package for development brings along, finds wrong with a page."""
    page.evaluate(files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8"))
    violations = page.evaluate("axe.run().then(result => result.violations)")
    return [f"{each['id']}: {[node['html'] for node in each['nodes']]}" for each in violations]


def test_narrow_screens_sort_without_headings(browser: Browser, written: Path) -> None:
    visit = Visit(browser, written, NARROW)
    visit.page.get_by_label("Sortieren nach").select_option("paper")
    assert papers(visit.page)[0] == "V0000/20"
    assert not visit.page.get_by_role("columnheader", name="Vorlage").is_visible()
    visit.page.close()


def test_on_paper_the_list_is_whole_and_a_resolution_stands_alone(visit: Visit) -> None:
    text = printed(visit.page)
    assert text.count("Gegenstand") > 5  # the heading stands on every page
    assert all(f"V{at:04}/2{at % 4}" in text for at in range(NUMBER))
    assert "Filter aufheben" not in text
    assert len(papers(visit.page)) == 100  # as before, once it is printed
    visit.page.evaluate("location.hash = '#dresden-V0060-20'")
    expect(visit.page.locator(".part:visible")).to_have_count(1)
    text = printed(visit.page)
    assert "Bänke im Ortsteil 60" in text
    assert "Zurück zur Liste" not in text
    assert "V0061/21" not in text


def printed(page: Page) -> str:
    with pypdfium2.PdfDocument(io.BytesIO(page.pdf(prefer_css_page_size=True))) as document:
        return "\n".join(each.get_textpage().get_text_bounded() for each in document)


def test_without_a_script_parts_can_be_read_if_they_are_not_packed(browser: Browser, tmp_path: Path) -> None:
    visit = Visit(browser, saved(tmp_path, *many(5)), WIDE, java_script_enabled=False)
    visit.page.get_by_role("link", name="V0003/23").click()
    assert visit.page.url.endswith("#dresden-V0003-23")
    assert visit.is_in_sight("#dresden-V0003-23--t", "html")
    assert visit.page.locator(".part").count() == 5
    visit.page.close()


def test_text_of_a_letter_does_not_run(browser: Browser, written: Path) -> None:
    """`EVERYTHING` has markup in all its texts."""
    visit = Visit(browser, written, WIDE)
    visit.page.on("dialog", lambda dialog: visit.complaints.append(dialog.message))
    visit.page.get_by_label("Suche").fill("V9999/21")
    visit.page.get_by_role("link", name="V9999/21").click()
    expect(visit.page.locator(".part:visible h2")).to_contain_text("<script>alert(1)</script>")
    assert visit.page.locator(".part:visible img, .part:visible script").count() == 0
    assert visit.complaints == []
    visit.page.close()
