"""`python -m bench`: the figures of the README's speed table, in its form. Takes some minutes."""

from __future__ import annotations

from bench import memory, parsing, processes


def main() -> None:
    """Measure and print, line by line."""
    print("| what | figure |\n|---|---|")
    for room in (parsing, processes, memory):
        for name, figure in room.figures():
            print(f"| {name} | {figure} |", flush=True)


if __name__ == "__main__":
    main()
