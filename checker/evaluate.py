"""Agreement of the verdicts with labelled reports, beside two baselines that know nothing.

The gold format: report, labels: {element: {label, evidence, only}}; `evidence` is a verbatim piece of the report.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from checker import pipeline
from checker.errors import UsageError
from checker.match.scope import Scope
from checker.model import Outcome, RuleSet, Scorecard


class Judged(NamedTuple):
    """One element of one report: the label, our outcome, and what the baselines say."""

    report: str
    element: str
    label: str
    label_only: str | None
    outcome: str
    only: str | None
    occurs: str  # baseline: any of the element's words occurs
    label_evidence: str
    evidence: str
    verbatim: bool


class Agreement(NamedTuple):
    """Figures over a set of judgements; precision, recall and F1 are of omissions (label missing)."""

    judged: int
    accuracy: float
    kappa: float
    precision: float
    recall: float
    f1: float
    false_alarms: int
    missed: int


def judge_all(gold: Path, reports: Sequence[Path], ruleset: RuleSet) -> list[Judged]:
    """Check every report that has a gold file. Raises UsageError when a report has none or none is left."""
    from checker.ruleset.source import YamlFile  # yaml costs 25 ms at every start

    files = {file.value["report"]: file for file in map(YamlFile, sorted(gold.glob("*.yaml")))}
    found: list[Judged] = []
    for path in reports:
        if path.name not in files:
            raise UsageError(f"{gold} 里没有 {path.name} 的标注。")
        card = pipeline.check(path, ruleset, pipeline.Options(any_document=True, tokens=None))
        found += _judged(card, files[path.name].value["labels"], path.name)
    if not found:
        raise UsageError("没有可比对的报告。")
    return found


def _judged(card: Scorecard, labels: dict[str, Any], report: str) -> Iterable[Judged]:
    scope = Scope(card.document, card.ruleset.lexicon)
    text = card.document.source.text
    for element, verdict in zip(card.ruleset.elements, card.verdicts, strict=True):
        if element.id not in labels:
            raise UsageError(f"{report} 的标注里没有 {element.id}。")
        label = labels[element.id]
        outside = verdict.outcome is Outcome.NOT_APPLICABLE
        occurs = "not_applicable" if outside else "covered" if scope.hits(element.words) else "missing"
        yield Judged(
            report=report,
            element=element.id,
            label=label["label"],
            label_only=label.get("only"),
            outcome=verdict.outcome.value,
            only=verdict.only,
            occurs=occurs,
            label_evidence=str(label.get("evidence", "")),
            evidence=verdict.evidence[0].quote if verdict.evidence else "",
            verbatim=all(text[entry.span.start : entry.span.end] == entry.quote for entry in verdict.evidence),
        )


def agreement(pairs: Sequence[tuple[str, str]]) -> Agreement:
    """Figures for (label, verdict) pairs; not_applicable counts only when one side differs."""
    counted = [pair for pair in pairs if pair != ("not_applicable", "not_applicable")]
    same = sum(label == verdict for label, verdict in counted)
    hits = sum(label == verdict == "missing" for label, verdict in counted)
    alarms = sum(verdict == "missing" for _, verdict in counted) - hits
    missed = sum(label == "missing" for label, _ in counted) - hits
    precision = hits / (hits + alarms) if hits + alarms else 1.0
    recall = hits / (hits + missed) if hits + missed else 1.0
    return Agreement(
        judged=len(counted),
        accuracy=same / len(counted) if counted else 1.0,
        kappa=_kappa(counted),
        precision=precision,
        recall=recall,
        f1=2 * precision * recall / (precision + recall) if precision + recall else 0.0,
        false_alarms=alarms,
        missed=missed,
    )


def _kappa(pairs: Sequence[tuple[str, str]]) -> float:
    """Cohen's κ (Cohen 1960) over the labels."""
    total = len(pairs)
    if not total:
        return 1.0
    left, right = Counter(label for label, _ in pairs), Counter(verdict for _, verdict in pairs)
    chance = sum(left[name] * right[name] for name in left) / total**2
    observed = sum(label == verdict for label, verdict in pairs) / total
    return (observed - chance) / (1 - chance) if chance < 1 else 1.0
