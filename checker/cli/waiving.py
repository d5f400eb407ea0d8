"""--waivers and --today, shared by the commands that check, and what is said of the waivers afterwards."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from checker.cli.options import Function
from checker.model import RuleSet

if TYPE_CHECKING:
    from checker.waivers import Waivers


def waivers_options(function: Function) -> Function:
    """--waivers FILE and --today DATE, given on as `waivers_file` and `today`."""
    file = click.Path(path_type=Path)
    words = "豁免文件（YAML）：哪些缺项、问题经谁批准不作要求。"
    day = click.DateTime(["%Y-%m-%d"])
    function = click.option("--today", type=day, metavar="日期", help="豁免是否到期按哪一天算，默认今天。")(function)
    return click.option("--waivers", "waivers_file", type=file, metavar="文件", help=words)(function)


def load(file: Path | None, today: Any, ruleset: RuleSet) -> "Waivers | None":
    """The waivers of the file; None where none is asked for. Raises RuleSetError."""
    if file is None:
        return None
    from datetime import datetime

    from checker import waivers

    return waivers.load(file, ruleset, (today or datetime.now()).date())


def announce(found: "Waivers | None", used: Iterable[int]) -> None:
    """Say which waivers have expired, and which no report of this run needed; `used` are lines of the file."""
    if found is None:
        return
    lines = set(used)
    for entry in found.expired:
        click.echo(
            f"豁免文件第 {entry.line} 行（{entry.element or entry.finding}）已于 {entry.expires} 到期，不再有效。",
            err=True,
        )
    for entry in found.entries:
        if entry.line not in lines:
            click.echo(f"豁免文件第 {entry.line} 行（{entry.element or entry.finding}）没有用上，可以删去。", err=True)
