"""consistency.figure: one thing told with two figures, and parts that are more than their whole."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from checker.consistency.arithmetic import bounds, finding
from checker.consistency.parts import enumerations
from checker.consistency.quantities import Quantity, Statement, statements
from checker.consistency.regex import Regex
from checker.figures import number
from checker.model import Document, Finding, Role

_SCOPE = Regex(
    r"(?:虽然?|尽管|截[至止][^，]{0,8}|20\d\d年(?:度|以来|以后)?|今年以来|今年|全年|年内|本年度?|一年来|目前|共计?|累计|总共|合计|已|先后|分别|我们?[省市县区镇乡局街办]|全[省市县区镇乡局街系])+"
)
_TOTAL = Regex(r"全年|20\d\d年|今年|年内|本年|一年来|累计|共|全[省市县区镇乡局街系]")
_NO_TOTAL = Regex(
    r"底前|以前|之前|历年|上年|去年|前年|上半年|下半年|季度|\d月|[一二三四五六七八九十]月|其中|新增?|又|再|另|每|各|最|第|其他|其余|由|从|比|较|等"
)
_TIME_ONLY = Regex(r"(?:20\d\d年度?|今年以来|一年来|今年|全年|年内|目前|截[至止][^，]{0,10})，$")
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

_TERRITORY = Regex(
    r"(?:(?:下|所|现)?辖(?:区)?(?:有|共)?|[我全][省市县区镇乡]|全街道?)(?P<n>\d{1,4})个(?P<unit>行政村|村民委员会|村(?![民居社（])|社区|乡镇|镇街|街道|镇(?![街乡])|乡(?!镇))(?![和、及与（])"
)
"""How many places belong to the issuer: 辖9个社区, 全街道11个社区."""

_LEAST = 6
"""Shortest words, without those of scope, by which two figures are of one thing."""

_SURE = 8
_STANDARD = Regex(r"会前学法$")
"""What every government counts once a year, whatever else the words around it say."""

_CHAINS = (
    (Regex(r"受理|收到|接收|新收"), Regex(r"(?<!未)(?:办结|审结|结案)")),
    (Regex(r"参加|参考|应考"), Regex(r"(?<!不)(?<!未)(?:合格|通过)")),
    (Regex(r"调解|调处|排查"), Regex(r"调成|调解成功|成功调解|化解成功|成功化解")),
    (Regex(r"开庭"), Regex(r"负责人出庭|出庭应诉")),
    (Regex(r"应(?:当)?(?:出庭|参加|参训|参考|考|到|报|缴|办)"), Regex(r"实际?(?:出庭|参加|参训|参考|考|到|报|缴|办)")),
)
"""What comes first cannot be less than what comes of it, but for what was carried over."""

_RESULT = Regex(r"(?P<what>不合格|败诉|撤销|维持|未办结|未结|超期|未通过|不予采纳|优秀)(?:的|案件|案卷)?$")
_DONE_OF = Regex(r"，[一-鿿]{2,4}")
_WHOLE = 20
"""Smallest whole by which two results are told of the same: 200卷, not 3件."""

_CARRIED = Regex(r"结转|转入|结存|存案|旧存|往年|历年|积案|遗留|上年|去年")


class _Told(NamedTuple):
    """A figure with the words that say what it counts."""

    quantity: Quantity
    words: str
    tail: str
    total: bool  # the words say that it is all of the year or of the place
    first: bool  # nothing but a time stands before it in its statement


def check(document: Document) -> tuple[Finding, ...]:
    """Figures that contradict another."""
    found: list[Finding] = []
    before: Statement | None = None
    for statement in statements(document.text.chars):
        if len(statement.quantities) > 1 or statement.words.startswith("其中"):
            found += _above(document, statement, before)
            found += _chained(document, statement)
        before = statement
    for entries in (_twice(document), _turned(document), _transposed(document), _held(document), _results(document)):
        found += entries
    return tuple(found)


def _above(document: Document, statement: Statement, before: Statement | None) -> Iterator[Finding]:
    """共30件，其中办结35件."""
    for read in enumerations(statement, before):
        whole = read.wholes[-1]
        gap = statement.words[whole.end - statement.start :].partition(read.link)[0]
        own = _DONE_OF.fullmatch(gap) is not None  # 包案9件，化解其中12件: of the last whole alone
        most = whole.value if own else max(entry.value for entry in read.wholes)
        part = next((entry for entry in read.parts if entry.exact and entry.value > most), None)
        if part is None or not all(entry.exact and entry.sure for entry in read.wholes) or read.link in "：，":
            continue
        if len(read.wholes) > 1 and "，" not in statement.between(read.wholes[-2].end, whole.start):
            continue  # 建议12件、提案17件，其中主办11件、会办18件: the parts are those of both
        near = statement.start + statement.words.find(read.link) - whole.end <= 24 and len(part.label) <= 14
        level = "error" if near and part.sure and whole.sure else "hint"
        message = f"分项 {number(part.value)} 大于总数 {number(whole.value)}，请核对两个数字。"
        yield finding(document, "consistency.figure", level, whole.start - len(whole.label), part.end, message)


def _chained(document: Document, statement: Statement) -> Iterator[Finding]:
    """受理30件，办结35件: possible only with cases carried over."""
    for whole, part in zip(statement.quantities, statement.quantities[1:], strict=False):
        if whole.unit != part.unit or part.value <= whole.value or not (whole.exact and part.exact and whole.sure):
            continue
        gap = statement.between(whole.end, part.start)
        said = whole.label + gap.partition("，")[0]
        if "其中" in gap or "；" in gap or len(gap) > 20 or _CARRIED.search(statement.words) or "率" in gap:
            continue
        rate = statement.between(part.end, part.end + 16)
        if "率" in rate and "%" in rate:
            continue  # consistency.ratio tells it
        chain = next((first for first, then in _CHAINS if first.search(said) and then.search(part.label)), None)
        taken = [entry for entry in statement.quantities if entry.unit == part.unit and entry.start < part.start]
        together = sum(entry.value for entry in taken if chain and chain.search(entry.label))
        if chain is not None and together < part.value:  # 市政府受理7件、省厅受理5件，已审结12件
            message = f"{number(part.value)} 大于 {number(whole.value)}，前后两个数字请核对；含上年结转的请写明。"
            start = whole.start - len(whole.label)
            yield finding(document, "consistency.figure", "hint", start, part.end, message)


def _twice(document: Document) -> Iterator[Finding]:
    """The same words with two values in two statements."""
    told: dict[tuple[str, str], list[_Told]] = {}
    for statement in statements(document.text.chars):
        for quantity in statement.quantities:
            entry = _told(statement, quantity)
            if entry is not None:
                told.setdefault((entry.words, quantity.unit), []).append(entry)
    for entries in told.values():
        if len(entries) != 2:
            continue  # said of many bodies in turn
        one, other = entries
        (low, high), (low2, high2) = bounds(one.quantity), bounds(other.quantity)
        if low <= high2 and low2 <= high or one.tail != other.tail or not (one.total or other.total):
            continue
        if not (_of_this_year(document, one.quantity) and _of_this_year(document, other.quantity)):
            continue
        sure = one.total and other.total and one.first and other.first and len(one.words) >= _SURE
        earlier = document.text.chars[one.quantity.start : one.quantity.end]
        message = f"前文“{one.words}”为 {earlier}，这里作 {document.text.chars[other.quantity.start : other.quantity.end]}，请核对是否同一事项。"
        start = other.quantity.start - len(other.quantity.label)
        level = "error" if sure else "hint"
        yield finding(document, "consistency.figure", level, start, other.quantity.end, message)


def _held(document: Document) -> Iterator[Finding]:
    """辖9个社区 and 全街道11个社区: how many places belong to the issuer."""
    first: dict[str, re.Match[str]] = {}
    for match in _TERRITORY.finditer(document.text.chars):
        earlier = first.setdefault(match["unit"], match)
        if earlier["n"] != match["n"]:
            figures = (f"{entry['n']}个{entry['unit']}" for entry in (earlier, match))
            message = f"前文为 {next(figures)}，这里作 {next(figures)}，请核对。"
            yield finding(document, "consistency.figure", "hint", match.start(), match.end(), message)


def _told(statement: Statement, quantity: Quantity) -> _Told | None:
    """What the figure counts, where its clause says so in words of its own."""
    if not (quantity.exact and quantity.sure) or quantity.depth or quantity.unit in ("月", "年", "日", "分"):
        return None
    label = quantity.label
    start = quantity.start - len(label)
    joined = next((entry for entry in statement.quantities if entry.end == quantity.start), None)
    if joined is not None:  # 培训4期286人次
        label, start = joined.label + statement.between(joined.start, joined.end), joined.start - len(joined.label)
    before = statement.between(statement.start, start)
    scope = _SCOPE.match(label)
    words = label[scope.end() :] if scope else label
    words = re.sub(r"(?:共计?|累计|总共|达到?|了|为)+$", "", words)
    standard = _STANDARD.search(words)
    words = standard.group() if standard else words
    if (
        (len(words) < _LEAST and standard is None)
        or words.endswith("中有")
        or _NO_TOTAL.search(label)
        or before[-1:] not in ("", "，", "；", "：")
    ):
        return None
    tail = re.match(r"[^，；：、（）]*", statement.between(quantity.end, quantity.end + 12))
    first = not before or _TIME_ONLY.fullmatch(before) is not None
    total = _TOTAL.search(label) is not None or (bool(before) and _TIME_ONLY.fullmatch(before) is not None)
    return _Told(quantity, words, tail.group() if tail else "", total, first)


def _of_this_year(document: Document, quantity: Quantity) -> bool:
    """It is told of the year's work, also where the problems open with it (虽然全年举办培训5期，但……)."""
    index = bisect_right(document.sentences, quantity.start, key=lambda sentence: sentence.start) - 1
    sentence = document.sentences[max(index, 0)]
    if sentence.role is Role.PROBLEMS:
        return _TOTAL.search(document.text.chars, sentence.start, quantity.start) is not None
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
            if before is not None and before["thing"][-1] != "有" and not _NO_TOTAL.search(quantity.label):
                told.setdefault((before["thing"], quantity.unit), []).append(quantity)
            yearly = _MADE.search(quantity.label) is None or _TOTAL.search(quantity.label) is not None
            if _DEFINITE.search(quantity.label) and yearly and not _NO_TOTAL.search(quantity.label):
                behind.append((statement.after(quantity), quantity))
    for (thing, unit), entries in told.items():
        if len(entries) > 1:
            continue  # said of many bodies in turn
        one = entries[0]
        for words, other in behind:
            if not words.startswith(thing) or other.unit != unit or other.value == one.value:
                continue
            if not (_of_this_year(document, one) and _of_this_year(document, other)):
                continue
            sure = _TOTAL.search(one.label) is not None and other.label.startswith("全年")
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
            if where is statement or first.value == part.value or not _of_this_year(document, first):
                continue
            figures = [document.text.chars[entry.start : entry.end] for entry in (first, part)]
            message = f"“{key[2]}”前文为 {figures[0]}，这里作 {figures[1]}，总数相同，请核对。"
            yield finding(document, "consistency.figure", "hint", whole.start, part.end, message)


def _shared(one: str, other: str) -> int:
    """Characters of the longest stretch of words that both have, without words that go with any figure."""
    one, other = (_SCOPE.sub("", _COMMON.sub("", words)) for words in (one, other))
    return max(
        (size for size in range(2, 13) for at in range(len(one) - size + 1) if one[at : at + size] in other), default=0
    )


_COMMON = Regex(
    r"办理|开展|组织|举办|完成|其中|处理|累计|发放|参加|提出|受理|工作|法治|行政|执法|案件|人员|培训|活动|检查|企业"
)
