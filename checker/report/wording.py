"""The words of the card: outcomes, levels, kinds, and what each reason code means. Chinese, in the wording of the trade."""

from fractions import Fraction

from checker.model import (
    Basis,
    Document,
    Element,
    Evidence,
    Fact,
    IssuerKind,
    Level,
    Outcome,
    Score,
    Scorecard,
    Verdict,
    Waiver,
)

OUTCOMES = {
    Outcome.COVERED: "已写",
    Outcome.PARTIAL: "不足",
    Outcome.MISSING: "缺失",
    Outcome.NOT_APPLICABLE: "不适用",
    Outcome.UNDECIDED: "待定",
}
LEVELS = {Level.MANDATORY: "必备", Level.EXPECTED: "应有", Level.OPTIONAL: "可选"}
KINDS = {
    IssuerKind.GOVERNMENT: "地方政府",
    IssuerKind.DEPARTMENT: "政府部门",
    IssuerKind.TOWNSHIP: "乡镇街道",
    IssuerKind.OTHER: "开发区等其他机关",
}
FINDINGS = {"error": "错误", "hint": "提示"}
ROLES = {"preamble": "首段", "achievements": "举措和成效", "duty": "履职情况", "highlights": "亮点", "problems": "存在问题",
         "plans": "下一步", "closing": "结尾"}  # fmt: skip

_REASONS = {
    "stated": "已有具体事实。",
    "half": "只写了一部分，或者没有点名。",
    "half.slogan": "只有口号或态度，没有写做了什么、多少、结果如何。",
    "half.heading": "只在标题里提到，下面没有相应的事实。",
    "half.demanded": "只是引用上级的要求，没有写本地怎么做。",
    "half.studied": "只作为学习内容提到，没有写怎么做。",
    "absent": "全文没有写到。",
    "said.lacking": "写的是尚未做到，不算已写。",
    "said.planned": "写的是打算，不是已做的事。",
    "said.demanded": "只是引用上级的要求，且未指向本项工作。",
    "said.studied": "只作为学习、宣传的内容提到。",
    "words.only": "出现了相近字样，但说的不是这件事，或没有事实。",
    "unread": "应写到它的地方有读不出来的内容，不能判为缺失，请人工核对。",
    "only.problems": "只在“存在问题”里作为不足提到。",
    "only.plans": "只在“下一步”里作为打算提到。",
}


def reason(verdict: Verdict) -> str:
    """What the reason code of a verdict means."""
    code, _, year = verdict.reason.partition(".")
    if code == "since":
        return f"{year} 年度起才要求。"
    if code == "until":
        return f"{year} 年度以后不再要求。"
    return _REASONS[verdict.reason]


def points(value: Fraction) -> str:
    """Points with one decimal, rounded half up."""
    tenths = (value * 10 + Fraction(1, 2)).__floor__()
    return f"{tenths // 10}.{tenths % 10}"


def total(card: Scorecard) -> str:
    """The score, or its range while something is undecided."""
    return _range(card.score)


def relieved(card: Scorecard) -> str:
    """The score without the waived elements; "" where nothing is waived."""
    return _range(card.relieved) if card.relieved and card.waived and card.waived.elements else ""


def _range(score: Score) -> str:
    low, high = points(score.low), points(score.high)
    return low if low == high else f"{low}～{high}"


def waived(waiver: Waiver) -> str:
    """已豁免：reason（批准人，到期日）."""
    until = f"，{waiver.expires} 到期" if waiver.expires else ""
    return f"已豁免：{waiver.reason}（{waiver.approved_by} 批准{until}）"


def why(card: Scorecard, verdict: Verdict) -> str:
    """What the reason code means, and the waiver where there is one."""
    waiver = card.waived.elements.get(verdict.element) if card.waived else None
    return reason(verdict) + (f"{waived(waiver)}。" if waiver else "")


def told(card: Scorecard, number: int) -> str:
    """The message of a finding, and its waiver where there is one."""
    waiver = card.waived.findings.get(number) if card.waived else None
    return card.findings[number].message + (f"{waived(waiver)}。" if waiver else "")


def refusals(card: Scorecard) -> tuple[str, ...]:
    """Waivers that this report cannot have."""
    names = {element.id: element.name for element in card.ruleset.elements}
    refused = card.waived.refused if card.waived else ()
    return tuple(
        f"{names[entry.element]}是本报告的必备内容，不能豁免（豁免文件第 {entry.line} 行）。" for entry in refused
    )


def basis(entries: tuple[Basis, ...]) -> str:
    """Instruments with number and article; what nobody has read at the source says so."""
    return "；".join(
        f"《{entry.instrument}》{f'（{entry.number}）' if entry.number else ''}{entry.article}{'' if entry.verified else '（待核）'}"
        for entry in entries
    )


def line(passage: Evidence) -> str:
    """Line of a passage, or what the format has instead: 第 3 页."""
    return passage.place or f"第 {passage.line} 行"


def place(passage: Evidence) -> str:
    """Where a passage stands: line, or what the format has instead, and section."""
    return line(passage) + (f"，{passage.section}" if passage.section else "")


def problems(document: Document) -> tuple[str, ...]:
    """What went wrong while reading, and what could not be read."""
    return (*document.source.problems, *(gap.message for gap in document.source.gaps))


def shorten(words: str, limit: int) -> str:
    """One line of at most `limit` characters."""
    line = "".join(words.split())
    return line if len(line) <= limit else line[: limit - 1] + "…"


def original(fact: Fact | None, document: Document) -> str | None:
    """The words of a fact as the source has them, on one line."""
    if fact is None or fact.start is None or fact.end is None:
        return fact.value if fact else None
    span = document.text.span(fact.start, fact.end)
    return "".join(document.source.text[span.start : span.end].split())


def level(element: Element, card: Scorecard) -> str:
    """必备, 应有 or 可选 for the body that reports."""
    return LEVELS[element.level(card.document.issuer_kind)]


def conclusion(card: Scorecard) -> str:
    """Passed or not, and why."""
    reasons = []
    score = card.gate
    if score.blocking:
        names = {element.id: element.name for element in card.ruleset.elements}
        shown = "、".join(names[name] for name in score.blocking[:3])
        rest = "等" if len(score.blocking) > 3 else ""
        reasons.append(f"必须有的内容缺失 {len(score.blocking)} 项（{shown}{rest}）")
    if score.low < score.limit:
        reasons.append(f"得分低于 {points(score.limit)}")
    return f"未通过：{'；'.join(reasons)}" if reasons else "通过"


def pairs(card: Scorecard) -> list[tuple[Element, Verdict]]:
    """Elements with their verdicts, in rule order."""
    return list(zip(card.ruleset.elements, card.verdicts, strict=True))


def ordered(card: Scorecard, outcome: Outcome) -> list[tuple[Element, Verdict]]:
    """Those with this outcome: mandatory first, then by what they would bring."""
    rank = {Level.MANDATORY: 0, Level.EXPECTED: 1, Level.OPTIONAL: 2}
    kind = card.document.issuer_kind
    chosen = [(element, verdict) for element, verdict in pairs(card) if verdict.outcome is outcome]
    return sorted(chosen, key=lambda pair: (rank[pair[0].level(kind)], -card.score.gains[pair[0].id]))
