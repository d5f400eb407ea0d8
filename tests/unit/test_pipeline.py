"""The library as a caller uses it: the same result in any thread, with any ranking, in any order."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import checker
from checker import nearest
from checker.model import Outcome, RuleSet
from checker.pipeline import Options

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*/report.txt"))


def test_the_public_names() -> None:
    assert set(checker.__all__) == {
        "CheckerError", "Outcome", "ReadError", "RuleSetError", "Scorecard", "check", "check_text", "load_rules",
    }  # fmt: skip


def test_threads_share_a_rule_set(rules: RuleSet) -> None:
    paths = EXAMPLES * 5
    serial = [checker.check(path, rules).verdicts for path in paths]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(lambda path: checker.check(path, rules).verdicts, paths)) == serial


def test_a_rule_set_for_one_document_judges_alike(rules: RuleSet) -> None:
    single = checker.load_rules(single=True)
    for path in EXAMPLES:
        assert checker.check(path, single).verdicts == checker.check(path, rules).verdicts


@pytest.mark.parametrize("name", ["fast", "jieba"])
def test_the_ranking_names_a_sentence_and_changes_no_verdict(name: str, rules: RuleSet) -> None:
    tokens = nearest.pairs if name == "fast" else nearest.jieba_tokens()
    path = next(path for path in EXAMPLES if path.parent.name == "omissions")
    ranked = checker.check(path, rules, Options(tokens=tokens))
    plain = checker.check(path, rules, Options(tokens=None))
    assert [verdict.outcome for verdict in ranked.verdicts] == [verdict.outcome for verdict in plain.verdicts]
    by_id = {verdict.element: verdict for verdict in ranked.verdicts}
    discretion = by_id["enforcement.discretion"]
    assert discretion.outcome is Outcome.MISSING
    assert any("处罚" in passage.quote or "执法" in passage.quote for passage in discretion.nearest)


def test_reading_a_text_or_its_file_is_the_same(rules: RuleSet) -> None:
    for path in EXAMPLES:
        text = path.read_text("utf-8")
        assert checker.check_text(text, rules).verdicts == checker.check(path, rules).verdicts


def test_a_document_of_another_kind_is_refused(rules: RuleSet) -> None:
    with pytest.raises(checker.ReadError, match="不像"):
        checker.check_text("床前明月光，疑是地上霜。举头望明月，低头思故乡。" * 10, rules)
    with pytest.raises(checker.ReadError, match="没有文字"):
        checker.check_text(" \n", rules)
