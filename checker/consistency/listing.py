"""How many names a list has that stands behind or before an announced count; None where that cannot be said for sure."""

import re
from typing import NamedTuple

from checker.regex import Regex

_BRACKETS = Regex(r"（[^（）\n]{0,60}）")
_OPEN_LIST = Regex(
    r"等|例如|比如|譬如|如：|其中|包括|含|简称|其他|以及其|有关|各|分别|下同|[一二两三四五六七八九十\d]+余?[件起项个人名次份类条家户期场]|\d"
)
"""What makes a list open, or one of amounts and not of names."""

_AND = Regex(r"以及|和(?![谐解平睦])|(?<![参给授])与(?!会)|(?<![普涉波以])及(?!时)|或|(?<!合)并(?![联轨])")
_GLOSS = Regex(r"(?:乡?镇|乡|街道?|村|社区?|居|园区?|单位|部门|企业|场|站|所|中心|学校|县|市|区|办事处|个人|组织)")
_BEFORE = Regex(r"(?:从|围绕|聚焦|紧扣|突出|把好|把住|抓住|履行|走完|走全)(?=[^从、]{2,6}$)")
MAX_NAME = 24
"""Longest name in a list, in characters; anything longer is prose."""


class Tally(NamedTuple):
    """Fewest and most names that the list can be read to have, and its range; `sure` where they are names, not prose."""

    low: int
    high: int
    start: int
    end: int
    sure: bool = True


def tally(chars: str, start: int, bracket: bool) -> Tally | None:
    """Names of the list that begins at `start`, behind a colon or an opening bracket."""
    stop = chars.find("）" if bracket else "。", start, start + 400)
    line = chars.find("\n", start)
    if stop < 0 or 0 <= line < stop:
        if bracket or line < 0 or line - start > 400:
            return None
        stop = line
    whole = chars[start:stop]
    words = _BRACKETS.sub(lambda match: "■" * len(match.group()), whole)
    if "（" in words or "：" in words or "《" in words:
        return None
    if "；" in words:
        count = _clauses(words, chars, stop)
        return Tally(count, count, start, stop, sure=False) if count else None
    if "，" in words:
        count = _parallel(words)
        return Tally(count, count, start, stop) if count else None
    names = _names(words, bracket)
    return Tally(names, names + len(_AND.findall(words)), start, stop) if names else None


def _clauses(words: str, chars: str, stop: int) -> int:
    """A；B；C up to the end of the paragraph."""
    parts = words.rstrip("；").split("；")
    ends_there = chars[stop : stop + 2] in ("。\n", "。", "\n") or chars[stop : stop + 1] == "\n"
    if not ends_there or any(len(part) < 4 for part in parts) or re.search("等$|此外|另外|其中|分别", words):
        return 0
    heads = {part[:1] for part in parts}
    if re.search(r"\d", words) and len(heads) > 1:
        return 0
    return len(parts)


def _parallel(words: str) -> int:
    """坚持A，坚持B，坚持C: clauses that begin with the same word."""
    parts = words.split("，")
    if len(parts) < 3 or len({part[:2] for part in parts}) > 1 or "等" in words or "、" in words:
        return 0
    return len(parts)


def _names(words: str, bracket: bool) -> int:
    """A、B、C."""
    if "、" not in words or _OPEN_LIST.search(words):
        return 0
    parts = words.removeprefix("即").rstrip("；，").split("、")
    if any(not 1 < len(part) <= MAX_NAME for part in parts):
        return 0
    if bracket and all(_GLOSS.fullmatch(part) for part in parts):
        return 0
    return len(parts)


def names_before(chars: str, end: int) -> tuple[Tally, bool] | None:
    """Names of the list that ends at `end`, and whether a word before it shows where it begins (从A、B、C三个方面)."""
    start = max((chars.rfind(mark, max(0, end - 120), end) for mark in "，。；：！？\n"), default=-1) + 1
    words = _BRACKETS.sub("", chars[start:end])
    if "、" not in words:
        return None
    parts = words.split("、")
    if re.search("[从由自]", parts[0]) and re.search("[到至]", parts[-1]):
        return None  # 从立案、调查到归档14个环节: from one end to the other
    opener = _BEFORE.search(parts[0])
    if opener is not None:
        parts[0] = parts[0][opener.end() :]
    words = "、".join(parts)
    if _OPEN_LIST.search(words) or re.search("[（）《]", words):
        return None
    shortest = min(len(part) for part in parts)
    double = sum(len(part) == 4 for part in parts) if shortest == 2 else 0  # 事前、事中事后
    high = len(parts) + len(_AND.findall(words)) + double
    closed = opener is not None and all(1 < len(part) <= 6 and "的" not in part for part in parts)
    return Tally(len(parts), high, start, end), closed


_ACTS = Regex(r"开展|进行|组织|实施|推进|加强|涉及|对|在|向|将|把|为|由|会同|联合|等|的")
"""In a name of a list these show that it is prose: 会同公安、城管开展校园周边、娱乐场所等两项整治."""


def names_after(chars: str, start: int) -> Tally | None:
    """Names between `start` and the next mark (三个强化，即强化A、强化B、强化C，推动……); `sure` where they are alike."""
    match = _UP_TO_MARK.match(chars, start)
    words = match.group() if match else ""
    parts = words.split("、")
    end = start + len(words)
    names = _names(words, bracket=False)
    if not names or "（" in words or chars.startswith((parts[0][:2], "以及", "并", "和"), end + 1):
        return None
    lengths = [len(part) for part in parts]
    alike = len({part[:2] for part in parts}) == 1 or len({part[-2:] for part in parts}) == 1
    alike = alike or (max(lengths) - min(lengths) <= 1 and max(lengths) <= 8)
    return Tally(names, names + len(_AND.findall(words)), start, end, sure=alike)


def proper_names_before(chars: str, end: int) -> Tally | None:
    """Short names of bodies right before their count (下湾、炉前、大坪5个村); None where it may be anything else."""
    start = max((chars.rfind(mark, max(0, end - 120), end) for mark in "，。；：！？\n"), default=-1) + 1
    words = chars[start:end]
    parts = words.split("、")
    if len(parts) < 3 or _OPEN_LIST.search(words) or re.search("[（）《》“”]|其余|另外|所属|下属|全部", words):
        return None
    lengths = {len(part) for part in parts[1:]}
    if max(lengths) > 4 or max(lengths) - min(lengths) > 1 or re.search("[一-鿿][和与及][一-鿿]", words):
        return None
    return Tally(len(parts), len(parts), start, end)


_UP_TO_MARK = Regex(r"[^，。；：！？\n]+")


def names_up_to(chars: str, end: int) -> Tally | None:
    """Names of the list that 等 at `end` closes (A、B、C等三类问题); `sure` where they are alike."""
    start = max((chars.rfind(mark, max(0, end - 120), end) for mark in "，。；：！？\n"), default=-1) + 1
    words = _BRACKETS.sub("", chars[start:end])
    parts = words.split("、")
    if len(parts) < 2 or re.search(r"[（）《》\d]", words) or any(_ACTS.search(part) for part in parts[1:]):
        return None
    lengths = [len(part) for part in parts[1:]]
    alike = max(lengths) - min(lengths) <= 2 and max(lengths) <= 10
    return Tally(len(parts), len(parts) + len(_AND.findall(words)), start, end, sure=alike)


def titles_before(chars: str, end: int) -> int:
    """How many titles 《》 stand in a row right before `end`; 0 where the row is open or joined to something else."""
    count, at = 0, end
    while chars[at - 1 : at] == "》":
        start = chars.rfind("《", max(0, at - 120), at)
        if start < 0:
            return 0
        count += 1
        at = start
        while chars[at - 1 : at] in ("、", "和", "及", "与"):
            at -= 1
    return count
