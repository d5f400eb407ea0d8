"""Sentences, clauses and the polarity of each clause: computed once, for every rule."""

import re
from bisect import bisect_right
from collections.abc import Sequence

import ahocorasick_rs

from checker.model import Clause, Figure, Polarity, Role, Sentence, Title
from checker.regex import Regex
from checker.structure.cues import NEEDLES, Cue

BOUNDARY = Regex(r"[。！？；，：\n]")
SENTENCE_END = frozenset("。！？；\n")

_AUTOMATON = ahocorasick_rs.AhoCorasick([word for word, _ in NEEDLES], matchkind=ahocorasick_rs.MatchKind.Standard)
_PARTS = {
    "规范": r".?规范[性化]",  # an attitude, but 规范性文件 is a thing
    "建立": r".?建立健全",  # an attitude as a whole
    "不够": r"够不够",
    "未予": r".?未予(?:处罚|立案|罚款|行政处罚)",
    "至今未": r".?至今未(?:发|出|收|接|有一|被|受)",
    "计划于": r"[度作设项育训查划年]计划于",  # 年度计划于3月印发
    # 未经讨论即付诸实施 is a lack, 未经审查不得上会 is none
    "未经": r".?未经(?![^，。；]{2,14}(?:即|就|便|径行|擅自)(?!可|是))",
    "打算": r".?打算(?:怎|如何)",
    "断档": r"不断档",
    "不断": r".?不断档",
    "做到": r"力做到",  # 努力做到 is an attitude
    "落实": r"[抓动进]落实",
    "没有": r"[有些么凡对将把如若]没有|.?没有(?:发生|收到|接到|出现|产生|一[起件例宗人次个]|人|任何|提出|异议|超|违|再(?:发生|出现|犯)|因|松|漏|停|败诉|发现|被|新增|涉及|符合|此类|死角)",
    "组织": r"[党解会层级]组织|.?组织[建领体机网架队形]",  # an act, but 调解组织 and 组织领导 are things
    # a plan, but 对拟出台的文件审查, 拟作出的决定, 草拟 are none
    "拟": r"[草虚模对把将凡件份项个部]拟|.?拟(?!于|在|增|建|设|推|组|编|配|引|派|请|开展|举办|出台|制定|启动|实施|选|聘|打造|培)"
    r"|.?拟[^，。；]{1,10}的",
}
"""Cue words that are none where they are part of other words; the pattern starts one character before the cue."""

_PART = {index: Regex(_PARTS[word], re.DOTALL) for index, (word, _) in enumerate(NEEDLES) if word in _PARTS}
_BIT = {cue: 1 << index for index, cue in enumerate(Cue)}
_BITS = tuple(_BIT[cue] for _, cue in NEEDLES)
_ACT, _DEED, _SLOGAN = _BIT[Cue.ACT], _BIT[Cue.DEED], _BIT[Cue.SLOGAN]
_LACKING, _WEAK, _MENDING, _ZERO = _BIT[Cue.LACKING], _BIT[Cue.WEAK], _BIT[Cue.MENDING], _BIT[Cue.ZERO]
_WILL, _CUTTING = _BIT[Cue.WILL], _BIT[Cue.CUTTING]
_PLANNED, _DEMANDING, _SUPERIOR = _BIT[Cue.PLANNED], _BIT[Cue.DEMANDING], _BIT[Cue.SUPERIOR]

_BASIS = Regex(
    r"(?:[一二三四五六七八九十]{1,2}是)?(?:严格|认真)?(?:根据|按照|依据|依照|遵照|对照)"
    r"(?:[^，。；《》]|《[^》]*》){2,90}?(?:要求|规定|精神|部署|安排|标准|指示|通知|意见|》)(?=[^，。；、》等的和及以与中及文件]{4})"
)
_PURPOSE = Regex(
    r"(?:[一二三四五六七八九十]{1,2}是)?为(?:了|进一步|切实|加强|推动|推进|规范|提升|提高|深入|全面|保障|确保|强化|促进|优化|更好|有效|认真|落实|贯彻|做好|健全|完善)"
)
_ADVERBIAL_FIRST = frozenset("根按依遵对严认为一二三四五六七八九十")
"""What _BASIS, _PURPOSE and _CITED can begin with; asking first spares the patterns."""

_CITED = Regex(r"(?:[一二三四五六七八九十]{1,2}是)?(?:严格|认真)?(?:根据|按照|依据|依照|遵照|对照)")
_CITED_END = Regex(r"(?:要求|规定|精神|部署|安排|标准|指示|通知|意见|方案|原则|》|目标|任务|职责)[，；。：]?$")
"""How a clause ends that only cites; 严格按照裁量基准作出处罚决定 is an act."""

_FLATLY = Regex(
    r"(?:没有|没能|未能?)做到|做不到|(?:尚未|仍未|未能|还?没有)(?:得到)?(?:根本|有效|完全|彻底)?(?:解决|落实|整改|化解|消除|纠正)"
    r"|(?:至今|一直|仍|尚|还|长期)(?:未|没有)(?:制定|建立|开展|组建|出台|编制|公布|设立|配备|聘请|开通|作|向|按)"
)
"""没有做到亲自督办: no verb of mending in the clause undoes this lack."""

_NOTHING = Regex(
    r"没有(?:需要|应当|应该|符合|达到|属于)[^，。；]{0,14}(?:规范性文件|决策|事项)|(?:未|没有|无)新?(?:制定|出台|制发|印发|发布)[^，。；]{0,8}"
    r"(?:规范性文件(?!管理|备案|审查|审核|清理|制度)|重大行政决策(?!事项目录|目录|程序|规定|制度|听证|规则|机制))"
)
"""Declares that none occurred, where 未制定 alone would be a lack."""

_TOLD = Regex(
    r"就[^，。；]{2,24}(?:写来|发来|提出|发出|送来|制发|开具|移送|建议)|对不[^，。；]{2,30}(?:废止|修改|修订|处理|清退)"
)
"""法院就送达不规范发来建议: the lack is somebody's subject."""

_IMPROVES = Regex(
    r"(?:不断|进一步|更加|持续|日益|逐步)(?:健全|完善|提升|提高|加强|规范|增强|优化|强化|深化|推进|巩固|改善)[，。；]?$"
)
"""风险评估制度不断健全: the deed is named first and yet only praised."""

_OBEYS = Regex(
    r"(?:[一二三四五六七八九十]{1,2}是)?(?:认真|全面|坚决|切实|深入|严格|扎实)?(?:学习)?贯彻(?:落实|执行)?(?:好|了)?[^，。；《》]{2,60}(?:决策部署|部署要求|精神|部署|要求)[，。；]?$"
)
"""认真贯彻落实上级关于执法改革的决策部署: obedience, not an act."""

_HEEDS = Regex(r"(?:[一二三四五六七八九十]{1,2}是)?(?:更加|始终|切实)?(?:高度重视|注重|重视)(?!的)")
"""注重广泛听取意见: what one is mindful of, not what one did."""

_BROUGHT = Regex(
    r"已|均|全部|纳入|列入|列为|作为|划转|移交|下放|张贴|录入|导入|上传|报送|发到|印到|列成|编成|装订|分解到|公布于|公示于|挂到|贴到|晒到"
)
"""With these 将 only brings the object forward."""

_DEMAND = Regex(
    r"(?:上级|中央|国务院|省委|省政府|市委|市政府|省厅|市局|总书记|》|条例|纲要|规定|办法|通知|精神|方案)[^，。；]{0,12}(?<![按照依据合项])(?:要求|强调|指出|提出|规定)(?!》)"
)


def boundaries(chars: str, titles: Sequence[Title]) -> list[tuple[int, bool]]:
    """(offset after the mark, ends a sentence) for every clause boundary outside 《》."""
    found = []
    pending = iter(titles)
    title = next(pending, None)
    for match in BOUNDARY.finditer(chars):
        at = match.start()
        while title is not None and title.end <= at:
            title = next(pending, None)
        if title is None or at < title.start:
            found.append((at + 1, match.group() in SENTENCE_END))
    return found


def cue_positions(chars: str) -> tuple[list[int], list[int]]:
    """Offsets of cue words and, in parallel, the bit of their class."""
    hits = sorted(_AUTOMATON.find_matches_as_indexes(chars, overlapping=True), key=lambda hit: hit[1])
    hits = [
        hit for hit in hits if hit[0] not in _PART or not _PART[hit[0]].match(chars, max(0, hit[1] - 1), hit[2] + 14)
    ]
    return [hit[1] for hit in hits], [_BITS[hit[0]] for hit in hits]


class Judge:
    """Decides the polarity of clauses from the cue words of one text."""

    def __init__(self, chars: str, titles: Sequence[Title], figures: Sequence[Figure]) -> None:
        self._chars = chars
        self._at, self._bits = cue_positions(chars)
        self._facts = sorted([title.start for title in titles] + [figure.start for figure in figures])

    def clause(self, start: int, end: int, index: int, sentence: Sentence) -> Clause:
        """The clause `chars[start:end]` of this sentence, with polarity and slogan flag."""
        low, high = bisect_right(self._at, start - 1), bisect_right(self._at, end - 1)
        bits = 0
        for bit in self._bits[low:high]:
            bits |= bit
        if bits & _LACKING and bits & _CUTTING and self._cuts(low, high, end):
            bits |= _MENDING
        polarity = self._polarity(start, end, bits, sentence)
        return Clause(start, end, index, polarity, self._slogan(start, end, bits, low, high))

    def _polarity(self, start: int, end: int, bits: int, sentence: Sentence) -> Polarity:
        if sentence.heading:
            return Polarity.HEADING
        if sentence.role is Role.PROBLEMS:
            return Polarity.LACKING if bits & (_LACKING | _WEAK) else Polarity.DONE
        if sentence.role is Role.PLANS:
            return Polarity.PLANNED
        if bits & _ZERO or (bits & _LACKING and _NOTHING.search(self._chars, start, end)):
            return Polarity.ZERO
        if (
            bits & _LACKING
            and (not bits & _MENDING or _FLATLY.search(self._chars, start, end))
            and not _TOLD.search(self._chars, start, end)
        ):
            return Polarity.LACKING
        if bits & _PLANNED or (
            bits & _WILL and not self._counts(start, end) and not _BROUGHT.search(self._chars, start, end)
        ):
            return Polarity.PLANNED
        if self._chars[start] in _ADVERBIAL_FIRST and _CITED.match(self._chars, start, end):
            if _CITED_END.search(self._chars[start:end]):
                return Polarity.DEMANDED
            return Polarity.DONE
        if bits & _DEMANDING and bits & _SUPERIOR and _DEMAND.search(self._chars, start, end):
            return Polarity.DEMANDED
        return Polarity.DONE

    def _cuts(self, low: int, high: int, end: int) -> bool:
        """A verb that does away with things stands before the lack, and the lack is an attribute: 没有依据的证明."""
        first = next(bit for bit in self._bits[low:high] if bit & (_LACKING | _CUTTING))
        lack = next(at for at, bit in zip(self._at[low:high], self._bits[low:high], strict=True) if bit & _LACKING)
        return bool(first & _CUTTING) and "的" in self._chars[lack - 1 : end]

    def _counts(self, start: int, end: int) -> bool:
        """A figure or a document stands in the range."""
        at = bisect_right(self._facts, start - 1)
        return at < len(self._facts) and self._facts[at] < end

    def _slogan(self, start: int, end: int, bits: int, low: int, high: int) -> bool:
        """Only attitude: an attitude verb with nothing done, counted or issued."""
        if self._chars[start] in _ADVERBIAL_FIRST and _PURPOSE.match(self._chars, start, end):
            return True
        if self._counts(start, end):
            return False
        if _OBEYS.match(self._chars, start, end) or _HEEDS.match(self._chars, start, end):
            return True
        if not bits & _SLOGAN or bits & _ACT:
            return False
        if not bits & _DEED or _IMPROVES.search(self._chars[start:end]):
            return True
        for bit in self._bits[low:high]:
            if bit & (_SLOGAN | _DEED):
                return bool(bit & _SLOGAN)  # 加强检查: the deed is only the object of the attitude
        return True

    def split(self, start: int, end: int) -> int:
        """Offset at which 按照……要求 ends and the statement begins, or `end`."""
        if self._chars[start] not in _ADVERBIAL_FIRST:
            return end
        match = _BASIS.match(self._chars, start, end)
        return match.end() if match else end
