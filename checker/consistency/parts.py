"""Wholes with the parts that the text says they have: 其中, 包括, 分别为, a colon, a parenthesis."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from checker.consistency.quantities import HELD_AGAINST, Quantity, Statement
from checker.regex import Regex

_LINK = Regex(
    r"其中|(?<=[件宗起人次户个])，?按[^，。；：\d]{2,8}分(?:类|为)?，|(?<![不所未])包括|包含|分别[为是]|：|（(?!含|其中|包括|包含|[一二三四五六七八九十])|（含"
)
_CLASS = r"(?:继续有效|继续执行|保留|废止|宣布失效|失效|修改|修订|停用|维持|撤销|驳回|终止)"
_IMPLICIT = Regex(
    rf"，(?=(?:最终|最后|决定|确认|评定|评出|评为|共|结果是|结果为)*(?:{_CLASS}|[^，。；：、（）\d]{{2,10}}\d{{1,5}}[件份宗起户]、[^。；：（）]{{4,60}}、其[他它余]|优秀|合格|低风险|受理|不予受理|\d{{1,5}}[件份部](?:宣布|予以|继续|不再|{_CLASS})))"
)
"""清理186件，废止20件、修改13件、继续有效153件: the classes say themselves that they are all."""

_AMONG = Regex(r"(?:^|[，；])(?P<of>[^，。；：、\d]{2,14})中，[^，。；：\d]{2,40}$")
"""复议案件中，维持、撤销、终止分别为11件、2件、5件: the whole is the figure told with these words before."""

_AS_CLASS = Regex(rf"{_CLASS}|确认违法|责令履行|变更|评出优秀|优秀|优良|良好|不予受理|合格")
_REST = Regex(r"(?:以?及|和)?[^，；：、（）\d]{0,6}(?:其他|其它|其余|余下|剩余|剩下|另有|另外)")
_GOES_ON = Regex(r"、[一-鿿]{2,14}\d")
"""其他行政权力9项、公共服务56项: a class by its name, not the rest."""

_PENDING = Regex(r"(?:均|都|已|案件)?(?:结转|转入|正在|尚|未|仍在|在办|待)")
_NO_PART = Regex(
    r"(?:满分|总分|分值|标准分?|权重|上限|最高|目标|计划|应(?!诉)|上年|去年|同期|上期|原|全[省市县区]|已?(?:包?含|计入)在?|因|较|比|同比|截至|不含|前述|上述|20\d\d年|折合|约合|人均|平均|每)"
)
"""得 2.8 分（满分 3 分）: said of the whole, not a part of it."""

_REMARK = Regex(r"因|由于|注：|说明|各项|[一二两三四五\d]+项之和")
"""（因四舍五入，各项之和不等于100%）: a remark, no parts."""

_RUNS_ON = Regex(
    r"全年|全[省市县区镇乡局]|共|累计|办理|受理|收到|开展|组织|举办|召开|同比|较上|比上|提出|发放|出具|制定|今年|20\d\d年|对|为|向|将|由|并|通过|经|接|已|有|全部|均|都|占|涉|剩|审结|办结|结案|新[增收建]"
)
"""How a clause begins that is no further part, where the parts stand between commas."""


class Enumeration(NamedTuple):
    """Parts after a link, and the figures before it that may be their whole, the likeliest last."""

    link: str
    wholes: list[Quantity]
    parts: list[Quantity]
    said: list[str]  # the words around each part
    commas: bool  # the parts stand between ，
    open: bool  # 等, a nested 其中 or an odd unit ends them
    rest: bool  # the last is 其他


def enumerations(statement: Statement, before: Statement | None) -> Iterator[Enumeration]:
    """Every enumeration of the statement; one that begins with 其中 may belong to the statement before."""
    links = list(_LINK.finditer(statement.words))
    if len(statement.quantities) > 2:
        links += _IMPLICIT.finditer(statement.words)
    for link in links:
        at = statement.start + link.end()
        after = [quantity for quantity in statement.quantities if quantity.start >= at]
        if not after:
            return
        if _NO_PART.match(after[0].label) or _REMARK.match(statement.words, link.end()):
            continue
        depth = after[0].depth
        if link.group().startswith("（") and statement.words.find("）", link.end()) < after[0].start - statement.start:
            continue  # nothing is counted inside
        wholes = [quantity for quantity in statement.quantities if quantity.end <= at - len(link.group())]
        if link.start() == 0 and before is not None and before.paragraph == statement.paragraph:
            wholes = list(before.quantities) + wholes
        wholes = [entry for entry in wholes if entry.unit == after[0].unit and entry.depth <= depth]
        wholes = [entry for entry in wholes if not HELD_AGAINST.search(entry.label)] or wholes
        of = _AMONG.search(statement.words, 0, link.start()) if link.group().startswith("分别") else None
        told = [*(before.quantities if before else ()), *statement.quantities]
        named = [entry for entry in told if of and entry.end <= at and entry.label.endswith(of["of"])]
        if len(named) == 1 and named[0].unit == after[0].unit:
            yield _read(statement, link.group(), named, [entry for entry in after if entry.depth == depth])
        elif wholes and _attached(statement, wholes[-1], link):
            level = [quantity for quantity in after if quantity.depth == depth]
            yield _read(statement, link.group(), wholes, level)


def _attached(statement: Statement, whole: Quantity, link: re.Match[str]) -> bool:
    """The link belongs to this whole, judged by what stands between."""
    gap = statement.between(whole.end, statement.start + link.start())
    name = link.group()
    if name.startswith("（"):
        return len(gap) <= 16 and not set(gap) & set("，、；：（）")
    if name == "，":
        return len(gap) <= 40 and "；" not in gap and _AS_CLASS.search(whole.label + gap) is None
    if name == "：":
        return len(gap) <= 20 and "；" not in gap and "、" not in gap
    if name.startswith("分别"):
        return len(gap) <= 8 and "年" not in gap and "期" not in gap and "；" not in gap
    return len(gap) <= 45


def _read(statement: Statement, link: str, wholes: list[Quantity], after: list[Quantity]) -> Enumeration:
    """The figures that continue the enumeration which begins at the first of `after`."""
    parts = [after[0]]
    inside = link.startswith("（")
    separator, ends_open, rest = "", False, bool(_REST.match(after[0].label))
    for quantity in after[1:]:
        gap = statement.between(parts[-1].end, quantity.start)
        if quantity.unit != parts[0].unit:
            if quantity.unit in ("%", "百分点", "元") and "、" not in gap:
                continue  # 占 30%, 罚款 2万元: said of the part before
            ends_open = ends_open or next((char for char in gap if char in "，、；"), "") == "、"
            break
        gap = re.sub(r"（[^（）]*）", "", gap)
        if not parts[-1].sure and not set(gap) & set("，、；"):
            parts[-1] = quantity  # 东苑、柳堤两个社区3个: how many share the figure, not a part
            continue
        mark = next((char for char in gap if char in "，、；"), "、" if len(gap) <= 12 else "")
        words = quantity.label
        is_rest = _REST.match(words) is not None
        if "其中" in gap or any(char.isdigit() for char in gap) or not mark:
            ends_open = True
            break
        if mark == "；" or (separator == "、" and mark == "，" and not is_rest and not re.match(_CLASS, words)):
            break
        new = _RUNS_ON.match(words) is not None and not opposed(parts[-1].label, words)
        if mark != "、" and not is_rest and (new or len(words) > 14) and not inside:
            sum_so_far = sum((part.value for part in parts), start=quantity.value)
            ends_open = ends_open or any(sum_so_far <= whole.value for whole in wholes)  # it may be a part all the same
            break
        pending = is_rest and _PENDING.match(statement.words, quantity.end - statement.start) is not None
        if pending and sum((part.value for part in parts), start=quantity.value) not in {
            whole.value for whole in wholes
        }:
            break  # 审结78件，其中……，其余7件结转下年: left of another figure
        whole_without = sum((part.value for part in parts), start=0 * quantity.value) in {
            whole.value for whole in wholes
        }
        if is_rest and mark == "，" and whole_without:
            break  # 6件印发，包括县政府名义2件、办公室名义4件，另有3件暂缓出台
        separator = "，" if "，" in (separator, mark) else separator or mark
        parts.append(quantity)
        if is_rest and not _GOES_ON.match(statement.words, quantity.end - statement.start):
            rest = True
            break
    tail = statement.between(parts[-1].end, parts[-1].end + 12)
    ends_open = ends_open or re.match(r"[^，、；）]{0,8}等", tail) is not None
    said = [statement.around(part) for part in parts]
    return Enumeration(link, wholes, parts, said, separator != "、", ends_open, rest)


_DENIED = Regex(r"(?:不予|不|未能?|没有?|无|非)(?P<what>[一-鿿]{2})")


def opposed(one: str, other: str) -> bool:
    """One of the two says what the other denies: 合格, 不合格."""
    for first, second in ((one, other), (other, one)):
        denied = _DENIED.search(first)
        if denied is not None and denied["what"] in second.replace(denied.group(), ""):
            return True
    return False
