"""Numbering marks (一、 （一） 1. （1） ① 一是 第一， 1.1) in the order of the text, and the series that they form.

A series is what one list of numbers makes: its marks in order, and the faults met where a number does not follow.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from checker.consistency.paragraphs import Paragraph, paragraphs, wrapped
from checker.model import Document
from checker.regex import Regex

DIGITS = "零一二三四五六七八九"
_CN = "[一二三四五六七八九十]{1,3}"
_MARK = Regex(
    rf"(?P<cn>{_CN})(?:(?P<shi>是(?!否))|(?P<dun>、)(?![一二三四五六七八九十]{{1,3}}[、级类审产次线季])|(?P<dot>\.)(?!\d))"
    rf"|（(?:(?P<pcn>{_CN})|(?P<pnum>\d{{1,2}}))）、?"
    r"|(?P<num>\d{1,2})(?:、(?!\d)|\.(?!\d)|[、.](?=20\d\d年))"
    r"|(?P<stem>\d{1,2})\.(?P<sub>\d{1,2})[、. ]?(?=[一-鿿])(?![万亿千百倍元个公吨米亩%年月日版分点小度成])"
    r"|(?P<round>[①-⑳])"
    rf"|第(?P<nth>{_CN})(?:[，、：](?!第)|(?:(?P<part>部分|章)|(?P<section>节))|是)"
)
_DECIMAL = Regex(r"\d{1,2}(?:\.\d{1,2}){1,3}[、. ]?[一-鿿]")
_ENDS = "。！？；：…）"
_STOPS = "。；：！？\n"
_COMMAS = "，、"
_FREE = frozenset({"是", "（1）", "①", "第一"})
"""Styles whose marks may also follow a comma."""


class Mark(NamedTuple):
    """A number at the head of a heading, an item or a clause; `stem` is the 1 of 1.2."""

    start: int
    end: int
    style: str
    value: int
    first: bool  # stands at the head of its paragraph
    paragraph: int
    stem: int


def number(words: str) -> int:
    """Value of 一 to 九十九; 0 where the words are no such numeral."""
    if "十" not in words:
        return max(DIGITS.find(words), 0) if len(words) == 1 else 0
    tens, _, ones = words.partition("十")
    if len(tens) > 1 or len(ones) > 1 or "十" in ones:
        return 0
    return 10 * (DIGITS.find(tens) if tens else 1) + (DIGITS.find(ones) if ones else 0)


def numeral(value: int) -> str:
    """The Chinese numeral of 1 to 99."""
    tens, ones = divmod(value, 10)
    return ("" if tens == 0 else "十" if tens == 1 else f"{DIGITS[tens]}十") + (DIGITS[ones] if ones else "")


def shown(style: str, value: int, stem: int = 0) -> str:
    """How a number is written in a style: （三）."""
    chinese = numeral(value)
    return {
        "一、": f"{chinese}、", "（一）": f"（{chinese}）", "1.": f"{value}.", "（1）": f"（{value}）", "是": f"{chinese}是",
        "①": chr(0x2460 + value - 1) if value <= 20 else str(value), "1.1": f"{stem}.{value}", "第一": f"第{chinese}",
        "第一部分": f"第{chinese}部分", "第一节": f"第{chinese}节",
    }[style]  # fmt: skip


def numbered(words: str) -> bool:
    """The words begin with a numbering mark."""
    return _MARK.match(words) is not None or _DECIMAL.match(words) is not None


def marks(document: Document) -> list[Mark]:
    """All numbering marks in order; rows of tables number their rows themselves and are left out."""
    chars = document.text.chars
    found: list[Mark] = []
    broken = wrapped(document)
    last = "。"
    for index, paragraph in enumerate(paragraphs(document)):
        if not paragraph.row:
            by_chance = broken and last not in _ENDS  # the line was broken before 二、 in 周二、周五
            found += _marks_in(document, index, paragraph, broken, by_chance)
            last = chars[paragraph.end - 1] if paragraph.body else "。"
    decimals = [mark for mark in found if mark.style == "1.1"]
    if len(decimals) < 2:
        found = [mark for mark in found if mark.style != "1.1"]
    return found


def _marks_in(document: Document, index: int, paragraph: Paragraph, broken: bool, by_chance: bool) -> Iterator[Mark]:
    chars = document.text.chars
    for match in _MARK.finditer(chars, paragraph.start, paragraph.end):
        start = match.start()
        style, value = _style(match)
        first = start == paragraph.start or (not broken and _begins_line(document, start))
        before = chars[start - 1] if start else "\n"
        empty = match.end() == paragraph.end  # a page number, or what is left of a blank row
        if (
            (first and by_chance)
            or empty
            or value == 0
            or not (first or before in _STOPS or (before in _COMMAS and style in _FREE))
        ):
            continue
        if style in ("1.1", "第一部分", "第一节") and not first:
            continue
        yield Mark(start, match.end(), style, value, first, index, int(match["stem"] or 0))


def _begins_line(document: Document, start: int) -> bool:
    """The mark begins a line that was joined to the one before, which was cut off before its full stop."""
    at = document.text.offset(start)
    return document.source.text[max(0, at - 8) : at].rstrip(" \t\u3000").endswith("\n")


def _style(match: re.Match[str]) -> tuple[str, int]:
    """Style and value of a mark."""
    if match["cn"]:
        return ("是" if match["shi"] else "一、"), number(match["cn"])
    if match["pcn"]:
        return "（一）", number(match["pcn"])
    if match["pnum"]:
        return "（1）", int(match["pnum"])
    if match["num"]:
        return "1.", int(match["num"])
    if match["sub"]:
        return "1.1", int(match["sub"])
    if match["round"]:
        return "①", ord(match["round"]) - 0x245F
    style = "第一部分" if match["part"] else "第一节" if match["section"] else "第一"
    return style, number(match["nth"])
