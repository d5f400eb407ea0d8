"""Generated reports: the same for a seed, labelled truly, without mistakes in their figures."""

import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import checker
from checker.model import Outcome, RuleSet
from checker.pipeline import Options

BENCHMARKS = Path(__file__).parents[1] / "benchmarks"
COUNT = 20
Cards = list[tuple[dict[str, Any], checker.Scorecard]]


@pytest.fixture(scope="module")
def corpus() -> ModuleType:
    spec = importlib.util.spec_from_file_location("corpus", BENCHMARKS / "corpus.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["corpus"] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def cards(corpus: ModuleType, rules: RuleSet) -> Cards:
    """Labels and scorecards of the first reports of a seed."""
    reports = [corpus.report(7, number) for number in range(COUNT)]
    return [
        (report.labels, checker.check_text("\n".join(report.lines), rules, Options(tokens=None))) for report in reports
    ]


def test_the_same_seed_gives_the_same_bytes(corpus: ModuleType, tmp_path: Path) -> None:
    for name, jobs in (("one", 1), ("two", 1), ("processes", 2)):
        corpus.generate(tmp_path / name, 6, 3, "mixed", jobs)
    files = sorted(path.name for path in (tmp_path / "one").iterdir())
    assert {Path(name).suffix for name in files} == {".txt", ".docx", ".jsonl"}
    for other in ("two", "processes"):
        assert sorted(path.name for path in (tmp_path / other).iterdir()) == files
        for name in files:
            assert (tmp_path / other / name).read_bytes() == (tmp_path / "one" / name).read_bytes()


def test_another_seed_gives_another_corpus(corpus: ModuleType) -> None:
    assert corpus.report(1, 0).lines != corpus.report(2, 0).lines


def test_a_report_does_not_depend_on_the_number_of_reports(corpus: ModuleType, tmp_path: Path) -> None:
    corpus.generate(tmp_path / "few", 3, 5)
    corpus.generate(tmp_path / "more", 6, 5)
    for path in (tmp_path / "few").glob("*.txt"):
        assert (tmp_path / "more" / path.name).read_bytes() == path.read_bytes()


def test_every_unit_has_a_name_of_its_own(corpus: ModuleType) -> None:
    assert len({corpus.place(1, number) for number in range(9000)}) == 9000


def test_labels_name_files_and_elements(corpus: ModuleType, rules: RuleSet, tmp_path: Path) -> None:
    corpus.generate(tmp_path, 30, 2)
    known = {element.id for element in rules.elements}
    for line in (tmp_path / "labels.jsonl").read_text("utf-8").splitlines():
        entry = json.loads(line)
        text = (tmp_path / entry["path"]).read_text("utf-8")
        assert entry["unit"] in text
        assert set(entry["elements"]) <= known
        assert set(entry["elements"].values()) <= {"covered", "partial", "missing"}
        assert {trap["element"] for trap in entry["traps"]} <= set(entry["elements"])
        assert 1200 <= len(text) <= 9500


def test_shared_paragraphs_are_in_both_reports(corpus: ModuleType) -> None:
    found = [corpus.report(4, number) for number in range(150)]
    units = {report.labels["unit"]: report for report in found}
    copies = [report for report in found if report.labels["copied_from"]]
    assert 1 <= len(copies) <= 12
    for report in copies:
        words = report.labels["copied_text"]
        assert words in report.lines
        assert words in units[report.labels["copied_from"]].lines


def test_no_report_has_an_inconsistency(cards: Cards) -> None:
    for labels, card in cards:
        errors = [finding for finding in card.findings if finding.level == "error"]
        assert not errors, (labels["unit"], errors)


def test_issuer_and_year_are_read(cards: Cards) -> None:
    for labels, card in cards:
        assert card.document.year == labels["year"]
        assert card.document.issuer_kind.value == labels["issuer_kind"]


def test_what_was_left_out_is_judged_missing(cards: Cards) -> None:
    judged = []
    for labels, card in cards:
        outcomes = {verdict.element: verdict.outcome for verdict in card.verdicts}
        judged += [outcomes[element] for element, label in labels["elements"].items() if label == "missing"]
    assert len(judged) > 100
    assert judged.count(Outcome.MISSING) / len(judged) >= 0.8


def test_what_was_written_is_judged_covered(cards: Cards) -> None:
    judged = []
    for labels, card in cards:
        outcomes = {verdict.element: verdict.outcome for verdict in card.verdicts}
        judged += [outcomes[element] for element, label in labels["elements"].items() if label == "covered"]
    assert judged.count(Outcome.COVERED) / len(judged) >= 0.95
