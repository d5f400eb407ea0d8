"""Years of headings and plans: work of another year above a section, next year's plans under a past one."""

import re

from checker.consistency.mention import BEGINS, LATER, Claim, Frame, Mention, claim, in_title
from checker.model import Document, Role
from checker.regex import Regex

_FUTURE = Regex(
    r"[^。；]{0,24}?(?:将(?!其|此)|拟(?!定)|打算|计划(?!的|未)|重点做好|重点抓|重点推进|重点工作|着力|力争|要(?!求|点|素|件)|继续|争取)"
)
_WILL = Regex(r"[^。；]{0,16}?(?:将(?!其|此|[^，。；]{1,12}(?:纳入|列入|列为|作为))|拟(?!定)|打算)")
_RECALLS = Regex(r"虽|但|取得|不足|差距|已经|完成了|之所以")
_PLANS_FOR = Regex(r"度?(?:，|全年，?|工作中，|(?=我|全|将|拟|计划|重点|要|[县区市镇乡]))(?!是)")
_PLANS_ARE = Regex(r"度?(?:主要|重点)?(?:工作)?(?:安排|打算|计划|任务)(?:如下|是|为)")
_DUE = Regex(
    r"^(?:\d{1,2}月)?(?:底|末)?前?，?[^，。；]{0,16}(?:完成|建成|实现|达到|投用|开工|建立|清零|全部|全覆盖|再(?:组织|培训|新增|配备|开展|出台|制定|推出))"
)
_HEAD_TOLD = Regex(
    r"^度?的?(?:[^，。]{0,8}(?:法治|依法行政|工作|主要|重点任务)[^，。]{0,20}(?:情况|成效|成绩|回顾|举措|进展|完成|开展|做法)|(?:主要)?(?:工作|举措)?(?:情况|成效|成绩|回顾))"
)
_HEAD_PLAN = Regex(r"^度?[^，。]{0,14}(?:工作安排|工作打算|打算|计划|安排|思路|展望|工作重点|下一步|设想|谋划|怎么干)")
_HEAD_BUT = Regex(
    r"考核|反馈|整改|述法|督察|审计|问题|计划(?:完成|执行|落实|推进)|安排(?:完成|执行|落实|推进)|以来|预算"
)
_RESULTS = Regex(
    r"取得(?:了|新|明显|显著|积极|一定|较好|良好|阶段)|荣获|获评|共(?:受理|办理|开展|组织|举办|审查|调解|化解|培训)[^，。；]{0,16}\d|累计[^，。；]{0,12}\d|已(?:建成|完成)"
)
_PLANS_ABOVE = Regex(r"下一步|下步|打算|安排|计划|展望|思路|明年|来年|今后|不足|问题|重点")


def heading(document: Document, entry: Mention, frame: Frame) -> Claim | None:
    """一、2021年工作情况 or 三、2022年工作安排 in the report of 2022."""
    if not entry.sentence.heading or f"{frame.year}年" in entry.before + entry.after or in_title(entry):
        return None
    if _HEAD_BUT.search(entry.after):
        return None
    if _HEAD_PLAN.match(entry.after):
        if entry.value <= frame.year and not frame.partly:
            return claim(
                entry, "error", f"报告年度是{frame.year}年，下一步安排写作{entry.value}年，已经过去，请核对年份。"
            )
        if entry.value > frame.year + 1:
            return claim(entry, "hint", f"报告年度是{frame.year}年，下一步安排写作{entry.value}年，请核对年份。")
    elif _HEAD_TOLD.match(entry.after) and entry.value != frame.year:
        return claim(
            entry, "error", f"报告年度是{frame.year}年，标题写作{entry.value}年，请核对年份。", told=entry.value
        )
    return None


def planned(document: Document, entry: Mention, frame: Frame) -> Claim | None:
    """2022年，我们将…… among the plans of the report of 2022."""
    # plans that open with a wrong year are not seen to open, and stay among the problems
    if entry.sentence.role not in (Role.PLANS, Role.PROBLEMS) or entry.sentence.heading or frame.partly:
        return None
    if in_title(entry):
        return None
    begins = BEGINS.search(entry.before) is not None or entry.before.endswith(("将在", "将于"))
    head = re.split("[。；]", entry.after)[0][:48]
    future = _WILL if entry.sentence.role is Role.PROBLEMS else _FUTURE
    plans = _PLANS_FOR.match(head) and future.match(head) and _RECALLS.search(head) is None
    if begins and plans and re.search(f"{frame.year + 1}年(?!\\d{{1,2}}月)", entry.rest) is None:
        if frame.year - 1 <= entry.value <= frame.year:
            return claim(
                entry, "error", f"报告年度是{frame.year}年，下一步安排写作{entry.value}年，已经过去，请核对年份。"
            )
        if entry.value > frame.year + 1 and "规划" not in head:
            return claim(entry, "hint", f"报告年度是{frame.year}年，下一步安排写作{entry.value}年，请核对年份。")
    if begins and _PLANS_ARE.match(head):
        if entry.value <= frame.year:
            return claim(entry, "error", f"报告年度是{frame.year}年，下一步安排写作{entry.value}年，请核对年份。")
        if entry.value > frame.year + 1:
            return claim(entry, "hint", f"报告年度是{frame.year}年，下一步安排写作{entry.value}年，请核对年份。")
    if begins and entry.value <= frame.year and re.match("[上下]半年，", head):
        return claim(entry, "hint", f"报告年度是{frame.year}年，下一步安排写作{entry.value}年，请核对年份。")
    if begins and entry.value <= frame.year and re.match(r"，?是[^。；]{2,40}之年", entry.after):
        return claim(entry, "hint", f"报告年度是{frame.year}年，下一步安排里写“{entry.value}年是……之年”，请核对年份。")
    if begins and entry.value <= frame.year and re.match("起[，、]", entry.after):
        return claim(entry, "hint", f"报告年度是{frame.year}年，下一步安排写作{entry.value}年起，请核对年份。")
    past = entry.value < frame.year or (frame.signed is not None and frame.signed[0] > entry.value)
    cue = re.search("到|前|底|末|力争|确保|争取|在|将", entry.before[-12:]) or re.match(
        r"(?:\d{1,2}月)?(?:底|末)前", entry.after
    )
    if past and _DUE.match(entry.after) and cue:
        sure = re.search("(?:力争|确保|争取)(?:到|在|于)?$|(?:^|[，。；：])到$", entry.before) is not None
        return claim(entry, "error" if sure else "hint", f"下一步安排以{entry.value}年为期限，已经过去，请核对年份。")
    return None


def done_ahead(document: Document, entry: Mention, frame: Frame) -> Claim | None:
    """2023年，我县……取得新成效 in the report of 2022; the sentence opens like plans, and yet tells results."""
    if entry.value <= frame.year or entry.sentence.role is not Role.PLANS or entry.sentence.heading or in_title(entry):
        return None
    section = entry.sentence.section
    words = ""
    while section >= 0:
        above = document.headings[section]
        words += document.text.chars[above.start : above.end]
        section = above.parent
    sentence = entry.before + entry.after
    if not words or _PLANS_ABOVE.search(words) or LATER.search(sentence) or _FUTURE.match(sentence):
        return None
    if BEGINS.search(entry.before) and _RESULTS.search(entry.after):
        return claim(entry, "error", f"报告年度是{frame.year}年，这里把成绩写在{entry.value}年，请核对年份。")
    return None
