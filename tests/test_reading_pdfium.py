"""PDFs that cannot be read, or not in the usual way: each a typed error, none a crash."""

import io
import threading
from contextlib import suppress

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pdfs import pdf, says, table
from ratsdok.errors import DamagedFileError, EncryptedFileError, NoTextError, RatsdokError, TooLargeError
from ratsdok.reading import pdfium, read


def test_no_text_at_all() -> None:
    with pytest.raises(NoTextError, match="scan"):
        read(pdf(lambda canvas: canvas.circle(300, 300, 100)))


def test_password() -> None:
    data = pdf(says("geheim"), password="Schlüssel")
    assert read(data, password="Schlüssel").pages[0].lines[0].text == "geheim"
    with pytest.raises(EncryptedFileError, match="needs a password"):
        read(data)
    with pytest.raises(EncryptedFileError, match="wrong"):
        read(data, password="falsch")


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9])
def test_truncated(share: float) -> None:
    data = pdf(says("Eins"), says("Zwei"))
    with pytest.raises(DamagedFileError):
        read(data[: int(len(data) * share)], name="brief.pdf")


def test_only_a_header() -> None:
    with pytest.raises(DamagedFileError, match=r"brief\.pdf"):
        read(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", name="brief.pdf")


def test_too_many_pages_are_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    document = pypdfium2.PdfDocument.new()
    for _ in range(1001):
        document.new_page(100, 100).close()
    file = io.BytesIO()
    document.save(file)
    monkeypatch.setattr(pdfium, "Sheet", None)  # reading any page would fail
    with pytest.raises(TooLargeError, match="1001 pages"):
        read(file.getvalue())


def test_too_many_characters_on_a_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdfium, "MAX_CHARACTERS", 3)
    with pytest.raises(TooLargeError, match="characters"):
        read(pdf(says("Guten Tag")))


def test_threads_may_read_at_once() -> None:
    data = pdf(*[says("Der Rat", "der Stadt")] * 3)
    expected = read(data)
    found = []
    threads = [threading.Thread(target=lambda: found.append(read(data))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [expected] * 4


SOUND = pdf(says("Der Rat der Stadt", "Zeile zwei"), table)


@settings(deadline=None, max_examples=150)
@given(st.data())
def test_any_damage_gives_a_document_or_a_typed_error(data: st.DataObject) -> None:
    broken = bytearray(SOUND)
    for _ in range(data.draw(st.integers(1, 8))):
        at = data.draw(st.integers(9, len(broken) - 1))
        broken[at : at + data.draw(st.integers(0, 20))] = data.draw(st.binary(max_size=20))
    with suppress(RatsdokError):
        assert read(bytes(broken), name="brief.pdf").pages
