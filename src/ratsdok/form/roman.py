"""Numbers as labels write them: figures, Roman numerals, letters."""

from __future__ import annotations

_SYMBOLS = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_VALUES = {symbol: value for value, symbol in _SYMBOLS if len(symbol) == 1}


def roman(number: int) -> str:
    """Return a number from 1 on in Roman numerals.

    >>> roman(14)
    'XIV'
    """
    written = ""
    for value, symbol in _SYMBOLS:
        times, number = divmod(number, value)
        written += symbol * times
    return written


def value_of(numerals: str) -> int:
    """Return what Roman numerals stand for; a smaller one before a greater one counts against it.

    >>> value_of("XIV")
    14
    """
    values = [_VALUES[numeral] for numeral in numerals]
    following = [*values[1:], 0]
    return sum(-a if a < b else a for a, b in zip(values, following, strict=True))
