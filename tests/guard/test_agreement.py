"""Agreement with labelled reports: the real ones of ../shared where they are, and our own in tests/unseen."""

from pathlib import Path

import pytest

from checker import evaluate
from checker.evaluate import Agreement, Judged
from checker.model import RuleSet

UNSEEN = Path(__file__).parents[1] / "unseen"


def judged(folder: Path, rules: RuleSet) -> list[Judged]:
    return evaluate.judge_all(folder / "gold", sorted((folder / "reports").glob("*.txt")), rules)


def figures(found: list[Judged]) -> Agreement:
    return evaluate.agreement([(entry.label, entry.outcome) for entry in found])


def shown(found: list[Judged]) -> str:
    return "\n".join(
        f"{entry.report} {entry.element}: {entry.label} ({entry.label_evidence}) became {entry.outcome} ({entry.evidence})"
        for entry in found
        if entry.label != entry.outcome
    )


def test_the_real_reports(shared: Path, rules: RuleSet) -> None:
    found = judged(shared, rules)
    reached = figures(found)
    assert min(reached.accuracy, reached.precision, reached.recall) >= 0.97, shown(found)


def test_our_own_reports(rules: RuleSet) -> None:
    found = judged(UNSEEN, rules)
    assert len({entry.report for entry in found}) >= 10
    reached = figures(found)
    assert min(reached.precision, reached.recall) >= 0.93, shown(found)
    assert reached.kappa >= 0.90, shown(found)


@pytest.mark.parametrize("baseline", ["nothing", "occurs"])
def test_better_than_knowing_nothing(baseline: str, rules: RuleSet) -> None:
    found = judged(UNSEEN, rules)
    pairs = [
        (
            entry.label,
            entry.occurs
            if baseline == "occurs"
            else "not_applicable"
            if entry.label == "not_applicable"
            else "covered",
        )
        for entry in found
    ]
    assert figures(found).f1 > evaluate.agreement(pairs).f1 + 0.2


def test_evidence_is_verbatim(rules: RuleSet) -> None:
    assert [entry for entry in judged(UNSEEN, rules) if not entry.verbatim] == []


def test_kappa_of_a_table_worked_by_hand() -> None:
    """Cohen 1960: observed 0.7, chance 0.5 gives 0.4."""
    pairs = (
        [("covered", "covered")] * 20
        + [("covered", "missing")] * 5
        + [("missing", "covered")] * 10
        + [("missing", "missing")] * 15
    )
    found = evaluate.agreement(pairs)
    assert found.accuracy == pytest.approx(0.7)
    assert found.kappa == pytest.approx(0.4)
    assert (found.precision, found.recall) == (15 / 20, 15 / 25)
    assert (found.false_alarms, found.missed) == (5, 10)
