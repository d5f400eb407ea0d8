"""What a clause says of those beside it: a plan, a denial or a demand carries over its sentence."""

from checker.model import Clause, Polarity
from checker.regex import Regex

_DENIES = Regex(
    r"(?:但|却|又|至今|目前|仍|还|一直|后来|也|最终|均|都){0,2}(?:未能|没能|未(?!经|成年|来|收|发[生现]|受理|出现|接|被|满|超)|没有(?!发|收|接|出现|人|一|超|违|提)|没)"
)
_UNDONE = Regex(r"(?:没有|未能?|没)(?:启动|开展|进行|实施|完成|出台|印发|召开|组织|推开|落地|到位|执行|上线|投用)")
_PUT_OFF = Regex(
    r"(?:已|均已|暂)?(?:安排|推迟|延后|顺延|延期|放|留|改)[到在至](?:20\d\d年|明年|来年|次年|下一?年)|待[^，。；]{2,30}(?:后|时)再"
)
"""编制工作，已安排到2026年进行: what was put off is told just before."""

_FAILED = Regex(r"未|没|推迟|取消|搁置|暂缓|暂停|中止|停办|落空")
_MEANT = Regex(
    r"原定|原列入|原准备|原打算|原计划|原拟|原先|原来|原想|本来|本拟|计划(?=在|于|年内|举办|召开|出台|开展|组织|建)|约在"
)
_BECAUSE = Regex(r"因(?!此|而|地|案|时|人|村|企)|由于|受")
_AIM = Regex(r"(?:逐步|力争|确保|争取|努力|推动|推进|进一步|最终)")


def plan(chars: str, clauses: list[Clause]) -> list[Clause]:
    """Carry a plan on to what it aims at: 计划明年采购记录仪30台，逐步实现全程录像."""
    out = clauses[:1]
    for clause in clauses[1:]:
        aims = out[-1].polarity is Polarity.PLANNED and _AIM.match(chars, clause.start, clause.end) is not None
        out.append(clause._replace(polarity=Polarity.PLANNED) if aims and clause.polarity is Polarity.DONE else clause)
    return out


def deny(chars: str, clauses: list[Clause]) -> list[Clause]:
    """Carry a denial back over its sentence: 原定举办的培训班，因疫情未能开班; 要点因故，未能出台."""
    for at in range(len(clauses) - 1, 0, -1):
        clause = clauses[at]
        if _PUT_OFF.match(chars, clause.start, clause.end) and clauses[at - 1].polarity is Polarity.DONE:
            put_off = [entry._replace(polarity=Polarity.PLANNED) for entry in clauses[at - 1 : at + 1]]
            return clauses[: at - 1] + put_off + clauses[at + 1 :]
        if clause.polarity is not Polarity.LACKING:
            continue
        before = chars[clauses[0].start : clause.start]
        bare = (
            _DENIES.match(chars, clause.start, clause.end) or _UNDONE.search(chars, clause.start, clause.end)
        ) is not None
        meant = _MEANT.search(before) is not None and _FAILED.search(chars, clause.start, clause.end) is not None
        if meant or (bare and _BECAUSE.search(chars, clauses[at - 1].start, clauses[at - 1].end)):
            return [
                earlier._replace(polarity=Polarity.LACKING) if earlier.polarity is Polarity.DONE else earlier
                for earlier in clauses[:at]
            ] + clauses[at:]
    return clauses


_SUPERIOR_ACTS = Regex(
    r"(?:\d{1,2}月(?:份|底|初)?)?(?:(?P<far>中央|国务院|国家|上级|省)|(?P<city>市))[^，。；]{0,16}(?:下发|印发|发出|发布|召开|作出|提出)[^，。；]{0,16}，$"
)
_ORDERS = Regex(r"(?:明确)?(?:要求|强调|部署|提出|指出)")


def order(chars: str, clauses: list[Clause]) -> list[Clause]:
    """What a superior's paper asks for is demanded, not done: 市委依法治市办下发通知，要求……"""
    first = _SUPERIOR_ACTS.fullmatch(chars, clauses[0].start, clauses[0].end)
    if first is None or _ORDERS.match(chars, clauses[1].start, clauses[1].end) is None:
        return clauses
    if first.group("city") and (
        "我市" in chars or not any(word in chars for word in ("县委", "区委", "我县", "我区", "我局", "镇党委"))
    ):
        return clauses  # the city's own paper
    return [
        clause._replace(polarity=Polarity.DEMANDED) if clause.polarity is Polarity.DONE else clause
        for clause in clauses
    ]


_UP = r"上级|中央|国务院|国家|党中央|省里|市里|省委|省政府|省厅|省|市委|市政府|市|自治区|州里|上级文件"
_ASKED = Regex(
    rf"(?:(?:根据|按照|依据|遵照|按)(?:{_UP})[^，。；]{{0,16}}(?:要求|规定|精神|部署|通知|意见)，(?=[^，。；]{{0,14}}(?:应当?|须|要|必须)(?!急|诉|用))"
    rf"|(?:{_UP})[^，。；《》我本]{{0,14}}(?:要求|强调|规定|明确)(?:，)?(?:各地|各级|各部门|各单位|各市县|各县|各乡镇|各镇街|所有|全省|全市|全面|普遍))"
)
"""根据省政府要求，各地应当…… and 上级要求各地……: the whole sentence tells what is asked, not what was done."""

_ASKED_FIRST = frozenset("根按依遵上中国党省市自州")
_OURS = Regex(r"我[省市县区州旗镇乡局委办街]|本[市县区镇乡局]|[县区局镇乡]委|已|均|全部|\d")


def ask(chars: str, clauses: list[Clause]) -> list[Clause]:
    """What a superior asks of everybody stays a demand up to the end of the sentence, or up to what we did about it."""
    if chars[clauses[0].start] not in _ASKED_FIRST or _ASKED.match(chars, clauses[0].start, clauses[-1].end) is None:
        return clauses
    asked: list[Clause] = []
    for index, clause in enumerate(clauses):
        if index and _OURS.search(chars, clause.start, clause.end):
            return asked + clauses[index:]
        asked.append(clause._replace(polarity=Polarity.DEMANDED) if clause.polarity is Polarity.DONE else clause)
    return asked
