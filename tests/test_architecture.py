"""The shape of the code: who may import whom, who may print, how long things may be."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "checker"
STEPS = {"model", "errors", "regex"}
MAY_IMPORT = {
    "model": set(),
    "errors": set(),
    "regex": set(),
    "version": set(),
    "passage": {"model"},
    "figures": set(),
    "formula": set(),
    "read": STEPS,
    "normalise": STEPS,
    "structure": STEPS,
    "match": STEPS,
    "ruleset": STEPS | {"match"},
    "judge": STEPS | {"match", "passage"},
    "consistency": STEPS | {"figures", "formula", "passage"},
    "nearest": STEPS | {"passage"},
    "score": STEPS,
    "report": STEPS | {"figures", "version"},
    "annotate": STEPS | {"read", "report"},
    "pipeline": STEPS
    | {"consistency", "judge", "nearest", "normalise", "read", "ruleset", "score", "structure", "match", "waivers"},
    "batch": STEPS | {"nearest", "pipeline", "read", "report", "version"},
    "baseline": STEPS,
    "compare": STEPS | {"consistency", "formula", "passage"},
    "overlap": STEPS | {"formula"},
    "waivers": STEPS | {"ruleset"},
    "trial": STEPS | {"pipeline"},
    "evaluate": STEPS | {"pipeline", "match", "ruleset"},
    "cli": STEPS
    | {
        "annotate",
        "baseline",
        "batch",
        "compare",
        "evaluate",
        "overlap",
        "nearest",
        "pipeline",
        "read",
        "report",
        "ruleset",
        "trial",
        "version",
        "waivers",
    },
    "__main__": {"cli"},
    "__init__": STEPS | {"pipeline"},
}
"""The table of the design; `match` is the part of judging that `ruleset` compiles for."""

MODULES = sorted(PACKAGE.rglob("*.py"))
FORBIDDEN = {"utils", "helpers", "common", "manager"}


def step(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported(path: Path) -> set[str]:
    """Steps that a module imports, lazy imports included."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            found = (
                [f"{node.module}.{alias.name}" for alias in node.names]
                if node.module == "checker"
                else [node.module or ""]
            )
        else:
            continue
        names |= {name.split(".")[1] for name in found if name.startswith("checker.")}
        assert "checker" not in found, f"{path} imports the bare package"
    return names


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_follow_the_table(path: Path) -> None:
    assert imported(path) - {step(path)} <= MAY_IMPORT[step(path)]


def test_a_planted_breach_is_caught(tmp_path: Path) -> None:
    planted = tmp_path / "score.py"
    planted.write_text("def f():\n    from checker.read import read_path\n    return read_path\n", "utf-8")
    assert imported(planted) == {"read"}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_names_and_sizes(path: Path) -> None:
    assert path.stem not in FORBIDDEN
    lines = path.read_text("utf-8").splitlines()
    assert len(lines) <= 400, f"{len(lines)} lines"
    for node in ast.walk(ast.parse("\n".join(lines))):
        if isinstance(node, ast.FunctionDef):
            size = (node.end_lineno or node.lineno) - node.lineno + 1
            assert size <= 72, f"{node.name} has {size} lines"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_only_the_cli_prints_reads_the_environment_or_exits(path: Path) -> None:
    if step(path) in ("cli", "__main__"):
        return
    source = path.read_text("utf-8")
    tree = ast.parse(source)
    called = {ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    assert not called & {"print", "sys.exit", "exit", "click.echo"}
    assert "environ" not in source
    assert not any(isinstance(node, ast.ExceptHandler) and node.type is None for node in ast.walk(tree))
