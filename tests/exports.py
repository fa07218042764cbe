"""Letters, catalogues and exports for the tests of exporting."""

from __future__ import annotations

import hashlib
import io
from typing import Any

from ratsdok.archive.catalogue import Catalogue
from ratsdok.exporting import Format, Selection, export
from ratsdok.letter import Letter

OPEN = Selection()
EVERYTHING = Selection(confidential=True, others=True)
FORMATS: tuple[Format, ...] = ("jsonl", "csv", "xlsx", "parquet", "oparl", "ics")


def letter(name: str = "brief", *papers: str, **values: Any) -> Letter:
    """Return a letter with these values; its name tells it from others.

    Args:
        name: of its file, without the suffix.
        papers: numbers of the papers that it is on, instead of `resolutions`.
        values: as in the record.
    """
    document = {
        "name": f"{name}.pdf",
        "sha256": hashlib.sha256(name.encode()).hexdigest(),
        "media_type": "application/pdf",
        "pages": 1,
        "text_source": "text-layer",
        "profile": "dresden",
    }
    resolutions = [{"paper": paper, "meeting": "SR/012/2016", "subject": f"Zu {paper}"} for paper in papers]
    given = {"kind": "beschlusskontrolle", "document": document, "resolutions": resolutions, **values}
    return Letter.model_validate(given)


def check(date: str, precision: str = "day", raw: str = "wie gedruckt") -> dict[str, str]:
    """Return a next check."""
    return {"date": date, "precision": precision, "raw": raw}


def doubt(*paths: str) -> dict[str, dict[str, Any]]:
    """Return evidence that leaves the values at these paths in doubt."""
    entry = {"raw": "?", "page": 1, "span": (0, 1), "confidence": 0.4, "rule": "guess"}
    return dict.fromkeys(paths, entry)


def exported(catalogue: Catalogue, to: Format, selection: Selection = OPEN, **wishes: Any) -> bytes:
    """Return what an export writes."""
    stream = io.BytesIO()
    export(catalogue, to, stream, selection, **wishes)
    return stream.getvalue()
