"""What a JPEG tells without being unpacked: its size, and whether a hole is in it.

libjpeg, below Pillow and PDFium, fills what is missing with grey and says nothing. A copy that went wrong
leaves blocks of zeros; but zeros may also be white paper, so it takes the tables of codes to tell them apart.
Names and numbers are those of ITU-T T.81.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

HOLE = 512
"""Bytes of zeros, a sector of a disk, from which they may be a hole."""

_START, _TABLES, _SCAN, _INTERVAL = 0xD8, 0xC4, 0xDA, 0xDD
_FRAMES = frozenset(range(0xC0, 0xD0)) - {_TABLES, 0xC8, 0xCC}
_SEQUENTIAL = (0xC0, 0xC1)  # coded block by block by Huffman's codes; in others zeros may mean much
_LEAD = 64  # bytes that may stand before the picture
_ZEROS = re.compile(rb"\0{%d,}" % HOLE)
_MARKER = re.compile(rb"\xff[\x01-\xcf\xd8-\xfe]")  # that ends a scan
_ALL_OF_A_BLOCK = 0  # the code for "nothing but zeros up to the block's end"


@dataclass(slots=True)
class Header:
    """What stands before a JPEG's first scan.

    Attributes:
        scan: where the scan's data begins.
        frame: content of the frame's segment: precision, height, width, components.
        sequential: whether blocks are coded one after the other.
        tables: class (0 DC, 1 AC) and number of a table of codes -> the bits of its first code, which are all
            zeros, and what it stands for.
        interval: units between two restarts; 0 where there are none.
        components: content of the scan's segment: which component is coded by which tables.
    """

    scan: int = 0
    frame: bytes = b""
    sequential: bool = False
    tables: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    interval: int = 0
    components: bytes = b""

    @property
    def pixels(self) -> int:
        """How many it has, by its own word."""
        return int.from_bytes(self.frame[1:3]) * int.from_bytes(self.frame[3:5])

    def longest_empty_block(self) -> int:
        """Return the bits of an empty block whose bits are all zeros, at most; 0 where none is like that."""
        lengths: list[int] = []
        for chosen in self.components[2 : 2 + 2 * self.components[0] : 2]:
            dc_length, brightness = self.tables[0, chosen >> 4]
            ac_length, first = self.tables[1, chosen & 15]
            if first != _ALL_OF_A_BLOCK:
                return 0
            lengths.append(dc_length + brightness + ac_length)
        return max(lengths)

    def blocks(self) -> int:
        """Return how many blocks may at most follow one another without a restart."""
        wide, high = [sides >> 4 for sides in self.frame[7::3]], [sides & 15 for sides in self.frame[7::3]]
        height, width = int.from_bytes(self.frame[1:3]) or 0xFFFF, int.from_bytes(self.frame[3:5])
        units = -(-width // (8 * max(wide))) * -(-height // (8 * max(high)))
        of_a_unit = sum(across * down for across, down in zip(wide, high, strict=True))
        return of_a_unit * min(units, self.interval or units)


def header_of(data: bytes) -> Header | None:
    """Return what stands before the first scan; None where that cannot be made out."""
    at = data.find(bytes((0xFF, _START)), 0, _LEAD) + 2
    header = Header()
    while at > 1 and (at := data.find(b"\xff", at)) >= 0 and at + 4 <= len(data):
        marker, length = data[at + 1], int.from_bytes(data[at + 2 : at + 4])
        if marker == 0xFF:  # fills up
            at += 1
            continue
        content = data[at + 4 : at + 2 + length]
        at += 2 + length
        if marker in _FRAMES:
            header.frame, header.sequential = content, marker in _SEQUENTIAL
        elif marker == _TABLES:
            header.tables |= _tables(content)
        elif marker == _INTERVAL:
            header.interval = int.from_bytes(content)
        elif marker == _SCAN:
            header.scan, header.components = at, content
            return header
    return None


def _tables(content: bytes) -> dict[tuple[int, int], tuple[int, int]]:
    tables = {}
    while len(content) > 17:
        counts, symbols = content[1:17], sum(content[1:17])
        first = next((length for length, count in enumerate(counts, 1) if count), 0)
        tables[content[0] >> 4, content[0] & 15] = first, content[17]
        content = content[17 + symbols :]
    return tables


def has_hole(data: bytes) -> bool:
    """Tell a JPEG of which a part was lost and zeros stand in its place.

    Healthy ones have zeros in their first scan only where the code of all zeros means an empty block, as it
    does for white paper where the codes were made for the picture. By the codes that most devices use, each
    block would have 63 times the same spot in it, which no picture has. And there can be no more empty blocks
    than there are blocks.
    """
    if bytes(HOLE) not in data:
        return False
    header = header_of(data)
    if header is None or not header.sequential:
        return False
    end = _MARKER.search(data, header.scan)
    behind = end.start() if end else len(data)
    try:
        longest, most = header.longest_empty_block(), header.blocks()
    except (KeyError, IndexError, ValueError, ZeroDivisionError):  # whoever unpacks it will tell
        return False
    for zeros in _ZEROS.finditer(data, header.scan, behind):
        bits = 8 * len(zeros[0])
        if not longest or bits > longest * most or zeros.end() == len(data):
            return True
    return False
