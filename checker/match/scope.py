"""What the conditions see of one report: where each term occurs, and what the place says about it."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from itertools import chain

from checker.match.lexicon import NEAR, find
from checker.match.names import Names
from checker.model import Clause, Document, Hit, Lexicon, Polarity, Role, Sentence
from checker.regex import Regex

STATED = frozenset({Polarity.DONE, Polarity.ZERO})
"""Polarities that state a fact."""

MENTIONED = frozenset({Polarity.DONE, Polarity.ZERO, Polarity.DEMANDED, Polarity.HEADING})
"""Polarities that at least bring the thing up (codebook: 口号、标题、上级要求 are 不足, not 缺失)."""

_ALL = frozenset(Polarity)

_TAUGHT = Regex(r"(?:讲了|课程有|课程包括|课程涵盖|内容包括|内容涵盖|内容有)([^，。；\n]{2,200})")
"""What a lesson was about is only studied."""


class _Filled(dict[int, bool]):
    """Whether anything fills a slot; worked out when first asked, since a report's rules ask for few of them."""

    def __init__(self, lexicon: Lexicon, found: Set[int], units: Set[str]) -> None:
        super().__init__()
        self._lexicon, self._found, self._figures = lexicon, found, units

    def __missing__(self, slot: int) -> bool:
        lexicon = self._lexicon
        filled = not self._found.isdisjoint(lexicon.slots[slot])
        filled = filled or not self._figures.isdisjoint(lexicon.units.get(slot, ()))
        self[slot] = filled
        return filled


class Scope:
    """Occurrences of the terms of a lexicon in one document, found in one pass; the rest is worked out on demand.

    `titled` and `counted` are the clauses that hold a document title or a figure.
    """

    def __init__(self, document: Document, lexicon: Lexicon, findings: Iterable[str] = ()) -> None:
        self.document = document
        self.findings = frozenset(findings)
        self.unread = document.unread
        self._lexicon = lexicon
        self._clause_of: list[int] = []
        for index, clause in enumerate(document.clauses):
            self._clause_of += [index] * (clause.end - len(self._clause_of))
        self.titled = {self.clause_at(title.start) for title in document.titles}
        self.counted = {self.clause_at(figure.start) for figure in document.figures}
        self._title_starts = [title.start for title in document.titles]
        self._heading_starts = {heading.start for heading in document.headings}
        self._names = Names(document.text.chars)
        self._taught = [match.span(1) for match in _TAUGHT.finditer(document.text.chars)]
        self._special = self.titled | {self.clause_at(start) for start, _ in self._taught}
        self._found = self._scan(lexicon)
        self._by_unit = self._figures()
        self._filled = _Filled(lexicon, self._found.keys(), self._by_unit.keys())
        self._merged: dict[int, list[Hit]] = {}
        self._units: dict[str, Sequence[int]] = {}
        self._hits: dict[int, tuple[Hit, ...]] = {}
        self._occurrences: dict[int, tuple[Hit, ...]] = {}
        self._selected: dict[tuple[int, frozenset[Role], frozenset[Polarity]], list[Hit]] = {}
        self._counting: dict[tuple[frozenset[Role], frozenset[Polarity]], list[bool]] = {}

    def _scan(self, lexicon: Lexicon) -> dict[int, list[Hit]]:
        """Class of words → where its words stand."""
        found: defaultdict[int, list[Hit]] = defaultdict(list)
        classes, clause_of = lexicon.classes, self._clause_of
        for needle, start, end in find(lexicon, self.document.text.chars):
            found[classes[needle]].append(Hit(start, end, clause_of[start]))
        return dict(found)

    def _figures(self) -> Mapping[str, list[Hit]]:
        """Unit → figures with it; "" holds all."""
        by_unit: defaultdict[str, list[Hit]] = defaultdict(list)
        for figure in self.document.figures:
            hit = Hit(figure.start, figure.end, self._clause_of[figure.start])
            by_unit[figure.unit].append(hit)
            by_unit[""].append(hit)
        return dict(by_unit)

    def _fillers(self, slot: int) -> list[Hit]:
        """What fills the slot, in order."""
        known = self._merged.get(slot)
        if known is None:
            found, by_unit = self._found, self._by_unit
            lists = [found[number] for number in self._lexicon.slots[slot] if number in found]
            units = self._lexicon.units.get(slot, ())
            lists += [by_unit[unit] for unit in (("",) if "" in units else units) if unit in by_unit]
            known = self._merged[slot] = lists[0] if len(lists) == 1 else sorted(chain.from_iterable(lists))
        return known

    def hits(self, term: int) -> tuple[Hit, ...]:
        """All occurrences of the term, in order; names of bodies and statutes are left out."""
        known = self._hits.get(term)
        if known is None:
            known = self._hits[term] = self._find(term)
        return known

    def occurrences(self, term: int) -> tuple[Hit, ...]:
        """All occurrences of the term, names of bodies and statutes included."""
        known = self._occurrences.get(term)
        if known is None:
            known = self._occurrences[term] = self._find(term, names=True)
        return known

    def _find(self, term: int, names: bool = False) -> tuple[Hit, ...]:
        hits: set[Hit] = set()
        filled = self._filled.__getitem__
        for wide, slots in self._lexicon.terms[term]:
            if all(map(filled, slots)):
                found = self._sequence(wide, slots)
                hits.update(found if names else self._names.without(found))
        return tuple(sorted(hits))

    def _sequence(self, wide: bool, slots: Sequence[int]) -> list[Hit]:
        """Stretches in which the slots follow each other."""
        hits = self._fillers(slots[0])
        for slot in slots[1:]:
            following = self._fillers(slot)
            joined = []
            for start, end, clause in hits:
                at = bisect_left(following, (end, 0))
                if at < len(following) and self._follows(following[at], end, wide):
                    joined.append(Hit(start, following[at].end, clause))
            hits = joined
        return hits

    def _follows(self, hit: Hit, end: int, wide: bool) -> bool:
        """The hit begins near enough after `end`: within `NEAR` in the same clause, or (`wide`) in the same sentence."""
        if not wide and hit.start > end + NEAR:
            return False
        clause = self.document.clauses[self._clause_of[end - 1]]
        return hit.start < (self.document.sentences[clause.sentence].end if wide else clause.end)

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
        if self._taught and clause.polarity in STATED:
            at = bisect_right(self._taught, (hit.start, len(self._clause_of))) - 1
            if at >= 0 and hit.end <= self._taught[at][1]:
                return Polarity.STUDIED
        return clause.polarity

    def slogan(self, hit: Hit) -> bool:
        """The clause of the hit is only attitude; a hit inside a title is judged by the clause too."""
        return self.document.clauses[hit.clause].slogan

    def entitles(self, sentence: Sentence) -> bool:
        """The sentence is the title of a section: a heading line, or the run-in title of a numbered paragraph."""
        return sentence.heading or (sentence.lead and sentence.start in self._heading_starts)

    def possible(self, term: int) -> bool:
        """All parts of one way to say the term occur somewhere; cheap, and without it `hits` would be empty."""
        filled = self._filled.__getitem__
        return any(all(map(filled, slots)) for _, slots in self._lexicon.terms[term])

    def select(self, term: int, roles: frozenset[Role], polarities: frozenset[Polarity]) -> list[Hit]:
        """Occurrences in these roles that are said in one of these ways."""
        key = (term, roles, polarities)
        known = self._selected.get(key)
        if known is None:
            known = self._selected[key] = self._select(self.hits(term), roles, polarities)
        return known

    def _select(self, hits: Sequence[Hit], roles: frozenset[Role], polarities: frozenset[Polarity]) -> list[Hit]:
        if not hits:
            return []
        in_role = self._in_roles(roles)
        special = self._special
        said = self._said(roles, polarities)
        return [
            hit
            for hit in hits
            if (self.polarity(hit) in polarities and in_role[hit.clause] if hit.clause in special else said[hit.clause])
        ]

    def _in_roles(self, roles: frozenset[Role]) -> list[bool]:
        return self._said(roles, _ALL)

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

    def units(self, within: str) -> Sequence[int]:
        """For every clause, the number of the clause, sentence, item or paragraph that it is or stands in."""
        known = self._units.get(within)
        if known is None:
            known = self._units[within] = self._number(within)
        return known

    def _number(self, within: str) -> Sequence[int]:
        clauses, sentences = self.document.clauses, self.document.sentences
        if within == "clause":
            return range(len(clauses))
        if within == "sentence":
            return [clause.sentence for clause in clauses]
        if within == "item":
            return [sentences[clause.sentence].item for clause in clauses]
        return [sentences[clause.sentence].paragraph for clause in clauses]
