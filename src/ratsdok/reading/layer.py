"""Is a page's text layer good enough? Judged by its words alone: how many of them can be German at all.

A text layer is bad where the scanning software read badly, or where a font's characters have no meaning. Bad
ones are full of words with signs inside, with capitals in the middle, without a vowel.
"""

from __future__ import annotations

import re

from ratsdok.page import Page

ENOUGH_ON_A_SCAN = 0.88
"""Quality below which a scan's text layer is read anew. Measured: sound pages full of abbreviations and file
numbers have 0.89 and more, common ones 0.98; letters of which every hundredth character is wrong have 0.94,
every fiftieth 0.86, every twentieth 0.70."""

ENOUGH_IN_PRINT = 0.6
"""The same where no scan lies on the page: only a font without meaning goes as low."""

MANY_CHARACTERS = 80
"""Fewer tell nothing of a layer's quality."""

# Torn words leave pieces of one letter or two; German has few words as short.
_SHORT = "ab|am|an|da|du|eh|er|es|im|in|ja|je|ob|so|um|wo|zu|Bd|Co|Dr|Fr|Hr|Nr|St|cm|ha|kg|km|kW|mm|qm|m[²³]"

_POSSIBLE = re.compile(
    rf"""(?<!\S)["„“'(]*
    (?: (?i:{_SHORT})
      | (?=\S*[^\W\d]{{3}})(?=\S*[aeiouäöüyAEIOUÄÖÜ])
        (?:[A-ZÄÖÜ]+|[A-ZÄÖÜ]?[a-zäöüß]+)
        (?:[-/](?:[A-ZÄÖÜ]+|[A-ZÄÖÜ]?[a-zäöüß]+))* -?             # Kultur- Nutzer/Nutzerinnen SPD-Fraktion
      | [A-ZÄÖÜ]{{2,3}}                                             # GB FDP
      | [A-Za-z](?=[.)])                                          # a) z.
      | (?:[A-Z]{{1,3}}[/-]?)?\+?\d[\d.,:/-]*%?                    # 30.06.2016 SR/012/2015 +49
    )
    [.,:;!?)"“”'']* (?!\S)""",
    re.VERBOSE,
)


def quality(page: Page) -> float | None:
    """Return the share of a page's characters that stand in words that can be German; None of too few."""
    text = "\n".join(line.text for line in page.lines)
    characters = sum(map(len, text.split()))
    if characters < MANY_CHARACTERS:
        return None
    return sum(map(len, _POSSIBLE.findall(text))) / characters


def is_good(page: Page, *, scanned: bool) -> bool:
    """Tell whether a page's text layer can be read.

    Args:
        page: as its text layer has it.
        scanned: whether a scan lies below the text.
    """
    found = quality(page)
    return found is None or found >= (ENOUGH_ON_A_SCAN if scanned else ENOUGH_IN_PRINT)


def better(layer: Page, recognised: Page) -> Page:
    """Return the better one of two readings of a page."""
    return layer if (quality(layer) or 0.0) > (quality(recognised) or 0.0) else recognised
