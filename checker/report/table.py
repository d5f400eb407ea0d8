"""The scorecard for a terminal: 80 columns, omissions first, Chinese columns straight."""

import unicodedata
from collections.abc import Sequence

from checker.model import Element, Level, Outcome, Scorecard, Verdict
from checker.report import wording
from checker.report.style import Failed, Rendered, Style

_RED, _YELLOW, _GREEN, _BOLD, _DIM, _RESET = "\x1b[31m", "\x1b[33m", "\x1b[32m", "\x1b[1m", "\x1b[2m", "\x1b[0m"
_COLOURS = {Outcome.MISSING: _RED, Outcome.PARTIAL: _YELLOW, Outcome.COVERED: _GREEN}


def one(card: Scorecard, style: Style) -> str:
    """The card of one report."""
    parts = [
        _head(card, style),
        _dimensions(card),
        *(_section(card, outcome, style) for outcome in (Outcome.MISSING, Outcome.PARTIAL, Outcome.UNDECIDED)),
        _findings(card, style),
        _covered(card, style),
        _not_applicable(card, style),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def join(rendered: Sequence[Rendered], failed: Sequence[Failed], style: Style) -> str:
    """All cards, then, when there were several documents, one line for each."""
    text = f"\n{'═' * (style.width // 2)}\n\n".join(entry.text for entry in rendered)
    if len(rendered) + len(failed) > 1:
        text += ("\n" if text else "") + _summary(rendered, failed, style)
    return text


def width(words: str) -> int:
    """Terminal columns of the words: CJK characters take two."""
    return sum(1 if char < "\u1100" and char not in "“”‘’…—·×" else 2 for char in words)


def wrap(words: str, columns: int, indent: str) -> str:
    """Break at the width, later lines indented; Chinese may break between any two characters."""
    lines, line, used = [], "", 0
    for char in words:
        size = width(char)
        over = columns if char not in "（《“" else columns - 2  # an opening mark does not end a line
        if used + size > over and char not in "，。；：、）》”！？":
            lines.append(line)
            line, used = indent, width(indent)
        line += char
        used += size
    return "\n".join([*lines, line])


def _paint(words: str, colour: str, style: Style) -> str:
    return f"{colour}{words}{_RESET}" if style.colour else words


def _head(card: Scorecard, style: Style) -> str:
    document, score = card.document, card.score
    title = wording.shorten(wording.original(document.title, document) or "（没有标题）", 60)
    issuer = wording.original(document.issuer, document) or "（看不出是哪个机关）"
    counts = {outcome: sum(verdict.outcome is outcome for verdict in card.verdicts) for outcome in Outcome}
    shown = [
        f"{wording.OUTCOMES[outcome]} {counts[outcome]}"
        for outcome in Outcome
        if counts[outcome] or outcome in _COLOURS
    ]
    colour = _GREEN if card.gate.passed else _RED
    year = f"{document.year} 年度" if document.year else "年度不明"
    lines = [
        _paint(title, _BOLD, style),
        f"文件  {document.source.path}",
        f"机关  {issuer}（{wording.KINDS[document.issuer_kind]}，{year}）",
        f"结论  {_paint(wording.conclusion(card), colour, style)}",
        f"得分  {_paint(wording.total(card), _BOLD, style)}"
        + (f"（{score.grade}）" if score.grade else "（无等级）")
        + (f"，豁免后 {wording.relieved(card)}" if wording.relieved(card) else ""),
        f"构成  {'，'.join(shown)}，共 {len(card.verdicts)} 项",
        _paint(
            f"规则  {card.ruleset.id} {card.ruleset.version}（{card.ruleset.sha256[:8]}），文件校验 {document.source.sha256[:8]}",
            _DIM,
            style,
        ),
    ]
    lines += [
        _paint(f"注意  {problem}", _YELLOW, style) for problem in (*wording.problems(document), *wording.refusals(card))
    ]
    return "\n".join(wrap(line, style.width, "      ") if "\x1b" not in line else line for line in lines)


def _dimensions(card: Scorecard) -> str:
    rows = [["维度", "得分", "已写", "不足", "缺失", "权重"]]
    rows += [
        [
            entry.name,
            wording.points(entry.low) if entry.weight else "—",
            str(entry.counts[Outcome.COVERED] or ""),
            str(entry.counts[Outcome.PARTIAL] or ""),
            str(entry.counts[Outcome.MISSING] or ""),
            str(entry.weight or ""),
        ]
        for entry in card.score.dimensions
    ]
    return _grid(rows)


def _grid(rows: Sequence[Sequence[str]]) -> str:
    """The first row as headers, the first column to the left and the others to the right.

    As tabulate draws it, without the 65 ms that importing tabulate takes: every card has this table.
    """
    columns = [max(_cells(head) + 2, *map(_cells, words)) for head, *words in zip(*rows, strict=True)]
    lines = []
    for first, *others in [rows[0], ["-" * size for size in columns], *rows[1:]]:
        words = [first + " " * (columns[0] - _cells(first))]
        words += [" " * (size - _cells(word)) + word for word, size in zip(others, columns[1:], strict=True)]
        lines.append("  ".join(words).rstrip())
    return "\n".join(lines)


def _cells(words: str) -> int:
    """Columns of a terminal that is not East Asian: “—” takes one."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in words)


def _section(card: Scorecard, outcome: Outcome, style: Style) -> str:
    chosen = wording.ordered(card, outcome)
    if not chosen:
        return ""
    head = f"{wording.OUTCOMES[outcome]}（{len(chosen)} 项）"
    entries = [_entry(number, element, verdict, card, style) for number, (element, verdict) in enumerate(chosen, 1)]
    return "\n".join([_paint(head, _BOLD + _COLOURS.get(outcome, ""), style), *entries])


def _entry(number: int, element: Element, verdict: Verdict, card: Scorecard, style: Style) -> str:
    mandatory = element.level(card.document.issuer_kind) is Level.MANDATORY
    mark = f"【{wording.level(element, card)}】"
    title = f"{number:>2}. {mark}{element.name}  +{wording.points(card.score.gains[element.id])} 分  {element.id}"
    lines = [
        _paint(title, _RED if mandatory and verdict.outcome is Outcome.MISSING else "", style) if mandatory else title
    ]
    lines.append(_line("原因", wording.why(card, verdict), style))
    if verdict.outcome is Outcome.PARTIAL:
        lines.append(_line("口径", element.criterion, style))
    for label, passages in (("原文", verdict.evidence[:1]), ("最近", verdict.nearest[:1])):
        lines += [
            _line(
                label, f"“{wording.shorten(passage.quote, 90)}”（{wording.shorten(wording.place(passage), 40)}）", style
            )
            for passage in passages
        ]
    if verdict.outcome is Outcome.MISSING:
        lines.append(_line("位置", element.place, style))
    lines.append(_line("写法", element.advice, style))
    lines.append(_line("依据", wording.basis(element.basis), style))
    return "\n".join(lines)


def _line(label: str, words: str, style: Style) -> str:
    return wrap(f"    {label}  {words}", style.width, " " * 10)


def _findings(card: Scorecard, style: Style) -> str:
    if not card.findings:
        return ""
    lines = [_paint(f"前后不一（{len(card.findings)} 处）", _BOLD, style)]
    for number, finding in enumerate(card.findings, 1):
        words = f"{number:>2}. 【{wording.FINDINGS[finding.level]}】“{wording.shorten(finding.evidence.quote, 60)}”（{wording.line(finding.evidence)}，{finding.id}）"
        lines += [wrap(words, style.width, "    "), wrap(f"    {wording.told(card, number - 1)}", style.width, "    ")]
    return "\n".join(lines)


def _covered(card: Scorecard, style: Style) -> str:
    chosen = [(element, verdict) for element, verdict in wording.pairs(card) if verdict.outcome is Outcome.COVERED]
    if not chosen:
        return ""
    lines = [_paint(f"已写（{len(chosen)} 项）", _BOLD + _GREEN, style)]
    for element, verdict in chosen:
        head = f"    {element.name}"
        if not verdict.evidence:
            lines.append(head)
            continue
        passage = verdict.evidence[0]
        room = max(10, (style.width - 34) // 2)
        quote = wording.shorten(passage.quote, 200 if style.full else room)
        lines.append(wrap(f"{_pad(head, 26)}{passage.line:>4} 行  {quote}", style.width, " " * 35))
    return "\n".join(lines)


def _pad(words: str, columns: int) -> str:
    return words + " " * max(1, columns - width(words))


def _not_applicable(card: Scorecard, style: Style) -> str:
    chosen = [
        (element, verdict) for element, verdict in wording.pairs(card) if verdict.outcome is Outcome.NOT_APPLICABLE
    ]
    if not chosen:
        return ""
    words = "；".join(f"{element.name}（{wording.why(card, verdict).rstrip('。')}）" for element, verdict in chosen)
    return wrap(f"不适用（{len(chosen)} 项）：{words}", style.width, "    ")


def _summary(rendered: Sequence[Rendered], failed: Sequence[Failed], style: Style) -> str:
    from tabulate import tabulate

    from checker.report import view

    rows = [
        [
            entry.row.path if len(entry.row.path) <= 30 else "…" + entry.row.path[-29:],
            view.points(entry.row),
            entry.row.grade,
            len(entry.row.missing),
            len(entry.row.partial),
            "通过" if entry.row.passed else "未通过",
        ]
        for entry in rendered
    ]
    rows += [[failure.path[-30:], "", "", "", "", "未能检查"] for failure in failed]
    table = tabulate(rows, headers=["文件", "得分", "等级", "缺失", "不足", "结论"], disable_numparse=True)
    return f"{_paint(f'汇总（{len(rows)} 份）', _BOLD, style)}\n{table}\n"
