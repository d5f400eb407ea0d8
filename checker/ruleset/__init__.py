"""YAML to `RuleSet`; the only package that reads rules.

A compiled rule set is plain JSON, keyed by the format below and the hash of the rule files: for the built-in rules it
lies beside them (`compiled.json`), for others in the cache folder that the caller names.
"""

import contextlib
import hashlib
import json
import os
from fractions import Fraction
from pathlib import Path
from typing import Any

from checker.errors import RuleSetError
from checker.match import lexicon
from checker.model import Basis, Check, Dimension, Element, Example, Level, Outcome, Role, RuleSet

FORMAT = "7"
"""Version of the compiled form; part of its key, but not of the hash that a card names."""

COMPILED = "compiled.json"


def rules_root() -> Path:
    """Folder of the built-in rule sets: in the wheel beside this package, in a checkout at the top."""
    package = Path(__file__).resolve().parents[1]
    for folder in (package / "rules", package.parent / "rules"):
        if (folder / "fazhi" / "ruleset.yaml").is_file():
            return folder
    raise RuleSetError("找不到自带的规则（rules/），程序没有装好，请重新安装。")


def folder_of(rules: str | os.PathLike[str]) -> Path:
    """The folder of a rule set given by name or path. Raises RuleSetError."""
    named = rules_root() / str(rules)
    if str(rules).isidentifier() and (named / "ruleset.yaml").is_file():
        return named
    path = Path(rules)
    if (path / "ruleset.yaml").is_file():
        return path
    known = "、".join(sorted(entry.parent.name for entry in rules_root().glob("*/ruleset.yaml")))
    raise RuleSetError(f"没有规则集“{rules}”：既不是自带的（{known}），也不是含 ruleset.yaml 的文件夹。")


def load(rules: str | os.PathLike[str] = "fazhi", cache: Path | None = None, single: bool = False) -> RuleSet:
    """Load a rule set by name or folder; `cache` is a folder for the compiled form. Raises RuleSetError.

    `single` saves time where only one document will be checked (see `match.lexicon.build`).
    """
    folder = folder_of(rules)
    digest = hash_folder(folder)
    cached = None if cache is None else cache / f"rules-{digest}.json"
    compiled = _read_compiled(folder / COMPILED, digest) or (_read_compiled(cached, digest) if cached else None)
    if compiled is None:
        compiled = compile_rules(folder)
        if cached:
            _write_compiled(cached, compiled, digest)
    return _build(compiled, digest, single)


def hash_folder(folder: Path) -> str:
    """SHA-256 over the names and bytes of the rule files."""
    digest = hashlib.sha256(b"4")  # version of this way to hash
    for path in sorted(folder.glob("*.yaml")):
        try:
            data = path.read_bytes()
        except OSError as error:
            raise RuleSetError(f"{path}：规则文件读取失败（{error.strerror}）。") from None
        digest.update(f"\0{path.name}\0{len(data)}\0".encode() + data)
    return digest.hexdigest()


def compile_rules(folder: Path) -> dict[str, Any]:
    """Compile the rules of a folder from YAML, whatever is cached. Raises RuleSetError."""
    from checker.ruleset.compile import compile_folder  # needs yaml and jsonschema: 120 ms, skipped on a cache hit

    return compile_folder(folder)


def compiled_text(folder: Path) -> str:
    """Content of the `compiled.json` that belongs to the rules of this folder."""
    keyed = {"key": _key(hash_folder(folder)), **compile_rules(folder)}
    return json.dumps(keyed, ensure_ascii=False, separators=(",", ":")) + "\n"


def examples(rules: str | os.PathLike[str] = "fazhi") -> tuple[Example, ...]:
    """The examples that stand beside the elements, in order. Raises RuleSetError."""
    from checker.ruleset.source import YamlFile

    folder = folder_of(rules)
    head = YamlFile(folder / "ruleset.yaml").value
    return tuple(
        Example(
            element=node["id"],
            kind=example["kind"],
            text=example["text"],
            outcome=Outcome(example["outcome"]),
            evidence=example.get("evidence", ""),
            year=example.get("year", 2022),
            only=example.get("only"),
            whole=example.get("whole", False),
        )
        for dimension in head["dimensions"]
        for node in YamlFile(folder / dimension["file"]).value["elements"]
        for example in node["examples"]
    )


def _key(digest: str) -> str:
    return f"{FORMAT}:{digest}"


def _read_compiled(path: Path, digest: str) -> dict[str, Any] | None:
    """The compiled form, when the file is there, whole, and belongs to these rules."""
    try:
        value = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return None  # absent or damaged only costs the time to compile again
    return value if isinstance(value, dict) and value.get("key") == _key(digest) else None


def _write_compiled(path: Path, compiled: dict[str, Any], digest: str) -> None:
    """Write atomically; a folder that cannot be written only costs time."""
    import tempfile  # 3 ms that only a first run with new rules needs

    with contextlib.suppress(OSError):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent)
        with open(handle, "w", encoding="utf-8") as file:
            json.dump({"key": _key(digest), **compiled}, file, ensure_ascii=False)
        os.replace(name, path)


def _build(compiled: dict[str, Any], digest: str, single: bool) -> RuleSet:
    term, distinct, density = compiled["recognise"]
    return RuleSet(
        id=compiled["id"],
        title=compiled["title"],
        version=compiled["version"],
        sha256=digest,
        dimensions=tuple(Dimension(entry["id"], entry["name"]) for entry in compiled["dimensions"]),
        elements=tuple(_element(entry) for entry in compiled["elements"]),
        grades=tuple((grade["name"], Fraction(grade["from"])) for grade in compiled["grades"]),
        pass_score=Fraction(compiled["pass_score"]),
        credit=Fraction(str(compiled["partial_credit"])),
        checks=tuple(Check(**entry) for entry in compiled["checks"]),
        recognise=(term, distinct, Fraction(str(density))),
        lexicon=lexicon.build(compiled["lexicon"], single),
    )


def _element(entry: dict[str, Any]) -> Element:
    return Element(
        id=entry["id"],
        name=entry["name"],
        dimension=entry["dimension"],
        levels={kind: Level(level) for kind, level in entry["levels"].items()},
        weight=entry["weight"],
        basis=tuple(Basis(**basis) for basis in entry["basis"]),
        since=entry["since"],
        until=entry["until"],
        where=frozenset(Role(role) for role in entry["where"]),
        covered=entry["covered"],
        partial=entry["partial"],
        words=entry["words"],
        vocabulary=tuple(entry["vocabulary"]),
        place=entry["place"],
        criterion=entry["criterion"],
        advice=entry["advice"],
        sample=entry["sample"],
    )
