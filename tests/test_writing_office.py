"""A DOCX to PDF, by the real LibreOffice, and by ones that fail: nothing of them is ever left behind."""

import io
import re
import shutil
import tempfile
import threading
import time
import zipfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from socketserver import TCPServer
from typing import Any

import docx
import pdfplumber
import pypdfium2
import pypdfium2.raw as pdfium_c
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from pdfminer.pdftypes import resolve1
from PIL import Image

from pictures import encoded
from ratsdok.errors import ConversionError, OfficeMissingError
from ratsdok.writing import office

PICTURE = Image.effect_noise((64, 64), 90)
needs_office = pytest.mark.skipif(office.program() is None, reason="needs LibreOffice (libreoffice-writer)")

# Faulty program -> what the error says of it. Each is the body of a shell script.
FAULTS = {
    "echo all is lost >&2; exit 1": r"^LibreOffice ended with code 1 \(all is lost\)$",
    "kill -SEGV $$": r"^LibreOffice ended with signal 11$",
    "exit 0": r"^LibreOffice made no PDF$",
    "echo 'Error: no'; echo 'Warning: no javaldx' >&2": r"^LibreOffice made no PDF \(Error: no\)$",
    "printf '\\nno\\r\\n  \\f\\n\\n'": r"^LibreOffice made no PDF \(no\)$",
    "printf '\\377\\376'": "^LibreOffice made no PDF \\(\N{REPLACEMENT CHARACTER}{2}\\)$",
    "head -c 100000 /dev/zero | tr '\\0' x": r"^LibreOffice made no PDF \(x{200}\)$",
    "echo rubbish >letter-0.pdf": r"^LibreOffice made a file that is no PDF$",
}


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A temporary folder with a name to stumble over, in which every test leaves nothing."""
    folder = tmp_path / "Größe öffnen %20"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    sockets = set(Path("/tmp").glob("OSL_PIPE_*"))
    yield folder
    assert list(folder.iterdir()) == []
    assert processes_of(tmp_path) == []
    others = set(Path("/tmp").glob("OSL_PIPE_*")) - sockets
    wait_until(lambda: not any(each.exists() for each in others))  # somebody else's go when theirs has ended


def wait_until(done: Any) -> None:
    deadline = time.monotonic() + 10
    while not done():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def processes_of(folder: Path) -> list[str]:
    """Return the commands of all processes that name a folder; a dead one that nobody buried has none."""
    commands = []
    for file in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):  # gone meanwhile
            commands.append(file.read_text("utf-8", "replace"))
    return [command for command in commands if str(folder) in command]


def letter(text: str = "Die Leuchten sind bestellt.", language: str | None = "de-DE") -> Any:
    document = docx.Document()
    document.core_properties.title = "Beschlusskontrolle zu V0815/30"
    (element,) = document.styles.element.iter(qn("w:lang"))
    element.attrib.clear()
    if language:
        element.set(qn("w:val"), language)
    document.add_heading("Laternen am Mühlgraben", 1)
    document.add_paragraph(text)
    return document


def saved(document: Any) -> bytes:
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def open_document() -> bytes:
    """Return a letter that LibreOffice would read, if it were not told to read a DOCX."""
    file, name, kind = io.BytesIO(), "urn:oasis:names:tc:opendocument:xmlns", "vnd.oasis.opendocument.text"
    entry = f'<m:file-entry m:full-path="/" m:media-type="application/{kind}"/>'
    manifest = f'<m:manifest xmlns:m="{name}:manifest:1.0">{entry}</m:manifest>'
    text = f'<o:document-content xmlns:o="{name}:office:1.0"><o:body><o:text/></o:body></o:document-content>'
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("mimetype", f"application/{kind}")
        archive.writestr("META-INF/manifest.xml", manifest)
        archive.writestr("content.xml", text)
    return file.getvalue()


def catalog(pdf: bytes) -> dict[str, Any]:
    with pdfplumber.open(io.BytesIO(pdf)) as file:
        return {name: resolve1(value) for name, value in file.doc.catalog.items()}


def text_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    return "\n".join(page.get_textpage().get_text_range() for page in document)


def fake(folder: Path, body: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Put a program in LibreOffice's place."""
    script = folder / "soffice"
    script.write_text(f"#!/bin/sh\n{body}\n", "utf-8")
    script.chmod(0o755)
    monkeypatch.setenv("RATSDOK_SOFFICE", str(script))


def refusal(content: bytes = b"PK\x03\x04", seconds: float = 20) -> ConversionError:
    with pytest.raises(ConversionError) as caught:
        office.convert(content, seconds=seconds)
    assert len(str(caught.value).splitlines()) == 1
    assert caught.value.exit_code == 17
    return caught.value


@needs_office
def test_a_pdf_is_tagged_and_says_language_title_and_standards() -> None:
    assert re.match(r"LibreOffice\w* \d+\.\d+", office.version() or "")
    pdf = office.convert(saved(letter()))
    document = pypdfium2.PdfDocument(pdf)
    assert pdfium_c.FPDFCatalog_IsTagged(document.raw)
    assert [item.get_title() for item in document.get_toc()] == ["Laternen am Mühlgraben"]
    assert document.get_metadata_dict()["Title"] == "Beschlusskontrolle zu V0815/30"
    found = catalog(pdf)
    assert found["Lang"] == b"de-DE"
    assert found["MarkInfo"] == {"Marked": True}
    assert found["ViewerPreferences"]["DisplayDocTitle"] is True
    metadata = found["Metadata"].get_data().decode()
    assert "<pdfuaid:part>1<" in metadata
    assert "<pdfaid:part>2<" in metadata
    assert "Die Leuchten sind bestellt." in text_of(pdf)


@needs_office
def test_all_fonts_are_in_the_file() -> None:
    with pdfplumber.open(io.BytesIO(office.convert(saved(letter())))) as file:
        fonts = [resolve1(font) for font in resolve1(file.pages[0].page_obj.resources["Font"]).values()]
    described = [resolve1(font["FontDescriptor"]) for font in fonts]
    assert described
    assert all({"FontFile", "FontFile2", "FontFile3"} & set(each) for each in described)


@needs_office
@pytest.mark.parametrize(("language", "found"), [("en-GB", b"en-GB"), (None, b"de-DE")])
def test_the_language_is_the_letters_and_german_where_it_has_none(
    language: str | None, found: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    assert catalog(office.convert(saved(letter(language=language))))["Lang"] == found


@needs_office
def test_comments_stay_with_those_who_write_and_pictures_as_they_are() -> None:
    document = letter()
    document.add_comment(
        document.paragraphs[1].runs, text="nicht vor der Sitzung", author="Amt", initials="A"
    )
    document.add_picture(io.BytesIO(encoded(PICTURE)))
    pdf = office.convert(saved(document))
    with pdfplumber.open(io.BytesIO(pdf)) as file:
        assert file.annots == []
        (image,) = file.images
        assert "DCTDecode" not in str(image["stream"].attrs["Filter"])
    assert "Sitzung" not in text_of(pdf)


@needs_office
def test_parallel_calls_do_not_mix() -> None:
    texts = ["Erster Brief", "Zweiter Brief", "Dritter Brief"]
    with ThreadPoolExecutor(2) as pool:
        pdfs = list(pool.map(office.convert, [saved(letter(text)) for text in texts]))
    assert [[text for text in texts if text in text_of(pdf)] for pdf in pdfs] == [[text] for text in texts]


@needs_office
def test_nothing_is_fetched_that_the_docx_links_to(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def remember(*request: Any) -> Any:
        asked.append(request)

    server = TCPServer(("127.0.0.1", 0), remember)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    document = letter()
    document.add_picture(io.BytesIO(encoded(PICTURE)))
    address = f"http://127.0.0.1:{server.server_address[1]}/x.png"
    (blip,) = document.element.iter(qn("a:blip"))
    blip.attrib.clear()
    blip.set(qn("r:link"), document.part.relate_to(address, RELATIONSHIP_TYPE.IMAGE, is_external=True))
    office.convert(saved(document))
    assert asked == []
    monkeypatch.setattr(office, "_SETTINGS", ())  # the counter-check: LibreOffice by itself does
    office.convert(saved(document))
    assert asked
    server.shutdown()
    server.server_close()


@needs_office
@pytest.mark.parametrize("seconds", [0, 0.05, 0.2])
def test_a_time_limit_ends_the_call_with_all_its_processes(seconds: float) -> None:
    content = saved(letter())
    begin = time.monotonic()
    error = refusal(content, seconds)
    assert time.monotonic() - begin < seconds + 2
    assert error.problem == f"LibreOffice took longer than {seconds} s"


@needs_office
def test_bytes_that_are_no_docx() -> None:
    for content in (b"", b"Guten Tag", b"%PDF-1.4\n", b"PK", b"{\\rtf1 Guten Tag}"):
        assert refusal(content).problem == "what is to become a PDF is no DOCX"
    for content in (saved(letter())[:9999], b"PK\x03\x04" + b"x" * 99, open_document()):
        assert re.match(r"LibreOffice made no PDF \(Error: ", refusal(content).problem)


@pytest.mark.parametrize("body", FAULTS)
def test_a_faulty_program_is_told(body: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fake(tmp_path, body, monkeypatch)
    assert re.search(FAULTS[body], refusal().problem)
    fake(tmp_path, '[ "$TMPDIR" = "$PWD" ] && printf %%PDF >letter-0.pdf', monkeypatch)  # and a sound one
    assert office.convert(b"PK\x03\x04") == b"%PDF"


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        ("trap '' TERM HUP INT; sh -c 'sleep 600; : {}' & wait", "LibreOffice took longer than 0.5 s"),
        ("sh -c 'sleep 600; : {}' >/dev/null 2>&1 & exit 1", "LibreOffice ended with code 1"),
    ],
)
def test_whatever_a_program_has_started_is_killed(
    body: str, problem: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake(tmp_path, body.format(tmp_path), monkeypatch)
    begin = time.monotonic()
    assert refusal(seconds=0.5).problem == problem
    assert time.monotonic() - begin < 2
    wait_until(lambda: not processes_of(tmp_path))


def test_a_program_that_cannot_be_started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fake(tmp_path, "", monkeypatch)
    (tmp_path / "soffice").write_text("#!/no/such/interpreter\n", "utf-8")
    assert refusal().problem.startswith("LibreOffice cannot be started (")
    assert office.version() is None


def test_a_missing_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RATSDOK_SOFFICE", str(tmp_path / "none"))
    with pytest.raises(OfficeMissingError, match=r"^RATSDOK_SOFFICE names .*none, which is no program"):
        office.convert(b"PK\x03\x04")
    monkeypatch.delenv("RATSDOK_SOFFICE")
    monkeypatch.setattr(shutil, "which", lambda _: None)
    with pytest.raises(OfficeMissingError) as caught:
        office.convert(b"PK\x03\x04")
    assert caught.value.problem == "LibreOffice is not installed"
    assert office.remedy() in caught.value.remedy
    assert caught.value.exit_code == 16
    assert (office.program(), office.version()) == (None, None)


def test_the_variable_names_the_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fake(tmp_path, "echo 'dconf: cannot write' >&2; echo LibreOffice 9.9; echo more", monkeypatch)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("RATSDOK_SOFFICE", "./soffice")
    assert office.program() == str(tmp_path / "soffice")
    assert office.version() == "LibreOffice 9.9"


@pytest.mark.parametrize("body", ["echo hello", "echo LibreOffice 9.9; exit 1", "sleep 600"])
def test_a_program_without_a_version(body: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "_PATIENCE", 0.5)
    fake(tmp_path, body, monkeypatch)
    assert office.version() is None


def test_no_room_for_the_temporary_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fake(tmp_path, "exit 0", monkeypatch)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "none"))
    assert refusal().problem.startswith("there is no temporary folder to make the PDF in (")
