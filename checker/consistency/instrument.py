"""consistency.instrument: names, numbers, periods and dates of instruments that are wrong or do not agree.

National instruments are held against `instruments.json`; what is verified there proves a mistake, the rest gives hints.
Where local instruments have nearly the same name, only words that point to the national one prove anything.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from checker.consistency.instruments import Instrument, instruments
from checker.model import Document, Finding, Role
from checker.passage import passage

ID = "consistency.instrument"
MAX_ALIKE = 3
"""How many pairs of nearly the same name are told."""

_NUMBER = re.compile(
    r"(?P<office>中办发|国办发|国发|国办函|厅字|中发)〔(?P<year>\d{4})〕第?(?P<no>\d{1,4})号|(?:国务院令|国令)第?(?P<order>\d{3})号"
)
_PERIOD = re.compile(r"（?(?P<first>20\d\d)年?[-—－–~～至]{1,2}(?P<last>20\d\d)年?）?年?")
_STRIP = re.compile(
    r"^(?:中华人民共和国|中共中央办公厅|中共中央|国务院办公厅|国务院|中央办公厅|中办|国办|[、和])+|^关于印发|[、，·]|（[^（）]*）?年?$|的通知$"
)
_TYPES = (
    "方案",
    "意见",
    "办法",
    "细则",
    "规划",
    "计划",
    "措施",
    "要点",
    "通知",
    "制度",
    "指引",
    "规定",
    "条例",
    "纲要",
    "决定",
    "规则",
    "体系",
)
_LOCAL = re.compile(
    r"(?:[省市县区州盟旗局委办镇乡]|政府|人大常委会|本地|我[省市县区]|当地|地方|出台的?|制定的?|印发的?|(?<!新)修订的?|起草的?|自治区)$"
)
_MADE = re.compile(r"(?:出台|制定|印发|(?<!新)修订|起草|制订|审议|草拟|拟定)[^，。；《》]{0,10}$")
_NATIONAL = re.compile(r"国务院|中共中央|中央|国家|中办|国办|党内法规|行政法规")
_APPLIED = re.compile(
    r"(?:落实|贯彻|执行|实施|对照|按照|根据|依据|遵照|围绕|紧扣|依照|推进|深化|聚焦|锚定)[^。；]{0,60}$"
)
_ENDED = re.compile(
    r"评估|总结|终期|收官|届满|期满|回顾|验收|基础上|接续|到期|衔接|上一轮|上轮|原|圆满|全面完成|如期|收尾|十三五|以来|历时"
)
_FORTHCOMING = re.compile(r"草案|征求意见|即将|出台后|施行前|征求|送审|审议中|立法进程|拟|将于|将出台")
_DEFINES = re.compile(r"(?:以下|下)?(?:统)?简称[:：]?《(?P<short>[^《》\n]{2,14})》")
_GENERIC = frozenset(
    [
        "纲要",
        "条例",
        "规定",
        "办法",
        "意见",
        "方案",
        "规划",
        "细则",
        "决定",
        "实施纲要",
        "实施方案",
        "实施意见",
        "实施办法",
        "督察规定",
        "暂行条例",
    ]
)
_FORMAL = frozenset(
    [
        "规定",
        "工作",
        "实施",
        "暂行",
        "管理",
        "办法",
        "制度",
        "程序",
        "的",
        "和",
        "与",
        "及",
        "行政",
        "试行",
        "相关",
        "有关",
        "规则",
    ]
)
_SAME_TYPE = frozenset(["规定", "办法", "规则", "制度"])
_REVISED = re.compile(
    r"新(?:修订|修改|修正)(?:颁布|施行|实施|通过|出台)?的?《?(?:中华人民共和国)?(?P<name>[一-鿿]{3,8}?[法例])(?:》|(?![^，。；、》]{0,6}草案))"
)
_BODY = re.compile(
    r"(?<=[县区市州旗省、由经和与同向报])(?:政府)?(?P<body>法制办公室|法制办(?!理)|工商局|工商行政管理局|质监局|质量技术监督局|国土局|国土资源局|食药监局"
    r"|食品药品监督管理局|环保局|环境保护局|安监局|安全生产监督管理局|卫计委|卫计局|卫生和计划生育局|文广新局|物价局|国税局|地税局|扶贫办)"
)
_FORMER = re.compile(
    r"原|过去|以前|此前|改革前|前身|老|曾|划转|整合|合并|组建|撤销|更名|移交|历史|重组|挂牌|时期|之前|年以来|遗留"
)


class _Cited(NamedTuple):
    """A 《…》 with what decides whether it names a national instrument."""

    start: int
    end: int
    words: str
    core: str
    section: int
    role: Role
    before: str
    sentence: str


class _Claim(NamedTuple):
    start: int
    end: int
    section: int
    level: str
    message: str


def check(document: Document) -> tuple[Finding, ...]:
    """Instruments that are named, numbered or dated wrongly."""
    chars = document.text.chars
    claims: dict[tuple[int, int], _Claim] = {}
    found: list[_Claim] = []
    if document.titles:
        cited = list(_citations(document))
        for entry in cited:
            found += _national(document, entry)
        found += _numbers(document, cited)
        found += _abbreviations(chars, cited)
        found += _alike(cited)
    elif "〔" in chars or "令第" in chars:
        found += _numbers(document, [])
    if "新修" in chars:
        found += _revisions(document)
    if document.year is not None and document.year >= 2019:
        found += _bodies(document, document.year)
    for claim in sorted(found, key=lambda claim: (claim.start, claim.level)):
        claims.setdefault((claim.start, claim.end), claim)
    return tuple(
        Finding(ID, claim.level, passage(document, claim.start, claim.end, claim.section), claim.message)
        for claim in claims.values()
    )


def _citations(document: Document) -> Iterator[_Cited]:
    chars = document.text.chars
    at = 0
    for title in document.titles:
        while at < len(document.sentences) - 1 and document.sentences[at].end <= title.start:
            at += 1
        sentence = document.sentences[at]
        words = chars[title.start + 1 : title.end - 1]
        outside = _PERIOD.match(chars, title.end, title.end + 14) if chars.startswith("（20", title.end) else None
        yield _Cited(
            title.start, title.end, words + (outside.group() if outside else ""), _STRIP.sub("", _STRIP.sub("", words)),
            sentence.section, sentence.role, chars[max(sentence.start, title.start - 60) : title.start],
            chars[sentence.start : sentence.end],
        )  # fmt: skip


def _national(document: Document, entry: _Cited) -> Iterator[_Claim]:
    """What is wrong with the citation of a national instrument."""
    if len(entry.core) < 5 or _LOCAL.search(entry.before):
        return
    for known in instruments().instruments:
        name = _STRIP.sub("", known.name).removeprefix("关于")
        core = entry.core.removeprefix("关于")
        if core == name:
            claim = _period(document, entry, known) or _unknowable(document, entry, known)
            if claim:
                yield claim
            return
    if any(_STRIP.sub("", known.name).removeprefix("关于") in entry.core for known in instruments().instruments):
        return  # 《……规定》实施细则 and the like
    for known in instruments().instruments:
        claim = _misnamed(entry, known)
        if claim:
            yield claim
            return


def _misnamed(entry: _Cited, known: Instrument) -> _Claim | None:
    """《法治政府建设与责任落实督查工作规定》: one place of the name differs."""
    name = _STRIP.sub("", known.name).removeprefix("关于")
    core = entry.core.removeprefix("关于")
    if abs(len(name) - len(core)) > 3 or len(name) < 8:
        return None
    first, ours, theirs = change(core, name)
    most = 3 if len(name) >= 14 else 1
    typed = ours in _TYPES or ours[-2:] in _TYPES
    if first == 0 or any(char.isdigit() for char in ours + theirs):
        return None
    if theirs == "条例" and ours in ("规定", "办法") and name.endswith("暂行条例"):
        most = 2
    elif typed:
        return None
    if max(len(ours), len(theirs)) > most or _MADE.search(entry.before):
        return None
    sure = known.verified and (not known.local or _NATIONAL.search(entry.before) is not None)
    sure = sure and bool(theirs) and (not known.local or bool(ours))
    message = f"文件名应为《{known.name}》，这里写作“{ours or '（缺字）'}”，应为“{theirs or '（多字）'}”，请核对。"
    if not sure:
        message = f"文件名与《{known.name}》只差“{ours or theirs}”，请核对是否写错。"
    return _Claim(entry.start, entry.end, entry.section, "error" if sure else "hint", message)


def change(ours: str, theirs: str) -> tuple[int, str, str]:
    """Where two names begin to differ, and the words in between up to where they agree again."""
    first = 0
    while first < min(len(ours), len(theirs)) and ours[first] == theirs[first]:
        first += 1
    last = 0
    while last < min(len(ours), len(theirs)) - first and ours[-1 - last] == theirs[-1 - last]:
        last += 1
    return first, ours[first : len(ours) - last], theirs[first : len(theirs) - last]


def _period(document: Document, entry: _Cited, known: Instrument) -> _Claim | None:
    """（2015—2020年） where it is（2021—2025年）."""
    match = _PERIOD.search(entry.words)
    year = document.year
    if match is None or not known.periods:
        return None
    span = (int(match.group("first")), int(match.group("last")))
    right = next((period for period in known.periods if period[:2] == span), None)
    level = "error" if known.verified else "hint"
    if right is None:
        if re.search(rf"[省市区州县]{re.escape(known.name)}", document.text.chars):
            return None
        periods = "、".join(f"（{period[0]}—{period[1]}年）" for period in known.periods)
        message = f"《{known.name}》的期间是{periods}，这里写作{span[0]}—{span[1]}年，请核对。"
        return _Claim(entry.start, entry.end, entry.section, level, message)
    if year is None:
        return None
    if f"{year + 1}-04" < right[2]:
        message = f"报告年度是{year}年，（{span[0]}—{span[1]}年）的《{known.name}》{right[2][:4]}年{int(right[2][5:])}月才公布，请核对期间。"
        return _Claim(entry.start, entry.end, entry.section, level, message)
    if _ENDED.search(entry.before[-24:] + "■" + document.text.chars[entry.end : entry.end + 24]):
        return None
    newer = next((period for period in known.periods if period[0] > span[0]), None)
    if newer and year > span[1] and (_APPLIED.search(entry.before) or entry.role is Role.PLANS):
        sure = level == "error" and year > span[1] + 1
        message = (
            f"报告年度是{year}年，（{span[0]}—{span[1]}年）已经期满，现行的是（{newer[0]}—{newer[1]}年），请核对期间。"
        )
        return _Claim(entry.start, entry.end, entry.section, "error" if sure else "hint", message)
    return None


def _unknowable(document: Document, entry: _Cited, known: Instrument) -> _Claim | None:
    """An instrument told as applied before it was issued."""
    year = document.year
    if year is None or entry.role in (Role.PLANS, Role.PROBLEMS) or _FORTHCOMING.search(entry.sentence):
        return None
    if known.periods or re.search(rf"[省市区州县]{re.escape(known.name)}", document.text.chars):
        return None
    issued = f"{known.issued[:4]}年{int(known.issued[5:])}月"
    if known.issued > f"{year + 1}-04":
        message = f"报告年度是{year}年，《{known.name}》{issued}才公布，请核对文件名或年份。"
        return _Claim(entry.start, entry.end, entry.section, "error" if known.verified else "hint", message)
    if known.force > f"{year + 1}-01" and _APPLIED.search(entry.before) and "学习" not in entry.sentence:
        message = f"报告年度是{year}年，《{known.name}》自{known.force[:4]}年{int(known.force[5:])}月起施行，请核对。"
        return _Claim(entry.start, entry.end, entry.section, "hint", message)
    return None


def _numbers(document: Document, cited: list[_Cited]) -> Iterator[_Claim]:
    """A number that is not the instrument's, whose name stands right before or after it."""
    chars = document.text.chars
    for match in _NUMBER.finditer(chars):
        order = match.group("order")
        number = (
            f"国务院令第{order}号"
            if order
            else f"{match.group('office')}〔{match.group('year')}〕{match.group('no')}号"
        )
        entry = next(
            (found for found in cited if 0 <= match.start() - found.end <= 2 or 0 <= found.start - match.end() <= 2),
            None,
        )
        words = entry.words if entry else chars[max(0, match.start() - 50) : match.start()].rpartition("。")[2]
        known = next((found for found in instruments().instruments if _names(found, words)), None)
        if known is None:
            continue
        right = next(
            (period[3] for period in known.periods if f"{period[0]}" in words and f"{period[1]}" in words), known.number
        )
        if not right or right == number or right.partition("〔")[0][:3] not in number:
            continue
        sure = known.verified and known.number_verified
        message = f"《{known.name}》的文号是{right}，这里写作{number}，请核对。"
        section = next((at.section for at in document.sentences if at.start <= match.start() < at.end), -1)
        yield _Claim(match.start(), match.end(), section, "error" if sure else "hint", message)


def _names(known: Instrument, words: str) -> bool:
    """The words cite this very instrument, not a local one that goes with it."""
    if re.search(
        r"(?:省|自治区|[市县区州])(?:人民政府|委|政府)?(?:办公[厅室])?(?:印发|转发|关于)|实施(?:细则|方案|办法)|贯彻",
        words,
    ):
        return False
    if known.keys:
        return all(key in words for key in known.keys)
    return bool(known.periods) and _STRIP.sub("", words).startswith(known.name)


def _abbreviations(chars: str, cited: list[_Cited]) -> Iterator[_Claim]:
    """《纲要》 before anything says which; a short title used before 以下简称 introduces it."""
    defined = {match.group("short"): match.start() for match in _DEFINES.finditer(chars)}
    for entry in cited:
        at = defined.get(entry.words)
        if at is not None:
            if entry.start < at:
                message = f"简称《{entry.words}》在说明全称之前就使用了，请核对先后。"
                yield _Claim(entry.start, entry.end, entry.section, "hint", message)
        elif entry.words in _GENERIC:
            word = entry.words[-2:]
            earlier = any(
                other.start < entry.start and word in other.words and len(other.words) > len(entry.words)
                for other in cited
            )
            named = re.search(rf"[一-鿿]{{4}}{word}", chars[: entry.start]) is not None
            if not earlier and not named:
                message = f"简称《{entry.words}》前面没有说明全称，请补写全称或“以下简称”。"
                yield _Claim(entry.start, entry.end, entry.section, "hint", message)


def _alike(cited: list[_Cited]) -> Iterator[_Claim]:
    """The same local document under two names."""
    national = {_STRIP.sub("", known.name) for known in instruments().instruments}
    first: dict[str, _Cited] = {}
    for entry in cited:
        words = _STRIP.sub("", entry.words)
        if len(words) >= 8 and words not in national:
            first.setdefault(words, entry)
    told = 0
    names = list(first)
    for index, later in enumerate(names):
        for earlier in names[:index]:
            if told < MAX_ALIKE and _same(earlier, later) and first[earlier].sentence != first[later].sentence:
                told += 1
                entry = first[later]
                message = f"前文作《{first[earlier].words}》，这里作《{entry.words}》，请核对是否同一文件。"
                yield _Claim(entry.start, entry.end, entry.section, "hint", message)


def _same(one: str, other: str) -> bool:
    """Two names differ only in a formal word, or in what kind of paper it is."""
    if abs(len(one) - len(other)) > 2:
        return False
    at, ours, theirs = change(one, other)
    if at < 4:
        return False
    if not ours or not theirs:
        return (ours or theirs) in _FORMAL
    return (ours in _SAME_TYPE and theirs in _SAME_TYPE) or {ours, theirs} in (
        {"查", "核"},
        {"查", "察"},
        {"制", "治"},
        {"重", "要"},
    )


def _revisions(document: Document) -> Iterator[_Claim]:
    """新修订的行政复议法 in a report of a year in which it was not revised."""
    year = document.year
    chars = document.text.chars
    if year is None:
        return
    for match in _REVISED.finditer(chars):
        law = instruments().revised.get(match.group("name"))
        if law is None or "草案" in chars[match.end() : match.end() + 6]:
            continue
        known = [date for date in law.dates if date <= f"{year + 1}-04"]
        if known and int(known[-1][:4]) >= year - 2 or len(known) == len(law.dates):
            continue
        section = next((at.section for at in document.sentences if at.start <= match.start() < at.end), -1)
        coming = law.dates[len(known)]
        message = f"报告年度是{year}年，{match.group('name')}{coming[:4]}年{int(coming[5:])}月才修订，请核对。"
        yield _Claim(match.start(), match.end(), section, "error" if law.verified else "hint", message)


def _bodies(document: Document, year: int) -> Iterator[_Claim]:
    """法制办 in the report of 2022: the reform of 2018-2019 gave it up."""
    chars = document.text.chars
    if not any(
        word in chars
        for word in (
            "法制办",
            "工商",
            "质监",
            "质量技术",
            "国土",
            "食药",
            "食品药品",
            "环保局",
            "环境保护局",
            "安监",
            "安全生产监督",
            "卫计",
            "计划生育",
            "文广新",
            "物价局",
            "税局",
            "扶贫办",
        )
    ):
        return
    told = set()
    for match in _BODY.finditer(chars):
        body = match.group("body")
        sentence = next((at for at in document.sentences if at.start <= match.start() < at.end), None)
        if sentence is None or body in told or year < instruments().bodies[body]:
            continue
        if _FORMER.search(chars, sentence.start, sentence.end):
            continue
        told.add(body)
        message = f"“{body}”在机构改革后已改设，报告年度是{year}年，请核对机构名称。"
        yield _Claim(match.start(), match.end(), sentence.section, "hint", message)
