"""`ratsdok inspect`: where its page goes, and where it does not."""

from pathlib import Path

import pytest

from calling import PDF, call
from inspecting import Parsed
from pictures import PAPER, encoded, page
from ratsdok.errors import OutputError, TargetExistsError


def test_the_command_writes_the_page_and_leaves_one_that_is_there(tmp_path: Path) -> None:
    out = tmp_path / "page.html"
    assert call("inspect", PDF, "-o", out) == (0, "", "")
    assert "data:image/jpeg;base64," in out.read_text("utf-8")
    out.write_text("mine")
    code, _, err = call("inspect", PDF, "--out", out)
    assert (code, err.count("\n")) == (TargetExistsError.exit_code, 1)
    assert "--force" in err
    assert out.read_text() == "mine"
    assert call("inspect", PDF, "--out", out, "--force")[0] == 0
    assert out.read_text("utf-8").startswith("<!doctype html>")
    assert list(tmp_path.iterdir()) == [out]


def test_the_command_never_replaces_the_letter(tmp_path: Path) -> None:
    own = tmp_path / "letter.pdf"
    own.write_bytes(PDF.read_bytes())
    code, _, err = call("inspect", own, "-o", own, "--force")
    assert code == OutputError.exit_code
    assert "the letter itself" in err
    assert own.read_bytes() == PDF.read_bytes()


def test_the_command_shows_a_plain_text_without_pictures(tmp_path: Path) -> None:
    text = tmp_path / "brief.txt"
    text.write_text("Beschlusskontrolle zu V0815/30 (Sitzungsnummer: SR/012/2030)\nLaternen\n", "utf-8")
    assert call("inspect", text, "-o", tmp_path / "page.html") == (0, "", "")
    assert "(Textdatei) hat keine Seitenbilder" in (tmp_path / "page.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("name", "data", "sheets"),
    [
        ("brief.png", encoded(page()), 1),
        ("brief.jpg", encoded(page().rotate(90, expand=True), "JPEG"), 1),
        ("fax.tiff", encoded(page().convert("1"), "TIFF", page("Zweite Seite mit Text").convert("1")), 2),
    ],
)
def test_the_command_shows_pictures_as_they_were_read(
    name: str, data: bytes, sheets: int, tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(data)
    assert call("inspect", tmp_path / name, "-o", tmp_path / "page.html") == (0, "", "")
    shown = Parsed((tmp_path / "page.html").read_text("utf-8"))
    assert len(shown.of_class("sheet")) == sheets
    images = [element.attributes for element in shown.all if element.tag == "image"]
    assert len(images) == sheets
    assert ("rotate(90)" in images[0].get("transform", "")) == (name == "brief.jpg")
    field = shown.by_id("feld-1-resolutions-0-paper")
    assert PAPER in field.text
    assert shown.by_id(field.attributes["data-place"]).attributes["data-page"] == "1"


@pytest.mark.parametrize(("option", "value", "code"), [("--ocr", "never", 8), ("--ocr-models", ".", 15)])
def test_the_command_recognises_as_it_is_told(option: str, value: str, code: int, tmp_path: Path) -> None:
    (tmp_path / "brief.png").write_bytes(encoded(page()))
    value = str(tmp_path) if value == "." else value
    assert call("inspect", tmp_path / "brief.png", "-o", tmp_path / "page.html", option, value)[0] == code
    assert not (tmp_path / "page.html").exists()


@pytest.mark.parametrize(("name", "code"), [("none.pdf", 3), ("empty.pdf", 4)])
def test_the_command_leaves_no_page_of_a_letter_that_cannot_be_read(
    name: str, code: int, tmp_path: Path
) -> None:
    (tmp_path / "empty.pdf").touch()
    assert call("inspect", tmp_path / name, "-o", tmp_path / "page.html")[0] == code
    assert not (tmp_path / "page.html").exists()
