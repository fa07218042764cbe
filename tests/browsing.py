"""A page of ours open in a real browser."""

from pathlib import Path

from playwright.sync_api import Browser, Page


class Visit:
    """A page open in the browser, with all that it asked for and complained about."""

    def __init__(self, browser: Browser, file: Path, size: tuple[int, int], **settings: object) -> None:
        viewport = {"width": size[0], "height": size[1]}
        self.page: Page = browser.new_page(viewport=viewport, reduced_motion="reduce", **settings)  # type: ignore[arg-type]
        self.asked: list[str] = []
        self.complaints: list[str] = []
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.goto(file.as_uri())

    def field(self, path: str) -> str:
        return f"#feld-1-{path.replace('.', '-')}"

    def place_of(self, path: str) -> str:
        return f"#{self.page.locator(self.field(path)).get_attribute('data-place')}"

    def is_in_sight(self, selector: str, frame: str) -> bool:
        """Tell whether all of an element lies inside a frame and the window."""
        inside = """([selector, frame]) => {
          const box = document.querySelector(selector).getBoundingClientRect();
          const around = document.querySelector(frame).getBoundingClientRect();
          return box.top >= Math.max(around.top, 0) - 1 && box.left >= around.left - 1
            && box.bottom <= Math.min(around.bottom, innerHeight) + 1 && box.right <= around.right + 1;
        }"""
        return bool(self.page.evaluate(inside, [selector, frame]))

    def focused(self) -> str:
        """Return the path-like name of what the focus is in, or its class."""
        return str(
            self.page.evaluate(
                "(document.activeElement.closest('[id]') ?? document.activeElement).id"
                " || document.activeElement.className"
            )
        )

    def selected(self) -> str:
        """Return the one place that is selected."""
        return f"#{self.page.locator('.place.selected').get_attribute('id')}"

    def announced(self) -> str:
        return self.page.locator("[data-announcement]").inner_text()
