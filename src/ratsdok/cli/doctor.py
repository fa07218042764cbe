"""`ratsdok doctor`: what is here, what is missing, and how to get it."""

from __future__ import annotations

import typer

from ratsdok.cli.failures import guarded
from ratsdok.cli.options import OcrModels
from ratsdok.cli.output import write


@guarded()
def doctor(ocr_models: OcrModels = None) -> None:
    """Tell what is installed, what is missing and which command gets it."""
    from ratsdok.doctor import examine, report  # noqa: PLC0415 - looks into every library

    checks = examine(ocr_models)
    write([report(checks)], None)
    raise typer.Exit(any(check.is_fault for check in checks))
