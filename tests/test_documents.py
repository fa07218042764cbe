"""What the documents say of keys and forms is what the code has; examples run, links lead somewhere."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from pydantic import BaseModel

from ratsdok.letter import (
    CheckDate,
    DocumentInfo,
    Evidence,
    Finding,
    Letter,
    Person,
    Point,
    Resolution,
    Statement,
    Status,
)
from ratsdok.parsing.references import paper_grammar
from ratsdok.profile import (
    BUILT_IN,
    Department,
    Numbers,
    Officer,
    Offices,
    Phrases,
    Profile,
    ReportWords,
)

ROOT = Path(__file__).parents[1]


def text_of(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def section(text: str, heading: str) -> str:
    """Return what stands under a heading, up to the next one of its level or above."""
    level = heading.index(" ")
    found = re.search(
        rf"^{re.escape(heading)}.*?\n(.*?)(?=^#{{1,{level}}} |\Z)", text, re.MULTILINE | re.DOTALL
    )
    assert found, heading
    return found.group(1)


def first_cells(text: str) -> list[str]:
    """Return what stands in backquotes in the first cells of tables."""
    return [
        code
        for cell in re.findall(r"^\|([^|]+)\|", text, re.MULTILINE)
        for code in re.findall("`([^`]+)`", cell)
    ]


def blocks(text: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def model_keys(model: type[BaseModel]) -> list[str]:
    return [field.alias or name for name, field in model.model_fields.items()]


@pytest.mark.parametrize(
    ("heading", "model"),
    [
        ("## `[paper]` and `[meeting]`: number forms", Numbers),
        ("## `[phrases]`", Phrases),
        ("## `[report]`", ReportWords),
        ("## `[[departments]]`", Department),
        ("## `[offices]`", Offices),
        ("## `[[officers]]`", Officer),
    ],
)
def test_profiles_document_lists_the_keys(heading: str, model: type[BaseModel]) -> None:
    listed = [key for key in first_cells(section(text_of("docs/profiles.md"), heading)) if key.isidentifier()]
    assert set(listed) == set(model_keys(model))


def test_profiles_document_lists_the_tables() -> None:
    listed = first_cells(section(text_of("docs/profiles.md"), "## Top level"))
    assert {key.strip("[]").removesuffix(".NAME") for key in listed} == set(model_keys(Profile))


def musterstadt() -> Profile:
    """Dresden's profile with the number forms of the worked example."""
    (example,) = blocks(text_of("docs/profiles.md"), "toml")
    dresden = tomllib.loads((BUILT_IN / "dresden.toml").read_text(encoding="utf-8"))
    return Profile.model_validate(dresden | tomllib.loads(example))


def test_worked_example_reads_as_it_says() -> None:
    example = section(text_of("docs/profiles.md"), "### A worked example")
    rows = re.findall(r"^\| `([^`]+)` \| (?:`([^`]+)` )?\| ([^|]*?) ?\|$", example, re.MULTILINE)
    assert len(rows) == 6
    for printed, value, remark in rows:
        found = list(paper_grammar(musterstadt()).find(f"Beschlusskontrolle zu {printed} (Sitzung"))
        assert [each.value for each in found] == ([value] if value else []), printed
        if value:
            assert found[0].known != ("number-doubtful" in remark), printed
            assert bool(found[0].repaired) == (printed != value), printed


@pytest.mark.parametrize(
    ("heading", "models"),
    [
        ("## Keys", [Letter]),
        ("### `document`", [DocumentInfo]),
        ("### `resolutions`", [Resolution]),
        ("### `next_check`", [CheckDate]),
        ("### `signed_by` and `acknowledged_by`", [Person]),
        ("### `findings`", [Finding]),
        ("## `evidence`", [Evidence]),
    ],
)
def test_record_document_lists_the_keys(heading: str, models: list[type[BaseModel]]) -> None:
    own = section(text_of("docs/record.md"), heading).split("\n### ")[0]  # without the parts below
    assert first_cells(own) == [key for model in models for key in model_keys(model)]


def test_record_document_lists_points_statements_and_statuses() -> None:
    text = section(text_of("docs/record.md"), "### `points` and `statements`")
    statuses = [(status.value, status.german) for status in Status]
    assert first_cells(text) == [*model_keys(Point), *model_keys(Statement), "status", *dict(statuses)]
    assert (
        re.findall(r"^\| `(\w+)` \| ([\w ]+) \| [^|]+ \|$", text, re.MULTILINE)[-len(statuses) :] == statuses
    )


@pytest.mark.parametrize("name", ["README.md", "docs/record.md"])
def test_python_examples_run(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    examples = blocks(text_of(name), "python")
    assert examples
    for example in examples:
        exec(compile(example, name, "exec"), {})


@pytest.mark.parametrize(
    "name", ["README.md", "CHANGELOG.md", *(f"docs/{p.name}" for p in (ROOT / "docs").glob("*.md"))]
)
def test_links_lead_somewhere(name: str) -> None:
    text = text_of(name)
    links = re.findall(r"\]\(([^)]+)\)|(?:src|href)=\"([^\"]+)\"", text)
    inside = [link for pair in links for link in pair if link and "://" not in link]
    for link in inside:
        file, _, anchor = link.partition("#")
        target = (ROOT / name).parent / file if file else ROOT / name
        assert target.exists(), link
        if anchor:
            assert anchor in anchors(target.read_text(encoding="utf-8")), link


def anchors(text: str) -> set[str]:
    """Return the anchors that hosts of Markdown give to headings."""
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}
