"""The sample scans in `scans/`: one of each thing that scans do, each beside its true record."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from ratsdok.letter import DocumentInfo, Letter
from samples.bindings import MEDIA_TYPES, bound
from samples.layers import text_then_pictures, with_poor_layer
from samples.proof import Print, printed_letter
from samples.record import as_json, record_of
from samples.scanner import LEVELS, Scan, Setting, scan
from samples.texts import LetterText
from samples.variations import vary

SCANS = Path(__file__).with_name("scans")


@dataclass(frozen=True)
class Sample:
    """A sample scan.

    Attributes:
        name: of the file.
        seed: of letter and scan.
        level: of decay.
        setting: of the scanner.
        source: where its text is to be read from.
    """

    name: str
    seed: int
    level: str
    setting: Setting
    source: Literal["ocr", "mixed"] = "ocr"

    @property
    def letter(self) -> LetterText:
        """What the letter says."""
        return vary(self.seed)

    def pages(self) -> int:
        """Return how many pages the file has."""
        return len(printed_letter(self.letter).pages) * (1 + self.setting.blank_back)

    def record(self, data: bytes) -> Letter:
        """Return what is true of the letter in a file with these bytes."""
        true = record_of(self.letter, self.name, data, self.pages())
        document = DocumentInfo(
            name=self.name,
            sha256=hashlib.sha256(data).hexdigest(),
            media_type=MEDIA_TYPES[self.name.rpartition(".")[2]],
            pages=self.pages(),
            text_source=self.source,
            profile="dresden",
        )
        return true.model_copy(update={"document": document})

    def data(self) -> bytes:
        """Print and scan the letter; return the file."""
        printed = printed_letter(self.letter, unstamped=True)
        scanned = scan(printed, self.letter, LEVELS[self.level], self.seed, self.setting)
        return _BINDINGS.get(self.name, _plain)(self, printed, scanned)


def _plain(sample: Sample, _: Print, scanned: Scan) -> bytes:
    return bound(scanned, sample.name.rpartition(".")[2])


def _poor_layer(sample: Sample, printed: Print, scanned: Scan) -> bytes:
    return with_poor_layer(printed, scanned.pages, sample.setting.quality, sample.seed)


def _text_first(sample: Sample, _: Print, scanned: Scan) -> bytes:
    return text_then_pictures(printed_letter(sample.letter).pdf, bound(scanned, "pdf"))


def _few_greys(_: Sample, __: Print, scanned: Scan) -> bytes:
    """Bind a page with sixteen shades of grey and the paper made white, as some scanners do."""
    buffer, dpi = io.BytesIO(), scanned.setting.dpi
    greys = scanned.pages[0].point([min(255, round(level * 1.12 / 17) * 17) for level in range(256)])
    greys.save(buffer, "PNG", dpi=(dpi, dpi), optimize=True)
    return buffer.getvalue()


_BINDINGS: dict[str, Callable[[Sample, Print, Scan], bytes]] = {
    "schlechte-textschicht.pdf": _poor_layer,
    "text-und-bild.pdf": _text_first,
    "graustufen.png": _few_greys,
}

SAMPLES = (
    Sample("farbe.pdf", 5099, "light", Setting(150, "colour", 60)),
    Sample("grau.pdf", 5045, "medium", Setting(140, "grey", 35)),
    Sample("gedreht.pdf", 5002, "heavy", Setting(120, "grey", 35, turns=(1, 1, 1))),
    Sample("schwarzweiss.tiff", 5003, "medium", Setting(200, "bilevel")),
    Sample("graustufen.png", 5016, "light", Setting(150, "grey")),
    Sample("foto.jpg", 5027, "medium", Setting(150, "colour", 55, photo=True)),
    Sample("vertraulich.pdf", 5005, "medium", Setting(150, "grey", 45)),
    Sample("rueckseiten.pdf", 5015, "medium", Setting(130, "grey", 40, blank_back=True)),
    Sample("text-und-bild.pdf", 5008, "medium", Setting(150, "grey", 45), source="mixed"),
    Sample("schlechte-textschicht.pdf", 5031, "light", Setting(150, "grey", 45)),
)


def make_samples(folder: Path) -> list[str]:
    """Write all sample scans and their records into a folder; return the scans' names."""
    folder.mkdir(parents=True, exist_ok=True)
    for sample in SAMPLES:
        data = sample.data()
        (folder / sample.name).write_bytes(data)
        record = as_json(sample.record(data))
        (folder / f"{sample.name.rpartition('.')[0]}.json").write_text(record, "utf-8", newline="\n")
    return [sample.name for sample in SAMPLES]
