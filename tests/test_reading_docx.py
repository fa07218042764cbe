"""The text of DOCX letters, made here with python-docx or written as XML."""

import io
import zipfile
from collections.abc import Callable

import docx
import pytest
from docx.document import Document as DocxDocument
from docx.enum.text import WD_BREAK
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from ratsdok.errors import DamagedFileError, EmptyFileError
from ratsdok.page import Document
from ratsdok.reading import read

COMPATIBILITY = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
Writing = Callable[[DocxDocument], object]


def made(write: Writing) -> bytes:
    document = docx.Document()
    write(document)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def body(xml: str) -> bytes:
    """Return a document whose body is given as XML."""

    def write(document: DocxDocument) -> None:
        root = parse_xml(f"<w:body {nsdecls('w')} {COMPATIBILITY}>{xml}</w:body>")
        for at, element in enumerate(root):
            document.element.body.insert(at, element)

    return made(write)


def texts_of(data: bytes) -> list[list[str]]:
    return [[line.text for line in page.lines] for page in read(data).pages]


def run(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


BOX = f"<w:txbxContent><w:p>{run('Kasten')}</w:p></w:txbxContent>"
ANCHORED = (
    "<mc:AlternateContent>"
    f'<mc:Choice Requires="wps"><w:drawing>{BOX}</w:drawing></mc:Choice>'
    f"<mc:Fallback><w:pict>{BOX}</w:pict></mc:Fallback>"
    "</mc:AlternateContent>"
)


@pytest.mark.parametrize(
    ("xml", "pages"),
    [
        (f"<w:p>{run('Der ')}{run('Rat')}</w:p><w:p/><w:p>{run('x')}</w:p>", [["Der Rat", "", "x"]]),
        ("<w:p><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t></w:r></w:p>", [["a\tb", "c"]]),
        (
            "<w:p><w:r><w:t>E</w:t><w:noBreakHyphen/><w:t>Mail Stadt</w:t><w:softHyphen/>"
            "<w:t>rat</w:t></w:r></w:p>",
            [["E-Mail Stadt\xadrat"]],
        ),
        # tracked changes: deletions out, insertions in
        (
            f"<w:p>{run('Der ')}<w:del><w:r><w:delText>alte</w:delText></w:r></w:del>"
            f"<w:ins>{run('neue')}</w:ins>{run(' Rat')}</w:p>",
            [["Der neue Rat"]],
        ),
        (f"<w:p><w:moveFrom>{run('x')}</w:moveFrom><w:moveTo>{run('y')}</w:moveTo></w:p>", [["y"]]),
        # a deleted paragraph mark: the next paragraph continues this one
        (
            f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{run('Der ')}</w:p><w:p>{run('Rat')}</w:p>",
            [["Der Rat"]],
        ),
        # content controls, in a paragraph and around one
        (
            f"<w:sdt><w:sdtContent><w:p>{run('a')}<w:sdt><w:sdtContent>{run('b')}</w:sdtContent></w:sdt></w:p>"
            "</w:sdtContent></w:sdt>",
            [["ab"]],
        ),
        (f"<w:p><w:hyperlink>{run('stadt.example')}</w:hyperlink></w:p>", [["stadt.example"]]),
        # a field shows its result, not its instruction
        (
            "<w:p><w:r><w:instrText>DATE</w:instrText></w:r>"
            f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run("3. März 2026")}</w:p>',
            [["3. März 2026"]],
        ),
        (f"<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>x</w:t></w:r>{run('y')}</w:p>", [["y"]]),  # hidden
        # boxes to tick: a symbol, and an old form field
        ('<w:p><w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r></w:p>', [["☑"]]),
        (
            '<w:p><w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:default w:val="0"/>'
            f"<w:checked/></w:checkBox></w:ffData></w:fldChar></w:r>{run(' vertraulich')}</w:p>",
            [["☒ vertraulich"]],
        ),
        # a text box counts once, although it is stored twice
        (f"<w:p>{run('vor')}<w:r>{ANCHORED}</w:r>{run('nach')}</w:p>", [["vornach", "Kasten"]]),
        # page breaks: set, laid out, and both for the same break
        (f"<w:p>{run('a')}<w:r><w:br w:type='page'/></w:r>{run('b')}</w:p>", [["a"], ["b"]]),
        (f"<w:p>{run('a')}<w:r><w:lastRenderedPageBreak/></w:r>{run('b')}</w:p>", [["a"], ["b"]]),
        (
            f"<w:p>{run('a')}</w:p><w:p><w:r><w:br w:type='page'/></w:r></w:p>"
            f"<w:p><w:r><w:lastRenderedPageBreak/></w:r>{run('b')}</w:p>",
            [["a"], ["b"]],
        ),
        (f"<w:p>{run('a')}</w:p><w:p><w:pPr><w:pageBreakBefore/></w:pPr>{run('b')}</w:p>", [["a"], ["b"]]),
    ],
)
def test_paragraphs(xml: str, pages: list[list[str]]) -> None:
    assert texts_of(body(xml)) == pages


def with_tables(document: DocxDocument) -> None:
    columns = document.add_table(1, 2)
    columns.cell(0, 0).text = "An alle\nFraktionen"
    columns.cell(0, 1).text = "GZ: 61"
    ruled = document.add_table(2, 2, style="Table Grid")
    for cell, text in zip(ruled._cells, ("Flurstück", "Fläche\nin m²", "136/3", "103"), strict=True):
        cell.text = text
    ruled.cell(1, 1).add_table(1, 1).cell(0, 0).text = "davon 20"


def test_columns_are_read_one_after_the_other_and_ruled_tables_row_by_row() -> None:
    assert texts_of(made(with_tables)) == [
        ["An alle", "Fraktionen", "GZ: 61", "Flurstück\tFläche in m²", "136/3\t103 davon 20"]
    ]


@pytest.mark.parametrize(("title_page", "head"), [(False, "Stadt Musterhausen"), (True, "Hausmitteilung")])
def test_letterhead_comes_first_and_once(title_page: bool, head: str) -> None:
    def write(document: DocxDocument) -> None:
        section = document.sections[0]
        section.different_first_page_header_footer = title_page
        section.header.paragraphs[0].text = "Stadt Musterhausen"
        section.first_page_header.paragraphs[0].text = "Hausmitteilung"
        section.footer.paragraphs[0].text = "Seite"
        document.add_paragraph("Eins").add_run().add_break(WD_BREAK.PAGE)
        document.add_paragraph("Zwei")

    assert texts_of(made(write)) == [[head, "Eins"], ["Zwei"]]


def test_label_stands_on_the_page_its_text_begins_on() -> None:
    def write(document: DocxDocument) -> None:
        document.add_paragraph("Eins", style="List Number")
        turned = document.add_paragraph(style="List Number").add_run()
        turned._r.append(parse_xml(f"<w:lastRenderedPageBreak {nsdecls('w')}/>"))
        turned.add_text("Zwei")

    assert texts_of(made(write)) == [["1. Eins"], ["2. Zwei"]]


def test_document() -> None:
    document: Document = read(made(lambda d: d.add_paragraph("Eins")), name="brief.docx")
    assert document.name == "brief.docx"
    assert document.media_type.endswith("wordprocessingml.document")
    (page,) = document.pages
    assert (page.source, page.has_geometry) == ("docx", False)


def repacked(data: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    return file.getvalue()


@pytest.mark.parametrize(
    ("content_type", "name"),
    [
        ("vnd.ms-word.document.macroEnabled.main+xml", "brief.docm"),
        ("vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml", "vorlage.dotx"),
        ("vnd.ms-word.template.macroEnabledTemplate.main+xml", "vorlage.dotm"),
    ],
)
def test_documents_with_macros_and_templates(content_type: str, name: str) -> None:
    plain = b"vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    sound = made(lambda d: d.add_paragraph("Eins"))
    data = repacked(sound, lambda _, content: content.replace(plain, content_type.encode()))
    assert read(data, name=name).pages[0].lines[0].text == "Eins"


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        ("word/document.xml", b"</w:body>", b""),  # XML that does not close
        ("word/document.xml", b"w:document", b"w:other"),  # not a document
        ("_rels/.rels", b"officeDocument", b"other"),  # leads nowhere
    ],
)
def test_damaged_parts(part: str, old: bytes, new: bytes) -> None:
    sound = made(lambda d: d.add_paragraph("Eins"))
    data = repacked(sound, lambda name, content: content.replace(old, new) if name == part else content)
    with pytest.raises(DamagedFileError):
        read(data)


def test_no_text() -> None:
    with pytest.raises(EmptyFileError):
        read(made(lambda d: d.add_paragraph(" ")))
