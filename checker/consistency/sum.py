"""consistency.sum: the parts of an enumeration do not add up to its whole.

An error only where the wording says that the parts are all of it (a colon, 分别为, 其他, 合计, a complement such as 男/女)
or where parts that exclude each other exceed the whole. 其中 alone may name examples, so a rest is at most a hint.
"""

from collections.abc import Iterator

from checker.consistency.arithmetic import finding
from checker.consistency.parts import Enumeration, enumerations, opposed
from checker.consistency.quantities import Quantity, Statement, statements
from checker.figures import number
from checker.model import Document, Finding
from checker.regex import Regex

_TOTAL = Regex(r"[，、（](?:三项|两项|二者|两者)?(?:共计|合计|总计|共)(?:为)?$")
_OVERLAP = Regex(
    r"罚款|没收|警告|吊销|责令(?!履行)|拘留|妇女|老年|老人|残疾|农民工|未成年|青少年|党员|高龄|低保|军人|学历|本科|以上|持证|同时|兼|重复|并处|移送|约谈|涉及|涉企|涉外|涉农|涉民|重大(?!行政决策|决策)|疑难|督办|网上|线上|现场|重点|专职|通过"
)
"""Parts that may count the same case or person twice."""

_OUTCOMES = Regex(
    r"维持|撤销|变更|确认违法|驳回|终止|调解|和解|撤回|撤诉|责令履行|不予受理|不予立案|胜诉|败诉|判决|裁定|中止|有效|废止|修改|修订|失效|宣布|保留|继续|优秀|良好|合格|风险"
)
_ENDED = Regex(r"审结|办结|结案|作出|清理|梳理")
_STOCK = Regex(r"年末|年初|期末|期初|现有|结存")
_DONE = Regex(r"(?<!未)(?:办结|结案|审结)")
_ALL = Regex(r"有效|保留|继续|终止|(?<!不)合格|风险")
"""Without one of these the classes are not all that a file or a case can come to."""

_COMPLEMENTS = (("男", "女"), ("现场", "书面"), ("线上", "线下"), ("胜诉", "败诉"))
_UNITS = Regex(r"(\d{1,3})个?(?:区|县|市|州|旗|乡镇?|镇|街道|开发区|园区)")
"""Bodies of other kinds that are counted together with the whole."""

_REMAINS = Regex(r"[余剩另尚还仍]|[未没不][一-鿿]{2,4}的")
_LEFT = Regex(r"(?:其余|余下|剩余|剩下|尚余)的?$|(?P<denied>(?:尚?未|没有?|不)[一-鿿]{1,4}的)$")
_TAKERS = Regex(r"参加|参考|参训|应考|抽取|评查|送审|报送")
_CARRIED = Regex(r"结转|旧存|往年|历年|积案|上年|去年")
_EXAMPLES = Regex(r"主要|重点|比如|例如|仅|较多|典型|突出")


def check(document: Document) -> tuple[Finding, ...]:
    """Enumerations that do not add up."""
    found: list[Finding] = []
    before: Statement | None = None
    for statement in statements(document.text.chars):
        if len(statement.quantities) > 1 or statement.words.startswith("其中"):
            for read in enumerations(statement, before):
                wrong = _judge(document, statement, read)
                found += [wrong] if wrong else []
            if _REMAINS.search(statement.words):
                found += _rests(document, statement, before)
            if "计" in statement.words or "共" in statement.words:
                found += _totals(document, statement)
        before = statement
    return tuple(found)


def _judge(document: Document, statement: Statement, read: Enumeration) -> Finding | None:
    """The finding for parts that do not add up to any figure before them."""
    parts, wholes = read.parts, read.wholes
    if parts[0].unit in ("%", "百分点"):
        return None  # 满意率分别为 99%、98.3%: rates do not add up
    least = 2 if read.commas and not read.rest else len(parts)
    sums = {sum(part.value for part in parts[:count]) for count in range(least, len(parts) + 1)}
    beside = [int(count) for count in _UNITS.findall(statement.between(wholes[-1].start - 24, wholes[-1].start))]
    if beside and wholes[-1].value + sum(beside) in sums:
        return None  # 对2区3县和42个部门开展述法，其中现场8个、书面39个
    if len(parts) < 2 or any(whole.value in sums for whole in wholes) or not all(part.exact for part in parts):
        return None
    told = sum((part.value for part in parts), start=wholes[-1].value)
    if read.link == "，" and told in {entry.value for entry in wholes[:-1]}:
        return None  # 收到68件，受理61件，不予受理4件，撤回3件
    whole = wholes[-1]
    slack = sum(part.step for part in parts if part.step != 1) + (whole.step if whole.step != 1 else 0)
    total = sum((part.value for part in parts), start=0 * whole.value)
    most = max(entry.value for entry in wholes)
    if not whole.exact or abs(total - whole.value) <= slack or any(part.value > most for part in parts):
        return None  # a part above its whole is told by consistency.figure
    level = _level(statement, whole, read, bool(total > most))
    if level is None:
        return None
    shown = " + ".join(number(part.value) for part in parts) + f" = {number(total)}"
    message = f"分项之和：{shown}，文中总数为 {number(whole.value)}，请核对总数和各分项。"
    return finding(document, "consistency.sum", level, whole.start - len(whole.label), parts[-1].end, message)


def _level(statement: Statement, whole: Quantity, read: Enumeration, exceeds: bool) -> str | None:
    """error, hint, or None where the enumeration need not add up."""
    labels, link = read.said, read.link
    words = "".join(labels)
    if read.open and not exceeds:
        return None
    done = all(_DONE.search(label) for label in labels)
    if done and not exceeds and not _DONE.search(statement.around(whole)):
        return None  # 受理60件，其中调解结案30件、裁决结案20件: the rest is not done yet
    outcomes = sum(1 for label in labels if _OUTCOMES.search(label)) >= len(labels) - read.rest
    total = sum((part.value for part in read.parts), start=0 * whole.value)
    few = 2 * total < whole.value  # 不予处罚317件、减轻处罚142件 of 2358 are no complements
    pair = None if few else _complement(labels)
    if exceeds and link == "其中" and len(labels) == 2 and not outcomes and pair is None:
        # 培训1260人次，其中执法骨干914人次、乡镇干部508人次: some are both
        return "hint" if not read.commas and 10 * total <= 11 * whole.value else None
    sure = all(part.sure for part in read.parts)
    if any(_STOCK.search(label) for label in labels):
        return None  # 新制定3件，废止4件，年末保留16件: a flow and a stock
    if "净" in whole.label:
        return None  # 净增7项，其中新增9项、取消2项: some are taken off
    if _OVERLAP.search(words) and not read.rest and pair is None and not outcomes:
        return None
    if link == "，" and statement.between(whole.start - len(whole.label) - 2, whole.start).lstrip("，").startswith(
        "其中"
    ):
        return None  # 其中受理437件，不予受理41件: a part itself, beside the others
    if link == "，" and read.rest and not read.commas:
        return "error" if sure else "hint"
    if link == "，":
        return "hint" if sure and (pair or (outcomes and _ALL.search(words))) else None
    if read.commas and not outcomes and len(labels) == 2 and pair is None:
        return None  # 初次来访52批，化解50批
    closed = read.rest or "分" in link or link in ("：", "（") or pair == "error"
    ended = outcomes and _ENDED.search(statement.between(whole.start - 20, whole.end + 12)) is not None
    if closed or exceeds or ended:
        loose = read.commas and not (read.rest or outcomes or link == "（")
        return "error" if sure and not read.open and not loose else "hint"
    near = 10 * sum(part.value for part in read.parts) >= 9 * whole.value
    if pair or (outcomes and (len(labels) > 2 or _ALL.search(words))) or (len(labels) > 2 and near and not read.commas):
        return None if _EXAMPLES.search(words) else "hint"
    return None


def _complement(said: list[str]) -> str | None:
    """error where the words of two parts are all there can be (合格, 不合格), hint where they mostly are."""
    if len(said) != 2:
        return None
    if opposed(*said):
        return "hint" if "受理" in said[0] else "error"  # an application may be passed on too
    first, second = said
    if any((one in first and other in second) or (other in first and one in second) for one, other in _COMPLEMENTS[:1]):
        return "error"
    if any((one in first and other in second) or (other in first and one in second) for one, other in _COMPLEMENTS[1:]):
        return "hint"
    return None


def _rests(document: Document, statement: Statement, before: Statement | None) -> Iterator[Finding]:
    """反馈问题12个，整改11个，其余1个: what is left is the whole without the parts told."""
    for index, rest in enumerate(statement.quantities):
        left = _LEFT.match(rest.label)
        if left is None or not rest.exact or rest.depth:
            continue
        same = [entry for entry in statement.quantities[:index] if entry.unit == rest.unit and entry.sure]
        if len(same) < 2 or not all(entry.exact and entry.step == 1 for entry in same):
            continue
        spans = [
            (whole, same[low:high])
            for at, whole in enumerate(same)
            for low in range(at + 1, len(same))
            for high in range(low + 1, len(same) + 1)
        ]
        if any(whole.value == rest.value + sum(part.value for part in parts) for whole, parts in spans):
            continue
        total = sum((part.value for part in same), start=rest.value)
        if before is not None and total in {entry.value for entry in before.quantities}:
            continue  # 由1180件增加到1264件……。其中城管486件，市场监管397件，其余381件
        whole, part = same[-2:]
        between = statement.between(whole.end, rest.start)
        alone = len([entry for entry in same if "；" not in statement.between(entry.end, rest.start)]) == 2
        level = "error" if alone and len(between) <= 120 and not _CARRIED.search(statement.words) else "hint"
        if left["denied"]:
            if not opposed(statement.around(part), left["denied"]):
                continue
            level = level if _TAKERS.search(statement.around(whole)) else "hint"
        elif rest.start - part.end > 30 or part.value >= whole.value or rest.value >= whole.value:
            continue
        shown = f"{number(whole.value)} − {number(part.value)} = {number(whole.value - part.value)}"
        words = statement.between(rest.start - len(rest.label), rest.end)
        message = f"{shown}，文中作“{words}”，请核对三个数字。"
        yield finding(document, "consistency.sum", level, whole.start - len(whole.label), rest.end, message)


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
