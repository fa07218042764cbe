"""A user's own letter paper: its looks are taken, its text is not, and what it lacks is named."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from letters import sample_record
from ratsdok import TemplateError, parse
from ratsdok.form.styles import Style
from ratsdok.letter import Letter
from ratsdok.writing import LAYOUTS, Layout, docx_of, office
from ratsdok.writing.stationery import PLACEHOLDER, paper
from standard_letters import found, letter, needs_office, part, values

SAMPLES = ["schulhaus-lindenhof", "schulwege", "marktsatzung"]
BOTH_LAYOUTS = pytest.mark.parametrize("layout", LAYOUTS)
Change = Callable[[Any], None]


def template(folder: Path, *changes: Change, layout: Layout = "hausmitteilung") -> Path:
    """Save the built-in paper with changes."""
    document = docx.Document(io.BytesIO(paper(layout)))
    for change in changes:
        change(document)
    path = folder / "vorlage.docx"
    document.save(str(path))
    return path


def exact(record: Letter, path: Path, layout: Layout = "hausmitteilung") -> bytes:
    """Write a record on a template, and read it back."""
    package = docx_of(record, style=layout, template=path)
    read = parse(package)
    assert values(read) == values(record)
    return package


def redesign(document: Any) -> None:
    """Change fonts, sizes, margins, indents and the place of the address."""
    styles, section = document.styles, document.sections[0]
    styles[Style.REPORT].font.name, styles[Style.REPORT].font.size = "Courier New", Pt(9)
    styles[Style.SUBJECT].font.bold = False
    styles[Style.POINT].paragraph_format.left_indent = Mm(33)
    section.left_margin, section.page_height = Mm(41), Mm(280)
    frame = styles[Style.ADDRESS].element.find(f"{qn('w:pPr')}/{qn('w:framePr')}")
    frame.set(qn("w:x"), "1234")


def fill(document: Any) -> None:
    """Write on the paper, as somebody does who tries it out."""
    for style in Style:
        document.add_paragraph(f"MUSTER {style}", style=str(style))
    document.add_table(2, 2).cell(0, 0).text = "MUSTER in a table"
    document.add_page_break()
    document.add_section()
    document.add_paragraph("MUSTER in another section")
    document.core_properties.title = document.core_properties.subject = "MUSTER"
    document.core_properties.author = document.core_properties.comments = "MUSTER"


def write_below(document: Any) -> None:
    document.sections[0].footer.add_paragraph("Laternenbank · Konto 12")
    document.sections[0].first_page_footer.add_paragraph("Laternenbank · Konto 12")
    document.sections[0].first_page_header.add_paragraph("Stadt der Laternen")


@BOTH_LAYOUTS
def test_the_looks_of_a_template_are_taken(layout: Layout, tmp_path: Path) -> None:
    path = template(tmp_path, redesign, layout=layout)
    package = exact(sample_record("schulwege"), path, layout)
    document = docx.Document(io.BytesIO(package))
    report = document.styles[Style.REPORT].font
    assert (report.name, report.size) == ("Courier New", Pt(9))
    for section in document.sections:
        assert section.left_margin == pytest.approx(Mm(41), abs=Pt(1) / 20)  # the format counts in these
        assert section.page_height == pytest.approx(Mm(280), abs=Pt(1) / 20)
    # what some programs take only from the paragraph or the list itself
    frames = found(part(package), "//w:p[w:pPr/w:pStyle/@w:val='Anschrift']/w:pPr/w:framePr/@w:x")
    assert set(frames) == {"1234"}
    assert str(round(Mm(33).twips)) in found(
        part(package, "word/numbering.xml"), "//w:lvl/w:pPr/w:ind/@w:left"
    )


@BOTH_LAYOUTS
def test_its_text_is_not(layout: Layout, tmp_path: Path) -> None:
    path = template(tmp_path, redesign, fill, layout=layout)
    assert "MUSTER Betreff" in "".join(each.text for each in docx.Document(str(path)).paragraphs)
    for name in SAMPLES:
        package = exact(sample_record(name), path, layout)
        with zipfile.ZipFile(io.BytesIO(package)) as archive:
            assert [each for each in archive.namelist() if b"MUSTER" in archive.read(each)] == []


@pytest.mark.parametrize("name", SAMPLES)
def test_what_is_printed_on_every_sheet_stays_and_is_no_part_of_the_record(name: str, tmp_path: Path) -> None:
    package = exact(sample_record(name), template(tmp_path, write_below))
    section = docx.Document(io.BytesIO(package)).sections[0]
    assert "Laternenbank" in "".join(each.text for each in section.footer.paragraphs)
    assert "Laternenbank" in "".join(each.text for each in section.first_page_footer.paragraphs)


def drop_numbering(document: Any) -> None:
    relations = document.part.rels.items()
    (key,) = [key for key, each in relations if each.reltype == RELATIONSHIP_TYPE.NUMBERING]
    del document.part.rels[key]


@pytest.mark.parametrize("name", SAMPLES)
def test_a_template_without_lists(name: str, tmp_path: Path) -> None:
    path = template(tmp_path, drop_numbering)
    with zipfile.ZipFile(path) as archive:
        assert "word/numbering.xml" not in archive.namelist()
    package = exact(sample_record(name), path)
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        assert archive.namelist().count("word/numbering.xml") == 1
        assert b"/word/numbering.xml" in archive.read("[Content_Types].xml")


def drop_styles(*names: str) -> Change:
    def drop(document: Any) -> None:
        for name in names:
            element = document.styles[name].element
            element.getparent().remove(element)

    return drop


@pytest.mark.parametrize(
    "missing",
    [
        [Style.CLOSING],
        [Style.SUBJECT, Style.NEXT_CHECK],
        [Style.SUB_POINT, PLACEHOLDER],
        list(Style),
    ],
)
def test_styles_that_are_missing_are_all_named(missing: list[str], tmp_path: Path) -> None:
    path = template(tmp_path, drop_styles(*missing))
    with pytest.raises(TemplateError) as caught:
        docx_of(letter(), template=path)
    assert caught.value.problem == f"the template lacks the styles {', '.join(missing)}"
    assert caught.value.source == str(path)
    assert caught.value.exit_code == 18
    assert "--write-template" in str(caught.value)


def test_any_other_document_lacks_them_all(tmp_path: Path) -> None:
    path = tmp_path / "brief.docx"
    docx.Document().save(str(path))
    with pytest.raises(TemplateError, match="the template lacks the styles Briefkopf, Stadt, "):
        docx_of(letter(), template=path)


def word_template(path: Path) -> None:
    """Make of a DOCX what Word calls a template."""
    kind = b"application/vnd.openxmlformats-officedocument.wordprocessingml."
    with zipfile.ZipFile(io.BytesIO(paper("din5008"))) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            content = old.read(name).replace(kind + b"document.main+xml", kind + b"template.main+xml")
            new.writestr(name, content)


def empty_archive(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")


def broken_styles(path: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(paper("din5008"))) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name)[: 200 if name == "word/styles.xml" else None])


@pytest.mark.parametrize(
    ("make", "problem"),
    [
        (lambda path: None, r"the template cannot be read \(No such file or directory\)"),
        (lambda path: path.mkdir(), r"the template cannot be read \(Is a directory\)"),
        (lambda path: path.touch(), "the template is no DOCX, or broken"),
        (lambda path: path.write_bytes(b"Guten Tag"), "the template is no DOCX, or broken"),
        (lambda path: path.write_bytes(paper("din5008")[:5000]), "the template is no DOCX, or broken"),
        (empty_archive, "the template is no DOCX, or broken"),
        (broken_styles, "the template is no DOCX, or broken"),
        (word_template, "the template is no DOCX, or broken"),
    ],
)
def test_what_is_no_template(make: Callable[[Path], Any], problem: str, tmp_path: Path) -> None:
    path = tmp_path / "vorlage.docx"
    make(path)
    with pytest.raises(TemplateError, match=problem) as caught:
        docx_of(letter(), template=path)
    assert caught.value.source == str(path)
    assert len(str(caught.value).splitlines()) == 1


def rename_ids(document: Any) -> None:
    """Give every style another id, as Word does when it saves what another program wrote."""
    root = document.styles.element
    renamed = {
        each.get(qn("w:styleId")): f"a{number}" for number, each in enumerate(root.findall(qn("w:style")))
    }
    for each in root.iter(qn("w:style")):
        each.set(qn("w:styleId"), renamed[each.get(qn("w:styleId"))])
    footers = [document.sections[0].footer, document.sections[0].first_page_footer]
    for part_root in (root, document.sections[0].first_page_header._element, *(f._element for f in footers)):
        for tag in ("basedOn", "pStyle", "rStyle", "next", "link"):
            for each in part_root.iter(qn(f"w:{tag}")):
                each.set(qn("w:val"), renamed[each.get(qn("w:val"))])


@BOTH_LAYOUTS
def test_the_names_of_styles_count_not_their_ids(layout: Layout, tmp_path: Path) -> None:
    path = template(tmp_path, rename_ids, layout=layout)
    for name in SAMPLES:
        package = exact(sample_record(name), path, layout)
        ids = set(found(part(package), "//w:pStyle/@w:val | //w:rStyle/@w:val"))
        assert all(each.startswith("a") and each[1:].isdigit() for each in ids)
        assert found(part(package), "//w:framePr")  # frames are found through the names too


def in_a_circle(document: Any) -> None:
    for style, base in ((Style.POINT, Style.SUB_POINT), (Style.SUB_POINT, Style.POINT)):
        document.styles[style].base_style = document.styles[base]
        element = document.styles[style].element
        for indent in element.iter(qn("w:ind")):
            indent.getparent().remove(indent)


def inherit(document: Any) -> None:
    """Let the address have its frame, and points their indent, from the styles beneath."""
    address, start = document.styles[Style.ADDRESS], document.styles[Style.ADDRESS_START]
    address.base_style = start
    point, below = document.styles[Style.POINT], document.styles[Style.SUB_POINT]
    below.base_style = point
    for style, tag in ((address, "framePr"), (below, "ind")):
        properties = style.element.find(qn("w:pPr"))
        properties.remove(properties.find(qn(f"w:{tag}")))


def test_styles_that_are_based_on_each_other_in_a_circle(tmp_path: Path) -> None:
    exact(sample_record("schulwege"), template(tmp_path, in_a_circle))


def test_what_a_style_has_from_the_one_beneath(tmp_path: Path) -> None:
    record = letter(recipients=["An"], points=[{"label": "1", "text": ""}, {"label": "1.a", "text": ""}])
    package = exact(record, template(tmp_path, inherit))
    start, address = found(
        part(package), "//w:p[starts-with(w:pPr/w:pStyle/@w:val, 'Anschrift')]/w:pPr/w:framePr"
    )
    assert dict(start.attrib) == dict(address.attrib)
    indents = found(part(package, "word/numbering.xml"), "w:abstractNum[last()]/w:lvl/w:pPr/w:ind/@w:left")
    assert len(indents) == 2
    assert len(set(indents)) == 1


def crowd(document: Any) -> None:
    """Give the page properties that the built-in paper's has not."""
    page = document.element.body.sectPr
    for tag in ("vAlign", "docGrid"):
        for each in page.findall(qn(f"w:{tag}")):
            page.remove(each)
    page.find(qn("w:titlePg")).addprevious(page.makeelement(qn("w:vAlign"), {qn("w:val"): "both"}))
    page.append(page.makeelement(qn("w:docGrid"), {qn("w:linePitch"): "360"}))


def test_all_that_a_template_says_of_its_page_stays(tmp_path: Path) -> None:
    path = template(tmp_path, redesign, crowd)
    package = exact(sample_record("schulwege"), path)
    (page,) = found(part(package), "//w:sectPr")
    (wished,) = found(part(path.read_bytes()), "//w:sectPr")
    assert [(each.tag, dict(each.attrib)) for each in page] == [(e.tag, dict(e.attrib)) for e in wished]


def test_a_letter_is_a_template_for_the_next(tmp_path: Path) -> None:
    path = tmp_path / "vorlage.docx"
    path.write_bytes(docx_of(sample_record("schulhaus-lindenhof")))
    package = exact(sample_record("schulwege"), path)
    path.write_bytes(package)
    again = exact(sample_record("schulwege"), path)
    assert len(again) < 1.1 * len(package)


@needs_office
def test_a_letter_on_another_paper_comes_back_from_its_pdf(tmp_path: Path) -> None:
    path = template(tmp_path, redesign, fill, write_below, rename_ids)
    packages = [docx_of(sample_record(name), template=path) for name in SAMPLES]
    for name, pdf in zip(SAMPLES, office.convert_all(packages), strict=True):
        assert values(parse(pdf)) == values(sample_record(name))
