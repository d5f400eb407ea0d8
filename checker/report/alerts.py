"""What a machine is told about a report: every omission, shortfall, undecided element and inconsistency, with its place.

The formats for CI (sarif, junit, github, gitlab, tap) all show these. `level` is "error" for what stops the report,
"warning" for what is missing without stopping it, "note" for the rest.
"""

import re
from collections import Counter
from collections.abc import Iterator
from hashlib import sha256
from typing import NamedTuple

from checker.model import Document, Element, Evidence, Finding, Level, Outcome, Scorecard, Span, Verdict
from checker.report import view, wording
from checker.report.places import Places
from checker.report.style import Style

DOCUMENT = "document.unreadable"
"""Rule of a document that could not be checked."""

SCORE = "score.limit"
"""Rule of a report whose score is below the limit."""

_CHANGING = re.compile(r"[\d\s]+")


class Region(NamedTuple):
    """A range of the source: lines and columns from 1, the end column just behind the last character."""

    line: int
    column: int
    end_line: int
    end_column: int


class Rule(NamedTuple):
    """What an alert is an instance of: an element or a check; `text` says what is asked, `help` how to mend it."""

    id: str
    name: str
    text: str
    help: str
    level: str


class Alert(NamedTuple):
    """One thing to be looked at; `fingerprint` stays while other parts of the report change."""

    rule: Rule
    level: str
    message: str
    region: Region
    fingerprint: str


def alerts(card: Scorecard, style: Style) -> Iterator[Alert]:
    """Everything about a report, what stops it first."""
    found = sorted(_all(card, style), key=lambda alert: ("error", "warning", "note").index(alert.level))
    seen: Counter[str] = Counter()
    for alert in found:
        seen[alert.fingerprint] += 1  # the same words wrong twice are two alerts
        mark = f"{alert.fingerprint}#{seen[alert.fingerprint]}"
        yield alert._replace(fingerprint=sha256(mark.encode()).hexdigest()[:32])


def level(element: Element, verdict: Verdict, card: Scorecard) -> str:
    """error where the gate asks for the element, warning where it is missing or cannot be decided, note else."""
    if verdict.element in card.gate.blocking:
        return "error"
    if card.waived and verdict.element in card.waived.elements:
        return "note"
    return "warning" if verdict.outcome in (Outcome.MISSING, Outcome.UNDECIDED) else "note"


def gates(card: Scorecard, finding: Finding, style: Style) -> bool:
    """Whether --fail-on makes this finding stop the report."""
    if card.waived and any(card.findings[number] is finding for number in card.waived.findings):
        return False
    return style.fail_on == "hint" or (style.fail_on == "error" and finding.level == "error")


def element_rule(element: Element, card: Scorecard) -> Rule:
    """The rule of an element."""
    kind = element.level(card.document.issuer_kind)
    usual = {Level.MANDATORY: "error", Level.EXPECTED: "warning", Level.OPTIONAL: "note"}[kind]
    told = f"写法：{element.advice}样例：{element.sample}位置：{element.place}。依据：{wording.basis(element.basis)}。"
    return Rule(element.id, element.name, element.criterion, told, usual)


def message(element: Element, verdict: Verdict, card: Scorecard) -> str:
    """【缺失·必备】name: reason, and what it would bring."""
    head = f"【{wording.OUTCOMES[verdict.outcome]}·{wording.level(element, card)}】{element.name}："
    gain = card.score.gains[element.id]
    waiver = card.waived.elements.get(element.id) if card.waived else None
    if waiver is not None:
        return view.clean(f"{head}{wording.waived(waiver)}。")
    return view.clean(head + wording.reason(verdict) + (f"补上可加 {wording.points(gain)} 分。" if gain else ""))


def _all(card: Scorecard, style: Style) -> Iterator[Alert]:
    places = Places(card)
    document = card.document
    for element, verdict in wording.pairs(card):
        if verdict.outcome in (Outcome.COVERED, Outcome.NOT_APPLICABLE):
            continue
        span = verdict.evidence[0].span if verdict.evidence else places.of(element)
        yield Alert(
            element_rule(element, card), level(element, verdict, card), _full(element, verdict, card),
            _region(document, span), element.id,
        )  # fmt: skip
    checks = {check.id: check for check in card.ruleset.checks}
    for finding in card.findings:
        check = checks[finding.id]
        rule = Rule(check.id, check.name, check.criterion, check.advice, "error" if check.level == "error" else "note")
        weight = "error" if gates(card, finding, style) else "warning" if finding.level == "error" else "note"
        quote = wording.shorten(finding.evidence.quote, 60)
        told = view.clean(f"【{check.name}·{wording.FINDINGS[finding.level]}】“{quote}”：{finding.message}")
        yield Alert(rule, weight, told, _region(document, finding.evidence.span), _mark(finding.id, finding.evidence))
    if card.gate.low < card.gate.limit:
        limit = wording.points(card.gate.limit)
        rule = Rule(SCORE, "得分", f"得分不低于 {limit}。", "先补缺失的必备内容，再补分值大的。", "error")
        told = f"得分 {wording.total(card)}，低于 {limit}，未通过。"
        yield Alert(rule, "error", told, _region(document, places.title()), SCORE)


def _full(element: Element, verdict: Verdict, card: Scorecard) -> str:
    """The message with where to write it and the nearest sentence."""
    told = message(element, verdict, card)
    told += f"位置：{element.place}。" if verdict.outcome is Outcome.MISSING else ""
    for passage in verdict.nearest[:1]:
        told += f"最接近：“{wording.shorten(passage.quote, 60)}”（{wording.place(passage)}）。"
    return view.clean(told + f"依据：{wording.basis(element.basis)}。")


def _mark(name: str, evidence: Evidence) -> str:
    """A check and the words it quotes, without figures and blanks; no line, so edits elsewhere do not matter."""
    return f"{name}|{_CHANGING.sub('', evidence.quote)}"


def _region(document: Document, span: Span | None) -> Region:
    """Lines and columns of a span; the first line where there is none."""
    source = document.source
    if span is None or span.end <= span.start:
        return Region(1, 1, 1, 1)
    line, end_line = source.line(span.start), source.line(span.end - 1)
    start = source.text.rfind("\n", 0, span.start) + 1
    last = source.text.rfind("\n", 0, span.end - 1) + 1
    return Region(line, span.start - start + 1, end_line, span.end - last + 1)
