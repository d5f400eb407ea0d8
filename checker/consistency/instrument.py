"""consistency.instrument: names, numbers, periods and dates of instruments that are wrong or do not agree.

National instruments are held against `instruments.json`; what is verified there proves a mistake, the rest gives hints.
Where local instruments have nearly the same name, only words that point to the national one prove anything.
"""

import re
from collections.abc import Iterator
from itertools import islice

from checker.consistency.citation import PERIOD, STRIP, Cited, Claim, change, citations
from checker.consistency.instruments import Instrument, instruments
from checker.consistency.local import abbreviations, alike, bodies
from checker.consistency.naming import laws, misnumbered, numbered
from checker.model import Document, Finding, Role
from checker.passage import passage, sentence_at
from checker.regex import Regex

ID = "consistency.instrument"
MAX_TITLES = 400
"""More than any report cites."""

MAX_SHOWN = 30
"""So many findings make the point."""
_NUMBER = Regex(
    r"(?P<office>中办发|国办发|国发|国办函|厅字|中发)〔(?P<year>\d{4})〕第?(?P<no>\d{1,4})号|(?:国务院令|国令)第?(?P<order>\d{3})号"
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
_LOCAL = Regex(
    r"(?:[省市县区州盟旗局委办镇乡]|政府|人大常委会|本地|我[省市县区]|当地|地方|出台的?|制定的?|印发的?|(?<!新)修订的?|起草的?|自治区)$"
)
_ISSUED = Regex(
    r"(?:国务院(?:办公厅)?|中共中央(?:办公厅)?|中办|国办)(?:、国务院办公厅|、国办)?(?:印发|发布|制定|出台)的?$"
)
_MADE = Regex(r"(?:出台|制定|印发|(?<!新)修订|起草|制订|审议|草拟|拟定)[^，。；《》]{0,10}$")
_NATIONAL = Regex(r"国务院|中共中央|中央|国家|中办|国办|党内法规|行政法规")
_APPLIED = Regex(r"(?:落实|贯彻|执行|实施|对照|按照|根据|依据|遵照|围绕|紧扣|依照|推进|深化|聚焦|锚定)[^。；]{0,60}$")
_ENDED = Regex(
    r"评估|总结|终期|收官|届满|期满|回顾|验收|基础上|接续|到期|衔接|上一轮|上轮|原|圆满|全面完成|如期|收尾|十三五|以来|历时"
)
_FORTHCOMING = Regex(r"草案|征求意见|即将|出台后|施行前|征求|送审|审议中|立法进程|拟|将于|将出台")
_REVISED = Regex(
    r"新(?:修订|修改|修正)(?:颁布|施行|实施|通过|出台)?的?《?(?:中华人民共和国)?(?P<name>[一-鿿]{3,8}?[法例])(?:》|(?![^，。；、》]{0,6}草案))"
)


def check(document: Document) -> tuple[Finding, ...]:
    """Instruments that are named, numbered or dated wrongly."""
    chars = document.text.chars
    claims: dict[tuple[int, int], Claim] = {}
    found: list[Claim] = []
    if document.titles:
        cited = list(islice(citations(document), MAX_TITLES))
        for entry in cited:
            found += _national(document, entry)
        found += _numbers(document, cited)
        found += abbreviations(chars, cited)
        found += alike(cited)
        found += laws(cited)
        found += numbered(chars, cited)
        found += misnumbered(chars, cited)
    elif "〔" in chars or "令第" in chars:
        found += _numbers(document, [])
    if "新修" in chars:
        found += _revisions(document)
    if document.year is not None and document.year >= 2019:
        found += bodies(document, document.year)
    for claim in sorted(found, key=lambda claim: (claim.start, claim.level)):
        claims.setdefault((claim.start, claim.end), claim)
    return tuple(
        Finding(ID, claim.level, passage(document, claim.start, claim.end, claim.section), claim.message)
        for claim in list(claims.values())[:MAX_SHOWN]
    )


def _national(document: Document, entry: Cited) -> Iterator[Claim]:
    """What is wrong with the citation of a national instrument."""
    issued = _ISSUED.search(entry.before) is not None
    if len(entry.core) < 5 or (_LOCAL.search(entry.before) and not issued):
        return
    for known in instruments().instruments:
        name = STRIP.sub("", known.name).removeprefix("关于")
        core = entry.core.removeprefix("关于")
        if core == name:
            claim = _period(document, entry, known) or _unknowable(document, entry, known)
            if claim:
                yield claim
            return
    if any(STRIP.sub("", known.name).removeprefix("关于") in entry.core for known in instruments().instruments):
        return  # 《……规定》实施细则 and the like
    for known in instruments().instruments:
        claim = _misnamed(entry, known)
        if claim:
            yield claim
            return


def _misnamed(entry: Cited, known: Instrument) -> Claim | None:
    """《法治政府建设与责任落实督查工作规定》: one place of the name differs."""
    name = STRIP.sub("", known.name).removeprefix("关于")
    core = entry.core.removeprefix("关于")
    if abs(len(name) - len(core)) > 3 or len(name) < 8:
        return None
    first, ours, theirs = change(core, name)
    most = 3 if len(name) >= 14 else 2 if len(name) >= 11 and not ours else 1
    typed = ours in _TYPES or ours[-2:] in _TYPES
    if len(name) >= 10 and sorted(_untyped(core)) == sorted(_untyped(name)) and _untyped(core) != _untyped(name):
        message = f"文件名与《{known.name}》只是词序不同，请核对是否写错。"
        return Claim(entry.start, entry.end, entry.section, "hint", message)
    if first == 0 or any(char.isdigit() for char in ours + theirs):
        return None
    if theirs == "条例" and ours in ("规定", "办法") and name.endswith("暂行条例"):
        most = 2
    elif typed:
        numbered = entry.after.startswith(f"（{known.number}）") if known.number else False
        named = len(name) >= 10 and _ISSUED.search(entry.before) is not None
        if (numbered or named) and known.verified:
            message = f"文件名应为《{known.name}》（{known.number}），这里写作“{ours}”，请核对。"
            return Claim(entry.start, entry.end, entry.section, "error", message)
        if ours == "条例" and known.verified and len(name) >= 12 and not _MADE.search(entry.before):
            message = f"文件名应为《{known.name}》，这里写作“条例”，请核对。"
            return Claim(entry.start, entry.end, entry.section, "hint", message)
        return None
    if max(len(ours), len(theirs)) > most or _MADE.search(entry.before):
        return None
    sure = known.verified and (not known.local or _NATIONAL.search(entry.before) is not None)
    sure = sure and bool(theirs) and (not known.local or bool(ours))
    message = f"文件名应为《{known.name}》，这里写作“{ours or '（缺字）'}”，应为“{theirs or '（多字）'}”，请核对。"
    if not sure:
        message = f"文件名与《{known.name}》只差“{ours or theirs}”，请核对是否写错。"
    return Claim(entry.start, entry.end, entry.section, "error" if sure else "hint", message)


def _untyped(name: str) -> str:
    return next((name.removesuffix(kind) for kind in _TYPES if name.endswith(kind)), name)


def _period(document: Document, entry: Cited, known: Instrument) -> Claim | None:
    """（2015—2020年） where it is（2021—2025年）."""
    match = PERIOD.search(entry.words)
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
        return Claim(entry.start, entry.end, entry.section, level, message)
    if year is None:
        return None
    if f"{year + 1}-04" < right[2]:
        message = f"报告年度是{year}年，（{span[0]}—{span[1]}年）的《{known.name}》{right[2][:4]}年{int(right[2][5:])}月才公布，请核对期间。"
        return Claim(entry.start, entry.end, entry.section, level, message)
    if _ENDED.search(entry.before[-24:] + "■" + document.text.chars[entry.end : entry.end + 24]):
        return None
    newer = next((period for period in known.periods if period[0] > span[0]), None)
    if newer and year > span[1] and (_APPLIED.search(entry.before) or entry.role is Role.PLANS):
        sure = level == "error" and year > span[1] + 1
        message = (
            f"报告年度是{year}年，（{span[0]}—{span[1]}年）已经期满，现行的是（{newer[0]}—{newer[1]}年），请核对期间。"
        )
        return Claim(entry.start, entry.end, entry.section, "error" if sure else "hint", message)
    return None


def _unknowable(document: Document, entry: Cited, known: Instrument) -> Claim | None:
    """An instrument told as applied before it was issued."""
    year = document.year
    if year is None or entry.role in (Role.PLANS, Role.PROBLEMS) or _FORTHCOMING.search(entry.sentence):
        return None
    if known.periods or re.search(rf"[省市区州县]{re.escape(known.name)}", document.text.chars):
        return None
    issued = f"{known.issued[:4]}年{int(known.issued[5:])}月"
    if known.issued > f"{year + 1}-04":
        message = f"报告年度是{year}年，《{known.name}》{issued}才公布，请核对文件名或年份。"
        sure = known.verified and (not known.local or _NATIONAL.search(entry.before) is not None)
        return Claim(entry.start, entry.end, entry.section, "error" if sure else "hint", message)
    if known.force > f"{year + 1}-01" and _APPLIED.search(entry.before) and "学习" not in entry.sentence:
        message = f"报告年度是{year}年，《{known.name}》自{known.force[:4]}年{int(known.force[5:])}月起施行，请核对。"
        return Claim(entry.start, entry.end, entry.section, "hint", message)
    return None


def _numbers(document: Document, cited: list[Cited]) -> Iterator[Claim]:
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
        words = entry.words if entry else _around(chars, match.start(), match.end())
        known = next((found for found in instruments().instruments if _names(found, words)), None)
        if known is None:
            continue
        right = next(
            (period[3] for period in known.periods if f"{period[0]}" in words and f"{period[1]}" in words), known.number
        )
        if not right or right == number:
            continue
        if right.partition("〔")[0] not in number and right.partition("〔")[2] != number.partition("〔")[2]:
            continue  # another body's paper that goes with it
        sure = known.verified and known.number_verified
        message = f"《{known.name}》的文号是{right}，这里写作{number}，请核对。"
        sentence = sentence_at(document, match.start())
        section = sentence.section if sentence else -1
        yield Claim(match.start(), match.end(), section, "error" if sure else "hint", message)


def _around(chars: str, start: int, end: int) -> str:
    """The words before and after, inside the sentence."""
    return chars[max(0, start - 50) : start].rpartition("。")[2] + chars[end : end + 60].partition("。")[0]


def _names(known: Instrument, words: str) -> bool:
    """The words cite this very instrument, not a local one that goes with it."""
    if re.search(
        r"(?:省|自治区|[市县区州])(?:人民政府|委|政府)?(?:办公[厅室])?(?:印发|转发|关于)|实施(?:细则|方案|办法)|贯彻",
        words,
    ):
        return False
    if known.keys:
        return all(key in words for key in known.keys)
    return bool(known.periods) and STRIP.sub("", words).startswith(known.name)


def _revisions(document: Document) -> Iterator[Claim]:
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
        sentence = sentence_at(document, match.start())
        section = sentence.section if sentence else -1
        coming = law.dates[len(known)]
        message = f"报告年度是{year}年，{match.group('name')}{coming[:4]}年{int(coming[5:])}月才修订，请核对。"
        yield Claim(match.start(), match.end(), section, "error" if law.verified else "hint", message)
