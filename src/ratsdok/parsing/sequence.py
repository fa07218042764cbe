"""Which label follows on the last one: the reason why work steps inside a report do not become points."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from ratsdok.parsing.marks import Label, Start

_TWINS = {"1": "l", "2": "z", "5": "s", "6": "b", "9": "g"}
"""Figures and the letters they are taken for: a label has no word round it that would tell them apart."""

_ALIKE = ("35", "38", "56", "68", "17", "14")
"""Figures that are taken for one another."""

_GAP = 8  # how many points a letter may leave out between two that it quotes


@dataclass(slots=True)
class LabelSequence:
    """The labels of a resolution, as far as they were read.

    Attributes:
        number: the last number, such as `2` or `1.1`; None before the first.
        letter: the last sub-point's letter below it.
        listed: labels that the running report uses for a list of its own.
        roman: whether the numbers are printed as roman numerals.
        any_opened: whether an opening mark stood at some label: then one stands at each behind a report.
    """

    number: str | None = None
    letter: str | None = None
    listed: set[str] = field(default_factory=set)
    any_opened: bool = False
    roman: bool = False

    @property
    def top(self) -> int:
        """The last top-level number, 0 before the first."""
        return int((self.number or "0").split(".")[0])

    def restart(self) -> None:
        """Begin the labels of another resolution."""
        self.number = self.letter = None

    def fitting(self, start: Start) -> Start:
        """Return a line's start, its label as the look-alike that goes on from the last one.

        Only a label that does not itself go on is changed: `9.` behind `f.` is `g.`
        """
        label = start.label
        if label is None or label.unread or (label.number and label.letter):
            return start
        letter, number = self._next_letter, str(self.top + 1)
        if label.number and self.letter and label.number != number and _TWINS.get(label.number) == letter:
            return replace(start, label=replace(label, number=None, letter=letter, bare=False))
        if start.opens and self.any_opened and label.number and self._is_misread(label.number):
            return replace(start, label=replace(label, number=number))
        if label.letter and label.letter != letter and _TWINS.get(number) == label.letter:
            return replace(start, label=replace(label, number=number, letter=None))
        return start

    def _is_misread(self, number: str) -> bool:
        """Tell a number that has been before, and looks like the next one."""
        return (
            number.isdigit()
            and int(number) <= self.top
            and "".join(sorted(number + str(self.top + 1))) in _ALIKE
        )

    @property
    def _next_letter(self) -> str:
        return chr(ord(self.letter) + 1) if self.letter else "a"

    def take(self, start: Start) -> str:
        """Take a label as the next one; return its full name, such as `2.a`."""
        label = start.label
        assert label
        if label.unread:
            self.number, self.letter = str(self.top + 1), None
        if label.number is not None:
            self.number, self.letter = label.number, None
        if label.letter:
            self.letter = label.letter
        self.listed.clear()
        self.any_opened |= start.opens
        self.roman |= label.roman
        return self.name

    @property
    def name(self) -> str:
        """The last label's full name."""
        return ".".join(part for part in (self.number, self.letter) if part)

    def take_name(self, name: str) -> None:
        """Take a label that a heading named; a lone letter is one below the last number."""
        number, _, letter = name.rpartition(".") if name[-1].isalpha() else (name, "", "")
        self.number = number or self.number
        self.letter = letter or None
        self.listed.clear()
        self.any_opened = True

    def follows(
        self,
        start: Start,
        *,
        quoting: bool,
        nothing_reported: bool,
        after_sentence: bool,
        ordering: Callable[[], bool],
    ) -> bool:
        """Tell whether a label goes on from the last one.

        Args:
            start: the line's start with the label.
            quoting: whether a quotation is open.
            nothing_reported: whether a quotation was the last thing read.
            after_sentence: whether a sentence ended before the label.
            ordering: tells whether the words behind the label speak as a resolution.
        """
        label = start.label
        assert label
        if label.unread:
            return not self.letter
        if label.number is None:
            return self._letter_follows(
                label.letter or "", start, quoting=quoting, after_sentence=after_sentence
            )
        if label.is_decimal:
            return (quoting or start.opens) and self._decimal_follows(label.number)
        number = int(label.number)
        if label.roman and (number != self.top + 1 or not self.top):
            return False  # a section's number in a text that is quoted, unless I. stood before
        if number == self.top and label.letter:
            return self._letter_follows(label.letter, start, quoting=quoting, after_sentence=after_sentence)
        if start.opens and self.top < number <= self.top + _GAP:
            return True
        if quoting:
            return number == self.top + 1 or not self.top
        if number != self.top + 1 or not self.top:
            return False
        if nothing_reported:
            return True  # the quotation goes on behind a mark too many
        in_list = str(number) in self.listed or str(number - 1) in self.listed
        return not in_list and after_sentence and (not self.any_opened or ordering())

    def _decimal_follows(self, number: str) -> bool:
        whole, part = (int(piece) for piece in number.split("."))
        last_whole, _, last_part = (self.number or "").partition(".")
        if last_part and whole == int(last_whole):
            return part == int(last_part) + 1
        return part == 1 and whole in (self.top, self.top + 1)

    def _letter_follows(self, letter: str, start: Start, *, quoting: bool, after_sentence: bool) -> bool:
        overlooked = quoting and self.letter is not None and ord(letter) - ord(self.letter) == 2
        if letter != self._next_letter and not overlooked:
            return False
        if quoting or start.opens:
            return True
        before = chr(ord(letter) - 1)
        return letter != "a" and after_sentence and not {letter, before} & self.listed

    def bare_follows(self, label: Label, *, upper_below: bool) -> bool:
        """Tell whether a number alone on its line, without a full stop, is the next label."""
        return label.number == str(self.top + 1) and upper_below
