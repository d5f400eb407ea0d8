"""checker eval: agreement with labelled reports."""

from collections.abc import Sequence
from pathlib import Path

import click

from checker import evaluate as measure
from checker.cli import chinese, options
from checker.evaluate import Agreement, Judged
from checker.report import wording


@click.command("eval", cls=chinese.Command)
@click.argument("gold", type=click.Path(exists=True, file_okay=False, path_type=Path), metavar="标注文件夹")
@click.argument("reports", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="报告…")
@click.option("--list", "listed", is_flag=True, help="列出每一处不一致。")
@options.rules_option
def evaluate(gold: Path, reports: tuple[Path, ...], listed: bool, rules: str) -> None:
    """与人工标注比对：缺失项的查准率、查全率，三种判定的准确率和 κ。

    \b
    例：checker eval 标注/ 报告/*.txt --list
    """
    from tabulate import tabulate

    judged = measure.judge_all(gold, reports, options.load(rules))
    columns = ["", "判定数", "准确率", "κ", "查准率", "查全率", "F1", "误报", "漏报"]
    rows = [
        _row("checker", measure.agreement([(entry.label, entry.outcome) for entry in judged])),
        _row("基线：什么都不缺", measure.agreement([(entry.label, _nothing(entry)) for entry in judged])),
        _row("基线：有词就算", measure.agreement([(entry.label, entry.occurs) for entry in judged])),
    ]
    click.echo(f"{len(reports)} 份报告；查准率、查全率、F1 指缺失项。")
    click.echo(tabulate(rows, headers=columns, disable_numparse=True))
    invented = [entry for entry in judged if not entry.verbatim]
    labelled = [entry for entry in judged if "missing" in (entry.label, entry.outcome)]
    agreed = sum(entry.label_only == entry.only for entry in labelled if entry.label == entry.outcome)
    both = sum(entry.label == entry.outcome for entry in labelled)
    click.echo(f"证据不在原文里的：{len(invented)} 处；缺失项的 only 一致：{agreed}/{both}。")
    click.echo("\n" + tabulate(_per_element(judged), headers=["要素", *columns[1:]], disable_numparse=True))
    if listed:
        for entry in judged:
            if entry.label != entry.outcome:
                click.echo(_disagreement(entry))


def _nothing(entry: Judged) -> str:
    return "not_applicable" if entry.label == "not_applicable" else "covered"


def _row(name: str, found: Agreement) -> list[str]:
    ratios = (found.accuracy, found.kappa, found.precision, found.recall, found.f1)
    return [name, str(found.judged), *(f"{ratio:.3f}" for ratio in ratios), str(found.false_alarms), str(found.missed)]


def _per_element(judged: Sequence[Judged]) -> list[list[str]]:
    names = list(dict.fromkeys(entry.element for entry in judged))
    return [
        _row(name, measure.agreement([(entry.label, entry.outcome) for entry in judged if entry.element == name]))
        for name in names
    ]


def _disagreement(entry: Judged) -> str:
    label = f"{entry.label}（{wording.shorten(entry.label_evidence, 50)}）" if entry.label_evidence else entry.label
    ours = f"{entry.outcome}（{wording.shorten(entry.evidence, 50)}）" if entry.evidence else entry.outcome
    return f"{entry.report} {entry.element}：标注 {label}，得到 {ours}"
