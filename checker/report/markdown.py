"""The scorecard as Markdown, for merge requests and wikis: what the web page tells, without the full text."""

from collections.abc import Iterator, Sequence

from checker.model import Outcome, Scorecard
from checker.report import view
from checker.report.style import Failed, Rendered, Style
from checker.report.view import Item, Passage, Section, View


def one(card: Scorecard, style: Style) -> str:
    """The card of one report."""
    seen = view.of(card, style.full)
    lines = [*_summary(seen)]
    for section in seen.sections:
        if section.items:
            lines += ["", f"## {section.symbol} {section.title}（{len(section.items)} 项）", ""]
            lines += _covered(section) if section.key == Outcome.COVERED.value else _open(section)
    if seen.notes:
        lines += ["", f"## ※ 前后不一（{len(seen.notes)} 处，不影响得分）", ""]
        lines += [f"{note.number}. 【{note.word}】{_quoted(note.passage)}：{text(note.message)}" for note in seen.notes]
    if seen.problems:
        lines += ["", f"## ！ 没能读出来（{len(seen.problems)} 处）", ""]
        lines += [f"- {text(problem)}" for problem in seen.problems]
    return "\n".join(lines) + "\n"


def join(rendered: Sequence[Rendered], failed: Sequence[Failed], style: Style) -> str:
    """All cards; when there were several documents, a table of them first."""
    pieces = [entry.text for entry in rendered]
    if len(rendered) + len(failed) > 1:
        rows = ["# 汇总", "", "| 文件 | 得分 | 等级 | 缺失 | 不足 | 结论 |", "| --- | ---: | --- | ---: | ---: | --- |"]
        rows += [
            f"| {text(row.path)} | {view.points(row)} | {row.grade or '—'} | {len(row.missing)} "
            f"| {len(row.partial)} | {'通过' if row.passed else '未通过'} |"
            for row, _ in rendered
        ]
        rows += [f"| {text(failure.path)} | | | | | 未能检查：{text(failure.message)} |" for failure in failed]
        pieces.insert(0, "\n".join(rows) + "\n")
    return "\n".join(pieces)


def text(words: str) -> str:
    """The words with everything that Markdown would take for markup made harmless."""
    words = view.clean(words)
    for mark in "\\`*_[]<>|#~&":
        words = words.replace(mark, "\\" + mark)
    return words.replace("\n", " ")


def _summary(seen: View) -> Iterator[str]:
    """The first page."""
    counts = "，".join(f"{symbol} {word} {number}" for symbol, word, number in seen.counts if number)
    yield from (f"# {text(seen.title)}", "")
    yield f"- **结论：{seen.conclusion}**"
    yield f"- **得分：{seen.total}**（{seen.grade}）"
    yield f"- 构成：{counts}" + (f"，※ 前后不一 {len(seen.notes)}" if seen.notes else "")
    yield from (f"- {label}：{text(words)}" for label, words in seen.facts)
    if seen.problems:
        yield f"- 注意：有 {len(seen.problems)} 处没能读出来，见文末"
    yield from ("", "| 维度 | 得分 | √ 已写 | △ 不足 | × 缺失 | 权重 |", "| --- | ---: | ---: | ---: | ---: | ---: |")
    for bar in seen.bars:
        yield f"| {bar.name} | {bar.points} | {bar.covered} | {bar.partial} | {bar.missing} | {bar.weight} |"
    if seen.first:
        yield from ("", "先补这些：", "")
        for item in seen.first:
            must = f"，{item.blocking}" if item.blocking else ""
            yield f"- 第 {item.number} 项【{item.level}】{item.name}（+{item.gain} 分{must}）：{item.reason}"


def _covered(section: Section) -> Iterator[str]:
    yield from ("| 序号 | 要素 | 原文 | 依据 | 得分 |", "| ---: | --- | --- | --- | ---: |")
    for item in section.items:
        quotes = "<br>".join(_quoted(passage) for passage in item.evidence) or item.reason
        yield f"| {item.number} | {item.name}（{item.level}，`{item.id}`） | {quotes} | {item.basis} | {item.earned} |"


def _open(section: Section) -> Iterator[str]:
    for item in section.items:
        gain = "" if item.outcome is Outcome.NOT_APPLICABLE else f"，+{item.gain} 分，满分 {item.worth}"
        yield f"{item.number}. **【{item.level}】{item.name}**（`{item.id}`{gain}）"
        yield from (f"    - {label}：{words}" for label, words in _told(item))


def _told(item: Item) -> Iterator[tuple[str, str]]:
    for label, words in view.told(item):
        yield label, _quoted(words) if isinstance(words, Passage) else words


def _quoted(passage: Passage) -> str:
    return f"“{text(passage.words)}”（{text(passage.place)}）"
