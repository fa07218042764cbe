"""How the annual report's pages look: its styles and settings as WordprocessingML (ECMA-376-1, 17).

Measures are in millimetres, font sizes in points.
"""

from __future__ import annotations

from typing import NamedTuple

NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
LANGUAGE = "de-DE"

_TWIPS = 1440 / 25.4
"""Twentieths of a point in a millimetre."""
_FONT = "Arial"
_BEHIND = 2.0  # numbers
_SIZE = 10.0
_DARK = "1F3B57"
_LINES = "B8C4CE"
_SHADE = "E3EAF0"


class Look(NamedTuple):
    """How a paragraph looks.

    Attributes:
        size: of the font.
        bold: whether in bold type.
        before: room above.
        after: room below.
        hanging: how far the lines behind the first are indented.
        right: whether at the right, with some room before the next column.
        keep: whether it stays on the page of what follows.
        level: of a heading, from 0; None is text.
        dark: whether in the colour of headings.
        is_own: whether Word knows no style of this name.
    """

    size: float = _SIZE
    bold: bool = False
    before: float = 0.0
    after: float = 0.0
    hanging: float = 0.0
    right: bool = False
    keep: bool = False
    level: int | None = None
    dark: bool = False
    is_own: bool = False


LOOKS = {
    "Title": Look(20, bold=True, after=1, keep=True, dark=True),
    "Subtitle": Look(13, after=4, keep=True, dark=True),
    "heading 1": Look(14, bold=True, before=8, after=2, keep=True, level=0, dark=True),
    "heading 2": Look(11, bold=True, before=5, after=1.5, keep=True, level=1, dark=True),
    "footer": Look(8),
    "Text": Look(after=2, is_own=True),
    "Angabe": Look(after=1, hanging=32, is_own=True),
    "Tabellenkopf": Look(8.5, bold=True, keep=True, is_own=True),
    "Tabellenkopf rechts": Look(8.5, bold=True, right=True, keep=True, is_own=True),
    "Tabellentext": Look(8.5, is_own=True),
    "Tabellenzahl": Look(8.5, right=True, is_own=True),
    "Sachstand": Look(8.5, hanging=3, is_own=True),
    "Nach Tabelle": Look(4, is_own=True),
}
"""Paragraph styles by name."""

TABLE_STYLE = "Berichtstabelle"

_DEFAULTS = {
    "paragraph": "Normal",
    "character": "Default Paragraph Font",
    "table": "Normal Table",
    "numbering": "No List",
}


def twips(millimetres: float) -> int:
    """Return a length in the unit of WordprocessingML."""
    return round(millimetres * _TWIPS)


def style_id(name: str) -> str:
    """Return what the document calls a style."""
    return name.replace(" ", "").capitalize()


def styles() -> str:
    """Return the defaults and all styles, in the order of the schema (17.7.4)."""
    fonts = f'<w:rFonts w:ascii="{_FONT}" w:hAnsi="{_FONT}" w:eastAsia="{_FONT}" w:cs="{_FONT}"/>'
    language = f'<w:lang w:val="{LANGUAGE}" w:eastAsia="{LANGUAGE}" w:bidi="ar-SA"/>'
    letters = f"<w:rPrDefault><w:rPr>{fonts}{_size(_SIZE)}{language}</w:rPr></w:rPrDefault>"
    spacing = '<w:spacing w:before="0" w:after="0" w:line="252" w:lineRule="auto"/>'
    lines = f"<w:pPrDefault><w:pPr><w:widowControl/>{spacing}</w:pPr></w:pPrDefault>"
    defaults = "".join(
        f'<w:style w:type="{kind}" w:default="1" w:styleId="{name.replace(" ", "")}"><w:name w:val="{name}"/>'
        "</w:style>"
        for kind, name in _DEFAULTS.items()
    )
    own = "".join(_style(name, look) for name, look in LOOKS.items())
    inside = f"<w:docDefaults>{letters}{lines}</w:docDefaults>{defaults}{own}{_table_style()}"
    return f"<w:styles {NAMESPACE}>{inside}</w:styles>"


def settings() -> str:
    """Return the settings, in the order of the schema (17.15.1.78)."""
    uri = "http://schemas.microsoft.com/office/word"
    return (
        f'<w:settings {NAMESPACE}><w:defaultTabStop w:val="709"/><w:autoHyphenation/>'
        '<w:characterSpacingControl w:val="doNotCompress"/>'
        f'<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="{uri}" w:val="15"/></w:compat>'
        f'<w:themeFontLang w:val="{LANGUAGE}"/><w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/>'
        "</w:settings>"
    )


def _style(name: str, look: Look) -> str:
    """Return a paragraph style, its properties in the order of the schema (17.7.4.17)."""
    own = ' w:customStyle="1"' if look.is_own else ""
    keep = "<w:keepNext/>" if look.keep else ""
    spacing = f'<w:spacing w:before="{twips(look.before)}" w:after="{twips(look.after)}"/>'
    hanging = twips(look.hanging)
    indent = f'<w:ind w:left="{hanging}" w:hanging="{hanging}"/>' if hanging else ""
    side = f'<w:ind w:right="{twips(_BEHIND)}"/><w:jc w:val="right"/>' if look.right else ""
    level = "" if look.level is None else f'<w:outlineLvl w:val="{look.level}"/>'
    letters = ("<w:b/>" if look.bold else "") + (f'<w:color w:val="{_DARK}"/>' if look.dark else "")
    return (
        f'<w:style w:type="paragraph"{own} w:styleId="{style_id(name)}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="Normal"/><w:qFormat/><w:pPr>{keep}{spacing}{indent}{side}{level}</w:pPr>'
        f"<w:rPr>{letters}{_size(look.size)}</w:rPr></w:style>"
    )


def _table_style() -> str:
    """Return the style of tables: fine lines between rows, titles on a light ground."""
    fine = f'w:val="single" w:sz="4" w:space="0" w:color="{_LINES}"'
    strong = f'w:val="single" w:sz="8" w:space="0" w:color="{_DARK}"'
    margin = f'w:w="{twips(1.2)}" w:type="dxa"'
    room = f'w:w="{twips(0.8)}" w:type="dxa"'
    return (
        f'<w:style w:type="table" w:customStyle="1" w:styleId="{TABLE_STYLE}">'
        f'<w:name w:val="{TABLE_STYLE}"/><w:basedOn w:val="NormalTable"/><w:qFormat/><w:tblPr><w:tblBorders>'
        f"<w:top {strong}/><w:bottom {strong}/><w:insideH {fine}/></w:tblBorders>"
        f"<w:tblCellMar><w:top {room}/><w:left {margin}/><w:bottom {room}/><w:right {margin}/></w:tblCellMar>"
        '</w:tblPr><w:tblStylePr w:type="firstRow"><w:tcPr><w:tcBorders>'
        f'<w:bottom {strong}/></w:tcBorders><w:shd w:val="clear" w:color="auto" w:fill="{_SHADE}"/>'
        '<w:vAlign w:val="bottom"/></w:tcPr></w:tblStylePr></w:style>'
    )


def _size(points: float) -> str:
    return f'<w:sz w:val="{round(2 * points)}"/><w:szCs w:val="{round(2 * points)}"/>'
