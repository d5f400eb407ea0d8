"""The arithmetic of the score: bounds, order, and what gates."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

import checker
from checker.model import IssuerKind, Level, Outcome, RuleSet, Verdict
from checker.score import score

RULES: RuleSet = checker.load_rules()
OUTCOMES = st.lists(st.sampled_from(list(Outcome)), min_size=len(RULES.elements), max_size=len(RULES.elements))


def verdicts(outcomes: list[Outcome]) -> list[Verdict]:
    return [Verdict(element.id, outcome, "stated") for element, outcome in zip(RULES.elements, outcomes, strict=True)]


def graded(outcomes: list[Outcome]) -> checker.model.Score:  # type: ignore[name-defined]
    return score(verdicts(outcomes), RULES, IssuerKind.GOVERNMENT)


@given(OUTCOMES)
def test_the_range_is_never_inverted_and_has_no_grade_while_undecided(outcomes: list[Outcome]) -> None:
    found = graded(outcomes)
    assert 0 <= found.low <= found.high <= 100
    assert (found.grade is None) is (Outcome.UNDECIDED in outcomes)


@given(OUTCOMES, st.integers(0, len(RULES.elements) - 1))
def test_the_gain_is_what_covering_the_element_brings(outcomes: list[Outcome], at: int) -> None:
    before = graded(outcomes)
    if outcomes[at] is Outcome.NOT_APPLICABLE:
        return
    after = graded([*outcomes[:at], Outcome.COVERED, *outcomes[at + 1 :]])
    assert after.low - before.low == before.gains[RULES.elements[at].id]


@given(OUTCOMES, st.randoms())
def test_order_does_not_matter(outcomes: list[Outcome], random: object) -> None:
    shuffled = verdicts(outcomes)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert score(shuffled, RULES, IssuerKind.GOVERNMENT).low == graded(outcomes).low


def test_everything_written_is_a_hundred() -> None:
    found = graded([Outcome.COVERED] * len(RULES.elements))
    assert (found.low, found.passed, found.blocking) == (Fraction(100), True, ())


def test_one_mandatory_omission_gates_whatever_the_score() -> None:
    for at, element in enumerate(RULES.elements):
        if element.level(IssuerKind.GOVERNMENT) is Level.MANDATORY:
            outcomes = [Outcome.COVERED] * len(RULES.elements)
            outcomes[at] = Outcome.MISSING
            found = graded(outcomes)
            assert found.low > 90
            assert (found.passed, found.blocking) == (False, (element.id,))


def test_the_limit_and_required_elements_of_the_call() -> None:
    outcomes = [Outcome.COVERED] * len(RULES.elements)
    outcomes[-1] = Outcome.MISSING
    name = RULES.elements[-1].id
    kind = IssuerKind.GOVERNMENT
    assert score(verdicts(outcomes), RULES, kind).passed
    assert not score(verdicts(outcomes), RULES, kind, limit=Fraction(100)).passed
    assert score(verdicts(outcomes), RULES, kind, required=(name,)).blocking == (name,)


def test_not_applicable_leaves_the_sum() -> None:
    outcomes = [Outcome.COVERED] * len(RULES.elements)
    outcomes[0] = Outcome.NOT_APPLICABLE
    assert graded(outcomes).low == 100


def test_partial_credit_is_the_rule_sets() -> None:
    found = score(
        verdicts([Outcome.PARTIAL] * len(RULES.elements)), RULES._replace(credit=Fraction(1, 4)), IssuerKind.OTHER
    )
    assert found.low == 25
