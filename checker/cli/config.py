"""Settings from checker.toml or [tool.checker] in pyproject.toml, found upward; and `checker config show`.

A value comes from the command line, else from the environment (CHECKER_FAIL_UNDER), else from the file, else it is the
option's default. Every key is an option of the commands that have it.
"""

import os
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import click
from click.core import ParameterSource

from checker.cli import chinese
from checker.errors import UsageError

NAME = "checker.toml"
KEYS: Mapping[str, tuple[type, ...]] = {
    "rules": (str,), "fail_under": (int, float), "fail_on": (str,), "require": (list,), "checks": (str,),
    "no_checks": (bool,), "year": (int,), "issuer_kind": (str,), "any_document": (bool,), "ranking": (str,),
    "full": (bool,), "jobs": (int,), "time_limit": (int, float), "waivers_file": (str,),
}  # fmt: skip
"""Names of options and the types that TOML gives them."""

_SHOWN = {"ranking": "nearest", "waivers_file": "waivers"}
"""Keys that are written otherwise than the parameter is called."""

_TYPES = {str: "文字", int: "整数", float: "小数", bool: "true 或 false", list: "列表"}


class Config(NamedTuple):
    """The settings of a file; none where there is no file. `lines` are those of the keys, from 1."""

    path: Path | None
    values: Mapping[str, Any]
    lines: Mapping[str, int]


def key(parameter: str) -> str:
    """How a parameter is written in the file: fail-under."""
    return _SHOWN.get(parameter, parameter).replace("_", "-")


def variable(parameter: str) -> str:
    """The environment variable of a parameter."""
    return "CHECKER_" + _SHOWN.get(parameter, parameter).upper()


@cache
def load() -> Config:
    """The settings for this folder. Raises UsageError for a file that is not as it should be."""
    named = os.environ.get("CHECKER_CONFIG")
    if named == "":
        return Config(None, {}, {})
    if named is not None:
        return _read(Path(named), ())
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / NAME).is_file():
            return _read(folder / NAME, ())
        if (folder / "pyproject.toml").is_file():
            found = _read(folder / "pyproject.toml", ("tool", "checker"))
            if found.path:
                return found
        if (folder / ".git").exists():
            break
    return Config(None, {}, {})


def _read(path: Path, table: tuple[str, ...]) -> Config:
    import tomllib

    try:
        text = path.read_text("utf-8-sig")
        data: Any = tomllib.loads(text)
    except OSError as error:
        raise UsageError(f"{path} 读不了（{error.strerror}）。请核对路径。") from None
    except ValueError as error:
        raise UsageError(f"{path} 不是正确的 TOML（{error}）。") from None
    for number, name in enumerate(table, 1):
        data = data.get(name)
        if data is None:
            return Config(None, {}, {})
        if not isinstance(data, dict):  # settings that are not read must not look like none
            raise UsageError(f"{path}:{_line(text, name)}：[{'.'.join(table[:number])}] 应是一节，里面写设置。")
    names = {key(parameter): parameter for parameter in KEYS}
    values, lines = {}, {}
    for name, value in data.items():
        line = _line(text, name)
        parameter = names.get(str(name).replace("_", "-"))
        if parameter is None:
            raise UsageError(f"{path}:{line}：不认识的设置 {name}，可用的有 {'、'.join(sorted(names))}。")
        _fits(f"{path}:{line}：{name}", value, KEYS[parameter])
        values[parameter], lines[parameter] = value, line
    return Config(path, values, lines)


def _fits(where: str, value: Any, types: tuple[type, ...]) -> None:
    """Raise UsageError where a value is of another type, or a list holds anything but strings."""
    right = isinstance(value, types) and (bool in types or not isinstance(value, bool))
    if right and isinstance(value, list):
        right = all(isinstance(entry, str) for entry in value)
    if not right:
        raise UsageError(f"{where} 应是{'或'.join(_TYPES[kind] for kind in types)}。")


def _line(text: str, name: str) -> int:
    match = re.search(rf"^\s*[\"']?{re.escape(name)}[\"']?\s*=", text, re.M)
    return text.count("\n", 0, match.start(0)) + 1 + match.group().count("\n") if match else 1


def apply(command: click.Command) -> None:
    """Give a command's options their environment variables and the values of the file."""
    wanted = [entry for entry in command.params if isinstance(entry, click.Option) and entry.name in KEYS]
    for option in wanted:
        option.envvar = variable(str(option.name))
    if wanted:
        command.context_settings = {**command.context_settings, "default_map": dict(load().values)}


@click.group("config", cls=chinese.Group)
def config() -> None:
    """看设置从哪里来。"""


@config.command("show", cls=chinese.Command)
def show() -> int:
    """列出各项设置的当前值和来源。

    设置写在 checker.toml 里，或者 pyproject.toml 的 [tool.checker] 里，从当前文件夹往上找；
    环境变量 CHECKER_… 优先于文件，命令行又优先于环境变量。
    """
    from checker.cli.batch import batch
    from checker.cli.check import check

    found = load()
    click.echo(f"设置文件：{found.path or '没有'}")
    for parameter in sorted(KEYS, key=key):
        owner = check if any(entry.name == parameter for entry in check.params) else batch
        apply(owner)
        context = owner.make_context(owner.name, ["-"], resilient_parsing=True)
        source = context.get_parameter_source(parameter)
        value = context.params.get(parameter)
        click.echo(f"{key(parameter)} = {_written(value)}　（{_source(parameter, source, found)}）")
    return 0


def _written(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return "、".join(value) if isinstance(value, (list, tuple)) else "" if value is None else str(value)


def _source(parameter: str, source: ParameterSource | None, found: Config) -> str:
    if source is ParameterSource.ENVIRONMENT:
        return f"环境变量 {variable(parameter)}"
    if source is ParameterSource.DEFAULT_MAP:
        return f"{found.path}:{found.lines[parameter]}"
    return "默认"
