"""any, all, none, since, until: conditions made of conditions."""

from collections.abc import Mapping, Sequence
from typing import Any

from checker.match.kind import CONDITION, CONDITIONS, Compiler, Context, Kind, Support, mapping

_YEAR: Mapping[str, Any] = {"type": "integer", "minimum": 2000, "maximum": 2100}


def _compile_list(nodes: Sequence[Mapping[str, Any]], compiler: Compiler) -> list[Any]:
    return [compiler.condition(node) for node in nodes]


def _compile_year(node: Mapping[str, Any], compiler: Compiler) -> list[Any]:
    return [node["year"], compiler.condition(node["of"])]


def match_any(conditions: Sequence[Any], context: Context) -> list[Support]:
    """Every way in which the first of the conditions that is met, is met; the plainest condition stands first."""
    for condition in conditions:
        found = context.match(condition, context)
        if found:
            return found
    return []


def match_all(conditions: Sequence[Any], context: Context) -> list[Support]:
    """All of the conditions are met, each in its first way."""
    together: Support = ()
    for condition in conditions:
        found = context.match(condition, context)
        if not found:
            return []
        together += found[0]
    return [together]


def match_none(conditions: Sequence[Any], context: Context) -> list[Support]:
    """None of the conditions is met."""
    return [] if match_any(conditions, context) else [()]


def match_since(arguments: Sequence[Any], context: Context) -> list[Support]:
    """The report is about this year or a later one (an unknown year counts as later) and the condition is met."""
    year, condition = arguments
    report_year = context.scope.document.year
    return context.match(condition, context) if report_year is None or report_year >= year else []


def match_until(arguments: Sequence[Any], context: Context) -> list[Support]:
    """The report is about this year or an earlier one and the condition is met."""
    year, condition = arguments
    report_year = context.scope.document.year
    return context.match(condition, context) if report_year is not None and report_year <= year else []


ANY = Kind(CONDITIONS, _compile_list, match_any)
ALL = Kind(CONDITIONS, _compile_list, match_all)
NONE = Kind(CONDITIONS, _compile_list, match_none)
SINCE = Kind(mapping(["year", "of"], year=_YEAR, of=CONDITION), _compile_year, match_since)
UNTIL = Kind(mapping(["year", "of"], year=_YEAR, of=CONDITION), _compile_year, match_until)
