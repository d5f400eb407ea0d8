"""Figures with their value, unit and the words they belong to, statement by statement: what all number checks read.

A statement goes up to 。！？ or the end of a paragraph, so 受理40件；办结38件 is one.
"""

import re
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from checker.consistency.numerals import ARABIC, CHINESE, Number, parse
from checker.regex import Regex

_UNITS = (
    r"个?百分点|%|‰|倍|个?工作日|个?小时|个?月(?![份底初末中\d])|人次|件次|场次|户次|家次|台次|车次|例次|批次|篇次|宗次|起次|人日|人(?!民|大|社|均|员|才|力|事|财|物)|"
    r"平方米|平方公里|公里|公斤|万?吨|学时|课时|分钟|元|[件份起宗例次场期批个名项条家户部篇台套处类支所幅本册亩轮届堂节讲课天张卷组辆案米块面桩封位笔间座艘只对吨枚道岁级分日年]"
)
_QUANTITY = Regex(
    rf"(?P<number>百分之(?:{CHINESE}(?:点[零〇一二三四五六七八九]{{1,6}})?|{ARABIC})|[一二两三四五六七八九\d](?:\.\d)?成[一二三四五六七八九半]?(?![立为功果员就效长本熟])"
    rf"|{CHINESE}分之{CHINESE}|{ARABIC}|{CHINESE})(?P<vague>[余多几来])?(?P<unit>{_UNITS})?"
)
_ROUGH_BEFORE = ("约", "近", "超", "超过", "逾", "突破", "接近", "至少", "最多", "少于", "不低于", "不到", "不足", "高于", "低于", "多于", "—", "-", "~", "～", "每", "均", "各", "几", "数", "第")  # fmt: skip
_RANGE = Regex(r"\d[%万]?[至到]$")
_ROUGH_AFTER = Regex(r"(?:多|余|以上|左右|上下|以内|以下|之多|开外|有余|不到|出头|次?均)")
_SAME = {
    **dict.fromkeys("宗起例案桩", "件"), **dict.fromkeys("名位", "人"), "个百分点": "百分点", "个工作日": "工作日", "个小时": "小时",
}  # fmt: skip
"""Classifiers that count the same things."""

_MARKS = frozenset("，；、：（）")
_AFTER = Regex(r"[^，；：、（）\d]*")
_STATEMENT = Regex(r"[^。！？\n]+")

HELD_AGAINST = Regex(r"(?:较|比|同|与)(?:20\d\d年|上年|去年|上一年度?)的?$")
"""较2022年的2604件: what the figure is held against."""


class Quantity(NamedTuple):
    """A figure. `exact`: neither about nor a range; `sure`: no lone 一 or 两, which is often part of a word (一起)."""

    start: int
    end: int
    value: Fraction
    step: Fraction  # the unit of its last printed digit
    unit: str  # one name for all classifiers that count the same
    exact: bool
    sure: bool
    label: str  # the words before it, back to a mark or the figure before
    depth: int  # parentheses around it


class Statement(NamedTuple):
    """A stretch up to 。 with its figures; `words` are the text of `[start, end)`."""

    start: int
    end: int
    paragraph: int
    words: str
    quantities: tuple[Quantity, ...]

    def between(self, start: int, end: int) -> str:
        """The words of this range of the text."""
        return self.words[max(0, start - self.start) : max(0, end - self.start)]

    def around(self, quantity: Quantity) -> str:
        """The words before and after this figure that it belongs to."""
        return quantity.label + self.after(quantity)

    def after(self, quantity: Quantity) -> str:
        """The words after this figure, up to a mark or the next figure."""
        match = _AFTER.match(self.words, quantity.end - self.start)
        return match.group() if match else ""


@lru_cache(maxsize=1)
def statements(chars: str) -> tuple[Statement, ...]:
    """All statements that hold a figure, in order; kept for the next check of the same report."""
    found = []
    paragraph = position = 0
    for match in _STATEMENT.finditer(chars):
        start, end = match.span()
        paragraph += chars.count("\n", position, start)
        position = start
        words = match.group()
        quantities = _quantities(words, start)
        if quantities:
            found.append(Statement(start, end, paragraph, words, quantities))
    return tuple(found)


def _quantities(words: str, offset: int) -> tuple[Quantity, ...]:
    found: list[Quantity] = []
    nested = "（" in words
    label_from = 0
    for match in _QUANTITY.finditer(words):
        unit = match["unit"] or ""
        if not (unit or "分之" in match["number"] or "成" in match["number"]) or _is_date(words, match, unit):
            continue
        number = parse(match["number"])
        if number is None:
            continue
        start, end = match.span()
        if number.percent:
            unit, end = "%", match.end("number")
        elif unit == "万吨":
            unit, number = "吨", Number(number.value * 10**4, number.step * 10**4, False)
        rough = (
            match["vague"] is not None
            or words.endswith(_ROUGH_BEFORE, label_from, start)
            or words[start - 1 : start] in ("至", "到")
            and _RANGE.search(words, max(0, start - 3), start) is not None
            or _ROUGH_AFTER.match(words, end) is not None
            or "成" in match["number"]
            or match["number"][:1] == "一"
            and "分之" in match["number"]
        )
        depth = words.count("（", 0, start) - words.count("）", 0, start) if nested else 0
        cut = start
        while cut > label_from and words[cut - 1] not in _MARKS:
            cut -= 1
        found.append(
            Quantity(
                offset + start,
                offset + end,
                number.value,
                number.step,
                _SAME.get(unit, unit),
                not rough,
                match["number"] not in ("一", "两"),
                words[cut:start],
                depth,
            )
        )
        label_from = end
    return tuple(found)


def _is_date(words: str, match: re.Match[str], unit: str) -> bool:
    """2022年, 3月5日 and the like, and the numbers of documents."""
    if unit == "年":
        return len(match["number"]) == 4 or words[match.end() : match.end() + 1] in "度来内间"
    return unit == "日" and words[: match.start()].endswith("月")
