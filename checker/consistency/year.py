"""consistency.year: years that do not go with the report's.

An error where the text's own words cannot both be true: this year's work told under another year, next year's plans under
a past one, an event after the signature. What may have a reason (a document of last year, a date of signature far off) is
a hint. A year that is compared, that something goes on since, or that a title, a period or a number carries is no claim.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator

from checker.consistency.achieved import ACTS, CONTRAST, achieved
from checker.consistency.mention import (
    DIGITS,
    LATER,
    MONTH,
    TOLD_IN,
    Claim,
    Frame,
    Mention,
    claim,
    in_title,
    mentions,
    number,
    says,
    signature,
)
from checker.consistency.own import called
from checker.consistency.planned import done_ahead, heading, planned
from checker.model import Document, Finding, Role, Sentence
from checker.passage import passage, sentence_at
from checker.regex import Regex

ID = "consistency.year"
MAX_ALIKE = 3
"""More than so many achievements under the same other year are one mistake, told once."""

MAX_SHOWN = 30
"""So many findings make the point."""

_PERIOD = {"十三五": (2016, 2020), "十四五": (2021, 2025), "十五五": (2026, 2030)}
_OURS = r"我(?:们|[县区市局镇乡街委办厅州旗州处院])|全(?:[县区市局镇乡街州旗]|系统|街道)(?!面)|[县区市]委|[县区市镇乡]政府|局党组|街道(?:党工委|办事处)?|(?:高新|经开|开发|示范|新)区|管委会"
_PAPER = Regex(
    r"(?:编制|公布|印发|制定|出台|确定|发布|下发|列出|列入)(?:了|并公布|并向社会公布|并印发)?[^，。；》]{0,10}《?[^，。；《》]{0,10}$"
)
_PAPER_OF = Regex(
    r"^度?[^，。；》《]{0,22}?(?:事项目录|决策目录|听证目录|工作要点|工作计划|学法计划|普法计划|立法计划|检查计划|任务分解|工作安排|责任清单|普法清单|工作重点)"
)
_PAPER_BUT = Regex(r"考核|评估|报告|总结|述法|落实|执行|对照|按照|根据|依据|完成|续|回头看|调整|修订")
_SPAN = Regex(
    r"(?P<name>[七八]五(?=普法)|十[三四五]五(?=规划|时期|期间|$|（))[^，。；（）\d]{0,10}（(?P<first>20\d\d)年?[—\-－~～至到]+(?P<last>20\d\d)年?）"
)
_SPANS = {"七五": (2016, 2020), "八五": (2021, 2025)}
_BASE = Regex(r"(?:较|与|同|(?<![例评])比)$")
_BASE_OF = Regex(r"^(?:度|同期|全年)?(?:同期)?(?:相比|增|减|上升|下降|提高|降低|多|少|压|缩|翻|的\d)")
_SEVERAL = Regex(r"[三五两]年|20\d\d年?[—\-－~～至]+20\d\d|近年|以来|届")


def check(document: Document) -> tuple[Finding, ...]:
    """Years that do not go with the report's own; nothing where the text itself does not state its year."""
    year = document.year
    chars = document.text.chars
    title = document.title.value if document.title else ""
    if year is None or not _stated(document, year) or _SEVERAL.search(title):
        return ()
    names = "|".join(re.escape(name) for name in called(document)) or "■"
    signed = signature(document)
    frame = Frame(
        year,
        signed[0] if signed else None,
        Regex(f"(?:{names}|{_OURS})"),
        Regex(f"(?:{names}|{_OURS}|{ACTS})"),
        "半年" in title or "季度" in title,
        next((at for at in document.sentences if _tells(at, chars)), None),
    )
    claims = list(_signature_claims(document, frame, signed)) if signed else []
    for entry in mentions(document):
        claim = next((found for rule in _RULES if (found := rule(document, entry, frame))), None)
        if claim:
            claims.append(claim)
    claims = _gathered(sorted([*claims, *_spans(document)]))
    return tuple(
        Finding(ID, claim.level, passage(document, claim.start, claim.end, claim.section), claim.message)
        for claim in claims[:MAX_SHOWN]
    )


def _tells(sentence: Sentence, chars: str) -> bool:
    """It is no heading, and no salutation (市人民政府：)."""
    return not sentence.heading and sentence.end - sentence.start > 8 and chars[sentence.end - 1] != "："


def _stated(document: Document, year: int) -> bool:
    """The report says which year it is about: in its title or at its beginning."""
    title = document.title.value if document.title else ""
    return (
        str(year) in title
        or f"{year}年" in document.text.chars[:600]
        or str(year) in "".join(DIGITS.get(char, char).replace("二", "2") for char in title)
    )


def _reports(document: Document, entry: Mention, frame: Frame) -> Claim | None:
    """现将2021年度法治政府建设情况报告如下 in the report of 2022."""
    if entry.value == frame.year or not re.search("现(?:就|将|把)[^，。；]{0,24}$", entry.before) or in_title(entry):
        return None
    if (
        re.match(r"[^，。；]{0,30}(?:报告|汇报|总结|通报|公布)如下", entry.after)
        and f"{frame.year}年" not in entry.after
    ):
        return claim(
            entry, "error", f"报告年度是{frame.year}年，这里说报告{entry.value}年的情况，请核对年份。", told=entry.value
        )
    return None


def _period(document: Document, entry: Mention, frame: Frame) -> Claim | None:
    """2022年是十四五开局之年."""
    match = re.match(
        r"(?:既)?是[^，。；]{0,10}(十[三四五]五)[^，。；五后]{0,12}(开局|收官|第一年|最后一年)(?!后|以来|之后)",
        entry.after,
    )
    if match is None:
        return None
    first, last = _PERIOD[match.group(1)]
    due = first if match.group(2) in ("开局", "第一年") else last
    if entry.value == due:
        return None
    message = f"“{match.group(1)}”是{first}—{last}年，{entry.value}年不是{match.group(2)}之年，请核对年份。"
    return claim(entry, "error", message, match.end())


def _dated(document: Document, entry: Mention, frame: Frame) -> Claim | None:
    """An event told as done that lies after the signature, or after any time at which the report can be written."""
    if entry.sentence.role not in TOLD_IN or entry.sentence.heading or in_title(entry):
        return None
    month = MONTH.match(entry.after)
    if month is None or entry.value < frame.year or LATER.search(entry.rest) or not says(document, entry):
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
        return claim(entry, "error", message)
    return None


def _until(document: Document, entry: Mention, frame: Frame) -> Claim | None:
    """截至2021年底，我区共有…… in the report of 2022."""
    match = re.match(
        r"(?:(\d{1,2})月)?(?:底|末|\d{1,2}日)?(?:，|(?=我|全|共|累计|已|完成))(?P<rest>[^。；]{0,30})", entry.after
    )
    if match is None or not re.search("截[至止]$", entry.before) or entry.sentence.role not in TOLD_IN:
        return None
    if entry.value > frame.year + 1 or (entry.value == frame.year + 1 and "底" in match.group()[:2]):
        return claim(entry, "error", f"报告年度是{frame.year}年，统计截至{entry.value}年，还没有到，请核对年份。")
    counts = re.search(r"(?:共|累计|已|完成)[^，。；]{0,16}\d", match.group("rest"))
    if entry.value < frame.year and counts and not CONTRAST.search(entry.rest):
        return claim(entry, "hint", f"报告年度是{frame.year}年，统计只截至{entry.value}年，请核对年份。")
    return None


def _compared(document: Document, entry: Mention, frame: Frame) -> Claim | None:
    """比2022年增长 in the report of 2022 compares the year with itself; 同比 means with the year before."""
    if entry.sentence.role not in TOLD_IN or not _BASE.search(entry.before) or not _BASE_OF.match(entry.after):
        return None
    if entry.value >= frame.year and f"{frame.year + 1}年" not in entry.rest and not frame.partly:
        return claim(entry, "error", f"报告年度是{frame.year}年，这里同{entry.value}年相比，请核对基期。", 10)
    clause = entry.before.rpartition("，")[2] + re.split("[，。；]", entry.after)[0]
    if entry.value < frame.year - 1 and "同比" in clause:
        return claim(
            entry, "hint", f"同比是同上一年（{frame.year - 1}年）相比，这里写作{entry.value}年，请核对基期。", 10
        )
    return None


def _paper(document: Document, entry: Mention, frame: Frame) -> Claim | None:
    """印发《2021年法治政府建设工作要点》 among the work of 2022."""
    plans = entry.sentence.role is Role.PLANS and entry.value <= frame.year and not frame.partly
    told = entry.sentence.role in TOLD_IN and entry.value < frame.year and says(document, entry)
    if not (plans or told) or entry.sentence.heading:
        return None
    paper = _PAPER_OF.match(entry.after)
    made = _PAPER.search(entry.before)
    if paper is None or made is None:
        return None
    clause = re.split("[，。；]", entry.before)[-1] + re.split("[，。；]", entry.after)[0]
    if _PAPER_BUT.search(clause) or f"{entry.value}年" in clause.replace(entry.after[:4], "")[:8]:
        return None
    return claim(entry, "hint", f"报告年度是{frame.year}年，这里是{entry.value}年的文件，请核对年份。", paper.end())


def _spans(document: Document) -> Iterator[Claim]:
    """七五普法规划（2015—2020年）: the years of a five-year period are known."""
    for match in _SPAN.finditer(document.text.chars):
        first, last = (_SPANS | _PERIOD)[match["name"]]
        if (int(match["first"]), int(match["last"])) != (first, last):
            message = f"“{match['name']}”是{first}—{last}年，这里写作{match['first']}—{match['last']}年，请核对年份。"
            sentence = sentence_at(document, match.start())
            yield Claim(match.start(), match.end(), sentence.section if sentence else -1, "error", message)


_RULES: tuple[Callable[[Document, Mention, Frame], Claim | None], ...] = (
    heading, _reports, _period, done_ahead, planned, _dated, achieved, _until, _compared, _paper,
)  # fmt: skip


def _signature_claims(
    document: Document, frame: Frame, signed: tuple[tuple[int, int, int], int, int]
) -> Iterator[Claim]:
    """A report signed before its year began or long after, or before the months it tells of."""
    (year, month, _), start, end = signed
    section = document.sentences[-1].section if document.sentences else -1
    if year < frame.year:
        yield Claim(start, end, section, "error", f"报告年度是{frame.year}年，落款是{year}年，请核对。")
    elif year > frame.year + 1 or (year == frame.year + 1 and month > 9):
        yield Claim(start, end, section, "hint", f"报告年度是{frame.year}年，落款是{year}年{month}月，请核对。")
    elif (
        year == frame.year
        and not frame.partly
        and (month <= 6 or month < 10 and not re.search("截[至止]", document.text.chars))
    ):
        yield Claim(
            start, end, section, "hint", f"报告年度是{frame.year}年，落款是当年{month}月，一年还没有过完，请核对。"
        )


def _gathered(claims: list[Claim]) -> list[Claim]:
    """Many achievements under one other year are told once: then the title, or a whole part, is of another year."""
    counts = Counter(found.told for found in claims if found.told)
    kept: list[Claim] = []
    told = set()
    for found in claims:
        if counts[found.told] <= MAX_ALIKE:
            kept.append(found)
        elif found.told not in told:
            told.add(found.told)
            message = f"{found.message}全文这样的地方有{counts[found.told]}处，请核对标题或整段的年份。"
            kept.append(found._replace(message=message))
    return kept
