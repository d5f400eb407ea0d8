"""Where the results go: several files in one run, each in the format of its extension."""

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

import click

from checker.cli import options
from checker.cli.options import Function
from checker.errors import UsageError
from checker.report import FORMATS

SUFFIXES = {suffix: name for name, form in FORMATS.items() for suffix in form.suffixes}


class Output(NamedTuple):
    """A format and the file that it goes to (None: standard output)."""

    form: str
    path: Path | None


def outputs_option(function: Function) -> Function:
    """-o FILE, as often as wanted."""
    path = click.Path(dir_okay=False, path_type=Path)
    words = "写到文件，不写到屏幕；格式看扩展名，也可写明，可写多次：-o 卡.html -o gitlab=质量.json -o github=-。"
    return click.option("-o", "--output", "files", type=path, multiple=True, metavar="文件", help=words)(function)


def format_option(function: Function) -> Function:
    """-f FORMAT."""
    words = f"{'、'.join(FORMATS)}；默认 table，有 -o 时看扩展名。"
    return click.option("-f", "--format", "form", type=click.Choice(list(FORMATS)), metavar="格式", help=words)(
        function
    )


PAGES = {".txt": "table", ".json": "json", ".html": "html", ".htm": "html"}
"""Formats of what is no scorecard, by suffix."""


def page_option(function: Function) -> Function:
    """-f FORMAT of the commands whose result is one page."""
    forms = click.Choice(list(dict.fromkeys(PAGES.values())))
    words = "table、json、html；默认 table，有 -o 时看扩展名。"
    return click.option("-f", "--format", "form", type=forms, metavar="格式", help=words)(function)


def page_format(form: str | None, output: Path | None) -> str:
    """The format asked for, or that of the file's suffix. Raises UsageError."""
    if form or output is None:
        return form or "table"
    known = PAGES.get(output.suffix.lower())
    if known is None:
        raise UsageError(f"看不出 {output} 该是什么格式，请用 -f 指明，或用扩展名 {'、'.join(PAGES)}。")
    return known


def plan(files: Sequence[Path], form: str | None, inputs: Sequence[str]) -> tuple[Output, ...]:
    """What is written and where; raises UsageError for what contradicts itself or would destroy something."""
    if not files:
        name = form or "table"
        if FORMATS[name].binary and sys.stdout.isatty():
            raise UsageError(f"{name} 不能显示在屏幕上，请写到文件：-o 评分卡.{name}。")
        FORMATS[name].ready()
        return (Output(name, None),)
    chosen = tuple(_output(path, form) for path in files)
    _refuse_collisions([output.path for output in chosen if output.path], inputs)
    if sum(output.path is None for output in chosen) > 1:
        raise UsageError("只能有一种格式写到屏幕。")
    if form and form not in {output.form for output in chosen}:
        raise UsageError(f"-f {form} 与 -o {files[0]} 的扩展名不一致，请去掉 -f 或换一个扩展名。")
    for output in chosen:
        FORMATS[output.form].ready()
    return chosen


def step_summary(chosen: Sequence[Output]) -> tuple[Output, ...]:
    """With `github` on a runner of GitHub, the cards also go to the step's summary, the file that the runner names."""
    path = os.environ.get("GITHUB_STEP_SUMMARY")
    asked = path and any(output.form == "github" for output in chosen)
    return (Output("markdown", Path(path)),) if asked and path else ()


def append(content: str, output: Output) -> None:
    """Add to a file that may hold the summary of other steps. Raises UsageError."""
    if output.path is None:
        return
    try:
        with output.path.open("a", encoding="utf-8", errors="backslashreplace") as file:
            file.write(content)
    except OSError as error:
        raise UsageError(f"{output.path} 写不进去（{error.strerror}）。") from None


def write_all(results: Sequence[tuple[Output, Callable[[], str | bytes]]]) -> None:
    """Make and write every result; those that cannot be written do not keep the others back."""
    refused = []
    for output, make in results:
        try:
            options.write(make(), output.path)
        except UsageError as error:
            refused.append(str(error))
    if refused:
        raise UsageError("".join(refused))


def _output(path: Path, form: str | None) -> Output:
    """FILE by its extension, FORMAT=FILE as it says; `-` is standard output."""
    name, sign, rest = str(path).partition("=")
    if sign and name in FORMATS and rest:
        return Output(name, None if rest == "-" else Path(rest))
    return Output(_format(path, form), path)


def _format(path: Path, form: str | None) -> str:
    """The format of the extension; that of `-f` (or the table) where the extension says nothing."""
    known = SUFFIXES.get(path.suffix.lower())
    if known or form or not path.suffix:
        return known or form or "table"
    raise UsageError(f"看不出 {path} 该是什么格式，请用 -f 指明，或用扩展名 {'、'.join(SUFFIXES)}。")


def _refuse_collisions(files: Sequence[Path], inputs: Sequence[str]) -> None:
    seen: set[object] = set()
    read = {_identity(Path(path)) for path in inputs if path != "-"}
    for path in files:
        identity = _identity(path)
        if identity in read:
            raise UsageError(f"-o {path} 会盖掉要检查的报告，请换一个文件名。")
        if identity in seen:
            raise UsageError(f"-o {path} 写了两次，请换一个文件名。")
        seen.add(identity)


def _identity(path: Path) -> object:
    """The same for two names of one file, links and letter case included; devices differ from each other by name."""
    try:
        found = path.stat()
    except OSError:
        return path.resolve()
    return (found.st_dev, found.st_ino)
