"""checker check: scorecards of one or many documents."""

import sys
from fractions import Fraction
from pathlib import Path
from typing import NamedTuple

import click

from checker import nearest, pipeline, read
from checker.cli import chinese, options
from checker.errors import CheckerError, ReadError, UsageError
from checker.model import IssuerKind, Outcome, RuleSet, Scorecard
from checker.report import FORMATS, Failed, Rendered, Row, Style

BATCH = 200
"""From so many documents on, further processes pay for their start."""

CHUNK = 25


class Job(NamedTuple):
    """Everything that checking a document needs; small enough to send to another process."""

    rules: str
    options: pipeline.Options
    ranking: str
    format: str
    style: Style


@click.command("check", cls=chinese.Command)
@click.argument("paths", nargs=-1, required=True, metavar="文件…")
@click.option("-f", "--format", "form", type=click.Choice(list(FORMATS)), default="table", metavar="格式",
              help="table（默认）、json 或 markdown。")  # fmt: skip
@options.output_option
@click.option(
    "--fail-under", type=click.FloatRange(0, 100), metavar="分数", help="低于这个分数不通过，默认用规则集的及格线。"
)
@click.option("--require", multiple=True, metavar="编号", help="这个要素缺失也不通过，可写多次。")
@options.year_option
@options.kind_option
@options.rules_option
@click.option("--nearest", "ranking", type=click.Choice(["fast", "jieba", "none"]), default="fast", metavar="方式",
              help="给缺失项找最接近的句子：fast（默认）、jieba 分词（约慢一秒）、none 不找。")  # fmt: skip
@click.option("--no-nearest", is_flag=True, help="同 --nearest none。")
@options.any_document_option
@click.option("--full", is_flag=True, help="已写的原文不截短。")
@click.option("-j", "--jobs", type=click.IntRange(1, 64), metavar="个数", help="进程数，默认按文件多少决定。")
@click.pass_context
def check(
    ctx: click.Context,
    paths: tuple[str, ...],
    form: str,
    output: Path | None,
    fail_under: float | None,
    require: tuple[str, ...],
    year: int | None,
    issuer_kind: str | None,
    rules: str,
    ranking: str,
    no_nearest: bool,
    any_document: bool,
    full: bool,
    jobs: int | None,
) -> int:
    """检查报告，给出评分卡。

    文件是 .docx、.doc、.wps、.rtf、.txt 或 .md；“-”是标准输入。退出码：0 通过，1 未通过，2 用法不对，3 有文件未能检查，4 程序出错。

    \b
    例：checker check 报告.txt
        checker check *.txt --fail-under 80 --require duty.debrief
        cat 报告.txt | checker check - --format json
    """
    if output is not None and any(Path(path).resolve() == output.resolve() for path in paths):
        raise UsageError(f"-o {output} 会盖掉要检查的报告，请换一个文件名。")
    ruleset = options.load(rules, single=len(paths) == 1)
    unknown = [name for name in require if name not in {element.id for element in ruleset.elements}]
    if unknown:
        raise UsageError(f"没有编号为 {'、'.join(unknown)} 的要素，用 checker rules list 看编号。")
    settings = pipeline.Options(
        year=year,
        issuer_kind=IssuerKind(issuer_kind) if issuer_kind else None,
        any_document=any_document,
        tokens=None,
        limit=None if fail_under is None else Fraction(str(fail_under)),
        required=frozenset(require),
    )
    style = options.style(output, full)
    job = Job(rules, settings, "none" if no_nearest else ranking, form, style)
    rendered, failed = _run(paths, job, ruleset, jobs)
    options.write(FORMATS[form].join(rendered, failed, style), output)
    for failure in failed:
        click.echo(f"未能检查：{failure.message}", err=True)
    if failed:
        return 3
    return 0 if all(entry.row.passed for entry in rendered) else 1


def _run(paths: tuple[str, ...], job: Job, ruleset: RuleSet, jobs: int | None) -> tuple[list[Rendered], list[Failed]]:
    """Check all documents, in the order given, in this process or in several."""
    count = jobs if jobs is not None else (_cores() if len(paths) >= BATCH else 1)
    results: list[Rendered | Failed] = []
    if count > 1 and len(paths) > 1 and "-" not in paths:
        results = _in_processes(paths, job, count)
    else:
        ready = _ready(job)
        with click.progressbar(paths, label="检查", file=sys.stderr, hidden=not _shows_progress(paths)) as progress:
            results = [_one(path, ready, job, ruleset) for path in progress]
    return (
        [entry for entry in results if isinstance(entry, Rendered)],
        [entry for entry in results if isinstance(entry, Failed)],
    )


def _cores() -> int:
    import os

    return min(8, os.cpu_count() or 1)


def _shows_progress(paths: tuple[str, ...]) -> bool:
    return len(paths) > 5 and sys.stderr.isatty()


def _in_processes(paths: tuple[str, ...], job: Job, count: int) -> list[Rendered | Failed]:
    """Spread chunks of documents over processes; the order of the results is the order of the paths."""
    from concurrent.futures import ProcessPoolExecutor

    chunks = [paths[at : at + CHUNK] for at in range(0, len(paths), CHUNK)]
    with ProcessPoolExecutor(max_workers=min(count, len(chunks))) as pool:
        futures = [pool.submit(_chunk, chunk, job) for chunk in chunks]
        return [entry for future in futures for entry in future.result()]


def _chunk(paths: tuple[str, ...], job: Job) -> list[Rendered | Failed]:
    ruleset = options.load(job.rules)
    ready = _ready(job)
    return [_one(path, ready, job, ruleset) for path in paths]


def _ready(job: Job) -> pipeline.Options:
    """The options with the ranking loaded (jieba's dictionary once per process)."""
    from dataclasses import replace

    if job.ranking == "none":
        return job.options
    return replace(job.options, tokens=nearest.jieba_tokens() if job.ranking == "jieba" else nearest.pairs)


def _one(path: str, settings: pipeline.Options, job: Job, ruleset: RuleSet) -> Rendered | Failed:
    """One document; a failure is a result, so the others go on."""
    try:
        if path == "-":
            data = sys.stdin.buffer.read(read.MAX_BYTES + 1)
            card = pipeline.check_bytes(data, ruleset, settings)
        else:
            card = pipeline.check(path, ruleset, settings)
    except ReadError as error:
        return Failed(path, str(error))
    except CheckerError:
        raise
    return Rendered(_row(card), FORMATS[job.format].one(card, job.style))


def _row(card: Scorecard) -> Row:
    return Row(
        path=card.document.source.path,
        issuer=card.document.issuer.value if card.document.issuer else "",
        low=float(card.score.low),
        high=float(card.score.high),
        passed=card.score.passed,
        grade=card.score.grade or "",
        missing=tuple(verdict.element for verdict in card.verdicts if verdict.outcome is Outcome.MISSING),
        partial=tuple(verdict.element for verdict in card.verdicts if verdict.outcome is Outcome.PARTIAL),
        errors=sum(finding.level == "error" for finding in card.findings),
        ruleset=(card.ruleset.id, card.ruleset.version, card.ruleset.sha256),
    )
