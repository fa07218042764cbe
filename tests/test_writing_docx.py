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

from ratsdok.letter import Letter
from ratsdok.writing import LAYOUTS, Draft, Layout, docx_of
from standard_documents import DRAFT, EMPTY, WHOLE, local, styles
from standard_letters import WRITTEN, found, letter, part, parts, w, written

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

BOTH_LAYOUTS = pytest.mark.parametrize("layout", LAYOUTS)


def all_written() -> Iterator[tuple[str, bytes]]:
    """Yield every letter that these tests know, with a name for messages."""
    for name, layout in WRITTEN:
        yield f"{name} {layout}", written(name, layout)
    sources: dict[str, Letter | Draft] = {"whole": WHOLE, "draft": DRAFT, "empty": EMPTY}
    for made, source in sources.items():
        for layout in LAYOUTS:
            yield f"{made} {layout}", docx_of(source, style=layout)


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
