"""consistency.enumeration: an announced count (以下六个方面) against the items that are listed.

Three places: behind the announcement with numbers (一是…, （一）… as headings), behind it without (A、B、C after a colon
or in brackets; titles), and before it (从A、B、C三个方面). Counts inside proper names (三项制度) announce nothing by
themselves, and a list with 等 is not complete.
"""

import re
from collections.abc import Iterator
from itertools import islice

from checker.consistency.listing import (
    names_after,
    names_before,
    names_up_to,
    proper_names_before,
    tally,
    titles_before,
)
from checker.consistency.ordinals import marks, number
from checker.consistency.paragraphs import MOST, finding
from checker.consistency.series import Series, assemble
from checker.model import Document, Finding
from checker.regex import Regex

_CHECK = "enumeration"
_COUNT = (
    r"(?<![\d.一二三四五六七八九十百第前其这那每近约超几多上述])(?<![\d一二三四五六七八九十][\-—至到])(?<!方面)(?<!大类)"
    r"(?P<n>[一二两三四五六七八九十]{1,3}|[1-9]\d?)"
)
_NOUN = (
    "方面|工作|任务|措施|举措|问题|不足|短板|重点|环节|抓手|行动|工程|做法|特点|亮点|要求|原则|关系|机制|目标|内容|事项|"
    "方法|途径|层面|维度|阶段|步骤|类型|情形|困难|成效|变化|突破|文章|关口|实事|大事|事情|事|能力|体系|文件|制度|建议|意见"
)
_ANNOUNCED = Regex(
    rf"(?P<cue>(?:以下|下列|如下|下面)的?)?{_COUNT}(?P<of>个|项|大|条|点|类|种|件|道|家|名|支|张|方面)(?P<rest>[^，。；：！？、（）《》\n]{{0,14}})"
)
_NEAR = Regex(r"[^\d，。；：！？\n]{0,6}([：。，；\n]{1,3})")
_FAR = Regex(r"[^。！？；：\n]{0,60}[：。\n]{1,2}")
_TOLD = Regex(r"(?:将|拟|要|重点(?:做好|抓好?|推进)|主要(?:抓了?|做了?|有|存在|体现在?|表现在?))[^，。；：、\n]{0,8}$")
_SET = Regex(r"(?:抓好|抓实|抓住|做好|突出|实施|采取|推出|推行)了?$")
_BODY = Regex(r"(?:镇|乡|街道|村|社区|单位|部门|企业|县|区|市|局|所|站|中心|人|学校)$")
_PAPERS = Regex("文件|制度|办法|方案|规定|意见|细则|法规|条例")
_ASPECT = Regex("(?:个|大|道|项)?(?:法定程序|必经程序|程序|方面|环节|阶段|步骤|维度|角度|关口|要素|部分|原则)")
_BODIES = Regex(
    r"(?:个|家)?(?:行政村|村|社区|乡镇|镇|乡|街道|县|区|律师事务所|单位|部门|园区|试点)(?![一-鿿]{0,4}(?:和|及|以及|等))"
)
_SECOND = Regex(r"(?:[一二三四五六七八九十]{1,3}|\d+)[个项条类]")
_THAT_IS = Regex("，(?:也就是|就是|即|分别为|分别是)|：")
MAX_COUNT = 15
"""Highest count that is taken for that of a numbered list; 36项任务 are not counted out."""

_QUOTES = "“”‘’\"'「」『』"
_PLUS = Regex(
    r"(?P<n>\d{1,2}(?:\+(?:\d{1,2}|[NXn])){1,4})[^，。；：（）\n]{0,10}(?:（(?:即)?|[：，]即)(?P<parts>(?:[^（）。；\n]|（[^（）\n]{0,60}）){4,120})"
)
_PART = Regex(r"^(?P<n>\d{1,2}|[一二两三四五六七八九十]{1,3}|[NXn]|若干|多)(?:个|项|套|张|支|类|大|级|条|名|家|处|种)")

_NESTED = Regex("（[^（）\n]*）")
_BETWEEN = Regex("[、，]|(?:以及|和|及|与)(?=[\\d一二两三四五六七八九十NXn若多])")


def check(document: Document) -> tuple[Finding, ...]:
    """Every announced count that the list does not have, in order."""
    chars = document.text.chars
    found: list[Finding] = []
    series: dict[int, Series] | None = None
    for match in _ANNOUNCED.finditer(chars):
        count = _value(match["n"])
        if count < 2:
            continue
        if series is None:
            series = {one.marks[0].start: one for one in assemble(marks(document))[0]}
        entry = _numbered(document, match, count, series)
        if entry is None:
            entry = _listed(document, match, count, match.end() + 1 in series)
        if entry is not None:
            found.append(entry)
        if len(found) == MOST:
            break
    if "+" in chars:
        found += islice(_plus(document), MOST)
    return tuple(found)


def _value(words: str) -> int:
    return int(words) if words.isdigit() else 2 if words == "两" else number(words)


def _named(document: Document, match: re.Match[str]) -> bool:
    """The count stands inside quotation marks: a proper name."""
    at = document.text.offset(match.start("n"))
    return at > 0 and document.source.text[at - 1] in _QUOTES


def _message(match: re.Match[str], items: int, where: str) -> str:
    words = match["n"] + match["of"] + match["rest"]
    return f"写“{words}”，{where}列了 {items} 项，请核对数目，或核对是否漏列、多列。"


def _numbered(document: Document, match: re.Match[str], count: int, series: dict[int, Series]) -> Finding | None:
    """The announcement is followed by a numbered list."""
    if count > MAX_COUNT or _named(document, match) or _SECOND.search(match["rest"]):
        return None
    one, strong = _follows(document.text.chars, match, series)
    if one is None or len(one.marks) < 2 or one.marks[0].value != 1:
        return None
    items = len(one.marks)
    if count in (items, one.last.value) or not _complete(document.text.chars, one, count):
        return None
    level = "error" if strong else "hint"
    return finding(document, _CHECK, level, match.start(), match.end(), _message(match, items, "后面"))


def _follows(chars: str, match: re.Match[str], series: dict[int, Series]) -> tuple[Series | None, bool]:
    """The list that the announcement is certainly (True) or probably (False) followed by."""
    end = match.end()
    aspects = match["of"] == "方面" or "方面" in match["rest"]
    noun = re.search(f"(?:{_NOUN})$", match["rest"]) is not None and not match["n"].isdigit()
    promised = _TOLD.search(chars, max(0, match.start() - 14), match.start()) is not None
    told = match["cue"] is not None or (
        (promised or _SET.search(chars, match.start() - 4, match.start())) and (aspects or noun)
    )
    near = _NEAR.match(chars, end)
    one = series.get(near.end()) if near else None
    if near is not None and one is not None:
        if told or aspects or (noun and "：" in near[1]):
            return one, True
        return (one, False) if noun and ("，" in near[1] or "\n" in near[1]) else (None, False)
    far = _FAR.match(chars, end) if told else None
    return (series.get(far.end()), True) if far else (None, False)


def _complete(chars: str, series: Series, count: int) -> bool:
    """The list shows all that there is: fewer items than announced may go on as 此外 or in another style."""
    if len(series.marks) > count:
        return True
    last = series.last
    stop = chars.find("\n", last.end)
    tail = chars[last.end : stop if stop >= 0 else len(chars)]
    return re.search("此外|另外|同时，|还有|最后|其他|等等", tail) is None


def _listed(document: Document, match: re.Match[str], count: int, numbered: bool) -> Finding | None:
    """The announcement is followed or preceded by names."""
    chars = document.text.chars
    end = match.end()
    opener = chars[end : end + 1]
    if opener and opener in "：（" and not numbered and not (opener == "（" and _BODY.search(match["rest"])):
        found = tally(chars, end + 1, bracket=opener == "（")
        if found is not None:
            wrong = not found.low <= count <= found.high
            level = "error" if found.sure or found.low > count else "hint"
            return _of_tally(document, match.start(), found.end, match, found.low, "后面", level) if wrong else None
    that_is = _THAT_IS.match(chars, end)
    if that_is is not None:
        found = names_after(chars, that_is.end())
        wrong = found is not None and not found.low <= count <= found.high
        if found is not None and wrong and found.low > 2 and abs(found.low - count) <= 2:
            level = "error" if found.sure and "：" not in that_is.group() else "hint"
            return _of_tally(document, match.start(), found.end, match, found.low, "后面", level)
    if chars[match.start() - 1 : match.start()] == "》" and _PAPERS.search(match["of"] + match["rest"][:8]):
        titles = titles_before(chars, match.start())
        wrong = titles > 1 and titles != count
        return _of_tally(document, match.start(), end, match, titles, "前面") if wrong else None
    if chars[match.start() - 1 : match.start()] == "等":
        named = names_up_to(chars, match.start() - 1)
        if named is None or named.low <= count:
            return None  # 等 may leave out some
        level = "error" if named.sure else "hint"
        return _of_tally(document, named.start, end, match, named.low, "前面", level)
    counted = match["of"] + match["rest"]
    if _BODIES.match(counted):
        bodies = proper_names_before(chars, match.start())
        wrong = bodies is not None and not bodies.low <= count <= bodies.high
        return _of_tally(document, bodies.start, end, match, bodies.low, "前面") if bodies and wrong else None
    if not _ASPECT.match(counted):
        return None
    before = names_before(chars, match.start())
    if before is None:
        return None
    found, closed = before
    if found.high < count or (closed and found.low > count):
        return _of_tally(document, found.start, end, match, found.low, "前面")
    return None


def _of_tally(
    document: Document, start: int, end: int, match: re.Match[str], items: int, where: str, level: str = "error"
) -> Finding:
    return finding(document, _CHECK, level, start, end, _message(match, items, where))


def _plus(document: Document) -> Iterator[Finding]:
    """1+3+N against 一个…、三个…、N个… behind it."""
    chars = document.text.chars
    for match in _PLUS.finditer(chars):
        parts = [_PART.match(part) for part in _BETWEEN.split(_NESTED.sub("", match["parts"]))]
        named = [part["n"] for part in parts if part is not None]
        if len(named) != len(parts) or len(parts) < 2:
            continue
        told = match["n"].split("+")
        values = [str(_value(name)) if _value_known(name) else "N" for name in named]
        if [value if value.isdigit() else "N" for value in told] != values:
            message = f"写“{match['n']}”，后面列的是“{'+'.join(values)}”，请核对。"
            yield finding(document, _CHECK, "error", match.start(), match.end(), message)


def _value_known(words: str) -> bool:
    return words.isdigit() or words[0] in "一二两三四五六七八九十"
