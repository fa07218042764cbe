"""How a resolution speaks and how a report speaks, for where the quotation marks are lost.

A resolution orders (*wird beauftragt*, *ist vorzulegen*), a report tells (*wurde vorgelegt*, *derzeit*,
*befindet sich*). The cues are words of administrative German, not of any city or subject.
"""

from __future__ import annotations

import re

_ORDERS = re.compile(
    r"""\b(?:beauftragt|beschlie(?:ß|ss)t|ermächtigt|aufgefordert|gebeten|bestätigt|gebilligt|billigt|stellt\sfest
      |stimmt\b.*\bzu\b|nimmt\b.*\bKenntnis|empfiehlt|bittet|fordert|festzustellen|nicht\sverbunden
      |(?:[Ii]st|[Ss]ind|[Hh]aben|[Hh]at|[Ss]oll(?:en)?)\b.*\bzu\s\w+en\b|(?:[Ii]st|[Ss]ind)\b.*\w+zu\w+en\b
      |zu\s(?:prüfen|berichten|erfolgen|informieren|erteilen)\b|wird\b.*\b(?:gewährt|festgesetzt)
      |(?:soll|sollen)\b.*\bwerden)""",
    re.VERBOSE | re.DOTALL,
)
_TELLS = re.compile(
    r"""\b(?:wurden?|erfolgten?|konnten?|fand(?:en)?|liegt\s.*vor|liegen\s.*vor|befinde[nt]\s+sich
      |(?i:derzeit\w*|aktuell|gegenwärtig|zurzeit|zur\sZeit|momentan|bereits|voraussichtlich|noch\snicht|nunmehr
      |inzwischen|mittlerweile|(?:fort)?laufend|zuletzt)
      |abgeschlossen|erhielt(?:en)?|[Ii]m\sErgebnis|musste[n]?|war(?:en)?|hatten?|gab|besteht|[Ii]st\serfolgt
      |[Aa]ufgrund|\w*[Kk]ontrolle\svom|[Bb]eschlusspunkt\w*|[Ss]achstand|erarbeitet|in\sKraft|sieht)\b
      |\b(?:[Hh]at|[Hh]aben|[Ii]st|[Ss]ind)\b[^.]*\b(?:\w{0,10}ge\w{3,}t|\w{0,10}ge\w{3,}en|be\w{3,}t|ver\w{3,}t)\b""",
    re.VERBOSE | re.DOTALL,
)
# What tells beyond doubt: the past tense, and words for the state of things.
_PLAINLY_TELLS = re.compile(
    r"""\b(?:wurden?|erfolgten?|konnten?|fand(?:en)?|liegt\s.*vor|liegen\s.*vor|befinde[nt]\s+sich
      |(?i:derzeit\w*|aktuell|gegenwärtig|zurzeit|zur\sZeit|momentan|nunmehr|inzwischen|mittlerweile)|erhielt(?:en)?|[Ii]st\serfolgt)\b""",
    re.VERBOSE | re.DOTALL,
)
# Sentences that only a report begins with.
_REPORT_START = re.compile(
    r"""^(?:(?:Der|Die|Diese[rn]?|Den|Zu\sde[nm]|Zu\sdiese[mn]|Über\sdiese[nr]?|Mit)\s\S{0,10}[Pp]unkte?n?\b
      |[Ss]iehe\s(?:Antwort|\S*[Kk]ontrolle|Ausführung)|[Kk]ein\sneuer\s(?:Sach)?[Ss]tand
      |[Ss]eit\sder\sletzten\s\S*[Kk]ontrolle|(?:Mit|In)\s(?:der\s)?\S{0,8}[Ss]{1,2}kontrolle
      |Der\s[Bb]eschluss\s(?:[Ii]st|wurde|wird|konnte)\b|Den\sAuftrag\serfüllend)""",
    re.VERBOSE,
)
_SENTENCE_END = re.compile(r"(?<!\b\w)(?<!\bNr)(?<!\bAbs)(?<!\bbzw)(?<!\bca)[.!?](?=\s|$|[\"“”'])")


def starts_report(sentence: str) -> bool:
    """Tell whether only a report can begin like this."""
    return bool(_REPORT_START.match(sentence))


def first_sentence(text: str) -> str:
    """Return the first sentence of a text."""
    end = _SENTENCE_END.search(text, 12)
    return text[: end.end()] if end else text


def orders(sentence: str) -> bool:
    """Tell whether a sentence speaks as a resolution."""
    return bool(_ORDERS.search(sentence))


def tells(sentence: str) -> bool:
    """Tell whether a sentence speaks as a report."""
    return bool(_TELLS.search(sentence)) and not orders(sentence)


def plainly_tells(sentence: str) -> bool:
    """Tell whether a sentence speaks as a report beyond doubt."""
    return bool(_PLAINLY_TELLS.search(sentence)) and not orders(sentence)
