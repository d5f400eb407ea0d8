"""consistency.figure: one thing told with two figures, and parts that are more than their whole."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from checker.consistency.arithmetic import bounds, finding
from checker.consistency.parts import enumerations
from checker.consistency.quantities import Quantity, Statement, statements
from checker.consistency.retold import LEAST, NO_TOTAL, SCOPE, TOTAL, of_this_year, retold
from checker.figures import number
from checker.model import Document, Finding
from checker.regex import Regex

_TIME_ONLY = Regex(r"(?:20\d\d年度?|今年以来|一年来|今年|全年|年内|目前|截[至止][^，]{0,10})，$")
_TERRITORY = Regex(
    r"(?:(?:下|所|现)?辖(?:区)?(?:有|共)?|[我全][省市县区镇乡]|全街道?)(?P<n>\d{1,4})个(?P<unit>行政村|村民委员会|村(?![民居社（])|社区|乡镇|镇街|街道|镇(?![街乡])|乡(?!镇))(?![和、及与（])"
)
"""How many places belong to the issuer: 辖9个社区, 全街道11个社区."""

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

_DONE_OF = Regex(r"，[一-鿿]{2,4}")
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
    for entries in (_twice(document), _held(document), retold(document)):
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
        if not (of_this_year(document, one.quantity) and of_this_year(document, other.quantity)):
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
    scope = SCOPE.match(label)
    words = label[scope.end() :] if scope else label
    words = re.sub(r"(?:共计?|累计|总共|达到?|了|为)+$", "", words)
    standard = _STANDARD.search(words)
    words = standard.group() if standard else words
    if (
        (len(words) < LEAST and standard is None)
        or words.endswith("中有")
        or NO_TOTAL.search(label)
        or before[-1:] not in ("", "，", "；", "：")
    ):
        return None
    tail = re.match(r"[^，；：、（）]*", statement.between(quantity.end, quantity.end + 12))
    first = not before or _TIME_ONLY.fullmatch(before) is not None
    total = TOTAL.search(label) is not None or (bool(before) and _TIME_ONLY.fullmatch(before) is not None)
    return _Told(quantity, words, tail.group() if tail else "", total, first)
