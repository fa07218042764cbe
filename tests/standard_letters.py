"""Letters in the standard form for tests: records to write, and the parts of what was written."""

import io
import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, cast

import pytest
from lxml import etree  # type: ignore[import-untyped]

from annotated_corpus import DOCUMENT
from letters import SAMPLE_NAMES, sample_record
from ratsdok import parse
from ratsdok.letter import Letter
from ratsdok.writing import LAYOUTS, Layout, docx_of, office

needs_office = pytest.mark.skipif(office.program() is None, reason="needs LibreOffice (libreoffice-writer)")

NAMES = [name for name in SAMPLE_NAMES if sample_record(name).kind == "beschlusskontrolle"]
WRITTEN = [(name, layout) for name in NAMES for layout in LAYOUTS]

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W = {"w": _W}


def letter(**values: object) -> Letter:
    """Return a record with these values and no others."""
    return Letter.model_validate({"kind": "beschlusskontrolle", "document": DOCUMENT, **values})


def w(name: str) -> str:
    """Return the full name of an element or attribute of WordprocessingML."""
    return f"{{{_W}}}{name}"


@cache
def written(name: str, layout: Layout) -> bytes:
    """Return a sample's DOCX."""
    return docx_of(sample_record(name), style=layout)


def part(docx: bytes, name: str = "word/document.xml") -> Any:
    """Return the root element of a part of a DOCX."""
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        return etree.fromstring(package.read(name))


def parts(docx: bytes) -> dict[str, Any]:
    """Return the root elements of all parts that are WordprocessingML, by name."""
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        names = [n for n in package.namelist() if n.startswith("word/") and n.endswith(".xml")]
        return {name: etree.fromstring(package.read(name)) for name in names}


def found(root: Any, path: str) -> list[Any]:
    """Return what an XPath finds, elements or values of attributes."""
    return cast(list[Any], root.xpath(path, namespaces=W))


def values(record: Letter) -> dict[str, Any]:
    """Return what is the same in a record and in one that was read from its letter."""
    return record.model_dump(mode="json", exclude={"document", "findings", "evidence"})


def leaves(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Yield the single values of a record with their paths, and how long its lists are."""
    if isinstance(value, list):
        yield path, len(value)
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    if not isinstance(value, dict | list):
        yield path, value
    for key, each in inside:
        yield from leaves(each, f"{path}.{key}".lstrip("."))


def converted(packages: list[bytes]) -> list[bytes]:
    """Convert many DOCX files to PDF at once."""
    return office.convert_all(packages, seconds=300)


@cache
def sample_pdfs() -> dict[tuple[str, Layout], bytes]:
    return dict(zip(WRITTEN, converted([written(*each) for each in WRITTEN]), strict=True))


@cache
def from_pdf(name: str, layout: Layout) -> Letter:
    return parse(sample_pdfs()[name, layout])


@cache
def real_letters(corpus: Path) -> list[Letter]:
    """Return the records of the annotated corpus."""
    found = [parse(path) for path in sorted((corpus / "raw").glob("*.txt"))]
    return [each for each in found if each.kind == "beschlusskontrolle"]
