"""Deletion mutation: take an element's evidence out, and its verdict falls; nothing told in other paragraphs changes."""

from pathlib import Path

import pytest

import checker
from checker.model import Outcome, RuleSet, Scorecard
from checker.pipeline import Options

ROOT = Path(__file__).parents[2]
# the example in Traditional characters is left out: its lines are broken, so a sentence is no range of lines
REPORTS = [
    path for path in sorted((ROOT / "examples").glob("*/report.txt")) if path.parent.name != "traditional"
] + sorted((ROOT / "tests" / "unseen" / "reports").glob("*.txt"))
OPTIONS = Options(any_document=True, tokens=None)
RANK = {Outcome.COVERED: 2, Outcome.PARTIAL: 1, Outcome.MISSING: 0}
MOST = 12
"""How many passages an element may be told in."""

KNOWN = {
    ("u1", "enforcement.personnel", "literacy.training"),
    ("aa2", "system.review", "decision.participation"),
    ("aa2", "system.filing", "decision.participation"),
}
"""Report, what is cut and what it wrongly turns: without the sentence on 执法资格考试, 抽调业务骨干 is taken for training;
where an item calls one paper both 规范性文件 and 决策事项, its hearing counts for the decision only once the former is cut."""

FORM = ("frame.", "section.")
"""What rests on the form of the whole report, not on a passage."""


def check(text: str, rules: RuleSet) -> Scorecard:
    # the year is given, since cutting a sentence may take the only mention of it
    return checker.check_text(text, rules, OPTIONS)


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.parent.name + "-" + path.stem)
def test_cutting_the_evidence_flips_the_verdict_and_no_other(path: Path, rules: RuleSet) -> None:
    rules = rules._replace(checks=())  # the consistency checks bear on the form only, and take a third of the time
    text = path.read_text("utf-8")
    before = check(text, rules)
    year = before.document.year
    options = Options(year=year, issuer_kind=before.document.issuer_kind, any_document=True, tokens=None)
    outcomes = {verdict.element: verdict for verdict in before.verdicts}
    wrong: list[str] = []
    for element, verdict in outcomes.items():
        if verdict.outcome is not Outcome.COVERED or element.startswith(FORM):
            continue
        rest, cut = text, []
        for _ in range(MOST):
            card = checker.check_text(rest, rules, options)
            now = {found.element: found for found in card.verdicts}
            if now[element].outcome is not Outcome.COVERED:
                break
            start, end = sentence(rest, now[element].evidence[0].span.start)
            cut.append(rest[start:end])
            rest = rest[:start] + rest[end:]
        else:
            wrong.append(f"{element}: still covered after {MOST} cuts, now by “{now[element].evidence[0].quote}”")
            continue
        around = {paragraph(text, piece) for piece in cut}
        shared = {
            other
            for other, found in outcomes.items()
            if any(text.rfind("\n", 0, entry.span.start) + 1 in around for entry in found.evidence)
        }
        for other, found in now.items():
            if (
                other != element
                and other not in shared
                and not other.startswith(FORM)
                and found.outcome is not outcomes[other].outcome
                and (path.stem, element, other) not in KNOWN
            ):
                wrong.append(
                    f"cutting {element} turned {other} from {outcomes[other].outcome.value} to {found.outcome.value}"
                )
    assert wrong == []


def paragraph(text: str, piece: str) -> int:
    """Where the paragraph of a cut sentence begins: what else it holds may be told in the light of that sentence."""
    return text.rfind("\n", 0, text.find(piece.strip())) + 1


def sentence(text: str, at: int) -> tuple[int, int]:
    """Range of the source sentence around an offset."""
    marks = "。！？；\n"
    start = max(text.rfind(mark, 0, at) for mark in marks) + 1
    ends = [found for mark in marks if (found := text.find(mark, at)) >= 0]
    return start, (min(ends) + 1 if ends else len(text))
