"""checker batch: thousands of reports into a folder of results; and the hidden command that its workers run."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any

import click

from checker.batch import inputs, pool, record, results, storage, tables
from checker.batch.journal import Journal
from checker.batch.record import Job
from checker.cli import chinese, gate, options, waiving
from checker.errors import UsageError
from checker.model import RuleSet

if TYPE_CHECKING:
    from checker.waivers import Waivers

CARDS = "cards"


@click.command("batch", cls=chinese.Command)
@click.argument("names", nargs=-1, required=True, metavar="文件夹|文件…")
@click.option(
    "-o",
    "--output",
    "target",
    required=True,
    metavar="文件夹",
    help="结果写到这个文件夹；有 --cluster 时可以是 s3:// 地址。",
)
@click.option("-j", "--jobs", type=click.IntRange(1, 256), metavar="个数", help="进程数，默认是处理器核数。")
@click.option(
    "--time-limit",
    type=click.FloatRange(min=0, min_open=True),
    default=120.0,
    metavar="秒",
    help="一份报告最多检查多久，默认 120 秒。",
)
@click.option("--resume", is_flag=True, help="接着上次：内容和规则都没有变的不再检查。")
@click.option("--no-cards", is_flag=True, help="不给每份报告写评分卡。")
@gate.gate_options
@click.option("--cluster", metavar="地址", help="交给 dask 集群检查（tcp://调度器:8786），文件和结果可以在 s3:// 上。")
@waiving.waivers_options
@options.year_option
@options.kind_option
@options.rules_option
@options.any_document_option
def batch(
    names: tuple[str, ...],
    target: str,
    jobs: int | None,
    time_limit: float,
    resume: bool,
    no_cards: bool,
    rules: str,
    cluster: str | None,
    fail_on: str,
    waivers_file: Path | None,
    today: Any,
    **asked: Any,
) -> int:
    """批量检查，结果是一个文件夹。

    里面有 index.html（排名、热力图、最常缺的内容）、matrix.xlsx、results.parquet、results.jsonl 和 cards/（每份一张评分卡）。
    集群写的 Parquet 是许多个 checker-….parquet；超过 20000 份时不写 index.html、matrix.xlsx 和 results.jsonl。
    给的可以是文件夹、通配符、文件，或一行一个文件名的 .list 文件。一份坏了、卡住了，不影响其他各份。
    退出码：0 全部通过，1 有未通过的，2 用法不对，3 有未能检查的。

    \b
    例：checker batch 报送/ -o 结果
        checker batch 报送/ -o 结果 --resume
        checker batch s3://bucket/reports -o s3://bucket/results --cluster tcp://10.0.0.1:8786
    """
    ruleset = options.load(rules)
    waivers = waiving.load(waivers_file, today, ruleset)
    job = _job(ruleset, rules, fail_on, asked)._replace(
        waivers=waivers and waivers.entries, cards="" if no_cards else storage.join(target, CARDS)
    )
    if cluster is not None:
        return _on_cluster(names, target, job, ruleset, cluster, resume, time_limit, waivers)
    if "://" in target:
        raise UsageError(f"-o {target}：对象存储上的结果要用 --cluster 来写；本机检查请给一个文件夹。")
    tables.needed()
    output = Path(target)
    paths = inputs.collect(names, output)
    _folder(output, not no_cards)
    with Journal(output, job.key(ruleset), resume) as journal:
        journal.drop_all_but(frozenset(paths))
        stopped = _check_all(journal, paths, job, jobs or _cores(), time_limit)
        left = len(paths) - sum(1 for _ in journal)
        results.write(journal, ruleset, str(output), left)
        failed = [entry for entry in journal if entry["status"] != record.CHECKED]
        below = sum(entry["status"] == record.CHECKED and not entry["passed"] for entry in journal)
        waiving.announce(waivers, (line for entry in journal for line in entry.get("waivers", ())))
    return _told(output, len(paths) - left, below, failed, stopped)


def _job(ruleset: RuleSet, rules: str, fail_on: str, asked: dict[str, Any]) -> Job:
    """What the options ask for, as the workers take it. Raises UsageError."""
    chosen = gate.settings(ruleset, **asked)
    return Job(
        rules,
        "",
        chosen.year,
        chosen.issuer_kind.value if chosen.issuer_kind else None,
        chosen.any_document,
        None if chosen.limit is None else str(chosen.limit),
        tuple(sorted(chosen.required)),
        None if chosen.checks is None else tuple(sorted(chosen.checks)),
        fail_on,
    )


def _cores() -> int:
    import os

    return min(64, os.cpu_count() or 1)


def _folder(output: Path, cards: bool) -> None:
    try:
        (output / CARDS if cards else output).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"{output} 建不了（{error.strerror}）。请换一个文件夹。") from None


def _check_all(journal: Journal, paths: tuple[str, ...], job: Job, jobs: int, limit: float) -> bool:
    """Check what is not known yet; True where Ctrl-C stopped it."""
    known = journal.known(_there(job))
    progress = _Progress(len(paths))
    try:
        for made in pool.run([(path, known.get(path, "")) for path in paths], job, jobs, limit):
            if made["status"] != record.SAME:
                journal.add(made)
            progress.step()
    except KeyboardInterrupt:
        return True
    finally:
        progress.end()
    return False


def _there(job: Job) -> Callable[[str], bool]:
    """Whether a report's card is where it was written."""
    return lambda path: not job.cards or (Path(job.cards) / record.card_name(path)).is_file()


class _Progress:
    """检查 120/400，8.3 份/秒，还要 0:34 on standard error, where somebody watches."""

    def __init__(self, total: int) -> None:
        self._total = total
        self._done = 0
        self._start = self._last = monotonic()
        self._shown = sys.stderr.isatty()

    def step(self) -> None:
        """One more is done; shown ten times a second at most."""
        self._done += 1
        now = monotonic()
        if self._shown and (now - self._last > 0.1 or self._done == self._total):
            self._last = now
            rate = self._done / max(now - self._start, 1e-6)
            minutes, seconds = divmod(round((self._total - self._done) / rate), 60)
            bar = "█" * round(20 * self._done / self._total)
            line = f"\r{bar:░<20} {self._done}/{self._total}，{rate:.1f} 份/秒，还要 {minutes}:{seconds:02}  "
            click.echo(line, nl=False, err=True)

    def end(self) -> None:
        """Leave the line."""
        if self._shown:
            click.echo(err=True)


def _told(output: Path, done: int, below: int, failed: list[dict[str, Any]], stopped: bool) -> int:
    for entry in failed[:20]:
        click.echo(f"未能检查：{entry['message']}", err=True)
    if len(failed) > 20:
        click.echo(f"……未能检查的共 {len(failed)} 份，见 index.html。", err=True)
    passed = done - below - len(failed)
    click.echo(
        f"已检查 {done} 份：通过 {passed}，未通过 {below}，未能检查 {len(failed)}。请打开 {output / 'index.html'}。",
        err=True,
    )
    if stopped:
        click.echo("已中断；加 --resume 再运行一次即可接着检查。", err=True)
        return 130
    return 3 if failed or not done else 1 if below else 0


def _on_cluster(
    names: tuple[str, ...],
    target: str,
    job: Job,
    ruleset: RuleSet,
    address: str,
    resume: bool,
    limit: float,
    waivers: "Waivers | None",
) -> int:
    from checker.batch import cluster

    tables.needed()
    paths = inputs.collect(names)
    done = cluster.run(paths, target, job, ruleset, address, resume, limit)
    click.echo(
        f"已检查 {done.checked + done.failed} 份：未通过 {done.below}，未能检查 {done.failed}。结果在 {target}。",
        err=True,
    )
    if not done.page:
        click.echo(f"超过 {cluster.MOST} 份，没有写 index.html、matrix.xlsx 和 results.jsonl，请用 Parquet。", err=True)
    waiving.announce(waivers, done.waivers)
    return 3 if done.failed else 1 if done.below else 0


@click.command("batch-worker", hidden=True)
def worker() -> int:
    """Check reports for `checker batch`: a job, then tasks, a JSON line each; answers with records."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which then ends this process
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))  # so that a LibreOffice that runs is ended too
    given = json.loads(sys.stdin.readline())
    job = Job.of(given)
    ruleset = options.load(job.rules)
    _answer({"ready": True})
    for line in sys.stdin:
        path, known = json.loads(line)
        _answer(record.record(path, job, ruleset, known))
    return 0


def _answer(value: dict[str, Any]) -> None:
    click.echo(json.dumps(value))
