"""OParl objects of an invented city, and folders that hold them."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

from ratsdok.conversion.oparl import Register
from ratsdok.pipeline import Witness

SERVER = "https://oparl.hafenfeld.example/bodies/1"
TITLE = "BK_SR_A0412/16_2017_05_12_Zwischenbericht"
ANOTHER = "BK_SR_A0433/16_2017_06_01_Abschlussbericht"
DAY = dt.date(2017, 5, 15)
WITNESS = Witness(TITLE, DAY, "A0412/16")

Json = dict[str, Any]


def file(number: int = 561, version: str = "1.1", **changes: Any) -> Json:
    """Return a File object; None takes a key away."""
    found = {
        "id": f"{SERVER}/files/{number}",
        "type": f"https://schema.oparl.org/{version}/File",
        "name": TITLE,
        "date": "2017-05-15",
        "mimeType": "application/pdf",
    }
    return {key: value for key, value in (found | changes).items() if value is not None}


def paper(*files: Any, number: int = 7, version: str = "1.1", **changes: Any) -> Json:
    """Return a Paper object that the files hang on."""
    found = {
        "id": f"{SERVER}/papers/{number}",
        "type": f"https://schema.oparl.org/{version}/Paper",
        "reference": "A0412/16",
        "name": "Hecken am Krähenwinkel",
        "mainFile": file(1, name="Antrag"),
        "auxiliaryFile": list(files),
    }
    return {key: value for key, value in (found | changes).items() if value is not None}


def fill(folder: Path, *documents: str, **objects: Any) -> Register:
    """Put empty documents and JSON (`a__b` is b.json in the folder a) into a folder, and look at it."""
    for name in documents:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).touch()
    for name, content in objects.items():
        path = folder / f"{name.replace('__', '/')}.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
    return Register.of(folder)
