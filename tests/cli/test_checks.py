"""The consistency checks on the command line: which are shown, and whether they stop a report."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from checker import consistency
from checker.model import RuleSet
from checker.ruleset import schema

ROOT = Path(__file__).parents[2]
FOREIGN = "为建设现代化新吴江区提供有力的法治保障。"


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "checker", *arguments], cwd=ROOT, capture_output=True, text=True)


@pytest.fixture
def draft(tmp_path: Path) -> str:
    """A complete report with a neighbour's name left in."""
    text = (ROOT / "examples/complete/report.txt").read_text("utf-8")
    head, _, rest = text.partition("\n一、")
    path = tmp_path / "draft.txt"
    path.write_text(f"{head}{FOREIGN}\n一、{rest}", "utf-8")
    return str(path)


def findings(result: subprocess.CompletedProcess[str]) -> list[tuple[str, str, str]]:
    (report,) = json.loads(result.stdout)["reports"]
    return [(entry["id"], entry["level"], entry["quote"]) for entry in report["findings"]]


def test_findings_are_shown_and_do_not_gate(draft: str) -> None:
    result = run("check", draft, "--format", "json")
    ((name, level, quote),) = findings(result)
    assert (name, level) == ("consistency.place", "error")
    assert "新吴江区" in quote
    assert result.returncode == 0


@pytest.mark.parametrize(("fail_on", "code"), [("error", 1), ("hint", 1), ("never", 0)])
def test_findings_gate_where_asked(draft: str, fail_on: str, code: int) -> None:
    assert run("check", draft, "--fail-on", fail_on).returncode == code


def test_only_the_named_checks_are_shown(draft: str) -> None:
    assert findings(run("check", draft, "--format", "json", "--checks", "sum,consistency.ratio")) == []
    shown = findings(run("check", draft, "--format", "json", "--checks", "place"))
    assert [entry[0] for entry in shown] == ["consistency.place"]


def test_no_checks(draft: str) -> None:
    result = run("check", draft, "--format", "json", "--no-checks", "--fail-on", "hint")
    assert findings(result) == []
    assert result.returncode == 0


def test_an_unknown_check_is_named_with_the_known_ones(draft: str) -> None:
    result = run("check", draft, "--checks", "spelling")
    assert result.returncode == 2
    assert "spelling" in result.stderr
    assert "truncation" in result.stderr


def test_explain_tells_a_check(rules: RuleSet) -> None:
    result = run("explain", "consistency.sum")
    (entry,) = [check for check in rules.checks if check.id == "consistency.sum"]
    assert result.returncode == 0
    assert entry.criterion in result.stdout
    assert entry.wrong in result.stdout


def test_every_check_of_the_codebook_is_known() -> None:
    assert set(consistency.CHECKS) == {f"consistency.{name}" for name in schema.CHECKS}
