"""What the comments say, and to which words of the source each belongs."""

from typing import NamedTuple

from checker.model import Element, Outcome, Scorecard, Span, Verdict
from checker.report import wording
from checker.report.places import Places

MAX_QUOTE = 120


class Note(NamedTuple):
    """A comment: the words it belongs to (None: the beginning of the text) and its lines. `kind` is for counting."""

    kind: str
    span: Span | None
    lines: tuple[str, ...]


def notes(card: Scorecard) -> list[Note]:
    """All comments on a report: the summary first, then findings, what falls short, and what is missing."""
    places = Places(card)
    found = [Note("summary", places.title(), _summary(card))]
    for number, finding in enumerate(card.findings):
        level = {"error": "错误", "hint": "提示"}[finding.level]
        found.append(Note("finding", finding.evidence.span, (f"【前后不一·{level}】", wording.told(card, number))))
    for element, verdict in wording.ordered(card, Outcome.PARTIAL):
        span = verdict.evidence[0].span if verdict.evidence else places.title()
        found.append(Note("partial", span, _partial(element, verdict, card)))
    for element, verdict in wording.ordered(card, Outcome.MISSING):
        found.append(Note("missing", places.of(element), _missing(element, verdict, card)))
    return found


def _head(element: Element, verdict: Verdict, card: Scorecard) -> tuple[str, str]:
    outcome, level = wording.OUTCOMES[verdict.outcome], wording.level(element, card)
    gain = wording.points(card.score.gains[element.id])
    return f"【{outcome}·{level}】{element.name}（补上可加 {gain} 分）", f"原因：{wording.why(card, verdict)}"


def _partial(element: Element, verdict: Verdict, card: Scorecard) -> tuple[str, ...]:
    return (
        *_head(element, verdict, card),
        f"口径：{element.criterion}",
        f"写法：{element.advice}",
        f"样例：{element.sample}",
        f"依据：{wording.basis(element.basis)}",
    )


def _missing(element: Element, verdict: Verdict, card: Scorecard) -> tuple[str, ...]:
    nearest = [
        f"最接近：“{wording.shorten(passage.quote, MAX_QUOTE)}”（{wording.place(passage)}）"
        for passage in verdict.nearest[:1]
    ]
    return (
        *_head(element, verdict, card),
        *nearest,
        f"位置：{element.place}",
        f"写法：{element.advice}",
        f"样例：{element.sample}",
        f"依据：{wording.basis(element.basis)}",
    )


def _summary(card: Scorecard) -> tuple[str, ...]:
    """The card in short."""
    counts = {outcome: sum(verdict.outcome is outcome for verdict in card.verdicts) for outcome in Outcome}
    shown = "，".join(f"{wording.OUTCOMES[outcome]} {count}" for outcome, count in counts.items() if count)
    grade = f"（{card.score.grade}）" if card.score.grade else "（无等级）"
    spared = wording.relieved(card)
    undecided = [element.name for element, _ in wording.ordered(card, Outcome.UNDECIDED)]
    return (
        f"【检查结论】{wording.conclusion(card)}",
        f"得分：{wording.total(card)}{grade}" + (f"，豁免后 {spared}" if spared else ""),
        f"构成：{shown}，共 {len(card.verdicts)} 项",
        *([f"前后不一：{len(card.findings)} 处"] if card.findings else []),
        *([f"待定：{'、'.join(undecided)}。应写到它们的地方有读不出来的内容，请人工核对。"] if undecided else []),
        *(f"注意：{problem}" for problem in (*wording.problems(card.document), *wording.refusals(card))),
        f"规则：{card.ruleset.id} {card.ruleset.version}（{card.ruleset.sha256[:8]}）",
    )
