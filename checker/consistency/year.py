"""consistency.year: years that do not go with the report's.

An error where the text's own words cannot both be true: this year's work told under another year, next year's plans under
a past one, an event after the signature. What may have a reason (a document of last year, a date of signature far off) is
a hint. A year that is compared, that something goes on since, or that a title, a period or a number carries is no claim.
"""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from checker.consistency.mention import DIGITS, Mention, mentions, number, signature
from checker.consistency.own import called
from checker.model import Document, Finding, Polarity, Role
from checker.passage import passage

ID = "consistency.year"
MAX_ALIKE = 3
"""More than so many achievements under the same other year are one mistake, told once."""

_PERIOD = {"十三五": (2016, 2020), "十四五": (2021, 2025), "十五五": (2026, 2030)}
_BEGINS = re.compile(r"(?:^|[，。；：\n])(?:[一二三四五六七八九十]{1,2}是|（.{1,3}）|\d{1,2}[.、])?(?:在|到了)?$")
_OURS = r"我(?:们|[县区市局镇乡街委办厅州旗州处院])|全(?:[县区市局镇乡街州旗]|系统|街道)(?!面)|[县区市]委|[县区市镇乡]政府|局党组|街道(?:党工委|办事处)?"
_ACTS = (
    r"共(?!同|建|治|享)|累计|新增|先后|组织|开展|办理|受理|审结|办结|制定|印发|出台|审查|审核|完成|举办|召开|调解|化解|培训|修订|清理|公开|坚持|围绕|始终|深入"
    r"|扎实|认真|严格|持续|不断|全面|紧紧|紧扣|积极|以(?!来|前|后|上|下)|立足|聚焦|通过|建成|压减|取消|承接|查处|立案|投入|报送|备案|聘请|配备"
)
_LEAD = re.compile(r"^(?:度|来)?，?(?:全年)?，?")
_EVENT = re.compile(
    r"制定|印发|出台|修订|启动|建成|完成|实施|推行|开始|入选|列入|通过|设立|成立|组建|撤|合并|改制|创建|承接|取消|聘请|配备|建立|签订|搬迁|开通|上线"
)
"""What happens once, and may be told for its history."""

_MONTH = re.compile(r"(\d{1,2}|[一二三四五六七八九十]{1,2})月(?:份|底|初|中旬|上旬|下旬)?(?:(\d{1,2})日)?")
_CONTRAST = re.compile(
    r"今年|本年|目前|现已|现有|至今|迄今|以来|起[，、就施]|同期|同比|上年|去年|往年|前年|较|[^例正评]比(?!例|如|较|武|赛|对)|连续|相比|增长|下降|历史|曾|此前|前期|早在|自20|遗留|当时"
    r"|被(?:确定|列为|命名|评为|授予|认定)|获评|荣获|获得|考核|考评|评估|审计|预算|决算|述职|回顾|为基|基数|基期|上一轮|前身|成立|组建|挂牌|设立"
)
_FUTURE = re.compile(
    r"[^。；]{0,24}?(?:将(?!其|此)|拟(?!定)|打算|计划(?!的|未)|重点做好|重点抓|重点推进|重点工作|着力|力争|要(?!求|点|素|件)|继续|争取)"
)
_WILL = re.compile(r"[^。；]{0,16}?(?:将(?!其|此|[^，。；]{1,12}(?:纳入|列入|列为|作为))|拟(?!定)|打算)")
_RECALLS = re.compile(r"虽|但|取得|不足|差距|已经|完成了|之所以")
_LATER = re.compile(
    r"将|拟|计划|预计|预期|列入|纳入|力争|确保|争取|底前|[月日年]前|起施行|生效|到期|届满|截止|有效期|预算|为止|开局|规划|目标|以前|之前|启动换届|前完成"
)
_PLANS_FOR = re.compile(r"度?(?:，|全年，?|(?=我|全|将|拟|计划|重点|要|[县区市镇乡]))")
_DUE = re.compile(r"^(?:\d{1,2}月)?(?:底|末)?前?[^，。；]{0,14}(?:完成|建成|实现|达到|投用|开工|建立|清零|全部|全覆盖)")
_PAPER = re.compile(
    r"(?:编制|公布|印发|制定|出台|确定|发布|下发|列出|列入)(?:了|并公布|并向社会公布|并印发)?[^，。；》]{0,10}《?[^，。；《》]{0,10}$"
)
_PAPER_OF = re.compile(
    r"^度?[^，。；》《]{0,22}?(?:事项目录|决策目录|听证目录|工作要点|工作计划|学法计划|普法计划|立法计划|检查计划|任务分解|工作安排|责任清单|普法清单|工作重点)"
)
_PAPER_BUT = re.compile(r"考核|评估|报告|总结|述法|落实|执行|对照|按照|根据|依据|完成|续|回头看|调整|修订")
_HEAD_TOLD = re.compile(
    r"^度?的?(?:[^，。]{0,8}(?:法治|依法行政|工作|主要|重点任务)[^，。]{0,20}(?:情况|成效|成绩|回顾|举措|进展|完成|开展|做法)|(?:主要)?(?:工作|举措)?(?:情况|成效|成绩|回顾))"
)
_HEAD_PLAN = re.compile(
    r"^度?[^，。]{0,14}(?:工作安排|工作打算|打算|计划|安排|思路|展望|工作重点|下一步|设想|谋划|怎么干)"
)
_HEAD_BUT = re.compile(
    r"考核|反馈|整改|述法|督察|审计|问题|计划(?:完成|执行|落实|推进)|安排(?:完成|执行|落实|推进)|以来|预算"
)
_BASE = re.compile(r"(?:较|与|同|(?<![例评])比)$")
_BASE_OF = re.compile(r"^(?:度|同期|全年)?(?:同期)?(?:相比|增|减|上升|下降|提高|降低|多|少|压|缩|翻|的\d)")
_RESULTS = re.compile(
    r"取得(?:了|新|明显|显著|积极|一定|较好|良好|阶段)|荣获|获评|共(?:受理|办理|开展|组织|举办|审查|调解|化解|培训)[^，。；]{0,16}\d|累计[^，。；]{0,12}\d|已(?:建成|完成)"
)
_PLANS_ABOVE = re.compile(r"下一步|下步|打算|安排|计划|展望|思路|明年|来年|今后|不足|问题|重点")
_SEVERAL = re.compile(r"[三五两]年|20\d\d年?[—\-－~～至]+20\d\d|近年|以来|届")
_TOLD_IN = frozenset({Role.ACHIEVEMENTS, Role.DUTY, Role.HIGHLIGHTS, Role.PREAMBLE})
_SAYS = frozenset({Polarity.DONE, Polarity.ZERO})


class _Claim(NamedTuple):
    start: int
    end: int
    section: int
    level: str
    message: str
    told: int = 0  # the year under which an achievement is told


class _Frame(NamedTuple):
    """What the years are held against."""

    year: int
    signed: tuple[int, int, int] | None  # year, month, day; day 31 where none is given
    subject: re.Pattern[str]  # the issuer, as the text calls it
    ours: re.Pattern[str]  # the issuer or an act of its
    partly: bool  # the report is about a part of the year


def check(document: Document) -> tuple[Finding, ...]:
    """Years that do not go with the report's own; nothing where the text itself does not state its year."""
    year = document.year
    chars = document.text.chars
    title = document.title.value if document.title else ""
    if year is None or not _stated(document, year) or _SEVERAL.search(title):
        return ()
    names = "|".join(re.escape(name) for name in called(document)) or "■"
    signed = signature(document)
    frame = _Frame(
        year,
        signed[0] if signed else None,
        re.compile(f"(?:{names}|{_OURS})"),
        re.compile(f"(?:{names}|{_OURS}|{_ACTS})"),
        "半年" in title or "季度" in title,
    )
    claims = list(_signature_claims(document, frame, signed)) if signed else []
    for entry in mentions(document):
        claim = next((found for rule in _RULES if (found := rule(document, entry, frame))), None)
        if claim:
            claims.append(claim)
    claims = _gathered(sorted(claims), chars)
    return tuple(
        Finding(ID, claim.level, passage(document, claim.start, claim.end, claim.section), claim.message)
        for claim in claims
    )


def _stated(document: Document, year: int) -> bool:
    """The report says which year it is about: in its title or at its beginning."""
    title = document.title.value if document.title else ""
    return (
        str(year) in title
        or f"{year}年" in document.text.chars[:600]
        or str(year) in "".join(DIGITS.get(char, char).replace("二", "2") for char in title)
    )


def _in_title(entry: Mention) -> bool:
    return entry.before.rfind("《") > entry.before.rfind("》") or entry.before.rfind("〔") > entry.before.rfind("〕")


def _says(document: Document, entry: Mention) -> bool:
    """The clause states something done."""
    low = next((clause for clause in document.clauses if clause.start <= entry.start < clause.end), None)
    return low is not None and low.polarity in _SAYS


def _claim(entry: Mention, level: str, message: str, words: int | None = None, told: int = 0) -> _Claim:
    """A finding that quotes the year and `words` characters after it, or its clause."""
    tail = re.match(
        r"[^，。；：\n]{0,8}，?[^，。；：\n]{0,40}" if words is None else rf"[^。；\n]{{0,{words}}}", entry.after
    )
    return _Claim(entry.start, entry.end + (tail.end() if tail else 0), entry.sentence.section, level, message, told)


def _heading(document: Document, entry: Mention, frame: _Frame) -> _Claim | None:
    """一、2021年工作情况 or 三、2022年工作安排 in the report of 2022."""
    if not entry.sentence.heading or f"{frame.year}年" in entry.before + entry.after or _in_title(entry):
        return None
    if _HEAD_BUT.search(entry.after):
        return None
    if _HEAD_PLAN.match(entry.after):
        if entry.value <= frame.year and not frame.partly:
            return _claim(
                entry, "error", f"报告年度是{frame.year}年，下一步安排写作{entry.value}年，已经过去，请核对年份。"
            )
        if entry.value > frame.year + 1:
            return _claim(entry, "hint", f"报告年度是{frame.year}年，下一步安排写作{entry.value}年，请核对年份。")
    elif _HEAD_TOLD.match(entry.after) and entry.value != frame.year:
        return _claim(entry, "error", f"报告年度是{frame.year}年，标题写作{entry.value}年，请核对年份。")
    return None


def _reports(document: Document, entry: Mention, frame: _Frame) -> _Claim | None:
    """现将2021年度法治政府建设情况报告如下 in the report of 2022."""
    if entry.value == frame.year or not re.search("现(?:就|将|把)[^，。；]{0,24}$", entry.before) or _in_title(entry):
        return None
    if (
        re.match(r"[^，。；]{0,30}(?:报告|汇报|总结|通报|公布)如下", entry.after)
        and f"{frame.year}年" not in entry.after
    ):
        return _claim(entry, "error", f"报告年度是{frame.year}年，这里说报告{entry.value}年的情况，请核对年份。")
    return None


def _period(document: Document, entry: Mention, frame: _Frame) -> _Claim | None:
    """2022年是十四五开局之年."""
    match = re.match(r"(?:既)?是[^，。；]{0,10}(十[三四五]五)[^，。；]{0,16}(开局|收官|第一年|最后一年)", entry.after)
    if match is None:
        return None
    first, last = _PERIOD[match.group(1)]
    due = first if match.group(2) in ("开局", "第一年") else last
    if entry.value == due:
        return None
    message = f"“{match.group(1)}”是{first}—{last}年，{entry.value}年不是{match.group(2)}之年，请核对年份。"
    return _claim(entry, "error", message, match.end())


def _planned(document: Document, entry: Mention, frame: _Frame) -> _Claim | None:
    """2022年，我们将…… among the plans of the report of 2022."""
    # plans that open with a wrong year are not seen to open, and stay among the problems
    if entry.sentence.role not in (Role.PLANS, Role.PROBLEMS) or entry.sentence.heading or frame.partly:
        return None
    if _in_title(entry):
        return None
    begins = _BEGINS.search(entry.before) is not None
    head = re.split("[。；]", entry.after)[0][:48]
    future = _WILL if entry.sentence.role is Role.PROBLEMS else _FUTURE
    plans = _PLANS_FOR.match(head) and future.match(head) and _RECALLS.search(head) is None
    if begins and plans and f"{frame.year + 1}年" not in entry.rest:
        if frame.year - 1 <= entry.value <= frame.year:
            return _claim(
                entry, "error", f"报告年度是{frame.year}年，下一步安排写作{entry.value}年，已经过去，请核对年份。"
            )
        if entry.value > frame.year + 1 and "规划" not in head:
            return _claim(entry, "hint", f"报告年度是{frame.year}年，下一步安排写作{entry.value}年，请核对年份。")
    if begins and entry.value <= frame.year and re.match(r"是[^。；]{2,40}之年", entry.after):
        return _claim(entry, "hint", f"报告年度是{frame.year}年，下一步安排里写“{entry.value}年是……之年”，请核对年份。")
    if begins and entry.value <= frame.year and re.match("起[，、]", entry.after):
        return _claim(entry, "hint", f"报告年度是{frame.year}年，下一步安排写作{entry.value}年起，请核对年份。")
    past = entry.value < frame.year or (frame.signed is not None and frame.signed[0] > entry.value)
    if past and _DUE.match(entry.after) and re.search("到|前|底|末|力争|确保|争取|在|将", entry.before[-12:]):
        return _claim(entry, "hint", f"下一步安排以{entry.value}年为期限，已经过去，请核对年份。")
    return None


def _dated(document: Document, entry: Mention, frame: _Frame) -> _Claim | None:
    """An event told as done that lies after the signature, or after any time at which the report can be written."""
    if entry.sentence.role not in _TOLD_IN or entry.sentence.heading or _in_title(entry):
        return None
    month = _MONTH.match(entry.after)
    if month is None or entry.value < frame.year or _LATER.search(entry.rest) or not _says(document, entry):
        return None
    limit = frame.signed or (frame.year + 1, 5, 31)
    event = (entry.value, number(month.group(1)), int(month.group(2) or 1))
    if limit[0] >= frame.year and event > limit:
        told = "-".join(str(part) for part in limit[:2])
        message = (
            f"这里讲的是{event[0]}年{event[1]}月的事，报告落款是{told}，请核对年份。"
            if frame.signed
            else (f"报告年度是{frame.year}年，这里讲的是{event[0]}年{event[1]}月的事，请核对年份。")
        )
        return _claim(entry, "error", message)
    return None


def _told(document: Document, entry: Mention, frame: _Frame) -> _Claim | None:
    """2021年，我区…… as this year's work in the report of 2022."""
    if entry.value == frame.year or entry.sentence.role not in _TOLD_IN or entry.sentence.heading or _in_title(entry):
        return None
    if entry.value < frame.year - 2 or _in_series(document, entry, frame):
        return None
    head = _LEAD.sub("", entry.after, count=1)
    month = _MONTH.match(head)
    begins = _BEGINS.search(entry.before) is not None or re.search(
        rf"(?:^|[，。；：])(?:{frame.subject.pattern})$", entry.before
    )
    if begins and not month and _opens(document, entry, frame) and frame.ours.match(head):
        return _claim(entry, "error", f"报告年度是{frame.year}年，开头写作{entry.value}年，请核对年份。")
    if not begins or _CONTRAST.search(entry.rest) or f"{frame.year}年" in entry.rest or not _says(document, entry):
        return None
    if month:
        acts = re.match(r"，?(?:经|由|在)?", head[month.end() :])
        follows = frame.ours.match(head[month.end() + (acts.end() if acts else 0) :])
        if entry.value < frame.year and follows and not month.group().endswith(("底", "初")):
            return _claim(
                entry,
                "hint",
                f"报告年度是{frame.year}年，这里讲的是{entry.value}年的事，请核对年份。",
                told=entry.value,
            )
        return None
    ahead = entry.value > frame.year and _LATER.search(re.split("[。；]", entry.after)[0])
    if ahead or not frame.ours.match(head):
        return None
    first = re.split("[，。；]", frame.subject.sub("", head, count=1).lstrip("，"))[0]
    once = _EVENT.search(first) is not None and re.search("共|累计", first) is None
    message = f"报告年度是{frame.year}年，这里把工作写在{entry.value}年，请核对年份。"
    return _claim(entry, "hint" if once else "error", message, told=entry.value)


def _in_series(document: Document, entry: Mention, frame: _Frame) -> bool:
    """The sentence before gives the figures of the report's year: 2022年共受理46件。2021年共受理40件。"""
    chars = document.text.chars
    line = chars.rfind("\n", 0, max(0, entry.sentence.start - 1))
    before = chars[max(line, entry.sentence.start - 60, 0) : entry.sentence.start]
    return f"{frame.year}年" in before and re.search(r"\d[件次起宗例场期人项份%]", before) is not None


def _opens(document: Document, entry: Mention, frame: _Frame) -> bool:
    """The year is the first word of the report's text, and neither its sentence nor the next is about the right one."""
    chars = document.text.chars
    body = (at for at in document.sentences if not at.heading and at.end - at.start > 8 and chars[at.end - 1] != "：")
    first = next(body, None)
    if first is not entry.sentence or entry.start - first.start > 2 or re.match("以?来|[末底]", entry.after):
        return False
    following = entry.rest[first.end - first.start :]
    return f"{frame.year}年" not in entry.after and re.match(rf"{frame.year}年|今年", following) is None


def _done_ahead(document: Document, entry: Mention, frame: _Frame) -> _Claim | None:
    """2023年，我县……取得新成效 in the report of 2022; the sentence opens like plans, and yet tells results."""
    if entry.value <= frame.year or entry.sentence.role is not Role.PLANS or entry.sentence.heading or _in_title(entry):
        return None
    section = entry.sentence.section
    words = ""
    while section >= 0:
        heading = document.headings[section]
        words += document.text.chars[heading.start : heading.end]
        section = heading.parent
    sentence = entry.before + entry.after
    if not words or _PLANS_ABOVE.search(words) or _LATER.search(sentence) or _FUTURE.match(sentence):
        return None
    if _BEGINS.search(entry.before) and _RESULTS.search(entry.after):
        return _claim(entry, "error", f"报告年度是{frame.year}年，这里把成绩写在{entry.value}年，请核对年份。")
    return None


def _until(document: Document, entry: Mention, frame: _Frame) -> _Claim | None:
    """截至2021年底，我区共有…… in the report of 2022."""
    match = re.match(
        r"(?:(\d{1,2})月)?(?:底|末|\d{1,2}日)?(?:，|(?=我|全|共|累计|已|完成))(?P<rest>[^。；]{0,30})", entry.after
    )
    if match is None or not re.search("截[至止]$", entry.before) or entry.sentence.role not in _TOLD_IN:
        return None
    if entry.value > frame.year + 1 or (entry.value == frame.year + 1 and "底" in match.group()[:2]):
        return _claim(entry, "error", f"报告年度是{frame.year}年，统计截至{entry.value}年，还没有到，请核对年份。")
    counts = re.search(r"(?:共|累计|已|完成)[^，。；]{0,16}\d", match.group("rest"))
    if entry.value < frame.year and counts and not _CONTRAST.search(entry.rest):
        return _claim(entry, "hint", f"报告年度是{frame.year}年，统计只截至{entry.value}年，请核对年份。")
    return None


def _compared(document: Document, entry: Mention, frame: _Frame) -> _Claim | None:
    """比2022年增长 in the report of 2022 compares the year with itself; 同比 means with the year before."""
    if entry.sentence.role not in _TOLD_IN or not _BASE.search(entry.before) or not _BASE_OF.match(entry.after):
        return None
    if entry.value >= frame.year and f"{frame.year + 1}年" not in entry.rest and not frame.partly:
        return _claim(entry, "error", f"报告年度是{frame.year}年，这里同{entry.value}年相比，请核对基期。", 10)
    clause = entry.before.rpartition("，")[2] + re.split("[，。；]", entry.after)[0]
    if entry.value < frame.year - 1 and "同比" in clause:
        return _claim(
            entry, "hint", f"同比是同上一年（{frame.year - 1}年）相比，这里写作{entry.value}年，请核对基期。", 10
        )
    return None


def _paper(document: Document, entry: Mention, frame: _Frame) -> _Claim | None:
    """印发《2021年法治政府建设工作要点》 among the work of 2022."""
    if entry.value >= frame.year or entry.sentence.role not in _TOLD_IN or entry.sentence.heading:
        return None
    paper = _PAPER_OF.match(entry.after)
    made = _PAPER.search(entry.before)
    if paper is None or made is None or not _says(document, entry):
        return None
    clause = re.split("[，。；]", entry.before)[-1] + re.split("[，。；]", entry.after)[0]
    if _PAPER_BUT.search(clause) or f"{entry.value}年" in clause.replace(entry.after[:4], "")[:8]:
        return None
    return _claim(entry, "hint", f"报告年度是{frame.year}年，这里是{entry.value}年的文件，请核对年份。", paper.end())


_RULES: tuple[Callable[[Document, Mention, _Frame], _Claim | None], ...] = (
    _heading, _reports, _period, _done_ahead, _planned, _dated, _told, _until, _compared, _paper,
)  # fmt: skip


def _signature_claims(
    document: Document, frame: _Frame, signed: tuple[tuple[int, int, int], int, int]
) -> Iterator[_Claim]:
    """A report signed before its year began or long after, or before the months it tells of."""
    (year, month, _), start, end = signed
    section = document.sentences[-1].section if document.sentences else -1
    if year < frame.year:
        yield _Claim(start, end, section, "error", f"报告年度是{frame.year}年，落款是{year}年，请核对。")
    elif year > frame.year + 1 or (year == frame.year + 1 and month > 9):
        yield _Claim(start, end, section, "hint", f"报告年度是{frame.year}年，落款是{year}年{month}月，请核对。")
    elif (
        year == frame.year
        and not frame.partly
        and (month <= 6 or month < 10 and not re.search("截[至止]", document.text.chars))
    ):
        yield _Claim(
            start, end, section, "hint", f"报告年度是{frame.year}年，落款是当年{month}月，一年还没有过完，请核对。"
        )


def _gathered(claims: list[_Claim], chars: str) -> list[_Claim]:
    """Many achievements under one other year are told once: then the title, or a whole part, is of another year."""
    kept = []
    for claim in claims:
        alike = [other for other in claims if other.told and other.told == claim.told]
        if len(alike) <= MAX_ALIKE:
            kept.append(claim)
        elif claim is alike[0]:
            message = f"{claim.message}全文这样的地方有{len(alike)}处，请核对标题或整段的年份。"
            kept.append(claim._replace(message=message))
    return kept
