"""Pictures on the command line: what cannot be read is told in one line, and why."""

from pathlib import Path

import pytest
from PIL import Image

from calling import PDF, run
from pictures import blank, encoded, page, png_that_claims

HEIC = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(300)


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.png", encoded(page())[:5000], 6),
        ("a.jpg", encoded(page(), "JPEG")[:5000], 6),
        ("a.tiff", encoded(page(), "TIFF")[:5000], 6),
        ("b.png", png_that_claims(30_000, 30_000), 9),
        ("c.png", encoded(blank()), 8),
        ("d.png", encoded(page(), "JPEG"), 5),
    ],
)
def test_the_command_line_tells_in_one_line(name: str, data: bytes, code: int, tmp_path: Path) -> None:
    file = tmp_path / name
    file.write_bytes(data)
    done = run("parse", file)
    assert (done.returncode, done.stdout) == (code, "")
    assert done.stderr.startswith(f"{file}: ")
    assert done.stderr.count("\n") == 1


def test_a_strip_without_print_is_told_in_one_line(tmp_path: Path) -> None:
    strip = tmp_path / "strip.png"
    strip.write_bytes(encoded(Image.new("L", (1, 30_000))))
    done = run("parse", strip)
    assert done.returncode == 8
    assert done.stderr.count("\n") == 1


def test_other_letters_of_a_call_are_read_beside_a_broken_picture(tmp_path: Path) -> None:
    sound, broken = tmp_path / "sound.png", tmp_path / "broken.png"
    sound.write_bytes(encoded(page()))
    broken.write_bytes(encoded(page())[:5000])
    done = run("parse", broken, sound, PDF, "--format", "jsonl")
    assert done.returncode == 6
    assert done.stderr.count("\n") == 1
    assert [line.count('"V0815/30"') > 0 for line in done.stdout.splitlines()] == [True, False]


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.gif", encoded(page(), "GIF"), "a GIF image; save it as PNG"),
        ("a.bmp", encoded(page(), "BMP"), "a BMP image; save it as PNG"),
        ("a.webp", encoded(page(), "WEBP"), "a WebP image; save it as PNG"),
        ("a.avif", encoded(page(), "AVIF"), "an AVIF image; save it as JPEG or PDF"),
        ("a.heic", HEIC, "an HEIC photograph; save it as JPEG or PDF"),
        ("a.jp2", encoded(page(), "JPEG2000"), "a JPEG 2000 image; save it as JPEG or PDF"),
        ("a.tif", b"MM\0+" + bytes(300), "a BigTIFF image in a rare order of bytes; save it as TIFF or PDF"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_other_kinds_of_pictures_are_refused_by_their_name(
    name: str, data: bytes, words: str, tmp_path: Path
) -> None:
    file = tmp_path / name
    file.write_bytes(data)
    done = run("parse", file)
    assert done.returncode == 5
    assert words in done.stderr
    assert done.stderr.count("\n") == 1
