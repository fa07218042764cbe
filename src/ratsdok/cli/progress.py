"""The bar that shows on stderr how far a long call has come."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from ratsdok.cli.failures import complain, one_line


class Step(NamedTuple):
    """One of many things to do, and how to speak of it without tearing the bar."""

    item: str
    say: Callable[[str], None]


def steps(items: Sequence[str]) -> Iterator[Step]:
    """Go through items; show a bar if there are several and stderr is a terminal."""
    if len(items) > 1 and is_shown():
        yield from _with_bar(items)
    else:
        yield from (Step(item, complain) for item in items)


def is_shown() -> bool:
    """Tell whether stderr is a terminal, where a bar can be seen."""
    return sys.stderr is not None and sys.stderr.isatty()


def _with_bar(items: Sequence[str]) -> Iterator[Step]:
    from rich.console import Console  # noqa: PLC0415 - only where somebody looks
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn  # noqa: PLC0415

    console = Console(stderr=True, highlight=False)
    columns = (
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.description}", markup=False),
    )
    bar = Progress(*columns, console=console, transient=True, redirect_stdout=False)

    def say(line: str) -> None:
        console.print(one_line(line), markup=False, soft_wrap=True)

    with bar:
        task = bar.add_task("", total=len(items))
        for item in items:
            bar.update(task, description=one_line(item))
            yield Step(item, say)
            bar.advance(task)
