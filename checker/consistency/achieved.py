"""This year's work told under another year (part of consistency.year)."""

import re

from checker.consistency.mention import BEGINS, LATER, MONTH, TOLD_IN, Claim, Frame, Mention, claim, in_title, says
from checker.model import Document
from checker.regex import Regex

ACTS = (
    r"共(?!同|建|治|享)|累计|新增|先后|组织|开展|办理|受理|审结|办结|制定|印发|出台|审查|审核|完成|举办|召开|调解|化解|培训|修订|清理|公开|坚持|围绕|始终|深入"
    r"|扎实|认真|严格|持续|不断|全面|紧紧|紧扣|积极|以(?!来|前|后|上|下)|立足|聚焦|通过|建成|压减|取消|承接|查处|立案|投入|报送|备案|聘请|配备"
)
"""What a report's year is full of; as alternatives of a pattern."""

_LEAD = Regex(r"^(?:度|来|内|1[至到—~-]1[0-2]月份?)?，?(?:全年)?，?")
_EVENT = Regex(
    r"制定|印发|出台|修订|启动|建成|完成|实施|推行|开始|入选|列入|通过|设立|成立|组建|撤|合并|改制|创建|承接|取消|聘请|配备|建立|签订|搬迁|开通|上线"
)
"""What happens once, and may be told for its history."""

_ATTRIBUTE = Regex(
    r"(?:共|已|未)?[一-鿿]{2}(?:施行|实施|发布|通过)?的|(?:政府)?工作报告|年度报告|重点工作|民生实事|一号文件|部门预算"
)
"""2021年受理的案件, 2021年政府工作报告: the year says which, not when."""

_SUMS_UP = Regex(rf"(?:{ACTS}|贯彻|落实|推进|切实|在[^。；]{{2,40}}领导下|法治政府|各级|各部门|行政机关|高度重视)")
"""How a year's work is told; other words may begin the story of a case."""

CONTRAST = Regex(
    r"今年|本年|目前|现已|现有|至今|迄今|以来|起[，、就施]|同期|同比|上年|去年|往年|前年|较(?![好大为多强快真高][^于]|好)|[^例正评占]比(?!例|如|较|武|赛|对|重)|连续|相比|增长|下降|历史|曾|此前|前期|早在|自20|遗留|当时"
    r"|提升[到至]|提高[到至]|增加到|减少到|增至|降至|跃升|扭转|仅|逐年|历年|为基|基数|基期|上一轮|前身"
)
"""With these the year is one that is compared, or something goes on since."""

_MEASURED = Regex(r"(?:较|比)上年[底末]?的?[^，。；]{0,16}(?:增|减|提高|升|降)[^。；]{0,24}")
"""2023年，我镇新建2个，较上年底的5个增加到7个: the year told is the one that is measured."""

_OF_THAT_YEAR = Regex(
    r"被(?:确定|列为|命名|评为|授予|认定)|获评|荣获|获得|考核|考评|评估|审计|预算|决算|述职|回顾|成立|组建|挂牌|设立"
)
"""Near the year these say what is of that year; further on they are this year's work."""


def achieved(document: Document, entry: Mention, frame: Frame) -> Claim | None:
    """2021年，我区…… as this year's work in the report of 2022."""
    if entry.value == frame.year or entry.sentence.role not in TOLD_IN or entry.sentence.heading or in_title(entry):
        return None
    long_ago = entry.value < frame.year - 2
    if long_ago and not re.match(r"，?(?:全年，?)?(?:我|全)[^，。；]{0,4}共[^，。；]{2,16}\d", entry.after):
        return None
    if _in_series(document, entry, frame):
        return None
    head = _LEAD.sub("", entry.after, count=1)
    month = MONTH.match(head)
    begins = BEGINS.search(entry.before) is not None or re.search(
        rf"(?:^|[，。；：])(?:{frame.subject.pattern})$", entry.before
    )
    if begins and not month and _opens(entry, frame) and frame.ours.match(head):
        return claim(entry, "error", f"报告年度是{frame.year}年，开头写作{entry.value}年，请核对年份。")
    itself = re.search(rf"(?:上年|去年|上一年度?)（{entry.value}年", entry.after)
    if begins and itself and says(document, entry):
        return claim(
            entry,
            "error",
            f"这里把{entry.value}年同上年（{entry.value}年）相比，报告年度是{frame.year}年，请核对年份。",
        )
    near = _OF_THAT_YEAR.search(entry.after[:12])
    beside = CONTRAST.search(entry.rest) is not None
    measured = beside and entry.value == frame.year - 1 and CONTRAST.search(_MEASURED.sub("", entry.rest)) is None
    if not begins or near or (beside and not measured) or f"{frame.year}年" in entry.rest or not says(document, entry):
        return None
    if month:
        acts = re.match(r"，?(?:经|由|在)?", head[month.end() :])
        follows = frame.ours.match(head[month.end() + (acts.end() if acts else 0) :])
        if entry.value < frame.year and follows and not month.group().endswith(("底", "初")):
            return claim(
                entry,
                "hint",
                f"报告年度是{frame.year}年，这里讲的是{entry.value}年的事，请核对年份。",
                told=entry.value,
            )
        return None
    ahead = entry.value > frame.year and LATER.search(re.split("[。；]", entry.after)[0])
    if ahead or not frame.ours.match(head):
        return None
    told = frame.subject.sub("", head, count=1).lstrip("，") if frame.subject.match(head) else head
    first = re.split("[，。；]", told)[0]
    if _ATTRIBUTE.match(told):
        return None
    once = _EVENT.search(first) is not None and re.search("共|累计", first) is None
    once = once or _SUMS_UP.match(told) is None
    message = f"报告年度是{frame.year}年，这里把工作写在{entry.value}年，请核对年份。"
    return claim(entry, "hint" if once or measured else "error", message, told=entry.value)


def _in_series(document: Document, entry: Mention, frame: Frame) -> bool:
    """The sentence before gives the figures of the report's year: 2022年共受理46件。2021年共受理40件。"""
    chars = document.text.chars
    line = chars.rfind("\n", 0, max(0, entry.sentence.start - 1))
    before = chars[max(line, entry.sentence.start - 60, 0) : entry.sentence.start]
    return f"{frame.year}年" in before and re.search(r"\d[件次起宗例场期人项份%]", before) is not None


def _opens(entry: Mention, frame: Frame) -> bool:
    """The year is the first word of the report's text, and neither its sentence nor the next is about the right one."""
    first = frame.opening
    if (
        first is None
        or first is not entry.sentence
        or entry.start - first.start > 2
        or re.match("以?来|[末底]", entry.after)
    ):
        return False
    return f"{frame.year}年" not in entry.after and re.match(rf"{frame.year}年|今年", entry.following) is None
