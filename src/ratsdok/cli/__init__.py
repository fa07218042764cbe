"""The command line: `ratsdok COMMAND`, one file a command.

A thin room, and the only one that knows Typer and rich. Commands import what does the work when they are
called, so that `ratsdok --help` is there at once. Exit codes are listed in docs/command-line.md.
"""

from ratsdok.cli.app import main

__all__ = ["main"]
