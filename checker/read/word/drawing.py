"""What stands in a paragraph besides text: text boxes, pictures, embedded objects, and how large they are."""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from lxml import etree

from checker.read.word.names import DGM, MC, WP, A, C, O, R, V, W

LARGE = 0.25
"""Share of the text area from which on a picture may be a scanned table or page."""

ANNOUNCES = re.compile(
    r"如下[图表]|[图表]如下|[下附][图表]|[图表]\s?\d{0,3}\s?所示|(?:情况|统计|汇总|明细|一览|分布)[图表]|见[图表]|[图表]\s?\d{1,2}[\s：:]"
)
"""A line after which a picture is taken for the table or figure that it promises."""

_BOX, _FALLBACK, _CHOICE = W + "txbxContent", MC + "Fallback", MC + "Choice"
_SIZE = re.compile(r"(?:^|;)\s*(width|height)\s*:\s*(\d{1,5}(?:\.\d{1,4})?)\s*(pt|in|cm|mm|px)?")
_UNITS = {"pt": 12700.0, "in": 914400.0, "cm": 360000.0, "mm": 36000.0, "px": 9525.0, "": 9525.0}
_FORMULA = re.compile(r"Equation|MathType|公式", re.IGNORECASE)
_PAGE = (11906, 16838, 1800, 1440)  # A4 with Word's margins, in twentieths of a point
_TWIP = 635


Related = Callable[[str], etree._Element | None]
"""Gives the part of a relationship id as XML; None when it cannot be read."""


class Object(NamedTuple):
    """A text box; or a thing with its name and words; or one without, and the share of the text area that it takes."""

    box: etree._Element | None = None
    name: str = ""
    words: str = ""
    share: float = 0.0


def text_area(document: etree._Element) -> float:
    """Area of the text on a page, in square EMU, from the first section."""
    width, height, side, top = _PAGE
    section = next(document.iter(W + "sectPr"), None)
    if section is not None:
        size, margin = section.find(W + "pgSz"), section.find(W + "pgMar")
        if size is not None:
            width, height = _twips(size, "w", width), _twips(size, "h", height)
        if margin is not None:
            side = (_twips(margin, "left", side) + _twips(margin, "right", side)) // 2
            top = (_twips(margin, "top", top) + _twips(margin, "bottom", top)) // 2
    return float(max(1000, width - 2 * side) * max(1000, height - 2 * top) * _TWIP * _TWIP)


def _twips(element: etree._Element, name: str, default: int) -> int:
    words = element.get(W + name) or ""
    return int(words) if words.isascii() and words.isdecimal() and len(words) < 7 else default


def alternative(element: etree._Element) -> etree._Element:
    """The branch of mc:AlternateContent to read: the first choice, unless only the fallback has a text box."""
    choice, fallback = element.find(_CHOICE), element.find(_FALLBACK)
    if choice is None:
        return fallback if fallback is not None else element
    if fallback is not None and _has(fallback, _BOX) and not _has(choice, _BOX):
        return fallback
    return choice


def _has(element: etree._Element, *tags: str) -> bool:
    return next(element.iter(*tags), None) is not None


def objects(element: etree._Element, area: float, related: Related) -> Iterator[Object]:
    """Text boxes and other things in w:drawing, w:pict or w:object, in order."""
    if _has(element, _BOX):
        for box in _boxes(element):
            yield Object(box=box)
    for art in element.iter(V + "textpath"):
        if art.get("string", "").strip():
            yield Object(name="艺术字", words=art.get("string", ""))
    name = _name(element)
    if name:
        words = _words(element, related)
        yield Object(name=name, words=words, share=0.0 if words else _share(element, area))


def _words(element: etree._Element, related: Related) -> str:
    """The words of a chart or diagram, which stand in a part of their own."""
    pointer = next(element.iter(C + "chart", DGM + "relIds"), None)
    part = (
        related(pointer.get(R + ("id" if pointer.tag == C + "chart" else "dm")) or "") if pointer is not None else None
    )
    if part is None:
        return ""
    found = ["".join(words.text or "" for words in paragraph.iter(A + "t")) for paragraph in part.iter(A + "p")]
    for labels in part.iter(C + "tx", C + "cat"):
        found += [value.text or "" for value in labels.iter(C + "v")]
    return " | ".join(dict.fromkeys(" ".join(words.split()) for words in found if words.strip()))


def _boxes(element: etree._Element) -> Iterator[etree._Element]:
    for child in element:
        if child.tag == _BOX:
            yield child
        elif child.tag == MC + "AlternateContent":
            yield from _boxes(alternative(child))
        else:
            yield from _boxes(child)


def _name(element: etree._Element) -> str:
    """What the thing is called, "" for what holds no text: lines, shapes, formulas, a picture behind the text."""
    embedded = next(element.iter(O + "OLEObject"), None)
    if embedded is not None:
        return "" if _FORMULA.search(embedded.get("ProgID") or "") else "嵌入的对象"
    if _has(element, C + "chart"):
        return "图表"
    if _has(element, DGM + "relIds"):
        return "图示"
    if _has(element, A + "blip", V + "imagedata"):
        anchor = element.find(WP + "anchor")
        return "" if anchor is not None and anchor.get("behindDoc") in ("1", "true") else "图片"
    return ""


def _share(element: etree._Element, area: float) -> float:
    if _has(element, O + "OLEObject"):
        return 1.0  # an icon may stand for a whole document
    extent = next(element.iter(WP + "extent"), None)
    if extent is not None:
        sides = [extent.get(side) or "" for side in ("cx", "cy")]
        if all(side.isascii() and side.isdecimal() and len(side) < 12 for side in sides):
            return int(sides[0]) * int(sides[1]) / area
    for shape in element.iter(V + "shape", V + "rect"):
        found = {name: float(size) * _UNITS[unit or ""] for name, size, unit in _SIZE.findall(shape.get("style") or "")}
        if len(found) == 2:
            return found["width"] * found["height"] / area
    return 0.0
