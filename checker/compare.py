"""Two reports of one unit: what was dropped, what is new, which figures moved, what was carried over, which plans have no echo.

Nothing here is a verdict: each finding shows both passages, so that a reader can judge.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from fractions import Fraction
from typing import NamedTuple

from checker import formula
from checker.consistency.quantities import statements
from checker.model import Document, Element, Evidence, Outcome, Role, Scorecard, Sentence, Verdict
from checker.passage import passage

ALIKE = Fraction(9, 10)
"""From this share of equal characters on, a paragraph was carried over."""

LONG = 60
"""Fewest characters of a paragraph that is compared."""

ECHO = Fraction(1, 4)
"""A plan has an echo where some sentence shares this much of its words (pairs of characters, weighted by rarity)."""

PLAN = 14
"""Fewest characters of a sentence that is taken for a plan."""

_TOLD = (Role.PREAMBLE, Role.ACHIEVEMENTS, Role.DUTY, Role.HIGHLIGHTS)
_FORMULA = re.compile(f"{formula.WORDS}|报告如下")
_SCOPE = re.compile(
    r"^(?:(?:20\d\d年)?(?:全年|今年(?:以来)?|一年来|年内|本年度?)|20\d\d年(?:度)?|全[省市县区镇乡局]|我[省市县区镇乡局]|共|累计|先后|已|其中)+"
)
_VERBAL = re.compile(r"(?:共计?|累计|达到?|了|为|约)+$")
_DIGITS = re.compile(r"[\d一二三四五六七八九十百千万零〇两]+")
_GENERIC = re.compile(
    r"下一步|20\d\d年|将|继续|进一步|不断|持续|全面|深入|切实|着力|加强|推进|提升|强化|完善|健全|我[县市区局镇乡]"
)
_RANK = {Outcome.MISSING: 0, Outcome.UNDECIDED: 0, Outcome.PARTIAL: 1, Outcome.COVERED: 2}


class Change(NamedTuple):
    """An element whose outcome differs; `step` is dropped, weaker, stronger or new."""

    element: Element
    step: str
    before: Verdict
    after: Verdict


class Moved(NamedTuple):
    """A figure of the same thing in both reports; `rate` is the change in percent (None from nothing)."""

    words: str
    unit: str
    before: Fraction
    after: Fraction
    rate: Fraction | None
    first: Evidence
    second: Evidence


class Carried(NamedTuple):
    """A paragraph that stands in both reports; `kind` is same, figures (only figures differ) or nearly."""

    kind: str
    share: Fraction
    first: Evidence
    second: Evidence


class Unanswered(NamedTuple):
    """A plan of last year that this year's work does not come back to, and the sentence nearest to it."""

    plan: Evidence
    nearest: Evidence | None


class Comparison(NamedTuple):
    """Everything between two reports."""

    last: Scorecard
    this: Scorecard
    warnings: tuple[str, ...]
    changes: tuple[Change, ...]
    moved: tuple[Moved, ...]
    carried: tuple[Carried, ...]
    unanswered: tuple[Unanswered, ...]


def compare(last: Scorecard, this: Scorecard) -> Comparison:
    """Compare last year's report with this year's; both checked by the same rules."""
    return Comparison(
        last,
        this,
        tuple(_warnings(last.document, this.document)),
        tuple(_changes(last, this)),
        tuple(_moved(last.document, this.document)),
        tuple(_carried(last.document, this.document)),
        tuple(_unanswered(last.document, this.document)),
    )


def _warnings(last: Document, this: Document) -> Iterator[str]:
    names = [document.issuer.value if document.issuer else "" for document in (last, this)]
    if all(names) and names[0] != names[1]:
        yield f"两份报告的机关不同：上年是{names[0]}，今年是{names[1]}，请核对。"
    if last.year is None or this.year is None:
        yield "有一份报告看不出年度，请核对次序。"
    elif last.year >= this.year:
        yield f"前一份是{last.year}年度，后一份是{this.year}年度，次序可能反了，请核对。"


def _changes(last: Scorecard, this: Scorecard) -> Iterator[Change]:
    before = {verdict.element: verdict for verdict in last.verdicts}
    for element, after in zip(this.ruleset.elements, this.verdicts, strict=True):
        old = before[element.id]
        if Outcome.NOT_APPLICABLE in (old.outcome, after.outcome):
            continue
        was, now = _RANK[old.outcome], _RANK[after.outcome]
        if was != now:
            step = ("weaker" if now else "dropped") if now < was else ("stronger" if was else "new")
            yield Change(element, step, old, after)


def _moved(last: Document, this: Document) -> Iterator[Moved]:
    """Figures that each report tells once in the same words."""
    first, second = _figures(last), _figures(this)
    for key in sorted(first.keys() & second.keys()):
        (old, before), (new, after) = first[key], second[key]
        if old != new:
            rate = 100 * (new - old) / old if old else None
            yield Moved(key[0], key[1], old, new, rate, before, after)


def _figures(document: Document) -> dict[tuple[str, str], tuple[Fraction, Evidence]]:
    found: dict[tuple[str, str], tuple[Fraction, Evidence]] = {}
    seen: Counter[tuple[str, str]] = Counter()
    roles = {sentence.start: sentence for sentence in document.sentences}
    starts = sorted(roles)
    at = 0
    for statement in statements(document.text.chars):
        for quantity in statement.quantities:
            while at + 1 < len(starts) and starts[at + 1] <= quantity.start:
                at += 1
            sentence = roles[starts[at]] if starts else None
            words = _VERBAL.sub("", _SCOPE.sub("", quantity.label))
            if sentence is None or sentence.role not in _TOLD or not quantity.exact or quantity.depth or len(words) < 4:
                continue
            key = (words, quantity.unit)
            seen[key] += 1
            start = quantity.start - len(quantity.label)
            found[key] = quantity.value, passage(document, start, quantity.end, sentence.section)
    return {key: value for key, value in found.items() if seen[key] == 1}


def _carried(last: Document, this: Document) -> Iterator[Carried]:
    """Paragraphs of this year that last year's report has too, each with the one that is most alike."""
    old = [(words, _shingles(words), where) for words, where in _paragraphs(last)]
    for words, where in _paragraphs(this):
        mine = _shingles(words)
        best: tuple[Fraction, str, Evidence] | None = None
        for other, theirs, there in old:
            if 2 * len(mine & theirs) < min(len(mine), len(theirs)):
                continue  # far from alike; spares the exact comparison
            share = _share(other, words)
            if share >= ALIKE and (best is None or share > best[0]):
                best = share, other, there
        if best is not None:
            share, other, there = best
            kind = (
                "same"
                if other == words
                else "figures"
                if _DIGITS.sub("", other) == _DIGITS.sub("", words)
                else "nearly"
            )
            yield Carried(kind, share, there, where)


def _paragraphs(document: Document) -> Iterator[tuple[str, Evidence]]:
    """Paragraphs worth comparing: long, and no formula that every report repeats."""
    first: dict[int, Sentence] = {}
    for sentence in document.sentences:
        first.setdefault(document.text.chars.rfind("\n", 0, sentence.start) + 1, sentence)
    at = 0
    for words in document.text.chars.split("\n"):
        start, at = at, at + len(words) + 1
        opening = first.get(start)
        if opening is None or len(words) < LONG or opening.role in (Role.TITLE, Role.CLOSING):
            continue
        if len(_FORMULA.findall(words)) * 40 > len(words):
            continue
        yield words, passage(document, start, start + len(words), opening.section)


def _shingles(words: str) -> frozenset[str]:
    plain = _DIGITS.sub("", words)
    return frozenset(plain[at : at + 4] for at in range(len(plain) - 3))


def _share(one: str, other: str) -> Fraction:
    """Characters that both have in the same order, of the longer one."""
    blocks = SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()
    return Fraction(sum(block.size for block in blocks), max(len(one), len(other), 1))


def _unanswered(last: Document, this: Document) -> Iterator[Unanswered]:
    plans = [
        sentence
        for sentence in last.sentences
        if sentence.role is Role.PLANS and not sentence.heading and sentence.end - sentence.start >= PLAN
    ]
    told = [sentence for sentence in this.sentences if sentence.role in _TOLD]
    words = [_pairs(this.text.chars[sentence.start : sentence.end]) for sentence in told]
    common = Counter(pair for pairs in words for pair in pairs)
    for plan in plans:
        text = last.text.chars[plan.start : plan.end]
        wanted = _pairs(text)
        if len(wanted) < 5 or _FORMULA.search(text):
            continue
        weights = {pair: Fraction(1, 1 + common[pair]) + Fraction(1, 4) for pair in wanted}
        total = sum(weights.values())
        scores = [sum((weights[pair] for pair in wanted & pairs), Fraction(0)) / total for pairs in words]
        best = max(range(len(scores)), key=lambda index: scores[index], default=None)
        if best is None or scores[best] < ECHO * Fraction(3, 5):
            near = told[best] if best is not None and scores[best] else None
            yield Unanswered(
                passage(last, plan.start, plan.end, plan.section),
                passage(this, near.start, near.end, near.section) if near else None,
            )


def _pairs(words: str) -> frozenset[str]:
    """Neighbouring characters of what a sentence says, without the words of any plan."""
    pieces: Sequence[str] = re.split(r"[^一-鿿]+", _GENERIC.sub(" ", words))
    return frozenset(piece[at : at + 2] for piece in pieces for at in range(len(piece) - 1))
