"""An engine that fails on purpose: `faulty_engine.py FAULT [SOUND]` gives SOUND good answers before it does.

It speaks as `ratsdok.reading.ocr.worker` does, but shares no code with it: a changed protocol is to show.
"""

import ctypes
import json
import os
import struct
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

LETTER = """\
Beschlusskontrolle zu V0815/30 (Sitzungsnummer: SR/012/2030)
Laternen am Mühlgraben
Sehr geehrte Damen und Herren,
folgender Zwischenstand kann zu oben genanntem Beschluss gegeben werden:
1. „Der Weg am Mühlgraben wird beleuchtet.“
Die Leuchten sind bestellt.
nächste Beschlusskontrolle: 30. Juni 2031
Mit freundlichen Grüßen
"""
"""What this engine reads on every page."""

FOREVER = 600  # seconds


def table(text: str = LETTER, confidence: object = 96.5) -> str:
    """Return a text as Tesseract's table."""
    rows = ["1\t1\t0\t0\t0\t0\t0\t0\t1654\t2339\t-1\t"]
    for number, line in enumerate(text.splitlines()):
        at = 0
        for place, word in enumerate(line.split()):
            # About where `pictures.page` prints its lines, at the resolution that pages are read in.
            box = f"{190 + 14 * at}\t{368 + 39 * number}\t{14 * len(word)}\t28"
            rows.append(f"5\t1\t1\t1\t{number + 1}\t{place + 1}\t{box}\t{confidence}\t{word}")
            at += len(word) + 1
    return "\n".join(rows) + "\n"


def send(message: bytes, announced: int | None = None) -> None:
    sys.stdout.buffer.write(struct.pack(">I", len(message) if announced is None else announced) + message)
    sys.stdout.buffer.flush()


def answer(content: Any) -> None:
    send(json.dumps(content).encode())


def receive() -> bytes | None:
    head = sys.stdin.buffer.read(4)
    return sys.stdin.buffer.read(*struct.unpack(">I", head)) if len(head) == 4 else None


def silent() -> None:
    """Close the answers, but live on."""
    sys.stdout.buffer.flush()
    os.close(1)
    time.sleep(FOREVER)


def half() -> None:
    send(b'{"tsv": "1', announced=5000)
    os._exit(0)


def drip() -> None:
    send(b"", announced=5000)
    while True:
        sys.stdout.buffer.write(b" ")
        sys.stdout.buffer.flush()
        time.sleep(0.05)


def orphan() -> None:
    """Hang in a process of one's own, as a script around the program does; leave its number in a file."""
    sleeper = subprocess.Popen([sys.executable, "-c", f"import time; time.sleep({FOREVER})"])
    Path(os.environ["ORPHAN"]).write_text(str(sleeper.pid), "utf-8")
    sleeper.wait()


def chatter() -> None:
    sys.stdout.buffer.write(b"Warning: Invalid resolution 0 dpi. Using 70 instead.\n")
    answer({"tsv": table()})


def mortal() -> None:
    answer({"tsv": table()})
    os._exit(0)


def pause() -> None:
    time.sleep(0.4)
    answer({"tsv": table()})


def slow() -> None:
    time.sleep(0.3)
    answer({"tsv": table("" if layouts[-1] == "line" else LETTER, confidence=55)})


layouts: list[str] = []
"""What was asked for so far."""

FAULTS: dict[str, Callable[[], object]] = {
    "crash": os.abort,
    "segfault": lambda: ctypes.string_at(0),
    "exit": lambda: os._exit(3),
    "leave": lambda: os._exit(0),
    "hang": lambda: time.sleep(FOREVER),
    "drip": drip,
    "orphan": orphan,
    "silent": silent,
    "half": half,
    "zero bytes": lambda: send(b""),
    "3 GB": lambda: send(b"{}", announced=3 << 30),
    "garbage": lambda: send(bytes(range(256)) * 4),
    "bad UTF-8": lambda: send(b'{"tsv": "\xff\xfe"}'),
    "no JSON": lambda: send(b"tsv"),
    "deep JSON": lambda: send(b"[" * 200_000),
    "a list": lambda: answer(["tsv"]),
    "a word": lambda: answer("error"),
    "no table": lambda: answer({"text": LETTER}),
    "null": lambda: answer({"tsv": None}),
    "empty table": lambda: answer({"tsv": ""}),
    "three columns": lambda: answer({"tsv": "5\t1\tWort\n"}),
    "words for numbers": lambda: answer({"tsv": table().replace("\t190\t", "\tlinks\t")}),
    "no number": lambda: answer({"tsv": table(confidence="nan")}),
    "surer than sure": lambda: answer({"tsv": table(confidence=1e9)}),
    "off the page": lambda: answer({"tsv": table().replace("\t190\t", f"\t{10**30}\t")}),
    "left of the page": lambda: answer({"tsv": table().replace("\t190\t", "\t-5000\t")}),
    "half a character": lambda: answer({"tsv": table().replace("Laternen", "Later\ud800")}),
    "error": lambda: answer({"error": "no memory\nTraceback: a second line"}),
    "long error": lambda: answer({"error": "no memory " * 100_000}),
    "chatter": chatter,
    "mortal": mortal,
    "pause": pause,
    "slow": slow,
    "none": lambda: answer({"tsv": table()}),
    "no print": lambda: answer({"tsv": table("")}),
}


def main(fault: str, sound: int = 0) -> None:
    if fault == "stillborn":
        os._exit(5)
    if fault == "deaf":
        time.sleep(FOREVER)
    while (request := receive()) is not None and receive() is not None:
        layouts.append(json.loads(request)["layout"])
        if sound > 0:
            answer({"tsv": table()})
        else:
            FAULTS[fault]()
        sound -= 1


if __name__ == "__main__":
    main(sys.argv[1], *map(int, sys.argv[2:]))
