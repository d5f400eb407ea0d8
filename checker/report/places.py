"""To which heading an omission belongs: by the words of the heading, and by where the rest of its dimension is written."""

from collections import Counter
from collections.abc import Mapping

from checker.model import Document, Element, Outcome, Role, Scorecard, Span

LIKENESS = 0.5
"""From so much on, a heading speaks of an element; a pair of characters that only one element's place has counts 1."""


class Places:
    """The headings of a checked report, each with what is written below it."""

    def __init__(self, card: Scorecard) -> None:
        self._document = card.document
        names = {dimension.id: dimension.name for dimension in card.ruleset.dimensions}
        self._words = {element.id: _pairs(element.place + "，" + element.name + "，" + names[element.dimension])
                       for element in card.ruleset.elements}  # fmt: skip
        self._usual = Counter(pair for words in self._words.values() for pair in words)
        self._roles = _roles(card.document)
        self._homes = self._sections(card)

    def title(self) -> Span | None:
        """The title of the report, None where it has none."""
        return fact_span(self._document)

    def of(self, element: Element) -> Span | None:
        """The heading of the section where the element belongs, else the title."""
        allowed = [index for index, role in self._roles.items() if role in element.where]
        likest = max(allowed, key=lambda index: (self._likeness(element, index), -index), default=None)
        if likest is None:
            return self.title()
        if self._likeness(element, likest) < LIKENESS:
            likest = next((index for index in allowed if self._roles[index] is not Role.PREAMBLE), likest)
        return self._span(likest)

    def _likeness(self, element: Element, index: int) -> float:
        """How well a heading fits: the words it shares, and the share of the dimension's evidence that is below it."""
        heading = self._document.headings[index]
        shared = _pairs(self._document.text.chars[heading.start : heading.end]) & self._words[element.id]
        homes = self._homes[element.dimension]
        return sum(1 / self._usual[pair] for pair in shared) + homes[index] / max(1, homes.total())

    def _sections(self, card: Scorecard) -> Mapping[str, Counter[int]]:
        """How much evidence of every dimension stands below every heading."""
        text = card.document.text
        starts = {text.offset(entry.start): entry.section for entry in card.document.sentences}
        homes: dict[str, Counter[int]] = {dimension.id: Counter() for dimension in card.ruleset.dimensions}
        for element, verdict in zip(card.ruleset.elements, card.verdicts, strict=True):
            if verdict.outcome in (Outcome.COVERED, Outcome.PARTIAL):
                sections = [starts.get(passage.span.start, -1) for passage in verdict.evidence]
                homes[element.dimension].update(section for section in sections if section >= 0)
        return homes

    def _span(self, index: int) -> Span:
        heading = self._document.headings[index]
        return self._document.text.span(heading.start, heading.end)


def fact_span(document: Document) -> Span | None:
    """Where the title stands in the source."""
    title = document.title
    if title is None or title.start is None or title.end is None or title.end <= title.start:
        return None
    return document.text.span(title.start, title.end)


def _roles(document: Document) -> dict[int, Role]:
    """What is said below every heading, by its index."""
    roles: dict[int, Role] = {}
    for sentence in document.sentences:
        if sentence.section >= 0 and sentence.role is not Role.TITLE:
            roles.setdefault(sentence.section, sentence.role)
    return roles


def _pairs(words: str) -> frozenset[str]:
    """Neighbouring characters, across no mark."""
    return frozenset(pair for pair in (words[at : at + 2] for at in range(len(words) - 1)) if pair.isalpha())
