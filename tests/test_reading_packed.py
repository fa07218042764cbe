"""Pictures in PDFs that are damaged or boast: refused by file and page, never a hole in a letter."""

import struct
import time
import zlib
from collections.abc import Callable

import numpy as np
import pytest

from packings import FAX, PACKED, flat, segment, with_picture
from pictures import PAPER, encoded, page
from ratsdok.errors import DamagedFileError, TooLargeError
from ratsdok.reading import read
from ratsdok.reading.pdf import picture_of_page
from ratsdok.reading.picture import Picture
from ratsdok.reading.source import load


def text_of(data: bytes) -> str:
    return "\n".join(line.text for line in read(data, name="brief.pdf").pages[0].lines)


def picture(data: bytes) -> Picture:
    return picture_of_page(load(data, "brief.pdf"), 1)


def overwritten(data: bytes, size: int = 2000, at: float = 0.5) -> bytes:
    """Return data with zeros in it, as a copy that went wrong leaves them."""
    begin = int(at * len(data))
    return data[:begin] + bytes(size) + data[begin + size :]


@pytest.mark.parametrize("share", [0.1, 0.5, 0.95])
def test_a_jpeg_that_breaks_off_is_refused(share: float) -> None:
    jpeg = encoded(page(), "JPEG")
    assert PAPER in text_of(with_picture(jpeg, "DCTDecode", page().size))
    with pytest.raises(DamagedFileError, match=r"brief\.pdf: the picture on page 1 breaks off"):
        picture(with_picture(jpeg[: int(share * len(jpeg))], "DCTDecode", page().size))


def test_a_jpeg_without_its_beginning_is_no_empty_page() -> None:
    jpeg = encoded(page(), "JPEG")
    with pytest.raises(DamagedFileError):
        picture(with_picture(bytes(600) + jpeg[600:], "DCTDecode", page().size))


DAMAGED = [
    ("FlateDecode", lambda data: data[: len(data) // 2], "breaks off"),
    ("FlateDecode", lambda data: b"garbage" * 100, "cannot be unpacked"),
    ("FlateDecode", lambda data: b"", "cannot be unpacked"),
    ("FlateDecode", overwritten, "cannot be unpacked|breaks off"),
    ("JPXDecode", lambda data: b"garbage" * 100, "cannot be unpacked"),
    ("JPXDecode", lambda data: data[: len(data) // 2], "cannot be unpacked"),
    ("JPXDecode", lambda data: data[:-1000], "cannot be unpacked"),
    ("DCTDecode", lambda data: data[:2] + bytes(200) + data[202:], "cannot be unpacked"),
    ("DCTDecode", overwritten, "has a hole"),
    (FAX, overwritten, "has a hole"),
    (FAX, lambda data: data[: len(data) // 2] + bytes(5000), "has a hole"),
    (FAX, lambda data: b"", "cannot be unpacked"),
    ("JBIG2Decode", lambda data: data + segment(38, b"", 5000), "breaks off"),
    ("JBIG2Decode", lambda data: b"garbage" * 100, "breaks off|cannot be unpacked"),
    ("JBIG2Decode", lambda data: data + segment(38, bytes(20)), "cannot be unpacked"),
    ("[/ASCII85Decode/FlateDecode]", lambda data: data[: len(data) // 9], "breaks off"),
    ("[/FlateDecode/DCTDecode]", lambda data: data[: len(data) // 2], "breaks off"),
    ("[]", lambda data: data[: len(data) // 9], "breaks off"),
]


def with_packed(packing: str, data: bytes) -> bytes:
    bits = 1 if packing in (FAX, "JBIG2Decode") else 8
    return with_picture(data, packing, page().size, bits)


@pytest.mark.parametrize("packing", PACKED)
def test_pictures_are_looked_at_however_they_are_packed(packing: str) -> None:
    """The counter-check: undamaged they are no reason to refuse."""
    assert picture(with_packed(packing, PACKED[packing])).grey.shape == pytest.approx((2339, 1653), abs=2)


@pytest.mark.parametrize(("packing", "damage", "told"), DAMAGED)
def test_a_damaged_picture_is_no_empty_page(
    packing: str, damage: Callable[[bytes], bytes], told: str
) -> None:
    with pytest.raises(DamagedFileError, match=rf"^brief\.pdf: the picture on page 1 ({told})\. "):
        picture(with_packed(packing, damage(PACKED[packing])))


@pytest.mark.parametrize("end", [b"", b"\0\0\0\0", b"\r\n\r\n"], ids=["nothing", "zeros", "line ends"])
def test_a_missing_checksum_is_no_damage(end: bytes) -> None:
    assert PAPER in text_of(with_picture(flat(page())[:-4] + end, "FlateDecode", page().size))


@pytest.mark.parametrize("packing", ["DCTDecode", FAX])
def test_what_fills_up_the_space_behind_a_picture_does_no_harm(packing: str) -> None:
    filled = picture(with_packed(packing, PACKED[packing] + bytes(5000)))
    assert np.array_equal(filled.grey, picture(with_packed(packing, PACKED[packing])).grey)


HUGE = 30_000


@pytest.mark.parametrize("packing", PACKED)
def test_a_picture_with_too_many_pixels_is_refused_before_it_is_unpacked(packing: str) -> None:
    if packing == "FlateDecode":
        data = with_picture(zlib.compress(bytes(HUGE * HUGE // 8)), packing, (HUGE, HUGE), bits=1)
    else:
        data = with_picture(PACKED[packing], packing, (HUGE, HUGE))
    begin = time.monotonic()
    with pytest.raises(TooLargeError, match=r"^brief\.pdf: page 1 is a picture of 900 million pixels\. "):
        picture(data)
    assert time.monotonic() - begin < 0.3


BOASTFUL = {  # where in the data the height and width are told
    "DCTDecode": (b"\xff\xc0", 5, ">HH"),
    "JPXDecode": (b"\xff\x4f\xff\x51", 8, ">II"),
    "JBIG2Decode": (struct.pack(">II", *page().size), 0, ">II"),
}


@pytest.mark.parametrize("packing", BOASTFUL)
def test_what_a_picture_says_of_its_own_size_counts_too(packing: str) -> None:
    """PDFium would make room for that, whatever the PDF says."""
    mark, at, form = BOASTFUL[packing]
    data = bytearray(PACKED[packing])
    struct.pack_into(form, data, data.index(mark) + at, HUGE, HUGE)
    with pytest.raises(TooLargeError, match="page 1 is a picture of 900 million pixels"):
        picture(with_packed(packing, bytes(data)))
