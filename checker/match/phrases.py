"""states, mentions, studied: a phrase stands in the text, said in a way that counts."""

from collections.abc import Mapping, Sequence
from typing import Any

from checker.match.kind import PHRASES, Compiler, Context, Kind, Support, mapping
from checker.match.scope import MENTIONED, STATED
from checker.model import Hit, Polarity

_WITHIN: Mapping[str, Any] = {"enum": ["clause", "sentence", "item"]}
_SCHEMA: Mapping[str, Any] = {
    "oneOf": [PHRASES, mapping(["of", "unless", "within"], of=PHRASES, unless=PHRASES, within=_WITHIN)]
}
"""Phrases, or phrases `of` which none counts where an `unless` phrase stands in the same unit."""


def _compile(node: Any, compiler: Compiler) -> list[Any]:
    if isinstance(node, list):
        return [compiler.term(node)]
    return [compiler.term(node["of"]), compiler.term(node["unless"]), node["within"]]


def _hits(arguments: Sequence[Any], context: Context, polarities: frozenset[Polarity]) -> list[Hit]:
    scope = context.scope
    found = scope.select(arguments[0], context.where, polarities)
    if len(arguments) == 1 or not found:
        return found
    _, unless, within = arguments
    units = scope.units(within)
    barred = {units[hit.clause] for hit in scope.occurrences(unless)}
    return [hit for hit in found if units[hit.clause] not in barred]


def match_states(arguments: Sequence[Any], context: Context) -> list[Support]:
    """A clause states it as done (or as not having occurred), and not only as an attitude."""
    return [(hit,) for hit in _hits(arguments, context, STATED) if not context.scope.slogan(hit)]


def match_mentions(arguments: Sequence[Any], context: Context) -> list[Support]:
    """It is brought up: stated, or as a slogan, in a heading, as what superiors demand."""
    return [(hit,) for hit in _hits(arguments, context, MENTIONED)]


def match_studied(arguments: Sequence[Any], context: Context) -> list[Support]:
    """It is the object of study or publicity: 学习《……》."""
    return [(hit,) for hit in _hits(arguments, context, frozenset({Polarity.STUDIED}))]


STATES = Kind(_SCHEMA, _compile, match_states)
MENTIONS = Kind(_SCHEMA, _compile, match_mentions)
STUDIED = Kind(_SCHEMA, _compile, match_studied)
