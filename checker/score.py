"""Verdicts × weights to `Score`; exact arithmetic, rounded only where it is shown."""

from collections.abc import Collection, Mapping, Sequence
from fractions import Fraction

from checker.model import (
    DimensionScore,
    Element,
    IssuerKind,
    Level,
    Outcome,
    RuleSet,
    Score,
    Verdict,
)


def score(
    verdicts: Sequence[Verdict],
    ruleset: RuleSet,
    kind: IssuerKind,
    limit: Fraction | None = None,
    required: Collection[str] = (),
) -> Score:
    """Σ weight × credit ÷ Σ weight of applicable elements, 0–100; no grade while something is undecided.

    Passed: no mandatory or `required` element is missing or undecided, and the lower score reaches `limit` (None: the
    rule set's).
    """
    elements = {element.id: element for element in ruleset.elements}
    outcomes = {verdict.element: verdict.outcome for verdict in verdicts}
    if outcomes.keys() != elements.keys():
        raise ValueError("verdicts and elements differ")
    total = sum(elements[name].weight for name, outcome in outcomes.items() if outcome is not Outcome.NOT_APPLICABLE)
    low, high = _points(outcomes, elements, ruleset.credit, total)
    undecided = Outcome.UNDECIDED in outcomes.values()
    blocking = tuple(
        name
        for name, outcome in outcomes.items()
        if outcome in (Outcome.MISSING, Outcome.UNDECIDED)
        and (name in required or elements[name].level(kind) is Level.MANDATORY)
    )
    reached = ruleset.pass_score if limit is None else limit
    return Score(
        low=low,
        high=high,
        dimensions=tuple(_dimension(entry.id, entry.name, outcomes, ruleset) for entry in ruleset.dimensions),
        gains={name: _gain(outcome, elements[name], ruleset.credit, total) for name, outcome in outcomes.items()},
        grade=None if undecided else _grade(low, ruleset),
        limit=reached,
        blocking=blocking,
        passed=not blocking and low >= reached,
    )


def _points(
    outcomes: Mapping[str, Outcome], elements: Mapping[str, Element], credit: Fraction, total: int
) -> tuple[Fraction, Fraction]:
    """Lower and upper score, undecided elements counted as missing and as covered."""
    if not total:
        return Fraction(0), Fraction(0)
    weights = dict.fromkeys(Outcome, 0)
    for name, outcome in outcomes.items():
        weights[outcome] += elements[name].weight
    low = weights[Outcome.COVERED] + weights[Outcome.PARTIAL] * credit
    return 100 * low / total, 100 * (low + weights[Outcome.UNDECIDED]) / total


def _gain(outcome: Outcome, element: Element, credit: Fraction, total: int) -> Fraction:
    """What the whole score would rise by if the element were covered."""
    if not total or outcome in (Outcome.COVERED, Outcome.NOT_APPLICABLE):
        return Fraction(0)
    whole = Fraction(100 * element.weight, total)
    return whole * (1 - credit) if outcome is Outcome.PARTIAL else whole


def _dimension(name: str, title: str, outcomes: Mapping[str, Outcome], ruleset: RuleSet) -> DimensionScore:
    elements = {element.id: element for element in ruleset.elements if element.dimension == name}
    inside = {key: outcomes[key] for key in elements}
    total = sum(elements[key].weight for key, outcome in inside.items() if outcome is not Outcome.NOT_APPLICABLE)
    low, high = _points(inside, elements, ruleset.credit, total)
    counts = {outcome: sum(found is outcome for found in inside.values()) for outcome in Outcome}
    return DimensionScore(name, title, total, low, high, counts)


def _grade(low: Fraction, ruleset: RuleSet) -> str:
    """Name of the highest grade whose limit the score reaches; the last one otherwise."""
    for name, limit in ruleset.grades:
        if low >= limit:
            return name
    return ruleset.grades[-1][0]
