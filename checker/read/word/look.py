"""Headings by look: short lines in bold or in a heading font, where the text below is printed otherwise."""

import re
from collections.abc import Sequence
from itertools import pairwise

from lxml import etree

from checker.read.word.line import Line
from checker.read.word.names import W
from checker.read.word.styles import Style, Styles, east_asian, switch, value

LONGEST = 40
"""A longer line is no heading, however it looks."""

LEVEL = 1
"""Level of a heading by look: below those that the text numbers."""

_RUN, _RPR, _TEXT, _BOLD, _STYLE = W + "r", W + "rPr", W + "t", W + "b", W + "rStyle"
_FONTS = re.compile("黑|楷|小标宋|中宋|SimHei|KaiTi", re.IGNORECASE)


class Looks:
    """Decides how a paragraph is printed."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles

    def strong(self, paragraph: etree._Element, style: Style) -> bool:
        """Whether all its text is bold or in a heading font."""
        found = False
        for run in paragraph.iter(_RUN):
            if run.find(_TEXT) is not None:
                found = True
                if not self._strong(run, style):
                    return False
        return found

    def _strong(self, run: etree._Element, style: Style) -> bool:
        properties = run.find(_RPR)
        if properties is None:
            return bool(style.bold) or _is_heading_font(style.font)
        own = self._styles.get(value(properties, _STYLE))
        bold = next((found for found in (switch(properties, _BOLD), own.bold, style.bold) if found is not None), False)
        return bold or _is_heading_font(east_asian(properties) or own.font or style.font)


def _is_heading_font(name: str | None) -> bool:
    return name is not None and _FONTS.search(name) is not None


def declare(lines: Sequence[Line]) -> None:
    """Give the headings by look a level, unless the document has declared ones or prints its body alike."""
    found = [line for line in lines if line.gap is None]
    if any(line.level is not None for line in found) or any(line.strong and line.length > LONGEST for line in found):
        return
    for line, following in pairwise(found):
        if line.strong and following.length > LONGEST and "\n" not in line.text:
            line.level = LEVEL
