"""What a passage does: achievements, duty, highlights, problems, plans, closing.

Headings decide first. Where problems and plans have no heading of their own, the sentence that opens them does
(虽然……仍存在……；下一步，……).
"""

import re

from checker.model import Role
from checker.regex import Regex

_SOLVING = r"整治|整改|解决|化解|聚焦|治理|破解|导向|排查|补齐|回应|处理|攻坚|关切|反映|清零|查摆|纠正|防范"
_PROBLEM_HEADING = Regex(
    r"存在的?(?:主要|突出|一些)?(?:问题|不足|困难|短板|差距|薄弱)"
    r"|(?:问题|不足|短板|差距|困难|薄弱环节)(?:和|与|及|以及|、)(?:其|主要|存在)?的?(?:不足|原因|差距|困难|短板|问题|薄弱|成因|挑战|下|改进|今后|整改)"
    r"|(?:问题|不足|短板|差距|薄弱环节|困难|瓶颈|弱项)(?:之处|所在|及|和|与|剖析|检视)?[。：]?$"
    r"|(?:正视|直面|认清|看清|清醒看到).{0,6}(?:问题|不足|短板|差距|弱项)"
    r"|不足的?原因|原因(?:分析|剖析)|面临的?(?:困难|挑战|问题|形势)"
    r"|还?差在哪|还?差(?:什么|多少)|没做好|没有做好|做得不够|(?:哪里|哪些).{0,6}(?:不够|不足|不到)|短处|短板弱项|不到位的|需要改进"
)
_PLAN_HEADING = Regex(
    r"下一步|下步|下阶段|下一阶段|今后|下一年|下年度|明年|来年|接下来|努力方向|工作(?:打算|设想|展望|思路|谋划)|打算[。：]?$|展望|主要安排"
    r"|改进(?:措施|方向|打算)|(?:工作|重点|任务)(?:安排|计划|规划)[。：]?$|(?:思路|打算|设想)(?:和|与|及)"
)
_MADE = Regex(r"制定|落实|印发|科学|完善|编制|细化")
_DUTY_HEADING = Regex(
    r"第一责任人|主要负责(?:人|同志)|主要领导|一把手|党政(?:负责|领导|主官)|法治建设职责|推进法治建设.{0,4}责任"
)
_HIGHLIGHT_HEADING = Regex(r"亮点|特色|创新(?:做法|经验|举措|工作)|经验做法|典型(?:经验|做法|案例)")

_NOT_LACK = r"(?<!针对)(?<!查找)(?<!梳理)(?<!排查)(?<!整改)(?<!解决)(?<!发现)(?<!反馈)(?<!指出)(?<!通报)(?<!围绕)(?<!聚焦)(?<!剖析)"
PROBLEMS_OPEN = Regex(
    r"(?:仍|还|也|依然|仍旧|尚|但|同时)(?:然)?(?:存在|有|面临)(?:着|了)?[^。]{0,60}?(?:问题|不足|差距|短板|薄弱|困难|弱项|之处)"
    + r"|(?:仍|还|依然)(?:然)?(?:存在|面临)"
    + rf"|{_NOT_LACK}(?:存在|面临)(?:的|着|以下|一些|不少|诸多|一定|几个|如下|几方面|几点|主要)+[^。，]{{0,12}}(?:问题|不足|差距|短板|困难|薄弱)"
    + r"|(?:还|仍|尚)有(?:一定|较大|不小|一些|不少)的?(?:差距|不足|短板)"
    + r"|(?:问题|不足|短板|差距)(?:和不足|及原因)?(?:主要(?:有|是|表现|体现|集中)|(?:表现|体现|集中)(?:在|为)|如下)"
    + r"|^(?:虽然|尽管|在肯定成绩|在看到成绩|但(?:我们|也|是)|然而|对照上级要求|与.{2,30}相比)[^。]{0,120}(?:不足|不够|不强|不高|薄弱|有待|差距|短板|不到位|问题|滞后)"
    + r"|^(?:不足|问题|短板|差距)(?:之处)?(?:方面|主要)"
    + r"|^(?:在)?(?:看到|肯定|总结)[^。，]{0,8}(?:成绩|进步|成效)的同时"
    + r"|(?:也有|还有|仍有|尚有)[^。]{0,12}(?:不够|不足|欠缺|遗憾|短处|弱项|缺口)的?(?:地方|之处|问题|方面)?"
    + r"|(?:我们也|同时也?)(?:应当?|要|必须)?(?:清醒|深刻|充分)?地?(?:认识|意识|看)到"
)
_MENDED = Regex(r"针对|就.{0,20}存在|对.{0,20}存在的|发现|反馈|指出|查找|梳理|查摆|排查|整改|督促|化解.{0,12}问题|解决")
_PLANS_OPEN = Regex(
    r"^(?:[一二三四五六七八九十]{1,2}是|（.{1,3}）)?(?:下一步|下步|下阶段|下一阶段|今后|接下来|明年|来年|新的一年|下一年|下年度|在今后|在下一步|面向未来|展望|针对(?:上述|以上|这些)[^。]{0,12}，[^。]{0,30}将)"
)
_PLANS_WORDS = Regex(r"将|要|拟|计划|打算|继续|我们|我[县区市局镇乡委办]|重点|着力|坚持|力争|进一步")
CLOSING = Regex(r"^(?:特此|专此|以上报告|此报告|妥否|请审阅|当否)")

INHERITED = frozenset({Role.PROBLEMS, Role.PLANS})


def of_heading(words: str, parent: Role | None, year: int | None) -> tuple[Role, bool]:
    """Role of the section below a heading, and whether plans follow the problems inside it."""
    problem = _PROBLEM_HEADING.search(words) is not None and (
        "存在" in words or re.search(_SOLVING, words) is None or "和整改" in words
    )
    plan = _PLAN_HEADING.search(words) is not None and (
        _MADE.search(words) is None or re.search("下一步|下步|今后|明年|下一年", words) is not None
    )
    if not plan and year is not None:
        plan = f"{year + 1}年" in words and not problem
    if parent in INHERITED:
        if plan and not problem:
            return Role.PLANS, False
        if problem and not plan and "存在" in words:
            return Role.PROBLEMS, False
        return (Role.PROBLEMS, True) if problem and plan else (parent or Role.ACHIEVEMENTS, False)
    if problem:
        return Role.PROBLEMS, plan
    if plan:
        return Role.PLANS, False
    if _DUTY_HEADING.search(words):
        return Role.DUTY, False
    if _HIGHLIGHT_HEADING.search(words):
        return Role.HIGHLIGHTS, False
    return (parent or Role.ACHIEVEMENTS), False


_LACKS = (
    "存在",
    "面临",
    "不足",
    "差距",
    "问题",
    "短板",
    "薄弱",
    "有待",
    "不够",
    "不强",
    "不高",
    "不到位",
    "滞后",
    "识到",
    "看到",
)
"""Without one of these words no sentence opens the problems; asking first spares the slow pattern."""


def opens_problems(sentence: str) -> bool:
    """The sentence begins to tell what is wrong."""
    if not any(word in sentence for word in _LACKS):
        return False
    match = PROBLEMS_OPEN.search(sentence)
    if match is None:
        return False
    around = sentence[max(0, match.start() - 24) : match.start() + 12]
    return _MENDED.search(around) is None


def opens_plans(sentence: str, year: int | None) -> bool:
    """The sentence begins to tell what will be done."""
    if _PLANS_OPEN.match(sentence):
        return True
    if year is None or sentence[0] not in "在2新":
        return False
    match = re.match(rf"(?:在)?(?:{year + 1}年(?:度)?|新的一年)", sentence)
    return match is not None and _PLANS_WORDS.search(sentence[:60]) is not None
