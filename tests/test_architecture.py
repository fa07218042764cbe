"""The arrows between the rooms, read from the imports: docs/architecture.md in a form that can fail."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "ratsdok"
ARCHITECTURE = ROOT / "docs" / "architecture.md"

# Each room with the rooms that it may import. A room is a folder or a module right below src/ratsdok.
ARROWS: dict[str, set[str]] = {
    "letter": set(),
    "page": set(),
    "errors": set(),
    "target": set(),
    "model_files": {"errors"},
    "profile": {"errors"},
    "form": {"letter"},
    "reading": {"page", "errors", "form"},
    "parsing": {"letter", "page", "errors", "model_files", "profile", "form"},
    "pipeline": {"letter", "page", "errors", "profile", "reading", "parsing"},
    "writing": {"letter", "errors", "target", "profile", "form"},
    "records": {"letter", "errors"},
    "history": {"letter"},
    "archive": {"letter", "errors", "profile", "history"},
    "conversion": {"letter", "errors", "profile", "pipeline", "archive"},
    "exporting": {"letter", "errors", "target", "form", "records", "archive"},
    "reporting": {"letter", "errors", "target", "form", "history", "archive", "exporting"},
    "linting": {"letter", "form", "parsing"},
    "training": {"letter", "errors", "model_files", "parsing"},
    "evaluation": {"letter", "errors", "model_files", "parsing", "pipeline"},
    "doctor": {"errors", "model_files", "reading", "writing"},
    "inspection": {"letter"},
    "cli": {
        "__init__", "letter", "errors", "model_files", "parsing", "pipeline", "evaluation", "training",
        "doctor", "inspection", "profile", "records", "writing", "linting", "target", "archive",
        "conversion", "exporting", "history", "reporting",
    },
    "__init__": {
        "letter", "errors", "pipeline", "writing", "linting", "exporting", "conversion", "reporting",
        "archive", "history",
    },
    "__main__": {"cli"},
}  # fmt: skip

# Each third-party library with the only files, or folders, that import it; pydantic is at home everywhere.
LIBRARIES: dict[str, set[str]] = {
    "pypdfium2": {"reading/marks.py", "reading/pdfium.py", "reading/rendering.py"},
    "pdfplumber": {"reading/structure.py", "reading/tables.py"},
    "docx": {
        "reading/docx.py",
        "reading/numbering.py",
        "reading/runs.py",
        "writing",
        "reporting/annual/docx_file.py",
    },
    "dateparser": {"parsing/dates.py"},
    "numpy": {"reading"},
    "PIL": {"reading"},
    "tesserocr": {"reading/ocr/worker.py"},
    "spacy": {"parsing/status/__init__.py", "training/status.py"},
    "thinc": {"training/status.py"},
    "rapidfuzz": {"parsing", "evaluation/comparing.py", "history/matching.py"},
    "jinja2": {"inspection/__init__.py", "reporting/page/document.py"},
    "sqlalchemy": {"archive"},
    "filelock": {"archive/lock.py"},
    "pebble": {"conversion/pool.py"},
    "fsspec": {"conversion/remote.py"},
    "xlsxwriter": {"exporting/xlsx.py", "reporting/annual/xlsx_file.py"},
    "icalendar": {"exporting/ics.py"},
    "pyarrow": {"exporting/parquet.py", "exporting/data_frames.py"},
    "pandas": {"exporting/data_frames.py"},
    "polars": {"exporting/data_frames.py"},
    "ray": {"conversion/joining.py"},
    "typer": {"cli"},
    "rich": {"cli"},
}
AT_HOME_EVERYWHERE = {"pydantic", "pydantic_core"}


class Import(NamedTuple):
    """An import: the file that does it, relative to the package, and the module, such as `ratsdok.page`."""

    file: str
    module: str

    @property
    def room(self) -> str:
        return room_of(Path(self.file).parts[0])

    @property
    def top(self) -> str:
        return self.module.partition(".")[0]


def room_of(name: str) -> str:
    return name.removesuffix(".py")


def imports_in(source: str, file: str) -> Iterator[Import]:
    """Yield all imports of a source text, wherever they stand: at the top, in a function, for types only."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (Import(file, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.module, f"{file}: relative imports hide where they lead"
            assert not node.level, f"{file}: relative imports hide where they lead"
            if node.module == "ratsdok":  # from ratsdok import pipeline
                yield from (Import(file, f"ratsdok.{alias.name}") for alias in node.names)
            else:
                yield Import(file, node.module)


def files() -> list[str]:
    return sorted(path.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*.py"))


def imports() -> list[Import]:
    return [
        each for file in files() for each in imports_in((PACKAGE / file).read_text(encoding="utf-8"), file)
    ]


def forbidden_arrow(each: Import) -> str | None:
    """Return what is wrong with an import of ours, or None."""
    if each.top != "ratsdok":
        return None
    name = each.module.split(".")[1] if "." in each.module else "__init__"
    room = name if name in ARROWS else "__init__"  # from ratsdok import __version__
    if room == each.room or room in ARROWS[each.room]:
        return None
    return f"{each.file} imports {each.module}: {each.room} may not know {room}"


def forbidden_library(each: Import) -> str | None:
    """Return what is wrong with an import of somebody else's, or None."""
    if each.top == "ratsdok" or each.top in sys.stdlib_module_names or each.top in AT_HOME_EVERYWHERE:
        return None
    homes = LIBRARIES.get(each.top, set())
    if each.file in homes or Path(each.file).parts[0] in homes:
        return None
    return f"{each.file} imports {each.module}, which is at home in {sorted(homes) or 'no room'}"


def test_every_room_has_its_arrows() -> None:
    assert {room_of(Path(file).parts[0]) for file in files()} == set(ARROWS)


def test_arrows_hold() -> None:
    assert [wrong for each in imports() if (wrong := forbidden_arrow(each))] == []


def test_arrows_lead_one_way() -> None:
    # With no circle among the rooms, taking away rooms that know none of those left ends with no room.
    left = {room: set(known) for room, known in ARROWS.items()}
    while free := [room for room, known in left.items() if not known & left.keys()]:
        for room in free:
            del left[room]
    assert left == {}


def test_libraries_stay_at_home() -> None:
    assert [wrong for each in imports() if (wrong := forbidden_library(each))] == []


def test_every_library_is_used_where_it_is_at_home() -> None:
    used = {(each.top, each.file) for each in imports()} | {
        (each.top, Path(each.file).parts[0]) for each in imports()
    }
    assert [
        (library, home)
        for library, homes in LIBRARIES.items()
        for home in homes
        if (library, home) not in used
    ] == []


@pytest.mark.parametrize(
    ("file", "line"),
    [
        ("letter.py", "from ratsdok.page import Line"),  # the ground knows nothing of ours
        ("reading/pdf.py", "from ratsdok.parsing.text import Text"),  # reading does not know parsing
        ("parsing/zones.py", "from ratsdok.reading import read"),  # nor the other way round
        ("pipeline.py", "from ratsdok.cli import main"),  # nobody knows the command line
        ("parsing/head.py", "def f():\n    import ratsdok.pipeline"),  # a late import is an import
        ("parsing/head.py", "from ratsdok import parse"),  # the public face is for others
        ("parsing/head.py", "import spacy"),  # a library away from home
        ("evaluation/report.py", "from rich.table import Table"),  # a library in another room
        ("reading/pdf.py", "import pypdfium2.raw"),  # a library in the right room, but not its module
        ("parsing/dates.py", "import pandas"),  # a library that no room has
    ],
)
def test_a_broken_rule_is_seen(file: str, line: str) -> None:
    assert [
        wrong
        for each in imports_in(line, file)
        if (wrong := forbidden_arrow(each) or forbidden_library(each))
    ]


def test_the_document_names_every_file() -> None:
    named = set(re.findall(r"`([\w/]+\.py)`", ARCHITECTURE.read_text(encoding="utf-8")))
    assert sorted(set(files()) - named) == []
    assert sorted(name for name in named - set(files()) if not (ROOT / name).exists()) == []
