"""Small records and pictures for the tests of `ratsdok inspect`, and its page taken apart into elements."""

from __future__ import annotations

import base64
from html.parser import HTMLParser

from ratsdok.inspection import PagePicture
from ratsdok.inspection.pictures import Corners
from ratsdok.letter import DocumentInfo, Evidence, Letter

PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGP4DwABAQEAsTkfGwAAAABJRU5ErkJggg=="
)


class Element:
    def __init__(self, tag: str, attributes: dict[str, str]) -> None:
        self.tag, self.attributes, self.text = tag, attributes, ""

    @property
    def classes(self) -> list[str]:
        return self.attributes.get("class", "").split()


class Parsed(HTMLParser):
    """The elements of a page, each with all the text inside it."""

    VOID = frozenset({"meta", "link", "image", "rect"})

    def __init__(self, html: str) -> None:
        super().__init__()
        self.all: list[Element] = []
        self._open: list[Element] = []
        self.feed(html)
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.all.append(element)
        if tag not in self.VOID:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop().tag == tag

    def handle_data(self, data: str) -> None:
        for element in self._open:
            element.text += data

    def of_class(self, name: str) -> list[Element]:
        return [element for element in self.all if name in element.classes]

    def by_id(self, identity: str) -> Element:
        (found,) = (element for element in self.all if element.attributes.get("id") == identity)
        return found


def picture(number: int = 1, turns: int = 0) -> PagePicture:
    return PagePicture(number, 400, 600, PIXEL, "image/png", turns)


def evidence(
    page: int = 1, box: Corners | None = (10, 20, 110, 32), confidence: float = 0.97, raw: str = "roh"
) -> Evidence:
    boxes = (box,) if box else ()
    return Evidence(raw=raw, page=page, boxes=boxes, span=(0, 3), confidence=confidence, rule="regel")


def letter(**content: object) -> Letter:
    info = DocumentInfo(
        name="brief.pdf",
        sha256="0" * 64,
        media_type="application/pdf",
        pages=1,
        text_source="text-layer",
        profile="dresden",
    )
    return Letter.model_validate({"kind": "beschlusskontrolle", "document": info} | content)


def text_of(html: str, path: str, number: int = 1) -> str:
    field = Parsed(html).by_id(f"feld-{number}-{path.replace('.', '-')}")
    return " ".join(field.text.split())
