"""Bindings: scanned pages as files, PDF, TIFF, PNG or JPEG, the same bytes for the same pixels."""

from __future__ import annotations

import io
from typing import Any

from PIL import Image

from samples.scanner import Scan

MEDIA_TYPES = {
    "pdf": "application/pdf",
    "tiff": "image/tiff",
    "png": "image/png",
    "jpg": "image/jpeg",
}


def bound(scanned: Scan, ending: str) -> bytes:
    """Return a scan as a file.

    Args:
        scanned: the scan; PNG and JPEG hold but one page.
        ending: of the file's name, a key of MEDIA_TYPES.
    """
    setting, buffer = scanned.setting, io.BytesIO()
    first, *others = scanned.pages
    kept: dict[str, Any] = {"dpi": (setting.dpi, setting.dpi)}
    if ending == "pdf":
        # Without dates of its own making, a PDF is the same whenever it is made.
        kept = {"resolution": setting.dpi, "save_all": True, "append_images": others,
                "creationDate": None, "modDate": None}  # fmt: skip
        if first.mode != "1":
            kept["quality"] = setting.quality
        first.save(buffer, "PDF", **kept)
    elif ending == "tiff":
        press = {"compression": "group4"} if first.mode == "1" else {
            "compression": "jpeg", "quality": setting.quality}  # fmt: skip
        first.save(buffer, "TIFF", save_all=True, append_images=others, **kept, **press)
    elif ending == "png":
        (first if first.mode == "1" else _squeezed(first, setting.quality)).save(buffer, "PNG", **kept)
    else:
        first.convert("L" if first.mode == "1" else first.mode).save(
            buffer, "JPEG", quality=setting.quality, **kept
        )
    return buffer.getvalue()


def _squeezed(page: Image.Image, quality: int) -> Image.Image:
    """Return a page with what JPEG leaves of it: lossless formats hold such pictures too."""
    buffer = io.BytesIO()
    page.save(buffer, "JPEG", quality=quality)
    return Image.open(io.BytesIO(buffer.getvalue()))
