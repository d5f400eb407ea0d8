"""《》 titles and numbers with their units, found once for all rules."""

import re

from checker.model import Figure, Polarity, Title
from checker.regex import Regex

_TITLE = Regex(r"《[^《》\n]{1,150}》")
_STUDY_BEFORE = Regex(
    r"(?:学习|宣传|传达|宣讲|解读|普及|研读|学深|培训|讲授|学法|讲解|通读|领学|一课|堂课|授课)[^，。；《》]{0,14}$"
)
_CITE_BEFORE = Regex(r"(?:根据|按照|依据|依照|遵照|对照|参照|围绕|结合|落实.{0,4}学习|依(?!法))[^，。；《》]{0,8}$")
_STUDY_AFTER = Regex(r"^[^，。；《》]{0,8}(?:学习|宣传|培训|宣讲|解读|讲座|知识|专题讲|考试|释义|读本|辅导|手册)")
_LIST_GAP = frozenset("、和及与，以")

FIGURE = Regex(
    r"(?:(?<!\d)\d(?:[\d,.]{0,23}\d)?(?:余|多)?(?:[万亿千百]{1,2}余?多?)?|[一二两三四五六七八九十百千万数多几]{1,5}(?:余|多)?)"
    r"(?:个?百分点|[%‰]|个工作日|工作日|学时|课时|人次|场次|例次|批次|户次|台次|件次|篇次|宗次|万元|亿元|元|件|份|起|宗|例|次|场|期|批|个|名|人|项|条|家|户|部|篇|台|套"
    r"|处|类|支|所|幅|本|册|亩|公里|轮|届|堂|节|讲|课|小时|天内|天|日内|分钟|张|卷|号|位|组|辆|万|亿|案|米|块|面|桩|回|封|遍|样|分(?![别析类级管工享支步批发解配局县公之钟])|拨|枚|趟|道(?![路德理])|日(?![常益前报记])|成(?![立为功果员就效长本熟])|余|多)"
    r"|(?<!\d)\d{1,12}(?:\.\d{1,6})?%|百分之[一二三四五六七八九十百]{1,5}"
)
_IDIOMS = {
    "一次": Regex(r"[跑仅只]一次|.?一次性", re.DOTALL),
    "一件": Regex(r".?一件事", re.DOTALL),
    "一张": Regex(r".?一张[网图]", re.DOTALL),
    "一支": Regex(r".?一支队伍", re.DOTALL),
}
"""Numbers that count nothing: 最多跑一次, 一件事一次办, 一张网, 一支队伍管执法."""


def find_titles(chars: str) -> tuple[Title, ...]:
    """《…》 in order, each with whether the text acts on it, studies it, or cites it."""
    found: list[Title] = []
    for match in _TITLE.finditer(chars):
        start, end = match.span()
        before = chars[max(0, start - 20) : start]
        if _STUDY_BEFORE.search(before) or _STUDY_AFTER.match(chars[end : end + 14]):
            polarity = Polarity.STUDIED
        elif _CITE_BEFORE.search(before):
            polarity = Polarity.DEMANDED
        elif found and start - found[-1].end <= 2 and set(chars[found[-1].end : start]) <= _LIST_GAP:
            polarity = found[-1].polarity  # goes on in a list
        else:
            polarity = Polarity.DONE
        found.append(Title(start, end, polarity))
    return tuple(found)


UNITS = {"万元": "元", "亿元": "元", "个百分点": "百分点"}
"""Units that are written in several ways, and how they are kept; the phrase language knows the same (`#万元`)."""


def find_figures(chars: str) -> tuple[Figure, ...]:
    """Numbers with a unit, in order."""
    found = []
    for match in FIGURE.finditer(chars):
        words = match.group()
        if words == "多元" or (words[-1] in "个项类条" and not words[0].isdigit() and len(words) == 2):
            continue  # 多元化解; 两个, 几个 count nothing that matters
        if words.endswith("届") and not words[0].isdigit():
            continue  # 十九届四中全会 is a name
        if words[0] == "一" and chars[match.start() - 1 : match.start()] == "每":
            continue
        if words in _IDIOMS and _IDIOMS[words].match(chars, max(0, match.start() - 1)):
            continue
        unit = words.lstrip("0123456789,.一二两三四五六七八九十百千万亿数多几余") or words[-1]
        unit = "%" if words.startswith("百分之") else UNITS.get(unit, unit)
        found.append(Figure(match.start(), match.end(), unit))
    return tuple(found)
