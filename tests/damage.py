"""What scanning and OCR do to a letter, as random injuries for property tests."""

from collections.abc import Callable

from hypothesis import strategies as st

from letters import LETTER, SAMPLE_NAMES, sample_text

# What a printed character may be read as.
_READ_AS = {
    "l": "I", "I": "l", "1": "I", "O": "0", "0": "O", "S": "5", "5": "S", "B": "ß", "8": "B", "ü": "ii",
    "ö": "o", "„": ",,", "“": "''", ".": ",", ":": ";", "/": "y", "(": "{", "m": "ni", "-": "", " ": "",
}  # fmt: skip

Injury = Callable[[str, int], str]


def _swap(text: str, at: int) -> str:
    return text[:at] + text[at + 1 : at + 2] + text[at : at + 1] + text[at + 2 :]


def _lookalike(text: str, at: int) -> str:
    return text[:at] + _READ_AS.get(text[at], "~") + text[at + 1 :]


def _break_off(text: str, at: int) -> str:
    return text[: max(at, 1)]


def _line_break(text: str, at: int) -> str:
    return text[:at] + "\n" + text[at:]


def _page_break(text: str, at: int) -> str:
    return text[:at] + "\f" + text[at:]


def _by_line(change: Callable[[list[str], int], list[str]]) -> Injury:
    def injure(text: str, at: int) -> str:
        lines = text.split("\n")
        return "\n".join(change(lines, at % len(lines)))

    return injure


_drop_line = _by_line(lambda lines, at: lines[:at] + lines[at + 1 :])
_repeat_line = _by_line(lambda lines, at: lines[: at + 1] + lines[at:])
_insert_blank = _by_line(lambda lines, at: [*lines[:at], "", *lines[at:]])
_swap_lines = _by_line(lambda lines, at: lines[:at] + lines[at : at + 2][::-1] + lines[at + 2 :])
_repeat_all = _by_line(lambda lines, at: [*lines, "\f", *lines[at:]])

_INJURIES: list[Injury] = [
    _swap,
    _lookalike,
    _lookalike,
    _lookalike,
    _break_off,
    _line_break,
    _page_break,
    _drop_line,
    _repeat_line,
    _insert_blank,
    _swap_lines,
    _repeat_all,
]


@st.composite
def damaged_letters(draw: st.DrawFn) -> str:
    """Draw a sample letter's text, or the short one's, with up to a dozen injuries."""
    name = draw(st.sampled_from([None, *SAMPLE_NAMES]))
    text = sample_text(name) if name else LETTER
    for injury, place in draw(st.lists(st.tuples(st.sampled_from(_INJURIES), st.floats(0, 1)), max_size=12)):
        text = injury(text, int(place * (len(text) - 1))) if text.strip() else LETTER
    return text if text.strip() else LETTER
