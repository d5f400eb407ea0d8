"""What the conditions see of one report: where each term occurs, and what the place says about it."""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from checker.match.lexicon import NEAR, find
from checker.model import Clause, Document, Hit, Lexicon, Polarity, Role, Sentence

STATED = frozenset({Polarity.DONE, Polarity.ZERO})
"""Polarities that state a fact."""

MENTIONED = frozenset({Polarity.DONE, Polarity.ZERO, Polarity.DEMANDED, Polarity.HEADING})
"""Polarities that at least bring the thing up (codebook: 口号、标题、上级要求 are 不足, not 缺失)."""

_BODY = re.compile(
    r"(?:领导|工作|建设|管理|和数据管理|服务管理|审查|审核|监督|应诉|协调|事务|研究|调解|宣传|教育|和应诉|与应诉)?(?:局|科(?!学|技|级|普)|股|处(?![罚理置分于在级境])|室|办(?:公室)?(?![理结事案公好法学成证件])|中心|委员会|小组|大队|支队|总队|中队|部门|机关|机构|单位|窗口)"
)
_STATUTE = re.compile(r"(?:工作)?(?:法(?![律规制治院定官务人学])|条例)")
_NAME_FIRST = frozenset("领工建管和服审监应协事研调宣教与局科股处室办中委小大支总部机单窗法条")
"""What _BODY and _STATUTE can begin with; asking first spares the patterns."""

_VERBS = frozenset(
    [
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
    ]
)
"""Ends of phrases after which 部门 or 机构 is the object, not the rest of a name."""

_LONG_BODY = re.compile(
    r"[^，。；：、\n由向对在到报送请经与和以为从将被把的是有案件作实开组召印制出办受审参接移上提给及等后前]{0,8}"
    r"(?:局|科|股|办公室|委员会|协会|研究中心|联席会议|服务团|公司|支队|大队|总队|工作组|领导小组|志愿者协会)(?=[、，。；和与及等的]|$)"
)
"""The rest of a longer body's name, closed by a mark: 规范性文件|备案审查科、."""

_LIST = re.compile(r"(?:[^，。；：、\n]{1,24}、){2,}[^，。；：、\n]{1,24}")
_ORGAN = re.compile(
    r"(?:局|办|委|院|会|中心|公司|所|站|科|股|队|部|室|政府|银行|厂|小学|中学|医院|文联|单位|企业|机关)(?:和.{1,12}|等.{0,20}|共.{0,10}|\d.{0,6})?$"
)


def _lists_of_bodies(chars: str) -> list[tuple[int, int]]:
    """Ranges of lists in which at least three names of bodies stand (codebook 口径 8)."""
    found = []
    for match in _LIST.finditer(chars):
        items = match.group().split("、")
        bodies = [_ORGAN.search(item) is not None for item in items]
        if sum(bodies) >= 3 and sum(bodies) * 3 >= len(items) * 2:
            found.append(match.span())
    return found


Ranges = list[tuple[int, int]]


class Scope:
    """Occurrences of the terms of a lexicon in one document, found in one pass; the rest is worked out on demand.

    `titled` and `counted` are the clauses that hold a document title or a figure.
    """

    def __init__(self, document: Document, lexicon: Lexicon, findings: Iterable[str] = ()) -> None:
        self.document = document
        self.findings = frozenset(findings)
        self._lexicon = lexicon
        self._clause_of: list[int] = []
        for index, clause in enumerate(document.clauses):
            self._clause_of += [index] * (clause.end - len(self._clause_of))
        self.titled = {self.clause_at(title.start) for title in document.titles}
        self.counted = {self.clause_at(figure.start) for figure in document.figures}
        self._title_starts = [title.start for title in document.titles]
        self._listed = _lists_of_bodies(document.text.chars)
        self._filled = self._scan(lexicon)
        self._hits: dict[int, tuple[Hit, ...]] = {}
        self._names: dict[int, bool] = {}
        self._counting: dict[tuple[frozenset[Role], frozenset[Polarity]], list[bool]] = {}

    def _scan(self, lexicon: Lexicon) -> Mapping[int, list[Ranges]]:
        """Slot → for every needle found that fills it, the ranges of the needle."""
        found: dict[int, Ranges] = {}
        for needle, start, end in find(lexicon, self.document.text.chars):
            if needle in found:
                found[needle].append((start, end))
            else:
                found[needle] = [(start, end)]
        filled: defaultdict[int, list[Ranges]] = defaultdict(list)
        feeds = lexicon.feeds
        for needle, ranges in found.items():
            for slot in feeds[needle]:
                filled[slot].append(ranges)
        by_unit: defaultdict[str, Ranges] = defaultdict(list)
        for figure in self.document.figures:
            by_unit[figure.unit].append((figure.start, figure.end))
            by_unit[""].append((figure.start, figure.end))
        for slot, units in lexicon.units.items():
            filled[slot] += [by_unit[unit] for unit in (("",) if "" in units else units) if unit in by_unit]
            if not filled[slot]:
                del filled[slot]
        return filled

    def hits(self, term: int) -> tuple[Hit, ...]:
        """All occurrences of the term, in order; names of bodies and statutes are left out."""
        known = self._hits.get(term)
        if known is None:
            known = self._hits[term] = self._find(term)
        return known

    def occurrences(self, term: int) -> tuple[Hit, ...]:
        """All occurrences of the term, names of bodies and statutes included."""
        return self._find(term, names=True)

    def _find(self, term: int, names: bool = False) -> tuple[Hit, ...]:
        ranges: set[tuple[int, int]] = set()
        filled = self._filled
        for wide, slots in self._lexicon.terms[term]:
            if all(slot in filled for slot in slots):
                ranges.update(self._sequence(wide, slots, names))
        clause_of = self._clause_of
        return tuple(Hit(start, end, clause_of[start]) for start, end in sorted(ranges))

    def _ranges(self, slot: int) -> Ranges:
        """Ranges that fill the slot, in order."""
        lists = self._filled[slot]
        return lists[0] if len(lists) == 1 else sorted(entry for ranges in lists for entry in ranges)

    def _sequence(self, wide: bool, slots: Sequence[int], names: bool) -> Ranges:
        """Ranges in which the slots follow each other."""
        ranges = self._ranges(slots[0])
        for slot in slots[1:]:
            if not ranges:
                return []
            following = self._ranges(slot)
            joined = []
            for start, end in ranges:
                at = bisect_left(following, (end, 0))
                if at < len(following) and following[at][0] < self._limit(end, wide):
                    joined.append((start, following[at][1]))
            ranges = joined
        return ranges if names else [found for found in ranges if not self._is_name(*found)]

    def _limit(self, end: int, wide: bool) -> int:
        """Offset before which the next part must begin."""
        clause = self.document.clauses[self._clause_of[end - 1]]
        if wide:
            return self.document.sentences[clause.sentence].end
        return min(end + NEAR + 1, clause.end)

    def _is_name(self, start: int, end: int) -> bool:
        """The words stand in a list of bodies, or go on to the name of a body or of a statute."""
        chars = self.document.text.chars
        if self._listed:
            at = bisect_right(self._listed, (start, len(chars))) - 1
            if at >= 0 and self._listed[at][1] >= end:
                return True
        if chars[end - 1] in "到给至向个支由":
            return False  # 移送到 | 大队: the body is an object
        known = self._names.get(end)
        if known is None:
            known = self._names[end] = self._goes_on(end)
        return known

    def _goes_on(self, end: int) -> bool:
        """The words before this offset go on to the name of a body or of a statute."""
        chars = self.document.text.chars
        if _LONG_BODY.match(chars, end, end + 16):
            return True
        if end >= len(chars) or chars[end] not in _NAME_FIRST or chars[end - 2 : end] in _VERBS:
            return False
        return _BODY.match(chars, end, end + 8) is not None or _STATUTE.match(chars, end, end + 6) is not None

    def clause_at(self, position: int) -> int:
        """Index of the clause that holds this offset."""
        if not self._clause_of:
            return 0
        return self._clause_of[min(position, len(self._clause_of) - 1)]

    def clause(self, hit: Hit) -> Clause:
        """The clause in which the hit begins."""
        return self.document.clauses[hit.clause]

    def sentence(self, hit: Hit) -> Sentence:
        """The sentence in which the hit begins."""
        return self.document.sentences[self.document.clauses[hit.clause].sentence]

    def polarity(self, hit: Hit) -> Polarity:
        """What the text says of the thing: inside 《》 as the title is used, elsewhere as the clause has it."""
        clause = self.document.clauses[hit.clause]
        if hit.clause in self.titled and clause.polarity in STATED:
            title = self.document.titles[max(0, bisect_right(self._title_starts, hit.start) - 1)]
            if title.start < hit.start < title.end:
                return title.polarity
        return clause.polarity

    def slogan(self, hit: Hit) -> bool:
        """The clause of the hit is only attitude; a hit inside a title is judged by the clause too."""
        return self.document.clauses[hit.clause].slogan

    def select(self, term: int, roles: frozenset[Role], polarities: frozenset[Polarity]) -> list[Hit]:
        """Occurrences in these roles that are said in one of these ways."""
        hits = self.hits(term)
        if not hits:
            return []
        in_role = self._in_roles(roles)
        titled = self.titled
        said = self._said(roles, polarities)
        return [
            hit
            for hit in hits
            if (self.polarity(hit) in polarities and in_role[hit.clause] if hit.clause in titled else said[hit.clause])
        ]

    def _in_roles(self, roles: frozenset[Role]) -> list[bool]:
        return self._said(roles, frozenset(Polarity))

    def _said(self, roles: frozenset[Role], polarities: frozenset[Polarity]) -> list[bool]:
        """For every clause, whether it stands in one of the roles and has one of the polarities."""
        key = (roles, polarities)
        known = self._counting.get(key)
        if known is None:
            sentences = self.document.sentences
            known = self._counting[key] = [
                clause.polarity in polarities and sentences[clause.sentence].role in roles
                for clause in self.document.clauses
            ]
        return known

    def unit(self, hit: Hit, within: str) -> int:
        """Number of the clause, sentence, item or paragraph in which the hit stands."""
        if within == "clause":
            return hit.clause
        sentence = self.document.clauses[hit.clause].sentence
        if within == "sentence":
            return sentence
        found = self.document.sentences[sentence]
        return found.item if within == "item" else found.paragraph
