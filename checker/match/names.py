"""Words inside the name of a body or of a statute, and bodies in lists, are no hits (codebook 口径 8)."""

from bisect import bisect_right
from collections.abc import Sequence

from checker.model import Hit
from checker.regex import Regex

_BODY = Regex(
    r"(?:领导|工作|建设|管理|服务|治理|调处|多元|化解|促进|保障|指挥|综合|联动|发展|发展管理|和数据管理|服务管理|审查|审核|监督|应诉|协调|事务|研究|调解|宣传|教育|指导|评查|和应诉|与应诉){0,4}(?:局|科(?!学|技|级|普)|股|处(?![罚理置分于在级境])|室|办(?:公室)?(?![理结事案公好法学成证件的得了过着到完起不哪这那什几妥实])|中心|委员会|领导小组|小组|大队|支队|总队|中队|部门|机关|机构|单位|窗口)"
)
_STATUTE = Regex(r"(?:工作)?(?:法(?![律规制治院定官务人学])|条例)")
_NAME_FIRST = frozenset("领工建管和服治多化促保挥指综联审监应协事研调宣教与指评局科股处室办中委小大支总部机单窗法条")
"""What _BODY and _STATUTE can begin with; asking first spares the patterns."""

_VERBS = frozenset(
    [
        "以前",
        "过去",
        "从前",
        "听取",
        "要求",
        "组织",
        "指导",
        "督促",
        "协调",
        "通报",
        "检查",
        "考核",
        "培训",
        "革后",
        "各自",
        "报送",
        "报请",
        "提交",
        "督导",
        "约谈",
        "抽查",
        "征求",
        "邀请",
        "走访",
        "联合",
        "部署",
        "安排",
        "推进",
        "推动",
        "落实",
        "督办",
        "深化",
        "启动",
        "实施",
    ]
)
"""Ends of phrases after which 部门 or 机构 is the object, not the rest of a name."""

_LONG_BODY = Regex(
    r"[^，。；：、\n由向对在到报送请经与和以为从将被把的是有案件作实开组召印制出办受审参接移上提给及等后前]{0,8}"
    r"(?:(?<![格布结全])局|科|股|办公室|委员会|协会|研究中心|联席会议|服务团|公司|支队|大队|总队|工作组|领导小组|志愿者协会)(?=[、，。；和与及等的]|$)"
)
"""The rest of a longer body's name, closed by a mark: 规范性文件|备案审查科、."""

_DEPARTMENTS = Regex(
    r"(?:[^，。；：、\n]{2,12}、){2,20}[^，。；：、\n]{2,12}等(?:\d{1,2}个|多个|相关|有关|职能|县直|区直|市直)?(?:部门|单位|科室|机关|局室|股室|处室|局办|委局|办局|站所|大队)"
    r"|从(?:[^，。；：、\n]{2,14}、){1,8}[^，。；：、\n]{2,20}(?:抽调|选派|借调|抽人|抽派)"
)
"""协调住建、财政、审计等部门, 从援助中心、公证处和司法所抽调: names in a list say nothing of their work."""

_FOUNDED = Regex(r"建成|设立|设置|成立|新建|打造|组建|建立")
"""建成听证室、调解室: what was founded is a fact."""

_COUNTED = Regex(r"\d+个?$|\d+[个家处支次场期回]")
"""建成工作站12个、工作室156个 counts what was built."""

_LIST = Regex(r"(?:[^，。；：、\n]{1,24}、){2,}[^，。；：、\n]{1,24}")
_ORGAN = Regex(
    r"(?:(?<![格布结])局|办|委|院|(?<!座谈)(?<!论证)(?<!听证)(?<!恳谈)(?<!评审)(?<!推进)(?<!宣讲)(?<!咨询)(?<!办公)(?<!常务)(?<!常委)(?<!党委)(?<!党组)(?<!工委)(?<!局务)(?<!专题)(?<!联席)(?<!班子)(?<!扩大)会|馆|中心|公司|所|站|科|股|队|部|室|政府|银行|厂|小学|中学|医院|文联|单位|企业|机关)(?:和.{1,12}|等.{0,20}|共.{0,10}|\d.{0,6})?$"
)


def _lists_of_bodies(chars: str) -> list[tuple[int, int]]:
    """Ranges of lists in which at least three names of bodies stand (codebook 口径 8)."""
    found = []
    for match in _LIST.finditer(chars):
        items = match.group().split("、")
        if _FOUNDED.search(items[0]):
            continue
        bodies = [_ORGAN.search(item) is not None and not _COUNTED.search(item) for item in items]
        if sum(bodies) >= 3 and sum(bodies) * 3 >= len(items) * 2:
            found.append(match.span())
    found += [match.span() for match in _DEPARTMENTS.finditer(chars)]
    return sorted(found)


class Names:
    """Tells for ranges of one text whether they belong to a name."""

    def __init__(self, chars: str) -> None:
        self._chars = chars
        self._listed = _lists_of_bodies(chars)
        self._known: dict[int, bool] = {}
        self._held: dict[Hit, bool] = {}

    def without(self, hits: Sequence[Hit]) -> list[Hit]:
        """The hits that belong to no name; terms share many, so each is looked at once."""
        held = self._held
        for hit in hits:
            if hit not in held:
                held[hit] = self._hold(hit.start, hit.end)
        return [hit for hit in hits if not held[hit]]

    def _hold(self, start: int, end: int) -> bool:
        """The words stand in a list of bodies, or go on to the name of a body or of a statute."""
        at = bisect_right(self._listed, (start, len(self._chars))) - 1
        if at >= 0 and self._listed[at][1] >= end:
            return True
        if self._chars[end - 1] in "到给至向个支由立设建配经请报呈交送让凡均都皆须":
            return False  # 移送到 | 大队, 成立 | 调解委员会: the body is an object
        known = self._known.get(end)
        if known is None:
            known = self._known[end] = self._goes_on(end)
        return known

    def _goes_on(self, end: int) -> bool:
        """The words before this offset go on to the name of a body or of a statute."""
        chars = self._chars
        if _LONG_BODY.match(chars, end, end + 16):
            return True
        if end >= len(chars) or chars[end] not in _NAME_FIRST or chars[end - 2 : end] in _VERBS:
            return False
        return _BODY.match(chars, end, end + 14) is not None or _STATUTE.match(chars, end, end + 6) is not None
