"""What the commands do with good input and with bad."""

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from calling import PDF, SECOND, call, run
from ratsdok import pipeline
from ratsdok.cli.failures import exit_code, one_line
from ratsdok.errors import OutputError
from ratsdok.letter import Letter, json_schema
from ratsdok.training import status as training

TEXT = """\
Beschlusskontrolle zu V0815/30 (Sitzungsnummer: SR/012/2030)
Laternen am Mühlgraben
Sehr geehrte Damen und Herren,
folgender Zwischenstand kann zu oben genanntem Beschluss gegeben werden:
1. „Der Weg am Mühlgraben wird beleuchtet."
Die Leuchten sind bestellt.
nächste Beschlusskontrolle: 30. Juni 2031
Mit freundlichen Grüßen
"""


def pdf(text: str = "", pages: int = 1, password: str | None = None) -> bytes:
    file = io.BytesIO()
    encryption = StandardEncryption(password) if password else None
    canvas = Canvas(file, encrypt=encryption)
    for _ in range(pages):
        for number, line in enumerate(text.splitlines()):
            canvas.drawString(70, 700 - 16 * number, line)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def bomb() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", bytes(8 * 2**20))
    return file.getvalue()


BAD: dict[str, tuple[str, Callable[[], bytes] | None, int, str]] = {
    "nothing there": ("a.pdf", None, 3, "No such file"),
    "empty": ("a.pdf", lambda: b"", 4, "is empty"),
    "white space only": ("a.txt", lambda: b" \n\t\n", 4, "is empty"),
    "not what its name says": ("a.pdf", TEXT.encode, 5, "the name says a PDF"),
    "a broken picture": ("a.png", lambda: b"\x89PNG\r\n\x1a\n" + bytes(99), 6, "picture is broken"),
    "truncated PDF": ("a.pdf", lambda: PDF.read_bytes()[:900], 6, ""),
    "encrypted PDF": ("a.pdf", lambda: pdf(TEXT, password="geheim"), 7, "--password"),
    "PDF without text": ("a.pdf", pdf, 8, "scan"),
    "too many pages": ("a.pdf", lambda: pdf(pages=10_000), 9, "pages"),
    "DOCX that is a zip bomb": ("a.docx", bomb, 9, ""),
}


@pytest.mark.parametrize("case", BAD)
def test_bad_input_gets_one_line_and_a_code_and_the_others_are_done(case: str, tmp_path: Path) -> None:
    name, content, code, words = BAD[case]
    bad = tmp_path / name
    if content:
        bad.write_bytes(content())
    exit_code, out, err = call("parse", bad, PDF, "--format", "jsonl")
    assert exit_code == code
    assert err.startswith(f"{bad}: ")
    assert err.count("\n") == 1
    assert words in err
    assert [json.loads(line)["document"]["name"] for line in out.splitlines()] == [PDF.name]


def test_a_folder_is_told_to_name_its_files(tmp_path: Path) -> None:
    code, out, err = call("parse", tmp_path)
    assert (code, out) == (3, "")
    assert err == f"{tmp_path}: this is a folder. Name its files: {tmp_path}/*.pdf\n"


def test_several_kinds_of_failure_have_a_code_of_their_own(tmp_path: Path) -> None:
    (tmp_path / "empty.pdf").touch()
    assert call("parse", tmp_path / "none.pdf", tmp_path / "nix.pdf")[0] == 3
    assert call("parse", tmp_path / "none.pdf", tmp_path / "empty.pdf", PDF)[0] == 20
    assert [exit_code(codes) for codes in (set(), {7}, {3, 7})] == [0, 7, 20]


@pytest.mark.parametrize(("password", "code"), [("geheim", 0), ("falsch", 7)])
def test_password(password: str, code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    locked = tmp_path / "locked.pdf"
    locked.write_bytes(pdf(TEXT, password="geheim"))
    assert call("parse", locked, "--password", password)[0] == code
    monkeypatch.setenv("RATSDOK_PASSWORD", password)
    assert call("parse", locked)[0] == code


def test_bytes_that_are_no_utf8_are_read_with_a_finding(tmp_path: Path) -> None:
    old = tmp_path / "old.txt"
    old.write_bytes(TEXT.encode("cp1252"))
    code, out, _ = call("parse", old)
    record = json.loads(out)
    assert code == 0
    assert record["resolutions"][0]["subject"] == "Laternen am Mühlgraben"
    assert record["findings"]


def test_one_file_gives_an_object_and_several_an_array() -> None:
    assert Letter.from_json(call("parse", PDF)[1]) == pipeline.parse(PDF)
    assert [one["document"]["name"] for one in json.loads(call("parse", PDF, SECOND)[1])] == [
        PDF.name,
        SECOND.name,
    ]
    assert len(json.loads(call("parse", PDF, PDF)[1])) == 2  # given twice, read twice
    assert (
        len(json.loads(call("parse", PDF, "--all")[1])) == 1
    )  # --all gives an array, however many there are


def test_all_gives_every_letter_of_a_file(tmp_path: Path) -> None:
    both = tmp_path / "both.txt"
    both.write_text(TEXT + "\f" + TEXT.replace("V0815", "V0816"), "utf-8")
    papers = [one["resolutions"][0]["paper"] for one in json.loads(call("parse", both, "--all")[1])]
    assert papers == ["V0815/30", "V0816/30"]


def test_jsonl_is_a_line_a_letter_even_for_readers_that_split_at_unicodes_line_ends(tmp_path: Path) -> None:
    odd = tmp_path / "odd.txt"
    odd.write_text(TEXT.replace("am Mühl", "am\u2028Mühl"), "utf-8")
    lines = call("parse", odd, PDF, "--format", "jsonl")[1].splitlines()
    assert [json.loads(line)["document"]["name"] for line in lines] == ["odd.txt", PDF.name]


@pytest.mark.parametrize("format_", ["json", "jsonl"])
def test_no_evidence(format_: str) -> None:
    assert json.loads(call("parse", PDF, "--format", format_, "--no-evidence")[1])["evidence"] == {}


def test_text_of_several_letters_ends_with_an_overview() -> None:
    one, several = (call("parse", *files, "--format", "text")[1] for files in ([PDF], [PDF, SECOND]))
    assert "Überblick" not in one
    assert several.startswith(one)
    assert several.count("Überblick") == 1


def test_a_faulty_profile_is_told_once() -> None:
    code, out, err = call("parse", PDF, SECOND, "--profile", "nirgendwo")
    assert (code, out, err.count("\n")) == (10, "", 1)


def test_a_bug_is_one_line_and_the_traceback_is_there_on_demand(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(source: str, **_: object) -> Letter:
        if source == str(PDF):
            raise ValueError("seven\nlines")
        return Letter.from_json(SECOND.with_suffix(".json").read_bytes())

    monkeypatch.setattr(pipeline, "parse", broken)
    monkeypatch.delenv("RATSDOK_DEBUG", raising=False)
    code, out, err = call("parse", PDF, SECOND, "--format", "jsonl")
    assert (code, out.count("\n"), err.count("\n")) == (1, 1, 1)
    assert err.startswith(f"{PDF}: this is a bug in ratsdok (ValueError: seven\\nlines)")
    monkeypatch.setenv("RATSDOK_DEBUG", "1")
    assert "Traceback" in call("parse", PDF)[2]


def test_names_with_control_characters_cannot_command_the_terminal() -> None:
    assert one_line("a\nb\x1b[31m\udcff ü") == "a\\nb\\x1b[31m\\udcff ü"


def test_schema() -> None:
    code, out, _ = call("schema")
    assert (code, json.loads(out)) == (0, json_schema())


@pytest.mark.parametrize("arguments", [[], ["--help"], ["-h"]])
def test_help(arguments: list[str]) -> None:
    done = run(*arguments)
    assert done.returncode == 0
    assert all(name in done.stdout for name in ("parse", "schema", "evaluate", "train", "doctor"))


def test_version() -> None:
    assert run("--version").stdout.startswith("ratsdok ")


@pytest.mark.parametrize(
    "arguments", [["parse"], ["pars", "x"], ["parse", "x", "--format", "xml"], ["--nix"]]
)
def test_wrong_calls_end_with_2(arguments: list[str]) -> None:
    assert call(*arguments)[0] == 2


def test_evaluate_without_a_corpus(tmp_path: Path) -> None:
    code, out, err = call("evaluate", tmp_path)
    assert (code, out, err.count("\n")) == (12, "", 1)


def test_evaluate_gives_figures_as_text_and_json(tmp_path: Path) -> None:
    (tmp_path / "raw").mkdir()
    (tmp_path / "gold").mkdir()
    (tmp_path / "raw/1.txt").write_text("Vorlage zum Haushalt der Stadt", "utf-8")
    (tmp_path / "gold/1.json").write_text('{"id": "1", "kind": "other"}', "utf-8")
    assert "kind of document right     1.000 of 1 documents" in call("evaluate", tmp_path)[1]
    figures = json.loads(call("evaluate", tmp_path, "--json")[1])
    assert (figures["documents"], figures["kind_accuracy"]) == (1, 1.0)
    code, _, err = call("evaluate", tmp_path, "--misses", "colour")
    assert code == 2
    assert "papers_mentioned" in err


def test_train_makes_every_model_of_the_invented_texts_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(training, "_EPOCHS", 1)
    code, out, _ = call("train", "--out", tmp_path / "models")
    assert code == 0
    assert "both" in out  # the cross-validated figures
    assert {path.name for path in (tmp_path / "models").iterdir()} == {"hyphens.json", "status"}


def test_train_where_nothing_can_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert call("train", "--out", tmp_path / "file")[0] == OutputError.exit_code
