"""Pictures to words, by the library and by the program."""

import math
import os
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from pictures import DPI, PAPER, grey, page
from ratsdok.errors import RecognitionError
from ratsdok.reading.ocr import recogniser
from ratsdok.reading.ocr.recogniser import Worker, recognise
from ratsdok.reading.ocr.settings import MOST_SECONDS, Ocr
from ratsdok.reading.ocr.tsv import Token, tokens_of

Engine = Callable[[str], None]
LIBRARY, PROGRAM = Ocr(engine="tesserocr"), Ocr(engine="tesseract")
ROW = "5\t1\t2\t3\t4\t5\t10\t20\t30\t40\t91.5\tWort"


def words(ocr: Ocr, **settings: str) -> list[str]:
    return [token.text for token in recognise(grey(page()), DPI, ocr, **settings)]  # type: ignore[arg-type]


@pytest.mark.parametrize("ocr", [LIBRARY, PROGRAM], ids=["library", "program"])
def test_words_with_their_places(ocr: Ocr) -> None:
    tokens = recognise(grey(page()), DPI, ocr)
    (paper,) = [token for token in tokens if token.text == PAPER]
    # `pdfs.says` prints from 70 points from the left and 142 from the top, in letters of 12 points.
    assert tokens[0].left == pytest.approx(70 * DPI / 72, abs=4)
    assert tokens[0].bottom == pytest.approx(142 * DPI / 72, abs=4)
    assert 10 < paper.bottom - paper.top < 12 * DPI / 72 * 1.2
    assert paper.left > tokens[0].right
    assert 0.7 < paper.confidence <= 1
    assert paper.line == tokens[0].line != tokens[-1].line


def test_library_and_program_read_the_same() -> None:
    assert words(LIBRARY) == words(PROGRAM)


@pytest.mark.parametrize("ocr", [LIBRARY, PROGRAM], ids=["library", "program"])
def test_an_alphabet_is_kept_to_and_forgotten_for_the_next_picture(ocr: Ocr) -> None:
    line = grey(page())[270:305, 140:]
    (before,) = {token.text for token in recognise(line, DPI, ocr, layout="line")} & {PAPER}
    digits = recognise(line, DPI, ocr, layout="line", alphabet="0123456789/")
    assert "0815/30" in "".join(token.text for token in digits)
    assert {letter for token in digits for letter in token.text} <= set("0123456789/")
    assert before in {token.text for token in recognise(line, DPI, ocr, layout="line")}


def test_pictures_need_not_lie_in_one_piece() -> None:
    flipped = np.ascontiguousarray(grey(page())[:, ::-1])[:, ::-1]
    assert not flipped.flags.c_contiguous
    assert [token.text for token in recognise(flipped, DPI, LIBRARY)] == words(LIBRARY)


def test_an_engine_is_kept_for_the_next_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[tuple[str, ...]] = []

    def start(command: tuple[str, ...]) -> Worker:
        started.append(command)
        return Worker(command)

    monkeypatch.setattr(recogniser, "Worker", start)
    ocr = Ocr(engine="tesserocr", language="deu+eng")  # of no other test
    assert words(ocr) == words(ocr)
    assert len(started) == 1
    assert started[0][0] == sys.executable


def test_threads_do_not_mix_their_pictures_up() -> None:
    lines = [grey(page(f"Vorlage V{number}/17 wurde umgesetzt")) for number in (1234, 5678, 2468, 1357)]
    alone = [recognise(line, DPI, LIBRARY) for line in lines]
    with ThreadPoolExecutor(2) as pool:
        together = list(pool.map(lambda line: recognise(line, DPI, LIBRARY), lines))
    assert together == alone
    assert len({tuple(tokens) for tokens in together}) == len(lines)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork")
@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_a_forked_child_does_not_speak_into_the_parents_pipes() -> None:
    expected = words(LIBRARY)  # now an engine waits
    child = os.fork()
    if not child:
        os._exit(0 if all(words(LIBRARY) == expected for _ in range(3)) else 1)
    ours = [words(LIBRARY) for _ in range(3)]
    _, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) == 0
    assert ours == [expected] * 3


@pytest.fixture
def tesseract(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    """Put a script in the place of the program, also of one that an earlier call has found."""
    if sys.platform == "win32":
        pytest.skip("no scripts for a shell")
    recogniser.close_idle()

    def put(script: str) -> None:
        program = tmp_path / "tesseract"
        program.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
        program.chmod(0o755)
        monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)

    yield put
    recogniser.close_idle()


@pytest.mark.parametrize(
    ("script", "told"),
    [
        ("exit 1", r"ended with code 1 \(without a word\)"),
        (
            "echo 'read_params_file: no memory' >&2; echo more >&2; exit 4",
            r"code 4 \(read_params_file: no memory\)\.",
        ),
        ("kill -SEGV $$", r"ended with code -11"),
        ("exec sleep 60", r"took longer than 0\.5 s"),
        ("sleep 60; exit 0", r"took longer than 0\.5 s"),
        ("cat > /dev/null", r"answered nonsense"),
        ("cat > /dev/null; echo Wort", r"answered nonsense"),
        ("head -c 3000 /dev/urandom", r"answered nonsense"),
    ],
)
def test_a_program_that_fails_is_told(script: str, told: str, tesseract: Engine) -> None:
    tesseract(script)
    with pytest.raises(RecognitionError, match=told):
        recognise(grey(page()), DPI, Ocr(engine="tesseract", seconds=0.5 if "sleep" in script else 20))


def test_a_program_that_cannot_be_started_is_told(
    tesseract: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tesseract("exit 0")
    monkeypatch.setenv("PATH", str(tmp_path))
    (tmp_path / "tesseract").write_bytes(b"#!/nowhere/sh\n")
    with pytest.raises(RecognitionError, match="cannot be started"):
        recognise(grey(page()), DPI, PROGRAM)


def test_rows_of_words_become_tokens() -> None:
    table = f"1\t1\t0\t0\t0\t0\t0\t0\t99\t99\t-1\t\n{ROW}\n{ROW.replace('Wort', '  ')}\n"
    assert list(tokens_of(table, 99, 99)) == [Token("Wort", 10, 20, 40, 60, 0.915, (2, 3, 4))]


@pytest.mark.parametrize(
    "table",
    ["", "\n", "Wort", ROW + "\tmehr", ROW.replace("10", "-1"), ROW.replace("91.5", "-1"),
     ROW.replace("91.5", "nan"), ROW.replace("30", "-30"), ROW.replace("40", "80"), ROW.replace("30", "90")],
)  # fmt: skip
def test_what_is_no_table_is_refused(table: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        list(tokens_of(table, 99, 99))


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"mode": "maybe"}, "ocr is auto, always or never, not 'maybe'"),
        ({"engine": "abbyy"}, "ocr knows the engines tesserocr and tesseract, not 'abbyy'"),
        *[({"seconds": each}, f"ocr takes up to 86400 seconds for a page, not {each}")
          for each in (0, -1, math.inf, -math.inf, math.nan, 86_401)],
        *[({"workers": each}, f"ocr needs at least one worker, not {each}") for each in (0, -1)],
    ],
)  # fmt: skip
def test_settings_that_make_no_sense_are_refused(wrong: dict[str, object], told: str) -> None:
    with pytest.raises(ValueError, match=f"^{told}$"):
        Ocr(**wrong)  # type: ignore[arg-type]


def test_the_longest_time_that_can_be_asked_for_is_no_trouble() -> None:
    assert words(Ocr(engine="tesserocr", seconds=MOST_SECONDS)) == words(LIBRARY)


def test_settings_of_a_page_are_the_same_but_for_its_time() -> None:
    ocr = Ocr(language="deu+eng", models="folder", seconds=7)
    own = ocr.for_one_page()
    assert own == ocr
    assert own.deadline() is own.deadline()
    assert ocr.deadline() is not ocr.deadline()
    assert 6 < own.deadline().left() <= 7


def test_when_the_time_is_up_no_picture_is_given_to_an_engine() -> None:
    own = Ocr(engine="tesserocr", seconds=1e-9).for_one_page()
    with pytest.raises(RecognitionError, match="took longer than 1e-09 s"):
        words(own)
