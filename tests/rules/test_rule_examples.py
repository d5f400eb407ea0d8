"""The examples beside the rules, and that none of the required ones is missing."""

from collections import defaultdict
from pathlib import Path

import pytest

import checker
from checker import pipeline, ruleset, trial
from checker.cli.rules import index, schema_text
from checker.model import Example, Outcome, RuleSet

ROOT = Path(__file__).parents[2]
EXAMPLES = ruleset.examples()
CODEBOOK = [
    "frame.title", "frame.issuer", "frame.period", "frame.guidance", "frame.signature",
    "section.achievements", "section.duty", "section.problems", "section.causes", "section.next",
    "duty.four-personally", "duty.leadership", "duty.plan", "duty.debrief", "duty.appraisal", "duty.study", "duty.inspection",
    "function.approval", "function.lists", "function.business", "function.supervision",
    "system.review", "system.filing", "system.cleanup",
    "decision.rules", "decision.catalogue", "decision.participation", "decision.expert", "decision.risk",
    "decision.legality", "decision.collective", "decision.counsel",
    "enforcement.publicity", "enforcement.recording", "enforcement.legal-review", "enforcement.personnel",
    "enforcement.discretion", "enforcement.casefile", "enforcement.reform", "enforcement.flexible", "enforcement.enterprise",
    "emergency.response",
    "dispute.reconsideration", "dispute.litigation", "dispute.mediation", "dispute.petition", "dispute.legal-aid",
    "oversight.congress", "oversight.judicial", "oversight.audit", "oversight.discipline", "oversight.openness",
    "technology.platform", "literacy.training", "literacy.publicity", "party.thought", "party.committee",
]  # fmt: skip


@pytest.mark.parametrize(
    "example", EXAMPLES, ids=[f"{number}-{example.element}-{example.kind}" for number, example in enumerate(EXAMPLES)]
)
def test_example(example: Example, rules: RuleSet) -> None:
    assert [failure.message for failure in trial.run(rules, [example])] == []


def test_every_element_of_the_codebook_and_no_other(rules: RuleSet) -> None:
    assert sorted(element.id for element in rules.elements) == sorted(CODEBOOK)


def test_every_element_has_each_kind_of_example() -> None:
    kinds = defaultdict(set)
    for example in EXAMPLES:
        kinds[example.element].add(example.kind)
    assert {
        element: found for element, found in kinds.items() if found != {"covered", "partial", "missing", "trap"}
    } == {}


@pytest.mark.parametrize("number", range(len(CODEBOOK)), ids=CODEBOOK)
def test_the_sample_on_the_card_is_itself_accepted(number: int, rules: RuleSet) -> None:
    element = next(entry for entry in rules.elements if entry.id == CODEBOOK[number])
    if element.id.startswith("frame.") or element.id in ("section.achievements",):
        pytest.skip("the form of a whole report, not a sentence")
    example = Example(element.id, "covered", element.sample, Outcome.COVERED, "", 2025, None, False)
    if element.id.startswith("section."):
        titles = {"section.duty": "", "section.problems": "二、存在的不足\n", "section.causes": "二、存在的不足和原因\n",
                  "section.next": "三、下一步工作安排\n"}  # fmt: skip
        example = example._replace(text=f"开展执法检查3次。\n{titles[element.id]}{element.sample}")
    assert [failure.message for failure in trial.run(rules, [example])] == []


def test_the_index_and_the_schemas_are_fresh(rules: RuleSet) -> None:
    assert (ROOT / "rules" / "INDEX.md").read_text("utf-8") == index(rules)
    for which in ("dimension", "ruleset"):
        assert (ROOT / "rules" / f"{which}.schema.json").read_text("utf-8") == schema_text(which)


def test_no_rule_looks_at_the_name_of_a_place() -> None:
    text = "".join(path.read_text("utf-8") for path in (ROOT / "rules" / "fazhi").glob("*.yaml"))
    for name in ("湘桥", "潮州", "武江", "韶关", "湛河", "平顶山"):
        assert name not in text


def test_rules_and_library_door() -> None:
    assert checker.load_rules().elements == pipeline.load_rules("fazhi", single=True).elements
