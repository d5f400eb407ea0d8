"""The wheel and the sdist hold all that is needed; the wheel works in an empty folder of a clean venv."""

import subprocess
import sys
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel and the sdist."""
    folder = tmp_path_factory.mktemp("dist")
    run = subprocess.run(
        [sys.executable, "-m", "build", "--outdir", str(folder), str(ROOT)], capture_output=True, check=False
    )
    if run.returncode and b"Could not find a version" in run.stderr + run.stdout:
        pytest.skip("the package index cannot be reached, so hatchling cannot be fetched")
    assert run.returncode == 0, run.stderr.decode()
    return folder


def test_the_wheel_holds_the_rules_and_the_schema(built: Path) -> None:
    names = set(zipfile.ZipFile(next(built.glob("*.whl"))).namelist())
    assert {"checker/rules/fazhi/ruleset.yaml", "checker/rules/fazhi/compiled.json", "checker/py.typed",
            "checker/report/card.schema.json", "checker/report/card.css", "checker/report/card.html.jinja",
            "checker/report/page.html.jinja", "checker/rules/dimension.schema.json"} <= names  # fmt: skip
    sources = {str(path.relative_to(ROOT)) for path in (ROOT / "checker").rglob("*.py")}
    assert sources <= names


def test_the_sdist_holds_what_the_tests_need(built: Path) -> None:
    with tarfile.open(next(built.glob("*.tar.gz"))) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert {
        "README.md",
        "LICENSE",
        "rules/fazhi/decision.yaml",
        "examples/complete/report.txt",
        "tests/conftest.py",
    } <= names


def test_the_installed_wheel_checks_a_report_from_an_empty_folder(built: Path, tmp_path: Path) -> None:
    home = tmp_path / "venv"
    venv.create(home, with_pip=True)
    python = home / "bin" / "python"
    wheel = str(next(built.glob("*.whl")))
    install = subprocess.run([python, "-m", "pip", "install", "--quiet", wheel], capture_output=True, check=False)
    assert install.returncode == 0, install.stderr.decode()
    empty = tmp_path / "empty"
    empty.mkdir()
    environment = {"PATH": f"{home / 'bin'}:/usr/bin:/bin", "XDG_CACHE_HOME": str(tmp_path / "cache")}
    report = ROOT / "examples" / "complete" / "report.txt"
    for command in (["checker", "check", str(report)], [str(python), "-m", "checker", "check", str(report)]):
        result = subprocess.run(command, cwd=empty, env=environment, capture_output=True, check=False)
        assert (result.returncode, result.stderr) == (0, b"")
        assert "结论  通过" in result.stdout.decode()
    assert not (tmp_path / "cache").exists(), "the wheel carries its compiled rules, nothing is to be cached"
