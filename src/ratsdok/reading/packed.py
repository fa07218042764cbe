"""What packed pictures in a PDF tell without being unpacked: their size, and whether anything is missing.

PDFium paints white or black what it cannot unpack, and says nothing.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

from ratsdok.reading import jpeg

BREAKS_OFF, HAS_A_HOLE, UNREADABLE = "breaks off", "has a hole", "cannot be unpacked"

_JPEG_START, _JPEG_END = b"\xff\xd8", b"\xff\xd9"
_JPX_SIZE = b"\xff\x4f\xff\x51"  # the start of JPEG 2000 data, and of the segment that tells its size
_PADDING = 64  # bytes that may stand behind a JPEG's end
_PIECE = 2**20
_DEPTHS = (1, 2, 4, 8, 16, 24, 32, 48, 64)  # bits that a pixel may have
_FAX_END = re.compile("0{11}11?0{11}1")  # two ends of a line (ITU-T T.4, T.6)
_JBIG2_PAGE = 48  # type of the segment that tells a page's size (ITU-T T.88)
_JBIG2_UNKNOWN = 0xFFFF_FFFF  # a length or height that is not told


def pixels_of(packing: str, data: bytes) -> int:
    """Return how many pixels packed data says to have; 0 where it does not say."""
    if packing == "DCTDecode":
        header = jpeg.header_of(data)
        return header.pixels if header else 0
    if packing == "JPXDecode":
        at = data.find(_JPX_SIZE) + len(_JPX_SIZE)
        width, height, left, top = (int.from_bytes(data[at + 4 * k : at + 4 * k + 4]) for k in range(1, 5))
        return max(0, width - left) * max(0, height - top) if at >= len(_JPX_SIZE) else 0
    if packing == "JBIG2Decode":
        for kind, begin, _ in _segments(data):
            if kind == _JBIG2_PAGE:
                width, height = (int.from_bytes(data[begin + 4 * k : begin + 4 * k + 4]) for k in range(2))
                return width * height if height != _JBIG2_UNKNOWN else 0
    return 0


def flaw_of(packing: str, data: bytes, width: int, height: int) -> str:
    """Return what is wrong with a packed picture, or nothing.

    Args:
        packing: as PDF names it.
        data: what is packed by it, and by nothing else besides.
        width: of the picture, in pixels.
        height: of the picture, in pixels.
    """
    match packing:
        case "DCTDecode":
            return _flaw_of_jpeg(data)
        case "FlateDecode":
            return _flaw_of_flate(data, width, height)
        case "CCITTFaxDecode":
            return HAS_A_HOLE if _has_hole(data) else ""
        case "JBIG2Decode":
            return BREAKS_OFF if any(end > len(data) for _, _, end in _segments(data)) else ""
        case _:
            return ""


def _flaw_of_jpeg(data: bytes) -> str:
    data = data.rstrip(b"\0")
    if _JPEG_START not in data[:_PADDING] or _JPEG_END not in data[-_PADDING:]:
        return BREAKS_OFF
    return HAS_A_HOLE if jpeg.has_hole(data) else ""


def _flaw_of_flate(data: bytes, width: int, height: int) -> str:
    """Tell what cannot be unpacked, or not as far as its end.

    Some programs leave out the checksum at the end, or the end itself. Then it is enough if there are as many
    bytes as pixels of some depth ask for, with or without a byte for each row that tells how it was foretold.
    """
    if len(data) < 2 or data[0] & 15 != zlib.DEFLATED or int.from_bytes(data[:2]) % 31:
        return UNREADABLE
    sizes = {height * ((width * depth + 7) // 8 + told) for depth in _DEPTHS for told in (0, 1)}
    unpacker, packed, unpacked, checksum = zlib.decompressobj(-zlib.MAX_WBITS), data[2:], 0, 1
    try:
        while unpacked <= max(sizes) and (piece := unpacker.decompress(packed, _PIECE)):
            unpacked, checksum = unpacked + len(piece), zlib.adler32(piece, checksum)
            packed = unpacker.unconsumed_tail
    except zlib.error:
        return UNREADABLE
    is_whole = unpacker.eof and unpacker.unused_data[:4] == checksum.to_bytes(4)
    return "" if is_whole or unpacked in sizes else BREAKS_OFF


def _has_hole(data: bytes) -> bool:
    """Tell zeros where no code has them: a fax's have eleven at most; behind its end they fill up."""
    at = data.find(bytes(jpeg.HOLE))
    if at < 0:
        return False
    before = data[max(0, at - 8) : at + 2]
    return not _FAX_END.search(f"{int.from_bytes(before):0{8 * len(before)}b}")


def _segments(data: bytes) -> Iterator[tuple[int, int, int]]:
    """Yield type, begin and end of the segments of JBIG2 data, up to one whose length is not told."""
    at = 0
    while at + 11 <= len(data):
        number, flags, count = int.from_bytes(data[at : at + 4]), data[at + 4], data[at + 5] >> 5
        at += 6
        if count == 7:  # the long form, for many segments that are referred to
            count = int.from_bytes(data[at - 1 : at + 3]) & 0x1FFF_FFFF
            at += 3 + (count + 8) // 8
        at += count * (1 if number <= 256 else 2 if number <= 65_536 else 4) + (4 if flags & 0x40 else 1)
        length = int.from_bytes(data[at : at + 4])
        if length == _JBIG2_UNKNOWN:
            return
        yield flags & 63, at + 4, at + 4 + length
        at += 4 + length
