"""What a skipped test means in CI."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

CONFTEST = Path(__file__).with_name("conftest.py")
TESTS = {
    "passes": "def test_it(): pass",
    "skips": "import pytest\ndef test_it(): pytest.skip('no reason')",
    "skips as a file": "import pytest\npytest.skip('no reason', allow_module_level=True)",
    "is expected to fail": "import pytest\n@pytest.mark.xfail\ndef test_it(): assert False",
    "asks for the corpus": "def test_it(corpus): assert (corpus / 'gold').is_dir()",
    "is marked for the corpus": "import pytest\n@pytest.mark.corpus\ndef test_it(): pass",
}


@pytest.mark.parametrize(
    ("test", "ci", "has_corpus", "outcome"),
    [
        ("passes", "true", False, "1 passed"),
        ("skips", "true", False, "1 failed"),
        ("skips", "true", True, "1 failed"),
        ("skips", "", False, "1 skipped"),
        ("skips as a file", "true", False, "1 error"),
        ("skips as a file", "", False, "1 skipped"),
        ("is expected to fail", "true", False, "1 xfailed"),
        # only a missing corpus is an excuse
        ("asks for the corpus", "true", False, "1 skipped"),
        ("asks for the corpus", "true", True, "1 passed"),
        ("is marked for the corpus", "true", False, "1 skipped"),
        ("is marked for the corpus", "true", True, "1 passed"),
    ],
)
def test_outcome(test: str, ci: str, has_corpus: bool, outcome: str, tmp_path: Path) -> None:
    (tmp_path / "conftest.py").write_text(CONFTEST.read_text("utf-8"), "utf-8")
    (tmp_path / "test_one.py").write_text(TESTS[test], "utf-8")
    if has_corpus:
        (tmp_path / "gold").mkdir()
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", str(tmp_path)],
        env=os.environ | {"CI": ci, "RATSDOK_CORPUS": str(tmp_path)},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert outcome in done.stdout.splitlines()[-1]
