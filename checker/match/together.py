"""together: several things said in one clause, sentence, item or paragraph; count: at least so many of them."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Container, Mapping, Sequence
from itertools import takewhile
from typing import Any

from checker.match.kind import COUNT, PHRASES, Compiler, Context, Kind, Support, mapping
from checker.match.scope import MENTIONED, STATED
from checker.model import Hit

REACH = 2
"""How many clauses away an `unless` phrase still bars: in a long sentence the far end speaks of something else."""

_WITHIN: Mapping[str, Any] = {"enum": ["clause", "sentence", "item", "paragraph"]}
_GROUPS: Mapping[str, Any] = {"type": "array", "minItems": 2, "items": PHRASES}


def _compile_together(node: Mapping[str, Any], compiler: Compiler) -> list[Any]:
    unless = compiler.term(node["unless"]) if "unless" in node else None
    return [node["within"], [compiler.term(group) for group in node["of"]], unless]


def _compile_count(node: Mapping[str, Any], compiler: Compiler) -> list[Any]:
    unit = node.get("within")
    return [node["at_least"], unit, [compiler.term(group) for group in node["of"]]]


def match_together(arguments: Sequence[Any], context: Context) -> list[Support]:
    """Every group occurs in the same unit.

    The first may be the subject only (a heading above, an attitude); the others are stated, and for a `covered`
    condition not as attitudes.
    """
    within, groups, unless = arguments
    scope = context.scope
    if not all(scope.possible(group) for group in groups):
        return []
    facts: list[dict[int, Hit]] = []  # of every group but the first: unit → the first hit in it
    for group in groups[1:]:
        facts.append(_stated(group, within, context, facts[-1] if facts else None))
        if not facts[-1]:
            return []
    subjects: defaultdict[int, list[Hit]] = defaultdict(list)
    for hit in scope.select(groups[0], context.where, MENTIONED):
        for unit in _units(hit, within, context):
            if unit in facts[-1]:
                subjects[unit].append(hit)
    bars = scope.occurrences(unless) if unless is not None and subjects else ()
    joined = [
        (_nearest(hits, facts[-1][unit]), *(found[unit] for found in facts)) for unit, hits in sorted(subjects.items())
    ]
    return [hits for hits in joined if not _barred(hits, bars, within, context)] if bars else joined


def _stated(term: int, within: str, context: Context, among: Container[int] | None) -> dict[int, Hit]:
    """The first hit of the term in every unit (of `among`) that states it, for a `covered` condition not as an attitude."""
    scope = context.scope
    clauses = scope.document.clauses
    units = scope.units(within)
    first: dict[int, Hit] = {}
    for hit in scope.select(term, context.where, STATED):
        unit = units[hit.clause]
        if (
            unit in first
            or (among is not None and unit not in among)
            or (context.strict and clauses[hit.clause].slogan)
        ):
            continue
        first[unit] = hit
    return first


def _barred(hits: Sequence[Hit], bars: Sequence[Hit], within: str, context: Context) -> bool:
    """An `unless` phrase stands in a unit of the hits, in their clauses or at most `REACH` clauses away."""
    low = min(hit.clause for hit in hits) - REACH
    high = max(hit.clause for hit in hits) + REACH
    at = bisect_left(bars, low, key=lambda bar: bar.clause)
    if at == len(bars) or bars[at].clause > high:
        return False
    unit_of = context.scope.units(within)
    units = {unit_of[hit.clause] for hit in hits}
    near = takewhile(lambda bar: bar.clause <= high, bars[at:])
    return any(unit_of[bar.clause] in units for bar in near)


def _nearest(hits: Sequence[Hit], other: Hit) -> Hit:
    """The hit that stands closest to the other."""
    return min(hits, key=lambda hit: (abs(hit.start - other.start), hit.start))


def _units(hit: Hit, within: str, context: Context) -> list[int]:
    """Units that the hit is the subject of: its own; for an item's heading, the items under it; for a lead, its item."""
    scope = context.scope
    unit = scope.units(within)[hit.clause]
    if within not in ("item", "paragraph"):
        return [unit]
    sentence = scope.sentence(hit)
    if not scope.entitles(sentence):
        return [unit]
    index = context.scope.document.clauses[hit.clause].sentence + 1
    found = [unit]
    for following in scope.document.sentences[index:]:
        if following.section != sentence.section or following.heading:
            break
        number = following.item if within == "item" else following.paragraph
        if number != found[-1]:
            found.append(number)
    return found


def match_count(arguments: Sequence[Any], context: Context) -> list[Support]:
    """At least so many of the groups are stated, in one unit or, without one, anywhere."""
    at_least, within, groups = arguments
    scope = context.scope
    units: defaultdict[int, dict[int, Hit]] = defaultdict(dict)
    unit_of = scope.units(within) if within else None
    for number, group in enumerate(groups):
        for hit in scope.select(group, context.where, STATED):
            units[unit_of[hit.clause] if unit_of else 0].setdefault(number, hit)
    return [tuple(sorted(found.values())) for _, found in sorted(units.items()) if len(found) >= at_least]


TOGETHER = Kind(
    mapping(["within", "of"], within=_WITHIN, of=_GROUPS, unless=PHRASES), _compile_together, match_together
)
COUNT_OF = Kind(mapping(["at_least", "of"], at_least=COUNT, within=_WITHIN, of=_GROUPS), _compile_count, match_count)
