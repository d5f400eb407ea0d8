"""form, finding, opening, role: conditions on what is established about the report as a whole."""

from collections.abc import Mapping, Sequence
from typing import Any

from checker.match.kind import PHRASES, Compiler, Context, Kind, Support
from checker.match.scope import MENTIONED
from checker.model import Hit

FACTS = (
    "title.year", "title.genre", "issuer.named", "period.stated", "period.inferred", "signature.name", "signature.date",
)  # fmt: skip
"""Names that `form` accepts; `structure.facts` establishes them."""

_FACTS: Mapping[str, Any] = {"type": "array", "minItems": 1, "items": {"enum": list(FACTS)}}
_FINDING: Mapping[str, Any] = {"type": "string", "pattern": r"^consistency\.[a-z]+$"}


def _compile_form(names: Sequence[str], compiler: Compiler) -> list[Any]:
    return list(names)


def match_form(names: Sequence[Any], context: Context) -> list[Support]:
    """All of these facts are established."""
    scope = context.scope
    hits: list[Hit] = []
    for name in names:
        fact = scope.document.facts.get(name)
        if fact is None:
            return []
        if fact.start is not None and fact.end is not None:
            hits.append(Hit(fact.start, fact.end, scope.clause_at(fact.start)))
    return [tuple(hits)]


def _compile_finding(name: str, compiler: Compiler) -> list[Any]:
    return [name]


def match_finding(arguments: Sequence[Any], context: Context) -> list[Support]:
    """The consistency check of this id found something."""
    return [()] if arguments[0] in context.scope.findings else []


def _compile_opening(phrases: Sequence[str], compiler: Compiler) -> list[Any]:
    return [compiler.term(phrases)]


def match_opening(arguments: Sequence[Any], context: Context) -> list[Support]:
    """The first paragraph of the report holds the phrase."""
    scope = context.scope
    fact = scope.document.facts.get("opening")
    if fact is None or fact.start is None or fact.end is None:
        return []
    inside = [hit for hit in scope.hits(arguments[0]) if fact.start <= hit.start < fact.end]
    return [(hit,) for hit in inside if scope.clause(hit).polarity in MENTIONED]


FORM = Kind(_FACTS, _compile_form, match_form)
FINDING = Kind(_FINDING, _compile_finding, match_finding)
OPENING = Kind(PHRASES, _compile_opening, match_opening)
