"""The JSON Schemas of rule files, and their errors in Chinese. Editors use the same schemas (`checker rules schema`)."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from checker.match import KINDS
from checker.match.kind import PHRASES
from checker.model import IssuerKind, Level, Outcome, Role
from checker.ruleset.source import YamlFile

_TEXT: Mapping[str, Any] = {"type": "string", "minLength": 1}
_YEAR: Mapping[str, Any] = {"type": "integer", "minimum": 2000, "maximum": 2100}
_LEVEL: Mapping[str, Any] = {"enum": [level.value for level in Level]}
_ROLES = [role.value for role in Role if role is not Role.TITLE]


def _object(required: Iterable[str], properties: Mapping[str, Any]) -> dict[str, Any]:
    return {"type": "object", "additionalProperties": False, "required": list(required), "properties": dict(properties)}


_TERMS: Mapping[str, Any] = {"type": "object", "additionalProperties": PHRASES}
_BASIS: Mapping[str, Any] = _object(
    ["instrument", "verified"],
    {"instrument": _TEXT, "number": _TEXT, "article": _TEXT, "verified": {"type": "boolean"}},
)
_EXAMPLE: Mapping[str, Any] = _object(
    ["kind", "text", "outcome"],
    {
        "kind": {"enum": ["covered", "partial", "missing", "trap"]},
        "text": _TEXT,
        "outcome": {"enum": [outcome.value for outcome in Outcome if outcome is not Outcome.UNDECIDED]},
        "evidence": _TEXT,
        "only": {"enum": ["problems", "plans"]},
        "year": _YEAR,
        "whole": {"type": "boolean"},
    },
)
_ELEMENT: Mapping[str, Any] = _object(
    ["id", "name", "level", "weight", "basis", "where", "words", "covered", "partial", "place", "criterion", "advice",
     "sample", "examples"],
    {
        "id": {"type": "string", "pattern": r"^[a-z]+\.[a-z]+(-[a-z]+)*$"},
        "name": _TEXT,
        "level": {
            "oneOf": [
                _LEVEL,
                _object(["default"], {"default": _LEVEL, **{kind.value: _LEVEL for kind in IssuerKind}}),
            ]
        },
        "weight": {"type": "integer", "minimum": 1, "maximum": 20},
        "basis": {"type": "array", "minItems": 1, "items": _BASIS},
        "since": _YEAR,
        "until": _YEAR,
        "where": {"type": "array", "minItems": 1, "uniqueItems": True, "items": {"enum": _ROLES}},
        "words": PHRASES,
        "covered": {"$ref": "#/$defs/condition"},
        "partial": {"$ref": "#/$defs/condition"},
        "place": _TEXT,
        "criterion": _TEXT,
        "advice": _TEXT,
        "sample": _TEXT,
        "examples": {"type": "array", "minItems": 4, "items": _EXAMPLE},
    },
)  # fmt: skip

CHECKS = ("enumeration", "sum", "ratio", "change", "figure", "place", "year", "numbering", "instrument", "duplicate",
          "residue", "truncation")  # fmt: skip
"""Names of the consistency checks (codebook, 一致性问题)."""

_CHECK: Mapping[str, Any] = _object(
    ["id", "name", "level", "criterion", "advice", "wrong", "right"],
    {
        "id": {"enum": list(CHECKS)},
        "name": _TEXT,
        "level": {"enum": ["error", "hint", "off"]},
        **dict.fromkeys(("criterion", "advice", "wrong", "right"), _TEXT),
    },
)

_CONDITION: Mapping[str, Any] = {
    "type": "object",
    "minProperties": 1,
    "maxProperties": 1,
    "additionalProperties": False,
    "properties": {name: kind.schema for name, kind in KINDS.items()},
}

RULESET: Mapping[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "ruleset.yaml",
    **_object(
        ["id", "title", "version", "pass_score", "partial_credit", "grades", "recognise", "dimensions"],
        {
            "id": {"type": "string", "pattern": "^[a-z][a-z0-9-]*$"},
            "title": _TEXT,
            "version": {"type": "string", "pattern": r"^\d+\.\d+\.\d+$"},
            "pass_score": {"type": "integer", "minimum": 0, "maximum": 100},
            "partial_credit": {"type": "number", "minimum": 0, "maximum": 1},
            "grades": {
                "type": "array",
                "minItems": 1,
                "items": _object(["name", "from"], {"name": _TEXT, "from": {"type": "integer", "minimum": 0, "maximum": 100}}),
            },
            "recognise": _object(
                ["of", "at_least", "per_thousand"],
                {
                    "of": PHRASES,
                    "at_least": {"type": "integer", "minimum": 1},
                    "per_thousand": {"type": "number", "minimum": 0},
                },
            ),
            "terms": _TERMS,
            "checks": {"type": "array", "items": _CHECK},
            "dimensions": {
                "type": "array",
                "minItems": 1,
                "items": _object(
                    ["id", "name", "file"],
                    {"id": {"type": "string", "pattern": "^[a-z]+$"}, "name": _TEXT,
                     "file": {"type": "string", "pattern": r"^[A-Za-z0-9_-]+\.yaml$"}},
                ),
            },
        },
    ),
}  # fmt: skip
"""Schema of ruleset.yaml."""

DIMENSION: Mapping[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "一个维度的规则文件",
    **_object(["elements"], {"terms": _TERMS, "elements": {"type": "array", "minItems": 1, "items": _ELEMENT}}),
    "$defs": {"condition": _CONDITION},
}
"""Schema of the YAML file of one dimension."""


def validate(file: YamlFile, schema: Mapping[str, Any]) -> None:
    """Raise RuleSetError at the first value (in file order) that the schema refuses."""
    errors = sorted(
        _validator()(schema).iter_errors(file.value),
        key=lambda error: file.places.get(tuple(error.absolute_path), (1, 1)),
    )
    if errors:
        error = errors[0]
        while error.context:
            error = max(error.context, key=lambda inner: len(inner.absolute_path))
        raise file.error(_offender(error), _chinese(error))


def _validator() -> Any:
    """jsonschema's validator, which looks at a list of good words once and not at every word: half of its time."""
    from jsonschema import Draft202012Validator, validators  # 97 ms, and not needed when the compiled rules are cached

    every = Draft202012Validator.VALIDATORS["items"]

    def items(validator: Any, schema: Any, values: Any, parent: Any) -> Any:
        if (
            schema == PHRASES["items"]
            and isinstance(values, list)
            and all(isinstance(value, str) and value for value in values)
        ):
            return ()
        return every(validator, schema, values, parent)

    extend: Any = validators.extend  # has no types
    return extend(Draft202012Validator, {"items": items})


def _offender(error: Any) -> tuple[str | int, ...]:
    """Path of the value to point at: for an unknown key, the key itself."""
    path = tuple(error.absolute_path)
    if error.validator == "additionalProperties":
        unknown = sorted(set(error.instance) - set(error.schema["properties"]))
        return (*path, unknown[0])
    return path


def _chinese(error: Any) -> str:
    """What is wrong and what is accepted."""
    value, limit = error.instance, error.validator_value
    shown = f"“{value}”" if not isinstance(value, list | dict) else "这里"
    if error.validator == "additionalProperties":
        unknown = sorted(set(value) - set(error.schema["properties"]))
        return f"不认识的键“{unknown[0]}”，可用的有：{'、'.join(sorted(error.schema['properties']))}。"
    if error.validator == "required":
        lacking = [name for name in limit if name not in value]
        return f"缺少“{'”“'.join(lacking)}”。"
    messages: dict[str, Callable[[], str]] = {
        "enum": lambda: f"{shown}不在可选值之中，可用的有：{'、'.join(map(str, limit))}。",
        "type": lambda: f"{shown}的类型不对，应为 {limit}。",
        "minItems": lambda: f"至少要有 {limit} 项，现有 {len(value)} 项。",
        "minLength": lambda: "不能为空。",
        "minProperties": lambda: "条件不能为空。",
        "maxProperties": lambda: f"一个条件只能有一个词，现有：{'、'.join(value)}；要并列请用 any 或 all。",
        "pattern": lambda: f"{shown}的写法不合要求（{limit}）。",
        "minimum": lambda: f"{shown}太小，不能小于 {limit}。",
        "maximum": lambda: f"{shown}太大，不能大于 {limit}。",
        "maxLength": lambda: f"太长，不能超过 {limit} 个字。",
        "uniqueItems": lambda: "有重复的项。",
    }
    return messages.get(error.validator, lambda: f"不合要求（{error.message}）。")()
