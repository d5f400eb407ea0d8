"""A YAML file to plain values, with the line and column of each; no tags, no aliases, no duplicate keys."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from checker.errors import RuleSetError

MAX_BYTES = 1_000_000
"""Largest rule file; the built-in ones have some tens of kilobytes."""

MAX_DEPTH = 40

Place = tuple[int, int]
"""Line and column, both from 1."""

_PREFIX = "tag:yaml.org,2002:"
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class YamlFile:
    """Values of one file; `places` maps a path of keys and indexes to where the value stands."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.places: dict[tuple[str | int, ...], Place] = {}
        self.value: Any = self._read()

    def error(self, path: tuple[str | int, ...], message: str) -> RuleSetError:
        """An error at the value of this path, or at the nearest value around it."""
        while path and path not in self.places:
            path = path[:-1]
        line, column = self.places.get(path, (1, 1))
        return RuleSetError(f"{self.path}:{line}:{column}：{message}")

    def _read(self) -> Any:
        try:
            with open(self.path, "rb") as file:
                data = file.read(MAX_BYTES + 1)
        except OSError as error:
            raise RuleSetError(f"{self.path}：规则文件读取失败（{error.strerror}）。") from None
        if len(data) > MAX_BYTES:
            raise RuleSetError(f"{self.path}：规则文件超过 {MAX_BYTES} 字节，请拆分。")
        try:
            root = yaml.compose(data.decode("utf-8"), Loader=_LOADER)
        except UnicodeDecodeError as error:
            raise RuleSetError(f"{self.path}：不是 UTF-8 文本（第 {error.start + 1} 字节）。") from None
        except RecursionError:
            raise RuleSetError(f"{self.path}：嵌套太深。") from None
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark
            where = f":{mark.line + 1}:{mark.column + 1}" if mark else ""
            raise RuleSetError(
                f"{self.path}{where}：YAML 语法不对（{error.problem}）。请检查缩进、冒号和引号。"
            ) from None
        except yaml.YAMLError as error:
            raise RuleSetError(f"{self.path}：YAML 读不出来（{error}）。") from None
        if root is None:
            raise RuleSetError(f"{self.path}：规则文件是空的。")
        return self._value(root, (), set())

    def _value(self, node: Any, path: tuple[str | int, ...], seen: set[int]) -> Any:
        self.places[path] = (node.start_mark.line + 1, node.start_mark.column + 1)
        if id(node) in seen:
            raise self.error(path, "规则文件不能用 YAML 别名（& 和 *），请改用 terms 词表。")
        seen.add(id(node))
        if len(path) > MAX_DEPTH:
            raise self.error(path, "嵌套太深。")
        if isinstance(node, yaml.ScalarNode):
            return self._scalar(node, path)
        if isinstance(node, yaml.SequenceNode):
            return [self._value(child, (*path, index), seen) for index, child in enumerate(node.value)]
        return self._mapping(node, path, seen)

    def _mapping(self, node: Any, path: tuple[str | int, ...], seen: set[int]) -> Mapping[str, Any]:
        if node.tag != f"{_PREFIX}map":
            raise self.error(path, f"不能用 YAML 标签 {node.tag}。")
        found: dict[str, Any] = {}
        for key, child in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise self.error(path, "键必须是文字。")
            name = key.value
            if name in found:
                self.places[(*path, name)] = (key.start_mark.line + 1, key.start_mark.column + 1)
                raise self.error((*path, name), f"键“{name}”写了两次。")
            found[name] = self._value(child, (*path, name), seen)
        return found

    def _scalar(self, node: Any, path: tuple[str | int, ...]) -> str | int | float | bool:
        kind = node.tag.removeprefix(_PREFIX)
        text: str = node.value
        if kind == "str":
            return text
        if kind == "int" and text.lstrip("-").isdigit() and (text == "0" or not text.startswith("0")):
            return int(text)
        if kind == "float" and text.replace(".", "", 1).isdigit():
            return float(text)
        if kind == "bool" and text in ("true", "false"):
            return text == "true"
        if kind == "timestamp" and len(text) == 10:
            return text  # a date is kept as it is written: 2026-12-31
        raise self.error(path, f"“{text}”的类型不明确，请加引号写成文字，布尔值只用 true 或 false。")
