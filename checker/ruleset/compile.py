"""Validated YAML to the compiled form: plain JSON values that load fast and can be cached."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from checker.errors import RuleSetError
from checker.match import KINDS
from checker.match.lexicon import Alternative, PhraseError, alternatives, number
from checker.model import Condition
from checker.ruleset.schema import DIMENSION, RULESET, validate
from checker.ruleset.source import YamlFile

Path_ = tuple[str | int, ...]


class _Terms:
    """Phrase lists of the whole rule set, each distinct list once."""

    def __init__(self) -> None:
        self.lists: list[list[Alternative]] = []
        self._known: dict[tuple[str, ...], int] = {}

    def number(self, phrases: Sequence[str]) -> int:
        """Number of the list, the same for equal lists. Raises PhraseError."""
        key = tuple(phrases)
        if key not in self._known:
            self.lists.append(alternatives(key))
            self._known[key] = len(self.lists) - 1
        return self._known[key]


class _Element:
    """Compiles the conditions of one element; implements `match.kind.Compiler`."""

    def __init__(self, file: YamlFile, path: Path_, names: Mapping[str, Sequence[str]], terms: _Terms) -> None:
        self._file = file
        self._path = path
        self._names = names
        self._terms = terms

    def term(self, phrases: Sequence[str]) -> int:
        """Number of the term, with $names replaced by their phrases."""
        return self._terms.number(self._resolve(phrases, ()))

    def condition(self, node: Mapping[str, Any]) -> Condition:
        """Compile a condition; errors point at the element's condition that holds it."""
        ((name, value),) = node.items()
        try:
            return [name, *KINDS[name].compile(value, self)]
        except PhraseError as error:
            raise self._file.error(self._path, f"{error}。") from None

    def _resolve(self, phrases: Sequence[str], inside: tuple[str, ...]) -> list[str]:
        found: dict[str, None] = {}
        for phrase in phrases:
            if phrase.startswith("$"):
                found.update(dict.fromkeys(self._named(phrase[1:], inside)))
            else:
                found[phrase] = None
        return list(found)

    def _named(self, name: str, inside: tuple[str, ...]) -> list[str]:
        if name not in self._names:
            raise PhraseError(f"没有名为“{name}”的词表，可用的有：{'、'.join(sorted(self._names))}")
        if name in inside:
            raise PhraseError(f"词表“{name}”引用了自己")
        return self._resolve(self._names[name], (*inside, name))


def compile_folder(folder: Path) -> dict[str, Any]:
    """Read, validate and compile the rule set in a folder. Raises RuleSetError with file, line and column."""
    main = YamlFile(folder / "ruleset.yaml")
    validate(main, RULESET)
    head = main.value
    _check_files(main, folder)
    terms = _Terms()
    shared = head.get("terms", {})
    elements: list[dict[str, Any]] = []
    for dimension in head["dimensions"]:
        file = YamlFile(folder / dimension["file"])
        validate(file, DIMENSION)
        names = {**shared, **file.value.get("terms", {})}
        for index, node in enumerate(file.value["elements"]):
            if any(node["id"] == other["id"] for other in elements):
                raise file.error(("elements", index, "id"), f"要素编号“{node['id']}”重复。")
            elements.append(_element(file, index, node, dimension["id"], names, terms))
    recognise = head["recognise"]
    compiler = _Element(main, ("recognise", "of"), shared, terms)
    return {
        **{key: head[key] for key in ("id", "title", "version", "pass_score", "partial_credit", "grades")},
        "checks": _checks(main),
        "dimensions": [{"id": entry["id"], "name": entry["name"]} for entry in head["dimensions"]],
        "recognise": [compiler.term(recognise["of"]), recognise["at_least"], recognise["per_thousand"]],
        "elements": elements,
        "lexicon": number(terms.lists),
    }


def _checks(main: YamlFile) -> list[dict[str, str]]:
    """The consistency checks that are on, by their full ids; a rule set without `checks` has none."""
    entries = main.value.get("checks", [])
    names = [entry["id"] for entry in entries]
    for index, name in enumerate(names):
        if names.index(name) != index:
            raise main.error(("checks", index, "id"), f"一致性检查“{name}”重复。")
    return [{**entry, "id": f"consistency.{entry['id']}"} for entry in entries if entry["level"] != "off"]


def _check_files(main: YamlFile, folder: Path) -> None:
    """Every YAML file of the folder is listed, and every listed dimension is listed once."""
    listed = [entry["file"] for entry in main.value["dimensions"]]
    names = [entry["id"] for entry in main.value["dimensions"]]
    for index, name in enumerate(names):
        if names.index(name) != index:
            raise main.error(("dimensions", index, "id"), f"维度“{name}”重复。")
    for path in sorted(folder.glob("*.yaml")):
        if path.name != "ruleset.yaml" and path.name not in listed:
            raise RuleSetError(f"{path}：没有列入 ruleset.yaml 的 dimensions，请补上或移走。")


def _element(
    file: YamlFile,
    index: int,
    node: Mapping[str, Any],
    dimension: str,
    names: Mapping[str, Sequence[str]],
    terms: _Terms,
) -> dict[str, Any]:
    path: Path_ = ("elements", index)
    if node.get("since", 0) > node.get("until", 9999):
        raise file.error((*path, "since"), "since 晚于 until，这个要素永远不适用。")
    parts = {key: _Element(file, (*path, key), names, terms) for key in ("words", "covered", "partial")}
    level = node["level"]
    try:
        words = parts["words"].term(node["words"])
    except PhraseError as error:
        raise file.error((*path, "words"), f"{error}。") from None
    return {
        **{
            key: node[key]
            for key in ("id", "name", "weight", "where", "place", "criterion", "advice", "sample", "basis")
        },
        "dimension": dimension,
        "levels": {"default": level} if isinstance(level, str) else dict(level),
        "since": node.get("since"),
        "until": node.get("until"),
        "words": words,
        "vocabulary": list(dict.fromkeys(word for _, parts in terms.lists[words] for part in parts for word in part)),
        "covered": parts["covered"].condition(node["covered"]),
        "partial": parts["partial"].condition(node["partial"]),
    }
