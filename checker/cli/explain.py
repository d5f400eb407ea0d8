"""checker explain and checker guide: what is asked for, before or after writing."""

from pathlib import Path

import click

from checker import ruleset
from checker.cli import chinese, options
from checker.errors import UsageError
from checker.model import Check, Element, Example, IssuerKind, Level, Outcome, RuleSet
from checker.report import wording
from checker.report.table import wrap


@click.command("explain", cls=chinese.Command)
@click.argument("element_id", metavar="编号")
@options.rules_option
def explain(element_id: str, rules: str) -> None:
    """说明一个要素或一项一致性检查：要写什么、依据、口径、写得对和写得不对的例子。

    \b
    例：checker explain decision.legality
        checker explain consistency.sum
    """
    loaded = options.load(rules)
    found = next((entry for entry in loaded.checks if entry.id == element_id), None)
    if found is not None:
        click.echo("\n".join(_check_page(found)))
        return
    element = next((entry for entry in loaded.elements if entry.id == element_id), None)
    if element is None:
        raise UsageError(f"没有编号为 {element_id} 的要素，用 checker rules list 看编号。")
    samples = [example for example in ruleset.examples(rules) if example.element == element_id]
    click.echo("\n".join(_page(element, samples, loaded)))


def _check_page(check: Check) -> list[str]:
    level = "能从文本本身证明的报错误，可疑的报提示" if check.level == "error" else "只报提示"
    return [
        f"{check.name}（{check.id}）",
        f"  级别  {level}；不计入覆盖分",
        f"  口径  {check.criterion}",
        f"  怎么改 {check.advice}",
        f"  有问题的例子  {check.wrong}",
        f"  没问题的例子  {check.right}",
    ]


def _page(element: Element, samples: list[Example], loaded: RuleSet) -> list[str]:
    dimension = next(entry.name for entry in loaded.dimensions if entry.id == element.dimension)
    lines = [
        f"{element.name}（{element.id}）",
        f"  维度  {dimension}",
        f"  级别  {levels(element)}，权重 {element.weight}",
    ]
    if element.since or element.until:
        lines.append(f"  年度  {years(element)}")
    roles = "、".join(wording.ROLES[role] for role in wording.ROLES if role in {entry.value for entry in element.where})
    lines += [
        f"  口径  {element.criterion}",
        f"  依据  {wording.basis(element.basis)}",
        f"  位置  {element.place}（算证据的部分：{roles}）",
        f"  写法  {element.advice}",
        f"  样例  {element.sample}",
    ]
    for outcome, title in ((Outcome.COVERED, "算已写"), (Outcome.PARTIAL, "算不足"), (Outcome.MISSING, "算缺失")):
        chosen = [example for example in samples if example.outcome is outcome and not example.whole]
        if chosen:
            lines += [f"  {title}的例子"] + [f"    · {wording.shorten(example.text, 120)}" for example in chosen[:4]]
    return lines


def levels(element: Element) -> str:
    """Level, with the kinds of body for which it differs."""
    words = wording.LEVELS[element.levels["default"]]
    others = [
        f"{wording.KINDS[IssuerKind(kind)]}为{wording.LEVELS[level]}"
        for kind, level in element.levels.items()
        if kind != "default"
    ]
    return f"{words}（{'，'.join(others)}）" if others else words


def years(element: Element) -> str:
    """Report years to which the element applies."""
    if element.since and element.until:
        return f"{element.since}—{element.until} 年度"
    return f"{element.since} 年度起" if element.since else f"{element.until} 年度止"


@click.command("guide", cls=chinese.Command)
@click.option("--issuer-kind", type=click.Choice(options.KINDS), default="government", metavar="种类",
              help="机关种类：government（默认）、department、township、other。")  # fmt: skip
@click.option("--year", type=click.IntRange(2000, 2100), metavar="年份", help="报告年度，默认列出全部。")
@click.option("-f", "--format", "form", type=click.Choice(["table", "markdown"]), default="table", metavar="格式",
              help="table（默认）或 markdown。")  # fmt: skip
@options.rules_option
@options.output_option
def guide(issuer_kind: str, year: int | None, form: str, rules: str, output: Path | None) -> None:
    """动笔之前的清单：这类机关、这个年度的报告应当写到什么。

    \b
    例：checker guide --issuer-kind township --year 2025 --format markdown -o 清单.md
    """
    loaded = options.load(rules)
    kind = IssuerKind(issuer_kind)
    head = f"{loaded.title}：写作清单（{wording.KINDS[kind]}{f'，{year} 年度' if year else ''}）"
    lines = [f"# {head}", ""] if form == "markdown" else [head, ""]
    for dimension in loaded.dimensions:
        chosen = [entry for entry in loaded.elements if entry.dimension == dimension.id and _applies(entry, year)]
        if chosen:
            lines += _group(dimension.name, chosen, kind, form)
    options.write("\n".join(lines) + "\n", output)


def _applies(element: Element, year: int | None) -> bool:
    return year is None or ((element.since or year) <= year <= (element.until or year))


def _group(name: str, chosen: list[Element], kind: IssuerKind, form: str) -> list[str]:
    """One dimension of the checklist, mandatory elements first."""
    rank = {Level.MANDATORY: 0, Level.EXPECTED: 1, Level.OPTIONAL: 2}
    rows = sorted(chosen, key=lambda element: rank[element.level(kind)])
    if form == "markdown":
        lines = [f"## {name}", "", "| | 要素 | 级别 | 写到什么程度 | 怎么写 |", "| --- | --- | --- | --- | --- |"]
        lines += [
            f"| ☐ | {entry.name} | {wording.LEVELS[entry.level(kind)]} | {entry.criterion} | {entry.advice} |"
            for entry in rows
        ]
        return [*lines, ""]
    lines = [name]
    for entry in rows:
        lines.append(f"  □ 【{wording.LEVELS[entry.level(kind)]}】{entry.name}（{entry.id}）")
        lines.append(
            wrap(f"      {entry.criterion}{'' if entry.criterion.endswith('。') else '。'}{entry.advice}", 80, "      ")
        )
    return [*lines, ""]
