"""`ratsdok schema`: the contract of the record."""

from __future__ import annotations

import json

from ratsdok.cli.failures import guarded
from ratsdok.cli.output import write


@guarded()
def schema() -> None:
    """Print the JSON Schema of the record."""
    from ratsdok.letter import json_schema  # noqa: PLC0415 - pydantic takes time that --help should not

    write([json.dumps(json_schema(), ensure_ascii=False, indent=1) + "\n"], None)
