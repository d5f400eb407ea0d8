"""The formats and templates for CI, held against the services' own schemas, parsers and validators."""

import json
import os
import re
import shutil
import subprocess
import sys
from functools import partial
from pathlib import Path
from typing import Any

import junitparser
import program
import pytest
import yaml

ROOT = Path(__file__).parents[2]
REPORT = "examples/omissions/report.txt"
BLOCKING = "section.causes"
"""The mandatory element that the example omits."""


run = partial(program.run, "check")


def sarif(*arguments: str, cwd: Path = ROOT) -> dict[str, Any]:
    log: dict[str, Any] = json.loads(run(*arguments, "-f", "sarif", cwd=cwd).stdout)
    return log


def test_sarif_points_at_the_section_where_the_omission_belongs() -> None:
    (result,) = [entry for entry in sarif(REPORT)["runs"][0]["results"] if entry["ruleId"] == BLOCKING]
    place = result["locations"][0]["physicalLocation"]
    line = (ROOT / REPORT).read_text("utf-8").splitlines()[place["region"]["startLine"] - 1]
    assert (result["level"], place["artifactLocation"]["uri"]) == ("error", REPORT)
    assert line == "二、存在的问题"
    assert result["message"]["text"].startswith("【缺失·必备】不足的原因：")


def test_fingerprints_survive_edits_elsewhere(tmp_path: Path) -> None:
    text = (ROOT / REPORT).read_text("utf-8")
    marks = []
    for words in (text, text.replace("\n", "\n\n", 3)):
        (tmp_path / "报告.txt").write_text(words, "utf-8")
        results = sarif("报告.txt", cwd=tmp_path)["runs"][0]["results"]
        marks.append({entry["ruleId"]: entry["partialFingerprints"]["checkerAlert/v1"] for entry in results})
    assert marks[0] == marks[1]
    assert len(set(marks[0].values())) == len(marks[0])


def test_a_broken_file_makes_the_run_unsuccessful(tmp_path: Path) -> None:
    result = run(REPORT, str(tmp_path / "没有.txt"), "-f", "sarif")
    invocation = json.loads(result.stdout)["runs"][0]["invocations"][0]
    assert result.returncode == 3
    assert invocation["executionSuccessful"] is False
    assert "没有这个文件" in invocation["toolExecutionNotifications"][0]["message"]["text"]


def test_microsofts_validator_accepts_the_log(tmp_path: Path) -> None:
    folder = ROOT / ".venv/node/node_modules/@microsoft/sarif-multitool-linux"
    tool = os.environ.get("SARIF_MULTITOOL") or folder / "Sarif.Multitool"
    if not Path(tool).is_file():
        pytest.skip("sarif-multitool is not installed (npm install --prefix .venv/node @microsoft/sarif-multitool)")
    log = tmp_path / "结果.sarif"
    run(REPORT, str(tmp_path / "没有.txt"), "-o", str(log))
    checked = subprocess.run(
        [str(tool), "validate", str(log), "--rule-kind", "Sarif;Ghas", "--output", str(tmp_path / "out.sarif")],
        capture_output=True, text=True, timeout=300,
    )  # fmt: skip
    found = json.loads((tmp_path / "out.sarif").read_text("utf-8-sig"))["runs"][0].get("results", [])
    # the program has no home page to name
    assert [entry["ruleId"] for entry in found if entry["ruleId"] != "SARIF2005"] == [], checked.stdout


def test_junit_is_read_by_junitparser(tmp_path: Path) -> None:
    path = tmp_path / "结果.xml"
    result = run(REPORT, str(tmp_path / "没有.txt"), "-o", str(path))
    suites = list(junitparser.JUnitXml.fromfile(str(path)))
    cases = {case.name.split()[0]: case for case in suites[0]}
    assert result.returncode == 3
    assert "【缺失·必备】" in str(cases[BLOCKING].result[0].message)
    assert isinstance(cases[BLOCKING].result[0], junitparser.Failure)
    assert isinstance(cases["duty.four-personally"].result[0], junitparser.Skipped)
    assert cases["section.problems"].result == []
    assert "没有这个文件" in str(next(iter(suites[1])).result[0].message)


def test_github_commands_escape_what_would_break_them(tmp_path: Path) -> None:
    name = "甲,乙:丙.txt"
    (tmp_path / name).write_text((ROOT / REPORT).read_text("utf-8"), "utf-8")
    summary = tmp_path / "summary.md"
    result = run(name, "-o", "github=-", cwd=tmp_path, GITHUB_STEP_SUMMARY=str(summary))
    first = result.stdout.splitlines()[0]
    match = re.fullmatch(
        r"::error file=甲%2C乙%3A丙\.txt,line=(\d+),endLine=\1,col=1,endColumn=\d+,title=([^,:]+)::(.+)", first
    )
    assert match is not None, first
    assert match[3].startswith("【缺失·必备】不足的原因：")
    assert all(line.startswith(("::error ", "::warning ", "::notice ")) for line in result.stdout.splitlines())
    assert "结论：未通过" in summary.read_text("utf-8")


def test_gitlab_issues_have_what_the_service_asks_for() -> None:
    issues = json.loads(run(REPORT, "-f", "gitlab").stdout)
    assert {frozenset(issue) for issue in issues} == {
        frozenset(("description", "check_name", "fingerprint", "severity", "location"))
    }
    assert len({issue["fingerprint"] for issue in issues}) == len(issues)
    assert all(issue["location"]["lines"]["begin"] >= 1 for issue in issues)
    (causes,) = [issue for issue in issues if issue["check_name"] == BLOCKING]
    assert (causes["severity"], causes["location"]["path"]) == ("critical", REPORT)


def test_tap_numbers_its_points() -> None:
    lines = run(REPORT, "-f", "tap").stdout.splitlines()
    points = [match for line in lines if (match := re.match(r"(ok|not ok) (\d+) - (\S+) (\S+)([^#]*)(# \w+)?", line))]
    assert lines[:2] == ["TAP version 14", f"1..{len(points)}"]
    assert [int(point[2]) for point in points] == list(range(1, len(points) + 1))
    told = {point[4]: (point[1], point[6]) for point in points}
    assert told[BLOCKING] == ("not ok", None)
    assert told["duty.four-personally"] == ("not ok", "# TODO")
    assert told["section.problems"] == ("ok", None)


def test_fail_on_makes_findings_stop_the_report(tmp_path: Path) -> None:
    text = (ROOT / "examples/complete/report.txt").read_text("utf-8")
    broken = text.replace("。", "。全年受理申请40件，办结38件，办结率96%。", 1)
    (tmp_path / "a.txt").write_text(broken, "utf-8")
    for level, outcome, kind in (("never", 0, "warning"), ("error", 1, "error")):
        result = run("a.txt", "-f", "sarif", "--fail-on", level, cwd=tmp_path)
        found = json.loads(result.stdout)["runs"][0]["results"]
        assert result.returncode == outcome
        assert [entry["level"] for entry in found if entry["ruleId"] == "consistency.ratio"] == [kind]


def test_a_format_can_be_named_before_the_file(tmp_path: Path) -> None:
    path = tmp_path / "质量.json"
    result = run(REPORT, "-o", f"gitlab={path}", "-o", "tap=-")
    assert json.loads(path.read_text("utf-8"))[0]["check_name"] == BLOCKING
    assert result.stdout.startswith("TAP version 14\n")


@pytest.mark.parametrize(
    ("files", "code", "words"),
    [("*.txt", 1, "::error file="), ("*.docx", 3, "没有文件符合 *.docx"), ("", 3, "没有要检查的文件")],
)
def test_the_steps_of_the_action_run(tmp_path: Path, files: str, code: int, words: str) -> None:
    shutil.copy(ROOT / REPORT, tmp_path / "a.txt")
    action = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
    step = action["runs"]["steps"][1]
    inputs = {name: entry.get("default", "") for name, entry in action["inputs"].items()}
    inputs |= {"files": files, "sarif": "out.sarif"}
    environment = {
        key: inputs[value.removeprefix("${{ inputs.").removesuffix(" }}")] for key, value in step["env"].items()
    }
    script = step["run"].replace("python3 -m checker", f"{sys.executable} -m checker")
    result = subprocess.run(
        ["bash", "-c", script], cwd=tmp_path, env={**os.environ, **environment, "PYTHONPATH": str(ROOT)},
        capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    assert (result.returncode, words in result.stdout) == (code, True), result.stdout + result.stderr
    assert (tmp_path / "out.sarif").exists() is (code == 1)


def test_the_templates_follow_their_schemas() -> None:
    tool = [sys.executable, "-m", "check_jsonschema", "--builtin-schema"]
    for schema, path in (("vendor.github-actions", "action.yml"), ("vendor.gitlab-ci", "ci/gitlab.yml")):
        checked = subprocess.run([*tool, schema, path], cwd=ROOT, capture_output=True, text=True, timeout=120)
        assert checked.returncode == 0, checked.stdout


def test_the_gitlab_script_runs(tmp_path: Path) -> None:
    shutil.copy(ROOT / REPORT, tmp_path / "a.txt")
    job = yaml.safe_load((ROOT / "ci/gitlab.yml").read_text("utf-8"))["checker"]
    lines = [line for line in job["script"] if "pip install" not in line]
    script = "set -e\n" + "\n".join(lines).replace("checker check", f"{sys.executable} -m checker check")
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "CHECKER_OPTIONS": ""}
    for files, code, words in (("*.txt", 1, "未通过"), ("*.docx", 3, "没有文件符合")):
        result = subprocess.run(
            ["bash", "-c", script], cwd=tmp_path, env={**environment, "CHECKER_FILES": files},
            capture_output=True, text=True, timeout=120,
        )  # fmt: skip
        assert (result.returncode, words in result.stdout) == (code, True), result.stdout + result.stderr
    assert json.loads((tmp_path / "gl-code-quality-report.json").read_text("utf-8"))
    assert (tmp_path / "junit.xml").exists()


def test_the_pre_commit_hook_takes_word_files() -> None:
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    pattern = re.compile(hook["files"])
    assert pattern.search("draft/临江县2023年法治政府建设年度报告.docx")
    assert not pattern.search("README.md")


def test_pre_commit_runs_the_hook(tmp_path: Path) -> None:
    if os.environ.get("CHECKER_TEST_PRE_COMMIT") != "1":
        pytest.skip("pre-commit builds an environment (set CHECKER_TEST_PRE_COMMIT=1, as .ci/run does)")
    git = ["git", "-c", "user.name=t", "-c", "user.email=t@example.org"]
    subprocess.run([*git, "init", "-q"], cwd=tmp_path, check=True)
    name = "临江县2023年法治政府建设年度报告.txt"
    (tmp_path / name).write_text((ROOT / REPORT).read_text("utf-8"), "utf-8")
    subprocess.run([*git, "add", "."], cwd=tmp_path, check=True)
    result = subprocess.run(
        [sys.executable, "-m", "pre_commit", "try-repo", str(ROOT), "checker", "--all-files"],
        cwd=tmp_path, capture_output=True, text=True, timeout=500,
        env={**os.environ, "PRE_COMMIT_HOME": str(tmp_path / "home")},
    )  # fmt: skip
    assert result.returncode == 1, result.stdout + result.stderr
    assert "不足的原因" in result.stdout
