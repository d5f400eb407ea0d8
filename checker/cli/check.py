"""checker check: scorecards of one or many documents."""

import sys
from collections.abc import Iterable
from contextlib import AbstractContextManager, nullcontext
from functools import cache, partial
from pathlib import Path
from typing import Any, NamedTuple

import click

from checker import nearest, pipeline, read
from checker.cli import chinese, gate, options, outputs, waiving
from checker.errors import CheckerError, ReadError
from checker.model import RuleSet
from checker.report import FORMATS, Failed, Rendered, Row, Style

BATCH = 200
"""From so many documents on, further processes pay for their start."""

CHUNK = 25


class Job(NamedTuple):
    """Everything that checking a document needs; small enough to send to another process."""

    rules: str
    options: pipeline.Options
    ranking: str
    formats: tuple[str, ...]
    style: Style


class Checked(NamedTuple):
    """A checked document: its row, and its piece of every format of the job."""

    row: Row
    pieces: tuple[str, ...]


@click.command("check", cls=chinese.Command)
@click.argument("paths", nargs=-1, required=True, metavar="文件…")
@outputs.format_option
@outputs.outputs_option
@gate.gate_options
@waiving.waivers_options
@options.year_option
@options.kind_option
@options.rules_option
@click.option("--nearest", "ranking", type=click.Choice(["fast", "jieba", "none"]), default="fast", metavar="方式",
              help="给缺失项找最接近的句子：fast（默认）、jieba 分词（约慢一秒）、none 不找。")  # fmt: skip
@click.option("--no-nearest", is_flag=True, help="同 --nearest none。")
@options.any_document_option
@click.option("--full", is_flag=True, help="原文不截短。")
@click.option("-j", "--jobs", type=click.IntRange(1, 64), metavar="个数", help="进程数，默认按文件多少决定。")
def check(
    paths: tuple[str, ...],
    form: str | None,
    files: tuple[Path, ...],
    rules: str,
    ranking: str,
    no_nearest: bool,
    full: bool,
    jobs: int | None,
    fail_on: str,
    waivers_file: Path | None,
    today: Any,
    **asked: Any,
) -> int:
    """检查报告，给出评分卡。

    文件是 .docx、.doc、.wps、.rtf、.pdf、.ofd、.html、.txt 或 .md；“-”是标准输入。退出码：0 通过，1 未通过，2 用法不对，3 有文件未能检查，4 程序出错。

    \b
    例：checker check 报告.txt
        checker check *.txt --fail-under 80 --require duty.debrief
        checker check 报告.txt -o 卡.html -o 卡.docx -o 卡.json
        checker check *.docx -o 结果.sarif -o 结果.xml --fail-on error
        cat 报告.txt | checker check - --format json
    """
    chosen = outputs.plan(files, form, paths)
    ruleset = options.load(rules, single=len(paths) == 1)
    waivers = waiving.load(waivers_file, today, ruleset)
    wanted = gate.settings(ruleset, **asked)._replace(waivers=waivers and waivers.entries)
    summary = outputs.step_summary(chosen)
    forms = tuple(dict.fromkeys(output.form for output in (*chosen, *summary)))
    job = Job(
        rules,
        wanted,
        "none" if no_nearest else ranking,
        forms,
        options.style(chosen[0].path, full)._replace(fail_on=fail_on),
    )
    checked, failed = _run(paths, job, ruleset, jobs)
    outputs.write_all([(output, partial(_joined, output.form, checked, failed, job)) for output in chosen])
    for output in summary:
        outputs.append(str(_joined(output.form, checked, failed, job)), output)
    waiving.announce(waivers, (line for entry in checked for line in entry.row.waivers))
    for failure in failed:
        click.echo(f"未能检查：{failure.message}", err=True)
    if failed:
        return 3
    return (
        0
        if all(entry.row.passed and not gate.stops(fail_on, entry.row.errors, entry.row.hints) for entry in checked)
        else 1
    )


def _run(paths: tuple[str, ...], job: Job, ruleset: RuleSet, jobs: int | None) -> tuple[list[Checked], list[Failed]]:
    """Check all documents, in the order given, in this process or in several."""
    count = jobs if jobs is not None else (_cores() if len(paths) >= BATCH else 1)
    results: list[Checked | Failed] = []
    if count > 1 and len(paths) > 1 and "-" not in paths:
        results = _in_processes(paths, job, count)
    else:
        ready = _ready(job)
        with _progress(paths) as shown:
            results = [_one(path, ready, job, ruleset) for path in shown]
    return (
        [entry for entry in results if isinstance(entry, Checked)],
        [entry for entry in results if isinstance(entry, Failed)],
    )


def _cores() -> int:
    import os

    return min(8, os.cpu_count() or 1)


def _progress(paths: tuple[str, ...]) -> AbstractContextManager[Iterable[str]]:
    """The paths, with a bar where somebody watches many of them."""
    if len(paths) > 5 and sys.stderr.isatty():
        return click.progressbar(paths, label="检查", file=sys.stderr)
    return nullcontext(paths)


def _in_processes(paths: tuple[str, ...], job: Job, count: int) -> list[Checked | Failed]:
    """Spread chunks of documents over processes; the order of the results is the order of the paths."""
    from concurrent.futures import ProcessPoolExecutor

    chunks = [paths[at : at + CHUNK] for at in range(0, len(paths), CHUNK)]
    with ProcessPoolExecutor(max_workers=min(count, len(chunks))) as pool:
        futures = [pool.submit(_chunk, chunk, job) for chunk in chunks]
        return [entry for future in futures for entry in future.result()]


def _chunk(paths: tuple[str, ...], job: Job) -> list[Checked | Failed]:
    ready, ruleset = _loaded(job)
    return [_one(path, ready, job, ruleset) for path in paths]


@cache
def _loaded(job: Job) -> tuple[pipeline.Options, RuleSet]:
    """What a worker needs for every chunk it is given, loaded once in its process."""
    return _ready(job), options.load(job.rules)


def _ready(job: Job) -> pipeline.Options:
    """The options with the ranking loaded (jieba's dictionary once per process)."""
    if job.ranking == "none":
        return job.options
    return job.options._replace(tokens=nearest.jieba_tokens() if job.ranking == "jieba" else nearest.pairs)


def _one(path: str, settings: pipeline.Options, job: Job, ruleset: RuleSet) -> Checked | Failed:
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
    return Checked(Row.of(card), tuple(FORMATS[form].one(card, job.style) for form in job.formats))


def _joined(form: str, checked: list[Checked], failed: list[Failed], job: Job) -> str | bytes:
    """One output out of the pieces."""
    at = job.formats.index(form)
    return FORMATS[form].join([Rendered(entry.row, entry.pieces[at]) for entry in checked], failed, job.style)
