"""Pictures in PDFs for tests, packed in all the ways of PDF, each byte as given."""

import base64
import io
import struct
import zlib
from random import Random

from PIL import Image

from pictures import encoded, page


def with_picture(
    stream: bytes, filter_: str, size: tuple[int, int], bits: int = 8, box: str = "0 0 595 842"
) -> bytes:
    """Return a PDF of one page with one picture, its bytes as given."""
    width, height = size
    head = f"/Type/XObject/Subtype/Image/Width {width}/Height {height}/BitsPerComponent {bits}"
    filter_ = filter_ if filter_.startswith("[") else f"/{filter_}"
    content = b"q 595 0 0 842 0 0 cm /I Do Q"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        f"<</Type/Page/Parent 2 0 R/MediaBox[{box}]/Resources<</XObject<</I 4 0 R>>>>".encode()
        + b"/Contents 5 0 R>>",
        f"<<{head}/ColorSpace/DeviceGray/Filter{filter_}/Length {len(stream)}>>stream\n".encode()
        + stream
        + b"\nendstream",
        f"<</Length {len(content)}>>stream\n".encode() + content + b"\nendstream",
    ]
    file, places = b"%PDF-1.5\n", []
    for number, each in enumerate(objects, 1):
        places.append(len(file))
        file += b"%d 0 obj\n" % number + each + b"\nendobj\n"
    rows = b"0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % len(file)
    return file + b"xref\n0 6\n" + rows + trailer


def flat(picture: Image.Image) -> bytes:
    return zlib.compress(picture.tobytes())


def fax(picture: Image.Image) -> bytes:
    """Return a picture as ITU-T T.6 packs it."""
    whole = encoded(picture.convert("1"), "TIFF", compression="group4", strip_size=10**9)
    tags = Image.open(io.BytesIO(whole)).tag_v2  # type: ignore[attr-defined]
    (begin,), (length,) = tags[273], tags[279]
    return whole[begin : begin + length]


def segment(kind: int, data: bytes, length: int | None = None) -> bytes:
    """Return a segment of JBIG2 that belongs to page 1."""
    return struct.pack(">IBBBI", 0, kind, 0, 1, len(data) if length is None else length) + data


def jbig2(width: int, height: int, *more: bytes) -> bytes:
    """Return an empty page as JBIG2 packs it."""
    return segment(48, struct.pack(">IIIIBH", width, height, 0, 0, 0, 0)) + b"".join(more)


FAX = "CCITTFaxDecode/DecodeParms<</K -1/Columns 1241/Rows 1754>>"
NOISE = Image.frombytes("L", page().size, Random(1).randbytes(page().width * page().height))
PACKED = {
    "FlateDecode": flat(page()),
    "JPXDecode": encoded(page(), "JPEG2000"),
    "DCTDecode": encoded(NOISE, "JPEG"),
    FAX: fax(NOISE),
    "JBIG2Decode": jbig2(*page().size),
    "[/ASCII85Decode/FlateDecode]": base64.a85encode(flat(page())) + b"~>",
    "[/FlateDecode/DCTDecode]": zlib.compress(encoded(page(), "JPEG")),
    "[]": page().tobytes(),
}
