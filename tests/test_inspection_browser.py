"""The page of `ratsdok inspect` in a real browser: what a click, a key, a narrow screen do."""

from __future__ import annotations

import io
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from browsing import Visit
from calling import SAMPLES, call
from inspecting import letter
from ratsdok.inspection import PagePicture, page_of
from ratsdok.letter import Evidence, Finding
from ratsdok.page import Box, Placement

WIDE = (1400, 900)
NARROW = (360, 740)


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The pages of some letters: a long one, two resolutions, findings, no letter, a text, a scan."""
    folder = tmp_path_factory.mktemp("pages")
    text = folder / "text.txt"
    text.write_text("Beschlusskontrolle zu V0815/30 (Sitzungsnummer: SR/012/2030)\nLaternen\n", "utf-8")
    names = ("uferradweg", "trinkbrunnen", "einwohnerversammlung", "beschlussausfertigung")
    scan = SAMPLES / "scans" / "rueckseiten.pdf"
    for file in (text, scan, *(SAMPLES / f"{name}.pdf" for name in names)):
        assert call("inspect", file, "-o", folder / f"{file.stem}.html") == (0, "", "")
    return {page.stem: page for page in folder.glob("*.html")}


@pytest.fixture(params=[WIDE, NARROW], ids=["wide", "narrow"])
def visit(request: pytest.FixtureRequest, browser: Browser, written: dict[str, Path]) -> Iterator[Visit]:
    visit = Visit(browser, written["uferradweg"], request.param)
    yield visit
    assert visit.complaints == []
    assert [url for url in visit.asked if not url.startswith(("file:", "data:"))] == []
    assert len([url for url in visit.asked if url.startswith("file:")]) == 1
    visit.page.close()


@pytest.mark.parametrize("path", ["date", "statements.3", "acknowledged_by.0.role", "resolutions.0.paper"])
def test_a_click_on_a_field_shows_its_place(path: str, visit: Visit) -> None:
    visit.page.locator(visit.field(path)).locator(".value").click()
    place = visit.place_of(path)
    assert visit.selected() == place
    assert visit.is_in_sight(f"{place} .box", ".pages")
    assert visit.page.locator(f"{visit.field(path)}.selected").count() == 1
    assert f"Seite {2 if path in ('statements.3', 'acknowledged_by.0.role') else 1}" in visit.announced()


@pytest.mark.parametrize("path", ["signed_by.0.name", "previous_checks.0", "statements.1", "date"])
def test_a_click_on_a_box_shows_its_field(path: str, visit: Visit) -> None:
    place = visit.place_of(path)
    visit.page.locator(f"{place} .box").first.click(position={"x": 2, "y": 2})
    assert visit.selected() == place
    assert visit.focused() == visit.field(path).removeprefix("#")
    frame = ".record" if visit.page.viewport_size == {"width": WIDE[0], "height": WIDE[1]} else "html"
    assert visit.is_in_sight(f"{visit.field(path)} .jump", frame)
    assert not visit.page.evaluate(COVERED, f"{visit.field(path)} .jump")
    assert visit.announced().startswith("Feld ")


COVERED = """selector => {
  const element = document.querySelector(selector);
  const box = element.getBoundingClientRect();
  const there = document.elementFromPoint((box.left + box.right) / 2, (box.top + box.bottom) / 2);
  return !element.contains(there);
}"""


def test_a_statement_and_its_status_share_their_place(visit: Visit) -> None:
    visit.page.locator(f"{visit.place_of('statements.3.status')} .box").first.click()
    assert visit.page.locator(".field.selected").count() == 2
    assert visit.focused() == "feld-1-statements-3"


def test_everything_goes_by_keyboard(visit: Visit) -> None:
    press = visit.page.keyboard.press
    press("Tab")
    press("Enter")  # the link that skips to the record
    press("Tab")
    while visit.focused() != "feld-1-resolutions-0-paper":
        press("Tab")
    press("ArrowDown")
    assert visit.focused() == "feld-1-resolutions-0-meeting"
    press("End")
    press("ArrowDown")
    assert visit.focused() == "feld-1-previous_checks-0"
    press("Home")
    press("Enter")
    assert visit.selected() == "#ort-1"
    assert visit.announced() == "Vorlage: Seite 1, Fundstelle 1"
    press("ArrowDown")
    press("Enter")
    assert visit.selected() == "#ort-2"
    press("Escape")
    assert visit.page.locator(".selected, [aria-current]").count() == 0
    assert visit.announced() == "Auswahl aufgehoben"


def test_boxes_go_by_keyboard_from_one_tab_stop(visit: Visit) -> None:
    press = visit.page.keyboard.press
    visit.page.locator(".pages").focus()
    press("Tab")
    assert visit.focused() == "ort-1"
    press("ArrowDown")
    press("ArrowRight")
    assert visit.focused() == "ort-3"
    press("End")
    last = visit.focused()
    assert visit.is_in_sight(f"#{last} .box", ".pages")
    press("ArrowUp")
    press("Enter")
    assert visit.focused().startswith("feld-1-")
    press("Shift+Tab")
    assert visit.page.locator(".place[tabindex='0']").count() == 1


def test_pages_turn_and_grow(visit: Visit) -> None:
    page = visit.page
    page.get_by_role("button", name="Nächste Seite").click()
    expect(page.locator("[data-page-number]")).to_have_text("2")
    assert page.get_by_role("button", name="Nächste Seite").is_disabled()
    page.get_by_role("button", name="Vorige Seite").click()
    expect(page.locator("[data-page-number]")).to_have_text("1")
    before = width_of(page)
    page.get_by_role("button", name="Vergrößern").click()
    assert width_of(page) == pytest.approx(before * 1.25, rel=0.01)
    page.locator(visit.field("date")).locator(".jump").click()
    assert visit.is_in_sight(f"{visit.place_of('date')} .box", ".pages")
    page.locator(".pages").focus()
    page.keyboard.press("-")
    page.keyboard.press("-")
    assert width_of(page) == pytest.approx(before * 0.75, rel=0.01)
    page.get_by_role("button", name="Einpassen").click()
    assert width_of(page) == pytest.approx(before, rel=0.01)


def width_of(page: Page) -> float:
    return float(page.evaluate("document.querySelector('.sheet').getBoundingClientRect().width"))


def test_all_evidence_opens_at_once(visit: Visit) -> None:
    button = visit.page.get_by_role("button", name="Alle Nachweise zeigen")
    button.click()
    assert visit.page.locator(".origin details:not([open])").count() == 0
    button.click()
    assert visit.page.locator(".origin details[open]").count() == 0


def test_a_finding_shows_the_place_it_is_about(browser: Browser, written: dict[str, Path]) -> None:
    visit = Visit(browser, written["einwohnerversammlung"], WIDE)
    finding = visit.page.locator(".finding").first
    finding.locator(".jump").click()
    assert visit.selected() == visit.place_of("points.0")
    assert "selected" in (finding.get_attribute("class") or "")
    visit.page.close()


NAMES = ("uferradweg", "trinkbrunnen", "einwohnerversammlung", "beschlussausfertigung", "rueckseiten", "text")


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("size", [WIDE, NARROW, (320, 256)], ids=["wide", "narrow", "magnified"])
def test_nothing_is_cut_off_and_axe_finds_no_fault(
    name: str, size: tuple[int, int], browser: Browser, written: dict[str, Path]
) -> None:
    visit = Visit(browser, written[name], size)
    assert visit.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert visit.complaints == []
    for details in visit.page.locator("summary").all()[:2]:
        details.click()
    assert visit.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert faults_of_access(visit.page) == []
    visit.page.close()


def faults_of_access(page: Page) -> list[str]:
    """Return what axe-core, which a package for development brings along, finds wrong with a page."""
    page.evaluate(files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8"))
    violations = page.evaluate("axe.run().then(result => result.violations)")
    return [f"{each['id']}: {[node['html'] for node in each['nodes']]}" for each in violations]


def test_links_lead_there_without_a_script(browser: Browser, written: dict[str, Path]) -> None:
    visit = Visit(browser, written["uferradweg"], WIDE, java_script_enabled=False)
    visit.page.locator(visit.field("next_check.date")).locator(".jump").click()
    assert visit.page.url.endswith(visit.place_of("next_check.date"))
    assert not visit.page.locator(".toolbar").is_visible()
    visit.page.close()


def test_text_of_a_letter_does_not_run(browser: Browser, tmp_path: Path) -> None:
    evil = "<img src=x onerror=alert(1)><script>alert(1)</script>"
    one = letter(department=evil, findings=[Finding(code="x", severity="info", message=evil)])
    visit = Visit(browser, saved(page_of([one], []), tmp_path), WIDE)
    visit.page.on("dialog", lambda dialog: visit.complaints.append(dialog.message))
    assert visit.page.get_by_text(evil).count() == 2
    assert (visit.complaints, visit.page.locator("img").count()) == ([], 0)
    visit.page.close()


@pytest.mark.parametrize(("turns", "skew"), [(0, 0.0), (1, 0.0), (2, 3.0), (3, -3.0), (0, -3.0), (1, 3.0)])
def test_boxes_lie_on_their_places_however_the_page_lay(
    turns: int, skew: float, browser: Browser, tmp_path: Path
) -> None:
    upright = Image.new("L", (400, 600), 255)
    upright.paste(0, (50, 80, 250, 100))  # what the box is around
    sheet = upright.rotate(-skew, fillcolor=255).rotate(90 * turns, expand=True)  # as it lies in the file
    stream = io.BytesIO()
    sheet.save(stream, "PNG")
    shown = Placement(sheet.width, sheet.height, turns, skew).shown(Box(50, 80, 250, 100))
    own = Evidence(raw="x", page=1, boxes=(shown,), span=(0, 1), confidence=1, rule="x")
    pictures = [PagePicture(1, sheet.width, sheet.height, stream.getvalue(), "image/png", turns, skew)]
    html = page_of([letter(department="Amt", evidence={"department": own})], pictures)
    visit = Visit(browser, saved(html, tmp_path), WIDE)
    shot = Image.open(io.BytesIO(visit.page.locator(".place .box").screenshot())).convert("L")
    inner = shot.crop((4, 4, shot.width - 4, shot.height - 4))
    assert shot.width / shot.height == pytest.approx(10, rel=0.1)
    assert max(inner.tobytes()) < 60  # nothing but black, and the tint over it
    visit.page.close()


def test_a_finding_about_a_page_shows_it(browser: Browser, tmp_path: Path) -> None:
    stream = io.BytesIO()
    Image.new("L", (400, 600), 255).save(stream, "PNG")
    pictures = [PagePicture(number, 400, 600, stream.getvalue(), "image/png") for number in (1, 2, 3)]
    blank = Finding(code="blank-page", severity="info", message="Seite 3 ist leer und wurde übergangen.")
    visit = Visit(browser, saved(page_of([letter(findings=[blank])], pictures), tmp_path), WIDE)
    visit.page.get_by_role("link", name="Seite 3 zeigen").click()
    expect(visit.page.locator("[data-page-number]")).to_have_text("3")
    assert visit.complaints == []
    visit.page.close()


def saved(html: str, folder: Path) -> Path:
    file = folder / "page.html"
    file.write_text(html, "utf-8")
    return file
