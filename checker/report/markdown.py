"""The scorecard as Markdown, for merge requests and wikis."""

from collections.abc import Sequence

from checker.model import Element, Evidence, Outcome, Scorecard, Verdict
from checker.report import wording
from checker.report.style import Failed, Rendered, Style


def one(card: Scorecard, style: Style) -> str:
    """The card of one report."""
    document, score = card.document, card.score
    lines = [f"# {text(wording.original(document.title, document) or '（没有标题）')}", ""]
    lines += [
        f"- 文件：{text(document.source.path)}",
        f"- 机关：{text(wording.original(document.issuer, document) or '看不出')}（{wording.KINDS[document.issuer_kind]}）",
        f"- 年度：{document.year or '不明'}",
        f"- **结论：{wording.conclusion(card)}**",
        f"- **得分：{wording.total(card)}**" + (f"（{score.grade}）" if score.grade else "（无等级）"),
        f"- 规则：{card.ruleset.id} {card.ruleset.version}（{card.ruleset.sha256[:8]}），文件校验 {document.source.sha256[:8]}",
    ]
    lines += [f"- 注意：{text(problem)}" for problem in wording.problems(document)]
    lines += ["", "| 维度 | 得分 | 已写 | 不足 | 缺失 | 权重 |", "| --- | ---: | ---: | ---: | ---: | ---: |"]
    lines += [
        f"| {entry.name} | {wording.points(entry.low) if entry.weight else '—'} | {entry.counts[Outcome.COVERED]} "
        f"| {entry.counts[Outcome.PARTIAL]} | {entry.counts[Outcome.MISSING]} | {entry.weight} |"
        for entry in score.dimensions
    ]
    for outcome in (Outcome.MISSING, Outcome.PARTIAL, Outcome.UNDECIDED):
        chosen = wording.ordered(card, outcome)
        if chosen:
            lines += ["", f"## {wording.OUTCOMES[outcome]}（{len(chosen)} 项）", ""]
            for element, verdict in chosen:
                lines += _entry(element, verdict, card)
    lines += _findings(card)
    covered = [pair for pair in wording.pairs(card) if pair[1].outcome is Outcome.COVERED]
    if covered:
        lines += ["", f"## 已写（{len(covered)} 项）", "", "| 要素 | 行 | 原文 |", "| --- | ---: | --- |"]
        lines += [
            f"| {element.name} | {verdict.evidence[0].line if verdict.evidence else ''} "
            f"| {text(wording.shorten(verdict.evidence[0].quote, 80)) if verdict.evidence else ''} |"
            for element, verdict in covered
        ]
    left_out = [pair for pair in wording.pairs(card) if pair[1].outcome is Outcome.NOT_APPLICABLE]
    if left_out:
        lines += [
            "",
            "不适用："
            + "；".join(f"{element.name}（{wording.reason(verdict).rstrip('。')}）" for element, verdict in left_out),
        ]
    return "\n".join(lines) + "\n"


def join(rendered: Sequence[Rendered], failed: Sequence[Failed], style: Style) -> str:
    """All cards; when there were several documents, a table of them first."""
    pieces = [entry.text for entry in rendered]
    if len(rendered) + len(failed) > 1:
        rows = ["# 汇总", "", "| 文件 | 得分 | 等级 | 缺失 | 不足 | 结论 |", "| --- | ---: | --- | ---: | ---: | --- |"]
        rows += [
            f"| {text(entry.row.path)} | {entry.row.low:.1f} | {entry.row.grade} | {len(entry.row.missing)} "
            f"| {len(entry.row.partial)} | {'通过' if entry.row.passed else '未通过'} |"
            for entry in rendered
        ]
        rows += [f"| {text(failure.path)} | | | | | 未能检查：{text(failure.message)} |" for failure in failed]
        pieces.insert(0, "\n".join(rows) + "\n")
    return "\n".join(pieces)


def text(words: str) -> str:
    """The words with everything that Markdown would take for markup made harmless."""
    for mark in "\\`*_[]<>|#":
        words = words.replace(mark, "\\" + mark)
    return words.replace("\n", " ")


def _entry(element: Element, verdict: Verdict, card: Scorecard) -> list[str]:
    gain = wording.points(card.score.gains[element.id])
    lines = [
        f"- **【{wording.level(element, card)}】{element.name}**（`{element.id}`，+{gain} 分）：{wording.reason(verdict)}"
    ]
    if verdict.outcome is Outcome.PARTIAL:
        lines.append(f"  - 口径：{element.criterion}")
    lines += _quotes("原文", verdict.evidence[:1]) + _quotes("最接近的一句", verdict.nearest[:1])
    lines += [f"  - 位置：{element.place}", f"  - 写法：{element.advice}", f"  - 依据：{wording.basis(element.basis)}"]
    return lines


def _quotes(label: str, passages: Sequence[Evidence]) -> list[str]:
    return [
        f"  - {label}：“{text(wording.shorten(entry.quote, 160))}”（{text(wording.place(entry))}）"
        for entry in passages
    ]


def _findings(card: Scorecard) -> list[str]:
    if not card.findings:
        return []
    levels = {"error": "错误", "hint": "提示"}
    lines = ["", f"## 前后不一（{len(card.findings)} 处）", ""]
    return lines + [
        f"- 【{levels[finding.level]}】“{text(finding.evidence.quote)}”（第 {finding.evidence.line} 行）：{finding.message}"
        for finding in card.findings
    ]
