"""A process that recognises pictures, one after the other, until its input ends.

Tesseract is C++ and reads pictures of unknown origin: what crashes or hangs here takes down this process
only. It speaks over its standard input and output; every message is a length (4 bytes, big-endian) and that
many bytes. A request is two messages, a JSON object (`width`, `height`, `dpi`, `layout`, `alphabet`,
`seconds`) and the grey pixels row by row; the answer is one JSON object with `tsv`, `error` or, where the
model cannot be loaded, `unloadable`.

Started as `python -P worker.py FOLDER LANGUAGE`. It imports nothing but the engine: it is to be there at
once, and no file that lies about where ratsdok was called from may take a library's place.
"""

from __future__ import annotations

import json
import os
import signal
import struct
import sys
from typing import Any, BinaryIO

MAX_MESSAGE = 2**30
"""Bytes. The largest picture that is recognised has fewer pixels."""

LAYOUTS = {"page": 4, "line": 7, "scattered": 11}
"""Tesseract's page segmentation modes. A page is a single column of lines (4): which words stand in columns,
ratsdok tells itself from their places. Where Tesseract looks for columns (3) it takes a list's labels for one
and drops it; as one block (6) it reads letters into the shadows at a page's edges. Words scattered over a
drawing (11) are no lines to any of them."""

VARIABLES = {
    "tessedit_do_invert": "0",  # letters are black on white; each doubtful line would be read twice
    "classify_enable_learning": "0",  # a page is not to depend on the pages before it
}

_GRACE = 1.0  # seconds in which the parent ends what takes too long, if there still is one


def read_message(stream: BinaryIO) -> bytes:
    """Return the next message; nothing at the end of the stream."""
    head = stream.read(4)
    if len(head) < 4:
        return b""
    (length,) = struct.unpack(">I", head)
    if length > MAX_MESSAGE:
        raise ValueError(f"a message of {length} bytes")
    return stream.read(length)


def write_message(stream: BinaryIO, message: bytes) -> None:
    """Send a message."""
    stream.write(struct.pack(">I", len(message)) + message)
    stream.flush()


def main(folder: str, language: str) -> None:
    """Recognise until the input ends."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # what a library prints must not get between the messages
    api = _engine(folder, language)
    while request := read_message(sys.stdin.buffer):
        pixels = read_message(sys.stdin.buffer)
        write_message(answers, json.dumps(_answer(api, json.loads(request), pixels)).encode())


def _engine(folder: str, language: str) -> Any:
    """Return the library with all its models, or None where one cannot be loaded."""
    import tesserocr  # noqa: PLC0415 - where it is missing, the parent does not start this

    try:
        api = tesserocr.PyTessBaseAPI(path=folder, lang=language, oem=tesserocr.OEM.LSTM_ONLY)
    except RuntimeError:
        return None
    for name, value in VARIABLES.items():
        api.SetVariable(name, value)
    return api if set(language.split("+")) <= set(api.GetLoadedLanguages()) else None


def _answer(api: Any, request: dict[str, Any], pixels: bytes) -> dict[str, object]:
    if api is None:
        return {"unloadable": True}
    _end_in(request["seconds"] + _GRACE)
    try:
        return {"tsv": _recognise(api, request, pixels)}
    except RuntimeError as error:
        return {"error": str(error)}
    finally:
        _end_in(0)


def _end_in(seconds: float) -> None:
    """End this process after a while, or not after all (0): its parent, who ends it else, may be gone."""
    if sys.platform != "win32":
        signal.setitimer(signal.ITIMER_REAL, seconds)  # it ends by the signal, whatever the library does


def _recognise(api: Any, request: dict[str, Any], pixels: bytes) -> str:
    width, height = request["width"], request["height"]
    api.SetPageSegMode(LAYOUTS[request["layout"]])
    api.SetVariable("tessedit_char_whitelist", request["alphabet"])
    api.SetImageBytes(pixels, width, height, 1, width)
    api.SetSourceResolution(request["dpi"])
    if not api.Recognize():
        raise RuntimeError("Tesseract gave up")
    tsv: str = api.GetTSVText(0)
    api.Clear()
    return tsv


if __name__ == "__main__":
    main(*sys.argv[1:])
