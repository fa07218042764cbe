"""Several things done at a time, their results in order."""

from __future__ import annotations

import os
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from itertools import islice
from typing import TypeVar

import typer

from ratsdok.cli.failures import EXIT_INTERRUPTED, EXIT_PIPE_CLOSED

T = TypeVar("T")
R = TypeVar("R")

_AHEAD = 4
"""Things begun for each that is worked on: one that takes long does not leave the others idle."""


@contextmanager
def done_ahead(do: Callable[[T], R], items: Sequence[T], workers: int) -> Iterator[Iterator[Callable[[], R]]]:
    """Give a call for each item, in order, that returns what `do` makes of it, or raises what it raised.

    With one worker an item is done when its call comes, in this thread. With several they are done by
    threads: what takes long is done by the recognisers' processes. Leaving the context begins nothing more.
    """
    if min(workers, len(items)) < 2:
        yield (partial(do, item) for item in items)
        return
    pool = ThreadPoolExecutor(min(workers, len(items)))
    try:
        yield _calls(pool, do, items, workers * _AHEAD)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _calls(
    pool: ThreadPoolExecutor, do: Callable[[T], R], items: Sequence[T], most: int
) -> Iterator[Callable[[], R]]:
    to_do = iter(items)
    begun = deque(pool.submit(do, item) for item in islice(to_do, most))
    while begun:
        yield begun.popleft().result
        begun.extend(pool.submit(do, item) for item in islice(to_do, 1))


@contextmanager
def at_once() -> Iterator[None]:
    """End the process when its call is broken off, without waiting for threads; used as a decorator.

    Python waits for them, and the page that one of them has in hand may take a minute. Their recognisers end
    with the process, which holds the other ends of their pipes.
    """
    try:
        yield
    except typer.Exit as leaving:
        if leaving.exit_code in (EXIT_INTERRUPTED, EXIT_PIPE_CLOSED) and threading.active_count() > 1:
            os._exit(leaving.exit_code)
        raise
