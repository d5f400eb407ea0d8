"""consistency.sum: the parts of an enumeration do not add up to its whole.

An error only where the wording says that the parts are all of it (a colon, 分别为, 其他, 合计, a complement such as 男/女)
or where parts that exclude each other exceed the whole. 其中 alone may name examples, so a rest is at most a hint.
"""

import re

from checker.consistency.arithmetic import finding, number
from checker.consistency.parts import Enumeration, enumerations
from checker.consistency.quantities import Quantity, Statement, statements
from checker.model import Document, Finding

_TOTAL = re.compile(r"[，、（](?:三项|两项|二者|两者)?(?:共计|合计|总计|共)(?:为)?$")
_OVERLAP = re.compile(
    r"罚款|没收|警告|吊销|责令(?!履行)|拘留|妇女|老年|老人|残疾|农民工|未成年|青少年|党员|高龄|低保|军人|学历|本科|以上|持证|同时|兼|重复|并处|移送|约谈|涉及|网上|线上|现场|新增|重点|专职|通过"
)
"""Parts that may count the same case or person twice."""

_OUTCOMES = re.compile(
    r"维持|撤销|变更|确认违法|驳回|终止|调解|和解|撤回|撤诉|责令履行|不予受理|不予立案|胜诉|败诉|判决|裁定|中止|有效|废止|修改|修订|失效|宣布|保留"
)
_ENDED = re.compile(r"审结|办结|结案|作出|清理|梳理")
_COMPLEMENTS = (
    ("男", "女"),
    ("合格", "不合格"),
    ("采纳", "未采纳"),
    ("胜诉", "败诉"),
    ("现场", "书面"),
    ("线上", "线下"),
    ("民事", "刑事"),
)
_SURE_COMPLEMENTS = 3
_EXAMPLES = re.compile(r"主要|重点|比如|例如|仅|较多|典型|突出")


def check(document: Document) -> tuple[Finding, ...]:
    """Enumerations that do not add up."""
    found: list[Finding] = []
    before: Statement | None = None
    for statement in statements(document.text.chars):
        if len(statement.quantities) > 1 or statement.words.startswith("其中"):
            for read in enumerations(statement, before):
                wrong = _judge(document, statement, read)
                found += [wrong] if wrong else []
            if "计" in statement.words or "共" in statement.words:
                found += _totals(document, statement)
        before = statement
    return tuple(found)


def _judge(document: Document, statement: Statement, read: Enumeration) -> Finding | None:
    """The finding for parts that do not add up to any figure before them."""
    parts, wholes = read.parts, read.wholes
    sums = {sum(part.value for part in parts[:count]) for count in range(2, len(parts) + 1)}
    if len(parts) < 2 or any(whole.value in sums for whole in wholes) or not all(part.exact for part in parts):
        return None
    whole = wholes[-1]
    slack = sum(part.step for part in parts if part.step != 1) + (whole.step if whole.step != 1 else 0)
    total = sum((part.value for part in parts), start=0 * whole.value)
    if not whole.exact or abs(total - whole.value) <= slack or any(part.value > whole.value for part in parts):
        return None
    level = _level(statement, whole, read, bool(total > max(entry.value for entry in wholes)))
    if level is None:
        return None
    shown = " + ".join(number(part.value) for part in parts) + f" = {number(total)}"
    message = f"分项之和：{shown}，文中总数为 {number(whole.value)}，请核对总数和各分项。"
    return finding(document, "consistency.sum", level, whole.start - len(whole.label), parts[-1].end, message)


def _level(statement: Statement, whole: Quantity, read: Enumeration, exceeds: bool) -> str | None:
    """error, hint, or None where the enumeration need not add up."""
    labels = [part.label for part in read.parts]
    link = read.link
    words = "".join(labels)
    if read.open and not exceeds:
        return None
    outcomes = sum(1 for label in labels if _OUTCOMES.search(label)) >= len(labels) - read.rest
    pair = _complement(labels)
    sure = all(part.sure for part in read.parts)
    if _OVERLAP.search(words) and not read.rest and pair is None and not outcomes:
        return None
    closed = read.rest or link.startswith("分别") or link in ("：", "（") or pair == "error"
    ended = outcomes and _ENDED.search(statement.between(whole.start - 20, whole.end + 12)) is not None
    if closed or exceeds or ended:
        loose = read.commas and not (read.rest or outcomes or link == "（")
        return "error" if sure and not read.open and not loose else "hint"
    near = 10 * sum(part.value for part in read.parts) >= 8 * whole.value
    if pair or (outcomes and len(labels) > 2) or (len(labels) > 2 and near and not read.commas):
        return None if _EXAMPLES.search(words) else "hint"
    return None


def _complement(labels: list[str]) -> str | None:
    """error where two labels are all there can be, hint where they mostly are."""
    if len(labels) != 2:
        return None
    for index, (one, other) in enumerate(_COMPLEMENTS):
        first = [one in label for label in labels]
        second = [other in label for label in labels]
        if first[0] + first[1] and second[0] + second[1] and (first != second or first == [True, True]):
            return "error" if index < _SURE_COMPLEMENTS else "hint"
    return None


def _totals(document: Document, statement: Statement) -> list[Finding]:
    """Parts before their sum: 建议87件、提案113件，共计200件."""
    found = []
    quantities = statement.quantities
    for index, whole in enumerate(quantities):
        head = statement.between(statement.start, whole.start)
        if not whole.exact or not _TOTAL.search(head) or whole.depth:
            continue
        parts: list[Quantity] = []
        follower = whole
        for quantity in reversed(quantities[:index]):
            gap = statement.between(quantity.end, follower.start)
            if quantity.unit != whole.unit or "；" in gap or "其中" in gap or "等" in gap or len(gap) > 24:
                break
            parts.insert(0, quantity)
            follower = quantity
        sums = {sum(part.value for part in parts[start:]) for start in range(len(parts) - 1)}
        exact = all(part.exact and part.sure and part.step == 1 for part in parts)
        if len(parts) < 2 or whole.value in sums or not exact or whole.value in {part.value for part in parts}:
            continue
        gaps = [statement.between(one.end, two.start) for one, two in zip(parts, parts[1:], strict=False)]
        listed = all("、" in gap or len(gap) < 12 and "，" not in gap for gap in gaps)
        alone = len(parts) == len([entry for entry in quantities[:index] if entry.unit == whole.unit])
        total = sum((part.value for part in parts), start=0 * whole.value)
        shown = " + ".join(number(part.value) for part in parts) + f" = {number(total)}"
        message = f"分项之和：{shown}，文中合计为 {number(whole.value)}，请核对合计和各分项。"
        level = "error" if listed and alone else "hint"
        found.append(finding(document, "consistency.sum", level, parts[0].start, whole.end, message))
    return found
