"""What stands in a letter's DOCX: paragraphs, headings, lists, content controls, and text that stays text."""

import io
import re
import zipfile
from typing import Any

import docx
import pytest

from letters import sample_record
from ratsdok import parse
from ratsdok.form import wording
from ratsdok.form.styles import POINTS, Style
from ratsdok.letter import Letter, Resolution
from ratsdok.writing import LAYOUTS, Layout, docx_of
from ratsdok.writing.stationery import PLACEHOLDER
from standard_documents import DRAFT, WHOLE, local, paragraphs, styles, text
from standard_letters import NAMES, WRITTEN, found, letter, part, values, w, written

BOTH_LAYOUTS = pytest.mark.parametrize("layout", LAYOUTS)
SAMPLES = pytest.mark.parametrize(("name", "layout"), WRITTEN)


@SAMPLES
def test_nothing_but_paragraphs_and_no_room_made_by_empty_ones(name: str, layout: Layout) -> None:
    package, record = written(name, layout), sample_record(name)
    body = part(package)[0]
    assert {local(child) for child in body} <= {"p", "tbl", "sectPr"}
    assert {local(each) for each in body.iter()} & {"drawing", "pict", "object", "cr", "tab", "br"} == set()
    empty = [style for style, each in paragraphs(package) if not text(each).strip()]
    # but for the paragraph that Word wants behind a table
    assert empty == ([Style.MARK] if found(body, "w:tbl") and not record.attachments else [])
    assert [text(each) for _, each in paragraphs(package) if re.search(r"\s{2}|^\s|\s$", text(each))] == []


@SAMPLES
def test_only_signatures_stand_in_a_table_and_it_says_so(name: str, layout: Layout) -> None:
    record = sample_record(name)
    tables = found(part(written(name, layout)), "//w:tbl")
    assert len(tables) == bool(record.signed_by and record.acknowledged_by)
    for table in tables:
        assert [len(found(row, "w:tc")) for row in found(table, "w:tr")] == [2]
        assert found(table, "w:tr/w:trPr/w:cantSplit")
        assert not found(table, ".//w:tblBorders | .//w:tcBorders | .//w:tblStyle")
        assert found(table, "w:tblPr/w:tblCaption/@w:val") == ["Unterschriften"]
        assert found(table, "w:tblPr/w:tblDescription/@w:val")[0].startswith("Layouttabelle: ")
        left, right = (text(cell) for cell in found(table, "w:tr/w:tc"))
        assert all(person.name in left for person in record.signed_by)
        assert all(person.name in right for person in record.acknowledged_by)


@SAMPLES
def test_headings_are_headings(name: str, layout: Layout) -> None:
    package, record = written(name, layout), sample_record(name)
    known = {style.get(w("styleId")): style for style in found(part(package, "word/styles.xml"), "w:style")}

    def outline(paragraph: Any) -> str | None:
        style = known[found(paragraph, "w:pPr/w:pStyle/@w:val")[0]]
        while style is not None:
            if levels := found(style, "w:pPr/w:outlineLvl/@w:val"):
                return str(levels[0])
            based = found(style, "w:basedOn/@w:val")
            style = known[based[0]] if based else None
        return None

    levels = {"0": Style.SUBJECT, "1": Style.REPORT_HEADING, None: None}
    headings = [(style, text(each)) for style, each in paragraphs(package) if outline(each) is not None]
    for style, each in paragraphs(package):
        if style != Style.RESOLUTION_HEADING:
            assert levels[outline(each)] in (style, None), text(each)
    subjects = {each.subject for each in record.resolutions if each.subject}
    assert {words for style, words in headings if style == Style.SUBJECT} == subjects
    expected = [wording.report_heading(each.points) for each in record.statements]
    if len(expected) > 1 or record.statements[0].points:
        assert [words for style, words in headings if style == Style.REPORT_HEADING] == expected


@SAMPLES
def test_points_and_attachments_are_items_of_lists(name: str, layout: Layout) -> None:
    package, record = written(name, layout), sample_record(name)
    numbering = part(package, "word/numbering.xml")
    forms: dict[str, list[str]] = {Style.ATTACHMENT: [], **{style: [] for style in POINTS}}
    for style, each in paragraphs(package):
        listed = found(each, "w:pPr/w:numPr/w:numId/@w:val")
        assert bool(listed) is (style in forms), text(each)
        if listed:
            level = found(each, "w:pPr/w:numPr/w:ilvl/@w:val")[0]
            abstract = found(numbering, f"w:num[@w:numId='{listed[0]}']/w:abstractNumId/@w:val")[0]
            at = f"w:abstractNum[@w:abstractNumId='{abstract}']/w:lvl[@w:ilvl='{level}']/w:numFmt/@w:val"
            forms[style] += found(numbering, at)
            assert style == Style.ATTACHMENT or re.fullmatch("(?s)„.*“", text(each))  # no label is typed
    labelled = [point for point in record.points if point.label is not None]
    assert len(forms[Style.POINT]) + len(forms[Style.SUB_POINT]) == len(labelled)
    assert "bullet" not in forms[Style.POINT] + forms[Style.SUB_POINT]
    assert set(forms[Style.ATTACHMENT]) <= {"bullet"}


@BOTH_LAYOUTS
def test_every_page_has_its_number(layout: Layout) -> None:
    package = docx_of(WHOLE, style=layout)
    relations = {each.get("Id"): each.get("Target") for each in part(package, "word/_rels/document.xml.rels")}
    (first,) = found(part(package), "//w:sectPr")
    name = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
    footers = {each.get(w("type")): relations[each.get(name)] for each in found(first, "w:footerReference")}
    assert set(footers) == {"first", "default"}
    assert found(first, "w:titlePg")
    for path in footers.values():
        (paragraph,) = found(part(package, f"word/{path}"), "w:p")
        assert found(paragraph, "w:fldSimple/@w:instr") == ["PAGE", "NUMPAGES"]
        assert text(paragraph) == "Seite 1 von 1"


# Text that some program might take for more.
TRAPS = [
    "<w:p>",
    "</w:t></w:r></w:p>",
    "<!-- x -->",
    "]]>",
    "&amp;",
    "&lt;b&gt;",
    "&#65;",
    "\"quoted\" 'twice'",
    "{ PAGE }",
    "MERGEFIELD x",
    "{ MERGEFIELD x \\* MERGEFORMAT }",
    "«Name»",
    "=1+1",
    "=SUMME(A1:A3)",
    "+49 351 0",
    "@Amt",
    "_x0041_",
    "%1.",
    "\\n",
    "^p",
    "https://example.org/?a=1&b=<2>",
    "javascript:alert(1)",
    "„Weg“ und »Brunnen«",
    "(a) 1. – ",
    "e\N{COMBINING ACUTE ACCENT}",
    "\N{SOFT HYPHEN}\N{NO-BREAK SPACE}\N{NON-BREAKING HYPHEN}\N{ZERO WIDTH SPACE}",
    "\N{GRINNING FACE}",
]


def trapped(trap: str) -> Letter:
    """Return a record whose texts are all the same."""
    person = {"name": trap, "role": trap, "on_behalf_of": trap}
    return letter(
        resolutions=[{"paper": trap, "meeting": trap, "subject": trap}],
        file_reference=trap,
        department=trap,
        recipients=[trap],
        salutation=trap,
        lead_in=trap,
        points=[{"label": "1", "text": trap}, {"label": "2", "text": trap}],
        statements=[{"points": ["2"], "text": trap, "status": "planned"}],
        next_check={"date": "2031-12-31", "precision": "day", "raw": f"{trap}, 31.12.2031"},
        signed_by=[person],
        acknowledged_by=[person],
        attachments=[trap],
        papers_mentioned=[trap],
    )


def outside_runs(root: Any) -> list[str]:
    """Return the elements of a document; rare characters have runs of their own, which do not count."""
    return [local(each) for each in root.iter() if not found(each, "ancestor-or-self::w:r")]


@pytest.mark.parametrize("trap", TRAPS)
@BOTH_LAYOUTS
def test_what_looks_like_more_than_text_stays_text(trap: str, layout: Layout) -> None:
    record = trapped(trap)
    package = docx_of(record, style=layout)
    plain, tricky = part(docx_of(trapped("x"), style=layout)), part(package)
    assert outside_runs(tricky) == outside_runs(plain)
    assert {local(each) for each in tricky.iter()} & {
        "fldSimple",
        "instrText",
        "fldChar",
        "hyperlink",
    } == set()
    assert "".join(found(tricky, "//w:t/text()")).count(trap) >= 16
    assert values(parse(package)) == values(record)
    properties = docx.Document(io.BytesIO(package)).core_properties
    assert properties.author == trap
    assert properties.title == wording.reference_line(trap, trap)


def test_line_breaks_and_tabs_of_a_text_stay() -> None:
    words = " a\n\n\tb \n "
    plain = {"resolutions": (Resolution(paper=None, subject=words),), "papers_mentioned": ()}
    record = trapped(words).model_copy(update=plain)
    package = docx_of(record)
    assert len(found(part(package), "//w:br[not(@w:type)]")) >= 3 * 12
    assert values(parse(package)) == values(record)


@pytest.mark.parametrize("name", NAMES[:3])
def test_writing_twice_gives_the_same(name: str) -> None:
    def content(package: bytes) -> dict[str, bytes]:
        with zipfile.ZipFile(io.BytesIO(package)) as archive:
            return {each: archive.read(each) for each in archive.namelist() if "core" not in each}

    assert content(docx_of(sample_record(name))) == content(docx_of(sample_record(name)))


def controls(package: bytes) -> list[tuple[str, str, str, bool]]:
    """Return kind, title and text of the content controls, and whether they are still open."""
    made = []
    for each in found(part(package), "//w:sdt"):
        kind, title = found(each, "w:sdtPr/w:tag/@w:val | w:sdtPr/w:alias/@w:val")[::-1]
        made.append((kind, title, text(each), bool(found(each, "w:sdtPr/w:showingPlcHdr"))))
    return made


def test_what_is_filled_in_are_content_controls() -> None:
    assert controls(docx_of(WHOLE)) == [
        ("ratsdok.tick", "vertraulich", "☒", False),
        ("ratsdok.date", "Datum", "14. Februar 2031", False),
        ("ratsdok.status", "Sachstand zu den Beschlusspunkten 1 und 1.a", "umgesetzt", False),
        ("ratsdok.status", "Sachstand zu Beschlusspunkt A0203/15 1", "geplant", False),
        ("ratsdok.date", "Nächste Beschlusskontrolle", "31. Dezember 2031", False),
    ]


def test_open_places_invite_to_fill_in() -> None:
    package = docx_of(DRAFT)
    assert [(text, is_open) for _, _, text, is_open in controls(package)] == [
        ("☒", False),
        ("[Datum eintragen]", True),
        ("[Sachstand zu den Beschlusspunkten 1 und 1.a eintragen]", True),
        ("[Bericht zu den Beschlusspunkten 1 und 1.a eintragen]", True),
        ("geplant", False),
        ("[Bericht zu Beschlusspunkt A0203/15 1 eintragen]", True),
        ("31. Dezember 2031", False),
    ]
    placeholder = [key for key, name in styles(package).items() if name == PLACEHOLDER]
    assert set(found(part(package), "//w:sdt[w:sdtPr/w:showingPlcHdr]//w:rStyle/@w:val")) == set(placeholder)
    assert "Bisher: in Umsetzung" in text(part(package))
