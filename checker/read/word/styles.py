"""Styles, resolved along `basedOn`: outline level, numbering, hidden text."""

import re
from typing import NamedTuple

from lxml import etree

from checker.read.word.names import VAL, W, is_on

_STYLE, _NAME, _BASED, _PPR, _RPR = W + "style", W + "name", W + "basedOn", W + "pPr", W + "rPr"
_OUTLINE, _NUMBER, _NUM_ID, _ILVL, _VANISH = W + "outlineLvl", W + "numPr", W + "numId", W + "ilvl", W + "vanish"
_BOLD, _FONTS = W + "b", W + "rFonts"
_HEADING = re.compile(r"(?:heading|标题|標題)\s*([1-9])", re.IGNORECASE)
_CONTENTS = re.compile(r"(?:toc|目录|目錄)\s*[1-9]", re.IGNORECASE)
_DEEPEST = 30
"""Longest chain of styles that is followed; a chain may bite its tail."""


class Style(NamedTuple):
    """What a style gives to its paragraphs or runs; None where it says nothing."""

    outline: int | None = None
    num_id: str | None = None
    ilvl: int | None = None
    vanish: bool | None = None
    contents: bool = False  # an entry of a table of contents
    bold: bool | None = None
    font: str | None = None


PLAIN = Style()


class Styles:
    """The style sheet of a document; every style is resolved when it is first asked for."""

    def __init__(self, root: etree._Element | None = None) -> None:
        styles = () if root is None else root.iterchildren(_STYLE)
        self._elements = {style.get(W + "styleId"): style for style in styles}
        self._resolved: dict[str, Style] = {}

    def get(self, name: str | None) -> Style:
        """The style of this id; a plain one when there is none."""
        if name is None:
            return PLAIN
        if name not in self._resolved:
            self._resolved[name] = self._resolve(name)
        return self._resolved[name]

    def _resolve(self, name: str) -> Style:
        """Walk from the style to its ancestors; the nearest one that says something decides."""
        found = PLAIN
        at: str | None = name
        for _ in range(_DEEPEST):
            element = self._elements.get(at) if at else None
            if element is None:
                break
            own = _own(element)
            found = Style(
                own.outline if found.outline is None else found.outline,
                own.num_id if found.num_id is None else found.num_id,
                own.ilvl if found.ilvl is None else found.ilvl,
                own.vanish if found.vanish is None else found.vanish,
                found.contents or own.contents,
                own.bold if found.bold is None else found.bold,
                own.font if found.font is None else found.font,
            )
            at = value(element, _BASED)
        return found if found.outline is None or found.outline < 9 else found._replace(outline=None)


def _own(element: etree._Element) -> Style:
    """What the style itself says."""
    name = value(element, _NAME) or ""
    match = _HEADING.fullmatch(name) or _HEADING.fullmatch(element.get(W + "styleId") or "")
    outline = int(match.group(1)) - 1 if match else None
    num_id = ilvl = vanish = bold = font = None
    paragraph, run = element.find(_PPR), element.find(_RPR)
    if paragraph is not None:
        declared = number(value(paragraph, _OUTLINE))
        outline = declared if declared is not None else outline
        num_id, ilvl = numbering(paragraph)
    if run is not None:
        vanish, bold, font = switch(run, _VANISH), switch(run, _BOLD), east_asian(run)
    return Style(outline, num_id, ilvl, vanish, _CONTENTS.fullmatch(name) is not None, bold, font)


def switch(properties: etree._Element, tag: str) -> bool | None:
    """An on/off property of a run; None where it says nothing."""
    found = properties.find(tag)
    return None if found is None else is_on(found.get(VAL))


def east_asian(properties: etree._Element) -> str | None:
    """The font of the Chinese characters of a run."""
    fonts = properties.find(_FONTS)
    return None if fonts is None else fonts.get(W + "eastAsia")


def numbering(properties: etree._Element) -> tuple[str | None, int | None]:
    """`numId` and `ilvl` of a paragraph's properties."""
    element = properties.find(_NUMBER)
    if element is None:
        return None, None
    return value(element, _NUM_ID), number(value(element, _ILVL))


def value(parent: etree._Element, tag: str) -> str | None:
    """`w:val` of a child."""
    child = parent.find(tag)
    return None if child is None else child.get(VAL)


def number(words: str | None) -> int | None:
    """A small whole number; None for anything else that a broken file may hold there."""
    return int(words) if words and words.isascii() and words.isdecimal() and len(words) < 6 else None
