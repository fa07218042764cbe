"""Holes in JPEGs are told from white paper, by the tables of codes."""

from functools import cache
from random import Random

import pytest
from PIL import Image

from pictures import blank, encoded, page
from ratsdok.errors import DamagedFileError
from ratsdok.reading import jpeg
from ratsdok.reading.images import picture_of_page
from ratsdok.reading.source import load

ZEROS = bytes(jpeg.HOLE)

# Codes as most devices have them, made for the picture, and made for it in rows that can be read one by one.
CODED: dict[str, dict[str, object]] = {
    "usual": {},
    "own": {"optimize": True},
    "rows": {"optimize": True, "restart_marker_rows": 1},
}


def noise(mode: str = "L") -> Image.Image:
    size = page().width * page().height * len(mode)
    return Image.frombytes(mode, page().size, Random(1).randbytes(size))


@cache
def packed(content: str, mode: str, coded: str, progressive: bool = False) -> bytes:
    picture = {"page": page(), "blank": blank(), "noise": noise()}[content].convert(mode)
    return encoded(picture, "JPEG", progressive=progressive, **CODED[coded])


def overwritten(data: bytes, at: float, size: int) -> bytes:
    begin = int(at * len(data))
    return data[:begin] + bytes(size) + data[begin + size :]


@pytest.mark.parametrize("progressive", [False, True])
@pytest.mark.parametrize("coded", CODED)
@pytest.mark.parametrize("mode", ["L", "RGB", "CMYK"])
@pytest.mark.parametrize("content", ["page", "blank", "noise"])
def test_a_sound_picture_has_no_hole(content: str, mode: str, coded: str, progressive: bool) -> None:
    assert not jpeg.has_hole(packed(content, mode, coded, progressive))


def test_white_paper_may_be_all_zeros() -> None:
    """Else the test above would show little."""
    assert ZEROS in packed("blank", "L", "own")
    assert ZEROS in packed("page", "L", "own")
    assert ZEROS not in packed("blank", "L", "usual")


@pytest.mark.parametrize("at", [0.2, 0.5, 0.9])
@pytest.mark.parametrize("mode", ["L", "RGB"])
@pytest.mark.parametrize("coded", ["usual", "rows"])
def test_a_hole_is_found(coded: str, mode: str, at: float) -> None:
    assert jpeg.has_hole(overwritten(packed("noise", mode, coded), at, 2 * jpeg.HOLE))
    assert not jpeg.has_hole(overwritten(packed("noise", mode, coded), at, jpeg.HOLE // 2))


def test_more_white_paper_than_the_page_has_is_a_hole() -> None:
    white = len(packed("blank", "L", "own"))
    page_ = packed("page", "L", "own")
    assert jpeg.header_of(page_)
    assert jpeg.has_hole(overwritten(page_ + bytes(white), 0.5, white) + b"\xff\xd9")


def test_a_lost_end_is_a_hole() -> None:
    whole = packed("page", "L", "own")
    assert jpeg.has_hole(whole[: len(whole) // 2] + bytes(5000))
    assert not jpeg.has_hole(whole + bytes(5000))  # fills up what is behind


def test_zeros_before_the_picture_are_no_hole() -> None:
    notes = b"\xff\xe1" + (2000).to_bytes(2) + bytes(1998)
    whole = packed("page", "L", "usual")
    assert not jpeg.has_hole(whole[:2] + notes + whole[2:])


@pytest.mark.parametrize("data", [b"", b"\xff\xd8", b"\xff\xd8\xff\xda\0\2", bytes(9000), b"\xff" * 9000])
@pytest.mark.parametrize("rest", [b"", bytes(9000)])
def test_what_is_no_jpeg_is_left_to_others(data: bytes, rest: bytes) -> None:
    assert not jpeg.has_hole(data + rest)


def test_a_picture_with_a_hole_is_refused() -> None:
    whole = encoded(noise("RGB"), "JPEG")
    assert picture_of_page(load(whole, "brief.jpg"), 1)
    with pytest.raises(DamagedFileError, match=r"^brief\.jpg: the picture is broken \(zeros stand where"):
        picture_of_page(load(overwritten(whole, 0.5, 4096), "brief.jpg"), 1)
