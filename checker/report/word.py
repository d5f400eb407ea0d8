"""The scorecard as a Word file on A4, as an office files it: 仿宋 body, 黑体 headings, page numbers, a block to sign.

The piece of a report is the XML of its paragraphs and tables; `join` puts the pieces into one file, whose bytes depend on
nothing but the cards.
"""

from collections.abc import Iterable, Iterator, Sequence

from checker.model import Outcome, Scorecard
from checker.report import view, wording
from checker.report.paper import Paper, Row
from checker.report.style import Failed, Rendered, Style
from checker.report.view import Item, Passage, Section, View

DONE = {Outcome.COVERED, Outcome.NOT_APPLICABLE}


def one(card: Scorecard, style: Style) -> str:
    """The card of one report."""
    seen, paper = view.of(card, style.full), Paper()
    _summary(seen, paper)
    for number, section in enumerate(section for section in seen.sections if section.items):
        paper.heading(f"{section.symbol} {section.title}（{len(section.items)} 项）", 2, new_page=not number)
        if section.items[0].outcome is Outcome.COVERED:
            paper.table((13, 36, 57, 50, 14), ("序号", "要素", "原文", "依据", "得分"), _covered(section), "r---r")
        else:
            head = "原因和依据" if section.items[0].outcome in DONE else "情况和改法"
            paper.table((13, 36, 103, 18), ("序号", "要素", head, "可加分"), _open(section), "r--r")
    if seen.notes:
        paper.heading(f"※ 前后不一（{len(seen.notes)} 处，不影响得分）", 2)
        notes = [
            (
                str(note.number),
                f"{'×' if note.level == 'error' else '△'} {note.word}",
                _quoted(note.passage),
                note.message,
            )
            for note in seen.notes
        ]
        paper.table((13, 18, 74, 65), ("序号", "程度", "原文", "说明"), notes, "r---")
    if seen.problems:
        paper.heading(f"！ 没能读出来（{len(seen.problems)} 处）", 2)
        for problem in seen.problems:
            paper.paragraph(problem)
    return paper.body()


def join(rendered: Sequence[Rendered], failed: Sequence[Failed], style: Style) -> bytes:
    """The whole file; when there were several documents, a table of them first."""
    paper = Paper()
    paper.paragraph("年度报告完整性评分卡", "Title")
    several = len(rendered) + len(failed) > 1
    if several:
        paper.heading(f"汇总（{len(rendered) + len(failed)} 份）", 1)
        head = ("文件", "机关", "得分", "等级", "缺失", "不足", "结论")
        paper.table((46, 34, 20, 16, 15, 15, 24), head, _overview(rendered, failed), "--r-rr-")
    elif failed:
        paper.paragraph(f"？ 未能检查：{view.clean(failed[0].message)}")
    for entry in rendered:
        paper.add(entry.text, new_page=several)
    return paper.save("年度报告完整性评分卡")


def _summary(seen: View, paper: Paper) -> None:
    """The first page: what, the result, points, what to mend first, who has reviewed it."""
    paper.heading(seen.title, 1)
    counts = "，".join(f"{symbol} {word} {number}" for symbol, word, number in seen.counts if number)
    facts: list[Row] = [
        ("结论", ((f"{'√' if seen.passed else '×'} {seen.conclusion}", ""),)),
        ("得分", ((f"{seen.total} 分（{seen.grade}）", ""),)),
        ("构成", counts + (f"，※ 前后不一 {len(seen.notes)}" if seen.notes else "")),
        *seen.facts,
    ]
    if seen.problems:
        rest = "等，见文末" if len(seen.problems) > 1 else ""
        words = (
            f"有 {len(seen.problems)} 处没能读出来：{wording.shorten(seen.problems[0], view.QUOTE).rstrip('。')}{rest}"
        )
        facts.append(("注意", words))
    paper.table((26, 144), None, facts, "c-")
    paper.heading("各维度得分", 2)
    head = ("维度", "得分", "比例", "√ 已写", "△ 不足", "× 缺失", "权重")
    paper.table((46, 24, 36, 16, 16, 16, 16), head, _dimensions(seen), "-r-rrrr")
    paper.heading("先补这些", 2)
    if seen.first:
        first = [
            (
                str(item.number),
                item.name,
                item.level,
                item.reason + (f"{item.blocking}。" if item.blocking else ""),
                f"{item.gain} 分",
            )
            for item in seen.first
        ]
        paper.table((13, 45, 16, 76, 20), ("序号", "要素", "级别", "原因", "补上可加"), first, "r---r")
    else:
        paper.paragraph("没有缺失的内容。")
    paper.paragraph("")
    paper.table(
        (26, 59, 26, 59),
        None,
        [("审核意见", "\n\n", "", ""), ("审核人", "", "日期", "　　年　　月　　日")],
        "c-cr",
        joined=1,
    )


def _dimensions(seen: View) -> Iterator[Row]:
    for bar in seen.bars:
        filled = 0 if bar.low is None else int(bar.low / 10 + 0.5)
        drawn = "—" if bar.low is None else "■" * filled + "□" * (10 - filled)
        numbers = (str(number or "") for number in (bar.covered, bar.partial, bar.missing))
        yield (bar.name, bar.points, drawn, *numbers, str(bar.weight or "—"))


def _covered(section: Section) -> Iterator[Row]:
    for item in section.items:
        quotes = "\n".join(_quoted(passage) for passage in item.evidence)
        yield str(item.number), _named(item), quotes or item.reason, item.basis, item.earned


def _open(section: Section) -> Iterator[Row]:
    for item in section.items:
        gain = "—" if item.outcome is Outcome.NOT_APPLICABLE else f"+{item.gain}\n满分 {item.worth}"
        yield str(item.number), _named(item), tuple(_told(item)), gain


def _named(item: Item) -> tuple[tuple[str, str], ...]:
    return ((item.name, ""), ("", f"{item.level}  {item.id}"))


def _told(item: Item) -> Iterator[tuple[str, str]]:
    for label, words in view.told(item):
        yield label, _quoted(words) if isinstance(words, Passage) else words


def _quoted(passage: Passage) -> str:
    return f"“{passage.words}”（{passage.place}）"


def _overview(rendered: Iterable[Rendered], failed: Iterable[Failed]) -> Iterator[Row]:
    for row, _ in rendered:
        yield (
            view.clean(row.path),
            view.clean(row.issuer),
            view.points(row),
            row.grade or "—",
            str(len(row.missing)),
            str(len(row.partial)),
            "√ 通过" if row.passed else "× 未通过",
        )
    for failure in failed:
        yield view.clean(failure.path), f"未能检查：{view.clean(failure.message)}", "", "", "", "", "？ 未检查"
