"""How long does a whole process take, from a cold start to its end?

python -m bench.processes
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator

from bench.parsing import SAMPLES
from bench.reading import milliseconds

ROUNDS = 7
LETTER = SAMPLES / "gleisdreieck.pdf"

COMMANDS = {
    "`ratsdok --help`, whole process": ["--help"],
    "`ratsdok parse` of one letter of two pages, whole process": ["parse", str(LETTER)],
}


def run(arguments: list[str]) -> None:
    """Run the command line to its end."""
    subprocess.run([sys.executable, "-m", "ratsdok", *arguments], stdout=subprocess.DEVNULL, check=True)


def figures() -> Iterator[tuple[str, str]]:
    """Yield the median duration of each command."""
    for name, arguments in COMMANDS.items():
        duration = milliseconds(lambda arguments=arguments: run(arguments), ROUNDS)  # type: ignore[misc]
        yield name, f"{duration / 1000:.2f} s"


if __name__ == "__main__":
    for name, duration in figures():
        print(f"{name}: {duration}")
