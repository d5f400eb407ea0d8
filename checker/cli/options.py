"""Options that several commands share, and what they mean."""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from checker import pipeline
from checker.errors import UsageError
from checker.model import IssuerKind, RuleSet
from checker.report import Style

Function = TypeVar("Function", bound=Callable[..., Any])

KINDS = [kind.value for kind in IssuerKind]


def rules_option(function: Function) -> Function:
    """--rules NAME|FOLDER."""
    return click.option("--rules", default="fazhi", metavar="名称|文件夹", help="规则集，默认 fazhi。")(function)


def output_option(function: Function) -> Function:
    """-o FILE."""
    path = click.Path(dir_okay=False, path_type=Path)
    return click.option("-o", "--output", type=path, metavar="文件", help="写到文件，不写到屏幕。")(function)


def year_option(function: Function) -> Function:
    """--year NUMBER."""
    years = click.IntRange(2000, 2100)
    return click.option("--year", type=years, metavar="年份", help="报告年度，默认从报告里看。")(function)


def kind_option(function: Function) -> Function:
    """--issuer-kind KIND."""
    words = "机关种类：government、department、township、other，默认从报告里看。"
    return click.option("--issuer-kind", type=click.Choice(KINDS), metavar="种类", help=words)(function)


def any_document_option(function: Function) -> Function:
    """--any-document."""
    return click.option("--any-document", is_flag=True, help="看上去不是这类报告也检查。")(function)


def load(rules: str, single: bool = False) -> RuleSet:
    """Load the rules; the compiled form is kept in the user's cache folder."""
    return pipeline.load_rules(rules, cache_folder(), single)


def cache_folder() -> Path | None:
    """The private cache folder of this user, if there is one."""
    base = os.environ.get("XDG_CACHE_HOME")
    if base:
        return Path(base) / "checker"
    home = os.environ.get("HOME") or os.environ.get("LOCALAPPDATA")
    return Path(home) / ".cache" / "checker" if home else None


def style(output: Path | None, full: bool = False) -> Style:
    """Colours only on a terminal and without NO_COLOR; the terminal's width, at most 100 columns."""
    terminal = output is None and sys.stdout.isatty()
    colour = (terminal and not os.environ.get("NO_COLOR")) or (output is None and bool(os.environ.get("FORCE_COLOR")))
    columns = 80
    if terminal:
        import shutil

        columns = max(60, min(100, shutil.get_terminal_size().columns))
    return Style(columns, colour, full)


def write(content: str | bytes, output: Path | None) -> None:
    """Print the content, or write it to the file (text as UTF-8; a temporary file beside it, then renamed)."""
    if output is None:
        click.echo(content, nl=False, color=True)
        return
    data = content if isinstance(content, bytes) else content.encode("utf-8", "backslashreplace")
    try:
        if output.exists() and not output.is_file():  # a device or a pipe is written to, not replaced
            output.write_bytes(data)
        else:
            _replace(output, data)
    except OSError as error:
        raise UsageError(f"{output} 写不进去（{error.strerror}）。") from None


def _replace(path: Path, data: bytes) -> None:
    partial = path.with_name(f".{path.name}.part")
    try:
        partial.write_bytes(data)
        os.replace(partial, path)
    except OSError:
        partial.unlink(missing_ok=True)
        raise
