"""`ratsdok letter` and `ratsdok lint`: records to letters, and what is remarked on them."""

import json
import shutil
from pathlib import Path

import pytest

import ratsdok
from calling import SAMPLES, call
from ratsdok.cli.lint import EXIT_REMARKS
from ratsdok.errors import (
    NotAFileError,
    OfficeMissingError,
    OutputError,
    RecordError,
    TargetExistsError,
    TemplateError,
)
from ratsdok.letter import Letter

RECORD = SAMPLES / "uferradweg.json"
LETTER = Letter.from_json(RECORD.read_bytes())


@pytest.mark.parametrize("style", ["hausmitteilung", "din5008"])
def test_a_record_becomes_a_letter(style: str, tmp_path: Path) -> None:
    out = tmp_path / "brief.docx"
    assert call("letter", RECORD, "-o", out, "--style", style) == (0, "", "")
    assert ratsdok.parse(out).statements == LETTER.statements
    assert list(tmp_path.iterdir()) == [out]


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_a_pdf_comes_beside_it(tmp_path: Path) -> None:
    assert call("letter", RECORD, "-o", tmp_path / "brief.docx", "--pdf") == (0, "", "")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["brief.docx", "brief.pdf"]
    assert ratsdok.parse(tmp_path / "brief.pdf").points == LETTER.points


def test_without_libreoffice_nothing_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RATSDOK_SOFFICE", str(tmp_path / "fehlt"))
    code, _, err = call("letter", RECORD, "-o", tmp_path / "brief.docx", "--pdf")
    assert code == OfficeMissingError.exit_code
    assert "--pdf" in err
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_there_is_replaced_only_with_force(tmp_path: Path) -> None:
    out = tmp_path / "brief.docx"
    out.write_text("mine")
    code, _, err = call("letter", RECORD, "-o", out)
    assert (code, err.count("\n"), out.read_text()) == (TargetExistsError.exit_code, 1, "mine")
    assert "--force" in err
    assert call("letter", RECORD, "-o", out, "--force")[0] == 0
    assert ratsdok.parse(out).kind == "beschlusskontrolle"


def test_a_pdf_that_is_there_keeps_the_docx_from_being_written(tmp_path: Path) -> None:
    (tmp_path / "brief.pdf").write_text("mine")
    assert call("letter", RECORD, "-o", tmp_path / "brief.docx", "--pdf")[0] == TargetExistsError.exit_code
    assert [path.name for path in tmp_path.iterdir()] == ["brief.pdf"]


def test_a_record_is_never_replaced_by_its_letter(tmp_path: Path) -> None:
    own = tmp_path / "record.json"
    own.write_bytes(RECORD.read_bytes())
    code, _, err = call("letter", own, "-o", own, "--force")
    assert (code, own.read_bytes()) == (OutputError.exit_code, RECORD.read_bytes())
    assert "made from this file" in err


def test_all_faults_of_a_record_stand_on_one_line(tmp_path: Path) -> None:
    faulty = json.loads(RECORD.read_text("utf-8")) | {"report": "halb", "points": [{"label": "1"}]}
    (tmp_path / "kaputt.json").write_text(json.dumps(faulty), "utf-8")
    code, _, err = call("letter", tmp_path / "kaputt.json", "-o", tmp_path / "brief.docx")
    assert (code, err.count("\n")) == (RecordError.exit_code, 1)
    assert "report: " in err
    assert "points.0.text: " in err
    assert not (tmp_path / "brief.docx").exists()


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["fehlt.json", "-o", "brief.docx"], NotAFileError.exit_code),
        ([RECORD, "-o", "fehlt/brief.docx"], OutputError.exit_code),
        ([RECORD, "-o", "brief.docx", "--template", "fehlt.docx"], TemplateError.exit_code),
        ([RECORD, "-o", "brief.docx", "--template", RECORD], TemplateError.exit_code),
        ([SAMPLES / "beschlussausfertigung.json", "-o", "brief.docx"], RecordError.exit_code),
        # calls that cannot be meant
        (["-o", "brief.docx"], 2),
        (["--write-template"], 2),
        ([RECORD, RECORD, "-o", "brief.docx"], 2),
        ([RECORD, "-o", "brief.pdf"], 2),
        ([RECORD, "-o", "brief.docx", "--style", "letter"], 2),
        ([RECORD, "-o", "papier.docx", "--write-template"], 2),
    ],
)
def test_what_cannot_be_done_ends_with_its_code(
    arguments: list[str | Path], code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert call("letter", *arguments)[0] == code
    assert list(tmp_path.iterdir()) == []


def test_the_built_in_paper_is_a_template(tmp_path: Path) -> None:
    paper, out = tmp_path / "papier.docx", tmp_path / "brief.docx"
    assert call("letter", "--write-template", "--style", "din5008", "-o", paper) == (0, "", "")
    assert call("letter", RECORD, "-o", out, "--style", "din5008", "--template", paper) == (0, "", "")
    assert ratsdok.parse(out).points == LETTER.points


def test_the_next_letter_is_a_draft_with_open_places(tmp_path: Path) -> None:
    out = tmp_path / "entwurf.docx"
    assert call("letter", "--next", RECORD, "-o", out) == (0, "", "")
    draft = ratsdok.parse(out)
    assert draft.points == LETTER.points
    assert draft.date is None
    code, told, _ = call("lint", out, "--earlier", RECORD)
    assert code == EXIT_REMARKS
    assert f"{out}: Warnung: Noch nicht ausgefüllt: Datum." in told


def test_a_letter_without_fault_is_told_so(tmp_path: Path) -> None:
    assert call("lint", RECORD) == (0, f"{RECORD}: nichts zu bemerken\n", "")


def test_findings_are_given_as_json_too() -> None:
    code, told, _ = call("lint", SAMPLES / "uferradweg.pdf", "--json")
    assert code == 0
    assert json.loads(told) == {"file": str(SAMPLES / "uferradweg.pdf"), "findings": []}


def test_files_that_cannot_be_read_do_not_hide_the_others(tmp_path: Path) -> None:
    code, told, err = call("lint", tmp_path / "fehlt.json", RECORD)
    assert code == NotAFileError.exit_code
    assert "nichts zu bemerken" in told
    assert err.count("\n") == 1


def test_without_a_name_the_letter_comes_beside_its_record(tmp_path: Path) -> None:
    (tmp_path / "brief.json").write_bytes(RECORD.read_bytes())
    assert call("letter", tmp_path / "brief.json") == (0, f"{tmp_path / 'brief.docx'}\n", "")
    draft = f"{tmp_path / 'brief-entwurf.docx'}\n"
    assert call("letter", "--next", tmp_path / "brief.json") == (0, draft, "")
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "brief-entwurf.docx",
        "brief.docx",
        "brief.json",
    ]
