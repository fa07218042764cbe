"""`python -m bench`: the figures of the README's speed table, in its form. Takes some minutes."""

from __future__ import annotations

from bench.readme import speed_table

if __name__ == "__main__":
    print(speed_table(), end="")
