"""Settings: command line before environment before file before default; what is unknown is an error."""

from pathlib import Path

import pytest
from program import run

ROOT = Path(__file__).parents[2]
REPORT = str(ROOT / "examples/complete/report.txt")


def test_a_file_is_found_upward(tmp_path: Path) -> None:
    (tmp_path / "a/b").mkdir(parents=True)
    (tmp_path / "checker.toml").write_text('require = ["function.zone"]\nfail-on = "error"\n', "utf-8")
    shown = run("config", "show", cwd=tmp_path / "a/b").stdout
    assert f"require = function.zone　（{tmp_path}/checker.toml:1）" in shown
    assert f"fail-on = error　（{tmp_path}/checker.toml:2）" in shown
    assert "year = 　（默认）" in shown


def test_the_order_of_precedence(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text(
        '[project]\nname = "x"\n[tool.checker]\nissuer-kind = "township"\n', "utf-8"
    )
    for arguments, environment, kind in (
        ((), {}, "乡镇街道"),
        ((), {"CHECKER_ISSUER_KIND": "department"}, "政府部门"),
        (("--issuer-kind", "other"), {"CHECKER_ISSUER_KIND": "department"}, "开发区等其他机关"),
    ):
        assert kind in run("check", REPORT, *arguments, cwd=tmp_path, **environment).stdout
    shown = run("config", "show", cwd=tmp_path, CHECKER_ISSUER_KIND="department").stdout
    assert "issuer-kind = department　（环境变量 CHECKER_ISSUER_KIND）" in shown


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("fail-undr = 80\n", "checker.toml:1：不认识的设置 fail-undr，可用的有 any-document"),
        ('\nfail-under = "80"\n', "checker.toml:2：fail-under 应是整数或小数。"),
        ("jobs = true\n", "checker.toml:1：jobs 应是整数。"),
        ("require = [1]\n", "checker.toml:1：require 应是列表。"),
        ("jobs = \n", "不是正确的 TOML"),
        ("fail-under = 101\n", "应在 0 到 100 之间"),
        ('fail-on = "warning"\n', "可用的有：error、hint、never"),
    ],
)
def test_a_wrong_file_is_a_wrong_call(tmp_path: Path, text: str, words: str) -> None:
    (tmp_path / "checker.toml").write_text(text, "utf-8")
    result = run("check", REPORT, cwd=tmp_path)
    assert result.returncode == 2
    assert words in result.stderr


@pytest.mark.parametrize("text", ["[tool.checker\nfail-under = 100\n", 'tool = "x"\n', '[tool]\nchecker = "strict"\n'])
def test_a_broken_pyproject_does_not_switch_the_gate_off(tmp_path: Path, text: str) -> None:
    (tmp_path / "pyproject.toml").write_text(text, "utf-8")
    result = run("check", REPORT, cwd=tmp_path)
    assert result.returncode == 2
    assert f"{tmp_path}/pyproject.toml" in result.stderr


def test_the_gate_follows_the_file(tmp_path: Path) -> None:
    assert run("check", REPORT, cwd=tmp_path).returncode == 0
    (tmp_path / "checker.toml").write_text('fail-under = 100\nyear = 2030\nrequire = ["section.causes"]\n', "utf-8")
    assert run("check", REPORT, "--fail-under", "50", cwd=tmp_path).returncode == 0
    assert "2030" in run("check", REPORT, cwd=tmp_path).stdout


def test_no_file_is_read_where_the_variable_is_empty(tmp_path: Path) -> None:
    (tmp_path / "checker.toml").write_text("nonsense = 1\n", "utf-8")
    assert run("check", REPORT, cwd=tmp_path, CHECKER_CONFIG="").returncode == 0
    assert run("check", REPORT, cwd=tmp_path, CHECKER_CONFIG="没有.toml").returncode == 2
