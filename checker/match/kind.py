"""What a condition kind is: the shape of its YAML, how it compiles, how it matches."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple, Protocol

from checker.match.scope import Scope
from checker.model import Condition, Hit, Role

Support = tuple[Hit, ...]
"""The places that together meet a condition once; empty where it is met by the form of the whole report."""


class Compiler(Protocol):
    """Gives kinds what they need while a rule set is compiled."""

    def term(self, phrases: Sequence[str]) -> int:
        """Number of the term with these phrases, $names resolved."""

    def condition(self, node: Mapping[str, Any]) -> Condition:
        """The compiled form of a nested condition."""


class Context(NamedTuple):
    """What a condition is matched against; `strict` for `covered`, where attitudes do not count."""

    scope: Scope
    where: frozenset[Role]
    strict: bool
    match: Callable[[Condition, "Context"], list[Support]]


class Kind(NamedTuple):
    """One word of the condition language; `schema` is the JSON Schema of its value."""

    schema: Mapping[str, Any]
    compile: Callable[[Any, Compiler], list[Any]]
    match: Callable[[Sequence[Any], Context], list[Support]]


PHRASES: Mapping[str, Any] = {
    "type": "array",
    "minItems": 1,
    "items": {"type": "string", "minLength": 1},
    "description": "说法的列表；{甲,乙} 是任选，… 是同一分句内相隔不远，……是同一句内，#件 是带单位的数字，$名 引用词表",
}
CONDITION: Mapping[str, Any] = {"$ref": "#/$defs/condition"}
CONDITIONS: Mapping[str, Any] = {"type": "array", "minItems": 1, "items": CONDITION}
COUNT: Mapping[str, Any] = {"type": "integer", "minimum": 1, "maximum": 50}


def mapping(required: Sequence[str], **properties: Mapping[str, Any]) -> Mapping[str, Any]:
    """JSON Schema of a mapping with exactly these keys."""
    return {"type": "object", "additionalProperties": False, "required": list(required), "properties": properties}
