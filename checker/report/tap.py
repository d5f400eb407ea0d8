"""TAP version 14 (testanything.org): a point for each element, check and score; what does not stop the report is TODO."""

import json
from collections.abc import Iterator, Sequence

from checker.model import Outcome, Scorecard
from checker.report import alerts, wording
from checker.report.style import Failed, Rendered, Style


def one(card: Scorecard, style: Style) -> str:
    """The points of one report, still without numbers: a JSON list of (ok, description, directive, message)."""
    return json.dumps(list(_points(card, style)), ensure_ascii=False)


def join(rendered: Sequence[Rendered], failed: Sequence[Failed], style: Style) -> str:
    """The plan and all points, numbered through."""
    points = [(False, f"{failure.path} 能否检查", "", failure.message) for failure in failed]
    for entry in rendered:
        points += [tuple(point) for point in json.loads(entry.text)]
    lines = ["TAP version 14", f"1..{len(points)}"]
    for number, (ok, words, directive, message) in enumerate(points, 1):
        tail = f" # {directive}" if directive else ""
        lines.append(f"{'ok' if ok else 'not ok'} {number} - {_escaped(words)}{tail}")
        if message:
            lines += ["  ---", f"  message: {json.dumps(message, ensure_ascii=False)}", "  ..."]
    return "\n".join(lines) + "\n"


def _points(card: Scorecard, style: Style) -> Iterator[tuple[bool, str, str, str]]:
    path = card.document.source.path
    for element, verdict in wording.pairs(card):
        words = f"{path} {element.id} {element.name}"
        told = alerts.message(element, verdict, card)
        outcome = wording.OUTCOMES[verdict.outcome]
        if verdict.outcome is Outcome.COVERED:
            yield True, words, "", ""
        elif verdict.outcome is Outcome.NOT_APPLICABLE:
            yield True, words, f"SKIP {outcome}", ""
        elif verdict.element in card.gate.blocking or verdict.outcome is Outcome.UNDECIDED:
            yield False, words, "", told
        else:
            yield False, words, f"TODO {outcome}，不作门槛", told
    for check in card.ruleset.checks:
        found = [finding for finding in card.findings if finding.id == check.id]
        stops = any(alerts.gates(card, finding, style) for finding in found)
        told = "\n".join(f"第 {entry.evidence.line} 行：{entry.message}" for entry in found)
        yield not found, f"{path} {check.id} {check.name}", "TODO 不作门槛" if found and not stops else "", told
    reached = card.gate.low >= card.gate.limit
    yield (
        reached,
        f"{path} {alerts.SCORE} 得分 {wording.total(card)}，及格线 {wording.points(card.gate.limit)}",
        "",
        "",
    )


def _escaped(words: str) -> str:
    return words.replace("\\", "\\\\").replace("#", "\\#").replace("\n", " ")
