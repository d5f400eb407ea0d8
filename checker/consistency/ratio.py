"""consistency.ratio: a rate that does not follow from the figures beside it (受理40件，办结38件，办结率96%).

The numerator is the figure told with the verb of the rate (办结率: 办结38件), the denominator a figure of the same unit
before it in the statement. Where any of those before gives the printed rate, the rate is right.
"""

import re
from collections.abc import Sequence
from itertools import takewhile

from checker.consistency.arithmetic import ROUNDED, TRUNCATED, compare, finding, percent, quotient
from checker.consistency.quantities import Quantity, Statement, statements
from checker.figures import number
from checker.model import Document, Finding
from checker.regex import Regex

_ALIKE = (
    ("办结", "审结", "结案", "办理完毕", "办毕", "执结"),
    ("成功", "调成", "化解", "劝和", "说成", "达成", "调结"),
    ("化解", "调解成功", "成功"),
    ("合格", "通过", "达标", "过关"),
    ("通过", "合格"),
    ("及格", "合格"),
    ("回复", "答复", "复函", "反馈", "函复"),
    ("办复", "办结", "答复", "办理答复", "回复"),
    ("答复", "回复", "办复"),
    ("报备", "备案"),
    ("败诉", "判输"),
    ("整改", "改正", "销号"),
    ("解决", "化解", "办成"),
    ("完成", "办结", "办成"),
    ("处置", "办结", "处理"),
    ("参考", "参加考试", "应试"),
    ("出庭", "到庭", "出席"),
    ("公开", "公示"),
)
_VERBS = {family[0]: family for family in _ALIKE}
"""The verbs that tell the numerator of a rate; a rate that is not here is told with its own word."""

_RATE = Regex(
    r"(?P<name>[^，。；：、（）\d]{1,14}?)率(?:(?:、|和|与|及|以及)[^，。；：、（）\d]{1,14}率)*"
    r"(?:(?:由|从)[^，。；]{1,14}%(?:提高|提升|上升|增长|下降|降低|升|降)(?:到|至|为)"
    r"|(?:均|都|也|已|全部|仅|就)?(?:为|达到?了?|高达|是|保持在|实现)?)$"
)
_ABOUT = Regex(r"[约近逾超]占?$|占(?:比)?[^，。；\d]{0,3}[约近逾超]$|接近$|左右$")
"""约占四分之一: no figure to be held against."""

_SHARE = Regex(r"占(?:到|了|比(?:为|达|达到)?|(?P<of>[^，。；：、（）\d占]{1,14}?)的)?$")
_MODIFIED = Regex(
    r"按期|按时|及时|如期|限期|当场|网上|在线|即时|提前|当日|当年|首次|一次性|诉前|庭前|自动|主动|公开|实体|实质|现场|线上|平均|综合|应诉|同期|服判|未|不|无"
)
_CARRIED = Regex(r"结转|转入|结存|存案|上年度?(?:未|遗留|旧存)|旧存|往年|历年|积案|去年(?:未|遗留)|含上年")
_AIMED = Regex(r"目标|力争|要求|指标|确保|标准|上年|去年|同期")
_DENIED = Regex(r"未|不|应(?!诉)|需|待|尚")
_SOME = Regex(r"其中(?![一-鿿]{2,4}$)|正职|副职|主要负责人|主要领导")
_TAKEN = Regex(
    r"受理|收到|接收|登记|承办|交办|立案|开庭|应诉|参加|参考|调处|调解|排查|抽查|检查|评查|提出|收集|送达|办理|查出|发现"
)
_RECEIVED = Regex(r"受理|收到|接收")
"""受理部门报备5件: what others have done is a whole."""

_LINK = Regex(r"其中|：|（|包括")
_NO_COUNT = frozenset(("%", "百分点", "元", "倍"))
_JOINT = Regex(r"[和及与]基本")
"""满意和基本满意率: of two figures together."""

_OF_CHANGE = ("压减", "压缩", "下降", "降低", "减少", "精简", "缩减", "增长", "提升", "上升", "增幅", "提速")
_TOGETHER = Regex(r"共|合|两者|二者|三者|分别|各|均|上述|以上|前")


def check(document: Document) -> tuple[Finding, ...]:
    """Rates and shares that are wrong."""
    found: list[Finding] = []
    following: Statement | None = None
    for statement in statements(document.text.chars):
        earlier, following = following, statement
        if "率" not in statement.words and "占" not in statement.words:
            continue
        for index, printed in enumerate(statement.quantities):
            if printed.unit != "%" or not printed.exact or index == 0:
                continue
            before = statement.quantities[:index]
            head = statement.between(statement.start, printed.start)[-60:]
            if _ABOUT.search(head):
                continue
            rate = _RATE.search(head)
            share = _SHARE.search(head)
            if rate is not None and _AIMED.search(rate.group()) is None:
                found += _rate(document, statement, printed, before, rate)
            elif share is not None:
                found += _share(document, statement, earlier, printed, before, share["of"] or "")
    return tuple(found)


def _rate(
    document: Document, statement: Statement, printed: Quantity, before: Sequence[Quantity], rate: re.Match[str]
) -> list[Finding]:
    """The first of the names in 办结率和满意率均为 that its figures contradict."""
    for name in re.split(r"率[、和与及以]*", rate.group())[:-1]:
        if name.endswith(_OF_CHANGE) or _JOINT.search(name):
            continue  # 由45家压减至6家，压减率86.7%: consistency.change tells it
        parts = _numerators(statement, before, name.rpartition("率")[2])
        wholes = {part.start: _denominators(before, part) for part in parts}
        pairs = [(part, whole) for part in parts for whole in wholes[part.start]]
        if not parts:
            denied = name[-3:-2] in ("不", "未")  # then the rate is that of the others itself
            found = None if denied else _denied(document, statement, printed, before, name)
            if found is not None:
                return [found]
        if not pairs or _fits(pairs, printed):
            continue
        part = next((entry for entry in parts if not _SOME.search(entry.label)), parts[0])
        near = [whole for whole in wholes[part.start] if "；" not in statement.between(whole.end, part.start)]
        if near and part.value > near[0].value:
            near = [whole for whole in near if whole.value >= part.value and _TAKEN.search(whole.label)] or near
        if not near and len(parts) == 1:
            far = _far(wholes[part.start], part, printed, name)
            if far is not None:
                return [_judge(document, statement, printed, part, [far], False)]
        if not near:
            continue
        if _fits([(part, _sum(near[:count])) for count in range(2, len(near) + 1)], printed):
            continue
        behind = statement.between(near[0].end, near[0].end + 8).partition("，")[0]
        taken = _TAKEN.search(near[0].label + behind) is not None
        if part.value > near[0].value and not taken and printed.value <= 100:
            continue  # no part of it
        neighbours = part.value <= near[0].value or before[before.index(part) - 1] is near[0]
        certain = (
            (len(near) == 1 or taken)
            and (taken or part.value <= near[0].value)
            and neighbours
            and not _SOME.search(part.label)
        )
        return [_judge(document, statement, printed, part, near, certain)]
    return []


def _far(wholes: Sequence[Quantity], part: Quantity, printed: Quantity, name: str) -> Quantity | None:
    """The whole before a ；: 抽查150卷，其中处罚90卷；优秀96卷，优秀率68% and 受理7530件，其中网上5648件；办结7493件，办结率98%."""
    taken = [whole for whole in wholes if _RECEIVED.search(whole.label) and not _LINK.search(whole.label)]
    graded = name.endswith(("优秀", "优良", "合格", "良好"))
    whole = max(wholes, key=lambda entry: entry.value) if wholes and graded else taken[-1] if taken else None
    sums = [_sum(wholes[:count]) for count in range(2, len(wholes) + 1)]
    if whole is None or part.value > whole.value or _fits([(part, entry) for entry in sums], printed):
        return None
    return whole


def _numerators(statement: Statement, before: Sequence[Quantity], name: str) -> list[Quantity]:
    """Figures told with the verb of the rate, the nearest first; they are modified (按期) as the rate is."""
    key = next((verb for verb in _VERBS if name.endswith(verb)), None)
    key = key or ("出庭" if "出庭" in name else name[-2:])
    verbs = _VERBS.get(key, (key,))
    modifiers = _modifiers(name, key)
    found = []
    for part in reversed(before):
        after = statement.after(part)
        bare = len(part.label) < 2 and "率" not in after  # 13件主办件满意率100% is said of the 13
        label = part.label + after if bare else part.label  # 288人合格
        at = max(label.rfind(verb) for verb in verbs)
        if at < 0 or part.unit in _NO_COUNT or not part.exact:
            continue
        clause = statement.between(statement.start, part.start - len(part.label)).rpartition("，")[2] + label[:at]
        if _RECEIVED.search(clause) and not any(char.isdigit() for char in clause):
            continue
        if (_DENIED.search(label[:at]) is not None) != (name.removesuffix("率")[-3:-2] in ("不", "未")):
            continue
        if _modifiers(label, key) == modifiers:
            found.append(part)
    return found


def _denied(
    document: Document, statement: Statement, printed: Quantity, before: Sequence[Quantity], name: str
) -> Finding | None:
    """检测420批次，不合格2批次，合格率99.5%: the others are the part."""
    key = name[-2:]
    for rest in reversed(before):
        if rest.exact and rest.label.endswith((f"不{key}", f"未{key}", f"不{key}的", f"未{key}的")):
            wholes = _denominators(before, rest)
            pairs = [
                (whole._replace(value=whole.value - rest.value), whole) for whole in wholes if whole.value > rest.value
            ]
            if not pairs or _fits(pairs, printed):
                return None
            return _judge(document, statement, printed, pairs[0][0], [pairs[0][1]], len(pairs) == 1)
    return None


def _modifiers(words: str, key: str) -> set[str]:
    return set(_MODIFIED.findall(words.replace("应诉", ""))) - {key}


def _denominators(before: Sequence[Quantity], part: Quantity) -> list[Quantity]:
    """Figures of the same unit before the numerator, the nearest first."""
    first = takewhile(lambda entry: entry.start < part.start, before)
    return [entry for entry in first if entry.unit == part.unit and entry.exact and entry.value][::-1]


def _share(
    document: Document,
    statement: Statement,
    earlier: Statement | None,
    printed: Quantity,
    before: Sequence[Quantity],
    of: str,
) -> list[Finding]:
    """N件，占P%: the part is the figure that the words before 占 name, or the one just before."""
    part = _part(statement, printed, before)
    if part is None or part.unit in _NO_COUNT - {"元"} or not part.exact:
        return []
    wholes = [entry for entry in _denominators(before, part) if not _is_share(statement, entry)]
    stem = re.sub(r"^(?:全部|全年|同期|其|已|总)|(?:总数|总量|总额|数量|数)$", "", of)
    named = [whole for whole in wholes if len(stem) > 1 and (stem in whole.label or stem[-2:] in whole.label[-6:])]
    if not wholes or (len(stem) > 1 and not named and not any(_tells(statement, whole, stem) for whole in wholes)):
        return []  # 占在职民警的10.7%: the text does not tell how many there are
    near = [entry for entry in (earlier.quantities if earlier else ()) if entry.unit == part.unit]
    siblings = [entry for entry in statement.quantities if entry.unit == part.unit and _is_share(statement, entry)]
    candidates = [*wholes, *near, *(_sum(wholes[:count]) for count in range(2, len(wholes) + 1))]
    candidates += [_sum(siblings)] if len(siblings) > 1 else []
    if _fits([(part, entry) for entry in candidates] + [(entry, part) for entry in wholes], printed):
        return []
    links = list(_LINK.finditer(statement.words, 0, part.start - statement.start))
    linked = [whole for whole in wholes if links and whole.end - statement.start <= links[0].start()]
    whole = (named or linked or wholes)[0]
    certain = len(named) == 1 or len(wholes) == 1 or (bool(linked) and not named)
    return [_judge(document, statement, printed, part, [whole], certain and part.value <= whole.value)]


def _part(statement: Statement, printed: Quantity, before: Sequence[Quantity]) -> Quantity | None:
    """The figure whose share is told; None where the words before 占 name something else."""
    gap = statement.between(before[-1].end, printed.start)
    head = gap.rpartition("占")[0]
    if len(gap) > 30 or _TOGETHER.search(head) or sum(gap.count(mark) for mark in "，、；：") > 1:
        return None
    subject = re.split("[，、；：（]", head)[-1] if re.search("[，、；：（]", head) else ""
    subject = re.sub(r"^(?:其中|约|已|仅|只|总体|大约)+", "", subject)
    told = [entry for entry in reversed(before) if subject in statement.around(entry)]
    if len(subject) < 2 or (told and told[0] is before[-1]):
        return before[-1]
    if told or subject[0] in "非不未无":
        return told[0] if told else None
    near = statement.around(before[-1])
    return before[-1] if subject[-2:] in near or subject[:2] in near else None


def _is_share(statement: Statement, quantity: Quantity) -> bool:
    """209件，占29.9%: a part beside others, not their whole."""
    return re.match(r"[^，。；：、\d]{0,4}[，（]占", statement.between(quantity.end, quantity.end + 8)) is not None


def _tells(statement: Statement, whole: Quantity, stem: str) -> bool:
    """The words after the figure name what the share is of."""
    return stem[-2:] in statement.between(whole.end, whole.end + 10)


def _fits(pairs: Sequence[tuple[Quantity, Quantity]], printed: Quantity) -> bool:
    return any(compare(*quotient(part, whole), printed) == ROUNDED for part, whole in pairs)


def _sum(wholes: Sequence[Quantity]) -> Quantity:
    """Wholes that together are one: 建议87件、提案113件."""
    return wholes[0]._replace(value=sum((whole.value for whole in wholes[1:]), start=wholes[0].value))


def _judge(
    document: Document,
    statement: Statement,
    printed: Quantity,
    part: Quantity,
    wholes: Sequence[Quantity],
    certain: bool,
) -> Finding:
    """The finding for a rate that none of the wholes gives; only cut off at its last digit is a hint."""
    cut = next((entry for entry in wholes if compare(*quotient(part, entry), printed) == TRUNCATED), None)
    whole = cut or wholes[0]
    value = percent(100 * part.value / whole.value, max(2, len(str(printed.step.denominator))))
    shown = f"{number(part.value)} ÷ {number(whole.value)} = {value}"
    words = statement.between(printed.start, printed.end)
    start = min(whole.start - len(whole.label), part.start)
    if cut is not None:
        message = f"{shown}，文中作 {words}（只截尾，未四舍五入），请核对。"
        return finding(document, "consistency.ratio", "hint", start, printed.end, message)
    carried = _CARRIED.search(statement.words) is not None
    level = "error" if certain and not carried and whole.sure and part.sure else "hint"
    message = f"{shown}，文中作 {words}，请核对比率和两个数字。"
    return finding(document, "consistency.ratio", level, start, printed.end, message)
