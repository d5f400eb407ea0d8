"""What a printed card tells, in plain words: html, pdf, docx and Markdown show the same, each in its own way.

Everything that comes out of a report is cleaned here of what no format may hold (control characters, halves of
surrogate pairs, marks that turn the direction of writing).
"""

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from checker.model import Element, Evidence, Finding, Outcome, Scorecard, Span, Verdict
from checker.report import wording
from checker.report.style import Row

SYMBOLS = {
    Outcome.COVERED: "√",
    Outcome.PARTIAL: "△",
    Outcome.MISSING: "×",
    Outcome.UNDECIDED: "？",
    Outcome.NOT_APPLICABLE: "—",
}
"""Beside the word, for print without colour; in every Chinese font."""

ORDER = (Outcome.MISSING, Outcome.PARTIAL, Outcome.UNDECIDED, Outcome.COVERED, Outcome.NOT_APPLICABLE)
LONG, PLACE = 80, 40
"""A longer title or name of a body is cut, and a longer place of a passage."""

QUOTE = 120
"""So many characters of a passage stand in the tables; the full text has it whole, and JSON."""

FIRST = 6
"""So many omissions stand on the first page."""

_BLOCKING = {Outcome.MISSING: "不补不通过", Outcome.UNDECIDED: "须人工核对"}
_FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffe\uffff]")
_HALVES = re.compile("[\ud800-\udfff]")


class Passage(NamedTuple):
    """A passage of the report on one line, shortened if long; where it stands, its range in the source."""

    words: str
    place: str
    span: Span


class Item(NamedTuple):
    """One element with its verdict; `number` is its place on the card."""

    number: int
    id: str
    name: str
    level: str
    outcome: Outcome
    reason: str
    criterion: str
    evidence: tuple[Passage, ...]
    nearest: tuple[Passage, ...]
    place: str
    advice: str
    sample: str
    basis: str
    worth: str
    earned: str
    gain: str
    blocking: str  # what is to be done if the report cannot pass as it is, else ""


class Section(NamedTuple):
    """All elements of one outcome."""

    key: str
    title: str
    symbol: str
    items: tuple[Item, ...]


class Bar(NamedTuple):
    """One dimension: points as text and as numbers from 0 to 100 (None without weight)."""

    name: str
    points: str
    low: float | None
    high: float
    covered: int
    partial: int
    missing: int
    undecided: int
    weight: int


class Note(NamedTuple):
    """A finding; `level` is "error" or "hint", `word` its name."""

    number: int
    level: str
    word: str
    passage: Passage
    message: str


class View(NamedTuple):
    """The whole card."""

    title: str
    facts: tuple[tuple[str, str], ...]
    passed: bool
    conclusion: str
    total: str
    grade: str
    counts: tuple[tuple[str, str, int], ...]  # symbol, word, number
    bars: tuple[Bar, ...]
    first: tuple[Item, ...]  # the omissions that come first
    sections: tuple[Section, ...]
    notes: tuple[Note, ...]
    problems: tuple[str, ...]


def of(card: Scorecard, full: bool = False) -> View:
    """The card in words; passages are not shortened if `full`."""
    document, score = card.document, card.score
    limit = len(document.source.text) if full else QUOTE
    sections = tuple(_sections(card, limit))
    lacking = [
        item for section in sections for item in section.items if item.outcome in (Outcome.MISSING, Outcome.UNDECIDED)
    ]
    first = [item for item in lacking if item.blocking] + [item for item in lacking if not item.blocking]
    return View(
        title=clean(wording.shorten(wording.original(document.title, document) or "（没有标题）", LONG)),
        facts=_facts(card),
        passed=card.gate.passed,
        conclusion=wording.conclusion(card),
        total=wording.total(card) + (f"（豁免后 {wording.relieved(card)}）" if wording.relieved(card) else ""),
        grade=score.grade or "无等级",
        counts=tuple((section.symbol, section.title, len(section.items)) for section in sections),
        bars=tuple(_bars(card)),
        first=tuple(first[:FIRST]),
        sections=sections,
        notes=tuple(_note(number, finding, card, limit) for number, finding in enumerate(card.findings)),
        problems=tuple(clean(problem) for problem in (*wording.problems(document), *wording.refusals(card))),
    )


def clean(words: str) -> str:
    """The words without characters that no XML may hold or that turn the writing about."""
    return _HALVES.sub("\ufffd", _FORBIDDEN.sub("", words))


def told(item: Item) -> Iterator[tuple[str, str | Passage]]:
    """Label and words of everything about an element that is not covered, in order."""
    yield "原因", item.reason
    if item.outcome is Outcome.PARTIAL:
        yield "口径", item.criterion
    yield from (("原文", passage) for passage in item.evidence)
    yield from (("最近", passage) for passage in item.nearest)
    if item.outcome is not Outcome.NOT_APPLICABLE:
        yield from (("位置", item.place), ("写法", item.advice), ("例句", item.sample))
    yield "依据", item.basis


def points(row: Row) -> str:
    """Score of a row, or its range; and without what is waived, where something is."""
    total = _range(row.low, row.high)
    return f"{total}（豁免后 {_range(*row.relieved)}）" if row.relieved else total


def _range(low: float, high: float) -> str:
    least, most = wording.points(Fraction(low)), wording.points(Fraction(high))
    return least if least == most else f"{least}～{most}"


def _facts(card: Scorecard) -> tuple[tuple[str, str], ...]:
    document = card.document
    issuer = clean(wording.shorten(wording.original(document.issuer, document) or "看不出", LONG))
    return (
        ("机关", f"{issuer}（{wording.KINDS[document.issuer_kind]}）"),
        ("年度", str(document.year) if document.year else "不明"),
        ("文件", clean(document.source.path)),
        ("文件校验", f"SHA-256 {document.source.sha256}"),
        ("规则", f"{card.ruleset.title} {card.ruleset.id} {card.ruleset.version}（{card.ruleset.sha256[:8]}）"),
    )


def _sections(card: Scorecard, limit: int) -> Iterator[Section]:
    number = 1
    for outcome in ORDER:
        if outcome in (Outcome.COVERED, Outcome.NOT_APPLICABLE):
            chosen = [pair for pair in wording.pairs(card) if pair[1].outcome is outcome]
        else:
            chosen = wording.ordered(card, outcome)
        items = tuple(_item(at, element, verdict, card, limit) for at, (element, verdict) in enumerate(chosen, number))
        number += len(items)
        yield Section(outcome.value, wording.OUTCOMES[outcome], SYMBOLS[outcome], items)


def _item(number: int, element: Element, verdict: Verdict, card: Scorecard, limit: int) -> Item:
    weight = sum(entry.weight for entry in card.score.dimensions)
    counted = weight and verdict.outcome is not Outcome.NOT_APPLICABLE
    worth = Fraction(100 * element.weight, weight) if counted else Fraction(0)
    gain = card.score.gains[element.id]
    return Item(
        number=number,
        id=element.id,
        name=element.name,
        level=wording.level(element, card),
        outcome=verdict.outcome,
        reason=clean(wording.why(card, verdict)),
        criterion=element.criterion,
        evidence=tuple(_passage(entry, limit) for entry in verdict.evidence),
        nearest=tuple(_passage(entry, limit) for entry in verdict.nearest),
        place=element.place,
        advice=element.advice,
        sample=element.sample,
        basis=wording.basis(element.basis),
        worth=wording.points(worth),
        earned=wording.points(worth - gain),
        gain=wording.points(gain),
        blocking=_BLOCKING[verdict.outcome] if element.id in card.gate.blocking else "",
    )


def _bars(card: Scorecard) -> Iterator[Bar]:
    for entry in card.score.dimensions:
        low, high = wording.points(entry.low), wording.points(entry.high)
        yield Bar(
            name=entry.name,
            points="—" if not entry.weight else low if low == high else f"{low}～{high}",
            low=round(float(entry.low), 1) if entry.weight else None,
            high=round(float(entry.high), 1),
            covered=entry.counts[Outcome.COVERED],
            partial=entry.counts[Outcome.PARTIAL],
            missing=entry.counts[Outcome.MISSING],
            undecided=entry.counts[Outcome.UNDECIDED],
            weight=entry.weight,
        )


def _note(number: int, finding: Finding, card: Scorecard, limit: int) -> Note:
    return Note(
        number + 1,
        finding.level,
        wording.FINDINGS[finding.level],
        _passage(finding.evidence, limit),
        clean(wording.told(card, number)),
    )


def _passage(evidence: Evidence, limit: int) -> Passage:
    return Passage(
        wording.shorten(clean(evidence.quote), limit),
        clean(wording.shorten(wording.place(evidence), PLACE)),
        evidence.span,
    )
