"""One thing told twice in other words: part of consistency.figure."""

from bisect import bisect_right
from collections.abc import Iterator
from fractions import Fraction

from checker.consistency.arithmetic import finding
from checker.consistency.quantities import Quantity, Statement, statements
from checker.model import Document, Finding, Role
from checker.regex import Regex

SCOPE = Regex(
    r"(?:虽然?|尽管|截[至止][^，]{0,8}|20\d\d年(?:度|以来|以后)?|今年以来|今年|全年|年内|本年度?|一年来|目前|共计?|累计|总共|合计|已|先后|分别|我们?[省市县区镇乡局街办]|全[省市县区镇乡局街系])+"
)
TOTAL = Regex(r"全年|20\d\d年|今年|年内|本年|一年来|累计|共|全[省市县区镇乡局街系]")
NO_TOTAL = Regex(
    r"底前|(?<!今年)以来|以前|之前|历年|上年|去年|前年|上半年|下半年|季度|\d月|[一二三四五六七八九十]月|其中|新增?|又|再|另|每|各|最|第|其他|其余|由|从|比|较|等"
)
LEAST = 6
"""Shortest words, without those of scope, by which two figures are of one thing."""

_NAMED = Regex(
    r"(?:.*(?:全年|共|累计|[省市县区镇乡局]|中心|组织|举办|开展|制定|制发|印发|出台|召开|建成|设立|设有|聘请|配备|承办|办理|受理)|^)"
    r"(?P<thing>(?:(?!组织|举办|开展|制定|制发|印发|出台|召开|建成|设立|办理|受理)[一-鿿]){4,12})$"
)
_DEFINITE = Regex(
    r"(?:全年|全部|所有|上述|以上|对[一-鿿]{0,4}|(?:制定|制发|印发|出台|举办|组织|开展|办理|受理|聘请|审查|评查|排查|查处|调解)的"
    r"|(?:全年|今年|年内|本年)[^，]{0,3}(?:举办|组织|开展|召开|印发|聘请)了?)$"
)
_MADE = Regex(r"(?:制定|制发|印发|出台)的$")
"""Of papers issued there are also those of other years."""

_RESULT = Regex(r"(?P<what>不合格|败诉|撤销|维持|未办结|未结|超期|未通过|不予采纳|优秀)(?:的|案件|案卷)?$")
_WHOLE = 20
"""Smallest whole by which two results are told of the same: 200卷, not 3件."""

_MANY = 100
"""Fewest people or things by which two courses or meetings are known to be one."""


def retold(document: Document) -> Iterator[Finding]:
    """Every pair of figures that differ and seem to be of one thing."""
    yield from _turned(document)
    yield from _transposed(document)
    yield from _results(document)
    yield from _beside(document)


def of_this_year(document: Document, quantity: Quantity) -> bool:
    """It is told of the year's work, also where the problems open with it (虽然全年举办培训5期，但……)."""
    index = bisect_right(document.sentences, quantity.start, key=lambda sentence: sentence.start) - 1
    sentence = document.sentences[max(index, 0)]
    if sentence.role is Role.PROBLEMS:
        return TOTAL.search(document.text.chars, sentence.start, quantity.start) is not None
    return sentence.role in (Role.PREAMBLE, Role.ACHIEVEMENTS, Role.DUTY, Role.HIGHLIGHTS)


def _turned(document: Document) -> Iterator[Finding]:
    """组织法治专题培训6期 and 全年8期法治专题培训均……: the thing before its figure, and behind another one."""
    told: dict[tuple[str, str], list[Quantity]] = {}
    behind: list[tuple[str, Quantity]] = []
    for statement in statements(document.text.chars):
        for quantity in statement.quantities:
            if not (quantity.exact and quantity.sure) or quantity.depth or quantity.unit in ("%", "分", "元", "年"):
                continue
            before = _NAMED.search(quantity.label)
            if (
                before is not None
                and before["thing"][-1] not in "有和与及"
                and not before["thing"].endswith("中的")
                and not NO_TOTAL.search(quantity.label)
            ):
                told.setdefault((before["thing"], quantity.unit), []).append(quantity)
            yearly = _MADE.search(quantity.label) is None or TOTAL.search(quantity.label) is not None
            if _DEFINITE.search(quantity.label) and yearly and not NO_TOTAL.search(quantity.label):
                behind.append((statement.after(quantity), quantity))
    for (thing, unit), entries in told.items():
        if len(entries) > 1:
            continue  # said of many bodies in turn
        one = entries[0]
        for words, other in behind:
            if not words.startswith(thing) or other.unit != unit or other.value == one.value:
                continue
            if not (of_this_year(document, one) and of_this_year(document, other)):
                continue
            sure = TOTAL.search(one.label) is not None and other.label.startswith("全年")
            pair = sorted((one, other))
            figures = [document.text.chars[entry.start : entry.end] for entry in pair]
            message = f"“{thing}”前文为 {figures[0]}，这里作 {figures[1]}，请核对是否同一事项。"
            start = pair[1].start - len(pair[1].label)
            yield finding(document, "consistency.figure", "error" if sure else "hint", start, pair[1].end, message)


def _transposed(document: Document) -> Iterator[Finding]:
    """排查矛盾纠纷294起 and 全年排查的249起纠纷: the digits of one figure in another order, said of the same things."""
    seen: dict[tuple[str, str], list[tuple[Statement, Quantity]]] = {}
    for statement in statements(document.text.chars):
        for quantity in statement.quantities:
            digits = str(quantity.value)
            if quantity.step != 1 or not quantity.exact or len(digits) < 2 or quantity.unit in ("%", "元", "分", "年"):
                continue
            seen.setdefault(("".join(sorted(digits)), quantity.unit), []).append((statement, quantity))
    for (digits, _), entries in seen.items():
        if len({entry.value for _, entry in entries}) != 2 or len(entries) != 2:
            continue
        (here, one), (there, other) = entries
        least = 2 if len(digits) > 2 else 4
        if here is there or _shared(here.around(one), there.around(other)) < least:
            continue
        figures = [document.text.chars[entry.start : entry.end] for entry in (one, other)]
        message = f"前文为 {figures[0]}，这里作 {figures[1]}，数字相同而次序不同，请核对是否同一事项。"
        start = other.start - len(other.label)
        yield finding(document, "consistency.figure", "hint", start, other.end, message)


def _results(document: Document) -> Iterator[Finding]:
    """抽查案卷200卷，不合格6卷 and 200卷中8卷不合格: another figure for one result of the same whole."""
    told: dict[tuple[Fraction, str, str], tuple[Statement, Quantity]] = {}
    for statement in statements(document.text.chars):
        for part in statement.quantities:
            result = _RESULT.search(part.label) or _RESULT.match(statement.after(part))
            if result is None or not (part.exact and part.sure) or part.unit in ("%", "元", "年"):
                continue
            before = [entry for entry in statement.quantities if entry.unit == part.unit and entry.start < part.start]
            whole = max(before, key=lambda entry: entry.value, default=None)
            if whole is None or not (whole.exact and whole.sure) or whole.value < _WHOLE:
                continue
            key = (whole.value, whole.unit, result.group("what"))
            where, first = told.setdefault(key, (statement, part))
            if where is statement or first.value == part.value or not of_this_year(document, first):
                continue
            figures = [document.text.chars[entry.start : entry.end] for entry in (first, part)]
            message = f"“{key[2]}”前文为 {figures[0]}，这里作 {figures[1]}，总数相同，请核对。"
            yield finding(document, "consistency.figure", "hint", whole.start, part.end, message)


def _beside(document: Document) -> Iterator[Finding]:
    """培训5期836人次 and 培训7期，参训836人次: the same takers, another number of courses."""
    told: dict[tuple[str, Fraction, str], tuple[Statement, Quantity]] = {}
    for statement in statements(document.text.chars):
        for one, other in zip(statement.quantities, statement.quantities[1:], strict=False):
            gap = statement.between(one.end, other.start)
            if other.value < _MANY or other.step != 1 or one.unit == other.unit or len(gap) > 8 or "；" in gap:
                continue
            if not (one.exact and other.exact and one.sure) or {one.unit, other.unit} & {"%", "元", "年", "分"}:
                continue
            where, first = told.setdefault((one.unit, other.value, other.unit), (statement, one))
            words = where.around(first)
            alike = any(words[at : at + LEAST] in statement.around(one) for at in range(len(words) - LEAST + 1))
            if where is statement or first.value == one.value or not alike:
                continue
            figures = [document.text.chars[entry.start : entry.end] for entry in (first, one)]
            message = f"前文为 {figures[0]}，这里作 {figures[1]}，同一{other.unit}数，请核对是否同一事项。"
            yield finding(document, "consistency.figure", "hint", one.start - len(one.label), other.end, message)


def _shared(one: str, other: str) -> int:
    """Characters of the longest stretch of words that both have, without words that go with any figure."""
    one, other = (SCOPE.sub("", _COMMON.sub("", words)) for words in (one, other))
    return max(
        (size for size in range(2, 13) for at in range(len(one) - size + 1) if one[at : at + size] in other), default=0
    )


_COMMON = Regex(
    r"办理|开展|组织|举办|完成|其中|处理|累计|发放|参加|提出|受理|工作|法治|行政|执法|案件|人员|培训|活动|检查|企业"
)
