"""What the conditions see of one report: where each term occurs, and what the place says about it."""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from checker.match.lexicon import NEAR
from checker.model import Clause, Document, Hit, Lexicon, Polarity, Role, Sentence

STATED = frozenset({Polarity.DONE, Polarity.ZERO})
"""Polarities that state a fact."""

MENTIONED = frozenset({Polarity.DONE, Polarity.ZERO, Polarity.DEMANDED, Polarity.HEADING})
"""Polarities that at least bring the thing up (codebook: 口号、标题、上级要求 are 不足, not 缺失)."""

_BODY = re.compile(
    r"(?:领导|工作)?(?:局|科(?!学|技|级|普)|股|处(?![罚理置分于在级境])|室|办(?:公室)?(?![理结事案公好法学成证件])|中心|委员会|小组|大队|支队|总队|中队|部门|机关|机构|单位|窗口)"
)
_STATUTE = re.compile(r"(?:工作)?(?:法(?![律规制治院定官务人学])|条例)")


class Scope:
    """Occurrences of the terms of a lexicon in one document, found in one pass."""

    def __init__(self, document: Document, lexicon: Lexicon, findings: Iterable[str] = ()) -> None:
        self.document = document
        self.findings = frozenset(findings)
        self._lexicon = lexicon
        self._starts = [clause.start for clause in document.clauses]
        self._title_starts = [title.start for title in document.titles]
        self._slots = self._scan(lexicon)
        self._hits: dict[int, tuple[Hit, ...]] = {}

    def _scan(self, lexicon: Lexicon) -> Mapping[int, list[tuple[int, int]]]:
        """Slot → ranges that fill it, in order."""
        found: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
        feeds = lexicon.feeds
        for needle, start, end in lexicon.automaton.find_matches_as_indexes(self.document.text.chars, overlapping=True):
            for slot in feeds[needle]:
                found[slot].append((start, end))
        for slot, units in lexicon.units.items():
            figures = [(entry.start, entry.end) for entry in self.document.figures if "" in units or entry.unit in units]
            if figures:
                found[slot] += figures
        for ranges in found.values():
            ranges.sort()
        return found

    def hits(self, term: int) -> tuple[Hit, ...]:
        """All occurrences of the term, in order; names of bodies and statutes are left out."""
        known = self._hits.get(term)
        if known is None:
            known = self._hits[term] = self._find(term)
        return known

    def _find(self, term: int) -> tuple[Hit, ...]:
        ranges: set[tuple[int, int]] = set()
        for wide, slots in self._lexicon.terms[term]:
            if slots[0] in self._slots:
                ranges.update(self._sequence(wide, slots))
        return tuple(Hit(start, end, self.clause_at(start)) for start, end in sorted(ranges))

    def _sequence(self, wide: bool, slots: Sequence[int]) -> list[tuple[int, int]]:
        """Ranges in which the slots follow each other."""
        ranges = self._slots[slots[0]]
        if len(slots) == 1:
            return [found for found in ranges if not self._is_name(found[1])]
        for slot in slots[1:]:
            following = self._slots.get(slot)
            if following is None:
                return []
            joined = []
            for start, end in ranges:
                at = bisect_left(following, (end, 0))
                if at < len(following) and following[at][0] <= self._limit(end, wide):
                    joined.append((start, following[at][1]))
            ranges = joined
        return ranges

    def _limit(self, end: int, wide: bool) -> int:
        """Last offset at which the next part may begin."""
        clause = self.document.clauses[self.clause_at(end - 1)]
        if wide:
            return self.document.sentences[clause.sentence].end
        return min(end + NEAR, clause.end)

    def _is_name(self, end: int) -> bool:
        """The words go on to the name of a body or of a statute."""
        chars = self.document.text.chars
        return _BODY.match(chars, end, end + 8) is not None or _STATUTE.match(chars, end, end + 6) is not None

    def clause_at(self, position: int) -> int:
        """Index of the clause that holds this offset."""
        return max(0, bisect_right(self._starts, position) - 1)

    def clause(self, hit: Hit) -> Clause:
        """The clause in which the hit begins."""
        return self.document.clauses[hit.clause]

    def sentence(self, hit: Hit) -> Sentence:
        """The sentence in which the hit begins."""
        return self.document.sentences[self.document.clauses[hit.clause].sentence]

    def polarity(self, hit: Hit) -> Polarity:
        """What the text says of the thing: inside 《》 as the title is used, elsewhere as the clause has it."""
        clause = self.document.clauses[hit.clause]
        at = bisect_right(self._title_starts, hit.start) - 1
        if at >= 0:
            title = self.document.titles[at]
            if hit.start < title.end and title.start < hit.start and clause.polarity in STATED:
                return title.polarity
        return clause.polarity

    def within(self, hit: Hit, roles: frozenset[Role]) -> bool:
        """The hit stands in a passage of one of these roles."""
        return self.sentence(hit).role in roles

    def slogan(self, hit: Hit) -> bool:
        """The clause of the hit is only attitude; a hit inside a title is judged by the clause too."""
        return self.document.clauses[hit.clause].slogan

    def select(self, term: int, roles: frozenset[Role], polarities: frozenset[Polarity]) -> list[Hit]:
        """Occurrences in these roles that are said in one of these ways."""
        return [hit for hit in self.hits(term) if self.sentence(hit).role in roles and self.polarity(hit) in polarities]

    def unit(self, hit: Hit, within: str) -> int:
        """Number of the clause, sentence, item or paragraph in which the hit stands."""
        if within == "clause":
            return hit.clause
        sentence = self.document.clauses[hit.clause].sentence
        if within == "sentence":
            return sentence
        found = self.document.sentences[sentence]
        return found.item if within == "item" else found.paragraph
