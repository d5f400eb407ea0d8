"""consistency.change: 增长, 下降, 翻番 that do not follow from the two figures (由上年50件降至40件，下降25%)."""

import re
from collections.abc import Iterator
from fractions import Fraction
from math import ceil, floor
from typing import NamedTuple

from checker.consistency.arithmetic import ROUNDED, TRUNCATED, bounds, compare, finding, percent
from checker.consistency.quantities import HELD_AGAINST, Quantity, Statement, statements
from checker.figures import number
from checker.model import Document, Finding
from checker.regex import Regex

_UP = r"增长|增加|上升|提高|提升|扩大|增多|上涨|上浮|净增|多增|增幅|涨幅|升幅|增|升|涨"
_DOWN = r"下降|减少|降低|压缩|压减|压降|缩短|缩减|缩小|精简|回落|下滑|减幅|降幅|压缩率|压减率|降|减|缩"
_MOVE = rf"(?:(?P<up>{_UP})|(?P<down>{_DOWN}))"
_PAST = r"(?:上一?年度?|去年|上一年|前年|前一年|20\d\d年|上季度|上月)(?:的)?(?:同期|全年|底|末)?"
_TO = Regex(rf"[^，。；、：（）]{{0,8}}?{_MOVE}(?:[到至为成]|到了)[^，。；、：（）\d]{{0,6}}$")
_FROM = Regex(r"(?:由|从)[^，。；：（）]{0,16}$")
_AGAINST = rf"(?:同比|环比|(?:比|较|同){_PAST}(?:相比)?|与{_PAST}相比，?|总体|总量|实现|共|净|同期)"
_BY = Regex(rf"[^，。；、：（）]{{0,10}}[，（]?{_AGAINST}?(?:分别)?{_MOVE}(?:了|率|幅度?|比例)?(?:为|达到?|约)?$")
_YEARLY = Regex(rf"[^，。；、：（）]{{0,12}}[，（]{_AGAINST}{_MOVE}(?:了|率)?(?:为|达)?$")
_MORE = Regex(rf"[^，。；、：（）]{{0,12}}[，（](?:比|较){_PAST}(?:同期)?(?:(?P<up>多|增)|(?P<down>少|减))(?:了|出)?$")
_PRIOR = Regex(
    rf"[^，。；、：（）]{{0,10}}[，（](?:比|较|高于|低于){_PAST}的?(?:(?!{_UP}|{_DOWN}|多|少)[^，。；、：（）]){{0,6}}$"
)
_FORMER = Regex(rf"(?:^|[，。；、：（）])(?:比|较|同|与){_PAST}的$")
"""较2023年的110件增长12%: the figure of before, told with the change."""

_OLD = Regex(rf"{_PAST}(?:为|是|则?为|仅)?")
"""864件，2021年为960件，同比下降10%: the figure is last year's, the one before it this year's."""

_LAST_YEAR = Regex(rf"(?<![比较同与]){_PAST}(?!以来)")
_TIMES = Regex(rf"[^，。；、：（）]{{0,8}}，?(?:是|为|达到?|相当于){_PAST}的$")
_DOUBLED = Regex(
    r"[^，。；、：（）]{0,8}，(?:同比|较上年|比上年)?(?:实现)?翻了?(?P<times>[一两二三])?番(?P<vague>多|以上|有余)?"
)
_RANKS = Regex(r"排名|位次|名次|位居|位列|时效|效率|速度|提速|质效")
_RATES = frozenset(("%", "百分点"))
_GRADES = frozenset(("类", "级", "分", "届", "倍"))
_TIME = frozenset(("工作日", "天", "日", "小时", "分钟", "个月", "月", "年"))


class _Change(NamedTuple):
    """From `old` to `new`, as told by `delta` (None where only the two are told); `up` is the word's direction."""

    old: Quantity
    new: Quantity
    delta: Quantity | None
    up: bool
    told: bool  # the direction is that of the two figures' own verb (由A降至B), not of the delta


_MOVED_TOO = Regex(r"、(?:交回|收回|退回|取消|退出|减少|调出|核减|注销|撤销|废止|合并)\d")


def check(document: Document) -> tuple[Finding, ...]:
    """Changes that are wrong."""
    found: list[Finding] = []
    following: Statement | None = None
    for statement in statements(document.text.chars):
        earlier, following = following, statement
        if len(statement.quantities) < 2:
            continue
        reversed_pairs: set[tuple[Quantity, Quantity]] = set()
        judged: set[tuple[Quantity, Quantity, Quantity | None]] = set()
        for change in (*_changes(statement), *_former(statement, earlier)):
            if (change.old, change.new) in reversed_pairs or (change.old, change.new, change.delta) in judged:
                continue
            judged.add((change.old, change.new, change.delta))
            moved = change.delta is not None and _MOVED_TOO.match(statement.words, change.delta.end - statement.start)
            if moved:
                continue  # 58项，较首批的45项新增16项、交回3项: neither alone makes up the difference
            if change.new.start != change.old.start and HELD_AGAINST.search(change.new.label):
                continue  # 比2021年的248件下降13.7%，比2020年的260件下降17.7%: both are held against a figure before
            wrong = _direction(document, change) if change.told else _delta(document, statement, change)
            if wrong and _of_another(document, statement, change):
                continue
            if change.told and wrong:
                reversed_pairs.add((change.old, change.new))  # once is enough
            found += [wrong] if wrong else []
        found += _doubled(document, statement)
        found += _whole_numbers(document, statement)
    return tuple(dict.fromkeys(found))


def _of_another(document: Document, statement: Statement, change: _Change) -> bool:
    """全县主体900户，其中企业300户，较上年的800户增加100户: the change is that of a figure further before."""
    if change.new.start == change.old.start and change.delta is not None:
        gap = change.new.value - change.old.value  # told as 增加8件: the old figure is worked out from the new one
        wholes = [
            entry for entry in statement.quantities if entry.unit == change.new.unit and entry.end < change.new.start
        ]
        pairs = [change._replace(new=entry, old=entry._replace(value=entry.value - gap)) for entry in wholes]
        return any(pair.old.value > 0 and not _delta(document, statement, pair) for pair in pairs)
    if change.new.start > change.old.start:
        return False
    others = [
        entry for entry in statement.quantities if entry.unit == change.new.unit and entry.end <= change.new.start
    ]
    tried = (change._replace(new=entry) for entry in others)
    return any(not (_direction(document, one) if one.told else _delta(document, statement, one)) for one in tried)


def _changes(statement: Statement) -> Iterator[_Change]:
    """Every change that is told with both figures."""
    entries = statement.quantities
    for index, new in enumerate(entries):
        old = entries[index - 1] if index else None
        after = entries[index + 1] if index + 1 < len(entries) else None
        if old is not None and old.unit == new.unit:
            gap = statement.between(old.end, new.start)
            to = _TO.match(gap)
            if to is not None and _FROM.search(old.label):
                yield _Change(old, new, None, to["up"] is not None, True)
                yield from _with(statement, old, new, after)
                before = entries[index - 2] if index > 1 else None
                if before is not None:
                    by = _BY.search(statement.between(before.start - 24, before.start))
                    gap = statement.between(before.end, old.start)
                    if by is not None and re.match(r"[，（](?:由|从)", gap):
                        yield _Change(old, new, before, by["up"] is not None, False)
            elif _PRIOR.match(gap):
                yield from _with(statement, new, old, after)
        if new.unit != "倍" and new.unit not in _RATES and after is not None and index + 2 < len(entries):
            yield from _difference(statement, new, after, entries[index + 2])
        yield from _apart(statement, index)


def _with(statement: Statement, old: Quantity, new: Quantity, delta: Quantity | None) -> Iterator[_Change]:
    """The change with the figure that follows, if that tells it."""
    if delta is None:
        return
    if delta.unit == old.unit != "%":
        behind = next((entry for entry in statement.quantities if entry.start > delta.end), None)
        if behind is not None and behind.unit == "%":
            by = _BY.fullmatch(statement.between(delta.end, behind.start))
            if by is not None:
                yield _Change(old, new, behind, by["up"] is not None, False)
    gap = statement.between(max(old.end, new.end), delta.start)
    by = _BY.fullmatch(gap)
    if by is not None:
        yield _Change(old, new, delta, by["up"] is not None, False)
    elif delta.unit == "倍" and _TIMES.fullmatch(gap):
        yield _Change(old, new, delta._replace(unit="倍数"), True, False)


def _difference(statement: Statement, new: Quantity, by: Quantity, delta: Quantity) -> Iterator[_Change]:
    """47件，同比增加9件，增长23.7%: the old figure is their difference."""
    told = statement.between(new.end, by.start)
    first = _YEARLY.fullmatch(told) or _MORE.fullmatch(told)
    second = _BY.fullmatch(statement.between(by.end, delta.start))
    if _LAST_YEAR.search(new.label):
        return  # 今年1209次，去年1860次，减少651次: the figure before is the new one
    if first is None or second is None or by.unit != new.unit or delta.unit != "%" or not by.exact:
        return
    value = new.value - by.value if first["up"] else new.value + by.value
    if value > 0:
        yield _Change(new._replace(value=value), new, delta, second["up"] is not None, False)


def _apart(statement: Statement, index: int) -> Iterator[_Change]:
    """去年受理50件，今年受理40件，同比下降20%."""
    delta = statement.quantities[index]
    if index < 2 or delta.unit not in ("%", "百分点"):
        return
    new = statement.quantities[index - 1]
    by = _YEARLY.fullmatch(statement.between(new.end, delta.start))
    if by is None:
        return
    before = statement.quantities[index - 2]
    if _OLD.fullmatch(new.label) and before.unit == new.unit and not _LAST_YEAR.search(before.label[-12:]):
        yield _Change(new, before, delta, by["up"] is not None, False)
        return
    same = [entry for entry in statement.quantities[:index] if entry.unit == new.unit]
    past = [entry for entry in same if _LAST_YEAR.search(entry.label)]
    if len(same) == 2 and len(past) == 1:
        old = past[0]
        yield _Change(old, same[1] if same[0] is old else same[0], delta, by["up"] is not None, False)


def _former(statement: Statement, earlier: Statement | None) -> Iterator[_Change]:
    """132件……较2023年的110件增长20%: the new figure stands further back, perhaps a sentence before."""
    for index, old in enumerate(statement.quantities[:-1]):
        if _FORMER.search(statement.words[: old.start - statement.start][-16:]) is None:
            continue
        delta = statement.quantities[index + 1]
        by = _BY.fullmatch(statement.between(old.end, delta.start))
        near = earlier is not None and earlier.paragraph == statement.paragraph
        told = [*(earlier.quantities if earlier and near else ()), *statement.quantities[:index]]
        same = [entry for entry in told if entry.unit == old.unit and not entry.depth]
        beside = same and "；" not in (gap := statement.between(same[-1].end, old.start)) and len(gap) <= 16
        if by is not None and same and (len(same) == 1 or beside):
            yield _Change(old, same[-1], delta, by["up"] is not None, False)


def _direction(document: Document, change: _Change) -> Finding | None:
    """由40件降至50件."""
    old, new = change.old, change.new
    told = new.value > old.value if change.up else new.value < old.value
    if told or not (old.exact and new.exact) or old.unit in _GRADES or _RANKS.search(old.label):
        return None
    level = "hint" if old.unit in _TIME or old.unit == "人" or not (old.sure and new.sure) else "error"
    word = "升" if change.up else "降"
    message = f"{number(old.value)} 到 {number(new.value)} 不是{word}，请核对两个数字和“{word}”的说法。"
    start = old.start - len(old.label)
    return finding(document, "consistency.change", level, start, new.end, message)


def _delta(document: Document, statement: Statement, change: _Change) -> Finding | None:
    """The delta against the two figures."""
    old, new, delta = change.old, change.new, change.delta
    if delta is None or not (old.exact and new.exact and delta.exact) or not old.value:
        return None
    start = min(old.start - len(old.label), new.start - len(new.label), delta.start)
    start = max(start, min(statement.start, new.start))
    end = max(old.end, new.end, delta.end)
    words = statement.between(delta.start, delta.end)
    if delta.unit != "倍数" and delta.value and (new.value > old.value) != change.up:
        if _RANKS.search(statement.words):
            return None
        message = f"由 {number(old.value)} 到 {number(new.value)}，文中作{'升' if change.up else '降'} {words}，方向不符，请核对。"
        return finding(document, "consistency.change", "error", start, end, message)
    verdict = _compare(change, old, new, delta)
    if verdict is None:
        return None
    level, shown = verdict
    message = f"{shown}，文中作 {words}，请核对{'单位' if '百分点' in shown else '数字'}。"
    return finding(document, "consistency.change", level, start, end, message)


def _compare(change: _Change, old: Quantity, new: Quantity, delta: Quantity) -> tuple[str, str] | None:
    """Level and computation where the delta is not what the figures give."""
    gap = abs(new.value - old.value)
    minus = f"{number(max(old.value, new.value))} − {number(min(old.value, new.value))} = {number(gap)}"
    if delta.unit == "百分点" or delta.unit == old.unit != "%":
        if old.unit != "%" and delta.unit == "百分点":
            return "error", f"{_relative(old, new)}（两数不是百分比，不用“百分点”）"
        loose = gap != delta.value and (old.unit == "%" or old.step != 1)
        if loose and abs(gap - delta.value) <= (old.step + new.step + delta.step) / 2:
            return "hint", minus
        return None if gap == delta.value else ("error", minus)
    if delta.unit in ("倍", "倍数"):
        times = new.value / old.value
        wanted = times if delta.unit == "倍数" else times - 1
        if compare(wanted, wanted, delta) in (ROUNDED, TRUNCATED):
            return None
        colloquial = delta.unit == "倍" and compare(times, times, delta) == ROUNDED
        shown = f"{number(new.value)} ÷ {number(old.value)} = {number(times)} 倍"
        return ("hint", shown + f"，即增长 {number(times - 1)} 倍") if colloquial else ("error", shown)
    if delta.unit != "%":
        return None
    relative = 100 * gap / old.value
    if old.unit == "%" and gap == delta.value and compare(relative, relative, delta) != ROUNDED:
        return "error", f"{minus} 个百分点"
    result = compare(*_range(old, new), delta)
    if result == ROUNDED:
        return None
    return ("hint" if result == TRUNCATED else "error"), _relative(old, new)


def _range(old: Quantity, new: Quantity) -> tuple[Fraction, Fraction]:
    """The relative changes, in percent, that the two printed figures allow."""
    (old_low, old_high), (new_low, new_high) = bounds(old), bounds(new)
    corners = [abs(100 * (b - a) / a) for a in (old_low, old_high) for b in (new_low, new_high) if a > 0]
    level = old_low <= new_high and new_low <= old_high  # 4万 may be 4.26万
    return Fraction(0) if level else min(corners), max(corners)


def _relative(old: Quantity, new: Quantity) -> str:
    gap = abs(new.value - old.value)
    return f"（{number(max(old.value, new.value))} − {number(min(old.value, new.value))}）÷ {number(old.value)} = {percent(100 * gap / old.value)}"


def _doubled(document: Document, statement: Statement) -> Iterator[Finding]:
    """由20件增加到30件，翻一番."""
    if "番" not in statement.words:
        return
    for old, new in zip(statement.quantities, statement.quantities[1:], strict=False):
        told = _DOUBLED.match(statement.words, new.end - statement.start)
        to = _TO.match(statement.between(old.end, new.start))
        if told is None or to is None or old.unit != new.unit or not (old.exact and new.exact and old.value):
            continue
        times = new.value / old.value
        wanted = 2 ** {"两": 2, "二": 2, "三": 3}.get(told["times"] or "一", 1)
        if told["vague"] or Fraction(19, 20) <= times / wanted <= Fraction(6, 5):
            continue
        level = "hint" if Fraction(17, 20) <= times / wanted <= Fraction(3, 2) else "error"
        message = f"{number(new.value)} ÷ {number(old.value)} = {number(times)} 倍，文中作“{told.group().split('，')[-1]}”，请核对。"
        end = statement.start + told.end()
        yield finding(document, "consistency.change", level, old.start - len(old.label), end, message)


def _whole_numbers(document: Document, statement: Statement) -> Iterator[Finding]:
    """20宗，同比减少37.1%: no whole number of cases last year gives that; only a hint, the scope may differ."""
    for new, delta in zip(statement.quantities, statement.quantities[1:], strict=False):
        if delta.unit != "%" or not (new.exact and delta.exact and new.step == 1 and new.sure) or new.unit in _RATES:
            continue
        by = _YEARLY.fullmatch(statement.between(new.end, delta.start))
        if by is None or new.unit in _TIME | {"元", "倍", "分"} or _LAST_YEAR.search(new.label):
            continue
        sign = 1 if by["up"] else -1
        low, high = delta.value - delta.step / 2, delta.value + delta.step
        ends = sorted(new.value / (1 + sign * share / 100) for share in (low, high) if 1 + sign * share / 100 > 0)
        if len(ends) < 2 or ceil(ends[0]) <= floor(ends[1]):
            continue
        words = statement.between(new.start, new.end) + statement.between(new.end, delta.end)
        last = new.value / (1 + sign * delta.value / 100)
        message = f"按“{words}”推算，上期为 {number(last)}，不是整数，请核对。"
        yield finding(document, "consistency.change", "hint", new.start - len(new.label), delta.end, message)
