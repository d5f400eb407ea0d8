"""Clean reports full of sums, rates, changes, places and years, by a writer who had not seen the checks: not one finding."""

from pathlib import Path

import pytest

import checker
from checker.model import RuleSet
from checker.pipeline import Options

REPORTS = sorted((Path(__file__).parent / "clean").glob("*.txt"))


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
def test_nothing_is_found(path: Path, rules: RuleSet) -> None:
    card = checker.check(path, rules, Options(tokens=None))
    assert [(found.id, found.level, found.evidence.quote) for found in card.findings] == []


def test_there_are_ten() -> None:
    assert len(REPORTS) >= 10
