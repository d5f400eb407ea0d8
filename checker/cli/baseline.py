"""checker baseline: only what is new stops a report."""

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click

from checker import baseline as known
from checker import pipeline
from checker.cli import chinese, options, waiving
from checker.errors import ReadError, UsageError
from checker.model import RuleSet


@click.group("baseline", cls=chinese.Group)
def baseline() -> None:
    """记下现有的缺项和问题，以后只拦新出现的。"""


def _asked(function: options.Function) -> options.Function:
    """The reports and how they are checked, for both commands."""
    for put in (options.any_document_option, options.rules_option, waiving.waivers_options):
        function = put(function)
    return click.argument("paths", nargs=-1, required=True, metavar="文件…")(function)


def _file(*names: str, words: str) -> Callable[[options.Function], options.Function]:
    """The option that names the baseline, given on as `file`."""
    path = click.Path(dir_okay=False, path_type=Path)
    return click.option(*names, "file", type=path, required=True, metavar="文件", help=words)


@baseline.command("write", cls=chinese.Command)
@_file("-o", "--output", words="基线写到这里。")
@click.option("--allow-growth", is_flag=True, help="已有基线时，也允许加入新的缺项和问题。")
@_asked
def write(paths: tuple[str, ...], file: Path, allow_growth: bool, rules: str, **asked: Any) -> int:
    """写基线；已有的基线只减不增。

    \b
    例：checker baseline write 报告/*.docx -o baseline.json
    """
    ruleset = options.load(rules)
    found, failed = _found(paths, file, ruleset, **asked)
    if failed:
        return 3  # a baseline without a report would let everything in it pass
    made = known.of(found)
    if file.exists():
        before = _load(file, ruleset)
        new = known.compare(before, found).new
        if new and not allow_growth:
            _list("基线只减不增，这些是新出现的，没有写入（确要写入请加 --allow-growth）：", new)
            return 1
        made = {**before, **made} if allow_growth else known.shrunk(before, found)
    options.write(known.dump(made, ruleset.id), file)
    count = sum(len(entries) for entries in made.values())
    click.echo(f"已写入 {file}：{len(made)} 份报告，{count} 项。", err=True)
    return 0


@baseline.command("check", cls=chinese.Command)
@_file("--baseline", words="基线文件。")
@_asked
def check(paths: tuple[str, ...], file: Path, rules: str, **asked: Any) -> int:
    """对照基线检查：没有新的缺项和问题就通过。

    退出码：0 没有新的，1 有新的，2 用法不对，3 有文件未能检查。
    """
    ruleset = options.load(rules)
    before = _load(file, ruleset)
    found, failed = _found(paths, file, ruleset, **asked)
    difference = known.compare(before, found)
    if difference.new:
        _list(f"新出现 {len(difference.new)} 项：", difference.new)
    if difference.mended:
        _list(f"已改好 {len(difference.mended)} 项，可以用 checker baseline write 从基线里去掉：", difference.mended)
    if not difference.new and not failed:
        click.echo("没有新的缺项和问题。")
    return 3 if failed else 1 if difference.new else 0


def _list(head: str, entries: Sequence[tuple[str, str]]) -> None:
    click.echo(head)
    for document, words in entries:
        click.echo(f"  {document}：{words}")


def _load(file: Path, ruleset: RuleSet) -> known.Baseline:
    try:
        text = file.read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        raise UsageError(f"{file} 读不了，请核对路径；还没有基线时先用 checker baseline write 生成。") from None
    return known.load(text, ruleset.id, str(file))


def _found(
    paths: tuple[str, ...], file: Path, ruleset: RuleSet, any_document: bool, waivers_file: Path | None, today: Any
) -> tuple[dict[str, tuple[known.Entry, ...]], int]:
    """What is wrong with every report, by its path as seen from the baseline's folder; and how many could not be read."""
    waivers = waiving.load(waivers_file, today, ruleset)
    settings = pipeline.Options(any_document=any_document, tokens=None, waivers=waivers and waivers.entries)
    found = {}
    used: set[int] = set()
    failed = 0
    for path in paths:
        try:
            card = pipeline.check(path, ruleset, settings)
        except ReadError as error:
            click.echo(f"未能检查：{error}", err=True)
            failed += 1
            continue
        name = Path(os.path.relpath(Path(path).resolve(), file.resolve().parent)).as_posix()
        found[name] = known.entries(card)
        used.update(card.waived.used if card.waived else ())
    waiving.announce(waivers, used)
    return found, failed
