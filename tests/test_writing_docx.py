"""The DOCX itself: in the order of the schema, with real headings, lists and fields, and text as text."""

import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
import pytest

from letters import sample_record
from ratsdok import parse
from ratsdok.form import wording
from ratsdok.form.styles import POINTS, Style
from ratsdok.letter import Letter, Resolution
from ratsdok.writing import Draft, Layout, docx_of
from ratsdok.writing.stationery import PLACEHOLDER
from standard_letters import LAYOUTS, NAMES, WRITTEN, found, letter, part, parts, values, w, written

# In which order the schema wants what stands in an element (ECMA-376-1, annex A.1, transitional).
ORDERS = {
    name: words.split()
    for name, words in {
        "styles": "docDefaults latentStyles style",
        "docDefaults": "rPrDefault pPrDefault",
        "style": """
            name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat
            locked personal personalCompose personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr
        """,
        "numbering": "numPicBullet abstractNum num numIdMacAtCleanup",
        "abstractNum": "nsid multiLevelType tmpl name styleLink numStyleLink lvl",
        "num": "abstractNumId lvlOverride",
        "lvl": """
            start numFmt lvlRestart pStyle isLgl suff lvlText lvlPicBulletId legacy lvlJc pPr rPr
        """,
        "pPr": """
            pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd
            tabs suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi
            adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc
            textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange
        """,
        "numPr": "ilvl numId",
        "pBdr": "top left bottom right between bar",
        "rPr": """
            rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof
            snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd
            fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath
        """,
        "sectPr": """
            headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType
            pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid
            printerSettings
        """,
        "tbl": "tblPr tblGrid tr",
        "tblPr": """
            tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc
            tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription
        """,
        "tblCellMar": "top left start bottom right end",
        "tr": "tblPrEx trPr tc",
        "tc": "tcPr p",
        "tcPr": """
            cnfStyle tcW gridSpan vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark
        """,
        "sdt": "sdtPr sdtEndPr sdtContent",
        "sdtPr": """
            rPr alias tag id lock placeholder temporary showingPlcHdr dataBinding label tabIndex equation
            comboBox date docPartObj docPartList dropDownList picture richText text citation group
            bibliography
        """,
        "date": "dateFormat lid storeMappedDataAs calendar",
    }.items()
}

# A package may do without a table of fonts (ECMA-376-1, 11.3.5: at most one).
FALSE_ALARM = re.compile("required relationship type '.*/fontTable' is missing")

# Everything that a letter can hold, and every kind of open place.
WHOLE = letter(
    resolutions=[
        {"paper": "V0815/30", "meeting": "SR/009/2030", "subject": "Bänke am Weiher"},
        {"paper": "A0203/15", "subject": "Brunnen"},
    ],
    date="2031-02-14",
    file_reference="(GB 9) 12 34",
    department="Geschäftsbereich Licht und Wege",
    recipients=["den Vorsitzenden des Ausschusses für Licht", "Herrn Balduin Specht"],
    confidential=True,
    salutation="Sehr geehrter Herr Specht,",
    report="mixed",
    lead_in="Der Oberbürgermeister wird beauftragt,",
    points=[{"label": label, "text": f"Punkt {label}"} for label in ("1", "1.a", "3", "A0203/15 1", "X")],
    statements=[
        {"points": ["1", "1.a"], "text": "Das ist erledigt.", "status": "implemented"},
        {"points": ["A0203/15 1"], "text": "Das kommt noch.", "status": "planned"},
    ],
    next_check={"date": "2031-12-31", "precision": "day", "raw": "31.12.2031"},
    signed_by=[{"name": "Wilma Zaunkönig", "role": "Beigeordnete", "on_behalf_of": "Balduin Specht"}],
    acknowledged_by=[{"name": "Adele Rotkehlchen", "role": "Oberbürgermeisterin"}],
    attachments=["Lageplan", "Kostenübersicht"],
    papers_mentioned=["V0001/30", "V0002/30"],
    previous_checks=["2030-05", "2030-11-30"],
)
DRAFT = Draft(
    WHOLE,
    places=frozenset({"date", "statements.0.status", "statements.0.text", "statements.1.text"}),
    earlier={0: ("Bisher: in Umsetzung",)},
)
EMPTY = letter()
BOTH_LAYOUTS = pytest.mark.parametrize("layout", LAYOUTS)
SAMPLES = pytest.mark.parametrize(("name", "layout"), WRITTEN)


def all_written() -> Iterator[tuple[str, bytes]]:
    """Yield every letter that these tests know, with a name for messages."""
    for name, layout in WRITTEN:
        yield f"{name} {layout}", written(name, layout)
    sources: dict[str, Letter | Draft] = {"whole": WHOLE, "draft": DRAFT, "empty": EMPTY}
    for made, source in sources.items():
        for layout in LAYOUTS:
            yield f"{made} {layout}", docx_of(source, style=layout)


def local(element: Any) -> str:
    """Return an element's name within the main namespace, or in full."""
    return str(element.tag).removeprefix(w(""))


def paragraphs(package: bytes) -> list[tuple[str, Any]]:
    """Return the body's paragraphs, each with the name of its style."""
    names = styles(package)
    body = found(part(package), "/w:document/w:body//w:p")
    return [(names[found(each, "w:pPr/w:pStyle/@w:val")[0]], each) for each in body]


def styles(package: bytes) -> dict[str, str]:
    """Return the names of all styles by their ids."""
    each_style = found(part(package, "word/styles.xml"), "w:style")
    return {style.get(w("styleId")): found(style, "w:name/@w:val")[0] for style in each_style}


def text(element: Any) -> str:
    return "".join(found(element, ".//w:t/text()"))


def misplaced(root: Any) -> Iterator[str]:
    """Yield elements whose children the schema does not know, wants in another order, or only once."""
    for element in root.iter():
        order = ORDERS.get(local(element))
        names = [local(child) for child in element]
        if order is None:
            continue
        places = [order.index(name) if name in order else -1 for name in names]
        repeated = [name for name, count in Counter(names).items() if count > 1]
        if local(element) == "sectPr":  # headers and footers in any order
            places, repeated = [max(place, 1) for place in places if place >= 0], []
        if -1 in places or places != sorted(places):
            yield f"{local(element)}: {' '.join(names)}"
        if set(repeated) - {"style", "abstractNum", "num", "lvl", "lvlOverride", "tr", "tc", "p"}:
            yield f"{local(element)} twice: {' '.join(repeated)}"


def test_every_element_is_in_the_order_of_the_schema() -> None:
    for name, package in all_written():
        for path, root in parts(package).items():
            assert list(misplaced(root)) == [], f"{name}: {path}"


def test_a_validator_finds_nothing(tmp_path: Path) -> None:
    audit = pytest.importorskip("openxml_audit")
    validator, path = audit.OpenXmlValidator(), tmp_path / "letter.docx"
    for name, package in all_written():
        path.write_bytes(package)
        errors = [error.description for error in validator.validate(path).errors]
        assert [error for error in errors if not FALSE_ALARM.search(error)] == [], name


def test_the_package_is_whole() -> None:
    for name, package in all_written():
        with zipfile.ZipFile(io.BytesIO(package)) as archive:
            assert archive.testzip() is None, name
            assert len(set(archive.namelist())) == len(archive.namelist()), name


def test_nothing_of_another_document_is_in_it() -> None:
    package = docx_of(WHOLE)
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        strange = re.compile("thumbnail|stylesWithEffects|customXml|docProps/app")
        assert [each for each in archive.namelist() if strange.search(each)] == []
    lists = found(part(package), "//w:numId/@w:val")
    assert {n.get(w("numId")) for n in found(part(package, "word/numbering.xml"), "w:num")} == set(lists)


def test_ids_are_given_once() -> None:
    for name, package in all_written():
        document, numbering = part(package), part(package, "word/numbering.xml")
        for ids in (
            found(document, "//w:sdt/w:sdtPr/w:id/@w:val"),
            found(numbering, "w:num/@w:numId"),
            found(numbering, "w:abstractNum/@w:abstractNumId"),
            found(part(package, "word/styles.xml"), "w:style/@w:styleId"),
            [each.casefold() for each in styles(package).values()],
        ):
            assert len(set(ids)) == len(ids), name


def test_ids_lead_somewhere() -> None:
    for name, package in all_written():
        document, numbering = part(package), part(package, "word/numbering.xml")
        known = styles(package)
        for path, root in parts(package).items():
            if path in ("word/document.xml", "word/styles.xml") or re.search("header|footer", path):
                named = found(root, "//w:pStyle/@w:val | //w:rStyle/@w:val | //w:basedOn/@w:val")
                assert set(named) <= set(known), f"{name}: {path}"
        lists, levels = found(document, "//w:numId/@w:val"), found(numbering, "w:num/w:abstractNumId/@w:val")
        assert set(lists) <= set(found(numbering, "w:num/@w:numId")), name
        assert set(levels) <= set(found(numbering, "w:abstractNum/@w:abstractNumId")), name


@BOTH_LAYOUTS
def test_the_language_is_german_everywhere(layout: Layout) -> None:
    package = docx_of(WHOLE, style=layout)
    for path, root in parts(package).items():
        assert set(found(root, "//w:lang/@w:val | //w:lid/@w:val")) <= {"de-DE"}, path
    defaults = "w:docDefaults/w:rPrDefault/w:rPr/w:lang/@w:val"
    assert found(part(package, "word/styles.xml"), defaults) == ["de-DE"]
    assert docx.Document(io.BytesIO(package)).core_properties.language == "de-DE"


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        (
            WHOLE,
            {
                "title": "Beschlusskontrolle zu V0815/30 (Sitzungsnummer: SR/009/2030); "
                "Beschlusskontrolle zu A0203/15",
                "author": "Geschäftsbereich Licht und Wege",
                "subject": "Bänke am Weiher (nächste Beschlusskontrolle im Ausgangsbrief: 31.12.2031, "
                "hier: 31. Dezember 2031)",
                "keywords": "Beschlusskontrolle; V0815/30; A0203/15",
                "comments": "",
                "last_modified_by": "",
                "revision": 1,
            },
        ),
        # without any value: the city sends it
        (
            EMPTY,
            {
                "title": "Beschlusskontrolle",
                "author": "Landeshauptstadt Dresden",
                "subject": "",
                "keywords": "Beschlusskontrolle",
            },
        ),
        # longer than python-docx lets a property be
        (letter(department="Amt " * 99, resolutions=[{"paper": "V" * 300}]), {"author": "Amt " * 99}),
    ],
)
def test_properties(record: Letter, expected: dict[str, Any]) -> None:
    properties = docx.Document(io.BytesIO(docx_of(record))).core_properties
    assert {name: getattr(properties, name) for name in expected} == expected


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
